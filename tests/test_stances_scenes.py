"""Scenes and features: who is in a sentence, what is carried over, what the coder is told of it. Own small texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.codebook import default
from pakru.stances.cellfeatures import POLARITIES, Reading, describe_cells, to_odds
from pakru.stances.scenes import MEMORY, Line, Scene, look_at, stem
from pakru.stances.sentencefeatures import describe_pair, describe_sentence
from pakru.stances.wordings import find_wording


def look(*texts: str, title: str = "") -> list[Scene]:
    return look_at(title, [Line(text, 1) for text in texts], default())


def look_last(*texts: str, title: str = "") -> Scene:
    return look(*texts, title=title)[-1]


def cells_of(text: str, holder: str, target: str, heads=None, before: str = "It rained."):
    return {
        cell[2]: features
        for cell, features in describe_cells(Reading(look_last(before, text), heads or {}), [holder], [target])
    }


@pytest.mark.parametrize(
    ("texts", "actors"),
    [
        (["Lavrov landed.", "He spoke."], ("RUS",)),
        (["Lavrov landed.", "It rained."], ()),
        (["Moscow and Islamabad talked.", "Both sides agreed."], ("PAK", "RUS")),  # in one place: by their ids
        (["Delhi and Moscow and Delhi again."], ("IND", "RUS")),
        (["Kabul spoke.", "Moscow spoke.", "Its envoy left."], ("RUS",)),
        (["Some analysts doubted it."], ("OTHER",)),
    ],
)
def test_who_is_in_a_sentence(texts, actors):
    assert look_last(*texts).actors == actors


def test_a_person_stands_where_its_word_stands():
    text = "On Monday Moscow, unlike Delhi, spoke."
    assert [text[one.start : one.end] for one in look_last(text).people] == ["Moscow", "Delhi"]
    assert all(one.named for one in look_last(text).people)
    meant = look_last("Lavrov landed.", "Yesterday he spoke.").people
    assert [(one.start, one.end, one.named) for one in meant] == [(10, 12, False)]


def test_targets_are_carried_from_before_and_from_the_title():
    scenes = look("The drone strikes went on.", "It rained.", "Nobody liked that.", title="The SCO at ten")
    assert scenes[0].carried == ("sco",)
    assert scenes[2].carried == ("drones", "sco")


def test_what_is_named_last_is_carried_first():
    assert look_last("Drone strikes went on.", "The SCO met.", "It rained.").carried == ("sco", "drones")


def test_memory_ends():
    far = ["Drone strikes went on."] + ["It rained."] * MEMORY
    assert "drones" in look(*far)[-1].carried
    assert "drones" not in look_last(*far, "It rained.").carried


def test_a_scene_knows_those_before_the_nearest_first():
    assert [one.text for one in look("One.", "Two.", "Three.")[2].before] == ["Two.", "One."]


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=20))
def test_no_sentence_is_lost(texts, title):
    scenes = look(*texts, title=title)
    assert [scene.text for scene in scenes] == texts
    for scene in scenes:
        assert all(0 <= one.start < one.end <= len(scene.text) for one in (*scene.people, *scene.cues, *scene.targets))


@given(st.text(max_size=40))
def test_a_scene_does_not_hang_on_those_after_it(text):
    alone, first = look("Moscow hailed the pact.")[0], look("Moscow hailed the pact.", text)[0]
    assert describe_sentence(alone) == describe_sentence(first)


@given(st.from_regex(r"[A-Za-z]{1,14}(?:'s)?", fullmatch=True))
def test_a_stem_is_short_and_small(word):
    assert stem(word) == stem(word).lower()
    assert len(stem(word)) <= len(word)
    assert stem(word.upper()) == stem(word)


@pytest.mark.parametrize(
    ("texts", "features", "lacks"),
    [
        (
            ["Moscow opposed drone strikes."],
            ["oppos_", "drone strik_", "RUS", "RUS first", "cue against", "on drones name favor", "with drones: RUS"],
            ["cue favor", "with drones: none", "PAK"],
        ),
        (["Moscow did not oppose drone strikes."], ["cue not"], ["cue against", "with drones: against"]),
        (["Moscow and Delhi spoke."], ["IND and RUS", "RUS first"], ["RUS and IND", "IND first"]),
        (["Drone strikes went on.", "Moscow condemned that."], ["carried drones: against"], ["with drones: against"]),
        (["Moscow spoke.", "It rained."], ["RUS 1 before", "sentence 1"], ["RUS", "sentence 0"]),
    ],
)
def test_a_sentence_has_the_features_that_one_expects(texts, features, lacks):
    found = describe_sentence(look_last(*texts))
    assert set(features) <= set(found)
    assert not set(lacks) & set(found)


def test_what_is_carried_counts_for_less_than_what_is_said():
    found = describe_sentence(look_last("Drone strikes went on.", "Moscow condemned that."))
    assert 0 < found["carried drones: against"] < found["cue against"] == 1


def test_a_target_beside_another_is_carried_apart():
    alone = describe_sentence(look_last("Drone strikes went on.", "Moscow condemned that."))
    beside = describe_sentence(look_last("Drone strikes went on.", "Moscow condemned the gas pipeline."))
    assert "carried 0 drones alone" in alone
    assert "carried 0 drones beside another" in beside


@given(st.lists(st.sampled_from(["Moscow", "condemned", "hailed", "drone strikes", "not", "it", ","]), max_size=8))
def test_saying_it_twice_adds_no_sign(words):
    def signs(text: str) -> set[str]:
        return set(describe_pair(look(text)[0], "drones"))

    once, twice = " ".join(words), ". ".join([" ".join(words)] * 2)
    assert signs(once) <= signs(twice)


def test_a_target_that_is_not_there_has_no_pair():
    assert describe_pair(look("Moscow hailed the gas pipeline.")[0], "drones") == {}


def test_features_of_a_pair_name_no_target():
    on_drones = describe_pair(look("Moscow opposed drone strikes.")[0], "drones")
    on_sanctions = describe_pair(look("Moscow opposed US sanctions.")[0], "us_power")
    assert on_drones == on_sanctions != {}


def test_cells_are_all_of_them_each_once():
    reading = Reading(look("Moscow opposed drone strikes.")[0], {})
    cells = [cell for cell, _ in describe_cells(reading, ["RUS", "PAK"], ["drones", "ties"])]
    assert len(cells) == len(set(cells)) == 8


def test_a_cell_says_where_the_holder_stands():
    cells = cells_of("Moscow opposed drone strikes.", "RUS", "drones")
    assert {"named", "place 0", "after oppos", "holder before name"} <= set(cells["against"])
    assert "cue holder_before True: behind first " in cells["against"]
    assert "cue holder_before False: behind first " in cells["favor"]
    absent = cells_of("It opposed drone strikes.", "PAK", "drones", before="Islamabad spoke, and Moscow.")
    assert {"absent", "last told 1"} <= set(absent["favor"]) or "meant" in absent["favor"]


def test_a_holder_behind_by_stands_ahead():
    cells = cells_of("Drone strikes were condemned by Moscow.", "RUS", "drones")
    assert "cue holder_after True: ahead first " in cells["against"]


def test_cues_in_one_place_are_told_for_the_nearest_holder():
    cells = cells_of("Moscow hailed and Delhi condemned the drone strikes.", "IND", "drones")
    assert "cue condemn against: behind ahead " not in cells["against"]
    assert any(name.startswith("cue") and "behind" in name for name in cells["against"])


def test_the_writer_is_told_by_the_first_person_and_by_urging():
    cells = cells_of("We must build closer ties with Moscow.", "AUTHOR", "ties")
    assert {"AUTHOR first person True", "AUTHOR urging True", "AUTHOR saying False"} <= set(cells["favor"])


def test_cells_carry_the_odds_of_the_first_step():
    cells = cells_of("Moscow opposed drone strikes.", "RUS", "drones", {"drones against": 0.9, "by RUS against": 0.6})
    assert cells["against"]["odds aim"] == to_odds(0.9) == cells["favor"]["odds aim turned"]
    assert cells["against"]["odds both"] == to_odds(0.6)
    assert set(cells) == set(POLARITIES)


@given(st.floats(0, 1), st.floats(0, 1))
def test_odds_rise_and_stay_small(one, other):
    assert (to_odds(one) <= to_odds(other)) or one > other
    assert abs(to_odds(one)) < 5
    assert to_odds(one) == pytest.approx(-to_odds(1 - one), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "target", "polarity", "quote", "rules"),
    [
        (
            "Moscow opposed drone strikes.",
            "drones",
            "against",
            "Moscow opposed drone strikes",
            ["oppose", "drones name"],
        ),
        ("At noon, Moscow opposed drone strikes, it said.", "drones", "against", "Moscow opposed drone strikes", []),
        (
            "Drones, it said, were opposed by Moscow!",
            "drones",
            "against",
            "Drones, it said, were opposed by Moscow",
            [],
        ),
        ("It rained (Moscow opposed 1,100 drones).", "drones", "against", "Moscow opposed 1,100 drones", ["oppose"]),
        ("Nothing is told here.", "drones", "against", "Nothing is told here.", []),
        ("It rained, but nobody spoke of drones.", "drones", "favor", "nobody spoke of drones", ["drones name"]),
    ],
)
def test_the_words_of_a_stance(text, target, polarity, quote, rules):
    (start, end), found = find_wording(look(text)[0], target, polarity)
    assert text[start:end] == quote
    assert found[: len(rules)] == rules


def test_the_cue_that_fits_is_chosen():
    text = "Hailing the pipeline, Moscow condemned the drone strikes."
    (start, end), _ = find_wording(look(text)[0], "drones", "against")
    assert text[start:end] == "Moscow condemned the drone strikes"
