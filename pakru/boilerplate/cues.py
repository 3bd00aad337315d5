"""Cues: the patterns of the codebook that say what is no article text, compiled once per codebook.

A pattern of `boilerplate.csv` may name fragments of `fragments.csv` in braces (`{month}`); `{outlet}` is made
from `outlets.csv`. Patterns ignore case but where a fragment asks for capitals. Groups named `author` and
`outlet` say what a credit gives away.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pakru.codebook import Codebook, CodebookError, Row

SCOPES = {
    "line": "a whole line, wherever it stands",
    "edge": "a whole line above or below a text, or beside another line of a frame",
    "above": "a whole line above the first text",
    "below": "a whole line below the last text",
    "post": "a whole line of a forum or a comment section",
    "opening": "a paragraph of up to 600 characters, wherever it stands",
    "closing": "a paragraph of up to 600 characters at the end of a text",
    "last": "a whole line below the last text that no other cue fits",
    "credit": "a line around a title, or below the last text, that is not the title",
    "signature": "a line right below a letter",
    "signer": "the first of two lines right below a letter",
    "town": "the second of them",
    "head": "what a paragraph of text begins with",
    "tail": "what a paragraph of text ends with",
}
DEPTH = 5  # a fragment may name others, and so on, so often

_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of `boilerplate.csv`: a pattern, and the kind of boilerplate that it stands for."""

    name: str
    kind: str
    scope: str
    pattern: str

    def read(self, group: str, text: str) -> str:
        """Give what the group `author` or `outlet` of the pattern holds in `text`; "" where it holds nothing."""
        match = _compile(self.pattern).fullmatch(text) if f"(?P<{group}>" in self.pattern else None
        return ((match[group] if match else "") or "").strip()


@dataclass(frozen=True, eq=False)
class Cues:
    """The cues of a codebook, in its order, joined to one pattern per scope."""

    rows: Mapping[str, Sequence[Cue]]
    joined: Mapping[str, re.Pattern[str]]
    named: Mapping[str, Sequence[Cue]]
    points: Mapping[str, int]
    openings: Mapping[str, re.Pattern[str]]

    def match(self, scope: str, text: str) -> Cue | None:
        """Give the first cue of `scope` that fits the whole of `text`."""
        return _match(self, scope, text)

    def find_head(self, text: str, start: int, end: int) -> tuple[Cue, int, int] | None:
        """Give the cue of a stretch that `text[start:end]` begins with, and the span of the stretch."""
        match = self.joined["head"].match(text, start, end) if "head" in self.joined else None
        return (self._row("head", match), *match.span()) if match else None

    def find_tail(self, text: str, start: int, end: int) -> tuple[Cue, int, int] | None:
        """Give the cue of a stretch that `text[start:end]` ends with, and the span of the stretch."""
        match = self.joined["tail"].search(text, start, end) if "tail" in self.joined else None
        return (self._row("tail", match), *match.span()) if match else None

    def read(self, group: str, name: str, text: str) -> str:
        """Give what the cues of a name find out about the `author` or the `outlet` in `text`."""
        found = (cue.read(group, text) for cue in self.named.get(name, ()))
        return next((value for value in found if value), "")

    def match_opening(self, name: str, text: str, start: int) -> re.Match[str] | None:
        """Match a cue of `cut_cues.csv` with what begins at `start`."""
        return self.openings[name].match(text, start) if name in self.openings else None

    def _row(self, scope: str, match: re.Match[str]) -> Cue:
        return self.rows[scope][(match.lastindex or 1) - 1]


@lru_cache(maxsize=2**14)  # the lines of a site's frame come again on each of its pages
def _match(cues: Cues, scope: str, text: str) -> Cue | None:
    match = cues.joined[scope].fullmatch(text) if scope in cues.joined else None
    return cues._row(scope, match) if match else None


