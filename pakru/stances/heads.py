"""Heads: several yes-or-no judgements of the same features, each a logistic regression; to weights and back.

What a head has learned is a weight a feature; weights are rounded, and those near nothing left out, so that the same
texts give the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pakru.progress import show_progress
from pakru.stances.matrices import to_matrix
from pakru.stances.sentencefeatures import Features

if TYPE_CHECKING:
    import numpy as np

UNLEARNED = -7.0  # bias of a head that is not learned: nearly never
RARE = 2  # a head that is true in fewer examples is not learned
PLACES = 3  # of a weight


@dataclass(frozen=True)
class Heads:
    """Learned judgements: `weights` has a row a feature of `vocabulary` and a column a name, `bias` a number a name."""

    names: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: "np.ndarray"
    bias: "np.ndarray"
    even: bool = False  # whether rows of features are brought to one length

    def judge(self, rows: Iterable[Features]) -> "np.ndarray":
        """Give the probability of each name (columns) for each row of features."""
        return self.judge_matrix(to_matrix(rows, self.vocabulary, self.even))

    def judge_matrix(self, matrix: Any) -> "np.ndarray":
        """Give the probability of each name for each row of a matrix."""
        from scipy.special import expit

        return expit(matrix @ self.weights + self.bias)

    def explain(self, features: Features, name: str, ending: str = "", most: int = 3) -> list[str]:
        """Give the features that spoke most for a name, the strongest first; only those with an ending, without it."""
        if name not in self.names:
            return []
        column = self.names.index(name)
        told = [(f, value) for f, value in features.items() if f.endswith(ending) and f in self.vocabulary]
        weighed = ((float(self.weights[self.vocabulary[f], column]) * value, f) for f, value in told)
        spoke = sorted((-weight, f.removesuffix(ending)) for weight, f in weighed if weight > 0)
        return [feature for _, feature in spoke[:most]]


def learn(matrix: Any, truths: "np.ndarray", strength: float, weights: "np.ndarray | None" = None) -> tuple[Any, Any]:
    """Learn a logistic regression a column of `truths`; give weights (features by columns) and biases."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    learned = np.zeros((matrix.shape[1], truths.shape[1]), "f4")
    counts = truths.sum(axis=0)
    bias = np.where((counts > RARE) & (counts == len(truths)), -UNLEARNED, UNLEARNED)
    for column, count in enumerate(show_progress(counts, "judgement", len(counts))):
        if RARE < count < len(truths):
            model = LogisticRegression(C=strength, random_state=0, **_choose_solver(matrix))
            model.fit(matrix, truths[:, column], sample_weight=weights)
            learned[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return learned.round(PLACES), bias.round(PLACES)


def _choose_solver(matrix: Any) -> dict[str, Any]:
    """Solve few rows by coordinates, which is fast, and many in place: liblinear would copy them."""
    if matrix.shape[0] < matrix.shape[1]:
        return {"solver": "liblinear", "dual": True, "tol": 0.02, "max_iter": 50, "intercept_scaling": 3}
    return {"solver": "lbfgs", "tol": 1e-3, "max_iter": 200}
