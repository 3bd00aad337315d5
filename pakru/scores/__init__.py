"""Scores: a coding against a reference, one row per measure, with intervals from resampling articles.

Every measure is three counts: what the reference has, what the coding has, and what belongs together, one to one.
Precision, recall and F1 follow from them. Where `of` is "shared", the rows that both have are asked whether they agree
in a column: both counts are then the number of pairs, and precision, recall and F1 are one number, the accuracy.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pakru import tables
from pakru.scores.counts import Coding, Measure
from pakru.scores.measures import MEASURES, measure

RESAMPLES = 1000
CHUNK = 100  # resamples drawn at a time, to bound the memory

# kind -> columns that tell it from the kinds below
TELLING = {
    "stances": {"holder", "polarity"},
    "timexes": {"type", "value"},
    "repairs": {"repaired"},
    "duplicates": {"of_start"},
    "mentions": {"actor", "quote"},
    "articles": {"published_earliest", "outlet"},
    "events": {"label", "status"},
    "conflicts": {"field", "value"},
    "event_mentions": {"event", "quote"},
    "boilerplate": {"kind", "quote"},
    "sentences": {"sentence", "start"},
    "passages": {"passage", "start"},
}

Tables = Mapping[str, pd.DataFrame]


def score(reference: Any, coded: Any, articles: Any = None, seed: int = 0) -> pd.DataFrame:
    """Compare a coding with a reference: a row per measure with precision, recall, F1, their counts, an interval.

    Both are one table (DataFrame or file) or all tables of a coding (dict by kind, or folder). Of these every kind that
    both have is scored, and sentences against those of the reference's stances; events need `event_mentions` beside
    them. Compared are the files of `articles` (a table), or those of the reference table. `low` and `high` hold
    95 % of the F1, or of the recall where there is no precision, of 1,000 resamples of articles, or of files for
    tables without articles; `seed` draws them. A figure that nothing stands behind is NaN: precision where nothing
    was coded, recall where the reference is empty, an interval over fewer than two articles.
    TableError for a table that is of no known kind.

    >>> row = {"file": "a.txt", "start": 0, "end": 9, "kind": "thanks", "quote": "Thank you"}
    >>> table = score(pd.DataFrame([row]), pd.DataFrame([row, {**row, "start": 20, "end": 29}]))
    >>> table.loc[table.measure == "extent", ["precision", "recall"]].to_numpy().tolist()
    [[0.5, 1.0]]
    """
    given, found = _read(reference), _read(coded)
    where = given.get("articles") if articles is None else _read(articles)["articles"]
    scored = []
    for kind in _kinds(given, found):
        files = _files(kind, given) if where is None else set(where["file"])
        for counts in measure(kind, _limit(given, files, where), _limit(found, files, where)):
            scored.append({"kind": kind, **_figures(counts, _units(counts, where), seed)})
    whole = dict.fromkeys(["n_reference", "n_coded", "n_both"], "Int64")
    columns = ["kind", "measure", "of", "precision", "recall", "f1", *whole, "low", "high"]
    return pd.DataFrame(scored, columns=columns).astype(whole)


def compare_scores(scored: Mapping[str, pd.DataFrame], measures: Sequence[str]) -> pd.DataFrame:
    """Put the scores of several sets of texts side by side: F1 or accuracy, its interval, and n, the reference's rows.

    `measures` are named as "repairs: extent"; a set that lacks one has a dash.

    >>> row = {"file": "a.txt", "start": 0, "end": 9, "kind": "thanks", "quote": "Thank you"}
    >>> compare_scores({"seeds": score(pd.DataFrame([row]), pd.DataFrame([row]))}, ["boilerplate: extent"])
                   measure        seeds
    0  boilerplate: extent  1.00  (n 1)
    """
    columns = {name: _word_scores(table) for name, table in scored.items()}
    cells = {name: [words.get(measure, "-") for measure in measures] for name, words in columns.items()}
    return pd.DataFrame({"measure": [*measures], **cells})


def _word_scores(scored: pd.DataFrame) -> dict[str, str]:
    words = {}
    for row in scored.to_dict("records"):
        figure = row["recall"] if np.isnan(row["f1"]) else row["f1"]
        interval = "" if np.isnan(row["low"]) else f"[{row['low']:.2f}, {row['high']:.2f}]"
        words[f"{row['kind']}: {row['measure']}"] = f"{figure:.2f} {interval} (n {row['n_reference']})"
    return words


def name_kind(table: pd.DataFrame) -> str:
    """Name the kind of a table by its columns; TableError if they are those of none.

    >>> name_kind(pd.DataFrame(columns=["file", "start", "end", "quote", "repaired", "kind"]))
    'repairs'
    """
    for kind, columns in TELLING.items():
        if columns <= set(table.columns):
            return kind
    raise tables.TableError(f"a table with columns {', '.join(table.columns)}; expected one of {', '.join(TELLING)}")


def _read(source: Any) -> Tables:
    """Give tables by kind."""
    if isinstance(source, Mapping):
        return source
    if isinstance(source, pd.DataFrame):
        return {name_kind(source): source}
    path = Path(source)
    return tables.read_tables(path) if path.is_dir() else _read(tables.read_table(path))


def _kinds(given: Tables, found: Tables) -> list[str]:
    """List the kinds to be scored, in the order of the reference."""
    if "events" in given and "events" in found and not ("event_mentions" in given and "event_mentions" in found):
        raise tables.TableError(
            "events without event_mentions; expected both tables on both sides, as a dict or a folder"
        )
    both = [kind for kind in given if kind in found and (kind in MEASURES or kind == "events")]
    return both + ["sentences"] * ("sentences" not in given and "stances" in given and "sentences" in found)


def _files(kind: str, given: Tables) -> set[str]:
    holder = {"events": "event_mentions", "sentences": "sentences" if "sentences" in given else "stances"}
    return set(given[holder.get(kind, kind)]["file"])


def _limit(source: Tables, files: set[str], where: pd.DataFrame | None) -> dict[str, Coding]:
    limited = {k: table[table["file"].isin(files)] if "file" in table else table for k, table in source.items()}
    return {kind: _code(table, where) for kind, table in limited.items()}


def _code(table: pd.DataFrame, where: pd.DataFrame | None) -> Coding:
    """Give the rows of a table with empty cells as "", each with the article or the file that it counts for.

    Both sides count by the articles of the reference (`where`), whatever the coding calls its own.
    """
    filled = table.astype(object).where(table.notna(), "")
    unit = next((name for name in ("article", "file", "event") if name in filled), None)
    units = [str(name) for name in filled[unit]] if unit else []
    if unit == "article" and where is not None and "start" in table:
        units = _locate(table, where)
    return Coding(list(filled.itertuples(index=False)), units)


def _locate(table: pd.DataFrame, where: pd.DataFrame) -> list[str]:
    """Name the article of `where` that each row begins in, or its file where it begins in none."""
    begins: dict[str, list[tuple[Any, ...]]] = {}
    ordered = where.sort_values("start")
    for file, *article in zip(*(ordered[name] for name in ("file", "start", "end", "article")), strict=True):
        begins.setdefault(file, []).append(tuple(article))
    names = []
    for file, start in zip(table["file"], table["start"], strict=True):
        articles = begins.get(file, [])
        place = bisect_right(articles, start, key=lambda article: article[0]) - 1
        names.append(articles[place][2] if place >= 0 and start < articles[place][1] else file)
    return names


def _units(counts: Measure, where: pd.DataFrame | None) -> list[str]:
    """List the articles or files that a measure is resampled over, those without any row included."""
    named = set(counts.reference) | set(counts.coded or ()) | set(counts.both)
    if where is None:
        return sorted(named)
    return sorted(named | set(where["file" if named <= set(where["file"]) else "article"]))


def _figures(counts: Measure, units: list[str], seed: int) -> dict[str, Any]:
    """Give a row: precision, recall and F1 of the sums, and the interval."""
    sides = [counts.reference, counts.both if counts.coded is None else counts.coded, counts.both]
    by_unit = np.array([[side[unit] for side in sides] for unit in units], dtype=float).reshape(-1, 3)
    n_reference, n_coded, n_both = by_unit.sum(axis=0)
    figure = _recall if counts.coded is None else _f1
    low, high = resample(by_unit, figure, seed)
    return {
        "measure": counts.name,
        "of": counts.of,
        "precision": np.nan if counts.coded is None else _ratio(n_both, n_coded),
        "recall": _ratio(n_both, n_reference),
        "f1": np.nan if counts.coded is None else _f1(by_unit.sum(axis=0)),
        "n_reference": int(n_reference),
        "n_coded": pd.NA if counts.coded is None else int(n_coded),
        "n_both": int(n_both),
        "low": low,
        "high": high,
    }


def resample(by_unit: np.ndarray, figure: Any, seed: int) -> tuple[float, float]:
    """Give the bounds that hold 95 % of a figure over resampled units; `figure` takes sums, a row a count."""
    if len(by_unit) < 2:
        return np.nan, np.nan
    rng, n = np.random.default_rng(seed), len(by_unit)
    draws = (rng.multinomial(n, np.full(n, 1 / n), size=CHUNK) for _ in range(RESAMPLES // CHUNK))
    figures = np.concatenate([figure((weights @ by_unit).T) for weights in draws])
    figures = figures[~np.isnan(figures)]
    return tuple(np.percentile(figures, [2.5, 97.5])) if len(figures) else (np.nan, np.nan)


def _f1(sums: np.ndarray) -> Any:
    return _ratio(2 * sums[2], sums[0] + sums[1])


def _recall(sums: np.ndarray) -> Any:
    return _ratio(sums[2], sums[0])


def _ratio(part: Any, whole: Any) -> Any:
    """Divide; by nothing it is NaN."""
    whole = np.asarray(whole, dtype=float)
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)[()]
