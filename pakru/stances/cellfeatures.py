"""Features of a cell: a holder, a target and a polarity in a sentence that may have that stance.

They put together what the first step thinks of the sentence (as log odds) with where the holder stands in it: which
words stand around its name, on which side of a cue and of the target, whether it comes from the sentences before.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from pakru.records import POLARITIES
from pakru.stances.scenes import Person, Scene, stem
from pakru.stances.sentencefeatures import Features
from pakru.stances.signs import TURNED, Cue, Target

VOICES = {"AUTHOR", "OTHER"}  # holders that are no actor with a name
FIRST = re.compile(r"\b(?:I|I'm|I've|I'd|my|me|we|our|us|We|Our|My)\b")
URGING = re.compile(
    r"\b(?:must|should|ought|need to|needs to|let us|let's|shouldn't|cannot|had better)\b", re.IGNORECASE
)
SAYING = re.compile(
    r"\b(?:said|says|told|according to|added|asked|called|warned|argued|insisted|stated|noted|claimed)\b"
)
TOKEN = re.compile(r"[A-Za-z']+|[,;:.!?\"()–—]")
TOLD = 3  # places of a holder that are looked at in a sentence
FLOOR = 1e-4  # of a probability, so that its log odds stay small


def to_odds(probability: float) -> float:
    """Give half the log odds of a probability.

    >>> round(to_odds(0.9), 2)
    1.1
    """
    kept = min(max(probability, FLOOR), 1 - FLOOR)
    return log(kept / (1 - kept)) / 2


@dataclass(frozen=True)
class Reading:
    """A scene and what the first step thinks of it: the probability of each head."""

    scene: Scene
    heads: Mapping[str, float]

    @cached_property
    def odds(self) -> dict[str, float]:
        """Half the log odds of each head."""
        return {head: to_odds(probability) for head, probability in self.heads.items()}

    @cached_property
    def tokens(self) -> list[tuple[int, str]]:
        """Where each word or mark begins, and the word without its ending."""
        return [(match.start(), stem(match[0])) for match in TOKEN.finditer(self.scene.text)]

    @cached_property
    def polar(self) -> list[Cue]:
        """The cues that tell an attitude or a deed."""
        return [cue for cue in self.scene.cues if cue.polarity in POLARITIES]

    def sides(self, cue: Cue) -> tuple[str, str]:
        """Give who is told last before a cue, and first after it ("" for nobody)."""
        people = self.scene.people
        before, after = (bisect_left(people, place, key=_start) for place in (cue.start, cue.end))
        ended = (people[n].actor for n in range(before - 1, -1, -1) if people[n].end <= cue.start)
        return next(ended, ""), (people[after].actor if after < len(people) else "")

    @cached_property
    def sided(self) -> list[tuple[str, str, str, str, str]]:
        """The cues that tell an attitude, their frames and polarities, and who stands before and after; each once."""
        return [*dict.fromkeys((cue.cue, cue.frame, cue.polarity, *self.sides(cue)) for cue in self.polar)]

    @cached_property
    def surest(self) -> dict[str, float]:
        """The best odds that any holder has, by polarity."""
        by = [head for head in self.odds if head.startswith("by ")]
        return {side: max((self.odds[head] for head in by if head.endswith(side)), default=0.0) for side in POLARITIES}

    def signs(self, target: str) -> list[Target]:
        """Give the first two signs of a target."""
        return [sign for sign in self.scene.targets if sign.target == target][:2]

    def places(self, holder: str) -> list[Person]:
        """Give the places where the sentence tells a holder."""
        return [person for person in self.scene.people if person.actor == holder]


def _start(person: Person) -> int:
    return person.start


def describe_cells(
    reading: Reading, holders: Iterable[str], targets: Sequence[str]
) -> Iterator[tuple[tuple[str, str, str], Features]]:
    """Give every cell of some holders and targets with its features.

    >>> from pakru.codebook import default
    >>> from pakru.stances.scenes import Line, look_at
    >>> scene = look_at("", [Line("Moscow opposed drone strikes.", 0)], default())[0]
    >>> cells = dict(describe_cells(Reading(scene, {}), ["RUS"], ["drones"]))
    >>> [*cells], "after oppos against" in cells["RUS", "drones", "against"]
    ([('RUS', 'drones', 'favor'), ('RUS', 'drones', 'against')], True)
    """
    aimed = {
        (target, polarity): _describe_aim(reading, target, polarity) for target in targets for polarity in POLARITIES
    }
    for holder in holders:
        mine = reading.places(holder)
        stands = [*_describe_holder(reading, holder, mine)]
        judged = {polarity: _judge_holder(reading, holder, polarity) for polarity in POLARITIES}
        sided = {polarity: [*_describe_sides(reading, holder, polarity)] for polarity in POLARITIES}
        for (target, polarity), (odds, names) in aimed.items():
            features = dict.fromkeys(stands, 1.0)
            features |= dict.fromkeys([f"{name} {polarity}" for name in stands], 1.0)
            features |= dict.fromkeys(names, 1.0)
            features |= dict.fromkeys(sided[polarity], 1.0)
            features |= dict.fromkeys(_place_target(reading, mine, target), 1.0)
            features[f"{holder} {target} {polarity}"] = 1.0
            yield (holder, target, polarity), features | odds | _combine(odds, judged[polarity])


def _describe_aim(reading: Reading, target: str, polarity: str) -> tuple[Features, list[str]]:
    """Give the odds of a target and a polarity, and how the cues stand to the words for the target."""
    odds = reading.odds
    names = {
        "odds aim": f"{target} {polarity}",
        "odds aim turned": f"{target} {TURNED[polarity]}",
        "odds target": target,
        "odds any": "any",
        "odds any so": f"any {polarity}",
        "odds any turned": f"any {TURNED[polarity]}",
    }
    given = {name: odds.get(head, 0.0) for name, head in names.items()}
    given["odds aim lead"] = given["odds aim"] - given["odds aim turned"]
    given["odds any and target"] = min(given["odds any"], given["odds target"])
    return given, [f"{target} {polarity}", *_face(reading, target, polarity)]


def _face(reading: Reading, target: str, polarity: str) -> Iterator[str]:
    """Tell on which side of the words for a target a cue stands, how far, and whether both together mean `polarity`."""
    signs = reading.signs(target)
    for cue in reading.polar:
        for sign in signs:
            means = (cue.polarity == sign.sign) == (polarity == "favor")
            distance = min(abs(cue.start - sign.start) // 40, 3)
            yield f"cue {'before' if cue.start < sign.start else 'after'} {sign.kind} {means} {distance}"
    if not signs:
        yield "no sign"


def _judge_holder(reading: Reading, holder: str, polarity: str) -> Features:
    odds = reading.odds
    so, turned = (odds.get(f"by {holder} {side}", 0.0) for side in (polarity, TURNED[polarity]))
    return {"odds holder": so, "odds holder turned": turned, "odds holder lead": so - reading.surest[polarity]}


def _combine(aim: Features, holder: Features) -> Features:
    """Put the odds of target and holder together: a stance needs both."""
    one, other = aim["odds aim"], holder["odds holder"]
    least = min(aim["odds any so"], aim["odds target"], other)
    return holder | {"odds both": min(one, other), "odds sum": (one + other) * 2 / 3, "odds all": least}


def _describe_holder(reading: Reading, holder: str, mine: Sequence[Person]) -> Iterator[str]:
    """Tell who the holder is and where it stands in the sentence, or in those before."""
    scene = reading.scene
    yield holder
    yield f"actors {min(len(scene.actors), 4)}"
    if mine:
        yield "named" if any(person.named for person in mine) else "meant"
        yield f"place {min(scene.actors.index(holder), 3)}"
        yield from chain.from_iterable(_tell_neighbours(reading, person) for person in mine[:TOLD])
    else:
        yield "absent"
        near = (n for n, one in enumerate(scene.before, 1) if holder in one.actors)
        yield f"last told {next(near, 'never')}"
    if holder in VOICES:
        yield from _describe_voice(scene, holder, bool(mine))


def _tell_neighbours(reading: Reading, person: Person) -> Iterator[str]:
    """Tell the words around a holder."""
    tokens = reading.tokens
    first, past = bisect_left(tokens, (person.start, "")), bisect_left(tokens, (person.end, ""))
    after, before = (
        [word for _, word in tokens[past : past + 3]],
        [word for _, word in tokens[max(first - 2, 0) : first]],
    )
    yield from (f"after {word}" for word in after)
    yield from (f"before {word}" for word in before)
    if len(after) > 1:
        yield f"next {after[0]} {after[1]}"
    if before:
        yield f"right before {before[-1]}"


def _describe_voice(scene: Scene, holder: str, told: bool) -> Iterator[str]:
    """Tell whether the writer, or somebody without a name, speaks."""
    patterns = {"first person": FIRST, "urging": URGING, "saying": SAYING}
    yield from (f"{holder} {name} {bool(pattern.search(scene.text))}" for name, pattern in patterns.items())
    yield f"{holder} quoting {scene.text.count(chr(34)) >= 2}"
    yield f"{holder} among {min(len(scene.actors), 3)}"
    yield f"{holder} told {told}"


def _describe_sides(reading: Reading, holder: str, polarity: str) -> Iterator[str]:
    """Tell on which side of each cue the holder stands nearest, and whether the cue means `polarity`."""
    first = "first " if reading.scene.actors[:1] == (holder,) else ""
    voice = holder if holder in VOICES else ""
    for cue, frame, side, before, after in reading.sided:
        stands = f"{'behind ' if before == holder else ''}{'ahead ' if after == holder else ''}{first}"
        yield f"cue {frame} {side == polarity}: {stands}{voice}"
        if stands or voice:
            yield f"cue {cue} {polarity}: {voice or stands}"


def _place_target(reading: Reading, mine: Sequence[Person], target: str) -> Iterator[str]:
    """Tell whether the holder stands before the words for the target."""
    for sign in reading.signs(target):
        ahead = any(person.end <= sign.start for person in mine)
        yield f"holder {'before' if ahead else 'after' if mine else 'without'} {sign.kind}"
