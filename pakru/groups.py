"""Groups: the accounts that tell one event, put together over articles and files.

Two accounts tell one event if their days can be the same, they name an actor in common, nothing speaks against it
(other persons, one called off and one that took place), and their words are alike: cosine of the words they share, rare
words weighing more. Days that exclude each other are overlooked where all else speaks for one event and the days are
such as writers mix up: close to each other, or the same of another year.
"""

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pakru.accounts import Account
from pakru.moments import SPEECH
from pakru.records import Interval

ALIKE = 0.15  # least likeness of two accounts of one event
DISPUTED = 0.2  # the same where their days exclude each other
SAME = 0.1  # what it gains each by the same persons, the same days, both called off, "the visit" of one article
RECENT = 400  # an undated account is of something no more days before its article
OTHER_KIND = 0.6  # what likeness counts for where the kinds of event differ
SAME_NAMES = 2  # names that two accounts have in common though their days exclude each other ...
SLIP = 31  # ... if these lie so few days apart, or would without the year ...
YEARS = 2  # ... of which writers are wrong by so many
RAREST = 12  # words of an account by which it is found ...
NEAR = 24  # ... among the accounts that have the word, so many before and after it in time
CHOICE = 16  # groups that an account is compared with, those with most rare words in common
MEMBERS = 12  # accounts of a group that are compared with

Weights = Mapping[str, float]


@dataclass(slots=True)
class Group:
    """Accounts that tell one event, with what a further one must agree with."""

    accounts: list[Account] = field(default_factory=list)
    days: Interval = field(default_factory=Interval)
    actors: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)

    def add(self, account: Account) -> None:
        """Take an account in; its days narrow those of the group unless they exclude each other."""
        if meet(self.days, account.moment.days):
            self.days = intersect(self.days, account.moment.days)
        self.accounts.append(account)
        self.actors |= account.actors
        self.people |= account.people
        self.statuses.add(account.status)


def group_accounts(accounts: Iterable[Account]) -> list[list[Account]]:
    """Put each account to the group it is most like, or to one of its own; their order does not matter.

    Accounts are looked up by their rarest words and near in time: the work grows with their number, not its square.
    """
    ordered = sorted(accounts, key=_rank)
    weights = weigh_words(ordered)
    groups: list[Group] = []
    index: dict[str, list[tuple[int, int]]] = {}
    for account in ordered:
        rarest = sorted(account.words, key=lambda word: (-weights[word], word))[:RAREST]
        place = _find_best(account, groups, _look_up(account, rarest, index, weights), weights)
        if place is None:
            place = len(groups)
            groups.append(Group())
        groups[place].add(account)
        for word in rarest:
            insort(index.setdefault(word, []), (_day(account), place))
    return [group.accounts for group in groups]


def weigh_words(accounts: Sequence[Account]) -> Weights:
    """Give each word its weight: the rarer among the accounts, the more."""
    counts = Counter(word for account in accounts for word in account.words)
    return {word: math.log((1 + len(accounts)) / count) for word, count in counts.items()}


def meet(one: Interval, other: Interval) -> bool:
    """Say whether a day lies in both.

    >>> meet(Interval(None, date(2012, 10, 3)), Interval(date(2012, 10, 3)))
    True
    """
    return days_apart(one, other) <= 0


def intersect(one: Interval, other: Interval) -> Interval:
    """Give the days that lie in both.

    >>> intersect(Interval(None, date(2012, 10, 3)), Interval(date(2012, 10, 1))).earliest
    datetime.date(2012, 10, 1)
    """
    earliest = [day for day in (one.earliest, other.earliest) if day]
    latest = [day for day in (one.latest, other.latest) if day]
    return Interval(max(earliest, default=None), min(latest, default=None))


def days_apart(one: Interval, other: Interval) -> int:
    """Count the days from the end of the one to the beginning of the other; 0 where they meet.

    >>> days_apart(Interval(date(2012, 10, 5)), Interval(date(2012, 10, 1), date(2012, 10, 3)))
    2
    """
    gaps = [(a.earliest - b.latest).days for a, b in ((one, other), (other, one)) if a.earliest and b.latest]
    return max(0, *gaps) if gaps else 0


