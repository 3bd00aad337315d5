"""Topics: the same every time, refused where there are none, and every number with its place."""

import os
import subprocess
import sys
from random import Random
from time import process_time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pakru
from pakru.topics import TopicError, fit_topics, join_sentences, name_periods, vary_seeds
from pakru.topics.choice import check_doubts, choose_number
from pakru.topics.coherence import coverage, diversity, npmi
from pakru.topics.doubts import deal_words
from pakru.topics.factors import decompose, start
from pakru.topics.fits import Texts
from pakru.topics.matching import jaccard, match_topics, overlap
from pakru.topics.terms import Phrases, name_term, read_stops, spell_terms, split_terms
from pakru.topics.units import count_once
from pakru.topics.variants import compare_topics

BREAD = "loaf oven dough flour yeast crust rye wheat butter sourdough bakery miller".split()
SHIPS = "harbour tide anchor mast sail crew deck hull cargo buoy rudder lighthouse".split()
GAMES = "goal referee penalty striker keeper winger whistle stadium league trophy pitch dribble".split()


def tell(*themes, many=24, size=6):
    """Make up texts, each of the words of one theme."""
    return [" and ".join(Random(n).sample(words, size)) for n in range(many) for words in themes]


@pytest.fixture(scope="module")
def frame():
    return pd.DataFrame({"text": tell(BREAD, SHIPS, GAMES)})


@pytest.fixture(scope="module")
def found(frame):
    return fit_topics(frame, 3)


@pytest.fixture(scope="module")
def corpus():
    return pakru.read_corpus("seeds")


def test_topics_are_the_themes(found):
    themes = [set(words) for words in (BREAD, SHIPS, GAMES)]
    lists = [set(words) for words in found.fit.words]
    assert all(any(words <= theme for theme in themes) for words in lists)
    assert found.marks == ()
    assert found.table["share"].sum() == pytest.approx(1)


def test_the_number_of_topics_is_found(frame):
    found = fit_topics(frame, draws=0)
    assert len(found.table) == 3
    assert found.curve["n_topics"].tolist() == [2, 3, 4, 5, 6, 7, 8]


def test_ten_seeds_give_the_same_to_the_last_digit(frame, found):
    for seed in range(10):
        again = fit_topics(frame, 3, random_state=seed, resamples=0)
        pd.testing.assert_frame_equal(again.words, found.words, check_exact=True)
        pd.testing.assert_frame_equal(again.weights, found.weights, check_exact=True)
    assert vary_seeds(found.fit, found.settings, range(10)) == 1


def test_any_number_of_threads_gives_the_same_to_the_last_digit():
    code = (
        "import pakru, sys; from pakru.topics import *\n"
        "units = join_sentences(pakru.read_corpus('seeds').frame('sentences'))\n"
        "found = fit_topics(units, 4, resamples=0)\n"
        "print(found.weights.to_numpy().tobytes().hex()[:4000], found.words.to_csv())"
    )
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    run = [sys.executable, "-c", code]
    one, many = (
        subprocess.run(run, env=os.environ | dict.fromkeys(names, n), capture_output=True, check=True).stdout
        for n in "14"
    )
    assert one == many


def test_the_order_of_rows_does_not_matter(frame, found):
    mixed = frame.sample(frac=1, random_state=5)
    again = fit_topics(mixed, 3, resamples=0)
    pd.testing.assert_frame_equal(again.words, found.words, check_exact=True)
    assert np.array_equal(again.weights.to_numpy(), found.weights.loc[mixed.index].to_numpy())


def test_the_order_of_rows_does_not_matter_where_copies_count(units):
    found, mixed = fit_topics(units, 4, copies=None, resamples=0), units.sample(frac=1, random_state=5)
    again = fit_topics(mixed, 4, copies=None, resamples=0)
    assert again.labels == found.labels
    assert np.array_equal(again.weights.to_numpy(), found.weights.loc[mixed.index].to_numpy())


def test_shares_leave_no_text_out(frame):
    periods = frame.assign(period=[*(len(frame) - 1) * [None], "2012"])
    shares = fit_topics(periods, 3, resamples=0).shares("period")
    assert shares["units"].sum() == len(frame)
    blank = pd.concat([frame, pd.DataFrame({"text": [""]})]).assign(period=[*["2012"] * len(frame), "2013"])
    shares = fit_topics(blank, 3, resamples=0).shares("period")
    assert shares["characters"].tolist()[1] == 0
    assert shares.notna().all().all()


