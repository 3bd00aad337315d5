"""The whole line on corpora of growing size: texts and megabytes a second on one core, peak memory, time by step.

usage: python benchmarks/line.py [SEEDS] [--sizes 1000,10000,100000]
The corpora are made from the texts in SEEDS (default: seeds). A document of 1 to 6 KB is a title and some paragraphs; a
paragraph is a paragraph of a seed, or 2 to 6 of its sentences, of which every second is the first half of one and the
second half of another, so that most sentences occur once; one document in ten ends in a copy of an earlier one's last
paragraph. Faults and boilerplate of the seeds come along. Every size runs in a process of its own, from reading the
file to all records in memory; tables are not written. Time by step is measured around the functions that
`pakru.corpus` calls, in the same run.
"""

import argparse
import json
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from processes import run

SIZES, COPIED = "1000,10000,100000", 0.1
LEAST, MOST = 1000, 6000  # characters of a document


def read_lines(folder: Path) -> list[str]:
    """Give the distinct lines of the texts in a folder."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return list(dict.fromkeys(line.strip() for text in texts for line in text.split("\n") if line.strip()))


def make_documents(folder: Path, size: int, seed: int = 1) -> Iterator[str]:
    """Make documents from the lines and sentences of the texts in a folder."""
    chance = random.Random(seed)
    lines = read_lines(folder)
    sentences = [s for line in lines for s in re.split(r"(?<=[a-z][.!?]) +(?=[A-Z])", line) if len(s.split()) > 5]
    titles = [line for line in lines if 4 < len(line.split()) < 12]
    last = ""
    for _ in range(size):
        paragraphs = [chance.choice(titles)]
        length = chance.randint(LEAST, MOST)
        while sum(map(len, paragraphs)) < length - 600:
            paragraphs.append(make_paragraph(lines, sentences, chance))
        if last and chance.random() < COPIED:
            paragraphs.append(last)
        last = paragraphs[-1]
        yield "\n".join(paragraphs)


def make_paragraph(lines: list[str], sentences: list[str], chance: random.Random) -> str:
    """Take a line as it is, one time in ten, or put sentences together."""
    if chance.random() < 0.1:
        return chance.choice(lines)
    return " ".join(make_sentence(sentences, chance) for _ in range(chance.randint(2, 6)))


def make_sentence(sentences: list[str], chance: random.Random) -> str:
    """Take a sentence as it is, or the first half of one and the second half of another."""
    one, other = chance.choice(sentences).split(), chance.choice(sentences).split()
    return " ".join(one if chance.random() < 0.5 else one[: len(one) // 2] + other[len(other) // 2 :])


def work(path: str) -> None:
    """Take the documents of a file down the line; print counts and the seconds of each step."""
    from pakru import corpus

    seconds: dict[str, float] = defaultdict(float)
    for name, step in list(vars(corpus).items()):
        home = getattr(step, "__module__", "")
        if "_" in name and home.startswith("pakru.") and home != "pakru.corpus":
            setattr(corpus, name, timed(name, step, seconds))
    started = time.process_time()
    records = corpus.read_corpus(path).records
    seconds["all"] = time.process_time() - started
    print(json.dumps({"seconds": seconds, "counts": {kind: len(rows) for kind, rows in records.items()}}))


def timed(name: str, step: Callable[..., Any], seconds: dict[str, float]) -> Callable[..., Any]:
    """Add up the CPU seconds of a step."""

    @wraps(step)
    def run_step(*arguments: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return step(*arguments, **named)
        finally:
            seconds[name] += time.process_time() - started

    return run_step


def measure(folder: str, size: int) -> tuple[str, dict[str, Any]]:
    """Give the row of one size, and what the line said about it."""
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/corpus.jsonl"
        run(__file__, folder, "--make", path, "--sizes", str(size))
        megabytes = Path(path).stat().st_size / 1e6
        printed, seconds, memory = run(__file__, "--work", path)
    said = json.loads(printed)
    row = (
        f"{size:,} | {megabytes:.1f} | {seconds:.1f} | {size / seconds:.0f} | {megabytes / seconds:.2f} | {memory:.0f}"
    )
    return f"| {row} | {memory / megabytes:.1f} |", said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="?", default=str(Path(__file__).parents[1] / "seeds"))
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--make", help=argparse.SUPPRESS)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.make:
        with open(options.make, "w", encoding="utf-8") as lines:
            for number, text in enumerate(make_documents(Path(options.seeds), sizes[0])):
                lines.write(json.dumps({"name": f"{number:06}", "text": text}, ensure_ascii=False) + "\n")
    elif options.work:
        work(options.work)
    else:
        show(options.seeds, sizes)


def show(folder: str, sizes: list[int]) -> None:
    """Print a table of the sizes, and one of the steps at each size."""
    print(
        "| documents | MB | CPU s | documents/s | MB/s | peak MB | peak/MB |\n|---|---|---|---|---|---|---|", flush=True
    )
    said = {}
    for size in sizes:
        row, said[size] = measure(folder, size)
        print(row, flush=True)
    steps = sorted(said[sizes[-1]]["seconds"], key=lambda step: -said[sizes[-1]]["seconds"][step])
    print(
        "\n| ms per document | " + " | ".join(f"{size:,}" for size in sizes) + " |\n" + "|---" * (len(sizes) + 1) + "|"
    )
    for step in steps:
        spent = (f"{1000 * said[size]['seconds'].get(step, 0) / size:.3f}" for size in sizes)
        print(f"| {step} | " + " | ".join(spent) + " |")
    print("\nrows: " + ", ".join(f"{kind} {count:,}" for kind, count in said[sizes[-1]]["counts"].items()))


if __name__ == "__main__":
    main()
