"""The coder on texts: what it finds, laws that its drafts keep, a user's codebook, hostile texts, the command."""

import csv
import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pakru
from pakru import cli, tables
from pakru.codebook import TABLES, Codebook, default
from pakru.corpus import Corpus
from pakru.stances import BROAD, PRECISE
from pakru.stances.coder import StanceCoder
from pakru.stances.examples import Example
from pakru.stances.learning import list_holders, list_targets
from pakru.stances.model import LEAST
from pakru.stances.scenes import Line, look_at

ROOT = Path(__file__).parents[1]
Stance = tuple[str, str, str]


def read(text: str, codebook: Codebook | None = None) -> Corpus:
    return pakru.read_corpus({"a.txt": text}, codebook)


def code(text: str, least: float = BROAD, codebook: Codebook | None = None) -> set[Stance]:
    stances = StanceCoder.load(codebook).code(read(text, codebook), least)
    return {(one.holder, one.target, one.polarity) for one in stances}


@pytest.fixture(scope="module")
def seeds() -> Corpus:
    return pakru.read_corpus(ROOT / "seeds")


@pytest.fixture(scope="module")
def composed() -> Corpus:
    return pakru.read_corpus(ROOT / "tests/texts/texts")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Moscow condemned the drone strikes in Pakistan.", ("RUS", "drones", "against")),
        ("Pakistan and Russia signed a defence agreement in Moscow.", ("PAK", "defence", "favor")),
        ("Pakistan and Russia signed a defence agreement in Moscow.", ("RUS", "defence", "favor")),
        ("India opposes the sale of Russian helicopters to Pakistan.", ("IND", "defence", "against")),
        ("We must build closer ties with Moscow.", ("AUTHOR", "ties", "favor")),
        ("China backed the bid of Pakistan for membership in the SCO.", ("CHN", "sco", "favor")),
    ],
)
def test_a_plain_stance_is_found(text, stance):
    assert stance in code(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in the hills for three days.",
        "The minister landed in Moscow on Tuesday.",
        "The gas pipeline is 1,100 kilometres long.",
        "My sister bakes bread and sells it at the market.",
    ],
)
def test_without_an_attitude_there_is_no_stance(text):
    assert code(text) == set()


fault = pytest.mark.xfail  # strict: a fault that is mended has to lose its mark


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russia denied that it opposes drone strikes in Pakistan.", ("RUS", "drones", "against")),
        ("If Russia supported Pakistan's membership in the SCO, it would be welcome.", ("RUS", "sco", "favor")),
    ],
)
@fault
def test_what_is_denied_or_only_supposed_is_no_stance(text, stance):
    assert stance not in code(text)


@fault
def test_a_refusal_to_call_off_is_a_stance():
    text = "Russia refused to cancel the joint exercise despite Indian demands."
    assert ("RUS", "defence", "favor") in code(text)


def test_a_stance_has_one_polarity():
    coder = StanceCoder.load()
    stances = coder.code(read("Moscow hailed and Delhi condemned the drone strikes. Moscow rejected them too."), LEAST)
    cells = Counter((one.sentence_start, one.holder, one.target) for one in stances)
    assert set(cells.values()) <= {1}


@pytest.mark.parametrize("name", ["seeds", "composed"])
def test_every_row_stands_where_it_says(name, request):
    corpus: Corpus = request.getfixturevalue(name)
    texts = {document.file: document.text for document in corpus.documents}
    sentences = {(one.file, one.article, one.start, one.end) for one in corpus.records["sentences"]}
    holders, targets = list_holders(corpus.codebook), list_targets(corpus.codebook)
    stances = StanceCoder.load(corpus.codebook).code(corpus, LEAST)
    assert len(stances) > 100
    for one in stances:
        assert texts[one.file][one.start : one.end] == one.quote
        assert one.sentence_start <= one.start < one.end <= one.sentence_end
        assert (one.file, one.article, one.sentence_start, one.sentence_end) in sentences
        assert one.holder in holders
        assert one.target in targets
        assert one.polarity in ("favor", "against")
        assert one.basis == "words" or one.holder != "AUTHOR"
        assert one.voice == ("own" if one.holder == "AUTHOR" else "reported")
        assert LEAST <= one.confidence <= 1


