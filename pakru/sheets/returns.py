"""Returns: a sheet taken back as tables, with what is wrong, what is not coded yet, and what went missing."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from pakru.records import Sentence, Stance
from pakru.rows import InputError
from pakru.sheets import SHEET
from pakru.sheets.answers import Answer, read_answers
from pakru.sheets.filled import read_rows
from pakru.sheets.handouts import Asked, Handout, read_handout
from pakru.tables import frame, read_table, write_table

NAMED = 5  # sentences that a remark names


@dataclass(frozen=True)
class Return:
    """What a sheet says: tables of the stances and of the sentences that were coded, and what is wrong or open.

    `sentences` holds those without a stance too. `waiting` are the numbers of the sentences that nobody has coded yet,
    `missing` of those that have no row any more. Where there are `faults` the tables lack their rows.
    """

    coder: str
    handout: Handout
    stances: pd.DataFrame
    sentences: pd.DataFrame
    faults: tuple[str, ...]
    waiting: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def remarks(self) -> list[str]:
        """What is open, in a line each."""
        told = [(self.waiting, "not coded yet"), (self.missing, "without a row in the sheet")]
        asked = len(self.handout.asked)
        return [f"{len(numbers)} of {asked} sentences {what}: {_name(numbers)}" for numbers, what in told if numbers]


def _name(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:NAMED])) + (" ..." if len(numbers) > NAMED else "")


def read_sheet(folder: str | Path, coder: str) -> Return:
    r"""Read the sheet of a folder back; `coder` is who filled it in.

    Faults are lines "sheet.csv:41: what is there; what was expected". InputError if a file is not there, or the
    sheet is no table or lacks a column.

    >>> from tempfile import TemporaryDirectory
    >>> from pakru.codebook import Codebook
    >>> from pakru.records import Document
    >>> from pakru.sheets import write_sheet
    >>> folder = TemporaryDirectory()
    >>> spoke = {"file": "a.txt", "article": "a-1", "passage": 1, "sentence": 1, "start": 0, "end": 13}
    >>> _ = write_sheet([Document("a.txt", "Moscow spoke.")], pd.DataFrame([spoke]), folder.name, Codebook.read())
    >>> header = "sentence;draft;stance;holder;target;polarity;basis;quote"
    >>> _ = Path(folder.name, SHEET).write_text(f"{header}\n1;;yes;rus;drones;favor;words;spoke\n")
    >>> read_sheet(folder.name, "ann").stances[["start", "end", "quote", "holder", "coder"]].to_dict("records")
    [{'start': 7, 'end': 12, 'quote': 'spoke', 'holder': 'RUS', 'coder': 'ann'}]
    >>> folder.cleanup()
    """
    handout = read_handout(folder)
    faults: list[str] = []
    answers = list(read_answers(read_rows(Path(folder) / SHEET, faults), handout, faults))
    groups: dict[int, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(answer.asked.number, []).append(answer)
    coded = {number for number, group in groups.items() if any(answer.decision is not None for answer in group)}
    faults += [fault for number in sorted(coded) for fault in _check_sentence(groups[number])]
    numbers = [asked.number for asked in handout.asked]
    return Return(
        coder,
        handout,
        _tabulate_stances(answers, handout, coder),
        _tabulate_sentences([asked for asked in handout.asked if asked.number in coded] + [*handout.agreed]),
        tuple(sorted(dict.fromkeys(faults), key=_line)),
        tuple(number for number in numbers if number in groups and number not in coded),
        tuple(number for number in numbers if number not in groups),
    )


def write_tables(sheet: Return, folder: str | Path) -> list[tuple[Path, int]]:
    """Write the tables of a sheet as stances.csv and sentences.csv, both or none, and give them with their rows.

    InputError if the folder has stances that somebody else coded.
    """
    _spare_others(Path(folder, "stances.csv"), sheet.coder)
    Path(folder).mkdir(parents=True, exist_ok=True)
    tables = {"stances.csv": sheet.stances, "sentences.csv": sheet.sentences}
    with TemporaryDirectory(prefix=".pakru-", dir=folder) as workshop:
        for name, table in tables.items():
            write_table(table, Path(workshop, name))
        for name in tables:
            os.replace(Path(workshop, name), Path(folder, name))
    return [(Path(folder, name), len(table)) for name, table in tables.items()]


def _spare_others(path: Path, coder: str) -> None:
    """Raise an InputError if a table that would be replaced has rows of another coder."""
    others = sorted(set(read_table(path)["coder"]) - {coder}) if path.exists() else []
    if others:
        raise InputError(f"{path}: has rows coded by {others[0]!r}; expected another folder for those of {coder!r}")


def _line(fault: str) -> int:
    return int(fault.partition(f"{SHEET}:")[2].partition(":")[0])


def _check_sentence(answers: Sequence[Answer]) -> Iterator[str]:
    """Check that a sentence was coded as a whole: every draft answered, each stance told once, no contradiction."""
    asked, stances = answers[0].asked, [answer for answer in answers if answer.decision]
    answered = {answer.draft for answer in answers if answer.decision is not None}
    for number in range(1, len(asked.drafts) + 1):
        if number not in answered:
            row = next((answer.row for answer in answers if answer.draft == number), None)
            found = f"draft {number} of sentence {asked.number} has no {'answer' if row else 'row'}"
            yield (row or answers[0].row).say(f"{found}; expected 'yes' or 'no', as the sentence is begun")
    for answer in answers:
        if answer.decision is False and not answer.draft and stances:
            yield answer.row.say(f"stance is 'no', but {_place(stances[0])} is one; expected one of the two")
    yield from _check_repeats(stances)


def _check_repeats(stances: Iterable[Answer]) -> Iterator[str]:
    """Check that each holder has one stance on a target in a sentence."""
    seen: dict[tuple[str, str], Answer] = {}
    for answer in stances:
        if answer.stance is not None:
            cell = answer.stance.holder, answer.stance.target
            first = seen.setdefault(cell, answer)
            if first is not answer:
                again = f"{cell[0]} on {cell[1]} again, as in {_place(first)}"
                yield answer.row.say(f"{again}; expected one row for a holder and a target of a sentence")


def _place(answer: Answer) -> str:
    return f"line {answer.row.place.rpartition(':')[2]}"


def _tabulate_stances(answers: Iterable[Answer], handout: Handout, coder: str) -> pd.DataFrame:
    """Give the stances as a table; in a sheet that settles, `rule` says which were settled and which agreed before."""
    rule = "settled" if handout.coders else ""
    settled = [replace(answer.stance, rule=rule) for answer in answers if answer.stance is not None]
    agreed = [replace(stance, rule="agreed") for asked in handout.agreed for stance in asked.drafted]
    ordered = sorted([*settled, *agreed], key=_order_stances)
    return frame("stances", ordered).assign(coder=pd.Series([coder] * len(ordered), dtype="str"))


def _order_stances(stance: Stance) -> tuple[str, int, int, str, str]:
    return stance.file, stance.sentence_start, stance.start, stance.holder, stance.target


def _tabulate_sentences(asked: Iterable[Asked]) -> pd.DataFrame:
    records = [Sentence(a.file, a.article, a.passage, a.sentence, a.start, a.end, a.text) for a in asked]
    return frame("sentences", sorted(records, key=lambda sentence: (sentence.file, sentence.start)))
