"""Documents: what is read, what is recognised, and what is refused with its place."""

import json
import subprocess
import sys
from datetime import datetime
from hashlib import sha256

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pakru.documents import METADATA, DocumentError, DocumentWarning, read_documents
from pakru.records import Document

RUSSIAN = "Президент России прибыл в Исламабад во вторник."


@pytest.fixture
def write(tmp_path):
    def write(content, name="a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


# text files

ENCODED = [
    ("Moscow spoke.", b"Moscow spoke.", "utf-8"),
    ("Russia’s “stand” – naïve", "Russia’s “stand” – naïve".encode(), "utf-8"),
    (RUSSIAN, RUSSIAN.encode(), "utf-8"),
    ("\ufeffafter a mark", b"\xef\xbb\xbf\xef\xbb\xbfafter a mark", "utf-8-sig"),
    ("Moscow spoke.", b"\xef\xbb\xbfMoscow spoke.", "utf-8-sig"),
    ("Moscow – spoke", b"\xff\xfe" + "Moscow – spoke".encode("utf-16-le"), "utf-16"),
    ("Moscow – spoke", b"\xfe\xff" + "Moscow – spoke".encode("utf-16-be"), "utf-16"),
    ("Russia’s stand", b"Russia\x92s stand", "windows-1252"),
    ("The “café” – a £5 fee…", "The “café” – a £5 fee…".encode("windows-1252"), "windows-1252"),
    ("«LIBERTÉ» — déjà créée à Liège", "«LIBERTÉ» — déjà créée à Liège".encode("windows-1252"), "windows-1252"),
]


@pytest.mark.parametrize(("text", "data", "encoding"), ENCODED)
def test_the_encoding_is_recognised_and_reads_the_bytes_again(write, text, data, encoding):
    [document] = read_documents(write(data))
    assert (document.text, document.encoding) == (text, encoding)
    assert data.decode(document.encoding) == document.text
    assert document.sha256 == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "a.txt: is empty; expected text"),
        (b" \r\n\t", "a.txt: is empty; expected text"),
        (b"\xef\xbb\xbf", "a.txt: is empty; expected text"),
        (b"one\ntw\0o", r"a.txt: character 6 \(line 2\) is NUL; expected text"),
        ("no mark".encode("utf-16-le"), r"a.txt: character 1 \(line 1\) is NUL; .* with a byte order mark"),
        (b"\xff\xfea", r"a.txt: byte 2 \(line 1\), 0x61, is no utf-16; expected UTF-8, UTF-16"),
        (b"one\n\xff", r"a.txt: byte 4 \(line 2\), 0xff, is no utf-8; expected UTF-8, UTF-16 .*, or Windows-1252"),
        # UTF-8 with one broken byte is no Windows-1252
        ("Russia’s ‘stand’ ".encode() + b"\xe2\x80 again", r"a.txt: byte 2\d \(line 1\), 0xe2, is no utf-8"),
        # nor is another alphabet, an old Mac, a byte that Windows-1252 lacks, control characters
        (RUSSIAN.encode("windows-1251"), "a.txt: byte 0"),
        ("Russia’s stand".encode("mac-roman"), "a.txt: byte 6"),
        (b"Russia\x9ds stand", "a.txt: byte 6"),
        (b"Russia\x92s stand\x01", "a.txt: byte 6"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(write, data, fault):
    with pytest.raises(DocumentError, match=fault):
        read_documents(write(data))


@pytest.mark.parametrize(
    ("text", "newlines"),
    [
        ("one", "none"),
        ("a\nb\n", "lf"),
        ("a\r\nb", "crlf"),
        ("a\rb", "cr"),
        ("a\r\nb\nc", "crlf+lf"),
        ("a\n\rb", "lf+cr"),
    ],
)
def test_line_ends_are_named_and_left_alone(write, text, newlines):
    [document] = read_documents(write(text))
    assert (document.text, document.newlines) == (text, newlines)


def test_a_folder_gives_its_texts_by_name_with_those_below(write, tmp_path):
    for name in ("b.txt", "a/z.TXT", "a.txt", "notes.md", ".hidden.txt", ".git/x.txt", "a/._b.txt"):
        write("text", name)
    (tmp_path / "folder.txt").mkdir()
    assert [document.file for document in read_documents(tmp_path)] == ["a.txt", "a/z.TXT", "b.txt"]
    assert read_documents(str(tmp_path)) == read_documents(tmp_path)


def test_a_source_that_is_none_is_refused(tmp_path):
    for source in (tmp_path / "nowhere", "a\0b", "x" * 5000, ""):
        with pytest.raises(DocumentError, match="no such file or folder"):
            read_documents(source)
    with pytest.raises(DocumentError, match="the source is a list; expected a path, a DataFrame or a dict"):
        read_documents(["a.txt"])
    with pytest.raises(ValueError, match="errors='ignore'; expected 'raise' or 'skip'"):
        read_documents({"a": "b"}, errors="ignore")


@pytest.mark.parametrize("source", [{}, pd.DataFrame({"text": []})])
def test_no_text_at_all_is_refused(source, tmp_path):
    for nothing in (source, tmp_path):
        with pytest.raises(DocumentError, match="no text to read; expected at least one"):
            read_documents(nothing)


def test_bad_texts_can_be_left_out_and_are_named(write, tmp_path):
    for name, data in {"a.txt": b"one", "b.txt": b"\xff", "c.txt": b"", "d.txt": b"two"}.items():
        write(data, name)
    with pytest.raises(DocumentError, match=r"b\.txt"):
        read_documents(tmp_path)
    with pytest.warns(DocumentWarning) as skipped:
        documents = read_documents(tmp_path, errors="skip")
    assert [document.file for document in documents] == ["a.txt", "d.txt"]
    assert [str(warning.message).split(";")[0] for warning in skipped] == [
        "skipped b.txt: byte 0 (line 1), 0xff, is no utf-8",
        "skipped c.txt: is empty",
    ]


# tables and dicts

ROW = {
    "text": "Moscow spoke.",
    "name": "a",
    "title": "A visit",
    "outlet": "",
    "author": "",
    "date": "2018-05-03",
    "url": "u",
}


def as_jsonl(write, rows):
    return write("\n".join(json.dumps(row) for row in rows) + "\n", "texts.jsonl")


def as_csv(write, rows):
    pd.DataFrame(rows).to_csv(path := write(b"", "texts.csv"), index=False)
    return path


def as_frame(write, rows):
    return pd.DataFrame(rows)


FORMS = pytest.mark.parametrize("form", [as_jsonl, as_csv, as_frame])


@FORMS
def test_tables_give_texts_with_what_is_known_of_them(write, form):
    [document] = read_documents(form(write, [ROW]))
    assert document == Document(
        file="a",
        text="Moscow spoke.",
        sha256=sha256(b"Moscow spoke.").hexdigest(),
        newlines="none",
        title="A visit",
        date="2018-05-03",
        url="u",
    )


@FORMS
def test_columns_are_known_by_name_in_any_case_and_others_left_alone(write, form):
    [document] = read_documents(form(write, [{"Likes": 3, "TEXT": "x", "File": "a.txt", "Author ": "Sana"}]))
    assert (document.file, document.author) == ("a.txt", "Sana")


@FORMS
def test_a_row_without_a_name_is_called_after_its_number(write, form):
    rows = [{"text": "one", "name": None}, {"text": "two", "name": "b"}, {"text": "three", "name": ""}]
    assert [document.file for document in read_documents(form(write, rows))] == ["b", "row-000001", "row-000003"]
    assert [document.file for document in read_documents(form(write, [{"text": "x"}]))] == ["row-000001"]


@FORMS
def test_a_name_given_twice_is_refused(write, form):
    rows = [{"text": "one", "name": "a"}, {"text": "two", "name": "a"}]
    with pytest.raises(DocumentError, match=r": the name 'a' is that of .* too; expected each name once"):
        read_documents(form(write, rows))
    with pytest.warns(DocumentWarning, match="the name 'a'"):
        assert [document.text for document in read_documents(form(write, rows), errors="skip")] == ["one"]


def test_cells_become_text():
    frame = pd.DataFrame(
        {
            "text": ["one", "two"],
            "name": [1, 2],
            "date": [datetime(2018, 5, 3), None],
            "title": [2014.0, None],
            "url": pd.array(["u", pd.NA], dtype="string"),
        }
    )
    first, second = read_documents(frame)
    assert (first.file, first.date, first.title, first.url) == ("1", "2018-05-03", "2014", "u")
    assert [getattr(second, name) for name in METADATA] == [""] * 5
    assert list(frame.columns) == ["text", "name", "date", "title", "url"], "the caller's frame is as it was"


def test_a_field_may_hold_a_long_text_of_several_lines(write):
    text = 'He said "no".\r\n' * 20_000
    [document] = read_documents(as_csv(write, [{"text": text}]))
    assert (document.text, document.newlines) == (text, "crlf")


def test_the_encoding_of_a_table_is_recorded(write):
    [document] = read_documents(write("text,name\nRussia’s stand,a\n".encode("windows-1252"), "t.csv"))
    assert (document.text, document.encoding) == ("Russia’s stand", "windows-1252")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("t.csv", "body,name\nx,a\n", "t.csv:1: the columns are body, name; expected text, once, and of text, name,"),
        ("t.csv", "text,Text\nx,a\n", "t.csv:1: the columns are text, text; expected text, once"),
        ("t.csv", "", "t.csv:1: the columns are ; expected text, once"),
        ("t.csv", '"text\nx\n', "t.csv:1: unexpected end of data; expected the names of the columns"),
        ("t.csv", 'text,name\n"x\ny",a\nx\n', "t.csv:4: 1 fields; expected 2, as in the header"),
        ("t.csv", 'text,name\n"x"y,a\n', "t.csv:2: .*; expected comma-separated values"),
        ("t.csv", "text,name\n,a\n", "t.csv:2: is empty; expected text"),
        ("t.csv", "text,name\n\xff,a\n".encode("latin-1"), r"t.csv: byte 10 \(line 2\), 0xff, is no utf-8"),
        ("t.jsonl", '{"text": "x"}\n\n{"text": "y"', "t.jsonl:3: no JSON: .*; expected one object a line"),
        ("t.jsonl", "[" * 100_000, "t.jsonl:1: no JSON: .*; expected one object a line"),
        ("t.jsonl", '["text"]', "t.jsonl:1: no text; expected an object with text, and of name, title"),
        ("t.jsonl", '{"body": "x"}', "t.jsonl:1: no text; expected an object with text"),
        ("t.jsonl", '{"text": null}', "t.jsonl:1: the text is 'None', a NoneType; expected a string"),
        ("t.jsonl", '{"text": 7}', "t.jsonl:1: the text is '7', a int; expected a string"),
        ("t.jsonl", '{"text": "a\\u0000b"}', r"t.jsonl:1: character 1 \(line 1\) is NUL"),
        ("t.jsonl", '{"text": "\\ud800"}', "t.jsonl:1: half a surrogate pair in the text; expected Unicode characters"),
        ("t.jsonl", '{"text": "x", "name": "\\ud800"}', r"t.jsonl:1: the name is '\\ud800'; expected one of Unicode"),
        ("t.jsonl", '{"text": "x", "author": ["A", "B"]}', "t.jsonl:1: author is a list; expected a string, number or"),
    ],
)
def test_a_fault_of_a_table_names_its_line(write, name, content, fault):
    with pytest.raises(DocumentError, match=fault):
        read_documents(write(content, name))


