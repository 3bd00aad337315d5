"""Moments: when the act that a clause tells took place, by the times named around it or by an event told before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from itertools import product
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.events.clauses import Clause, find_kinds, sign
from pakru.ledger import OffsetMap
from pakru.records import Interval, Sentence, Timex

REACH = 60  # characters before a time in which a word tells that somebody spoke then
NEXT = 60  # characters after "two days after" in which the event is named
FEW = 4  # times of a sentence among which the only one is sought
SPEECH = frozenset({"press", "statement", "stance"})  # kinds of event that are speech themselves
BETWEEN = frozenset({"visit", "meeting", "press", "agreement", "exercise", "summit"})  # kinds that need another side
MONTH = timedelta(31)
LENGTH = re.compile(r"P(\d{1,3})([DW])")


class Moment(NamedTuple):
    """The days of an act, the value of the time that gives them ("" for none), how many days it lasted (0: untold)."""

    days: Interval = Interval()
    dated: str = ""
    lasts: int = 0

    def is_fine(self) -> bool:
        """Say whether the days are those of a month at most."""
        first, last = self.days.earliest, self.days.latest
        return bool(self.dated) and first is not None and last is not None and last - first <= MONTH


class Told(NamedTuple):
    """The last moment of each kind of event that a text has told, for each person and for all."""

    moments: dict[tuple[str, str], Moment]

    def add(self, kinds: Iterable[str], people: Iterable[str], moment: Moment) -> None:
        """Keep a moment."""
        self.moments.update(dict.fromkeys(product(kinds, ["", *people]), moment))

    def recall(self, kinds: Iterable[str], people: Collection[str]) -> Moment:
        """Give the last moment of the first kind that was told; where there are people, of one of them."""
        found = (self.moments.get(key) for key in product(kinds, sorted(people) or [""]))
        return next((moment for moment in found if moment), Moment())


class When(NamedTuple):
    """A time in a sentence, at its place in the clean text.

    `spoken` if it tells when somebody spoke, `free` if it stands in no clause that tells an act.
    """

    start: int
    end: int
    moment: Moment
    spoken: bool = False
    free: bool = True


def read_times(
    sentence: Sentence, timexes: Sequence[Timex], clauses: Sequence[Clause], codebook: Codebook
) -> list[When]:
    """Read the times and the lengths in days from the expressions of a sentence; "from 3 to 6" is one.

    What has no end ("since 2001") is the time of a state, no act's.

    The clauses are those that tell an act.

    >>> from datetime import date
    >>> from pakru.codebook import default
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 26, "It lasted from 1965 to 1970")
    >>> sixties = Interval(date(1965, 1, 1), date(1965, 12, 31)), Interval(date(1970, 1, 1), date(1970, 12, 31))
    >>> years = [Timex("a.txt", "a-1", 15, 19, "1965", "DATE", "1965", sixties[0])]
    >>> years.append(Timex("a.txt", "a-1", 23, 27, "1970", "DATE", "1970", sixties[1]))
    >>> [when.moment.dated for when in read_times(sentence, years, [], default())]
    ['1965/1970']
    """
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs)
    spoke, to = sign("spoke", codebook), sign("range", codebook)
    times: list[When] = []
    for timex in timexes:
        start, end = offsets.clean_span(timex.start, timex.end)
        spoken = bool(spoke.search(sentence.text, max(0, start - REACH), start))
        when = When(start, end, _read(timex), spoken, not _is_in(start, clauses, codebook))
        if times and start - times[-1].end < 12 and to.search(sentence.text[times[-1].end : start]):
            when = _join(times.pop(), when)
        times.append(when)
    return [when for when in times if when.moment != Moment()]


def find_moment(
    clause: Clause, times: Sequence[When], told: Told, people: Collection[str], codebook: Codebook
) -> Moment:
    """Find when the act of a clause with these people took place, by the times of its sentence and by what was told.

    It is the finest and then nearest time of the clause, else the only one of the sentence, else that of an event told
    before ("during his stay", "two days after the summit"); an empty moment if nothing tells it.

    >>> from datetime import date
    >>> from pakru.events.clauses import find_clauses
    >>> from pakru.codebook import default
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 44, "Mr Lavrov visited Delhi 2 days after the summit")
    >>> told = Told({("summit", ""): Moment(Interval(date(2012, 10, 3), date(2012, 10, 3)), "2012-10-03")})
    >>> [clause] = find_clauses(sentence, default())
    >>> find_moment(clause, [When(24, 30, Moment(lasts=2))], told, [], default()).dated
    '2012-10-05'
    """
    stop = clause.begin + len(clause.text)
    inside = times[bisect_left(times, clause.begin, key=_start) : bisect_left(times, stop, key=_start)]
    lengths = [when for when in inside if when.moment.lasts]
    for when in lengths:
        if moment := _count_from(when, clause, told, codebook):
            return moment
    dates = [when for when in inside if _tells_days(when, clause)]
    if dates:
        moment = min(dates, key=lambda when: (_width(when), _gap(when, clause))).moment
    else:
        moment = _find_outside(clause, times, told, people, codebook)
    return _last(moment, lengths[0].moment.lasts) if lengths else moment


def _start(when: When) -> int:
    return when.start


def _read(timex: Timex) -> Moment:
    length = LENGTH.fullmatch(timex.value)
    if length:
        return Moment(lasts=int(length[1]) * (7 if length[2] == "W" else 1))
    return Moment(timex.days, timex.value) if timex.type == "DATE" and timex.days.latest else Moment()


def _join(one: When, other: When) -> When:
    """Make one time of two if the second comes after the first."""
    first, last = one.moment.days, other.moment.days
    if not (first.earliest and last.latest and first.earliest <= last.latest):
        return other
    dated = f"{one.moment.dated}/{other.moment.dated}"
    return one._replace(end=other.end, moment=Moment(Interval(first.earliest, last.latest), dated))


def _is_in(place: int, clauses: Sequence[Clause], codebook: Codebook) -> bool:
    """Say whether a place lies in a clause that tells an act; "During her visit in May, ..." dates the next one too."""
    at = bisect_right(clauses, place, key=lambda clause: clause.begin) - 1
    if at < 0 or place >= clauses[at].begin + len(clauses[at].text):
        return False
    return at > 0 or not sign("during", codebook).match(clauses[at].text)


def _tells_days(when: When, clause: Clause) -> bool:
    return bool(when.moment.dated) and not (when.spoken and not clause.kinds & SPEECH)


def _width(when: When) -> int:
    """Say how fine a time is: 0 for a day, 1 for a month, 2 for less."""
    days = when.moment.days
    return 0 if days.earliest == days.latest else 1 if when.moment.is_fine() else 2


def _gap(when: When, clause: Clause) -> int:
    """Count the characters between a time and the cues of a clause."""
    return max(clause.begin + clause.first - when.end, when.start - clause.begin - clause.last, 0)


def _find_outside(
    clause: Clause, times: Sequence[When], told: Told, people: Collection[str], codebook: Codebook
) -> Moment:
    """Give the time of the subject's act before, or the only one of no other act, else of the event spoken of."""
    at = bisect_left(times, clause.begin, key=_start)
    before = times[max(at - FEW, bisect_left(times, clause.opening, key=_start)) : at]
    free = [when for when in times[: FEW + 1] if when.free]
    for choice in (before, free):
        dates = [when for when in choice if _tells_days(when, clause)]
        if len({when.moment.dated for when in dates}) == 1:
            return dates[0].moment
    if during := sign("during", codebook).search(clause.text):
        return told.recall(find_kinds(clause.text[during.end() : during.end() + NEXT], codebook), people)
    bare = not people and not sign("complement", codebook).match(clause.text, clause.first)
    if bare and sign("definite", codebook).search(clause.text, 0, clause.first):
        return told.recall(sorted(clause.kinds & BETWEEN), people)
    return Moment()


def _count_from(when: When, clause: Clause, told: Told, codebook: Codebook) -> Moment | None:
    """Give the day that lies as many days after or before an event told before: "two days after the summit"."""
    rest = clause.text[when.end - clause.begin :][:NEXT]
    for name, way in (("after", 1), ("before", -1)):
        if sign(name, codebook).search(rest):
            return _shift(told.recall(find_kinds(rest, codebook), ()), way * when.moment.lasts)
    return None


def _shift(moment: Moment, days: int) -> Moment | None:
    """Give the day so many days after (or before) a moment of one day; after one that lasted, from its end."""
    day = moment.days.latest if days > 0 else moment.days.earliest
    if day is None or (moment.days.earliest != moment.days.latest and not moment.lasts):
        return None
    try:
        shifted = day + timedelta(days)
    except OverflowError:
        return None
    return Moment(Interval(shifted, shifted), shifted.isoformat())


def _last(moment: Moment, lasts: int) -> Moment:
    """Let an act that begins on a day last so many days."""
    first, last = moment.days.earliest, moment.days.latest
    if first is None or first != last or first.year > 9990:
        return moment._replace(lasts=lasts)
    return Moment(Interval(first, first + timedelta(lasts - 1)), moment.dated, lasts)
