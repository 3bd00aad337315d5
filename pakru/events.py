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

ALIKE = 0.12  # least likeness of two accounts of one event
OTHER_KIND = 0.6  # what likeness counts for where the kinds of event differ
SAME_NAMES = 2  # names that two accounts of one event have in common though their days exclude each other ...
APART = 400  # ... if these are not more days apart: a visit of another year is another visit
RAREST = 16  # words of an account that are looked up among those of the groups ...
MOST = 200  # ... in the last so many groups that have the word
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
    """Put each account to the group it is most like, the first of equals, or to one of its own.

    Only groups that share one of its rarest words are looked at, so that the time does not grow with their square.
    """
    weights = _weigh_words(accounts)
    groups: list[list[Account]] = []
    places: dict[str, list[int]] = {}
    for account in accounts:
        rarest = sorted(account.words, key=lambda word: (-weights[word], word))[:RAREST]
        near = sorted({place for word in rarest for place in places.get(word, ())[-MOST:]})
        likeness = [_likeness_to_group(account, groups[place], weights) for place in near]
        best = max(likeness, default=0.0)
        place = near[likeness.index(best)] if best >= ALIKE else len(groups)
        if place == len(groups):
            groups.append([])
        groups[place].append(account)
        for word in account.words:
            places.setdefault(word, []).append(place)
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


def _join_conflicting(groups: Sequence[list[Account]]) -> list[list[Account]]:
    """Join groups that tell one event on days that exclude each other."""
    joined = [list(group) for group in groups]
    home = list(range(len(groups)))
    for one, other in _pairs_by_name(groups):
        first, second = sorted((home[one], home[other]))
        if first != second and any(_contradict(a, b) for a in groups[one] for b in groups[other]):
            joined[first] += joined[second]
            joined[second] = []
            home = [first if place == second else place for place in home]
    return [group for group in joined if group]


def _pairs_by_name(groups: Sequence[list[Account]]) -> list[tuple[int, int]]:
    """Give the pairs of groups that have names in common in dated accounts; names that all share tell nothing."""
    places: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        for name in sorted({name for account in group if account.dated for name in account.names}):
            places.setdefault(name, []).append(place)
    shared = Counter(pair for found in places.values() if len(found) <= MOST for pair in combinations(found, 2))
    return sorted(pair for pair, names in shared.items() if names >= SAME_NAMES)


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