def test_what_comes_in_is_not_changed(frame):
    before = frame.copy()
    fit_topics(frame, 2, resamples=0)
    pd.testing.assert_frame_equal(frame, before)


def test_copies_count_once(frame, found):
    twice = pd.concat([frame, frame.iloc[:30]], ignore_index=True)
    again = fit_topics(twice, 3, resamples=0)
    pd.testing.assert_frame_equal(again.words, found.words, check_exact=True)
    assert int(again.counted.sum()) == len(frame)
    assert len(again.weights) == len(twice), "a copy still gets its weights"
    kept = fit_topics(twice, 3, copies=None, resamples=0)
    assert kept.counted.all()


def test_copies_of_a_table_count_once():
    units = pd.DataFrame({"file": ["a", "b", "b"], "start": [0, 0, 9], "end": [8, 8, 20], "text": ["x", "y", "z"]})
    copies = pd.DataFrame({"file": ["b"], "start": [0], "end": [12], "of_file": "a", "of_start": 0, "of_end": 12})
    assert count_once(units, copies=[copies]).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("rows", "arguments", "message"),
    [
        (tell(BREAD, SHIPS, many=5), {}, "10 distinct passages; expected at least 40: more texts"),
        (tell(BREAD, SHIPS), {"n_topics": 30}, "30 topics from 48 passages; expected at most 9"),
        (tell(BREAD, SHIPS), {"n_topics": 2, "least": 99}, "no term stands in 99 texts"),
        (tell(BREAD, SHIPS), {"method": "lsa"}, "method is 'lsa'; expected one of nmf, lda"),
        (tell(BREAD, SHIPS), {"text": "story"}, "no column 'story'"),
        (tell(BREAD, SHIPS), {"copies": [pd.DataFrame()]}, "copies need rows that stand in a file"),
        (tell(BREAD, SHIPS), {"n_topics": 0}, "n_topics is 0"),
        (tell(BREAD, SHIPS), {"n_topics": "many"}, "n_topics is 'many'"),
        ([f"the {n} of 19{n:02}" for n in range(60)], {"n_topics": 2}, "no term"),
        ([], {}, "0 distinct passages"),
        (tell(BREAD, SHIPS), {"n_topics": 2.5}, "n_topics is 2.5"),
        ([f"w{'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}" + " loaf" * (n < 3) for n in range(50)], {}, "no term"),
    ],
)
def test_a_refusal_says_what_is_missing(rows, arguments, message):
    with pytest.raises(TopicError, match=message):
        fit_topics(pd.DataFrame({"text": pd.Series(rows, dtype="str")}), **arguments)


def test_odd_tables_are_told_apart():
    with pytest.raises(TopicError, match="0 distinct passages"):
        fit_topics(pd.DataFrame({"text": []}), 2)
    with pytest.raises(TopicError, match="2 columns 'text'"):
        fit_topics(pd.DataFrame([["a", "b"]], columns=["text", "text"]), 2)


def test_a_row_without_a_text_is_named():
    with pytest.raises(TopicError, match="row 1 of the column 'text' is no text"):
        fit_topics(pd.DataFrame({"text": ["a", None]}))


def test_more_topics_than_texts_can_be_forced():
    found = fit_topics(
        pd.DataFrame({"text": tell(BREAD, SHIPS, many=3)}), 8, least=1, most=1.0, resamples=0, force=True
    )
    assert len(found.table) == 8
    assert np.isfinite(found.weights.to_numpy()).all()
    assert found.marks[0].startswith("6 distinct passages")


def test_columns_of_the_table_do_not_get_in_the_way(frame):
    found = fit_topics(frame.assign(weight="heavy", topic="none"), 3, resamples=0)
    assert found.typical(1).columns.tolist() == ["topic", "weight", "portion", "text"]


