"""Labels of events: a few words of one of their accounts, from the actor on."""

import re
from collections.abc import Sequence

from pakru.events.accounts import Account

LENGTH = 10  # words of a label
NAMED = 5  # words of it for the actor where the act stands far behind
CHARACTERS = 100  # no label is longer, whatever its words are
TITLES = re.compile(r"(?:[Tt]he |two |both )*(?:[A-ZÀ-Þ][\w.'’-]{0,20} ){0,6}\Z")
PRONOUNS = ("He", "She", "he", "she")  # for which the name stands
BEFORE = 80  # characters before a name in which its titles stand
MARKS = " .,;:!?(\"'“”‘’–—-"
OPENING = frozenset(
    "after although and as at before but during earlier following in on recently though when while".split()
)
LOOSE = OPENING | frozenset(
    "a an are by for from has have her his into is its of or that the their to was which who with".split()
)


def make_label(accounts: Sequence[Account]) -> str:
    """Make a label of at most ten words: of the account that tells actor and act most plainly, from the actor on.

    >>> from pakru.events.clauses import Clause
    >>> from pakru.events.moments import Moment
    >>> from pakru.records import Article
    >>> text = "Recently, in Moscow, Foreign Minister Lavrov met his colleague of the Republic of Korea and the"
    >>> none = frozenset()
    >>> clause = Clause(0, 95, text, 0, text, none, 45, 48, 0, 0)
    >>> account = Account(Article("a", "a-1", 0, 95), clause, Moment(), "happened", none, none, none, none, actor=38)
    >>> make_label([account])
    'Foreign Minister Lavrov met his colleague of the Republic'
    """
    best = min(accounts, key=_rank)
    text, first, opening = best.clause.text, best.clause.first, _open(best)
    named, act = text[opening:first].split(), text[first:].split()
    if best.subject and best.actor < 0:
        named = [best.subject, *(named[1:] if named and named[0] in PRONOUNS else named)]
    if len(named) > LENGTH - 3:
        named = [*named[:NAMED], "…"]
    label = " ".join(_trim([*named, *act][:LENGTH]))[:CHARACTERS].strip(MARKS)
    return label[:1].upper() + label[1:]


def _rank(account: Account) -> tuple[bool, bool, bool, int, tuple[str, int]]:
    far = account.clause.first - max(account.actor, 0) > CHARACTERS // 2
    return (
        account.actor < 0 and not account.subject,
        far,
        not account.moment.dated,
        len(account.clause.text),
        account.place,
    )


def _open(account: Account) -> int:
    """Give where the name of the actor begins, with its titles."""
    if account.actor < 0:
        return 0
    text = account.clause.text
    before = TITLES.search(text[: account.actor], max(0, account.actor - BEFORE))
    opening = before.start() if before else account.actor
    first = text[opening : account.actor].partition(" ")[0]
    return opening + len(first) + 1 if first.lower() in OPENING else opening


def _trim(words: Sequence[str]) -> list[str]:
    """Leave out the last words that lead nowhere."""
    end = len(words)
    while end > 1 and (words[end - 1].strip(MARKS).lower() in LOOSE | {"", "…"} or words[end - 1].isdecimal()):
        end -= 1
    return list(words[:end])
