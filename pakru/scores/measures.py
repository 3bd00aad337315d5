"""Measures: what it means, for each kind of table, that a row of the coding is a row of the reference."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pakru.scores.counts import Coding, Measure, ask_shared, compare_characters, compare_rows
from pakru.scores.matches import Pair, Stretch, find_overlaps, have_same_effect, pair_equal, pair_groups, pair_overlaps

Codings = Mapping[str, Coding]
Measures = Iterator[Measure]


def measure(kind: str, reference: Codings, coded: Codings) -> list[Measure]:
    """Give the measures of one kind of table; sentences are compared with those of stances if there are no others."""
    if kind == "sentences" and kind not in reference:
        return [_measure_stance_sentences(reference["stances"], coded[kind])]
    if kind == "events":
        return list(_measure_events(reference, coded))
    return list(MEASURES[kind](reference[kind], coded[kind]))


def _measure_extents(reference: Coding, coded: Coding) -> Measures:
    yield compare_rows("extent", reference, coded, pair_equal(_spans(reference), _spans(coded)))


def _measure_boilerplate(reference: Coding, coded: Coding) -> Measures:
    yield from _measure_extents(reference, coded)
    yield compare_rows("extent+kind", reference, coded, pair_equal(_spans(reference, "kind"), _spans(coded, "kind")))
    yield compare_characters("characters", _spans(reference), _spans(coded))
    yield compare_characters("characters+kind", _spans(reference, "kind"), _spans(coded, "kind"))


def _measure_articles(reference: Coding, coded: Coding) -> Measures:
    shared = pair_equal(_spans(reference), _spans(coded))
    yield compare_rows("extent", reference, coded, shared)
    starts = [(row.file, row.start) for row in reference.rows], [(row.file, row.start) for row in coded.rows]
    yield compare_rows("start", reference, coded, pair_equal(*starts))
    for name in ("title", "outlet", "author"):
        yield ask_shared(name, reference, coded, shared, _same(name))
    yield ask_shared("published", reference, coded, shared, _same("published_earliest", "published_latest"))
    yield ask_shared("published_contains", reference, coded, shared, lambda one, other: _holds(other, one))
    yield ask_shared("published_inside", reference, coded, shared, _holds)
    yield ask_shared("published_fits", reference, coded, shared, _hold)


def _measure_copies(reference: Coding, coded: Coding) -> Measures:
    """Compare exact copies only, unless the reference lists near ones."""
    if all(_share(row) == 1 for row in reference.rows):
        exact = [place for place, row in enumerate(coded.rows) if _share(row) == 1]
        coded = Coding([coded.rows[place] for place in exact], [coded.units[place] for place in exact])
    pairs = pair_equal(_spans(reference), _spans(coded))
    yield compare_rows("copy", reference, coded, pairs)
    same = _same("of_file", "of_start", "of_end")
    yield compare_rows("extent", reference, coded, [(i, j) for i, j in pairs if same(reference.rows[i], coded.rows[j])])


def _measure_repairs(reference: Coding, coded: Coding) -> Measures:
    yield from _measure_extents(reference, coded)
    pairs = pair_overlaps(
        _spans(reference, "kind"),
        _spans(coded, "kind"),
        lambda i, j: have_same_effect(reference.rows[i], coded.rows[j]),
    )
    yield compare_rows("repair", reference, coded, pairs)


def _measure_timexes(reference: Coding, coded: Coding) -> Measures:
    strict = pair_equal(_spans(reference), _spans(coded))
    relaxed = pair_overlaps(_spans(reference), _spans(coded))
    for name, pairs in (("strict", strict), ("relaxed", relaxed)):
        valued = [(i, j) for i, j in pairs if _same("value")(reference.rows[i], coded.rows[j])]
        yield compare_rows(name, reference, coded, pairs)
        yield compare_rows(f"{name}+value", reference, coded, valued)
    yield ask_shared("value", reference, coded, strict, _same("value"))
    yield ask_shared("type", reference, coded, strict, _same("type"))
    yield ask_shared("bounds", reference, coded, strict, _same("earliest", "latest"))


def _measure_mentions(reference: Coding, coded: Coding) -> Measures:
    shared = pair_equal(_spans(reference), _spans(coded))
    yield compare_rows("extent", reference, coded, shared)
    yield compare_rows("extent+actor", reference, coded, pair_equal(_spans(reference, "actor"), _spans(coded, "actor")))
    yield ask_shared("actor", reference, coded, shared, _same("actor"))


def _measure_stances(reference: Coding, coded: Coding) -> Measures:
    stance, cell = (
        pair_overlaps(_sentences(reference, *columns), _sentences(coded, *columns))
        for columns in (["holder", "target", "polarity"], ["holder", "target"])
    )
    yield compare_rows("stance", reference, coded, stance)
    yield compare_rows("holder+target", reference, coded, cell)
    yield ask_shared("polarity", reference, coded, cell, _same("polarity"))
    yield ask_shared("basis", reference, coded, stance, _same("basis"))
    yield ask_shared("voice", reference, coded, stance, _same("voice"))
    yield ask_shared(
        "evidence", reference, coded, stance, lambda one, other: one.start < other.end and other.start < one.end
    )


def _measure_stance_sentences(reference: Coding, coded: Coding) -> Measure:
    """Ask which sentences of stances are one sentence of the coding; the reference does not list the others."""
    units = dict(zip(_sentences(reference), reference.units, strict=True))
    found = set(_spans(coded)) & set(units)
    return Measure("sentence", "sentences of stances", Counter(units.values()), None, Counter(units[s] for s in found))


def _measure_events(given: Codings, found: Codings) -> Measures:
    """Pair events by their overlapping mentions; events without a mention in the texts compared are left out."""
    reference = _mentioned(given["events"], given["event_mentions"])
    coded = _mentioned(found["events"], found["event_mentions"])
    pairs = _pair_groups(
        reference, coded, _pair_ids(given["event_mentions"], found["event_mentions"], "event"), "event"
    )
    yield compare_rows("event", reference, coded, pairs)
    yield ask_shared("dates", reference, coded, pairs, _same("earliest", "latest"))
    yield ask_shared("dates_overlap", reference, coded, pairs, _meet)
    yield ask_shared("actors", reference, coded, pairs, lambda one, other: _actors(one) == _actors(other))
    yield ask_shared("status", reference, coded, pairs, _same("status"))
    yield _compare_actors(reference, coded, pairs)


def _measure_event_mentions(reference: Coding, coded: Coding) -> Measures:
    yield from _measure_extents(reference, coded)
    yield compare_rows("mention", reference, coded, pair_overlaps(_spans(reference), _spans(coded)))
    yield compare_rows("mention+event", reference, coded, _pair_in_groups(reference, coded, "event"))


def _measure_conflicts(reference: Coding, coded: Coding) -> Measures:
    yield compare_rows("account", reference, coded, _pair_in_groups(reference, coded, "event", "field"))
    ids = _pair_ids(reference, coded, "event", "field")
    reference, coded = (_first_rows(side, "event", "field") for side in (reference, coded))
    yield compare_rows("conflict", reference, coded, _pair_groups(reference, coded, ids, "event", "field"))


MEASURES: Mapping[str, Callable[[Coding, Coding], Measures]] = {
    "boilerplate": _measure_boilerplate,
    "articles": _measure_articles,
    "passages": _measure_extents,
    "sentences": _measure_extents,
    "duplicates": _measure_copies,
    "overlaps": _measure_copies,
    "repairs": _measure_repairs,
    "normalisations": _measure_repairs,
    "timexes": _measure_timexes,
    "mentions": _measure_mentions,
    "stances": _measure_stances,
    "event_mentions": _measure_event_mentions,
    "conflicts": _measure_conflicts,
}


def _compare_actors(reference: Coding, coded: Coding, pairs: Iterable[Pair]) -> Measure:
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for i, j in pairs:
        one, other = _actors(reference.rows[i]), _actors(coded.rows[j])
        for count, actors in zip(counts, (one, other, one & other), strict=True):
            count[reference.units[i]] += len(actors)
    return Measure("actor", "actors of shared", *counts)


def _spans(coding: Coding, *columns: str) -> list[Stretch]:
    return [Stretch((row.file, *_key(row, *columns)), row.start, row.end) for row in coding.rows]


def _sentences(coding: Coding, *columns: str) -> list[Stretch]:
    return [Stretch((row.file, *_key(row, *columns)), row.sentence_start, row.sentence_end) for row in coding.rows]


def _key(row: Any, *columns: str) -> tuple[str, ...]:
    return tuple(" ".join(str(getattr(row, column)).split()) for column in columns)


def _same(*columns: str) -> Callable[[Any, Any], bool]:
    return lambda one, other: _key(one, *columns) == _key(other, *columns)


def _hold(one: Any, other: Any) -> bool:
    """Say whether the bounds of one of two rows hold those of the other."""
    return _holds(one, other) or _holds(other, one)


def _holds(one: Any, other: Any) -> bool:
    """Say whether the bounds of `one` hold those of `other`; an empty bound is open."""
    early = not one.published_earliest or one.published_earliest <= (other.published_earliest or "")
    return early and (not one.published_latest or one.published_latest >= (other.published_latest or "9999"))


def _meet(one: Any, other: Any) -> bool:
    """Say whether a day lies between the bounds of both."""
    return one.earliest <= (other.latest or "9999") and other.earliest <= (one.latest or "9999")


def _share(row: Any) -> float:
    return getattr(row, "share", 1.0)


def _actors(row: Any) -> set[str]:
    return set(row.actors.split(";")) - {""}


Ids = dict[tuple[str, ...], tuple[str, ...]]


def _pair_ids(reference: Coding, coded: Coding, *columns: str) -> Ids:
    """Pair what rows belong to, such as events, by overlaps of the rows; all `columns` but the first must be equal."""
    overlaps = find_overlaps(_spans(reference, *columns[1:]), _spans(coded, *columns[1:]))
    return dict(pair_groups((_key(reference.rows[i], *columns), _key(coded.rows[j], *columns)) for i, j in overlaps))


def _pair_groups(reference: Coding, coded: Coding, ids: Ids, *columns: str) -> list[Pair]:
    """Pair the rows that stand for paired ids."""
    return pair_equal(
        [ids.get(_key(row, *columns)) for row in reference.rows], [_key(row, *columns) for row in coded.rows]
    )


def _pair_in_groups(reference: Coding, coded: Coding, *columns: str) -> list[Pair]:
    """Pair overlapping rows of which the events (or what else `columns` name) are paired."""
    names = {other: one for one, other in _pair_ids(reference, coded, *columns).items()}
    theirs = [Stretch((row.file, *names.get(_key(row, *columns), ())), row.start, row.end) for row in coded.rows]
    return pair_overlaps(_spans(reference, *columns), theirs)


def _first_rows(coding: Coding, *columns: str) -> Coding:
    """Give the first row of each group that `columns` make."""
    first = {_key(row, *columns): place for place, row in reversed(list(enumerate(coding.rows)))}
    places = sorted(first.values())
    return Coding([coding.rows[place] for place in places], [coding.units[place] for place in places])


def _mentioned(events: Coding, mentions: Coding) -> Coding:
    """Give the events that are mentioned; each counts for the article of its first mention."""
    units = {row.event: unit for row, unit in zip(reversed(mentions.rows), reversed(mentions.units), strict=True)}
    rows = [row for row in events.rows if row.event in units]
    return Coding(rows, [units[row.event] for row in rows])
