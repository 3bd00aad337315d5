"""Paragraphs: lines that stay apart, lines that belong together, and laws that hold for any text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.paragraphs import split_paragraphs
from pakru.records import Document

WRAPPED = (
    "The ferry that was to sail on Monday lies in the yard, and\n"
    "nobody can say when it will leave. The harbour master has\n"
    "written two letters to the company, which has answered the\n"
    "first of them."
)
SHORT_END = (
    "It was not the engine, he wrote, and it was not the crew.\n"
    "The mayor was asked on the next day whether he had known of\n"
    "it, and he said that he had read of it in the newspaper, as\n"
    "everybody had."
)


def split(text: str) -> list[str]:
    return [text[p.start : p.end] for p in split_paragraphs(Document("a.txt", text))]


APART = [
    ("a line is a paragraph", "A visit\nThe minister came.\n", ["A visit", "The minister came."]),
    ("blank lines belong to none", "\n\n  One. \n \t\n\nTwo.\n", ["One.", "Two."]),
    ("any line end", "One.\r\nTwo.\rThree.\u2028Four.", ["One.", "Two.", "Three.", "Four."]),
    (
        "a profile",
        "rafi\nFULL MEMBER\nJoined: Mar 2011\nPosts: 12",
        ["rafi", "FULL MEMBER", "Joined: Mar 2011", "Posts: 12"],
    ),
    (
        "a list",
        "1990: the loan\n1992: the second loan\n1998: the bill",
        ["1990: the loan", "1992: the second loan", "1998: the bill"],
    ),
    ("a chat in small letters", "lol no\nyes they did\nno way", ["lol no", "yes they did", "no way"]),
    ("a heading above wrapped lines", f"No sailing\n\n{WRAPPED}", ["No sailing", WRAPPED]),
    ("a credit right below wrapped lines", f"{WRAPPED}\nPhoto: Olav Hauge", [WRAPPED, "Photo: Olav Hauge"]),
    (
        "a title right above wrapped lines",
        f"No sailing before the herring are in\n{WRAPPED}",
        ["No sailing before the herring are in", WRAPPED],
    ),
    (
        "a byline inside a wrapped block",
        f"No sailing\nby Olav Hauge\n{WRAPPED}",
        ["No sailing", "by Olav Hauge", WRAPPED],
    ),
]
TOGETHER = [
    ("hard wraps", WRAPPED, [WRAPPED]),
    ("two wrapped paragraphs", f"{WRAPPED}\n\n{SHORT_END}", [WRAPPED, SHORT_END]),
    ("the last line of a paragraph is short", f"{WRAPPED}\n{SHORT_END}", [WRAPPED, SHORT_END]),
    ("a lone first word", f"{WRAPPED}\nMeanwhile\n{SHORT_END}", [WRAPPED, f"Meanwhile\n{SHORT_END}"]),
    ("a lone word of a title", f"Bulk.\nA new era of ferries, and of larger bills:\n\n{WRAPPED}",
     ["Bulk.\nA new era of ferries, and of larger bills:", WRAPPED]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "paragraphs"), [row[1:] for row in APART + TOGETHER], ids=[row[0] for row in APART + TOGETHER]
)
def test_paragraphs(text, paragraphs):
    assert split(text) == paragraphs


@given(st.text(st.sampled_from("ab A.\n\r\t:\u2028"), max_size=80) | st.text(max_size=200))
def test_every_sign_is_in_one_paragraph_or_none(text):
    paragraphs = split_paragraphs(Document("a.txt", text))
    assert [p.start for p in paragraphs] == sorted(p.start for p in paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(paragraphs))
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() != "" for p in paragraphs)
    assert "".join("".join(text[p.start : p.end].split()) for p in paragraphs) == "".join(text.split())


@given(st.lists(st.sampled_from(["A visit", WRAPPED, SHORT_END, "rafi", "No."]), max_size=6))
def test_splitting_twice_is_splitting_once(parts):
    once = split("\n\n".join(parts))
    assert split("\n\n".join(once)) == once


@pytest.mark.parametrize("unit", [" ", "\n", "a ", "a\n", "a  \n", "\r", ". \n", "A" * 70 + "\nb"])
def test_hostile_texts_take_no_longer(unit):
    begin = time.perf_counter()
    split_paragraphs(Document("a.txt", unit * (300_000 // len(unit))))
    assert time.perf_counter() - begin < 4
