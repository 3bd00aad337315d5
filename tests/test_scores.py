"""Scores: by hand on tables small enough to be counted by eye."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru import score, tables
from pakru.scores.matches import Stretch, count_characters, find_overlaps, intersect, pair_equal, pair_overlaps

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
STRETCHES = st.lists(
    st.builds(
        lambda file, start, length: Stretch((file,), start, start + length),
        st.sampled_from("ab"),
        st.integers(0, 30),
        st.integers(1, 9),
    ),
    max_size=12,
)


def table(columns, *rows):
    return pd.DataFrame([dict(zip(columns.split(), row, strict=True)) for row in rows], columns=columns.split())


def figures(scored, measure, *columns, kind=None):
    rows = scored[(scored.measure == measure) & (scored.kind == (kind or scored.kind.iloc[0]))]
    return [None if pd.isna(rows.iloc[0][column]) else rows.iloc[0][column] for column in columns]


def counts(scored, measure, kind=None):
    return figures(scored, measure, "n_reference", "n_coded", "n_both", kind=kind)


BOILERPLATE = "file start end kind quote"
REPAIRS = "file start end quote repaired kind"
TIMEXES = "file article start end quote type value earliest latest"
STANCES = "file article sentence_start sentence_end start end quote holder target polarity basis voice"
SENTENCES = "file article passage sentence start end text"
ARTICLES = "file article title outlet author start end published_earliest published_latest evidence"
EVENTS = "event label earliest latest actors status"
MENTIONS = "event file article start end quote"


def test_boilerplate_counts_extents_kinds_and_characters():
    reference = table(BOILERPLATE, ("a", 0, 10, "thanks", ""), ("a", 20, 30, "thanks", ""))
    coded = table(BOILERPLATE, ("a", 0, 10, "disclaimer", ""), ("a", 25, 40, "thanks", ""))
    scored = score(reference, coded)
    assert counts(scored, "extent") == [2, 2, 1]
    assert counts(scored, "extent+kind") == [2, 2, 0]
    assert counts(scored, "characters") == [20, 25, 15]
    assert counts(scored, "characters+kind") == [20, 25, 5]
    assert figures(scored, "characters", "precision", "recall", "f1") == [15 / 25, 15 / 20, 30 / 45]


RUSSIAS = (5, 12, "Russias", "Russia's", "apostrophe")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (RUSSIAS, (5, 12, "Russias", "Russia’s", "apostrophe"), True),
        (RUSSIAS, (5, 18, "Russias stand", "Russia's stand", "apostrophe"), True),
        (RUSSIAS, (1, 12, "The Russias", "The Russia's", "apostrophe"), True),
        (RUSSIAS, (5, 12, "Russias", "Russias'", "apostrophe"), False),
        (RUSSIAS, (5, 12, "Russias", "Russia's", "other"), False),
        (RUSSIAS, (12, 13, " ", "  ", "apostrophe"), False),
        ((0, 7, "shipdes", "ship — des", "dash"), (2, 6, "ipde", "ip-de", "dash"), True),
        ((0, 7, "shipdes", "ship des", "dash"), (2, 6, "ipde", "ip-de", "dash"), False),
        ((0, 10, "Pak.Russia", "Pak. Russia", "space"), (0, 11, "Pak.Russia,", "Pak. Russia ,", "space"), False),
    ],
)
def test_repairs_are_the_same_if_their_effect_is(one, other, same):
    scored = score(table(REPAIRS, ("a", *one)), table(REPAIRS, ("a", *other)))
    assert counts(scored, "repair") == [1, 1, int(same)]


def test_timexes_strict_relaxed_and_value():
    reference = table(
        TIMEXES,
        ("a", "a-1", 0, 7, "Tuesday", "DATE", "2018-05-01", "2018-05-01", "2018-05-01"),
        ("a", "a-1", 10, 19, "post 2014", "DATE", "2014", "2014-01-01", ""),
        ("a", "a-1", 30, 40, "four years", "DURATION", "P4Y", "", ""),
    )
    coded = table(
        TIMEXES,
        ("a", "a-1", 0, 7, "Tuesday", "DATE", "2018-05-08", "2018-05-08", "2018-05-08"),
        ("a", "a-1", 15, 19, "2014", "DATE", "2014", "2014-01-01", "2014-12-31"),
    )
    scored = score(reference, coded)
    assert counts(scored, "strict") == [3, 2, 1]
    assert counts(scored, "strict+value") == [3, 2, 0]
    assert counts(scored, "relaxed") == [3, 2, 2]
    assert counts(scored, "relaxed+value") == [3, 2, 1]
    assert counts(scored, "value") == [1, 1, 0]
    assert counts(scored, "type") == [1, 1, 1]


def test_stances_need_sentence_holder_target_and_polarity():
    row = ("a", "a-1", 0, 50, 5, 20, "", "RUS", "ties", "favor", "words", "reported")
    against = (*row[:9], "against", "deeds", "reported")
    other_sentence = ("a", "a-1", 60, 90, *row[4:])
    scored = score(table(STANCES, row, other_sentence), table(STANCES, against, other_sentence))
    assert counts(scored, "stance") == [2, 2, 1]
    assert counts(scored, "holder+target") == [2, 2, 2]
    assert counts(scored, "polarity") == [2, 2, 1]
    assert counts(scored, "basis") == [1, 1, 1]


def test_sentences_are_asked_for_the_spans_of_stances_only():
    row = ("a", "a-1", 0, 50, 5, 20, "", "RUS", "ties", "favor", "words", "reported")
    reference = table(STANCES, row, (*row[:7], "PAK", *row[8:]), ("a", "a-1", 60, 90, *row[4:]))
    coded = table(
        SENTENCES, ("a", "a-1", 1, 1, 0, 50, ""), ("a", "a-1", 1, 2, 51, 59, ""), ("a", "a-1", 2, 1, 60, 80, "")
    )
    scored = score(reference, coded)
    assert scored.kind.tolist() == ["sentences"]
    assert figures(scored, "sentence", "precision", "recall", "f1", "n_reference", "n_coded", "n_both") == [
        None, 0.5, None, 2, None, 1
    ]  # fmt: skip


def test_articles_ask_shared_extents_for_what_is_known_of_them():
    second = ("a", "a-2", "U", "", "", 91, 99, "", "", "")
    reference = table(ARTICLES, ("a", "a-1", "T", "O", "", 0, 90, "2012-01-01", "2012-12-31", ""), second)
    longer = (*second[:6], 95, *second[7:])
    coded = table(ARTICLES, ("a", "a-1", "T", "P", "", 0, 90, "2012-03-01", "2012-12-31", ""), longer)
    scored = score(reference, coded)
    assert counts(scored, "extent") == [2, 2, 1]
    assert counts(scored, "start") == [2, 2, 2]
    assert [counts(scored, name)[2] for name in ("title", "outlet", "author", "published")] == [1, 0, 1, 0]
    assert counts(scored, "published_inside") == [1, 1, 1]
    assert counts(scored, "published_contains") == [1, 1, 0]


def test_near_copies_count_only_where_the_reference_lists_near_copies():
    columns = "file start end of_file of_start of_end share"
    exact, near = ("a", 50, 60, "a", 0, 10, 1.0), ("b", 0, 20, "a", 20, 40, 0.8)
    assert counts(score(table(columns, exact), table(columns, exact, near)), "extent") == [1, 1, 1]
    assert counts(score(table(columns, near, exact), table(columns, exact, near)), "extent") == [2, 2, 2]
    elsewhere = (*exact[:3], "a", 20, 30, 1.0)
    assert counts(score(table(columns, exact), table(columns, elsewhere)), "copy") == [1, 1, 1]
    assert counts(score(table(columns, exact), table(columns, elsewhere)), "extent") == [1, 1, 0]


def events_and_mentions(*events):
    """Make both tables of a coding from events: id, earliest, latest, actors, spans of mentions."""
    mentions = [(name, "a", "a-1", *span, "") for name, *_, spans in events for span in spans]
    return {
        "events": table(EVENTS, *((name, "", *days, actors, "happened") for name, *days, actors, _ in events)),
        "event_mentions": table(MENTIONS, *mentions),
    }


def test_events_are_found_by_their_mentions():
    reference = events_and_mentions(
        ("visit", "2012-10-03", "2012-10-03", "PAK;RUS", [(0, 10), (50, 60)]),
        ("drill", "2016-09-24", "", "PAK", [(20, 30)]),
    )
    coded = events_and_mentions(
        ("e1", "2012-10-01", "2012-10-31", "RUS;USA", [(5, 9), (52, 58)]), ("e2", "", "", "PAK", [(70, 80)])
    )
    scored = score(reference, coded)
    assert counts(scored, "event", "events") == [2, 2, 1]
    assert counts(scored, "dates", "events") == [1, 1, 0]
    assert counts(scored, "dates_overlap", "events") == [1, 1, 1]
    assert counts(scored, "actor", "events") == [2, 2, 1]
    assert counts(scored, "mention", "event_mentions") == [3, 3, 2]
    assert counts(scored, "mention+event", "event_mentions") == [3, 3, 2]


def test_events_without_their_mentions_are_an_error():
    events = events_and_mentions(("visit", "", "", "PAK", [(0, 10)]))["events"]
    with pytest.raises(tables.TableError, match="event_mentions; expected both"):
        score(events, events)


def test_conflicts_pair_by_accounts():
    columns = "event field value file start end quote"
    reference = table(
        columns,
        ("v", "date", "1", "a", 0, 9, ""),
        ("v", "date", "2", "a", 20, 29, ""),
        ("w", "place", "3", "a", 40, 49, ""),
    )
    coded = table(
        columns,
        ("e", "date", "x", "a", 2, 9, ""),
        ("e", "date", "y", "a", 20, 25, ""),
        ("f", "date", "z", "a", 40, 49, ""),
    )
    scored = score(reference, coded)
    assert counts(scored, "account") == [3, 3, 2]
    assert counts(scored, "conflict") == [2, 2, 1]


@pytest.mark.parametrize(
    ("n_reference", "n_coded", "expected"),
    [(0, 0, [None, None, None]), (0, 1, [0.0, None, 0.0]), (1, 0, [None, 0.0, 0.0]), (1, 1, [1.0, 1.0, 1.0])],
)
def test_nothing_is_never_perfect(n_reference, n_coded, expected):
    row = ("a", 0, 10, "thanks", "")
    articles = table(ARTICLES, ("a", *[""] * 9))
    scored = score(table(BOILERPLATE, *[row] * n_reference), table(BOILERPLATE, *[row] * n_coded), articles=articles)
    assert figures(scored, "extent", "precision", "recall", "f1") == expected


def test_only_the_files_of_the_reference_are_compared():
    one, other = ("a", 0, 10, "thanks", ""), ("b", 0, 10, "thanks", "")
    assert counts(score(table(BOILERPLATE, one), table(BOILERPLATE, one, other)), "extent") == [1, 1, 1]
    articles = table(ARTICLES, ("a", *[""] * 9), ("b", *[""] * 9))
    assert counts(score(table(BOILERPLATE, one), table(BOILERPLATE, one, other), articles), "extent") == [1, 2, 1]


def test_intervals_come_from_resampled_articles():
    rows = [(f"{n}", 0, 10, "thanks", "") for n in range(40)]
    scored = score(table(BOILERPLATE, *rows), table(BOILERPLATE, *rows[:20]))
    f1, low, high = figures(scored, "extent", "f1", "low", "high")
    assert low < f1 < high
    assert 0.45 < low < 0.55 < 0.75 < high < 0.85, "F1 of half the rows is 2/3; a binomial of 40 gives 0.52 to 0.79"
    pd.testing.assert_frame_equal(scored, score(table(BOILERPLATE, *rows), table(BOILERPLATE, *rows[:20])))
    rows = [(f"{n}", 0, 10 + n, "thanks", "") for n in range(40)]
    seeds = [score(table(BOILERPLATE, *rows), table(BOILERPLATE, *rows[:20]), seed=seed) for seed in (1, 2)]
    assert figures(seeds[0], "characters", "low") != figures(seeds[1], "characters", "low")
    assert np.isnan(score(table(BOILERPLATE, rows[0]), table(BOILERPLATE, rows[0])).low.iloc[0]), (
        "one article, no interval"
    )


def test_the_reference_is_equal_to_itself():
    scored = score(ANNOTATIONS, ANNOTATIONS)
    assert set(scored.kind) == {path.stem for path in ANNOTATIONS.glob("*.csv")}
    assert (scored.f1 == 1).all()
    assert (scored.low == 1).all()


def test_a_file_and_its_table_score_alike():
    path = ANNOTATIONS / "repairs.csv"
    pd.testing.assert_frame_equal(score(path, path), score(pd.read_csv(path), tables.read_table(path)))


def test_an_unknown_table_is_an_error():
    with pytest.raises(tables.TableError, match="a table with columns x; expected one of stances"):
        score(pd.DataFrame({"x": [1]}), pd.DataFrame({"x": [1]}))


@given(STRETCHES, STRETCHES)
def test_pairs_overlap_and_are_one_to_one(reference, coded):
    pairs = pair_overlaps(reference, coded)
    every = set(find_overlaps(reference, coded))
    assert set(pairs) <= every
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(any(i == one or j == other for one, other in pairs) for i, j in every), "no pair is left over"
    assert len(pairs) >= len(pair_equal(reference, coded))


@given(STRETCHES, STRETCHES)
def test_overlaps_and_characters_are_those_of_sets(reference, coded):
    expected = {
        (i, j)
        for i, one in enumerate(reference)
        for j, other in enumerate(coded)
        if one.group == other.group and one.start < other.end and other.start < one.end
    }
    assert set(find_overlaps(reference, coded)) == expected
    left, right = ({(s.group, n) for s in side for n in range(s.start, s.end)} for side in (reference, coded))
    assert count_characters(reference).total() == len(left)
    assert count_characters(intersect(reference, coded)).total() == len(left & right)


def test_both_sides_count_by_the_articles_of_the_reference():
    articles = pd.DataFrame({"file": "a.txt", "article": ["a-1", "a-2"], "start": [0, 50], "end": [50, 100]})
    timex = {"file": "a.txt", "quote": "2012", "type": "DATE", "value": "2012", "earliest": "", "latest": ""}
    rows = [
        {**timex, "article": f"a-{1 + (start >= 50)}", "start": start, "end": start + 4} for start in range(0, 90, 10)
    ]
    coded = pd.DataFrame(rows).assign(article="whole")
    scored = score({"articles": articles, "timexes": pd.DataFrame(rows)}, {"timexes": coded})
    assert scored.high.max() <= 1
    assert scored.set_index("measure").f1["strict"] == 1
