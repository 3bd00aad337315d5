"""Paragraphs: the lines of a raw text, joined where they were broken only to fit a page.

Nothing is changed: a paragraph is a span of the raw text, without the white space around it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pakru.records import Document, Paragraph

Line = tuple[int, int]

WRAPPED_SHARE = 0.3  # of the lines that follow one directly, so many go on in lower case where a block is hard-wrapped
WRAPPED_WIDTHS = 35, 120  # the usual line of a hard-wrapped block is so wide
SHORT_LINE, SHORT_TITLE = 0.5, 0.75  # of the width: a shorter line was not wrapped; the first of a block may be a title
WRAPPED_LINES = 4  # fewer lines prove nothing by themselves: the whole text has to be wrapped

_LINE = re.compile(r"\S(?:[^\n\r\v\f\x85\u2028\u2029]*\S)?")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_END = re.compile(r"[.!?:…][\"'”’»)\]]*\Z")
_BYLINE = re.compile(r"by (?=[A-Z])")
_LABEL = re.compile(r"\w+(?: \w+){0,2}:\s")  # "Translation: A. Rahmat", "THE MINISTER: Yes, Sir."


def split_paragraphs(document: Document) -> list[Paragraph]:
    r"""Split the raw text of `document` into paragraphs, in order; blank lines belong to none.

    A line is a paragraph, unless its block is hard-wrapped: then lines are joined until one ends a sentence
    although the next word would still have fitted. A lone first word is joined to what follows.

    >>> text = "The two countries began to come closer to\neach other in the years after the\nwar.\n\nIt held.\n"
    >>> [text[p.start : p.end] for p in split_paragraphs(Document("a.txt", text))]
    ['The two countries began to come closer to\neach other in the years after the\nwar.', 'It held.']
    """
    text = document.text
    blocks = list(_split_blocks(text))
    wrapped = _share_of_running(text, blocks) >= WRAPPED_SHARE
    return [
        Paragraph(document.file, start, end)
        for block in blocks
        for start, end in (_join_lines(text, block) if _is_wrapped(text, block, wrapped) else block)
    ]


def _split_blocks(text: str) -> Iterator[list[Line]]:
    """Give the runs of lines between blank lines."""
    block: list[Line] = []
    for match in _LINE.finditer(text):
        if block and len(_BREAK.findall(text, block[-1][1], match.start())) > 1:
            yield block
            block = []
        block.append(match.span())
    if block:
        yield block


def _share_of_running(text: str, blocks: Sequence[Sequence[Line]]) -> float:
    """Give the share of lines that go on in lower case, of those that follow a line directly."""
    following = [text[start].islower() for block in blocks for start, _ in block[1:]]
    return sum(following) / len(following) if following else 0.0


def _is_wrapped(text: str, block: Sequence[Line], whole_text: bool) -> bool:
    """Say whether the lines of a block are broken only to fit a page."""
    if len(block) < (2 if whole_text else WRAPPED_LINES):
        return False
    if _share_of_running(text, [block]) < WRAPPED_SHARE:
        return whole_text and _is_lone_word(text, *block[:2])
    low, high = WRAPPED_WIDTHS
    return low <= median(end - start for start, end in block[:-1]) <= high


def _is_lone_word(text: str, line: Line, following: Line) -> bool:
    return " " not in text[line[0] : line[1]] and following[1] - following[0] >= WRAPPED_WIDTHS[0]


def _join_lines(text: str, block: Sequence[Line]) -> Iterator[Line]:
    """Give the paragraphs of a hard-wrapped block."""
    width = sorted(end - start for start, end in block)[len(block) * 9 // 10]
    first = block[0][0]
    for line, following in pairwise(block):
        short = width * (SHORT_TITLE if line == block[0] else SHORT_LINE)
        alone = line[0] == first and _is_lone_word(text, line, following)
        if not alone and _ends_paragraph(text, line, following, width, short):
            yield first, line[1]
            first = following[0]
    yield first, block[-1][1]


def _ends_paragraph(text: str, line: Line, following: Line, width: int, short: float) -> bool:
    """Say whether a line ends a sentence though the next word had room, or is too `short` to have been wrapped."""
    start, end = line
    if text[following[0]].islower() and not _BYLINE.match(text, following[0]):
        return False
    if not _END.search(text, max(start, end - 8), end):
        return end - start < short
    next_word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return end - start + 1 + len(next_word) <= width or bool(_LABEL.match(text, following[0], following[1]))
