"""Rows of two codings that belong together: one to one, by equal keys or by overlapping spans."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

Pair = tuple[int, int]  # position in the reference, position in the coded table


class Stretch(NamedTuple):
    """A span in a group, such as a file: stretches of different groups never overlap."""

    group: tuple[str, ...]
    start: int
    end: int


def pair_equal(reference: Sequence[Hashable], coded: Sequence[Hashable]) -> list[Pair]:
    """Pair equal keys, each used once, in their order.

    >>> pair_equal(["a", "b", "b"], ["b", "c"])
    [(1, 0)]
    """
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for place, key in enumerate(coded):
        places[key].append(place)
    return [(place, places[key].popleft()) for place, key in enumerate(reference) if places.get(key)]


def find_overlaps(reference: Sequence[Stretch], coded: Sequence[Stretch]) -> Iterator[Pair]:
    """Yield every pair of overlapping stretches, from left to right.

    >>> list(find_overlaps([Stretch(("a",), 0, 9)], [Stretch(("a",), 8, 12), Stretch(("a",), 9, 12)]))
    [(0, 0)]
    """
    order, first = sorted(range(len(coded)), key=coded.__getitem__), 0
    for i in sorted(range(len(reference)), key=reference.__getitem__):
        group, start, end = reference[i]
        while first < len(order) and (coded[order[first]].group, coded[order[first]].end) <= (group, start):
            first += 1
        for place in range(first, len(order)):
            j = order[place]
            if (coded[j].group, coded[j].start) >= (group, end):
                break
            if coded[j].group == group and coded[j].end > start:
                yield i, j


def pair_overlaps(
    reference: Sequence[Stretch], coded: Sequence[Stretch], agree: Callable[[int, int], bool] = lambda i, j: True
) -> list[Pair]:
    """Pair overlapping stretches that agree, each used once: first the equal ones, then the others from left to right.

    >>> pair_overlaps([Stretch(("a",), 0, 9), Stretch(("a",), 10, 19)], [Stretch(("a",), 5, 12), Stretch(("a",), 0, 9)])
    [(0, 1), (1, 0)]
    """
    found = [pair for pair in pair_equal(reference, coded) if agree(*pair)]
    taken, used = {i for i, _ in found}, {j for _, j in found}
    for i, j in find_overlaps(reference, coded):
        if i not in taken and j not in used and agree(i, j):
            taken.add(i)
            used.add(j)
            found.append((i, j))
    return sorted(found)


def pair_groups(pairs: Iterable[tuple[Hashable, Hashable]]) -> list[tuple[Any, Any]]:
    """Pair groups one to one by their members' pairs: those that share most members first.

    >>> pair_groups([("visit", "e1"), ("visit", "e2"), ("visit", "e2"), ("drill", "e1")])
    [('visit', 'e2'), ('drill', 'e1')]
    """
    left, right, found = set(), set(), []
    for (one, other), _ in Counter(pairs).most_common():
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            found.append((one, other))
    return found


def count_characters(stretches: Iterable[Stretch]) -> Counter[tuple[str, ...]]:
    """Count the characters that stretches cover, each once, by group.

    >>> count_characters([Stretch(("a",), 0, 9), Stretch(("a",), 5, 12)])
    Counter({('a',): 12})
    """
    covered: Counter[tuple[str, ...]] = Counter()
    for group, start, end in merge(stretches):
        covered[group] += end - start
    return covered


def merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Join stretches of a group that overlap or touch, sorted."""
    merged: list[Stretch] = []
    for stretch in sorted(stretches):
        if merged and merged[-1].group == stretch.group and stretch.start <= merged[-1].end:
            stretch = Stretch(stretch.group, merged[-1].start, max(merged.pop().end, stretch.end))
        merged.append(stretch)
    return merged


def intersect(reference: Iterable[Stretch], coded: Iterable[Stretch]) -> list[Stretch]:
    """Give the stretches that lie in both.

    >>> intersect([Stretch(("a",), 0, 9)], [Stretch(("a",), 5, 12), Stretch(("b",), 0, 9)])
    [Stretch(group=('a',), start=5, end=9)]
    """
    left, right, common = merge(reference), merge(coded), []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i].start, right[j].start), min(left[i].end, right[j].end)
        if left[i].group == right[j].group and start < end:
            common.append(Stretch(left[i].group, start, end))
        if (left[i].group, left[i].end) <= (right[j].group, right[j].end):
            i += 1
        else:
            j += 1
    return common


def have_same_effect(one: Any, other: Any) -> bool:
    """Say whether two repairs that overlap make the same text of the stretch that they cover together.

    One may quote the next word too. The shape of an apostrophe, the kind of a dash and spaces around it do not count.

    >>> from pakru.records import Repair
    >>> short = Repair("a.txt", 0, 7, "Russias", "Russia’s", "apostrophe", "name")
    >>> have_same_effect(short, Repair("a.txt", 0, 13, "Russias stand", "Russia's stand", "apostrophe", "name"))
    True
    """
    begin, end = min(one.start, other.start), max(one.end, other.end)
    return _even(_extend(one, other, begin, end)) == _even(_extend(other, one, begin, end))


def _extend(repair: Any, other: Any, begin: int, end: int) -> str:
    """Give the repaired text of `begin` to `end`, where what the repair does not quote is as the other quotes it."""
    before = other.quote[: max(repair.start - begin, 0)]
    after = other.quote[len(other.quote) - (end - repair.end) :] if end > repair.end else ""
    return f"{before}{repair.repaired}{after}"


def _even(text: str) -> str:
    text = re.sub("[’‘ʼ`´]", "'", text)
    return re.sub(r" ?[-‐‑‒–—―−]+ ?", "-", re.sub(r"\s", " ", text))
