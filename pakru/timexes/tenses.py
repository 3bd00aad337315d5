"""The tense of a clause, as far as a date without its year or week needs it: gone by, to come, or not told."""

import re
from collections import deque
from functools import cache

from pakru.codebook import Codebook, default

_WINDOW = 160  # characters before and after an expression that may tell its tense
_CLAUSE = re.compile(r"[,;:(—–]\s|\s-{1,2}\s|\s(?:and|but|that|which|who|when|while)\s")


@cache
def _compile_tenses(codebook: Codebook) -> re.Pattern[str]:
    """Make one pattern of the signs of `timex_tenses`: groups plan (of the past), ahead, future, past, open."""
    signs: dict[str, list[str]] = {"plan": [], "ahead": [], "future": [], "past": [], "open": []}
    for row in codebook.table("timex_tenses"):
        signs[row["tense"]].append(row["pattern"])
    return re.compile("|".join(rf"(?P<{tense}>\b(?:{'|'.join(patterns)})\b)" for tense, patterns in signs.items()))


def tell_tense(text: str, start: int, end: int, codebook: Codebook | None = None) -> int:
    """Say whether `text[start:end]` lies before (-1) or after (1) the writing, 0 where nothing tells.

    The verb before it in its clause decides, else the first one after it there, else one before its clause.


    >>> tell_tense("They met on Tuesday.", 12, 19), tell_tense("He is to visit in May.", 18, 21)
    (-1, 1)
    """
    return {"ahead": 1, "future": 1, "past": -1}.get(_find_sign(text, start, end, codebook or default()), 0)


def is_ahead(text: str, start: int, end: int, codebook: Codebook | None = None) -> bool:
    """Say whether a clause tells what lies ahead of its writing, and not only of what a story told before.

    >>> is_ahead("It will be signed in May.", 18, 24), is_ahead("It would be signed in May.", 19, 25)
    (True, False)
    """
    return _find_sign(text, start, end, codebook or default()) == "ahead"


def _find_sign(text: str, start: int, end: int, codebook: Codebook) -> str:
    signs = _compile_tenses(codebook)
    begin = max(
        [max(0, start - _WINDOW), *(m.end() for m in _CLAUSE.finditer(text, max(0, start - _WINDOW), start - 1))]
    )
    stop = _CLAUSE.search(text, end, end + _WINDOW // 2)
    found = (
        _find_last(signs, text, begin, start)
        or signs.search(text, end, stop.start() if stop else end + _WINDOW // 2)
        or _find_last(signs, text, max(0, start - _WINDOW), begin)
    )
    return found.lastgroup or "" if found else ""


def _find_last(signs: re.Pattern[str], text: str, begin: int, end: int) -> re.Match[str] | None:
    return next(iter(deque(signs.finditer(text, begin, end), maxlen=1)), None)
