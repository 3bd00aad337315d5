"""Time expressions: tables of texts with the spans, values and days that must come out, traps, laws, and time."""

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pakru.codebook import default
from pakru.records import Article, Interval, Repair, Sentence
from pakru.timexes import find_timexes
from pakru.timexes.dates import pick_date
from pakru.timexes.expressions import READERS, find_expressions
from pakru.timexes.intervals import bound_days, count_units, cover_days, name_unit, shift_value
from pakru.timexes.readings import Expression
from pakru.timexes.resolution import resolve
from pakru.timexes.tenses import tell_tense

WEDNESDAY = Interval(date(2016, 10, 12), date(2016, 10, 12))
OPEN = Interval()


def find(text, published=WEDNESDAY):
    article = Article("a.txt", "a-1", 0, len(text), published=published)
    return find_timexes(article, [Sentence("a.txt", "a-1", 1, 1, 0, len(text), text)])


def mark(text, published=WEDNESDAY):
    """Put brackets around what is found, with its value."""
    for timex in reversed(find(text, published)):
        text = f"{text[: timex.start]}[{timex.quote}|{timex.value}]{text[timex.end :]}"
    return text


@pytest.mark.parametrize(
    "marked",
    [
        "The pact of [3 October 2012|2012-10-03] and that of [October 4, 2012|2012-10-04] stand.",
        "It was written on [15.08.1947|1947-08-15], [1947-08-15|1947-08-15] and [14/11/2014|2014-11-14].",
        "Nobody knows what [03/04/2014|2014-XX-XX] means.",
        "The crew landed on [24 September|2016-09-24] and left on [the 29th|2016-09-29].",
        "They met on [6|2012-04-06] and [7 April 2012|2012-04-07], and [May 3|2012-05-03] to [May 5, 2012|2012-05-05]",
        "The war of [1965|1965] and the [1971|1971] war led to [the nineties|199].",
        "From [1947|1947] to [1950|1950], and in [2009|2009]-[2014|2014] or [1990|1990]-[91|1991].",
        "In [April|1955-04] and [June 1955|1955-06], from [July 1|1863-07-01] to [July 3, 1863|1863-07-03] it failed.",
        "It ran [between 1973 and 1985|1973].",
        "In [mid-April|2016-04 MID] and [the early 1980s|198 START], [late 2014|2014 END] was far.",
        "It opened in [the first half of 2008|2008-H1] and [the third quarter of 1998|1998-Q3].",
        "He wrote in [the nineteenth century|18], not in [480 BC|BC0480] or from [499|BC0499] to [493 BC|BC0493].",
        "In [autumn 2001|2001-FA], [the spring of 1968|1968-SP] and [last winter|2015-WI] it snowed.",
        "On [the morning of 31 January 1965|1965-01-31TMO] and on [Christmas 1963|1963-12-25] they rang.",
    ],
)
def test_dates_of_the_calendar(marked):
    assert mark(re.sub(r"\[([^|]*)\|[^]]*\]", r"\1", marked)) == marked


