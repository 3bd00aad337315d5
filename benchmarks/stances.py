"""Scores of the stance coder on texts that it has not learned from, and what it gains from more coded texts.

usage: python benchmarks/stances.py PART... --practice FOLDER [--seeds FOLDER] [--annotations FOLDER] [--out FOLDER]
FOLDER of --practice holds the batches of practice texts (BATCH/texts, BATCH/stances.csv). PART is of
  batches    leave a batch out, learn from the rest of what the package ships and from the seeds; the seeds, with
             none of them
  articles   leave an article of the seeds out, learn from the others and from what the package ships; scores by target
  learning   learn from a part of the composed texts, score on practice texts and on the seeds
  gain       learn from some sentences of a held-out batch too, in the order of the sheet or at random
  order      the same with the other practice batches alone to learn from, over all batches
  baselines  majority, a dictionary in a window, a bag of words
  speed      sentences a second, seconds to learn, memory at the peak
Texts are read raw and go down the whole line. What stands in a copy of another paragraph is left out on both sides.
Intervals hold 95 % of 1,000 resamples of documents. Practice texts are composed: a score on them is none on real texts.
"""

import argparse
import resource
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from time import process_time

import numpy as np
import pandas as pd

import pakru
from pakru import codebook
from pakru.corpus import Corpus
from pakru.sheets.usefulness import order
from pakru.stances import BROAD, PRECISE
from pakru.stances.coder import OWN_WEIGHT, StanceCoder
from pakru.stances.examples import Example, examples_from, package_examples
from pakru.stances.learning import Lesson, learn_model, read_lessons
from pakru.tables import frame, read_table

ROOT = Path(__file__).parents[1]
BATCHES = "wire opinion web official news2 opinion2 analysis2 mixed2".split()
LOW = 0.05  # drafts are kept from here on, so that every threshold can be looked at
MEASURES = {
    "exact": ["sentence", "holder", "target", "polarity"],
    "without holder": ["sentence", "target", "polarity"],
}
Row = tuple[str, ...]


@dataclass(frozen=True)
class Set:
    """Texts with their reference coding."""

    name: str
    corpus: Corpus
    reference: pd.DataFrame

    @cached_property
    def starts(self) -> Mapping[str, np.ndarray]:
        """Where the sentences of each file begin."""
        return {file: np.array(table["start"]) for file, table in self.corpus.frame("sentences").groupby("file")}

    @cached_property
    def truth(self) -> pd.DataFrame:
        """The reference, each row at its sentence of the corpus."""
        return self.place(self.reference.assign(confidence=1.0))

    def place(self, stances: pd.DataFrame) -> pd.DataFrame:
        """Name the sentence of each row, and leave out what stands in copies."""
        table = stances.assign(sentence=[*map(self._find, stances["file"], stances["start"])])
        copies = [*self.corpus.frame("duplicates")[["file", "start", "end"]].itertuples(index=False)]
        kept = [
            not any(c.file == f and c.start <= s < c.end for c in copies)
            for f, s in zip(table.file, table.start, strict=True)
        ]
        return table[kept]

    def _find(self, file: str, start: int) -> int:
        starts = self.starts.get(file, np.array([0]))
        return int(starts[max(np.searchsorted(starts, start, side="right") - 1, 0)])

    def code(self, coder: StanceCoder) -> pd.DataFrame:
        """Code the texts; every draft, however unsure."""
        table = frame("stances", coder.code(self.corpus, LOW))
        return self.place(table.assign(start=table["sentence_start"]))


def read_sets(practice: Path, seeds: Path, annotations: Path) -> dict[str, Set]:
    """Read the batches of practice texts and the seeds."""
    places = {name: (practice / name / "texts", practice / name) for name in BATCHES} | {"seeds": (seeds, annotations)}
    return {
        name: Set(name, pakru.read_corpus(texts), read_table(tables / "stances.csv"))
        for name, (texts, tables) in places.items()
    }


