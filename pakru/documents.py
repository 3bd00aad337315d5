"""Documents: from a source's bytes to text, with its encoding, line ends and checksum."""

import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pakru.records import Document
from pakru.rows import Fields, InputError, name_fields, number_rows
from pakru.rows.decoding import ENCODINGS, count_lines, decode, name_newlines

METADATA = ("title", "outlet", "author", "date", "url")
NAMES = ("file", "name")
# a place, and what reads the text that is there
Text = tuple[str, Callable[[], Document]]


class DocumentError(InputError):
    """A text that cannot be used; the message names file, place, what is there and what was expected."""


class DocumentWarning(UserWarning):
    """A text that was left out because it cannot be used."""


def read_documents(source: Any, errors: str = "raise") -> list[Document]:
    """Read every text of `source`, sorted by file name.

    `source` is a folder (its .txt files, those in folders below too; hidden ones are left out), one file, a .jsonl or
    .csv file, a DataFrame, or a dict of name and text. Tables have a column `text` and may have `name` (or `file`),
    `title`, `outlet`, `author`, `date` and `url`; a row without a name is called after its number. Line ends are left
    as they are. A byte order mark is no part of the text: for a text file
    `raw_bytes.decode(document.encoding) == document.text`.

    A text that cannot be used raises DocumentError; with `errors="skip"` it is left out, with one DocumentWarning each.
    A source without any text to use, or a table without the column `text`, is an error in both cases.

    >>> documents = read_documents({"b.txt": "Kabul.", "a.txt": "Moscow.\\r\\n"})
    >>> [(document.file, document.newlines) for document in documents]
    [('a.txt', 'crlf'), ('b.txt', 'none')]
    """
    if errors not in ("raise", "skip"):
        raise ValueError(f"errors={errors!r}; expected 'raise' or 'skip'")
    documents: dict[str, Document] = {}
    places: dict[str, str] = {}
    for place, read in _find_texts(source):
        try:
            document = read()
            _check_name(document.file, place, places)
        except DocumentError as error:
            if errors == "raise":
                raise
            warnings.warn(f"skipped {error}", DocumentWarning, stacklevel=2)
        else:
            documents[document.file] = document
            places[document.file] = place
    if not documents:
        raise DocumentError(f"{_name_source(source)}: no text to read; expected at least one")
    return [documents[name] for name in sorted(documents)]


def _find_texts(source: Any) -> Iterator[Text]:
    if isinstance(source, Mapping):
        return _find_in_dict(source)
    if hasattr(source, "columns"):
        return _find_in_frame(source)
    if not isinstance(source, str | os.PathLike):
        raise DocumentError(f"the source is a {type(source).__name__}; expected a path, a DataFrame or a dict")
    if not os.path.exists(source):
        raise DocumentError(f"{str(source)[:80]!r}: no such file or folder; expected texts")
    path = Path(source)
    if path.is_dir():
        return _find_in_folder(path)
    readers = {".jsonl": _find_in_jsonl, ".csv": _find_in_csv}
    return readers.get(path.suffix.lower(), _find_in_file)(path)


def _name_source(source: Any) -> str:
    return str(source) if isinstance(source, str | os.PathLike) else type(source).__name__


def _check_name(name: str, place: str, places: Mapping[str, str]) -> None:
    if name in places:
        raise DocumentError(f"{place}: the name {name!r} is that of {places[name]} too; expected each name once")
    if not name or not _is_unicode(name):
        raise DocumentError(f"{place}: the name is {name!r}; expected one of Unicode characters")


# folders and files


