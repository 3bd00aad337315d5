"""Cuts: the lines where articles begin, by what stands around them.

Each line of text is asked for the cues that a new article begins there (a poster's name above, a headline below a
signature, a dateline); `cut_cues.csv` says how much each counts.
"""

from collections.abc import Mapping, Sequence

from pakru.articles.layout import Cut, Layout
from pakru.articles.seams import find_seams
from pakru.boilerplate.cues import Cues
from pakru.boilerplate.headings import TITLE_SCORE, score_title
from pakru.boilerplate.lines import Mark, count_words
from pakru.boilerplate.posts import POSTERS
from pakru.corrections import Correction, CorrectionError

ENOUGH = 4  # points at which a new article begins
PASTED_WORDS = 4  # a headline inside a forum post has so many words; a section heading often has fewer
SIGNATURES = frozenset({"signature", "town"})  # credits that close a text
CLOSINGS = SIGNATURES | {"posted_below"}  # and one that closes a blog's post, right below its text
# credits that stand beside no title
NO_HEADS = CLOSINGS | {"picture_credit", "signer", "source_label", "courtesy", "url_line"}
# what stands around a quoted post inside another; and what a person marked, who can set a cut as well
INSIDE_POSTS = frozenset({"quote_of_post", "quote_button", "expand", "correction"})
OPENINGS = ("dateline", "salutation", "goes_on")  # cues that are patterns of the first words


def find_cuts(layout: Layout, cues: Cues) -> list[Cut]:
    """Find the lines where articles begin."""
    texts = layout.texts
    cuts: list[Cut] = []
    open_title = in_posts = False
    for previous, line, following in zip([-1, *texts], texts, [*texts[1:], -1], strict=False):
        signs = find_signs(layout, cues, previous, line, following, in_posts)
        post = "new_poster" in signs or "profile" in signs
        if not cuts or (sum(cues.points[sign] for sign in signs) >= ENOUGH and not open_title):
            cuts.append(Cut(line, tuple(signs or ["first_text"])))
            open_title = not post
        in_posts |= post
        open_title &= not layout.page.prose[line]
    return find_seams(layout, cues, cuts)


def find_signs(layout: Layout, cues: Cues, previous: int, line: int, following: int, in_posts: bool) -> list[str]:
    """Give the cues that an article begins at a line of text, from the marks between it and its neighbours."""
    page, above = layout.page, [mark for _, mark in layout.read_marks(previous + 1, line)]
    signs = [sign for sign, found in (("new_poster", _is_posted(above)), ("profile", _has_profile(above))) if found][:1]
    closed = SIGNATURES if previous < 0 or not page.prose[previous] else CLOSINGS
    signs += ["signed"] * any(mark.cue in closed for mark in above)
    below = [mark for _, mark in layout.read_marks(line + 1, following)]
    titled = not page.prose[line] and following > 0 and page.prose[following] and not _is_posted(below)
    if titled and score_title(page.texts[line], cues) >= TITLE_SCORE:
        signs.append("headline")
        above += below
        signs += ["in_post"] * (in_posts and count_words(page.texts[line]) >= PASTED_WORDS)
    signs += ["dated"] * any(mark.kind == "date_header" for mark in above)
    signs += ["credited"] * any(mark.kind == "source_credit" and mark.cue not in NO_HEADS for mark in above)
    first = layout.spans[following if "headline" in signs else line][0]
    openings = OPENINGS if "headline" in signs else OPENINGS[:-1]
    return signs + [name for name in openings if cues.match_opening(name, layout.text, first)]


def _is_posted(above: Sequence[Mark]) -> bool:
    """Say whether a poster's name stands above; after a quoted post the poster only goes on."""
    names = {mark.cue for mark in above} & POSTERS
    return bool(names - {"quote_of_post"}) or (bool(names) and all(mark.cue != "expand" for mark in above))


def _has_profile(above: Sequence[Mark]) -> bool:
    """Say whether the frame of a post stands above, of this one or of the one before; a quoted post has none."""
    return any(mark.kind == "forum_profile" and mark.cue not in INSIDE_POSTS for mark in above)


def correct_cuts(cuts: Sequence[Cut], lines: Mapping[int, int], corrections: Sequence[Correction]) -> list[Cut]:
    """Add and take away the cuts that a person set; `lines` says which line of text begins at an offset."""
    corrected = {cut.line: cut for cut in cuts}
    for correction in corrections:
        if correction.label not in ("article", "join"):
            continue
        line = lines.get(correction.start)
        if line is None:
            raise CorrectionError(
                f"{correction.place}: no paragraph of text begins at {correction.start}; expected one"
            )
        if correction.label == "article":
            corrected[line] = Cut(line, ("correction",))
        elif line not in corrected or line == min(corrected):
            raise CorrectionError(f"{correction.place}: no article begins at {correction.start} that could be joined")
        else:
            del corrected[line]
    return [corrected[line] for line in sorted(corrected)]