def read_package() -> dict[str, list[Lesson]]:
    """Read what the package ships as lessons, by collection."""
    names = sorted(file.stem for file in (ROOT / "pakru" / "training").glob("*.csv"))
    return {name: weigh_lessons(package_examples([other for other in names if other != name]), 1.0) for name in names}


def weigh_lessons(examples: Iterable[Example], weight: float) -> list[Lesson]:
    """Read examples as lessons."""
    return read_lessons([(example, weight) for example in examples], codebook.default())


def make_examples(one: Set, coded: pd.DataFrame | None = None) -> list[Example]:
    """Make examples of a set and its reference."""
    everything = one.corpus.frame("sentences") if coded is None else coded
    frames = one.corpus.frame("articles"), one.corpus.frame("sentences")
    return [*examples_from(*frames, one.reference, everything[["file", "start", "end"]])]


def learn(*groups: Iterable[Lesson]) -> StanceCoder:
    """Learn a coder from groups of lessons."""
    coder = StanceCoder()
    coder.model_ = learn_model([lesson for group in groups for lesson in group], coder.codebook)
    return coder


# scores


def list_items(table: pd.DataFrame, measure: str) -> set[Row]:
    """Give what is compared: rows without a holder once, nets by the sign of a holder on a target in a document."""
    if measure != "net sign":
        return {*map(tuple, table[["file", *MEASURES[measure]]].astype(str).to_numpy().tolist())}
    signs = table.assign(sign=np.where(table["polarity"] == "favor", 1, -1)).groupby(["file", "holder", "target"])[
        "sign"
    ]
    return {(*place, str(np.sign(total))) for place, total in signs.sum().items() if total}


