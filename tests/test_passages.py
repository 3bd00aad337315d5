"""Passages: article text only, in order, trimmed, repaired, counted from 1 in each article."""

from hypothesis import given
from hypothesis import strategies as st

from pakru.passages import leave_faults, make_passages
from pakru.records import Article, Boilerplate, Copy, Document, Paragraph
from pakru.repairs import replay, undo

TEXT = "Oslos harbour\n\nThe ships  wait.\n\nFULL MEMBER\n\nAt Oslo they wait.\n\nBergen too\n\nThe ships  wait."


def paragraphs_of(text, file="a.txt"):
    """Every run of lines between blank lines is a paragraph."""
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        if part:
            paragraphs.append(Paragraph(file, at, at + len(part)))
        at += len(part) + 2
    return paragraphs


def article(number, start, end):
    return Article("a.txt", f"a-{number}", start, end)


def cut(start, end):
    return Boilerplate("a.txt", start, end, TEXT[start:end], "forum_profile")


def test_title_is_the_first_passage_and_boilerplate_is_none():
    found = make_passages(Document("a.txt", TEXT), [article(1, 0, 64)], paragraphs_of(TEXT), [cut(33, 44)])
    assert [(p.passage, p.text) for p in found] == [
        (1, "Oslo's harbour"),
        (2, "The ships wait."),
        (3, "At Oslo they wait."),
    ]
    assert [TEXT[p.start : p.end] for p in found] == ["Oslos harbour", "The ships  wait.", "At Oslo they wait."]


def test_passages_are_counted_in_each_article():
    articles = [article(1, 0, 31), article(2, 46, 78)]
    found = make_passages(Document("a.txt", TEXT), articles, paragraphs_of(TEXT))
    assert [(p.article, p.passage) for p in found] == [("a-1", 1), ("a-1", 2), ("a-2", 1), ("a-2", 2)]


def test_repeats_give_no_passage():
    again = TEXT.rindex("The ships")
    repeat = Copy("a.txt", again, len(TEXT), "a.txt", 15, 31)
    found = make_passages(Document("a.txt", TEXT), [article(1, 0, len(TEXT))], paragraphs_of(TEXT), (), [repeat])
    assert [p.text for p in found].count("The ships wait.") == 1


def test_boilerplate_inside_a_paragraph_parts_it():
    text = "It rained. (The Nation) It poured."
    credit = Boilerplate("a.txt", 11, 23, "(The Nation)", "source_credit")
    found = make_passages(Document("a.txt", text), [article(1, 0, len(text))], paragraphs_of(text), [credit])
    assert [(p.start, p.end, p.text) for p in found] == [(0, 10, "It rained."), (24, 34, "It poured.")]


def test_hard_wrapped_paragraph_is_one_line():
    text = "The fleet\nsailed to\nOslo."
    (found,) = make_passages(Document("a.txt", text), [article(1, 0, len(text))], paragraphs_of(text))
    assert found.text == "The fleet sailed to Oslo."
    assert {row.rule for row in found.repairs} == {"hard_wrap"}


def test_evidence_comes_from_the_whole_document():
    text = "Ingrid Halvorsen left.\n\nHalvorsens letter was short."
    found = make_passages(Document("a.txt", text), [article(1, 24, len(text))], paragraphs_of(text))
    assert [p.text for p in found] == ["Halvorsen's letter was short."]


def test_faults_are_left_and_layout_is_set_right():
    text = "“The harbour”\nwasnt open."
    (repaired,) = make_passages(Document("a.txt", text), [article(1, 0, len(text))], paragraphs_of(text))
    left = leave_faults(repaired)
    assert repaired.text == '"The harbour" wasn\'t open.'
    assert left.text == '"The harbour" wasnt open.'
    assert {repair.kind for repair in left.repairs} == {"layout", "typography"}
    assert leave_faults(left) == left


def test_nothing_comes_from_nothing():
    assert make_passages(Document("a.txt", "  \n\n "), [article(1, 0, 5)], [Paragraph("a.txt", 0, 2)]) == []
    assert make_passages(Document("a.txt", TEXT), [], paragraphs_of(TEXT)) == []


@given(
    st.text("ab \n.s'", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=4),
    st.integers(0, 80),
)
def test_passages_tile_the_article_without_overlap(text, cuts, end):
    document = Document("a.txt", text)
    spans = sorted((start, min(start + size, len(text))) for start, size in cuts if start < len(text))
    boilerplate = [Boilerplate("a.txt", *span, text[slice(*span)], "thanks") for span in spans]
    whole = article(1, 0, min(end, len(text)))
    found = make_passages(document, [whole], paragraphs_of(text), boilerplate)
    done = 0
    for number, passage in enumerate(found, 1):
        raw = text[passage.start : passage.end]
        assert passage.passage == number
        assert done <= passage.start < passage.end <= whole.end
        assert raw == raw.strip()
        assert not any(start < passage.end and passage.start < stop for start, stop in spans)
        assert replay(raw, passage.repairs, passage.start) == passage.text
        assert undo(passage.text, passage.repairs, passage.start) == raw
        done = passage.end
