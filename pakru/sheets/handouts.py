"""Handouts: what a sheet asks, kept beside it, so that it can be told what came back and what did not."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pakru.records import Stance
from pakru.rows import InputError

WRITER = "AUTHOR"  # the holder that speaks in its own voice
KEY = "key.jsonl"
FORM = "pakru sheet 1"


class Draft(NamedTuple):
    """A stance as somebody drafted it; the quote is `text[start:end]` of its sentence."""

    holder: str
    target: str
    polarity: str
    basis: str
    start: int
    end: int
    confidence: float
    coder: str


class Asked(NamedTuple):
    """A sentence that a coder is asked about: its number in the sheet, its place, the text, and what is around it."""

    number: int
    file: str
    article: str
    passage: int
    sentence: int
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    drafts: tuple[Draft, ...] = ()

    @property
    def drafted(self) -> list[Stance]:
        """The drafts as stances."""
        return [self.take(draft[:4], draft.start, draft.end) for draft in self.drafts]

    def take(self, words: Iterable[str], start: int, end: int) -> Stance:
        """Make a stance in this sentence of holder, target, polarity and basis; the quote is `text[start:end]`."""
        holder, target, polarity, basis = words
        place = (self.file, self.article, self.start, self.end, self.start + start, self.start + end)
        voice = "own" if holder == WRITER else "reported"
        return Stance(*place, self.text[start:end], holder, target, polarity, basis, voice)


@dataclass(frozen=True)
class Handout:
    """The sentences of a sheet with the words that answers may use.

    A sheet that settles what `coders` disagree about keeps the sentences that they agree on as `agreed`.
    """

    holders: tuple[str, ...]
    targets: tuple[str, ...]
    asked: tuple[Asked, ...]
    coders: tuple[str, ...] = ()
    agreed: tuple[Asked, ...] = ()

    @property
    def numbered(self) -> Mapping[int, Asked]:
        """The sentences by their numbers."""
        return {asked.number: asked for asked in self.asked}


def dump(handout: Handout) -> str:
    """Give a handout as JSON lines: the words first, then a line for each sentence.

    >>> print(dump(Handout(("RUS",), ("ties",), (Asked(1, "a.txt", "a-1", 1, 1, 0, 13, "Moscow spoke."),))), end="")
    {"form": "pakru sheet 1", "holders": ["RUS"], "targets": ["ties"], "coders": [], "asked": 1}
    [1, "a.txt", "a-1", 1, 1, 0, 13, "Moscow spoke.", "", "", []]
    """
    words = {name: getattr(handout, name) for name in ("holders", "targets", "coders")}
    head = {"form": FORM, **words, "asked": len(handout.asked)}
    return "".join(json.dumps(line) + "\n" for line in (head, *handout.asked, *handout.agreed))


def read_handout(folder: str | Path) -> Handout:
    """Read what the sheet of a folder asks; InputError if that file is not there or not as it was written."""
    path = Path(folder) / KEY
    try:
        head, *lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        raise InputError(f"{path}: cannot be read; expected what `pakru sheet` wrote beside the sheet") from fault
    try:
        return _load(json.loads(head), [json.loads(line) for line in lines])
    except (ValueError, TypeError, KeyError) as fault:
        raise InputError(f"{path}: was changed; expected what `pakru sheet` wrote beside the sheet") from fault


def _load(head: Mapping[str, Any], lines: Iterable[Sequence[Any]]) -> Handout:
    if head["form"] != FORM:
        raise ValueError(head["form"])
    read = [Asked._make((*line[:-1], tuple(Draft(*draft) for draft in line[-1]))) for line in lines]
    if len(read) < head["asked"]:
        raise ValueError("lines are missing")
    asked, agreed = read[: head["asked"]], read[head["asked"] :]
    holders, targets, coders = (tuple(head[name]) for name in ("holders", "targets", "coders"))
    return Handout(holders, targets, tuple(asked), coders, tuple(agreed))
