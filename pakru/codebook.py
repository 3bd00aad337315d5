"""The codebook: word lists, patterns and vocabularies as CSV files, read and checked once.

The package's own tables lie in `pakru/data/`; a folder of a user's may hold any of them, which then replaces
the one of the same name. Every table has a `reason` column: why the row is there.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

Row = Mapping[str, str]

# name of the table -> its columns; a column named `pattern` holds regular expressions
TABLES: dict[str, tuple[str, ...]] = {
    "abbreviations": ("abbreviation", "kind", "reason"),
    "starters": ("word", "reason"),
    "actors": ("actor", "alias", "reason"),
}


class CodebookError(ValueError):
    """A codebook file that cannot be used; the message names file, line and what was expected."""


@dataclass(frozen=True, eq=False)
class Codebook:
    """The tables that steer the line: `table(name)` gives the rows of one, in file order.

    >>> Codebook.read().table("boilerplate")[0]["kind"]
    'forum_profile'
    """

    tables: Mapping[str, tuple[Row, ...]]

    @classmethod
    def read(cls, folder: str | Path | None = None) -> "Codebook":
        """Read the package's tables, and those in `folder` in place of the package's."""
        tables = dict(default().tables) if folder else dict(_read_tables(resources.files("pakru") / "data"))
        tables |= _read_tables(_checked_folder(folder)) if folder else {}
        return cls(tables)

    def table(self, name: str) -> tuple[Row, ...]:
        """Give the rows of one table; a name that no table has is an error."""
        if name not in self.tables:
            raise KeyError(f"codebook: no table {name!r}; expected one of {', '.join(sorted(self.tables))}")
        return self.tables[name]


@cache
def default() -> Codebook:
    """Give the package's own codebook, read once."""
    return Codebook.read()


def _checked_folder(folder: str | Path) -> Path:
    path = Path(folder)
    if not path.is_dir():
        raise CodebookError(f"{path}: no such folder; expected a folder of codebook tables (CSV)")
    return path


def _read_tables(folder) -> dict[str, tuple[Row, ...]]:
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    return {f.name[:-4]: tuple(_read_rows(f)) for f in files}


def _read_rows(file) -> Iterator[Row]:
    name = file.name[:-4]
    if name not in TABLES:
        raise CodebookError(f"{file}: unknown table; expected one of {', '.join(sorted(TABLES))}")
    with file.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        if tuple(reader.fieldnames or ()) != TABLES[name]:
            raise CodebookError(f"{file}:1: columns are {reader.fieldnames}; expected {', '.join(TABLES[name])}")
        try:
            for row in reader:
                yield _checked(row, f"{file}:{reader.line_num}")
        except csv.Error as error:
            raise CodebookError(f"{file}:{reader.line_num}: {error}; expected comma-separated values") from error


def _checked(row: dict[str, str], place: str) -> Row:
    if None in row or None in row.values():
        raise CodebookError(f"{place}: the number of fields is not that of the header")
    if not row["reason"]:
        raise CodebookError(f"{place}: no reason; expected why the row is there")
    try:
        re.compile(row.get("pattern", ""))
    except re.error as error:
        raise CodebookError(f"{place}: pattern {row['pattern']!r}: {error}; expected a regular expression") from error
    return row
