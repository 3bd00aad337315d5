"""Sheets: what goes out comes back, whatever a spreadsheet or a coder did to it, or is told with its line."""

import csv
import io
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pakru
from pakru import tables
from pakru.checks import check_tables
from pakru.codebook import Codebook
from pakru.records import Document
from pakru.rows import InputError
from pakru.sheets import COLUMNS, KEY, PAGE, SHEET, write_sheet
from pakru.sheets.cells import disarm, find_quote, is_same, restore, show
from pakru.sheets.handouts import dump, read_handout
from pakru.sheets.instructions import list_holders, list_targets, make_instructions
from pakru.sheets.returns import read_sheet, write_tables

TARGET = {"kind": "name", "sign": "favor", "example": "", "not_example": "", "reason": "test"}
TARGETS = tuple({"target": name, "pattern": name, **TARGET} for name in ("ties", "canal"))
CODEBOOK = Codebook({**Codebook.read().tables, "targets": TARGETS})

PARTS = [
    "Moscow “welcomed”\nthe canal.",
    "=Kabul, it's said;\tobjected.",
    "Delhi slept.\u202e",
    "Ankara\u00a0—\u00a0at last — signed.",
]
TEXT = " ".join(PARTS)
SPANS = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in PARTS]
DOCUMENT = Document("a.txt", TEXT)
SENTENCES = pd.DataFrame(
    [
        {"file": "a.txt", "article": f"a-{n // 2 + 1}", "passage": 1, "sentence": n + 1, "start": start, "end": end}
        for n, (start, end) in enumerate(SPANS)
    ]
)
DRAFT = {
    **{
        "file": "a.txt",
        "article": "a-1",
        "sentence_start": 0,
        "sentence_end": 28,
        "voice": "reported",
        "coder": "pakru",
    },
    **{"start": 7, "end": 17, "quote": TEXT[7:17], "holder": "RUS", "target": "canal", "polarity": "favor"},
    **{"basis": "words", "rule": "", "confidence": 0.62},
}
DRAFTS = pd.DataFrame([DRAFT, {**DRAFT, "target": "ties", "confidence": 0.31}])


@pytest.fixture
def sheet(tmp_path):
    """Write a sheet of four sentences, the first with two drafts."""
    write_sheet([DOCUMENT], SENTENCES, tmp_path / "ann", CODEBOOK, DRAFTS)
    return tmp_path / "ann"


def rows_of(folder):
    return list(csv.DictReader(io.StringIO((folder / SHEET).read_text("utf-8-sig"), newline="")))


def fill(folder, *answers, rows=None, encoding="utf-8", **dialect):
    """Answer the rows of a sheet one after the other, and save it as a spreadsheet might."""
    rows = rows_of(folder) if rows is None else rows
    for row, answer in zip(rows, answers, strict=False):
        row.update(answer)
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", **{"lineterminator": "\n", **dialect})
    writer.writeheader()
    writer.writerows(rows)
    (folder / SHEET).write_bytes(text.getvalue().encode(encoding))


def faults_of(folder):
    return [fault.rpartition("/")[2] for fault in read_sheet(folder, "ann").faults]


YES, NO, OPEN = {"stance": "yes"}, {"stance": "no"}, {}
OWN = {"holder": "AFG", "target": "canal", "polarity": "against", "basis": "words", "quote": "objected"}
ANSWERS = [YES, NO, {**YES, **OWN}, NO, NO]


def test_a_sheet_asks_about_every_sentence_and_draft(sheet):
    rows = rows_of(sheet)
    assert [(row["sentence"], row["draft"]) for row in rows] == [
        ("1", "1"),
        ("1", "2"),
        ("2", ""),
        ("3", ""),
        ("4", ""),
    ]
    assert rows[0]["text"] == "Moscow “welcomed” the canal."
    assert rows[0]["after"] == rows[2]["text"] == "'=Kabul, it's said; objected."
    assert rows[2]["after"] == "", "the next sentence is of another article"
    assert [rows[0][name] for name in ("draft_target", "draft_quote", "confidence")] == ["canal", "“welcomed”", "0.62"]
    assert all(row[name] == "" for row in rows for name in ("stance", "holder", "quote", "note"))


