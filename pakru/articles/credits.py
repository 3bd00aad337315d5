"""Credits: title, outlet and author of an article, read off the lines of the frame around it."""

from collections.abc import Iterator
from itertools import chain

from pakru.articles.layout import Layout, Stretch
from pakru.boilerplate.cues import Cues
from pakru.boilerplate.headings import find_title
from pakru.boilerplate.lines import Mark
from pakru.boilerplate.posts import POSTERS

# credits that stand below the text they belong to; all others stand above or beside the title
BELOW_TEXT = frozenset(
    "posted_below signature signer town paren_credit agency_code reporting_note name_below_text published_in"
    " dash_credit dash_person source_label courtesy url_line".split()
)
BELOW_KINDS = frozenset({"author_bio", "disclaimer"})
# cues that are a place and no pattern: the whole line is the name
WHOLE_LINES = {"poster_name": "author", "commenter_name": "author", "line_above_title": "outlet"}


def read_title(layout: Layout, cues: Cues, stretch: Stretch) -> str:
    """Read the title: of the short lines that the article begins with, the one that reads as a title."""
    opening = [layout.page.texts[line] for line in stretch.lines if line < stretch.prose]
    place = find_title(opening, cues) if stretch.prose in stretch.lines else None
    return "" if place is None else opening[place]


def read_outlet(layout: Layout, cues: Cues, stretch: Stretch) -> str:
    """Read the outlet off the credits, or else off the dateline."""
    named = (_read(layout, cues, "outlet", line, mark) for line, mark in find_credits(layout, stretch))
    ends = (b for line in stretch.lines for b in layout.inside.get(line, ()) if b.cues)
    inside = (cues.read("outlet", b.cues[0], b.quote) for b in ends)
    start = layout.spans[stretch.prose][0] if stretch.prose in layout.spans else len(layout.text)
    dateline = cues.match_opening("dateline", layout.text, start)
    found = chain(named, inside, [dateline["outlet"] or ""] if dateline else [])
    return next((outlet for outlet in found if outlet), "")


def read_author(layout: Layout, cues: Cues, stretch: Stretch) -> str:
    """Read the author off the credits: the poster right above the text, else who signed it, else who is quoted."""
    credits = list(find_credits(layout, stretch))
    posters = [credit for credit in credits if credit[1].cue in POSTERS]
    others = [credit for credit in credits if credit[1].cue not in POSTERS]
    ordered = sorted([*posters[::-1], *others], key=lambda credit: credit[1].cue == "quote_of_post")
    found = (_read(layout, cues, "author", line, mark) for line, mark in ordered)
    return next((author for author in found if author), "")


def find_credits(layout: Layout, stretch: Stretch) -> Iterator[tuple[int, Mark]]:
    """Give the marked lines around an article that tell of it: those above its text, then those below."""
    last = stretch.lines[-1]
    for line, mark in layout.read_marks(stretch.before + 1, min(stretch.prose, last + 1)):
        if stretch.before < 0 or not _is_below(mark):
            yield line, mark
    at_end = stretch.after == len(layout.page.texts)
    for line, mark in layout.read_marks(last + 1, stretch.after):
        if mark.cue not in POSTERS and (at_end or _is_below(mark)):
            yield line, mark


def _is_below(mark: Mark) -> bool:
    return mark.cue in BELOW_TEXT or mark.kind in BELOW_KINDS


def _read(layout: Layout, cues: Cues, group: str, line: int, mark: Mark) -> str:
    text = layout.page.texts[line]
    return text if group == WHOLE_LINES.get(mark.cue) else cues.read(group, mark.cue, text)
