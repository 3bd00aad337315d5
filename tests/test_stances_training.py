"""What the shipped coder learned from: well formed, in the words of the codebook, called fiction, nothing held out."""

import csv
import re
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

from pakru.codebook import default
from pakru.stances.coder import StanceCoder
from pakru.stances.examples import COLUMNS, ExampleError, digest_examples, package_examples, read_examples
from pakru.stances.learning import list_holders, list_targets, name_heads

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "pakru/training"
WEIGHTS = ROOT / "pakru/data/stance_weights.npz"
FILES = sorted(FOLDER.glob("*.csv"))
HELD_OUT = ["tests/texts/texts", "tests/texts/clean", "tests/layouts/texts", "tests/pages", "seeds"]
SAME = 8  # words from which on a sentence that is in two places is the same sentence


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def list_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, str]]]:
    return {path.name: read_table(path) for path in FILES}


def test_there_are_examples_and_practice_texts_among_them(tables):
    assert len(tables) > 1
    assert any(name.startswith("practice_") for name in tables)
    assert sum(map(len, tables.values())) > 1000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_collection_is_well_formed(path):
    holders, targets = set(list_holders(default())), set(list_targets(default()))
    examples = list(read_examples(path))
    assert examples
    for example in examples:
        assert example.article.strip()
        assert [line.passage for line in example.lines] == sorted(line.passage for line in example.lines)
        for line, coded in zip(example.lines, example.stances, strict=True):
            assert line.text.strip(), example.article
            assert coded is not None
            assert {holder for holder, _ in coded} <= holders, (example.article, line.text)
            assert {target for _, target in coded} <= targets, (example.article, line.text)


def test_no_cell_is_coded_twice(tables):
    for name, rows in tables.items():
        assert rows[0].keys() == set(COLUMNS)
        for row in rows:
            cells = [tuple(stance.split()[::2]) for stance in filter(None, row["stances"].split("; "))]
            assert len(cells) == len(set(cells)), (name, row["sentence"])


def test_an_article_has_one_name_and_one_place():
    names = Counter(example.article for example in package_examples())
    assert [name for name, count in names.items() if count > 1] == []


def test_an_article_has_one_title(tables):
    titles = {(name, row["article"], row["title"]) for name, rows in tables.items() for row in rows}
    assert len(titles) == len({(name, article) for name, article, _ in titles})


def test_nothing_to_test_on_is_learned_from(tables):
    told = [" ".join(list_words(row["sentence"])) for rows in tables.values() for row in rows]
    long: dict[str, list[str]] = {}  # first words -> sentences
    for sentence in {sentence for sentence in told if sentence.count(" ") >= SAME - 1}:
        long.setdefault(" ".join(sentence.split()[:SAME]), []).append(sentence)
    texts = [path for folder in HELD_OUT for path in (ROOT / folder).glob("*.txt")]
    assert len(texts) > 50
    for path in texts:
        words = list_words(path.read_text(encoding="utf-8", errors="replace"))
        text = f" {' '.join(words)} "
        starts = (" ".join(words[n : n + SAME]) for n in range(len(words)))
        known = (sentence for start in starts for sentence in long.get(start, ()))
        assert not [sentence for sentence in known if f" {sentence} " in text], path.name


def test_collections_can_be_left_out():
    kept = {example.article for example in package_examples([path.stem for path in FILES[1:]])}
    assert kept == {example.article for example in read_examples(FILES[0])}
    assert list(package_examples(path.stem for path in FILES)) == []
    with pytest.raises(ExampleError, match="leave_out: no collection 'practise_wire'; expected one of"):
        list(package_examples(["practise_wire"]))


def test_the_weights_are_those_of_the_examples():
    with ZipFile(WEIGHTS) as archive:
        assert archive.comment.decode() == digest_examples(), (
            "the examples are others than those that the weights were learned from: python tools/train_stances.py"
        )


def test_the_weights_hold_arrays_and_no_pickles():
    with ZipFile(WEIGHTS) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert name.endswith(".npy")
            assert b"|O" not in archive.read(name)[:128]


def test_the_weights_know_the_codebook():
    heads = StanceCoder.load().model_.sentences
    assert set(heads.names) == set(name_heads(list_targets(default()), list_holders(default())))


@pytest.mark.parametrize("page", ["pakru/training/README.md", "README.md"])
def test_it_is_said_that_the_examples_are_fiction(page):
    said = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    assert re.search(r"[Ff]iction", said)
    assert "CC0" in said
    assert re.search(r"may be cited|never be cited", said)
