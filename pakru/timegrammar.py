"""The grammar of time expressions: named rules and word lists of the codebook, compiled once.

A rule is a row of `timex_rules`: a pattern made of named pieces (`{MONTH}`, `{bound}`), and the name of the
function of `expressions` that reads what it found. The words of the pieces are rows of `timex_words`,
`timex_vague` and `timex_days`. One pattern of signs (names of months, units, four figures, `now`) finds the few
places where the rules are tried at all; no rule can look further than a fixed number of words, so that the time
is linear in the text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pakru.codebook import Codebook

# signs in figures: 2014, 1990s, '90s, 10:30, 24.10., 3/10/, 8 p.m., 23rd
_FIGURES = r"\d{4}s?(?!\d)|['’]?\d0s|\d\d?:\d\d|\d\d?[./-]\d\d?[./-]\d|\d\d?\s?[ap]\.?m\b|\d\d?(?:st|nd|rd|th)(?!\w)|\d{1,3}s?\sBC|Q[1-4]\s|9/11"
_SIGN_LISTS = ("month", "month_short", "weekday", "season", "fall", "unit", "units", "part", "decade")
_SIGN_WORDS = "today yesterday tomorrow tonight once then daily weekly fortnightly monthly quarterly yearly annually hourly nightly everyday time".split()
_YEAR = r"(?:(?:1\d|20)\d\d(?!\d)|\d{1,4} (?:BCE?|B\.C\.)(?!\w))"
_DAY = r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d|-[a-z]))"
_TO = r" ?[-–—/] ?| and | to | or | & "
_CLOCK = (
    r"\d\d?(?:[:.][0-5]\d)? ?(?:a\.m\.|p\.m\.|am|pm|AM|PM|A\.M\.|P\.M\.)(?: (?:EST|EDT|GMT|UTC|PST|PKT|MSK|ET))?"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d])(?: ?(?:GMT|UTC|EST|EDT|hrs|hours|PKT))?|[Nn]oon|[Mm]idnight|half past [a-z]{3,6}"
)
_LISTS = {
    "MONTH": ("month",), "WEEKDAY": ("weekday",), "SEASON": ("season",), "FALL": ("fall",), "UNIT": ("unit",),
    "UNITS": ("units",), "PART": ("part",), "ORDINAL": ("ordinal",), "DECADE": ("decade",), "SHIFT": ("shift",),
    "BOUND": ("bound",), "SOME": ("some",), "ADJ": ("adjective",), "FROM": ("from",), "MOD": ("mod",), "APPROX": ("approx",),
}  # fmt: skip
_CASED = {"MONTH", "WEEKDAY"}
# the lists whose words stand in a piece; those of them that begin it come first
_PIECE_LISTS = {
    "MONTH": ("month",), "MON": ("month", "month_short"), "WEEKDAY": ("weekday",), "SEASON": ("season",), "FALL": ("fall",),
    "UNIT": ("unit",), "UNITS": ("units",), "PART": ("part",), "ORDINAL": ("ordinal",), "DECADE": ("decade",), "SHIFT": ("shift",),
    "BOUND": ("bound",), "SOME": ("some",), "ADJ": ("adjective",), "FROM": ("from",), "VAGUE": ("vague",), "HOLIDAY": ("holiday",),
    "NUMBER": ("number", "tens"), "COUNT": ("number", "tens", "some"), "bound": ("bound",), "approx": ("approx",),
    "mod": ("mod", "mod_noun"), "mod0": ("mod", "mod_noun"), "mod1": ("mod", "mod_noun"), "part_of": ("part",),
    "part_of1": ("part",), "weekday": ("weekday", "weekday_short"), "DATE": ("month", "month_short", "weekday", "holiday"),
    "CLOCK": ("part",), "outer": ("shift", "unit"), "the_year": ("unit",), "MOD": ("mod",),
}  # fmt: skip
_FIGURE_PIECES = {"YEAR", "DAY", "CLOCK", "NUMBER", "COUNT", "part_of", "part_of1", "DATE", "HOLIDAY"}
_OPTIONAL = {"bound", "approx", "mod", "mod0", "the", "the_year", "part_of", "weekday"}
Words = Mapping[str, Mapping[str, str]]


class Rule(NamedTuple):
    """A rule of the grammar: its name, the function that reads it, its pattern, and the words that may begin it."""

    name: str
    reads: str
    pattern: re.Pattern[str]
    leads: frozenset[str]


@dataclass(frozen=True, eq=False)
class Grammar:
    """The compiled grammar: where an expression is (`signs`), where it may begin (`starts`), and its rules."""

    signs: re.Pattern[str]
    starts: re.Pattern[str]
    rules: Mapping[str, tuple[Rule, ...]]
    words: Words
    _chosen: dict[tuple[str, str], tuple[Rule, ...]]

    def choose_rules(self, sign: str, word: str) -> tuple[Rule, ...]:
        """Give the rules, in order, of expressions that begin with this word and have this sign first."""
        sign, word = sign.lower(), "0" if word[:1].isdigit() or word[:1] in "'’" else word.lower()
        sign = sign if sign in self.rules else "figure"
        if (sign, word) not in self._chosen:
            leads = {word, word.removesuffix("s")}
            self._chosen[sign, word] = tuple(rule for rule in self.rules[sign] if leads & rule.leads)
        return self._chosen[sign, word]


@cache
def compile_grammar(codebook: Codebook) -> Grammar:
    """Compile the rules and words of a codebook; a piece that no list has is a KeyError.

    >>> from pakru.codebook import default
    >>> [rule.name for rule in compile_grammar(default()).choose_rules("once", "Once")]
    ['once']
    """
    words = _read_words(codebook)
    pieces, leads, signs = _make_pieces(words), _name_leads(words), _name_signs(words)
    rules = []
    for row in codebook.table("timex_rules"):
        compiled = re.compile(_fill_pieces(row["pattern"], pieces))
        rule = Rule(row["rule"], row["reads"], compiled, frozenset(_find_leads(row["pattern"], leads)))
        rules.append((rule, _find_kinds(row["pattern"], signs, words)))
    by_sign = {sign: tuple(rule for rule, of in rules if of & kinds) for sign, kinds in signs.items()}
    by_sign["figure"] = tuple(rule for rule, of in rules if "figure" in of)
    openers = {word for rule, _ in rules for word in rule.leads} | set(signs)
    return Grammar(_compile_signs(signs), _compile_starts(openers), by_sign, words, {})


def _name_leads(words: Words) -> dict[str, set[str]]:
    """Give the words that may begin each piece; 0 stands for a figure."""
    of = {piece: {word.split()[0].lower() for name in names for word in words[name]} for piece, names in _PIECE_LISTS.items()}
    for piece in _FIGURE_PIECES:
        of[piece] = of.get(piece, set()) | {"0"}
    of["part_of"] |= {"noon", "midnight", "half", "early", "late", "the", "very"}
    of["part_of1"], of["CLOCK"] = of["part_of"], {"0", "noon", "midnight", "half"}
    of["COUNT"] |= {"a", "an"}
    for piece in ("mod", "mod0", "mod1"):
        of[piece] |= {"the", "very"}
    return of | {"the": {"the"}, "the_year": {"the", "fiscal", "year"}}


def _find_leads(pattern: str, leads: Mapping[str, set[str]]) -> set[str]:
    """Give the words that may begin an expression of this pattern; "" if it may be empty."""
    found: set[str] = set()
    for rest in _split_alternatives(pattern):
        while rest:
            part, rest = _take_part(rest)
            of = _find_part_leads(part, rest, leads)
            found |= of - {""}
            rest = rest.lstrip("? ")
            if "" not in of:
                break
        else:
            found.add("")
    return found


def _find_part_leads(part: str, rest: str, leads: Mapping[str, set[str]]) -> set[str]:
    optional = {""} if rest.startswith("?") else set()
    if part.startswith(("(?<", "(?=", "(?!")):
        return {""}
    if part.startswith("("):
        return _find_leads(re.sub(r"^\((?:\?P<\w+>|\?:)|\)$", "", part), leads) | optional
    if part.startswith("{"):
        return leads[part[1:-1]] | ({""} if part[1:-1] in _OPTIONAL else optional)
    if part.startswith("\\d") or part[:1].isdigit() or "’" in part:
        return {"0"} | optional
    word = re.sub(r"\[(\w)\w\]", r"\1", part).lower()
    return {word, word[:-1] or ""} if optional else {word}


def _take_part(pattern: str) -> tuple[str, str]:
    """Take the first group, piece, class, figure or word off a pattern."""
    if pattern.startswith("("):
        end = _find_close(pattern)
    else:
        end = re.match(r"\{\w+\}|\[['’]+\]|\\d(?:\{[\d,]+\}|\?)?|\[\w\w\]\w*|\w+|.", pattern).end()
    return pattern[:end], pattern[end:]


def _split_alternatives(pattern: str) -> list[str]:
    parts, depth, begin = [], 0, 0
    for place, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append(pattern[begin:place])
            begin = place + 1
    return [*parts, pattern[begin:]]


def _find_close(pattern: str) -> int:
    depth = 0
    for place, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if not depth:
            return place + 1
    return len(pattern)


def _read_words(codebook: Codebook) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for row in codebook.table("timex_words"):
        words.setdefault(row["list"], {})[row["word"]] = row["value"]
    words["vague"] = {row["phrase"]: row["value"] for row in codebook.table("timex_vague")}
    words["holiday"] = {row["name"]: row["value"] for row in codebook.table("timex_days")}
    return words


def _find_literals(pattern: str) -> set[str]:
    """Give the words that stand as such in a pattern."""
    plain = re.sub(r"\[([A-Z])[a-z]\]", r"\1", pattern)
    return set(re.findall(r"[a-z]+", re.sub(r"\{\w+\}|\?P<\w+>|\\\w", " ", plain).lower()))


def _name_signs(words: Words) -> dict[str, frozenset[str]]:
    """Give the kinds of each sign that is a word: the lists it is in, or itself."""
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
            known = [word for word in spoken if word in kinds]
            kinds.setdefault((known or [max(spoken, key=len, default="")])[0], set()).add(name)
    return {word: frozenset(found) for word, found in kinds.items() if word}


def _find_kinds(pattern: str, signs: Mapping[str, frozenset[str]], words: Words) -> frozenset[str]:
    """Give the kinds of sign that an expression of this pattern may have first."""
    pieces = set(re.findall(r"\{(\w+)\}", pattern))
    spoken = _find_literals(pattern)
    for name in {name for piece in pieces for name in _PIECE_LISTS.get(piece, ())}:
        spoken |= {word for phrase in words[name] for word in re.findall(r"[a-z]+", phrase.lower())}
    figure = {"figure"} if r"\d" in pattern or pieces & _FIGURE_PIECES else set()
    return frozenset({kind for word in spoken for kind in signs.get(word, ())} | figure)


def _make_pieces(words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    pieces = {n: _choose(words[l[0]], n in _CASED) for n, l in _LISTS.items()}
    pieces["MON"] = f"(?:{pieces['MONTH']}|{_choose(words['month_short'], True)}\\.?)(?!\\w)"
    ones, tens = _choose(words["number"].keys() - {"a", "an"}, True), _choose(words["tens"], True)
    spelled = f"(?i:{tens}(?:[-\\s]{ones}(?!\\w))?|{ones})"
    pieces |= {"YEAR": _YEAR, "DAY": _DAY, "TO": f"(?:{_TO})", "CLOCK": f"(?:{_CLOCK})", "VAGUE": _choose(words["vague"], False)}
    pieces["HOLIDAY"] = _choose(words["holiday"], True)
    pieces["NUMBER"] = rf"(?:\d{{1,3}}(?:,\d\d\d)?(?:\.\d)?(?![\d%])|{spelled}(?!\w))"
    pieces["COUNT"] = f"(?:{pieces['NUMBER']}|[Aa]n?(?!\\w)|{pieces['SOME']})"
    pieces["counted"] = f" (?:(?:foreign|armed|square|cubic|metric|nautical|young|civilian|US|American|Russian|Soviet|Afghan|Indian|Pakistani|NATO) )?{_choose(words['counted'], True)}(?!\\w)"
    pieces["DATE"] = (
        f"(?:{pieces['MON']} {_DAY}(?:,? {_YEAR})?|{_DAY}(?: of)? {pieces['MON']}(?:,? {_YEAR})?"
        f"|{pieces['MON']},? {_YEAR}|{pieces['WEEKDAY']}|{pieces['HOLIDAY']})(?!\\w)"
    )
    pieces["bound"] = f"(?:(?P<bound>{pieces['BOUND']})(?: |-)(?:(?:about|around|roughly) )?)?"
    pieces["approx"] = f"(?:(?:{pieces['APPROX']}|(?:(?<=for\\s)|(?<=took\\s)|(?<=after\\s))over) )?"
    pieces["the"] = "(?:[Tt]he )?"
    pieces["the_year"] = "(?:(?:[Tt]he )?(?:fiscal )?[Yy]ear |(?:the )?fiscal )?"
    pieces["mod1"] = (
        f"(?:[Tt]he )?(?:very )?(?P<mod>{pieces['MOD']}(?=[- ])|{_choose(words['mod_noun'], False)}(?= of |-))"
        "(?:-|(?: of| in| on)? )"
    )
    pieces["mod0"] = f"(?:{pieces['mod1']})?"
    pieces["mod"] = f"(?:{pieces['mod1']}(?:the )?)?"
    pieces["part_of1"] = (
        "(?:(?:[Ee]arly|[Ll]ate)(?: in| on)? )?(?:[Tt]he )?(?:very |early |late )?"
        f"(?P<part>{pieces['PART']}(?=(?: hours)?(?: of| on|,))|{_CLOCK})(?: hours)?(?: of| on|,)? (?:the )?"
    )
    pieces["part_of"] = f"(?:{pieces['part_of1']})?"
    pieces["weekday"] = f"(?:(?:{pieces['WEEKDAY']}|{_choose(words['weekday_short'], True)}\\.?),? )?"
    pieces["outer"] = f",? (?:of |in )?(?P<outer>{pieces['SHIFT']}) year(?!\\w)"
    return pieces


def _choose(words: Iterable[str], cased: bool) -> str:
    """Give a pattern for any of the words, the longest first; a capital may begin it unless it has its own."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    if cased:
        return f"(?:{'|'.join(_escape(w) for w in ordered)})"
    return f"(?:{'|'.join(f'[{w[0].upper()}{w[0].lower()}]{_escape(w[1:])}' for w in ordered)})"


