"""Accounts: clauses that tell an event, each with its moment, its actors and its status.

A clause with a cue is an account if it tells whose act it is: it names two of the actors that the article is about, or
one and the time of an act that needs another side. Where nothing dates it, what is told as past lies before the
article's own date, what is told as coming after it. A supposition ("might have cancelled", "if they sign") is an
account only where it is dated. So is a sentence without a cue that names the two main actors and a day or month.
What was denied or refused ("never visited") is no account.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.events.clauses import Clause, find_clauses, sign, take_whole
from pakru.events.moments import BETWEEN, Moment, Told, When, find_moment, read_times
from pakru.events.subjects import (
    MEMORY,
    find_named,
    find_names,
    find_words,
    inside,
    is_person,
    names_stranger,
    reduce_name,
)
from pakru.records import Article, Interval, Mention, Sentence, Timex

AHEAD = 40  # characters after a cue in which its status may be told: "the visit will take place"
LATER = 120  # characters after a clause that goes on behind a subordinate one
MAIN = 0.5  # an article is about its two actors named most, and those named this often as the second
DENIED = "denied"  # the status of what a clause says was not done: no account
FAINT = frozenset({"stance", "setting"})  # kinds of event that are acts only in a headline or on a day


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of an event: where, when, by whom, how it stands, in which words and with which names.

    Where nothing dates it, the article's date bounds its moment. `words` are without their endings; `names` are people
    and places, states left out; `people` are persons of the codebook, as consonants; `subject` is a name before the
    clause whose act it tells, `actor` where the first actor before the first cue stands in its text (-1: none);
    `definite` if it speaks of something told before ("the visit").
    """

    article: Article
    clause: Clause
    moment: Moment
    status: str
    actors: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    subject: str = ""
    actor: int = -1
    definite: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """The file and where in it the clause begins."""
        return self.article.file, self.clause.start


class Scene(NamedTuple):
    """What a clause is read with: the article, whom it is about and names, the sentence, its times, what was told."""

    article: Article
    sentence: Sentence
    main: tuple[str, ...]
    mentions: Sequence[Mention]
    times: Sequence[When]
    told: Told
    codebook: Codebook


def find_accounts(
    article: Article,
    sentences: Sequence[Sentence],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    codebook: Codebook,
    around: Sequence[Mention] = (),
) -> list[Account]:
    """Find the accounts of events in an article's sentences, at most one in each clause; all arguments in text order.

    `around` are mentions in other articles of the file, as in a thread: they say whom it is about where it does not.

    >>> from pakru.codebook import default
    >>> text = "Mr Lavrov visited Islamabad, but Ms Khar may yet go to Moscow."
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 62, text)
    >>> mentions = [Mention("a.txt", "a-1", 0, 62, 3, 9, "Lavrov", "RUS")]
    >>> mentions.append(Mention("a.txt", "a-1", 0, 62, 18, 27, "Islamabad", "PAK"))
    >>> accounts = find_accounts(Article("a.txt", "a-1", 0, 62), [sentence], [], mentions, default())
    >>> [(account.clause.quote, account.status) for account in accounts]
    [('Mr Lavrov visited Islamabad', 'happened')]
    """
    main, told = _main_actors(mentions), Told({})
    main = main if len(main) > 1 else _main_actors(around)
    accounts = []
    for sentence in sentences:
        clauses = find_clauses(sentence, codebook)
        times = read_times(sentence, inside(timexes, sentence.start, sentence.end), clauses, codebook)
        scene = Scene(article, sentence, main, mentions, times, told, codebook)
        found = [account for clause in clauses if (account := _tell(clause, scene))]
        accounts += found or _tell_whole(scene)
    return accounts


