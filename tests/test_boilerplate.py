"""Boilerplate: every pattern on its example, composed pages line by line, and texts in which there is none."""

import re
from itertools import pairwise

import pytest
from composed import PAGES, code, label_lines, read_page, time_growth
from hypothesis import given
from hypothesis import strategies as st

from pakru import codebook
from pakru.boilerplate.cues import SCOPES, Cue, compile_cues
from pakru.boilerplate.lines import is_prose
from pakru.codebook import Codebook, CodebookError

CUES = compile_cues(codebook.default())
TABLE = codebook.default().table("boilerplate")
KINDS = set(
    "forum_profile subscribe_list date_header title_repeat source_credit author_bio disclaimer comment_form "
    "related_links thanks".split()
)


def find(cue: Cue, text: str) -> bool:
    """Say whether the pattern of a cue fits a text as its scope asks for."""
    seek = re.search if cue.scope == "tail" else re.match
    end = "" if cue.scope == "head" else r"\Z"
    return seek(f"(?:{cue.pattern}){end}", text, re.IGNORECASE) is not None


def pair_rows():
    """Give each row of the table with its cue."""
    rows = {scope: iter(CUES.rows[scope]) for scope in SCOPES}
    return [(row, next(rows[row["scope"]])) for row in TABLE]


def test_each_pattern_fits_its_example():
    fitting = {(row["cue"], row["example"]) for row, cue in pair_rows() if find(cue, row["example"])}
    assert {(row["cue"], row["example"]) for row in TABLE} - fitting == set()


def test_no_pattern_fits_what_it_must_not():
    assert [
        row["not_example"] for row, cue in pair_rows() if row["not_example"] and find(cue, row["not_example"])
    ] == []


def test_kinds_and_scopes_are_known():
    assert {row["kind"] for row in TABLE} == KINDS
    assert {row["scope"] for row in TABLE} == set(SCOPES)


def test_each_fragment_fits_its_example():
    for row in codebook.default().table("fragments"):
        book = {
            "boilerplate": ({"cue": "x", "kind": "", "scope": "line", "pattern": "{" + row["name"] + "}"},),
            "cues": (),
        }
        cues = compile_cues(Codebook({**codebook.default().tables, **book}))
        assert cues.match("line", row["example"]), row["name"]


def test_each_opening_fits_its_example():
    rows = [row for row in codebook.default().table("cut_cues") if row["pattern"]]
    assert all(CUES.match_opening(row["cue"], row["example"], 0) for row in rows)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"scope": "page"}, "scope 'page'; expected one of line, edge"),
        ({"pattern": "by {persom}"}, "no fragment 'persom'; expected one of month"),
        ({"pattern": "by (me|you)"}, "a bare group in its pattern"),
    ],
)
def test_a_row_that_cannot_be_used_is_an_error(change, message):
    row = {"cue": "mine", "kind": "thanks", "scope": "line", "pattern": "x"} | change
    book = Codebook({**codebook.default().tables, "boilerplate": (row,)})
    with pytest.raises(CodebookError, match=re.escape(message)):
        compile_cues(book)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_composed_pages(page):
    labels, text = read_page(page.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip()]
    assert list(zip(label_lines(text), lines, strict=True)) == list(zip(labels, lines, strict=True))


TEXT = "The bridge was closed on Monday, and nobody in the town could say who had the key."
NO_BOILERPLATE = [
    ["What the river said", TEXT, "Nobody moved.", "They leak.", "Rain again."],
    ["A question of water", TEXT, "What happens next?", TEXT + " Nobody asked.", "What not to do", TEXT],
    [TEXT, "He said:", '"We shall see."', TEXT],
    [TEXT, "- Share the burden fairly.", "- Follow the money.", "- Print less.", TEXT],
    ["Five things to know", "1. Water is short.", "2. Power is short as well.", "3. Tempers are shorter still."],
    ["A short history", "May 1998: The bridge is planned.", "June 2001: It is paid for.", "2009: It is not there."],
    [TEXT, "3 May 2018", TEXT + " He left.", "7 June 2018", TEXT + " She stayed."],
    [TEXT, "Related to this is the question of gas. Nobody has answered it.", TEXT],
    [TEXT, "Thanks to the army the road is open, and so is the market.", TEXT],
    [TEXT, "The writer in him rebelled, and the clerk in him went to bed.", TEXT],
    [TEXT, "Comments by the governor were of no use to the farmers of the valley.", TEXT],
    [TEXT, "Members of the council met on May 3, 2018, and again in June.", TEXT],
    [TEXT, "Subscribers of the old gazette will remember him.", "The published figures differ.", TEXT],
    [TEXT, "The views of both ministers were known, and neither expressed them.", TEXT],
    [TEXT, "More in sorrow than in anger", TEXT, "Next week the council meets again."],
    ["Thirty-four drown as ferry capsizes", TEXT, "Read more books, she told them. Leave a light on."],
    ["Sources: Ferries to be sold!", TEXT, "The offer does not represent a change of heart, she added in the end."],
    ["Minister and 40 others stranded on ice", "They were found two days ago", TEXT],
    ["THE PRESIDENT: Good morning, everybody.", "Q And the bridge?", "THE PRESIDENT: It is shut."],
    ["GHENT: The bridge was closed on Monday, and nobody in the town could say who had the key."],
    ["GHENT, where the council met on Monday, has no bridge that could be closed at night any more."],
    [TEXT + " The pact (a treaty) was signed by four (all of them tired)."],
    ["By Friday the level had fallen by a foot.", TEXT, "By the river there is a bench.", TEXT],
]  # fmt: skip


