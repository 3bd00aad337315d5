"""Train pakru/data/line_weights.csv, the weights by which lines that no rule is sure of are told apart.

    python tools/train_lines.py FOLDER... > pakru/data/line_weights.csv

A FOLDER holds coded texts: `boilerplate.csv` and the texts in `texts/` (or in `seeds/` beside the folder), or else
pages like those in `tests/pages`. The examples of `boilerplate.csv`, the rules' table, are lines, too, without
neighbours. Decision record 0026 says which folders were used, and how well the weights do on folders that they were
not learned from.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pakru import codebook
from pakru.boilerplate import mark_page
from pakru.boilerplate.cues import compile_cues
from pakru.boilerplate.linefeatures import Surroundings, describe
from pakru.boilerplate.lines import read_page
from pakru.copies import find_repeats
from pakru.documents import read_documents
from pakru.paragraphs import split_paragraphs
from pakru.records import Document

TEXT = "text"
STRENGTH = 1.0  # inverse of the penalty on large weights
LEAST_LINES = 2  # a feature of fewer lines is a chance
LEAST_WEIGHT = 0.2  # smaller weights are left out
COVERED = 0.7  # the share of a line's signs that boilerplate covers if it is boilerplate

Line = tuple[list[str], str]  # names of features and kind
Span = tuple[int, int, str]


def read_folder(folder: Path) -> Iterator[tuple[Document, list[Span]]]:
    """Read the texts of a folder, each with where its boilerplate stands and of which kind."""
    if not (folder / "boilerplate.csv").exists():
        yield from (read_page_file(path) for path in sorted(folder.glob("*.txt")))
        return
    spans = defaultdict(list)
    with (folder / "boilerplate.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spans[row["file"]].append((int(row["start"]), int(row["end"]), row["kind"]))
    for document in read_documents(folder / "texts" if (folder / "texts").is_dir() else folder.parent / "seeds"):
        yield document, spans[document.file]


def read_page_file(path: Path) -> tuple[Document, list[Span]]:
    """Read a page whose lines are `label | line`; a label that is no word stands for text."""
    text, spans = "", []
    for row in path.read_text(encoding="utf-8").splitlines():
        label, _, line = row.partition(" | ")
        if len(label.strip()) > 1:
            spans.append((len(text), len(text) + len(line), label.strip()))
        text += line + "\n"
    return Document(path.name, text), spans


def read_lines(document: Document, spans: Sequence[Span]) -> Iterator[Line]:
    """Read the lines of a coded text, repeats left out, each with its features and its kind."""
    paragraphs = split_paragraphs(document)
    page = read_page(document, paragraphs, find_repeats(document, paragraphs))
    around = Surroundings(page, mark_page(page, compile_cues(codebook.default())))
    for line in around.lines:
        start, end = paragraphs[line].start, paragraphs[line].end
        size = len("".join(document.text[start:end].split()))
        yield around.describe(line).name(), find_kind(start, end, size, spans)


def find_kind(start: int, end: int, size: int, spans: Iterable[Span]) -> str:
    """Give the kind of a line that boilerplate covers, "text" for all others."""
    shared = [(min(end, last) - max(start, first), kind) for first, last, kind in spans if first < end and last > start]
    return max(shared)[1] if sum(width for width, _ in shared) > COVERED * size else TEXT


def read_examples() -> Iterator[Line]:
    """Read the examples of the rules' table as lines without neighbours; what must not fit is text."""
    for row in codebook.default().table("boilerplate"):
        for text, kind in ((row["example"], row["kind"]), (row["not_example"], TEXT)):
            look = describe(text, False)
            if text and row["scope"] not in ("head", "tail"):
                yield [*look.words, *look.signs], kind


def train(lines: Sequence[Line]) -> Iterator[dict[str, str]]:
    """Learn the weights of features that more than one line has, and give them as rows."""
    seen = Counter(name for names, _ in lines for name in names)
    of_kind = Counter((name, kind) for names, kind in lines for name in names)
    rows = [{name: 1 for name in names if seen[name] >= LEAST_LINES} for names, _ in lines]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-4).fit(matrix, [kind for _, kind in lines])
    for kind, weights, base in zip(map(str, model.classes_), model.coef_, model.intercept_, strict=True):
        yield make_row("always", kind, base, "learned: where no feature says more")
        for name, weight in zip(vectorizer.feature_names_, weights, strict=True):
            if abs(weight) >= LEAST_WEIGHT:
                yield make_row(name, kind, weight, f"learned: {of_kind[name, kind]} of {seen[name]} lines")


def make_row(feature: str, kind: str, weight: float, reason: str) -> dict[str, str]:
    """Make a row of `line_weights.csv`."""
    return {"feature": feature, "kind": kind, "weight": f"{weight:.2f}", "reason": reason}


def read_all(folders: Iterable[Path]) -> list[Line]:
    """Read the lines of all folders and the examples; a feature counts once a line."""
    lines = [line for folder in folders for coded in read_folder(folder) for line in read_lines(*coded)]
    lines += read_examples()
    return [(list(dict.fromkeys(names)), kind) for names, kind in lines]


def main() -> None:
    """Write the weights learned from the folders named on the command line."""
    writer = csv.DictWriter(sys.stdout, ["feature", "kind", "weight", "reason"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(train(read_all(map(Path, sys.argv[1:]))), key=lambda row: (row["feature"], row["kind"])))


if __name__ == "__main__":
    main()
