"""Sources: from rows of tables back to the words they stand for, and to the evidence that a selection rests on.

Copies count once: a row inside an exact copy stands for the same place in the first one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pakru.records import Document, Sentence
from pakru.rows import InputError

SPAN = ["file", "start", "end"]
OFFSETS = ["start", "end", "sentence_start", "sentence_end"]

BEFORE, AFTER = re.compile(r"(?:\S+\s+){0,4}\S*\Z"), re.compile(r"\S*(?:\s+\S+){0,4}")  # four words on either side
LINE = 100  # characters on either side in which these are looked for


def quote(
    documents: Iterable[Document], row: Mapping[str, Any], context: int = 0, sentences: Iterable[Sentence] = ()
) -> str:
    """Give the source's own words at a row's span, with `context` sentences of the same article on both sides.

    With context the sentences that the span stands in are whole. A span that stands in no sentence, such as
    boilerplate, has no context.

    >>> text = "Moscow spoke. Kabul listened. Delhi slept."
    >>> spans = [Sentence("a.txt", "a-1", 1, n, *span, "") for n, span in enumerate([(0, 13), (14, 29), (30, 42)], 1)]
    >>> quote([Document("a.txt", text)], {"file": "a.txt", "start": 0, "end": 6}, 1, spans)
    'Moscow spoke. Kabul listened.'
    """
    text = next((document.text for document in documents if document.file == row["file"]), "")
    start, end = int(row["start"]), int(row["end"])
    if not 0 <= start <= end <= len(text):
        raise InputError(f"{row['file']}: no characters {start} to {end}; expected a span of one of the texts")
    around = [s for s in sentences if s.file == row["file"]] if context else []
    start, end = _widen(start, end, context, around)
    return text[start:end]


def _widen(start: int, end: int, context: int, sentences: Sequence[Sentence]) -> tuple[int, int]:
    inside = [s for s in sentences if s.start < end and start < s.end]
    if not inside:
        return start, end
    article = [s for s in sentences if s.article == inside[0].article]
    first = article[max(0, article.index(inside[0]) - context)]
    last = article[: article.index(inside[0]) + len(inside) + context][-1]
    return min(start, first.start), max(end, last.end)


def evidence(rows: pd.DataFrame, sentences: pd.DataFrame, duplicates: pd.DataFrame | None = None) -> pd.Series:
    """Say what a selection of rows rests on: how many rows, files, articles, distinct sentences, and holders if told.

    A row counts for the sentence it begins in, and one inside an exact copy (`duplicates`) for the first copy's. Near
    copies count apart.

    >>> spans = pd.DataFrame({"file": "a.txt", "article": "a-1", "start": [0, 14], "end": [13, 29]})
    >>> rows = pd.DataFrame({"file": "a.txt", "start": [0, 7, 14], "end": [6, 12, 19]})
    >>> evidence(rows, spans).to_dict()
    {'rows': 3, 'files': 1, 'articles': 1, 'sentences': 2}
    """
    bases = _bases(rows, sentences, duplicates)
    return pd.Series({"rows": len(rows), **bases.nunique()}, dtype="int64")


def count(
    rows: pd.DataFrame, by: str | Sequence[str], sentences: pd.DataFrame, duplicates: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Count rows by the values of one column or several, with the evidence that each count rests on beside it.

    >>> spans = pd.DataFrame({"file": "a.txt", "article": "a-1", "start": [0, 14], "end": [13, 29]})
    >>> rows = pd.DataFrame({"file": "a.txt", "start": [0, 7], "end": [6, 12], "target": ["drones", "ties"]})
    >>> count(rows, "target", spans)
       target  rows  files  articles  sentences
    0  drones     1      1         1          1
    1    ties     1      1         1          1
    """
    names = [by] if isinstance(by, str) else [*by]
    bases = _bases(rows, sentences, duplicates).drop(columns=[f"{name}s" for name in names], errors="ignore")
    groups = bases.groupby([rows[name].reset_index(drop=True) for name in names], dropna=False)
    counts = groups.nunique()
    counts.insert(0, "rows", groups.size())
    return counts.reset_index()


