"""Cues: the patterns of the codebook that say what is no article text, compiled once per codebook.

A pattern of `boilerplate.csv` may name fragments of `fragments.csv` in braces (`{month}`); `{outlet}` is made
from `outlets.csv`. Patterns ignore case but where a fragment asks for capitals. Groups named `author` and
`outlet` say what a credit gives away.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pakru.codebook import Codebook, Row

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
        match = self.joined[scope].fullmatch(text) if scope in self.joined else None
        return self._row(scope, match) if match else None

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
        """Match a cue of `cues.csv` with what begins at `start`."""
        return self.openings[name].match(text, start) if name in self.openings else None

    def _row(self, scope: str, match: re.Match[str]) -> Cue:
        return self.rows[scope][(match.lastindex or 1) - 1]


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
    fragments = _join_fragments(codebook)
    rows: dict[str, list[Cue]] = defaultdict(list)
    named: dict[str, list[Cue]] = defaultdict(list)
    for row in codebook.table("boilerplate"):
        pattern = _fill(row["pattern"], fragments)
        cue = Cue(row["cue"], row["kind"], row["scope"], pattern)
        rows[cue.scope].append(cue)
        named[cue.name].append(cue)
    return Cues(
        rows=rows,
        joined={scope: _join(scope, cues) for scope, cues in rows.items()},
        named=named,
        points={row["cue"]: int(row["points"]) for row in codebook.table("cues")},
        openings={
            row["cue"]: _compile(_fill(row["pattern"], fragments)) for row in codebook.table("cues") if row["pattern"]
        },
    )


def _join_fragments(codebook: Codebook) -> dict[str, str]:
    fragments = {"outlet": join_outlets(codebook.table("outlets"))}
    for row in codebook.table("fragments"):
        fragments[row["name"]] = row["pattern"]
    return fragments


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
    exact, first, last = (f"(?-i:{'|'.join(words[place])})" for place in words)
    small = r"of|and|&|for|on|the|in|für"
    begins_so = rf"(?:the )?(?:(?:{{cap}}|(?:[A-Z]\.){{2,3}}) )?{first}(?: (?:{{cap}}|{small})){{1,7}}"
    ends_so = rf"(?:the )?(?:(?:{{cap}}|\d+|{small}) ){{1,5}}{last}"
    return rf"(?:{exact}|{begins_so}|{ends_so})"


def _fill(pattern: str, fragments: Mapping[str, str]) -> str:
    """Put fragments in the places of their names, and others in the places named by those."""
    for _ in range(len(fragments)):
        pattern = _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)
    return pattern


def _join(scope: str, cues: Sequence[Cue]) -> re.Pattern[str]:
    """Join patterns so that the group that matched tells which of them did."""
    joined = "|".join(f"({_NAMED.sub('(?:', cue.pattern)})" for cue in cues)
    return _compile(rf"(?:{joined})\Z" if scope == "tail" else joined)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
