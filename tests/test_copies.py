"""Copies: what repeats what, what only looks like it, and that hostile texts take no longer than others."""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.copies import find_copies, find_repeats
from pakru.copies.alignment import find_in_order, longest_gap, mark_words
from pakru.copies.candidates import find_candidates, number_words
from pakru.copies.near_copies import find_near_copies
from pakru.records import Copy, Document, Paragraph, Passage, Sentence

NEWS = "The two envoys met for three hours on Monday, and neither of them would say what had been on the table."
REPLY = "Nobody in the ministry was willing to confirm it."
TITLE = "Envoys meet behind closed doors"
LONG = (
    "The pipeline was to carry gas from the port to the plains, and nobody doubted that the money would be found. "
    "Engineers had walked the route twice, once in the rains, and had come home with drawings of every bridge. What "
    "was missing was a signature. Two ministers had promised one before the harvest, a third had promised it before "
    "the elections, and a fourth, who was not asked, said that there was no hurry, since gas does not rot."
)
OTHER = (
    "Wheat prices fell for the third week. Traders in the southern market blamed an early harvest and a late ship, "
    "farmers blamed the traders, and the provincial government, which had bought at last year's price, blamed nobody."
)


def lines_of(text: str) -> list[Paragraph]:
    return [Paragraph("a.txt", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def repeats_in(*lines: str) -> list[tuple[int, int]]:
    """Give the numbers of the lines that are copies, each with that of its source."""
    text = "\n".join(lines)
    paragraphs = lines_of(text)
    number = {(p.start, p.end): place for place, p in enumerate(paragraphs)}
    found = find_repeats(Document("a.txt", text), paragraphs)
    return [(number[c.start, c.end], number[c.of_start, c.of_end]) for c in found]


REPEATS = [
    ("prose", [NEWS, REPLY, NEWS], [(2, 0)]),
    ("all copies point to the first", [NEWS, NEWS, NEWS], [(1, 0), (2, 0)]),
    ("a block with its heading", [TITLE, NEWS, REPLY, TITLE, NEWS, REPLY], [(3, 0), (4, 1), (5, 2)]),
    ("a heading below its prose", [NEWS, TITLE, NEWS, TITLE], [(2, 0), (3, 1)]),
    ("spaces do not count", [NEWS, NEWS.replace(" ", "  ")], [(1, 0)]),
    ("a quoted post", ["rafi", NEWS, "lena", "rafi said:", NEWS, "Click to expand...", REPLY], [(4, 1)]),
]
NO_REPEATS = [
    ("a title again below a date", [TITLE, "3 May 2019", TITLE, NEWS]),
    ("a title again above another text", [TITLE, NEWS, TITLE, REPLY]),
    ("a poster's name", ["rafi", NEWS, "lena", REPLY, "rafi", "I do not think so, and I have my reasons for it."]),
    ("profile lines", ["FULL MEMBER", "- Joined", NEWS, "FULL MEMBER", "- Joined", REPLY]),
    ("a name above a copied post", ["rafi", NEWS, "rafi", NEWS[:-1]]),
    ("a changed word", [NEWS, NEWS.replace("three", "four")]),
    ("nothing", []),
]


@pytest.mark.parametrize(("lines", "expected"), [row[1:] for row in REPEATS], ids=[row[0] for row in REPEATS])
def test_paragraphs_that_repeat_an_earlier_one(lines, expected):
    assert repeats_in(*lines) == expected


@pytest.mark.parametrize("lines", [row[1] for row in NO_REPEATS], ids=[row[0] for row in NO_REPEATS])
def test_lines_that_recur_and_are_no_copies(lines):
    assert repeats_in(*lines) == []


NEAR = [
    ("to the letter", LONG, LONG, 1.0),
    ("case, quotes, punctuation", LONG, re.sub(r"[,.]", "", LONG).upper(), 1.0),
    ("lost apostrophes", OTHER, OTHER.replace("'", ""), 1.0),
    ("spaces", LONG, LONG.replace(" ", " \n "), 1.0),
    ("a few words", LONG, LONG.replace("harvest", "feast").replace("money", "means").replace("walked", "paced"), 0.96),
    ("words left out", LONG, LONG.replace("and ", "").replace("that ", ""), 1.0),
]
APART = [
    ("one sentence in common", LONG, OTHER + " What was missing was a signature."),
    ("the last sentence is another", LONG, LONG[: LONG.index("Two ministers")] + OTHER),
    ("a sentence of its own", LONG, LONG[:230] + OTHER[:90] + LONG[230:]),
    ("the same words in another order", OTHER, " ".join(sorted(OTHER.split()))),
    (
        "short and alike",
        "Trade came to some 400 million dollars last year.",
        "Trade was 400 million dollars last year.",
    ),
    ("no words", "?!", "..."),
]


@pytest.mark.parametrize(("text", "copy", "share"), [row[1:] for row in NEAR], ids=[row[0] for row in NEAR])
def test_near_copies_with_their_share(text, copy, share):
    links = find_near_copies([OTHER if text == LONG else LONG, text, copy])
    assert {place: (source, round(part, 2)) for place, (source, part) in links.items()} == {2: (1, share)}


@pytest.mark.parametrize(("text", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_texts_that_are_no_copies_of_each_other(text, other):
    assert find_near_copies([text, other]) == {}


def edited(words: list[str], part: float, chance: random.Random) -> list[str]:
    places = set(chance.sample(range(len(words)), round(part * len(words))))
    return [f"other{chance.randrange(10**6)}" if place in places else word for place, word in enumerate(words)]


def test_no_chain_links_texts_that_are_not_near_each_other():
    chance = random.Random(7)
    texts = [[f"word{number}" for number in range(100)]]
    for _ in range(8):
        texts.append(edited(texts[-1], 0.2, chance))
    links = find_near_copies([" ".join(words) for words in texts])
    assert links[1] == (0, 0.8)
    for place, (source, share) in links.items():
        assert share == len(set(texts[place]) & set(texts[source])) / 100 >= 0.65
    assert {source for place, (source, _) in links.items() if place > 3} & {0} == set()


def test_a_copy_points_to_the_canonical_text_and_not_to_another_copy():
    words = LONG.split()
    chance = random.Random(3)
    copies = [edited(words, 0.1, chance) for _ in range(30)]
    links = find_near_copies([" ".join(text) for text in [words, *copies, copies[4]]])
    assert {source for source, _ in links.values()} == {0}
    assert len(links) == 31


def passages_of(file: str, *texts: str) -> list[Passage]:
    return [Passage(file, f"{file}-1", n, 1000 * n, 1000 * n + len(text), text) for n, text in enumerate(texts, 1)]


def sentences_of(passage: Passage) -> list[Sentence]:
    parts = list(re.finditer(r"\S.*?\.(?=\s|$)", passage.text))
    return [
        Sentence(
            passage.file, passage.article, passage.passage, n, passage.start + m.start(), passage.start + m.end(), m[0]
        )
        for n, m in enumerate(parts, 1)
    ]


def copies_in(passages: list[Passage]) -> tuple[list[Copy], list[Copy]]:
    return find_copies(passages, [sentence for passage in passages for sentence in sentences_of(passage)])


def test_copies_of_whole_passages_and_of_sentences_in_others():
    passages = passages_of("a.txt", TITLE, NEWS, LONG) + passages_of(
        "b.txt",
        TITLE,
        NEWS,
        OTHER + " Two ministers had promised one before the harvest, a third had promised it before "
        "the polls, and a fourth, who was not asked, said that there was no hurry, since gas does not rot.",
    )
    duplicates, overlaps = copies_in(passages)
    assert [(c.file, c.start, c.of_file, c.of_start, c.share) for c in duplicates] == [
        ("b.txt", 1000, "a.txt", 1000, 1.0),
        ("b.txt", 2000, "a.txt", 2000, 1.0),
    ]
    assert [(c.file, c.of_file, round(c.share, 2)) for c in overlaps] == [("b.txt", "a.txt", 0.97)]
    assert overlaps[0].of_start == 3000 + LONG.index("Two ministers")


def test_a_title_that_two_articles_share_is_no_copy():
    assert copies_in(passages_of("a.txt", TITLE, NEWS) + passages_of("b.txt", TITLE, OTHER)) == ([], [])


TEXTS = st.lists(st.text(max_size=60) | st.sampled_from([NEWS, REPLY, LONG, LONG.upper(), OTHER, TITLE]), max_size=12)


@given(TEXTS, st.randoms(use_true_random=False))
def test_laws_of_copies(texts, chance):
    files = [passages_of(f"{number}.txt", *texts[number::3]) for number in range(3)]
    passages = [passage for file in files for passage in file]
    duplicates, overlaps = copies_in(passages)
    chance.shuffle(passages)
    assert copies_in(passages) == (duplicates, overlaps)
    spans = {(p.file, p.start, p.end) for p in passages}
    for copy in duplicates:
        assert {(copy.file, copy.start, copy.end), (copy.of_file, copy.of_start, copy.of_end)} <= spans
    for copy in duplicates + overlaps:
        assert 0 < copy.share <= 1
        assert (copy.of_file, copy.of_start) < (copy.file, copy.start)


@given(st.lists(st.sampled_from([NEWS, REPLY, TITLE, "rafi"]) | st.text(max_size=30), max_size=12))
def test_laws_of_repeats(lines):
    text = "\n".join(lines)
    for copy in find_repeats(Document("a.txt", text), lines_of(text)):
        assert text[copy.start : copy.end].split() == text[copy.of_start : copy.of_end].split()
        assert copy.of_start < copy.start
        assert copy.share == 1


def shared_in_order(one: list[int], other: list[int]) -> int:
    """Count by the textbook's table."""
    row = [0] * (len(other) + 1)
    for word in one:
        above = row[:]
        for place, candidate in enumerate(other, 1):
            row[place] = above[place - 1] + 1 if word == candidate else max(above[place], row[place - 1])
    return row[-1]


@given(st.lists(st.integers(0, 5), max_size=70), st.lists(st.integers(0, 5), max_size=70))
def test_alignment_counts_as_the_textbook_does(one, other):
    ours, theirs = find_in_order(mark_words(one), other)
    assert len(ours) == len(theirs) == shared_in_order(one, other)
    for end in range(len(one)):
        assert sum(place <= end for place in ours) == shared_in_order(one[: end + 1], other)
    for end in range(len(other)):
        assert sum(place <= end for place in theirs) == shared_in_order(one, other[: end + 1])
    assert longest_gap(ours, len(one), len(ours)) == len(one)


def hostile(kind: str, size: int) -> list[str]:
    chance = random.Random(5)
    words = [f"w{number}" for number in range(5000)]

    def own(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    shared = own(25)
    return {
        "identical": lambda: [LONG] * size,
        "one word apart": lambda: [LONG + f" n{number}" for number in range(size)],
        "one sentence shared": lambda: [f"{shared} {own(30)}" for _ in range(size)],
        "few words": lambda: [" ".join(chance.choices("abc", k=60)) for _ in range(size)],
        "empty": lambda: [""] * size,
    }[kind]()


@pytest.mark.parametrize("kind", ["identical", "one word apart", "one sentence shared", "few words", "empty"])
def test_hostile_texts_take_linear_time(kind):
    seconds = []
    for size in (500, 4000):
        texts = hostile(kind, size)
        started = time.process_time()
        find_near_copies(texts)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 24 * max(seconds[0], 0.02), seconds


def test_a_paragraph_of_a_megabyte():
    words = [f"w{number % 40_000}" for number in range(150_000)]
    texts = [" ".join(words), " ".join(words[:-1]), " ".join(words), "x" * 1_000_000]
    assert find_near_copies(texts) == {2: (0, 1.0)}


def test_candidates_are_the_texts_that_share_a_skip_gram():
    later, earlier = find_candidates(number_words([LONG, OTHER, LONG.replace("money", "means")]))
    assert (later.tolist(), earlier.tolist()) == ([2], [0])


def test_a_corpus_of_near_copies_of_one_text():
    texts = hostile("one word apart", 300)
    assert set(find_near_copies(texts)) == set(range(1, 300))