def test_rows_come_in_the_order_of_the_texts_each_once(seeds):
    stances = StanceCoder.load().code(seeds, LEAST)
    places = [(one.file, one.sentence_start) for one in stances]
    assert places == sorted(places)
    assert len({(*place, one.holder, one.target) for place, one in zip(places, stances, strict=True)}) == len(stances)


def test_a_higher_confidence_leaves_less(seeds):
    coder = StanceCoder.load()
    every, broad, precise, none = (set(coder.code(seeds, least)) for least in (0.0, BROAD, PRECISE, 1.01))
    assert every > broad > precise > none == set()
    assert broad == {one for one in every if one.confidence >= BROAD}


def test_the_corpus_gives_what_the_coder_drafts(seeds):
    rows = seeds.frame("stances")
    assert len(rows) == len(StanceCoder.load().code(seeds))
    assert rows.confidence.min() >= BROAD
    assert rows.columns.tolist() == tables.COLUMNS["stances"].split()


def teach_song() -> StanceCoder:
    """Teach that singing is a deed for ties."""
    told = [("Moscow sang.", {("RUS", "ties"): ("favor", "deeds")}), ("It rained.", {})] * 5
    return StanceCoder().fit_examples(Example(f"x-{n}", "", (Line(s, 1),), (c,)) for n, (s, c) in enumerate(told))


def test_another_coder_drafts_in_its_place():
    corpus = pakru.read_corpus({"a.txt": "Moscow sang."}, coder=teach_song())
    assert corpus.frame("stances")[["holder", "target"]].to_numpy().tolist() == [["RUS", "ties"]]
    assert pakru.read_corpus({"a.txt": "Moscow sang."}).frame("stances").empty


def test_every_sentence_and_target_is_weighed(seeds):
    weighed = StanceCoder.load().weigh(seeds)
    sentences = seeds.frame("sentences")
    assert weighed.columns.tolist() == ["file", "article", "start", "end", "target", "probability"]
    assert weighed.probability.between(0, 1).all()
    assert not weighed.duplicated(["file", "start", "target"]).any()
    assert set(zip(weighed.file, weighed.start, strict=True)) == set(zip(sentences.file, sentences.start, strict=True))
    assert len(weighed) == len(sentences) * len(list_targets(default()))


TEXTS = {
    "a.txt": "Lavrov landed in Islamabad. He condemned the drone strikes.",
    "b.txt": "Pakistan and Russia signed a defence agreement.",
    "c.txt": "Delhi asked Moscow to cancel the joint exercise with Pakistan.",
}


def test_neither_order_nor_jobs_change_a_row():
    plain = pakru.read_corpus(TEXTS).frame("stances")
    assert len(plain) >= 3
    turned = pakru.read_corpus(dict(reversed(TEXTS.items()))).frame("stances")
    pd.testing.assert_frame_equal(plain, turned)
    pd.testing.assert_frame_equal(plain, pakru.read_corpus(TEXTS, jobs=2).frame("stances"))


def test_a_file_is_coded_as_if_it_were_alone():
    alone = pakru.read_corpus({"b.txt": TEXTS["b.txt"]}).frame("stances")
    beside = pakru.read_corpus(TEXTS).frame("stances")
    pd.testing.assert_frame_equal(alone, beside[beside.file == "b.txt"].reset_index(drop=True))


