"""Sentence splitters side by side: on coded sentences, on the test cases, and by the clock.

usage: python benchmarks/sentences.py [FOLDER...]
Each FOLDER holds a table stances.csv and its texts in texts/ (or in ../seeds). A coded sentence is found if it is one
sentence of the splitter, same span. Splitters that are not installed are left out: syntok, pysbd, nltk, blingfire
(needs numpy), sentencex.
"""

import csv
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pakru.paragraphs import split_paragraphs
from pakru.records import Document
from pakru.sentences import sentence_spans

Span = tuple[int, int]
Splitter = Callable[[str], list[Span]]
CASES = Path(__file__).parent.parent / "tests" / "cases" / "sentences.txt"


def naive() -> Splitter:
    """Split after every full stop, question or exclamation mark before white space and a capital letter."""
    pattern = re.compile(r"\S.*?(?:[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z])|\Z)", re.DOTALL)
    return lambda text: [found.span() for found in pattern.finditer(text)]


def syntok() -> Splitter:
    from syntok import segmenter

    def split(text: str) -> list[Span]:
        found = (sentence for paragraph in segmenter.process(text) for sentence in paragraph)
        return [(tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)) for tokens in found]

    return split


def pysbd() -> Splitter:
    from pysbd import Segmenter

    segmenter = Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(found.start, found.end) for found in segmenter.segment(text)]


def nltk_punkt() -> Splitter:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    tokenizer = PunktSentenceTokenizer()
    return lambda text: list(tokenizer.span_tokenize(text))


def blingfire() -> Splitter:
    from blingfire import text_to_sentences_and_offsets

    return lambda text: text_to_sentences_and_offsets(text)[1]


def sentencex() -> Splitter:
    from sentencex import get_sentence_boundaries

    return lambda text: [(found["start_index"], found["end_index"]) for found in get_sentence_boundaries("en", text)]


def installed() -> dict[str, Splitter]:
    """Give the splitters that can be imported here, pakru first."""
    splitters: dict[str, Splitter] = {"pakru": sentence_spans, "naive": naive()}
    for make in (syntok, pysbd, nltk_punkt, blingfire, sentencex):
        try:
            splitters[make.__name__] = make()
        except ImportError:
            print(f"{make.__name__} is not installed: left out")
    return splitters


def read_cases() -> list[tuple[str, list[Span]]]:
    """Read the test cases as text and spans."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [_parse(line) for line in lines if line and not line.startswith("#")]


def _parse(line: str) -> tuple[str, list[Span]]:
    spans, text = [], ""
    for part in re.split(r"(?<=[|‖])", line):
        spans.append((len(text), len(text) + len(part.rstrip("|‖"))))
        text += part.replace("|", " ").replace("‖", "")
    return text, spans


def read_coded(folder: Path) -> Iterator[tuple[str, int, set[Span]]]:
    """Give each paragraph that holds coded sentences: its text, its start, the spans coded in it."""
    texts = folder / "texts" if (folder / "texts").is_dir() else folder.parent / "seeds"
    coded: dict[str, set[Span]] = {}
    with (folder / "stances.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            coded.setdefault(row["file"], set()).add((int(row["sentence_start"]), int(row["sentence_end"])))
    for file, spans in sorted(coded.items()):
        text = (texts / file).read_bytes().decode("utf-8-sig")
        for paragraph in split_paragraphs(Document(file, text)):
            inside = {span for span in spans if paragraph.start <= span[0] < paragraph.end}
            if inside:
                yield re.sub(r"\s", " ", text[paragraph.start : paragraph.end]), paragraph.start, inside


def trim(text: str, spans: list[Span]) -> set[Span]:
    """Take the white space off the ends of spans, so that all splitters mean the same by one."""
    stripped = ((start, end, text[start:end]) for start, end in spans)
    return {
        (start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())) for start, end, part in stripped
    }


def count_found(split: Splitter, folder: Path) -> tuple[int, int]:
    """Count the coded sentences of a folder that are one sentence of the splitter, and all of them."""
    found = total = 0
    for text, offset, spans in read_coded(folder):
        ours = {(start + offset, end + offset) for start, end in trim(text, split(text))}
        found, total = found + len(ours & spans), total + len(spans)
    return found, total


def measure_speed(split: Splitter, texts: list[str], seconds: float = 2.0) -> float:
    """Give megabytes a second over `texts`, run again until `seconds` have passed."""
    done, begin = 0, time.process_time()
    while time.process_time() - begin < seconds:
        for text in texts:
            split(text)
            done += len(text.encode())
            if time.process_time() - begin > 2 * seconds:
                break
    return done / 1e6 / (time.process_time() - begin)


def main(folders: list[Path]) -> None:
    """Print the table: one line per splitter."""
    splitters, cases = installed(), read_cases()
    texts = [text for folder in folders for text, *_ in read_coded(folder)] or [text for text, _ in cases]
    print(f"| splitter | {' | '.join([f.name for f in folders])} | cases | MB/s |".replace("|  |", "|"))
    print("|---" * (len(folders) + 3) + "|")
    for name, split in splitters.items():
        right = sum(trim(text, split(text)) == set(spans) for text, spans in cases)
        counts = ["{}/{}".format(*count_found(split, folder)) for folder in folders]
        print(f"| {' | '.join([name, *counts, f'{right}/{len(cases)}', f'{measure_speed(split, texts):.2f}'])} |")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
