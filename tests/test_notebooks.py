"""What every committed notebook keeps to; nbval compares the outputs themselves."""

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_of(path: Path) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_it_was_run_from_top_to_bottom(path):
    assert [cell.execution_count for cell in code_of(path)] == list(range(1, len(code_of(path)) + 1))


def test_nothing_was_written_to_stderr(path):
    assert [output.text for cell in code_of(path) for output in cell.outputs if output.get("name") == "stderr"] == []


def test_cells_are_short_and_define_nothing(path):
    for cell in code_of(path):
        assert len(cell.source.splitlines()) <= 10, cell.source
        assert not re.search(r"^\s*(def|class) ", cell.source, re.MULTILINE), cell.source


def test_every_figure_has_an_alt_text(path):
    pages = [output.get("data", {}) for cell in code_of(path) for output in cell.outputs]
    assert not any("image/png" in page or "image/svg+xml" in page for page in pages), "show figures by figures.show"
    images = re.findall(r"<img [^>]*>", "".join(page.get("text/html", "") for page in pages))
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


def test_it_begins_with_one_title(path):
    text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert text.startswith("# ")