def test_a_broken_row_is_left_out_and_the_next_one_read(write):
    path = write('text,name\none,a\n"x"y,b\nthree\nfour,d\n', "t.csv")
    with pytest.warns(DocumentWarning, match=r"t\.csv:[34]: ") as skipped:
        assert [document.text for document in read_documents(path, errors="skip")] == ["one", "four"]
    assert len(skipped) == 2


def test_a_table_without_texts_is_an_error_even_where_bad_texts_are_left_out(write):
    with pytest.raises(DocumentError, match="the columns are name; expected text"):
        read_documents(write("name\na\n", "t.csv"), errors="skip")


def test_a_dict_needs_names_and_texts():
    for source, fault in (
        ({"": "x"}, ": the name is ''"),
        ({"a": 7}, "a: the text is '7'"),
        ({"a": " "}, "a: is empty"),
    ):
        with pytest.raises(DocumentError, match=fault):
            read_documents(source)


def test_pandas_is_not_needed_for_files_and_dicts(write, tmp_path):
    write("text")
    code = "import sys; from pakru import read_documents as read; read({'a': 'b'}); read(sys.argv[1])"
    code += "; print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True)
    assert run.stdout == "False\n", run.stderr


# laws

LIKELY = st.lists(
    st.sampled_from([b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\x99", b"\x92", b"ab ", b"\r\n", b"\0", b"\xe9"])
)
BYTES = st.one_of(st.binary(max_size=60), LIKELY.map(b"".join))
ENDINGS = st.sampled_from(["txt", "jsonl", "csv"])
HEADS = st.sampled_from([b"", b"text,name\n", b'{"text": "'])


@settings(max_examples=150)
@given(HEADS, BYTES, ENDINGS)
def test_any_bytes_are_read_or_refused(tmp_path_factory, head, data, ending):
    path = tmp_path_factory.mktemp("bytes") / f"a.{ending}"
    path.write_bytes(head + data)
    documents, fault = [], f"a.{ending}"
    try:
        documents = read_documents(path)
    except DocumentError as error:
        fault = str(error)
    assert f"a.{ending}" in fault
    for document in documents:
        assert document.text.strip()
        assert "\0" not in document.text
        if ending == "txt":
            assert (head + data).decode(document.encoding) == document.text


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1)), st.randoms(use_true_random=False))
def test_the_order_of_the_source_changes_nothing(texts, random):
    texts = {name.replace("\0", "") + "x": "x" + text.replace("\0", "") for name, text in texts.items()} | {"a": "b"}
    names = list(texts)
    random.shuffle(names)
    documents = read_documents({name: texts[name] for name in names})
    assert documents == read_documents(texts)
    assert [document.file for document in documents] == sorted(document.file for document in documents)
