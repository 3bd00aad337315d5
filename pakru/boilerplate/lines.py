"""Lines: the paragraphs of a page as its frame is read, short lines and prose, with what is known of each so far."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pakru.records import Copy, Document, Paragraph

LINE_WIDTH = 200  # characters: what is longer is no line of a frame ...
NOTE_WIDTH = 600  # ... and what is longer than this is no note on the author either
PROSE_WORDS = 8  # a sentence of so many words is text, and so is anything ...
LONG_WORDS = 20  # ... of so many words, and a line of two sentences ...
TWO_SENTENCES = 12  # ... of so many words

_SENTENCE_END = re.compile(r"[.!…][\"'”’»)\]]*\Z")
_SENTENCE_BREAK = re.compile(r"[^\W\d_]{3}[.!?][\"'”’»)\]]* (?:[-–—]+ ?)?[\"'“‘(]?[^\W\d_a-zß-ÿ]")
_QUESTION_END = re.compile(r"\?[\"'”’»)\]]*\Z")
_LABEL = re.compile(r"([^\W\d_][^:?!]{0,60}): (?=\S)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line was found to be: a kind of boilerplate, and the cue that says so."""

    kind: str
    cue: str


Marks = Mapping[int, Mark]  # number of the line -> its mark


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The paragraphs of a document: their texts ("" for long ones), which are prose, and which repeat others."""

    texts: Sequence[str]
    prose: Sequence[bool]
    repeats: frozenset[int]

    def is_open(self, line: int, marks: Marks) -> bool:
        """Say whether a line is short and nothing is known of it."""
        return 0 <= line < len(self.texts) and line not in marks and not self.prose[line]

    def is_text(self, line: int, marks: Marks) -> bool:
        """Say whether a line is prose that nothing marks."""
        return 0 <= line < len(self.texts) and line not in marks and self.prose[line]

    def split_gaps(self, marks: Marks) -> Iterator[range]:
        """Give the runs of lines between stretches of prose."""
        for text, group in groupby(range(len(self.texts)), key=lambda line: self.is_text(line, marks)):
            lines = list(group)
            if not text:
                yield range(lines[0], lines[-1] + 1)


def read_page(document: Document, paragraphs: Sequence[Paragraph], repeats: Sequence[Copy]) -> Page:
    """Read paragraphs as the lines of a page."""
    texts = [
        " ".join(document.text[p.start : p.end].split()) if p.end - p.start <= NOTE_WIDTH else "" for p in paragraphs
    ]
    copies = {(copy.start, copy.end) for copy in repeats}
    repeated = frozenset(line for line, p in enumerate(paragraphs) if (p.start, p.end) in copies)
    speakers = _find_speakers(texts)
    return Page(texts, [not text or is_prose(text) or _get_label(text) in speakers for text in texts], repeated)


def is_prose(text: str) -> bool:
    """Say whether a line reads as text: a sentence of some length, a short one behind a label, or a long line.

    >>> [is_prose(t) for t in ("It fell on Friday, and nobody in the house was surprised.", "Who was surprised?")]
    [True, False]
    """
    if len(text) > LINE_WIDTH:
        return True
    words = count_words(text)
    if _SENTENCE_END.search(text):
        return words >= PROSE_WORDS or bool(_LABEL.match(text))
    broken = words >= TWO_SENTENCES and _SENTENCE_BREAK.search(text)
    return bool(broken) or words >= LONG_WORDS or (words >= 2 * PROSE_WORDS and bool(_QUESTION_END.search(text)))


def _find_speakers(texts: Sequence[str]) -> set[str]:
    """Give the labels that more than one line begins with: who speaks in a transcript."""
    counts = Counter(_get_label(text) for text in set(texts))
    return {label for label, count in counts.items() if label and count > 1}


def _get_label(text: str) -> str:
    match = _LABEL.match(text)
    return match[1] if match else ""


def count_words(text: str) -> int:
    """Count the words of a line; signs do not count."""
    return len(_WORD.findall(text))


def make_key(text: str) -> str:
    """Give what two ways of writing the same title share."""
    return " ".join(_WORD.findall(text)).casefold()
