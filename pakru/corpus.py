"""The composition: the one place where the steps of the line meet."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pakru.articles import split_articles
from pakru.boilerplate import find_boilerplate
from pakru.codebook import Codebook, default
from pakru.copies import find_copies, find_repeats
from pakru.corrections import Correction, correct_boilerplate, read_corrections
from pakru.documents import read_documents
from pakru.events import Drafts, group_events
from pakru.events.accounts import find_accounts
from pakru.ledger import NORMALISATIONS
from pakru.mentions import find_mentions
from pakru.paragraphs import split_paragraphs
from pakru.passages import make_passages
from pakru.progress import show_progress
from pakru.publications import bound_articles
from pakru.publications.stories import bound_from_others
from pakru.records import Article, Document, Sentence, Stance, Timex
from pakru.rows import InputError
from pakru.sentences import split_sentences
from pakru.timexes import find_timexes

if TYPE_CHECKING:
    import pandas as pd

    from pakru.stances.coder import StanceCoder

Records = dict[str, list[Any]]

KINDS = (
    "documents",
    "boilerplate",
    "articles",
    "passages",
    "sentences",
    "duplicates",
    "overlaps",
    "repairs",
    "normalisations",
    "timexes",
    "mentions",
    "stances",
    "events",
    "event_mentions",
    "conflicts",
)


@dataclass(frozen=True)
class Corpus:
    """Texts taken down the line: the records of every kind, as tables and back to the source's own words.

    >>> corpus = read_corpus({"a.txt": "Moscow spoke. Kabul listened."})
    >>> corpus.frame("sentences").text.tolist()
    ['Moscow spoke.', 'Kabul listened.']
    """

    records: Mapping[str, Sequence[Any]]
    codebook: Codebook
    coder: "StanceCoder | None" = None  # who drafts the stances; None for the package's own

    @property
    def documents(self) -> Sequence[Document]:
        """The texts as they were read, by file name."""
        return self.records["documents"]

    @cached_property
    def drafts(self) -> Drafts:
        """The events that the library drafts, with their mentions and conflicts; made when first asked for."""
        kinds = ("sentences", "timexes", "mentions")
        sentences, timexes, mentions = (_by_article(self.records.get(kind, ())) for kind in kinds)
        around: dict[str, list[Any]] = {}
        for mention in self.records.get("mentions", ()):
            around.setdefault(mention.file, []).append(mention)
        accounts = []
        for a in self.records.get("articles", ()):
            place = (a.file, a.article)
            inside = (sentences.get(place, []), timexes.get(place, []), mentions.get(place, []))
            accounts += find_accounts(a, *inside, self.codebook, around.get(a.file, ()))
        return group_events(accounts)

    @cached_property
    def stances(self) -> Sequence[Stance]:
        """The stances that the coder drafts; made when first asked for."""
        from pakru.stances.coder import StanceCoder

        return (self.coder or StanceCoder.load(self.codebook)).code(self)

    def frame(self, kind: str) -> "pd.DataFrame":
        """Give the records of one kind (see `KINDS`) as a table with the columns of the design page."""
        from pakru import tables

        return tables.frame(kind, self._records(kind))

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Give every table by its kind, as `pakru.score` takes them."""
        return {kind: self.frame(kind) for kind in KINDS}

    def quote(self, row: Any, context: int = 0) -> str:
        """Give the source's own words at a row's span, with `context` sentences before and after."""
        from pakru import sources

        return sources.quote(self.documents, row, context, self.records["sentences"])

    def evidence(self, rows: "pd.DataFrame") -> "pd.Series":
        """Say what a selection of rows rests on: files, articles, distinct sentences, holders."""
        from pakru import sources

        return sources.evidence(rows, self.frame("sentences"), self.frame("duplicates"))

    def count(self, rows: "pd.DataFrame", by: str | Sequence[str]) -> "pd.DataFrame":
        """Count rows by one column or several, with the evidence that each count rests on beside it."""
        from pakru import sources

        return sources.count(rows, by, self.frame("sentences"), self.frame("duplicates"))

    def spread(self, rows: "pd.DataFrame") -> "pd.DataFrame":
        """Carry rows over to every exact copy of their place: what there would be to count if copies were ignored."""
        from pakru import sources

        return sources.spread(rows, self.frame("duplicates"))

    def count_sources(self, event_mentions: "pd.DataFrame") -> "pd.DataFrame":
        """Count what tells each event: mentions, the articles they stand in, and those that copy no other's telling."""
        from pakru import sources

        return sources.count_sources(event_mentions, self.frame("duplicates"), self.frame("overlaps"))

    def _records(self, kind: str) -> Sequence[Any]:
        if kind in Drafts._fields:
            return getattr(self.drafts, kind)
        if kind == "stances":
            return self.stances
        if kind not in self.records:
            raise KeyError(f"no table {kind!r}; expected one of {', '.join(KINDS)}")
        return self.records[kind]


