"""Cells: what a spreadsheet may do to text, forgiven and mapped back to the text itself.

A cell holds one line and begins like no formula. A quote that comes back is found in its sentence though quote marks,
dashes, white space, accents or the first capital were changed on the way.
"""

import re
import unicodedata
from functools import cache

# what a spreadsheet takes for a formula, or for a number or a day and writes as it likes
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(
    r"(?=.*\d)(?:[\d\s.,:/%$€£()+\-]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|[ap]m|e|t|z)+",
    re.IGNORECASE,
)
LONGEST = 40  # characters of what is a number or a day
# what a line cannot hold or does not show: control characters, turns of the direction of writing, halves of characters
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NO_WORD = re.compile(r"[\W_]+")

_ALIKE = {
    **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
PLACES = 100  # at which a quote is looked for as whole words
_RUNS = " -"  # of these a run counts as one


def disarm(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, a number or a day; `restore` takes it away.

    >>> disarm("=1+1"), disarm("3 May 2012"), disarm("Moscow")
    ("'=1+1", "'3 May 2012", 'Moscow')
    """
    return f"'{cell}" if _is_read(cell) else cell


def restore(cell: str) -> str:
    """Take away the apostrophe that `disarm` put there.

    >>> restore("'=1+1"), restore("'Tis so")
    ('=1+1', "'Tis so")
    """
    return cell[1:] if cell.startswith("'") and _is_read(cell) else cell


def _is_read(cell: str) -> bool:
    """Say whether a spreadsheet reads something into a cell, were it not for apostrophes in front."""
    bare = cell.lstrip("'")
    return bool(_FORMULA.match(bare) or (len(bare) <= LONGEST and _NUMBER.fullmatch(bare)))


def show(text: str) -> str:
    r"""Give a text as a cell shows it: in one line, without what nobody can see, and so that it stays as it is.

    >>> show("Moscow \n spoke.\u202e")
    'Moscow spoke.'
    """
    return disarm(" ".join(_HIDDEN.sub("", text).split()))


def is_same(cell: str, text: str) -> bool:
    """Say whether a cell has the letters and digits of a text, in their order, whatever stands between them.

    >>> is_same("Moscow’s  stand -", "Moscow's stand —"), is_same("Kabul", "Moscow")
    (True, False)
    """
    return cell == text or _letters(cell) == _letters(text)


def _letters(text: str) -> str:
    return _NO_WORD.sub("", text if text.isascii() else unicodedata.normalize("NFKD", text))


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    r"""Find a quote in a text and give its span there, None where it does not stand.

    Whole words come before parts of words, and the quote as it is before one in other capitals.

    >>> find_quote('"closer ties" - at last', "They sought “closer\nties” — at last.")
    (12, 35)
    >>> find_quote("closer links", "They sought closer ties.")
    """
    folded, places = _fold(text)
    for wanted in _spellings(quote):
        for needle, straw in ((wanted, folded), (wanted.lower(), folded.lower())):
            start = _find(needle, straw) if len(straw) == len(places) else -1
            if start >= 0:
                return places[start], _end(text, places[start + len(needle) - 1] + 1)
    return None


def _find(wanted: str, text: str) -> int:
    """Find words in a text: whole ones, or else the first that hold them; -1 for none."""
    first = start = text.find(wanted)
    for _ in range(PLACES):
        if start < 0:
            break
        around = text[max(start - 1, 0) : start + 1], text[start + len(wanted) - 1 : start + len(wanted) + 1]
        if not any(len(pair) == 2 and pair.isalnum() for pair in around):
            return start
        start = text.find(wanted, start + 1)
    return first


def _spellings(quote: str) -> list[str]:
    """Give a quote as it may stand in a text: as it is, without the mark against formulas, without quote marks."""
    folded = [_fold(spelling)[0].strip() for spelling in (quote, restore(quote))]
    return [spelling for spelling in dict.fromkeys([*folded, folded[0].strip("\"'").strip()]) if spelling]


def _fold(text: str) -> tuple[str, list[int]]:
    """Give a text in which what is alike is equal, and the place in `text` that each of its characters comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in _plain(character):
            if plain not in _RUNS or folded[-1:] != [plain]:
                folded.append(plain)
                places.append(place)
    return "".join(folded), places


@cache
def _plain(character: str) -> str:
    """Give what a character counts as: "" for one that nobody sees."""
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", character)
    seen = "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf", "Cc", "Cs"))
    return "".join(_ALIKE.get(part, " " if part.isspace() else part) for part in seen)


def _end(text: str, end: int) -> int:
    """Take the marks over a letter with it."""
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    return end
