"""Naming: a few terms that label a topic and between them stand in its typical texts.

A label is chosen by rule, from the texts alone. It need not repeat the top words: a phrase that stands in the typical
texts comes before a single word, and a term that says again what an earlier one says is passed over.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from pakru.topics.factors import as_it_is
from pakru.topics.fits import Fit
from pakru.topics.terms import spell_terms

TERMS = 6  # of a label
LONGEST = 3  # words of a phrase
SEEN = 200  # texts of each topic, the most typical, that its label is read from
LEFT = 0.5  # of what a text says for further terms, once a term of the label stands in it
STEM, SAME = 5, 0.8  # letters, and share of the shorter word, that two words of one stem begin with


def label_topics(fit: Fit, texts: Sequence[str], least: int) -> list[str]:
    """Give a label for each topic of a fit: up to six terms, as `texts` (those of the fit) write them.

    A term is a top word of the topic, or a phrase of two or three terms in at least `least` of its typical texts. One
    after the other the term is taken that stands in the most typical texts and in few of other topics, longer phrases
    first (by the root of their words); a text that has it counts half from then on, so that the label covers more than
    one text.
    """
    weights = fit.weights**2 / np.maximum(fit.weights.sum(axis=1, keepdims=True), 1e-12)
    rows = np.unique(np.argsort(-weights, axis=0, kind="stable")[:SEEN])
    listed = _list_terms(fit, rows, least)
    terms = sorted({term for row in listed for term in row})
    has = CountVectorizer(vocabulary=terms, analyzer=as_it_is, token_pattern=None, binary=True).transform(listed)
    chosen = [_choose(weights[rows], has.tocsc(), terms, topic, words) for topic, words in enumerate(fit.words)]
    spelled = spell_terms({term for label in chosen for term in label}, [texts[row] for row in rows])
    return [", ".join(spelled[term] for term in label) for label in chosen]


def _list_terms(fit: Fit, rows: Collection[int], least: int) -> list[set[str]]:
    """Give for each of the rows the top words and the phrases that stand in it."""
    top = {word for words in fit.words for word in words}
    texts = [fit.texts.terms[row] for row in rows]
    runs = [set(list_runs(text)) for text in texts]
    counts = Counter(run for listed in runs for run in listed)
    joined = fit.pipeline["phrases"].transform(texts)
    return [
        top & set(text) | {run for run in listed if counts[run] >= least}
        for text, listed in zip(joined, runs, strict=True)
    ]


def list_runs(terms: Sequence[str]) -> Iterator[str]:
    """Give the phrases of two or three terms that stand beside each other; "" parts them.

    >>> [*list_runs(["pakistan", "steel", "mill", "", "gas"])]
    ['pakistan steel', 'pakistan steel mill', 'steel mill']
    """
    for place in range(len(terms)):
        run = [*takewhile(bool, terms[place : place + LONGEST])]
        yield from (" ".join(run[:size]) for size in range(2, len(run) + 1))


def _choose(weights: Any, has: Any, terms: Sequence[str], topic: int, words: Sequence[str]) -> list[str]:
    reached = weights.T @ has
    own = reached[topic] / np.maximum(reached.sum(axis=0), 1e-12)
    worth = own * np.sqrt([term.count(" ") + 1 for term in terms])
    worth *= [" " in term or term in words for term in terms]
    left, label = weights[:, topic].copy(), list[str]()
    while len(label) < TERMS and (place := _find_next(worth * (left @ has), terms, label)) is not None:
        label.append(terms[place])
        left[has[:, [place]].nonzero()[0]] *= LEFT
    return label or [*words[:TERMS]]


def _find_next(scores: Any, terms: Sequence[str], label: Sequence[str]) -> int | None:
    """Give the place of the best term that says nothing again, if any scores at all."""
    ranked = (int(place) for place in np.argsort(-scores, kind="stable") if scores[place] > 0)
    return next((place for place in ranked if not any(repeats(terms[place], one) for one in label)), None)


def repeats(one: str, other: str) -> bool:
    """Say whether a term says again what another says: a word in common, or of one stem, or its initials.

    >>> repeats("afghan peace", "afghanistan"), repeats("US", "united state"), repeats("steel mill", "mill")
    (True, True, True)
    >>> repeats("military", "militant"), repeats("trade", "transit")
    (False, False)
    """
    if " " in one + other and any(_spell_initials(a) == b.lower() for a, b in ((one, other), (other, one))):
        return True
    return any(_share_stem(word, second) for word in one.split() for second in other.split())


def _spell_initials(term: str) -> str:
    return "".join(word[0] for word in term.lower().split()) if " " in term else ""


def _share_stem(one: str, other: str) -> bool:
    begun = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (begun >= STEM and begun > SAME * min(len(one), len(other)))