@pytest.mark.parametrize(
    ("text", "quote", "value", "earliest", "latest"),
    [
        ("stability post 2014 is wanted", "post 2014", "2014", "2014-01-01", None),
        ("a base until 2024 at least", "until 2024", "2024", None, "2024-12-31"),
        ("talks before May 2021 only", "before May 2021", "2021-05", None, "2021-04-30"),
        ("an army after 2014, they say", "after 2014", "2014", "2015-01-01", None),
        ("warships by December 2016 there", "by December 2016", "2016-12", None, "2016-12-31"),
        ("sold since 2001 to all", "since 2001", "2001", "2001-01-01", None),
        ("gone by the end of 2014, all", "by the end of 2014", "2014 END", None, "2014-12-31"),
        ("signed before the year is out, he hopes", "before the year is out", "2016", None, "2016-12-31"),
        ("it ran between 2011 and 2015 there", "between 2011 and 2015", "2011", "2011-01-01", "2015-12-31"),
        ("contacts from November 2010 onwards", "from November 2010 onwards", "2010-11", "2010-11-01", None),
        ("the last part of the 1970s was hard", "the last part of the 1970s", "197 END", "1975-01-01", "1979-12-31"),
        ("in late November 2013 it snowed", "late November 2013", "2013-11 END", "2013-11-21", "2013-11-30"),
        ("in early 2006 it rained", "early 2006", "2006 START", "2006-01-01", "2006-04-30"),
    ],
)
def test_bounds_and_parts(text, quote, value, earliest, latest):
    [timex] = find(text)
    days = Interval(earliest and date.fromisoformat(earliest), latest and date.fromisoformat(latest))
    assert (timex.quote, timex.value, timex.days) == (quote, value, days)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Lavrov landed on Tuesday with a delegation.", "2016-10-11"),
        ("Lavrov will land on Tuesday with a delegation.", "2016-10-18"),
        ("The assembly meets on Friday to vote.", "2016-10-14"),
        ("They signed on Wednesday in the capital.", "2016-10-12"),
        ("He went there last Thursday.", "2016-10-06"),
        ("He will go there next Friday.", "2016-10-14"),
        ("The drills ended in June.", "2016-06"),
        ("The drills will begin in June.", "2017-06"),
        ("The deadline of 1 November was set.", "2016-11-01"),
        ("It had been set for November.", "2016-11"),
        ("It was signed last November.", "2015-11"),
        ("A review is due next May.", "2017-05"),
        ("He left yesterday.", "2016-10-11"),
        ("Earlier today he left.", "2016-10-12"),
        ("He left this morning.", "2016-10-12TMO"),
        ("It was announced last night.", "2016-10-11TNI"),
        ("Two months ago he was here.", "2016-08"),
        ("Ten years ago he was here.", "2006"),
        ("Nine days ago he was here.", "2016-10-03"),
        ("In July next year they leave.", "2017-07"),
        ("He called earlier this month.", "2016-10"),
        ("The talks failed last week.", "2016-W40"),
        ("The crowd came over the weekend.", "2016-W40-WE"),
        ("Nobody came this autumn.", "2016-FA"),
        ("He spoke at 8:30 p.m. on Friday.", "2016-10-07T20:30"),
    ],
)
def test_counts_from_publication(text, value):
    [timex] = find(text)
    assert (timex.value, timex.anchor) == (value, "published")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He came on 3 October 2012 and on the same day he left.", ["2012-10-03", "2012-10-03"]),
        ("Elected on 7 May 2012, he left two days later.", ["2012-05-07", "2012-05-09"]),
        ("It began in 1968; two years later it ended.", ["1968", "1970"]),
        ("Signed in July 2009, it failed the following year.", ["2009-07", "2010"]),
        ("Founded in 1949, it had 12 members that year.", ["1949", "1949"]),
        ("On 1 March 2010 he spoke; that night it rained.", ["2010-03-01", "2010-03-01TNI"]),
        ("He came on 1 March 2010, six days after 23 February 2010.", ["2010-03-01", "2010-03-01"]),
    ],
)
def test_counts_from_the_date_last_named(text, values):
    assert [timex.value for timex in find(text)] == values


def test_anchor_is_the_span_counted_from():
    text = "He came on 3 October 2012 and left two days later."
    first, second = find(text)
    assert (first.anchor, second.anchor) == ("", f"a.txt:{first.start}-{first.end}")


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("They met on Tuesday.", OPEN, "XXXX-WXX-2"),
        ("They met on 3 October.", OPEN, "XXXX-10-03"),
        ("They met last week.", OPEN, "XXXX-WXX"),
        ("They met two days later.", OPEN, "XXXX-XX-XX"),
        ("They met on Tuesday.", Interval(date(2016, 1, 1), date(2016, 12, 31)), "XXXX-WXX-2"),
        ("Today they met.", Interval(date(2016, 1, 1), date(2016, 12, 31)), "PRESENT_REF"),
        ("They met last year.", Interval(date(2016, 1, 1), None), "XXXX"),
    ],
)
def test_what_cannot_be_resolved_stays_open(text, published, value):
    [timex] = find(text, published)
    assert (timex.value, timex.days, timex.anchor) == (value, OPEN, "")


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("They met last year.", Interval(date(2016, 1, 1), date(2016, 12, 31)), "2015"),
        ("They met on 3 October.", Interval(date(2012, 10, 4), date(2012, 12, 31)), "2012-10-03"),
        ("They met on Thursday.", Interval(date(2012, 10, 4), date(2012, 10, 10)), "2012-10-04"),
    ],
)
def test_bounds_of_publication_may_be_enough(text, published, value):
    [timex] = find(text, published)
    assert timex.value == value


