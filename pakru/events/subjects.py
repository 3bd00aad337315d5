"""Subjects: the actors whose act a clause tells, named in it or meant by "he", "who" or a second verb."""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pakru.codebook import Codebook
from pakru.events.clauses import Clause, sign
from pakru.records import Mention, Sentence

MEMORY = 8  # mentions around a clause among which a pronoun finds its person
WHO = 8  # characters before a clause in which "who" stands
WORD = re.compile(r"[^\W\d_][\w-]+")
PART = re.compile(r"(?:\b[A-Z][\w-]{0,30} ){1,6}\Z")  # of a longer name: "the Gas Pipeline |Agreement"
STEM = 6  # letters that tell words apart: visit, visited, visiting
WEAK = re.compile(r"\B[aeiouyäöüéèáí]|(\w)(?=\1)")  # letters in which spellings of a name differ


def find_named(
    clause: Clause, sentence: Sentence, mentions: Sequence[Mention], codebook: Codebook
) -> tuple[list[Mention], str]:
    """Find the actors named in a clause or meant in it, and the name of its subject if its sentence has it before.

    A second verb has the subject of the first, "who" stands for the name before it, "he" for the last person named;
    "her" in "during her visit, Ms Khar" for the next. `mentions` are those of the article, in text order.

    >>> from pakru.events.clauses import find_clauses
    >>> from pakru.codebook import default
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 34, "Mr Lavrov, who met Ms Khar, spoke.")
    >>> spans = [(3, 9, "Lavrov", "RUS"), (22, 26, "Khar", "PAK")]
    >>> mentions = [Mention("a.txt", "a-1", 0, 34, *span) for span in spans]
    >>> named, subject = find_named(find_clauses(sentence, default())[0], sentence, mentions, default())
    >>> [mention.quote for mention in named], subject
    (['Lavrov', 'Khar'], 'Lavrov')
    """
    named = list(inside(mentions, clause.start, clause.end))
    shared = list(inside(mentions, clause.origin, clause.start, MEMORY))
    first = bisect_left(mentions, clause.start, key=_begin)
    if sign("who", codebook).search(sentence.text, max(0, clause.begin - WHO), clause.begin):
        shared = [m for m in mentions[max(0, first - 1) : first] if m.start >= sentence.start]
    pronoun = sign("pronoun", codebook).search(clause.text)
    if not pronoun:
        return [*shared, *named], shared[0].quote if shared else ""
    person = _find_person(clause, sentence, mentions, codebook)
    subject = person if pronoun.start() == 0 else shared
    return [*shared, *person, *named], subject[0].quote if subject and subject[0].start >= sentence.start else ""


def _find_person(clause: Clause, sentence: Sentence, mentions: Sequence[Mention], codebook: Codebook) -> list[Mention]:
    """Give the person that "he" or "her" in a clause stands for, if there is one."""
    first = bisect_left(mentions, clause.start, key=_begin)
    before = [m for m in mentions[max(0, first - MEMORY) : first] if is_person(m, codebook)]
    after = [m for m in mentions[first : first + MEMORY] if m.start < sentence.end and is_person(m, codebook)]
    if after and sign("during", codebook).match(clause.text):
        before = [m for m in before if m.start >= sentence.start] or after[:1]
    return before[-1:]


def find_names(clause: Clause, named: Iterable[Mention], codebook: Codebook) -> frozenset[str]:
    """Find the names of people and places in a clause; those of states are no help to tell events apart.

    >>> from pakru.codebook import default
    >>> text = "Foreign Minister Khar flew to Moscow for Pakistan"
    >>> sorted(find_names(Clause(0, 49, text, 0, text, frozenset(), 0, 0, 0, 0), [], default()))
    ['Khar', 'Moscow']
    """
    no_name, states = sign("no_name", codebook), _state_words(codebook)
    words = WORD.findall(" ".join([clause.text, *(m.quote for m in named)]))
    return frozenset(w for w in words if w[0].isupper() and w not in states and not no_name.fullmatch(w))


def names_stranger(clause: Clause, named: Sequence[Mention], codebook: Codebook) -> bool:
    """Say whether a clause names somebody or something outside the codebook, or means by "he" nobody named before.

    >>> from pakru.codebook import default
    >>> texts = ["A train arrived in Bristol", "She arrived in May", "Talks were held in Moscow"]
    >>> clauses = [Clause(0, 26, text, 0, text, frozenset(), 0, 0, 0, 0) for text in texts]
    >>> [names_stranger(clause, [], default()) for clause in clauses]
    [True, True, False]
    """
    if sign("pronoun", codebook).search(clause.text) and not any(is_person(m, codebook) for m in named):
        return True
    before, act = clause.text[: clause.first], clause.text[clause.first :]
    before = PART.sub("", before) if act[:1].isupper() else before
    names = find_names(clause._replace(text=before + act.partition(" ")[2]), (), codebook)
    names = frozenset(name for name in names if name.lower() not in _empty_words(codebook))
    return not names <= _actor_words(codebook).union(*(WORD.findall(m.quote) for m in named))


def find_words(clause: Clause, codebook: Codebook) -> frozenset[str]:
    """Find the words that tell what a clause is about, without their endings; function words, titles and states do not.

    >>> from pakru.codebook import default
    >>> text = "The Foreign Minister of Russia visited the frigates"
    >>> sorted(find_words(Clause(0, 51, text, 0, text, frozenset(), 0, 0, 0, 0), default()))
    ['frigat', 'visite']
    """
    empty, no_name = _empty_words(codebook), sign("no_name", codebook)
    words = (word for word in WORD.findall(clause.text) if word not in empty and not no_name.fullmatch(word))
    return frozenset(stem for word in words if (stem := word.lower()[:STEM]) not in empty)


def is_person(mention: Mention, codebook: Codebook) -> bool:
    """Say whether a mention is a person's name in the codebook."""
    return _sorts(codebook).get(mention.quote) == "person"


def reduce_name(name: str) -> str:
    """Reduce a name to what its spellings have in common.

    >>> reduce_name("Ashfaq Kayani") == reduce_name("Kiyani")
    True
    """
    return WEAK.sub("", name.split()[-1].lower())


def inside(records: Sequence[Any], start: int, end: int, most: int = sys.maxsize) -> Sequence[Any]:
    """Give the records that begin in a stretch, the first ones of many; they are in text order."""
    first = bisect_left(records, start, key=_begin)
    return records[first : min(first + most, bisect_left(records, end, key=_begin))]


def _begin(record: Any) -> int:
    return record.start


@cache
def _sorts(codebook: Codebook) -> dict[str, str]:
    return {row["alias"]: row["sort"] for row in codebook.table("actors")}


@cache
def _empty_words(codebook: Codebook) -> frozenset[str]:
    return _state_words(codebook) | {row["word"] for row in codebook.table("function_words")}


@cache
def _actor_words(codebook: Codebook) -> frozenset[str]:
    return frozenset(word for row in codebook.table("actors") for word in WORD.findall(row["alias"]))


@cache
def _state_words(codebook: Codebook) -> frozenset[str]:
    aliases = (row["alias"] for row in codebook.table("actors") if row["sort"] == "state")
    return frozenset(word for alias in aliases for word in WORD.findall(alias))
