"""Scores of pakru's own coding on coded batches of texts: each batch, and all composed ones together.

usage: python benchmarks/practice.py FOLDER... [--seen NAME,NAME...] [--measures NAME,NAME...] [--out FILE.csv]
Each FOLDER holds the tables of the codebook and its texts in texts/ (or in ../seeds, as the reference coding does).
--seen names the batches that the rules were written on, so that the header says it; --measures prints only these.
Practice texts are composed: a score on them is no score on real texts, so that the seeds stay apart.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

import pakru
from pakru.corpus import KINDS
from pakru.sources.times import measure_widths
from pakru.tables import read_tables

Tables = Mapping[str, pd.DataFrame]
SHOWN = "kind measure precision recall f1 low high n_reference n_coded n_both".split()


def code_batch(folder: Path) -> Tables:
    """Code the texts of a batch with pakru."""
    texts = folder / "texts" if (folder / "texts").is_dir() else folder.parent / "seeds"
    corpus = pakru.read_corpus(texts)
    return {kind: corpus.frame(kind) for kind in KINDS}


def join(batches: list[Tables]) -> Tables:
    """Put the tables of batches under one another; the names of files must differ."""
    kinds = {kind: None for batch in batches for kind in batch}
    return {kind: pd.concat([b[kind] for b in batches if kind in b], ignore_index=True) for kind in kinds}


def show_widths(articles: pd.DataFrame) -> None:
    """Print how wide the bounds of publication are."""
    print("\nbounds of publication:", ", ".join(f"{name} {n}" for name, n in measure_widths(articles).items()))


def show(name: str, scored: pd.DataFrame, measures: list[str]) -> None:
    """Print the scores of a batch."""
    chosen = scored[scored.measure.isin(measures)] if measures else scored
    print(f"\n## {name}\n")
    print(chosen[SHOWN].to_string(index=False, float_format="{:.3f}".format, na_rep="-"))


def main() -> None:
    """Code and score the folders named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seen", default="", help="batches that the rules were written on")
    parser.add_argument("--measures", default="", help="measures to print (default: all)")
    parser.add_argument("--out", type=Path, help="write all scores as CSV")
    options = parser.parse_args()
    seen = [name for name in options.seen.split(",") if name]
    measures = [name for name in options.measures.split(",") if name]
    coded = {folder.name: (read_tables(folder), code_batch(folder)) for folder in options.folders}

    print(f"# Scores of pakru {pakru.__version__}")
    print(
        f"\nThe rules have seen: {', '.join(n for n in coded if n in seen) or 'none of these, as far as --seen says'}"
    )
    print(f"The rules have not seen: {', '.join(n for n in coded if n not in seen) or 'none of these'}")
    composed = [folder.name for folder in options.folders if (folder / "texts").is_dir()]
    unseen = [name for name in composed if name not in seen]
    groups = {name: [name] for name in coded}
    if len(composed) > 1:
        groups["all composed texts"] = composed
    if 1 < len(unseen) < len(composed):
        groups["all unseen composed texts"] = unseen
    scores = {}
    for group, names in groups.items():
        given, found = (join([coded[n][side] for n in names]) for side in (0, 1))
        scores[group] = pakru.score(given, found)
        show(group, scores[group], measures)
        show_widths(found["articles"])
    if options.out:
        pd.concat(scores, names=["batch"]).reset_index("batch").to_csv(options.out, index=False)


if __name__ == "__main__":
    main()
