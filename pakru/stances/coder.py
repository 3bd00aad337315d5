"""The coder: learns from coded sentences who is for or against what, and drafts it for a corpus."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pakru.codebook import Codebook, default
from pakru.ledger import quote_raw
from pakru.progress import show_progress
from pakru.records import Article, Sentence, Stance
from pakru.stances import BROAD
from pakru.stances.examples import Example, ExampleError, examples_from, package_examples
from pakru.stances.learning import learn_model, list_holders, list_targets, read_lessons
from pakru.stances.model import Draft, Judged, Model
from pakru.stances.scenes import Line, Scene, look_at
from pakru.stances.weights import read_weights, write_weights

if TYPE_CHECKING:
    import pandas as pd

OWN_WEIGHT = 3.0  # of a user's sentence beside one of the package's


class Texts(Protocol):
    """What the coder needs of a corpus."""

    @property
    def records(self) -> Mapping[str, Sequence[Any]]:
        """The records of every kind."""

    def frame(self, kind: str) -> "pd.DataFrame":
        """Give a table."""


class StanceCoder:
    """Learns from coded sentences and codes others, in scikit-learn's manner.

    `fit` learns from what the package ships (`leave_out` names collections to do without) and from a coded corpus,
    `load` gives what `fit` learns from the package alone; `code` gives the stances of a corpus, `weigh` the
    probability of each target in each sentence. The fitted attribute `model_` holds the two steps.

    >>> import pakru
    >>> corpus = pakru.read_corpus({"a.txt": "Lavrov opposed drone strikes in Pakistan."})
    >>> [(stance.holder, stance.target, stance.polarity) for stance in StanceCoder.load().code(corpus)]
    [('RUS', 'drones', 'against')]
    """

    model_: Model

    def __init__(
        self, codebook: Codebook | None = None, min_confidence: float = BROAD, leave_out: Sequence[str] = ()
    ) -> None:
        self.codebook = codebook or default()
        self.min_confidence = min_confidence
        self.leave_out = leave_out

    @classmethod
    def load(
        cls, codebook: Codebook | None = None, min_confidence: float = BROAD, path: str | Path | None = None
    ) -> "StanceCoder":
        """Give the coder as `fit` learns it from the package's examples, without the minute that this takes.

        With `path` it has learned what `save` wrote there. InputError if that is no such file.
        """
        coder = cls(codebook, min_confidence)
        coder.model_ = read_weights(Path(path)) if path else _package_model()
        return coder

    def save(self, path: str | Path) -> None:
        """Write what was learned as arrays, without pickles; the same bytes for the same examples."""
        write_weights(self.model_, Path(path))

    def fit(
        self, corpus: Texts | None = None, stances: "pd.DataFrame | None" = None, coded: "pd.DataFrame | None" = None
    ) -> "StanceCoder":
        """Learn from the package's examples, and from a corpus and the stances that somebody coded in it.

        `coded` is the table of the sentences that were looked at, those without a stance too (`pakru sheet --read`
        writes it); without it every sentence of an article with a stance counts as looked at.
        """
        own: list[Example] = []
        if corpus is not None and stances is not None:
            own = [*examples_from(corpus.frame("articles"), corpus.frame("sentences"), stances, coded)]
        return self.fit_examples(package_examples(self.leave_out), own)

    def fit_examples(self, examples: Iterable[Example], own: Iterable[Example] = ()) -> "StanceCoder":
        """Learn from examples; each of `own` counts for `OWN_WEIGHT` others. ExampleError if none has a stance."""
        weighed = [(example, 1.0) for example in examples] + [(example, OWN_WEIGHT) for example in own]
        lessons = read_lessons(weighed, self.codebook)
        if not any(lesson.coded for lesson in lessons):
            raise ExampleError("no example has a stance; expected coded sentences to learn from")
        self.model_ = learn_model(lessons, self.codebook)
        return self

    def weigh(self, corpus: Texts) -> "pd.DataFrame":
        """Give the first step's probability that a sentence has a stance on a target.

        Columns: file, article, start, end, target, probability; a row for each sentence and target.
        """
        import pandas as pd

        targets = list_targets(self.codebook)
        rows = [
            (sentence.file, sentence.article, sentence.start, sentence.end, target, judged[target])
            for _, sentences, scenes in self._read_articles(corpus)
            for sentence, judged in zip(sentences, self._judge(scenes), strict=True)
            for target in targets
        ]
        return pd.DataFrame(rows, columns=["file", "article", "start", "end", "target", "probability"])

    def code(self, corpus: Texts, min_confidence: float | None = None) -> list[Stance]:
        """Give the stances that the coder sees with at least `min_confidence`, in the order of the texts.

        `BROAD`, which it is if nothing else was said, is for drafts that somebody reads; `PRECISE` is for use without
        a look.
        """
        least = self.min_confidence if min_confidence is None else min_confidence
        return [
            _make_stance(article, sentence, draft)
            for article, sentences, scenes in self._read_articles(corpus)
            for sentence, drafts in zip(sentences, self.draft(scenes), strict=True)
            for draft in drafts
            if draft.confidence >= least
        ]

    def draft(self, scenes: Sequence[Scene]) -> Iterator[list[Draft]]:
        """Give for each scene of an article the stances that it may have, each with its confidence."""
        targets, holders = list_targets(self.codebook), list_holders(self.codebook)
        for scene, judged in zip(scenes, self._judge(scenes), strict=True):
            yield self.model_.draft(scene, judged, targets, holders)

    def _judge(self, scenes: Sequence[Scene]) -> list[Judged]:
        return self.model_.judge(scenes, list_targets(self.codebook), list_holders(self.codebook))

    def _read_articles(self, corpus: Texts) -> Iterator[tuple[Article, list[Sentence], list[Scene]]]:
        """Give each article with its sentences and their scenes."""
        inside: dict[tuple[str, str], list[Sentence]] = {}
        for sentence in corpus.records.get("sentences", ()):
            inside.setdefault((sentence.file, sentence.article), []).append(sentence)
        articles = corpus.records.get("articles", ())
        for article in show_progress(articles, "article", len(articles)):
            if sentences := inside.get((article.file, article.article)):
                lines = [Line(sentence.text, sentence.passage) for sentence in sentences]
                yield article, sentences, look_at(article.title, lines, self.codebook)


def _make_stance(article: Article, sentence: Sentence, draft: Draft) -> Stance:
    [(start, end, quote)] = quote_raw(sentence, [draft.span])
    place = article.file, article.article, sentence.start, sentence.end, start, end, quote
    voice = "own" if draft.holder == "AUTHOR" else "reported"
    judged = draft.holder, draft.target, draft.polarity, draft.basis, voice
    return Stance(*place, *judged, "; ".join(draft.rules), draft.confidence)


@cache
def _package_model() -> Model:
    with resources.as_file(resources.files("pakru") / "data" / "stance_weights.npz") as path:
        return read_weights(path)
