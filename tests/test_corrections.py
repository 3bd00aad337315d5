"""Corrections: kinds and cuts that a person set right, and rows that cannot be applied."""

import re

import pytest

from pakru import codebook
from pakru.articles import split_articles
from pakru.boilerplate import find_boilerplate
from pakru.corrections import Correction, CorrectionError, correct_boilerplate, read_corrections
from pakru.paragraphs import split_paragraphs
from pakru.records import Document

TEXT = (
    "A bridge\n"
    "The bridge was closed on Monday, and nobody in the town could say who had the key.\n"
    "Mind the gap\n"
    "On the next day a boy found it under the mat of the old mayor's house.\n"
    "By Ann Smith\n"
)
DOCUMENT = Document("a.txt", TEXT)
HEADER = "file,start,end,label,quote,reason\n"


def row(label: str, stretch: str, **changes) -> Correction:
    start = TEXT.index(stretch)
    fields = {"file": "a.txt", "start": start, "end": start + len(stretch), "label": label, "quote": stretch}
    return Correction(**{**fields, "reason": "read it", "place": "mine.csv:2", **changes})


def correct(*rows: Correction) -> tuple[list[tuple[str, str]], list[str]]:
    """Give kinds and quotes of the boilerplate, and the first lines of the articles, of the text as corrected."""
    paragraphs = split_paragraphs(DOCUMENT)
    boilerplate = correct_boilerplate(DOCUMENT, find_boilerplate(DOCUMENT, paragraphs, [], codebook.default()), rows)
    articles = split_articles(DOCUMENT, paragraphs, boilerplate, [], codebook.default(), rows)
    assert all(TEXT[b.start : b.end] == b.quote for b in boilerplate)
    return [(b.kind, b.quote) for b in boilerplate], [TEXT[a.start : a.end].split("\n")[0] for a in articles]


BYLINE = ("source_credit", "By Ann Smith")


@pytest.mark.parametrize(
    ("rows", "boilerplate", "articles"),
    [
        ([], [BYLINE], ["A bridge"]),
        ([row("text", "By Ann Smith")], [], ["A bridge"]),
        ([row("thanks", "By Ann Smith")], [("thanks", "By Ann Smith")], ["A bridge"]),
        ([row("text", "Ann Smith")], [("source_credit", "By")], ["A bridge"]),
        ([row("forum_profile", "Mind the gap")], [("forum_profile", "Mind the gap"), BYLINE], ["A bridge"]),
        ([row("article", "Mind the gap")], [BYLINE], ["A bridge", "Mind the gap"]),
        ([row("article", "Mind the gap"), row("join", "Mind the gap")], [BYLINE], ["A bridge"]),
    ],
)  # fmt: skip
def test_corrections(rows, boilerplate, articles):
    assert correct(*rows) == (boilerplate, articles)


def test_corrected_rows_say_so():
    paragraphs = split_paragraphs(DOCUMENT)
    [stretch] = correct_boilerplate(DOCUMENT, [], [row("thanks", "By Ann Smith")])
    assert stretch.cues == ("correction",)
    articles = split_articles(DOCUMENT, paragraphs, [stretch], [], codebook.default(), [row("article", "Mind the gap")])
    assert articles[1].cues == ("correction",)


def test_corrections_of_other_files_are_left_alone():
    assert correct(row("text", "By Ann Smith", file="b.txt")) == ([BYLINE], ["A bridge"])


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row("text", "By Ann Smith", quote="By Bob"), "holds 'By Ann Smith'; expected the quote 'By Bob'"),
        (row("article", "the gap"), "no paragraph of text begins at 97; expected one"),
        (row("join", "A bridge"), "no article begins at 0 that could be joined"),
    ],
)
def test_what_cannot_be_applied_is_an_error(bad, message):
    with pytest.raises(CorrectionError, match="^mine.csv:2: .*" + re.escape(message)):
        correct(bad)


def test_a_file_of_corrections_is_read(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + 'a.txt,0,8,title_repeat,"A bridge",a page header\n', encoding="utf-8")
    assert read_corrections(path) == (
        Correction("a.txt", 0, 8, "title_repeat", "A bridge", "a page header", f"{path}:2"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: is empty; expected the header file,start,end,label,quote,reason"),
        ("file,start\n", ":1: the header is ['file', 'start']; expected"),
        (HEADER + "a.txt,0,8,headline,A bridge,x\n", ":2: label 'headline'; expected one of forum_profile"),
        (HEADER + "a.txt,8,0,text,A bridge,x\n", ":2: '8' to '0' is no span"),
        (HEADER + "a.txt,a,8,text,A bridge,x\n", ":2: 'a' to '8' is no span"),
        (HEADER + "a.txt,0,8,text,A bridge,\n", ":2: no reason"),
        (HEADER + "a.txt,0,8,text\n", ":2: 4 fields; expected 6"),
    ],
)
def test_a_bad_file_is_an_error_with_its_line(tmp_path, text, message):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError, match=re.escape(f"{path}{message}")):
        read_corrections(path)
