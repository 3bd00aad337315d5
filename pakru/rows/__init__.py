"""Rows of a CSV file, each with the line it begins on; and the error of everything that came in and cannot be used."""

import csv
import io
from collections.abc import Iterator, Sequence

Fields = list[str] | csv.Error  # a row that is no CSV comes as its error, so that a reader may go on after it

LARGEST_FIELD = 2**31 - 1  # a field may hold a whole text; Python's own limit is 128 KB


class InputError(ValueError):
    """What came in cannot be used; the message names the place, what is there and what was expected."""


def number_rows(text: str, separator: str = ",") -> Iterator[tuple[int, Fields]]:
    r"""Yield every row of separated `text` with the number of its first line; blank lines are left out.

    >>> list(number_rows('a,b\n"x\ny",1\n\nz,2\n'))
    [(1, ['a', 'b']), (2, ['x\ny', '1']), (5, ['z', '2'])]
    """
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields: Fields = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            fields = fault
        if fields:
            yield line, fields


def name_fields(fields: Fields, columns: Sequence[str], place: str, error: type[InputError]) -> dict[str, str]:
    """Give the fields of a row by the names of their columns; a row of another length is an `error`.

    >>> name_fields(["a.txt", "12"], ["file", "start"], "a.csv:2", InputError)
    {'file': 'a.txt', 'start': '12'}
    """
    if isinstance(fields, csv.Error):
        raise error(f"{place}: {fields}; expected comma-separated values") from fields
    if len(fields) != len(columns):
        raise error(f"{place}: {len(fields)} fields; expected {len(columns)}, as in the header")
    return dict(zip(columns, fields, strict=True))
