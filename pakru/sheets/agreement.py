"""Agreement: how far two coders found the same stances in the same sentences, with intervals over articles.

F1 compares the stances that they found. Kappa and alpha compare cells: a sentence, a holder and a target make a cell,
coded none, favor or against. Only those count whose sentence mentions the target by the codebook's patterns (and the
holder by its names), and those that either coder coded: the many cells that nobody would code are no agreement.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pakru.codebook import Codebook
from pakru.mentions import find_mentions
from pakru.records import Sentence
from pakru.rows import InputError
from pakru.scores import resample
from pakru.sheets.chance import alphas, cohen_kappa, kappas, krippendorff_alpha
from pakru.sheets.handouts import WRITER, Asked
from pakru.sheets.returns import Return
from pakru.sheets.settling import check_pair, list_shared

LABELS = {"favor": 1, "against": 2}  # a cell without a stance has 0
MENTIONS = ("name", "part")  # kinds of the patterns by which a sentence mentions a target
MEASURES: Mapping[str, tuple[Callable[[Any], float], Callable[[np.ndarray], np.ndarray]]] = {
    "kappa": (cohen_kappa, kappas),
    "alpha": (krippendorff_alpha, alphas),
}


class Cells(NamedTuple):
    """Two coders' labels by sentence, holder and target, the article of each sentence, and which cells count."""

    one: np.ndarray
    other: np.ndarray
    articles: np.ndarray
    universes: Mapping[str, np.ndarray]

    def of_target(self, place: int) -> "Cells":
        """Give the cells of one target."""
        part = np.s_[:, :, place : place + 1]
        universes = {name: universe[part] for name, universe in self.universes.items()}
        return Cells(self.one[part], self.other[part], self.articles, universes)


def compare(one: Return, other: Return, codebook: Codebook, seed: int = 0) -> pd.DataFrame:
    """Give the agreement of two coders on the sentences that both have coded: a row per measure, of all and by target.

    `value` lies between `low` and `high` in 95 % of 1,000 resamples of articles, drawn with `seed`. `n` counts the
    stances that either coder has, or the cells; `n_one` and `n_other` what each has, `n_both` what they share. A figure
    that nothing stands behind is NaN: an interval over fewer than two articles; kappa and alpha where all cells have
    one label; alpha also where NLTK, the extra `agreement`, is not installed. InputError if they cannot be compared.
    """
    check_pair(one, other)
    asked = list_shared(one, other)
    if not asked:
        raise InputError(f"{one.coder} and {other.coder} have coded no sentence both; expected one at least")
    holders = _list_words(one.handout.holders, one.stances["holder"], other.stances["holder"])
    targets = _list_words(one.handout.targets, one.stances["target"], other.stances["target"])
    first, second = (_label(side.stances, asked, holders, targets) for side in (one, other))
    universes = _find_universes(asked, (first > 0) | (second > 0), holders, targets, codebook)
    cells = Cells(first, second, _number_articles(asked), universes)
    parts = {"": cells} | {target: cells.of_target(place) for place, target in enumerate(targets)}
    rows = [{"target": target, **row} for target, part in parts.items() for row in _compare(part, seed)]
    counts = ["n", "n_one", "n_other", "n_both"]
    return pd.DataFrame(rows, columns=["target", "measure", "of", "value", "low", "high", *counts])


def _list_words(words: Iterable[str], *columns: pd.Series) -> list[str]:
    """List the words of a codebook, then those that only drafts have."""
    return list(dict.fromkeys([*words, *(word for column in columns for word in sorted(column))]))


def _label(stances: pd.DataFrame, asked: Sequence[Asked], holders: list[str], targets: list[str]) -> np.ndarray:
    labels = np.zeros((len(asked), len(holders), len(targets)), dtype=np.int8)
    places = {(one.file, one.start, one.end): place for place, one in enumerate(asked)}
    for row in stances.to_dict("records"):
        place = places.get((row["file"], row["sentence_start"], row["sentence_end"]))
        if place is not None:
            labels[place, holders.index(row["holder"]), targets.index(row["target"])] = LABELS[row["polarity"]]
    return labels


def _number_articles(asked: Sequence[Asked]) -> np.ndarray:
    return pd.factorize(np.array([f"{one.file} {one.article}" for one in asked], dtype=object))[0]


