"""Times: how precise a time expression is, which way it points, and which events have days that are told."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

# what values look like -> how precise they are
PRECISIONS = {
    "open": r".*X.*-.*|XXXX.*",  # "Thursday" of a week, "May" of a year that is not known
    "day": r"\d{4}-\d\d-\d\d.*",
    "month": r"\d{4}-\d\d",
    "part of a year": r"\d{4}-.*|\d{4} .*",  # a season, a quarter, "mid-April", "early 2014"
    "year": r"\d{4}",
    "decade": r"\d{3}( .*)?",
    "century": r"\d\d( .*)?",
    "length": r"P.*\d.*",  # "nine years"
    "vague": r".*",  # "recently", "the last few years"
}


def name_precisions(values: Iterable[str]) -> list[str]:
    """Name how precise each TIMEX3 value is.

    >>> name_precisions(["2012-10-03", "2012-10", "2021-04 MID", "2014", "199", "P9M", "PXY", "PAST_REF", "XXXX-05"])
    ['day', 'month', 'part of a year', 'year', 'decade', 'length', 'vague', 'vague', 'open']
    """
    return [next(name for name, form in PRECISIONS.items() if re.fullmatch(form, value)) for value in values]


def name_directions(timexes: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Say of each time expression whether it points to the past or the future of its article, or to its own days.

    What overlaps the days on which the article can have been published is "around"; where nothing tells, "".

    >>> times = pd.DataFrame({"file": "a.txt", "article": "a-1", "value": ["1948", "2024", "PAST_REF", "P4D"]})
    >>> times = times.assign(earliest=["1948-01-01", "2024-01-01", "", ""], latest=["1948-12-31", "2024-12-31", "", ""])
    >>> bounds = pd.DataFrame({"file": ["a.txt"], "article": ["a-1"]})
    >>> bounds = bounds.assign(published_earliest="2012-10-03", published_latest="2012-10-31")
    >>> name_directions(times, bounds).tolist()
    ['past', 'future', 'past', '']
    """
    columns = ["file", "article", "published_earliest", "published_latest"]
    both = timexes.merge(articles[columns], on=["file", "article"], how="left")
    first, last = both["published_earliest"].fillna(""), both["published_latest"].fillna("")
    earliest, latest = both["earliest"], both["latest"]
    words = {"PAST_REF": "past", "PRESENT_REF": "around", "FUTURE_REF": "future"}
    directions = both["value"].map(words).fillna("")
    known = earliest.ne("") | latest.ne("")
    directions = directions.mask(known & (first.ne("") | last.ne("")), "around")
    directions = directions.mask(latest.ne("") & first.ne("") & (latest < first), "past")
    directions = directions.mask(earliest.ne("") & last.ne("") & (earliest > last), "future")
    return directions.set_axis(timexes.index)


def measure_widths(articles: pd.DataFrame) -> pd.Series:
    """Say how many articles there are, how many have bounds on both sides, and how many days these hold at the median.

    >>> bounds = {"published_earliest": ["2012-10-03", ""], "published_latest": ["2012-10-05", "2016-01-01"]}
    >>> measure_widths(pd.DataFrame(bounds)).to_dict()
    {'articles': 2, 'bounded': 1, 'median days': 3}
    """
    first, last = (pd.to_datetime(articles[name]) for name in ("published_earliest", "published_latest"))
    days = ((last - first).dt.days + 1).dropna()
    middle = int(days.median()) if len(days) else 0
    return pd.Series({"articles": len(articles), "bounded": len(days), "median days": middle})


def order_days(events: pd.DataFrame) -> pd.DataFrame:
    """Give the events that have a bound, in the order of the first that they have, which is their `day`.

    >>> order_days(pd.DataFrame({"earliest": ["2016-01-01", "", ""], "latest": ["", "2012-10-03", ""]})).day.tolist()
    ['2012-10-03', '2016-01-01']
    """
    days = events["earliest"].where(events["earliest"].ne(""), events["latest"])
    dated = events.assign(day=days)[days.ne("")]
    return dated.sort_values(["day", "latest"], kind="stable").reset_index(drop=True)


def name_periods(events: pd.DataFrame, periods: Mapping[str, tuple[str, str]]) -> list[str]:
    """Name for each event the first of some periods, from day to day, that holds the bounds it has; "" for none.

    >>> events = pd.DataFrame({"earliest": ["1965-01-01", "2012-10-03", ""], "latest": ["", "2012-10-04", ""]})
    >>> name_periods(events, {"before": ("1948-01-01", "1999-12-31"), "after": ("2000-01-01", "2021-12-31")})
    ['before', 'after', '']
    """
    names = []
    for bounds in zip(events["earliest"], events["latest"], strict=True):
        days = [day for day in bounds if day]
        fitting = [name for name, (first, last) in periods.items() if days and first <= min(days) and max(days) <= last]
        names.append(fitting[0] if fitting else "")
    return names


def find_stated(
    events: pd.DataFrame, event_mentions: pd.DataFrame, timexes: pd.DataFrame, sentences: pd.DataFrame
) -> pd.Series:
    """Say of each event whether its days are told: each bound is that of an expression in a sentence that tells it.

    An open bound needs none. Of an event without any bound, and of one whose bound follows from what other sentences or
    the article's date say, the answer is no.

    >>> events = pd.DataFrame({"event": ["e1"], "earliest": ["2012-10-03"], "latest": ["2012-10-03"]})
    >>> told = pd.DataFrame({"event": ["e1"], "file": ["a.txt"], "start": [0], "end": [9]})
    >>> day = pd.DataFrame({"file": ["a.txt"], "start": [20], "end": [29]})
    >>> day = day.assign(earliest="2012-10-03", latest="2012-10-03")
    >>> find_stated(events, told, day, pd.DataFrame({"file": ["a.txt"], "start": [0], "end": [40]})).tolist()
    [True]
    """
    told = _meet(_meet(event_mentions[["event", "file", "start", "end"]], sentences), timexes, "earliest", "latest")
    stated = pd.Series(True, events.index)
    for bound in ("earliest", "latest"):
        pairs = set(zip(told["event"], told[bound], strict=True))
        found = [row in pairs for row in zip(events["event"], events[bound], strict=True)]
        stated &= events[bound].eq("") | pd.Series(found, events.index)
    return stated & (events["earliest"].ne("") | events["latest"].ne(""))


def _meet(rows: pd.DataFrame, others: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Give the events of rows with the spans of others that they share a character with."""
    pairs = rows.merge(others[["file", "start", "end", *columns]], on="file")
    met = pairs[(pairs["start_x"] < pairs["end_y"]) & (pairs["start_y"] < pairs["end_x"])]
    spans = met.rename(columns={"start_y": "start", "end_y": "end"})
    return spans[["event", "file", "start", "end", *columns]].drop_duplicates()
