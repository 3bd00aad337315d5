"""References: whom sentences mean without a name, and holders of views who have none."""

import time

import pytest

from pakru.codebook import Codebook, default
from pakru.mentions import find_mentions
from pakru.mentions.references import resolve_mentions
from pakru.records import Repair, Sentence


def resolve(*texts, codebook=None, passages=()):
    codebook, sentences, start = codebook or default(), [], 0
    for number, text in enumerate(texts):
        passage = passages[number] if passages else 1
        sentences.append(Sentence("a.txt", "a-1", passage, number, start, start + len(text), text))
        start += len(text) + 1
    named = [mention for sentence in sentences for mention in find_mentions(sentence, codebook)]
    found = resolve_mentions(sentences, named, codebook)
    whole = " ".join(texts)
    assert all(whole[m.start : m.end] == m.quote for mentions in found for m in mentions)
    return [(m.quote, m.actor) for m in found[-1]]


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (["Erdogan spoke to Karzai.", "He was brief."], [("He", "TUR")]),
        (["The Iranian envoy spoke.", "She thanked Beijing."], [("She", "IRN")]),
        (["Karzai waited.", "Rain fell.", "His hat was wet."], [("His", "AFG")]),
        (["Ankara protested.", "Its ambassador left."], [("Its", "TUR")]),
        (["Tehran was asked.", "It refused to answer."], [("It", "IRN")]),
        (["Erdogan met Karzai.", "The president smiled."], [("The president", "TUR")]),
        (["Kabul waited.", "The ministry said nothing."], [("The ministry", "AFG")]),
    ],
)
def test_a_pronoun_or_an_office_stands_for_whom_was_told_first(texts, meant):
    assert resolve(*texts) == meant


def test_a_name_that_nobody_knows_is_no_reason_to_take_another():
    assert resolve("Karzai listened.", "Orla Byrne, a baker, coughed.", "She left.") == [("She", "OTHER")]


@pytest.mark.parametrize(
    ("texts", "actors"),
    [
        (["Iran and Turkey talked.", "Both sides agreed."], {"IRN", "TUR"}),
        (
            ["Iran wrote to Turkey.", "Iran wrote to China.", "Turkey wrote back.", "The two countries met."],
            {"IRN", "TUR"},
        ),
        (["Iran sent a note.", "Both countries slept."], set()),
        (["NATO and the Taliban met.", "Both sides left."], set()),
        (["China and India met.", "They parted."], {"CHN", "IND"}),
    ],
)
def test_both_sides_are_the_two_states_told_most(texts, actors):
    assert {actor for _, actor in resolve(*texts)} == actors


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (["We saw it."], [("We", "AUTHOR")]),
        (['"We saw it," said Erdogan.'], [("We", "TUR")]),
        (['"We saw it," said Erdogan; my cat did not.'], [("We", "TUR"), ("my", "AUTHOR")]),
        (['Erdogan said: "It rained.', 'We stayed."'], [("We", "TUR")]),
        (["Erdogan: It rained.", "We stayed."], [("We", "TUR")]),
        (["Byrne: It rained.", "We stayed."], []),
        (["ANKARA: It rained.", "We stayed."], [("We", "AUTHOR")]),
    ],
)
def test_we_is_who_speaks(texts, meant):
    assert resolve(*texts) == meant


def test_a_quotation_ends_with_its_paragraph():
    assert resolve('Erdogan: "It rained.', "We stayed.", passages=[1, 2]) == [("We", "TUR")], "a label goes on"
    assert resolve('"It rained," they said. "So', "We stayed.", passages=[1, 2]) == [("We", "AUTHOR")]


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (["Analysts differ."], [("Analysts", "OTHER")]),
        (["The opposition left."], [("opposition", "OTHER")]),
        (["NATO met.", "The alliance paused."], [("The alliance", "NATO")]),
        (["The alliance paused."], []),
        (["The SCO met.", "The organisation has a flag."], [("The organisation", "SCO")]),
    ],
)
def test_groups_without_a_name(texts, meant):
    assert resolve(*texts) == meant


@pytest.mark.parametrize("text", ["Ankara spoke.", "It rained.", "", "The road is long.", "He left."])
def test_what_means_nobody(text):
    assert resolve(text) == []


def test_unnamed_holders_are_no_names():
    assert "Analysts" not in [mention for mention, _ in resolve("Rain fell.")]
    sentence = Sentence("a.txt", "a-1", 1, 1, 0, 16, "Analysts differ.")
    assert find_mentions(sentence, default()) == []


def test_quotes_are_those_of_the_raw_text():
    repairs = (Repair("a.txt", 10, 17, "Turkeys", "Turkey's", "apostrophe", "name"),)
    sentence = Sentence("a.txt", "a-1", 1, 1, 10, 38, "Turkey's men came; he left it", repairs)
    found = resolve_mentions([sentence], find_mentions(sentence, default()), default())[0]
    assert [(m.quote, m.start) for m in found] == []
    analysts = Sentence("a.txt", "a-1", 1, 1, 10, 37, "Turkey's analysts came home", repairs)
    found = resolve_mentions([analysts], find_mentions(analysts, default()), default())[0]
    assert [(m.quote, m.start, m.end) for m in found] == [("analysts", 18, 26)]


def test_without_rows_nobody_is_meant():
    codebook = Codebook({"actors": (), "anaphors": ()})
    assert resolve("He and both sides left.", codebook=codebook) == []


@pytest.mark.parametrize("unit", ["he ", "Iran ", "we ", '" ', "analysts ", "both sides ", "Aa Bb ", "the "])
def test_hostile_text_takes_linear_time(unit):
    seconds = []
    for size in (10_000, 80_000):
        started = time.process_time()
        resolve(unit * (size // len(unit)))
        seconds.append(time.process_time() - started)
    assert seconds[1] < 20 * max(seconds[0], 0.02), seconds
