"""Tables: records to DataFrames, and DataFrames to files and back without a loss."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from csv import writer
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import pandas as pd

from pakru.rows import InputError, name_fields, number_rows
from pakru.rows.decoding import count_lines, decode

COPY = "file start end of_file of_start of_end share"
REPAIR = "file start end quote repaired kind rule"

# kind of table -> its columns, those of the reference coding first
COLUMNS = {
    "documents": "file sha256 encoding characters lines newlines title outlet author date url",
    "boilerplate": "file start end kind quote cues",
    "articles": "file article title outlet author start end published_earliest published_latest evidence cues",
    "passages": "file article passage start end text",
    "sentences": "file article passage sentence start end text",
    "duplicates": COPY,
    "overlaps": COPY,
    "repairs": REPAIR,
    "normalisations": REPAIR,
    "timexes": "file article start end quote type value earliest latest anchor rule coder",
    "mentions": "file article sentence_start sentence_end start end quote actor",
    "stances": "file article sentence_start sentence_end start end quote holder target polarity basis voice"
    " rule confidence coder",
    "events": "event label earliest latest actors status coder",
    "event_mentions": "event file article start end quote earliest latest coder",
    "conflicts": "event field value file start end quote coder",
}
WHOLE_NUMBERS = set("start end of_start of_end sentence_start sentence_end passage sentence characters lines".split())
SHARES = {"share", "confidence"}
DAYS = {"earliest", "latest", "published_earliest", "published_latest"}
OPTIONAL = {"share", "cues", "rule", "anchor", "coder", "confidence"}  # a reference coding may do without
OPTIONAL_IN = {"documents": set("newlines title outlet author date url".split()), "event_mentions": DAYS}

# columns that are no attribute of the record
_VALUES: Mapping[str, Callable[[Any], Any]] = {
    "characters": lambda document: len(document.text),
    "lines": lambda document: count_lines(document.text),
    "published_earliest": lambda article: article.published.earliest,
    "published_latest": lambda article: article.published.latest,
    "earliest": lambda record: record.days.earliest,
    "latest": lambda record: record.days.latest,
    "actors": lambda event: ";".join(event.actors),
    "coder": lambda record: getattr(record, "coder", "pakru"),
}


class TableError(InputError):
    """A table that cannot be used; the message names file, line and what was expected."""


def frame(kind: str, records: Sequence[Any]) -> pd.DataFrame:
    """Give records of one kind as a table.

    Offsets are whole numbers, all else is text: days as 2018-05-03, which sort and compare as they are; "" where there
    is nothing; several cues or quotes joined by " | ", actors by ";".

    >>> from pakru.records import Copy
    >>> frame("duplicates", [Copy("a.txt", 80, 120, "a.txt", 0, 40)])
        file  start  end of_file  of_start  of_end  share
    0  a.txt     80  120   a.txt         0      40    1.0
    """
    return pd.DataFrame({name: _column(name, _cells(name, records)) for name in columns_of(kind)})


def columns_of(kind: str) -> list[str]:
    """Give the names of the columns of a kind of table.

    >>> columns_of("boilerplate")
    ['file', 'start', 'end', 'kind', 'quote', 'cues']
    """
    if kind not in COLUMNS:
        raise TableError(f"no kind of table is called {kind!r}; expected one of {', '.join(COLUMNS)}")
    return COLUMNS[kind].split()


def _cells(name: str, records: Iterable[Any]) -> list[Any]:
    value = _VALUES.get(name, lambda record: getattr(record, name))
    return [_cell(value(record)) for record in records]


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " | ".join(value)
    return value.isoformat() if isinstance(value, date) else value


def _column(name: str, cells: Sequence[Any]) -> pd.Series:
    kind: Any = "int64" if name in WHOLE_NUMBERS else "float64" if name in SHARES else "str"
    return pd.Series(cells, dtype=kind)


_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"  # also what turns the direction of writing


class Shown:
    """A table as a notebook shows it: without the numbers of its rows, cells whole and in one line, text
    escaped: no markup, no formula, no control character."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table.replace("\n", " ", regex=True).replace(_CONTROL, "\ufffd", regex=True)

    def __repr__(self) -> str:
        return self.table.to_string(index=False)

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None, "display.html.use_mathjax", False):
            return self.table.to_html(index=False, border=0, float_format="{:.2f}".format)


def show(table: pd.DataFrame) -> Shown:
    """Give a table for a notebook to show.

    >>> show(pd.DataFrame({"kind": ["thanks"], "rows": [1]}))
      kind  rows
    thanks     1
    """
    return Shown(table)


# to files and back


