"""Posts: who speaks in a forum, in a comment section and on a page of letters, by the place of the name."""

import re
from itertools import pairwise

from pakru.boilerplate.cues import Cues
from pakru.boilerplate.lines import LINE_WIDTH, Mark, Marks, Page, count_words

NAME_WIDTH, NAME_WORDS = 40, 3  # the longest name of a poster, in characters and in words; a title has more
COMMENTER_WORDS = 6  # the longest name of a commenter: "Prof. (Retd) Meher of Attock"
MOTTO_LINES = 4  # a motto below a post has no more lines
ABOVE = 3  # the first lines of a forum post, a name for one, stand at most so many lines above the first sure mark

# cues of names above a post; the other lines of its frame that stand above it say that one begins, too
POSTERS = frozenset({"poster_name", "commenter_name", "comment_name", "phpbb_post", "reddit_line", "quote_of_post"})
ABOVE_POST = frozenset(
    {"rank", "joined", "profile_count", "profile_field", "profile_label", "profile_value", "post_number"}
)

_NAME = re.compile(r"[\w@][\w .'’()&|-]*[\w).]")
_HANDLE = re.compile(r"[a-z][a-z.-]*(?:_\w+|\d+)")  # spelled so, it is a user's name in any text
_INITIAL = re.compile(r"\b[A-Z]\.\Z")
_COMMENTS = {"comments_heading", "comment_name"}
_ANYWHERE = {"thanked", "sent_from", "post_button"}  # lines of posts that other sites have, too
_LETTERS = {"letters_heading", "date_rubric"}


