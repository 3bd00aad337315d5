"""Labels: phrases first, nothing said twice, more than one text covered, whatever the texts are."""

from random import Random

import pandas as pd
import pytest

from pakru.topics import fit_topics
from pakru.topics.naming import TERMS, list_runs, repeats
from tests.test_topics import BREAD, GAMES, SHIPS, tell


def label(*themes, **settings):
    """Give the terms of each label of topics of made-up texts."""
    found = fit_topics(pd.DataFrame({"text": tell(*themes)}), len(themes), resamples=0, **settings)
    return [one.split(", ") for one in found.table["label"]]


def test_a_label_has_terms_of_its_own_topic():
    for terms in label(BREAD, SHIPS, GAMES):
        assert len(terms) == TERMS
        assert any(set(terms) <= set(theme) for theme in (BREAD, SHIPS, GAMES))


def test_a_phrase_stands_for_its_words_and_is_written_as_in_the_texts():
    rows = [" and ".join(Random(n).sample(BREAD, 5)) + " of the Grain Board" * (n % 2) for n in range(30)]
    found = fit_topics(pd.DataFrame({"text": [*rows, *tell(SHIPS, many=30)]}), 2, resamples=0)
    terms = next(one.split(", ") for one in found.table["label"] if "Grain" in one)
    assert "Grain Board" in terms
    assert not {"Grain", "Board"} & set(terms)


def test_a_phrase_of_words_that_stand_everywhere_names_its_topic():
    bread = [f"{text} by the rye mill" for text in tell(BREAD[:6], many=30, size=3)]
    ships = [f"{text} and rye and a mill" for text in tell(SHIPS, many=30)]
    found = fit_topics(pd.DataFrame({"text": bread + ships}), 2, most=1.0, resamples=0)
    assert ["rye mill" in one for one in found.table["label"]].count(True) == 1


def test_a_word_that_stands_in_every_topic_comes_after_its_own():
    rows = [f"{text} and common" if n % 2 else text for n, text in enumerate(tell(BREAD, SHIPS, many=30, size=5))]
    rows = [f"{text} and common" for text in rows[::3]] + [text for n, text in enumerate(rows) if n % 3]
    found = fit_topics(pd.DataFrame({"text": rows}), 2, most=1.0, resamples=0)
    assert all(not one.startswith("common") for one in found.table["label"])


@pytest.mark.parametrize(
    ("one", "other", "again"),
    [
        ("afghan", "afghanistan", True),
        ("region", "regional", True),
        ("steel mill", "steel", True),
        ("US", "united state", True),
        ("united state", "US", True),
        ("US", "us", False),
        ("military", "militant", False),
        ("trade", "train", False),
        ("talk", "talks", False),
        ("\u0631\u0648\u0633\u06cc\u0647", "\u0631\u0648\u0633\u06cc", False),
        ("", "", False),
    ],
)
def test_terms_of_one_stem_say_the_same(one, other, again):
    assert repeats(one, other) is again
    assert repeats(other, one) is again


def test_runs_stop_at_what_no_phrase_reaches_over():
    assert [*list_runs(["a", "b", "c", "d", "", "e"])] == ["a b", "a b c", "b c", "b c d", "c d"]
    assert [*list_runs([])] == []


def test_no_label_is_empty_where_a_topic_has_words():
    found = fit_topics(pd.DataFrame({"text": ["loaf oven dough"] * 50}), 2, least=1, most=1.0, resamples=0, force=True)
    assert (found.table["label"] != "").all()
