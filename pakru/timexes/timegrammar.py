"""The grammar of time expressions: named rules, traps and word lists of the codebook, compiled once.

A rule is a row of `timex_rules`: a pattern made of named pieces (`{MONTH}`, `{bound}`), and the name of the
function that reads what it found. A trap is a row of `timex_traps`: what the rule must not be taken for, by the text
itself and what stands before and after it. One pattern of signs (names of months, units, four figures, "now") finds
the few places where rules are tried at all, and only those are tried that may have this sign first and begin with
this word; no rule can look further than a fixed number of words, so that the time is linear in the text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.codebook.wordlists import Glance, merge_prefixes
from pakru.timexes.timepieces import (
    FIGURE_PIECES,
    Words,
    choose,
    fill_pieces,
    find_leads,
    make_pieces,
    name_leads,
)

# signs in figures: 2014, 1990s, '90s, 10:30, 24.10., 3/10/, 8 p.m., 23rd, 490 BC, Q3, 9/11
_FIGURES = (
    r"\d{4}s?(?!\d)|['’]?\d0s|\d\d?:\d\d|\d\d?[./-]\d\d?[./-]\d|\d\d?\s?[ap]\.?m\b|\d\d?(?:st|nd|rd|th)(?!\w)"
    r"|\d{1,3}s?\sBC|Q[1-4]\s|9/11"
)
_SIGN_LISTS = (
    "month",
    "month_short",
    "weekday",
    "season",
    "fall",
    "unit",
    "units",
    "part",
    "decade",
    "often",
    "day_word",
)
_SIGN_WORDS = ("once", "then", "time")
_SMALL = {"may", "march", "august"}  # no months without their capital
_DIGITS = "0123456789'’"  # what a figure may begin with
_CONTEXT = 48  # characters before and after an expression that a trap may look at


class Trap(NamedTuple):
    """What an expression is refused for: its own text, and what stands before and after it."""

    text: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def catches(self, match: re.Match[str]) -> bool:
        """Say whether all that the trap asks for is there."""
        text, (start, end) = match.string, match.span()
        return (
            (self.text is None or self.text.fullmatch(text, start, end) is not None)
            and (self.after is None or self.after.match(text, end, end + _CONTEXT) is not None)
            and (self.before is None or self.before.search(text[max(0, start - _CONTEXT) : start]) is not None)
        )


class Rule(NamedTuple):
    """A rule of the grammar: its name, its reader, its pattern, its traps, and the words that may begin it."""

    name: str
    reads: str
    pattern: re.Pattern[str]
    traps: tuple[Trap, ...]
    leads: frozenset[str]


@dataclass(frozen=True, eq=False)
class Grammar:
    """The compiled grammar: where an expression is (`signs`), where it may begin (`starts`), and its rules.

    `glance` sees whether a text may have signs: they are words, or have a figure in them.
    """

    glance: Glance
    signs: re.Pattern[str]
    starts: re.Pattern[str]
    rules: Mapping[str, tuple[Rule, ...]]
    words: Words
    _chosen: dict[tuple[str, str], tuple[Rule, ...]]

    def choose_rules(self, sign: str, word: str) -> tuple[Rule, ...]:
        """Give the rules, in order, of expressions that begin with this word and have this sign first."""
        key = ("figure" if sign[0] in _DIGITS else sign.lower(), "0" if word[0] in _DIGITS else word.lower())
        if (rules := self._chosen.get(key)) is None:
            of, leads = self.rules.get(key[0], self.rules["figure"]), {key[1], key[1].removesuffix("s")}
            rules = self._chosen[key] = tuple(rule for rule in of if leads & rule.leads)
        return rules


@cache
def compile_grammar(codebook: Codebook) -> Grammar:
    """Compile the rules, traps and words of a codebook; a piece that no list has is a KeyError.

    >>> from pakru.codebook import default
    >>> [rule.name for rule in compile_grammar(default()).choose_rules("once", "Once")]
    ['once']
    """
    words = _read_words(codebook)
    pieces, leads, signs, traps = (
        make_pieces(words),
        name_leads(words),
        _name_signs(words),
        _read_traps(codebook, words),
    )
    rules = []
    for row in codebook.table("timex_rules"):
        name, pattern = row["rule"], row["pattern"]
        filled = fill_pieces(pattern, pieces)
        caught, first = tuple(traps.get(name, ())), frozenset(find_leads(pattern, leads))
        rules.append((Rule(name, row["reads"], re.compile(filled), caught, first), _find_kinds(pattern, filled, signs)))
    by_sign = {sign: tuple(rule for rule, of in rules if of & kinds) for sign, kinds in signs.items()}
    by_sign["figure"] = tuple(rule for rule, of in rules if "figure" in of)
    openers = {word for rule, _ in rules for word in rule.leads} | set(signs)
    figures_or_signs = _compile_signs(signs)
    glance = Glance(re.compile(rf"\d|{figures_or_signs.pattern}"))
    return Grammar(glance, figures_or_signs, _compile_starts(openers), by_sign, words, {})


def _read_words(codebook: Codebook) -> Words:
    words: dict[str, dict[str, str]] = {}
    for row in codebook.table("timex_words"):
        words.setdefault(row["list"], {})[row["word"]] = row["value"]
    words["vague"] = {row["phrase"]: row["value"] for row in codebook.table("timex_vague")}
    words["holiday"] = {row["name"]: row["value"] for row in codebook.table("timex_days")}
    return words


def _read_traps(codebook: Codebook, words: Words) -> dict[str, list[Trap]]:
    """Read the traps of each rule; in their patterns `{list}` stands for any word of a list."""
    lists = {name: choose(of, True) for name, of in words.items()}
    traps: dict[str, list[Trap]] = {}
    for row in codebook.table("timex_traps"):
        text, before, after = (
            re.compile(re.sub(r"\{([a-z]\w*)\}", lambda found: lists[found[1]], row[side])) if row[side] else None
            for side in ("text", "before", "after")
        )
        for name in row["rules"].split():
            traps.setdefault(name, []).append(Trap(text, before, after))
    return traps


def _name_signs(words: Words) -> dict[str, frozenset[str]]:
    """Give the kinds of each sign that is a word: the lists it is in; itself where it stands for a phrase."""
    kinds: dict[str, set[str]] = {word: {word} for word in _SIGN_WORDS}
    for name in _SIGN_LISTS:
        for word in words[name]:
            if " " not in word:
                kinds.setdefault(word.lower(), set()).add(name)
    for name in ("weekday", "part"):
        for word in words[name]:
            kinds.setdefault(word.lower() + "s", set()).add(name)
    for name in ("vague", "holiday", "part"):
        for phrase in sorted(words[name], key=len):
            spoken = re.findall(r"[a-z]+", phrase.lower())
            sign = next((word for word in spoken if word in kinds), max(spoken, key=len, default=""))
            kinds.setdefault(sign, set()).add(sign)
    return {word: frozenset(found) for word, found in kinds.items() if word}


def _find_kinds(pattern: str, filled: str, signs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Give the kinds of sign that an expression of this pattern, its pieces filled in, may have first."""
    plain = re.sub(r"\[(\w)\w\]", r"\1", filled)
    spoken = re.findall(r"[a-z]+", re.sub(r"\(\?P<\w+>|\\\w", " ", plain).lower())
    figures = r"\d" in pattern or FIGURE_PIECES.intersection(re.findall(r"\{(\w+)\}", pattern))
    return frozenset({kind for word in spoken for kind in signs.get(word, ())} | ({"figure"} if figures else set()))


def _compile_signs(signs: Iterable[str]) -> re.Pattern[str]:
    forms = {form for word in signs for form in (word, word.capitalize(), word.upper())} - _SMALL
    return re.compile(rf"(?<![\w$€£])(?:{_FIGURES}|(?:{merge_prefixes(sorted(forms))})(?!\w))")


def _compile_starts(openers: Iterable[str]) -> re.Pattern[str]:
    forms = {form for word in openers for form in (word, word.capitalize(), word.upper()) if word.isalpha()}
    words = merge_prefixes(sorted(forms))
    return re.compile(rf"(?<![\w$€£])(?:(?<![.,:/-])\d|(?:{words})(?!\w)|Q(?=[1-4]))|(?<!\w)['’](?=\d)")
