"""Sheets: sentences handed to coders as a table that a person or a program fills in, and taken back checked.

A sheet is a folder: `sheet.csv` to be filled in, `instructions.md` from the codebook, and `key.jsonl`, which says what
was asked. `returns.read_sheet` takes it back, `agreement.compare` compares two of them, `settling.ask_again` makes the
sheet of what two coders disagree about, and `usefulness.order` says what to code first.
"""

import csv
import io
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from pakru.codebook import Codebook
from pakru.records import Document
from pakru.rows import InputError
from pakru.sheets.cells import show
from pakru.sheets.handouts import KEY, Asked, Draft, Handout, dump
from pakru.sheets.instructions import list_holders, list_targets, make_instructions

SHEET, PAGE = "sheet.csv", "instructions.md"
CONTEXT = 2  # sentences on either side

ANSWERS = ("stance", "holder", "target", "polarity", "basis", "quote", "note")  # what a coder fills in
DRAFTS = ("draft_holder", "draft_target", "draft_polarity", "draft_basis", "draft_quote")
COLUMNS = (
    *("sentence", "before", "text", "after", "draft", *DRAFTS, "confidence", "drafted_by"),
    *(*ANSWERS, "file", "article", "start", "end"),
)


def write_sheet(
    documents: Iterable[Document],
    sentences: pd.DataFrame,
    folder: str | Path,
    codebook: Codebook,
    drafts: pd.DataFrame | None = None,
    order: Sequence[int] | None = None,
) -> Handout:
    """Write the sheet of some sentences into a folder, and give what it asks.

    `sentences` and `drafts` (stances) are tables as `Corpus.frame` gives them; `order` lists the places of the
    sentences that are asked, first to last; without it all are, in the order of the table. InputError if the folder has
    another sheet already.

    >>> folder = TemporaryDirectory()
    >>> spoke = {"file": "a.txt", "article": "a-1", "passage": 1, "sentence": 1, "start": 0, "end": 13}
    >>> documents = [Document("a.txt", "Moscow spoke.")]
    >>> handout = write_sheet(documents, pd.DataFrame([spoke]), folder.name, Codebook.read())
    >>> handout.asked[0].text, sorted(os.listdir(folder.name))
    ('Moscow spoke.', ['instructions.md', 'key.jsonl', 'sheet.csv'])
    >>> folder.cleanup()
    """
    texts = {document.file: document.text for document in documents}
    everything = _ask(texts, sentences, drafts)
    places = range(len(everything)) if order is None else order
    numbered = tuple(_put_in_context(everything, place, number) for number, place in enumerate(places, 1))
    handout = Handout(list_holders(codebook), list_targets(codebook), numbered)
    write_handout(handout, folder, codebook)
    return handout


def write_handout(handout: Handout, folder: str | Path, codebook: Codebook) -> None:
    """Write a sheet's three files.

    They appear when all are written. InputError if the folder has a sheet already.
    """
    folder = Path(folder)
    check_place(folder)
    contents = {SHEET: _fill(handout), PAGE: make_instructions(codebook).encode(), KEY: dump(handout).encode()}
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".pakru-", dir=folder) as workshop:
        for name, content in contents.items():
            Path(workshop, name).write_bytes(content)
        for name in contents:
            os.replace(Path(workshop, name), folder / name)


def check_place(folder: str | Path) -> None:
    """Raise an InputError if a folder has a sheet, which somebody may have filled in, or is a file."""
    there = next(place for place in (Path(folder), *Path(folder).parents) if os.path.lexists(place))
    if not there.is_dir():
        raise InputError(f"{there}: is a file; expected a folder for the sheet")
    if os.path.lexists(Path(folder, SHEET)):
        raise InputError(f"{Path(folder, SHEET)}: is there already; expected a folder without a sheet")


def _ask(texts: Mapping[str, str], sentences: pd.DataFrame, drafts: pd.DataFrame | None) -> list[Asked]:
    """Give every sentence with its drafts, not yet numbered."""
    columns = (sentences[name].tolist() for name in ("file", "article", "passage", "sentence", "start", "end"))
    plain = [
        Asked._make((0, *place, texts[place[0]][place[4] : place[5]], "", "", ()))
        for place in zip(*columns, strict=True)
    ]
    if drafts is None or drafts.empty:
        return plain
    inside = _place_drafts(plain, drafts)
    return [asked._replace(drafts=tuple(inside.get(place, ()))) for place, asked in enumerate(plain)]


def _place_drafts(asked: Sequence[Asked], drafts: pd.DataFrame) -> dict[int, list[Draft]]:
    """Give the drafts of each sentence: those that begin in it, cut at its end; surest first."""
    begins = sorted((one.file, one.start, place) for place, one in enumerate(asked))
    inside: dict[int, list[Draft]] = {}
    ordered = drafts.sort_values(["confidence", "holder", "target"], ascending=[False, True, True], kind="stable")
    for row in ordered.to_dict("records"):
        nearest = bisect_right(begins, (row["file"], row["start"], len(asked))) - 1
        place = begins[nearest][2] if nearest >= 0 else 0
        one = asked[place]
        if one.file == row["file"] and one.start <= row["start"] < one.end:
            inside.setdefault(place, []).append(_make_draft(one, row))
    return inside


def _make_draft(asked: Asked, row: Mapping[Any, Any]) -> Draft:
    start, end = int(row["start"]) - asked.start, int(min(row["end"], asked.end)) - asked.start
    words = (row["holder"], row["target"], row["polarity"], row["basis"])
    return Draft(*words, start, end, float(row["confidence"]), row["coder"])


def _put_in_context(asked: Sequence[Asked], place: int, number: int) -> Asked:
    """Give a sentence with its number, and with the nearest sentences of the same article before and after it."""
    one = asked[place]
    near = range(max(0, place - CONTEXT), min(len(asked), place + CONTEXT + 1))
    inside = [n for n in near if (asked[n].file, asked[n].article) == (one.file, one.article)]
    before = " ".join(asked[n].text for n in inside if n < place)
    after = " ".join(asked[n].text for n in inside if n > place)
    return one._replace(number=number, before=before, after=after)


def _fill(handout: Handout) -> bytes:
    """Give the bytes of a sheet: UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    rows.writeheader()
    for asked in handout.asked:
        rows.writerows(_make_rows(asked))
    return text.getvalue().encode("utf-8-sig")


def _make_rows(asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sentence: one for each draft, or one."""
    shown = {name: show(getattr(asked, name)) for name in ("before", "text", "after", "file", "article")}
    place = {"sentence": asked.number, "start": asked.start, "end": asked.end}
    drafted = [{"draft": number, **show_draft(asked, draft)} for number, draft in enumerate(asked.drafts, 1)]
    for draft in drafted or [{}]:
        yield {**place, **shown, **draft}


def show_draft(asked: Asked, draft: Draft) -> dict[str, str]:
    """Give the cells of a draft."""
    words = (draft.holder, draft.target, draft.polarity, draft.basis, asked.text[draft.start : draft.end])
    cells = dict(zip(DRAFTS, (show(word) for word in words), strict=True))
    return {**cells, "confidence": f"{draft.confidence:.2f}", "drafted_by": show(draft.coder)}
