"""The small pattern language of the rules for time: named pieces, and the words that may begin a pattern.

A pattern is a regular expression in which `{MONTH}` stands for any word of a list, `{bound}` for an optional
preposition with its group, and a space for white space. Pieces in capitals are words; the others are built here.
"""

import re
from collections.abc import Iterable, Mapping

Words = Mapping[str, Mapping[str, str]]

_YEAR = r"(?:(?:1\d|20)\d\d(?!\d)|\d{1,4} (?:BCE?|B\.C\.)(?!\w))"
_DAY = r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d|-[a-z]))"
_TO = r"(?: ?[-–—/] ?| and | to | or | & )"
_ZONE = r"(?: (?:GMT|UTC|EST|EDT|PST|ET|PKT|MSK|hrs|hours))?"
_CLOCK = (
    r"(?:\d\d?(?:[:.][0-5]\d)? ?(?:a\.m\.|p\.m\.|am|pm|AM|PM|A\.M\.|P\.M\.)" + _ZONE
    + r"|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d])" + _ZONE + r"|[Nn]oon|[Mm]idnight|half past [a-z]{3,6})"
)  # fmt: skip
# the lists whose words stand in a piece; those of them that begin it come first
PIECE_LISTS = {
    "MONTH": ("month",), "MON": ("month", "month_short"), "WEEKDAY": ("weekday",), "SEASON": ("season",),
    "FALL": ("fall",), "UNIT": ("unit",), "UNITS": ("units",), "PART": ("part",), "ORDINAL": ("ordinal",),
    "DECADE": ("decade",), "SHIFT": ("shift",), "BOUND": ("bound",), "SOME": ("some",), "ADJ": ("adjective",),
    "FROM": ("from",), "VAGUE": ("vague",), "HOLIDAY": ("holiday",), "NUMBER": ("number", "tens"),
    "COUNT": ("number", "tens", "some"), "bound": ("bound",), "approx": ("approx",), "mod": ("mod", "mod_noun"),
    "mod0": ("mod", "mod_noun"), "mod1": ("mod", "mod_noun"), "part_of": ("part",), "part_of1": ("part",),
    "weekday": ("weekday", "weekday_short"), "DATE": ("month", "month_short", "weekday", "holiday"),
    "CLOCK": ("part",), "outer": ("shift", "unit"), "the_year": ("unit",), "MOD": ("mod",), "APPROX": ("approx",),
}  # fmt: skip
FIGURE_PIECES = frozenset({"YEAR", "DAY", "CLOCK", "NUMBER", "COUNT", "part_of", "part_of1", "DATE", "HOLIDAY"})
_OPTIONAL = frozenset({"bound", "approx", "mod", "mod0", "the", "the_year", "part_of", "weekday"})
_CASED = frozenset({"MONTH", "WEEKDAY", "HOLIDAY"})
_BEGINS = {
    "part_of": {"noon", "midnight", "half", "early", "late", "the", "very"}, "CLOCK": {"noon", "midnight", "half"},
    "COUNT": {"a", "an"}, "mod": {"the", "very"}, "mod0": {"the", "very"}, "mod1": {"the", "very"}, "the": {"the"},
    "the_year": {"the", "fiscal", "year"}, "approx": {"over"},
}  # fmt: skip


def make_pieces(words: Words) -> dict[str, str]:
    """Make the patterns of the pieces from the word lists."""
    pieces = {name: choose(words[of[0]], name in _CASED) for name, of in PIECE_LISTS.items() if name.isupper()}
    ones, tens = choose(words["number"].keys() - {"a", "an"}, True), choose(words["tens"], True)
    pieces |= {"YEAR": _YEAR, "DAY": _DAY, "TO": _TO, "CLOCK": _CLOCK, "the": "(?:[Tt]he )?"}
    pieces["MON"] = f"(?:{pieces['MONTH']}|{choose(words['month_short'], True)}\\.?)(?!\\w)"
    spelled = f"(?i:{tens}(?:[-\\s]{ones}(?!\\w))?|{ones})"
    pieces["NUMBER"] = rf"(?:\d{{1,3}}(?:,\d\d\d)?(?:\.\d)?(?![\d%])|{spelled}(?!\w))"
    pieces["COUNT"] = f"(?:{pieces['NUMBER']}|[Aa]n?(?!\\w)|{pieces['SOME']})"
    pieces["DATE"] = (
        f"(?:{pieces['MON']} {_DAY}(?:,? {_YEAR})?|{_DAY}(?: of)? {pieces['MON']}(?:,? {_YEAR})?"
        f"|{pieces['MON']},? {_YEAR}|{pieces['WEEKDAY']}|{pieces['HOLIDAY']})(?!\\w)"
    )
    return pieces | _make_parts(pieces, words)


