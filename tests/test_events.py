"""Events drafted from small texts written for these tests: reports of one event, plans, cancellations, copies."""

import random
import time
from datetime import date
from pathlib import Path

import pytest

import pakru
from pakru.codebook import Codebook, default
from pakru.events import group_events
from pakru.events.accounts import find_accounts
from pakru.mentions import find_mentions
from pakru.records import Article, Interval, Sentence, Timex
from pakru.tables import read_tables, write_table
from pakru.timexes import find_timexes

YEAR = Interval(date(2012, 1, 1), date(2012, 12, 31))

# two reports of one visit, three days apart in their dates
VISIT = {
    "courier.txt": "Russian envoy in Islamabad\n\nRussian Foreign Minister Sergey Lavrov arrived in "
    "Islamabad on 12 March 2014 for a two-day visit. He held talks with Prime Minister "
    "Nawaz Sharif the next day. Pakistan and Russia signed an agreement on railways on 13 "
    "March 2014.",
    "herald.txt": "Ties\n\nPakistan hopes for more trade with Russia. Mr Lavrov, the Russian foreign "
    "minister, arrived in Islamabad on 15 March 2014. The two countries signed an agreement "
    "on railways.",
}
# the same month of another year: one of the two is wrong
YEARS = {
    "first.txt": "Pakistan and Russia are talking again. During her visit to Moscow in April 2009, Ms "
    "Khar met Mr Lavrov and asked for Russian gas.",
    "second.txt": "Russia remembers the visit of Ms Khar to Moscow in April 2010. Pakistan asked for gas then.",
}
# two visits of one man a year and a half apart are two visits
TWICE = {
    "spring.txt": "Mr Lavrov visited Islamabad on 3 April 2014. Pakistan and Russia talked about gas.",
    "autumn.txt": "Mr Lavrov visited Islamabad on 9 November 2015. Pakistan and Russia talked about railways.",
}
# a visit planned, put off, and a third text that looks back
CALLED_OFF = {
    "monday.txt": "President Vladimir Putin will visit Pakistan on 20 May 2013, the Foreign Office in Islamabad said.",
    "friday.txt": "President Putin has cancelled his visit to Pakistan planned for 20 May 2013.",
    "sunday.txt": "The visit of President Putin to Pakistan, which was to begin on 20 May 2013, was put off.",
}
REPORT = (
    "MOSCOW: Pakistan and Russia held their second joint naval exercise in the Arabian Sea on 4 October "
    "2015, the ministry of defence said. Two frigates and a submarine of the Baltic fleet took part. Ships "
    "of Pakistan escorted them to Karachi."
)
# one agency report in two papers, and a third paper of its own
COPIES = {
    "gazette.txt": f"Exercise at sea\n\n{REPORT}\n\nThe gazette's readers have asked for more.",
    "mirror.txt": f"Ships meet\n\n{REPORT}\n\nOur correspondent in Lahore adds that the price of wheat fell again.",
    "standard.txt": "Russian and Pakistani ships held a joint naval exercise in the Arabian Sea on 4 October 2015.",
}
AFTER = {
    "week.txt": "The summit of Russia and Pakistan opened in Sochi on 5 June 2016. Mr Lavrov met Mr "
    "Sartaj Aziz of Pakistan two days after the summit.",
}
# two acts of two men in one sentence, the second dated by the first
SAME_DAY = {
    "day.txt": "Mr Lavrov arrived in Islamabad on 7 August 2012 and on the same day General Kayani "
    "left for Moscow. Pakistan and Russia have not been so busy for years.",
}
# "his stay" is Lavrov's, not Khar's, whose trip was dated last
STAY = {
    "stay.txt": "Mr Lavrov came to Pakistan for a visit on 7 August 2012. Russia had waited for Ms "
    "Khar, who made a trip to Moscow in February 2012. During his stay in Islamabad Mr "
    "Lavrov met President Zardari of Pakistan.",
}
# wishes, denials and views: nothing that happened
OPINION = {
    "opinion.txt": "Russia and Pakistan should sign an agreement on gas. If President Putin visits "
    "Pakistan, ties may improve. Russia opposes terror and Pakistan supports peace. There "
    "is no deal between Moscow and Islamabad, and Pakistan never asked Russia for weapons. "
    "Pakistan is a large country and Russia a larger one.",
}
NAIROBI = {
    "nation.txt": "NAIROBI: Kenya and Ethiopia signed a border agreement in Moyale on 6 December 2018. "
    "President Kenyatta and Prime Minister Abiy met before the ceremony. Somalia was not "
    "invited.",
    "reporter.txt": "ADDIS ABABA: Ethiopia and Kenya signed the border agreement in Moyale on 7 December "
    "2018. Kenya will build a road to the border.",
}
ACTORS = """actor,alias,sort,reason
KEN,Kenya,state,country
KEN,Nairobi,seat,capital
KEN,Kenyatta,person,president
ETH,Ethiopia,state,country
ETH,Addis Ababa,seat,capital
ETH,Abiy,person,prime minister
SOM,Somalia,state,country
"""


