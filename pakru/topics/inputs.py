"""Inputs: a table of texts as it came in, which of its rows count, and the terms of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import pandas as pd

from pakru.rows import InputError
from pakru.topics.factors import METHODS
from pakru.topics.fits import Texts
from pakru.topics.terms import read_stops, split_terms
from pakru.topics.units import SPAN, count_once, number_passages, order_rows


class TopicError(InputError):
    """Texts that carry no topics, or cannot be read; the message says what is missing and what would help."""


@dataclass(frozen=True, eq=False)
class Reading:
    """The rows that came in, which of them count, their places in the order of their texts, the terms of every row."""

    units: pd.DataFrame
    counted: "pd.Series[bool]"
    rows: Sequence[int]
    terms: Sequence[Sequence[str]]
    text: str

    @property
    def texts(self) -> Texts:
        """The terms of the rows that count, in an order that does not hang on that of the table."""
        return Texts([self.terms[row] for row in self.rows], number_passages(self.units.loc[[*self.rows]]))


def read_units(
    frame: pd.DataFrame, text: str, copies: Sequence[pd.DataFrame] | None, stops: Collection[str] | None
) -> Reading:
    """Read the texts of a table.

    >>> reading = read_units(pd.DataFrame({"text": ["steel mills", "gas", "steel mills"]}), "text", (), None)
    >>> reading.rows, reading.terms[0]
    ([1, 0], ['steel', 'mill'])
    """
    units = frame.reset_index(drop=True).astype({text: "object"})
    counted = pd.Series(True, units.index) if copies is None else count_once(units, text, copies)
    rows = order_rows(units[counted], text).index.tolist()
    listed = read_stops() if stops is None else frozenset(stops)
    return Reading(units, counted, rows, [split_terms(one, listed) for one in units[text]], text)


def check_call(frame: pd.DataFrame, n_topics: int | str, method: str, text: str, copies: Sequence[Any] | None) -> None:
    """Raise a TopicError for what cannot be used."""
    if method not in METHODS:
        raise TopicError(f"method is {method!r}; expected one of {', '.join(METHODS)}")
    if n_topics != "auto" and (not isinstance(n_topics, Integral) or n_topics < 1):
        raise TopicError(f"n_topics is {n_topics!r}; expected 'auto', or a whole number from 1")
    if text not in frame:
        raise TopicError(f"the table has no column {text!r}; expected the one with the texts")
    if (count := [*frame.columns].count(text)) > 1:
        raise TopicError(f"the table has {count} columns {text!r}; expected one")
    if strange := [row for row, one in zip(frame.index, frame[text], strict=True) if not isinstance(one, str)]:
        raise TopicError(f"row {strange[0]} of the column {text!r} is no text; expected one in every row")
    if copies and not set(SPAN) <= set(frame):
        raise TopicError(f"copies need rows that stand in a file; expected the columns {', '.join(SPAN)}")
