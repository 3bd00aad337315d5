"""Portions: how much of the text each topic has, by article, by source or by time; its most typical passages."""

from typing import Any

import pandas as pd

NONE = "none"  # the part of the text that no topic reaches


def weigh_portions(weights: pd.DataFrame) -> pd.DataFrame:
    """Give for each row the portion of each topic, together 1, and 0 everywhere where no topic has any weight.

    >>> weigh_portions(pd.DataFrame({1: [3.0, 0.0], 2: [1.0, 0.0]})).to_numpy().tolist()
    [[0.75, 0.25], [0.0, 0.0]]
    """
    total = weights.sum(axis=1)
    return weights.div(total.where(total > 0, 1), axis=0)


def share_text(portions: pd.DataFrame, units: pd.DataFrame, by: Any, text: str = "text") -> pd.DataFrame:
    """Share the text of each value of `by` out to topics, by characters: rows add up to 1, with a column for no topic.

    >>> units = pd.DataFrame({"file": ["a", "a", "b"], "text": ["steel", "steel", "war"]})
    >>> portions = pd.DataFrame({"1 steel": [1.0, 0.0, 0.0], "2 war": [0.0, 0.0, 1.0]})
    >>> share_text(portions, units, "file")
      file  units  characters  1 steel  2 war  none
    0    a      2          10      0.5    0.0   0.5
    1    b      1           3      0.0    1.0   0.0
    """
    names = [*by] if isinstance(by, list | tuple) else [by]
    length = units[text].str.len()
    parts = portions.assign(**{NONE: 1 - portions.sum(axis=1)}).mul(length, axis=0)
    keys = [units[name] for name in names]
    sums = parts.groupby(keys, dropna=False).sum()
    characters = length.groupby(keys, dropna=False).sum()
    shares = sums.div(characters.where(characters > 0, 1), axis=0).clip(lower=0)
    shares.insert(0, "characters", characters)
    shares.insert(0, "units", length.groupby(keys, dropna=False).size())
    return shares.reset_index()


def name_periods(articles: pd.DataFrame) -> pd.Series:
    """Name the years in which each article was published, as far as its bounds say: no day is made up.

    >>> bounds = {"published_earliest": ["2018-05-03", "2012-05-01", "2016-01-01", "", ""]}
    >>> bounds["published_latest"] = ["2018-05-03", "2013-04-03", "", "2015-01-01", ""]
    >>> name_periods(pd.DataFrame(bounds)).tolist()
    ['2018', '2012 to 2013', '2016 or later', '2015 or earlier', 'not known']
    """
    first, last = articles["published_earliest"].str[:4], articles["published_latest"].str[:4]
    named = [_name_period(*years) for years in zip(first, last, strict=True)]
    return pd.Series(named, articles.index, dtype="str")


def _name_period(first: str, last: str) -> str:
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"{first} or later" if first else f"{last} or earlier" if last else "not known"


def find_typical(weights: pd.DataFrame, units: pd.DataFrame, n: int = 3) -> pd.DataFrame:
    """Give the `n` units that weigh most in each topic, by portion and weight.

    They are of different passages, unless what others have weighs less than half as much as the best.

    >>> weights = pd.DataFrame({1: [0.2, 0.9, 0.0]})
    >>> find_typical(weights, pd.DataFrame({"text": ["a", "b", "c"]}), n=1).to_dict("records")
    [{'topic': 1, 'weight': 0.9, 'portion': 1.0, 'text': 'b'}]
    """
    portions = weigh_portions(weights)
    tables = []
    for topic in weights:
        order = (weights[topic] * portions[topic]).sort_values(ascending=False, kind="stable")
        chosen = _spread(order[order > 0], units)[:n]
        values: dict[str, Any] = {
            "topic": topic,
            "weight": weights[topic].loc[chosen],
            "portion": portions[topic].loc[chosen],
        }
        tables.append(units.loc[chosen].assign(**values))
    found = pd.concat(tables) if tables else units[:0].assign(topic=0, weight=0.0, portion=0.0)
    first = ["topic", "weight", "portion"]
    return found[[*first, *(name for name in units if name not in first)]].reset_index(drop=True)


def _spread(order: pd.Series, units: pd.DataFrame) -> Any:
    """Put the best unit of each passage before the second best of any, if it is half as good as the best of all."""
    if order.empty or not {"file", "article", "passage"} <= set(units):
        return [*order.index]
    rows = units.loc[order.index, ["file", "article", "passage"]]
    again = rows.duplicated() | (order < order.iloc[0] / 2)
    return [*again.sort_values(kind="stable").index]
