"""Evidence cards: quotes that fold open to their context and place, in plain HTML that needs no script."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pakru import tables

_PLAIN = 'class="cards tex2jax_ignore mathjax_ignore"'  # dollars are no formula, as in pandas' tables
SAID = ("holder", "polarity", "target")
HOW = ("basis", "voice")


class Cards:
    """Cards as a notebook shows them: one line each, that opens; where only text is shown, lines of text."""

    def __init__(self, table: pd.DataFrame) -> None:
        whole = table.astype(object).where(table.notna(), "")
        self.rows = tables.show(whole).table.to_dict("records")  # in one line, without control characters

    def __repr__(self) -> str:
        return "\n".join(f"{_say(row)} ({_say_how(row)}): “{row['quote']}” [{_place(row)}]" for row in self.rows)

    def _repr_html_(self) -> str:
        return f"<div {_PLAIN}>{''.join(map(_fold, self.rows))}</div>"


def show_cards(stances: pd.DataFrame) -> Cards:
    """Give stances for a notebook to show, as cards: who is for or against what, and the words that say so.

    A card opens to the sentence and what stands around it, with the words marked, and to the file, the characters, the
    article and who coded it. `stances` has the columns of stances, with `before` and `after` as `take_excerpts` gives
    them, and `title` if the article's name is to be told. All text is escaped.

    >>> row = {"holder": "RUS", "polarity": "against", "target": "drones", "basis": "words", "voice": "reported"}
    >>> place = {"file": "a.txt", "article": "a-1", "start": 7, "end": 12, "coder": "ann"}
    >>> words = {"before": "Moscow ", "quote": "spoke", "after": ". Kabul listened."}
    >>> show_cards(pd.DataFrame([{**row, **place, **words}]))
    RUS against drones (words, reported): “spoke” [a.txt, characters 7 to 12, article a-1; coded by ann]
    """
    return Cards(stances)


def _say(row: Mapping[Any, Any]) -> str:
    who, polarity, what = (str(row[name]) for name in SAID)
    return f"{who} {polarity} {what.replace('_', ' ')}"


def _say_how(row: Mapping[Any, Any]) -> str:
    return ", ".join(str(row[name]) for name in HOW)


def _place(row: Mapping[Any, Any]) -> str:
    title = f" “{row['title']}”" if row.get("title") else ""
    return (
        f"{row['file']}, characters {row['start']} to {row['end']}, article {row['article']}{title};"
        f" coded by {row['coder']}"
    )


def _fold(row: Mapping[Any, Any]) -> str:
    before, quote, after = (html.escape(row[name]) for name in ("before", "quote", "after"))
    how = html.escape(f"({_say_how(row)}; {row['article']})")
    return (
        f'<details class="card {_name_side(row)}"><summary><b>{html.escape(_say(row))}</b> {how} “{quote}”</summary>'
        f"<blockquote>{before}<mark>{quote}</mark>{after}</blockquote>"
        f"<p><small>{html.escape(_place(row))}</small></p></details>"
    )


def _name_side(row: Mapping[Any, Any]) -> str:
    return "against" if row["polarity"] == "against" else "favor"
