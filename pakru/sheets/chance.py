"""Agreement beyond chance: kappa and alpha from counts of pairs of labels.

The figures themselves come from scikit-learn and NLTK, which take units one by one; an interval needs a thousand of
them from sums, which the formulas here give. Tests hold both to the same numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

EXTRA = "nltk"  # where alpha comes from: the extra `agreement`


def has_alpha() -> bool:
    """Say whether the package is installed that alpha comes from."""
    return find_spec(EXTRA) is not None


def cohen_kappa(table: Any) -> float:
    """Give Cohen's kappa (1960) of a table of pairs: labels of one coder by labels of the other; NaN without variety.

    >>> round(cohen_kappa([[20, 5], [10, 15]]), 2)
    0.4
    """
    from sklearn.metrics import cohen_kappa_score

    if not _varies(table):
        return float("nan")
    one, other, counts = zip(*_pairs(table), strict=True)
    return float(cohen_kappa_score(one, other, sample_weight=counts))


def krippendorff_alpha(table: Any) -> float:
    """Give Krippendorff's alpha for nominal labels (2004, chapter 11) of a table of pairs; NaN without variety or NLTK.

    >>> round(krippendorff_alpha([[20, 5], [10, 15]]), 3)
    0.4
    """
    if not has_alpha() or not _varies(table):
        return float("nan")
    from nltk.metrics.agreement import AnnotationTask

    units = (pair for *pair, count in _pairs(table) for _ in range(int(count)))
    answers = [(coder, unit, label) for unit, pair in enumerate(units) for coder, label in enumerate(pair)]
    return float(AnnotationTask(answers).alpha())


def kappas(sums: np.ndarray) -> np.ndarray:
    """Give kappa of many tables at once: a row for each pair of labels, a column for each table."""
    table, n = _square(sums), sums.sum(axis=0)
    seen = np.trace(table)
    expected = _over((table.sum(axis=0) * table.sum(axis=1)).sum(axis=0), n)
    return _over(seen - expected, n - expected)


def alphas(sums: np.ndarray) -> np.ndarray:
    """Give alpha of many tables at once, as `kappas`."""
    table, n = _square(sums), sums.sum(axis=0)
    labels = table.sum(axis=0) + table.sum(axis=1)
    chance = (2 * n) * (2 * n - 1) - (labels * (labels - 1)).sum(axis=0)
    return 1 - _over((n - np.trace(table)) * 2 * (2 * n - 1), chance)


def _square(sums: np.ndarray) -> np.ndarray:
    size = round(len(sums) ** 0.5)
    return sums.reshape(size, size, *sums.shape[1:])


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide; by nothing it is NaN."""
    return np.divide(part, whole, out=np.full_like(part, np.nan, dtype=float), where=whole > 0)


def _pairs(table: Iterable[Sequence[float]]) -> Iterator[tuple[int, int, float]]:
    return ((i, j, count) for i, row in enumerate(table) for j, count in enumerate(row) if count)


def _varies(table: Any) -> bool:
    """Say whether more than one label was given."""
    return len({label for *pair, _ in _pairs(table) for label in pair}) > 1
