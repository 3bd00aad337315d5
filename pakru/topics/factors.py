"""Factors: counts of terms to topics, by scikit-learn's own vectoriser and models, the same at every run.

The counts are TF-IDF, its root taken: a term that a text repeats, or a rare one, then weighs less, and topics hang less
on single texts.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from scipy import linalg
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix, issparse
from scipy.sparse.linalg import svds
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import NMF, LatentDirichletAllocation, non_negative_factorization
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer
from threadpoolctl import threadpool_limits

from pakru.topics.terms import Phrases

METHODS = ("nmf", "lda")
TOLERANCE = 1e-4
ROUNDS = 10  # of matching
DENSE = 4_000_000  # cells up to which a matrix is taken apart as a whole
Matrix = Any


class ConsensusNMF(TransformerMixin, BaseEstimator):
    """scikit-learn's NMF, the mean of fits to parts of the rows: the same topics for every seed and number of threads.

    Each of `draws` fits leaves a fifth of the passages out; its topics are matched to those of the fit to all rows
    (Hungarian method), and a topic is the mean of its matches, so that no single passage decides it. Consensus NMF
    (Kotliar et al. 2019) clusters the topics of many starts instead; here the start is exact and the rows change. Rows
    of `components_` have length one.

    >>> counts = np.array([[2.0, 2, 0, 0], [0, 0, 1, 1]] * 3)
    >>> ConsensusNMF(2).fit(counts).components_.round(2).tolist()
    [[0.71, 0.71, 0.0, 0.0], [0.0, 0.0, 0.71, 0.71]]
    """

    def __init__(self, n_components: int, draws: int = 20, share: float = 0.8) -> None:
        self.n_components = n_components
        self.draws = draws
        self.share = share

    def fit(self, counts: Matrix, y: Any = None, passages: Sequence[int] | None = None) -> "ConsensusNMF":
        """Find the topics; rows of one of `passages` are left out together."""
        counts = _spread(counts)
        numbers = np.arange(counts.shape[0]) if passages is None else np.asarray(passages)
        with _one_thread():
            whole = factorise(counts, self.n_components, TOLERANCE)
            drawn = draw_rows(numbers, self.draws, self.share)
            parts = [factorise(counts[rows], self.n_components, 10 * TOLERANCE) for rows in drawn]
        self.components_ = average(whole, parts)
        return self

    def fit_transform(self, counts: Matrix, y: Any = None, passages: Sequence[int] | None = None) -> Matrix:
        """Find the topics and give the weight of each in each row."""
        return self.fit(counts, y, passages).transform(counts)

    def transform(self, counts: Matrix) -> Matrix:
        """Give the weight of each topic in each row."""
        with _one_thread():
            weights, _, _ = non_negative_factorization(
                _spread(counts), H=self.components_, n_components=self.n_components, init="custom", update_H=False
            )
        return weights


def factorise(counts: Matrix, n: int, tolerance: float) -> Matrix:
    """Give the topics of one NMF from the exact start, as rows of length one."""
    weights, topics = start(counts, n)
    model = NMF(n, init="custom", max_iter=500, tol=tolerance)
    model.fit_transform(counts, W=weights, H=topics)
    return _scale(model.components_)


def draw_rows(passages: Matrix, draws: int, share: float) -> Iterator[Matrix]:
    """Give the rows of each draw of a share of the passages; the draws are the same at every run.

    >>> [rows.tolist() for rows in draw_rows(np.array([0, 0, 1, 2]), 2, 0.7)]
    [[2, 3], [0, 1, 2]]
    """
    distinct = np.unique(passages)
    size = max(1, round(share * len(distinct)))
    for draw in range(draws):
        chosen = np.random.default_rng(draw).choice(distinct, size, replace=False)
        yield np.flatnonzero(np.isin(passages, chosen))


def average(topics: Matrix, others: Sequence[Matrix]) -> Matrix:
    """Give the mean of topics and of their matches in other fits, matched anew until nothing changes.

    >>> average(np.eye(2), [np.eye(2)[::-1]]).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    for _ in range(ROUNDS):
        matches = [other[linear_sum_assignment(-(topics @ other.T))[1]] for other in others]
        mean = _scale(np.mean(matches, axis=0)) if matches else topics
        if np.allclose(mean, topics):
            break
        topics = mean
    return topics


