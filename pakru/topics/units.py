"""Units: the stretches of text that topics are fitted on, and which of them count."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

PLACE = ["file", "article", "passage"]
SPAN = ["file", "start", "end"]


def join_sentences(sentences: pd.DataFrame, words: int = 60) -> pd.DataFrame:
    """Join the sentences of each passage to stretches of about `words` words, so that no unit is by far the longest.

    `sentences` is a table as `corpus.frame("sentences")`; a passage is cut at ends of sentences into parts as even as
    these allow, and a part keeps the span from its first character to its last.

    >>> told = {"text": ["Moscow spoke.", "Kabul listened.", "Delhi slept."], "start": [0, 14, 30], "end": [13, 29, 42]}
    >>> rows = pd.DataFrame({"file": "a.txt", "article": "a-1", "passage": 1, **told})
    >>> join_sentences(rows, words=4)[["start", "end", "text"]].to_dict("split")["data"]
    [[0, 29, 'Moscow spoke. Kabul listened.'], [30, 42, 'Delhi slept.']]
    """
    ordered = sentences.sort_values(["file", "start"], kind="stable").reset_index(drop=True)
    lengths = np.array([len(text.split()) for text in ordered["text"]], dtype=int)
    parts = np.zeros(len(ordered), dtype=int)
    for rows in ordered.groupby(PLACE, sort=False, dropna=False).indices.values():
        parts[rows] = [*_number_parts(lengths[rows].tolist(), words)]
    groups = ordered.assign(part=parts).groupby([*PLACE, "part"], sort=False, dropna=False)
    units = groups.agg(start=("start", "min"), end=("end", "max"), text=("text", " ".join))
    return units.reset_index().drop(columns="part")


def _number_parts(lengths: Sequence[int], words: int) -> Iterator[int]:
    """Give the part that each sentence of a passage falls in."""
    goal = sum(lengths) / max(1, round(sum(lengths) / words))
    part = filled = 0
    for length in lengths:
        if filled >= goal:
            part, filled = part + 1, 0
        yield part
        filled += length


def count_once(units: pd.DataFrame, text: str = "text", copies: Iterable[pd.DataFrame] = ()) -> pd.Series:
    """Say which rows count: not those with the text of an earlier one, nor those inside a copy.

    `copies` are tables of copies as `corpus.frame("duplicates")` and `corpus.frame("overlaps")`.

    >>> count_once(pd.DataFrame({"text": ["Moscow spoke.", "Kabul listened.", "Moscow  spoke."]})).tolist()
    [True, True, False]
    """
    ordered = order_rows(units)
    once = ~ordered[text].str.split().str.join(" ").duplicated().reindex(units.index)
    for table in copies:
        once &= ~_lies_in(units, table)
    return once


def order_rows(units: pd.DataFrame, *first: str) -> pd.DataFrame:
    """Put rows in the order of some columns and of their places, as far as they have any, so that none is by chance.

    >>> order_rows(pd.DataFrame({"text": ["a", "a", "b"], "passage": [2, 1, 1]}), "text").index.tolist()
    [1, 0, 2]
    """
    keys = [*first, *(name for name in [*SPAN, *PLACE[1:]] if name in units)]
    return units.sort_values(keys, kind="stable") if keys else units


def _lies_in(units: pd.DataFrame, copies: pd.DataFrame) -> pd.Series:
    places = units[SPAN].assign(row=range(len(units)))
    pairs = places.merge(copies[SPAN], on="file", suffixes=("", "_of_copy"))
    inside = pairs[(pairs["start_of_copy"] <= pairs["start"]) & (pairs["end"] <= pairs["end_of_copy"])]
    return pd.Series(np.isin(range(len(units)), inside["row"]), units.index)


def number_passages(units: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Give the number of the passage that each row belongs to: rows of one passage are drawn together.

    >>> number_passages(pd.DataFrame({"text": ["a", "b"]})).tolist()
    [0, 1]
    """
    if not set(PLACE) <= set(units):
        return np.arange(len(units))
    return units.groupby(PLACE, sort=False, dropna=False).ngroup().to_numpy()
