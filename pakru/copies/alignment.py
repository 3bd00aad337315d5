"""Alignment: which words of two texts stand in both, in the same order.

The measure is the longest common subsequence, computed for all words of a text at once: bit k of a number stands for
its word k (Hyyrö 2004, Bit-parallel LCS-length computation revisited).
"""

from collections.abc import Mapping, Sequence
from operator import sub

Words = Sequence[int]
Marks = Mapping[int, int]


def mark_words(words: Words) -> Marks:
    """Give the places of each word of a text, as the bits of a number.

    >>> mark_words([7, 8, 7])
    {7: 5, 8: 2}
    """
    marks: dict[int, int] = {}
    bit = 1
    for word in words:
        marks[word] = marks.get(word, 0) | bit
        bit <<= 1
    return marks


def find_in_order(marks: Marks, other: Words) -> tuple[list[int], list[int]]:
    """Give the places by which the part that two texts share in order grows: in the marked one, and in the other.

    Both lists are as long as that part. Where there is a choice, the first place counts.

    >>> find_in_order(mark_words([1, 2, 3, 4, 5]), [2, 9, 4, 3, 5])
    ([1, 2, 4], [0, 2, 4])
    """
    end = max(marks.values(), default=0).bit_length()
    missing = everything = (1 << end) - 1
    places = []
    for place, mark in enumerate(map(marks.get, other)):
        if mark:
            hit = missing & mark
            moved = missing + hit
            missing = (moved | (missing - hit)) & everything
            if moved > everything:
                places.append(place)
    return [place for place, bit in enumerate(f"{missing:0{end}b}"[::-1]) if bit == "0"][:end], places


def longest_gap(places: Sequence[int], words: int, strays: int) -> int:
    """Count the words of the longest stretch of a text of which no more than `strays` are among the places.

    >>> longest_gap([0, 1, 2, 4, 9], 10, 0), longest_gap([0, 1, 2, 4, 9], 10, 1), longest_gap([], 10, 1)
    (4, 6, 10)
    """
    ends = [-1, *places, words]
    return max(map(sub, ends[strays + 1 :], ends), default=words + 1) - 1
