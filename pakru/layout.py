"""Layout: a document's text lines and the marks between them, as articles are cut out of it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pakru.lines import Mark, Marks, Page, read_page
from pakru.records import Boilerplate, Copy, Document, Paragraph

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The lines of a page, the marks of those that are boilerplate, and the spans of those that are text."""

    text: str
    page: Page
    marks: Marks
    spans: Mapping[int, Span]
    inside: Mapping[int, Sequence[Boilerplate]]

    @property
    def texts(self) -> list[int]:
        """Give the lines of text, in order; those that repeat earlier ones are left out."""
        return [line for line in self.spans if line not in self.page.repeats]

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
    return Layout(document.text, read_page(document, paragraphs, repeats), marks, spans, inside)


def _trim(text: str, paragraph: Paragraph, inside: Iterable[Boilerplate]) -> Span:
    """Give the span of a paragraph without the boilerplate at its ends and the white space beside it."""
    start, end = paragraph.start, paragraph.end
    for stretch in sorted(inside, key=attrgetter("start")):
        if stretch.start <= start < stretch.end:
            start = stretch.end
            start += len(text[start:end]) - len(text[start:end].lstrip())
        elif stretch.start < end <= stretch.end:
            end = stretch.start
            end -= len(text[start:end]) - len(text[start:end].rstrip())
    return start, end
