"""Terms: what a text is counted by. Words in their base form and phrases of the corpus; no word that fits any subject.

Base forms come from the word list of the package, not from the corpus, so that a term is the same in every draw of its
texts.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin

from pakru.codebook import Codebook, default
from pakru.repairs.lexicon import read_lexicon

TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")  # a word; else something that no phrase reaches over
POSSESSIVE = re.compile(r"['’]s?$")
ENDINGS = (("ies", "y"), ("es", ""), ("s", ""))  # plural -> singular
SHORTEST = 4  # letters of a word that can be a plural


@cache
def read_stops(codebook: Codebook | None = None) -> frozenset[str]:
    """Read the words that fit any subject: function words, and those of `topic_stops.csv`, each with its reason.

    >>> {"the", "said", "june"} <= read_stops(), "pipeline" in read_stops()
    (True, False)
    """
    rows = [row for name in ("function_words", "topic_stops") for row in (codebook or default()).table(name)]
    return frozenset(row["word"] for row in rows)


@cache
def _read_aliases() -> frozenset[str]:
    """Give the names of actors that are written like a word of another sense: "US"."""
    return frozenset(row["alias"] for row in default().table("actors") if row["alias"].isupper())


@cache
def name_term(word: str) -> str:
    """Give the term that a word counts for: in small letters, the singular of a plural; short names as they are.

    >>> [name_term(word) for word in ("Ministers", "countries", "gas", "US", "us", "Khar's")]
    ['minister', 'country', 'gas', 'US', 'us', 'khar']
    """
    if word in _read_aliases() and word.lower() != word and len(word) < SHORTEST:
        return word
    lowered = POSSESSIVE.sub("", word.lower())
    tags = read_lexicon().tags
    if len(lowered) < SHORTEST or tags.get(lowered, "")[:1] not in ("P", "Z"):
        return lowered
    singulars = [lowered.removesuffix(end) + new for end, new in ENDINGS if lowered.endswith(end)]
    return next((word for word in singulars if {"N", "V"} & set(tags.get(word, "").upper())), lowered)


def split_terms(text: str, stops: Collection[str]) -> list[str]:
    """Split a text into terms, "" for whatever no phrase may reach over: a stop word, a number, a mark.

    >>> split_terms("The steel mills, and the gas pipelines.", {"the", "and"})
    ['', 'steel', 'mill', '', '', '', 'gas', 'pipeline', '']
    """
    return [_term(token, stops) for token in TOKEN.findall(text)]


def _term(token: str, stops: Collection[str]) -> str:
    if not token[0].isalpha():
        return ""
    term = name_term(token)
    return "" if term in stops or (token.lower() in stops and term.islower()) or len(term) < 2 else term


def spell_terms(terms: Collection[str], texts: Iterable[str]) -> dict[str, str]:
    """Say how each term is written in the texts, the most frequent way.

    >>> spell_terms(["foreign minister"], ["The Foreign Minister met another Foreign Minister; foreign ministers met."])
    {'foreign minister': 'Foreign Minister'}
    """
    wanted = {tuple(term.split(" ")) for term in terms}
    first, lengths = {term[0] for term in wanted}, sorted({len(term) for term in wanted})
    counts: Counter[tuple[tuple[str, ...], str]] = Counter()
    for text in texts:
        tokens = TOKEN.findall(text)
        named = [name_term(token) if token[0].isalpha() else "" for token in tokens]
        for place in (place for place, term in enumerate(named) if term in first):
            for length in lengths:
                if (term := tuple(named[place : place + length])) in wanted:
                    counts[term, " ".join(tokens[place : place + length])] += 1
    best: dict[str, str] = {}
    for term, written in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        best.setdefault(" ".join(term), POSSESSIVE.sub("", written))
    return {term: best.get(term, term) for term in terms}


class Phrases(TransformerMixin, BaseEstimator):
    """Join words that stand beside each other far more often than chance would have it; drop what is no term.

    A pair is joined if it occurs `least` times and its normalised pointwise mutual information is at least `share`
    (Bouma 2009, "Normalized (pointwise) mutual information in collocation extraction"); `passes` of it make phrases of
    up to 2 ** passes words.

    >>> texts = [["steel", "mill"], ["steel", "mill", "", "gas"], ["gas", "steel", "mill"]]
    >>> Phrases(least=3).fit(texts).transform(texts)
    [['steel mill'], ['steel mill', 'gas'], ['gas', 'steel mill']]
    """

    def __init__(self, least: int = 4, share: float = 0.6, passes: int = 2) -> None:
        self.least = least
        self.share = share
        self.passes = passes

    def fit(self, texts: Sequence[Sequence[str]], y: Any = None) -> "Phrases":
        """Learn the pairs of each pass."""
        self.pairs_: list[frozenset[tuple[str, str]]] = []
        for _ in range(self.passes):
            self.pairs_.append(frozenset(_find_pairs(texts, self.least, self.share)))
            texts = [list(_join(text, self.pairs_[-1])) for text in texts]
        return self

    def transform(self, texts: Sequence[Sequence[str]]) -> list[list[str]]:
        """Join the pairs that were learnt, and leave out what is no term."""
        for pairs in self.pairs_:
            texts = [list(_join(text, pairs)) for text in texts]
        return [[term for term in text if term] for text in texts]


def _find_pairs(texts: Sequence[Sequence[str]], least: int, share: float) -> Iterator[tuple[str, str]]:
    single = Counter(term for text in texts for term in text if term)
    pairs = Counter(pair for text in texts for pair in pairwise(text) if all(pair))
    total = sum(single.values())
    for (first, second), count in pairs.items():
        if count >= least and count < total:
            lift = log(count * total / (single[first] * single[second]))
            if lift >= share * log(total / count):
                yield first, second


def _join(text: Sequence[str], pairs: frozenset[tuple[str, str]]) -> Iterator[str]:
    waiting = ""
    for term in text:
        if waiting and (waiting, term) in pairs:
            yield f"{waiting} {term}"
            waiting = ""
            continue
        if waiting:
            yield waiting
        if not term:
            yield ""
        waiting = term
    if waiting:
        yield waiting
