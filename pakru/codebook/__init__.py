"""The codebook: word lists, patterns and vocabularies as CSV files, read and checked once.

The package's own tables lie in `pakru/data/`; a folder of a user's may hold any of them, which then replaces
the one of the same name. Every table has a `reason` column: why the row is there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pakru.rows import Fields, InputError, name_fields, number_rows
from pakru.rows.decoding import decode

Row = Mapping[str, str]

# name of the table -> its columns; a column named `pattern` holds regular expressions
TABLES: dict[str, tuple[str, ...]] = {
    "fragments": ("name", "pattern", "example", "reason"),
    "outlets": ("words", "place", "reason"),
    "boilerplate": ("cue", "kind", "scope", "pattern", "example", "not_example", "reason"),
    "line_weights": ("feature", "kind", "weight", "reason"),
    "cut_cues": ("cue", "points", "pattern", "example", "reason"),
    "noun_frames": ("word", "preposition", "reason"),
    "possessive_blocks": ("word", "role", "reason"),
    "contractions": ("word", "repaired", "before", "after", "reason"),
    "function_words": ("word", "class", "reason"),
    "joints": ("word", "side", "joint", "reason"),
    "full_stops": ("word", "role", "reason"),
    "titles": ("word", "reason"),
    "possessors": ("name", "kind", "reason"),
    "prefixes": ("word", "reason"),
    "abbreviations": ("abbreviation", "kind", "reason"),
    "starters": ("word", "reason"),
    "topic_stops": ("word", "reason"),
    "reporting_verbs": ("word", "reason"),
    "actors": ("actor", "alias", "sort", "reason"),
    "meanings": ("list", "word", "meaning", "example", "reason"),
    "anaphors": ("sort", "pattern", "reason"),
    "targets": ("target", "kind", "sign", "pattern", "example", "not_example", "reason"),
    "cues": ("cue", "pos", "frame", "polarity", "basis", "negation", "pattern", "example", "not_example", "reason"),
    "event_cues": ("kind", "pattern", "reason"),
    "event_signs": ("sign", "pattern", "reason"),
    "publication_cues": ("cue", "pattern", "reason"),
    "publication_windows": ("window", "days", "reason"),
    "timex_rules": ("rule", "reads", "pattern", "example", "value", "reason"),
    "timex_traps": ("rules", "text", "before", "after", "example", "reason"),
    "timex_words": ("list", "word", "value", "reason"),
    "timex_vague": ("phrase", "value", "reason"),
    "timex_days": ("name", "value", "reason"),
    "timex_tenses": ("tense", "pattern", "reason"),
}


class CodebookError(InputError):
    """A codebook file that cannot be used; the message names file, line and what was expected."""


@dataclass(frozen=True, eq=False)
class Codebook:
    """The tables that steer the line: `table(name)` gives the rows of one, in file order.

    >>> Codebook.read().table("actors")[0]["actor"]
    'RUS'
    """

    tables: Mapping[str, tuple[Row, ...]]

    @classmethod
    def read(cls, folder: str | Path | None = None) -> "Codebook":
        """Read the package's tables, and those in `folder` in place of the package's."""
        own = _read_folder(Path(folder)) if folder else {}
        return cls({**_package_tables(), **own})

    def table(self, name: str) -> tuple[Row, ...]:
        """Give the rows of one table; a name that no table has is a KeyError."""
        if name not in self.tables:
            raise KeyError(f"codebook: no table {name!r}; expected one of {', '.join(sorted(self.tables))}")
        return self.tables[name]


@cache
def default() -> Codebook:
    """Give the package's own codebook, read once."""
    return Codebook.read()


@cache
def _package_tables() -> Mapping[str, tuple[Row, ...]]:
    return _read_folder(resources.files("pakru") / "data")


def _read_folder(folder: Traversable) -> Mapping[str, tuple[Row, ...]]:
    if not folder.is_dir():
        raise CodebookError(f"{folder}: no such folder; expected a folder of codebook tables (CSV)")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)
    if not files:
        raise CodebookError(f"{folder}: holds no table; expected NAME.csv of {', '.join(sorted(TABLES))}")
    return {file.name.removesuffix(".csv"): tuple(_read_table(file)) for file in files}


def _read_table(file: Traversable) -> Iterator[Row]:
    columns = TABLES.get(file.name.removesuffix(".csv"))
    if columns is None:
        raise CodebookError(f"{file}: unknown table; expected one of {', '.join(sorted(TABLES))}")
    text, _ = decode(file.read_bytes(), file, CodebookError)
    rows = number_rows(text)
    line, header = next(rows, (1, []))
    if header != [*columns]:
        raise CodebookError(f"{file}:{line}: columns are {header}; expected {', '.join(columns)}")
    for line, fields in rows:
        yield _read_row(fields, columns, f"{file}:{line}")


def _read_row(fields: Fields, columns: tuple[str, ...], place: str) -> Row:
    row = name_fields(fields, columns, place, CodebookError)
    if not row["reason"].strip():
        raise CodebookError(f"{place}: no reason; expected why the row is there")
    try:
        re.compile(row.get("pattern", ""))
    except (re.error, OverflowError) as error:
        raise CodebookError(f"{place}: pattern {row['pattern']!r}: {error}; expected a regular expression") from error
    return row
