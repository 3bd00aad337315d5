"""Articles: where they begin and end, what they are called, and what a reader was told about them."""

import pytest
from composed import PAGES, code, read_page

from pakru import codebook
from pakru.articles import make_stem, split_articles
from pakru.articles.seams import share_words
from pakru.paragraphs import split_paragraphs
from pakru.records import Document

MONDAY = "The bridge was closed on Monday, and nobody in the town could say who had the key to the gate."
TUESDAY = "On the next day a boy found it under the mat, where it had lain since the mayor moved out."
WINTER = "Snow has covered the upper road, and the bus from the valley turns round at the mill."


def articles_of(*lines: str) -> list[str]:
    """Give the first and the last line of each article."""
    text = "\n".join(lines)
    quotes = [text[a.start : a.end].split("\n") for a in code(text)[1]]
    return [quote[0] if len(quote) == 1 else f"{quote[0]} ... {quote[-1]}" for quote in quotes]


ONE = [
    ("section headings", ["A bridge", MONDAY, "The way forward", TUESDAY, "What not to do", WINTER]),
    ("a link between two paragraphs", ["A bridge", MONDAY, "READ MORE: Cod quota cut", TUESDAY]),
    ("an advertisement", [MONDAY, "Advertisement", TUESDAY]),
    ("a picture", [MONDAY, "Photo: Olav Hauge", TUESDAY]),
    ("capitals that speak", ["THE MAYOR: " + MONDAY, "THE MAYOR: " + TUESDAY, "A VOICE: " + WINTER]),
    ("capitals above each position", ["Who wants it?", "GHENT: " + MONDAY, "BRUGES: " + TUESDAY, "LILLE: " + WINTER]),
    ("a quotation in lines of its own", [MONDAY, "The mayor said:", '"We shall see."', TUESDAY]),
    ("a question as a heading", [MONDAY, "What happens next in the valley?", TUESDAY]),
]
FOUND, SNOW = "Key found", "Snow at the upper mill again"
SCRAPED = [FOUND, "3 May 2018", TUESDAY, "Copyright 2018 Bridge Post", SNOW, "4 May 2018", WINTER]
LETTERS = ["LETTERS", FOUND, MONDAY, "Ann Smith, Ghent", SNOW, WINTER, "Bob Jones, Lille"]
PASTED = ["rafi_9", "FULL MEMBER", "Seen in the paper.", SNOW, WINTER]
POSTS = ["rafi_9", "Joined: Mar 2011", MONDAY, "lena_k", "Joined: May 2012", "so what"]
GOES_ON = ["rafi_9", "FULL MEMBER", MONDAY, "What we may learn from it", "However, " + TUESDAY]
MANY = [
    ("reports under headlines", [FOUND, "GHENT: " + TUESDAY, SNOW, "LILLE: " + WINTER], [FOUND, SNOW]),
    ("two pages in one file", SCRAPED, [FOUND, SNOW]),
    ("an article pasted into a post", PASTED, ["Seen in the paper.", SNOW]),
    ("two letters", LETTERS, [FOUND, SNOW]),
    ("letters without titles", [MONDAY, "Ann Smith, Ghent", WINTER, "Bob Jones, Lille"], [MONDAY, WINTER]),
    ("posts", POSTS, [MONDAY, "so what"]),
    ("a short heading in a post is none", ["rafi_9", "FULL MEMBER", MONDAY, "The way forward", TUESDAY], [MONDAY]),
    ("a heading above what goes on is none", GOES_ON, [MONDAY]),
]


@pytest.mark.parametrize("lines", [row[1] for row in ONE], ids=[row[0] for row in ONE])
def test_one_article(lines):
    assert len(articles_of(*lines)) == 1


@pytest.mark.parametrize(("lines", "firsts"), [row[1:] for row in MANY], ids=[row[0] for row in MANY])
def test_many_articles(lines, firsts):
    assert [article.split(" ... ")[0] for article in articles_of(*lines)] == firsts


def test_an_article_ends_with_its_last_paragraph_that_is_no_copy():
    assert articles_of("A bridge", MONDAY, TUESDAY, MONDAY, "Leave a Reply") == [f"A bridge ... {TUESDAY}"]


def test_copies_between_two_paragraphs_are_inside():
    assert articles_of("A bridge", MONDAY, MONDAY, TUESDAY) == [f"A bridge ... {TUESDAY}"]


def test_a_text_of_boilerplate_has_no_article():
    assert articles_of("Share", "Print", "3 May 2018", "Leave a Reply") == []
    assert articles_of("") == []


