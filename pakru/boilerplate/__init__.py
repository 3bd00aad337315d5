"""Boilerplate: what belongs to no article's text, and of which kind it is.

Patterns of the codebook mark the lines that say what they are (`Posted on 3 May 2015`); what stands beside a mark
is then known by its place (the name above `SENIOR MEMBER`, the outlet above a title, the bio below the text).
Only short lines, and the two ends of long paragraphs, are ever matched.
"""

from collections.abc import Iterator, Sequence

from pakru.boilerplate.cues import Cues, compile_cues
from pakru.boilerplate.endings import (
    find_notes,
    mark_below_bio,
    mark_endings,
    mark_last,
    mark_lists,
    mark_repeated_titles,
)
from pakru.boilerplate.headings import mark_credits
from pakru.boilerplate.linemodel import mark_learned
from pakru.boilerplate.lines import LINE_WIDTH, Mark, Marks, Page, read_page
from pakru.boilerplate.posts import mark_posters, mark_posts, mark_signatures, mark_values
from pakru.codebook import Codebook
from pakru.records import Boilerplate, Copy, Document, Paragraph

EDGE_WIDTH = 140  # characters at the ends of a paragraph in which a dateline or a credit is looked for


def find_boilerplate(
    document: Document, paragraphs: Sequence[Paragraph], repeats: Sequence[Copy], codebook: Codebook
) -> list[Boilerplate]:
    r"""Find what belongs to no article's text, in order, each stretch with its kind and the cue that says so.

    Ordinary short sentences, headings and list items are left alone; so is a dateline without a date.

    >>> from pakru import codebook
    >>> text = "A visit\nBy Sana Fatima\nThe two ministers met in Islamabad on Friday for talks."
    >>> lines = [Paragraph("a.txt", 0, 7), Paragraph("a.txt", 8, 22), Paragraph("a.txt", 23, 78)]
    >>> [(b.kind, b.quote, b.cues) for b in find_boilerplate(Document("a.txt", text), lines, [], codebook.default())]
    [('source_credit', 'By Sana Fatima', ('byline',))]
    """
    cues = compile_cues(codebook)
    page = read_page(document, paragraphs, repeats)
    marks = mark_learned(page, mark_page(page, cues), codebook)
    found = []
    for line, paragraph in enumerate(paragraphs):
        if line in marks:
            mark = marks[line]
            found.append(_make(document, paragraph.start, paragraph.end, mark.kind, mark.cue))
        elif page.prose[line]:
            inside = list(_find_inside(document, paragraph, cues, _below_byline(line, marks)))
            found += inside
            if not inside and _is_last(page, line, marks):
                notes = find_notes(document.text, paragraph.start, paragraph.end, cues)
                found += [_make(document, start, end, mark.kind, mark.cue) for start, end, mark in notes]
    return found


def _is_last(page: Page, line: int, marks: Marks) -> bool:
    """Say whether a text ends with a line: below it stand copies, a line of a frame, or nothing."""
    below = line + 1
    while below in page.repeats and below not in marks:
        below += 1
    return below in marks or below >= len(page.texts)


def mark_page(page: Page, cues: Cues) -> Marks:
    """Mark the lines of a page that are boilerplate as a whole."""
    marks: Marks = mark_lines(page, cues)
    # each step lays bare what stands above for the next
    endings = (mark_lists, mark_endings, mark_lists, mark_last, mark_endings, mark_below_bio)
    steps = (mark_values, mark_posts, mark_edges, mark_posters, mark_signatures, mark_credits)
    for step in (*steps, *endings, mark_repeated_titles):
        marks = {**marks, **step(page, marks, cues)}
    return marks


def mark_lines(page: Page, cues: Cues) -> Marks:
    """Mark the lines that say what they are, wherever they stand."""
    marks = {}
    for line, text in enumerate(page.texts):
        cue = cues.match("line", text) if 0 < len(text) <= LINE_WIDTH else None
        cue = cue or (cues.match("opening", text) if text else None)
        if cue:
            marks[line] = Mark(cue.kind, cue.name)
    return marks


def mark_edges(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark the lines that say what they are only above, between and below texts, not in the middle of one."""
    found = {}
    for gap in page.split_gaps(marks):
        top, bottom = gap.start == 0, gap.stop == len(page.texts)
        scopes = ["edge"] * (top or bottom or len(gap) > 1) + ["above"] * (top and not bottom) + ["below"] * bottom
        for line in gap:
            matches = (cues.match(scope, page.texts[line]) for scope in scopes if line not in marks)
            cue = next((cue for cue in matches if cue), None)
            if cue:
                found[line] = Mark(cue.kind, cue.name)
    return found


def _below_byline(line: int, marks: Marks) -> bool:
    """Say whether the lines right above a text name its reporter; a dateline below them is the reporter's own."""
    above = line - 1
    while above in marks and marks[above].kind != "source_credit":
        above -= 1
    return above in marks


def _find_inside(document: Document, paragraph: Paragraph, cues: Cues, signed: bool) -> Iterator[Boilerplate]:
    """Find boilerplate at the ends of a paragraph of text."""
    text, start, end = document.text, paragraph.start, paragraph.end
    head = cues.find_head(text, start, min(end, start + EDGE_WIDTH))
    if head and not (signed and head[0].name == "dateline"):
        yield _make(document, head[1], head[2], head[0].kind, head[0].name)
    tail = cues.find_tail(text, max(head[2] if head else start, end - EDGE_WIDTH), end)
    if tail:
        yield _make(document, tail[1], tail[2], tail[0].kind, tail[0].name)


def _make(document: Document, start: int, end: int, kind: str, cue: str) -> Boilerplate:
    return Boilerplate(document.file, start, end, document.text[start:end], kind, (cue,))
