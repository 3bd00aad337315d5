"""Endings: what stands below a text (bios, thanks, disclaimers, lists of links), and titles that come again."""

import re

from pakru.cues import Cues
from pakru.lines import Mark, Marks, Page, count_words, make_key

BIO_WIDTH = 350  # characters of a note on the author that only begins with the author's name
TITLE_WORDS = 3  # shorter lines come again without being titles
HEADING_WORDS = 5  # a heading of links has no more words; one that names a page itself has
LIST_HEADINGS = {"related_heading", "trending", "you_may_like", "more_from", "read_also"}
NEW_TEXT = {"forum_profile", "date_header", "source_credit"}  # kinds above which a text has ended

_TAIL = re.compile(r"[,(].*|\b(?:retd|QC|KC|PhD|Jr)\b.*")


def mark_endings(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark notes on the author, thanks and disclaimers: upwards from each place where a text ends."""
    names = {name.split()[-1] for name in _read_authors(page, marks, cues) if name.split()}
    found: dict[int, Mark] = {}
    ends = [line for line in marks if marks[line].kind in NEW_TEXT and line - 1 not in marks]
    for end in [*ends, len(page.texts)]:
        line = end - 1
        while line > 0:
            if line not in marks and line not in page.repeats:
                mark = _mark_ending(page.texts[line], names, cues)
                if not mark:
                    break
                found[line] = mark
            line -= 1
    return found


def _mark_ending(text: str, names: set[str], cues: Cues) -> Mark | None:
    cue = cues.match("closing", text) if text else None
    if cue:
        return Mark(cue.kind, cue.name)
    begins = text.split()[:5]
    signed = any(word.rstrip(",") in names for word in begins) and len(text) <= BIO_WIDTH
    return Mark("author_bio", "bio_of_author") if signed and _is_about(text, names) else None


def _is_about(text: str, names: set[str]) -> bool:
    """Say whether a note begins with an author's name, and goes on in lower case or with a post-nominal."""
    name = "|".join(map(re.escape, sorted(names)))
    return bool(re.match(rf"(?:[A-Z][\w.'’-]*\.? ){{0,4}}(?:{name})(?:,? (?:[a-z]|[A-Z]{{2,4}}\b|\()|,)", text))


def _read_authors(page: Page, marks: Marks, cues: Cues) -> set[str]:
    names = (cues.read("author", marks[line].cue, page.texts[line]) for line in marks if page.texts[line])
    return {_TAIL.sub("", name).strip() for name in names if " " in name}


def mark_lists(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark what a heading of links lists, and names alone in the lines below a text."""
    found: dict[int, Mark] = {}
    for gap in page.split_gaps(marks):
        listing = False
        for line in gap:
            if line in marks:
                listing = _goes_on_listing(page.texts[line], marks[line], listing)
            elif listing:
                found[line] = Mark("related_links", "listed_link")
            elif gap.stop == len(page.texts) and line and cues.match("credit", page.texts[line]):
                found[line] = Mark("source_credit", "name_below_text")
    return found


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
