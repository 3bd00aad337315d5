"""Excerpts: the words of a row with what stands before and after them, as the source has it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from pakru.records import Document
from pakru.rows import InputError


def take_excerpts(
    documents: Iterable[Document], rows: pd.DataFrame, sentences: pd.DataFrame, context: int = 1
) -> pd.DataFrame:
    """Give rows with columns `before` and `after`: the rest of their sentences, and `context` more on both sides.

    The sentences are of the same article. What stands in no sentence, such as boilerplate, has nothing around it.
    InputError if a row lies outside its text.

    >>> spans = pd.DataFrame({"file": "a.txt", "article": "a-1", "start": [0, 14], "end": [13, 29]})
    >>> rows = pd.DataFrame({"file": ["a.txt"], "start": [7], "end": [12]})
    >>> around = take_excerpts([Document("a.txt", "Moscow spoke. Kabul listened.")], rows, spans)
    >>> around[["before", "after"]].to_numpy().tolist()
    [['Moscow ', '. Kabul listened.']]
    """
    texts = {document.file: document.text for document in documents}
    inside = {str(file): _Spans.of(group) for file, group in sentences.groupby("file")}
    parts = []
    for file, start, end in zip(rows["file"], rows["start"], rows["end"], strict=True):
        text = texts.get(file, "")
        if not 0 <= start <= end <= len(text):
            raise InputError(f"{file}: no characters {start} to {end}; expected a span of one of the texts")
        first, last = inside[file].widen(start, end, context) if file in inside else (start, end)
        parts.append((text[first:start], text[end:last]))
    before, after = ([part[side] for part in parts] for side in (0, 1))
    return rows.assign(before=pd.Series(before, rows.index, "str"), after=pd.Series(after, rows.index, "str"))


class _Spans(NamedTuple):
    """The sentences of a file, in their order."""

    starts: list[int]
    ends: list[int]
    articles: list[str]

    @classmethod
    def of(cls, sentences: pd.DataFrame) -> "_Spans":
        ordered = sentences.sort_values("start")
        return cls(*(ordered[name].tolist() for name in ("start", "end", "article")))

    def widen(self, start: int, end: int, context: int) -> tuple[int, int]:
        """Give where the sentences around a span begin and end."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if first >= last:
            return start, end
        places = range(max(0, first - context), min(len(self.starts), last + context))
        near = [place for place in places if self.articles[place] == self.articles[first]]
        return min(start, self.starts[near[0]]), max(end, self.ends[near[-1]])
