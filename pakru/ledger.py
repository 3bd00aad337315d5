"""The ledger of repairs: replay it, undo it, add to it, and carry positions across it in both directions.

Repairs are sorted and do not overlap; their offsets are those of the raw text. Inside a repair positions map by the
shortest edit, what is left of quote and repaired form when the beginning and end that they share are taken off:
of "Russia.Any" -> "Russia. Any" only the blank between full stop and A.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pakru.records import Passage, Repair, Sentence

NORMALISATIONS = frozenset({"layout", "typography"})  # kinds that are no faults


class Edit(NamedTuple):
    """A change to a text that is still being repaired: `text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str
    kind: str
    rule: str


def replay(raw: str, repairs: Sequence[Repair], start: int = 0) -> str:
    """Apply `repairs` to `raw`, a stretch that begins at `start` in its file; ValueError if a quote is not there.

    >>> replay("Russias stand", [Repair("a.txt", 10, 17, "Russias", "Russia's", "apostrophe", "name")], start=10)
    "Russia's stand"
    """
    pieces, done = list[str](), 0
    for repair in repairs:
        begin, end = repair.start - start, repair.end - start
        if begin < done or raw[begin:end] != repair.quote:
            raise ValueError(f"{repair.file}:{repair.start}: {raw[max(begin, 0) : end]!r}; expected {repair.quote!r}")
        pieces += raw[done:begin], repair.repaired
        done = end
    return "".join([*pieces, raw[done:]])


def undo(clean: str, repairs: Sequence[Repair], start: int = 0) -> str:
    """Give the raw text back: the inverse of `replay`; ValueError if a repaired form is not there.

    >>> undo("Russia's stand", [Repair("a.txt", 10, 17, "Russias", "Russia's", "apostrophe", "name")], start=10)
    'Russias stand'
    """
    begins = _begins(repairs, start)
    return replay(clean, [_inverse(*pair) for pair in zip(repairs, begins, strict=True)]) if repairs else clean


def _begins(repairs: Sequence[Repair], start: int) -> Iterator[int]:
    shift = -start
    for repair in repairs:
        yield repair.start + shift
        shift += len(repair.repaired) - len(repair.quote)


def _inverse(repair: Repair, begin: int) -> Repair:
    end = begin + len(repair.repaired)
    return Repair(repair.file, begin, end, repair.repaired, repair.quote, repair.kind, repair.rule)


@lru_cache(maxsize=10_000)
def trim_edit(quote: str, repaired: str) -> tuple[int, int]:
    """Count the characters that quote and repaired form share at the beginning, then at the end.

    >>> trim_edit("Russia.Any", "Russia. Any")
    (7, 3)
    """
    first = _count_shared(quote, repaired)
    return first, _count_shared(quote[first:][::-1], repaired[first:][::-1])


def _count_shared(one: str, other: str) -> int:
    for count, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return count
    return min(len(one), len(other))


class OffsetMap:
    """Positions in a stretch `raw[start:end]` of a file and in its repaired text, one from the other.

    A span that begins where something was inserted or deleted begins after it, one that ends there ends before it.

    >>> offsets = OffsetMap(5, 19, [Repair("a.txt", 5, 15, "Russia.Any", "Russia. Any", "space", "full_stop")])
    >>> offsets.raw_span(0, 7), offsets.raw_span(8, 15)
    ((5, 12), (12, 19))
    >>> offsets.clean_span(12, 19)
    (8, 15)
    """

    __slots__ = ("_clean", "_raw", "end", "length", "start")

    def __init__(self, start: int, end: int, repairs: Sequence[Repair] = ()):
        self.start, self.end = start, end
        self._raw, self._clean = [(start, start)], [(0, 0)]
        for repair, begin in zip(repairs, _begins(repairs, start), strict=True):
            first, last = trim_edit(repair.quote, repair.repaired)
            self._raw.append((repair.start + first, repair.end - last))
            self._clean.append((begin + first, begin + len(repair.repaired) - last))
        self.length = end - self._raw[-1][1] + self._clean[-1][1]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the raw span of `clean[start:end]`."""
        if len(self._clean) == 1:  # nothing was repaired, as in most sentences
            return self.start + start, self.start + end
        return _map_span(self._clean, self._raw, start, end)

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the repaired text of `raw[start:end]`, both counted in the file."""
        return _map_span(self._raw, self._clean, start, end)


def quote_raw(sentence: Passage | Sentence, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Give the raw span and the raw words of each stretch of a repaired text.

    >>> repairs = (Repair("a.txt", 5, 12, "Russias", "Russia's", "apostrophe", "name"),)
    >>> quote_raw(Sentence("a.txt", "a-1", 1, 1, 5, 19, "Russia's stand.", repairs), [(0, 8), (9, 14)])
    [(5, 12, 'Russias'), (13, 18, 'stand')]
    """
    begin, text, spans = sentence.start, sentence.text, [*spans]
    if not spans:
        return []
    if not sentence.repairs:  # as in most sentences
        return [(begin + start, begin + end, text[start:end]) for start, end in spans]
    raw, offsets = undo(text, sentence.repairs, begin), OffsetMap(begin, sentence.end, sentence.repairs)
    found = (offsets.raw_span(start, end) for start, end in spans)
    return [(start, end, raw[start - begin : end - begin]) for start, end in found]


def _map_span(of: list[tuple[int, int]], to: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    begin = _map_position(of, to, start, bisect_right(of, (start, of[-1][1])) - 1)
    close = _map_position(of, to, end, bisect_left(of, (end, end)) - 1)
    return (begin, close) if begin <= close else (close, close)


def _map_position(of: list[tuple[int, int]], to: list[tuple[int, int]], position: int, edit: int) -> int:
    edit = max(edit, 0)
    if position >= of[edit][1]:
        return to[edit][1] + position - of[edit][1]
    return min(to[edit][0] + position - of[edit][0], to[edit][1])


def compose(between: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Give the edits that do what `first` and then `second` do; `between` is the text after the first.

    >>> compose("Russo- Pak", [Edit(6, 7, " ", "layout", "hard_wrap")], [Edit(5, 7, "-", "space", "hyphen")])
    [Edit(start=5, end=7, new='-', kind='space', rule='hyphen')]
    """
    if not first:  # as in most texts
        return [*second]
    composed, shift = [], 0
    for cluster in _clusters(_place(first, 0) + _place(second, 1)):
        before = shift
        shift += sum(len(edit.new) - (edit.end - edit.start) for _, _, turn, edit in cluster if not turn)
        if len(cluster) == 1 and not cluster[0][2]:
            composed.append(cluster[0][3])
        else:
            composed.append(_join(between, cluster, before, shift))
    return composed


Placed = tuple[int, int, int, Edit]  # begin and end in the text between, turn (0 first, 1 second), edit


def _place(edits: Sequence[Edit], turn: int) -> list[Placed]:
    placed, shift = [], 0
    for edit in edits:
        length = edit.end - edit.start if turn else len(edit.new)
        placed.append((edit.start + shift, edit.start + shift + length, turn, edit))
        shift += 0 if turn else len(edit.new) - (edit.end - edit.start)
    return placed


def _clusters(placed: list[Placed]) -> Iterator[list[Placed]]:
    cluster: list[Placed] = []
    reach = 0
    for item in sorted(placed, key=lambda item: item[:3]):
        if cluster and item[0] >= reach:
            yield cluster
            cluster = []
        cluster.append(item)
        reach = max(reach, item[1]) if len(cluster) > 1 else item[1]
    if cluster:
        yield cluster


def _join(between: str, cluster: list[Placed], before: int, after: int) -> Edit:
    begin, end = cluster[0][0], max(item[1] for item in cluster)
    pieces, done = list[str](), begin
    for start, stop, turn, edit in cluster:
        if turn:
            pieces += between[done:start], edit.new
            done = stop
    pieces.append(between[done:end])
    edits = [item[3] for item in sorted(cluster, key=lambda item: -item[2])]
    label = next((edit for edit in edits if edit.kind not in NORMALISATIONS), edits[0])
    return Edit(begin - before, end - after, "".join(pieces), label.kind, label.rule)
