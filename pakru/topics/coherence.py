"""Coherence: whether a topic's words stand together in passages, and how much of the text topics reach."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from math import log

import numpy as np

from pakru.topics.matching import Words

TOGETHER = 2  # words of one topic that a passage must have to be reached by it


def npmi(words: Sequence[str], passages: Sequence[Collection[str]]) -> float:
    """Give the mean normalised pointwise mutual information of a topic's words: how often passages have them together.

    The window is the whole passage. 1: never apart; 0: as chance would have it; -1: never together (Bouma 2009; Lau,
    Newman and Baldwin 2014 on topics). A word that no passage has is never together with any.

    >>> npmi(["gas", "pipeline"], [{"gas", "pipeline"}, {"steel"}, {"gas", "pipeline"}, {"steel"}])
    1.0
    """
    has = {word: np.array([word in passage for passage in passages]) for word in words}
    values = [_npmi(has[one], has[other]) for one, other in combinations(words, 2)]
    return float(np.mean(values)) if values else 0.0


def _npmi(
    one: "np.ndarray[tuple[int], np.dtype[np.bool_]]", other: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> float:
    both = float(np.mean(one & other))
    if both in (0.0, 1.0):
        return both or -1.0
    return log(both / (float(np.mean(one)) * float(np.mean(other)))) / -log(both)


def diversity(topics: Words) -> float:
    """Give the share of different words among the top words of all topics.

    >>> diversity([["gas", "steel"], ["gas", "war"]])
    0.75
    """
    words = [word for topic in topics for word in topic]
    return len(set(words)) / len(words) if words else 0.0


def coverage(topics: Words, passages: Iterable[Collection[str]]) -> float:
    """Give the share of passages that have at least two of the top words of one topic.

    >>> coverage([["gas", "steel"], ["war", "troops"]], [{"gas", "steel", "war"}, {"gas", "war"}])
    0.5
    """
    reached = [any(len(set(topic) & set(passage)) >= TOGETHER for topic in topics) for passage in passages]
    return float(np.mean(reached)) if reached else 0.0
