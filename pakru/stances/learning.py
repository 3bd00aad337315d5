"""Learning a model from coded sentences.

What the first step thinks of the sentences that the second learns from comes from first steps that have not seen them
(Wolpert, Stacked generalization, 1992).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pakru.codebook import Codebook
from pakru.progress import show_progress
from pakru.records import POLARITIES
from pakru.stances.examples import Coded, Example
from pakru.stances.heads import RARE, Heads, learn
from pakru.stances.matrices import gather
from pakru.stances.model import Judged, Model, add_odds, list_cells
from pakru.stances.scenes import Scene, look_at
from pakru.stances.sentencefeatures import Features, describe_pair, describe_sentence

if TYPE_CHECKING:
    import numpy as np

FOLDS = 3
SENTENCE_STRENGTH, CELL_STRENGTH = 1.0, 0.1  # inverse of the penalty
SENTENCE_RARE, CELL_RARE = 2, 3  # rows that a feature must stand in


@dataclass(frozen=True)
class Lesson:
    """A scene with its stances, None where nobody has coded it, what it counts for, and its fold."""

    scene: Scene
    coded: Coded | None
    weight: float
    fold: int


def list_targets(codebook: Codebook) -> list[str]:
    """Give the targets of a codebook, in its order."""
    return [row["word"] for row in codebook.table("meanings") if row["list"] == "target"]


def list_holders(codebook: Codebook) -> list[str]:
    """Give the holders of a codebook, in its order."""
    return [row["word"] for row in codebook.table("meanings") if row["list"] == "holder"]


def read_lessons(examples: Iterable[tuple[Example, float]], codebook: Codebook) -> list[Lesson]:
    """Read examples, each with what it counts for, as the coder reads a text."""
    return [
        Lesson(scene, coded, weight, n % FOLDS)
        for n, (example, weight) in enumerate(show_progress(examples, "article"))
        for scene, coded in zip(look_at(example.title, example.lines, codebook), example.stances, strict=True)
    ]


def learn_model(lessons: Sequence[Lesson], codebook: Codebook) -> Model:
    """Learn from lessons what the targets and holders of a codebook are for and against."""
    targets, holders = list_targets(codebook), list_holders(codebook)
    names = name_heads(targets, holders)
    sentences, rows = _learn_sentences(lessons, names)

    def tell() -> Iterator[tuple[Lesson, Coded, Judged]]:
        for one, row in zip(lessons, rows, strict=True):
            if one.coded is not None:
                yield one, one.coded, dict(zip(names, row.tolist(), strict=True))

    cells, bases = _learn_cells(tell(), targets, holders)
    return Model(sentences, cells, bases, _learn_pairs(tell(), targets))


def name_heads(targets: Sequence[str], holders: Sequence[str]) -> tuple[str, ...]:
    """Name what the first step judges.

    >>> name_heads(["sco"], ["RUS"])[:5]
    ('sco', 'sco favor', 'sco against', 'by RUS favor', 'by RUS against')
    """
    on = (name for target in targets for name in (target, *(f"{target} {polarity}" for polarity in POLARITIES)))
    by = (f"by {holder} {polarity}" for holder in holders for polarity in POLARITIES)
    return (*on, *by, "any", *(f"any {polarity}" for polarity in POLARITIES))


def tell_heads(coded: Coded | None) -> set[str]:
    """Give the heads of the first step that are true of a sentence.

    >>> sorted(tell_heads({("RUS", "drones"): ("against", "words")}))
    ['any', 'any against', 'by RUS against', 'drones', 'drones against']
    """
    told = set()
    for (holder, target), (polarity, _) in (coded or {}).items():
        told |= {target, f"{target} {polarity}", f"by {holder} {polarity}", "any", f"any {polarity}"}
    return told


def _learn_sentences(lessons: Sequence[Lesson], names: tuple[str, ...]) -> tuple[Heads, "np.ndarray"]:
    """Learn the first step; give what first steps think of sentences that they have not seen, a column a head."""
    import numpy as np

    matrix, vocabulary = gather((describe_sentence(one.scene) for one in lessons), SENTENCE_RARE, even=True)
    truths = np.array([[name in told for name in names] for told in (tell_heads(one.coded) for one in lessons)])
    known = np.array([one.coded is not None for one in lessons])
    weights, folds = np.array([one.weight for one in lessons]), np.array([one.fold for one in lessons])

    def learn_from(chosen: "np.ndarray", heads: Sequence[str] = names) -> Heads:
        wanted = [names.index(head) for head in heads]
        learned, bias = learn(matrix[chosen], truths[chosen][:, wanted], SENTENCE_STRENGTH, weights[chosen])
        return Heads(tuple(heads), vocabulary, learned, bias, even=True)

    judged: np.ndarray = np.zeros(truths.shape, "f4")
    for fold in range(FOLDS):
        judged[folds == fold] = learn_from(known & (folds != fold)).judge_matrix(matrix[folds == fold])
    kept = _keep_heads(names, truths[known].sum(axis=0).tolist())
    return learn_from(known, kept), judged


def _keep_heads(names: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Leave out the heads of a target or a holder that hardly any example has: it is judged by what holds of others.

    >>> _keep_heads(name_heads(["sco", "canal"], [])[:6], [9, 9, 0, 1, 1, 0])
    ['sco', 'sco favor', 'sco against']
    """
    about = [name.removesuffix(" favor").removesuffix(" against") for name in names]
    common = {one for one, count in zip(about, counts, strict=True) if count > RARE}
    return [name for name, one in zip(names, about, strict=True) if one in common or one == "any"]


def _learn_cells(
    judged: Iterable[tuple[Lesson, Coded, Judged]], targets: Sequence[str], holders: Sequence[str]
) -> tuple[Heads, Heads]:
    """Learn the second step, and deeds against words, from the cells of the sentences that were coded."""
    import numpy as np

    told: list[tuple[bool, bool, float]] = []  # whether the stance is there, whether in deeds, its weight

    def tell() -> Iterator[Features]:
        for one, coded, heads in judged:
            for (holder, target, polarity), features in list_cells(one.scene, heads, targets, holders):
                said, basis = coded.get((holder, target), ("", ""))
                told.append((said == polarity, basis == "deeds", one.weight))
                yield features

    matrix, vocabulary = gather(tell(), CELL_RARE)
    true, deeds = (np.array([row[n] for row in told], bool) for n in range(2))
    weights = np.array([row[2] for row in told])
    stance = learn(matrix, true[:, None], CELL_STRENGTH, weights)
    basis = learn(matrix[true], deeds[true][:, None], CELL_STRENGTH, weights[true])
    return Heads(("stance",), vocabulary, *stance), Heads(("deeds",), vocabulary, *basis)


def _learn_pairs(judged: Iterable[tuple[Lesson, Coded, Judged]], targets: Sequence[str]) -> Heads:
    """Learn to judge a target by what holds of any: whether there is a stance on it, and which way."""
    import numpy as np

    truths: list[list[bool]] = []

    def tell() -> Iterator[Features]:
        for one, coded, heads in judged:
            said = tell_heads(coded)
            for target in targets:
                if features := describe_pair(one.scene, target):
                    truths.append([target in said, *(f"{target} {polarity}" in said for polarity in POLARITIES)])
                    yield features | add_odds(heads)

    matrix, vocabulary = gather(tell(), CELL_RARE)
    names = ("any", *POLARITIES)
    learned, bias = learn(matrix, np.array(truths, bool).reshape(-1, len(names)), CELL_STRENGTH)
    return Heads(names, vocabulary, learned, bias)