def test_words_without_topics_are_refused_and_a_forced_result_is_marked():
    words = [f"{a}{b}{c}o" for a in "bdfgk" for b in "aeiou" for c in "lmnrst"]
    rng = Random(3)
    noise = pd.DataFrame({"text": [" ".join(rng.sample(words, 12)) for _ in range(60)]})
    with pytest.raises(TopicError, match=r"dealt out at random|come back") as refusal:
        fit_topics(noise, 4, draws=0)
    assert "force=True" in str(refusal.value)
    forced = fit_topics(noise, 4, draws=0, force=True)
    assert forced.marks
    assert forced.doubts["overlap"] < 0.5


def test_unmeasured_stability_is_marked(frame):
    assert fit_topics(frame, 3, resamples=0).marks == ("stability was not measured (resamples=0)",)


def test_lda_fits_too(frame):
    found = fit_topics(frame, 3, method="lda", resamples=0)
    assert len(found.table) == 3
    assert 0 < found.doubts["described"] <= 1
    assert 0 < vary_seeds(found.fit, found.settings, range(2)) <= 1


# the five texts


@pytest.fixture(scope="module")
def units(corpus):
    return join_sentences(corpus.frame("sentences"))


def test_stretches_hold_every_sentence_once_in_its_place(corpus, units):
    sentences = corpus.frame("sentences")
    assert " ".join(sentences["text"]) == " ".join(units["text"])
    assert set(zip(units["file"], units["start"], strict=True)) <= set(
        zip(sentences["file"], sentences["start"], strict=True)
    )
    assert set(zip(units["file"], units["end"], strict=True)) <= set(
        zip(sentences["file"], sentences["end"], strict=True)
    )
    assert corpus.quote(units.iloc[0]).startswith("IN the fast changing regional scenario")
    assert (units["start"].shift(-1) >= units["end"])[units["file"].eq(units["file"].shift(-1))].all()


def test_topics_of_the_five_texts_keep_their_marks(units):
    found = fit_topics(units, 4)
    assert found.doubts["overlap"] >= 0.5
    assert found.doubts["between"] >= 0.4
    assert found.doubts["npmi"] >= 0.28
    assert found.doubts["diversity"] >= 0.95
    assert {"pakistan", "russia"} <= set(found.wallpaper)
    portions = found.portions().sum(axis=1)
    assert ((portions.between(1 - 1e-9, 1 + 1e-9)) | (portions == 0)).all()
    shares = found.shares("article")
    assert np.allclose(shares[[*found.labels, "none"]].sum(axis=1), 1)


def test_dealt_words_keep_lengths_and_frequencies(units):
    texts = Texts([split_terms(text, read_stops()) for text in units["text"]], np.arange(len(units)))
    dealt = deal_words(texts)
    assert [len(terms) for terms in dealt.terms] == [len(terms) for terms in texts.terms]
    assert sorted(word for terms in dealt.terms for word in terms) == sorted(w for terms in texts.terms for w in terms)


def test_variants_are_compared_by_words_and_places(frame, found):
    compared = compare_topics(
        found, {"same": fit_topics(frame, 3, resamples=0), "two": fit_topics(frame, 2, resamples=0)}
    )
    assert compared["overlap"].tolist()[0] == 1
    assert compared["moved"].tolist()[0] == 0
    assert compared["overlap"].tolist()[1] < 1


# terms


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Ministers", "minister"),
        ("countries", "country"),
        ("United", "united"),
        ("gas", "gas"),
        ("Texas", "texas"),
        ("US", "US"),
        ("us", "us"),
        ("Pakistan’s", "pakistan"),
        ("attacks", "attack"),
        ("news", "news"),
    ],
)
def test_a_word_has_one_term(word, term):
    assert name_term(word) == term


def test_no_phrase_reaches_over_a_mark_or_a_stop_word():
    texts = [split_terms(text, read_stops()) for text in ["Steel, mills. The gas and pipeline"] * 6]
    assert Phrases().fit(texts).transform(texts)[0] == ["steel", "mill", "gas", "pipeline"]


def test_a_phrase_of_three_words_is_found():
    texts = [split_terms(f"{word} Hina Rabbani Khar {word}", read_stops()) for word in [*BREAD, *SHIPS]]
    assert Phrases().fit(texts).transform(texts)[0] == ["loaf", "hina rabbani khar", "loaf"]


