"""The vocabulary: one frozen record per thing that pakru finds in a text.

Offsets count Unicode characters of the file as read, newlines untouched, end exclusive; `raw[start:end]` is
what the source says. A record never changes; a step that knows more makes a new one.
"""

from dataclasses import dataclass, field
from datetime import date

POLARITIES = ("favor", "against")  # of a stance
BASES = ("words", "deeds")  # of a stance


@dataclass(frozen=True, slots=True)
class Interval:
    """The days that something covers, both ends included; None where nothing sets a bound.

    >>> Interval(date(2014, 1, 1), None).contains(date(2024, 5, 1))
    True
    """

    earliest: date | None = None
    latest: date | None = None

    def contains(self, day: date) -> bool:
        """Say whether `day` lies between the bounds."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read, with what its reader was told about it ("" where nothing was)."""

    file: str
    text: str
    sha256: str = ""
    encoding: str = "utf-8"
    newlines: str = "lf"
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the raw text: one line, or several where the text is hard-wrapped."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch that repeats an earlier one; `share` is the part of its words found there, in order."""

    file: str
    start: int
    end: int
    of_file: str
    of_start: int
    of_end: int
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch that belongs to no article's text, with the cues that say so."""

    file: str
    start: int
    end: int
    quote: str
    kind: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article inside a document, with the cues that cut it out and the evidence for its bounds."""

    file: str
    article: str
    start: int
    end: int
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: Interval = Interval()
    evidence: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that a named rule made to the raw text: `quote` became `repaired`."""

    file: str
    start: int
    end: int
    quote: str
    repaired: str
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article, repaired; replaying `repairs` on the raw text gives `text`."""

    file: str
    article: str
    passage: int
    start: int
    end: int
    text: str
    repairs: tuple[Repair, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, repaired; `repairs` are those of the passage that touch it."""

    file: str
    article: str
    passage: int
    sentence: int
    start: int
    end: int
    text: str
    repairs: tuple[Repair, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression that says when: TIMEX3 type and value, the days covered, and what it was resolved against."""

    file: str
    article: str
    start: int
    end: int
    quote: str
    type: str
    value: str
    days: Interval = Interval()
    anchor: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a sentence that names an actor of the codebook."""

    file: str
    article: str
    sentence_start: int
    sentence_end: int
    start: int
    end: int
    quote: str
    actor: str


@dataclass(frozen=True, slots=True)
class Stance:
    """One holder's stance on one target in one sentence, the words that carry it, what spoke for it and how surely."""

    file: str
    article: str
    sentence_start: int
    sentence_end: int
    start: int
    end: int
    quote: str
    holder: str
    target: str
    polarity: str
    basis: str
    voice: str
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was planned or was called off; `days` bound its date over all its mentions."""

    event: str
    label: str
    days: Interval
    actors: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """A stretch that tells an event, with the days that this teller gives it."""

    event: str
    file: str
    article: str
    start: int
    end: int
    quote: str
    days: Interval = Interval()


@dataclass(frozen=True, slots=True)
class Conflict:
    """One source's version where sources disagree about a field of an event."""

    event: str
    field: str
    value: str
    file: str
    start: int
    end: int
    quote: str
