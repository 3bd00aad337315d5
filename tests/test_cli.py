"""The command: what it writes, all of it or nothing, and what it says when something is wrong."""

import signal
import subprocess
import sys

import pandas as pd
import pytest

import pakru
from pakru import cli, tables
from pakru.documents import read_documents
from pakru.records import Boilerplate, Copy


class Coded:
    """A corpus of three tables, so that the command is tested without the line."""

    def __init__(self, documents):
        name = documents[0].file
        self.records = {
            "documents": documents,
            "boilerplate": [Boilerplate(name, 0, 1, documents[0].text[:1], "thanks")],
            "duplicates": [Copy(name, 1, 2, name, 0, 1)],
        }

    def frame(self, kind):
        return tables.frame(kind, self.records[kind])


@pytest.fixture
def calls(monkeypatch):
    """Put a stub in place of the line, and keep what it was called with."""
    calls = []

    def read_corpus(source, **options):
        calls.append(options)
        return Coded(read_documents(source, errors=options["errors"]))

    monkeypatch.setitem(vars(pakru), "read_corpus", read_corpus)
    monkeypatch.setattr("pakru.corpus.KINDS", ("documents", "boilerplate", "duplicates"))
    return calls


@pytest.fixture
def scored(monkeypatch):
    """Put a stub in place of the scores: 1 for boilerplate, none for the rest."""

    def score(reference, coded):
        kinds = [kind for kind in reference if kind in coded]
        return pd.DataFrame({"kind": kinds, "f1": [1.0 if kind == "boilerplate" else float("nan") for kind in kinds]})

    monkeypatch.setitem(vars(pakru), "score", score)


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Moscow spoke.")
    (folder / "b.txt").write_text("Kabul listened.")
    return folder


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_table_is_written_and_named(calls, texts, tmp_path, capsys):
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "new" / "out")]) == 0
    out = tmp_path / "new" / "out"
    assert sorted(bytes_of(out)) == ["boilerplate.csv", "documents.csv", "duplicates.csv"]
    assert tables.read_table(out / "documents.csv").file.tolist() == ["a.txt", "b.txt"]
    assert capsys.readouterr().out.splitlines()[0] == f"{out / 'documents.csv'}  2 rows"


def test_the_same_input_gives_the_same_bytes(calls, texts, tmp_path):
    for out in ("one", "two"):
        cli.main(["code", str(texts), "-o", str(tmp_path / out)])
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_the_options_reach_the_line(calls, texts, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "titles.csv").write_text("word,reason\nDr,a title\n")
    options = ["--codebook", str(tmp_path / "mine"), "--corrections", "fix.csv", "--jobs", "2", "--skip-bad"]
    dates = ["--dates", "a.txt=2018-05-03", "x=y.txt=2019-01-01", "--dates", "b.txt=2020-02-02"]
    least = ["--min-confidence", "0.6"]
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out"), *options, *dates, *least]) == 0
    [call] = calls
    assert isinstance(call["codebook"], pakru.Codebook)
    assert call["coder"].codebook is call.pop("codebook")
    assert call.pop("coder").min_confidence == 0.6
    assert call == {
        "corrections": "fix.csv",
        "dates": {"a.txt": "2018-05-03", "x=y.txt": "2019-01-01", "b.txt": "2020-02-02"},
        "errors": "skip",
        "jobs": 2,
    }


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError("No space left on device"), MemoryError()])
def test_an_interrupted_run_leaves_the_old_tables_whole(calls, texts, tmp_path, monkeypatch, stop):
    out = tmp_path / "out"
    cli.main(["code", str(texts), "-o", str(out)])
    before = bytes_of(out)
    (texts / "c.txt").write_text("Delhi slept.")
    write = tables.write_table

    def write_half(table, path):
        write(table, path)
        if path.name == "duplicates.csv":
            path.write_text("half a ta")
            raise stop

    monkeypatch.setattr(tables, "write_table", write_half)
    if isinstance(stop, MemoryError):
        with pytest.raises(MemoryError):
            cli.main(["code", str(texts), "-o", str(out)])
    else:
        assert cli.main(["code", str(texts), "-o", str(out)]) == (1 if isinstance(stop, OSError) else 130)
    assert bytes_of(out) == before, "the old tables, and nothing else"


