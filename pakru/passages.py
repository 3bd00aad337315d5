"""Passages: the paragraphs of the articles, without boilerplate and repeats, repaired; a title is a passage too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pakru.codebook import Codebook, default
from pakru.records import Article, Boilerplate, Copy, Document, Paragraph, Passage
from pakru.repairs import NORMALISATIONS, repair, replay, undo
from pakru.repairs.evidence import Evidence

Span = tuple[int, int]


def make_passages(
    document: Document,
    articles: Sequence[Article],
    paragraphs: Sequence[Paragraph],
    boilerplate: Sequence[Boilerplate] = (),
    repeats: Sequence[Copy] = (),
    codebook: Codebook | None = None,
) -> list[Passage]:
    """Cut the articles into repaired passages, counted from 1 in each article, in the order of the text.

    A paragraph that boilerplate or a repeat runs through gives a passage on each side of it.

    >>> document = Document("a.txt", "Kabuls envoy\\n\\nHe left Kabul. (The Nation)")
    >>> paragraphs = [Paragraph("a.txt", 0, 12), Paragraph("a.txt", 14, 41)]
    >>> credit = Boilerplate("a.txt", 29, 41, "(The Nation)", "source_credit")
    >>> [(p.passage, p.text) for p in make_passages(document, [Article("a.txt", "a-1", 0, 41)], paragraphs, [credit])]
    [(1, "Kabul's envoy"), (2, 'He left Kabul.')]
    """
    evidence = Evidence(document.text)
    cuts = sorted([(cut.start, cut.end) for cut in boilerplate] + [(copy.start, copy.end) for copy in repeats])
    spans = _without([(paragraph.start, paragraph.end) for paragraph in paragraphs], cuts)
    passages: list[Passage] = []
    for article, span in _inside(sorted(articles, key=lambda article: article.start), spans):
        if trimmed := _trim(document.text, *span):
            number = passages[-1].passage + 1 if passages and passages[-1].article == article.article else 1
            clean, repairs = repair(
                document.text[slice(*trimmed)], document.file, trimmed[0], codebook or default(), evidence
            )
            if clean.strip():
                passages.append(Passage(document.file, article.article, number, *trimmed, clean, repairs))
    return passages


def leave_faults(passage: Passage) -> Passage:
    """Give a passage as it would be if its faults were not repaired: only layout and typography are set right.

    >>> document = Document("a.txt", "“He wasnt there.”")
    >>> (repaired,) = make_passages(document, [Article("a.txt", "a-1", 0, 17)], [Paragraph("a.txt", 0, 17)])
    >>> print(repaired.text, leave_faults(repaired).text)
    "He wasn't there." "He wasnt there."
    """
    raw = undo(passage.text, passage.repairs, passage.start)
    kept = tuple(repair for repair in passage.repairs if repair.kind in NORMALISATIONS)
    return replace(passage, text=replay(raw, kept, passage.start), repairs=kept)


def _without(spans: Iterable[Span], cuts: Sequence[Span]) -> Iterator[Span]:
    """Give what is left of sorted spans when sorted cuts are taken out of them."""
    first = 0
    for start, end in sorted(spans):
        while first < len(cuts) and cuts[first][1] <= start:
            first += 1
        place = first
        while place < len(cuts) and cuts[place][0] < end:
            if start < cuts[place][0]:
                yield start, cuts[place][0]
            start = max(start, cuts[place][1])
            place += 1
        if start < end:
            yield start, end


def _inside(articles: Sequence[Article], spans: Iterable[Span]) -> Iterator[tuple[Article, Span]]:
    """Give each article with the parts of the spans that lie in it."""
    spans = list(spans)
    place = 0
    for article in articles:
        while place < len(spans) and spans[place][1] <= article.start:
            place += 1
        at = place
        while at < len(spans) and spans[at][0] < article.end:
            yield article, (max(spans[at][0], article.start), min(spans[at][1], article.end))
            at += 1


def _trim(text: str, start: int, end: int) -> Span | None:
    """Take white space off both ends of a span; None if nothing is left."""
    stretch = text[start:end]
    first = start + len(stretch) - len(stretch.lstrip())
    last = start + len(stretch.rstrip())
    return (first, last) if first < last else None
