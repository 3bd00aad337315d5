"""Figures of stances and what they are counted from: copies once, no day made up, hostile text inert."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from pakru.figures.bars import POLARITY
from pakru.figures.cards import show_cards
from pakru.figures.curves import plot_learning, plot_precision_recall, plot_reliability
from pakru.figures.stanceplots import plot_split, plot_stance_times, plot_stances
from pakru.records import Document
from pakru.rows import InputError
from pakru.sources.excerpts import take_excerpts
from pakru.sources.tallies import count_sides, count_stances, date_stances, list_sides

STANCE = {
    "file": "a.txt",
    "article": "a-1",
    "sentence_start": 0,
    "start": 0,
    "end": 12,
    "quote": "Moscow spoke",
    "holder": "RUS",
    "target": "drones",
    "polarity": "against",
    "basis": "words",
    "voice": "reported",
    "coder": "ann",
    "before": "",
    "after": ".",
}


def stances(*changes):
    return pd.DataFrame([STANCE | change for change in changes])


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


# counts


def test_two_holders_in_one_sentence_are_one_sentence():
    (row,) = count_stances(stances({}, {"holder": "PAK"}), "target").to_dict("records")
    assert row == {"target": "drones", "rows": 2, "sentences": 1, "sources": 1}


def test_a_near_copy_is_no_source():
    rows = stances({}, {"file": "b.txt", "article": "b-1"}, {"file": "c.txt", "article": "c-1"})
    copy = pd.DataFrame({"file": ["b.txt"], "start": [0], "end": [40], "share": [0.9]})
    counted = count_stances(rows, ["holder", "target"], copy)
    assert counted[["rows", "sentences", "sources"]].to_numpy().tolist() == [[3, 2, 2]]


def test_articles_of_the_same_name_in_two_files_are_two():
    rows = stances({}, {"file": "b.txt"})
    assert count_stances(rows, "holder").sources.tolist() == [2]


def test_nothing_counted_is_an_empty_table():
    counted = count_stances(stances({})[:0], ["holder", "target"])
    assert [*counted] == ["holder", "target", "rows", "sentences", "sources"]
    assert counted.empty


def test_sides_that_nobody_takes_are_zero():
    rows = stances({}, {"sentence_start": 50, "start": 50}, {"target": "ties", "basis": "deeds"})
    table = count_sides(rows, "target", "basis")
    assert table.to_dict("list") == {
        "target": ["drones", "ties"],
        "deeds": [0, 1],
        "words": [2, 0],
        "sources": [1, 1],
    }


def test_sides_are_counted_by_yes_and_no_too():
    rows = stances({}, {}).assign(late=[True, False], sentence_start=[0, 50])
    assert sorted(count_sides(rows, "late", "basis")["late"]) == [False, True]


def test_days_of_articles_stay_bounds():
    bounds = {"published_earliest": ["", "2012-10-03"], "published_latest": ["", ""]}
    articles = pd.DataFrame({"file": "a.txt", "article": ["a-1", "a-2"], **bounds})
    dated = date_stances(stances({}, {"article": "a-2"}), articles, "target")
    assert dated[["article", "earliest", "latest"]].to_numpy().tolist() == [["a-2", "2012-10-03", ""], ["a-1", "", ""]]


def test_an_article_that_is_not_listed_has_open_bounds():
    none = pd.DataFrame(columns=["file", "article", "published_earliest", "published_latest"], dtype="str")
    assert date_stances(stances({}), none, "target")[["earliest", "latest"]].to_numpy().tolist() == [["", ""]]


def test_who_is_on_both_sides_is_named_on_both():
    (row,) = list_sides(stances({}, {"polarity": "favor"}), ["USA", "RUS"]).to_dict("records")
    assert row == {"target": "drones", "favor": "RUS", "against": "RUS", "silent": "USA"}


# agreement of the two passes, as a table for the notebook

ROOT = Path(__file__).parents[1]


def test_the_agreement_of_the_two_passes_is_that_of_the_annotations():
    readme = " ".join((ROOT / "annotations/README.md").read_text(encoding="utf-8").split())
    table = pd.read_csv(ROOT / "benchmarks/results/two_passes.csv")
    assert len(table) == 8
    for row in table.itertuples():
        sides = rf"\| {row.target} \|(?: [\d.]+ \|){{6}} {row.first} \| {row.second} \| {row.both} \| {row.f1:.2f} \|"
        assert re.search(sides, readme), row.target
        assert re.search(rf"{row.target} {row.kappa:.2f} / ", readme), row.target
        assert round(2 * row.both / (row.first + row.second), 2) == row.f1


# excerpts

TEXT = "Moscow spoke. Kabul listened. Delhi slept. Tehran woke."
SENTENCES = pd.DataFrame(
    {"file": "a.txt", "article": ["1", "1", "1", "2"], "start": [0, 14, 30, 43], "end": [13, 29, 42, 55]}
)


@pytest.mark.parametrize(
    ("span", "context", "around"),
    [
        ((20, 28), 0, ("Kabul ", ".")),
        ((20, 28), 1, ("Moscow spoke. Kabul ", ". Delhi slept.")),
        ((30, 35), 1, ("Kabul listened. ", " slept.")),  # not the next article
        ((43, 49), 9, ("", " woke.")),
        ((7, 19), 0, ("Moscow ", " listened.")),  # over the end of a sentence
        ((13, 14), 1, ("", "")),  # between two sentences
    ],
)
def test_around_a_quote_stand_sentences_of_its_article(span, context, around):
    rows = pd.DataFrame({"file": ["a.txt"], "start": [span[0]], "end": [span[1]]})
    (found,) = take_excerpts([Document("a.txt", TEXT)], rows, SENTENCES, context).to_dict("records")
    assert (found["before"], found["after"]) == around


def test_an_excerpt_outside_the_text_is_an_error():
    rows = pd.DataFrame({"file": ["a.txt"], "start": [50], "end": [99]})
    with pytest.raises(InputError, match=r"a\.txt: no characters 50 to 99; expected"):
        take_excerpts([Document("a.txt", TEXT)], rows, SENTENCES)


# figures


def counts(*rows):
    return pd.DataFrame(rows, columns=["holder", "target", "polarity", "sentences", "sources"])


def test_a_cell_has_favor_to_the_left_and_against_to_the_right():
    ax = plot_stances(counts(("RUS", "ties", "favor", 28, 9), ("RUS", "ties", "against", 2, 1)))
    assert [text.get_text() for text in ax.texts] == ["+28", "9", "−2", "1"]
    (left, right) = ax.patches
    assert (left.get_x(), right.get_x()) == (0, 0.5)
    assert left.get_facecolor()[3] > right.get_facecolor()[3], "more sentences are darker"


def test_the_order_is_what_is_asked_and_leaves_nothing_out():
    table = counts(("RUS", "ties", "favor", 1, 1))
    ax = plot_stances(table, ["USA", "RUS"], ["us_power", "ties"])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["USA", "RUS"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["us\npower", "ties"]
    with pytest.raises(ValueError, match="'RUS' has no place; expected one of USA"):
        plot_stances(table, ["USA"])


def test_nothing_to_draw_is_an_empty_picture():
    assert not plot_stances(counts()).texts


def test_a_stance_in_time_is_a_bar_from_bound_to_bound():
    rows = pd.DataFrame(
        {
            "target": "ties",
            "article": ["a-1", "a-1", "a-2"],
            "polarity": ["favor", "against", "favor"],
            "sentences": [3, 1, 2],
            "earliest": ["2012-10-03", "2012-10-03", ""],
            "latest": ["2012-10-31", "2012-10-31", ""],
        }
    )
    ax = plot_stance_times(rows, "target")
    assert [round(bar.get_width()) for bar in ax.patches] == [29, 29]
    assert [text.get_text() for text in ax.texts if text.get_text()[0] in "+−"] == ["+3", "−1", "+2"]
    assert [text.get_text() for text in ax.texts].count("a-1") == 1, "its name stands once"
    assert {line.get_marker() for line in ax.lines} >= {"<", ">"}, "no bound: open on both sides"
    assert list(rows["sentences"]) == [3, 1, 2], "the table is left alone"
    assert len({*POLARITY.values()}) == 2


def test_two_sides_grow_from_the_middle():
    table = pd.DataFrame({"target": ["us_power", "sco"], "words": [12, 0], "deeds": [9, 3], "sources": [4, 3]})
    ax = plot_split(table, "target", "words", "deeds")
    assert [bar.get_width() for bar in ax.patches] == [-12, 0, 9, 3]
    assert [text.get_text() for text in ax.texts] == ["12", "0", "9", "3", "articles", "4", "3"]


def test_curves_draw_what_the_tables_hold():
    curve = pd.DataFrame({"set": ["a", "a", "b"], "threshold": 0.5, "precision": 0.5, "recall": [0.4, 0.1, 0.2]})
    ax = plot_precision_recall(curve, {"majority": (0.0, 0.0)})
    assert [line.get_xdata().tolist() for line in ax.lines[:2]] == [[0.1, 0.4], [0.2]]
    assert [text.get_text() for text in ax.figure.legends[0].get_texts()] == ["a", "b", "majority"]
    table = pd.DataFrame({"confidence": [0.5], "share": [0.4], "n": [7]})
    assert [text.get_text() for text in plot_reliability(table).texts] == ["7"]
    grown = pd.DataFrame({"set": "a", "coded": [0, 50], "f1": [0.2, 0.3], "low": float("nan"), "high": float("nan")})
    assert plot_learning(grown, "coded", "sentences").get_xlabel() == "sentences"


# cards


class Tags(HTMLParser):
    """Collect the tags of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(sorted(dict(attrs)))))

    def handle_data(self, data):
        self.texts.append(data)


