"""The composed pages: read, taken down the line, and written again with what was found; and hostile ones, timed."""

import time
from pathlib import Path

from pakru import codebook
from pakru.articles import split_articles
from pakru.boilerplate import find_boilerplate
from pakru.copies import find_repeats
from pakru.paragraphs import split_paragraphs
from pakru.records import Article, Boilerplate, Document

PAGES = sorted(Path(__file__).with_name("pages").glob("*.txt"))


def read_page(page: str) -> tuple[list[str], str]:
    """Give the labels of the lines of a page, and its text."""
    rows = [line.partition(" | ") for line in page.splitlines()]
    return [label.strip() for label, _, line in rows if line], "\n".join(line for _, _, line in rows)


def code(text: str) -> tuple[list[Boilerplate], list[Article]]:
    """Take a text down the line, as far as articles."""
    document, book = Document("page.txt", text), codebook.default()
    paragraphs = split_paragraphs(document)
    repeats = find_repeats(document, paragraphs)
    boilerplate = find_boilerplate(document, paragraphs, repeats, book)
    return boilerplate, split_articles(document, paragraphs, boilerplate, repeats, book)


def label_lines(text: str) -> list[str]:
    """Give the label of each line: its kind where all of it is boilerplate, where articles begin, what repeats."""
    boilerplate, articles = code(text)
    document = Document("page.txt", text)
    paragraphs = split_paragraphs(document)
    kinds = {(stretch.start, stretch.end): stretch.kind for stretch in boilerplate}
    labels = {(copy.start, copy.end): "=" for copy in find_repeats(document, paragraphs)} | kinds
    starts = {article.start: "#" for article in articles}
    return [labels.get((p.start, p.end), starts.get(p.start, "")) for p in paragraphs]


def time_growth(unit: str) -> list[float]:
    """Give the seconds that a text made of one piece takes, and those of a text four times as long."""
    seconds = []
    for size in (10_000, 40_000):
        begin = time.perf_counter()
        code(unit * (size // len(unit)))
        seconds.append(time.perf_counter() - begin)
    return seconds