def draft(texts, codebook=None, **options):
    return pakru.read_corpus(texts, codebook=codebook, **options)


def events_of(texts, **options):
    """Draft the events of texts as {label: (bounds, actors, status)}."""
    rows = draft(texts, **options).frame("events").itertuples()
    return {row.label: (f"{row.earliest}/{row.latest}", row.actors, row.status) for row in rows}


@pytest.mark.parametrize(
    ("texts", "dates"),
    [
        (VISIT, ["2014-03-12", "2014-03-15"]),
        (YEARS, ["2009-04", "2010-04"]),
        (TWICE, []),
        (CALLED_OFF, []),
        (COPIES, []),
        (SAME_DAY, []),
    ],
)
def test_dates_that_exclude_each_other_are_put_side_by_side(texts, dates):
    conflicts = draft(texts).frame("conflicts")
    assert sorted(conflicts["value"]) == dates
    assert set(conflicts["field"]) <= {"date"}
    assert conflicts["event"].nunique() == bool(dates)


def test_an_event_with_two_dates_covers_both():
    events = events_of(VISIT)
    assert events["Mr Lavrov, the Russian foreign minister, arrived in Islamabad"][0] == "2014-03-12/2014-03-15"


@pytest.mark.parametrize(
    ("texts", "event"),
    [
        (AFTER, ("2016-06-07/2016-06-07", "PAK;RUS", "happened")),
        (SAME_DAY, ("2012-08-07/2012-08-07", "PAK;RUS", "happened")),
        (TWICE, ("2015-11-09/2015-11-09", "PAK;RUS", "happened")),
        (VISIT, ("2014-03-13/2014-03-13", "PAK;RUS", "happened")),
        (CALLED_OFF, ("2013-05-20/2013-05-20", "PAK;RUS", "cancelled")),
    ],
)
def test_days_actors_and_status(texts, event):
    assert event in events_of(texts).values()


def test_a_plan_that_was_called_off_is_one_cancelled_event():
    assert [event[2] for event in events_of(CALLED_OFF).values()] == ["cancelled"]


def test_each_of_two_acts_in_a_sentence_is_an_event():
    assert [label.split()[0] for label in events_of(SAME_DAY)] == ["Mr", "General"]


def test_a_stay_is_that_of_the_person_named():
    rows = draft(STAY).frame("event_mentions").itertuples()
    assert [row.earliest for row in rows if "stay" in row.quote] == ["2012-08-07"]


def test_what_is_wished_denied_or_held_is_no_event():
    assert events_of(OPINION) == {}


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("Russia refused Pakistan's request on 3 May 2015.", ["Russia refused Pakistan's request on 3 May 2015"]),
        ("Russia and Pakistan failed to sign the agreement on 3 May 2015.", []),
        ("Russia denied that it had sold arms to Pakistan on 3 May 2015.", []),
        (
            "He not only praised Russia: Lavrov visited Islamabad on 3 May 2015.",
            ["Lavrov visited Islamabad on 3 May 2015"],
        ),
        ("An agreement was signed on 3 May 2015.", ["An agreement was signed on 3 May 2015"]),
        ("Apple signed an agreement on 3 May 2015.", []),
    ],
)
def test_denials_and_acts_of_strangers_are_no_events(sentence, labels):
    text = f"Russia and Pakistan are neighbours, and nobody moves a country. {sentence} The water rose again at night."
    assert pakru.read_corpus({"a.txt": text}).frame("events").label.tolist() == labels


def test_what_is_undated_lies_before_or_after_the_article():
    texts = {"a.txt": "Pakistan and Russia signed an agreement on gas. Mr Lavrov will visit Islamabad."}
    days = [event[0] for event in events_of(texts, dates={"a.txt": "2013-02-01"}).values()]
    assert sorted(days) == ["/2013-02-01", "2013-02-01/"]


def test_copies_of_one_report_are_one_source():
    corpus = draft(COPIES)
    assert corpus.count_sources(corpus.frame("event_mentions")).to_dict("records") == [
        {"event": "e0001", "mentions": 3, "articles": 3, "sources": 2}
    ]