def _make_parts(pieces: Mapping[str, str], words: Words) -> dict[str, str]:
    """Make the pieces that stand before or behind a date, with their groups."""
    mod = (
        f"(?:[Tt]he )?(?:very )?(?P<mod>{pieces['MOD']}(?=[-\\s])|{choose(words['mod_noun'], False)}(?= of |-))"
        "(?:-|(?: of| in| on)? )"
    )
    part = (
        "(?:(?:[Ee]arly|[Ll]ate)(?: in| on)? )?(?:[Tt]he )?(?:very |early |late )?"
        f"(?P<part>{pieces['PART']}(?=(?: hours)?(?: of| on|,))|{_CLOCK})(?: hours)?(?: of| on|,)? (?:the )?"
    )
    return {
        "bound": f"(?:(?P<bound>{pieces['BOUND']})(?: |-)(?:(?:about|around|roughly) )?)?",
        "approx": f"(?:(?:{pieces['APPROX']}|(?:(?<=for\\s)|(?<=took\\s)|(?<=after\\s))over) )?",
        "counted": f" (?:{choose(words['counted_kind'], True)} )?{choose(words['counted'], True)}(?!\\w)",
        "the_year": "(?:(?:[Tt]he )?(?:fiscal )?[Yy]ear |(?:the )?fiscal )?",
        "mod1": mod,
        "mod0": f"(?:{mod})?",
        "mod": f"(?:{mod}(?:the )?)?",
        "part_of1": part,
        "part_of": f"(?:{part})?",
        "weekday": f"(?:(?:{pieces['WEEKDAY']}|{choose(words['weekday_short'], True)}\\.?),? )?",
        "outer": f",? (?:of |in )?(?P<outer>{pieces['SHIFT']}) year(?!\\w)",
    }


def choose(words: Iterable[str], cased: bool) -> str:
    """Give a pattern for any of the words, the longest first; a capital may begin it unless they are `cased`.

    >>> choose(["ago", "from now"], False)
    '(?:[Ff]rom now|[Aa]go)'
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if cased:
        return f"(?:{'|'.join(_escape(word) for word in ordered)})"
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0].lower()}]{_escape(word[1:])}' for word in ordered)})"


def _escape(word: str) -> str:
    return re.escape(word).replace("\\ ", " ").replace("'", "['’]")


def fill_pieces(pattern: str, pieces: Mapping[str, str]) -> str:
    """Put the pieces into a pattern; a space stands for up to three characters of white space."""
    filled = re.sub(r"\{([A-Za-z]\w*)\}", lambda found: pieces[found[1]], pattern)
    return filled.replace(" ?", r"\s?").replace(" ", r"\s{1,3}")


def name_leads(words: Words) -> dict[str, set[str]]:
    """Give the words that may begin each piece; 0 stands for a figure."""
    leads: dict[str, set[str]] = {"the": set(), "the_year": set()}
    leads |= {
        piece: {word.split()[0].lower() for name in names for word in words[name]}
        for piece, names in PIECE_LISTS.items()
    }
    leads |= {piece: leads.get(piece, set()) | {"0"} for piece in FIGURE_PIECES}
    leads |= {piece: leads[piece] | begins for piece, begins in _BEGINS.items()}
    return leads | {"part_of1": leads["part_of"]}


def find_leads(pattern: str, leads: Mapping[str, set[str]]) -> set[str]:
    """Give the words that may begin an expression of this pattern; "" if it may be empty.

    >>> sorted(find_leads("{bound}(?:[Tt]he )?(?P<unit>week|years?)", {"bound": {"since"}}))
    ['since', 'the', 'week', 'year', 'years']
    """
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
        return find_leads(re.sub(r"^\((?:\?P<\w+>|\?:)|\)$", "", part), leads) | optional
    if part.startswith("{"):
        return leads[part[1:-1]] | ({""} if part[1:-1] in _OPTIONAL else optional)
    if part.startswith(r"\d") or part[:1].isdigit() or "’" in part:
        return {"0"} | optional
    word = re.sub(r"\[(\w)\w\]", r"\1", part).lower()
    return {word, word[:-1]} if optional else {word}


def _take_part(pattern: str) -> tuple[str, str]:
    """Take the first group, piece, class, figure or word off a pattern."""
    if pattern.startswith("("):
        end = _find_close(pattern)
    else:
        found = re.match(r"\{\w+\}|\[['’]+\]|\\d(?:\{[\d,]+\}|\?)?|\[\w\w\]\w*|\w+|.", pattern)
        end = found.end() if found else 1
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
