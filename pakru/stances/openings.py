"""Which letters a match of a pattern may begin with, so that a text is compared only with patterns that may fit."""

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|P?<\w+>|[:>])|\{\d*,?\d*\}[?+]?|[?*+][?+]?|.", re.DOTALL
)
ANY = frozenset({""})  # no letter is named: any may begin it
NOTHING = frozenset[str]()
AROUND = {"(?=", "(?!", "(?<=", "(?<!"}  # look without taking


def find_openings(pattern: str) -> frozenset[str]:
    """Find the characters that a match may begin with; "" stands for any, as where the pattern may match nothing.

    >>> sorted(find_openings(r"(?:the )?(?:bold )?step|oppos(?:e[sd]?|ing)|(?<!no )[Ww]ish"))
    ['W', 'b', 'o', 's', 't', 'w']
    >>> find_openings(r"\\w+ing") == ANY, find_openings("a?") == ANY
    (True, True)
    """
    letters, empty = _read_choices(iter([*TOKEN.findall(pattern), ")"]))
    return ANY if empty or "" in letters else letters


def split_choices(pattern: str) -> list[str]:
    """Split a pattern into those of which it matches either.

    >>> split_choices("a(?:b|c)|d[|]|e")
    ['a(?:b|c)', 'd[|]', 'e']
    """
    choices, depth = [""], 0
    for token in TOKEN.findall(pattern):
        depth += token.startswith("(") - (token == ")")
        if token == "|" and not depth:
            choices.append("")
        else:
            choices[-1] += token
    return choices


def _read_choices(tokens: Iterator[str]) -> tuple[frozenset[str], bool]:
    """Read up to the end of a group: what may begin it, and whether it may match nothing."""
    letters, empty, done = NOTHING, False, False  # `done`: something that must be there has begun this choice
    last: tuple[frozenset[str], bool] = (NOTHING, True)  # the piece before, which a quantifier may make optional
    for token in tokens:
        if token[0] in "?*+{" and len(token) < 9 and token not in AROUND:
            last = (last[0], last[1] or token[0] in "?*" or token.startswith(("{0", "{,")))
            continue
        letters, done = (letters if done else letters | last[0]), done or not last[1]
        last = (NOTHING, True)
        if token in {"|", ")"}:
            empty, done = empty or not done, False
        if token == ")":
            break
        last = last if token == "|" else _read_piece(token, tokens)
    return letters, empty


def _read_piece(token: str, tokens: Iterator[str]) -> tuple[frozenset[str], bool]:
    """Read one piece: what may begin it, and whether it may match nothing."""
    if token.startswith("("):
        inside = _read_choices(tokens)
        return (NOTHING, True) if token in AROUND else inside
    if token in {r"\b", r"\B", r"\A", r"\Z", "^", "$"}:
        return NOTHING, True
    if token.startswith("["):
        plain = re.fullmatch(r"\[(\w+)\]", token)
        return (frozenset(plain[1]) if plain else ANY), False
    return (frozenset(token[-1]) if (len(token) == 1 and token != ".") or not token[-1].isalnum() else ANY), False
