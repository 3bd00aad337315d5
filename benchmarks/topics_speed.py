"""Topics, the size of a large corpus: seconds and memory of one fit to generated passages.

usage: topics_speed.py [PASSAGES]   (default 100,000)

A passage has 60 words: 40 of one of 20 topics (each with 200 words of its own, the frequent ones more often) and 20 of
a vocabulary that all share. All words are made up. `found`: the share of the ten most frequent words of each topic that
stand in the matched topic's top ten. CPU seconds and peak memory are of whole processes, the making of the passages
taken off; pakru measures no stability here (resamples=0).
"""

import json
import sys

import numpy as np
from processes import run

TOPICS, OWN, SHARED, TOP = 20, 200, 2000, 10
TOOLS = ("passages alone", "pakru", "scikit-learn NMF", "tomotopy LDA")


def make_words(many):
    rng = np.random.default_rng(1)
    heads, tails = [c + v for c in "bdfgklmnprtvz" for v in "aeiou"], [v + c for v in "aeiou" for c in "bdgklmnprtvz"]
    words = dict.fromkeys(
        rng.choice(heads) + rng.choice(heads) + rng.choice(tails) + rng.choice(tails) for _ in range(3 * many)
    )
    return np.array([*words][:many])


def make_passages(many):
    """Give the passages and the ten most frequent words of each topic."""
    words, rng = make_words(TOPICS * OWN + SHARED), np.random.default_rng(0)
    weights = 1 / np.arange(1, OWN + 1) ** 0.7
    own = rng.choice(OWN, (many, 40), p=weights / weights.sum()) + OWN * rng.integers(0, TOPICS, many)[:, None]
    shared = rng.integers(TOPICS * OWN, TOPICS * OWN + SHARED, (many, 20))
    rows = rng.permuted(np.hstack([own, shared]), axis=1)
    return [" ".join(words[row]) for row in rows], [words[OWN * t : OWN * t + TOP].tolist() for t in range(TOPICS)]


def fit_pakru(passages):
    import pandas as pd

    from pakru.topics import fit_topics

    made = fit_topics(pd.DataFrame({"text": passages}), TOPICS, resamples=0)
    return made.fit.words


def fit_sklearn(passages):
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    counts, model = TfidfVectorizer(min_df=3, max_df=0.3), NMF(TOPICS, random_state=0)
    model.fit(counts.fit_transform(passages))
    names = counts.get_feature_names_out()
    return [names[np.argsort(-row)[:TOP]].tolist() for row in model.components_]


def fit_tomotopy(passages):
    import tomotopy

    model = tomotopy.LDAModel(k=TOPICS, seed=0, min_df=3)
    for passage in passages:
        model.add_doc(passage.split())
    model.train(200, workers=1)
    return [[word for word, _ in model.get_topic_words(topic, TOP)] for topic in range(TOPICS)]


def measure(tool, many):
    from pakru.topics.matching import overlap

    passages, true = make_passages(many)
    fits = {
        "passages alone": lambda texts: true,
        "pakru": fit_pakru,
        "scikit-learn NMF": fit_sklearn,
        "tomotopy LDA": fit_tomotopy,
    }
    return overlap(true, fits[tool](passages))


def main(many="100000"):
    taken = 0.0
    print(f"{many} passages, {TOPICS} topics")
    for tool in TOOLS:
        try:
            output, seconds, memory = run(__file__, "--", tool, many)
        except SystemExit as failure:
            print(f"{tool}: {failure} (not installed?)")
            continue
        taken = taken or seconds
        found = json.loads(output)
        print(f"{tool:24} {seconds - taken:8.1f} CPU s {memory:8.0f} MB   found {found:.2f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main(*sys.argv[1:])
