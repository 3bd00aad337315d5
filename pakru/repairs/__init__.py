"""Repairs: what copying damaged in a text, found by named rules and listed in a ledger that can be undone.

A fault is left rather than invented: style, grammar, spelling and the spelling of names stay. What is layout or
typography is listed too, under these kinds, and is no fault.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, compress, count

from pakru.codebook import Codebook, default
from pakru.ledger import NORMALISATIONS, Edit, OffsetMap, compose, replay, undo
from pakru.records import Repair
from pakru.repairs import glue
from pakru.repairs.contractions import contraction, contractions
from pakru.repairs.evidence import WORD, Evidence
from pakru.repairs.lexicon import read_lexicon
from pakru.repairs.place import Place
from pakru.repairs.possessives import possessive_rule
from pakru.repairs.spaces import find_spaces
from pakru.repairs.typography import find_typography

__all__ = ["NORMALISATIONS", "OffsetMap", "repair", "replay", "undo"]

ROUNDS = 6  # a repair may uncover another one: "Russia.Putins" first comes apart


def repair(
    text: str, file: str = "", start: int = 0, codebook: Codebook | None = None, context: Evidence | None = None
) -> tuple[str, tuple[Repair, ...]]:
    """Repair `text`, which begins at `start` in `file`; `context` is the evidence of its whole document.

    Gives the clean text and the ledger: replaying it on `text` gives the clean text, undoing it gives `text`. The
    clean text needs no repair, given the same evidence.

    >>> clean, ledger = repair("The two countries support Russias\\nstand.Lavrov wasnt there.")
    >>> clean
    "The two countries support Russia's stand. Lavrov wasn't there."
    >>> [(row.quote, row.kind, row.rule) for row in ledger if row.kind not in NORMALISATIONS]
    [('Russias', 'apostrophe', 'name'), ('stand.Lavrov', 'space', 'full_stop'), ('wasnt', 'apostrophe', 'contraction')]
    """
    codebook, context = codebook or default(), context or Evidence(text)
    clean, edits = text, list[Edit]()
    for _ in range(ROUNDS):
        found = find_typography(clean) or _find_faults(clean, context, codebook)
        if not found:
            break
        edits, clean = compose(clean, edits, found), _apply(clean, found)
    rows = ((text[edit.start : edit.end], edit) for edit in edits)
    return clean, tuple(
        Repair(file, start + e.start, start + e.end, quote, *e[2:]) for quote, e in rows if quote != e.new
    )


def _apply(text: str, edits: list[Edit]) -> str:
    pieces, done = list[str](), 0
    for edit in edits:
        pieces += text[done : edit.start], edit.new
        done = edit.end
    return "".join([*pieces, text[done:]])


def _find_faults(text: str, context: Evidence, codebook: Codebook) -> list[Edit]:
    """Find the faults of `text`; where two touch the same words the first is taken, the other in the next round."""
    found = sorted([*find_spaces(text, context, codebook), *_find_words(text, context, codebook)])
    kept: list[Edit] = []
    for edit in found:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _find_words(text: str, context: Evidence, codebook: Codebook) -> Iterator[Edit]:
    for begin, suspects in _find_suspects(text, codebook):
        for start, end, rule in suspects:
            place = Place(text, begin + start, begin + end, context)
            if place.stands_alone and (new := rule(place, codebook)):
                yield Edit(place.start, place.end, new, _kind(place.word, new), rule.__name__)


def _find_suspects(text: str, codebook: Codebook) -> Iterator[tuple[int, tuple["Suspect", ...]]]:
    """Give the stretches between blanks that hold words to be looked at, each by where it begins."""
    stretches = text.split(" ")
    found = list(map(_suspects(codebook).__getitem__, stretches))
    lengths = accumulate(map(len, stretches), initial=0)
    for number, length, suspects in compress(zip(count(), lengths, found), found):
        yield number + length, suspects  # a blank stands before each stretch but the first


def _kind(word: str, new: str) -> str:
    if new.count("'") > word.count("'"):
        return "apostrophe"
    return "dash" if "—" in new else "space"


Suspect = tuple[int, int, Callable[[Place, Codebook], str]]  # a word's span, and the rule that may repair it


class Suspects(dict[str, tuple[Suspect, ...]]):
    """The words of a stretch without blanks that a rule may have something to say about, found when it is first met."""

    LIMIT = 200_000

    def __init__(self, codebook: Codebook):
        self.codebook = codebook

    def __missing__(self, stretch: str) -> tuple[Suspect, ...]:
        if len(self) > self.LIMIT:
            self.clear()
        rules = ((word, _find_rule(word[0], self.codebook)) for word in WORD.finditer(stretch))
        self[stretch] = found = tuple((*word.span(), rule) for word, rule in rules if rule)
        return found


@cache
def _suspects(codebook: Codebook) -> Suspects:
    return Suspects(codebook)


def _find_rule(word: str, codebook: Codebook) -> Callable | None:
    if word.lower() in contractions(codebook):
        return contraction
    if rule := possessive_rule(word, codebook):
        return rule
    if len(word) < 5 or len(word) > 40 or read_lexicon().knows(word) or not word.isalpha():
        return None
    if word.islower():
        return glue.stuck if glue.split_word(word, codebook)[0] else None
    if word.istitle() and glue.split_word(word.lower(), codebook)[0]:
        return glue.stuck_opening
    return glue.stuck_name if not word.isupper() and glue.split_name(word, codebook) else None
