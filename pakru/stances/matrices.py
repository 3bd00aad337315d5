"""Rows of features as sparse matrices: one column a feature."""

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pakru.stances.sentencefeatures import Features

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

LENGTH = 3.0  # of an even row


class Gatherer:
    """Rows of features on their way into a sparse matrix; what no row has yet gets a column if `growing`."""

    def __init__(self, vocabulary: dict[str, int], even: bool = False, growing: bool = False) -> None:
        self.vocabulary, self.even, self.growing = vocabulary, even, growing
        self.columns, self.values, self.ends = array("i"), array("f"), array("q", [0])

    def add(self, row: Features) -> None:
        """Add a row."""
        length = sum(value * value for value in row.values()) ** 0.5 / LENGTH if self.even and row else 1.0
        for name, value in row.items():
            column = self.vocabulary.get(name, -1)
            if column < 0 and self.growing:
                column = self.vocabulary[name] = len(self.vocabulary)
            if column >= 0:
                self.columns.append(column)
                self.values.append(value / length)
        self.ends.append(len(self.columns))

    def to_matrix(self) -> "csr_matrix":
        """Give the rows as a matrix, the columns as `vocabulary` numbers them."""
        import numpy as np
        from scipy.sparse import csr_matrix

        parts = (
            np.frombuffer(part, dtype) for part, dtype in ((self.values, "f4"), (self.columns, "i4"), (self.ends, "i8"))
        )
        return csr_matrix(tuple(parts), shape=(len(self.ends) - 1, len(self.vocabulary)))


def to_matrix(rows: Iterable[Features], vocabulary: dict[str, int], even: bool = False) -> "csr_matrix":
    """Give rows of features as a sparse matrix; a feature outside the vocabulary is left out.

    >>> to_matrix([{"a": 1.0, "c": 2.0}, {}], {"a": 0, "b": 1}).toarray().tolist()
    [[1.0, 0.0], [0.0, 0.0]]
    """
    gatherer = Gatherer(vocabulary, even)
    for row in rows:
        gatherer.add(row)
    return gatherer.to_matrix()


def gather(rows: Iterable[Features], least: int, even: bool = False) -> tuple["csr_matrix", dict[str, int]]:
    """Give rows as a matrix of the features that at least `least` rows have, in the order of their names.

    >>> matrix, vocabulary = gather([{"b": 1.0}, {"a": 1.0, "b": 2.0}, {"a": 1.0, "c": 1.0}], 2)
    >>> matrix.toarray().tolist(), vocabulary
    ([[0.0, 1.0], [1.0, 2.0], [1.0, 0.0]], {'a': 0, 'b': 1})
    """
    gatherer = Gatherer({}, even, growing=True)
    for row in rows:
        gatherer.add(row)
    matrix = gatherer.to_matrix()
    counts = matrix.getnnz(axis=0)
    kept = sorted(name for name, column in gatherer.vocabulary.items() if counts[column] >= least)
    return matrix[:, [gatherer.vocabulary[name] for name in kept]], {name: n for n, name in enumerate(kept)}
