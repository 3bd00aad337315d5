"""The tense of a clause, as far as a date without its year or week needs it: gone by, to come, or not told."""

import re
from functools import cache

from pakru.codebook import Codebook, default

_WINDOW = 160  # characters before and after an expression that may tell its tense


@cache
def _compile_tenses(codebook: Codebook) -> re.Pattern[str]:
    """Make one pattern of the signs of `timex_tenses`: groups future, past, open."""
    signs: dict[str, list[str]] = {"future": [], "past": [], "open": []}
    for row in codebook.table("timex_tenses"):
        signs[row["tense"]].append(row["pattern"])
    return re.compile("|".join(rf"(?P<{tense}>\b(?:{'|'.join(patterns)})\b)" for tense, patterns in signs.items()))


def tell_tense(text: str, start: int, end: int, codebook: Codebook | None = None) -> int:
    """Say whether `text[start:end]` lies before (-1) or after (1) the writing, by the verb nearest to it; 0 where none tells.


    >>> tell_tense("They met on Tuesday.", 12, 19), tell_tense("He is to visit in May.", 18, 21)
    (-1, 1)
    """
    signs = _compile_tenses(codebook or default())
    before = None
    for before in signs.finditer(text, max(0, start - _WINDOW), start):
        pass
    after = signs.search(text, end, end + _WINDOW // 4)
    if before and (not after or start - before.end() <= after.start() - end):
        after = before
    return {"future": 1, "past": -1}.get(after.lastgroup or "", 0) if after else 0
