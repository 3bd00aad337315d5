"""Headings: which line above a text is its title, and which of those around it are credits."""

import re
from collections.abc import Iterator, Sequence

from pakru.boilerplate.cues import Cues
from pakru.boilerplate.lines import Mark, Marks, Page, count_words

TITLE_SCORE = 2  # a line that scores so much reads as a title, the first that does is one ...
CREDIT_WORDS = 8  # a credit has no more words; a line of more below a title is its second line
CLEARLY_BETTER = 2  # ... unless another scores so much more
BESIDE_MENU, ABOVE_TITLE = Mark("related_links", "line_of_menu"), Mark("source_credit", "line_above_title")
BELOW_TITLE = Mark("source_credit", "line_below_title")
HEADED = {"date_header", "source_credit", "title_repeat"}  # kinds that stand above a text or below its title

# how the first section of a text is called: no credit, though it stands between title and text
_HEADING = re.compile(
    r"\W*(?:\d|[IVX]+\b|[A-Z]\.|(?:introduction|abstract|summary|executive summary|background|prologue|overview|"
    r"preface|contents|foreword|chapter|part|section|key|highlights|why|what|how|who|where|when|the|an?)\b)",
    re.IGNORECASE,
)


def mark_credits(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark names and outlets in the lines around a title, and day lines below one that name an outlet."""
    found: dict[int, Mark] = {}
    for gap in page.split_gaps(marks):
        if gap.stop < len(page.texts):
            for head in _split_heads(gap, marks):
                found |= _mark_head(page, head, marks, cues)
    return found


def _split_heads(gap: range, marks: Marks) -> Iterator[range]:
    """Give the parts of a gap that are the head of a text: what a poster's profile divides are two, or none."""
    posts = [line for line in gap if line in marks and marks[line].kind == "forum_profile"]
    if posts and gap.start == 0:
        yield range(0, posts[0])
    head = range(posts[-1] + 1, gap.stop) if posts else gap
    if is_head(head, marks):
        yield head


def is_head(gap: range, marks: Marks) -> bool:
    """Say whether the lines of a gap are the head of a text, not lines in the middle of one."""
    return gap.start == 0 or any(line in marks and marks[line].kind in HEADED for line in gap)


def find_title(texts: Sequence[str], cues: Cues) -> int | None:
    """Give the number of the line that reads as the title: the first that does, else the one that does most.

    >>> from pakru import codebook
    >>> from pakru.boilerplate import cues
    >>> find_title(["Defence Beat", "Druzhba, third time around"], cues.compile_cues(codebook.default()))
    1
    """
    scores = [score_title(text, cues) for text in texts]
    if not scores or (len(scores) == 1 and _is_outlet(texts[0], cues)):
        return None
    best = max(range(len(scores)), key=lambda line: scores[line])
    first = next((line for line, score in enumerate(scores) if score >= TITLE_SCORE), best)
    return best if scores[best] >= scores[first] + CLEARLY_BETTER else first


def _is_outlet(text: str, cues: Cues) -> bool:
    """Say whether a line that has no other beside it is an outlet all the same (`The Ravi Tribune`)."""
    cue = cues.match("credit", text) if text.startswith("The ") or text.isupper() else None
    return cue is not None and cue.name == "outlet_line"


def score_title(text: str, cues: Cues) -> int:
    """Count what makes a line read as a title, less what makes it read as a name."""
    words = text.split()
    small = any(word.islower() and word.isalpha() for word in words)
    signs = text[-1] in "?!" or any(sign in text for sign in ":\"“'’") or any(map(str.isdigit, text))
    named = cues.match("credit", text) is not None
    return (count_words(text) > 2) + (count_words(text) > 4) + small + signs - 3 * named


def _mark_head(page: Page, gap: range, marks: Marks, cues: Cues) -> dict[int, Mark]:
    lines = [line for line in gap if page.is_open(line, marks)]
    menu = max((line for line in gap if line in marks and _is_menu(marks[line])), default=-1)
    label = max((line for line in gap if line in marks and marks[line].kind == "title_repeat"), default=menu)
    below = [line for line in lines if line > max(menu, label)] or lines
    place = find_title([page.texts[line] for line in below], cues)
    title = _pass_date(page, below[place], below, marks, cues) if place is not None else gap.stop
    found = {}
    for line in gap:
        if line in marks:
            if line > title and marks[line].cue == "outlet_date":
                found[line] = Mark("source_credit", "outlet_date")
        elif line != title:
            cue = cues.match("credit", page.texts[line])
            if cue:
                found[line] = Mark(cue.kind, cue.name)
            elif line < title:
                found[line] = BESIDE_MENU if line < menu else ABOVE_TITLE
            elif gap.start == 0 and _reads_as_credit(page.texts[line], cues):
                found[line] = BELOW_TITLE
    return found


def _reads_as_credit(text: str, cues: Cues) -> bool:
    """Say whether a line between a title and the text may be a credit of an unknown form: no sentence, no heading."""
    if count_words(text) > CREDIT_WORDS or _HEADING.match(text):
        return False
    return text[0] == "(" or (score_title(text, cues) < TITLE_SCORE and (text[-1] not in ".!?:…" or text[-3:-2] == " "))


def _pass_date(page: Page, title: int, lines: Sequence[int], marks: Marks, cues: Cues) -> int:
    """Give the line below the day of issue, where one reads no less as a title than the line above the day."""
    day = next((line for line in range(title, lines[-1]) if line in marks and marks[line].kind == "date_header"), None)
    below = [line for line in lines if day is not None and line > day]
    rival = next((line for line in below if cues.match("credit", page.texts[line]) is None), title)
    return rival if score_title(page.texts[rival], cues) >= score_title(page.texts[title], cues) else title


def _is_menu(mark: Mark) -> bool:
    """Say whether a line belongs to the menu of a site: a title never stands above it."""
    return mark.kind in ("related_links", "comment_form") or mark.cue == "breadcrumb"
