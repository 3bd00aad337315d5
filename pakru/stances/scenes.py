"""What the coder sees of a sentence: its words, who is in it, its cues and targets, and the sentences before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.mentions import find_mentions
from pakru.mentions.references import resolve_mentions
from pakru.records import Sentence
from pakru.stances.signs import Cue, Target, find_cues, find_targets

MEMORY = 3  # sentences before that a sentence is read with
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+|[?!\"]")
ENDINGS = ("ing", "edly", "ed", "es", "s", "ly")


class Person(NamedTuple):
    """Where a sentence tells an actor, and whether by name."""

    start: int
    end: int
    actor: str
    named: bool


class Line(NamedTuple):
    """A sentence of an article as the coder gets it: its clean text and the number of its passage."""

    text: str
    passage: int


@dataclass(frozen=True)
class Scene:
    """A sentence with what was found in it; `before` are the scenes before it, the nearest first."""

    text: str
    people: tuple[Person, ...]
    cues: tuple[Cue, ...]
    targets: tuple[Target, ...]
    title: tuple[str, ...]
    position: int
    before: tuple["Scene", ...] = field(default=(), repr=False)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the sentence without their endings."""
        return tuple(stem(word) for word in WORD.findall(self.text))

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The actors that the sentence tells, each once, in their order."""
        return tuple(dict.fromkeys(person.actor for person in self.people))

    @cached_property
    def own_targets(self) -> frozenset[str]:
        """The targets that the sentence tells by name or stands for."""
        return frozenset(sign.target for sign in self.targets if sign.kind != "part")

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """The targets named by the sentences before and by the title, the nearest first, each once."""
        named = (sign.target for scene in self.before for sign in scene.targets if sign.kind == "name")
        return tuple(dict.fromkeys([*named, *self.title]))


def look_at(title: str, lines: Sequence[Line], codebook: Codebook) -> list[Scene]:
    """Read the sentences of an article in their order; what they mean by pronouns is looked up in those before.

    >>> from pakru.codebook import default
    >>> first, second = look_at("", [Line("Lavrov came.", 0), Line("He opposed drone strikes.", 0)], default())
    >>> second.actors, [cue.cue for cue in second.cues], [sign.target for sign in second.targets]
    (('RUS',), ['oppose'], ['drones'])
    """
    headline = tuple(dict.fromkeys(sign.target for sign in find_targets(title, codebook))) if title else ()
    scenes: list[Scene] = []
    for n, (line, people) in enumerate(zip(lines, _find_people(lines, codebook), strict=True)):
        before = tuple(scenes[: -MEMORY - 1 : -1])
        signs = tuple(find_cues(line.text, codebook)), tuple(find_targets(line.text, codebook))
        scenes.append(Scene(line.text, people, *signs, headline, n, before))
    return scenes


def _find_people(lines: Sequence[Line], codebook: Codebook) -> list[tuple[Person, ...]]:
    """Find those whom each sentence names or means."""
    sentences, start = [], 0
    for n, line in enumerate(lines):
        sentences.append(Sentence("", "", line.passage, n, start, start + len(line.text), line.text))
        start += len(line.text) + 1
    named = [find_mentions(sentence, codebook) for sentence in sentences]
    meant = resolve_mentions(sentences, [mention for found in named for mention in found], codebook)
    people = []
    for sentence, names, others in zip(sentences, named, meant, strict=True):
        found = [(m, True) for m in names] + [(m, False) for m in others]
        places = (Person(m.start - sentence.start, m.end - sentence.start, m.actor, by_name) for m, by_name in found)
        people.append(tuple(sorted(places)))
    return people


def stem(word: str) -> str:
    """Take the ending from a word, so that "opposes" and "opposed" are one.

    >>> [stem(word) for word in ("Opposed", "opposes", "Russia's", "lawless")]
    ['oppos', 'oppos', 'russia', 'lawles']
    """
    word = word.lower().replace("'s", "")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
