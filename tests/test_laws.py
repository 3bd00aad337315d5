"""Laws that hold for every row of every table of every text, the seeds' and random ones."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pakru
from pakru.corpus import KINDS
from pakru.ledger import replay, undo
from pakru.rows import InputError

SEEDS = Path(__file__).parents[1] / "seeds"
SETTINGS = settings(suppress_health_check=[HealthCheck.too_slow])

# texts made of what the line looks for, so that random ones reach its corners
PIECES = st.sampled_from(
    """Pakistans stand|relationshipdespite|Kabul.Moscow|Mr. Putin said.|U.S. drones| |\n|\r\n|\n\n|on 3 October 2012
    |FULL MEMBER|- Joined|Please enter your comment!|(The Nation)|date 2018-05-03|“no”|’|&amp;|â€™|\u00ad|\u200b|\u00a0
    |GENEVA, June 20:|X said:|By Staff Reporter|the two countries |...|Tuesday|two days later|wasnt|Related articles:
    |The ministers of both states met in Islamabad and agreed to talk.""".split("|")
)
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=40).map("".join), st.text(min_size=1, max_size=300)).filter(
    lambda text: text.strip() and "\x00" not in text
)


def check_laws(corpus: pakru.Corpus) -> None:
    """Check every row of every table of a corpus against the raw text."""
    raw = {document.file: document.text for document in corpus.documents}
    for kind in KINDS:
        table = corpus.frame(kind)
        if {"file", "start", "end"} <= set(table.columns):
            for row in table.itertuples():
                assert 0 <= row.start < row.end <= len(raw[row.file]), f"{kind}: {row}"
                if "quote" in table:
                    assert raw[row.file][row.start : row.end] == row.quote, f"{kind}: {row}"
    for passage in corpus.records["passages"]:
        source = raw[passage.file][passage.start : passage.end]
        assert replay(source, passage.repairs, passage.start) == passage.text
        assert undo(passage.text, passage.repairs, passage.start) == source


def as_bytes(corpus: pakru.Corpus) -> dict[str, str]:
    return {kind: corpus.frame(kind).to_csv(index=False) for kind in KINDS}


def test_every_row_of_the_seeds_stands_at_its_span():
    corpus = pakru.read_corpus(SEEDS)
    assert len(corpus.documents) == 5
    check_laws(corpus)


@SETTINGS
@given(st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c.txt"]), TEXTS, min_size=1))
def test_every_row_of_a_random_text_stands_at_its_span(texts):
    check_laws(pakru.read_corpus(texts))


@SETTINGS
@given(
    st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c.txt"]), TEXTS, min_size=2), st.randoms(use_true_random=False)
)
def test_the_order_of_the_files_changes_nothing(texts, random):
    names = list(texts)
    random.shuffle(names)
    assert as_bytes(pakru.read_corpus({name: texts[name] for name in names})) == as_bytes(pakru.read_corpus(texts))


@settings(max_examples=100)
@given(st.binary(min_size=1, max_size=400))
def test_random_bytes_are_read_or_refused_with_their_place(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "a.txt"
    path.write_bytes(data)
    try:
        corpus = pakru.read_corpus(path)
    except InputError as error:
        refused = str(error)
        assert refused.startswith("a.txt")
    else:
        check_laws(corpus)


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_give_the_same_bytes(jobs):
    assert as_bytes(pakru.read_corpus(SEEDS, jobs=jobs)) == as_bytes(pakru.read_corpus(SEEDS))


def test_the_same_input_gives_the_same_bytes():
    assert as_bytes(pakru.read_corpus(SEEDS)) == as_bytes(pakru.read_corpus(SEEDS))


def test_an_empty_table_keeps_its_columns():
    empty = pakru.read_corpus({"a.txt": "Nothing happened."})
    full = pakru.read_corpus(SEEDS)
    for kind in KINDS:
        pd.testing.assert_index_equal(empty.frame(kind).columns, full.frame(kind).columns)