def test_the_same_texts_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_sheet([DOCUMENT], SENTENCES, tmp_path / name, CODEBOOK, DRAFTS)
    for name in (SHEET, KEY, PAGE):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_sheet_is_never_written_over(sheet):
    fill(sheet, *ANSWERS)
    before = (sheet / SHEET).read_bytes()
    with pytest.raises(InputError, match="is there already"):
        write_sheet([DOCUMENT], SENTENCES, sheet, CODEBOOK, DRAFTS)
    with pytest.raises(InputError, match="is a file"):
        write_sheet([DOCUMENT], SENTENCES, sheet / SHEET, CODEBOOK)
    assert (sheet / SHEET).read_bytes() == before


def test_some_sentences_are_asked_in_the_order_given(tmp_path):
    handout = write_sheet([DOCUMENT], SENTENCES, tmp_path, CODEBOOK, order=[3, 0])
    assert [(asked.number, asked.start) for asked in handout.asked] == [(1, SPANS[3][0]), (2, 0)]
    assert rows_of(tmp_path)[1]["after"].endswith("objected."), "the context is that of the text"
    assert read_handout(tmp_path) == handout


@pytest.mark.parametrize(
    ("encoding", "dialect"),
    [
        ("utf-8", {}),
        ("utf-8-sig", {"delimiter": ";", "lineterminator": "\r\n"}),
        ("utf-16", {"delimiter": "\t", "lineterminator": "\r\n"}),
        ("utf-8", {"delimiter": ";", "quoting": csv.QUOTE_ALL}),
        ("utf-8-sig", {"lineterminator": "\r"}),
    ],
)
def test_what_was_filled_in_comes_back_from_any_spreadsheet(sheet, encoding, dialect):
    fill(sheet, *ANSWERS, encoding=encoding, **dialect)
    read = read_sheet(sheet, "ann")
    assert read.faults == read.waiting == read.missing == ()
    assert list(read.stances.columns) == tables.columns_of("stances")
    told = read.stances[["start", "end", "quote", "holder", "target", "polarity", "voice", "coder"]].to_dict("split")
    assert told["data"] == [
        [7, 17, "“welcomed”", "RUS", "canal", "favor", "reported", "ann"],
        [48, 56, "objected", "AFG", "canal", "against", "reported", "ann"],
    ]
    assert read.sentences["start"].tolist() == [start for start, _ in SPANS], "those without a stance too"


def test_the_tables_pass_the_checks_and_are_scored(sheet):
    fill(sheet, *ANSWERS)
    read = read_sheet(sheet, "ann")
    write_tables(read, sheet)
    assert check_tables(sheet, [DOCUMENT], CODEBOOK) == []
    back = tables.read_table(sheet / "stances.csv")
    pd.testing.assert_frame_equal(back, read.stances)
    assert pakru.score(back, read.stances)["f1"].dropna().eq(1).all()


def test_what_a_coder_leaves_empty_is_taken_from_the_draft(sheet):
    fill(sheet, {"polarity": "AGAINST", "quote": "the canal"}, NO)
    [row] = read_sheet(sheet, "ann").stances.to_dict("records")
    assert (row["holder"], row["target"], row["polarity"], row["basis"]) == ("RUS", "canal", "against", "words")
    assert TEXT[row["start"] : row["end"]] == row["quote"] == "the canal"


def test_the_writer_speaks_in_an_own_voice(sheet):
    fill(sheet, {**YES, "holder": "author"}, NO)
    assert read_sheet(sheet, "ann").stances[["holder", "voice"]].to_numpy().tolist() == [["AUTHOR", "own"]]


def test_a_coder_adds_rows_anywhere(sheet):
    rows = rows_of(sheet)
    rows[0].update(YES)
    rows[1].update(NO)
    extra = {"sentence": "1.0", **OWN, "holder": "IND", "quote": "canal"}
    fill(sheet, rows=[extra, {}, *reversed(rows), {"sentence": "1"}])
    read = read_sheet(sheet, "ann")
    assert read.faults == ()
    assert sorted(read.stances["holder"]) == ["IND", "RUS"]


