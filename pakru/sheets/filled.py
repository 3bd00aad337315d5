"""The rows of a sheet that was filled in, with whatever separator, line ends and byte order mark it was saved."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pakru.rows import Fields, InputError, number_rows
from pakru.rows.decoding import decode
from pakru.sheets import ANSWERS

NEEDED = ("sentence", "draft", *ANSWERS[:-1])
SEPARATORS = ",;\t"


class Row(NamedTuple):
    """A row of a sheet: where it stands and its cells by column."""

    place: str
    cells: Mapping[str, str]

    def say(self, fault: str) -> str:
        """Give a fault of the row with its place."""
        return f"{self.place}: {fault}"


def read_rows(path: Path, faults: list[str]) -> Iterator[Row]:
    """Yield the rows that are not empty; what is no row goes to the faults.

    InputError if the file cannot be read or lacks a column that coders fill in.
    """
    try:
        text, _ = decode(path.read_bytes(), path)
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror}; expected a sheet that was filled in") from fault
    rows = number_rows(text.removeprefix("\ufeff"), max(SEPARATORS, key=text.partition("\n")[0].count))
    line, header = next(rows, (1, []))
    columns = [cell.strip() for cell in header] if isinstance(header, list) else []
    if missing := [name for name in NEEDED if columns.count(name) != 1]:
        raise InputError(f"{path}:{line}: no column {', '.join(missing)}, or two; expected {', '.join(NEEDED)}")
    for line, fields in rows:
        if isinstance(fields, csv.Error) or any(cell.strip() for cell in fields[len(columns) :]):
            faults.append(f"{path}:{line}: {_describe(fields)}; expected {len(columns)} cells, as in the header")
        elif any(cell.strip() for cell in fields):
            filled = (*fields, *[""] * (len(columns) - len(fields)))
            yield Row(
                f"{path}:{line}", {name: cell.strip() for name, cell in zip(columns, filled, strict=False) if name}
            )


def _describe(fields: Fields) -> str:
    return str(fields) if isinstance(fields, csv.Error) else f"{len(fields)} cells"