def count(one: Set, coded: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Count, for each document, what the reference has, what the coding has, and what both have."""
    truth, found = list_items(one.truth, measure), list_items(coded, measure)
    counts = [Counter(item[0] for item in items) for items in (truth, found, truth & found)]
    files = sorted(one.corpus.frame("documents")["file"])
    return pd.DataFrame([[count[file] for count in counts] for file in files], columns=["reference", "coded", "both"])


def score(counts: pd.DataFrame, seed: int = 0) -> dict[str, float]:
    """Give precision, recall and F1 of counts by document, with an interval of the F1."""
    drawn = np.random.default_rng(seed).integers(0, len(counts), (1000, len(counts)))
    sums = counts.to_numpy()[drawn].sum(1)
    low, high = np.percentile(2 * sums[:, 2] / np.maximum(sums[:, 0] + sums[:, 1], 1), [2.5, 97.5])
    reference, coded, both = counts.sum()
    figures = {
        "precision": both / max(coded, 1),
        "recall": both / max(reference, 1),
        "f1": 2 * both / (reference + coded),
    }
    whole = {"n_reference": reference, "n_coded": coded, "n_both": both}
    return {name: round(float(x), 3) for name, x in {**figures, "low": low, "high": high}.items()} | whole


def score_all(one: Set, drafts: pd.DataFrame, thresholds: Mapping[str, float]) -> list[dict[str, object]]:
    """Score drafts from several thresholds on, by every measure."""
    return [
        {
            "set": one.name,
            "mode": mode,
            "measure": measure,
            **score(count(one, drafts[drafts.confidence >= least], measure)),
        }
        for mode, least in thresholds.items()
        for measure in [*MEASURES, "net sign"]
    ]


MODES = {"broad": BROAD, "precise": PRECISE}


# parts


def run_batches(sets: Mapping[str, Set], package: Mapping[str, list[Lesson]]) -> dict[str, pd.DataFrame]:
    """Leave a batch out; for the seeds learn from the package alone."""
    seeds = weigh_lessons(make_examples(sets["seeds"]), 1.0)
    scores, drafted = [], []
    for name, one in sets.items():
        kept = [lessons for collection, lessons in package.items() if collection != f"practice_{name}"]
        drafts = one.code(learn(*kept, *([seeds] if name != "seeds" else [])))
        scores += score_all(one, drafts, MODES)
        right = {*map(tuple, one.truth[["file", *MEASURES["exact"]]].to_numpy().tolist())}
        is_right = [tuple(row) in right for row in drafts[["file", *MEASURES["exact"]]].to_numpy().tolist()]
        drafted.append(drafts.assign(set=name, right=is_right))
        print(name, [row["f1"] for row in scores[-6:]], flush=True)
    table, drafts = pd.DataFrame(scores), pd.concat(drafted)
    means = (
        table[table.set != "seeds"]
        .groupby(["mode", "measure"], sort=False)[["precision", "recall", "f1"]]
        .mean()
        .round(3)
    )
    table = pd.concat([table, means.reset_index().assign(set="mean of batches")], ignore_index=True)
    return {"batches": table, "curve": draw_curve(sets, drafts), "reliability": draw_reliability(drafts)}


def draw_curve(sets: Mapping[str, Set], drafts: pd.DataFrame) -> pd.DataFrame:
    """Give precision and recall over thresholds, of the practice texts together and of the seeds."""
    rows = []
    for name, chosen in (("practice texts", [*BATCHES]), ("seeds", ["seeds"])):
        given = sum(len(list_items(sets[one].truth, "exact")) for one in chosen)
        for least in np.arange(0.06, 0.92, 0.02):
            kept = drafts[drafts.set.isin(chosen) & (drafts.confidence >= least)]
            if len(kept):
                figures = {"precision": kept.right.mean(), "recall": kept.right.sum() / given}
                rows.append({"set": name, "threshold": least, **figures})
    return pd.DataFrame(rows).round(3)


def draw_reliability(drafts: pd.DataFrame) -> pd.DataFrame:
    """Give how often drafts are right, by their confidence, over all sets."""
    bins = drafts.assign(bin=(drafts.confidence * 10).astype(int).clip(0, 9)).groupby("bin")
    table = bins.agg(confidence=("confidence", "mean"), share=("right", "mean"), n=("right", "size"))
    return table.reset_index(drop=True).round(3)


def run_articles(sets: Mapping[str, Set], package: Mapping[str, list[Lesson]]) -> dict[str, pd.DataFrame]:
    """Leave an article of the seeds out; the scores of all, and by target."""
    one, kept = sets["seeds"], [*package.values()]
    examples = make_examples(one)
    drafts = []
    for left in examples:
        coder = learn(*kept, weigh_lessons([other for other in examples if other is not left], OWN_WEIGHT))
        table = one.code(coder)
        drafts.append(table[table.article == left.article])
    coded = pd.concat(drafts)
    broad = coded[coded.confidence >= BROAD]
    targets = [
        {"target": target, **score(count(replace(one, reference=rows), broad[broad.target == target], "exact"))}
        for target, rows in one.reference.groupby("target", sort=False)
    ]
    everything = pd.DataFrame(score_all(one, coded, MODES))
    print(everything.to_string(), flush=True)
    total = {"target": "all", **score(count(one, broad, "exact"))}
    return {"articles": everything, "targets": pd.DataFrame([*targets, total])}


def run_learning(sets: Mapping[str, Set], package: Mapping[str, list[Lesson]]) -> dict[str, pd.DataFrame]:
    """Learn from every 27th, 9th, 3rd and every composed text that is no practice text."""
    composed = [lesson for name, lessons in package.items() if not name.startswith("practice_") for lesson in lessons]
    begins = np.cumsum([lesson.scene.position == 0 for lesson in composed])
    rows = []
    for step in (27, 9, 3, 1):
        chosen = [lesson for lesson, article in zip(composed, begins, strict=True) if article % step == 0]
        coder = learn(chosen)
        counts: dict[str, list[pd.DataFrame]] = {"practice texts": [], "seeds": []}
        for name, one in sets.items():
            drafts = one.code(coder)
            counts["seeds" if name == "seeds" else "practice texts"].append(
                count(one, drafts[drafts.confidence >= BROAD], "exact")
            )
        texts = sum(lesson.scene.position == 0 for lesson in chosen)
        rows += [{"set": name, "texts": texts, **score(pd.concat(parts))} for name, parts in counts.items()]
        print(rows[-2:], flush=True)
    return {"learning": pd.DataFrame(rows)}


def run_gain(sets: Mapping[str, Set], package: Mapping[str, list[Lesson]]) -> dict[str, pd.DataFrame]:
    """Learn from 50, 100, 200 sentences of a held-out batch too; score on the texts of it that were not drawn from."""
    kept = [lessons for collection, lessons in package.items() if collection != "practice_mixed2"]
    counts = count_gain(sets["mixed2"], kept, {50: 1, 100: 2, 200: 1})
    rows = [{"set": way, "sentences": size, **score(sum(parts))} for (way, size), parts in counts.items()]
    print(pd.DataFrame(rows).to_string(), flush=True)
    return {"gain": pd.DataFrame(rows)}


def run_order(sets: Mapping[str, Set], package: Mapping[str, list[Lesson]]) -> dict[str, pd.DataFrame]:
    """Learn from the other practice batches alone, and from 50 to 200 sentences of half the texts of a batch; score
    on its other half, over all batches. With so small a base the order in which sentences are coded can be told."""
    practice = {name: package[f"practice_{name}"] for name in BATCHES}
    counts: dict[tuple[str, int], list[pd.DataFrame]] = {}
    for name in BATCHES:
        kept = [lessons for other, lessons in practice.items() if other != name]
        for key, parts in count_gain(sets[name], kept, {50: 3, 100: 3, 200: 3}).items():
            counts.setdefault(key, []).extend(parts)
        print(name, flush=True)
    rows = [{"set": way, "sentences": size, **score(pd.concat(parts))} for (way, size), parts in counts.items()]
    print(pd.DataFrame(rows).to_string(), flush=True)
    return {"order": pd.DataFrame(rows)}


def count_gain(
    one: Set, kept: Sequence[Iterable[Lesson]], draws: Mapping[int, int]
) -> dict[tuple[str, int], list[pd.DataFrame]]:
    """Count, on half of the texts of a set, what comes of sentences of the other half beside the lessons that are
    `kept`: by the order in which they are taken and their number. `draws` has the random orders of each number.
    """
    base, sentences = learn(*kept), one.corpus.frame("sentences")
    first = sorted(set(sentences["file"]))[::2]
    pool = sentences[sentences["file"].isin(first)].reset_index(drop=True)
    test = replace(one, reference=one.reference[~one.reference["file"].isin(first)])
    random = [np.random.default_rng(n).permutation(len(pool)).tolist() for n in range(max(draws.values()))]
    ways = {"as the sheet proposes": [order(pool, base.weigh(one.corpus), 200)], "at random": random}
    counts = {}
    for way, orders in ways.items():
        for size, drawn in {0: 1, **draws}.items():
            coders = (learn(*kept, learn_own(one, pool.iloc[p[:size]])) if size else base for p in orders[:drawn])
            drafted = [one.code(coder) for coder in coders]
            chosen = [drafts[~drafts["file"].isin(first) & (drafts.confidence >= BROAD)] for drafts in drafted]
            counts[way, size] = [count(test, drafts, "exact") for drafts in chosen]
    return counts


def learn_own(one: Set, coded: pd.DataFrame) -> list[Lesson]:
    """Give some sentences of a set as lessons that a user coded."""
    return weigh_lessons(make_examples(one, coded), OWN_WEIGHT)


def run_baselines(sets: Mapping[str, Set], package: Mapping[str, list[Lesson]]) -> dict[str, pd.DataFrame]:
    """Score what a reader has without a coder, on the seeds."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.preprocessing import MultiLabelBinarizer

    one = sets["seeds"]
    lessons = [lesson for group in package.values() for lesson in group]
    known = Counter((*cell, told[0]) for lesson in lessons for cell, told in (lesson.coded or {}).items())
    common = [cell for cell, _ in known.most_common()]
    classes = MultiLabelBinarizer().fit([[cell] for cell in common if known[cell] >= 5])
    vectors = CountVectorizer(ngram_range=(1, 2), min_df=3, binary=True)
    matrix = vectors.fit_transform(lesson.scene.text for lesson in lessons)
    truths = classes.transform(
        [
            [(*cell, told[0]) for cell, told in (lesson.coded or {}).items() if known[(*cell, told[0])] >= 5]
            for lesson in lessons
        ]
    )
    model = OneVsRestClassifier(LogisticRegression(C=1.0, solver="liblinear")).fit(matrix, truths)
    lines = [*read_lines(one)]
    likely = model.predict_proba(vectors.transform([scene.text for _, scene in lines]))
    ways: dict[str, Callable[[int], Iterable[Row]]] = {
        "majority": lambda n: [common[0]],
        "dictionary in a window": lambda n: look_up(lines[n][1]),
        "bag of words": lambda n: [classes.classes_[k] for k in np.flatnonzero(likely[n] >= BROAD)],
    }
    rows = []
    for name, way in ways.items():
        found = [(*lines[n][0], *cell) for n in range(len(lines)) for cell in way(n)]
        table = pd.DataFrame(found, columns=["file", "start", "holder", "target", "polarity"])
        rows.append({"name": name, **score(count(one, one.place(table), "exact"))})
        print(rows[-1], flush=True)
    return {"baselines": pd.DataFrame(rows)}


def read_lines(one: Set) -> Iterable[tuple[tuple[str, int], object]]:
    """Give the place and the scene of each sentence."""
    for _, sentences, scenes in StanceCoder()._read_articles(one.corpus):
        yield from (((s.file, s.start), scene) for s, scene in zip(sentences, scenes, strict=True))


def look_up(scene) -> set[Row]:  # type: ignore[no-untyped-def]
    """Give the stances of a dictionary: a cue, the nearest name before it, the words for a target within 10 words."""
    found = set()
    for cue in scene.cues:
        before = [person for person in scene.people if person.named and person.end <= cue.start]
        for sign in scene.targets:
            near = len(scene.text[min(cue.end, sign.end) : max(cue.start, sign.start)].split()) <= 10
            if cue.polarity in ("favor", "against") and before and near and sign.kind == "name":
                polarity = "favor" if cue.polarity == sign.sign else "against"
                found.add((before[-1].actor, sign.target, polarity))
    return found


def run_speed(sets: Mapping[str, Set], package: Mapping[str, list[Lesson]]) -> dict[str, pd.DataFrame]:
    """Measure the rate of coding, the seconds of learning, the memory at the peak (of this process, all parts)."""
    started = process_time()
    coder = StanceCoder.load()
    loaded = process_time() - started
    codings = [(len(one.corpus.frame("sentences")), one) for one in sets.values()]
    coder.code(sets["wire"].corpus)
    started = process_time()
    for _, one in codings:
        coder.code(one.corpus)
    rate = sum(n for n, _ in codings) / (process_time() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row = {"load seconds": round(loaded, 2), "sentences a second": round(rate), "peak MB": peak}
    print(row)
    return {"speed": pd.DataFrame([row])}


PARTS = {
    "batches": run_batches,
    "articles": run_articles,
    "learning": run_learning,
    "gain": run_gain,
    "order": run_order,
    "baselines": run_baselines,
    "speed": run_speed,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts named on the command line, and write their tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="+", choices=[*PARTS])
    parser.add_argument("--practice", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds")
    parser.add_argument("--annotations", type=Path, default=ROOT / "annotations")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results")
    options = parser.parse_args(arguments)
    sets = read_sets(options.practice, options.seeds, options.annotations)
    package = read_package() if {*options.parts} - {"speed"} else {}
    options.out.mkdir(exist_ok=True)
    for part in options.parts:
        for name, table in PARTS[part](sets, package).items():
            table.to_csv(options.out / f"stances_{name}.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
