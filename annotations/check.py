#!/usr/bin/env python3
"""Check coded tables against the texts.

usage: check.py [TABLES [TEXTS]]     TABLES: folder with the CSV files (default: the one of this script)
                                     TEXTS: folder with the texts (default: TABLES/texts, else ../seeds beside it)
The three event tables may be absent. Prints every fault found and the row counts; exit status 1 if there is a fault.
"""

import csv
import re
import sys
from datetime import date
from pathlib import Path

TABLES = Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
TABLES = TABLES if TABLES.is_dir() else TABLES.parent
SEEDS = TABLES / "texts" if (TABLES / "texts").is_dir() else TABLES.parent / "seeds"
SEEDS = Path(sys.argv[2]) if len(sys.argv) > 2 else SEEDS

COLUMNS = {
    "boilerplate": "file start end kind quote",
    "articles": "file article title outlet author start end published_earliest published_latest evidence note",
    "duplicates": "file start end of_file of_start of_end",
    "repairs": "file start end quote repaired kind",
    "timexes": "file article start end quote type value earliest latest",
    "stances": "file article sentence_start sentence_end start end quote holder target polarity basis voice agreed",
    "events": "event label earliest latest actors status",
    "event_mentions": "event file article start end quote",
    "conflicts": "event field value file start end quote",
}
BOILERPLATE = set(
    "forum_profile subscribe_list date_header title_repeat source_credit author_bio disclaimer "
    "comment_form related_links thanks".split()
)
REPAIR = set("apostrophe dash space quote_mark other".split())
HOLDER = set("RUS PAK USA IND CHN AFG TALIBAN IRN TUR NATO SCO AUTHOR OTHER".split())
TARGET = set("drones afghan_settlement us_presence ties defence economy sco us_power".split())
STATUS = set("happened planned cancelled".split())
FIELD = set("date place wording reason".split())
DATE_VALUE = re.compile(
    r"(\d{2,3}|\d{4}(-(\d\d(-\d\d(T\w+)?)?|W\d\d(-WE)?|SP|SU|FA|WI|Q\d|H\d))?)( START| MID| END)?"
    r"|(PAST|PRESENT|FUTURE)_REF"
)
SPAN_VALUE = re.compile(r"PT?(\d+|X)(\.\d+)?(DE|[YMWDXHS])|XXXX-[\w-]+")

faults = []
raw = {}


def fault(table, number, text):
    faults.append(f"{table}.csv row {number}: {text}")


def load(table):
    path = TABLES / f"{table}.csv"
    if table in ("events", "event_mentions", "conflicts") and not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if reader.fieldnames != COLUMNS[table].split():
            sys.exit(f"{table}.csv: columns are {reader.fieldnames}")
        rows = list(reader)
    if len({tuple(row.values()) for row in rows}) != len(rows):
        fault(table, "-", "the same row twice")
    return rows


def text_of(name):
    if name not in raw:
        path = SEEDS / name
        raw[name] = path.read_bytes().decode("utf-8") if path.is_file() else None
        if raw[name] is None:
            faults.append(f"no text {name} in {SEEDS}")
    return raw[name] or ""


def within(row, span, start="start", end="end"):
    return row["file"] == span["file"] and int(span["start"]) <= int(row[start]) and int(row[end]) <= int(span["end"])


def touches(row, span):
    return row["file"] == span["file"] and int(row["start"]) < int(span["end"]) and int(span["start"]) < int(row["end"])


def check_bounds(table, number, row, low="earliest", high="latest"):
    days = []
    for name in (low, high):
        if row[name]:
            try:
                days.append(date.fromisoformat(row[name]))
            except ValueError:
                fault(table, number, f"{name} is no date: {row[name]}")
    if len(days) == 2 and days[0] > days[1]:
        fault(table, number, f"{low} after {high}")


def check_word(table, number, row, name, allowed):
    if row[name] not in allowed:
        fault(table, number, f"{name} is {row[name]!r}")


if not SEEDS.is_dir():
    sys.exit(f"no folder {SEEDS}; give the folder with the texts as argument")
tables = {name: load(name) for name in COLUMNS}
articles = {row["article"]: row for row in tables["articles"]}
events = {row["event"]: row for row in tables["events"]}

