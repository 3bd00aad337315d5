"""The command `pakru sheet`: a coding sheet of some texts, sheets taken back, two coders compared."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pakru
from pakru.rows import InputError

if TYPE_CHECKING:
    from pakru.sheets.returns import Return


def add_sheet(commands: Any, read_number: Callable[[str], int]) -> None:
    """Add the command to those of a parser."""
    sheet = commands.add_parser("sheet", help="hand sentences to coders, and take them back", description=run.__doc__)
    sheet.set_defaults(run=run, fail=sheet.error)
    what = sheet.add_mutually_exclusive_group(required=True)
    what.add_argument("source", metavar="SOURCE", nargs="?", help="the texts, as for pakru code")
    what.add_argument(
        "--read", metavar="SHEET", type=Path, nargs="+", help="folder of a sheet that was filled in, or two"
    )
    sheet.add_argument(
        "-o", "--out", metavar="OUT", type=Path, help="folder for the sheet, or for the tables of a SHEET"
    )
    sheet.add_argument("--first", metavar="N", type=read_number, help="only the N most useful sentences, these first")
    sheet.add_argument("--no-drafts", action="store_true", help="ask without saying what pakru would answer")
    sheet.add_argument(
        "--coder", metavar="NAME", nargs="+", help="who filled in each sheet (default: name of the folder)"
    )
    sheet.add_argument("--codebook", metavar="DIR", help="folder of codebook tables in place of pakru's own")
    sheet.add_argument("--skip-bad", action="store_true", help="leave out texts that cannot be used, and name them")


def run(options: argparse.Namespace) -> None:
    """Write a coding sheet of the sentences of SOURCE into OUT, with its instructions; or read SHEET back and write its
    tables stances.csv and sentences.csv into OUT, or beside it. Of two sheets the tables are written beside them, their
    agreement is printed, and OUT gets the sheet of what they disagree about.
    """
    codebook = pakru.Codebook.read(options.codebook)
    if options.read is None:
        _write(options, codebook)
        return
    if len(options.read) > 2:
        options.fail(f"argument --read: {len(options.read)} sheets; expected one or two")
    coders = options.coder or [folder.resolve().name for folder in options.read]
    if len(coders) != len(options.read):
        options.fail(f"argument --coder: {len(coders)} names; expected one for each sheet")
    if len(coders) == 1:
        _read(options.read[0], coders[0], options.out or options.read[0])
        return
    one, other = (_read(folder, coder, folder) for folder, coder in zip(options.read, coders, strict=True))
    _compare(one, other, options.out, codebook)


def _write(options: argparse.Namespace, codebook: "pakru.Codebook") -> None:
    from pakru.sheets import SHEET, check_place, write_sheet
    from pakru.sheets.usefulness import order
    from pakru.stances.coder import StanceCoder

    if options.out is None:
        options.fail("the following arguments are required: -o/--out")
    check_place(options.out)
    coded = pakru.read_corpus(options.source, codebook, errors="skip" if options.skip_bad else "raise")
    sentences, coder = coded.frame("sentences"), StanceCoder.load(codebook)
    places = order(sentences, coder.weigh(coded), options.first)[: options.first] if options.first else None
    shown = None if options.no_drafts else coded.frame("stances")
    handout = write_sheet(coded.documents, sentences, options.out, codebook, shown, places)
    print(f"{options.out / SHEET}  {len(handout.asked)} sentences, {sum(len(a.drafts) for a in handout.asked)} drafts")


def _read(folder: Path, coder: str, out: Path) -> "Return":
    """Read a sheet back and write its tables, if nothing is wrong with it."""
    from pakru.sheets import SHEET
    from pakru.sheets.returns import read_sheet, write_tables

    sheet = read_sheet(folder, coder)
    for fault in sheet.faults:
        print(fault)
    if sheet.faults:
        raise InputError(f"{folder / SHEET}: {len(sheet.faults)} faults; expected none")
    for path, rows in write_tables(sheet, out):
        print(f"{path}  {rows} rows")
    for remark in sheet.remarks:
        print(f"{folder / SHEET}: {remark}")
    return sheet


def _compare(one: "Return", other: "Return", out: Path | None, codebook: "pakru.Codebook") -> None:
    from pakru.sheets import SHEET
    from pakru.sheets.agreement import compare
    from pakru.sheets.chance import has_alpha
    from pakru.sheets.settling import ask_again, list_shared

    agreement = compare(one, other, codebook)
    print(f"{one.coder} and {other.coder}: {len(list_shared(one, other))} sentences coded by both")
    print(agreement.to_string(index=False, float_format="%.3f", na_rep="-"))
    if not has_alpha():
        print("alpha needs NLTK, which is not installed; expected: pip install 'pakru[agreement]'")
    if out is not None:
        handout = ask_again(one, other, out, codebook)
        print(f"{out / SHEET}  {len(handout.asked)} sentences to settle, {len(handout.agreed)} coded alike")
