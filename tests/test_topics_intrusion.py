"""Tests by intruders: the sheet gives nothing away, and what comes back is scored or refused."""

import pandas as pd
import pytest

from pakru.rows import InputError
from pakru.topics import fit_topics
from pakru.topics.intrusion import make_intrusion, score_intrusion, write_intrusion
from tests.test_topics import BREAD, GAMES, SHIPS, tell


@pytest.fixture(scope="module")
def found():
    return fit_topics(pd.DataFrame({"text": tell(BREAD, SHIPS, GAMES)}), 3, resamples=0)


def fill(sheet, key, wrong=0):
    """Mark the intruder of every item, but for the first `wrong`, where a neighbour is marked."""
    places = dict(zip(key["item"], key["place"], strict=True))
    for item in list(places)[:wrong]:
        places[item] = places[item] % 4 + 1
    marks = ["x" if places[item] == place else "" for item, place in zip(sheet["item"], sheet["place"], strict=True)]
    return sheet.assign(intruder=marks)


def test_the_intruder_is_of_another_topic_and_the_rest_of_one(found):
    sheet, key = make_intrusion(found)
    themes = dict.fromkeys(BREAD, 0) | dict.fromkeys(SHIPS, 1) | dict.fromkeys(GAMES, 2)
    for item in key[key["kind"] == "word"].itertuples():
        rows = sheet[sheet["item"] == item.item].set_index("place")["text"]
        others = {themes[word] for word in rows.drop(item.place)}
        assert len(others) == 1
        assert themes[rows[item.place]] not in others
    assert key["kind"].value_counts().to_dict() == {"word": 6, "passage": 6}
    assert set(sheet) == {"item", "kind", "place", "text", "intruder"}
    assert (sheet["intruder"] == "").all()


def test_the_same_test_comes_again_for_the_same_seed(found):
    assert make_intrusion(found, 1)[0].equals(make_intrusion(found, 1)[0])
    assert not make_intrusion(found, 1)[0].equals(make_intrusion(found, 2)[0])


def test_one_topic_has_no_intruders():
    found = fit_topics(pd.DataFrame({"text": tell(BREAD)}), 1, most=1.0, resamples=0, force=True)
    sheet, key = make_intrusion(found)
    assert (len(sheet), len(key)) == (0, 0)


def test_a_filled_in_sheet_is_scored_with_intervals(found, tmp_path):
    paths = write_intrusion(found, tmp_path)
    sheet, key = (pd.read_csv(path, keep_default_na=False) for path in paths)
    scores = score_intrusion(fill(sheet, key, wrong=3), key)
    assert int(scores["found"].sum()) == len(key) - 3
    assert (scores["low"] < scores["share"]).all()
    assert (scores["share"] <= scores["high"] + 1e-9).all()
    assert set(scores["guessing"].round(2)) == {0.17, 0.25}


def test_an_item_without_one_mark_is_named(found):
    sheet, key = make_intrusion(found)
    filled = fill(sheet, key)
    with pytest.raises(InputError, match=r"item \d+ has 0 marks in the column intruder; expected one"):
        score_intrusion(sheet, key)
    with pytest.raises(InputError, match=r"has 4 marks|has 6 marks"):
        score_intrusion(filled.assign(intruder="x"), key)
    with pytest.raises(InputError, match="no column intruder"):
        score_intrusion(sheet.drop(columns="intruder"), key)
