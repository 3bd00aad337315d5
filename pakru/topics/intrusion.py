"""Intrusion: a test for people. Which of these words, or passages, does not belong to the others?

After Chang et al. 2009, "Reading tea leaves": where a reader finds the intruder, the topic holds together for readers.
The sheet goes out without the answers; they lie in a file of their own.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
from scipy.stats import binomtest

from pakru.rows import InputError
from pakru.tables import write_table
from pakru.topics.results import Topics

WORDS, PASSAGES = 5, 3  # of the topic itself; one intruder comes to them
ROUNDS = 2  # items of each kind for each topic
SHEET = ["item", "kind", "place", "text", "intruder"]


def make_intrusion(topics: Topics, random_state: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the items of a test by intruders: the sheet to be filled in, and the key to score it with.

    An item is a set of lines; a reader writes an x into `intruder` at the one that does not belong. A word's intruder
    is a top word of another topic that weighs little in this one; a passage's is a typical one of another topic.
    """
    rng = Random(random_state)
    items = [item for topic in topics.table["topic"] for item in _make_items(topics, topic, rng)]
    rng.shuffle(items)
    rows = [
        {
            "item": number,
            "kind": kind,
            "place": place,
            "text": text,
            "intruder": "",
            "answer": text == intruder,
            "topic": topic,
        }
        for number, (topic, kind, texts, intruder) in enumerate(items, 1)
        for place, text in enumerate(texts, 1)
    ]
    table = pd.DataFrame(rows, columns=[*SHEET, "answer", "topic"]).astype({"answer": bool})
    return table[SHEET], table[table["answer"]].reset_index(drop=True)[["item", "kind", "topic", "place"]]


def _make_items(topics: Topics, topic: int, rng: Random) -> Iterator[tuple[int, str, list[str], str]]:
    own, words = _pick_words(topics, topic)
    near, far = _pick_passages(topics, topic)
    for _ in range(ROUNDS):
        for kind, inside, outside, size in (("word", own, words, WORDS), ("passage", near, far, PASSAGES)):
            if len(inside) >= size and outside:
                chosen = rng.sample(inside, size)
                intruder = outside.pop(rng.randrange(len(outside)))
                yield topic, kind, rng.sample([*chosen, intruder], size + 1), intruder


def _pick_words(topics: Topics, topic: int) -> tuple[list[str], list[str]]:
    """Give a topic's words, and top words of others that weigh less in it than the median of all terms does."""
    table = topics.words
    own = table.loc[table["topic"] == topic, "word"].tolist()
    row = next(
        place
        for place, terms in enumerate(topics.fit.words)
        if set(terms) == set(table.loc[table["topic"] == topic, "term"])
    )
    weights = dict(zip(topics.fit.terms, topics.fit.components[row], strict=True))
    limit = float(pd.Series(list(weights.values())).median())
    others = table[(table["topic"] != topic) & (table["rank"] <= WORDS)]
    return own, [word for word, term in zip(others["word"], others["term"], strict=True) if weights[term] <= limit]


def _pick_passages(topics: Topics, topic: int) -> tuple[list[str], list[str]]:
    typical = topics.typical(PASSAGES + 1)
    own = typical.loc[typical["topic"] == topic, topics.text].tolist()
    others = typical[(typical["topic"] != topic) & ~typical[topics.text].isin(own)]
    return own, others[topics.text].tolist()


def write_intrusion(topics: Topics, folder: str | Path, random_state: int = 0) -> tuple[Path, Path]:
    """Write the test as `intrusion.csv`, to be filled in, and `intrusion-key.csv`, not to be seen before."""
    folder = Path(folder)
    paths = folder / "intrusion.csv", folder / "intrusion-key.csv"
    for table, path in zip(make_intrusion(topics, random_state), paths, strict=True):
        write_table(table, path)
    return paths


def score_intrusion(filled: pd.DataFrame, key: pd.DataFrame) -> pd.DataFrame:
    """Score a filled-in test: intruders found, for each kind, with 95 % intervals (Wilson) and what guessing finds.

    >>> key = pd.DataFrame({"item": [1, 2], "kind": ["word", "word"], "topic": [1, 2], "place": [6, 1]})
    >>> lines = {"item": [1] * 6 + [2] * 6, "kind": "word", "place": [*range(1, 7)] * 2, "text": "w"}
    >>> filled = pd.DataFrame(lines).assign(intruder=["", "", "", "", "", "x", "", "x", "", "", "", ""])
    >>> score_intrusion(filled, key).round(2).to_dict("records")
    [{'kind': 'word', 'items': 2, 'found': 1, 'share': 0.5, 'low': 0.09, 'high': 0.91, 'guessing': 0.17}]
    """
    marked = _read_marks(filled, key)
    right = key["place"].to_numpy() == marked.reindex(key["item"]).to_numpy()
    sizes = filled.groupby("item").size().reindex(key["item"]).to_numpy()
    judged = key.assign(found=right, guess=1 / sizes)
    return pd.DataFrame([_score(str(kind), rows) for kind, rows in judged.groupby("kind", sort=False)])


def _read_marks(filled: pd.DataFrame, key: pd.DataFrame) -> Any:
    """Give the place that is marked in each item; an item without exactly one mark is an error."""
    if lacking := [name for name in SHEET if name not in filled]:
        raise InputError(f"the sheet has no column {', '.join(lacking)}; expected {', '.join(SHEET)}")
    marks = filled[filled["intruder"].fillna("").astype(str).str.strip() != ""]
    counts = marks.groupby("item").size().reindex(key["item"], fill_value=0)
    if not counts.eq(1).all():
        item = counts.index[counts.ne(1)][0]
        raise InputError(f"item {item} has {counts.loc[item]} marks in the column intruder; expected one")
    return marks.set_index("item")["place"].astype(int)


def _score(kind: str, rows: pd.DataFrame) -> dict[str, Any]:
    found = int(rows["found"].sum())
    interval = binomtest(found, len(rows)).proportion_ci(method="wilson")
    return {
        "kind": kind,
        "items": len(rows),
        "found": found,
        "share": found / len(rows),
        "low": float(interval.low),
        "high": float(interval.high),
        "guessing": float(rows["guess"].mean()),
    }
