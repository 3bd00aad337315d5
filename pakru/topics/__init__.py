"""Topics: what texts are about, as far as they say so again when they are drawn anew; below that, a refusal.

A layer around a scikit-learn pipeline (`topics.factors`): phrases, counts, model. The rows of any table with a column
of text are its units; `join_sentences` makes units of even length from the sentences of a corpus.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pakru.topics.choice import FEWEST, TopicError, check_doubts, check_size, choose_number, doubt, refuse, try_numbers
from pakru.topics.doubts import redraw, vary_seeds
from pakru.topics.factors import METHODS
from pakru.topics.fits import Fit, Settings, Texts, fit_texts
from pakru.topics.portions import name_periods
from pakru.topics.results import Topics, find_wallpaper, make_topics
from pakru.topics.terms import read_stops, split_terms
from pakru.topics.units import SPAN, count_once, join_sentences, number_passages

__all__ = ["TopicError", "Topics", "fit_topics", "join_sentences", "name_periods", "vary_seeds"]
DRAWS, MANY = 20, 10_000  # of more units than that no single one decides a topic
UNMEASURED = "stability was not measured (resamples=0)"


def fit_topics(
    frame: pd.DataFrame,
    n_topics: int | str = "auto",
    method: str = "nmf",
    *,
    text: str = "text",
    copies: Sequence[pd.DataFrame] | None = (),
    stops: Collection[str] | None = None,
    least: int = 3,
    most: float = 0.3,
    draws: int | None = None,
    resamples: int = 30,
    random_state: int = 0,
    force: bool = False,
) -> Topics:
    """Find topics in the texts of a table, measure how far they can be trusted, and refuse where they cannot.

    A row is a unit; rows of one passage (columns file, article, passage, if there are any) are drawn together. Equal
    texts count once, as do those inside `copies` (tables of copies); with `copies=None` all count. `stops`: words that
    never count (default: `terms.read_stops`). A term counts if at least `least` units have it, and no more than a share
    of `most`. `draws`: fits that an NMF is the mean of (0: one fit; default: 20, or 0 for more than 10,000 units).
    `resamples`: draws of passages that stability is measured over; with 0 it is not, which marks the result.
    The same rows in any order give the same NMF, with any `random_state` (only LDA hangs on it) and any number of
    threads.

    Raises a TopicError where there are fewer than 40 distinct passages, or less than 0.40 of the top words come back,
    or hardly more than where the same words are dealt out at random.

    >>> from random import Random
    >>> bread = "loaf oven dough flour yeast crust bake rye wheat butter sourdough salt".split()
    >>> ships = "harbour tide anchor mast sail crew deck hull cargo buoy rudder lighthouse".split()
    >>> told = [" and ".join(Random(n).sample(words, 5)) for n in range(30) for words in (bread, ships)]
    >>> topics = fit_topics(pd.DataFrame({"story": told}), 2, text="story")
    >>> topics.table["share"].round(1).tolist(), topics.labels[0]
    ([0.5, 0.5], '1 sail, anchor, mast')
    >>> bool(topics.doubts["overlap"] > topics.doubts["dealt_overlap"] + 0.05), topics.marks
    (True, ())
    """
    _check_call(frame, n_topics, method, text, copies)
    units = frame.reset_index(drop=True)
    counted = pd.Series(True, units.index) if copies is None else count_once(units, text, copies)
    rows = units[counted].sort_values(text, kind="stable").index.tolist()
    stops = read_stops() if stops is None else frozenset(stops)
    terms = [split_terms(one, stops) for one in units[text]]
    texts = Texts([terms[row] for row in rows], number_passages(units.loc[rows]))
    number = FEWEST if n_topics == "auto" else int(n_topics)
    draws = (DRAWS if len(rows) <= MANY else 0) if draws is None else draws
    settings = Settings(number, method, least, most, draws, random_state)
    lacks = check_size(texts, settings)
    refuse(lacks, force)
    curve = _try(try_numbers, texts, settings) if n_topics == "auto" else pd.DataFrame()
    settings = settings.with_topics(choose_number(curve)) if len(curve) else settings
    fit = _try(fit_texts, texts, settings)
    redraws = redraw(texts, settings, resamples)
    doubts = doubt(fit, redraws, settings)
    unstable = check_doubts(doubts) if redraws else []
    refuse(unstable, force)
    found = {
        "doubts": pd.Series(doubts),
        "curve": curve,
        "marks": (*lacks, *unstable, *([] if redraws else [UNMEASURED])),
        "wallpaper": find_wallpaper(fit, most),
        "settings": settings,
    }
    weights = _weigh(fit, terms, rows)
    return make_topics(units, counted, rows, fit, weights, redraws, found, text)


def _weigh(fit: Fit, terms: Sequence[Sequence[str]], rows: Sequence[int]) -> "np.ndarray[Any, Any]":
    """Give the weights of the topics in every row, those too that did not count."""
    weights = np.zeros((len(terms), len(fit.words)))
    weights[rows] = fit.weights
    if others := sorted(set(range(len(terms))) - set(rows)):
        weights[others] = fit.pipeline.transform([terms[row] for row in others])
    return weights


def _check_call(frame: pd.DataFrame, n_topics: int | str, method: str, text: str, copies: Sequence[Any] | None) -> None:
    if method not in METHODS:
        raise TopicError(f"method is {method!r}; expected one of {', '.join(METHODS)}")
    if n_topics != "auto" and (isinstance(n_topics, str) or n_topics < 1):
        raise TopicError(f"n_topics is {n_topics!r}; expected 'auto', or a whole number from 1")
    if text not in frame:
        raise TopicError(f"the table has no column {text!r}; expected the one with the texts")
    if strange := [row for row, one in zip(frame.index, frame[text], strict=True) if not isinstance(one, str)]:
        raise TopicError(f"row {strange[0]} of the column {text!r} is no text; expected one in every row")
    if copies and not set(SPAN) <= set(frame):
        raise TopicError(f"copies need rows that stand in a file; expected the columns {', '.join(SPAN)}")


def _try(fit: Any, texts: Texts, settings: Settings) -> Any:
    """Fit, and say it plainly where no term is left."""
    try:
        return fit(texts, settings)
    except ValueError as error:
        told = f"no term stands in {settings.least} texts and in no more than {settings.most:.0%} of them"
        raise TopicError(f"no topics: {told}; expected some: more texts, or another `least` and `most`") from error
