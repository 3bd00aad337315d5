"""Layout: a document's text lines and the marks between them, as articles are cut out of it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from pakru.boilerplate.lines import Mark, Marks, Page, read_page
from pakru.records import Boilerplate, Copy, Document, Paragraph

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A line of text where an article begins, with the cues that say so."""

    line: int
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of text of one article, the lines of text around them, and the first line that is prose."""

    lines: Sequence[int]
    before: int
    after: int
    prose: int


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The lines of a page, the marks of those that are boilerplate, and the spans of those that are text.

    `inside` holds the boilerplate at the ends of a line of text, `texts` the lines of text that repeat none.
    """

    text: str
    page: Page
    marks: Marks
    spans: Mapping[int, Span]
    inside: Mapping[int, Sequence[Boilerplate]]
    texts: Sequence[int]

    def split(self, starts: Sequence[int]) -> list["Stretch"]:
        """Split the lines of text where articles begin; what stands before the first start is in no stretch."""
        places = [bisect_left(self.texts, start) for start in starts] + [len(self.texts)]
        return [self._make_stretch(place, stop) for place, stop in pairwise(places)]

    def _make_stretch(self, place: int, stop: int) -> "Stretch":
        lines, end = self.texts[place:stop], len(self.page.texts)
        before = self.texts[place - 1] if place else -1
        after = self.texts[stop] if stop < len(self.texts) else end
        return Stretch(lines, before, after, next((line for line in lines if self.page.prose[line]), end))

    def read_marks(self, start: int, stop: int) -> list[tuple[int, Mark]]:
        """Give the marked lines from `start` up to `stop`."""
        return [(line, self.marks[line]) for line in range(start, stop) if line in self.marks]


def read_layout(
    document: Document, paragraphs: Sequence[Paragraph], boilerplate: Iterable[Boilerplate], repeats: Sequence[Copy]
) -> Layout:
    """Lay the boilerplate over the paragraphs of a document."""
    inside: dict[int, list[Boilerplate]] = defaultdict(list)
    for stretch in boilerplate:
        inside[bisect_right(paragraphs, stretch.start, key=attrgetter("start")) - 1].append(stretch)
    marks, spans = {}, {}
    for line, paragraph in enumerate(paragraphs):
        start, end = _trim(document.text, paragraph, inside[line])
        if start < end:
            spans[line] = start, end
        else:
            first = inside[line][0]
            marks[line] = Mark(first.kind, first.cues[0] if first.cues else "")
    page = read_page(document, paragraphs, repeats)
    texts = [line for line in spans if line not in page.repeats]
    return Layout(document.text, page, marks, spans, inside, texts)


def _trim(text: str, paragraph: Paragraph, inside: Iterable[Boilerplate]) -> Span:
    """Give the span of a paragraph without the boilerplate at its ends and the white space beside it."""
    start, end = paragraph.start, paragraph.end
    ordered = sorted(inside, key=attrgetter("start"))
    for stretch in ordered:
        if stretch.start <= start < stretch.end:
            start = stretch.end
            start += len(text[start:end]) - len(text[start:end].lstrip())
    for stretch in reversed(ordered):
        if stretch.start < end <= stretch.end:
            end = max(start, stretch.start)
            end -= len(text[start:end]) - len(text[start:end].rstrip())
    return start, end
