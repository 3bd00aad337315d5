"""Two coders: their agreement by hand and by other packages, what they disagree about, and what to code first."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pakru import cli
from pakru.codebook import Codebook
from pakru.records import Document
from pakru.rows import InputError
from pakru.sheets import COLUMNS, SHEET, chance, write_sheet
from pakru.sheets.agreement import compare
from pakru.sheets.chance import alphas, cohen_kappa, kappas, krippendorff_alpha
from pakru.sheets.returns import read_sheet
from pakru.sheets.settling import ask_again
from pakru.sheets.usefulness import FLOOR, order, take_probabilities, weigh_doubt

TARGET = {"kind": "name", "sign": "favor", "example": "", "not_example": "", "reason": "test"}
TARGETS = (
    {"target": "ties", "pattern": "closer", **TARGET},
    {"target": "canal", "pattern": "canals?", **TARGET},
    {"target": "canal", "pattern": "Delhi", **{**TARGET, "kind": "exclusion"}},
)
CODEBOOK = Codebook({**Codebook.read().tables, "targets": TARGETS})
HOLDERS = 13

PARTS = ["Moscow wants the canal.", "Kabul and Delhi object.", "Two Canals were dug.", "They grew closer, by canal."]
TEXT = " ".join(PARTS)
SENTENCES = pd.DataFrame(
    {
        "file": "a.txt",
        "article": ["a-1", "a-1", "a-2", "a-2"],
        "passage": 1,
        "sentence": [1, 2, 3, 4],
        "start": [TEXT.index(part) for part in PARTS],
        "end": [TEXT.index(part) + len(part) for part in PARTS],
    }
)
ANN = [
    ("1", "RUS canal favor"),
    ("2", "AFG canal against"),
    ("2", "IND canal against"),
    ("3", ""),
    ("4", "RUS ties favor"),
]
BEN = [
    ("1", "RUS canal favor"),
    ("2", "AFG canal favor"),
    ("2", "PAK canal against"),
    ("3", ""),
    ("4", "RUS ties favor"),
]


def answer(folder, answers, text=TEXT, sentences=SENTENCES):
    """Write a sheet, answer it, and read it back by the name of the folder."""
    write_sheet([Document("a.txt", text)], sentences, folder, CODEBOOK)
    rows = []
    for number, words in answers:
        row = {"sentence": number, "stance": "no"}
        if words:
            row = {
                "sentence": number,
                "basis": "words",
                "quote": text[sentences["start"][int(number) - 1] :].split()[0],
            }
            row |= dict(zip(("holder", "target", "polarity"), words.split(), strict=True))
        rows.append(row)
    save(folder, rows)
    return read_sheet(folder, folder.name)


def rows_of(folder):
    return list(csv.DictReader(io.StringIO((folder / SHEET).read_text("utf-8-sig"), newline="")))


def save(folder, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    (folder / SHEET).write_text(text.getvalue(), encoding="utf-8")


@pytest.fixture
def both(tmp_path):
    return answer(tmp_path / "ann", ANN), answer(tmp_path / "ben", BEN)


def values(agreement, target=""):
    rows = agreement[agreement["target"] == target]
    return {f"{row.measure} {row.of}": row for row in rows.itertuples()}


# agreement


def test_f1_counts_stances_with_their_holders_and_without(both):
    found = values(compare(*both, CODEBOOK))
    exact, without = found["f1 stances"], found["f1 without holder"]
    assert (exact.n_one, exact.n_other, exact.n_both, exact.n) == (4, 4, 2, 6)
    assert exact.value == 0.5
    assert (without.n_one, without.n_other, without.n_both) == (3, 4, 3), "the same target and sign in one sentence"
    assert without.value == pytest.approx(6 / 7)
    assert 0 <= exact.low <= exact.value <= exact.high <= 1


def test_cells_count_where_the_sentence_mentions_the_target(both):
    found = values(compare(*both, CODEBOOK))
    mentioned = {(0, "canal"), (2, "canal"), (3, "canal"), (3, "ties")}
    coded = {(1, "canal", holder) for holder in ("AFG", "IND", "PAK")}
    assert found["kappa all holders"].n == len(mentioned) * HOLDERS + len(coded)
    # AUTHOR is always named; Moscow names RUS in the first sentence; RUS ties in the last was coded
    assert found["kappa named holders"].n == len(mentioned) + 1 + 1 + len(coded)
    assert found["kappa named holders"].n_both == 2


def test_kappa_and_alpha_are_those_of_other_packages(both):
    found = values(compare(*both, CODEBOOK))
    cells = found["kappa named holders"].n
    one = ["favor", "against", "against", "none", "favor"] + ["none"] * (cells - 5)
    other = ["favor", "favor", "none", "against", "favor"] + ["none"] * (cells - 5)
    assert found["kappa named holders"].value == pytest.approx(cohen_kappa_score(one, other))
    seen = np.mean([a == b for a, b in zip(one, other, strict=True)])
    labels = [one.count(label) + other.count(label) for label in ("favor", "against", "none")]
    chance_alone = sum(n * (n - 1) for n in labels) / (2 * cells * (2 * cells - 1))
    assert found["alpha named holders"].value == pytest.approx((seen - chance_alone) / (1 - chance_alone))


def test_each_target_has_its_rows(both):
    agreement = compare(*both, CODEBOOK)
    assert agreement["target"].unique().tolist() == ["", "ties", "canal"]
    assert values(agreement, "ties")["f1 stances"].value == 1
    assert values(agreement, "canal")["f1 stances"].n == 5


def test_full_agreement_is_one_and_nothing_coded_is_no_figure(tmp_path):
    one, other = answer(tmp_path / "ann", ANN), answer(tmp_path / "ben", ANN)
    assert compare(one, other, CODEBOOK)["value"].eq(1).all()
    none = [(number, "") for number in "1234"]
    one, other = answer(tmp_path / "eva", none), answer(tmp_path / "dan", none)
    assert compare(one, other, CODEBOOK)["value"].isna().all()


def test_only_what_both_coded_is_compared(tmp_path):
    one, other = answer(tmp_path / "ann", ANN[:1]), answer(tmp_path / "ben", BEN[:4])
    assert values(compare(one, other, CODEBOOK))["f1 stances"].value == 1
    assert compare(one, other, CODEBOOK)["low"].isna().all(), "one article only"


def test_what_cannot_be_compared_is_told(tmp_path, both):
    with pytest.raises(InputError, match="two sheets coded by 'ann'; expected two coders"):
        compare(both[0], both[0], CODEBOOK)
    last = answer(tmp_path / "eva", ANN[-1:])
    with pytest.raises(InputError, match="no sentence both"):
        compare(answer(tmp_path / "dan", ANN[:1]), last, CODEBOOK)
    with pytest.raises(InputError, match="other texts"):
        compare(both[0], answer(tmp_path / "pia", BEN, TEXT.replace("Two", "Ten")), CODEBOOK)
    with pytest.raises(InputError, match=r"sheet\.csv:2: target is 'moon'"):
        compare(both[0], answer(tmp_path / "tom", [("1", "RUS moon favor")]), CODEBOOK)


def test_without_nltk_alpha_is_left_open(both, monkeypatch):
    monkeypatch.setattr(chance, "find_spec", lambda name: None)
    found = values(compare(*both, CODEBOOK))
    assert np.isnan(found["alpha all holders"].value)
    assert found["kappa all holders"].value > 0


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_the_formulas_behind_the_intervals_are_those_of_the_packages(counts):
    table = np.array(counts, dtype=float)
    assume(np.count_nonzero(table.reshape(3, 3).sum(axis=0) + table.reshape(3, 3).sum(axis=1)) > 1)
    assert kappas(table[:, None])[0] == pytest.approx(cohen_kappa(table.reshape(3, 3)))
    assert alphas(table[:, None])[0] == pytest.approx(krippendorff_alpha(table.reshape(3, 3)))


def test_alpha_is_that_of_the_textbook():
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section B: two observers, nominal data."""
    one, other = "aabbdcccedda", "babbbccceddd"
    labels = sorted({*one, *other})
    table = [[sum(pair == (a, b) for pair in zip(one, other, strict=True)) for b in labels] for a in labels]
    assert krippendorff_alpha(table) == pytest.approx(0.692, abs=0.0005)


