"""Topics: what texts are about, as far as they say so again when they are drawn anew; below that, a refusal.

A layer around a scikit-learn pipeline (`topics.factors`): phrases, counts, model. The rows of any table with a column
of text are its units; `join_sentences` makes units of even length from the sentences of a corpus.
"""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from pakru.topics.choice import FEWEST, check_doubts, check_size, choose_number, doubt, refuse, try_numbers
from pakru.topics.doubts import redraw, vary_seeds
from pakru.topics.fits import Settings, fit_texts
from pakru.topics.inputs import TopicError, check_call, read_units
from pakru.topics.portions import name_periods
from pakru.topics.results import Topics, make_topics
from pakru.topics.units import join_sentences

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
    ([0.5, 0.5], '1 sail, mast, anchor, harbour, hull, tide')
    >>> bool(topics.doubts["overlap"] > topics.doubts["dealt_overlap"] + 0.05), topics.marks
    (True, ())
    """
    check_call(frame, n_topics, method, text, copies)
    reading = read_units(frame, text, copies, stops)
    draws = (DRAWS if len(reading.rows) <= MANY else 0) if draws is None else draws
    settings = Settings(
        FEWEST if n_topics == "auto" else int(n_topics), method, least, float(most), draws, random_state
    )
    lacks = check_size(reading.texts, settings)
    refuse(lacks, force)
    curve = _try(settings, try_numbers, reading.texts, settings) if n_topics == "auto" else pd.DataFrame()
    settings = settings.with_topics(choose_number(curve)) if len(curve) else settings
    fit = _try(settings, fit_texts, reading.texts, settings)
    redraws = _try(settings, redraw, reading.texts, settings, resamples)
    doubts = _try(settings, doubt, fit, redraws, settings)
    unstable = check_doubts(doubts) if redraws else []
    refuse(unstable, force)
    marks = (*lacks, *unstable, *([] if redraws else [UNMEASURED]))
    return make_topics(reading, fit, redraws, settings, doubts=pd.Series(doubts), curve=curve, marks=marks)


def _try(settings: Settings, step: Any, *arguments: Any) -> Any:
    """Take a step, and say it plainly where no term is left, be it in a draw."""
    try:
        return step(*arguments)
    except ValueError as error:
        told = (
            f"no term stands in {settings.least} texts, drawn anew too, and in no more than {settings.most:.0%} of them"
        )
        raise TopicError(f"no topics: {told}; expected some: more texts, or another `least` and `most`") from error
