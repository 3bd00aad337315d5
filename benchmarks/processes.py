"""A script run in a process of its own, with what the system says it used."""

import os
import subprocess
import sys
import tempfile

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"), "1")


def run(script: str, *arguments: str) -> tuple[str, float, float]:
    """Run a script on one thread and without a bar: what it prints, its CPU seconds, its peak memory in MB."""
    environment = os.environ | ONE_THREAD | {"TQDM_DISABLE": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen([sys.executable, script, *arguments], stdout=output, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(arguments)} failed")
        output.seek(0)
        return output.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