def _find_universes(
    asked: Sequence[Asked], coded: np.ndarray, holders: list[str], targets: list[str], codebook: Codebook
) -> Mapping[str, np.ndarray]:
    """Say which cells count: those of targets that a sentence mentions, and of holders that it names."""
    about, named = np.zeros((len(asked), 1, len(targets)), bool), np.zeros((len(asked), len(holders), 1), bool)
    patterns = _compile_targets(codebook)
    for place, sentence in enumerate(asked):
        about[place, 0] = [any(p.search(sentence.text) for p in patterns.get(target, ())) for target in targets]
        actors = _name_actors(sentence, codebook)
        named[place, :, 0] = [holder in actors for holder in holders]
    return {"all holders": coded | about, "named holders": coded | (about & named)}


def _compile_targets(codebook: Codebook) -> Mapping[str, list[re.Pattern[str]]]:
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for row in codebook.table("targets"):
        if row["kind"] in MENTIONS:
            patterns.setdefault(row["target"], []).append(
                re.compile(rf"(?<!\w)(?:{row['pattern']})(?!\w)", re.IGNORECASE)
            )
    return patterns


def _name_actors(asked: Asked, codebook: Codebook) -> set[str]:
    place = (asked.file, asked.article, asked.passage, asked.sentence, asked.start, asked.end)
    return {WRITER, *(mention.actor for mention in find_mentions(Sentence(*place, asked.text), codebook))}


def _compare(cells: Cells, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the measures: F1 of stances, with the holder and without, kappa and alpha of cells."""
    one, other = (np.stack([side == label for label in LABELS.values()]) for side in (cells.one, cells.other))
    yield {"measure": "f1", "of": "stances", **_compare_found(one, other, cells.articles, seed)}
    one, other = np.any(one, axis=2), np.any(other, axis=2)
    yield {"measure": "f1", "of": "without holder", **_compare_found(one, other, cells.articles, seed)}
    for of, universe in cells.universes.items():
        by_article = _count_pairs(cells, universe)
        for name, (figure, figures) in MEASURES.items():
            low, high = resample(by_article, figures, seed)
            value = {"value": figure(by_article.sum(axis=0).reshape(3, 3)), "low": low, "high": high}
            yield {"measure": name, "of": of, **value, **_count_cells(by_article.sum(axis=0).reshape(3, 3))}


def _compare_found(one: np.ndarray, other: np.ndarray, articles: np.ndarray, seed: int) -> dict[str, Any]:
    """Compare what two coders found; sentences are the second axis."""
    sides = [side.reshape(*side.shape[:2], -1).sum(axis=(0, 2)) for side in (one, other, one & other)]
    size = articles.max(initial=-1) + 1
    by_article = np.stack([np.bincount(articles, side, size) for side in sides], axis=1)
    n_one, n_other, n_both = (int(count) for count in by_article.sum(axis=0))
    low, high = resample(by_article, _f1, seed)
    counts = {"n": n_one + n_other - n_both, "n_one": n_one, "n_other": n_other, "n_both": n_both}
    return {"value": float(_f1(by_article.sum(axis=0))), "low": low, "high": high, **counts}


def _f1(sums: np.ndarray) -> np.ndarray:
    found = np.asarray(sums[0] + sums[1], dtype=float)
    return np.divide(2 * sums[2], found, out=np.full_like(found, np.nan), where=found > 0)


def _count_pairs(cells: Cells, universe: np.ndarray) -> np.ndarray:
    """Count the pairs of labels of the cells that count: a row for each article, nine columns."""
    places = np.nonzero(universe)
    pairs = cells.one[places].astype(int) * 3 + cells.other[places]
    size = cells.articles.max(initial=-1) + 1
    return np.bincount(cells.articles[places[0]] * 9 + pairs, minlength=size * 9).reshape(size, 9).astype(float)


def _count_cells(table: np.ndarray) -> dict[str, int]:
    """Count the cells, those that each coded, and those coded alike, none left out."""
    counts = {
        "n": table.sum(),
        "n_one": table[1:].sum(),
        "n_other": table[:, 1:].sum(),
        "n_both": table[1, 1] + table[2, 2],
    }
    return {name: int(count) for name, count in counts.items()}
