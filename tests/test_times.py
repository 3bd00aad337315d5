"""Times and spans: how precise, which way, whether told; which article, which rows meet."""

import pandas as pd
import pytest

from pakru.sources import spans, times


def rows_of(*places, **columns):
    return pd.DataFrame([{"file": file, "start": start, "end": end} for file, start, end in places]).assign(**columns)


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2012-10-03TMO", "day"),
        ("2012-10", "month"),
        ("2014-SU", "part of a year"),
        ("2017-W24", "part of a year"),
        ("2014 END", "part of a year"),
        ("2014", "year"),
        ("197 END", "decade"),
        ("19", "century"),
        ("P4D", "length"),
        ("PT36H", "length"),
        ("PXW", "vague"),
        ("FUTURE_REF", "vague"),
        ("XXXX-04", "open"),
        ("XXXX-WXX-2", "open"),
    ],
)
def test_a_value_is_as_precise_as_what_it_names(value, precision):
    assert times.name_precisions([value]) == [precision]


@pytest.mark.parametrize(
    ("days", "published", "direction"),
    [
        (("2012-10-02", "2012-10-02"), ("2012-10-03", "2012-10-05"), "past"),
        (("2012-10-04", "2012-10-04"), ("2012-10-03", "2012-10-05"), "around"),
        (("2014-01-01", ""), ("2012-10-03", "2012-10-05"), "future"),
        (("2014-01-01", ""), ("2012-10-03", ""), "around"),
        (("", "2011-12-31"), ("2012-10-03", ""), "past"),
        (("2012-10-02", "2012-10-02"), ("", ""), ""),
    ],
)
def test_a_direction_needs_bounds_that_exclude_each_other(days, published, direction):
    told = pd.DataFrame([["a.txt", "a-1", "x", *days]], columns=["file", "article", "value", "earliest", "latest"])
    names = ["file", "article", "published_earliest", "published_latest"]
    articles = pd.DataFrame([["a.txt", "a-1", *published]], columns=names)
    assert times.name_directions(told, articles).tolist() == [direction]


SENTENCES = rows_of(("a.txt", 0, 40), ("a.txt", 41, 80))
TOLD = rows_of(("a.txt", 0, 9), event="e1")


@pytest.mark.parametrize(
    ("days", "place", "stated"),
    [
        (("2012-10-03", "2012-10-03"), ("a.txt", 20, 29), True),
        (("2012-10-03", ""), ("a.txt", 20, 29), True),
        (("2012-10-03", "2012-10-04"), ("a.txt", 20, 29), False),
        (("2012-10-03", "2012-10-03"), ("a.txt", 50, 59), False),
        (("2012-10-03", "2012-10-03"), ("b.txt", 20, 29), False),
        (("", ""), ("a.txt", 20, 29), False),
    ],
)
def test_days_are_told_by_a_sentence_that_tells_the_event(days, place, stated):
    events = pd.DataFrame([["e1", *days]], columns=["event", "earliest", "latest"], index=[7])
    day = rows_of(place, earliest="2012-10-03", latest="2012-10-03")
    found = times.find_stated(events, TOLD, day, SENTENCES)
    assert found.to_dict() == {7: stated}


def test_events_are_in_the_order_of_the_first_day_they_have():
    days = [("2016-01-01", ""), ("", ""), ("", "2012-10-03"), ("2012-10-03", "2012-10-04")]
    ordered = times.order_days(pd.DataFrame(days, columns=["earliest", "latest"]))
    assert ordered.latest.tolist() == ["2012-10-03", "2012-10-04", ""]


def test_the_first_period_that_holds_an_event_names_it():
    events = pd.DataFrame({"earliest": ["2012-10-03", "", "2011-01-01"], "latest": ["", "2012-12-31", "2014-01-01"]})
    periods = {"October": ("2012-10-01", "2012-10-31"), "2012": ("2012-01-01", "2012-12-31")}
    assert times.name_periods(events, periods) == ["October", "2012", ""]


ARTICLES = rows_of(("b.txt", 0, 50), ("a.txt", 50, 90), ("a.txt", 0, 40), article=["b-1", "a-2", "a-1"])


def test_a_row_is_of_the_article_that_it_begins_in():
    rows = rows_of(("a.txt", 30, 60), ("a.txt", 45, 60), ("b.txt", 0, 1), ("c.txt", 0, 1)).set_axis([3, 1, 2, 0])
    assert spans.name_articles(rows, ARTICLES).to_dict() == {3: "a-1", 1: "", 2: "b-1", 0: ""}


def test_rows_meet_that_share_a_character_and_what_is_asked():
    rows = rows_of(("a.txt", 0, 9), ("a.txt", 9, 12), ("b.txt", 0, 9), field=["date", "date", "place"]).set_axis(
        [5, 6, 7]
    )
    others = rows_of(("a.txt", 5, 9), ("b.txt", 5, 20), field="date", event=["e1", "e2"])
    assert spans.meets(rows, others).tolist() == [True, False, True]
    assert spans.meets(rows, others, "field").tolist() == [True, False, False]
    assert spans.name_met(rows, others, "event").to_dict() == {5: "e1", 6: "", 7: "e2"}


def test_nothing_meets_an_empty_table():
    assert spans.meets(TOLD, TOLD[:0]).tolist() == [False]
    assert spans.name_met(TOLD, TOLD[:0], "event").tolist() == [""]