def test_terms_are_spelled_as_in_the_texts():
    assert spell_terms(["steel mill", "US"], ["Steel Mills; the Steel Mills of the US"]) == {
        "steel mill": "Steel Mills",
        "US": "US",
    }


@pytest.mark.parametrize("hostile", ["a-" * 500_000, "'" * 1_000_000, "ab " * 330_000, "é" * 1_000_000, "1 " * 500_000])
def test_a_megabyte_of_hostile_text_takes_seconds(hostile):
    begun = process_time()
    terms = split_terms(hostile, read_stops())
    Phrases().fit([terms]).transform([terms])
    assert process_time() - begun < 10


def test_markup_in_words_and_texts_is_shown_as_text():
    rows = [text + " <script>alert(1)</script> & <b>" for text in tell(BREAD, SHIPS)]
    found = fit_topics(pd.DataFrame({"text": rows}), 2, most=1.0, resamples=0)
    page = pakru.tables.show(found.typical(1))._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert not any(set("<>&") & set(word) for word in found.words["word"])


def test_empty_and_blank_texts_have_no_topic():
    rows = [*tell(BREAD, SHIPS), "", "   ", "the of and"]
    found = fit_topics(pd.DataFrame({"text": rows}), 2, resamples=0)
    assert (found.portions().iloc[-3:].sum(axis=1) == 0).all()


# parts


def test_an_exact_start_takes_no_seed_and_both_ways_agree():
    from scipy.sparse import random as random_counts

    counts = random_counts(300, 200, 0.05, random_state=0, format="csr")
    dense, arpack = decompose(counts, 5), _decompose_sparse(counts, 5)
    assert np.allclose(dense[1], arpack[1])
    assert np.allclose(np.abs(dense[2]), np.abs(arpack[2]))
    weights, topics = start(counts, 5)
    assert weights.min() > 0
    assert topics.shape == (5, 200)


def _decompose_sparse(counts, n):
    from pakru.topics import factors

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(factors, "DENSE", 0)
        return decompose(counts, n)


def test_the_choice_prefers_what_is_stable_and_coherent():
    curve = pd.DataFrame({"n_topics": [2, 3, 4], "overlap": [0.9, 0.6, 0.3], "npmi": [-0.1, 0.3, 0.5]})
    curve["dealt_overlap"] = [0.5, 0.4, 0.3]
    assert choose_number(curve) == 3
    assert choose_number(curve.assign(npmi=float("nan"))) == 2


def test_topics_no_better_than_chance_are_named():
    lacks = check_doubts({"overlap": 0.45, "dealt_overlap": 0.44})
    assert lacks == [
        "0.45 come back, and 0.44 where the words are dealt out at random; expected at least 0.05 more: "
        "texts that speak of more than one thing"
    ]


def test_periods_make_up_no_day(corpus):
    articles = corpus.frame("articles").set_index("article")
    named = name_periods(articles)
    assert named["000-1"] == "2018"
    assert named["001-1"] == "2012 to 2013"
    assert named["003-1"] == "2016 or later"


@pytest.mark.parametrize(
    ("words", "passages", "value"),
    [
        (["a", "b"], [{"a", "b"}, set()], 1.0),
        (["a", "b"], [{"a"}, {"b"}], -1.0),
        (["a", "b"], [{"a", "b"}], 1.0),
        (["a", "b"], [{"a", "b"}, {"a"}, {"b"}, set()], 0.0),
        (["a"], [{"a"}], 0.0),
        (["a", "never"], [{"a"}], -1.0),
    ],
)
def test_npmi(words, passages, value):
    assert npmi(words, passages) == pytest.approx(value)


def test_coverage_and_diversity_of_nothing():
    assert (coverage([], [{"a"}]), diversity([])) == (0.0, 0.0)


lists = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True), min_size=1, max_size=4)


@given(lists, lists)
def test_overlap_is_symmetric_and_jaccard_never_larger(ours, theirs):
    assert overlap(ours, theirs) == pytest.approx(overlap(theirs, ours))
    assert 0 <= jaccard(ours, theirs) <= overlap(ours, theirs) + 1e-9 <= 1 + 2e-9
    assert overlap(ours, ours) == pytest.approx(1)
    assert len({column for _, column, _ in match_topics(ours, theirs)}) == min(len(ours), len(theirs))
