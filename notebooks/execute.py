"""Execute every notebook from top to bottom; the same inputs give the same files, byte for byte.

usage: execute.py [FOLDER]    FOLDER: where the executed copies go (default: in place)
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
QUIET = ["--log-level=ERROR"]  # the kernel warns that it listens on this machine; notebooks' own warnings still show


def execute(notebook: Path, folder: Path) -> None:
    """Run one notebook beside its neighbours and write it to `folder`; an output on stderr is an error."""
    book = nbformat.read(notebook, as_version=4)
    number_cells(book)
    client = NotebookClient(book, timeout=600, kernel_name="python3", record_timing=False, extra_arguments=QUIET)
    client.execute(cwd=str(notebook.parent))
    complaints = [text for cell in book.cells for text in stderr_of(cell)]
    if complaints:
        raise SystemExit(f"{notebook.name}: output on stderr: {complaints[0]}")
    (folder / notebook.name).write_text(nbformat.writes(book) + "\n", encoding="utf-8")


def number_cells(book: nbformat.NotebookNode) -> None:
    """Name the cells by their place, and keep only the metadata that a reader needs."""
    for number, cell in enumerate(book.cells, 1):
        cell.id = f"cell-{number:02}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book.metadata = nbformat.from_dict({"kernelspec": kernel, "language_info": {"name": "python"}})


def stderr_of(cell: nbformat.NotebookNode) -> list[str]:
    """Give what a cell wrote to stderr."""
    return [output.text for output in cell.get("outputs", []) if output.get("name") == "stderr"]


def main() -> None:
    """Execute the notebooks of this folder, two at a time."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    notebooks = sorted(HERE.glob("*.ipynb"))
    with ProcessPoolExecutor(max_workers=2) as pool:
        for notebook, _ in zip(notebooks, pool.map(partial(execute, folder=folder), notebooks), strict=True):
            print(f"executed {notebook.name}")


if __name__ == "__main__":
    main()
