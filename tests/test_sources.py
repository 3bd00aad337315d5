"""Sources: from rows back to the words, and what a selection of rows rests on."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from pakru.documents import read_documents
from pakru.records import Copy, Document, Sentence
from pakru.rows import InputError
from pakru.sources import count, evidence, quote, show_repairs, spread
from pakru.tables import frame, read_table

ROOT = Path(__file__).parents[1]

# a.txt holds two articles and its first sentence twice; b.txt is a copy of the first sentence, then one of its own
TEXT_A = "Moscow spoke.\nKabul listened. Delhi slept.\nThanks!\nOther news came.\nMoscow spoke."
TEXT_B = "Moscow spoke.\nNobody knew."
DOCUMENTS = [Document("a.txt", TEXT_A), Document("b.txt", TEXT_B)]
PLACES = [
    ("a.txt", "a-1", "Moscow spoke."),
    ("a.txt", "a-1", "Kabul listened."),
    ("a.txt", "a-1", "Delhi slept."),
    ("a.txt", "a-2", "Other news came."),
    ("b.txt", "b-1", "Moscow spoke."),
    ("b.txt", "b-1", "Nobody knew."),
]


def span(file, words):
    start = (TEXT_A if file == "a.txt" else TEXT_B).index(words)
    return {"file": file, "start": start, "end": start + len(words)}


def rows_of(*places, **columns):
    return pd.DataFrame([span(*place) for place in places]).assign(**columns)


SPANS = [Sentence(article=a, passage=1, sentence=n, text=w, **span(f, w)) for n, (f, a, w) in enumerate(PLACES)]
SENTENCES = frame("sentences", SPANS)
COPIES = frame("duplicates", [Copy("a.txt", 68, 81, "a.txt", 0, 13), Copy("b.txt", 0, 13, "a.txt", 0, 13)])


@pytest.mark.parametrize(
    ("words", "context", "around"),
    [
        ("listened", 0, "listened"),
        ("Kabul listened.", 0, "Kabul listened."),
        ("listened", 1, "Moscow spoke.\nKabul listened. Delhi slept."),
        ("Moscow", 1, "Moscow spoke.\nKabul listened."),
        ("slept", 1, "Kabul listened. Delhi slept."),
        ("slept", 9, "Moscow spoke.\nKabul listened. Delhi slept."),
        ("listened. Delhi", 1, "Moscow spoke.\nKabul listened. Delhi slept."),
        ("Other", 5, "Other news came."),
        ("Thanks!", 2, "Thanks!"),
    ],
)
def test_a_quote_is_the_sources_own_words(words, context, around):
    row = pd.Series(span("a.txt", words))
    assert quote(DOCUMENTS, row, context, SPANS) == around


@pytest.mark.parametrize("row", [{"file": "c.txt", "start": 0, "end": 1}, {"file": "b.txt", "start": 0, "end": 900}])
def test_a_span_outside_the_texts_is_refused(row):
    with pytest.raises(InputError, match=r"\.txt: no characters 0 to .*; expected a span of one of the texts"):
        quote(DOCUMENTS, row)


@pytest.mark.parametrize("kind", ["boilerplate", "repairs", "timexes", "stances", "event_mentions", "conflicts"])
def test_every_quote_of_the_reference_coding_stands_in_the_seeds(kind):
    documents = read_documents(ROOT / "seeds")
    rows = read_table(ROOT / "annotations" / f"{kind}.csv")
    assert [quote(documents, row) for row in rows.to_dict("records")] == rows["quote"].tolist()


def test_evidence_counts_what_rows_rest_on():
    rows = rows_of(("a.txt", "Moscow"), ("a.txt", "spoke"), ("a.txt", "Delhi"), ("a.txt", "Other"), ("b.txt", "Nobody"))
    rows["holder"] = ["RUS", "RUS", "IND", "OTHER", "OTHER"]
    assert evidence(rows, SENTENCES).to_dict() == {"rows": 5, "files": 2, "articles": 3, "sentences": 4, "holders": 3}


def test_evidence_counts_copies_once():
    rows = rows_of(("a.txt", "Moscow"), ("b.txt", "Moscow"))
    assert evidence(rows, SENTENCES).to_dict() == {"rows": 2, "files": 2, "articles": 2, "sentences": 2}
    assert evidence(rows, SENTENCES, COPIES).to_dict() == {"rows": 2, "files": 1, "articles": 1, "sentences": 1}


def test_a_copy_of_a_copy_counts_for_the_first():
    copies = frame("duplicates", [Copy("c.txt", 50, 63, "b.txt", 0, 13), Copy("b.txt", 0, 13, "a.txt", 0, 13)])
    rows = pd.DataFrame({"file": ["a.txt", "c.txt"], "start": [0, 57], "end": [6, 62]})
    assert evidence(rows, SENTENCES, copies).sentences == 1


def test_near_copies_and_copies_in_other_characters_count_apart():
    for near in (Copy("b.txt", 0, 13, "a.txt", 0, 13, 0.9), Copy("b.txt", 0, 13, "a.txt", 0, 14)):
        rows = rows_of(("a.txt", "Moscow"), ("b.txt", "Moscow"))
        assert evidence(rows, SENTENCES, frame("duplicates", [near])).sentences == 2


def test_rows_outside_all_sentences_rest_on_none():
    assert evidence(rows_of(("a.txt", "Thanks!")), SENTENCES).tolist() == [1, 1, 0, 0]
    named = rows_of(("a.txt", "Thanks!"), article="a-1")
    assert evidence(named, SENTENCES).articles == 1


def test_no_rows_rest_on_nothing():
    empty = frame("stances", [])
    assert evidence(empty, SENTENCES, COPIES).tolist() == [0, 0, 0, 0, 0]
    assert evidence(empty, frame("sentences", []), frame("duplicates", [])).tolist() == [0, 0, 0, 0, 0]
    assert list(count(empty, "target", SENTENCES).columns) == [
        "target",
        *"rows files articles sentences holders".split(),
    ]


def test_rows_without_a_place_are_refused():
    with pytest.raises(InputError, match="the rows have no file, start, end; expected rows that stand in a text"):
        evidence(frame("events", []), SENTENCES)


def test_counts_have_their_evidence_beside_them():
    rows = rows_of(("a.txt", "Moscow"), ("a.txt", "spoke"), ("b.txt", "Moscow"), ("b.txt", "Nobody"))
    rows = rows.assign(target=["ties", "ties", "ties", "drones"], holder=["RUS", "RUS", "PAK", "PAK"]).iloc[::-1]
    assert count(rows, "target", SENTENCES, COPIES).to_dict("records") == [
        {"target": "drones", "rows": 1, "files": 1, "articles": 1, "sentences": 1, "holders": 1},
        {"target": "ties", "rows": 3, "files": 1, "articles": 1, "sentences": 1, "holders": 2},
    ]
    by_both = count(rows, ["target", "holder"], SENTENCES)
    assert list(by_both.columns) == ["target", "holder", "rows", "files", "articles", "sentences"]
    assert by_both.rows.tolist() == [1, 1, 2]


def test_spread_puts_rows_on_every_exact_copy():
    rows = rows_of(("a.txt", "spoke"), ("a.txt", "Delhi"), article="a-1", sentence_start=0, sentence_end=13)
    told = spread(rows, COPIES)
    assert told[["file", "start", "end", "sentence_start", "article"]].to_numpy().tolist() == [
        ["a.txt", 7, 12, 0, "a-1"],
        ["a.txt", 30, 35, 0, "a-1"],
        ["a.txt", 75, 80, 68, "a-1"],
        ["b.txt", 7, 12, 0, ""],
    ]
    assert [quote(DOCUMENTS, row) for _, row in told.iterrows()] == ["spoke", "Delhi", "spoke", "spoke"]
    assert list(told.columns) == list(rows.columns)


def test_what_is_counted_does_not_change_with_copies():
    rows = rows_of(("a.txt", "spoke"), ("a.txt", "Delhi"), article="a-1")
    told = spread(rows, COPIES)
    before, after = (evidence(table, SENTENCES, COPIES).drop("rows") for table in (rows, told))
    pd.testing.assert_series_equal(before, after)


def test_no_table_of_the_caller_is_changed():
    rows = rows_of(("a.txt", "spoke"), ("b.txt", "Moscow"), article="x", holder="RUS")
    tables = SimpleNamespace(rows=rows, sentences=SENTENCES, copies=COPIES)
    before = {name: table.copy() for name, table in vars(tables).items()}
    evidence(rows, SENTENCES, COPIES)
    count(rows, "holder", SENTENCES, COPIES)
    spread(rows, COPIES)
    for name, table in vars(tables).items():
        pd.testing.assert_frame_equal(table, before[name])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("slept", "spoke. Kabul listened. Delhi [slept → woke]. Thanks! Other news came."),
        ("Moscow", "[Moscow → woke] spoke. Kabul listened. Delhi"),
        ("came", "slept. Thanks! Other news [came → woke]. Moscow spoke."),
    ],
)
def test_a_repair_is_shown_with_the_words_around_it(words, shown):
    rows = rows_of(("a.txt", words), quote=words, repaired="woke")
    assert show_repairs(DOCUMENTS, rows).tolist() == [shown]


def test_repairs_are_shown_beside_their_own_rows():
    rows = rows_of(("b.txt", "Nobody"), ("a.txt", "Delhi"), quote="x", repaired="y").set_axis([7, 3])
    assert show_repairs(DOCUMENTS, rows).index.tolist() == [7, 3]
