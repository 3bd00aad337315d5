"""Candidates: pairs of texts that are worth comparing word by word, out of all pairs there are.

Two texts make a pair when they share a *skip-gram*: three words that follow each other once the frequent words, and
all but a sample of the others, are left out. The sample is drawn by the words' own checksums, so that two copies keep
the same words, and what is left out between them may be edited freely. Several samples make it unlikely that edits hit
every shared skip-gram. A pair stays when most of its words occur on both sides. All this may keep what is no copy:
whoever compares decides.

The ideas are Manber's (1994, Finding similar files in a large file system: chunks drawn by checksums) and Broder's
(1997, On the resemblance and containment of documents: shingles), with the sampling moved inside the shingle.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from struct import pack
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

GROUP = 17  # texts that share a skip-gram are all paired with each other; of larger groups see `_pair_large`
FREQUENT, OFTEN = 1 / 3, 50  # the words that make up so much of all and occur more than 50 times are left out
MISSING = 0.4  # the part of a text's other words that may be missing from its partner
MAP = 1024  # bits that show which words a text has
BLOCK = 1 << 16  # words or pairs that are worked on at a time


class Sample(NamedTuple):
    """One word in `every` is drawn, by `seed`, from texts of `least` to `most` words; large groups count or do not."""

    every: int
    seed: int
    least: int
    most: int
    large: bool


SAMPLES = (
    *(Sample(every, seed, 0, 40, seed == 1) for every, seed in ((1, 1), (2, 2), (2, 3), (2, 4))),
    *(Sample(4, seed, 20, 1 << 62, seed == 5) for seed in (5, 6, 7, 8, 9, 10)),
)

Places = NDArray[np.int64]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class WordTable:
    """Texts as rows of word numbers: those of text k are `words[ends[k] : ends[k + 1]]`."""

    words: NDArray[np.uint32]
    ends: Places
    checksums: Hashes

    def __len__(self) -> int:
        return len(self.ends) - 1

    def row(self, place: int) -> NDArray[np.uint32]:
        """Give the word numbers of one text."""
        return self.words[self.ends[place] : self.ends[place + 1]]

    def pick(self, places: Sequence[int]) -> "WordTable":
        """Give a table of some of the texts, in their order."""
        sizes = np.diff(self.ends)
        picked = np.zeros(len(self), np.bool_)
        picked[places] = True
        ends = np.append(0, np.cumsum(sizes[picked]))
        return WordTable(self.words[np.repeat(picked, sizes)], ends, self.checksums)

    def blocks(self) -> Iterator[tuple[Places, NDArray[np.uint32]]]:
        """Give the words of some whole texts at a time, each with the place of its text."""
        cuts = np.searchsorted(self.ends[:-1], np.arange(0, len(self.words), BLOCK))
        for start, end in pairwise(np.unique(np.append(cuts, len(self))).tolist()):
            ends = self.ends[start : end + 1]
            yield np.repeat(np.arange(start, end), np.diff(ends)), self.words[ends[0] : ends[-1]]


def number_words(texts: Iterable[str]) -> WordTable:
    """Read texts as rows of word numbers; case, punctuation, apostrophes and the width of spaces do not count.

    >>> table = number_words(["Russia's stand.", "RUSSIAS  “stand”", "The stand"])
    >>> [table.row(place).tolist() for place in range(3)]
    [[0, 1], [0, 1], [2, 1]]
    """
    packed, buffer, ends = _PackedWords(), bytearray(), [0]
    for text in texts:
        buffer += b"".join(map(packed.__getitem__, text.split()))
        ends.append(len(buffer) // 4)
    checksums = [crc32(word.encode("utf-8", "surrogatepass")) for word in packed.numbers]
    return WordTable(np.frombuffer(buffer, np.uint32), np.array(ends), np.array(checksums, np.uint64))


def find_candidates(table: WordTable) -> tuple[Places, Places]:
    """Find pairs of texts worth comparing: the places of the later ones, in order, and of the earlier ones.

    >>> texts = ["Moscow sold four new helicopters to Islamabad in the spring", "Nobody in Kabul was asked about it",
    ...          "Moscow has sold four new helicopters to Islamabad in spring"]
    >>> [places.tolist() for places in find_candidates(number_words(texts))]
    [[2], [0]]
    """
    rarer = _leave_out_frequent(table)
    bits, sizes = len(table).bit_length(), np.diff(table.ends)
    pairs = []
    for sample in SAMPLES:
        grams = _skipgrams(rarer, (sizes >= sample.least) & (sizes <= sample.most), bits, sample)
        pairs.append(_distinct([*_pair_small(grams, bits), *(_pair_large(grams, bits) if sample.large else [])]))
    return _unpack(_keep_like(rarer, _distinct(pairs), bits), bits)


class _PackedWords(dict[str, bytes]):
    """What a stretch without spaces holds, as packed word numbers: mostly one word."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __missing__(self, stretch: str) -> bytes:
        bare = stretch.casefold().translate(_APOSTROPHES)
        words = "".join(c if c.isalnum() else " " for c in bare).split()
        numbers = [self.numbers.setdefault(word, len(self.numbers)) for word in words]
        packed = self[stretch] = pack(f"={len(numbers)}I", *numbers)
        return packed