@cache
def compile_cues(codebook: Codebook) -> Cues:
    """Compile the tables `boilerplate`, `cues`, `fragments` and `outlets` of a codebook.

    >>> from pakru import codebook
    >>> cues = compile_cues(codebook.default())
    >>> cues.match("line", "Posted on 3 September 2015").kind
    'date_header'
    >>> cue = cues.match("line", "By Helena Marchbank")
    >>> cue.name, cue.read("author", "By Helena Marchbank")
    ('byline', 'Helena Marchbank')
    """
    fragments = _read_fragments(codebook)
    rows: dict[str, list[Cue]] = {scope: [] for scope in SCOPES}
    named: dict[str, list[Cue]] = defaultdict(list)
    for row in codebook.table("boilerplate"):
        cue = _read_cue(row, fragments)
        rows[cue.scope].append(cue)
        named[cue.name].append(cue)
    openings = {row["cue"]: row for row in codebook.table("cut_cues")}
    return Cues(
        rows=rows,
        joined={scope: _join(scope, cues) for scope, cues in rows.items() if cues},
        named=named,
        points={name: int(row["points"]) for name, row in openings.items()},
        openings={name: _compile(_fill(row, fragments)) for name, row in openings.items() if row["pattern"]},
    )


def _read_cue(row: Row, fragments: Mapping[str, str]) -> Cue:
    """Read a row of `boilerplate.csv`; one that cannot be used is an error that names it."""
    cue = Cue(row["cue"], row["kind"], row["scope"], _fill(row, fragments))
    if cue.scope not in SCOPES:
        raise CodebookError(f"boilerplate: cue {cue.name!r}: scope {cue.scope!r}; expected one of {', '.join(SCOPES)}")
    return cue


def _read_fragments(codebook: Codebook) -> dict[str, str]:
    """Read the fragments, each with those that it names put in."""
    fragments = {row["name"]: f"(?:{row['pattern']})" for row in codebook.table("fragments")}
    fragments["outlet"] = join_outlets(codebook.table("outlets"))
    for _ in range(DEPTH):
        fragments = {name: _put_in(pattern, fragments) for name, pattern in fragments.items()}
    return fragments


def _put_in(pattern: str, fragments: Mapping[str, str]) -> str:
    return _FRAGMENT.sub(lambda match: fragments.get(match[1], match[0]), pattern)


def join_outlets(rows: Sequence[Row]) -> str:
    """Make one pattern of the words by which an outlet is known.

    >>> pattern = join_outlets([{"words": "Courier", "place": "last"}, {"words": "Centre for", "place": "first"}])
    >>> pattern = pattern.replace("{cap}", "[A-Z][a-z]+")
    >>> [bool(re.fullmatch(pattern, text)) for text in ("The Delhi Courier", "Centre for War Studies", "A courier")]
    [True, True, False]
    """
    words: dict[str, list[str]] = {"exact": [], "first": [], "last": []}
    for row in rows:
        words[row["place"]] += sorted({re.escape(row["words"]), re.escape(row["words"].upper())})
    exact, first, last = (f"(?-i:{'|'.join(words[place]) or '(?!)'})" for place in words)
    small = r"of|and|&|for|on|the|in|für"
    begins_so = rf"(?:the )?(?:(?:{{cap}}|(?:[A-Z]\.){{2,3}}) )?{first}(?: (?:{{cap}}|{small})){{1,7}}"
    ends_so = rf"(?:the )?(?:(?:{{cap}}|\d+|{small}) ){{1,5}}{last}"
    return rf"(?:{exact}|{begins_so}|{ends_so})"


def _fill(row: Row, fragments: Mapping[str, str]) -> str:
    """Put fragments in the places of their names."""
    unknown = sorted(set(_FRAGMENT.findall(row["pattern"])) - set(fragments))
    if unknown:
        raise CodebookError(f"cue {row['cue']!r}: no fragment {unknown[0]!r}; expected one of {', '.join(fragments)}")
    return _put_in(row["pattern"], fragments)


def _join(scope: str, cues: Sequence[Cue]) -> re.Pattern[str]:
    """Join patterns so that the group that matched tells which of them did."""
    pattern = "|".join(f"({_NAMED.sub('(?:', cue.pattern)})" for cue in cues)
    joined = _compile(rf"(?:{pattern})\Z" if scope == "tail" else pattern)
    if joined.groups != len(cues):
        bare = next(cue.name for cue in cues if _compile(_NAMED.sub("(?:", cue.pattern)).groups)
        raise CodebookError(f"boilerplate: cue {bare!r}: a bare group in its pattern; expected (?: or (?P<author>")
    return joined


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
