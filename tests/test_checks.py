"""Checks of tables that come back from a person: each kind of fault is found at its line, and nothing else."""

from pathlib import Path

import pytest

import pakru
from pakru.checks import check_tables
from pakru.codebook import Codebook
from pakru.records import Document
from pakru.tables import TableError

ROOT = Path(__file__).parents[1]
TEXT = "Moscow and Kabul signed. Delhi did not."
DOCUMENTS = [Document("a.txt", TEXT), Document("b.txt", "Kabul signed in May.")]
SOUND = {
    "articles": "file,article,title,outlet,author,start,end,published_earliest,published_latest,evidence\n"
    "a.txt,a-1,,,,0,39,2012-01-01,2012-12-31,\nb.txt,b-1,,,,0,20,,,\n",
    "events": "event,label,earliest,latest,actors,status,coder\n"
    "e1,Moscow and Kabul sign,2012-05-01,2012-06-30,AFG;RUS,happened,pakru\n",
    "event_mentions": "event,file,article,start,end,quote,earliest,latest,coder\n"
    'e1,a.txt,a-1,0,24,"Moscow and Kabul signed.",2012-06-01,2012-06-30,pakru\n'
    'e1,b.txt,b-1,0,12,"Kabul signed",2012-05-01,2012-05-31,ann\n',
    "conflicts": "event,field,value,file,start,end,quote,coder\n"
    'e1,date,2012-06,a.txt,0,24,"Moscow and Kabul signed.",pakru\ne1,date,2012-05,b.txt,0,12,Kabul signed,pakru\n',
    "stances": "file,article,sentence_start,sentence_end,start,end,quote,holder,target,polarity,basis,voice,coder\n"
    "a.txt,a-1,0,24,17,23,signed,RUS,ties,favor,deeds,reported,ann\n",
}


@pytest.fixture
def folder(tmp_path):
    for kind, table in SOUND.items():
        (tmp_path / f"{kind}.csv").write_text(table)
    return tmp_path


def check(folder, **options):
    """Give the faults with the folder left out."""
    return [fault.replace(f"{folder}/", "") for fault in check_tables(folder, DOCUMENTS, **options)]


def test_sound_tables_have_no_fault(folder):
    assert check(folder) == []


@pytest.mark.parametrize(
    ("kind", "old", "new", "fault"),
    [
        (
            "event_mentions",
            "Kabul signed",
            "Kabul sign",
            "event_mentions.csv:3: quote is 'Kabul sign'; expected 'Kabul",
        ),
        (
            "event_mentions",
            ",0,24,",
            ",0,99,",
            "event_mentions.csv:2: start and end are '0' and '99'; expected 0 to 39",
        ),
        ("event_mentions", ",0,24,", ",24,0,", "event_mentions.csv:2: start and end are '24' and '0'"),
        ("event_mentions", ",0,24,", ",0.0,24,", "event_mentions.csv:2: start and end are '0.0' and '24'"),
        ("event_mentions", "b.txt", "c.txt", "event_mentions.csv:3: file is 'c.txt'; expected one of a.txt, b.txt"),
        ("event_mentions", "b-1", "b-2", "event_mentions.csv:3: article is 'b-2'; expected one of articles.csv"),
        ("event_mentions", "b-1", "a-1", "event_mentions.csv:3: start and end lie outside article 'a-1'"),
        ("event_mentions", "e1,b", "e2,b", "event_mentions.csv:3: event is 'e2'; expected one of events.csv"),
        ("event_mentions", ",ann", ",", "event_mentions.csv:3: coder is ''; expected who coded the row"),
        ("event_mentions", "2012-05-31,ann", "ann", "event_mentions.csv:3: 8 fields; expected 9, as in the header"),
        ("events", "2012-05-01", "1 May 2012", "events.csv:2: earliest is '1 May 2012'; expected a day as 2018-05-03"),
        ("events", "2012-05-01", "20120501", "events.csv:2: earliest is '20120501'; expected a day"),
        ("events", "2012-05-01", "2012-07-01", "events.csv:2: earliest is 2012-07-01, after latest, 2012-06-30"),
        ("events", "happened", "took place", "events.csv:2: status is 'took place'; expected one of happened, planned"),
        ("events", "AFG;RUS", "AFG;MOON", "events.csv:2: actors are 'AFG;MOON'; expected each once, joined by ';', of"),
        ("events", "AFG;RUS", "RUS;RUS", "events.csv:2: actors are 'RUS;RUS'"),
        ("events", "AFG;RUS", "", "events.csv:2: actors are ''"),
        ("events", "sign,", "sign and so on and so on and so on,", "events.csv:2: label is 'Moscow and Kabul sign and"),
        ("events", ",coder", ",person", "events.csv:1: no column coder; expected event, label"),
        ("conflicts", "date,2012-05", "day,2012-05", "conflicts.csv:3: field is 'day'; expected one of date, place"),
        ("conflicts", "2012-05,", "2012-06,", "conflicts.csv:2: value '2012-06' is the only one of e1 date"),
        ("conflicts", "e1", "e3", "conflicts.csv:2: event is 'e3'; expected one of events.csv"),
        ("stances", "favor", "for", "stances.csv:2: polarity is 'for'; expected one of favor, against"),
        ("stances", "RUS", "Russia", "stances.csv:2: holder is 'Russia'; expected one of"),
        ("stances", "0,24,17", "0,99,17", "stances.csv:2: sentence_start and sentence_end are '0' and '99'"),
        ("articles", "2012-12-31", "2011-12-31", "articles.csv:2: published_earliest is 2012-01-01, after"),
    ],
)
def test_a_fault_is_named_with_file_and_line(folder, kind, old, new, fault):
    path = folder / f"{kind}.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    faults = check(folder)
    assert any(found.startswith(fault) for found in faults), faults
    assert all("; expected " in found for found in faults)


