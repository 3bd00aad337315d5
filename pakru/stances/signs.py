"""Signs of a stance in a sentence: words that tell an attitude (cues) and words that tell what it is about (targets).

What the words are is the codebook's: a pattern a row in `cues.csv` and `targets.csv`, each for whole words. Patterns
and texts are compared in small letters, but for "US", which is no "us". Of signs that begin at one place the first
row counts, and one that lies inside another is left out: so "no objection" hides "objection". A cue that follows a
negation in its clause is turned or does not count, as its row says; before "by" its holder comes after.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pakru.codebook import Codebook, Row
from pakru.stances.openings import find_openings, split_choices

NEGATIONS = frozenset({"negation", "refusal"})  # parts of speech that negate what follows: "not", "refused to"
TURNED = {"favor": "against", "against": "favor"}
REACH = 45  # characters between a negation and what it negates
WORD = re.compile(r"\b\w")  # where a sign may begin
SMALL = re.compile(r"(\bUS\b)|\\.|\(\?P|[A-Z]")  # in a pattern: the state, what stays as it is, and capitals
STATE = r"(?:US|usa|u\.s\.(?:a\.)?)"  # for US in a pattern
STATES = re.compile(r"\bUS\b")
BORDER = re.compile(r"[,;:()\"—–]|\b(?:but|and|that|which|who|because|while|although|though|if|so)\b")
BY = re.compile(r"(?: \w{1,15}){0,2} by ")  # after a verb: "was welcomed by Moscow"


Lane = tuple[str, re.Pattern[str], list[tuple[int, Row]]]  # its name, its rows as a pattern, each row with its group


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell an attitude, a deed, or (polarity "none") what only looks like one; offsets are the text's.

    `polarity` and `basis` are those of the row, turned where `negated` and the row's `negation` is "flip".
    """

    cue: str
    start: int
    end: int
    pos: str
    frame: str
    polarity: str
    basis: str
    negation: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Words that tell a target: by name, as a part of its field, or standing for it ("such raids").

    `sign` is "against" where being for the thing is being against the target ("withdrawal of foreign troops").
    """

    target: str
    kind: str
    sign: str
    start: int
    end: int


class Signs(dict[str, list[Lane]]):
    """Rows by the letter that a sign begins with, those of a lane joined to a pattern; no lane hides another."""

    def __init__(self, lanes: Mapping[str, Iterable[Row]]):
        self.lanes = {lane: [(row, _open(row["pattern"])) for row in rows] for lane, rows in lanes.items()}

    def __missing__(self, letter: str) -> list[Lane]:
        self[letter] = found = []
        for lane, rows in self.lanes.items():
            fitting = [
                (row, [choice for letters, choice in choices if letters & {letter, ""}]) for row, choices in rows
            ]
            if any(choices for _, choices in fitting):
                found.append(_join(lane, [(row, "|".join(choices)) for row, choices in fitting if choices]))
        return found


def _open(pattern: str) -> list[tuple[frozenset[str], str]]:
    """Give the choices of a pattern, in small letters, each with the letters that it may begin with."""
    return [(find_openings(choice), choice) for choice in split_choices(SMALL.sub(_shrink_part, pattern))]


def _join(lane: str, rows: Sequence[tuple[Row, str]]) -> Lane:
    """Join the patterns of rows, and give the number of the group that each is in."""
    groups, last = [], 1
    for row, pattern in rows:
        groups.append((last, row))
        last += 1 + re.compile(pattern).groups
    return lane, re.compile("|".join(f"({pattern})(?!\\w)" for _, pattern in rows)), groups


def find_cues(text: str, codebook: Codebook) -> list[Cue]:
    """Find the cues of a sentence, in their order.

    >>> from pakru.codebook import default
    >>> for cue in find_cues("Moscow was not glad of the raids, opposed by Delhi.", default()):
    ...     print(cue.cue, cue.frame, cue.polarity, cue.negated)
    not none none False
    eager holder_before against True
    oppose holder_after against False
    """
    small = _shrink(text)
    found = [
        Cue(row["cue"], start, end, *_qualities(row)) for _, start, end, row in _search(small, _compile_cues(codebook))
    ]
    hidden = [(cue.start, cue.end) for cue in found if cue.pos == "adverb"]  # "not only"
    found = [cue for cue in found if cue.pos != "negation" or not _overlaps(cue, hidden)]
    negations = [cue for cue in found if cue.pos in NEGATIONS]
    return [_place(_negate(cue, negations, small) if negations else cue, small) for cue in found]


def _qualities(row: Row) -> tuple[str, str, str, str, str]:
    return row["pos"], row["frame"], row["polarity"], row["basis"], row["negation"]


def _negate(cue: Cue, negations: Sequence[Cue], small: str) -> Cue:
    """Turn a cue, or take its polarity away, if a negation stands in it or shortly before it in its clause."""
    near = negations[bisect_left(negations, cue.start - REACH, key=_stop) : bisect_right(negations, cue.end, key=_stop)]
    if cue.negation == "keep" or not any(_reaches(negation, cue, small) for negation in near):
        return cue
    polarity = TURNED.get(cue.polarity, cue.polarity) if cue.negation == "flip" else "none"
    return replace(cue, polarity=polarity, negated=True)


def _reaches(negation: Cue, cue: Cue, small: str) -> bool:
    if negation.start >= cue.start:
        return negation is not cue
    return not BORDER.search(small, negation.end, cue.start)


def _stop(cue: Cue) -> int:
    return cue.end


def _place(cue: Cue, small: str) -> Cue:
    """Put the holder after a passive verb."""
    passive = cue.frame == "holder_before" and BY.match(small, cue.end)
    return replace(cue, frame="holder_after") if passive else cue


def find_targets(text: str, codebook: Codebook) -> list[Target]:
    """Find the targets that a sentence speaks of, in their order; what the codebook excludes is no target.

    >>> from pakru.codebook import default
    >>> for sign in find_targets("After some drone attacks an end to US sanctions was far.", default()):
    ...     print(sign.target, sign.kind, sign.sign, sign.start, sign.end)
    drones name favor 11 24
    us_power name favor 35 47
    """
    small = _shrink(text)
    found: list[Target] = []
    stronger: dict[str, list[tuple[int, int]]] = {}  # lane -> stretches that leave no room for its signs
    for lane, start, end, row in _search(small, _compile_targets(codebook)):
        if row["kind"] == "exclusion":
            stronger.setdefault(row["target"], []).append((start, end))
        else:
            found.append(Target(row["target"], row["kind"], row["sign"], start, end))
        if row["kind"] == "name":
            stronger.setdefault(lane, []).append((start, end))
    return [sign for sign in found if not _is_hidden(sign, stronger)]


def _is_hidden(sign: Target, stronger: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether an exclusion overlaps a sign, or a name one that is no name."""
    named = sign.kind != "name" and _overlaps(sign, stronger.get(f"name {sign.target}", ()))
    return named or _overlaps(sign, stronger.get(sign.target, ()))


