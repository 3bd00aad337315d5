"""The command `pakru`: texts to tables on disk, a coding against a reference, a corrected draft against its texts,
sentences to coders and back.

It ends with 0 if all went well, with 1 if something could not be read or written, with 2 if it was called wrongly.
"""

import argparse
import os
import re
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from signal import SIG_DFL, SIGTERM, default_int_handler, signal
from tempfile import TemporaryDirectory
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

import pakru
from pakru.cli.sheet import add_sheet
from pakru.documents import DocumentWarning
from pakru.rows import InputError
from pakru.stances import BROAD, PRECISE

if TYPE_CHECKING:
    import pandas as pd

Tables = Mapping[str, "pd.DataFrame"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status; an error is one line on stderr."""
    options = _build_parser().parse_args(arguments)
    try:
        with warnings.catch_warnings(), _heed_sigterm():
            warnings.simplefilter("always", DocumentWarning)
            warnings.showwarning = _say_warning
            options.run(options)
    except InputError as error:
        print(f"pakru: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"pakru: {_describe(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("pakru: interrupted; no table was changed", file=sys.stderr)
        return 130
    return 0


@contextmanager
def _heed_sigterm() -> Iterator[None]:
    """Let SIGTERM stop a run as Ctrl-C does, so that nothing half written stays behind."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal(SIGTERM, default_int_handler)
    try:
        yield
    finally:
        signal(SIGTERM, before or SIG_DFL)


def _describe(error: OSError) -> str:
    """Say what the system refused and where; of a folder that only a run knows, the one that it lies in is named."""
    place = error.filename2 or error.filename
    if place is None:
        return str(error)
    place = re.sub(r"[\\/]\.pakru-.*", "", str(place))
    return f"{place}: {error.strerror}; expected a place to read and write in"


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pakru", description="From messy web texts to clean tables with a way back.")
    parser.add_argument("--version", action="version", version=f"pakru {pakru.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    code = commands.add_parser("code", help="write every table of a source", description=_code.__doc__)
    code.set_defaults(run=_code)
    code.add_argument("source", metavar="SOURCE", help="a folder of .txt files, a text, or a .jsonl or .csv of texts")
    code.add_argument("-o", "--out", metavar="OUT", type=_read_out, required=True, help="folder for the tables")
    code.add_argument("--codebook", metavar="DIR", help="folder of codebook tables in place of pakru's own")
    code.add_argument("--weights", metavar="FILE", help="what a StanceCoder saved, in place of what pakru ships")
    code.add_argument(
        "--min-confidence",
        metavar="P",
        type=_read_share,
        default=BROAD,
        help=f"of a stance ({BROAD}; {PRECISE} to use unread)",
    )
    code.add_argument("--corrections", metavar="FILE", help="CSV of cuts and labels set by hand")
    code.add_argument(
        "--dates", metavar="FILE=DAY", type=_read_date, nargs="+", action="extend", help="day a file was published"
    )
    code.add_argument("--format", choices=["csv", "parquet"], default="csv", help="kind of file (default: csv)")
    code.add_argument("--skip-bad", action="store_true", help="leave out texts that cannot be used, and name them")
    code.add_argument("--jobs", metavar="N", type=_read_number, default=1, help="processes at work (default: 1)")

    add_sheet(commands, _read_number)

    score = commands.add_parser("score", help="compare a coding with a reference", description=_score.__doc__)
    score.set_defaults(run=_score)
    score.add_argument("reference", metavar="REFERENCE", type=Path, help="a table or a folder of tables")
    score.add_argument("coded", metavar="CODED", type=Path, help="a table or a folder of tables")

    check = commands.add_parser("check", help="check tables that a person corrected", description=_check.__doc__)
    check.set_defaults(run=_check)
    check.add_argument("tables", metavar="TABLES", type=Path, help="a folder of tables (CSV)")
    check.add_argument("source", metavar="SOURCE", help="the texts they were coded from")
    check.add_argument("--codebook", metavar="DIR", help="folder of codebook tables in place of pakru's own")
    check.add_argument("--skip-bad", action="store_true", help="leave out texts that cannot be used, and name them")
    check.add_argument("--coder", metavar="NAME", default="", help="who coded the tables that have no column coder")
    return parser


def _read_date(argument: str) -> tuple[str, str]:
    file, _, day = argument.rpartition("=")
    try:
        if file and date.fromisoformat(day).isoformat() == day:
            return file, day
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{argument!r}; expected FILE=YYYY-MM-DD")


def _read_out(argument: str) -> Path:
    if argument:
        return Path(argument)
    raise argparse.ArgumentTypeError("''; expected a folder for the tables")


def _read_share(argument: str) -> float:
    try:
        if 0 <= float(argument) <= 1:
            return float(argument)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{argument!r}; expected a number from 0 to 1")


def _read_number(argument: str) -> int:
    if argument.isdecimal() and int(argument) > 0:
        return int(argument)
    raise argparse.ArgumentTypeError(f"{argument!r}; expected a number, 1 or more")


def _say_warning(message: Warning | str, *_: object, **__: object) -> None:
    print(f"pakru: {message}", file=sys.stderr)


def _code(options: argparse.Namespace) -> None:
    """Read every text of SOURCE and write every table of the line as OUT/KIND.csv, all of them or none."""
    from pakru import tables
    from pakru.stances.coder import StanceCoder

    if options.format == "parquet":
        tables.check_parquet()
    _check_folder(options.out, options.format)
    codebook = pakru.Codebook.read(options.codebook) if options.codebook else None
    coded = pakru.read_corpus(
        options.source,
        codebook=codebook,
        corrections=options.corrections,
        dates=dict(options.dates or ()),
        errors="skip" if options.skip_bad else "raise",
        jobs=options.jobs,
        coder=StanceCoder.load(codebook, options.min_confidence, options.weights),
    )
    for path, rows in write_tables(coded, options.out, options.format):
        print(f"{path}  {rows} rows")


def write_tables(coded: "pakru.Corpus", folder: Path, ending: str = "csv") -> list[tuple[Path, int]]:
    """Write every table of a corpus into `folder`, and give the files with their rows.

    The tables are written whole into a folder beside their places and moved at the end: whatever happens before, the
    tables that were there stay as they were.
    """
    from pakru import tables
    from pakru.corpus import KINDS

    _check_folder(folder, ending)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with TemporaryDirectory(prefix=".pakru-", dir=folder) as workshop:
        for kind in KINDS:
            table = coded.frame(kind)
            tables.write_table(table, Path(workshop) / f"{kind}.{ending}")
            written.append((folder / f"{kind}.{ending}", len(table)))
        for path, _ in written:
            os.replace(Path(workshop) / path.name, path)
    return written


def _check_folder(folder: Path, ending: str) -> None:
    """Raise an InputError if no tables can be written into a folder, which need not be there yet."""
    there = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    if not there.is_dir():
        raise InputError(f"{there}: is a file; expected a folder for the tables")
    if not os.access(there, os.W_OK | os.X_OK):
        raise InputError(f"{there}: cannot be written; expected a folder for the tables")
    _spare_corrections(folder, ending)


def _spare_corrections(folder: Path, ending: str) -> None:
    """Raise an InputError if a table that would be replaced has rows that somebody else coded or corrected."""
    from pakru import tables

    for path in sorted(folder.glob(f"*.{ending}")):
        if "coder" in tables.COLUMNS.get(path.stem, "").split():
            others = sorted(set(tables.read_table(path)["coder"]) - {"pakru"})
            if others:
                raise InputError(f"{path}: has rows coded by {others[0]!r}; expected another folder for pakru's own")


def _score(options: argparse.Namespace) -> None:
    """Print precision, recall and F1 of every table that REFERENCE and CODED both have."""
    kind = (options.coded if options.reference.is_dir() else options.reference).stem
    scores = pakru.score(_read_tables(options.reference, kind), _read_tables(options.coded, kind))
    if scores.empty:
        raise InputError(f"{options.coded}: no table that {options.reference} has too; expected KIND.csv in both")
    print(scores.to_string(index=False, float_format="%.3f", na_rep="-"))


def _check(options: argparse.Namespace) -> None:
    """Print every fault of TABLES against the texts of SOURCE: spans, quotes, days, vocabularies, references."""
    from pakru.checks import check_tables

    if not options.tables.is_dir():
        raise InputError(f"{options.tables}: is no folder; expected a folder of tables (CSV)")
    codebook = pakru.Codebook.read(options.codebook) if options.codebook else None
    documents = pakru.read_documents(options.source, errors="skip" if options.skip_bad else "raise")
    faults = check_tables(options.tables, documents, codebook, options.coder)
    for fault in faults:
        print(fault)
    if faults:
        raise InputError(f"{options.tables}: {len(faults)} faults; expected none")
    print(f"{options.tables}: no fault")


def _read_tables(path: Path, kind: str) -> Tables:
    from pakru import tables

    if not path.exists():
        raise InputError(f"{path}: no such file or folder; expected a table or a folder of tables")
    return tables.read_tables(path) if path.is_dir() else {kind: tables.read_table(path, kind)}
