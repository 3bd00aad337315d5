"""Tables: the columns of every kind, and files that give back what was written."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru import records as r
from pakru import tables
from pakru.tables import TableError, columns_of, frame, read_table, read_tables, write_table

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
MAY = r.Interval(date(2018, 5, 1), None)

RECORDS = {
    "documents": [r.Document("a.txt", "one\r\ntwo", "00", "utf-8", "crlf", title="A visit", date="2018-05-03")],
    "boilerplate": [r.Boilerplate("a.txt", 0, 3, "one", "thanks", ("first", "short"))],
    "articles": [r.Article("a.txt", "a-1", 0, 8, "A visit", published=MAY, evidence=("on 1 May", "since"))],
    "passages": [r.Passage("a.txt", "a-1", 1, 0, 8, "one two")],
    "sentences": [r.Sentence("a.txt", "a-1", 1, 1, 0, 8, "one two")],
    "duplicates": [r.Copy("a.txt", 5, 8, "a.txt", 0, 3, 0.75)],
    "overlaps": [r.Copy("b.txt", 5, 8, "a.txt", 0, 3)],
    "repairs": [r.Repair("a.txt", 0, 3, "one", "", "space", "rule")],
    "normalisations": [r.Repair("a.txt", 3, 5, "\r\n", " ", "layout", "unwrap")],
    "timexes": [r.Timex("a.txt", "a-1", 0, 3, "one", "DATE", "2018-05", MAY, "2018-05-03", "month")],
    "mentions": [r.Mention("a.txt", "a-1", 0, 8, 0, 3, "one", "RUS")],
    "events": [r.Event("e", "An event", MAY, ("PAK", "RUS"), "happened")],
    "event_mentions": [r.EventMention("e", "a.txt", "a-1", 0, 3, "one", MAY)],
    "conflicts": [r.Conflict("e", "date", "2018-05", "a.txt", 0, 3, "one")],
}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_table_has_the_columns_of_its_kind_empty_or_not(kind):
    full, empty = frame(kind, RECORDS[kind]), frame(kind, [])
    assert list(full.columns) == list(empty.columns) == columns_of(kind)
    pd.testing.assert_series_equal(full.dtypes, empty.dtypes)
    assert len(full) == 1
    assert not full.isna().to_numpy().any()


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("documents", {"characters": 8, "lines": 2, "newlines": "crlf", "title": "A visit", "url": ""}),
        ("boilerplate", {"quote": "one", "cues": "first | short"}),
        ("articles", {"published_earliest": "2018-05-01", "published_latest": "", "evidence": "on 1 May | since"}),
        ("timexes", {"earliest": "2018-05-01", "latest": "", "anchor": "2018-05-03", "coder": "pakru"}),
        ("events", {"earliest": "2018-05-01", "latest": "", "actors": "PAK;RUS", "coder": "pakru"}),
        ("duplicates", {"share": 0.75}),
    ],
)
def test_cells_say_what_the_record_says(kind, cells):
    row = frame(kind, RECORDS[kind]).iloc[0]
    assert {name: row[name] for name in cells} == cells


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(TableError, match="no kind of table is called 'facts'; expected one of documents, boilerplate"):
        frame("facts", [])


# files


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("count", [0, 1])
def test_reading_gives_back_what_was_written(tmp_path, kind, count, ending):
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    table = frame(kind, RECORDS[kind][:count])
    write_table(table, tmp_path / f"{kind}.{ending}")
    pd.testing.assert_frame_equal(read_table(tmp_path / f"{kind}.{ending}"), table)


def test_the_bytes_are_plain(tmp_path):
    table = frame("repairs", [r.Repair("ä.txt", 0, 5, 'a,"\r\n', "\r", "space", "")])
    write_table(table, tmp_path / "repairs.csv")
    header = b"file,start,end,quote,repaired,kind,rule\n"
    assert (tmp_path / "repairs.csv").read_bytes() == header + b'\xc3\xa4.txt,0,5,"a,""\r\n","\r",space,\n'


HOSTILE = st.text(
    st.one_of(st.sampled_from('\r\n",; \t|\u2028\x85\ufeff\x1a\\'), st.characters(exclude_categories=["Cs"]))
)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, st.integers(0, 2**40))))
def test_hostile_text_comes_back(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("tables")
    table = frame("repairs", [r.Repair(f, n, n + 1, f, text, text, "NA") for f, text, n in rows])
    write_table(table, folder / "repairs.csv")
    pd.testing.assert_frame_equal(read_table(folder / "repairs.csv"), table)


@pytest.mark.parametrize("path", sorted(ANNOTATIONS.glob("*.csv")), ids=lambda path: path.stem)
def test_a_reference_coding_looks_like_our_own(path):
    table = read_table(path)
    columns = columns_of(path.stem)
    ours = frame(path.stem, [])
    assert list(table.columns[: len(columns)]) == columns
    pd.testing.assert_series_equal(table[columns].dtypes, ours.dtypes)
    assert set(table.get("coder", ["reference"])) == {"reference"}


def test_columns_that_we_do_not_know_stay_behind_ours():
    assert list(read_table(ANNOTATIONS / "stances.csv").columns[-2:]) == ["coder", "agreed"]
    assert set(read_table(ANNOTATIONS / "duplicates.csv").share) == {1.0}


def test_a_coder_is_given_only_where_the_table_names_none(tmp_path):
    write_table(frame("timexes", RECORDS["timexes"]), tmp_path / "timexes.csv")
    assert read_table(tmp_path / "timexes.csv", coder="Sana").coder.tolist() == ["pakru"]
    assert read_table(ANNOTATIONS / "timexes.csv", coder="Sana").coder.unique().tolist() == ["Sana"]


def test_a_sheet_may_have_another_name_and_a_spreadsheets_bytes(tmp_path):
    sheet = tmp_path / "checked by Sana.csv"
    sheet.write_bytes("\ufefffile,start,end,kind,quote\r\na.txt,0,3,thanks,“a”\r\n".encode())
    assert read_table(sheet, "boilerplate").quote.tolist() == ["“a”"]
    sheet.write_bytes("file,start,end,kind,quote\r\na.txt,0,3,thanks,“a”\r\n".encode("windows-1252"))
    assert read_table(sheet, "boilerplate").quote.tolist() == ["“a”"]


HEADER = "file,article,start,end,quote,type,value,earliest,latest\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "file,start\n",
            r"timexes.csv:1: no column article, end, quote, type, value, earliest, latest; expected file,",
        ),
        ("file,file\n", r"timexes.csv:1: the columns are \['file', 'file'\]; expected each name once"),
        ("", r"timexes.csv:1: no column file, "),
        (HEADER + "a,a-1,1,2,x,DATE,2018,,\n\na,a-1,1,2,x\n", "timexes.csv:4: 5 fields; expected 9, as in the header"),
        (
            HEADER + 'a,a-1,1,2,"x\ny",DATE,2018,,\na,a-1,1,,x,DATE,2018,,\n',
            "timexes.csv:4: end is ''; expected a whole",
        ),
        (
            HEADER + "a,a-1,1,2,x,DATE,2018,03/05/2018,\n",
            "timexes.csv:2: earliest is '03/05/2018'; expected a day as 2018",
        ),
        (
            HEADER + "a,a-1,1,2,x,DATE,2018,,20180503\n",
            "timexes.csv:2: latest is '20180503'; expected a day as 2018-05",
        ),
        (HEADER + 'a,a-1,1,2,"x"y,DATE,2018,,\n', "timexes.csv:2: .*; expected comma-separated values"),
        (HEADER.encode() + b"\xff\n", r"timexes.csv: byte 56 \(line 2\), 0xff, is no utf-8"),
    ],
)
def test_a_fault_names_its_line(tmp_path, text, fault):
    (tmp_path / "timexes.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(TableError, match=fault):
        read_table(tmp_path / "timexes.csv")


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(TableError, match=r"timexes.csv: No such file or directory; expected a table"):
        read_table(tmp_path / "timexes.csv")
    with pytest.raises(TableError, match="no kind of table is called 'facts'"):
        read_table(tmp_path / "facts.csv")


def test_a_folder_gives_its_tables_by_kind(tmp_path):
    for kind in ("repairs", "articles"):
        write_table(frame(kind, RECORDS[kind]), tmp_path / f"{kind}.csv")
    (tmp_path / "notes.csv").write_text("anything")
    (tmp_path / "README.md").write_text("anything")
    assert list(read_tables(tmp_path)) == ["articles", "repairs"]
    (tmp_path / "repairs.parquet").write_bytes(b"")
    with pytest.raises(TableError, match="repairs as CSV and as Parquet; expected each table once"):
        read_tables(tmp_path)


def test_without_pyarrow_parquet_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    with pytest.raises(TableError, match=r"Parquet needs pyarrow, .* pip install 'pakru\[parquet\]'"):
        write_table(frame("repairs", []), tmp_path / "repairs.parquet")


def test_no_table_of_the_caller_is_changed(tmp_path):
    table = frame("repairs", RECORDS["repairs"])
    before = table.copy()
    write_table(table, tmp_path / "repairs.csv")
    pd.testing.assert_frame_equal(table, before)


def test_a_shown_table_has_its_cells_in_one_line_and_is_not_changed():
    table = pd.DataFrame({"quote": ["from Karachi\nto Lahore"], "start": [7]})
    assert repr(tables.show(table)).endswith("from Karachi to Lahore      7")
    assert "from Karachi to Lahore" in tables.show(table)._repr_html_()
    assert table.quote.tolist() == ["from Karachi\nto Lahore"]


def test_a_shown_table_moves_no_cursor():
    table = pd.DataFrame({"quote": ["a\rb\x1b[31mc\u202ed\n$5 to $6"]})
    assert repr(tables.show(table)).split("\n")[1] == "a\ufffdb\ufffd[31mc\ufffdd $5 to $6"
