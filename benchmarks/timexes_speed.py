"""How fast time expressions are found and resolved: on ordinary text, and on text made to be slow.

    python benchmarks/timexes_speed.py FOLDER

FOLDER holds ordinary texts (*.txt). Megabytes of characters for each CPU second of one core; sentences are split
beforehand. The hostile texts are a quarter and a whole megabyte of one piece, so that both rates must be alike.
"""

import sys
import time
from datetime import date
from pathlib import Path

from pakru.records import Article, Interval, Passage, Sentence
from pakru.sentences import split_sentences
from pakru.timexes import find_timexes
from pakru.timexes.expressions import find_expressions

DAY = Interval(date(2018, 5, 3), date(2018, 5, 3))
MEGABYTE = 1_000_000
HOSTILE = ("7", "1999 ", "may ", "May ", "on ", "on on on ", "in the early ", "two or ", "the last ", "1,", "a ", "\n")


def main(folder: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.txt"))]
    if not texts:
        sys.exit(f"{folder}: no texts; expected a folder of .txt files")
    sentences = [sentence for number, text in enumerate(texts) for sentence in split(text, f"{number}.txt")]
    size = sum(len(sentence.text) for sentence in sentences)
    article = Article("a.txt", "1", 0, size, published=DAY)
    find_timexes(article, sentences[:10])  # compiles the grammar
    rounds = max(1, MEGABYTE // size)
    start = time.process_time()
    found = sum(len(find_timexes(article, sentences)) for _ in range(rounds))
    seconds = time.process_time() - start
    print(
        f"ordinary text: {rounds * size / seconds / MEGABYTE:.2f} MB/s, {found / (rounds * size) * 1000:.1f} in 1,000"
    )
    for piece in HOSTILE:
        print(
            f"{piece!r:16} {rate(piece, MEGABYTE // 4):8.2f} MB/s, four times as much {rate(piece, MEGABYTE):8.2f} MB/s"
        )


def split(text: str, file: str) -> list[Sentence]:
    passages = (Passage(file, "1", n, 0, len(line), line) for n, line in enumerate(text.splitlines()) if line.strip())
    return [sentence for passage in passages for sentence in split_sentences(passage)]


def rate(piece: str, size: int) -> float:
    text = piece * (size // len(piece))
    start = time.process_time()
    find_expressions(text)
    return size / (time.process_time() - start) / MEGABYTE


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
