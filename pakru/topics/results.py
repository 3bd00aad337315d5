"""Results: fitted topics as tables, with their doubts beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from pakru.topics.doubts import Redraw, measure_topics
from pakru.topics.fits import Fit, Settings
from pakru.topics.inputs import Reading
from pakru.topics.naming import label_topics
from pakru.topics.portions import find_typical, share_text, weigh_portions
from pakru.topics.terms import spell_terms


@dataclass(frozen=True, eq=False)
class Topics:
    """Topics of a table's texts, with their doubts.

    `table`: a row for each topic, the one with most text first: topic, label, words, share of text, npmi, overlap,
    correlation. `words`: topic, rank, word, weight. `units`: the rows that came in; `weights`: what each topic weighs
    in each; `counted`: which of them count. `doubts`: the measures of the whole, with those of words dealt out at
    random. `curve`: the measures of each number of topics tried. `marks`: what was lacking, where `force=True` was
    set; else empty. `wallpaper`: words in so many units that they tell nothing apart.
    """

    table: pd.DataFrame
    words: pd.DataFrame
    units: pd.DataFrame = field(repr=False)
    weights: pd.DataFrame = field(repr=False)
    counted: pd.Series = field(repr=False)
    doubts: pd.Series = field(repr=False)
    curve: pd.DataFrame = field(repr=False)
    marks: tuple[str, ...]
    wallpaper: tuple[str, ...] = field(repr=False)
    fit: Fit = field(repr=False)
    settings: Settings
    text: str = field(default="text", repr=False)

    @property
    def labels(self) -> list[str]:
        """The name of each topic: its number and its label."""
        return [f"{topic} {label}" for topic, label in zip(self.table["topic"], self.table["label"], strict=True)]

    def typical(self, n: int = 3) -> pd.DataFrame:
        """Give the `n` most typical units of each topic, each of another passage, with all that is known of them."""
        return find_typical(self.weights[self.counted], self.units[self.counted], n)

    def portions(self) -> pd.DataFrame:
        """Give for each unit the portion of each topic: together 1, or 0 where no topic weighs anything."""
        return weigh_portions(self.weights).set_axis(self.labels, axis=1)

    def shares(self, by: str | Sequence[str]) -> pd.DataFrame:
        """Share the text of each value of a column (article, file, a period) out to topics; copies count once."""
        return share_text(self.portions()[self.counted], self.units[self.counted], by, self.text)


def order_topics(weights: "np.ndarray[Any, Any]", lengths: Sequence[int]) -> list[int]:
    """Give the numbers of the topics, the one with most text first.

    >>> order_topics(np.array([[1.0, 3.0], [0.0, 2.0]]), [10, 10])
    [1, 0]
    """
    portions = weigh_portions(pd.DataFrame(weights)).to_numpy()
    return np.argsort(-(portions * np.asarray(lengths)[:, None]).sum(axis=0), kind="stable").tolist()


def list_words(fit: Fit, order: Sequence[int], texts: Sequence[str]) -> pd.DataFrame:
    """Give the top words of each topic as the texts write them: topic, rank, word, term, weight."""
    spelled = spell_terms({term for terms in fit.words for term in terms}, texts)
    weights = [dict(zip(fit.terms, row, strict=True)) for row in fit.components]
    rows = [
        (number, rank, spelled[term], term, float(weights[topic][term]))
        for number, topic in enumerate(order, 1)
        for rank, term in enumerate(fit.words[topic], 1)
    ]
    return pd.DataFrame(rows, columns=["topic", "rank", "word", "term", "weight"])


def list_topics(
    fit: Fit,
    redraws: Sequence[Redraw],
    order: Sequence[int],
    labels: Sequence[str],
    words: pd.DataFrame,
    share: pd.Series,
) -> pd.DataFrame:
    """Give a row for each topic: its label, words, share of text, and doubts of its own."""
    joined = words.groupby("topic")["word"].agg(", ".join)
    numbers = range(1, len(order) + 1)
    named = pd.Series([labels[topic] for topic in order], numbers, dtype="str")
    table = measure_topics(fit, redraws).iloc[[*order]].reset_index(drop=True)
    for place, (name, values) in enumerate({"label": named, "words": joined, "share": share}.items()):
        table.insert(place, name, values.reindex(numbers, fill_value="" if name != "share" else 0.0).to_numpy())
    table.insert(0, "topic", numbers)
    return table


def find_wallpaper(fit: Fit, most: float) -> tuple[str, ...]:
    """Give the terms that stand in more than a share of `most` of the units, the most frequent first."""
    counts: dict[str, int] = {}
    for terms in fit.pipeline["phrases"].transform(fit.texts.terms):
        for term in dict.fromkeys(terms):
            counts[term] = counts.get(term, 0) + 1
    common = [term for term, count in counts.items() if count > most * len(fit.texts.terms)]
    return tuple(sorted(common, key=lambda term: (-counts[term], term)))


def weigh_rows(reading: Reading, fit: Fit) -> "np.ndarray[Any, Any]":
    """Give the weights of the topics in every row, those too that did not count."""
    weights = np.zeros((len(reading.terms), len(fit.words)))
    weights[reading.rows] = fit.weights
    if others := sorted(set(range(len(reading.terms))) - set(reading.rows)):
        weights[others] = fit.pipeline.transform([reading.terms[row] for row in others])
    return weights


def make_topics(reading: Reading, fit: Fit, redraws: Sequence[Redraw], settings: Settings, **known: Any) -> Topics:
    """Put a fit together with its tables."""
    units, counted = reading.units, reading.counted
    texts = units.loc[[*reading.rows], reading.text].tolist()
    order = order_topics(fit.weights, [len(one) for one in texts])
    words = list_words(fit, order, texts)
    weights = pd.DataFrame(weigh_rows(reading, fit)[:, order], units.index, range(1, len(order) + 1))
    length = units[reading.text].str.len()[counted]
    share = weigh_portions(weights[counted]).mul(length, axis=0).sum() / max(length.sum(), 1)
    return Topics(
        table=list_topics(fit, redraws, order, label_topics(fit, texts, settings.least), words, share),
        words=words,
        units=units,
        weights=weights,
        counted=counted,
        wallpaper=find_wallpaper(fit, settings.most),
        fit=fit,
        settings=settings,
        text=reading.text,
        **known,
    )