def _rank(account: Account) -> tuple[bool, int, str, int]:
    return not account.moment.dated, _day(account), *account.place


def _day(account: Account) -> int:
    """Give the day that an account stands at in time: its own last one, or that of its article; 0 for neither."""
    days = account.moment.days if account.moment.dated else account.article.published
    day = days.latest or days.earliest
    return day.toordinal() if day else 0


def _look_up(
    account: Account, words: Sequence[str], index: Mapping[str, list[tuple[int, int]]], weights: Weights
) -> list[int]:
    """Give the groups that share words with an account near in time or at the same time of another year, best first."""
    shared: dict[int, float] = {}
    for word in words:
        entries = index.get(word, [])
        found: set[int] = set()
        for year in (-1, 0, 1) if len(entries) > 2 * NEAR else (0,):
            at = bisect_left(entries, (_day(account) + 365 * year, 0))
            found.update(place for _, place in entries[max(0, at - NEAR) : at + NEAR])
        for place in found:
            shared[place] = shared.get(place, 0.0) + weights[word]
    return sorted(shared, key=lambda place: (-shared[place], place))


def _find_best(account: Account, groups: Sequence[Group], near: Iterable[int], weights: Weights) -> int | None:
    best, found = 0.0, None
    agreeing = (place for place in near if _agree(account, groups[place]))
    for place, _ in zip(agreeing, range(CHOICE), strict=False):
        likeness = _compare(account, groups[place], weights)
        if likeness > best:
            best, found = likeness, place
    return found


def _agree(account: Account, group: Group) -> bool:
    if not account.actors & group.actors or {account.status} | group.statuses >= {"cancelled", "happened"}:
        return False
    days = _day(account), _day(group.accounts[0])
    if not account.moment.dated and all(days) and abs(days[0] - days[1]) > RECENT:
        return False
    return not account.people or not group.people or bool(account.people & group.people)


def _compare(account: Account, group: Group, weights: Weights) -> float:
    """Give the likeness of an account to that of a group it is most like, 0 where it is not enough."""
    members = group.accounts[:MEMBERS]
    if meet(account.moment.days, group.days):
        best = max(_likeness(account, other, weights) for other in members)
        return best if best >= ALIKE else 0.0
    best = max((_likeness(account, other, weights) for other in members if _contradict(account, other)), default=0.0)
    return best / 2 if best >= DISPUTED else 0.0


def _likeness(one: Account, other: Account, weights: Weights) -> float:
    norms = [math.fsum(weights[word] ** 2 for word in account.words) for account in (one, other)]
    shared = math.fsum(weights[word] ** 2 for word in one.words & other.words)
    words = shared / math.sqrt(norms[0] * norms[1]) if shared else 0.0
    kinds = (one.clause.kinds & other.clause.kinds) - SPEECH
    if not kinds:
        return words * OTHER_KIND
    persons = bool(one.people & other.people)
    days = bool(one.moment.dated and other.moment.dated) and meet(one.moment.days, other.moment.days)
    told = one.article == other.article and (one.definite or other.definite)
    off = one.status == other.status == "cancelled"
    return words + SAME * (persons + days + told + off)


def _contradict(one: Account, other: Account) -> bool:
    """Say whether two accounts of different articles give days to one thing of which only one can be true."""
    if not (
        one.moment.dated
        and other.moment.dated
        and one.article != other.article
        and one.clause.kinds & other.clause.kinds
    ):
        return False
    return len(one.names & other.names) >= SAME_NAMES and _is_slip(one.moment.days, other.moment.days)


def _is_slip(one: Interval, other: Interval) -> bool:
    if not meet(one, other) and days_apart(one, other) <= SLIP:
        return True
    return any(meet(_move(one, years), other) for years in range(-YEARS, YEARS + 1) if years)


def _move(days: Interval, years: int) -> Interval:
    return Interval(*(day and _same_day(day, years) for day in (days.earliest, days.latest)))


def _same_day(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, or a year that no calendar has
        return day if not 1 <= day.year + years <= 9999 else (day - timedelta(1)).replace(year=day.year + years)
