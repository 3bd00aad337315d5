"""What holds for every test: numerical libraries on one thread, and random texts that are the same in every run."""

import gc
import os

import pytest
from hypothesis import settings

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _pause_collector(request):
    """Measure time as `read_corpus` runs: Python's collector looks through all that the tests before have loaded."""
    if "linear" not in request.node.name:
        yield
        return
    gc.collect()
    gc.disable()
    yield
    gc.enable()
