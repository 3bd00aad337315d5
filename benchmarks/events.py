"""Scores of the events that pakru drafts: on each folder of coded texts, over the files in which events are coded.

usage: python benchmarks/events.py FOLDER...
Each FOLDER holds events.csv, event_mentions.csv and articles.csv, and its texts in texts/ (or in ../seeds). Printed are
totals only, so that texts which the rules must not see may be scored too.
"""

import argparse
from pathlib import Path

import pakru
from pakru.tables import read_tables

KINDS = ("articles", "events", "event_mentions", "conflicts")
SHOWN = "kind measure of precision recall f1 low high n_reference n_coded n_both".split()


def score_folder(folder: Path) -> str:
    """Code the texts of a folder and score the events of the files that have coded ones."""
    reference = read_tables(folder)
    texts = folder / "texts" if (folder / "texts").is_dir() else folder.parent / "seeds"
    corpus = pakru.read_corpus(texts)
    articles = reference["articles"]
    articles = articles[articles["file"].isin(reference["event_mentions"]["file"])]
    coded = {kind: corpus.frame(kind) for kind in KINDS}
    scores = pakru.score({kind: reference[kind] for kind in KINDS}, coded, articles)
    shown = scores.loc[scores["kind"] != "articles", SHOWN]
    return shown.to_string(index=False, float_format="{:.3f}".format, na_rep="-")


def main() -> None:
    """Score the folders named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        print(f"\n## {folder.name}\n\n{score_folder(folder)}")


if __name__ == "__main__":
    main()
