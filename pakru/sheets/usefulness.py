"""Usefulness: in which order sentences should be coded, so that the first hundred help a coder most.

A sentence helps if the drafts are unsure of it and if it is unlike those that come before it.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

FIRST = 500  # sentences chosen one by one; the rest follow by what these leave unsaid
FLOOR = 0.02  # doubt about a sentence of which nothing is known: that of a stance expected once in fifty


def order(sentences: pd.DataFrame, probabilities: pd.DataFrame | None = None, first: int = FIRST) -> list[int]:
    """Give the places of sentences, the most useful first.

    `sentences` has file, start, end and text; `probabilities` has file, start, end, target and probability, which says
    how surely a sentence has a stance on a target. Each next sentence has the greatest product of doubt, the sum of
    p(1 - p) over targets, and novelty, one minus the greatest cosine with those chosen before (maximal marginal
    relevance, Carbonell and Goldstein 1998). Without probabilities novelty decides. Ties go to the first.

    >>> texts = ["Moscow spoke of gas.", "Moscow spoke of gas.", "Kabul slept."]
    >>> sentences = pd.DataFrame({"file": "a.txt", "start": [0, 30, 60], "end": [20, 50, 72], "text": texts})
    >>> order(sentences)
    [0, 2, 1]
    >>> order(sentences, sentences[2:].assign(target="ties", probability=0.5))
    [2, 0, 1]
    """
    doubt = weigh_doubt(sentences, probabilities)
    vectors = _vectorise(sentences["text"].tolist())
    nearest = np.zeros(len(doubt))  # cosine with the nearest sentence chosen
    left = np.ones(len(doubt), dtype=bool)
    chosen: list[int] = []
    for _ in range(min(first, len(doubt))):
        place = int(np.argmax(np.where(left, _round(doubt * (1 - nearest)), -1)))
        chosen.append(place)
        left[place] = False
        nearest = (
            np.maximum(nearest, (vectors @ vectors[place].T).toarray().ravel()) if vectors is not None else nearest
        )
    rest = np.flatnonzero(left)
    usefulness = _round(doubt * (1 - nearest))[rest]
    return [*chosen, *rest[np.argsort(-usefulness, kind="stable")].tolist()]


def weigh_doubt(sentences: pd.DataFrame, probabilities: pd.DataFrame | None = None) -> np.ndarray:
    """Give the doubt about each sentence: the sum over targets of p(1 - p), and a floor where little is known.

    >>> sentences = pd.DataFrame({"file": "a.txt", "start": [0, 30], "end": [20, 50]})
    >>> weigh_doubt(sentences, sentences[:1].assign(target="ties", probability=0.5)).tolist()
    [0.27, 0.02]
    """
    doubt = np.full(len(sentences), FLOOR)
    if probabilities is None or probabilities.empty:
        return doubt
    surest = probabilities.groupby(["file", "start", "end", "target"])["probability"].max()
    sums = (surest * (1 - surest)).groupby(level=["file", "start", "end"]).sum()
    places = pd.MultiIndex.from_frame(sentences[["file", "start", "end"]])
    return doubt + sums.reindex(places, fill_value=0.0).to_numpy()


def take_probabilities(drafts: pd.DataFrame) -> pd.DataFrame:
    """Give drafts of stances as probabilities by sentence and target, where a coder gives no others."""
    named = {"sentence_start": "start", "sentence_end": "end", "confidence": "probability"}
    return drafts[["file", "article", "target", *named]].rename(columns=named)


def _vectorise(texts: Sequence[str]) -> Any:
    """Give sentences as TF-IDF vectors of length one; None where none has a word."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(word.isalnum() for text in texts for word in text):
        return None
    return TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\w+").fit_transform(texts)


def _round(usefulness: np.ndarray) -> np.ndarray:
    """Round away what differs from machine to machine, so that ties are ties."""
    return np.round(usefulness, 9)