@pytest.mark.parametrize("lines", NO_BOILERPLATE, ids=lambda lines: lines[0][:40])
def test_ordinary_texts_have_none(lines):
    boilerplate, articles = code("\n".join(lines))
    assert [(stretch.kind, stretch.quote) for stretch in boilerplate] == []
    assert len(articles) == 1


INSIDE = [
    ("a date in front", f"date 2016-02-29 {TEXT}", "date 2016-02-29", "date_header"),
    ("place and day in front", f"GHENT, June 20: {TEXT}", "GHENT, June 20:", "date_header"),
    ("place and full day in front", f"GHENT, 28 March 2014. {TEXT}", "GHENT, 28 March 2014.", "date_header"),
    ("an agency behind", f"{TEXT} (Reuters)", "(Reuters)", "source_credit"),
    ("an agency's short name behind", f"{TEXT} - APP", "- APP", "source_credit"),
    ("a paper behind", f"{TEXT} Published in The Valley Post, May 3rd, 2018.",
     "Published in The Valley Post, May 3rd, 2018.", "source_credit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "kind"), [row[1:] for row in INSIDE], ids=[row[0] for row in INSIDE])
def test_inside_a_paragraph(text, quote, kind):
    boilerplate, [article] = code(text)
    assert [(stretch.quote, stretch.kind) for stretch in boilerplate] == [(quote, kind)]
    assert text[article.start : article.end] == TEXT


def test_a_dateline_below_a_byline_is_the_reporters():
    boilerplate, _ = code(f"The bridge\nBy Olav Hauge\nGHENT, June 20 - {TEXT}")
    assert [stretch.quote for stretch in boilerplate] == ["By Olav Hauge"]


PROSE = [
    "It fell on Friday, and nobody in the house was surprised.",
    "Moderator: One question each, please.",
    "so " * 20,
]
NO_PROSE = ["A visit", "Who was surprised?", "It fell.", "Whose war is it: ours, or that of the neighbours?", "a@b.org"]


def test_what_reads_as_prose():
    assert [text for text in PROSE if not is_prose(text)] == []
    assert [text for text in NO_PROSE if is_prose(text)] == []


LINES = [
    "rafi_9",
    "FULL MEMBER",
    "3 May 2018",
    "By Olav Hauge",
    "A visit to the sea",
    TEXT,
    "Share",
    "Leave a Reply",
    "rafi_9 said:",
    "Related:",
]


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=14).map("\n".join))
def test_quotes_stand_at_their_spans_and_nothing_overlaps(text):
    boilerplate, articles = code(text)
    assert all(text[b.start : b.end] == b.quote and b.quote.strip() == b.quote != "" for b in boilerplate)
    assert all(b.kind in KINDS and b.cues for b in boilerplate)
    assert all(a.end <= b.start for a, b in pairwise(boilerplate))
    assert all(a.start < a.end and text[a.start : a.end].strip() for a in articles)
    assert all(a.end <= b.start for a, b in pairwise(articles))
    assert not any(b.start <= a.start < b.end or b.start < a.end <= b.end for a in articles for b in boilerplate)


@pytest.mark.parametrize(
    "unit",
    ["a ", "A ", "A-", "1 ", "| a ", "\n", "rafi_9\n", "rafi_9 said:\n", "3 May 2018\nThanks!\n", "Share ", "By A. B. ",
     "FULL MEMBER\nAb\n", "Ab, Cd\n" + TEXT + "\n", TEXT + "\n", "Related:\nAb cd ef\n", "The Ab of ", "(", "Q: a?\n"],
)  # fmt: skip
def test_hostile_texts_take_linear_time(unit):
    seconds = time_growth(unit)
    assert seconds[1] < max(1.0, 10 * seconds[0])


def test_what_stands_below_the_text_of_an_unknown_site():
    unknown = ["Mr Hauge farms trout in Lom.", "Our earlier leader: Bolts", "All about keys"]
    lines = ["The bridge", "By Olav Hauge", TEXT, TEXT + " He sighed.", *unknown]
    boilerplate, [article] = code("\n".join(lines))
    assert [stretch.kind for stretch in boilerplate] == [
        "source_credit",
        "author_bio",
        "related_links",
        "related_links",
    ]
    assert article.end == len("\n".join(lines[:4]))


ENDS = [
    ["Hauge said that he would not go."],
    ["Mr Hauge's boat was late."],
    ["The writer in him had won."],
    ["Rain fell", "Nobody moved"],
    ["(They rose.)"],
    ["The views of the river are best from the mill."],
    ["He is a poor man, and he knows it."],
]


@pytest.mark.parametrize("lines", ENDS, ids=lambda lines: lines[0])
def test_last_lines_that_are_text(lines):
    boilerplate, _ = code("\n".join(["The bridge", "By Olav Hauge", TEXT, *lines]))
    assert [stretch.quote for stretch in boilerplate] == ["By Olav Hauge"]


def test_notes_in_the_line_of_the_last_paragraph():
    notes = "(The writer is a retired pilot.) The views expressed are his own."
    boilerplate, [article] = code(f"The bridge\n{TEXT}\n{TEXT} {notes}")
    assert [stretch.kind for stretch in boilerplate] == ["author_bio", "disclaimer"]
    assert article.end == len(f"The bridge\n{TEXT}\n{TEXT}")
