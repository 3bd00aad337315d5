"""Progress: a bar for what takes long, in a terminal and in a notebook, and none into a file."""

import os
import sys
from collections.abc import Iterable
from typing import Any, TypeVar

from tqdm import tqdm

T = TypeVar("T")
PATIENCE = 2  # seconds before a bar shows


def show_progress(things: Iterable[T], unit: str, total: int | None = None) -> Iterable[T]:
    """Give `things` one by one, with a bar when it takes long; what TQDM_DISABLE says comes first.

    >>> list(show_progress("ab", "letter"))
    ['a', 'b']
    """
    return tqdm(things, unit=unit, total=total, delay=PATIENCE, leave=False, **_choose_bar())


def _choose_bar() -> dict[str, Any]:
    return {} if "ipykernel" in sys.modules or "TQDM_DISABLE" in os.environ else {"disable": None}