def test_a_card_folds_without_a_script():
    page = Tags(show_cards(stances({}))._repr_html_())
    assert [tag for tag, _ in page.tags] == [
        *("div", "details", "summary", "b", "blockquote", "mark", "p", "small"),
    ]
    assert page.texts[:2] == ["RUS against drones", " (words, reported; a-1) “Moscow spoke”"]


def test_a_card_as_text_is_a_line():
    assert repr(show_cards(stances({"quote": "Moscow\nspoke", "title": "Talks"}, {}))).splitlines() == [
        "RUS against drones (words, reported): “Moscow spoke”"
        " [a.txt, characters 0 to 12, article a-1 “Talks”; coded by ann]",
        "RUS against drones (words, reported): “Moscow spoke” [a.txt, characters 0 to 12, article a-1; coded by ann]",
    ]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_hostile_text_is_text(text):
    names = ["file", "article", "quote", "holder", "target", "polarity", "basis", "voice", "coder", "before", "after"]
    plain = Tags(show_cards(stances({}))._repr_html_())
    for hostile in (
        text,
        "</details><script>alert(1)</script>",
        '"><img src=x onerror=y>',
        "<!--",
        "$x$ \x1b[2J\u202e",
    ):
        page = show_cards(stances(dict.fromkeys(names, hostile)))
        assert Tags(page._repr_html_()).tags == plain.tags
        assert not {"\x1b", "\u202e", "\n"} & {*page._repr_html_(), *repr(page)}
