"""Articles: each one pasted into a document, with its extent, title, outlet and author.

An article runs from its title, or its first word, to the end of its last paragraph; what is boilerplate at its ends,
and paragraphs that repeat earlier ones, belong to none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from pakru.articles.credits import read_author, read_outlet, read_title
from pakru.articles.cuts import correct_cuts, find_cuts
from pakru.articles.layout import Cut, Layout, Stretch, read_layout
from pakru.boilerplate.cues import Cues, compile_cues
from pakru.codebook import Codebook
from pakru.corrections import Correction, choose_corrections
from pakru.records import Article, Boilerplate, Copy, Document, Paragraph

_NUMBERED = re.compile(r"[^_]*\d\d(?=_)")


def split_articles(
    document: Document,
    paragraphs: Sequence[Paragraph],
    boilerplate: Sequence[Boilerplate],
    repeats: Sequence[Copy],
    codebook: Codebook,
    corrections: Sequence[Correction] = (),
) -> list[Article]:
    r"""Split a document into its articles, in order, each with the cues that cut it; a text of boilerplate has none.

    What the reader was told about a document (title, outlet, author) holds where it is one article. `corrections`
    are cuts that a person set, on a document's boilerplate as corrected.

    >>> from pakru import codebook
    >>> text = "A visit\nThe two ministers met in Islamabad on Friday for talks."
    >>> lines = [Paragraph("a.txt", 0, 7), Paragraph("a.txt", 8, 63)]
    >>> articles = split_articles(Document("a.txt", text), lines, [], [], codebook.default())
    >>> [(article.article, article.start, article.end, article.title) for article in articles]
    [('a-1', 0, 63, 'A visit')]
    """
    layout, cues = read_layout(document, paragraphs, boilerplate, repeats), compile_cues(codebook)
    starts = {layout.spans[line][0]: line for line in layout.texts}
    cuts = correct_cuts(find_cuts(layout, cues), starts, choose_corrections(corrections, document))
    stretches = layout.split([cut.line for cut in cuts])
    articles = [_make_article(layout, cues, *pair) for pair in zip(cuts, stretches, strict=True)]
    return _name_articles(document, articles)


def _make_article(layout: Layout, cues: Cues, cut: Cut, stretch: Stretch) -> Article:
    return Article(
        file="",
        article="",
        start=layout.spans[stretch.lines[0]][0],
        end=layout.spans[stretch.lines[-1]][1],
        title=read_title(layout, cues, stretch),
        outlet=read_outlet(layout, cues, stretch),
        author=read_author(layout, cues, stretch),
        cues=cut.cues,
    )


def _name_articles(document: Document, articles: Sequence[Article]) -> list[Article]:
    """Number the articles of a document, and give a single one what its reader was told about the document."""
    stem = make_stem(document.file)
    named = [replace(a, file=document.file, article=f"{stem}-{n}") for n, a in enumerate(articles, 1)]
    if len(named) != 1:
        return named
    told = {name: getattr(document, name) for name in ("title", "outlet", "author") if getattr(document, name)}
    return [replace(named[0], **told)]


def make_stem(file: str) -> str:
    """Give what the names of a file's articles begin with: its stem, or the number that it begins with.

    >>> [make_stem(name) for name in ("001_e21f65aca02e3de2.txt", "wire_01.txt", "w05_letters.txt")]
    ['001', 'wire_01', 'w05']
    """
    stem = PurePath(file).stem
    match = _NUMBERED.match(stem)
    return match[0] if match else stem