def write_table(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as CSV (UTF-8, one "\\n" after each row), or as Parquet if `path` ends in .parquet."""
    path = Path(path)
    if path.suffix == ".parquet":
        check_parquet()
        table.to_parquet(path, index=False)
        return
    with path.open("w", encoding="utf-8", newline="") as handle:
        rows = writer(_Lines(handle))
        rows.writerow(table.columns)
        rows.writerows(table.itertuples(index=False, name=None))


class _Lines:
    """A file that gets its rows from `csv`, which quotes both kinds of line ends only if it writes both itself."""

    def __init__(self, handle: IO[str]) -> None:
        self.handle = handle

    def write(self, row: str) -> int:
        return self.handle.write(row.removesuffix("\r\n") + "\n")


def check_parquet() -> None:
    """Raise a TableError that says what to install where Parquet cannot be had."""
    if find_spec("pyarrow") is None:
        raise TableError("Parquet needs pyarrow, which is not installed; expected: pip install 'pakru[parquet]'")


def read_table(path: str | Path, kind: str = "", coder: str = "reference") -> pd.DataFrame:
    """Read a table from a CSV or Parquet file, a reference coding or pakru's own, so that both look alike.

    `kind` is the name of the file if none is given. The columns of the kind come first, others of the file after them,
    as text. A column that a reference coding may do without is added; `coder` says who coded a table that does not
    say it. Reading what `write_table` wrote gives an equal table. TableError names file and line.
    """
    path = Path(path)
    expected = columns_of(kind or path.stem)
    cells, lines = _read_parquet(path) if path.suffix == ".parquet" else _read_csv(path)
    optional = OPTIONAL | OPTIONAL_IN.get(kind or path.stem, set())
    if missing := [name for name in expected if name not in cells and name not in optional]:
        raise TableError(f"{path}:1: no column {', '.join(missing)}; expected {', '.join(expected)}")
    absent: dict[str, Any] = {"share": 1.0, "confidence": 1.0, "coder": coder}
    cells = {name: cells.get(name, [absent.get(name, "")] * len(lines)) for name in [*expected, *cells]}
    return pd.DataFrame({name: _column(name, _check_cells(name, cells[name], path, lines)) for name in cells})


def read_tables(folder: str | Path, coder: str = "reference") -> dict[str, pd.DataFrame]:
    """Read every table of a folder by its kind; files that are named like no kind of table are left alone."""
    files = sorted(file for file in Path(folder).iterdir() if file.suffix in (".csv", ".parquet"))
    kinds = [file.stem for file in files if file.stem in COLUMNS]
    if twice := sorted(kind for kind in set(kinds) if kinds.count(kind) > 1):
        raise TableError(f"{folder}: {', '.join(twice)} as CSV and as Parquet; expected each table once")
    return {file.stem: read_table(file, coder=coder) for file in files if file.stem in COLUMNS}


def _read_csv(path: Path) -> tuple[dict[str, list[Any]], Sequence[int]]:
    """Give the cells by column, and the line that each row begins on."""
    try:
        text, _ = decode(path.read_bytes(), path, TableError)
    except OSError as fault:
        raise TableError(f"{path}: {fault.strerror}; expected a table") from fault
    rows = number_rows(text)
    line, header = next(rows, (1, []))
    if not isinstance(header, list) or len(set(header)) != len(header):
        raise TableError(f"{path}:{line}: the columns are {header}; expected each name once")
    checked = [(line, name_fields(fields, header, f"{path}:{line}", TableError)) for line, fields in rows]
    return {name: [row[name] for _, row in checked] for name in header}, [line for line, _ in checked]


def _read_parquet(path: Path) -> tuple[dict[str, list[Any]], Sequence[int]]:
    check_parquet()
    table = pd.read_parquet(path)
    return {str(name): table[name].tolist() for name in table}, range(1, len(table) + 1)


def _check_cells(name: str, cells: list[Any], path: Path, lines: Sequence[int]) -> list[Any]:
    if name not in _CHECKS:
        return cells
    read, expected = _CHECKS[name]
    checked = []
    for line, cell in zip(lines, cells, strict=True):
        try:
            checked.append(read(cell))
        except (ValueError, TypeError):
            raise TableError(f"{path}:{line}: {name} is {cell!r}; expected {expected}") from None
    return checked


def _read_day(cell: str) -> str:
    if cell and date.fromisoformat(cell).isoformat() != cell:
        raise ValueError(cell)
    return cell


# column -> what reads its cells, and what it takes
_CHECKS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    **dict.fromkeys(WHOLE_NUMBERS, (int, "a whole number")),
    **dict.fromkeys(DAYS, (_read_day, "a day as 2018-05-03, or nothing")),
    **dict.fromkeys(SHARES, (float, "a number")),
}
