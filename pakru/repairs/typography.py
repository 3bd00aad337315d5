"""Typography, layout and encoding: what stands between the words and how the characters are written.

Hard wraps, runs of blanks, soft hyphens and curly quotes are no faults, and their edits say so by their kind; HTML
entities and mojibake are. Words stay as they are. Dashes, ellipses and primes are left alone, and so is a
zero-width joiner, which some scripts need.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5

from pakru.ledger import Edit
from pakru.repairs.lexicon import read_lexicon

_GAP = re.compile(r"[^\S ]\s*| \s+")  # any white space but a single blank
_LINE_END = re.compile(r"(?<=[^\W\d_])-[ \t]*(?:\r\n|[\n\r])\s*(?=[^\W\d_])")  # "con-\nfidence"
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_CURLY = re.compile("[\u2018-\u201f]")
_STRAIGHT = dict.fromkeys("\u2018\u2019\u201a\u201b", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
# what UTF-8 looks like when it was read as Windows-1252 or Latin-1: "â€™", "Ã©", "Â "
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3\u00c4\u00c5\u00d0\u00d1\u00e2\u00ef\u00f0][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")


def find_typography(text: str) -> list[Edit]:
    """Find what layout, typography and encoding left in `text`, sorted and apart from each other.

    >>> [(edit.start, edit.new, edit.rule) for edit in find_typography("con-\\nfidence  of\\nhis &amp; hers")]
    [(3, '', 'line_end_hyphen'), (12, ' ', 'blanks'), (16, ' ', 'hard_wrap'), (21, '&', 'entity')]
    """
    edits = list(_find_gaps(text)) if " ".join(text.split()) != text else []
    if "&" in text:
        edits += _find_entities(text)
    if not text.isascii():
        edits += _find_signs(text)
    return _apart(sorted(edits))


def _find_gaps(text: str) -> Iterator[Edit]:
    for gap in _GAP.finditer(text):
        if hyphen := _LINE_END.match(text, gap.start() - 1) if gap.start() else None:
            yield Edit(
                gap.start() - 1,
                hyphen.end(),
                _close_line(text, gap.start() - 1, hyphen.end()),
                "layout",
                "line_end_hyphen",
            )
        else:
            yield Edit(*gap.span(), " ", *_name_gap(gap[0]))


def _name_gap(gap: str) -> tuple[str, str]:
    if "\n" in gap or "\r" in gap:
        return "layout", "hard_wrap"
    return ("layout", "blanks") if gap.isascii() else ("typography", "blank")


def _close_line(text: str, hyphen: int, end: int) -> str:
    """Say what becomes of a hyphen at the end of a line: gone where both parts are one word, else kept."""
    before = _WORD_BEFORE.search(text, max(0, hyphen - 40), hyphen)
    after = _WORD_AFTER.match(text, end)
    if after and after[0] in {"and", "or", "to"}:
        return "- "
    joined = (before[0] if before else "") + (after[0] if after else "")
    return "" if joined.lower() in read_lexicon().tags and after and after[0].islower() else "-"


def _find_entities(text: str) -> Iterator[Edit]:
    for entity in _ENTITY.finditer(text):
        name = entity[1] + ";"
        new = html.unescape(f"&{name}") if name[0] == "#" else html5.get(name, "")
        if new:
            yield Edit(*entity.span(), new, "other", "entity")


def _find_signs(text: str) -> Iterator[Edit]:
    for invisible in _INVISIBLE.finditer(text):
        yield Edit(*invisible.span(), "", "typography", "invisible")
    for quote in _CURLY.finditer(text):
        yield Edit(*quote.span(), _STRAIGHT[quote[0]], "typography", "quotes")
    for garbled in _MOJIBAKE.finditer(text):
        yield from _decode(*garbled.span(), garbled[0])


def _decode(start: int, end: int, garbled: str) -> Iterator[Edit]:
    from ftfy import fix_encoding

    fixed = fix_encoding(garbled)
    if fixed != garbled:
        yield Edit(start, end, fixed, "other", "mojibake")


def _apart(edits: list[Edit]) -> list[Edit]:
    """Keep of overlapping edits a fault rather than a matter of layout, else the first."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
        elif edit.kind == "other" != kept[-1].kind:
            kept[-1] = edit
    return kept