LEAD = (
    "Visiting Norwegian Fisheries Minister Ingrid Solheim has promised two new boats. She told a hall of captains that "
    "the harbour deserved them."
)
BEFORE = [
    "The Norwegian Fisheries Minister was expected in spring, and the harbour was painted for the minister twice.",
    "The harbour has waited for a dredger since the flood, and the council of the harbour has written each spring.",
    "Each spring the council received an answer, and the answer of each spring was that the dredger was elsewhere.",
    "Elsewhere meant the river, where the dredger has been digging since the flood for the owner of a golf course.",
]
AFTER = [
    "The captains of the hall applauded, and boats were drawn on napkins until the captains had been told to leave.",
    "Boats of that kind cost more than captains earn, and captains know what boats of that kind cost in a bad year.",
]
POST = ["skipper_7", "FULL MEMBER", *BEFORE, LEAD, *AFTER]


def test_a_seam_in_a_post_of_pasted_texts():
    _, articles = code("\n".join([*POST, "Snow at the upper mill again", WINTER]))
    assert [article.cues[0] for article in articles] == ["new_poster", "lead", "headline"]


@pytest.mark.parametrize(
    "lines",
    [POST, [*BEFORE, LEAD, *AFTER, "Snow at the upper mill again", WINTER],
     ["skipper_7", "FULL MEMBER", *BEFORE, LEAD.removeprefix("Visiting Norwegian Fisheries Minister "), *AFTER,
      "Snow at the upper mill again", WINTER]],
    ids=["nothing else pasted", "no post", "no office"],
)  # fmt: skip
def test_no_seam(lines):
    assert not any("lead" in article.cues for article in code("\n".join(lines))[1])


def test_shared_words_are_counted_once():
    assert share_words(LEAD, LEAD) == 1.0
    assert share_words(BEFORE[0], "") == 0.0


KEYS, PAPER, ANN = "Key found in town", "The Bridge Post", "Ann Smith"
NOTE = "Note: The views are the author's own and do not reflect the policy of Bridge Forum."
CREDITS = [
    ([PAPER, "3 May 2018", KEYS, "By Ann Smith", MONDAY], (KEYS, PAPER, ANN)),
    ([KEYS, "Ann Smith | The Bridge Post", MONDAY], (KEYS, PAPER, ANN)),
    ([KEYS, "GHENT (Reuters) - " + MONDAY], (KEYS, "Reuters", "")),
    ([KEYS, MONDAY, "(The Nation)"], (KEYS, "The Nation", "")),
    ([KEYS, MONDAY, "Author: Ann Smith"], (KEYS, "", ANN)),
    ([MONDAY, TUESDAY], ("", "", "")),
    (["rafi_9", "FULL MEMBER", MONDAY], ("", "", "rafi_9")),
    ([KEYS, MONDAY, NOTE], (KEYS, "Bridge Forum", "")),
]


@pytest.mark.parametrize(
    ("lines", "credits"), CREDITS, ids=lambda value: value[0][:30] if isinstance(value, list) else ""
)
def test_title_outlet_author(lines, credits):
    [article] = code("\n".join(lines))[1]
    assert (article.title, article.outlet, article.author) == credits


def test_what_the_reader_was_told_holds_for_a_single_article():
    book, told = codebook.default(), {"title": "Keys", "outlet": "Post", "author": "A. S."}
    for text, titles in (
        (f"A bridge\n{MONDAY}", ["Keys"]),
        ("\n".join(MANY[0][1]), [FOUND, SNOW]),
    ):
        document = Document("a.txt", text, **told)
        assert [a.title for a in split_articles(document, split_paragraphs(document), [], [], book)] == titles


STEMS = [("001_e21f65aca02e3de2.txt", "001"), ("w05_letters.txt", "w05"), ("wire_01.txt", "wire_01"),
         ("opinion2_01.txt", "opinion2_01"), ("news2-03.txt", "news2-03"), ("folder/a.b.txt", "a.b")]  # fmt: skip


@pytest.mark.parametrize(("file", "stem"), STEMS)
def test_names_of_articles(file, stem):
    assert make_stem(file) == stem


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_articles_of_composed_pages_are_numbered(page):
    articles = code(read_page(page.read_text(encoding="utf-8"))[1])[1]
    assert [article.article for article in articles] == [f"page-{n}" for n in range(1, len(articles) + 1)]
    assert all(article.cues for article in articles)
