"""Line model: the kind of a line that no rule is sure of, by the weights of its features.

A logistic regression over the ten kinds and text, learned by `tools/train_lines.py`; its weights are
`line_weights.csv`, so that each decision can be looked up. Shallow features of a line and its neighbours tell frames
from texts well (Kohlschütter, Fankhauser and Nejdl 2010, Boilerplate detection using shallow text features, WSDM).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp

from pakru.boilerplate.cues import Cues, compile_cues
from pakru.boilerplate.headings import score_title
from pakru.boilerplate.linefeatures import Features, Surroundings, is_unsure
from pakru.boilerplate.lines import Mark, Marks, Page
from pakru.codebook import Codebook

# how likely a line has to be boilerplate to be taken for it; chosen on folders that the weights were not learned from
FEWEST = 6  # lines of a page: a note of a few lines has no frame to speak of
ENOUGH = 0.65
ENOUGH_FOR_PROSE = 0.92  # where it reads as a sentence, a short one too
ENOUGH_ALONE = 0.9  # alone in the middle of a text, as a heading or a date of a diary is
GUESSED = 0.2  # where the rules guess that it is
CERTAIN = 0.95  # from here on not even a text without a title takes a line for one
TEXT = "text"  # the kind of a line that is none of a frame
MUCH_LIKELIER = 2  # times: then the weights' kind takes the place of a guessed one
REASONS = 2  # features named as the cues of a line
LEARNED = "learned:"  # what cues of the model begin with

SHORT_SENTENCE = re.compile(r"[A-Z\"“‘][^|»›©@#]{16,}[a-z]{2}[\d ]{0,5}[.!?…][\"'”’)\]]*\Z")

Terms = Sequence[tuple[str, float]]  # kind and weight


@dataclass(frozen=True, eq=False)
class Weights:
    """What each feature counts for each kind, text among them."""

    features: Mapping[str, Terms]
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely a line is of each kind of boilerplate, how likely of any, and the features that this rests on."""

    share: float
    shares: Mapping[str, float]
    features: Features

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return max(self.shares, key=lambda kind: self.shares[kind])


@cache
def read_weights(codebook: Codebook) -> Weights:
    """Read the table `line_weights` of a codebook; one without rows marks nothing."""
    features: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in codebook.table("line_weights"):
        features[row["feature"]].append((row["kind"], float(row["weight"])))
    return Weights(features, tuple(sorted({kind for terms in features.values() for kind, _ in terms})))


def judge(features: Features, weights: Weights) -> Verdict:
    """Weigh the features of one line.

    >>> weights = Weights({"word:share": (("related_links", 2.0), ("text", -1.0))}, ("related_links", "text"))
    >>> from pakru.boilerplate.linefeatures import describe
    >>> look, nothing = describe("Share", False), describe("", False)
    >>> verdict = judge(Features(look, nothing, nothing, "", ()), weights)
    >>> verdict.kind, round(verdict.share, 2)
    ('related_links', 0.95)
    """
    parts = [_weigh(weights, "", ("always",)), *(_weigh(weights, *part) for part in features.parts())]
    sums = [sum(column) for column in zip(*parts, strict=True)]
    top = max(sums)
    powers = {kind: exp(value - top) for kind, value in zip(weights.kinds, sums, strict=True)}
    total = sum(powers.values())
    shares = {kind: power / total for kind, power in powers.items()}
    return Verdict(1 - shares.pop(TEXT), shares, features)


@lru_cache(maxsize=2**14)  # lines that look the same come again on a page and on others
def _weigh(weights: Weights, prefix: str, names: tuple[str, ...]) -> tuple[float, ...]:
    """Sum the weights of some features, kind by kind."""
    sums = dict.fromkeys(weights.kinds, 0.0)
    for name in names:
        for kind, weight in weights.features.get(prefix + name, ()):
            sums[kind] += weight
    return tuple(sums.values())


def name_reasons(verdict: Verdict, weights: Weights) -> str:
    """Name the features that count most for the likeliest kind, as the cue of a line."""
    likeliest = verdict.kind
    terms = ((name, term) for name in verdict.features.name() for term in weights.features.get(name, ()))
    found = [(-weight, name) for name, (kind, weight) in terms if kind == likeliest]
    return LEARNED + " + ".join(name for weight, name in sorted(found)[:REASONS] if weight < 0)


def mark_learned(page: Page, marks: Marks, codebook: Codebook) -> Marks:
    """Mark the lines that the weights take for boilerplate, and settle those that the rules only guess."""
    weights = read_weights(codebook)
    if not weights.kinds or len(page.texts) < FEWEST:
        return marks
    around = Surroundings(page, marks)
    verdicts = {line: judge(around.describe(line), weights) for line in around.lines if is_unsure(line, marks)}
    found = {line: mark for line, mark in marks.items() if line not in verdicts}
    for line, verdict in verdicts.items():
        guess = marks.get(line)
        if verdict.share >= (GUESSED if guess else _need(page, line, marks)):
            found[line] = guess if guess and _stands(guess, verdict) else _mark(verdict, weights)
    title = find_lost_title(page, found, verdicts, compile_cues(codebook))
    return {line: mark for line, mark in found.items() if line != title}


def _need(page: Page, line: int, marks: Marks) -> float:
    """Say how likely a line has to be boilerplate to be taken for it."""
    if page.prose[line] or SHORT_SENTENCE.match(page.texts[line]):
        return ENOUGH_FOR_PROSE
    alone = page.is_text(line - 1, marks) and page.is_text(line + 1, marks)
    return ENOUGH_ALONE if alone else ENOUGH


def _stands(guess: Mark, verdict: Verdict) -> bool:
    """Say whether a guess of the rules keeps its kind: no other is much likelier."""
    return verdict.shares[verdict.kind] < MUCH_LIKELIER * verdict.shares[guess.kind]


def find_lost_title(page: Page, found: Marks, verdicts: Mapping[int, Verdict], cues: Cues) -> int | None:
    """Give the line that stands for a title best where the first text would be left without any; posts need none."""
    head = next(page.split_gaps(found), range(0))
    posts = any(mark.kind == "forum_profile" for mark in found.values())
    if posts or head.start or head.stop == len(page.texts) or any(line not in found for line in head):
        return None
    scores = {line: score_title(page.texts[line], cues) for line in head if line in verdicts}
    likely = [line for line in scores if verdicts[line].share < CERTAIN]
    return max(likely, key=lambda line: (scores[line], -verdicts[line].share), default=None)


def _mark(verdict: Verdict, weights: Weights) -> Mark:
    return Mark(verdict.kind, name_reasons(verdict, weights))