def test_a_narrative_counts_from_its_own_dates():
    story = (
        "On September 1, 1939 the war began. In 1940 it spread. By May 10, 1940 it was in the west. "
        "In June 1940 France fell. On October 28, 1940 Greece was attacked. In March 1941 help came. In April it went."
    )
    assert find(story)[-1].value == "1941-04"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a four-decade-long war", "P40Y"),
        ("a two-day visit", "P2D"),
        ("for nearly half an hour", "PT30M"),
        ("it took a year and a half", "P1.5Y"),
        ("a quarter of a century of silence", "P25Y"),
        ("for twenty-three years", "P23Y"),
        ("over the past two years", "P2Y"),
        ("over the last several weeks", "PXW"),
        ("despite years of neglect", "PXY"),
        ("it lasted a fortnight, no more", "P2W"),
        ("two or three years of calm", "P3Y"),
        ("for a long time they waited", "PXX"),
        ("billions of cubic metres of gas a year", "P1Y"),
        ("they meet every second year", "P2Y"),
        ("they compare notes weekly", "P1W"),
        ("every August they come", "XXXX-08"),
        ("each autumn they come", "XXXX-FA"),
        ("he calls every evening", "XXXX-XX-XXTEV"),
        ("recently they have grown closer", "PAST_REF"),
        ("the current government", "PRESENT_REF"),
        ("cooperation in the long run", "FUTURE_REF"),
        ("at the earliest", "FUTURE_REF"),
        ("was once laughed at", "PAST_REF"),
        ("one day he will come", "FUTURE_REF"),
    ],
)
def test_lengths_sets_and_vague_times(text, value):
    assert [timex.value for timex in find(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "a pipeline of 1100 km for $14 billion",
        "SU-27, Su-35, Mi-35, T-90, F-16, C-130, MH17, G20 and Aman-21",
        "the 12th summit and the 70th anniversary",
        "It may well be so, and they may come.",
        "They march on to the long march.",
        "May this be the first of a hundred.",
        "a second look, the second round, seconded by all",
        "April Ryan asked Theresa May and Mrs May.",
        "They counted 2014 men, 1500 soldiers and 1,950 votes.",
        "Resolution 1973, Article 370, page 1984, flight 1971 and Rs 1990",
        "We won 3:2 against odds of 10:30; call 555-1998 or 0300-1234567.",
        "about 12 per cent, 45% and 2.5 points",
        "the fall of Kabul, a fall in prices, they spring to action",
        "The sun sat low and they wed.",
        "the minutes of the meeting at the last minute",
        "He lived for the day when it ends.",
        "then, later, earlier and until then",
        "a former minister has already said so",
        "a ten-year-old boy aged ten",
        "the Arab Spring and the Friday Times after Bloody Sunday",
        "their future, his present and a road past the clinic",
        "once again, at once, for once and more than once",
    ],
)
def test_traps(text):
    assert [timex.quote for timex in find(text)] == []


def test_every_rule_finds_its_example():
    for row in default().table("timex_rules"):
        found = find_expressions(row["example"])
        assert row["rule"] in {e.rule for e in found}, row
        assert row["reads"] in READERS, row
    assert len({row["rule"] for row in default().table("timex_rules")}) == len(default().table("timex_rules"))


def test_every_trap_catches_its_example():
    rules = {row["rule"] for row in default().table("timex_rules")}
    for row in default().table("timex_traps"):
        assert set(row["rules"].split()) <= rules, row
        assert not {e.rule for e in find_expressions(row["example"])} & set(row["rules"].split()), row


def test_quotes_are_raw_text():
    repairs = (Repair("a.txt", 17, 25, "2012.Any", "2012. Any", "space", "glued"),)
    sentence = Sentence("a.txt", "a-1", 1, 1, 10, 30, "In May 2012. Any day.", repairs)
    [timex] = find_timexes(Article("a.txt", "a-1", 0, 99), [sentence])
    assert (timex.start, timex.end, timex.quote, timex.value) == (13, 21, "May 2012", "2012-05")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The war ended in 1945. The pact will be signed on 5 March.", ["1945", "XXXX-03-05"]),
        ("The war ended in 1945. The pact would be signed on 5 March.", ["1945", "1945-03-05"]),
        ("The pact lapsed in 1980. May Day was celebrated.", ["1980", "XXXX-05-01"]),
        ("The pact lapsed in 1980. He left on May Day.", ["1980", "1980-05-01"]),
    ],
)
def test_a_story_tells_no_year_of_what_is_to_come(text, values):
    sentence = Sentence("a.txt", "a-1", 1, 1, 0, len(text), text)
    assert [t.value for t in find_timexes(Article("a.txt", "a-1", 0, len(text)), [sentence])] == values


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("It was planned for 5 June.", 0),
        ("It was postponed to 5 June.", 0),
        ("It will be signed on 5 June.", 1),
        ("It is planned for 5 June.", 1),
        ("It was signed on 5 June.", -1),
    ],
)
def test_a_plan_of_the_past_is_no_future(text, tense):
    assert tell_tense(text, text.index("5"), len(text) - 1) == tense