def count_sources(event_mentions: pd.DataFrame, *copies: pd.DataFrame) -> pd.DataFrame:
    """Count what tells each event: its mentions, the articles they stand in, and the independent sources among these.

    `copies` are tables of copies (`duplicates`, `overlaps`), near ones too. An article is no source of its own if every
    mention it has of the event stands in a copy; an event of which all do has one source.

    >>> told = pd.DataFrame({"event": "e1", "file": ["a.txt", "b.txt"], "article": "1", "start": 5, "end": 9})
    >>> copy = pd.DataFrame({"file": ["b.txt"], "start": 0, "end": 9, "of_file": "a.txt", "of_start": 0, "of_end": 9})
    >>> count_sources(told, copy).to_dict("records")
    [{'event': 'e1', 'mentions': 2, 'articles': 2, 'sources': 1}]
    """
    rows = event_mentions.reset_index(drop=True)
    copied = pd.Series(False, index=rows.index)
    for table in copies:
        copied |= _find_spans(rows[SPAN], table).notna()
    articles = rows["file"] + " " + rows["article"]
    groups = rows.assign(articles=articles, sources=articles.mask(copied)).groupby("event", as_index=False)
    counts = groups.agg(mentions=("file", "size"), articles=("articles", "nunique"), sources=("sources", "nunique"))
    return counts.assign(sources=counts["sources"].clip(lower=1))


def _bases(rows: pd.DataFrame, sentences: pd.DataFrame, duplicates: pd.DataFrame | None) -> pd.DataFrame:
    """Give for each row the file, article and sentence that it rests on, and its holder; NaN where there is none."""
    if lacking := [name for name in SPAN if name not in rows]:
        raise InputError(f"the rows have no {', '.join(lacking)}; expected rows that stand in a text")
    rows = rows.reset_index(drop=True)
    places = rows[SPAN] if duplicates is None else _first_copies(rows[SPAN], duplicates)
    found = _find_spans(places, sentences)
    articles = found.map(sentences["article"].reset_index(drop=True))
    if "article" in rows:
        articles = articles.fillna(rows["article"].where(rows["article"] != ""))
    bases = pd.DataFrame({"files": places["file"], "articles": articles, "sentences": found})
    return bases.assign(holders=rows["holder"]) if "holder" in rows else bases


def _find_spans(places: pd.DataFrame, spans: pd.DataFrame) -> pd.Series:
    """Give for each place the position of the span it begins in, NaN for none; spans of a file do not overlap."""
    begins = places[["file", "start"]].assign(place=range(len(places))).sort_values("start")
    ordered = spans[SPAN].assign(span=range(len(spans))).sort_values("start")
    met = pd.merge_asof(begins, ordered, on="start", by="file")
    return met["span"].where(met["start"] < met["end"]).set_axis(met["place"]).sort_index()


def _first_copies(places: pd.DataFrame, duplicates: pd.DataFrame) -> pd.DataFrame:
    """Move every place inside an exact copy to the first copy."""
    exact = _exact(duplicates)
    for _ in range(2):  # a repeat leads to its first place in the file, and that may be a copy from another file
        found = _find_spans(places, exact).dropna().astype(int)
        copies = exact.iloc[found].set_axis(found.index)
        shift = (copies["of_start"] - copies["start"]).reindex(places.index, fill_value=0)
        files = copies["of_file"].reindex(places.index).fillna(places["file"])
        places = places.assign(file=files, start=places["start"] + shift, end=places["end"] + shift)
    return places


def _exact(duplicates: pd.DataFrame) -> pd.DataFrame:
    """Give the copies in which every character has its place: the same words in the same number of characters."""
    same_length = duplicates["end"] - duplicates["start"] == duplicates["of_end"] - duplicates["of_start"]
    return duplicates[same_length & (duplicates["share"] == 1)]