def _scale(topics: Matrix) -> Matrix:
    lengths = np.linalg.norm(topics, axis=1, keepdims=True)
    return topics / np.where(lengths > 0, lengths, 1)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Work on one thread, as more would add up in another order; the last steps of a fit change no word."""
    with threadpool_limits(1), catch_warnings():
        simplefilter("ignore", ConvergenceWarning)
        yield


def _spread(counts: Matrix) -> Matrix:
    """Give small counts with their zeros, which are faster so."""
    small = counts.shape[0] * counts.shape[1] <= DENSE
    return counts.toarray() if small and issparse(counts) else counts


def start(counts: Matrix, n: int) -> tuple[Matrix, Matrix]:
    """Give the exact start of an NMF with `n` topics: weights of rows, weights of terms.

    It is NNDSVD (Boutsidis and Gallopoulos 2008), zeros filled with the mean, from an exact decomposition; that of
    scikit-learn is randomised.
    """
    left, size, right = decompose(counts, n)
    rows, terms = np.zeros_like(left), np.zeros_like(right.T)
    for place in range(left.shape[1]):
        sides = [(np.maximum(sign * left[:, place], 0), np.maximum(sign * right[place], 0)) for sign in (1, -1)]
        a, b = max(sides, key=lambda side: np.linalg.norm(side[0]) * np.linalg.norm(side[1]))
        norms = np.linalg.norm(a), np.linalg.norm(b)
        scale = np.sqrt(size[place] * norms[0] * norms[1])
        rows[:, place], terms[:, place] = scale * a / (norms[0] or 1), scale * b / (norms[1] or 1)
    mean = counts.mean()
    return _fill(rows, n, mean), np.ascontiguousarray(_fill(terms, n, mean).T)


def _fill(matrix: Matrix, n: int, mean: float) -> Matrix:
    filled = np.full((len(matrix), n), mean)
    filled[:, : matrix.shape[1]] = np.where(matrix < 1e-6, mean, matrix)
    return filled


def decompose(counts: Matrix, n: int) -> tuple[Matrix, Matrix, Matrix]:
    """Give the `n` largest singular values with their vectors, exact to the machine's precision, without a seed."""
    if counts.shape[0] * counts.shape[1] <= DENSE:
        left, size, right = linalg.svd(_spread(counts), full_matrices=False)
    else:
        left, size, right = svds(csr_matrix(counts), n, v0=np.ones(min(counts.shape)), solver="arpack")
        left, size, right = left[:, ::-1], size[::-1], right[::-1]
    return left[:, :n], size[:n], right[:n]


def as_it_is(terms: Sequence[str]) -> Sequence[str]:
    """Give a list of terms to scikit-learn's vectorisers, which then need not split a text."""
    return terms


def make_pipeline(
    n_topics: int, method: str = "nmf", *, least: int = 3, most: float = 0.3, draws: int = 20, random_state: int = 0
) -> Pipeline:
    """Make the pipeline from lists of terms to topics: phrases, counts, model.

    A term counts if at least `least` texts have it and no more than a share of `most`: what stands everywhere is the
    corpus's wallpaper.

    >>> [name for name, _ in make_pipeline(2).steps]
    ['phrases', 'counts', 'root', 'model']
    """
    shared: dict[str, Any] = {"analyzer": as_it_is, "token_pattern": None, "min_df": least, "max_df": most}
    if method == "lda":
        lda = LatentDirichletAllocation(n_topics, random_state=random_state, max_iter=20)
        return Pipeline([("phrases", Phrases()), ("counts", CountVectorizer(**shared)), ("model", lda)])
    counts, model = TfidfVectorizer(**shared), ConsensusNMF(n_topics, draws)
    root = FunctionTransformer(np.sqrt, accept_sparse=True)
    return Pipeline([("phrases", Phrases()), ("counts", counts), ("root", root), ("model", model)])
