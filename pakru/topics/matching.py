"""Matching: which topics of two fits are the same, by their words."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Words = Sequence[Sequence[str]]  # the top words of each topic


def share_words(one: Sequence[str], other: Sequence[str]) -> float:
    """Give the share of its words that the longer of two lists has in common with the other.

    >>> share_words(["gas", "steel"], ["steel", "rail"])
    0.5
    """
    longest = max(len(one), len(other))
    return len(set(one) & set(other)) / longest if longest else 0.0


def match_topics(ours: Words, theirs: Words) -> list[tuple[int, int, float]]:
    """Pair the topics of two fits so that the pairs share as many words as they can (Hungarian method).

    Gives for each pair its two numbers and the share of words that it has in common.

    >>> match_topics([["gas", "steel"], ["war", "troops"]], [["troops", "war"], ["gas", "rail"]])
    [(0, 1, 0.5), (1, 0, 1.0)]
    """
    shares = np.array([[share_words(one, other) for other in theirs] for one in ours]).reshape(len(ours), len(theirs))
    rows, columns = linear_sum_assignment(-shares)
    return [(int(row), int(column), float(shares[row, column])) for row, column in zip(rows, columns, strict=True)]


def overlap(ours: Words, theirs: Words) -> float:
    """Give the mean share of words that matched topics have in common; a topic without a match counts as none.

    >>> overlap([["gas", "steel"], ["war", "troops"]], [["troops", "war"], ["gas", "rail"]])
    0.75
    """
    pairs = match_topics(ours, theirs)
    return sum(share for _, _, share in pairs) / max(len(ours), len(theirs), 1)


def jaccard(ours: Words, theirs: Words) -> float:
    """Give the same as `overlap`, with words in common by words in either: a stricter scale.

    >>> round(jaccard([["gas", "steel"], ["war", "troops"]], [["troops", "war"], ["gas", "rail"]]), 2)
    0.67
    """
    pairs = [(set(ours[row]), set(theirs[column])) for row, column, _ in match_topics(ours, theirs)]
    return sum(len(one & two) / max(len(one | two), 1) for one, two in pairs) / max(len(ours), len(theirs), 1)
