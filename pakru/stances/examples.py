"""Coded sentences to learn from: those that the package ships, and a user's own.

The package's lie in `pakru/training/`, a CSV a collection, a row a sentence: article, title, passage, sentence, stances
("RUS against drones words; PAK favor ties deeds"). They were composed for this purpose and are fiction.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from pakru.records import BASES, POLARITIES
from pakru.rows import InputError, name_fields, number_rows
from pakru.rows.decoding import decode
from pakru.stances.scenes import Line

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["article", "title", "passage", "sentence", "stances"]
Place = tuple[str, str]  # file and article
Coded = Mapping[tuple[str, str], tuple[str, str]]  # holder and target -> polarity and basis


class ExampleError(InputError):
    """A file of coded sentences that cannot be used; the message names file, line and what was expected."""


@dataclass(frozen=True)
class Example:
    """An article with the stances of each of its sentences, None for a sentence that nobody has coded."""

    article: str
    title: str
    lines: tuple[Line, ...]
    stances: tuple[Coded | None, ...]


def package_examples(leave_out: Iterable[str] = ()) -> Iterator[Example]:
    """Give the examples that the package ships, but for the collections named; ExampleError if one is not there."""
    files = {file.name.removesuffix(".csv"): file for file in _list_files()}
    left = set(leave_out)
    if unknown := sorted(left - set(files)):
        raise ExampleError(f"leave_out: no collection {unknown[0]!r}; expected one of {', '.join(files)}")
    for name, file in files.items():
        if name not in left:
            yield from read_examples(file)


def digest_examples() -> str:
    """Give one SHA-256 of all files of examples that the package ships; what was learned from them bears it."""
    digest = sha256()
    for file in _list_files():
        digest.update(sha256(file.name.encode()).digest() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _list_files() -> list[Traversable]:
    folder = resources.files("pakru") / "training"
    return sorted((file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)


def read_examples(file: Traversable) -> Iterator[Example]:
    """Read the examples of a CSV file, an article at a time."""
    text, _ = decode(file.read_bytes(), file, ExampleError)
    rows = number_rows(text)
    line, header = next(rows, (1, []))
    if header != COLUMNS:
        raise ExampleError(f"{file}:{line}: columns are {header}; expected {', '.join(COLUMNS)}")
    article: list[Mapping[str, str]] = []
    for line, fields in rows:
        row = name_fields(fields, COLUMNS, f"{file}:{line}", ExampleError) | {"place": f"{file}:{line}"}
        if not row["passage"].isdecimal():
            raise ExampleError(f"{row['place']}: passage is {row['passage']!r}; expected the number of a passage")
        if article and row["article"] != article[0]["article"]:
            yield _make_example(article)
            article = []
        article.append(row)
    if article:
        yield _make_example(article)


def _make_example(rows: list[Mapping[str, str]]) -> Example:
    lines = tuple(Line(row["sentence"], int(row["passage"])) for row in rows)
    return Example(rows[0]["article"], rows[0]["title"], lines, tuple(_read_stances(row) for row in rows))


def _read_stances(row: Mapping[str, str]) -> Coded:
    """Read the stances of a row: holder, polarity, target and basis each, with "; " between them.

    >>> _read_stances({"stances": "RUS against drones words", "place": "a.csv:2"})
    {('RUS', 'drones'): ('against', 'words')}
    """
    coded = {}
    for stance in filter(None, row["stances"].split("; ")):
        parts = stance.split(" ")
        if len(parts) != 4 or parts[1] not in POLARITIES or parts[3] not in BASES:
            raise ExampleError(f"{row['place']}: stance is {stance!r}; expected as 'RUS against drones words'")
        holder, polarity, target, basis = parts
        coded[holder, target] = polarity, basis
    return coded


def examples_from(
    articles: "pd.DataFrame", sentences: "pd.DataFrame", stances: "pd.DataFrame", coded: "pd.DataFrame | None" = None
) -> Iterator[Example]:
    """Make examples of a corpus's tables and a coding of it.

    `coded` holds the sentences (file, start, end) that somebody has coded, those without a stance too; without it
    every sentence of an article that has a stance counts as coded, and no other article. ExampleError for a stance
    whose words begin in no sentence of its article.
    """
    found: dict[Place, list[tuple[int, int, Coded]]] = {}
    columns = ["file", "article", "start", "end", "holder", "target", "polarity", "basis"]
    for file, article, start, end, holder, target, polarity, basis in stances[columns].to_numpy().tolist():
        found.setdefault((file, article), []).append((start, end, {(holder, target): (polarity, basis)}))
    _refuse_strays(found, sentences)
    asked = None if coded is None else {*zip(coded["file"], coded["start"], strict=True)}
    titles = dict(zip(zip(articles["file"], articles["article"], strict=True), articles["title"], strict=True))
    for (file, article), inside in sentences.groupby(["file", "article"], sort=True):
        place = str(file), str(article)
        if asked is None and place not in found:
            continue
        lines = tuple(Line(text, passage) for text, passage in zip(inside["text"], inside["passage"], strict=True))
        spans = [*zip(inside["start"], inside["end"], strict=True)]
        known = tuple(
            _within(span, found.get(place, [])) if asked is None or (place[0], span[0]) in asked else None
            for span in spans
        )
        yield Example(place[1], titles.get(place, ""), lines, known)


def _refuse_strays(found: "Mapping[Place, Iterable[tuple[int, int, Coded]]]", sentences: "pd.DataFrame") -> None:
    """Raise an ExampleError for a stance that no sentence holds: it was coded in another corpus."""
    inside: dict[Place, list[tuple[int, int]]] = {}
    for file, article, start, end in sentences[["file", "article", "start", "end"]].to_numpy().tolist():
        inside.setdefault((file, article), []).append((start, end))
    for (file, article), stances in found.items():
        for place, *_ in stances:
            if not any(start <= place < end for start, end in inside.get((file, article), ())):
                told = f"stances: the place {place} of {file!r} is in no sentence of an article {article!r}"
                raise ExampleError(f"{told}; expected stances coded in this corpus")


def _within(span: tuple[int, int], stances: Iterable[tuple[int, int, Coded]]) -> Coded:
    """Give the stances whose words begin in a sentence."""
    coded: dict[tuple[str, str], tuple[str, str]] = {}
    for start, _, one in stances:
        if span[0] <= start < span[1]:
            coded |= one
    return coded