def test_not_coded_is_not_the_same_as_none(sheet):
    fill(sheet, OPEN, OPEN, OPEN, NO)
    read = read_sheet(sheet, "ann")
    assert read.faults == ()
    assert read.sentences["start"].tolist() == [SPANS[2][0]]
    assert read.waiting == (1, 2, 4)
    assert read.remarks == ["3 of 4 sentences not coded yet: 1, 2, 4"]


def test_rows_that_went_missing_are_told(sheet):
    fill(sheet, YES, NO, rows=rows_of(sheet)[:2])
    read = read_sheet(sheet, "ann")
    assert read.missing == (2, 3, 4)
    assert read.remarks == ["3 of 4 sentences without a row in the sheet: 2, 3, 4"]
    fill(sheet, rows=[{**row, **YES} for row in rows_of(sheet)[:1]])
    assert faults_of(sheet) == [
        "sheet.csv:2: draft 2 of sentence 1 has no row; expected 'yes' or 'no', as the sentence is begun"
    ]


@pytest.mark.parametrize(
    ("place", "answer", "fault"),
    [
        (2, {**OWN, "target": "drone"}, "sheet.csv:4: target is 'drone'; expected one of ties, canal"),
        (2, {**OWN, "holder": ""}, "sheet.csv:4: holder is ''; expected one of RUS, PAK"),
        (2, {**OWN, "polarity": "for"}, "sheet.csv:4: polarity is 'for'; expected one of favor, against"),
        (2, {**OWN, "basis": "word"}, "sheet.csv:4: basis is 'word'; expected one of words, deeds"),
        (
            2,
            {**OWN, "quote": "rejected"},
            "sheet.csv:4: quote is 'rejected'; expected words of sentence 2 as they stand",
        ),
        (2, {**OWN, "quote": ""}, "sheet.csv:4: quote is ''; expected words of sentence 2"),
        (2, {**OWN, "stance": "maybe"}, "sheet.csv:4: stance is 'maybe'; expected 'yes' or 'no'"),
        (2, {**OWN, "stance": "no"}, "sheet.csv:4: stance is 'no', but holder is filled in; expected one of the two"),
        (2, YES, "sheet.csv:4: basis is ''; expected one of words, deeds"),
        (2, {"sentence": "9"}, "sheet.csv:4: sentence is '9'; expected a number from 1 to 4"),
        (2, {"sentence": ""}, "sheet.csv:4: sentence is ''; expected a number from 1 to 4"),
        (2, {"sentence": "²"}, "sheet.csv:4: sentence is '²'; expected a number from 1 to 4"),
        (2, {"draft": "1"}, "sheet.csv:4: draft is '1'; expected nothing"),
        (0, {"draft": "3"}, "sheet.csv:2: draft is '3'; expected a number from 1 to 2, or nothing"),
        (0, {"draft_target": "ties"}, "sheet.csv:2: draft_target is 'ties'; expected 'canal', and your own in target"),
        (2, {"text": "Delhi slept."}, "sheet.csv:4: text is 'Delhi slept.'; expected that of sentence 2, \"=Kabul"),
        (0, YES, "sheet.csv:3: draft 2 of sentence 1 has no answer; expected 'yes' or 'no'"),
        (3, {"sentence": "2", "text": "", **OWN}, "sheet.csv:4: stance is 'no', but line 5 is one"),
        (1, {**YES, "target": "canal"}, "sheet.csv:3: RUS on canal again, as in line 2; expected one row"),
    ],
)
def test_a_fault_is_told_with_its_line(sheet, place, answer, fault):
    rows = rows_of(sheet)
    if "line 5" in fault:
        rows[2].update(NO)
    if "line 2" in fault:
        rows[0].update(YES)
    rows[place].update(answer)
    fill(sheet, rows=rows)
    assert any(told.startswith(fault) for told in faults_of(sheet)), faults_of(sheet)


def test_every_fault_is_told_in_the_order_of_the_lines(sheet):
    fill(sheet, {**YES, "target": "x"}, {**YES, "basis": "x", "quote": "x"}, {**OWN, "holder": "x"})
    assert [fault.split(" is ")[0] for fault in faults_of(sheet)] == [
        "sheet.csv:2: target",
        "sheet.csv:3: basis",
        "sheet.csv:3: quote",
        "sheet.csv:4: holder",
    ]


