"""Near copies among generated paragraphs: pakru beside rensa and datasketch, each in a process of its own.

usage: python benchmarks/near_copies.py [SEEDS] [--size 100000] [--tools NAME,...] [--variants NAME,...]
Paragraphs of 80 words are drawn from the sentences of the texts in SEEDS (default: seeds); three in ten are copies of
others, with 0 to 20 % of their words edited and half of them with format noise: case, punctuation, quotes, spaces. A
link is right when both texts come from the same paragraph; recall is of all copies. CPU seconds and peak memory are
of the whole process, reading the paragraphs included. rensa and datasketch are optional. They compare sets of word
pairs by 128 hashes in 32 bands of 4, and their candidates are verified by the words of both: the best of the
settings that were tried on 20,000 paragraphs and took less than a minute.

Variants: `edits` replaces words; `mixed` replaces, deletes, inserts and swaps them; `reordered` also moves a
part of the paragraph; `whole` draws whole sentences, of up to 95 words. Elsewhere sentences of more than 24 words are
cut, so that paragraphs that are no copies seldom share most of their words. In `whole` many do, to the letter: what
is called wrong there is in good part what an analyst would want to see.
"""

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path

from processes import run

WORDS, LONGEST, COPIES, EDITED = 80, 24, 0.3, 0.2
EDITS = {"edits": "r", "mixed": "rdis", "reordered": "rdis", "whole": "r"}

Links = Iterable[tuple[int, int]]  # of a later text to an earlier one


def read_pieces(folder: Path, longest: int) -> list[str]:
    """Give the sentences of the texts in a folder, those of more than `longest` words cut into like parts."""
    lines = dict.fromkeys(line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").split("\n"))
    sentences = [s.split() for line in lines for s in re.split(r"(?<=[a-z][.!?]) +(?=[A-Z])", line)]
    return list(dict.fromkeys(part for words in sentences if len(words) > 5 for part in cut(words, longest)))


def cut(words: list[str], longest: int) -> Iterator[str]:
    """Cut a sentence into as few parts of the same length as it takes."""
    step = -(-len(words) // -(-len(words) // longest))
    return (" ".join(words[start : start + step]) for start in range(0, len(words), step))


def generate(folder: Path, size: int, variant: str, seed: int = 1) -> list[tuple[int, str]]:
    """Make paragraphs, each with the number of the one that it is, or was copied from."""
    chance = random.Random(seed)
    pieces = read_pieces(folder, 10**6 if variant == "whole" else LONGEST)
    vocabulary = sorted({word for piece in pieces for word in piece.split()})
    copies = round(COPIES * size)
    made = [(number, draw(pieces, chance)) for number in range(size - copies)]
    for number, words in [chance.choice(made) for _ in range(copies)]:
        words = rotate(words, chance) if variant == "reordered" else words
        made.append((number, edit(words, EDITS[variant], vocabulary, chance)))
    chance.shuffle(made)
    return [(number, " ".join(words)) for number, words in made]


def draw(pieces: list[str], chance: random.Random) -> list[str]:
    """Put pieces together until there are enough words."""
    words: list[str] = []
    while len(words) < WORDS:
        words += chance.choice(pieces).split()
    return words[:WORDS]


def rotate(words: list[str], chance: random.Random) -> list[str]:
    """Move the last 10 to 30 words to the front."""
    moved = chance.randint(10, 30)
    return words[-moved:] + words[:-moved]


def edit(words: list[str], kinds: str, vocabulary: list[str], chance: random.Random) -> list[str]:
    """Edit 0 to 20 % of the words, and change the format of every second text."""
    words = words[:]
    for place in sorted(chance.sample(range(len(words)), round(chance.uniform(0, EDITED) * len(words))), reverse=True):
        match chance.choice(kinds):
            case "r":
                words[place] = chance.choice(vocabulary)
            case "d":
                del words[place]
            case "i":
                words.insert(place, chance.choice(vocabulary))
            case "s":
                words[place : place + 2] = reversed(words[place : place + 2])
    return reformat(" ".join(words), chance).split(" ") if chance.random() < 0.5 else words


def reformat(text: str, chance: random.Random) -> str:
    """Put two kinds of noise on a text."""
    for change in chance.sample(NOISE, 2):
        text = change(text)
    return text


NOISE: list[Callable[[str], str]] = [
    str.upper,
    str.lower,
    str.title,
    lambda text: re.sub(r"[^\w\s]", "", text),
    lambda text: text.replace("'", "’").replace('"', "“"),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(",", " ,").replace(".", " ."),
    lambda text: text.replace(". ", "."),
    lambda text: text.replace("-", "–"),
]


def link_pakru(texts: list[str]) -> Links:
    from pakru.copies.near_copies import find_near_copies

    return ((later, earlier) for later, (earlier, _) in find_near_copies(texts).items())


def link_hash(texts: list[str]) -> Links:
    firsts: dict[str, int] = {}
    linked = ((place, firsts.setdefault(" ".join(split(text)), place)) for place, text in enumerate(texts))
    return ((later, earlier) for later, earlier in linked if later != earlier)


def link_rensa(texts: list[str]) -> Links:
    from rensa import RMinHash, RMinHashLSH

    rows = [split(text) for text in texts]
    sketches = RMinHash.from_token_sets(map(shingle, rows), num_perm=128, seed=1)
    index = RMinHashLSH(threshold=0.4, num_perm=128, num_bands=32)
    index.insert_many(sketches)
    return verify(rows, (index.query(sketch) for sketch in sketches))


def link_datasketch(texts: list[str]) -> Links:
    from datasketch import MinHash, MinHashLSH

    rows = [split(text) for text in texts]
    index = MinHashLSH(num_perm=128, params=(32, 4))
    sketches = MinHash.bulk([[gram.encode() for gram in shingle(row)] for row in rows], num_perm=128, seed=1)
    found = []
    for place, sketch in enumerate(sketches):
        found.append(index.query(sketch))
        index.insert(place, sketch, check_duplication=False)
    return verify(rows, found)


def split(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("’", "").replace("'", ""))


def shingle(words: list[str]) -> list[str]:
    return [f"{one} {two}" for one, two in pairwise(words)]


def verify(rows: list[list[str]], found: Iterable[list[int]], least: float = 0.6) -> Iterator[tuple[int, int]]:
    """Link each text to the earlier candidate that has most words in common, if these are enough."""
    sets = [frozenset(row) for row in rows]
    for place, others in enumerate(found):
        likeness = {o: len(sets[place] & sets[o]) / len(sets[place] | sets[o]) for o in others if o < place}
        best = max(likeness, key=likeness.__getitem__, default=place)
        if best != place and likeness[best] >= least:
            yield place, best


LINKERS = {"hash": link_hash, "pakru": link_pakru, "rensa": link_rensa, "datasketch": link_datasketch}


def work(tool: str, path: str) -> None:
    """Link the paragraphs of a file with one tool, and print the links."""
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)[1] for line in lines]
    json.dump(list(LINKERS[tool](texts)), sys.stdout)