def _find_in_folder(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.suffix.lower() == ".txt" and path.is_file() and not hidden:
            yield name.as_posix(), partial(_read_file, path, name.as_posix())


def _find_in_file(path: Path) -> Iterator[Text]:
    yield path.name, partial(_read_file, path, path.name)


def _read_file(path: Path, name: str) -> Document:
    data = _read_bytes(path, name)
    text, encoding = decode(data, name, DocumentError)
    _check_text(text, name)
    return Document(name, text, sha256(data).hexdigest(), encoding, name_newlines(text))


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise DocumentError(f"{name}: {fault.strerror}; expected a file that can be read") from fault


def _check_text(text: Any, place: str) -> None:
    if not isinstance(text, str):
        raise DocumentError(f"{place}: the text is {str(text)[:40]!r}, a {type(text).__name__}; expected a string")
    if not text.strip():
        raise DocumentError(f"{place}: is empty; expected text")
    if (nul := text.find("\0")) >= 0:
        where = f"character {nul} (line {count_lines(text[:nul] + '.')})"
        raise DocumentError(f"{place}: {where} is NUL; expected text ({ENCODINGS})")
    if not _is_unicode(text):
        raise DocumentError(f"{place}: half a surrogate pair in the text; expected Unicode characters")


def _is_unicode(text: str) -> bool:
    try:
        return bool(text.encode("utf-8")) or not text
    except UnicodeEncodeError:
        return False


# tables and dicts


def _find_in_dict(texts: Mapping[Any, Any]) -> Iterator[Text]:
    for name, text in texts.items():
        yield str(name), partial(_read_row, {"file": name, "text": text}, 0, str(name))


def _find_in_frame(frame: Any) -> Iterator[Text]:
    columns = _fold_columns(map(str, frame.columns), "DataFrame")
    rows = frame.astype(object).where(frame.notna(), None)
    for number, values in enumerate(rows.itertuples(index=False, name=None), 1):
        row = dict(zip(columns, values, strict=True))
        yield f"row {number}", partial(_read_row, row, number, f"row {number}")


def _find_in_jsonl(path: Path) -> Iterator[Text]:
    text, encoding = decode(_read_bytes(path, path.name), path.name, DocumentError)
    lines = ((line, content) for line, content in enumerate(text.split("\n"), 1) if content.strip())
    for number, (line, content) in enumerate(lines, 1):
        place = f"{path.name}:{line}"
        yield place, partial(_read_json_row, content, number, place, encoding)


def _find_in_csv(path: Path) -> Iterator[Text]:
    text, encoding = decode(_read_bytes(path, path.name), path.name, DocumentError)
    rows = number_rows(text)
    line, header = next(rows, (1, []))
    if not isinstance(header, list):
        raise DocumentError(f"{path.name}:{line}: {header}; expected the names of the columns")
    columns = _fold_columns(header, f"{path.name}:{line}")
    for number, (line, fields) in enumerate(rows, 1):
        place = f"{path.name}:{line}"
        yield place, partial(_read_csv_row, fields, columns, number, place, encoding)


def _fold_columns(header: Any, place: str) -> list[str]:
    columns = [name.strip().lower() for name in header]
    known = [name for name in columns if name in ("text", *NAMES, *METADATA)]
    if "text" not in columns or len(set(known)) != len(known):
        expected = ", ".join(("text", "name", *METADATA))
        raise DocumentError(f"{place}: the columns are {', '.join(columns)}; expected text, once, and of {expected}")
    return columns


def _read_csv_row(fields: Fields, columns: list[str], number: int, place: str, encoding: str) -> Document:
    return _read_row(name_fields(fields, columns, place, DocumentError), number, place, encoding)


def _read_json_row(line: str, number: int, place: str, encoding: str) -> Document:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise DocumentError(f"{place}: no JSON: {fault}; expected one object a line") from None
    if not isinstance(row, dict) or "text" not in (columns := [name.strip().lower() for name in row]):
        raise DocumentError(f"{place}: no text; expected an object with text, and of name, {', '.join(METADATA)}")
    return _read_row(dict(zip(columns, row.values(), strict=True)), number, place, encoding)


def _read_row(row: Mapping[str, Any], number: int, place: str, encoding: str = "utf-8") -> Document:
    text = row["text"]
    _check_text(text, place)
    names = (_read_cell(row.get(column), column, place) for column in NAMES)
    name = next(filter(None, names), f"row-{number:06d}" if number else "")
    metadata = {column: _read_cell(row.get(column), column, place) for column in METADATA}
    checksum = sha256(text.encode("utf-8")).hexdigest()
    return Document(name, text, checksum, encoding, name_newlines(text), **metadata)


def _read_cell(value: Any, column: str, place: str) -> str:
    """Write the value of a cell as text: nothing as "", a day as 2018-05-03, a whole number without a point."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, list | dict | bytes):
        raise DocumentError(f"{place}: {column} is a {type(value).__name__}; expected a string, number or day")
    if hasattr(value, "isoformat"):
        return value.isoformat().removesuffix("T00:00:00")
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
