"""Signs of a stance: every row of cues and targets does what its examples say, and so do the finders."""

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.codebook import Codebook, default
from pakru.stances.openings import find_openings, split_choices
from pakru.stances.signs import find_cues, find_targets

CUES, TARGETS = default().table("cues"), default().table("targets")
EIGHT = {"drones", "afghan_settlement", "us_presence", "ties", "defence", "economy", "sco", "us_power"}


def only(table, row):
    """A codebook with this one row."""
    return Codebook({"cues": (), "targets": (), table: (row,)})


def cues(text):
    return [(cue.cue, cue.polarity) for cue in find_cues(text, default()) if cue.polarity != "none"]


def targets(text):
    return {(sign.target, sign.sign) for sign in find_targets(text, default())}


@pytest.mark.parametrize("row", CUES, ids=[row["cue"] for row in CUES])
def test_a_cue_is_in_its_example_and_not_in_the_other(row):
    assert [cue.cue for cue in find_cues(row["example"], only("cues", row))]
    assert not find_cues(row["not_example"], only("cues", row))


@pytest.mark.parametrize("row", TARGETS, ids=[f"{row['target']}-{row['kind']}-{row['example']}" for row in TARGETS])
def test_a_target_is_in_its_example_and_not_in_the_other(row):
    row = row | {"kind": "name"}  # an exclusion alone shows nothing
    assert find_targets(row["example"], only("targets", row))
    assert not find_targets(row["not_example"], only("targets", row))


@pytest.mark.parametrize("row", CUES, ids=[row["cue"] for row in CUES])
def test_no_other_row_hides_a_cue_in_its_example(row):
    assert row["cue"] in {cue.cue for cue in find_cues(row["example"], default())}


def test_columns_hold_the_words_that_are_agreed_on():
    frames = {"holder_before", "holder_after", "holder_possessive", "joint", "author", "none"}
    assert {row["frame"] for row in CUES} <= frames
    assert {row["polarity"] for row in CUES} == {"favor", "against", "none"}
    assert {row["basis"] for row in CUES} == {"words", "deeds", ""}
    assert {row["negation"] for row in CUES} <= {"flip", "keep", "cancel"}
    assert max(Counter(row["cue"] for row in CUES).values()) == 1
    assert {row["target"] for row in TARGETS} == EIGHT
    assert {row["kind"] for row in TARGETS} == {"name", "part", "anaphor", "exclusion"}
    assert {row["sign"] for row in TARGETS} == {"favor", "against"}


def test_each_target_has_names_parts_anaphors_and_exclusions():
    kinds = {(row["target"], row["kind"]) for row in TARGETS}
    assert kinds == {(target, kind) for target in EIGHT for kind in ("name", "part", "anaphor", "exclusion")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tashkent endorsed the bid.", [("endorse", "favor")]),
        ("Tashkent never endorsed the bid.", [("endorse", "against")]),
        ("They didn't object to it.", [("object_verb", "favor")]),
        ("He spoke, not she, and hailed it.", [("hail", "favor")]),
        ("It was not only hailed in Minsk.", [("hail", "favor")]),
        ("Oslo refused to condemn them.", [("refuse", "against"), ("condemn", "favor")]),
        ("It showed no enthusiasm.", [("eager", "against")]),
        ("The clerk wore a brown coat.", []),
    ],
)
def test_a_negation_turns_what_follows_in_its_clause(text, found):
    assert cues(text) == found


def test_the_holder_of_a_passive_verb_comes_after():
    frames = {
        cue.cue: cue.frame for cue in find_cues("The plan, praised by Oslo, was warmly welcomed by us.", default())
    }
    assert frames == {"praise_verb": "holder_after", "welcome_verb": "holder_after"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the US sanctions", ("us_power", "favor")),
        ("U.S. sanctions", ("us_power", "favor")),
        ("DRONE STRIKES GO ON", ("drones", "favor")),
        ("a withdrawal of foreign troops", ("us_presence", "against")),
        ("a multipolar world", ("us_power", "against")),
        ("the arms embargo", ("defence", "against")),
    ],
)
def test_targets_and_their_signs(text, told):
    assert told in targets(text)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Turkish drones over Karabakh", "drones"),
        ("Russian bases in Syria", "us_presence"),
        ("Iran-Russia ties", "ties"),
        ("the Indian S-400 deal", "defence"),
        ("the TAPI pipeline", "economy"),
        ("the NSG membership", "sco"),
        ("blood pressure", "us_power"),
        ("the talks on Kashmir", "afghan_settlement"),
    ],
)
def test_look_alikes_are_no_targets(text, target):
    assert target not in {found for found, _ in targets(text)}


def test_small_letters_keep_their_places():
    text = "İİİ Ankara condemned the drone strikes"
    assert [text[cue.start : cue.end] for cue in find_cues(text, default())] == ["condemned"]
    assert text[find_targets(text, default())[0].start :].startswith("drone strikes")


def test_patterns_of_a_user_may_have_capitals_and_groups():
    row = CUES[0] | {"cue": "mine", "pattern": r"(?:Bravo|(hip|HIP) Hooray)\b|US (go) home", "frame": "none"}
    codebook = Codebook({"cues": (row,), "targets": ()})
    texts = ["Bravo to all", "HIP HOORAY", "US go home", "us go home"]
    assert [len(find_cues(text, codebook)) for text in texts] == [1, 1, 1, 0]


def test_a_codebook_without_rows_finds_nothing():
    assert find_cues("They hailed it.", Codebook({"cues": (), "targets": ()})) == []
    assert find_targets("drone strikes", Codebook({"cues": (), "targets": ()})) == []


PIECES = st.sampled_from(
    ["a", "b", "[cd]", r"\w", "(?:a|b)", "(?:a)?", "b?", "c{0,2}", "(?=a)", "(?!b)", r"\.", "(c)", "d+"]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=4), min_size=1, max_size=3), st.text("abcd.", max_size=6))
def test_a_match_begins_with_an_opening(choices, text):
    pattern = "|".join(map("".join, choices))
    match = re.match(pattern, text)
    assert split_choices(pattern) == ["".join(choice) for choice in choices]
    if match:
        assert find_openings(pattern) & {match[0][:1], ""}


@pytest.mark.parametrize(
    "unit",
    ["drone ", "a", "not ", "of the ", "joint exercise ", "Moscow and ", "a b ", "'", "\n", "-to-", "the ", "US "],
)
@pytest.mark.parametrize("find", [find_cues, find_targets])
def test_hostile_text_takes_linear_time(find, unit):
    find(unit * 100, default())
    seconds = []
    for size in (5_000, 40_000):
        started = time.process_time()
        find(unit * (size // len(unit)), default())
        seconds.append(time.process_time() - started)
    assert seconds[1] < 20 * max(seconds[0], 0.02), seconds
