"""Score the time expressions on WikiWars, narrative history that nobody here wrote.

    python benchmarks/wikiwars.py FOLDER

FOLDER holds `texts/*.txt` and `timexes.csv` (file, start, end, quote, value) of WikiWars 1.0.4 (Mazur and Dale, EMNLP
2010) in its TIMEX3 conversion, which is not part of this project. Every text is dated 2009-12-19. The rules were
written with the odd-numbered texts in view. The even-numbered ones were never read: their scores are those to quote.

The scheme differs from that of this project in three habits, which are mapped on the output, the same for all:
a preposition that bounds a date is no part of it there; "between 1961 and 1964" is two expressions there; the part
of a longer stretch ("late 1941") is no part of its value there.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pakru.documents import read_documents
from pakru.paragraphs import split_paragraphs
from pakru.passages import make_passages
from pakru.records import Article, Document, Interval
from pakru.sentences import split_sentences
from pakru.timexes import find_timexes
from pakru.timexes.expressions import find_expressions

DAY = date(2009, 12, 19)
PREPOSITION = re.compile(
    r"(?:since|until|till|up to|up until|through|by|before|prior to|after|post|pre|within|beyond)[\s-]+(?:about\s)?",
    re.I,
)
Spans = dict[tuple[int, int], str]


def main(folder: str) -> None:
    if not Path(folder, "timexes.csv").is_file():
        sys.exit(f"{folder}: no timexes.csv; expected the WikiWars benchmark, which is not shipped with this project")
    gold: dict[str, Spans] = defaultdict(dict)
    with Path(folder, "timexes.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            gold[row["file"]][int(row["start"]), int(row["end"])] = row["value"]
    found = {document.file: find_spans(document) for document in read_documents(Path(folder, "texts"))}
    print("texts  gold found  strict P    R    F1  relaxed F1  value F1  strict and value F1")
    for name, parity in (("odd", 1), ("even", 0)):
        files = [file for file in sorted(gold) if int(file[:2]) % 2 == parity]
        print_scores(name, [(gold[file], found[file]) for file in files])


def find_spans(document: Document) -> Spans:
    """Find the time expressions of one text, mapped to the habits of the benchmark."""
    article = Article(document.file, "1", 0, len(document.text), published=Interval(DAY, DAY))
    passages = make_passages(document, [article], split_paragraphs(document), [], [])
    sentences = [sentence for passage in passages for sentence in split_sentences(passage)]
    return {span: value for timex in find_timexes(article, sentences) for span, value in map_timex(timex)}


def map_timex(timex) -> Iterator[tuple[tuple[int, int], str]]:
    """Leave out the preposition and the part of a stretch; take a range apart."""
    if timex.rule == "between_years":
        inner = find_expressions(timex.quote[len("between ") :])
        for e in inner:
            yield (timex.start + 8 + e.start, timex.start + 8 + e.end), e.value
        return
    lead = PREPOSITION.match(timex.quote)
    yield (timex.start + (lead.end() if lead else 0), timex.end), timex.value.partition(" ")[0]


def print_scores(name: str, texts: list[tuple[Spans, Spans]]) -> None:
    """Print strict (same extent), relaxed (overlap, one to one) and value (relaxed, same value) scores."""
    gold = sum(len(g) for g, _ in texts)
    found = sum(len(f) for _, f in texts)
    strict = sum(len(g.keys() & f.keys()) for g, f in texts)
    pairs = [(g[a], f[b]) for g, f in texts for a, b in match_spans(g, f)]
    value = sum(a == b for a, b in pairs)
    both = 2 / (gold + found)
    print(f"{name:5} {gold:5} {found:5}  {strict / found:7.3f} {strict / gold:.3f} {strict * both:.3f}", end="")
    exact = sum(g[span] == f[span] for g, f in texts for span in g.keys() & f.keys())
    print(f"  {len(pairs) * both:10.3f}  {value * both:8.3f}  {exact * both:19.3f}")


def match_spans(gold: Spans, found: Spans) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pair each gold span with the first free one that overlaps it, the same extent before all."""
    free = sorted(found)
    for span in gold.keys() & found.keys():
        free.remove(span)
        yield span, span
    for span in sorted(gold.keys() - found.keys()):
        other = next((f for f in free if f[0] < span[1] and span[0] < f[1]), None)
        if other:
            free.remove(other)
            yield span, other


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
