"""Accounts: clauses that tell an event, each with its days, its actors and its status.

A clause with a cue is an account if it names enough actors to tell whose act it is. Its days are those of a time
expression in the clause, else of the only one in the sentence, else what tense and the article's own date allow: what
is told as past lies before that date, what is told as coming after it. A supposition ("might have cancelled", "if they
sign") is an account only where it is dated.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pakru.clauses import Clause, find_clauses
from pakru.codebook import Codebook
from pakru.ledger import OffsetMap
from pakru.records import Article, Interval, Mention, Sentence, Timex

TOGETHER = re.compile(
    r"\b(?:two|both)(?: the)? (?:countries|nations|states|sides|leaders|neighbours|(?:foreign )?ministers)\b"
    r"|\bbilateral\b|\btheir (?:diplomatic |bilateral )?(?:relations|ties)\b"
)
PRONOUN = re.compile(r"\b(?:he|she|his|her)\b")
SUPPOSED = re.compile(
    r"\b(?:would|could|may|might|should|must|ought|if|hop(?:e|es|ed|ing)|unless|wants?|wish(?:es)?|need(?:s|ed)? to"
    r"|rumou?rs?|never|no)\b"
)
COMING = re.compile(
    r"\b(?:will|shall|to be|scheduled|plan(?:s|ned)?|(?:set|due|going|is|are) to|expected|upcoming|next)\b"
)
CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|postpone\w*|(?:put|call(?:ed|s)) off|shelved|reschedul\w*|scrapped|deferred|unable to visit)\b"
)
SPOKE = re.compile(r"\b(?:told|said|says|stated|added|announced|quoted)\b[^,;:]*\Z")
REACH = 60  # characters before a time expression
SPEECH = frozenset({"press", "statement"})  # kinds of event that are speech themselves
WORD = re.compile(r"[^\W\d_][\w-]+")
STEM = 6  # letters that tell words apart: visit, visited, visiting

# capitalised words that name nobody: titles, months, words that open a sentence
NO_NAMES = frozenset(
    """Foreign Minister Ministry Prime President Chief Army Staff General Defence Defense Secretary State Deputy Mr Ms
    Mrs Dr The In On At And But He She It They His Her This That These Both During After Before January February March
    April May June July August September October November December""".split()
)


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an event: of which kinds, when, by whom, how it stands, in which words and with which names.

    `dated` is the value of the time expression that gives the days, "" where the article's date bounds them; `words`
    are without their endings; `names` are people and places, states left out.
    """

    file: str
    article: str
    start: int
    end: int
    quote: str
    text: str
    kinds: frozenset[str]
    days: Interval
    dated: str
    actors: frozenset[str]
    status: str
    words: frozenset[str]
    names: frozenset[str]


class Scene(NamedTuple):
    """What a clause is read with: its sentence, the times and actors in it, and whom the article is about."""

    article: Article
    sentence: Sentence
    timexes: list[Timex]
    mentions: list[Mention]
    partners: frozenset[str]
    sorts: dict[str, str]


def find_accounts(
    article: Article,
    sentences: Sequence[Sentence],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    codebook: Codebook,
) -> list[Account]:
    """Find the accounts of events in an article's sentences, at most one in each clause.

    >>> from pakru.codebook import default
    >>> text = "Mr Lavrov visited Islamabad, but Ms Khar may yet go to Moscow."
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 62, text)
    >>> mentions = [Mention("a.txt", "a-1", 0, 62, 3, 9, "Lavrov", "RUS")]
    >>> mentions.append(Mention("a.txt", "a-1", 0, 62, 18, 27, "Islamabad", "PAK"))
    >>> accounts = find_accounts(Article("a.txt", "a-1", 0, 62), [sentence], [], mentions, default())
    >>> [(account.quote, account.status) for account in accounts]
    [('Mr Lavrov visited Islamabad', 'happened')]
    """
    partners, sorts = _main_actors(mentions), _sorts(codebook)
    accounts = []
    for sentence in sentences:
        if clauses := find_clauses(sentence, codebook):
            inside = ([record for record in records if _within(record, sentence)] for records in (timexes, mentions))
            scene = Scene(article, sentence, *inside, partners, sorts)  # type: ignore[arg-type]
            accounts += [account for clause in clauses if (account := _tell(clause, scene))]
    return accounts


@cache
def _sorts(codebook: Codebook) -> dict[str, str]:
    return {row["alias"]: row["sort"] for row in codebook.table("actors")}


def _within(record: Timex | Mention, span: Sentence | Clause) -> bool:
    return span.start <= record.start and record.end <= span.end


def _main_actors(mentions: Iterable[Mention]) -> frozenset[str]:
    """Give the two actors that an article names most: those it means by "the two countries"."""
    return frozenset(actor for actor, _ in Counter(m.actor for m in mentions if m.actor != "OTHER").most_common(2))


def _tell(clause: Clause, scene: Scene) -> Account | None:
    """Make an account of a clause, or None where it does not say enough."""
    named = _find_named(clause, scene)
    actors = {m.actor for m in named} | (scene.partners if TOGETHER.search(clause.text) else set())
    time = _find_time(clause, scene)
    if len(actors) < (1 if time else 2) or (SUPPOSED.search(clause.text) and not time):
        return None
    status = _find_status(clause.text)
    days = time.days if time else _days_by_tense(scene.article.published, status)
    words = WORD.findall(clause.text)
    stems = frozenset(word.lower()[:STEM] for word in words)
    names = frozenset(
        w for w in (*words, *(m.quote for m in named)) if w[0].isupper() and scene.sorts.get(w) != "state"
    )
    place = (scene.article.file, scene.article.article, clause.start, clause.end, clause.quote, clause.text)
    dated = time.value if time else ""
    return Account(*place, clause.kinds, days, dated, frozenset(actors), status, stems, names - NO_NAMES)


def _find_named(clause: Clause, scene: Scene) -> list[Mention]:
    """Give the actors named in a clause; "his" and "her" stand for the last person named before it."""
    named = [m for m in scene.mentions if _within(m, clause)]
    before = [m for m in scene.mentions if m.end <= clause.start and scene.sorts.get(m.quote) == "person"]
    return [*before[-1:], *named] if PRONOUN.search(clause.text) else named


def _find_time(clause: Clause, scene: Scene) -> Timex | None:
    """Give the first expression in the clause that bounds its days, else the only one in the sentence."""
    dates = [t for t in scene.timexes if t.type == "DATE" and (t.days.earliest or t.days.latest)]
    if not clause.kinds & SPEECH:
        dates = [t for t in dates if not _is_of_speech(t, scene.sentence)]
    inside = [t for t in dates if _within(t, clause)]
    return (inside or (dates if len(dates) == 1 else [None]))[0]


def _is_of_speech(timex: Timex, sentence: Sentence) -> bool:
    """Say whether an expression tells when somebody spoke, and so not when what was spoken of took place."""
    start, _ = OffsetMap(sentence.start, sentence.end, sentence.repairs).clean_span(timex.start, timex.end)
    return bool(SPOKE.search(sentence.text, max(0, start - REACH), start))


def _find_status(text: str) -> str:
    return "cancelled" if CALLED_OFF.search(text) else "planned" if COMING.search(text) else "happened"


def _days_by_tense(published: Interval, status: str) -> Interval:
    return Interval(published.earliest, None) if status == "planned" else Interval(None, published.latest)