@contextmanager
def _pause_collector() -> Iterator[None]:
    """Let Python look for no cycles among objects: records hold none, and the look takes a tenth of the time."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


@_pause_collector()
def read_corpus(
    source: Any,
    codebook: Codebook | None = None,
    *,
    dates: Mapping[str, str] | None = None,
    corrections: str | Path | None = None,
    errors: str = "raise",
    jobs: int = 1,
    coder: "StanceCoder | None" = None,
) -> Corpus:
    """Read every text of `source` and take it down the line.

    `source` is anything `read_documents` takes; `dates` gives days of publication by file name; `corrections` is a
    CSV of cuts and labels set by hand; `jobs` is the number of processes, which changes nothing in the result; `coder`
    drafts the stances in place of the package's own.
    """
    codebook = codebook or default()
    documents = _date(read_documents(source, errors=errors), dates or {})
    rows = _correct(documents, corrections)
    coded = list(_code(documents, codebook, rows, jobs))
    merged = {kind: [record for records in coded for record in records[kind]] for kind in coded[0]} if coded else {}
    return Corpus(_with_copies(_with_bounds(merged, codebook)), codebook, coder)


def code_document(document: Document, codebook: Codebook, corrections: Sequence[Correction] = ()) -> Records:
    """Take one document down the line: the records of every step that needs no other document.

    >>> records = code_document(Document("a.txt", "Moscow spoke. Kabul listened."), default())
    >>> [sentence.text for sentence in records["sentences"]]
    ['Moscow spoke.', 'Kabul listened.']
    """
    paragraphs = split_paragraphs(document)
    repeats = find_repeats(document, paragraphs)
    boilerplate = find_boilerplate(document, paragraphs, repeats, codebook)
    boilerplate = correct_boilerplate(document, boilerplate, corrections)
    articles = split_articles(document, paragraphs, boilerplate, repeats, codebook, corrections)
    passages = make_passages(document, articles, paragraphs, boilerplate, repeats, codebook)
    sentences = [sentence for passage in passages for sentence in split_sentences(passage, codebook)]
    articles = bound_articles(document, articles, boilerplate, sentences, codebook)
    ledger = [repair for passage in passages for repair in passage.repairs]
    return {
        "documents": [document],
        "boilerplate": boilerplate,
        "articles": articles,
        "passages": passages,
        "sentences": sentences,
        "duplicates": repeats,
        "repairs": [repair for repair in ledger if repair.kind not in NORMALISATIONS],
        "normalisations": [repair for repair in ledger if repair.kind in NORMALISATIONS],
        "timexes": _read_times(articles, sentences, codebook),
        "mentions": [mention for sentence in sentences for mention in find_mentions(sentence, codebook)],
    }


Place = tuple[str, str]  # file and article


def _read_times(articles: Iterable[Article], sentences: Iterable[Sentence], codebook: Codebook) -> list[Timex]:
    inside = _by_article(sentences)
    return [timex for a in articles for timex in find_timexes(a, inside.get((a.file, a.article), []), codebook)]


def _by_article(records: Iterable[Any]) -> dict[Place, list[Any]]:
    inside: dict[Place, list[Any]] = {}
    for record in records:
        inside.setdefault((record.file, record.article), []).append(record)
    return inside


def _date(documents: Sequence[Document], dates: Mapping[str, str]) -> list[Document]:
    names = {document.file for document in documents}
    if unknown := sorted(set(dates) - names):
        raise InputError(f"dates: no text is called {unknown[0]!r}; expected one of {', '.join(sorted(names)[:5])} ...")
    return [replace(d, date=dates[d.file]) if d.file in dates else d for d in documents]


def _correct(documents: Sequence[Document], path: str | Path | None) -> tuple[Correction, ...]:
    """Read the corrections, of which none may be for a text that is not there."""
    rows = read_corrections(path) if path else ()
    names = {document.file for document in documents}
    for row in rows:
        if row.file not in names:
            raise InputError(f"{row.place}: no text is called {row.file!r}; expected one of the corpus")
    return rows


def _code(
    documents: Sequence[Document], codebook: Codebook, corrections: tuple[Correction, ...], jobs: int
) -> Iterator[Records]:
    """Code the documents in their order, in this process or in several, with a bar when it takes long."""
    bar = partial(show_progress, unit="text", total=len(documents))
    if jobs == 1:
        yield from bar(code_document(document, codebook, corrections) for document in documents)
        return
    with ProcessPoolExecutor(jobs, initializer=_set_up, initargs=(codebook, corrections)) as pool:
        yield from bar(pool.map(_code_in_worker, documents, chunksize=16))


_set_up_with: list[Any] = []  # what compiles patterns caches them by codebook: one object a process


def _set_up(codebook: Codebook, corrections: tuple[Correction, ...]) -> None:
    _set_up_with[:] = [codebook, corrections]


def _code_in_worker(document: Document) -> Records:
    return code_document(document, *_set_up_with)


def _with_bounds(records: Records, codebook: Codebook) -> Records:
    """Bound the articles that their own file leaves open by what others tell, and resolve their times again."""
    told = records["articles"]
    articles = bound_from_others(records["documents"], told, records["boilerplate"], records["sentences"], codebook)
    moved = {(new.file, new.article) for new, old in zip(articles, told, strict=True) if new != old}
    sentences = (s for s in records["sentences"] if (s.file, s.article) in moved)
    times = _read_times((a for a in articles if (a.file, a.article) in moved), sentences, codebook)
    kept = (timex for timex in records["timexes"] if (timex.file, timex.article) not in moved)
    return records | {"articles": articles, "timexes": sorted([*kept, *times], key=lambda t: (t.file, t.start))}


def _with_copies(records: Records) -> Records:
    """Add what needs the whole corpus: near copies, and copies in other files."""
    duplicates, overlaps = find_copies(records["passages"], records["sentences"])
    both = sorted([*records["duplicates"], *duplicates], key=lambda copy: (copy.file, copy.start))
    return records | {"duplicates": both, "overlaps": overlaps}
