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
    met = _pair(rows, others, ["file", *columns])["row"]
    return pd.Series(range(len(rows)), rows.index).isin(met)


def name_met(rows: pd.DataFrame, others: pd.DataFrame, column: str) -> pd.Series:
    """Give for each row what `column` says of the first of `others` that it shares a character with, "" for none.

    >>> rows = pd.DataFrame({"file": "a.txt", "start": [0, 20], "end": [9, 30]})
    >>> name_met(rows, pd.DataFrame({"file": ["a.txt"], "start": [5], "end": [20], "event": ["e1"]}), "event").tolist()
    ['e1', '']
    """
    pairs = _pair(rows, others, ["file"], column)
    names = pairs.drop_duplicates("row").set_index("row")[column]
    return names.reindex(range(len(rows)), fill_value="").set_axis(rows.index)


def _pair(rows: pd.DataFrame, others: pd.DataFrame, keys: list[str], *columns: str) -> pd.DataFrame:
    """Pair rows, by their place, with those of `others` that they share a character with, in the order of both."""
    places = rows[[*keys, "start", "end"]].assign(row=range(len(rows)))
    pairs = places.merge(others[[*keys, "start", "end", *columns]], on=keys)
    return pairs[(pairs["start_x"] < pairs["end_y"]) & (pairs["start_y"] < pairs["end_x"])]
