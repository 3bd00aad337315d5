"""The composition: dates and corrections given by the caller, bad files, and where a text has little to say."""

import sys

import pytest

import pakru
from pakru.rows import InputError

LETTERS = """Mr Lavrov came to Islamabad on 3 October and left on the next day, after talks with two ministers.

The drills were held near Attock, the army said on Monday, and both sides were pleased with what they saw there.
"""


def corrections_file(folder, *rows):
    path = folder / "corrections.csv"
    path.write_text("file,start,end,label,quote,reason\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_correction_begins_an_article(tmp_path):
    start = LETTERS.index("The drills")
    path = corrections_file(tmp_path, f"a.txt,{start},{start + 10},article,The drills,another letter")
    assert len(pakru.read_corpus({"a.txt": LETTERS}).frame("articles")) == 1
    articles = pakru.read_corpus({"a.txt": LETTERS}, corrections=path).frame("articles")
    assert articles.start.tolist() == [0, start]


def test_a_correction_makes_boilerplate(tmp_path):
    path = corrections_file(tmp_path, "a.txt,0,9,source_credit,Mr Lavrov,a byline after all")
    boilerplate = pakru.read_corpus({"a.txt": LETTERS}, corrections=path).frame("boilerplate")
    assert boilerplate[["quote", "kind", "cues"]].to_numpy().tolist() == [["Mr Lavrov", "source_credit", "correction"]]


def test_a_correction_for_a_text_that_is_not_there_is_an_error(tmp_path):
    path = corrections_file(tmp_path, "b.txt,0,9,text,Mr Lavrov,no boilerplate")
    with pytest.raises(InputError, match=r"corrections\.csv:2: no text is called 'b\.txt'"):
        pakru.read_corpus({"a.txt": LETTERS}, corrections=path)


def test_a_given_date_bounds_its_article_and_resolves_its_times():
    corpus = pakru.read_corpus({"a.txt": LETTERS}, dates={"a.txt": "2012-10-10"})
    [article] = corpus.records["articles"]
    assert article.published.earliest == article.published.latest
    assert any("2012-10-10" in words for words in article.evidence)
    values = corpus.frame("timexes").set_index("quote").value
    assert values["3 October"] == "2012-10-03"
    assert values["Monday"] == "2012-10-08"


def test_a_date_for_a_text_that_is_not_there_is_an_error():
    with pytest.raises(InputError, match=r"no text is called 'b\.txt'"):
        pakru.read_corpus({"a.txt": LETTERS}, dates={"b.txt": "2012-10-10"})


def test_an_unknown_table_is_an_error_that_names_the_known_ones():
    with pytest.raises(KeyError, match="expected one of documents"):
        pakru.read_corpus({"a.txt": LETTERS}).frame("topics")


def test_a_bad_file_is_skipped_only_if_asked_for(tmp_path):
    (tmp_path / "good.txt").write_text(LETTERS, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\0\0")
    with pytest.raises(InputError, match=r"bad\.txt"):
        pakru.read_corpus(tmp_path)
    with pytest.warns(UserWarning, match=r"bad\.txt"):
        corpus = pakru.read_corpus(tmp_path, errors="skip")
    assert corpus.frame("documents").file.tolist() == ["good.txt"]


@pytest.mark.parametrize(
    ("kernel", "environment", "expected"),
    [
        ({}, {}, [{"disable": None}]),
        ({"ipykernel": sys}, {}, [{}]),
        ({}, {"TQDM_DISABLE": "1"}, [{}]),
    ],
)
def test_a_bar_is_left_to_tqdm_but_in_a_file(monkeypatch, kernel, environment, expected):
    asked = []
    monkeypatch.setattr("pakru.progress.tqdm", lambda texts, total, unit, delay, leave, **o: asked.append(o) or texts)
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    for name, module in kernel.items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr("os.environ", environment)
    pakru.read_corpus({"a.txt": LETTERS})
    assert asked == expected
