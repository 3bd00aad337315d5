"""Scores of time expressions where each article's extent and date are given, as other taggers are measured.

usage: python benchmarks/timexes_given.py FOLDER...
Each FOLDER holds the tables of the codebook and its texts in texts/ (or in ../seeds, as the reference coding does).
Articles, boilerplate and copies are those of the reference; what is found in them and resolved is pakru's.
"""

import sys
from datetime import date
from pathlib import Path

import pandas as pd

import pakru
from pakru.codebook import default
from pakru.documents import read_documents
from pakru.paragraphs import split_paragraphs
from pakru.passages import make_passages
from pakru.records import Article, Boilerplate, Copy, Document, Interval, Timex
from pakru.sentences import split_sentences
from pakru.tables import frame, read_tables
from pakru.timexes import find_timexes

MEASURES = ["strict", "relaxed", "strict+value", "value", "bounds"]


def read_bounds(row) -> Interval:
    days = (row.published_earliest, row.published_latest)
    return Interval(*(date.fromisoformat(day) if day else None for day in days))


def code(document: Document, given: dict[str, pd.DataFrame]) -> list[Timex]:
    """Find the time expressions of one text in the articles of the reference."""
    rows = {kind: given[kind][given[kind].file == document.file] for kind in ("articles", "boilerplate", "duplicates")}
    articles = [
        Article(r.file, r.article, r.start, r.end, published=read_bounds(r)) for r in rows["articles"].itertuples()
    ]
    cuts = [Boilerplate(r.file, r.start, r.end, r.quote, r.kind) for r in rows["boilerplate"].itertuples()]
    copies = [Copy(r.file, r.start, r.end, r.of_file, r.of_start, r.of_end) for r in rows["duplicates"].itertuples()]
    passages = make_passages(document, articles, split_paragraphs(document), cuts, copies, default())
    sentences = [sentence for passage in passages for sentence in split_sentences(passage)]
    return [t for a in articles for t in find_timexes(a, [s for s in sentences if s.article == a.article])]


def main() -> None:
    for folder in map(Path, sys.argv[1:]):
        given = read_tables(folder)
        texts = folder / "texts" if (folder / "texts").is_dir() else folder.parent / "seeds"
        found = [timex for document in read_documents(texts) for timex in code(document, given)]
        scored = pakru.score({"timexes": given["timexes"]}, {"timexes": frame("timexes", found)}).set_index("measure")
        print(
            f"{folder.name:12}", *(f"{name} {scored.f1[name]:.3f}" for name in MEASURES), f"n {len(given['timexes'])}"
        )


if __name__ == "__main__":
    main()
