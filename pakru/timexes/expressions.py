"""Time expressions as the words alone have them: found by the grammar, not yet resolved.

An `Expression` holds what is said ("last November": the month 11, the last one before the article's date) and
nothing of what it is said against; `timexes.resolve` turns it into a value and days. A place is looked at where a
sign stands (a month, a unit, four figures, "now"); the rules of that sign are tried at each word before it that may
begin an expression, and the first that fits is read, unless a trap of the codebook catches it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache, partial

from pakru.codebook import Codebook, default
from pakru.timexes import date_readings as dates
from pakru.timexes import length_readings as lengths
from pakru.timexes.readings import Expression, Found, Reader
from pakru.timexes.timegrammar import Grammar, Rule, compile_grammar

_REACH = 48  # characters before a sign in which its expression may begin

# the functions that the rules of the codebook name in their column `reads`
READERS: dict[str, Reader] = {
    "date": dates.read_date,
    "numeric": dates.read_numeric,
    "years": dates.read_years,
    "year": dates.read_year,
    "between": dates.read_between,
    "season": dates.read_season,
    "shifted": dates.read_shifted,
    "weekday": dates.read_weekday,
    "weekdays": dates.read_weekdays,
    "day_word": dates.read_day_word,
    "holiday": dates.read_holiday,
    "onward": dates.read_onward,
    "offset": lengths.read_offset,
    "length": lengths.read_length,
    "span": lengths.read_span,
    "a_unit": lengths.read_a_unit,
    "some_units": lengths.read_some_units,
    "set": lengths.read_set,
    "vague": lengths.read_vague,
    "once": lengths.read_once,
}


def find_expressions(text: str, codebook: Codebook | None = None) -> list[Expression]:
    """Find the time expressions of a text, unresolved, in order and without overlap.

    >>> [(e.text, e.rule, e.value) for e in find_expressions("They may meet again in mid-April, or by 2020.")]
    [('mid-April', 'month', 'XXXX-04'), ('by 2020', 'year', '2020')]
    """
    return list(_find_once(text, compile_grammar(codebook or default())))


@lru_cache(maxsize=4096)  # the steps that read a document all ask for the expressions of its sentences
def _find_once(text: str, grammar: Grammar) -> tuple[Expression, ...]:
    return tuple(_find_all(text, grammar)) if grammar.glance.sees(text) else ()


def _find_all(text: str, grammar: Grammar) -> list[Expression]:
    found: list[Expression] = []
    done = 0  # no expression begins before: it would be one of an earlier sign
    for sign in grammar.signs.finditer(text):
        if sign.start() < done:
            continue
        if expressions := _read_around(text, sign, done, grammar):
            found += expressions
            done = expressions[-1].end
        done = max(done, sign.start() + 1)
    return found


def _read_around(text: str, sign: re.Match[str], done: int, grammar: Grammar) -> list[Expression]:
    """Read the expression that has this sign first, from the earliest word before it that may begin one."""
    for start in grammar.starts.finditer(text, max(done, sign.start() - _REACH), sign.end()):
        if start.start() > sign.start():
            break
        rules = grammar.choose_rules(sign[0], start[0])
        if expressions := _read_at(text, start.start(), rules, grammar):
            return expressions
    return []


def _read_at(text: str, start: int, rules: Iterable[Rule], grammar: Grammar) -> list[Expression]:
    """Read the expression that begins here by the first rule that fits and is not caught in a trap."""
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (rule.traps and any(trap.catches(match) for trap in rule.traps)):
            continue
        found = Found(match, rule.name, grammar.words, partial(_find_all, grammar=grammar))
        if expressions := list(READERS[rule.reads](found)):
            return expressions
    return []