def spread(rows: pd.DataFrame, duplicates: pd.DataFrame) -> pd.DataFrame:
    """Carry rows over to every exact copy of their place: what there would be to count if copies were ignored.

    A row carried to another file has no article.

    >>> rows = pd.DataFrame({"file": ["a.txt"], "start": [3], "end": [9]})
    >>> copy = {"file": "b.txt", "start": 40, "end": 80, "of_file": "a.txt", "of_start": 0, "of_end": 40, "share": 1.0}
    >>> spread(rows, pd.DataFrame([copy]))
        file  start  end
    0  a.txt      3    9
    1  b.txt     43   49
    """
    exact = _exact(duplicates)
    carried = _carry(rows, exact)
    both = pd.concat([rows, carried, _carry(carried, exact)])  # twice, as in _first_copies
    return both.sort_values(SPAN, kind="stable").reset_index(drop=True)


def _carry(rows: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    numbered = rows[SPAN].assign(row=range(len(rows)))
    pairs = numbered.merge(copies, left_on="file", right_on="of_file", suffixes=("", "_of_copy"))
    inside = pairs[(pairs["of_start"] <= pairs["start"]) & (pairs["end"] <= pairs["of_end"])]
    carried = rows.iloc[inside["row"]].set_axis(inside.index)
    shift = inside["start_of_copy"] - inside["of_start"]
    moved = {name: carried[name] + shift for name in OFFSETS if name in carried}
    if "article" in carried:
        moved["article"] = carried["article"].where(inside["file_of_copy"] == inside["file"], "")
    return carried.assign(file=inside["file_of_copy"], **moved)


def sample_quotes(rows: pd.DataFrame, by: str, n: int = 3) -> pd.DataFrame:
    """Give `n` rows of each class, spread evenly, with quote and place, so that a reader can disagree.

    The place is the file's name up to its first underscore or point, and the first character.

    >>> rows = pd.DataFrame({"file": "000_ab.txt", "start": [5, 9, 12], "quote": ["a", "b", "c"], "kind": "dash"})
    >>> sample_quotes(rows, "kind", 2)
       kind quote   place
    0  dash     a   000:5
    1  dash     c  000:12
    """
    ordered = rows.sort_values([by, *SPAN[:2]], kind="stable")
    number, size = ordered.groupby(by).cumcount(), ordered.groupby(by)[by].transform("size")
    chosen = ordered[[_is_chosen(place, many, n) for place, many in zip(number, size, strict=True)]]
    place = chosen["file"].str.extract(r"^([^_.]*)", expand=False) + ":" + chosen["start"].astype(str)
    return chosen[[by, "quote"]].assign(place=place).reset_index(drop=True)


def _is_chosen(place: int, many: int, n: int) -> bool:
    """Say whether a place is one of `n` spread evenly over `many`."""
    return many <= n or place in {round(step * (many - 1) / max(n - 1, 1)) for step in range(n)}


def show_repairs(documents: Iterable[Document], repairs: pd.DataFrame) -> pd.Series:
    """Give each repair with the words around it, as the source has them: what stood there, an arrow, what stands now.

    >>> row = {"file": "a.txt", "start": 3, "end": 9, "quote": "Putins", "repaired": "Putin's"}
    >>> show_repairs([Document("a.txt", "Mr Putins\\nvisit.")], pd.DataFrame([row])).tolist()
    ["Mr [Putins → Putin's] visit."]
    """
    texts = {document.file: document.text for document in documents}
    shown = [_show_repair(texts[row["file"]], row) for row in repairs.to_dict("records")]
    return pd.Series(shown, repairs.index, dtype="str")


def _show_repair(text: str, row: Mapping[Any, Any]) -> str:
    before, after = text[max(row["start"] - LINE, 0) : row["start"]], text[row["end"] : row["end"] + LINE]
    begin, end = (part[0] if part else "" for part in (BEFORE.search(before), AFTER.match(after)))
    return re.sub(r"\s+", " ", f"{begin}[{row['quote']} → {row['repaired']}]{end}")
