"""Publication bounds: what each kind of line and sentence leaves, and that nothing is made up."""

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.codebook import default
from pakru.corpus import read_corpus
from pakru.publications import bound_articles
from pakru.publications.dateclues import Clue, is_date_line, read_address, read_date, read_dateline
from pakru.publications.daysets import ANY, between, each_year, find_bounds, join, meet
from pakru.publications.settle import choose, settle
from pakru.publications.stories import bound_from_others
from pakru.records import Article, Boilerplate, Document, Interval, Sentence
from pakru.rows import InputError

# a file as its lines: boilerplate has its kind before the bar, the lines of an article have nothing
KINDS = ("date_header", "forum_profile", "source_credit", "comment_form", "title_repeat", "related_links", "author_bio")


def bound(lines: str, file: str = "a.txt", **told: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Bound the articles of a file and give their bounds as text, "" where open, with the evidence."""
    document, articles, boilerplate, sentences = compose(lines, file, **told)
    bounded = bound_articles(document, articles, boilerplate, sentences, default())
    return [(show(a.published.earliest), show(a.published.latest), a.evidence) for a in bounded]


def compose(lines: str, file: str = "a.txt", **told: str):
    """Read lines of `kind| text` as boilerplate, of `+ text` as a new article, all others as more of the article."""
    text, boilerplate = "", []
    spans: list[tuple[int, int]] = []
    for line in lines.strip().splitlines():
        kind, bar, rest = line.partition("| ")
        start = len(text)
        if bar and kind in KINDS:
            text += rest + "\n"
            boilerplate.append(Boilerplate(file, start, len(text) - 1, rest, kind))
        else:
            text += line.removeprefix("+ ") + "\n"
            if line.startswith("+ ") or not spans:
                spans.append((start, 0))
            spans[-1] = spans[-1][0], len(text) - 1
    articles = [Article(file, f"{file}-{n}", start, end) for n, (start, end) in enumerate(spans, 1)]
    furniture = {item.start for item in boilerplate}
    sentences = [
        Sentence(file, article.article, 1, n, article.start + m.start(), article.start + m.end(), m[0])
        for article in articles
        for n, m in enumerate(re.finditer(r"[^\s].*", text[article.start : article.end]), 1)
        if article.start + m.start() not in furniture
    ]
    return Document(file, text, **told), articles, boilerplate, sentences


def show(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(
    ("line", "earliest", "latest"),
    [
        ("Monday, December 5, 2011", "2011-12-05", "2011-12-05"),
        ("MONDAY AUGUST 27, 2018 – READERS WRITE", "2018-08-27", "2018-08-27"),
        ("Posted on 3 September 2015 by Bilal", "2015-09-03", "2015-09-03"),
        ("Veröffentlicht: 24.10.2021", "2021-10-24", "2021-10-24"),
        ("24-11-2014 08:31", "2014-11-24", "2014-11-24"),
        ("date 2018-05-03", "2018-05-03", "2018-05-03"),
        ("2018-05-03T10:30:00Z", "2018-05-03", "2018-05-03"),
        ("Fri, 05 Oct 2012 10:00:00 +0000", "2012-10-05", "2012-10-05"),
        ("Qaws 5, 1392 (26 November 2013)", "2013-11-26", "2013-11-26"),
        ("Updated June 13, 2017 | Published June 12, 2017", "2017-06-12", "2017-06-12"),
        ("The Ravi Quarterly, December 2018", "2018-12-01", "2018-12-31"),
        ("14/11/2014", "2014-11-14", "2014-11-14"),
        ("3/10/2012", "2012-03-10", "2012-10-03"),  # either day, and no day between
    ],
)
def test_lines_that_give_a_date(line, earliest, latest):
    days = read_date(line)
    assert days is not None
    bounds = find_bounds(days)
    assert (show(bounds.earliest), show(bounds.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    "line", ["Member since 2009 | Likes: 512", "© 2012 The Nation", "Policy Brief 41", "5 COMMENTS", "4K views"]
)
def test_lines_that_give_none(line):
    assert read_date(line) is None


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("GENEVA, June 20: The air campaign had a rough morning.", "GENEVA, June 20"),
        ("KABUL (Hindu News), 20 March 2021 - Talks began.", "KABUL (Hindu News), 20 March 2021"),
        ("PESHAWAR, Pakistan, November 25, 2013 — The lorry carried onions.", "PESHAWAR, Pakistan, November 25, 2013"),
        ("ISLAMABAD, Nov 3 (IPS): The minister spoke.", "ISLAMABAD, Nov 3"),
    ],
)
def test_datelines(line, quote):
    clue = read_dateline(line)
    assert clue is not None
    assert clue.quote == quote


@pytest.mark.parametrize(
    "line",
    [
        "On 3 October the minister came: he stayed two days.",
        "In Moscow, on 3 October, talks began.",
        "15 February 1989: Its last soldier walks back.",
        "He spoke in Moscow, and in May 2012 he left.",
    ],
)
def test_sentences_are_no_datelines(line):
    assert read_dateline(line) is None
    assert not is_date_line(line, default())


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("https://example.org/2012/10/03/visit.html", "2012-10-03", "2012-10-03"),
        ("https://example.org/2012/10/visit.html", "2012-10-01", "2012-10-31"),
        ("2012-10-03_nation.txt", "2012-10-03", "2012-10-03"),
        ("nation_20121003.txt", "2012-10-03", "2012-10-03"),
    ],
)
def test_addresses(text, earliest, latest):
    days = read_address(text)
    assert days is not None
    assert (show(find_bounds(days).earliest), show(find_bounds(days).latest)) == (earliest, latest)


@pytest.mark.parametrize(
    "text", ["e21f65aca02e3de2.txt", "001_20121399.txt", "a2012-10.txt", "https://example.org/id/2012", ""]
)
def test_names_without_a_date(text):
    assert read_address(text) is None


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("Trade came to 630 million dollars in 2008.", "2008-01-01", ""),
        ("Pakistan has been an observer since 2005.", "2005-01-01", ""),
        ("The agreement was signed on May 1 2012.", "2012-05-01", ""),
        ("It was the 23rd raid of 2013 so far.", "2013-01-01", "2013-12-31"),
        ("They have trained together since 2003, that is thirteen years.", "2016-01-01", "2017-12-31"),
        ("The troops will leave by 2014.", "", "2014-12-31"),
        ("The likely future of post 2014 stability is open.", "", "2014-12-31"),
        ("The work is to be done in March 2016.", "", "2016-03-31"),
        # what was planned then bounds nothing
        ("He hoped that the first pipe would be laid in 2017.", "", ""),
        ("The deadline of 2014 was named.", "", ""),
        ("They agreed to support Kabul until 2024.", "", ""),
        ("Iran was told to clear out of the base in 2030.", "", ""),
        # no dates
        ("SU-27 fighters flew 2012 km.", "", ""),
        ("They may march in may.", "", ""),
        # a day without year or weekday alone says no year
        ("Lavrov arrived on October 3.", "", ""),
        ("He spoke on Thursday.", "", ""),
    ],
)
def test_sentences(sentence, earliest, latest):
    assert bound(f"+ {sentence}")[0][:2] == (earliest, latest)


def test_weekday_and_day_fix_the_year():
    [(earliest, latest, evidence)] = bound(
        "date_header| Tuesday, 10 December\n+ The mill has lost money since 2008.\nThe next vote will be held by 2017."
    )
    assert (earliest, latest) == ("2013-12-10", "2013-12-10")
    assert evidence[0] == "Tuesday, 10 December"


def test_this_year_is_the_rest_of_the_year():
    [(earliest, latest, _)] = bound("+ On June 2, this year, the secretary spoke.\nIt was the 9th raid of 2012 so far.")
    assert (earliest, latest) == ("2012-06-02", "2012-12-31")


def test_past_and_coming_days_without_year_enclose_the_day():
    [(earliest, latest, _)] = bound(
        "+ The summit met on June 14.\nThe next round will be held on June 29.\nIt was the 9th raid of 2019 so far."
    )
    assert (earliest, latest) == ("2019-06-14", "2019-06-29")


def test_clues_that_exclude_each_other_are_left_out():
    assert bound("+ It was signed in 2018.\nIt will end in 2014.\nIt began in 2009.")[0][:2] == ("2009-01-01", "")


def test_a_header_goes_before_what_the_text_tells():
    assert bound("date_header| 3 June 2014\n+ It was signed in 2018.") == [
        ("2014-06-03", "2014-06-03", ("3 June 2014",))
    ]


def test_dates_below_the_articles_belong_to_the_ones_above():
    lines = "+ One.\ndate_header| 3 June 2014\n+ Two.\ndate_header| 5 June 2015"
    assert [b[0] for b in bound(lines)] == ["2014-06-03", "2015-06-05"]
    assert bound("+ One.\ndate_header| 24-11-2014 08:31")[0][0] == "2014-11-24"


def test_pasted_articles_keep_their_own_dates():
    lines = "date_header| 13 June 2023\n+ One.\nrelated_links| Also read: 1 May 2020\ndate_header| 6 May 2023\n+ Two."
    assert [b[0] for b in bound(lines)] == ["2023-06-13", "2023-05-06"]


def test_an_article_under_another_is_not_of_its_day():
    assert bound("date_header| 13 June 2023\n+ One.\n+ Two.")[1][:2] == ("", "")


def test_letters_have_the_date_of_their_page():
    page = "title_repeat| LETTERS TO THE EDITOR\ndate_header| 5 December 2011\n+ Sir: one.\n+ Sir: two."
    assert bound(page)[1] == ("2011-12-05", "2011-12-05", ("5 December 2011",))
    signed = "date_header| 5 December 2011\n+ Sir.\nsource_credit| A. Shah, Attock\n+ Sir: two.\nsource_credit| B. Khan"
    assert bound(signed)[1][:2] == ("2011-12-05", "2011-12-05")


THREAD = """
forum_profile| desi_hawk
forum_profile| Joined: Mar 2011
date_header| June 21, 2012, 10:02 PM
+ Where was this love?
forum_profile| dr_sana
+ Unpopular view.
forum_profile| pindi_boy
forum_profile| - Joined
forum_profile| - Mar 30, 2012
date_header| June 22, 2012, 01:15 AM
+ Sharing from the paper.
+ GENEVA, June 20: The campaign had a rough morning.
forum_profile| new_user
+ No date at all.
"""


def test_posts_stand_between_their_neighbours():
    bounds = bound(THREAD)
    assert [b[:2] for b in bounds] == [
        ("2012-06-21", "2012-06-21"),
        ("2012-06-21", "2012-06-22"),
        ("2012-06-22", "2012-06-22"),
        ("2012-06-20", "2012-06-20"),  # the dateline, with the year of the post
        ("2012-06-22", "2012-07-22"),  # within the window of a reply
    ]
    assert bounds[1][2] == ("June 21, 2012, 10:02 PM", "June 22, 2012, 01:15 AM")
    assert bounds[3][2] == ("June 22, 2012, 01:15 AM", "GENEVA, June 20")


def test_a_profile_says_no_more_than_since_when():
    lines = "forum_profile| Khyber\nforum_profile| - Joined\nforum_profile| - Jan 4, 2007\n+ He was hit on Friday."
    assert bound(lines) == [("2007-01-04", "", ("- Jan 4, 2007",))]


def test_later_posts_are_not_before_earlier_ones():
    lines = "forum_profile| Joined: Nov 30, 2011\n+ One.\nforum_profile| Joined: Jan 4, 2007\n+ Two."
    assert [b[0] for b in bound(lines)] == ["2011-11-30", "2011-11-30"]
    assert bound(lines)[1][2][0].startswith("a.txt-1: ")


def test_comments_follow_the_article():
    above = "date_header| March 2, 2022\n+ PM back.\ncomment_form| Comments (2)\n"
    assert bound(f"{above}forum_profile| Zubair – 14 hours ago\n+ Two words.")[1] == (
        "2022-03-02",
        "2022-04-01",
        ("March 2, 2022",),
    )


def test_a_note_on_the_writer_dates_only_what_it_says_was_published():
    assert bound("+ One.\nauthor_bio| This article first appeared in the Ledger on 5 May 2014.")[0][0] == "2014-05-05"
    assert bound("+ One.\nauthor_bio| He has served in the Senate since 5 May 2014.")[0][:2] == ("", "")


def test_edited_is_a_bound_from_above():
    assert bound("date_header| Last modified: 3 June 2014\n+ One.")[0][:2] == ("", "2014-06-03")
    assert bound("date_header| Posted 1 June 2014, last edited 3 June 2014\n+ One.")[0][:2] == (
        "2014-06-01",
        "2014-06-01",
    )


@pytest.mark.parametrize(
    "told", ["2012-10-03", "2012-10-03T08:00:00Z", "3 October 2012", "October 3, 2012", "03.10.2012"]
)
def test_the_callers_date_decides(told):
    assert bound("date_header| 3 June 2014\n+ One.", date=told) == [("2012-10-03", "2012-10-03", (f"given: {told}",))]


def test_the_callers_date_leaves_dated_posts_alone():
    assert [b[0] for b in bound("date_header| 3 June 2014\n+ One.\n+ Two.", date="2012-10-03")] == [
        "2014-06-03",
        "2012-10-03",
    ]


@pytest.mark.parametrize("told", ["2012-10", "October 2012"])
def test_the_callers_date_may_be_a_month(told):
    assert bound("+ One.", date=told)[0][:2] == ("2012-10-01", "2012-10-31")


def test_the_callers_date_must_be_one():
    with pytest.raises(InputError, match=r"a\.txt: date 'last spring'; expected a date such as 2012-10-03"):
        bound("+ One.", date="last spring")


def test_address_and_file_name():
    url = "https://example.org/2012/10/03/visit"
    assert bound("+ One.", url=url) == [("2012-10-03", "2012-10-03", (url,))]
    assert bound("+ One.", file="2012-10-03_nation.txt")[0][:2] == ("2012-10-03", "2012-10-03")
    assert bound("date_header| 5 October 2012\n+ One.", file="2012-10-03_a.txt")[0][0] == "2012-10-05"
    assert bound("+ It was signed in 2018.", file="2012-10-03_nation.txt")[0][:2] == ("2018-01-01", "")


ISLAMABAD = "Foreign Minister Anton Orlov landed in Quetta for talks"


def link(**files: str) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Bound the articles of several files, and then with each other."""
    read = [compose(lines, name) for name, lines in files.items()]
    articles = [a for document, own, lines, told in read for a in bound_articles(document, own, lines, told, default())]
    bounded = bound_from_others(
        [r[0] for r in read], articles, [b for r in read for b in r[2]], [s for r in read for s in r[3]], default()
    )
    return {a.article: (show(a.published.earliest), show(a.published.latest), a.evidence) for a in bounded}


def test_the_year_of_a_day_comes_from_another_file():
    told = link(
        a=f"+ {ISLAMABAD} on 20 November 2014.", b=f"date_header| Thursday, 18 December\n+ {ISLAMABAD} on 20 November."
    )
    assert told["b-1"][:2] == ("2014-12-18", "2014-12-18")
    assert any(quote.startswith("a: a-1: ") for quote in told["b-1"][2])


def test_today_and_a_bare_weekday_come_from_another_file():
    dated = f"date_header| 5 October 2012\n+ {ISLAMABAD} on October 3."
    assert link(a=dated, b=f"+ {ISLAMABAD}, beginning from today.")["b-1"][:2] == ("2012-10-03", "2012-10-03")
    assert link(a=dated, b=f"+ {ISLAMABAD} on Wednesday.")["b-1"][:2] == ("2012-10-03", "2012-10-09")
    assert link(a=dated, b=f"+ {ISLAMABAD} on Friday.")["b-1"][:2] == ("", "")


def test_years_since_the_last_visit():
    told = link(
        a="date_header| 5 October 2012\n+ Russian minister Anton Orlov began a visit to Pakistan on October 3.",
        b="+ The visit of Russian minister Anton Orlov to Pakistan after 9 years is important.",
    )
    assert told["b-1"][:2] == ("2021-01-01", "2021-12-31")


@pytest.mark.parametrize(
    "lines",
    [
        "+ President Ivan Petrov sang in Kazan on 3 October.",  # another story
        "+ They met on 3 October.",  # nobody is named
        f"+ {ISLAMABAD} on 4 October.",  # another day
    ],
)
def test_other_stories_bound_nothing(lines):
    assert link(a=f"+ {ISLAMABAD} on 3 October 2012.", b=lines)["b-1"][:2] == ("", "")


def test_two_years_for_one_day_bound_nothing():
    told = link(
        a=f"+ {ISLAMABAD} on 3 October 2012.", b=f"+ {ISLAMABAD} on 3 October 2016.", c=f"+ {ISLAMABAD} on 3 October."
    )
    assert told["c-1"] == ("", "", ())


def test_names_that_all_articles_share_link_nothing():
    many = {f"f{n:02d}": f"date_header| {n + 1} May 2015\n+ {ISLAMABAD} on 1 May 2014." for n in range(20)}
    assert link(**many, z=f"+ {ISLAMABAD} on 1 May.")["z-1"][:2] == ("", "")


def test_all_of_a_corpus():
    texts = {
        "a.txt": f"Visit ends\n5 October 2012\n\n{ISLAMABAD} on October 3, officials said on the day after it.\n",
        "b.txt": f"QUETTA - {ISLAMABAD}, beginning from today, officials told this paper in the capital.\n",
    }
    articles = read_corpus(texts).frame("articles").set_index("file")
    assert str(articles.published_earliest["a.txt"])[:10] == "2012-10-05"
    assert str(articles.published_latest["b.txt"])[:10] == "2012-10-03"


# laws

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
stretches = st.tuples(days, days).map(lambda ends: between(min(ends), max(ends)))
sets = st.lists(stretches, min_size=1, max_size=5).map(join)
lines = st.lists(
    st.sampled_from(
        [*THREAD.strip().splitlines(), "+ It was signed in 2018.", "It will end in 2014.", "date_header| 3 June 2014"]
    ),
    min_size=1,
    max_size=12,
)


@given(sets, sets, days)
def test_meeting_is_being_in_both(one, other, day):
    def holds(days):
        return any(first <= day.toordinal() <= last for first, last in days)

    assert holds(meet(one, other)) == (holds(one) and holds(other))
    assert holds(join([one, other])) == (holds(one) or holds(other))
    assert meet(one, other) == meet(other, one)
    assert meet(one, ANY) == one


@given(st.integers(1, 12), st.integers(1, 28), st.integers(0, 182), st.integers(0, 182))
def test_a_day_of_every_year_is_in_every_year(month, day, before, after):
    days = each_year(month, day, before, after)
    assert find_bounds(days) == Interval()
    assert all(first <= last for first, last in days)
    assert meet(days, between(date(2012, month, day), date(2012, month, day)))


@given(st.lists(stretches, max_size=6))
def test_what_carries_the_bounds_gives_them_alone(found):
    clues = [Clue(str(n), days, "past") for n, days in enumerate(found)]
    days, carried = settle(clues)
    assert days
    assert find_bounds(settle(carried)[0]) == find_bounds(days)
    assert all(choice in clues for choice in choose(clues))


@given(lines)
def test_bounds_are_in_order_and_evidence_stands_in_the_text(lines):
    document, articles, boilerplate, sentences = compose("\n".join(lines))
    bounded = bound_articles(document, articles, boilerplate, sentences, default())
    assert [(a.article, a.start, a.end) for a in bounded] == [(a.article, a.start, a.end) for a in articles]
    assert bounded == bound_articles(document, articles, boilerplate[::-1], sentences, default())
    for article in bounded:
        first, last = article.published.earliest, article.published.latest
        assert first is None or last is None or first <= last
        assert article.published == Interval() or article.evidence
        assert all(re.sub(r"^a\.txt-\d+: ", "", quote) in document.text for quote in article.evidence)


@pytest.mark.parametrize(
    "unit", ["on 3 October he will be 2012, ", "may ", "(A, ", "2012-10-03 ", "1/2/2012 ", "Joined "]
)
def test_hostile_texts_take_linear_time(unit):
    lines = unit * (200_000 // len(unit))
    start = time.process_time()
    bound(f"+ {lines}")
    assert time.process_time() - start < 8
