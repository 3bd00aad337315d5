"""Learning: rows as matrices, heads, examples read and made, weights to a file and back. A full fit is never made."""

from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pakru
from pakru.codebook import default
from pakru.rows import InputError
from pakru.stances.coder import StanceCoder
from pakru.stances.examples import COLUMNS, Example, ExampleError, examples_from, read_examples
from pakru.stances.heads import RARE, UNLEARNED, Heads, learn
from pakru.stances.learning import FOLDS, name_heads, read_lessons, tell_heads
from pakru.stances.matrices import LENGTH, gather, to_matrix
from pakru.stances.model import LEAST
from pakru.stances.scenes import Line, look_at
from pakru.stances.weights import read_weights, write_weights

TOLD = [
    ("Moscow opposed drone strikes.", {("RUS", "drones"): ("against", "words")}),
    ("Pakistan and Russia signed a defence pact.", {(h, "defence"): ("favor", "deeds") for h in ("PAK", "RUS")}),
    ("It rained in the hills.", {}),
    ("Delhi asked Moscow to cancel the joint exercise.", {("IND", "defence"): ("against", "words")}),
    ("The minister drank tea.", {}),
]


def make_examples(number: int = 30) -> list[Example]:
    """Make articles of one sentence, each told several times over."""
    told = [TOLD[n % len(TOLD)] for n in range(number)]
    return [Example(f"x-{n}", "", (Line(text, 1),), (coded,)) for n, (text, coded) in enumerate(told)]


@pytest.fixture(scope="module")
def coder() -> StanceCoder:
    return StanceCoder().fit_examples(make_examples())


def read_text(tmp_path: Path, text: str) -> list[Example]:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return list(read_examples(path))


ROWS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.floats(0.125, 8, width=16), max_size=5), max_size=6)


@given(ROWS, st.integers(1, 3))
def test_gathered_rows_are_those_of_their_vocabulary(rows, least):
    matrix, vocabulary = gather(rows, least)
    assert [*vocabulary] == sorted(vocabulary)
    assert set(vocabulary) == {f for row in rows for f in row if sum(f in other for other in rows) >= least}
    assert (matrix.toarray() == to_matrix(rows, vocabulary).toarray()).all()
    assert matrix.shape == (len(rows), len(vocabulary))


@given(ROWS)
def test_gathering_takes_rows_in_any_order_of_features(rows):
    turned = [dict(reversed(row.items())) for row in rows]
    (one, names), (other, same) = gather(rows, 1), gather(turned, 1)
    assert names == same
    assert (one.toarray() == other.toarray()).all()


@given(ROWS)
def test_even_rows_have_one_length(rows):
    matrix, _ = gather(rows, 1, even=True)
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    assert lengths == pytest.approx(np.array([LENGTH if row else 0.0 for row in rows]).reshape(lengths.shape), rel=1e-4)


def test_rows_out_of_the_vocabulary_are_left_out_and_nothing_is_changed():
    vocabulary = {"a": 0}
    assert to_matrix([{"b": 1.0}, {"a": 2.0, "b": 3.0}], vocabulary).toarray().tolist() == [[0.0], [2.0]]
    assert vocabulary == {"a": 0}


TOY = [{"wet": 1.0, "cold_": 1.0}, {"wet": 1.0}, {"dry": 1.0, "cold_": 1.0}, {"dry": 1.0}] * 4


def learn_toy(names=("rain",), truths=None) -> Heads:
    matrix, vocabulary = gather(TOY, 1)
    truths = np.array([["wet" in row] for row in TOY]) if truths is None else truths
    return Heads(names, vocabulary, *learn(matrix, truths, 1.0))


def test_a_head_learns_what_there_is_to_learn():
    wet, dry, unknown = learn_toy().judge([{"wet": 1.0}, {"dry": 1.0}, {"green": 1.0}])[:, 0]
    assert wet > 0.7 > unknown > 0.3 > dry


def test_a_head_tells_what_spoke_for_it():
    heads = learn_toy()
    assert heads.explain({"wet": 1.0, "dry": 1.0, "green": 1.0}, "rain") == ["wet"]
    assert heads.explain({"wet": 1.0}, "snow") == []
    assert heads.explain({"wet": 1.0}, "rain", "_") == []


def test_what_speaks_loudest_comes_first():
    heads = Heads(("rain",), {"a_": 0, "b_": 1, "c_": 2}, np.array([[1.0], [3.0], [-1.0]]), np.zeros(1))
    assert heads.explain({"a_": 1.0, "b_": 1.0, "c_": 1.0}, "rain", "_") == ["b", "a"]
    assert heads.explain({"a_": 9.0, "b_": 1.0}, "rain", "_", most=1) == ["a"]