WORDS = [*'Moscow Delhi condemned hailed drones SCO not we he . < "'.split(), "drone strikes", "\n\n"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_any_text_keeps_the_laws(words):
    text = "x " + " ".join(words)
    coder, corpus = StanceCoder.load(), read(text)
    broad, precise = (coder.code(corpus, least) for least in (BROAD, PRECISE))
    assert set(precise) <= set(broad)
    assert broad == coder.code(corpus)
    assert all(text[one.start : one.end] == one.quote for one in broad)


# a user's own targets and actors, as files

CANAL = [("canal", "name", "favor", r"canals?", "The canal is deep", "The channel is deep")]
EGYPT = [("EGY", "Egypt", "state"), ("EGY", "Cairo", "seat")]
AGAINST = "Cairo refused to accept the canal, which it called a violation of its sovereignty."
FOR = "Moscow fully supports the canal and welcomed it as a positive step."


def write_codebook(folder: Path, kept: bool) -> Codebook:
    """Write a folder with the target "canal" and the holder EGY, beside the package's own or in their place."""
    own = {
        "meanings": [("target", "canal", "a new canal", ""), ("holder", "EGY", "Egypt", "")],
        "targets": CANAL,
        "actors": EGYPT,
    }
    if not kept:
        own["meanings"].append(("holder", "RUS", "Russia", ""))
        own["actors"] = [*EGYPT, ("RUS", "Moscow", "seat")]
    for name, rows in own.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(TABLES[name])
            writer.writerows([*row, "a test"] for row in rows)  # first: of two rows with one alias the first counts
            writer.writerows([*row.values()] for row in default().table(name) if kept)
    return Codebook.read(folder)


@pytest.mark.parametrize("kept", [True, False], ids=["beside", "in place"])
def test_a_users_target_and_holder_are_drafted(tmp_path, kept):
    codebook = write_codebook(tmp_path, kept)
    found = code(f"{AGAINST} It rained. {FOR}", LEAST, codebook)
    assert {("EGY", "canal", "against"), ("RUS", "canal", "favor")} <= found
    assert {holder for holder, _, _ in found} <= set(list_holders(codebook))
    assert {target for _, target, _ in found} <= set(list_targets(codebook))
    assert code("It rained on the canal in Egypt.", codebook=codebook) == set()


def test_what_the_package_codes_stays_with_a_users_codebook(tmp_path):
    text = "Moscow condemned the drone strikes in Pakistan."
    assert code(text, codebook=write_codebook(tmp_path, True)) == code(text)


def test_a_new_target_is_drafted_after_learning_too(tmp_path):
    codebook = write_codebook(tmp_path, True)
    told = [
        ("Moscow condemned the drone strikes.", {("RUS", "drones"): ("against", "words")}),
        ("Delhi supported the SCO.", {("IND", "sco"): ("favor", "words")}),
        ("It rained.", {}),
        ("The drone strikes went on near the SCO.", {}),
    ]
    examples = [
        Example(f"x-{n}-{m}", "", (Line(text, 1),), (coded,)) for n in range(8) for m, (text, coded) in enumerate(told)
    ]
    coder = StanceCoder(codebook).fit_examples(examples)
    (drafts,) = coder.draft(look_at("", [Line("Egypt condemned the canal.", 1)], codebook))
    assert ("EGY", "canal", "against") in {one[:3] for one in drafts}


def test_a_user_teaches_a_new_target(tmp_path):
    codebook = write_codebook(tmp_path, False)
    told = [
        ("Cairo dug on at the canal.", {("EGY", "canal"): ("favor", "deeds")}),
        ("Moscow fished in the canal.", {}),
        ("It rained.", {}),
    ]
    text = " ".join(sentence for sentence, _ in told)
    corpus = read(text, codebook)
    examples = [
        Example(f"x-{n}", "", tuple(Line(s, 1) for s, _ in told), tuple(coded for _, coded in told)) for n in range(6)
    ]
    stances = StanceCoder(codebook).fit_examples(examples).code(corpus, PRECISE)
    assert [(one.holder, one.target, one.polarity, one.basis) for one in stances] == [
        ("EGY", "canal", "favor", "deeds")
    ]


# hostile texts

HOSTILE = {
    "one long sentence": "Moscow opposed drone strikes and ",
    "names": "Russia Pakistan India China Iran Turkey ",
    "cues": "condemned welcomed not ",
    "targets": "drone strikes SCO membership sanctions ",
    "quotes": '"Russia "said ',
    "markup": "<p class='x'>Russia</p> &amp; ",
    "right to left": "روسيا \u202eRussia\u202c opposed ",
    "letters": "a",
    "no letters": "?!",
    "pronouns": "he and they and both sides ",
    "short sentences": "Russia opposed drone strikes. ",
    "paragraphs": "Russia opposed drone strikes.\n\n",
    "open brackets": "([{<",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time_and_loses_nothing(unit):
    coder, seconds = StanceCoder.load(), []
    cut = unit.endswith((". ", "\n\n"))
    for size in (4_000, 32_000):
        pieces = [unit.strip()] * (size // len(unit)) if cut else [unit * (size // len(unit))]
        started = time.process_time()
        scenes = look_at("", [Line(piece, n) for n, piece in enumerate(pieces)], coder.codebook)
        drafts = list(coder.draft(scenes))
        seconds.append(time.process_time() - started)
        assert len(drafts) == len(pieces)
        assert "".join(scene.text for scene in scenes) == "".join(pieces)
    assert seconds[1] < 20 * max(seconds[0], 0.02), seconds


def test_thousands_of_names_nobody_knows():
    names = " ".join(f"Zq{n}ov opposed drones{n}," for n in range(2_000))
    started = time.process_time()
    assert {holder for holder, _, _ in code(names)} <= {"AUTHOR", "OTHER"}
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        'He said "Moscow said "Delhi opposes the drone strikes"".',
        "<p>Moscow <b>opposes</b> the US drone strikes.</p>",
        "\u202eMoscow opposes\u202c the drone strikes \u200f— روسيا تعارض.",
        "MOSCOW OPPOSES THE DRONE STRIKES!!!",
        "Moscow\u00a0opposes\u00a0the drone strikes\u2026",
        "1. Moscow opposes the drone strikes; 2. it rained.",
    ],
)
def test_odd_writing_does_not_hide_a_stance(text):
    corpus = read(text)
    stances = StanceCoder.load().code(corpus)
    assert any((one.target, one.polarity) == ("drones", "against") for one in stances)
    assert all(corpus.documents[0].text[one.start : one.end] == one.quote for one in stances)


# the command

SPOKEN = "Pakistan and Russia signed a defence agreement. Moscow condemned the drone strikes."


def test_what_the_command_writes_is_without_fault(tmp_path, capsys):
    source, out = tmp_path / "texts", tmp_path / "tables"
    source.mkdir()
    (source / "a.txt").write_text(SPOKEN, encoding="utf-8")
    assert cli.main(["code", str(source), "-o", str(out)]) == 0
    written = tables.read_table(out / "stances.csv")
    assert len(written) >= 2
    pd.testing.assert_frame_equal(written, pakru.read_corpus(source).frame("stances"))
    assert cli.main(["check", str(out), str(source)]) == 0
    assert "no fault" in capsys.readouterr().out


def test_the_command_takes_a_confidence_and_weights(tmp_path):
    (tmp_path / "a.txt").write_text("Moscow sang. It rained.", encoding="utf-8")
    teach_song().save(tmp_path / "own.npz")
    for more, rows in [([], 0), (["--weights", str(tmp_path / "own.npz")], 1)]:
        assert cli.main(["code", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), *more]) == 0
        assert len(tables.read_table(tmp_path / "out/stances.csv")) == rows
    more = ["--weights", str(tmp_path / "own.npz"), "--min-confidence", "1"]
    assert cli.main(["code", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), *more]) == 0
    assert tables.read_table(tmp_path / "out/stances.csv").empty


