"""Tallies: how often who is said to be for or against what, in how many sentences, in how many independent articles.

Copies count once, near ones too: a row that stands in a copy is of no sentence and no article of its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from pakru.records import POLARITIES
from pakru.sources.spans import meets


def count_stances(stances: pd.DataFrame, by: str | Sequence[str], *copies: pd.DataFrame) -> pd.DataFrame:
    """Count stances by one column or several: rows, distinct sentences, and the independent articles they stand in.

    `copies` are tables of copies (`duplicates`, `overlaps`). Where every row of a group stands in a copy, it has one
    sentence and one source.

    >>> said = pd.DataFrame({"file": ["a.txt", "b.txt"], "article": "1", "sentence_start": 0, "start": 0, "end": 9})
    >>> copy = pd.DataFrame({"file": ["b.txt"], "start": 0, "end": 9})
    >>> count_stances(said.assign(holder="RUS"), "holder", copy).to_dict("records")
    [{'holder': 'RUS', 'rows': 2, 'sentences': 1, 'sources': 1}]
    """
    rows = stances.reset_index(drop=True)
    copied = pd.Series(False, index=rows.index)
    for table in copies:
        copied |= meets(rows, table)
    sentences = rows["file"] + " " + rows["sentence_start"].astype("str")
    places = pd.DataFrame({"sentences": sentences, "sources": rows["file"] + " " + rows["article"]})
    groups = places.mask(copied).groupby([rows[name] for name in ([by] if isinstance(by, str) else by)])
    counts = groups.nunique().clip(lower=1)
    counts.insert(0, "rows", groups.size())
    return counts.reset_index()


def count_sides(stances: pd.DataFrame, by: str, side: str, *copies: pd.DataFrame) -> pd.DataFrame:
    """Count distinct sentences by `side` (basis, voice, polarity): a row per value of `by`, a column per side.

    `sources` counts the independent articles of all sides; most sentences first.

    >>> said = pd.DataFrame({"file": "a.txt", "article": "1", "sentence_start": [0, 9], "start": [0, 9], "end": 12})
    >>> said = said.assign(target="ties", basis=["words", "deeds"])
    >>> count_sides(said, "target", "basis").to_dict("records")
    [{'target': 'ties', 'deeds': 1, 'words': 1, 'sources': 1}]
    """
    counts = count_stances(stances, [by, side], *copies)
    sides = counts.pivot(index=by, columns=side, values="sentences").fillna(0).astype("int64")
    ordered = sides.iloc[(-sides.sum(axis=1)).argsort(kind="stable")]
    sources = count_stances(stances, by, *copies).set_index(by)["sources"]
    return ordered.rename_axis(columns=None).assign(sources=sources).reset_index()


def date_stances(stances: pd.DataFrame, articles: pd.DataFrame, by: str, *copies: pd.DataFrame) -> pd.DataFrame:
    """Count the stances of each article by polarity, with the days between which the article can have appeared.

    In the order of the values of `by`, and of the days; an article without any bound comes last.

    >>> said = pd.DataFrame({"file": "a.txt", "article": ["a-1"], "sentence_start": 0, "start": 0, "end": 8})
    >>> said = said.assign(target="ties", polarity="favor")
    >>> bounds = {"published_earliest": "2012-10-03", "published_latest": "2012-10-31"}
    >>> dated = date_stances(said, pd.DataFrame([{"file": "a.txt", "article": "a-1", **bounds}]), "target")
    >>> dated[["target", "article", "polarity", "sentences", "earliest", "latest"]].to_numpy().tolist()
    [['ties', 'a-1', 'favor', 1, '2012-10-03', '2012-10-31']]
    """
    counts = count_stances(stances, [by, "file", "article", "polarity"], *copies)
    bounds = articles[["file", "article", "published_earliest", "published_latest"]]
    named = bounds.set_axis(["file", "article", "earliest", "latest"], axis=1)
    dated = counts.merge(named, on=["file", "article"], how="left").fillna({"earliest": "", "latest": ""})
    middle = (dated["latest"].where(dated["latest"].ne(""), dated["earliest"])).replace("", "9999")
    polarity = dated["polarity"].ne(POLARITIES[0])
    ordered = dated.assign(last=middle, after=polarity).sort_values([by, "last", "file", "article", "after"])
    return ordered.drop(columns=["last", "after"]).reset_index(drop=True)


def list_sides(stances: pd.DataFrame, holders: Sequence[str]) -> pd.DataFrame:
    """Say of each target who is said to be for it, who against, and of which of `holders` nothing is said.

    >>> said = pd.DataFrame({"holder": ["RUS"], "target": ["drones"], "polarity": ["against"]})
    >>> list_sides(said, ["RUS", "USA"]).to_dict("records")
    [{'target': 'drones', 'favor': '', 'against': 'RUS', 'silent': 'USA'}]
    """
    rows = []
    for target, group in stances.groupby("target"):
        sides = {name: set(group.loc[group["polarity"] == name, "holder"]) for name in POLARITIES}
        sides["silent"] = set(holders) - set(group["holder"])
        rows.append({"target": target} | {name: _join(who, holders) for name, who in sides.items()})
    return pd.DataFrame(rows, columns=["target", *POLARITIES, "silent"])


def compare_variants(variants: Mapping[str, pd.DataFrame], by: str) -> pd.DataFrame:
    """Put several selections of stances side by side: how many are for and against, for each value of `by`.

    >>> said = pd.DataFrame({"target": ["ties", "ties", "sco"], "polarity": ["favor", "against", "favor"]})
    >>> compare_variants({"all": said, "first": said[:1]}, "target")
      target    all  first
    0    sco  +1 −0  +0 −0
    1   ties  +1 −1  +1 −0
    """
    names = sorted({name for rows in variants.values() for name in rows[by]})
    table = {by: names}
    for variant, rows in variants.items():
        tally = Counter(zip(rows[by], rows["polarity"], strict=True))
        table[variant] = [f"+{tally[name, 'favor']} −{tally[name, 'against']}" for name in names]
    return pd.DataFrame(table)


def _join(who: set[str], holders: Sequence[str]) -> str:
    return ", ".join([holder for holder in holders if holder in who] + sorted(who - set(holders)))