def _escape(word: str) -> str:
    return re.escape(word).replace("\\ ", " ").replace("'", "['’]")


def _fill_pieces(pattern: str, pieces: Mapping[str, str]) -> str:
    """Put the pieces in; a space stands for up to three characters of white space."""
    filled = re.sub(r"\{([A-Za-z]\w*)\}", lambda found: pieces[found[1]], pattern)
    return filled.replace(" ?", r"\s?").replace(" ", r"\s{1,3}")


def _compile_signs(signs: Iterable[str]) -> re.Pattern[str]:
    spellings = {form for word in signs for form in (word, word.capitalize(), word.upper())} - {"may", "march", "august"}
    return re.compile(rf"(?<![\w$€£])(?:{_FIGURES}|(?:{_merge_prefixes(sorted(spellings))})(?!\w))")


def _compile_starts(openers: Iterable[str]) -> re.Pattern[str]:
    forms = {form for word in openers for form in (word, word.capitalize(), word.upper()) if word.isalpha()}
    return re.compile(rf"(?<![\w$€£])(?:(?<![.,:/-])\d|(?:{_merge_prefixes(sorted(forms))})(?!\w)|Q(?=[1-4]))|(?<!\w)['’](?=\d)")


def _merge_prefixes(words: list[str]) -> str:
    """Give a pattern for any of the sorted words that reads each character once."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    tails = [re.escape(head) + _merge_prefixes(rest) for head, rest in heads.items() if head]
    if not tails:
        return ""
    return f"(?:{'|'.join(tails)})" + ("?" if "" in heads else "")
