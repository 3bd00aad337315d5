"""Where sentences end: golden cases as data, and laws for every text."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.ledger import replay
from pakru.records import Passage, Repair
from pakru.sentences import sentence_spans, split_sentences

CASES = (Path(__file__).parent / "cases" / "sentences.txt").read_text(encoding="utf-8").splitlines()

# what the splitter looks for, so that random texts reach its corners
PIECES = st.sampled_from(
    [*"abIAV .?!…\"'”“()[]1-–:;,\n\t\u00a0", *"Mr. U.S. etc. No. Jan. The Khan said asked Yahoo! 3.5".split()]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


def split(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("case", [line for line in CASES if not line.startswith("#")])
def test_golden_cases(case):
    assert split(case.replace("|", " ").replace("‖", "")) == re.split(r"[|‖]", case)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n ", []),
        ("...", ["..."]),
        ("No stop at all", ["No stop at all"]),
        ("A heading \n\nHe left. They stayed.\n", ["A heading", "He left.", "They stayed."]),
        ("He came to Lahore on July\n3, 2017. They met.", ["He came to Lahore on July\n3, 2017.", "They met."]),
        ('He left. "', ['He left. "']),
    ],
)
def test_white_space_and_empty_lines(text, sentences):
    assert split(text) == sentences


@given(TEXTS)
def test_only_white_space_lies_between_sentences(text):
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    ends = [0, *(end for _, end in sentence_spans(text)), len(text)]
    starts = [0, *(start for start, _ in sentence_spans(text)), len(text)]
    assert all(end <= start for end, start in zip(ends[:-1], starts[1:], strict=True))


@given(TEXTS)
def test_a_sentence_is_one_sentence(text):
    for sentence in split(text):
        assert split(sentence) == [sentence]
        assert sentence == sentence.strip()


@given(st.lists(st.tuples(PIECES, st.one_of(st.none(), PIECES, st.just(""))), max_size=30), st.integers(0, 50))
def test_sentences_of_a_repaired_passage_replay_from_the_raw_text(pieces, start):
    passage, raw = make_passage(pieces, start)
    done = start
    for sentence in split_sentences(passage):
        assert done <= sentence.start <= sentence.end <= passage.end
        source = raw[sentence.start - start : sentence.end - start]
        assert replay(source, sentence.repairs, sentence.start) == sentence.text
        done = sentence.end


def make_passage(pieces, start):
    """Make a passage of pieces, each of them raw text and what it was repaired to (None: left as it is)."""
    raw, repairs = "", []
    for quote, repaired in pieces:
        if repaired is not None and repaired != quote:
            at = start + len(raw)
            repairs.append(Repair("a.txt", at, at + len(quote), quote, repaired, "other", "test"))
        raw += quote
    text = replay(raw, repairs, start)
    return Passage("a.txt", "a-1", 1, start, start + len(raw), text, tuple(repairs)), raw


def test_a_repair_that_two_sentences_share_is_cut():
    pieces = [("Of ", None), ("Pakistans.Russia", "Pakistan's. Russia"), (" left.", None)]
    first, second = split_sentences(make_passage(pieces, 100)[0])
    assert (first.start, first.end, first.text) == (100, 113, "Of Pakistan's.")
    assert [(r.quote, r.repaired) for r in first.repairs] == [("Pakistans.", "Pakistan's.")]
    assert (second.start, second.end, second.text, second.repairs) == (113, 125, "Russia left.", ())


def test_sentences_are_numbered_and_know_their_passage():
    passage = Passage("b.txt", "b-2", 7, 40, 58, "He left. They came.")
    found = [(s.file, s.article, s.passage, s.sentence, s.start, s.end) for s in split_sentences(passage)]
    assert found == [("b.txt", "b-2", 7, 1, 40, 48), ("b.txt", "b-2", 7, 2, 49, 59)]


HOSTILE = [".", ". ", "a. ", '."', "[1", "\n ", "A.B", '?" Khan Khan Khan ', ".[1][1", "a", "a! - ", "("]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("before", ["", "(" * 1000, "a. " * 1000])
def test_half_a_megabyte_of_hostile_text_takes_seconds(piece, before):
    begin = time.process_time()
    sentence_spans(before + piece * (500_000 // len(piece)))
    assert time.process_time() - begin < 5
