"""A learned model: what the two steps think of the sentences of an article, and the stances that follow.

The first step judges a sentence: is there a stance in it, on which target, which way, of whom. The second judges cells
of that sentence (a holder, a target, a polarity). A target or a holder of the codebook that nothing was learned of is
judged by what holds of all others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pakru.records import POLARITIES
from pakru.stances.cellfeatures import Reading, describe_cells, to_odds
from pakru.stances.heads import Heads
from pakru.stances.scenes import Scene
from pakru.stances.sentencefeatures import Features, describe_pair, describe_sentence
from pakru.stances.wordings import find_wording

if TYPE_CHECKING:
    import numpy as np

LEAST_TARGET, LEAST_HOLDER = 0.05, 0.04  # probability from which on a target and a holder are looked at
LEAST = 0.05  # confidence of a draft
# share of the stances of a sentence that a holder of whom nothing was learned has: told first, told, not told
UNKNOWN_HOLDERS = (0.5, 0.3, 0.02)

Cell = tuple[str, str, str]  # holder, target, polarity
Judged = Mapping[str, float]  # head -> probability


class Draft(NamedTuple):
    """A stance that the model sees in a scene, with what spoke for it and the place of its words."""

    holder: str
    target: str
    polarity: str
    basis: str
    confidence: float
    rules: tuple[str, ...]
    span: tuple[int, int]


@dataclass(frozen=True)
class Model:
    """What was learned: heads of sentences, of cells, of deeds against words, and of any target."""

    sentences: Heads
    cells: Heads
    bases: Heads
    pairs: Heads

    def judge(self, scenes: Sequence[Scene], targets: Sequence[str], holders: Sequence[str]) -> list[Judged]:
        """Give what the first step thinks of each scene, for the targets and holders of a codebook."""
        rows = self.sentences.judge([describe_sentence(scene) for scene in scenes]).tolist()
        judged: list[Judged] = [dict(zip(self.sentences.names, row, strict=True)) for row in rows]
        return [self._judge_rest(scene, heads, targets, holders) for scene, heads in zip(scenes, judged, strict=True)]

    def _judge_rest(self, scene: Scene, judged: Judged, targets: Sequence[str], holders: Sequence[str]) -> Judged:
        """Add what the codebook has and nothing was learned of."""
        heads = dict(judged)
        for target in targets:
            if target not in heads:
                heads |= self._judge_unknown(scene, heads, target)
        for holder in holders:
            if f"by {holder} favor" not in heads:
                heads |= _guess_holder(scene, heads, holder)
        return heads

    def _judge_unknown(self, scene: Scene, heads: Judged, target: str) -> Judged:
        """Judge a target that nothing was learned of."""
        features = describe_pair(scene, target)
        if not features:
            return dict.fromkeys([target, *(f"{target} {polarity}" for polarity in POLARITIES)], 0.0)
        row = self.pairs.judge([features | add_odds(heads)])[0].tolist()
        found = dict(zip(self.pairs.names, row, strict=True))
        return {target: found["any"], **{f"{target} {polarity}": found[polarity] for polarity in POLARITIES}}

    def draft(self, scene: Scene, judged: Judged, targets: Sequence[str], holders: Sequence[str]) -> list[Draft]:
        """Give the stances that a scene may have: of each holder and target the likelier polarity."""
        cells = [*list_cells(scene, judged, targets, holders)]
        if not cells:
            return []
        confidences = self.cells.judge([features for _, features in cells])[:, 0]
        chosen = _choose([cell for cell, _ in cells], confidences)
        bases = self.bases.judge([cells[n][1] for n in chosen])[:, 0]
        said = describe_sentence(scene) if chosen else {}
        return [
            self._make_draft(scene, said, cells[n][0], float(confidences[n]), deeds)
            for n, deeds in zip(chosen, bases, strict=True)
        ]

    def _make_draft(self, scene: Scene, said: Features, cell: Cell, confidence: float, deeds: float) -> Draft:
        holder, target, polarity = cell
        span, rules = find_wording(scene, target, polarity)
        words = self.sentences.explain(said, f"{target} {polarity}", "_")
        basis = "deeds" if deeds > 0.5 and holder != "AUTHOR" else "words"
        return Draft(holder, target, polarity, basis, round(confidence, 3), (*rules, *words), span)


def list_cells(
    scene: Scene, judged: Judged, targets: Sequence[str], holders: Sequence[str]
) -> Iterator[tuple[Cell, Features]]:
    """Give the cells of a scene that are worth a look, with their features."""
    likely = [t for t in targets if max(judged[f"{t} {polarity}"] for polarity in POLARITIES) > LEAST_TARGET]
    if not likely:
        return
    told = {*scene.actors, *(actor for one in scene.before[:1] for actor in one.actors)}
    able = [
        holder
        for holder in holders
        if holder in told or max(judged[f"by {holder} {polarity}"] for polarity in POLARITIES) > LEAST_HOLDER
    ]
    yield from describe_cells(Reading(scene, judged), able, likely)


def _choose(cells: Sequence[Cell], confidences: "np.ndarray") -> list[int]:
    """Choose of each holder and target the likelier polarity, if it is likely at all."""
    best: dict[tuple[str, str], int] = {}
    for n, (holder, target, _) in enumerate(cells):
        if confidences[n] > confidences[best.setdefault((holder, target), n)]:
            best[holder, target] = n
    return [n for n in best.values() if confidences[n] >= LEAST]


def _guess_holder(scene: Scene, heads: Judged, holder: str) -> Judged:
    first, told, absent = UNKNOWN_HOLDERS
    share = first if scene.actors[:1] == (holder,) else told if holder in scene.actors else absent
    return {f"by {holder} {polarity}": heads[f"any {polarity}"] * share for polarity in POLARITIES}


def add_odds(judged: Judged) -> Features:
    """Give what a sentence says of any target, as features."""
    return {f"odds {head}": to_odds(judged[head]) for head in ("any", *(f"any {p}" for p in POLARITIES))}
