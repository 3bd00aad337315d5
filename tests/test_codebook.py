"""The codebook: its own tables are sound, a user's replace them, and faults are named with their line."""

import pytest

from pakru import codebook
from pakru.codebook import Codebook, CodebookError

HEADER = "actor,alias,sort,reason\n"


@pytest.fixture
def write(tmp_path):
    def write(text, name="actors.csv"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def test_every_declared_table_gives_its_reasons():
    assert all(columns[-1] == "reason" for columns in codebook.TABLES.values())
    assert all(row["reason"] for rows in codebook.default().tables.values() for row in rows)


def test_the_default_is_read_once():
    assert codebook.default() is codebook.default()
    assert codebook.default() != Codebook.read(), "a codebook is equal to itself only: patterns are cached by it"


def test_a_table_of_the_user_replaces_the_one_of_the_same_name(write):
    mine = Codebook.read(write(HEADER + "NOR,Oslo,seat,capital\n"))
    assert mine.table("actors") == ({"actor": "NOR", "alias": "Oslo", "sort": "seat", "reason": "capital"},)
    assert mine.table("abbreviations") == codebook.default().table("abbreviations")


def test_a_table_without_rows_switches_the_packages_off(write):
    assert Codebook.read(write(HEADER)).table("actors") == ()


def test_rows_keep_their_order_and_their_line_ends(write):
    mine = Codebook.read(write('\ufeffactor,alias,sort,reason\r\nB,"b\nb",seat,two\r\n\r\nA,a,seat,one\r\n'))
    assert [row["alias"] for row in mine.table("actors")] == ["b\nb", "a"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("actors.csv", HEADER + "RUS,Moscow\n", r"actors.csv:2: 2 fields; expected 4, as in the header"),
        ("actors.csv", HEADER + "RUS,Moscow,seat,city,capital\n", r"actors.csv:2: 5 fields; expected 4"),
        (
            "actors.csv",
            HEADER + 'RUS,"a\nb",seat,x\nPAK,Lahore,seat, \n',
            r"actors.csv:4: no reason; expected why the row",
        ),
        ("actors.csv", HEADER + 'RUS,"Moscow"s,seat,capital\n', r"actors.csv:2: .*; expected comma-separated values"),
        ("actors.csv", HEADER + 'RUS,Moscow,seat,"capital\n', r"actors.csv:2: unexpected end of data; expected comma"),
        (
            "actors.csv",
            "alias,actor,sort,reason\n",
            r"actors.csv:1: columns are \['alias'.*; expected actor, alias, sort, reason",
        ),
        ("actors.csv", "", r"actors.csv:1: columns are \[\]; expected actor, alias, sort, reason"),
        (
            "actors.csv",
            HEADER.encode() + b"RUS,\xff\xfe,seat,x\n",
            r"actors.csv: byte 28 \(line 2\), 0xff, is no utf-8",
        ),
        ("heroes.csv", HEADER, r"heroes.csv: unknown table; expected one of .*actors"),
        ("traps.csv", "pattern,reason\n[a-,x\n", r"traps.csv:2: pattern '\[a-': .*; expected a regular expression"),
        (
            "traps.csv",
            f"pattern,reason\na{{{'9' * 12}}},x\n",
            r"traps.csv:2: pattern .*; expected a regular expression",
        ),
    ],
)
def test_a_fault_names_its_place_and_what_was_expected(write, monkeypatch, name, text, fault):
    monkeypatch.setitem(codebook.TABLES, "traps", ("pattern", "reason"))
    with pytest.raises(CodebookError, match=fault):
        Codebook.read(write(text, name))


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CodebookError, match="nowhere: no such folder; expected a folder of codebook tables"):
        Codebook.read(tmp_path / "nowhere")


def test_a_table_that_no_codebook_has_is_an_error():
    with pytest.raises(KeyError, match="no table 'heroes'; expected one of"):
        codebook.default().table("heroes")
