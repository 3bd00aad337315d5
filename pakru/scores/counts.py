"""Counts behind a score: how much of a table, of its reference and of both counts for each article."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from pakru.scores.matches import Pair, Stretch, count_characters, intersect


class Coding(NamedTuple):
    """The rows of a table; each counts for its article, or for its file where the table knows no articles."""

    rows: list[Any]
    units: list[str]


class Measure(NamedTuple):
    """A measure as counts by article or file; `coded` is None where only the reference is asked."""

    name: str
    of: str
    reference: Counter[str]
    coded: Counter[str] | None
    both: Counter[str]


def compare_rows(name: str, reference: Coding, coded: Coding, pairs: Iterable[Pair]) -> Measure:
    """Count the rows of both sides, and the pairs where the reference has them."""
    both = Counter(reference.units[i] for i, _ in pairs)
    return Measure(name, "all", Counter(reference.units), Counter(coded.units), both)


def ask_shared(
    name: str, reference: Coding, coded: Coding, pairs: Iterable[Pair], agree: Callable[[Any, Any], bool]
) -> Measure:
    """Count the pairs, and those whose rows agree: one number is precision, recall and accuracy."""
    pairs = list(pairs)
    shared = Counter(reference.units[i] for i, _ in pairs)
    both = Counter(reference.units[i] for i, j in pairs if agree(reference.rows[i], coded.rows[j]))
    return Measure(name, "shared", shared, shared, both)


def compare_characters(name: str, reference: list[Stretch], coded: list[Stretch]) -> Measure:
    """Count the characters that each side covers, and those that both cover, by file."""
    common = intersect(reference, coded)
    return Measure(name, "characters", *(_by_file(stretches) for stretches in (reference, coded, common)))


def _by_file(stretches: Iterable[Stretch]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for group, covered in count_characters(stretches).items():
        counts[group[0]] += covered
    return counts
