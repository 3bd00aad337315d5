"""Nearest sentences: the likest of another article, whatever stands in between."""

import pandas as pd
import pytest

from pakru.nearest import FOUND, find_nearest

COMMISSION = "The second commission met in Islamabad and discussed concrete proposals."


def nearest(*texts):
    """One article for each list of sentences."""
    rows = [(f"a-{number}", text) for number, sentences in enumerate(texts) for text in sentences]
    return find_nearest(pd.DataFrame(rows, columns=["article", "text"]))


@pytest.mark.parametrize(
    ("later", "words", "share"),
    [
        (COMMISSION, 10, 1.0),
        (COMMISSION.upper().replace(" ", "  "), 10, 1.0),
        ("The commission met.", 3, 0.3),
        (f"Recently {COMMISSION} Then they left for good, all nine.", 10, 10 / 18),
        ("Proposals, concrete ones!", 1, 0.1),
    ],
)
def test_the_share_is_of_the_longer_sentence(later, words, share):
    found = nearest([COMMISSION], [later])
    assert found[["words", "share"]].to_numpy().tolist() == [[words, share]]
    assert found.of_text.tolist() == [COMMISSION]


def test_the_likest_wins_and_the_first_of_equals():
    found = nearest(["Moscow spoke first.", "Kabul spoke twice."], ["Moscow spoke first."], ["Kabul spoke."])
    assert found[["article", "of_article", "of_text"]].to_numpy().tolist() == [
        ["a-1", "a-0", "Moscow spoke first."],
        ["a-2", "a-0", "Kabul spoke twice."],
    ]


def test_sentences_of_one_article_are_not_compared():
    assert nearest(["Moscow spoke.", "Moscow spoke."]).empty


@pytest.mark.parametrize("texts", [[], [["Moscow spoke."], ["Delhi slept!"]], [["..."], ["..."]]])
def test_where_nothing_is_shared_the_table_is_empty(texts):
    found = nearest(*texts)
    assert found.empty
    assert list(found) == FOUND