def test_the_command_codes_with_a_users_codebook(tmp_path):
    (tmp_path / "own").mkdir()
    write_codebook(tmp_path / "own", True)
    (tmp_path / "a.txt").write_text(AGAINST, encoding="utf-8")
    own, out = str(tmp_path / "own"), str(tmp_path / "tables")
    least = ["--min-confidence", str(LEAST)]
    assert cli.main(["code", str(tmp_path / "a.txt"), "-o", out, "--codebook", own, *least]) == 0
    rows = tables.read_table(tmp_path / "tables/stances.csv")
    assert ["EGY", "canal"] in rows[["holder", "target"]].to_numpy().tolist()
    assert cli.main(["check", out, str(tmp_path / "a.txt"), "--codebook", own]) == 0


def test_a_sheet_shows_the_drafts_and_asks_the_most_useful_first(tmp_path):
    (tmp_path / "a.txt").write_text(f"It rained. {SPOKEN} The tea was cold.", encoding="utf-8")
    assert cli.main(["sheet", str(tmp_path / "a.txt"), "-o", str(tmp_path / "sheet"), "--first", "2"]) == 0
    asked = pd.read_csv(tmp_path / "sheet/sheet.csv", encoding="utf-8-sig")
    assert set(asked.text) == {"Pakistan and Russia signed a defence agreement.", "Moscow condemned the drone strikes."}
    assert {"RUS", "PAK"} <= set(asked.draft_holder.dropna())
