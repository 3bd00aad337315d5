"""Repairs: golden cases, clean texts that must stay, the laws of the ledger, and time on hostile text."""

import csv
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.codebook import default
from pakru.ledger import Edit, compose, trim_edit
from pakru.records import Repair
from pakru.repairs import NORMALISATIONS, OffsetMap, repair, replay, undo
from pakru.repairs.evidence import Evidence
from pakru.repairs.lexicon import read_lexicon

HERE = Path(__file__).parent
with (HERE / "repairs.csv").open(encoding="utf-8", newline="") as handle:
    CASES = list(csv.DictReader(handle))
CLEAN = sorted((HERE / "clean").glob("*.txt"))

# what the rules look for, so that random texts reach their corners
PIECES = st.sampled_from(
    "Russias|stand|Lavrovs|Lavrov|the|two|countries|desire|this|delegations|visit|wasnt|its|a|Its|were|theyhad|Soviet"
    "|Union|SovietUnion|relationshipdespite|U|S|3|5|.|,|;|?|\"|'|’|“|”|(|)|-| | |  |\n|\r\n|-\n|\u00a0|\u00ad|\u200b"
    "|&amp;|&#39;|&nbsp;|&|â€™|Ã©|n't|'s|years|last|Khan|Khans|Mr|in-laws|own|\t|é|Ж".split("|")
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=30).map(" ".join), st.text())


def faults(text: str) -> list[Repair]:
    return [row for row in repair(text)[1] if row.kind not in NORMALISATIONS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text_in"][:40])
def test_golden_case(case):
    clean, ledger = repair(case["text_in"])
    assert clean == case["text_out"], case["reason"]
    assert {row.rule for row in ledger} >= ({case["rule"]} if case["rule"] else set())


def test_half_of_the_golden_cases_must_not_change():
    kept = [case for case in CASES if case["text_in"] == case["text_out"]]
    assert 2 * len(kept) >= len(CASES)
    assert all(not case["rule"] for case in kept)


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_text_stays(path):
    text = path.read_text("utf-8")
    for paragraph in text.split("\n"):
        clean, ledger = repair(paragraph, context=Evidence(text))
        assert (clean, ledger) == (paragraph, ())


def test_there_are_enough_clean_texts():
    assert len(CLEAN) >= 20


@given(TEXTS, st.integers(0, 1000))
def test_ledger_replays_and_undoes(text, start):
    clean, ledger = repair(text, "a.txt", start)
    assert replay(text, ledger, start) == clean
    assert undo(clean, ledger, start) == text
    ends = [start, *(row.end for row in ledger)]
    for row, before in zip(ledger, ends, strict=False):
        assert before <= row.start <= row.end <= start + len(text)
        assert row.quote == text[row.start - start : row.end - start] != row.repaired


@given(TEXTS)
def test_repairs_of_a_repaired_text_are_none(text):
    context = Evidence(text)  # the evidence of the raw document, as in the line
    assert repair(repair(text, context=context)[0], context=context)[1] == ()


@given(TEXTS, st.integers(0, 50), st.data())
def test_offsets_map_both_ways(text, start, data):
    clean, ledger = repair(text, "a.txt", start)
    offsets = OffsetMap(start, start + len(text), ledger)
    assert offsets.length == len(clean)
    first = data.draw(st.integers(0, len(clean)))
    last = data.draw(st.integers(first, len(clean)))
    raw = offsets.raw_span(first, last)
    assert start <= raw[0] <= raw[1] <= start + len(text)
    changed = [(row.start, row.end) for row in ledger]
    if not any(begin <= raw[1] and raw[0] <= end for begin, end in changed):
        assert text[raw[0] - start : raw[1] - start] == clean[first:last]
        assert offsets.clean_span(*raw) == (first, last)


def test_sentence_end_in_a_repair_maps_behind_the_full_stop():
    _, ledger = repair("It fell on Russia.Any plan", start=100)
    offsets = OffsetMap(100, 126, ledger)
    assert offsets.raw_span(0, 18) == (100, 118)
    assert offsets.raw_span(19, 27) == (118, 126)
    assert offsets.clean_span(118, 126) == (19, 27)


@pytest.mark.parametrize(
    ("quote", "repaired", "trimmed"),
    [
        ("Russia.Any", "Russia. Any", (7, 3)),
        ("  ", " ", (1, 0)),
        ("aa", "aaa", (2, 0)),
        ("Its", "It's", (2, 1)),
        ("", "x", (0, 0)),
    ],
)
def test_shortest_edit(quote, repaired, trimmed):
    assert trim_edit(quote, repaired) == trimmed


@pytest.mark.parametrize(
    ("raw", "start", "message"), [("Russians stand", 0, "expected 'Russias'"), ("Russias", 3, "expected 'Russias'")]
)
def test_replay_names_what_is_not_there(raw, start, message):
    with pytest.raises(ValueError, match=message):
        replay(raw, [Repair("a.txt", 0, 7, "Russias", "Russia's", "apostrophe", "name")], start)


EDITS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.text("xy", max_size=3)), max_size=6)


def as_edits(steps, length):
    edits, at = [], 0
    for gap, size, new in steps:
        start, at = at + gap, at + gap + size
        if at <= length:
            edits.append(Edit(start, at, new, "space", "test"))
    return edits


def apply(text, edits):
    rows = [Repair("", e.start, e.end, text[e.start : e.end], e.new, e.kind, e.rule) for e in edits]
    return replay(text, rows)


@given(st.text("abc", max_size=20), EDITS, EDITS)
def test_composed_edits_do_what_both_did(text, first, second):
    first = as_edits(first, len(text))
    between = apply(text, first)
    second = as_edits(second, len(between))
    assert apply(text, compose(between, first, second)) == apply(between, second)


def test_every_repair_of_a_text_is_listed_with_its_rule():
    assert [(row.quote, row.repaired, row.kind) for row in faults("The armys offer to Oslo.It wasnt enough.")] == [
        ("armys", "army's", "apostrophe"),
        ("Oslo.It", "Oslo. It", "space"),
        ("wasnt", "wasn't", "apostrophe"),
    ]


@pytest.mark.parametrize(
    "unit", ["a.b.c.", "'s", "&&&&", "a", " ", "- ", "Russias ", "&amp;", "’", "x-\n", '"a', "U.S.The ", "â€™"]
)
def test_hostile_text_takes_linear_time(unit):
    short, long = unit * (5_000 // len(unit)), unit * (40_000 // len(unit))
    repair(short)
    started = process_time()
    repair(short)
    once = process_time() - started
    started = process_time()
    repair(long)
    assert process_time() - started < 30 * once + 0.1  # quadratic time would take 64 times as long


def test_word_list_is_sound():
    lexicon = read_lexicon()
    assert len(lexicon.tags) > 100_000
    assert all(set(tag.upper()) <= set("NPVZDGARMHO") for tag in lexicon.tags.values())
    assert {"Wales", "Maldives", "Emirates"} <= lexicon.names


def test_patterns_of_contractions_compile():
    from pakru.repairs.contractions import contractions

    assert len(contractions(default())) > 70
