"""Variants: what of the topics changes when a choice of ours is made another way."""

from collections.abc import Mapping

import pandas as pd

from pakru.topics.coherence import npmi
from pakru.topics.matching import match_topics, overlap
from pakru.topics.results import Topics

PLACE = ["file", "start", "end"]


def compare_topics(base: Topics, variants: Mapping[str, Topics]) -> pd.DataFrame:
    """Compare topics with those of other choices: how many words they share, and how many units stay with their topic.

    Topics are matched by their words. `moved` is the share of the units of both (by place, or else by text) whose main
    topic is another one; empty where they have no unit in common, as with stretches of another length.
    """
    rows = [
        {
            "variant": name,
            "topics": len(other.table),
            "units": int(other.counted.sum()),
            "overlap": overlap(base.fit.words, other.fit.words),
            "npmi": sum(npmi(words, other.fit.passages) for words in other.fit.words) / len(other.fit.words),
            "moved": _share_moved(base, other),
        }
        for name, other in variants.items()
    ]
    return pd.DataFrame(rows)


def _share_moved(base: Topics, other: Topics) -> float:
    ours, theirs = _name_main(base), _name_main(other)
    pairs = match_topics(_words(base), _words(other))
    names = {theirs_: ours_ for ours_, theirs_, _ in pairs}
    both = ours.index.intersection(theirs.index)
    if both.empty:
        return float("nan")
    moved = ours.loc[both] != theirs.loc[both].map(lambda topic: names.get(topic, -2))
    return float(moved.mean())


def _words(topics: Topics) -> list[list[str]]:
    """Give the top words of each topic in the order of the table."""
    return [group["term"].tolist() for _, group in topics.words.groupby("topic")]


def _name_main(topics: Topics) -> pd.Series:
    """Give the main topic of each unit, counted from 0, by the unit's place; -1 for none."""
    weights, units = topics.weights[topics.counted], topics.units[topics.counted]
    keys = units[PLACE] if set(PLACE) <= set(units) else units[[topics.text]]
    main = weights.idxmax(axis=1).where(weights.sum(axis=1) > 0, 0) - 1
    named = main.set_axis(pd.MultiIndex.from_frame(keys))
    return named[~named.index.duplicated()]
