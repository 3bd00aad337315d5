"""Endings: what stands below a text (bios, thanks, disclaimers, lists of links), and titles that come again."""

import re
from collections.abc import Mapping

from pakru.boilerplate.cues import Cues
from pakru.boilerplate.lines import Mark, Marks, Page, count_words, make_key

UNKNOWN_LINES = 2  # below a note on the author, unknown lines are no text: so many at most
NOTES_WIDTH = 400  # characters at the end of a text in which notes are looked for in the line of its last paragraph
NOTES = {"author_bio", "disclaimer"}  # kinds that such notes have
END_LINES = 60  # lines of a frame at the end of a text, and more than any has
BIO_WIDTH = 350  # characters of a note on the author that only begins with the author's name
NAME_WORDS = 5  # of a name at most, with rank
TITLE_WORDS = 3  # shorter lines come again without being titles
HEADING_WORDS = 5  # a heading of links has no more words; one that names a page itself has
LIST_HEADINGS = {"related_heading", "trending", "you_may_like", "more_from", "read_also", "next_post"}
BIO = Mark("author_bio", "bio_of_author")
SURE_NOTES = {BIO, Mark("author_bio", "writer_is")}
NEW_TEXT = {"forum_profile", "date_header", "source_credit"}  # kinds above which a text has ended

_ITEM = re.compile(r"[-–—*•\d(\[]|[a-z]\)")  # how items of a list and remarks in a transcript begin
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*\Z|[\"'”’»)\]]\Z")
_SENTENCE = re.compile(r"(?<=[.!?\"'”’)])\s+(?=[(\[*—–-]?\s?[A-Z])")
_TAIL = re.compile(r"[,(].*|\b(?:retd|QC|KC|PhD|Jr)\b.*")


