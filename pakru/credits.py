"""Credits: title, outlet and author of an article, read off the lines of the frame around it."""

from collections.abc import Iterator, Sequence

from pakru.cues import Cues
from pakru.headings import find_title
from pakru.layout import Layout
from pakru.lines import Mark
from pakru.posts import POSTERS

# credits that stand below the text they belong to; all others stand above or beside the title
BELOW_TEXT = frozenset(
    "signature signer town paren_credit agency_code reporting_note name_below_text published_in dash_credit"
    " dash_person source_label courtesy url_line".split()
)
BELOW_KINDS = frozenset({"author_bio", "disclaimer"})
# cues that are a place and no pattern: the whole line is the name
WHOLE_LINES = {"poster_name": "author", "commenter_name": "author", "line_above_title": "outlet"}


def read_title(layout: Layout, cues: Cues, lines: Sequence[int]) -> str:
    """Read the title: of the short lines that the article begins with, the one that reads as a title."""
    first = find_prose(layout, lines)
    opening = [layout.page.texts[line] for line in lines if line < first]
    place = find_title(opening, cues) if first in lines else None
    return "" if place is None else opening[place]


def read_outlet(layout: Layout, cues: Cues, lines: Sequence[int]) -> str:
    """Read the outlet off the credits, or else off the dateline."""
    named = (_read(layout, cues, "outlet", line, mark) for line, mark in find_credits(layout, lines))
    inside = (cues.read("outlet", b.cues[0], b.quote) for line in lines for b in layout.inside.get(line, ()) if b.cues)
    first = find_prose(layout, lines)
    dateline = cues.match_opening("dateline", layout.text, layout.spans[first][0]) if first in layout.spans else None
    found = [*named, *inside, (dateline["outlet"] or "") if dateline else ""]
    return next((outlet for outlet in found if outlet), "")


def read_author(layout: Layout, cues: Cues, lines: Sequence[int]) -> str:
    """Read the author off the credits; the name of a poster is one."""
    credits = list(find_credits(layout, lines))
    posters = [(line, mark) for line, mark in credits if mark.cue in POSTERS]
    named = [*posters[::-1], *((line, mark) for line, mark in credits if mark.cue not in POSTERS)]
    named.sort(key=lambda credit: credit[1].cue == "quote_of_post")
    found = (_read(layout, cues, "author", line, mark) for line, mark in named)
    return next((author for author in found if author), "")


def find_prose(layout: Layout, lines: Sequence[int]) -> int:
    """Give the first line of prose of an article; the end of the page where it has none."""
    return next((line for line in lines if layout.page.prose[line]), len(layout.page.texts))


def find_credits(layout: Layout, lines: Sequence[int]) -> Iterator[tuple[int, Mark]]:
    """Give the marked lines around an article that tell of it: those above its text, then those below."""
    texts = layout.texts
    before = max((line for line in texts if line < lines[0]), default=-1)
    after = min((line for line in texts if line > lines[-1]), default=len(layout.page.texts))
    first = find_prose(layout, lines)
    for line, mark in layout.read_marks(before + 1, min(first, lines[-1] + 1)):
        if before < 0 or not _is_below(mark):
            yield line, mark
    for line, mark in layout.read_marks(lines[-1] + 1, after):
        if mark.cue not in POSTERS and (after == len(layout.page.texts) or _is_below(mark)):
            yield line, mark


def _is_below(mark: Mark) -> bool:
    return mark.cue in BELOW_TEXT or mark.kind in BELOW_KINDS


def _read(layout: Layout, cues: Cues, group: str, line: int, mark: Mark) -> str:
    text = layout.page.texts[line]
    if group == WHOLE_LINES.get(mark.cue):
        return text
    return cues.read(group, mark.cue, text)