def mark_values(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark the value below a label of a poster's profile (`- Joined` / `- Mar 30, 2012`)."""
    labels = [line for line, mark in marks.items() if mark.cue == "profile_label"]
    return {
        line + 1: Mark("forum_profile", "profile_value")
        for line in labels
        if page.is_open(line + 1, marks) and len(page.texts[line + 1]) <= NAME_WIDTH
    }


def mark_posts(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark the lines that say what they are only in a forum or a comment section."""
    found: dict[int, Mark] = {}
    for line in range(_find_first_post(page, marks), len(page.texts)):
        if line in marks or not 0 < len(page.texts[line]) <= LINE_WIDTH:
            continue
        cue = cues.match("post", page.texts[line])
        if cue:
            found[line] = Mark(cue.kind, cue.name)
    return {**found, **mark_values(page, {**marks, **found}, cues), **_mark_mottoes(page, {**marks, **found})}


def _mark_mottoes(page: Page, marks: Marks) -> Marks:
    """Mark what stands below the rule at the foot of a post, up to the next mark."""
    found = {}
    for rule in (line for line, mark in marks.items() if mark.cue == "signature_rule"):
        line = rule + 1
        while line < min(rule + 1 + MOTTO_LINES, len(page.texts)) and line not in marks:
            found[line] = Mark("forum_profile", "motto")
            line += 1
    return found


def _find_first_post(page: Page, marks: Marks) -> int:
    """Give the line where posts or comments may begin; the number of lines where there are none."""
    sure = [line for line, mark in marks.items() if mark.kind == "forum_profile" and mark.cue not in _ANYWHERE]
    return max(0, min([*sure, _find_comments(page, marks)]) - ABOVE)


def _find_comments(page: Page, marks: Marks) -> int:
    """Give the line below which comments stand; a count of comments above the text says nothing."""
    first_text = next((line for line in range(len(page.texts)) if page.is_text(line, marks)), len(page.texts))
    headings = (line for line, mark in marks.items() if mark.cue in _COMMENTS and line > first_text)
    return min(headings, default=len(page.texts) + ABOVE)


def mark_posters(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark the names of posters and commenters by what stands beside them."""
    first, comments = _find_first_post(page, marks), _find_comments(page, marks)
    known = read_posters(page, marks, cues)
    found: dict[int, Mark] = {}
    for line in range(len(page.texts) - 1, -1, -1):
        if line in found or not page.is_open(line, marks) or not _NAME.fullmatch(page.texts[line]):
            continue
        if line < first and not (_HANDLE.fullmatch(page.texts[line]) and line + 1 in marks):
            continue
        if _is_poster(page, line, marks, known):
            found[line] = Mark("forum_profile", "poster_name")
            known.add(page.texts[line])
            if _is_rank(page, line, marks):
                found |= {line: Mark("forum_profile", "rank"), line - 1: Mark("forum_profile", "poster_name")}
        elif line > comments and _is_commenter(page, line, marks):
            found[line] = Mark("forum_profile", "commenter_name")
    return found


def read_posters(page: Page, marks: Marks, cues: Cues) -> set[str]:
    """Read the names of posters off the lines that say what they are (`pindi_boy said:`)."""
    lines = [line for line, mark in marks.items() if mark.kind == "forum_profile"]
    return {cues.read("author", marks[line].cue, page.texts[line]) for line in lines} - {""}


def _is_poster(page: Page, line: int, marks: Marks, known: set[str]) -> bool:
    """Say whether a line is a name: a mark of a profile or a day stands below it, or it is known as a name."""
    text, below = page.texts[line], marks.get(line + 1)
    if len(text) > NAME_WIDTH or count_words(text) > NAME_WORDS:
        return False
    if below and below.kind == "date_header" and not _is_header(marks, line - 1):
        return True
    if below and below.cue in ABOVE_POST | POSTERS:
        return True
    return text in known or (_is_handle(text) and not page.is_open(line + 1, marks))


def _is_header(marks: Marks, line: int) -> bool:
    """Say whether a line is marked as part of the frame above a post: what stands below is the post."""
    return line in marks and marks[line].cue in ABOVE_POST


def _is_rank(page: Page, line: int, marks: Marks) -> bool:
    """Say whether a line that stands where a name does is a rank in capitals below the name."""
    name = page.texts[line - 1] if line else ""
    above = page.is_open(line - 1, marks) and not page.is_open(line - 2, marks) and count_words(name) <= NAME_WORDS
    return above and page.texts[line].isupper() and not name.isupper() and bool(_NAME.fullmatch(name))


def _is_handle(text: str) -> bool:
    """Say whether a word is spelled as no name or word of a text is (`pindi_boy`, `new_user77`)."""
    return " " not in text and (any(c.isdigit() or c == "_" for c in text) or not text[1:].islower() or text.islower())


def _is_commenter(page: Page, line: int, marks: Marks) -> bool:
    """Say whether a line below the heading of the comments is a name: a comment stands right below it."""
    text, above = page.texts[line], marks.get(line - 1)
    named = above is not None and above.cue in POSTERS
    sentence = text.endswith(".") and not _INITIAL.search(text)
    return count_words(text) <= COMMENTER_WORDS and page.is_text(line + 1, marks) and not named and not sentence


def mark_signatures(page: Page, marks: Marks, cues: Cues) -> Marks:
    """Mark the names below letters to the editor, with their towns in the same line or in the next."""
    found: dict[int, Mark] = {}
    letters = 0
    for gap in page.split_gaps(marks):
        signed = _read_signature(page, gap, marks, cues) if gap.start else {}
        letters += bool(signed)
        found |= signed
    if letters > 1 or any(mark.cue in _LETTERS for mark in marks.values()):
        return found
    return {line: mark for line, mark in found.items() if mark.cue != "signature" and line + 2 >= len(page.texts)}


def _read_signature(page: Page, gap: range, marks: Marks, cues: Cues) -> dict[int, Mark]:
    """Read the first line of a gap that signs a letter, or the first two: name and town."""
    lines = [line for line in gap if page.is_open(line, marks)]
    for line, following in pairwise([*lines, -1]):
        cue = cues.match("signature", page.texts[line])
        if cue:
            return {line: Mark(cue.kind, cue.name)}
        signer = cues.match("signer", page.texts[line])
        town = cues.match("town", page.texts[following]) if following == line + 1 else None
        if signer and town:
            return {line: Mark(signer.kind, signer.name), following: Mark(town.kind, town.name)}
    return {}