def test_a_row_that_is_no_row_is_told(sheet):
    with (sheet / SHEET).open("a", encoding="utf-8") as handle:
        handle.write('1,"a"b\n' + "x," * len(COLUMNS) + "x\n")
    assert faults_of(sheet) == [
        "sheet.csv:7: ',' expected after '\"'; expected 23 cells, as in the header",
        "sheet.csv:8: 24 cells; expected 23 cells, as in the header",
    ]


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("", "no column sentence, draft, stance"),
        ("a,b\n", "no column sentence"),
        ("sentence,draft,stance\n", "no column hol"),
    ],
)
def test_a_sheet_without_its_columns_is_none(sheet, header, fault):
    (sheet / SHEET).write_text(header)
    with pytest.raises(InputError, match=f"sheet.csv:1: {fault}"):
        read_sheet(sheet, "ann")


@pytest.mark.parametrize("key", [None, "", "[]\n", '{"form": "x"}\n', '{"form": "pakru sheet 1"}\n', "\xff", "{}{}"])
def test_a_key_that_was_changed_is_told(sheet, key):
    (sheet / KEY).unlink() if key is None else (sheet / KEY).write_text(key, encoding="latin-1")
    with pytest.raises(InputError, match=r"key\.jsonl: (cannot be read|was changed); expected what"):
        read_sheet(sheet, "ann")


def test_a_key_that_lost_lines_is_told(sheet):
    whole = (sheet / KEY).read_text().splitlines(keepends=True)
    (sheet / KEY).write_text("".join(whole[:-1]))
    with pytest.raises(InputError, match="was changed"):
        read_sheet(sheet, "ann")


def test_drafts_of_sentences_that_are_not_there_are_left_out(tmp_path):
    drafts = pd.DataFrame([{**DRAFT, "file": "b.txt"}, {**DRAFT, "start": 28, "end": 29}, {**DRAFT, "end": 40}])
    handout = write_sheet([DOCUMENT], SENTENCES, tmp_path, CODEBOOK, drafts)
    [draft] = [draft for asked in handout.asked for draft in asked.drafts]
    assert (draft.start, draft.end) == (7, 28), "cut at the end of its sentence"


# cells


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('"welcomed" the', "“welcomed”\nthe"),
        ("'welcomed'", "welcomed"),
        ("WELCOMED the  canal .", None),
        ("Welcomed", "welcomed"),
        ("the canal", "the canal"),
        ("'=Kabul, it’s said", "=Kabul, it's said"),
        ("=kabul", "=Kabul"),
        ("Ankara – at last", "Ankara\u00a0—\u00a0at last"),
        ("at last -- signed", "at last — signed"),
        ("slept. Ankara", "slept.\u202e Ankara"),
        ("", None),
        ("'", "'"),
        ("canals", None),
    ],
)
def test_a_quote_is_found_though_a_spreadsheet_changed_it(quote, found):
    span = find_quote(quote, TEXT)
    assert (TEXT[slice(*span)] if span else None) == found


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("India", "Indian and India", (11, 16)),
        ("Indi", "Indian and India", (0, 4)),
        ("it", "It is it", (6, 8)),
        ("Erdogan", "Erdog\u0306an", (0, 8)),
        ("Erdoğan", "Erdog\u0306an", (0, 8)),
        ("cafe", "un cafe\u0301!", (3, 8)),
        ("wait...", "they wait…", (5, 10)),
        ("(a+)+$", "x (a+)+$ y", (2, 8)),
    ],
)
def test_whole_words_marks_and_signs(quote, text, found):
    assert find_quote(quote, text) == found


@pytest.mark.parametrize(
    "cell", ["003", "1/2", "1e5", "3 May 2012", "Oct. 3, 2012", "12:30 pm", "2012-10-03", "5 %", "-5", "@a"]
)
def test_a_number_or_a_day_stays_as_it_is(cell):
    assert disarm(cell) == f"'{cell}"
    assert restore(disarm(cell)) == cell


@pytest.mark.parametrize("cell", ["", "'", "May", "Moscow", "17 visits", "a.txt", "It's 5", "sept" * 9 + "!"])
def test_text_gets_no_apostrophe(cell):
    assert disarm(cell) == cell


