"""Checks of coded tables against the texts they were coded from: the way back in for a draft that a person corrected.

A fault is a line "file:line: what is there; what was expected". Every table of a folder is checked for its columns, its
spans, quotes, days and words of the codebook; those of events also for what refers to what.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pakru.codebook import Codebook, default
from pakru.records import BASES, POLARITIES, Document
from pakru.rows import InputError, name_fields, number_rows
from pakru.rows.decoding import decode
from pakru.tables import COLUMNS, DAYS, OPTIONAL, OPTIONAL_IN, TableError, columns_of

LABEL = 10  # words of the label of an event
SPANS = {"start": "end", "sentence_start": "sentence_end"}
BOUNDS = {"earliest": "latest", "published_earliest": "published_latest"}
WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("events", "status"): ("happened", "planned", "cancelled"),
    ("conflicts", "field"): ("date", "place", "wording", "reason"),
    ("timexes", "type"): ("DATE", "DURATION", "SET"),
    ("stances", "polarity"): POLARITIES,
    ("stances", "basis"): BASES,
    ("stances", "voice"): ("own", "reported"),
}


class Row(NamedTuple):
    """A row of a table: where it stands and its cells by column."""

    place: str
    cells: Mapping[str, str]

    def say(self, fault: str) -> str:
        """Give a fault of the row with its place."""
        return f"{self.place}: {fault}"


Tables = Mapping[str, Sequence[Row]]


def check_tables(
    folder: str | Path, documents: Iterable[Document], codebook: Codebook | None = None, coder: str = ""
) -> list[str]:
    """Check every CSV table of a folder against the documents, and list the faults by file and line.

    `coder` names who coded the tables that have no such column; without it each row must say it. InputError if the
    folder has no table, or a file is no table at all.

    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> table = Path(folder.name, "event_mentions.csv")
    >>> _ = table.write_text("event,file,article,start,end,quote,coder\\ne1,a.txt,a-1,0,6,Moskow,me\\n")
    >>> faults = check_tables(folder.name, [Document("a.txt", "Moscow spoke.")])
    >>> [fault.partition("event_mentions.csv")[2] for fault in faults]
    [":2: quote is 'Moskow'; expected 'Moscow', as in a.txt from 0 to 6"]
    >>> folder.cleanup()
    """
    faults: list[str] = []
    paths = [path for path in sorted(Path(folder).glob("*.csv")) if path.stem in COLUMNS]
    read = {path.stem: _read(path, coder, faults) for path in paths}
    tables = {kind: rows for kind, rows in read.items() if rows is not None}
    if not paths:
        raise TableError(f"{folder}: no table; expected one of {', '.join(f'{kind}.csv' for kind in COLUMNS)}")
    texts = {document.file: document.text for document in documents}
    actors = {row["actor"] for row in (codebook or default()).table("actors")} | {"OTHER"}
    for kind, rows in tables.items():
        for row in rows:
            faults += [*_check_spans(row, texts), *_check_bounds(row), *_check_words(kind, row)]
            faults += _check_actors(kind, row, actors)
        faults += _check_repeats(rows)
    faults += [*_check_events(tables), *_check_articles(tables)]
    return sorted(dict.fromkeys(faults), key=_place)


def _read(path: Path, coder: str, faults: list[str]) -> list[Row] | None:
    """Give the rows of a table, None where it lacks a column; that, and what is no row, goes to the faults."""
    optional = OPTIONAL - (set() if coder else {"coder"}) | OPTIONAL_IN.get(path.stem, set())
    text, _ = decode(path.read_bytes(), path, TableError)
    numbered = number_rows(text)
    line, header = next(numbered, (1, []))
    columns = header if isinstance(header, list) else []
    missing = [name for name in columns_of(path.stem) if name not in columns and name not in optional]
    if missing:
        faults.append(f"{path}:{line}: no column {', '.join(missing)}; expected {', '.join(columns_of(path.stem))}")
        return None
    rows = []
    for line, fields in numbered:
        try:
            rows.append(Row(f"{path}:{line}", name_fields(fields, columns, f"{path}:{line}", TableError)))
        except InputError as fault:
            faults.append(str(fault))
    return rows


def _place(fault: str) -> tuple[str, int]:
    path, _, rest = fault.partition(".csv:")
    return path, int(rest.partition(":")[0])


def _check_spans(row: Row, texts: Mapping[str, str]) -> Iterator[str]:
    """Check that the offsets lie in the text and that the quote stands there."""
    cells = row.cells
    text = texts.get(cells.get("file", ""), None)
    if "file" in cells and text is None:
        yield row.say(f"file is {cells['file']!r}; expected one of {', '.join(sorted(texts)[:5])} ...")
    if text is None:
        return
    for first, last in SPANS.items():
        if first in cells and last in cells:
            span = _read_span(cells[first], cells[last], len(text))
            if span is None:
                yield row.say(f"{first} and {last} are {cells[first]!r} and {cells[last]!r}; expected 0 to {len(text)}")
            elif first == "start" and "quote" in cells and text[slice(*span)] != cells["quote"]:
                found = f"{text[slice(*span)]!r}, as in {cells['file']} from {span[0]} to {span[1]}"
                yield row.say(f"quote is {cells['quote']!r}; expected {found}")


def _read_span(start: str, end: str, length: int) -> tuple[int, int] | None:
    if not (start.isdecimal() and end.isdecimal()):
        return None
    span = int(start), int(end)
    return span if span[0] < span[1] <= length else None


def _check_bounds(row: Row) -> Iterator[str]:
    """Check that days are days, and that the first is not after the last."""
    for name in sorted(DAYS & row.cells.keys()):
        if row.cells[name] and _read_day(row.cells[name]) is None:
            yield row.say(f"{name} is {row.cells[name]!r}; expected a day as 2018-05-03, or nothing")
    for first, last in BOUNDS.items():
        earliest, latest = _read_day(row.cells.get(first, "")), _read_day(row.cells.get(last, ""))
        if earliest and latest and earliest > latest:
            yield row.say(f"{first} is {earliest}, after {last}, {latest}; expected the bounds in their order")


def _read_day(cell: str) -> date | None:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day.isoformat() == cell else None


def _check_words(kind: str, row: Row) -> Iterator[str]:
    """Check the cells that hold words of the codebook, the label, and that somebody coded the row."""
    cells = row.cells
    for (table, name), words in WORDS.items():
        if table == kind and cells[name] not in words:
            yield row.say(f"{name} is {cells[name]!r}; expected one of {', '.join(words)}")
    if cells.get("coder", "somebody") == "":
        yield row.say("coder is ''; expected who coded the row: pakru, reference, or a name")
    if kind == "events" and not 0 < len(cells["label"].split()) <= LABEL:
        yield row.say(f"label is {cells['label']!r}; expected 1 to {LABEL} words")


def _check_actors(kind: str, row: Row, actors: Set[str]) -> Iterator[str]:
    if kind == "events":
        named = row.cells["actors"].split(";")
        if not set(named) <= actors or len(set(named)) < len(named):
            words = ", ".join(sorted(actors))
            yield row.say(f"actors are {row.cells['actors']!r}; expected each once, joined by ';', of {words}")
    if kind == "stances" and row.cells["holder"] not in actors | {"AUTHOR"}:
        yield row.say(f"holder is {row.cells['holder']!r}; expected one of {', '.join(sorted(actors | {'AUTHOR'}))}")


def _check_repeats(rows: Sequence[Row]) -> Iterator[str]:
    """Find rows that stand there twice, whoever coded them."""
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = tuple(cell for name, cell in row.cells.items() if name != "coder")
        if key in seen:
            yield row.say(f"the same row as {seen[key]}; expected it once")
        seen.setdefault(key, row.place.rpartition("/")[2])


def _check_events(tables: Tables) -> Iterator[str]:
    """Check that events are named once and mentioned, and that mentions and conflicts are of events."""
    events: dict[str, Row] = {}
    for row in tables.get("events", ()):
        if row.cells["event"] in events:
            yield row.say(f"event {row.cells['event']!r} again; expected a name of its own")
        events[row.cells["event"]] = row
    for kind in ("event_mentions", "conflicts"):
        for row in tables.get(kind, ()):
            if "events" in tables and row.cells["event"] not in events:
                yield row.say(f"event is {row.cells['event']!r}; expected one of events.csv")
    mentioned = {row.cells["event"] for row in tables.get("event_mentions", ())}
    for event, row in events.items():
        if "event_mentions" in tables and event not in mentioned:
            yield row.say(f"event {event!r} has no mention; expected one in event_mentions.csv")
    yield from _check_versions(tables.get("conflicts", ()))


def _check_versions(conflicts: Iterable[Row]) -> Iterator[str]:
    """Check that a conflict has two versions at least."""
    values: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], Row] = {}
    for row in conflicts:
        key = row.cells["event"], row.cells["field"]
        values.setdefault(key, set()).add(row.cells["value"])
        first.setdefault(key, row)
    for key, row in first.items():
        if len(values[key]) < 2:
            yield row.say(
                f"value {row.cells['value']!r} is the only one of {' '.join(key)}; expected two versions or none"
            )


def _check_articles(tables: Tables) -> Iterator[str]:
    """Check that rows stand in the article they name, where the articles are told."""
    articles = {row.cells["article"]: row.cells for row in tables.get("articles", ())}
    for kind, rows in tables.items():
        for row in rows if articles and kind != "articles" else ():
            name = row.cells.get("article")
            if name is not None and name not in articles:
                yield row.say(f"article is {name!r}; expected one of articles.csv")
            elif (
                name
                and _read_span(row.cells["start"], row.cells["end"], sys.maxsize)
                and not _is_in(row, articles[name])
            ):
                yield row.say(f"start and end lie outside article {name!r}; expected the article that they lie in")


def _is_in(row: Row, article: Mapping[str, str]) -> bool:
    span, whole = (_read_span(cells["start"], cells["end"], sys.maxsize) for cells in (row.cells, article))
    return bool(span and whole and row.cells["file"] == article["file"] and whole[0] <= span[0] and span[1] <= whole[1])
