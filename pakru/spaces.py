"""Lost and stray blanks around punctuation: "Russia.Any", "Uncle,do", "Russo- Pak", "word ,", "do n't".

Addresses, file names, numbers, initials and dotted abbreviations stay: U.S., 3.5, Col-Gen., example.com.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from pakru.codebook import Codebook
from pakru.evidence import Evidence
from pakru.ledger import Edit
from pakru.lexicon import classes, read_lexicon

REACH = 40  # characters looked at on both sides

# where a blank may be missing: "war.The", "Uncle,do", 'peace."He', "(SCO)has", 'shout"out"'
_JOINT = re.compile(r"""(?<=[^\W_])(?:[.,;?!]["')]?|\)|")(?=["(]?[^\W\d_])""")
# where one may be too many: "word ,", "( text )", "do n't", "Pakistan 's", "Russo- Pak"
_STRAY = re.compile(
    r"""(?<=[^\W_]) (?=[,;.!?](?: |$|"))"""
    r"""|(?<=\() (?=[^()]{1,80} \))"""
    r"""|(?<=[^\W_.,"']) (?=\)(?:[ .,;]|$))"""
    r"""|(?<=[^\W\d_]) (?=(?:n't|'(?:s|re|ve|ll|d|m))(?:[ .,;?!]|$))"""
    r"""|(?<=[^\W\d_]-) (?=[^\W\d_])"""
)
_LEFT = re.compile(r"[^\W_]+$")
_RIGHT = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CHUNK_LEFT = re.compile(r"\S*$")
_CHUNK_RIGHT = re.compile(r"\S*")
_ADDRESS = re.compile(r"://|www\.|@|[/\\_=<>{}]|\.\w{2,4}[?/]")
_ENDINGS = frozenset(
    "com org net gov edu info biz io pdf doc docx txt html htm xml csv jpg jpeg png gif zip exe py js css md php asp co uk ru pk".split()
)
_STARTS = frozenset(
    "the but and they this that there when however she we you his our their these what if it he".split()
)


def find_spaces(text: str, evidence: Evidence, codebook: Codebook) -> Iterator[Edit]:
    """Find blanks that are missing or too many; each edit covers the words that they stand between."""
    for joint in _JOINT.finditer(text):
        if edit := _part(text, *joint.span(), evidence, codebook):
            yield edit
    for stray in _STRAY.finditer(text):
        if edit := _close(text, stray.start(), evidence, codebook):
            yield edit


def _part(text: str, start: int, end: int, evidence: Evidence, codebook: Codebook) -> Edit | None:
    left = _LEFT.search(text, max(0, start - REACH), start)
    right = _RIGHT.match(text, end + (text[end] in '"('), end + REACH)
    if not left or not right or _is_address(text, start, end):
        return None
    sign = text[start:end]
    split = _split_quote(text, start, end) if '"' in text[start : end + 1] else end
    if sign[0] == ".":
        fits = _ends_sentence(text, left, right, evidence, codebook)
    elif sign[0] == ")":
        fits = _closes(text, left, right)
    elif sign[0] == '"':
        fits = not left[0].isdigit()
    else:
        fits = _is_word(left[0], evidence) and _is_word(right[0], evidence)
    if not fits:
        return None
    return Edit(
        left.start(), right.end(), f"{text[left.start() : split]} {text[split : right.end()]}", "space", _RULES[sign[0]]
    )


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


def _is_word(word: str, evidence: Evidence) -> bool:
    return len(word) > 1 and (read_lexicon().knows(word) or evidence.words[word] > 1) or word in {"a", "I"}


def _ends_sentence(text: str, left: re.Match, right: re.Match, evidence: Evidence, codebook: Codebook) -> bool:
    before, after = left[0], right[0]
    if after.lower() in _ENDINGS or text[right.end() : right.end() + 1] == "." and len(after) < 3:
        return False
    if text[left.start() - 1 : left.start()] == "." and left.start():
        return after in {"The", "It", "He", "She", "They", "This", "But", "In"}
    if len(before) < 2 or before.isupper() and after.isupper():
        return False
    if not after[0].isupper():
        return after in _STARTS and before.islower() and len(before) > 2 and read_lexicon().knows(before)
    if len(after) < 3 and after not in {
        "A",
        "I",
        "In",
        "It",
        "He",
        "We",
        "On",
        "At",
        "If",
        "As",
        "No",
        "So",
        "By",
        "To",
        "An",
        "My",
        "Is",
        "US",
        "UN",
    }:
        return False
    return before.isdigit() and len(before) == 4 or _is_word(before, evidence) or _is_word(after, evidence)


def _closes(text: str, left: re.Match, right: re.Match) -> bool:
    opened = text.rfind("(", max(0, left.start() - 200), left.start() + 1)
    inside = text[opened + 1 : left.end()]
    return opened >= 0 and (inside.isupper() or " " in inside) and len(right[0]) > 1 and read_lexicon().knows(right[0])


def _close(text: str, at: int, evidence: Evidence, codebook: Codebook) -> Edit | None:
    left = _LEFT.search(text, max(0, at - REACH), at - (text[at - 1] in "-("))
    if text[at - 1] == "-":
        return _close_hyphen(text, at, evidence, codebook)
    if text[at + 1 : at + 3] == "..":
        return None
    start = left.start() if left and left.end() == at else at - 1
    right = _RIGHT.match(text, at + 1 + (text[at + 1] in "'"), at + REACH)
    end = right.end() if right else at + 2
    return Edit(start, end, text[start:at] + text[at + 1 : end], "space", "stray_blank")


def _close_hyphen(text: str, at: int, evidence: Evidence, codebook: Codebook) -> Edit | None:
    left = _LEFT.search(text, max(0, at - REACH), at - 1)
    right = _RIGHT.match(text, at + 1, at + REACH)
    if not left or not right or right[0].lower() in classes(codebook) or right[0] in {"and", "or"}:
        return None
    if left[0] not in _prefixes(codebook) or text[left.start() - 1 : left.start()] == "-":
        return None
    return Edit(left.start(), right.end(), f"{left[0]}-{right[0]}", "space", "hyphen")


@cache
def _prefixes(codebook: Codebook) -> frozenset[str]:
    return frozenset(row["word"] for row in codebook.table("prefixes"))
