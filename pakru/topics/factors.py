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
DENSE = 4_000_000  # cells up to which a matrix is taken apart as a whole
Matrix = Any


class ExactNMF(TransformerMixin, BaseEstimator):
    """scikit-learn's NMF from an exact start: the same topics for every seed and any number of threads.

    The start is NNDSVD (Boutsidis and Gallopoulos 2008), zeros filled with the mean, from an exact decomposition; that
    of scikit-learn is randomised. Rows of `components_` have length one.

    >>> ExactNMF(2).fit(np.array([[2.0, 2, 0, 0], [0, 0, 1, 1]])).components_.round(2).tolist()
    [[0.71, 0.71, 0.0, 0.0], [0.0, 0.0, 0.71, 0.71]]
    """

    def __init__(self, n_components: int, max_iter: int = 500, tol: float = 1e-4) -> None:
        self.n_components = n_components
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, counts: Matrix, y: Any = None) -> "ExactNMF":
        """Find the topics."""
        self.fit_transform(counts)
        return self

    def fit_transform(self, counts: Matrix, y: Any = None) -> Matrix:
        """Find the topics and give the weight of each in each row."""
        counts = _spread(counts)
        with _one_thread():
            weights, topics = start(counts, self.n_components)
            model = NMF(self.n_components, init="custom", max_iter=self.max_iter, tol=self.tol)
            model.fit_transform(counts, W=weights, H=topics)
        lengths = np.linalg.norm(model.components_, axis=1, keepdims=True)
        self.components_ = model.components_ / np.where(lengths > 0, lengths, 1)
        return self.transform(counts)

    def transform(self, counts: Matrix) -> Matrix:
        """Give the weight of each topic in each row."""
        with _one_thread():
            weights, _, _ = non_negative_factorization(
                _spread(counts), H=self.components_, n_components=self.n_components, init="custom", update_H=False
            )
        return weights


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
    """Give the exact start of an NMF with `n` topics: weights of rows, weights of terms."""
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
    n_topics: int, method: str = "nmf", *, least: int = 3, most: float = 0.3, random_state: int = 0
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
    counts, model = TfidfVectorizer(**shared), ExactNMF(n_topics)
    root = FunctionTransformer(np.sqrt, accept_sparse=True)
    return Pipeline([("phrases", Phrases()), ("counts", counts), ("root", root), ("model", model)])
