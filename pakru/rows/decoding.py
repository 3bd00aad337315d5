"""Decoding: bytes to text, with the encoding and the line ends recognised."""

import codecs
import re

from pakru.rows import InputError

BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
ENCODINGS = "UTF-8, UTF-16 with a byte order mark, or Windows-1252"

_HIGH = re.compile(rb"[\x80-\xff]")
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# no text in Windows-1252: the five bytes that it lacks, control characters and 0xff, of which other files are full;
# words of another alphabet ("Ïóòèí"); an old Mac's quotes ("RussiaÕs")
_NO_WINDOWS_1252 = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d\x00-\x08\x0e-\x19\x1b-\x1f\x7f\xff]"
    rb"|[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff]{4}"
    rb"|[a-z][\xc0-\xd6\xd8-\xdd]"
)


def decode(data: bytes, place: object, error: type[InputError] = InputError) -> tuple[str, str]:
    r"""Decode the bytes of a file and name their encoding, as Python does; `error` says where they are no text.

    Windows-1252 takes nearly any bytes, so it is assumed only where they look like it. Left alone: encodings that
    nothing in the bytes can tell from each other.

    >>> decode(b"Russia\x92s stand", "a.txt")
    ('Russia’s stand', 'windows-1252')
    """
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as fault:
        if encoding == "utf-8" and _looks_like_windows_1252(data):
            return data.decode("windows-1252"), "windows-1252"
        byte = fault.start
    where = f"byte {byte} (line {data.count(10, 0, byte) + 1})"
    raise error(f"{place}: {where}, 0x{data[byte]:02x}, is no {encoding}; expected {ENCODINGS}")


def _looks_like_windows_1252(data: bytes) -> bool:
    """Say whether bytes that are no UTF-8 are Western text: mostly plain letters, and not UTF-8 with a broken byte."""
    high = len(_HIGH.findall(data))
    outside_utf_8 = len(_HIGH.findall(_UTF_8.sub(b"", data)))
    letters = len(re.findall(rb"[A-Za-z]", data))
    return 2 * outside_utf_8 >= high and letters >= high and not _NO_WINDOWS_1252.search(data)


def name_newlines(text: str) -> str:
    r"""Name the line ends of a text: lf, crlf, cr, several joined by "+", or none.

    >>> name_newlines("one\ntwo\r\nthree")
    'crlf+lf'
    """
    pairs = text.count("\r\n")
    counts = {"crlf": pairs, "lf": text.count("\n") - pairs, "cr": text.count("\r") - pairs}
    return "+".join(name for name, count in counts.items() if count) or "none"


def count_lines(text: str) -> int:
    r"""Count the lines of a text; the last one needs no end.

    >>> count_lines("one\ntwo\r\nthree"), count_lines("one\n")
    (3, 1)
    """
    ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    return ends + (not text.endswith(("\n", "\r")))
