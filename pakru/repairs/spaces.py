"""Lost and stray blanks around punctuation: "Russia.Any", "Uncle,do", "Russo- Pak", "word ,", "do n't".

Addresses, file names, numbers, initials and dotted abbreviations stay: U.S., 3.5, Col-Gen., example.com.
"""

import re
from collections.abc import Iterator
from functools import cache

from pakru.codebook import Codebook
from pakru.ledger import Edit
from pakru.repairs.evidence import Evidence
from pakru.repairs.fullstops import Words, ends_sentence, is_word
from pakru.repairs.lexicon import classes, read_lexicon

REACH = 40  # characters looked at on both sides

# where a blank may be missing: "war.The", "Uncle,do", 'peace."He', "(SCO)has", 'shout"out"'
_JOINT = re.compile(r"""[.,;?!)"](?:(?<=[.,;?!])["')])?(?=["(]?[^\W\d_])""")
# where one may be too many: "word ,", "text )", "do n't", "Pakistan 's", then "( text )", "Russo- Pak"
_STRAY = re.compile(r""" (?=[,;.!?](?: |$|")|\)(?:[ .,;]|$)|(?:n't|'(?:s|re|ve|ll|d|m))(?:[ .,;?!]|$))""")
_STRAY_AFTER = re.compile(r"[(-] (?=[^\W_])")
_CLOSED = re.compile(r"[^()]{1,80} \)")
_LEFT = re.compile(r"[^\W_]+$")
_RIGHT = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CHUNK_LEFT = re.compile(r"\S*$")
_CHUNK_RIGHT = re.compile(r"\S*")
_ADDRESS = re.compile(r"://|www\.|@|[/\\_=<>{}]|\.\w{2,4}[?/]")


def find_spaces(text: str, evidence: Evidence, codebook: Codebook) -> Iterator[Edit]:
    """Find blanks that are missing or too many; each edit covers the words that they stand between."""
    for joint in _JOINT.finditer(text):
        if text[joint.start() - 1 : joint.start()].isalnum():
            yield from _part(text, *joint.span(), evidence, codebook)
    for stray in _STRAY.finditer(text):
        yield from _close(text, stray.start())
    for stray in _STRAY_AFTER.finditer(text):
        yield from (_close_hyphen if stray[0] == "- " else _close_bracket)(text, stray.start() + 1, codebook)


def _part(text: str, start: int, end: int, evidence: Evidence, codebook: Codebook) -> Iterator[Edit]:
    left = _LEFT.search(text, max(0, start - REACH), start)
    right = _RIGHT.match(text, end + (text[end] in '"('), end + REACH)
    if not left or not right or _is_address(text, start, end):
        return
    sign = text[start]
    if _FITS[sign](text, left, right, evidence, codebook):
        split = _split_quote(text, start, end) if '"' in text[start : end + 1] else end
        new = f"{text[left.start() : split]} {text[split : right.end()]}"
        yield Edit(left.start(), right.end(), new, "space", _RULES[sign])


_RULES = {
    ".": "full_stop",
    ",": "comma",
    ";": "comma",
    "?": "full_stop",
    "!": "full_stop",
    ")": "bracket",
    '"': "quote",
}


def _split_quote(text: str, start: int, end: int) -> int:
    """Say on which side of a quotation mark the blank belongs: by whether it opens or closes."""
    mark = text.index('"', start, end + 1)
    opens = text.count('"', max(0, mark - 2000), mark) % 2 == 0
    return mark if opens else mark + 1


def _is_address(text: str, start: int, end: int) -> bool:
    left = _CHUNK_LEFT.search(text, max(0, start - REACH), start)
    right = _CHUNK_RIGHT.match(text, end, end + REACH)
    return bool(_ADDRESS.search((left[0] if left else "") + text[start:end] + (right[0] if right else "")))


def _ends_phrase(text: str, left: Words, right: Words, evidence: Evidence, codebook: Codebook) -> bool:
    """Whether the sign stands between two words: not in "Gurney,Jr"."""
    return is_word(left[0], evidence) and is_word(right[0], evidence) and right[0] not in {"Jr", "Sr"}


def _ends_bracket(text: str, left: Words, right: Words, evidence: Evidence, codebook: Codebook) -> bool:
    """Whether the bracket closes words of its own: not in "(re)consider", "country(s)"."""
    opened = text.rfind("(", max(0, left.start() - 200), left.start() + 1)
    inside = text[opened + 1 : left.end()]
    whole = inside.isupper() or " " in inside
    return opened >= 0 and whole and len(right[0]) > 1 and read_lexicon().knows(right[0])


def _ends_quote(text: str, left: Words, right: Words, evidence: Evidence, codebook: Codebook) -> bool:
    """Whether the quotation mark stands between words, and is no mark of inches."""
    return not left[0].isdigit()


_FITS = {".": ends_sentence, ")": _ends_bracket, '"': _ends_quote} | dict.fromkeys(",;?!", _ends_phrase)


def _close(text: str, at: int) -> Iterator[Edit]:
    """Close up "word ,", "text )", "do n't" and "Pakistan 's"; an ellipsis and a smiley keep their blank."""
    before = text[at - 1 : at] if at else ""
    if not before.isalnum() or text[at + 1 : at + 3] == ".." or text[at + 1].isalnum() != (text[at + 1] == "n"):
        return
    if text[at + 1] == ")" and "(" not in text[max(0, at - 200) : at]:
        return
    left = _LEFT.search(text, max(0, at - REACH), at)
    right = _MARK.match(text, at + 1)
    if left and right and (right[0][0] not in "'n" or left[0][-1].isalpha()):
        yield Edit(left.start(), right.end(), left[0] + right[0], "space", "stray_blank")


_MARK = re.compile(r"n't|'\w+|.")


def _close_bracket(text: str, at: int, codebook: Codebook) -> Iterator[Edit]:
    right = _RIGHT.match(text, at + 1, at + REACH)
    if right and _CLOSED.match(text, at + 1):
        yield Edit(at - 1, right.end(), "(" + right[0], "space", "stray_blank")


def _close_hyphen(text: str, at: int, codebook: Codebook) -> Iterator[Edit]:
    """Close up "Russo- Pak", not "pre- and post-war" nor a hyphen that stands for a dash."""
    left = _LEFT.search(text, max(0, at - REACH), at - 1)
    right = _RIGHT.match(text, at + 1, at + REACH)
    if not left or not right or right[0].lower() in classes(codebook) or left[0] not in _prefixes(codebook):
        return
    if text[max(0, left.start() - 1) : left.start()] != "-":
        yield Edit(left.start(), right.end(), f"{left[0]}-{right[0]}", "space", "hyphen")


@cache
def _prefixes(codebook: Codebook) -> frozenset[str]:
    return frozenset(row["word"] for row in codebook.table("prefixes"))