_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))


def _leave_out_frequent(table: WordTable) -> WordTable:
    counts = np.bincount(table.words, minlength=len(table.checksums))
    falling = np.append(np.sort(counts)[::-1], 0)
    most = falling[np.searchsorted(np.cumsum(falling[:-1]), len(table.words) * FREQUENT, side="right")]
    kept = (counts <= max(most, OFTEN))[table.words]
    running = np.append(np.uint32(0), np.cumsum(kept, dtype=np.uint32))
    return WordTable(table.words[kept], running[table.ends].astype(np.int64), table.checksums)


def _skipgrams(table: WordTable, fits: NDArray[np.bool_], bits: int, sample: Sample) -> Hashes:
    """Give the distinct skip-grams of the texts that fit, sorted; the lowest bits of each name its text."""
    hashes = _mix(table.checksums + np.uint64(sample.seed << 32))
    drawn = hashes <= np.uint64((2**64 - 1) // sample.every)
    grams = []
    for texts, words in table.blocks():
        kept = drawn[words] & fits[texts]
        text, word = texts[kept].astype(np.uint64), hashes[words[kept]]
        gram = _mix(_mix(_mix(word[:-2]) + word[1:-1]) + word[2:])
        grams.append((gram >> np.uint64(bits) << np.uint64(bits) | text[:-2])[text[:-2] == text[2:]])
    return _distinct(grams)


def _pair_small(grams: Hashes, bits: int) -> Iterator[Hashes]:
    """Pair every two texts that share a skip-gram with few others."""
    starts, sizes = _groups(grams, bits)
    text = grams & np.uint64((1 << bits) - 1)
    for size in range(2, GROUP + 1):
        members = text[starts[sizes == size][:, None] + np.arange(size)]
        earlier, later = np.triu_indices(size, 1)
        yield (members[:, later] << np.uint64(bits) | members[:, earlier]).ravel()


def _pair_large(grams: Hashes, bits: int) -> Iterator[Hashes]:
    """Pair each text of a large group with the first and with the one before: as many pairs as texts."""
    starts, sizes = _groups(grams, bits)
    text = grams & np.uint64((1 << bits) - 1)
    at = np.flatnonzero(np.repeat(sizes > GROUP, sizes))
    first = np.repeat(starts, sizes)[at]
    for partner in (first, at - 1):
        yield (text[at] << np.uint64(bits) | text[partner])[at > first]


def _groups(grams: Hashes, bits: int) -> tuple[Places, Places]:
    """Give where each group of texts with the same skip-gram starts, and how large it is."""
    heads = grams >> np.uint64(bits)
    starts = np.flatnonzero(np.append(True, heads[1:] != heads[:-1])[: len(heads)])
    return starts, np.diff(np.append(starts, len(heads)))


def _keep_like(table: WordTable, pairs: Hashes, bits: int) -> Hashes:
    """Keep the pairs of which neither side has too many words that the other has not."""
    maps, most = _word_maps(table), MISSING * np.diff(table.ends)
    spare = np.bitwise_count(maps).sum(axis=1, dtype=np.int64) - most
    kept = [np.empty(0, np.uint64)]
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        later, earlier = _unpack(block, bits)
        shared = np.bitwise_count(maps[later] & maps[earlier]).sum(axis=1, dtype=np.int64)
        kept.append(block[shared >= np.maximum(spare[later], spare[earlier])])
    return np.concatenate(kept)


def _word_maps(table: WordTable) -> Hashes:
    """Give a row of bits for each text: those of its words are set."""
    bit = (_mix(table.checksums) % np.uint64(MAP)).astype(np.int64)
    maps = np.zeros((len(table), MAP // 64), np.uint64)
    for texts, words in table.blocks():
        seen = np.zeros((texts[-1] - texts[0] + 1, MAP), np.bool_)
        seen[texts - texts[0], bit[words]] = True
        maps[texts[0] : texts[-1] + 1] = np.packbits(seen, axis=1).view(np.uint64)
    return maps


def _mix(numbers: Hashes) -> Hashes:
    """Scatter numbers over all 64 bits (the finaliser of SplitMix64; Steele and others 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _distinct(parts: list[Hashes]) -> Hashes:
    numbers = np.concatenate([np.empty(0, np.uint64), *parts])
    numbers.sort()
    return numbers[np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]]


def _unpack(pairs: Hashes, bits: int) -> tuple[Places, Places]:
    mask = np.uint64((1 << bits) - 1)
    return (pairs >> np.uint64(bits)).astype(np.int64), (pairs & mask).astype(np.int64)