# settling


def test_what_they_disagree_about_is_asked_again(both, tmp_path):
    handout = ask_again(*both, tmp_path / "eva", CODEBOOK)
    assert [asked.text for asked in handout.asked] == PARTS[1:2]
    drafted = [(row["draft_holder"], row["draft_polarity"], row["drafted_by"]) for row in rows_of(tmp_path / "eva")]
    assert drafted == [
        ("AFG", "against", "ann"),
        ("IND", "against", "ann"),
        ("AFG", "favor", "ben"),
        ("PAK", "against", "ben"),
    ]
    assert len(handout.agreed) == 3


def test_what_was_settled_comes_back_with_what_was_agreed(both, tmp_path):
    ask_again(*both, tmp_path / "eva", CODEBOOK)
    save(
        tmp_path / "eva",
        [{**row, "stance": "yes" if row["drafted_by"] == "ann" else "no"} for row in rows_of(tmp_path / "eva")],
    )
    read = read_sheet(tmp_path / "eva", "eva")
    assert (read.faults, read.remarks) == ((), [])
    pd.testing.assert_frame_equal(
        read.stances.drop(columns=["coder", "rule"]), both[0].stances.drop(columns=["coder", "rule"])
    )
    assert read.stances["rule"].tolist() == ["agreed", "settled", "settled", "agreed"]
    assert set(read.stances["coder"]) == {"eva"}
    assert len(read.sentences) == 4


