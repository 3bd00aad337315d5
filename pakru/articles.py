"""Articles: where each one pasted into a document begins and ends, with title, outlet and author.

Each line of text is asked for the cues that a new article begins there (a poster's name above, a headline below a
signature, a dateline); `cues.csv` says how much each counts. Paragraphs that repeat earlier ones belong to none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from pakru.codebook import Codebook
from pakru.credits import read_author, read_outlet, read_title
from pakru.cues import Cues, compile_cues
from pakru.headings import TITLE_SCORE, score_title
from pakru.layout import Layout, read_layout
from pakru.lines import Mark, count_words
from pakru.posts import ABOVE_POST, POSTERS
from pakru.records import Article, Boilerplate, Copy, Document, Paragraph
from pakru.seams import Cut, find_seams

ENOUGH = 4  # points at which a new article begins
PASTED_WORDS = 4  # a headline inside a forum post has so many words; a section heading often has fewer

NO_HEADS = frozenset({"picture_credit", "signature"})  # credits that stand beside no title
OPENINGS = ("dateline", "salutation", "goes_on")  # cues that are patterns of the first words

_NUMBERED = re.compile(r"[^_]*\d\d(?=_)")


def split_articles(
    document: Document,
    paragraphs: Sequence[Paragraph],
    boilerplate: Sequence[Boilerplate],
    repeats: Sequence[Copy],
    codebook: Codebook,
) -> list[Article]:
    r"""Split a document into its articles, in order; a document without text has none.

    An article runs from its title, or its first word, to the end of its last paragraph that is no copy. What the
    reader was told about a document (title, outlet, author) holds for the article of a document with one.

    >>> from pakru import codebook
    >>> text = "A visit\nThe two ministers met in Islamabad on Friday for talks."
    >>> split_articles(Document("a.txt", text), [Paragraph("a.txt", 0, 7), Paragraph("a.txt", 8, 62)], [], [], codebook.default())
    [Article(file='a.txt', article='a-1', start=0, end=62, title='A visit', ...)]
    """
    layout = read_layout(document, paragraphs, boilerplate, repeats)
    cues = compile_cues(codebook)
    cuts = find_cuts(layout, cues)
    stops = [*(cut.line for cut in cuts[1:]), len(paragraphs)]
    articles = [_make_article(layout, cues, cut, stop) for cut, stop in zip(cuts, stops, strict=True)]
    return name_articles(document, articles)


def _make_article(layout: Layout, cues: Cues, cut: Cut, stop: int) -> Article:
    lines = [line for line in layout.texts if cut.line <= line < stop]
    return Article(
        file="",
        article="",
        start=layout.spans[lines[0]][0],
        end=layout.spans[lines[-1]][1],
        title=read_title(layout, cues, lines),
        outlet=read_outlet(layout, cues, lines),
        author=read_author(layout, cues, lines),
        cues=cut.cues,
    )


def name_articles(document: Document, articles: Sequence[Article]) -> list[Article]:
    """Number the articles of a document, and give a single one what its reader was told about the document."""
    stem = make_stem(document.file)
    named = [replace(a, file=document.file, article=f"{stem}-{n}") for n, a in enumerate(articles, 1)]
    if len(named) != 1:
        return named
    told = {name: getattr(document, name) for name in ("title", "outlet", "author") if getattr(document, name)}
    return [replace(named[0], **told)]


def find_cuts(layout: Layout, cues: Cues) -> list[Cut]:
    """Find the lines where articles begin."""
    texts = layout.texts
    cuts: list[Cut] = []
    open_title = posted = in_posts = False
    for previous, line, following in zip([-1, *texts], texts, [*texts[1:], -1], strict=False):
        signs = find_signs(layout, cues, previous, line, following, in_posts)
        post = "new_poster" in signs or "profile" in signs
        if not cuts or (sum(cues.points[sign] for sign in signs) >= ENOUGH and not open_title):
            cuts.append(Cut(line, tuple(signs or ["first_text"])))
            posted, open_title = post, not post
        in_posts |= post
        open_title &= not layout.page.prose[line]
    return find_seams(layout, cues, cuts)


def find_signs(layout: Layout, cues: Cues, previous: int, line: int, following: int, in_posts: bool) -> list[str]:
    """Give the cues that an article begins at a line of text, from the marks between it and its neighbours."""
    page, above = layout.page, [mark for _, mark in layout.read_marks(previous + 1, line)]
    signs = [sign for sign, found in (("new_poster", _is_posted(above)), ("profile", _has_profile(above))) if found][:1]
    signs += ["signed"] * any(mark.cue in ("signature", "town") for mark in above)
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
    return any(mark.cue in ABOVE_POST for mark in above)


def make_stem(file: str) -> str:
    """Give what the names of a file's articles begin with: its stem, or the number that it begins with.

    >>> [make_stem(name) for name in ("001_e21f65aca02e3de2.txt", "wire_01.txt", "w05_letters.txt")]
    ['001', 'wire_01', 'w05']
    """
    stem = PurePath(file).stem
    match = _NUMBERED.match(stem)
    return match[0] if match else stem