# offsets, quotes, articles
for table, rows in tables.items():
    for number, row in enumerate(rows, 2):
        if "start" not in row:
            continue
        text, start, end = text_of(row["file"]), int(row["start"]), int(row["end"])
        if not 0 <= start < end <= len(text):
            fault(table, number, "offsets outside the text")
        elif "quote" in row and text[start:end] != row["quote"]:
            fault(table, number, f"text has {text[start:end]!r}, row has {row['quote']!r}")
        if "article" in row and table != "articles":
            if row["article"] not in articles:
                fault(table, number, f"no article {row['article']}")
            elif not within(row, articles[row["article"]]):
                fault(table, number, f"outside article {row['article']}")
        if table in ("timexes", "stances", "repairs", "event_mentions", "conflicts"):
            for other in ("boilerplate", "duplicates"):
                if any(touches(row, span) for span in tables[other]):
                    fault(table, number, f"inside {other}")

for number, row in enumerate(tables["boilerplate"], 2):
    check_word("boilerplate", number, row, "kind", BOILERPLATE)

for number, row in enumerate(tables["articles"], 2):
    check_bounds("articles", number, row, "published_earliest", "published_latest")
    text = text_of(row["file"])
    if row["title"] not in text[int(row["start"]) : int(row["end"])]:
        fault("articles", number, "title not in the article")
    for name in ("outlet", "author"):
        if row[name] not in text:
            fault("articles", number, f"{name} not in the file")
    for quote in row["evidence"].split(" | "):
        if not quote or quote not in text:
            fault("articles", number, f"evidence not in the file: {quote!r}")
    if any(touches(row, other) for other in tables["articles"] if other is not row):
        fault("articles", number, "overlaps another article")

for number, row in enumerate(tables["duplicates"], 2):
    text = text_of(row["file"])
    if text[int(row["start"]) : int(row["end"])] != text[int(row["of_start"]) : int(row["of_end"])]:
        fault("duplicates", number, "the two copies differ")
    if int(row["of_end"]) > int(row["start"]):
        fault("duplicates", number, "the first copy is not first")

for number, row in enumerate(tables["repairs"], 2):
    check_word("repairs", number, row, "kind", REPAIR)
    if not row["repaired"] or row["repaired"] == row["quote"]:
        fault("repairs", number, "nothing repaired")

for number, row in enumerate(tables["timexes"], 2):
    check_word("timexes", number, row, "type", {"DATE", "DURATION", "SET"})
    if not (DATE_VALUE if row["type"] == "DATE" else SPAN_VALUE).fullmatch(row["value"]):
        fault("timexes", number, f"value is {row['value']!r}")
    check_bounds("timexes", number, row)

seen = set()
for number, row in enumerate(tables["stances"], 2):
    check_word("stances", number, row, "holder", HOLDER)
    check_word("stances", number, row, "target", TARGET)
    check_word("stances", number, row, "polarity", {"favor", "against"})
    check_word("stances", number, row, "basis", {"words", "deeds"})
    check_word("stances", number, row, "voice", {"own", "reported"})
    check_word("stances", number, row, "agreed", {"true", "false", "single"})
    if (row["voice"] == "own") != (row["holder"] == "AUTHOR"):
        fault("stances", number, "voice own goes with AUTHOR, reported with the rest")
    sentence = {"file": row["file"], "start": row["sentence_start"], "end": row["sentence_end"]}
    if not within(row, sentence):
        fault("stances", number, "evidence outside its sentence")
    if row["article"] in articles and not within(row, articles[row["article"]], "sentence_start", "sentence_end"):
        fault("stances", number, "sentence outside its article")
    key = (row["file"], row["sentence_start"], row["holder"], row["target"])
    if key in seen:
        fault("stances", number, "holder and target twice in one sentence")
    seen.add(key)

if len(events) != len(tables["events"]):
    fault("events", "-", "an event id twice")
for number, row in enumerate(tables["events"], 2):
    check_word("events", number, row, "status", STATUS)
    check_bounds("events", number, row)
    if not set(row["actors"].split(";")) <= HOLDER - {"AUTHOR"}:
        fault("events", number, f"actors are {row['actors']!r}")
    if len(row["label"].split()) > 10:
        fault("events", number, "label over 10 words")
for table in ("event_mentions", "conflicts"):
    for number, row in enumerate(tables[table], 2):
        if row["event"] not in events:
            fault(table, number, f"no event {row['event']}")
for event in events.keys() - {row["event"] for row in tables["event_mentions"]}:
    faults.append(f"event {event} has no mention")
values = {}
for number, row in enumerate(tables["conflicts"], 2):
    check_word("conflicts", number, row, "field", FIELD)
    values.setdefault((row["event"], row["field"]), set()).add(row["value"])
for (event, field), different in values.items():
    if len(different) < 2:
        faults.append(f"conflict {event} {field} has one value only")

for line in faults:
    print(line)
for table, rows in tables.items():
    print(f"{table}.csv: {len(rows)} rows")
print("ok" if not faults else f"{len(faults)} faults")
sys.exit(bool(faults))