@pytest.mark.parametrize(
    ("true", "bias"), [(0, UNLEARNED), (RARE, UNLEARNED), (len(TOY), -UNLEARNED)], ids=["never", "too rare", "always"]
)
def test_what_cannot_be_learned_is_not(true, bias):
    truths = np.array([[n < true] for n in range(len(TOY))])
    heads = learn_toy(truths=truths)
    assert not heads.weights.any()
    assert heads.bias.tolist() == [bias]


def test_learning_from_nothing_gives_no_weights():
    matrix, vocabulary = gather([], 1)
    weights, bias = learn(matrix, np.zeros((0, 2), bool), 1.0)
    assert (weights.shape, bias.tolist(), vocabulary) == ((0, 2), [UNLEARNED, UNLEARNED], {})


def test_heads_of_a_sentence_are_among_those_named():
    coded = {("RUS", "drones"): ("against", "words"), ("AUTHOR", "sco"): ("favor", "words")}
    assert tell_heads(coded) <= set(name_heads(["drones", "sco"], ["RUS", "AUTHOR"]))
    assert tell_heads(None) == tell_heads({}) == set()


def test_an_article_stays_in_one_fold():
    examples = [Example(f"x-{n}", "", (Line("One.", 1), Line("Two.", 1)), ({}, {})) for n in range(2 * FOLDS)]
    lessons = read_lessons([(example, 1.0) for example in examples], default())
    assert [lesson.fold for lesson in lessons] == [n // 2 % FOLDS for n in range(4 * FOLDS)]


HEADER = ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "article,text\na-1,One.\n",
            r"own\.csv:1: columns are \['article', 'text'\]; expected article, title, passage",
        ),
        (HEADER + "a-1,T,1,One.\n", r"own\.csv:2: 4 fields; expected 5"),
        (HEADER + 'a-1,T,1,"One\nmore.",\na-1,T,x,Two.,\n', r"own\.csv:4: passage is 'x'; expected the number"),
        (HEADER + "a-1,T,1,One.,RUS for drones words\n", r"own\.csv:2: stance is 'RUS for drones words'; expected"),
        (HEADER + "a-1,T,1,One.,RUS favor drones\n", r"own\.csv:2: stance is 'RUS favor drones'"),
        (HEADER + "a-1,T,1,One.,RUS favor drones deeds;PAK\n", r"own\.csv:2: stance is"),
        ("", r"own\.csv:1: columns are \[\]"),
    ],
)
def test_a_faulty_file_is_told_with_its_line(tmp_path, text, fault):
    with pytest.raises(ExampleError, match=fault):
        read_text(tmp_path, text)


def test_a_file_is_read_by_articles(tmp_path):
    rows = 'a-1,T,1,"One, two.",RUS against drones words; PAK favor ties deeds\na-1,T,2,Three.,\nb-1,,1,Four.,\n'
    one, other = read_text(tmp_path, HEADER + rows)
    assert one.lines == (Line("One, two.", 1), Line("Three.", 2))
    assert one.stances == ({("RUS", "drones"): ("against", "words"), ("PAK", "ties"): ("favor", "deeds")}, {})
    assert (other.article, other.title, other.lines) == ("b-1", "", (Line("Four.", 1),))


TEXT = "Moscow opposed drone strikes. It rained.\n\nDelhi slept. Moscow welcomed the talks.\n"


def make_tables(text: str = TEXT) -> tuple[pd.DataFrame, pd.DataFrame]:
    corpus = pakru.read_corpus({"a.txt": text, "b.txt": "Kabul slept.\n"})
    return corpus.frame("articles"), corpus.frame("sentences")


