"""Fits: the texts as terms, one fit of a number of topics to them, and its top words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.pipeline import Pipeline

from pakru.topics.factors import make_pipeline

TOP = 10  # words that stand for a topic


@dataclass(frozen=True)
class Texts:
    """Units as lists of terms, and the number of the passage that each belongs to."""

    terms: Sequence[Sequence[str]]
    passages: "np.ndarray[Any, Any]"

    def take(self, rows: Sequence[int] | Any) -> "Texts":
        """Give some of the units."""
        return Texts([self.terms[row] for row in rows], self.passages[rows])

    def draw(self, number: int) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
        """Draw as many passages as there are, with replacement: the rows of those drawn, and of those that were not.

        A passage drawn twice is there once, as a copy is. The draws are the same at every run.
        """
        distinct = np.unique(self.passages)
        drawn = np.random.default_rng([7, number]).choice(distinct, len(distinct))
        inside = np.isin(self.passages, drawn)
        return np.flatnonzero(inside), np.flatnonzero(~inside)


@dataclass(frozen=True)
class Settings:
    """What a fit needs to know: the model, its number of topics, which terms count, how many draws are averaged."""

    n_topics: int = 2
    method: str = "nmf"
    least: int = 3
    most: float = 0.3
    draws: int = 20
    random_state: int = 0

    def with_topics(self, n_topics: int) -> "Settings":
        """Give the same settings with another number of topics."""
        return replace(self, n_topics=n_topics)


@dataclass(frozen=True)
class Fit:
    """A number of topics fitted to texts."""

    pipeline: Pipeline
    texts: Texts
    weights: "np.ndarray[Any, Any]" = field(repr=False)

    @cached_property
    def terms(self) -> "np.ndarray[Any, Any]":
        """The terms that count, in the order of the components."""
        return self.pipeline["counts"].get_feature_names_out()

    @cached_property
    def components(self) -> "np.ndarray[Any, Any]":
        """The weight of each term in each topic; each topic has length one."""
        components = self.pipeline["model"].components_
        return components / np.maximum(np.linalg.norm(components, axis=1, keepdims=True), 1e-12)

    @cached_property
    def words(self) -> list[list[str]]:
        """The top words of each topic; a word stands only in the topic in which it weighs most."""
        own = np.where(self.components >= self.components.max(axis=0), self.components, 0)
        return [self._top(row) for row in own]

    @cached_property
    def shared_words(self) -> list[list[str]]:
        """The top words of each topic, whatever they weigh in others."""
        return [self._top(row) for row in self.components]

    def _top(self, row: "np.ndarray[Any, Any]") -> list[str]:
        return [str(self.terms[place]) for place in np.argsort(-row, kind="stable")[:TOP] if row[place] > 0]

    @cached_property
    def passages(self) -> list[set[str]]:
        """The terms of each passage, phrases joined."""
        joined = self.pipeline["phrases"].transform(self.texts.terms)
        found: dict[int, set[str]] = {}
        for number, terms in zip(self.texts.passages.tolist(), joined, strict=True):
            found.setdefault(number, set()).update(terms)
        return [*found.values()]

    def describe(self, texts: Texts) -> float:
        """Give the part of the counts of other texts that the topics account for, from 0 to 1: 1 - |X - WH|² / |X|²."""
        if not texts.terms:
            return float("nan")
        counts = csr_matrix(self.pipeline[:-1].transform(texts.terms))
        model = self.pipeline["model"]
        weights, topics = model.transform(counts), model.components_
        if self.pipeline["counts"].__class__.__name__ == "CountVectorizer":  # LDA: shares of each text's terms
            topics = topics / topics.sum(axis=1, keepdims=True)
            weights = weights * np.asarray(counts.sum(axis=1))
        total = counts.multiply(counts).sum()
        error = total - 2 * np.sum((counts @ topics.T) * weights) + np.sum((weights.T @ weights) * (topics @ topics.T))
        return float(1 - error / total) if total else float("nan")


def fit_texts(texts: Texts, settings: Settings) -> Fit:
    """Fit topics to texts.

    >>> texts = Texts([["gas", "", "pipeline"], ["war", "", "troops"]] * 4, np.arange(8))
    >>> fit_texts(texts, Settings(2, most=0.5)).words
    [['troops', 'war'], ['gas', 'pipeline']]
    """
    pipeline = make_pipeline(
        settings.n_topics,
        settings.method,
        least=settings.least,
        most=settings.most,
        draws=settings.draws,
        random_state=settings.random_state,
    )
    passages = {"model__passages": texts.passages} if settings.method == "nmf" else {}
    return Fit(pipeline, texts, pipeline.fit_transform(texts.terms, **passages))
