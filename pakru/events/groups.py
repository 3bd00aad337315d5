"""Groups: the accounts that tell one event, put together over articles and files.

Two accounts tell one event if their days can be the same, they name an actor in common, nothing speaks against it
(other persons, one called off and one that took place), and their words are alike: cosine of the words they share, rare
words weighing more. Days that exclude each other are overlooked where all else speaks for one event and the days are
such as writers mix up.
"""

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from pakru.events.accounts import Account
from pakru.events.dayspans import are_close, intersect, is_slip, meet
from pakru.events.moments import SPEECH
from pakru.records import Interval

ALIKE = 0.2  # least likeness of two accounts of one event
DISPUTED = 0.15  # the same where their days exclude each other; such a group is the second choice
SAME = 0.1  # what it gains each by the same persons, the same days, both called off, "the visit" of one article
OTHER_KIND = 0.6  # what likeness counts for where the kinds of event differ
PERSONAL = frozenset({"visit", "meeting", "press", "statement"})  # kinds of event that other persons make another event
SAME_NAMES = 2  # names that two accounts have in common though their days exclude each other ...
MUCH = 0.4  # ... or fewer, where they are so much alike and the days close to each other ...
SLIP, FEW = 31, 10  # ... with one name, and without any
RECENT = 400  # an undated account is of something no more days before its article
RAREST = 10  # words of an account by which it is found ...
NEAR = 16  # ... among the accounts that have the word, so many before and after it in time
LOOK = 80  # groups found that are looked at, those with most rare words in common first ...
CHOICE = 10  # ... and of which so many are compared with, where they agree
MEMBERS = 8  # accounts of a group that are compared with
MORE = 20  # accounts to be thought of beside those of a small corpus, in which nearly every word is rare
SCALE = 1_000_000  # weights are whole numbers, so that sums do not depend on the order of words


class Weighed(NamedTuple):
    """An account, the day it stands at in time (0: none), the length of its words as a vector, and its rarest words."""

    account: Account
    day: int
    length: float
    rarest: tuple[str, ...]


@dataclass(slots=True)
class Group:
    """Accounts that tell one event, with what a further one must agree with, and the place among all groups."""

    place: int
    members: list[Weighed] = field(default_factory=list)
    days: Interval = field(default_factory=Interval)
    actors: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)

    def add(self, weighed: Weighed) -> None:
        """Take an account in; its days narrow those of the group unless they exclude each other."""
        account = weighed.account
        if meet(self.days, account.moment.days):
            self.days = intersect(self.days, account.moment.days)
        self.members.append(weighed)
        self.actors |= account.actors
        self.people |= account.people
        self.statuses.add(account.status)


Squares = Mapping[str, int]  # word -> the square of its weight
Index = dict[str, list[tuple[int, int]]]  # word -> the day and the group of each account that has it


def group_accounts(accounts: Iterable[Account]) -> list[list[Account]]:
    """Put each account to the group it is most like, or to one of its own; their order does not matter.

    Accounts are looked up by their rarest words and near in time: the work grows with their number, not its square.
    """
    ordered = sorted(accounts, key=_rank)
    squares = _weigh_words(ordered)
    groups: list[Group] = []
    index: Index = {}
    for account in ordered:
        weighed = _weigh(account, squares)
        found = (groups[place] for place in _look_up(weighed, index, squares))
        group = _find_best(weighed, found, squares)
        if group is None:
            group = Group(len(groups))
            groups.append(group)
        group.add(weighed)
        for word in weighed.rarest:
            insort(index.setdefault(word, []), (weighed.day, group.place))
    return [[weighed.account for weighed in group.members] for group in groups]


def _rank(account: Account) -> tuple[bool, int, tuple[str, int]]:
    return not account.moment.dated, _day(account), account.place


def _day(account: Account) -> int:
    """Give the day that an account stands at in time: its own last one, or that of its article; 0 for neither."""
    days = account.moment.days if account.moment.dated else account.article.published
    day = days.latest or days.earliest
    return day.toordinal() if day else 0


