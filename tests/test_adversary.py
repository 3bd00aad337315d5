"""What a reader with bad intentions tried: texts that make the line say what nobody wrote. Known faults are xfails."""

import cProfile
import pstats

import pandas as pd
import pytest

import pakru
from pakru import cli, tables

fault = pytest.mark.xfail  # strict: a fault that is mended has to lose its mark
NEIGHBOURS = "Russia and Pakistan are neighbours. "
TALKS = "The talks on the river went on for three days, and both sides agreed on nothing but the next round."


def read(text: str, kind: str) -> pd.DataFrame:
    return pakru.read_corpus({"a.txt": text}).frame(kind)


def test_a_long_text_can_be_last():
    assert len(read("word " * 66_000, "documents")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Ethiopia's prime minister visited Kenya on 3 May 2016.",
        "Apple signed an agreement with Samsung on 6 March 2016.",
        "A train arrived in Bristol on 2 March 2016.",
        "She visited her mother on 8 March 2016.",
    ],
)
def test_no_actor_gets_the_act_of_somebody_else(sentence):
    assert read(NEIGHBOURS + sentence, "events").empty


@pytest.mark.parametrize(
    "sentence",
    [
        "Putin never visited Pakistan in 2011.",
        "Lavrov did not visit Islamabad in 2014.",
        "No visit of Putin to Pakistan took place in 2015.",
        "Russia refused to sell arms to Pakistan in 2015.",
        "Reports that Putin visited Pakistan in 2011 are false.",
    ],
)
def test_what_did_not_happen_has_not_happened(sentence):
    assert "happened" not in read(NEIGHBOURS + sentence, "events").status.tolist()


def test_she_is_not_the_last_man_named():
    text = "Sergey Lavrov spoke in Moscow. Pakistan listened. She arrived in Lahore on 8 March 2016."
    assert not any("Lavrov" in label for label in read(text, "events").label)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The war ended in 1945. The pact will be signed on 5 March in Moscow.", "5 March"),
        ("They broke in 1971 and made up in October 1973. A treaty will be signed June 13 in Lima.", "June 13"),
        ("Dam talks\n\nPublished: 3 July 2020\n\nHis visit was planned for 15 June, then cancelled.\n", "15 June"),
    ],
)
def test_no_day_is_made_up(text, quote):
    value = read(text, "timexes").set_index("quote").value[quote]
    assert value.startswith(("XXXX-", "2020-"))


def test_bounds_that_exclude_each_other_leave_no_bound():
    text = (
        "The embassy said on 11 September that it was shut. A march took place on 7 March."
        " May Day was celebrated. The treaty lapsed in 1980."
    )
    assert read(text, "articles").published_earliest[0] < "2100"


@pytest.mark.parametrize(
    "line",
    [
        "The naÃ¯ve mayor of the cafÃ© said on Monday that he would not go there, whatever the envoy promised him.",
        "Comments are closed, said the sign on the embassy. The embassy reopened on 1 June.",
        "Subscribe to that view and you must give up the dam.",
        "The writer is dead, but the book is alive and was read by thousands.",
    ],
)
@fault(reason="boilerplate.csv: copyright, comments_closed, subscribe, writer_is match prose")
def test_prose_is_no_boilerplate(line):
    text = f"River talks\n\n{TALKS}\n\n{line}\n\nThe water rose again in the night.\n"
    assert read(text, "boilerplate").empty


@pytest.mark.parametrize("stuck", ["agreement|with Delhi", "meeting|at Delhi"])
def test_repairs_invent_no_dash(stuck):
    repaired = read(f"The {stuck.replace('|', '')} was short.", "repairs").repaired
    assert repaired.tolist() == [stuck.replace("|", " ").removesuffix(" Delhi")]


def test_days_that_share_names_take_linear_work():
    def count_calls(days: int) -> int:
        told = (f"Pakistan and {n} met in Moscow on {n % 27 + 1} May {1950 + n % 60}." for n in range(days))
        profile = cProfile.Profile()
        profile.runcall(read, "\n\n".join(told), "articles")
        return pstats.Stats(profile).total_calls

    count_calls(5)
    assert count_calls(400) < 6 * count_calls(100)


def test_dollars_in_a_shown_table_are_no_formula():
    assert "mathjax_ignore" in tables.show(pd.DataFrame({"quote": ["from $5 to $6"]}))._repr_html_()


# what held


def test_a_shown_table_runs_no_script():
    shown = tables.show(pd.DataFrame({"<b>": ["<script>alert(1)</script> & 'a' \"b\""]}))._repr_html_()
    assert "<script" not in shown
    assert "<b>" not in shown


@pytest.mark.parametrize("name", ["a b'c\"$(x);.txt", "-rf.txt", "ümläut\u202egnp.txt", "new\nline.txt"])
def test_hostile_names_come_through(tmp_path, name):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / name).write_bytes(b"Pakistan met Russia on 3 May 2015.\r\n")
    assert cli.main(["code", str(tmp_path / "texts"), "-o", str(tmp_path / "out")]) == 0
    assert cli.main(["check", str(tmp_path / "out"), str(tmp_path / "texts")]) == 0
    assert tables.read_table(tmp_path / "out" / "documents.csv").file.tolist() == [name]


@pytest.mark.parametrize(
    "text", ["Mrs May left.", "They march on.", "The SU-27 flew.", "Second, wait.", "It may rain."]
)
def test_what_is_no_time_expression(text):
    assert read(text, "timexes").empty