@given(st.one_of(st.text(), st.text(alphabet="'0-=May ")))
def test_what_is_disarmed_is_no_formula_and_comes_back(cell):
    assert restore(disarm(cell)) == cell
    assert not disarm(cell).startswith(tuple("=+-@\t\r"))


@given(st.text())
def test_a_cell_shows_one_line_and_the_same_letters(text):
    shown = show(text)
    assert len(shown.splitlines()) <= 1
    assert not shown.startswith(tuple("=+-@"))
    assert is_same(shown, text)
    shown.encode()


QUOTED = st.text(alphabet="ab '\"“’—-=+@\n\t\u00a0\u200fé\u0301;,.", min_size=1)


@given(QUOTED, QUOTED, QUOTED)
def test_a_quote_copied_from_its_cell_is_found(before, quote, after):
    text = f"{before} x{quote}x {after}"
    span = find_quote(show(f"x{quote}x"), text)
    assert span is not None
    assert find_quote(show(text[slice(*span)]), text) == span


@given(st.lists(QUOTED, min_size=1, max_size=4), st.sampled_from([",", ";", "\t"]))
def test_any_texts_come_back(tmp_path_factory, parts, separator):
    folder = tmp_path_factory.mktemp("sheet")
    parts = [f"A{part}z" for part in parts]
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    spans = [(end - len(part), end) for part, end in zip(parts, ends, strict=True)]
    sentences = pd.DataFrame(
        [
            {**SENTENCES.iloc[0].to_dict(), "sentence": n, "start": start, "end": end}
            for n, (start, end) in enumerate(spans)
        ]
    )
    write_sheet([Document("a.txt", "".join(parts))], sentences, folder, CODEBOOK)
    rows = [{**row, **OWN, "quote": row["text"]} for row in rows_of(folder)]
    fill(folder, rows=rows, delimiter=separator, lineterminator="\r\n")
    read = read_sheet(folder, "ann")
    assert read.faults == ()
    assert read.stances["quote"].tolist() == parts


# instructions


def test_a_users_own_targets_and_actors_are_in_the_instructions():
    actors = ({"actor": "PERU", "alias": "Lima", "sort": "capital", "reason": "test"},)
    codebook = Codebook({**CODEBOOK.tables, "actors": actors})
    page = make_instructions(codebook)
    assert "| canal |" in page
    assert "| PERU |  | Lima |" in page
    assert "| AUTHOR | the article's own voice |" in page
    assert "drones" not in page
    assert "{" not in page
    assert list_holders(codebook) == ("PERU", "AUTHOR", "OTHER")
    assert list_targets(codebook) == ("ties", "canal")


def test_every_target_and_holder_of_the_package_has_a_meaning():
    codebook = Codebook.read()
    meant = {(row["list"], row["word"]) for row in codebook.table("meanings") if row["meaning"]}
    assert {("target", target) for target in list_targets(codebook)} <= meant
    assert {("holder", holder) for holder in list_holders(codebook)} == {pair for pair in meant if pair[0] == "holder"}


# size


def test_twenty_thousand_sentences_take_seconds(tmp_path):
    sentence = 'Moscow welcomed the canal of Kabul - and Delhi objected, it\'s said, to "closer ties" again and again. '
    n = 20_000
    starts = [number * len(sentence) for number in range(n)]
    sentences = pd.DataFrame(
        {"file": "a.txt", "article": "a-1", "passage": 1, "sentence": range(n), "start": starts}
    ).assign(end=lambda table: table["start"] + len(sentence) - 1)
    begun = time.process_time()
    write_sheet([Document("a.txt", sentence * n)], sentences, tmp_path, CODEBOOK)
    rows = [{**row, **OWN, "quote": "Delhi objected"} for row in rows_of(tmp_path)]
    fill(tmp_path, rows=rows)
    read = read_sheet(tmp_path, "ann")
    assert time.process_time() - begun < 30
    assert read.faults == ()
    assert len(read.stances) == n


def test_the_key_is_plain_ascii(sheet):
    assert dump(read_handout(sheet)).isascii()