def _main_actors(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Give the actors that an article is about, the one named most first."""
    counts = Counter(m.actor for m in mentions if m.actor != "OTHER").most_common()
    return tuple(actor for actor, count in counts if count >= MAIN * counts[min(1, len(counts) - 1)][1])


def _tell(clause: Clause, scene: Scene) -> Account | None:
    """Make an account of a clause, or None where it does not say enough."""
    codebook = scene.codebook
    named, subject = find_named(clause, scene.sentence, scene.mentions, codebook)
    people = frozenset(reduce_name(m.quote) for m in named if is_person(m, codebook))
    moment = find_moment(clause, scene.times, scene.told, people, codebook)
    actors = _find_actors(clause, named, moment, scene)
    status = _find_status(clause, scene.sentence, codebook)
    if status == DENIED or not _says_enough(clause, actors, moment, scene):
        return None
    if not moment.dated:
        moment = moment._replace(days=_days_by_tense(scene.article.published, status))
    words = find_words(clause, codebook)
    names = find_names(clause, named, codebook)
    definite = bool(sign("definite", codebook).search(clause.text, 0, clause.first))
    actor = _find_actor(clause, named[:MEMORY])
    if moment.dated:
        scene.told.add(clause.kinds, people, moment)
    return Account(scene.article, clause, moment, status, actors, words, names, people, subject, actor, definite)


def _find_actors(clause: Clause, named: Sequence[Mention], moment: Moment, scene: Scene) -> frozenset[str]:
    """Give the actors of an act: those named, and those that an article is about for "the two countries".

    They are meant too where a dated act that needs another side names one of them, or nobody, and no stranger.
    """
    actors = frozenset(m.actor for m in named)
    open_to = moment.dated and clause.kinds & BETWEEN and actors.issubset(scene.main[:2])
    between = open_to and not names_stranger(clause, named, scene.codebook)
    together = sign("together", scene.codebook).search(clause.text)
    return actors.union(scene.main[:2]) if between or together else actors


def _tell_whole(scene: Scene) -> list[Account]:
    """Make an account of a sentence without a cue of an act that names the two main actors and a day or month."""
    named = {m.actor for m in inside(scene.mentions, scene.sentence.start, scene.sentence.end)}
    if len(named.intersection(scene.main[:2])) < 2 or not any(when.moment.is_fine() for when in scene.times):
        return []
    account = _tell(take_whole(scene.sentence), scene)
    return [account] if account else []


def _find_actor(clause: Clause, named: Iterable[Mention]) -> int:
    """Give where the first of the actors that stand before the first cue begins, -1 for none."""
    places = (clause.text.find(m.quote, 0, clause.first) for m in named)
    return min((place for place in places if place >= 0), default=-1)


def _says_enough(clause: Clause, actors: frozenset[str], moment: Moment, scene: Scene) -> bool:
    """Say whether it is told whose act it is, and that it was one."""
    if len(actors.intersection(scene.main)) < 2:
        return False
    if moment.dated:
        return True
    text, codebook = clause.text, scene.codebook
    if clause.kinds <= FAINT and not sign("headline", codebook).search(text):
        return False
    return not sign("supposed", codebook).search(text)


def _find_status(clause: Clause, sentence: Sentence, codebook: Codebook) -> str:
    """Say how the act stands; a signed agreement is signed, whatever it will bring.

    What comes after a subordinate clause counts too: "the visit, which was to begin in May, was put off".
    """
    rest = clause.begin + len(clause.text)
    goes_on = sign("relative", codebook).match(sentence.text, rest)
    text = sentence.text[clause.begin : rest + LATER] if goes_on else clause.text
    if sign("called_off", codebook).search(text):
        return "cancelled"
    if sign("denied", codebook).search(clause.text, 0, clause.first or clause.last) or sign("false", codebook).search(
        text
    ):
        return DENIED
    coming = sign("coming", codebook).search(clause.text, 0, clause.last + AHEAD)
    signed = coming and sign("past", codebook).search(clause.text, 0, coming.start())
    return "planned" if coming and not signed else "happened"


def _days_by_tense(published: Interval, status: str) -> Interval:
    return Interval(published.earliest, None) if status == "planned" else Interval(None, published.latest)