def test_bad_texts_stop_the_run_or_are_named(calls, texts, tmp_path, capsys):
    (texts / "bad.txt").write_bytes(b"\xff")
    fault = (
        "bad.txt: byte 0 (line 1), 0xff, is no utf-8; expected UTF-8, UTF-16 with a byte order mark, or Windows-1252"
    )
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"pakru: {fault}\n"
    assert not (tmp_path / "out").exists()
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out"), "--skip-bad"]) == 0
    assert capsys.readouterr().err == f"pakru: skipped {fault}\n"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["code", "nowhere", "-o", "out"], "pakru: 'nowhere': no such file or folder; expected texts\n"),
        (["code", "texts", "-o", "texts/a.txt"], "pakru: texts/a.txt: is a file; expected a folder for the tables\n"),
        (
            ["code", "texts", "-o", "out", "--codebook", "no"],
            "pakru: no: no such folder; expected a folder of codebook",
        ),
        (["score", "texts", "texts"], "pakru: texts: no table that texts has too; expected KIND.csv in both\n"),
        (
            ["code", "texts", "-o", "texts/a.txt/out"],
            "pakru: texts/a.txt: is a file; expected a folder for the tables\n",
        ),
        (["code", "texts", "-o", "out", "--codebook", "empty"], "pakru: empty: holds no table; expected NAME.csv of "),
        (["check", "texts/a.txt", "texts"], "pakru: texts/a.txt: is no folder; expected a folder of tables"),
        (["score", "nowhere", "texts"], "pakru: nowhere: no such file or folder; expected a table or a folder of "),
        (["score", "texts", "nowhere.csv"], "pakru: nowhere.csv: no such file or folder; expected a table or a "),
    ],
)
def test_a_fault_is_one_line_and_status_1(calls, scored, texts, monkeypatch, capsys, arguments, fault):
    monkeypatch.chdir(texts.parent)
    (texts.parent / "empty").mkdir()
    assert cli.main(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith(fault)
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["code", "texts", "-o", ""], "argument -o/--out: ''; expected a folder for the tables"),
        ([], "the following arguments are required: COMMAND"),
        (["code", "texts"], "the following arguments are required: -o/--out"),
        (["code", "texts", "-o", "out", "--dates", "a.txt"], "argument --dates: 'a.txt'; expected FILE=YYYY-MM-DD"),
        (["code", "texts", "-o", "out", "--dates", "a.txt=3 May"], "'a.txt=3 May'; expected FILE=YYYY-MM-DD"),
        (["code", "texts", "-o", "out", "--dates", "=2018-05-03"], "'=2018-05-03'; expected FILE=YYYY-MM-DD"),
        (
            ["code", "texts", "-o", "out", "--jobs", "0"],
            "argument --jobs: '0'; expected a number, 1 or more",
        ),
        (["code", "texts", "-o", "out", "--format", "xlsx"], "argument --format: invalid choice: 'xlsx'"),
    ],
)
def test_a_wrong_call_is_status_2(capsys, arguments, fault):
    with pytest.raises(SystemExit, match="2"):
        cli.main(arguments)
    assert fault in capsys.readouterr().err