def test_tense():
    text = "He will come in May, but they went in June."
    assert tell_tense(text, 16, 19) == 1
    assert tell_tense(text, 38, 42) == -1
    assert tell_tense("The talks of May", 13, 16) == 0


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014-WI", "2014-12-01", "2015-02-28"),
        ("2017-W24", "2017-06-12", "2017-06-18"),
        ("2017-W24-WE", "2017-06-17", "2017-06-18"),
        ("1998-Q3", "1998-07-01", "1998-09-30"),
        ("2020-H2", "2020-07-01", "2020-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2014 MID", "2014-05-01", "2014-08-31"),
        ("198 START", "1980-01-01", "1984-12-31"),
        ("2012-10-03TMO", "2012-10-03", "2012-10-03"),
    ],
)
def test_days_of_a_value(value, first, last):
    assert cover_days(value) == Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["P2D", "PXY", "PAST_REF", "XXXX-05", "2014-02-30", "2014-W60", "BC0490", "", "2014-XX"]
)
def test_values_without_days(value):
    assert cover_days(value) == OPEN


DAYS = st.dates(date(1000, 1, 8), date(9990, 1, 1)).map(date.isoformat)
UNITS = st.sampled_from(["D", "W", "M", "Q", "Y", "10Y", "100Y"])


@given(DAYS, UNITS, st.integers(-500, 500))
def test_counting_there_and_back(day, unit, count):
    there = shift_value(day, count, unit)
    if there is not None and (back := shift_value(there, -count, unit)) is not None:
        assert count_units(back, unit) == count_units(day, unit)
        assert cover_days(back).contains(date.fromisoformat(day))
    assert cover_days(name_unit(count_units(day, unit), unit)).contains(date.fromisoformat(day))


@given(DAYS, st.sampled_from(["XXXX-05", "XXXX-10-03", "XXXX-WXX-2", "XXXX-SU", "XXXX-XX-07"]))
def test_a_date_picked_lies_where_the_tense_says(day, partial):
    here = date.fromisoformat(day)
    past, future = pick_date(partial, day, -1, strict=True), pick_date(partial, day, 1, strict=True)
    assert past is None or cover_days(past).latest < here
    assert future is None or cover_days(future).earliest > here


@given(DAYS, st.sampled_from(["", "since", "until", "before", "after"]))
def test_bounds_are_in_order(day, bound):
    days = bound_days(cover_days(day), bound)
    assert days.earliest is None or days.latest is None or days.earliest <= days.latest


PIECES = st.sampled_from(
    "on in the of since by May may June 3 12 2012 1990s last next two days later ago a year every Friday morning today "
    "now once 10:30 1973 and to - – . , early mid late end week Q3 BC half before after , ' ' \n".split(" ")
)


@given(st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from([WEDNESDAY, OPEN]))
def test_laws_of_every_text(text, published):
    found = find(text, published)
    assert [timex.quote for timex in found] == [text[timex.start : timex.end] for timex in found]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(timex.value and timex.type in ("DATE", "DURATION", "SET") for timex in found)
    assert found == find(text, published)
    for timex in found:
        earliest, latest = timex.days.earliest, timex.days.latest
        assert earliest is None or latest is None or earliest <= latest


def test_resolution_leaves_the_expression_alone():
    expression = Expression(0, 3, "May", "month", value="XXXX-05", anchor="context")
    assert resolve(expression, WEDNESDAY, tense=-1)[0] == "2016-05"
    assert expression.value == "XXXX-05"


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "1999 ",
        "may ",
        "May ",
        "on ",
        "the ",
        "in the early ",
        "two or ",
        "every ",
        "12 ",
        "1,",
        "last ",
        " ",
        "a ",
    ],
)
def test_hostile_text_takes_linear_time(unit):
    def clock(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        find_expressions(text)
        return time.process_time() - start

    clock(1000)
    assert clock(100_000) < 12 * clock(25_000) + 0.1
