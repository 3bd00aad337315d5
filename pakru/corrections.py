"""Corrections: cuts and labels that a person set right in a small CSV, checked against the texts and applied.

`file,start,end,label,quote,reason`, one row a stretch of the raw text. The label is a kind of boilerplate, `text`
(it is no boilerplate), `article` (an article begins at `start`) or `join` (no article begins there).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pakru.records import Boilerplate, Document
from pakru.rows import Fields, InputError, name_fields, number_rows
from pakru.rows.decoding import decode

COLUMNS = ("file", "start", "end", "label", "quote", "reason")
KINDS = (
    "forum_profile subscribe_list date_header title_repeat source_credit author_bio disclaimer comment_form "
    "related_links thanks"
).split()
LABELS = (*KINDS, "text", "article", "join")


class CorrectionError(InputError):
    """A correction that cannot be applied; the message names file and line, what is there and what was expected."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A stretch of a text and what it is; `place` is the line of the CSV that says so."""

    file: str
    start: int
    end: int
    label: str
    quote: str
    reason: str
    place: str = ""


def read_corrections(source: str | Path) -> tuple[Correction, ...]:
    """Read the corrections in a CSV file; a row that is none is an error that names its line."""
    try:
        text, _ = decode(Path(source).read_bytes(), source, CorrectionError)
    except OSError as fault:
        raise CorrectionError(f"{source}: {fault.strerror}; expected a CSV of corrections") from fault
    rows = list(number_rows(text.removeprefix("\ufeff")))
    if not rows:
        raise CorrectionError(f"{source}:1: is empty; expected the header {','.join(COLUMNS)}")
    header = rows[0][1]
    if header != list(COLUMNS):
        raise CorrectionError(f"{source}:1: the header is {header}; expected {','.join(COLUMNS)}")
    return tuple(_read_row(fields, f"{source}:{line}") for line, fields in rows[1:])


def _read_row(fields: Fields, place: str) -> Correction:
    row = name_fields(fields, COLUMNS, place, CorrectionError)
    if not (row["start"].isdecimal() and row["end"].isdecimal() and int(row["start"]) < int(row["end"])):
        raise CorrectionError(
            f"{place}: {row['start']!r} to {row['end']!r} is no span; expected two offsets, start first"
        )
    if row["label"] not in LABELS:
        raise CorrectionError(f"{place}: label {row['label']!r}; expected one of {', '.join(LABELS)}")
    if not row["reason"]:
        raise CorrectionError(f"{place}: no reason; expected why the row is there")
    return Correction(row["file"], int(row["start"]), int(row["end"]), row["label"], row["quote"], row["reason"], place)


def choose_corrections(corrections: Sequence[Correction], document: Document) -> list[Correction]:
    """Give the corrections of one document, in the order of the text; the quote of each has to stand at its span.

    >>> row = Correction("a.txt", 0, 6, "thanks", "Danke!", "a greeting", "mine.csv:2")
    >>> choose_corrections([row], Document("a.txt", "Thanks! And so on."))
    Traceback (most recent call last):
    pakru.corrections.CorrectionError: mine.csv:2: a.txt 0 to 6 holds 'Thanks'; expected the quote 'Danke!'
    """
    chosen = sorted((c for c in corrections if c.file == document.file), key=lambda c: (c.start, c.end))
    for c in chosen:
        found = document.text[c.start : c.end]
        if found != c.quote:
            raise CorrectionError(
                f"{c.place}: {c.file} {c.start} to {c.end} holds {found!r}; expected the quote {c.quote!r}"
            )
    return chosen


def correct_boilerplate(
    document: Document, boilerplate: Sequence[Boilerplate], corrections: Sequence[Correction]
) -> list[Boilerplate]:
    """Put the kinds that a person gave in the place of those that were found.

    >>> found = [Boilerplate("a.txt", 0, 10, "The Nation", "source_credit")]
    >>> row = Correction("a.txt", 0, 10, "text", "The Nation", "a title here")
    >>> correct_boilerplate(Document("a.txt", "The Nation"), found, [row])
    []
    """
    kept = list(boilerplate)
    for correction in choose_corrections(corrections, document):
        if correction.label in (*KINDS, "text"):
            kept = [rest for stretch in kept for rest in _cut_out(document, stretch, correction)]
        if correction.label in KINDS:
            span = correction.start, correction.end
            kept.append(Boilerplate(document.file, *span, correction.quote, correction.label, ("correction",)))
    return sorted(kept, key=lambda stretch: (stretch.start, stretch.end))


def _cut_out(document: Document, stretch: Boilerplate, correction: Correction) -> Iterator[Boilerplate]:
    """Give what is left of a stretch of boilerplate outside of a correction."""
    if stretch.end <= correction.start or correction.end <= stretch.start:
        yield stretch
        return
    for start, end in ((stretch.start, correction.start), (correction.end, stretch.end)):
        rest = document.text[start:end]
        if quote := rest.strip():
            start += len(rest) - len(rest.lstrip())
            yield replace(stretch, start=start, end=start + len(quote), quote=quote)