def test_parquet_without_pyarrow_is_refused_before_any_work(calls, texts, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out"), "--format", "parquet"]) == 1
    assert "pip install 'pakru[parquet]'" in capsys.readouterr().err
    assert not calls


def test_parquet_is_written_with_it(calls, texts, tmp_path):
    pytest.importorskip("pyarrow")
    assert cli.main(["code", str(texts), "-o", str(tmp_path), "--format", "parquet"]) == 0
    assert tables.read_table(tmp_path / "documents.parquet").file.tolist() == ["a.txt", "b.txt"]


def test_a_score_is_printed_of_every_kind_that_both_have(texts, tmp_path, calls, scored, capsys):
    for out in ("one", "two"):
        cli.main(["code", str(texts), "-o", str(tmp_path / out)])
    (tmp_path / "two" / "documents.csv").unlink()
    capsys.readouterr()
    assert cli.main(["score", str(tmp_path / "one"), str(tmp_path / "two")]) == 0
    assert capsys.readouterr().out.split() == ["kind", "f1", "boilerplate", "1.000", "duplicates", "-"]


def test_a_sheet_of_any_name_is_scored_against_a_table(tmp_path, scored, capsys):
    rows = tables.frame("duplicates", [Copy("a.txt", 1, 2, "a.txt", 0, 1)])
    for name in ("duplicates.csv", "checked.csv"):
        tables.write_table(rows, tmp_path / name)
    (tmp_path / "folder").mkdir()
    tables.write_table(rows, tmp_path / "folder" / "duplicates.csv")
    for pair in (["duplicates.csv", "checked.csv"], ["folder", "duplicates.csv"], ["duplicates.csv", "folder"]):
        assert cli.main(["score", *[str(tmp_path / name) for name in pair]]) == 0
        assert capsys.readouterr().out.split() == ["kind", "f1", "duplicates", "-"]


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"pakru {pakru.__version__}\n"


def test_help_loads_nothing_heavy():
    code = "import sys; from pakru.cli import main\ntry: main(['code', '-h'])\nexcept SystemExit: pass\n"
    code += "print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.endswith("\nFalse\n"), run.stderr


def test_rows_that_a_person_coded_are_not_replaced(texts, tmp_path, capsys):
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out")]) == 0
    events = tmp_path / "out" / "events.csv"
    events.write_text("event,label,earliest,latest,actors,status,coder\ne1,Kabul listens,,,AFG,happened,ann\n")
    before = bytes_of(tmp_path / "out")
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.endswith(
        f"{events}: has rows coded by 'ann'; expected another folder for pakru's own\n"
    )
    assert bytes_of(tmp_path / "out") == before


def test_rows_that_a_person_coded_are_found_before_the_texts_are_read(calls, texts, tmp_path):
    (tmp_path / "timexes.csv").write_text(
        "file,article,start,end,quote,type,value,earliest,latest,coder\n,,0,1,,,,,,ann\n"
    )
    assert cli.main(["code", str(texts), "-o", str(tmp_path)]) == 1
    assert not calls


def test_a_folder_that_cannot_be_written_is_found_before_the_texts_are_read(
    calls, texts, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("os.access", lambda place, mode: False)
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "new" / "out")]) == 1
    assert capsys.readouterr().err == f"pakru: {tmp_path}: cannot be written; expected a folder for the tables\n"
    assert not calls


def test_what_the_system_refuses_names_no_folder_of_the_run(calls, texts, tmp_path, monkeypatch, capsys):
    def refuse(table, path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(tables, "write_table", refuse)
    assert cli.main(["code", str(texts), "-o", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"pakru: {tmp_path}: Permission denied; expected a place to read and write in\n"


@pytest.mark.parametrize(
    ("written", "fault"),
    [(None, ": No such file or directory; expected a CSV of corrections"), ("", ":1: is empty; expected the header ")],
)
def test_corrections_that_are_none_are_one_line(texts, tmp_path, capsys, written, fault):
    path = tmp_path / "mine.csv"
    if written is not None:
        path.write_text(written)
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out"), "--corrections", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"pakru: {path}{fault}")


def test_sigterm_leaves_nothing_half_written(calls, texts, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "write_table", lambda table, path: signal.raise_signal(signal.SIGTERM))
    before = signal.getsignal(signal.SIGTERM)
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out")]) == 130
    assert not list((tmp_path / "out").iterdir())
    assert signal.getsignal(signal.SIGTERM) == before


def test_bad_texts_are_left_out_of_a_check(texts, tmp_path, capsys):
    (texts / "bad.txt").write_bytes(b"\xff")
    assert cli.main(["code", str(texts), "-o", str(tmp_path / "out"), "--skip-bad"]) == 0
    assert cli.main(["check", str(tmp_path / "out"), str(texts)]) == 1
    assert cli.main(["check", str(tmp_path / "out"), str(texts), "--skip-bad"]) == 0
    assert capsys.readouterr().out.endswith(": no fault\n")


def test_a_draft_comes_back_checked(texts, tmp_path, capsys):
    out = tmp_path / "out"
    assert cli.main(["code", str(texts), "-o", str(out)]) == 0
    assert cli.main(["check", str(out), str(texts)]) == 0
    (out / "events.csv").write_text("event,label,earliest,latest,actors,status,coder\ne1,Kabul,,,AFG,listened,ann\n")
    capsys.readouterr()
    assert cli.main(["check", str(out), str(texts)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"{out / 'events.csv'}:2: status is 'listened'; expected one of happened, planned, cancelled",
        f"{out / 'events.csv'}:2: event 'e1' has no mention; expected one in event_mentions.csv",
    ]
    assert said.err == f"pakru: {out}: 2 faults; expected none\n"


@pytest.mark.parametrize("folder", ["nowhere", "texts"])
def test_what_holds_no_table_cannot_be_checked(texts, tmp_path, folder, capsys):
    assert cli.main(["check", str(tmp_path / folder), str(texts)]) == 1
    assert "expected" in capsys.readouterr().err
