"""Events: what groups of accounts come to, and what the accounts of one event disagree about.

This is a draft, to be corrected by a person. Of disagreements only those about dates are drafted, as candidates.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pakru.events.accounts import Account
from pakru.events.dayspans import intersect, meet
from pakru.events.groups import group_accounts
from pakru.events.labels import make_label
from pakru.records import Conflict, Event, EventMention, Interval

SUPPORT = 0.5  # share of the accounts of an event that name an actor of it


class Drafts(NamedTuple):
    """What the accounts of a corpus come to."""

    events: list[Event]
    event_mentions: list[EventMention]
    conflicts: list[Conflict]


def group_events(accounts: Iterable[Account]) -> Drafts:
    """Group accounts into events, in the order of their days, with the mentions and the possible conflicts of each.

    The order of the accounts does not matter; the events are named e0001 and so on.
    """
    groups = [sorted(group, key=lambda account: account.place) for group in group_accounts(accounts)]
    drafts = Drafts([], [], [])
    for number, group in enumerate(sorted(groups, key=_order), 1):
        name = f"e{number:04d}"
        drafts.events.append(Event(name, make_label(group), cover(group), _find_actors(group), _find_status(group)))
        for a in group:
            place = (a.article.file, a.article.article, a.clause.start, a.clause.end, a.clause.quote)
            drafts.event_mentions.append(EventMention(name, *place, a.moment.days))
        drafts.conflicts.extend(_side_by_side(name, group))
    return drafts


def cover(group: Sequence[Account]) -> Interval:
    """Give the days that all accounts of an event allow, or those of every version where they exclude each other.

    An event that begins on a day and is told to last some days covers them.
    """
    days = Interval()
    for account in group:
        days = intersect(days, account.moment.days)
    if days.earliest and days.latest and days.earliest > days.latest:
        dated = [account.moment.days for account in group if account.moment.dated]
        return Interval(min(d.earliest or date.min for d in dated), max(d.latest or date.max for d in dated))
    lasts = max(account.moment.lasts for account in group)
    if lasts and days.earliest and days.earliest == days.latest:
        return Interval(days.earliest, days.earliest + timedelta(lasts - 1))
    return days


def _order(group: Sequence[Account]) -> tuple[date, date, str, int]:
    days = cover(group)
    return days.earliest or days.latest or date.max, days.latest or date.max, *group[0].place


def _find_actors(group: Sequence[Account]) -> tuple[str, ...]:
    """Give the actors that many of the accounts name: one that a single account adds is merely mentioned."""
    counts = Counter(actor for account in group for actor in account.actors)
    return tuple(sorted(actor for actor, count in counts.items() if count >= SUPPORT * len(group)))


def _find_status(group: Sequence[Account]) -> str:
    statuses = {account.status for account in group}
    return next(status for status in ("cancelled", "happened", "planned") if status in statuses)


def _side_by_side(name: str, group: Sequence[Account]) -> list[Conflict]:
    """Give the dated accounts of an event as versions of its date if some of them exclude each other."""
    dated = [account for account in group if account.moment.dated]
    common = Interval()
    for account in dated:
        if not meet(common, account.moment.days):
            return [_give_version(name, account) for account in dated]
        common = intersect(common, account.moment.days)
    return []


def _give_version(name: str, account: Account) -> Conflict:
    clause = account.clause
    return Conflict(name, "date", account.moment.dated, account.article.file, clause.start, clause.end, clause.quote)