def make_stances(*quotes: str, text: str = TEXT, article: str = "a-1") -> pd.DataFrame:
    rows = [("a.txt", article, text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    table = pd.DataFrame(rows, columns=["file", "article", "start", "end"])
    return table.assign(holder="RUS", target="drones", polarity="against", basis="words")


def test_a_corpus_and_its_stances_make_examples():
    articles, sentences = make_tables()
    (example,) = examples_from(articles, sentences, make_stances("opposed drone strikes"))
    assert [line.text for line in example.lines] == sentences[sentences.file == "a.txt"].text.tolist()
    assert example.stances == ({("RUS", "drones"): ("against", "words")}, {}, {}, {})
    assert example.lines[0].passage != example.lines[2].passage


def test_sentences_that_nobody_looked_at_are_unknown_and_not_empty():
    articles, sentences = make_tables()
    told = make_stances("opposed drone strikes")
    one, other = examples_from(articles, sentences, told, sentences[sentences.start < 31])
    assert one.stances == ({("RUS", "drones"): ("against", "words")}, {}, None, None)
    assert other.stances == ({},)


def test_a_stance_of_another_corpus_is_refused():
    articles, sentences = make_tables()
    with pytest.raises(ExampleError, match=r"the place 7 of 'a\.txt' is in no sentence of an article 'a-9'; expected"):
        list(examples_from(articles, sentences, make_stances("opposed", article="a-9")))
    with pytest.raises(ExampleError, match="the place 900"):
        list(examples_from(articles, sentences, make_stances("opposed").assign(start=900)))


def test_what_nobody_coded_changes_nothing_that_is_learned():
    known = make_examples(20)
    open_ones = [Example(f"y-{n}", "", (Line("Ankara hailed the pipeline.", 1),), (None,)) for n in range(3)]
    one, other = (StanceCoder().fit_examples([*known, *more]).model_ for more in ([], open_ones))
    assert one.cells.bias.tolist() == other.cells.bias.tolist()
    rows = [{"moscow_": 1.0, "cue against": 1.0}]
    assert other.sentences.judge(rows).tolist() == one.sentences.judge(rows).tolist()


def test_a_small_fit_codes_what_it_learned_from(coder):
    for text, coded in TOLD:
        (drafts,) = coder.draft(look_at("", [Line(text, 1)], coder.codebook))
        sure = {one[:2]: (one.polarity, one.basis) for one in drafts if one.confidence > 0.5}
        assert {cell: told for cell, told in sure.items() if cell[1] in ("drones", "defence")} == coded, text
        assert all(LEAST <= one.confidence <= 1 for one in drafts)


def test_the_same_examples_give_the_same_bytes(coder, tmp_path):
    coder.save(tmp_path / "one.npz")
    StanceCoder().fit_examples(make_examples()).save(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_weights_come_back_equal(coder, tmp_path):
    write_weights(coder.model_, tmp_path / "one.npz", "from here")
    back = read_weights(tmp_path / "one.npz")
    write_weights(back, tmp_path / "two.npz", "from here")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert ZipFile(tmp_path / "one.npz").comment == b"from here"
    for one, other in zip(vars(coder.model_).values(), vars(back).values(), strict=True):
        assert (one.names, one.vocabulary, one.even) == (other.names, other.vocabulary, other.even)
        assert other.weights == pytest.approx(one.weights, abs=0.011)
        assert other.bias == pytest.approx(one.bias)


def test_a_coder_comes_back_from_its_file(coder, tmp_path):
    coder.save(tmp_path / "own.npz")
    scenes = look_at("", [Line(text, 1) for text, _ in TOLD], default())
    own, back = (list(one.draft(scenes)) for one in (coder, StanceCoder.load(path=tmp_path / "own.npz")))
    assert [[one[:4] for one in drafts] for drafts in own] == [[one[:4] for one in drafts] for drafts in back]


@pytest.mark.parametrize("kind", ["missing", "text", "cut", "zip", "pickle"])
def test_a_file_that_holds_no_weights_is_told(coder, tmp_path, kind):
    path = tmp_path / "w.npz"
    if kind == "text":
        path.write_text("no weights")
    if kind == "cut":
        coder.save(path)
        path.write_bytes(path.read_bytes()[:5000])
    if kind == "zip":
        np.savez(path, other=np.zeros(3))
    if kind == "pickle":
        np.savez(path, **{"sentences.names": np.array([{}], dtype=object)})
    with pytest.raises(InputError, match=r"w\.npz.*expected weights of a stance coder"):
        read_weights(path)


@pytest.mark.parametrize("examples", [[], [Example("x-1", "", (Line("It rained.", 1),), ({},))]])
def test_without_a_stance_there_is_nothing_to_learn(examples):
    with pytest.raises(ExampleError, match="no example has a stance; expected coded sentences"):
        StanceCoder().fit_examples(examples)


@pytest.mark.parametrize("number", [1, 2, 6])
def test_few_examples_are_too_few_but_no_error(number):
    (drafts,) = (
        StanceCoder()
        .fit_examples(make_examples(number))
        .draft(look_at("", [Line("Moscow opposed drone strikes.", 1)], default()))
    )
    assert isinstance(drafts, list)


def test_a_users_sentence_counts_for_several_others():
    package = make_examples()
    turned = [Example("own-1", "", (Line("Moscow opposed drone strikes.", 1),), ({},))] * 3
    scene = look_at("", [Line("Moscow opposed drone strikes.", 1)], default())
    plain, added, own = (
        max((one.confidence for one in next(coder.draft(scene))), default=0.0)
        for coder in (
            StanceCoder().fit_examples(package),
            StanceCoder().fit_examples([*package, *turned]),
            StanceCoder().fit_examples(package, turned),
        )
    )
    assert plain > added > own