def test_a_paragraph_pasted_twice_is_one_mention():
    corpus = draft({"a.txt": f"{REPORT}\n\nSomething else.\n\n{REPORT}"})
    assert len(corpus.frame("event_mentions")) == 1


def test_own_actors_make_own_events(tmp_path):
    (tmp_path / "actors.csv").write_text(ACTORS)
    corpus = draft(NAIROBI, Codebook.read(tmp_path))
    events = corpus.frame("events").set_index("event")
    border = events.loc[corpus.frame("conflicts")["event"][0]]
    assert (border["earliest"], border["latest"], border["actors"]) == ("2018-12-06", "2018-12-07", "ETH;KEN")
    assert set(events["actors"]) == {"ETH;KEN"}


@pytest.mark.parametrize("texts", [VISIT, YEARS, CALLED_OFF, COPIES, STAY])
def test_labels_are_short_and_say_something(texts):
    for label in events_of(texts):
        assert 2 <= len(label.split()) <= 10
        assert label[0].isupper()
        assert label.split()[-1] not in {"the", "of", "and", "to", "in", "his"}


def test_the_order_of_the_accounts_changes_nothing():
    corpus = draft(VISIT | CALLED_OFF | COPIES | STAY | AFTER)
    parts = [corpus.records[kind] for kind in ("sentences", "timexes", "mentions")]
    accounts = []
    for article in corpus.records["articles"]:
        inside = ([record for record in part if record.article == article.article] for part in parts)
        accounts += find_accounts(article, *inside, corpus.codebook)
    drafts = group_events(accounts)
    for seed in range(5):
        random.Random(seed).shuffle(accounts)
        assert group_events(accounts) == drafts
    assert drafts == corpus.drafts


def test_a_draft_keeps_its_coders_on_the_way_out_and_back(tmp_path):
    events = draft(VISIT).frame("events")
    assert set(events["coder"]) == {"pakru"}
    events.loc[0, ["label", "coder"]] = ["Lavrov visits Islamabad", "ann"]
    write_table(events, tmp_path / "events.csv")
    assert read_tables(tmp_path)["events"]["coder"].tolist() == ["ann", *["pakru"] * (len(events) - 1)]


def test_the_moscow_trip_of_the_seeds_is_found_as_a_conflict():
    corpus = pakru.read_corpus(Path(__file__).parents[1] / "seeds")
    conflicts = corpus.frame("conflicts")
    assert {"2011-02-09", "2012-02"} <= set(conflicts["value"])
    scores = pakru.score(Path(__file__).parents[1] / "annotations", corpus.frames()).set_index(["kind", "measure"])
    event = scores.loc[("events", "event")]
    assert event["recall"] >= 0.65
    assert event["precision"] >= 0.65


UNITS = [
    "visit ",
    "Russia and Pakistan visit ",
    ", and visited Russia ",
    "Russia visited Pakistan on 3 May 2012, and on the same day ",
    "held a a a ",
    "deal was ",
    "signed agreement to be ",
    "the the ",
    "during his visit ",
    "[",
    "Russia",
]


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_sentences_take_linear_time(unit):
    seconds = []
    for size in (10_000, 80_000):
        text = unit * (size // len(unit))
        sentence = Sentence("a.txt", "a-1", 1, 1, 0, len(text), text)
        started = time.process_time()
        mentions = find_mentions(sentence, default())
        timexes = [Timex("a.txt", "a-1", m.start, m.end, m.quote, "DATE", "2012", YEAR) for m in mentions]
        find_accounts(Article("a.txt", "a-1", 0, len(text)), [sentence], timexes, mentions, default())
        seconds.append(time.process_time() - started)
    assert seconds[1] < 20 * max(seconds[0], 0.02), seconds


def test_the_time_of_grouping_grows_with_the_number_of_accounts():
    seconds = []
    for size in (300, 2400):
        texts = (
            f"Mr Lavrov met Ms Khar in Moscow on {n % 28 + 1} May {1900 + n % 120} about topic{n % 50}."
            for n in range(size)
        )
        sentences = [Sentence(f"{n}.txt", f"{n}-1", 1, 1, 0, len(text), text) for n, text in enumerate(texts)]
        accounts = []
        for sentence in sentences:
            article = Article(sentence.file, sentence.article, 0, sentence.end)
            times = find_timexes(article, [sentence], default())
            accounts += find_accounts(article, [sentence], times, find_mentions(sentence, default()), default())
        assert len(accounts) == size
        started = time.process_time()
        group_events(accounts)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 24 * max(seconds[0], 0.02), seconds