def test_another_basis_is_settled_too(tmp_path):
    one, other = answer(tmp_path / "ann", ANN), answer(tmp_path / "ben", ANN)
    save(tmp_path / "ben", [{**row, "basis": "deeds"} for row in rows_of_semicolons(tmp_path / "ben")[:1]])
    other = read_sheet(tmp_path / "ben", "ben")
    assert len(ask_again(one, other, tmp_path / "eva", CODEBOOK).asked) == 1


def rows_of_semicolons(folder):
    return list(csv.DictReader(io.StringIO((folder / SHEET).read_text("utf-8"), newline=""), delimiter=";"))


def test_coders_who_agree_leave_nothing_to_settle(tmp_path):
    one, other = answer(tmp_path / "ann", ANN), answer(tmp_path / "ben", ANN)
    ask_again(one, other, tmp_path / "eva", CODEBOOK)
    read = read_sheet(tmp_path / "eva", "eva")
    assert len(read.stances) == 4
    assert set(read.stances["rule"]) == {"agreed"}


# order


def probabilities(*values):
    return SENTENCES.iloc[: len(values)].assign(target="ties", probability=values)


def test_doubt_is_greatest_in_the_middle():
    sentences = SENTENCES.assign(text=PARTS)
    assert order(sentences, probabilities(0.99, 0.5, 0.01, 0.8))[:2] == [1, 3]
    doubt = weigh_doubt(sentences, pd.concat([probabilities(0.5), probabilities(0.5).assign(target="canal")]))
    assert doubt.tolist() == [0.5 + FLOOR, FLOOR, FLOOR, FLOOR], "targets add up"


def test_the_order_is_a_permutation_and_copies_come_last():
    texts = ["Gas flows.", "Gas flows.", "Troops left.", "", "Gas flows.", "—"]
    sentences = pd.DataFrame({"file": "a.txt", "start": range(6), "end": range(1, 7), "text": texts})
    found = order(sentences)
    assert sorted(found) == list(range(6))
    assert set(found[-3:]) == {1, 3, 4}, "copies, and what has no word"
    assert order(sentences, first=1)[0] == found[0]
    assert order(sentences.assign(text="—")) == list(range(6)), "no words at all"
    assert order(sentences[:0]) == []


def test_of_equal_doubt_the_sentence_that_says_more_comes_first():
    sentences = SENTENCES.assign(text=["Gas.", "Gas flows to Lahore.", "Gas flows.", "word " * 400])
    assert order(sentences) == [3, 1, 2, 0]
    assert order(sentences, probabilities(0.5, 0.0, 0.0, 0.0))[1] == 0, "a list of words counts as fifty"


def test_drafts_stand_in_for_probabilities(both):
    stances = both[0].stances.assign(confidence=[0.9, 0.5, 0.4, 0.9])
    assert order(SENTENCES.assign(text=PARTS), take_probabilities(stances))[0] == 1


# the command


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Moscow welcomed the new canal.\n\nKabul objected to it. Delhi slept.\n")
    return tmp_path / "texts"


def fill(folder, **cells):
    save(
        folder,
        [{**row, **(cells if row["sentence"] == "1" else {}), "stance": cells["stance"]} for row in rows_of(folder)],
    )


