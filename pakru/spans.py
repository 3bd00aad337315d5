"""Spans: which article a row begins in, and which rows meet rows of another table."""

from bisect import bisect_right

import pandas as pd


def name_articles(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Give the article that each row begins in, "" for none.

    >>> articles = pd.DataFrame({"file": "a.txt", "article": ["a-1", "a-2"], "start": [0, 50], "end": [40, 90]})
    >>> name_articles(pd.DataFrame({"file": "a.txt", "start": [9, 45, 60], "end": [12, 48, 66]}), articles).tolist()
    ['a-1', '', 'a-2']
    """
    ordered = {file: group.sort_values("start") for file, group in articles.groupby("file")}
    names = []
    for file, start in zip(rows["file"], rows["start"], strict=True):
        group = ordered.get(file, articles[:0])
        place = bisect_right(group["start"].tolist(), start) - 1
        inside = place >= 0 and start < group["end"].iloc[place]
        names.append(group["article"].iloc[place] if inside else "")
    return pd.Series(names, rows.index, dtype="str")


def meets(rows: pd.DataFrame, others: pd.DataFrame, *columns: str) -> pd.Series:
    """Say of each row whether it shares a character with one of `others` that is equal to it in `columns`.

    >>> rows = pd.DataFrame({"file": "a.txt", "start": [0, 20], "end": [9, 30]})
    >>> meets(rows, pd.DataFrame({"file": ["a.txt"], "start": [5], "end": [20]})).tolist()
    [True, False]
    """
    keys = ["file", *columns]
    names = [*keys, "start", "end"]
    pairs = rows[names].assign(row=range(len(rows))).merge(others[names], on=keys)
    met = pairs.loc[(pairs["start_x"] < pairs["end_y"]) & (pairs["start_y"] < pairs["end_x"]), "row"]
    return pd.Series(range(len(rows)), rows.index).isin(met)
