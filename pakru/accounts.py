"""Accounts: stretches of text that tell an event, each with its days, its actors and its status.

A cue of the codebook ("visited", "signed an agreement") and the clause around it make an account if the clause names
enough actors to tell whose act it is. Its days are those of a time expression in the clause, else of the only one in
the sentence, else what tense and the article's own date allow: what is told as past lies before that date, what is
told as coming after it. A supposition ("might have cancelled", "if they sign") is an account only where it is dated.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.ledger import OffsetMap, undo
from pakru.records import Article, Interval, Mention, Sentence, Timex

# where a clause ends and another begins
CLAUSE = re.compile(
    r"[;:—]\s|,?\s(?:but|while|whereas|although|though|because|so that)\s|,\s(?:and|which|who|where|when|after which)\s"
    r"|\sand\s(?=\w{1,20}ed\b)|\swhen\s|\sas\s(?=[A-Z])"
)
TOGETHER = re.compile(
    r"\b(?:two|both)(?: the)? (?:countries|nations|states|sides|leaders|neighbours|(?:foreign )?ministers)\b"
    r"|\bbilateral\b|\btheir (?:diplomatic |bilateral )?(?:relations|ties)\b"
)
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
WORD = re.compile(r"[^\W\d_][\w-]+")
STEM = 6  # letters that tell words apart: visit, visited, visiting

# capitalised words that name nobody
TITLES = frozenset(
    """Foreign Minister Ministry Prime President Chief Army Staff General Defence Defense Secretary State Deputy Mr Ms Mrs
    Dr The In On At And But He She It They His Her This That These Both During After Before January February March April
    May June July August September October November December""".split()
)


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an event: of which kinds, when, by whom, how it stands, and in which words."""

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

    @property
    def words(self) -> frozenset[str]:
        """The words of the account without their endings."""
        return frozenset(word.lower()[:STEM] for word in WORD.findall(self.text))

    @property
    def names(self) -> frozenset[str]:
        """The capitalised words of the account that are neither titles nor months."""
        return frozenset(word for word in WORD.findall(self.text) if word[0].isupper()) - TITLES


class Told(NamedTuple):
    """A sentence with the time expressions and the actors in it."""

    sentence: Sentence
    timexes: list[Timex]
    mentions: list[Mention]


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
    partners = _main_actors(mentions)
    accounts = []
    for sentence in sentences:
        clauses = _find_clauses(sentence.text, codebook)
        if clauses:
            told = Told(
                sentence, [t for t in timexes if _within(t, sentence)], [m for m in mentions if _within(m, sentence)]
            )
            found = (_tell(article, told, clause, kinds, partners) for clause, kinds in clauses.items())
            accounts += [account for account in found if account]
    return accounts


def _within(record: Timex | Mention, sentence: Sentence) -> bool:
    return sentence.start <= record.start and record.end <= sentence.end


def _main_actors(mentions: Iterable[Mention]) -> frozenset[str]:
    """Give the two actors that an article names most: those it means by "the two countries"."""
    return frozenset(actor for actor, _ in Counter(m.actor for m in mentions if m.actor != "OTHER").most_common(2))


@cache
def _cues(codebook: Codebook) -> re.Pattern[str]:
    kinds: dict[str, list[str]] = {}
    for row in codebook.table("event_cues"):
        kinds.setdefault(row["kind"], []).append(row["pattern"])
    named = (f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items())
    return re.compile(rf"\b(?:{'|'.join(named)})")


def _find_clauses(text: str, codebook: Codebook) -> dict[tuple[int, int], set[str]]:
    """Give each clause that has a cue, with the kinds of event that its cues tell."""
    borders = [0, *(match.start() for match in CLAUSE.finditer(text)), len(text)]
    found: dict[tuple[int, int], set[str]] = {}
    for cue in _cues(codebook).finditer(text):
        start = max(border for border in borders if border <= cue.start())
        end = min(border for border in borders if border >= cue.end())
        found.setdefault((start, end), set()).add(str(cue.lastgroup))
    return found


def _tell(
    article: Article, told: Told, clause: tuple[int, int], kinds: set[str], partners: frozenset[str]
) -> Account | None:
    """Make an account of a clause, or None where it does not say enough."""
    sentence = told.sentence
    text = sentence.text[slice(*clause)].strip(" ,;:—")
    begin = sentence.text.index(text, clause[0])
    start, end = OffsetMap(sentence.start, sentence.end, sentence.repairs).raw_span(begin, begin + len(text))
    actors = {m.actor for m in told.mentions if start <= m.start and m.end <= end}
    if TOGETHER.search(text):
        actors |= partners
    time = _find_time(told.timexes, start, end)
    if len(actors) < (1 if time else 2) or (SUPPOSED.search(text) and not time):
        return None
    status = "cancelled" if CALLED_OFF.search(text) else "planned" if COMING.search(text) else "happened"
    raw = undo(sentence.text, sentence.repairs, sentence.start)
    quote = raw[start - sentence.start : end - sentence.start]
    days = time.days if time else _days_by_tense(article.published, status)
    place = (article.file, article.article, start, end, quote, text)
    return Account(*place, frozenset(kinds), days, time.value if time else "", frozenset(actors), status)


def _find_time(timexes: Sequence[Timex], start: int, end: int) -> Timex | None:
    """Give the first expression in the clause that bounds its days, else the only one in the sentence."""
    dates = [t for t in timexes if t.type == "DATE" and (t.days.earliest or t.days.latest)]
    inside = [t for t in dates if start <= t.start and t.end <= end]
    return (inside or (dates if len(dates) == 1 else [None]))[0]


def _days_by_tense(published: Interval, status: str) -> Interval:
    return Interval(published.earliest, None) if status == "planned" else Interval(None, published.latest)
