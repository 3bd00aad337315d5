"""The line model: what the weights mark where no rule is sure, and ordinary lines that they leave alone."""

import pytest
from composed import code, time_growth

import pakru
from pakru import codebook
from pakru.boilerplate.linefeatures import Features, Surroundings, describe, make_shape
from pakru.boilerplate.linemodel import LEARNED, Weights, judge, mark_learned, name_reasons, read_weights
from pakru.boilerplate.lines import Mark, Page
from pakru.codebook import Codebook

TEXT = "The bridge was closed on Monday, and nobody in the town could say who had the key to the gate."
MORE = "On the next day a boy found it under the mat, where it had lain since the mayor moved out."
KINDS = set(
    "forum_profile subscribe_list date_header title_repeat source_credit author_bio disclaimer comment_form "
    "related_links thanks text".split()
)


def learned(*lines: str) -> list[tuple[str, str]]:
    """Give kind and quote of what only the weights mark."""
    boilerplate, _ = code("\n".join(lines))
    return [(stretch.kind, stretch.quote) for stretch in boilerplate if stretch.cues[0].startswith(LEARNED)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign up to our Inside Valley email for more like this", "subscribe_list"),
        ("All opinions are the author's alone", "disclaimer"),
        ("Printed in our edition of June 3, 2016", "date_header"),
    ],
)
def test_lines_that_no_rule_knows(line, kind):
    boilerplate, [article] = code("\n".join(["The key to the gate", TEXT, MORE, line]))
    assert [stretch.quote for stretch in boilerplate] == [line]
    assert article.end == len(f"The key to the gate\n{TEXT}\n{MORE}")


ORDINARY = [
    ["The key to the gate", TEXT, "Nobody asked.", MORE],
    ["The key to the gate", TEXT, "What the mayor knew", MORE],
    ["The key to the gate", TEXT, '"We shall see," he said.', MORE],
    ["The key to the gate", TEXT, "- Print less.", "- Walk more.", MORE],
    ["What we asked the mayor", "Q: Who has the key?", "A: I do not.", "Q: Who does?", f"A: {TEXT}"],
    ["A diary", "3 May 2018", TEXT, "7 June 2018", MORE],
    ["THE MAYOR: " + TEXT, "THE CLERK: Yes, sir.", "THE MAYOR: " + MORE],
]


@pytest.mark.parametrize("lines", ORDINARY, ids=lambda lines: lines[2][:20])
def test_ordinary_lines_are_text(lines):
    assert learned(*lines) == []


def test_a_text_keeps_its_title():
    _, [article] = code("\n".join(["The bridge", "By Olav Hauge", TEXT, MORE]))
    assert article.title == "The bridge"


def test_a_line_is_weighed_by_its_words():
    weights = Weights({"word:share": (("related_links", 2.0), ("text", -1.0))}, ("related_links", "text"))
    nothing = describe("", False)
    verdict = judge(Features(describe("Share", False), nothing, nothing, "", ()), weights)
    assert name_reasons(verdict, weights) == "learned:word:share"
    assert verdict.share == pytest.approx(0.9526, abs=0.0001)


def test_a_sure_mark_of_a_rule_is_never_changed():
    page = Page(["By Olav Hauge", TEXT], [False, True], frozenset())
    mark = Mark("thanks", "byline")
    assert mark_learned(page, {0: mark}, codebook.default())[0] == mark


def test_without_weights_the_rules_stand_alone():
    book = Codebook({**codebook.default().tables, "line_weights": ()})
    assert mark_learned(Page(["Share", TEXT], [False, True], frozenset()), {}, book) == {}


def test_neighbours_are_part_of_a_line():
    page = Page(["The key", "3 May 2018", TEXT], [False, False, True], frozenset())
    names = Surroundings(page, {1: Mark("date_header", "stamp_line")}).describe(0).name()
    assert {"word:key", "place top", "below month", "below is date_header", "above none"} <= set(names)


@pytest.mark.parametrize(
    ("text", "shape"), [("By SANA Fatima, 12 May", "A U A, 0 A"), ("a b c d", "a+"), ("»»» 12:30", "»»» 0:0"), ("", "")]
)
def test_shapes(text, shape):
    assert make_shape(text) == shape


def test_the_table_of_weights():
    rows = codebook.default().table("line_weights")
    assert {row["kind"] for row in rows} == KINDS
    assert all(row["reason"].startswith("learned: ") for row in rows)
    assert len({(row["feature"], row["kind"]) for row in rows}) == len(rows)
    assert read_weights(codebook.default()).kinds == tuple(sorted(KINDS))


@pytest.mark.parametrize("unit", ["a\n", "A b\n", "| a ", "3 May\nShare\n", "a" * 150 + "\n", "((((\n", "x1_ "])
def test_hostile_texts_take_linear_time(unit):
    seconds = time_growth(unit)
    assert seconds[1] < max(1.0, 10 * seconds[0])


@pytest.mark.parametrize(
    "text",
    [
        "Moscow spoke. Kabul listened.",
        "Lavrov visited Islamabad on 3 October 2012.",
        "In 2010, Putin came.\n\nIn 2011, Khar went to Moscow.\n\nIn 2012, Lavrov flew to Islamabad.",
        "Lavrov visited Islamabad on 3 October 2012.\nKhar met him at the airport.\nThey talked for two hours.\n"
        "He left on Thursday.\nIn 2014 Russia lifted the ban on arms.\nDrills were held in 2016 near Attock.\n"
        "A pipeline agreement was signed in 2015.\nPakistan joined the SCO in June 2017.",
    ],
)
def test_notes_and_short_sentences_are_text(text):
    corpus = pakru.read_corpus({"a.txt": text})
    assert corpus.frame("boilerplate").quote.tolist() == []
    assert len(corpus.frame("articles")) == 1