def _overlaps(sign: Cue | Target, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a sign overlaps one of the stretches; those are in their order, and none lies inside another."""
    first = bisect_right(stretches, sign.start, key=_end)
    return first < len(stretches) and stretches[first][0] < sign.end


def _end(stretch: tuple[int, int]) -> int:
    return stretch[1]


def _search(small: str, signs: Signs) -> Iterator[tuple[str, int, int, Row]]:
    """Give the lane, the span and the row of each sign in a text, but for those inside another of their lane."""
    reaches: dict[str, int] = {}
    for word in WORD.finditer(small):
        start = word.start()
        for lane, pattern, groups in signs[word[0]]:
            match = pattern.match(small, start)
            if match and match.end() > reaches.get(lane, -1):
                reaches[lane] = match.end()
                yield lane, start, match.end(), groups[bisect_right(groups, match.lastindex or 0, key=_group) - 1][1]


def _group(numbered: tuple[int, Row]) -> int:
    return numbered[0]


def _shrink(text: str) -> str:
    """Give a text in small letters, each at its place, but for "US" as a word."""
    small = "US".join(map(str.lower, STATES.split(text))) if "US" in text else text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)


@cache
def _compile_cues(codebook: Codebook) -> Signs:
    rows = codebook.table("cues")
    lanes = {
        lane: [row for row in rows if (row["pos"] == "negation") == (lane == "negation")] for lane in ("", "negation")
    }
    return Signs({lane: kept for lane, kept in lanes.items() if kept})


@cache
def _compile_targets(codebook: Codebook) -> Signs:
    """Give the names of each target a lane, its exclusions another, the rest a third."""
    lanes: dict[str, list[Row]] = {}
    for row in codebook.table("targets"):
        kind = row["kind"] if row["kind"] in {"name", "exclusion"} else "part"
        lanes.setdefault(f"{kind} {row['target']}", []).append(row)
    return Signs(lanes)


def _shrink_part(part: re.Match[str]) -> str:
    return STATE if part[1] else part[0] if len(part[0]) > 1 else part[0].lower()