def mark_endings(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark notes on the author, thanks and disclaimers: upwards from each place where a text ends."""
    authors = _read_authors(page, marks, cues)
    found: dict[int, Mark] = {}
    ends = [line for line in sorted(marks) if marks[line].kind in NEW_TEXT and line - 1 not in marks]
    for end in [*ends, len(page.texts)]:
        for line in range(end - 1, max(0, end - 1 - END_LINES), -1):
            if line in marks or line in page.repeats:
                continue
            mark = None if line in found else _mark_ending(page.texts[line], authors, cues)
            if not mark:
                break
            found[line] = mark
    return found


def mark_below_bio(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark a note on the author that something unknown stands below, and that: no text goes on below such a note."""
    authors = _read_authors(page, marks, cues)
    open_lines = [line for line in range(len(page.texts)) if line not in marks and line not in page.repeats]
    last = open_lines[-1 - UNKNOWN_LINES : -1] if len(open_lines) > UNKNOWN_LINES + 1 else []
    for line in last:
        mark = _mark_ending(page.texts[line], authors, cues)
        if mark in SURE_NOTES:
            below = [other for other in open_lines if other > line]
            return {line: mark} | {other: Mark("disclaimer", "below_bio") for other in below}
    return {}


def _mark_ending(text: str, authors: Mapping[str, set[str]], cues: Cues) -> Mark | None:
    cue = cues.match("closing", text) if text else None
    if cue and not (authors and cue.name == "person_is"):
        return Mark(cue.kind, cue.name)
    return BIO if len(text) <= BIO_WIDTH and _is_about(text, authors, cues) else None


def _is_about(text: str, authors: Mapping[str, set[str]], cues: Cues) -> bool:
    """Say whether a note begins with an author: by full name, by address and surname, or as notes on authors do."""
    words = text.split()[: NAME_WORDS + 1]
    place = next((place for place, word in enumerate(words) if word.strip(",.") in authors), None)
    if place is None or not all(word[0].isupper() for word in words[:place]):
        return False
    before, rest = " ".join(words[:place]), " ".join(words[place + 1 :])
    if cues.match_opening("reports", rest, 0) or (rest[:1].isupper() and not rest.split()[0].isupper()):
        return False
    named = not authors[words[place].strip(",.")].isdisjoint(words[:place])
    return named or bool(cues.match_opening("address", f"{before} ", 0) or cues.match_opening("bio", rest, 0))


def _read_authors(page: Page, marks: Marks, cues: Cues) -> dict[str, set[str]]:
    """Read the names of the authors off bylines: surname -> the other words of the name."""
    lines = [line for line, mark in marks.items() if mark.kind in ("source_credit", "date_header") and page.texts[line]]
    names = (_TAIL.sub("", cues.read("author", marks[line].cue, page.texts[line])).split() for line in lines)
    return {name[-1]: set(name[:-1]) for name in names if name}


def find_notes(text: str, start: int, end: int, cues: Cues) -> list[tuple[int, int, Mark]]:
    """Find the notes that the last paragraph of a text ends with, sentence by sentence from the end.

    >>> from pakru import codebook
    >>> from pakru.boilerplate import cues
    >>> text = "Nobody in the town had the key. The writer is an advocate. Views are personal."
    >>> notes = find_notes(text, 0, len(text), cues.compile_cues(codebook.default()))
    >>> [(text[start:end], mark.kind) for start, end, mark in notes]
    [('The writer is an advocate.', 'author_bio'), ('Views are personal.', 'disclaimer')]
    """
    found: list[tuple[int, int, Mark]] = []
    for match in reversed(list(_SENTENCE.finditer(text, max(start, end - NOTES_WIDTH), end))):
        note = text[match.end() : end]
        cue = cues.match("opening", note) or cues.match("closing", note)
        if not cue or cue.kind not in NOTES:
            break
        found.insert(0, (match.end(), end, Mark(cue.kind, cue.name)))
        end = match.start()
    return found


def mark_lists(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark what a heading of links lists, and names alone in the lines below the last text."""
    found = _mark_notes(page, marks)
    for gap in page.split_gaps(marks):
        listing = False
        for line in gap if gap.start else ():  # what stands above a title is no list of links below one
            if line in marks:
                listing = _goes_on_listing(page.texts[line], marks[line], listing)
            elif listing:
                found[line] = Mark("related_links", "listed_link")
            elif gap.stop == len(page.texts) and cues.match("credit", page.texts[line]):
                found[line] = Mark("source_credit", "name_below_text")
    return found


def mark_last(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark lines below the last text by what fits when nothing else does, and one that does not end as texts do."""
    gaps = [gap for gap in page.split_gaps(marks) if gap.start and gap.stop == len(page.texts)]
    lines = [line for gap in gaps for line in gap if line not in marks]
    matches = {line: cues.match("last", page.texts[line]) for line in lines}
    found = {line: Mark(cue.kind, cue.name) for line, cue in matches.items() if cue}
    unknown = [line for line in lines if line not in found and not _reads_as_end(page.texts[line])]
    if len(unknown) == 1 and not any(mark.kind == "forum_profile" for mark in marks.values()):
        found[unknown[0]] = Mark("related_links", "line_below_text")
    return found


def _reads_as_end(text: str) -> bool:
    """Say whether a text may end with a line: a sentence, an item of a list, a remark in brackets."""
    return bool(_ITEM.match(text) or _ENDED.search(text))


def _mark_notes(page: Page, marks: Marks) -> dict[int, Mark]:
    """Mark the note below a heading that promises one (`About the author`)."""
    headings = [line for line, mark in marks.items() if mark.cue == "about_author"]
    bare = [line for line in headings if count_words(page.texts[line]) <= HEADING_WORDS]
    return {line + 1: BIO for line in bare if page.is_text(line + 1, marks) and page.texts[line + 1]}


def _goes_on_listing(text: str, mark: Mark, listing: bool) -> bool:
    """Say whether what follows a mark is listed: below a heading of links, and until something else begins."""
    if mark.kind == "related_links":
        return listing or (mark.cue in LIST_HEADINGS and count_words(text) <= HEADING_WORDS)
    return listing and mark.kind in ("date_header", "subscribe_list")


def mark_repeated_titles(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark the titles that stood there before, in the same words; a heading inside a copied block is none."""
    seen: set[str] = set()
    found: dict[int, Mark] = {}
    for line, text in enumerate(page.texts):
        if not page.is_open(line, marks) or line in page.repeats:
            continue
        key = make_key(text)
        if key in seen and count_words(text) >= TITLE_WORDS:
            found[line] = Mark("title_repeat", "repeated_title")
        seen.add(key)
    return found
