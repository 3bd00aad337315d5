"""Answers: what each row of a sheet says of its sentence, checked, with the quote found in the text again."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pakru.records import BASES, POLARITIES, Stance
from pakru.sheets import ANSWERS, DRAFTS, show_draft
from pakru.sheets.cells import find_quote, is_same, restore
from pakru.sheets.filled import Row
from pakru.sheets.handouts import Asked, Draft, Handout

YES, NO = ("yes", "y", "1", "true", "x"), ("no", "n", "0", "false", "none")


class Answer(NamedTuple):
    """What a row says of a sentence: whether it is a stance (None: nothing is said), and which, if it has no fault.

    `draft` is the number of the draft that the row is about, 0 for none.
    """

    row: Row
    asked: Asked
    draft: int
    decision: bool | None
    stance: Stance | None = None


def read_answers(rows: Iterable[Row], handout: Handout, faults: list[str]) -> Iterator[Answer]:
    """Yield what each row says; what is wrong goes to the faults, a line each."""
    numbered = handout.numbered
    for row in rows:
        asked = numbered.get(_read_number(row.cells["sentence"]))
        if asked is None:
            faults.append(
                row.say(f"sentence is {row.cells['sentence']!r}; expected a number from 1 to {len(numbered)}")
            )
            continue
        draft = _read_number(row.cells["draft"] or "0")
        if not 0 <= draft <= len(asked.drafts):
            expected = f"a number from 1 to {len(asked.drafts)}, or nothing" if asked.drafts else "nothing"
            faults.append(row.say(f"draft is {row.cells['draft']!r}; expected {expected}"))
            continue
        faults += _check_unchanged(row, asked, draft)
        yield _answer(row, asked, draft, handout, faults)


def _read_number(cell: str) -> int:
    """Read a whole number, which some spreadsheets write as 17.0; -1 for none."""
    plain = cell.removesuffix(".0").removesuffix(",0")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else -1


def _check_unchanged(row: Row, asked: Asked, draft: int) -> Iterator[str]:
    """Check that the text is that of its number, and that nobody corrected a draft in the draft's own cells."""
    text = row.cells.get("text", "")
    if text and not is_same(text, asked.text):
        yield row.say(f"text is {_shorten(text)}; expected that of sentence {asked.number}, {_shorten(asked.text)}")
    shown = show_draft(asked, asked.drafts[draft - 1]) if draft else dict.fromkeys(DRAFTS, "")
    for name in DRAFTS:
        cell = row.cells.get(name, "")
        if cell and not is_same(cell, shown[name]):
            own = name.removeprefix("draft_")
            yield row.say(f"{name} is {_shorten(cell)}; expected {_shorten(shown[name])}, and your own in {own}")


def _shorten(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]} ...")


def _answer(row: Row, asked: Asked, number: int, handout: Handout, faults: list[str]) -> Answer:
    """Read the coder's cells of a row."""
    said, filled = row.cells["stance"].casefold(), [name for name in ANSWERS[1:-1] if row.cells[name]]
    if not filled and (not said or said in NO):
        return Answer(row, asked, number, False if said else None)
    if said in NO:
        faults.append(
            row.say(f"stance is {row.cells['stance']!r}, but {filled[0]} is filled in; expected one of the two")
        )
        return Answer(row, asked, number, True)
    if said and said not in YES:
        faults.append(row.say(f"stance is {row.cells['stance']!r}; expected 'yes' or 'no'"))
    draft = asked.drafts[number - 1] if number else None
    return Answer(row, asked, number, True, _read_stance(row, asked, draft, handout, faults))


def _read_stance(row: Row, asked: Asked, draft: Draft | None, handout: Handout, faults: list[str]) -> Stance | None:
    """Read a stance from the coder's cells, and from the draft's where they are empty; None if a cell has a fault."""
    lists = {"holder": handout.holders, "target": handout.targets, "polarity": POLARITIES, "basis": BASES}
    words = {name: _read_word(row.cells[name], known, getattr(draft, name, "")) for name, known in lists.items()}
    wrong = [name for name in lists if not words[name]]
    faults += [row.say(f"{name} is {row.cells[name]!r}; expected one of {', '.join(lists[name])}") for name in wrong]
    span = find_quote(row.cells["quote"], asked.text) if row.cells["quote"] else draft and (draft.start, draft.end)
    if not span:
        said = _shorten(row.cells["quote"])
        faults.append(row.say(f"quote is {said}; expected words of sentence {asked.number} as they stand there"))
    return asked.take(words.values(), *span) if span and not wrong else None


def _read_word(cell: str, words: Sequence[str], drafted: str) -> str:
    """Give the word of `words` that a cell holds, in any capitals, "" for none; an empty cell takes the drafted."""
    known = {word.casefold(): word for word in (*words, drafted)}
    return known.get(restore(cell).casefold().replace("favour", "favor"), "") if cell else drafted
