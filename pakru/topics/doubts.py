"""Doubts: how far topics come back when the seed or the texts are others, and what they say of texts left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from pakru.topics.coherence import coverage, diversity, npmi
from pakru.topics.fits import Fit, Settings, Texts, fit_texts
from pakru.topics.matching import jaccard, match_topics, overlap


@dataclass(frozen=True)
class Redraw:
    """A fit to passages drawn anew, its rows among all, and what it says of the rows that were not drawn."""

    fit: Fit
    rows: "np.ndarray[Any, Any]"
    held_out: float


def redraw(texts: Texts, settings: Settings, resamples: int) -> list[Redraw]:
    """Fit the same number of topics to passages drawn with replacement, again and again, everything done anew."""
    made = []
    for number in range(resamples):
        rows, others = texts.draw(number)
        fit = fit_texts(texts.take(rows), settings)
        made.append(Redraw(fit, rows, fit.describe(texts.take(others))))
    return made


def measure(fit: Fit, redraws: Sequence[Redraw]) -> dict[str, float]:
    """Give the measures of a fit: how stable, how coherent, how different its topics are, how much they reach.

    `overlap` is the mean share of top words that come back in the redraws (the fit against each), `between` that of the
    redraws with each other, `jaccard` the overlap on a stricter scale.
    """
    others = [one.fit.words for one in redraws]
    pairs = list(combinations(others, 2))
    return {
        "n_topics": len(fit.words),
        "overlap": _mean(overlap(fit.words, words) for words in others),
        "jaccard": _mean(jaccard(fit.words, words) for words in others),
        "between": _mean(overlap(one, other) for one, other in pairs),
        "npmi": _mean(npmi(words, fit.passages) for words in fit.words),
        "diversity": diversity(fit.words),
        "diversity_shared": diversity(fit.shared_words),
        "coverage": coverage(fit.words, fit.passages),
        "described": fit.describe(fit.texts),
        "held_out": _mean(one.held_out for one in redraws),
    }


def measure_topics(fit: Fit, redraws: Sequence[Redraw]) -> pd.DataFrame:
    """Give for each topic its coherence, the share of its words that come back, and how its weights correlate."""
    matched = [match_topics(fit.words, one.fit.words) for one in redraws]
    rows = []
    for topic, words in enumerate(fit.words):
        found = [(one, pair) for one, pairs in zip(redraws, matched, strict=True) for pair in pairs if pair[0] == topic]
        rows.append(
            {
                "npmi": npmi(words, fit.passages),
                "overlap": sum(pair[2] for _, pair in found) / max(len(redraws), 1) if redraws else float("nan"),
                "correlation": _mean(_correlate(fit, one, topic, pair[1]) for one, pair in found),
            }
        )
    return pd.DataFrame(rows, columns=["npmi", "overlap", "correlation"])


def _correlate(fit: Fit, other: Redraw, topic: int, match: int) -> float:
    """Give the correlation of the weights of a topic and of its match, over the units that both have."""
    ours, theirs = fit.weights[other.rows, topic], other.fit.weights[:, match]
    return float(np.corrcoef(ours, theirs)[0, 1]) if ours.std() > 0 and theirs.std() > 0 else 0.0


def vary_seeds(fit: Fit, settings: Settings, seeds: Iterable[int]) -> float:
    """Give the mean overlap of a fit with those of other seeds: 1.0 where the seed changes nothing."""
    others = [fit_texts(fit.texts, replace(settings, random_state=seed)) for seed in seeds]
    return _mean(overlap(fit.words, other.words) for other in others)


def deal_words(texts: Texts, seed: int = 0) -> Texts:
    """Deal the words of all texts out at random, each text as long as before: texts in which there are no topics."""
    rng = np.random.default_rng(seed)
    words = [word for terms in texts.terms for word in terms]
    dealt = iter([words[place] for place in rng.permutation(len(words))])
    return Texts([[next(dealt) for _ in terms] for terms in texts.terms], texts.passages)


def _mean(values: Iterable[float]) -> float:
    listed = [value for value in values if not np.isnan(value)]
    return float(np.mean(listed)) if listed else float("nan")
