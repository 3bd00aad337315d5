"""Events: accounts of the same thing put together across articles and files, and what they disagree about.

This is a draft, to be corrected by a person. Two accounts tell one event if their days can be the same, they name an
actor in common and their words are alike (cosine of the words they share, rare words weighing more). Accounts of one
kind that name the same people or places on days that exclude each other are put side by side as a possible conflict.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from pakru.accounts import Account
from pakru.records import Conflict, Event, EventMention, Interval

ALIKE = 0.15  # least likeness of two accounts of one event
OTHER_KIND = 0.6  # what likeness counts for where the kinds of event differ
SAME_NAMES = 2  # names that two accounts of one event have in common though their days exclude each other ...
APART = 400  # ... if these are not more days apart: a visit of another year is another visit
LABEL = 10  # words in the label of an event


class Drafts(NamedTuple):
    """What the accounts of a corpus come to."""

    events: list[Event]
    event_mentions: list[EventMention]
    conflicts: list[Conflict]


def group_events(accounts: Iterable[Account]) -> Drafts:
    """Group accounts into events, in the order of their days, with the mentions and the possible conflicts of each."""
    groups = _join_conflicting(
        _group(sorted(accounts, key=lambda account: (not account.dated, account.file, account.start)))
    )
    drafts = Drafts([], [], [])
    for number, group in enumerate(sorted(groups, key=_order), 1):
        name = f"e{number:04d}"
        drafts.events.append(_describe(name, group))
        for account in sorted(group, key=lambda account: (account.file, account.start)):
            place = (account.file, account.article, account.start, account.end, account.quote)
            drafts.event_mentions.append(EventMention(name, *place, account.days))
        drafts.conflicts.extend(_side_by_side(name, group))
    return drafts


def _group(accounts: Sequence[Account]) -> list[list[Account]]:
    """Put each account, the dated ones first, to the group it is most like; the first group wins a tie."""
    weights = _weigh_words(accounts)
    groups: list[list[Account]] = []
    for account in accounts:
        likeness = [_likeness_to_group(account, group, weights) for group in groups]
        best = max(likeness, default=0.0)
        if best >= ALIKE:
            groups[likeness.index(best)].append(account)
        else:
            groups.append([account])
    return groups


def _likeness_to_group(account: Account, group: Sequence[Account], weights: Mapping[str, float]) -> float:
    if not all(_agree(account, other) for other in group):
        return 0.0
    return max(_likeness(account, other, weights) for other in group)


def _agree(one: Account, other: Account) -> bool:
    called_off = (one.status == "cancelled") != (other.status == "cancelled")
    return bool(one.actors & other.actors) and not called_off and _meet(one.days, other.days)


def _meet(one: Interval, other: Interval) -> bool:
    later = one.latest is None or other.earliest is None or other.earliest <= one.latest
    return later and (other.latest is None or one.earliest is None or one.earliest <= other.latest)


def _weigh_words(accounts: Sequence[Account]) -> dict[str, float]:
    counts = Counter(word for account in accounts for word in account.words)
    return {word: math.log((1 + len(accounts)) / count) for word, count in counts.items()}


def _likeness(one: Account, other: Account, weights: Mapping[str, float]) -> float:
    norms = [math.fsum(weights[word] ** 2 for word in account.words) for account in (one, other)]
    shared = math.fsum(weights[word] ** 2 for word in one.words & other.words)
    return (1 if one.kinds & other.kinds else OTHER_KIND) * shared / math.sqrt(norms[0] * norms[1]) if shared else 0.0


def _join_conflicting(groups: list[list[Account]]) -> list[list[Account]]:
    """Join groups that tell one event on days that exclude each other."""
    joined = list(groups)
    for one, other in combinations(groups, 2):
        if one in joined and other in joined and any(_contradict(a, b) for a in one for b in other):
            joined.remove(other)
            joined[joined.index(one)] = one = [*one, *other]
    return joined


def _contradict(one: Account, other: Account) -> bool:
    if not (one.dated and other.dated and one.article != other.article and one.kinds & other.kinds):
        return False
    return 0 < _days_apart(one.days, other.days) <= APART and len(one.names & other.names) >= SAME_NAMES


def _days_apart(one: Interval, other: Interval) -> int:
    gaps = [(a.earliest - b.latest).days for a, b in ((one, other), (other, one)) if a.earliest and b.latest]
    return max(gaps, default=0)


def _order(group: Sequence[Account]) -> tuple[date, date, str, int]:
    days = _cover(group)
    first = min((account.file, account.start) for account in group)
    return days.earliest or date.min, days.latest or date.max, *first


def _cover(group: Sequence[Account]) -> Interval:
    """Give the days that all accounts allow, or those of every version where they exclude each other."""
    earliest = [account.days.earliest for account in group if account.days.earliest]
    latest = [account.days.latest for account in group if account.days.latest]
    days = Interval(max(earliest, default=None), min(latest, default=None))
    if days.earliest and days.latest and days.earliest > days.latest:
        return Interval(min(earliest), max(latest))
    return days


def _describe(name: str, group: Sequence[Account]) -> Event:
    shortest = min(group, key=lambda account: (not account.dated, len(account.text), account.file, account.start))
    actors = sorted(set().union(*(account.actors for account in group)))
    status = "cancelled" if any(a.status == "cancelled" for a in group) else min(a.status for a in group)
    return Event(name, " ".join(shortest.text.split()[:LABEL]), _cover(group), tuple(actors), status)


def _side_by_side(name: str, group: Sequence[Account]) -> list[Conflict]:
    """Give the dated accounts of a group as versions of its date where two of them exclude each other."""
    dated = [account for account in group if account.dated]
    if not any(_days_apart(one.days, other.days) > 0 for one, other in combinations(dated, 2)):
        return []
    return [Conflict(name, "date", a.dated, a.file, a.start, a.end, a.quote) for a in dated]