def _weigh_words(accounts: Sequence[Account]) -> Squares:
    """Weigh each word: the rarer among the accounts, the more."""
    counts = Counter(word for account in accounts for word in account.words)
    return {word: round(SCALE * math.log((MORE + len(accounts)) / count) ** 2) for word, count in counts.items()}


def _weigh(account: Account, squares: Squares) -> Weighed:
    rarest = sorted(account.words, key=lambda word: (-squares[word], word))[:RAREST]
    length = math.sqrt(sum(squares[word] for word in account.words))
    return Weighed(account, _day(account), length, tuple(rarest))


def _look_up(weighed: Weighed, index: Index, squares: Squares) -> list[int]:
    """Give the groups that share words with an account near in time or at the same time of another year, best first."""
    shared: Counter[int] = Counter()
    for word in weighed.rarest:
        entries = index.get(word, [])
        found: set[int] = set()
        for year in (-1, 0, 1) if len(entries) > 2 * NEAR else (0,):
            at = bisect_left(entries, (weighed.day + 365 * year, 0))
            found.update(place for _, place in entries[max(0, at - NEAR) : at + NEAR])
        for place in found:
            shared[place] += squares[word]
    return sorted(shared, key=lambda place: (-shared[place], place))[:LOOK]


def _find_best(weighed: Weighed, found: Iterable[Group], squares: Squares) -> Group | None:
    best, choice = 0.0, None
    for group in islice((group for group in found if _agree(weighed, group)), CHOICE):
        likeness = _compare(weighed, group, squares)
        if likeness > best:
            best, choice = likeness, group
    return choice


def _agree(weighed: Weighed, group: Group) -> bool:
    """Say whether nothing but days speaks against an account's being of a group's event."""
    account, first = weighed.account, group.members[0]
    if account.actors.isdisjoint(group.actors) or {account.status, *group.statuses} >= {"cancelled", "happened"}:
        return False
    if not account.moment.dated and weighed.day and first.day and abs(weighed.day - first.day) > RECENT:
        return False
    others = account.people and group.people and account.people.isdisjoint(group.people)
    return not (others and account.clause.kinds & PERSONAL)


def _compare(weighed: Weighed, group: Group, squares: Squares) -> float:
    """Give the likeness of an account to the one of a group it is most like, 0 where it is not enough."""
    members = group.members[:MEMBERS]
    if meet(weighed.account.moment.days, group.days):
        best = max(_liken(weighed, other, squares) for other in members)
        return best if best >= ALIKE else 0.0
    likeness = ((other.account, _liken(weighed, other, squares)) for other in members)
    best = max((alike for other, alike in likeness if _contradict(weighed.account, other, alike)), default=0.0)
    return best / 2


def _liken(this: Weighed, that: Weighed, squares: Squares) -> float:
    one, other = this.account, that.account
    shared = sum(squares[word] for word in one.words & other.words)
    words = shared / (this.length * that.length) if shared else 0.0
    if not (one.clause.kinds & other.clause.kinds) - SPEECH:
        return words * OTHER_KIND
    persons = not one.people.isdisjoint(other.people)
    days = bool(one.moment.dated and other.moment.dated) and meet(one.moment.days, other.moment.days)
    told = one.article == other.article and (one.definite or other.definite)
    off = one.status == other.status == "cancelled"
    return words + SAME * (persons + days + told + off)


def _contradict(one: Account, other: Account, likeness: float) -> bool:
    """Say whether two accounts of different articles give days to one thing of which only one can be true."""
    if not (one.moment.dated and other.moment.dated) or one.article == other.article:
        return False
    kinds = one.clause.kinds & other.clause.kinds or not (one.clause.kinds and other.clause.kinds)
    if likeness < DISPUTED or not kinds:
        return False
    names = len(one.names & other.names)
    if names >= SAME_NAMES:
        return is_slip(one.moment.days, other.moment.days)
    return likeness >= MUCH and are_close(one.moment.days, other.moment.days, SLIP if names else FEW)