def test_a_sheet_goes_out_and_comes_back(texts, tmp_path, capsys):
    out = tmp_path / "ann"
    assert cli.main(["sheet", str(texts), "-o", str(out), "--no-drafts"]) == 0
    assert capsys.readouterr().out == f"{out / SHEET}  3 sentences, 0 drafts\n"
    save(
        out,
        [
            {
                **rows_of(out)[0],
                "holder": "RUS",
                "target": "ties",
                "polarity": "favor",
                "basis": "words",
                "quote": "canal",
            }
        ],
    )
    assert cli.main(["sheet", "--read", str(out)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{out / 'stances.csv'}  1 rows"
    assert said[2] == f"{out / SHEET}: 2 of 3 sentences without a row in the sheet: 2, 3"
    assert cli.main(["check", str(out), str(texts)]) == 0
    assert ",ann\n" in (out / "stances.csv").read_text()
    assert cli.main(["sheet", "--read", str(out), "-o", str(tmp_path / "tables")]) == 0
    assert (tmp_path / "tables" / "stances.csv").read_bytes() == (out / "stances.csv").read_bytes()
    assert cli.main(["sheet", "--read", str(out), "--coder", "ben"]) == 1
    assert "has rows coded by 'ann'; expected another folder for those of 'ben'" in capsys.readouterr().err
    assert ",ann\n" in (out / "stances.csv").read_text()
    assert cli.main(["sheet", str(texts), "-o", str(out)]) == 1
    assert "is there already" in capsys.readouterr().err


def test_faults_of_a_sheet_are_printed_and_no_table_is_written(texts, tmp_path, capsys):
    out = tmp_path / "ann"
    cli.main(["sheet", str(texts), "-o", str(out), "--no-drafts"])
    save(out, [{"sentence": "1", "stance": "perhaps"}])
    capsys.readouterr()
    assert cli.main(["sheet", "--read", str(out)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{out / SHEET}:2: stance is 'perhaps'; expected 'yes' or 'no'\n")
    assert said.err.startswith(f"pakru: {out / SHEET}: ")
    assert not (out / "stances.csv").exists()


def test_two_coders_are_compared_and_asked_again(texts, tmp_path, capsys):
    for name in ("ann", "ben"):
        cli.main(["sheet", str(texts), "-o", str(tmp_path / name), "--no-drafts", "--first", "2"])
        save(tmp_path / name, [{**row, "stance": "no"} for row in rows_of(tmp_path / name)])
    row = {**rows_of_semicolons(tmp_path / "ben")[0], "stance": "yes", "holder": "RUS", "target": "ties"}
    row |= {"polarity": "favor", "basis": "words", "quote": row["text"]}
    save(tmp_path / "ben", [row, *rows_of_semicolons(tmp_path / "ben")[1:]])
    capsys.readouterr()
    sheets = [str(tmp_path / "ann"), str(tmp_path / "ben")]
    assert cli.main(["sheet", "--read", *sheets, "--coder", "Ann", "Ben", "-o", str(tmp_path / "eva")]) == 0
    said = capsys.readouterr().out
    assert "Ann and Ben: 2 sentences coded by both\n" in said
    assert said.endswith(f"{tmp_path / 'eva' / SHEET}  1 sentences to settle, 1 coded alike\n")
    assert rows_of(tmp_path / "eva")[0]["drafted_by"] == "Ben"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["sheet"], "one of the arguments SOURCE --read is required"),
        (["sheet", "texts"], "the following arguments are required: -o/--out"),
        (["sheet", "texts", "--read", "a"], "not allowed with argument"),
        (["sheet", "--read", "a", "b", "c"], "argument --read: 3 sheets; expected one or two"),
        (["sheet", "--read", "a", "--coder", "x", "y"], "argument --coder: 2 names; expected one for each sheet"),
        (["sheet", "texts", "-o", "out", "--first", "0"], "'0'; expected a number, 1 or more"),
    ],
)
def test_a_wrong_call_is_told(arguments, fault, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2
    assert fault in capsys.readouterr().err


def test_what_is_no_sheet_is_told(texts, capsys):
    assert cli.main(["sheet", "--read", str(texts)]) == 1
    assert capsys.readouterr().err.endswith(
        "key.jsonl: cannot be read; expected what `pakru sheet` wrote beside the sheet\n"
    )