def test_an_event_twice_or_without_a_mention(folder):
    with (folder / "events.csv").open("a") as table:
        table.write("e1,Kabul and Moscow sign,,,AFG;RUS,happened,ann\ne2,Delhi signs,,,IND,planned,ann\n")
    assert check(folder) == [
        "events.csv:3: event 'e1' again; expected a name of its own",
        "events.csv:4: event 'e2' has no mention; expected one in event_mentions.csv",
    ]


def test_the_same_row_of_two_coders_is_one_too_many(folder):
    with (folder / "stances.csv").open("a") as table:
        table.write("a.txt,a-1,0,24,17,23,signed,RUS,ties,favor,deeds,reported,pakru\n")
    assert check(folder) == ["stances.csv:3: the same row as stances.csv:2; expected it once"]


def test_a_coding_without_the_column_needs_a_coder(folder):
    path = folder / "events.csv"
    path.write_text("".join(line.rpartition(",")[0] + "\n" for line in path.read_text().splitlines()))
    assert check(folder)[0].startswith("events.csv:1: no column coder")
    assert check(folder, coder="reference") == []


def test_words_are_those_of_the_codebook_given(folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "actors.csv").write_text("actor,alias,sort,reason\nRUS,Moscow,seat,capital\n")
    assert check(folder, codebook=Codebook.read(own)) == [
        "events.csv:2: actors are 'AFG;RUS'; expected each once, joined by ';', of OTHER, RUS"
    ]


def test_offsets_count_as_the_reader_counts(tmp_path):
    (tmp_path / "event_mentions.csv").write_bytes(
        "event,file,article,start,end,quote,coder\r\ne1,a.txt,a-1,2,8,Москва,ann\r\n".encode("utf-8-sig")
    )
    assert check_tables(tmp_path, [Document("a.txt", "\r\nМосква")]) == []


def test_the_reference_coding_has_no_fault():
    documents = pakru.read_documents(ROOT / "seeds")
    assert check_tables(ROOT / "annotations", documents, coder="reference") == []


def test_pakrus_own_draft_has_no_fault(tmp_path):
    from pakru.cli import write_tables

    write_tables(pakru.read_corpus(ROOT / "seeds"), tmp_path)
    assert check_tables(tmp_path, pakru.read_documents(ROOT / "seeds")) == []


def test_a_folder_without_tables_is_an_error(tmp_path):
    with pytest.raises(TableError, match="no table; expected one of"):
        check_tables(tmp_path, DOCUMENTS)
