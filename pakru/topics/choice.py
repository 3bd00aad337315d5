"""Choice: how many topics, whether there are any to speak of, and a refusal that says what is missing."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from pakru.topics.doubts import Redraw, deal_words, measure, redraw
from pakru.topics.fits import Fit, Settings, Texts, fit_texts
from pakru.topics.inputs import TopicError

FEWEST, MOST = 2, 8  # topics that are tried
PASSAGES = 40  # distinct passages below which topics are refused
PER_TOPIC = 5  # passages for each topic tried
OVERLAP = 0.40  # share of top words that must come back
MARGIN = 0.05  # by which it must exceed that of words dealt out at random
QUICK = 10  # redraws for each number of topics tried
DEALS = 2  # times the words are dealt out


def try_numbers(texts: Texts, settings: Settings, numbers: Iterable[int] = ()) -> pd.DataFrame:
    """Fit each number of topics and measure it: the curve that the choice rests on, a row for each."""
    passages = len(np.unique(texts.passages))
    tried = list(numbers) or range(FEWEST, max(FEWEST, min(MOST, passages // PER_TOPIC)) + 1)
    rows = []
    for number in tried:
        chosen = settings.with_topics(number)
        measured = measure(fit_texts(texts, chosen), redraw(texts, chosen, QUICK))
        rows.append(measured | measure_chance(texts, chosen))
    return pd.DataFrame(rows).astype({"n_topics": "int64"})


def choose_number(curve: pd.DataFrame) -> int:
    """Choose the number of topics with the largest gain (`weigh_gain`), the smaller one of equals.

    >>> overlaps = {"overlap": [0.7, 0.6, 0.4], "dealt_overlap": [0.6, 0.4, 0.4]}
    >>> choose_number(pd.DataFrame({"n_topics": [2, 3, 4], **overlaps, "npmi": [0.1, 0.3, 0.4]}))
    3
    """
    return int(curve["n_topics"].iloc[int(np.argmax(weigh_gain(curve).fillna(-1)))])


def weigh_gain(curve: pd.DataFrame) -> pd.Series:
    """Give what each number of topics gains: overlap beyond that of dealt words, times coherence; 0 if one is below 0.

    >>> weigh_gain(pd.DataFrame({"overlap": [0.6], "dealt_overlap": [0.4], "npmi": [0.3]})).round(2).tolist()
    [0.06]
    """
    return (curve["overlap"] - curve["dealt_overlap"]).clip(lower=0) * curve["npmi"].clip(lower=0)


def measure_chance(texts: Texts, settings: Settings) -> dict[str, float]:
    """Measure topics of the same words dealt out at random: what overlap, coherence and description are worth nothing.

    Their mean over several deals; `fit_topics` gives them as `dealt_overlap`, `dealt_npmi` and so on.
    """
    rows = []
    for seed in range(DEALS):
        dealt = deal_words(texts, seed)
        rows.append(measure(fit_texts(dealt, settings), redraw(dealt, settings, QUICK // 2)))
    names = ("overlap", "jaccard", "between", "npmi", "held_out")
    return {f"dealt_{name}": float(np.mean([row[name] for row in rows])) for name in names}


def check_size(texts: Texts, settings: Settings) -> list[str]:
    """Say what the texts lack before anything is fitted."""
    passages = len(np.unique(texts.passages))
    lacks = []
    if passages < PASSAGES:
        lacks.append(f"{passages} distinct passages; expected at least {PASSAGES}: more texts, or shorter passages")
    if settings.n_topics * PER_TOPIC > max(passages, PASSAGES):
        fits = max(passages, PASSAGES) // PER_TOPIC
        lacks.append(f"{settings.n_topics} topics from {passages} passages; expected at most {fits}")
    return lacks


def check_doubts(doubts: Mapping[str, float]) -> list[str]:
    """Say in which way topics are not stable enough.

    >>> check_doubts({"overlap": 0.31, "dealt_overlap": 0.29, "n_topics": 6})[0]
    '0.31 of the top words come back when passages are drawn anew; expected at least 0.40: more texts, or fewer topics'
    """
    overlap, dealt = doubts["overlap"], doubts["dealt_overlap"]
    lacks = []
    if overlap < OVERLAP:
        told = f"{overlap:.2f} of the top words come back when passages are drawn anew"
        lacks.append(f"{told}; expected at least {OVERLAP:.2f}: more texts, or fewer topics")
    if overlap < dealt + MARGIN:
        told = f"{overlap:.2f} come back, and {dealt:.2f} where the words are dealt out at random"
        lacks.append(f"{told}; expected at least {MARGIN:.2f} more: texts that speak of more than one thing")
    return lacks


def refuse(lacks: Iterable[str], force: bool) -> None:
    """Raise a TopicError for what is lacking, unless forced."""
    if (listed := list(lacks)) and not force:
        raise TopicError(f"no topics: {'; and '.join(listed)}; or force=True, which marks the result")


def doubt(fit: Fit, redraws: list[Redraw], settings: Settings) -> dict[str, float]:
    """Give every measure of a fit, and those of chance beside them if there are redraws."""
    size = {"units": len(fit.texts.terms), "passages": len(np.unique(fit.texts.passages)), "terms": len(fit.terms)}
    return size | measure(fit, redraws) | (measure_chance(fit.texts, settings) if redraws else {})