def judge(links: Links, path: str) -> tuple[float, float]:
    """Give precision and recall: a link is right between texts from the same paragraph."""
    with open(path, encoding="utf-8") as lines:
        numbers = [json.loads(line)[0] for line in lines]
    links = list(links)
    right = sum(numbers[later] == numbers[earlier] for later, earlier in links)
    return right / max(len(links), 1), right / (len(numbers) - len(set(numbers)))


def name(tool: str) -> str | None:
    """Give a tool's name with its version; None where it is not installed."""
    try:
        return f"{tool} {version(tool)}" if tool != "hash" else "normalised hash"
    except PackageNotFoundError:
        return "pakru" if tool == "pakru" else None


def compare(folder: str, size: int, variant: str, tools: list[str]) -> None:
    """Print the table of one variant."""
    print(f"\n{variant}: {size:,} paragraphs\n\n| tool | P | R | CPU s | peak MB |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/paragraphs.jsonl"
        run(__file__, "--generate", path, folder, "--size", str(size), "--variants", variant)
        for tool in tools:
            if label := name(tool):
                printed, seconds, memory = run(__file__, "--work", tool, path)
                precision, recall = (
                    float(score) for score in run(__file__, "--judge", path, save(printed, place))[0].split()
                )
                print(f"| {label} | {precision:.4f} | {recall:.4f} | {seconds:.1f} | {memory:.0f} |", flush=True)
            else:
                print(f"| {tool} | not installed | | | |")


def save(text: str, folder: str) -> str:
    path = Path(folder) / "links.json"
    path.write_text(text, encoding="utf-8")
    return str(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="?", default=str(Path(__file__).parents[1] / "seeds"))
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--tools", default="hash,pakru,rensa,datasketch")
    parser.add_argument("--variants", default="edits")
    parser.add_argument("--generate", help=argparse.SUPPRESS)
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--judge", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.generate:
        made = generate(Path(options.seeds), options.size, options.variants)
        Path(options.generate).write_text("".join(json.dumps(pair) + "\n" for pair in made), encoding="utf-8")
    elif options.work:
        work(*options.work)
    elif options.judge:
        print(*judge(json.loads(Path(options.judge[1]).read_text()), options.judge[0]))
    else:
        for variant in options.variants.split(","):
            compare(options.seeds, options.size, variant, options.tools.split(","))


if __name__ == "__main__":
    main()
