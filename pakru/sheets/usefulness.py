"""Usefulness: in which order sentences should be coded, so that the first hundred help a coder most.

A sentence helps if the drafts are unsure of it, if it says much, and if it is no near copy of one that comes before it.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

FIRST = 500  # sentences chosen one by one; the rest follow by what these leave unsaid
FLOOR = 0.02  # doubt about a sentence of which nothing is known: that of a stance expected once in fifty
WORDS = 50  # beyond these a sentence, which may be a list, counts as no longer


def order(sentences: pd.DataFrame, probabilities: pd.DataFrame | None = None, first: int = FIRST) -> list[int]:
    """Give the places of sentences, the most useful first.

    `sentences` has file, start, end and text; `probabilities` has file, start, end, target and probability, which says
    how surely a sentence has a stance on a target. Each next sentence has the greatest product of doubt, the sum of
    p(1 - p) over targets, its words, and novelty, one minus the squared greatest cosine with those chosen before (after
    maximal marginal relevance, Carbonell and Goldstein 1998). Ties go to the first.

    >>> texts = ["Moscow spoke of gas.", "Moscow spoke of gas.", "Kabul slept."]
    >>> sentences = pd.DataFrame({"file": "a.txt", "start": [0, 30, 60], "end": [20, 50, 72], "text": texts})
    >>> order(sentences)
    [0, 2, 1]
    >>> order(sentences, sentences[2:].assign(target="ties", probability=0.5))
    [2, 0, 1]
    """
    worth = weigh_doubt(sentences, probabilities) * _count_words(sentences["text"])
    vectors = _vectorise(sentences["text"].tolist())
    nearest = np.zeros(len(worth))  # cosine with the nearest sentence chosen
    left = np.ones(len(worth), dtype=bool)
    chosen: list[int] = []
    for _ in range(min(first, len(worth))):
        place = int(np.argmax(np.where(left, _weigh(worth, nearest), -1)))
        chosen.append(place)
        left[place] = False
        nearest = np.maximum(nearest, (vectors @ vectors[place].T).toarray().ravel())
    rest = np.flatnonzero(left)
    return [*chosen, *rest[np.argsort(-_weigh(worth, nearest)[rest], kind="stable")].tolist()]


def _weigh(worth: np.ndarray, nearest: np.ndarray) -> np.ndarray:
    """Give the usefulness, rounded so that ties are ties on every machine."""
    return np.round(worth * (1 - nearest**2), 9)


def _count_words(texts: pd.Series) -> np.ndarray:
    return np.array([min(len(text.split()), WORDS) for text in texts], dtype=float)


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
    """Give sentences as TF-IDF vectors of length one; a sentence without a word is empty."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(character.isalnum() for text in texts for character in text):
        return csr_matrix((len(texts), 1))
    return TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\w+").fit_transform(texts)
