"""Mentions: which actors a sentence names, and where."""

import time

import pytest

from pakru.codebook import Codebook, default
from pakru.mentions import find_mentions
from pakru.records import Repair, Sentence


def name(text, codebook=None, repairs=(), start=0, end=None):
    sentence = Sentence("a.txt", "a-1", 1, 1, start, start + len(text) if end is None else end, text, repairs)
    return [(m.quote, m.actor) for m in find_mentions(sentence, codebook or default())]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Russia and Pakistan met in New Delhi.", [("Russia", "RUS"), ("Pakistan", "PAK"), ("New Delhi", "IND")]),
        ("Russian Federation", [("Russian Federation", "RUS")]),
        ("Soviet Union's aid", [("Soviet Union", "RUS")]),
        ("Islamabad-Moscow ties", [("Islamabad", "PAK"), ("Moscow", "RUS")]),
        ("The U.S. and the U.S.S.R. talked.", [("U.S.", "USA"), ("U.S.S.R.", "RUS")]),
        ("(Lavrov)", [("Lavrov", "RUS")]),
        ("Foreign Minister Hina Rabbani Khar", [("Hina Rabbani Khar", "PAK")]),
    ],
)
def test_actors_are_found_by_their_aliases(text, named):
    assert name(text) == named


@pytest.mark.parametrize("text", ["", "They told us so.", "russia", "Prussia", "Moscowite2", "Iranian2", "the sco"])
def test_what_names_nobody(text):
    assert name(text) == []


def test_the_longest_alias_wins_and_none_overlaps(tmp_path):
    (tmp_path / "actors.csv").write_text(
        "actor,alias,sort,reason\nETH,Addis,seat,short\nETH,Addis Ababa,seat,capital\nKEN,Ababa,person,a name\n"
        "SOM,al-Shabaab,organ,small letter\nTUR,İstanbul,seat,another alphabet\nRUS,Москва,seat,another alphabet\n"
    )
    codebook = Codebook.read(tmp_path)
    text = "Addis Ababa, İstanbul and Москва on al-Shabaab; Addis too."
    assert name(text, codebook) == [
        ("Addis Ababa", "ETH"),
        ("İstanbul", "TUR"),
        ("Москва", "RUS"),
        ("al-Shabaab", "SOM"),
        ("Addis", "ETH"),
    ]


def test_quotes_are_those_of_the_raw_text():
    repairs = (Repair("a.txt", 17, 25, "Pakistan", "Pakistan", "other", "none"),)
    assert name("Russia spoke and Pakistan listened", repairs=repairs) == [("Russia", "RUS"), ("Pakistan", "PAK")]
    glued = (Repair("a.txt", 10, 21, "SovietUnion", "Soviet Union", "space", "glued"),)
    assert name("Soviet Union spoke", repairs=glued, start=10, end=27) == [("SovietUnion", "RUS")]


@pytest.mark.parametrize("unit", ["A.", "Russia", "Russia ", "New ", "New Delhi", "U.S", "a"])
def test_hostile_text_takes_linear_time(unit):
    seconds = []
    for size in (50_000, 400_000):
        started = time.process_time()
        name(unit * (size // len(unit)))
        seconds.append(time.process_time() - started)
    assert seconds[1] < 20 * max(seconds[0], 0.02), seconds
