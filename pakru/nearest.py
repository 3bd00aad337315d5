"""Nearest sentences: what comes closest to a copy, so that a reader can judge where the line is drawn."""

from collections.abc import Sequence

import pandas as pd

from pakru.copies.alignment import Words, find_in_order, mark_words
from pakru.copies.candidates import number_words

FOUND = ["article", "text", "of_article", "of_text", "words", "share"]


def find_nearest(sentences: pd.DataFrame) -> pd.DataFrame:
    """Pair each sentence with the one of an earlier article that is most like it, copy or not, the likest first.

    `words` is how many words both have in the same order, `share` their part of the longer of the two, which is what
    a near copy needs most of (see `near_copies`). Sentences that share nothing with an earlier article are left out.
    All pairs are compared: the time grows with the square of their number, about a second for 500 sentences.

    >>> texts = ["Khar met Lavrov in Moscow.", "Kabul listened.", "Later Khar met Mr Lavrov."]
    >>> find_nearest(pd.DataFrame({"article": ["a-1", "a-1", "b-1"], "text": texts}))[["of_text", "words", "share"]]
                          of_text  words  share
    0  Khar met Lavrov in Moscow.      3    0.6
    """
    table = number_words(sentences["text"])
    rows = [table.row(place).tolist() for place in range(len(table))]
    articles, texts = sentences["article"].tolist(), sentences["text"].tolist()
    found = []
    for place, article in enumerate(articles):
        share, words, of = _find_likest(rows[place], rows[: articles.index(article)])
        if words:
            found.append((article, texts[place], articles[of], texts[of], words, share))
    nearest = pd.DataFrame(found, columns=FOUND)
    return nearest.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def _find_likest(words: Words, others: Sequence[Words]) -> tuple[float, int, int]:
    """Give the share of words in common with the likest of the others, their number, and its place; the first wins."""
    marks = mark_words(words)
    shared = [len(find_in_order(marks, other)[0]) for other in others]
    shares = [both / max(len(words), len(other), 1) for both, other in zip(shared, others, strict=True)]
    best = max(range(len(others)), key=shares.__getitem__, default=0)
    return (shares[best], shared[best], best) if shares else (0.0, 0, 0)
