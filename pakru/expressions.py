"""Time expressions as the words alone have them: found by the grammar, not yet resolved.

An `Expression` holds what is said ("last November": the month 11, the last one before the article's date) and
nothing of what it is said against; `timexes.resolve` turns it into a value and days. The functions called
`_read_...` are the ones that the rules of the codebook name; one that finds a trap gives nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pakru.codebook import Codebook, default
from pakru.timegrammar import Rule, Words, compile_grammar

_REACH = 48  # characters before a sign in which its expression may begin
_BEFORE = re.compile(r"(\S+)[\s(\"'“‘]*$")
_AFTER = re.compile(r"[\s'’]{0,3}(?:s\s)?([\w-]+)")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression before it is resolved.

    `value` is TIMEX3 with X for what is not said (`XXXX-11`). `anchor` says what it counts from: nothing (""),
    the article's date ("published"), the date last named ("reference"), one of the two ("either"), or what the
    context gives ("context"). `count` units of `unit` are counted from there; `way` is -1 or 1 where only the
    one before or after can be meant. `bound` is the preposition's part in the days, `part` START, MID or END.
    """

    start: int
    end: int
    text: str
    rule: str
    type: str = "DATE"
    value: str = ""
    anchor: str = ""
    count: int | None = None
    unit: str = ""
    way: int = 0
    bound: str = ""
    part: str = ""
    base: "Expression | None" = None


Reader = Callable[["Found"], Iterator[Expression]]


class Found:
    """A match of a rule, with the words of the codebook and what stands before and after it."""

    def __init__(self, match: re.Match[str], rule: str, words: Words):
        self.match, self.rule, self.words = match, rule, words
        self.groups = {name: text for name, text in match.groupdict().items() if text is not None}

    def get(self, name: str) -> str:
        return self.groups.get(name, "")

    def look_up(self, table: str, text: str) -> str:
        words = self.words[table]
        return words.get(text) or words.get(text.lower()) or words.get(text.rstrip("."), "")

    def before(self) -> str:
        found = _BEFORE.search(self.match.string, max(0, self.match.start() - 40), self.match.start())
        return found[1] if found else ""

    def after(self) -> str:
        found = _AFTER.match(self.match.string, self.match.end())
        return found[1] if found else ""

    def counts(self) -> bool:
        """Say whether one of the next two words is a thing that is counted."""
        following = re.match(r"\s+(\w+)(?:\s+(\w+))?", self.match.string[self.match.end() : self.match.end() + 40])
        return following is not None and any(word in self.words["counted"] for word in following.groups() if word)

    def tells_rate(self, before: str, after: str) -> bool:
        """Say whether a unit without preposition goes with an amount named before it: so much gas a year."""
        if before in self.words["span_before"] or before in self.words["no_rate_before"] or before.endswith("ed"):
            return False
        amount = re.search(r"\d|illion|thousand|hundred|dozen|\bsells?\b", self.match.string[max(0, self.match.start() - 90) : self.match.start()])
        return amount is not None and before.isalpha() and (not after or after in self.words["rate_after"] or self.closes())

    def closes(self) -> bool:
        return re.match(r"\s*[.,;:!?)]", self.match.string[self.match.end() : self.match.end() + 3]) is not None

    def express(self, **fields) -> Expression:
        start, end = self.match.span()
        return Expression(start, end, self.match[0], self.rule, bound=self.bound(), part=self.part(), **fields)

    def bound(self) -> str:
        if "bound" not in self.groups:
            return ""
        bound = " ".join(self.get("bound").lower().split())
        return self.words["bound"].get(bound, bound)

    def part(self) -> str:
        if "mod" not in self.groups:
            return ""
        text = " ".join(self.get("mod").lower().split())
        known = {**self.words["mod"], **self.words["mod_noun"]}
        return next((known[mod] for mod in sorted(known, key=len, reverse=True) if mod in text), "")


def find_expressions(text: str, codebook: Codebook | None = None) -> list[Expression]:
    """Find the time expressions of a text, unresolved, in order and without overlap.

    >>> [(e.text, e.rule, e.value) for e in find_expressions("They may meet again in mid-April, or by 2020.")]
    [('mid-April', 'month', 'XXXX-04'), ('by 2020', 'year', '2020')]
    """
    grammar = compile_grammar(codebook or default())
    found: list[Expression] = []
    done = 0  # no expression begins before: it would be one of an earlier sign
    for sign in grammar.signs.finditer(text):
        if sign.start() < done:
            continue
        for start in grammar.starts.finditer(text, max(done, sign.start() - _REACH), sign.end()):
            rules = grammar.choose_rules(sign[0], start[0])
            if start.start() <= sign.start() and (expressions := _read_at(text, start.start(), rules, grammar.words)):
                found += expressions
                done = found[-1].end
                break
        done = max(done, sign.start() + 1)
    return found


def _read_at(text: str, start: int, rules: Iterable[Rule], words: Words) -> list[Expression]:
    """Read the expression that begins here, by the first rule that fits; a trap gives nothing."""
    for rule in rules:
        if match := rule.pattern.match(text, start):
            return list(READERS[rule.reads](Found(match, rule.name, words)))
    return []


def _read_date(found: Found) -> Iterator[Expression]:
    """Read a date of the calendar; of two days or years with one month, each by itself."""
    dates = [name for name in ("day", "day2", "year", "year2") if name in found.groups and name[:4] != "year"]
    if "year2" in found.groups:
        yield from _read_span(found)
        return
    whole = found.express(value=_name_date(found, found.get(dates[0]) if dates else ""))
    if not _is_real(whole.value):
        return
    whole = _place(found, whole)
    if len(dates) < 2:
        yield whole
        return
    second = replace(whole, value=_name_date(found, found.get(dates[1])))
    for part, (begin, end) in ((whole, _first_span(found)), (second, (found.match.start("day2"), whole.end))):
        yield replace(part, start=begin, end=end, text=found.match.string[begin:end])


def _first_span(found: Found) -> tuple[int, int]:
    return found.match.start(), found.match.start("to")


def _read_span(found: Found) -> Iterator[Expression]:
    year, second = found.get("year"), found.get("year2")
    if "B" in second:
        year, second = _name_year(f"{year} BC"), _name_year(second)
    else:
        second = year[: len(year) - len(second)] + second
        if not int(year) < int(second) <= int(year) + 200:
            return
    begin, end = found.match.start("year2"), found.match.end()
    first = _first_span(found)
    yield replace(found.express(value=year), start=first[0], end=first[1], text=found.match.string[slice(*first)])
    yield Expression(begin, end, found.match.string[begin:end], found.rule, value=second)


def _name_date(found: Found, day: str) -> str:
    year = _name_year(found.get("year") or found.get("year_ahead"))
    if "quarter" in found.groups or "half" in found.groups:
        return f"{year}-{'Q' if 'quarter' in found.groups else 'H'}{_number_part(found)}"
    if season := found.get("season"):
        return f"{year}-{found.look_up('season', season) or found.look_up('fall', season)}"
    if decade := found.get("decade"):
        if found.get("era"):
            return f"BC{decade[:-1]:>03}"
        return found.look_up("decade", decade) or f"{'19' if len(decade) < 4 else ''}{decade}".replace("'", "").replace("’", "")[:3]
    if century := found.get("century"):
        number = int(re.sub(r"\D", "", century) or found.look_up("ordinal", century) or 0)
        return f"BC{number - 1:02d}" if found.get("era") else f"{number - 1:02d}"
    month = found.look_up("month", found.get("month")) or found.look_up("month_short", found.get("month"))
    month = month or found.get("month").zfill(2) if found.get("month") else ""
    if not month and not day and not found.get("year"):
        return "XXXX-XX-XX"
    name = f"{year}-{month or 'XX'}" if month or day else year
    return name + (f"-{_number_day(found, day):02d}" if day else "") + _name_hour(found.get("part"), found)


def _number_day(found: Found, day: str) -> int:
    return int(re.sub(r"\D", "", day) or found.look_up("ordinal", day) or 0)


def _number_part(found: Found) -> str:
    nth = found.get("nth").lower()
    last = "4" if "quarter" in found.groups else "2"
    return last if nth in ("last", "final", "latter") else nth[0] if nth[0].isdigit() else found.words["ordinal"][nth]


def _name_year(text: str) -> str:
    if not text:
        return "XXXX"
    digits = re.match(r"\d+", text)[0]
    return f"BC{digits:>04}" if "B" in text else digits


def _name_hour(text: str, found: Found) -> str:
    """Give the T part of a value: of a word for a part of the day, or of a clock."""
    if not text:
        return ""
    if word := found.look_up("part", text):
        return word
    if text.startswith("half past"):
        return f"T{int(found.look_up('number', text.split()[2]) or 0):02d}:30"
    clock = re.match(r"(\d\d?)(?:[:.](\d\d))?\s?([ap])?", text.lower())
    hour = int(clock[1])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3] == "p" else 0)
    return f"T{hour:02d}:{clock[2] or '00'}"


def _is_real(value: str) -> bool:
    """Say whether the month and day of a value can be: 31 June cannot."""
    found = re.match(r"[^-]*-(\d\d)(?:-(\d\d))?", value)
    if not found:
        return True
    month, day = int(found[1]), int(found[2] or 1)
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _place(found: Found, whole: Expression) -> Expression:
    """Say what an expression without a year of its own counts from."""
    if outer := found.get("outer"):
        count, anchor = _look_up_shift(found, outer)
        return replace(whole, count=count, unit="Y", anchor=anchor)
    return replace(whole, anchor="context") if whole.value.startswith("X") else whole


def _look_up_shift(found: Found, text: str) -> tuple[int, str]:
    count, anchor = found.words["shift"][" ".join(text.lower().split())].split()
    return int(count), anchor


def _read_numeric(found: Found) -> Iterator[Expression]:
    """Read a date in figures, day first or month first as far as the figures tell."""
    year, first, second = found.get("year"), int(found.get("day")), int(found.get("month"))
    year = year if len(year) == 4 else ("19" if int(year) > 30 else "20") + year
    if found.rule == "slashed_date" and first <= 12 and second <= 12 and first != second:
        yield found.express(value=f"{year}-XX-XX", anchor="")
        return
    day, month = (first, second) if second <= 12 else (second, first)
    value = f"{year}-{month:02d}-{day:02d}"
    if _is_real(value):
        yield found.express(value=value)


def _read_month(found: Found) -> Iterator[Expression]:
    """Read a month that stands alone, where no verb, modal or name can."""
    month, before, after = found.get("month"), found.before(), found.after()
    sure = bool(found.get("bound") or found.get("mod")) or before.lower() in found.words["month_before"]
    capital = after[:1].isupper()
    if month == "March" and not (sure and before.lower() != "the") and (after in ("to", "on", "of", "for") or before.lower() in ("the", "along") and not after):
        return
    if before in found.words["mr"] or (month in found.words["name_month"] and not sure and _may_be_name(found, capital)):
        return
    if not sure and (before[:1].isupper() and capital or before.lower() in ("long", "a", "million")):
        return
    yield from _read_date(found)


def _may_be_name(found: Found, capital: bool) -> bool:
    first = not found.before() or found.before()[-1] in ".!?\":”"
    return first or capital or found.before()[:1].isupper() or found.get("month") in ("May", "March") and not found.before()


def _read_season(found: Found) -> Iterator[Expression]:
    """Read a season that stands alone: spring and fall only where they cannot be verbs or other nouns."""
    season, before, after = found.get("season").lower(), found.before().lower(), found.after()
    article = re.search(r"\bthe\s+$|\bthe\s+\w+$", found.match[0].lower()) is not None
    sure = bool(found.get("bound") or found.get("mod")) or before in ("in", "during", "by", "last", "until", "since", "this")
    if season == "fall" and not (article and before in ("in", "during", "by", "this", "over")) and not found.get("mod"):
        return
    if season == "spring" and not (sure or article or after in found.words["season_after"]):
        return
    if after not in found.words["season_after"] and before in ("a", "one", "another", "each", "every", "no", "any") or (found.get("season")[:1].isupper() and found.before()[:1].isupper()):
        return
    if article and (after in ("when", "of") or re.match(r"\s+(?:in|during) which\b", found.match.string[found.match.end() :][:20])):
        return
    for expression in _read_date(found):
        yield _drop_article(expression) if after in found.words["season_after"] else expression


def _drop_article(e: Expression) -> Expression:
    """Leave out an article that belongs to the noun behind: the [summer] offensive."""
    start = e.start + re.match(r"(?:[Tt]he\s+)?", e.text).end()
    return replace(e, start=start, text=e.text[start - e.start :])


def _read_year(found: Found) -> Iterator[Expression]:
    """Read four figures as a year, unless they count or number something."""
    before, after = found.before(), found.after()
    if before.rstrip(".") in found.words["numbered"] or before[-1:] in "$€£#" and before or before.lower() == "rs":
        return
    sure = found.get("bound") or found.get("mod") or "year" in found.match[0].lower() or before.lower() in ("in", "since", "during")
    if not sure and found.counts():
        return
    plural = after.islower() and after.endswith("s") and not after.endswith("ss") and len(after) > 3
    if not sure and plural and before.lower() not in found.words["year_before"]:
        return
    year = _name_year(found.get("year"))
    if not sure and year < "1500" and before.lower() not in ("in", "since", "by", "until"):
        return
    yield found.express(value=year)


def _read_between(found: Found) -> Iterator[Expression]:
    first, last = found.get("year"), found.get("until")
    if first < last:
        yield replace(found.express(value=first), bound=f"until {last}")


def _read_shifted(found: Found) -> Iterator[Expression]:
    """Read a month, season, weekday, part of a day or unit that is told from another date."""
    shift = " ".join(found.get("shift").lower().split())
    if shift in ("every", "each"):
        yield from _read_set(found)
        return
    hour = _name_hour(found.get("part") or found.get("part2"), found)
    if "then" in found.groups:
        yield found.express(anchor="reference", count=0, unit="D")
    elif weekday := found.get("weekday"):
        count, anchor = _look_up_shift(found, shift)
        yield found.express(value=f"XXXX-WXX-{found.look_up('weekday', weekday)}{hour}", anchor=anchor, count=count, unit="W", way=count)
    elif "month" in found.groups or "season" in found.groups:
        count, anchor = _look_up_shift(found, shift)
        yield replace(found.express(value=_name_date(found, "")), anchor=anchor, count=count, unit="Y", way=count)
    else:
        yield from _read_unit(found, shift, hour)


def _read_unit(found: Found, shift: str, hour: str) -> Iterator[Expression]:
    unit = found.look_up("unit", found.get("unit")) or "D"
    shift = re.sub(r"^(?:early|late) ", "", shift)
    if found.rule == "unit_of_year" and (after := found.after()) and (after == "when" or after == "in" and " which" in found.match.string[found.match.end() : found.match.end() + 10]):
        return
    if shift == "that" and hour and found.after().islower() and found.after().endswith("s") and len(found.after()) > 3:
        return
    if found.rule == "within_unit":
        yield found.express(anchor="reference", count=0, unit=unit)
        return
    if shift in ("the", ""):
        anchor = "either" if found.get("mod") else "published"
        count = 0
        if found.rule == "spent_unit" and hour:
            anchor = "reference"
        if unit == "WE":
            yield found.express(value="XXXX-WXX-6", anchor="published", unit="WE", way=-1)
            return
    else:
        count, anchor = _look_up_shift(found, shift)
    if shift in ("the next", "next") and unit == "D":
        anchor = "reference"
    if unit == "D" and not hour and shift in ("this", "last", "past", "coming", "this past", "current", "the current"):
        return
    expression = found.express(value=hour, anchor=anchor, count=count, unit=unit)
    yield replace(expression, bound="until") if "out" in found.groups else expression


def _read_month_outer(found: Found) -> Iterator[Expression]:
    yield from _read_date(found)


def _read_weekday(found: Found) -> Iterator[Expression]:
    """Read a weekday that stands alone; not the name of a paper, a feast or a day in history."""
    before, after = found.before(), found.after()
    if before in found.words["weekday_before"] or after in found.words["weekday_after"]:
        return
    value = f"XXXX-WXX-{found.look_up('weekday', found.get('weekday'))}"
    value += _name_hour(found.get("part2") or found.get("part"), found)
    if before.lower() == "a" and after in ("prayer", "prayers", "sermon"):
        return
    if week := found.get("shift"):
        count, anchor = _look_up_shift(found, week)
        yield found.express(value=value, anchor=anchor, count=count, unit="W")
    else:
        yield found.express(value=value, anchor="context")


def _read_day_word(found: Found) -> Iterator[Expression]:
    """Read today, yesterday, tomorrow, tonight."""
    word = found.get("word").lower()
    hour = "TNI" if word == "tonight" else _name_hour(found.get("part"), found)
    count = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    yield found.express(value=hour, anchor="published", count=count, unit="D", way=2 if word in ("today", "tomorrow") else 0)


def _read_clock(found: Found) -> Iterator[Expression]:
    word, text = found.get("word").lower(), found.get("part")
    if text.lower() in ("noon", "midnight") and not (found.get("bound") or word or found.before().lower() in ("at", "around", "from", "to", "about")):
        return
    if re.match(r"\d\d?:\d\d$", text) and found.before().lower() not in ("at", "by", "around", "from", "to", "till", "until", "about", "before", "after"):
        return
    count = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    yield found.express(value=_name_hour(text, found), anchor="published" if word else "either", count=count, unit="D")


def _read_offset(found: Found) -> Iterator[Expression]:
    """Read so many units before or after the article's date, the date last named, or a date that is named."""
    word = " ".join(found.get("from").lower().split())
    way, anchor = (found.words["from"].get(word) or found.words["beside"][word]).split()
    unit, vague = _unit(found), found.get("count") and _count(found) is None
    if "part" in found.groups:
        unit = unit or "D"
    if found.get("unit") == "period":
        unit = "Y"
    if not (found.get("count") or found.get("half")) and found.rule == "count_ago" and not unit_is_plural(found):
        return
    half = found.get("half") or found.get("half1")
    if half and unit not in ("Y", "10Y", "100Y"):
        return
    if vague or (found.rule == "count_ago" and not found.get("count") and not half):
        yield found.express(value="PAST_REF" if int(way) < 0 else "FUTURE_REF")
        return
    steps = _count(found) if found.get("count") else 0 if half else 1
    if half:
        steps, unit = (steps + 0.5) * {"Y": 12, "10Y": 10, "100Y": 100}[unit], "M" if unit == "Y" else "Y"
    count = int(way) * int(steps or 1)
    hour = _name_hour(found.get("part"), found)
    expression = found.express(value=hour, anchor=anchor, count=count, unit=unit)
    if found.rule == "year_ago_unit":
        expression = replace(expression, count=-1, unit="Y", value="XXXX-QX" if found.get("unit") == "quarter" else "")
    yield replace(expression, base=_read_base(found)) if found.get("base") else expression


def unit_is_plural(found: Found) -> bool:
    return found.get("unit").lower() in found.words["units"]


def _read_base(found: Found) -> Expression | None:
    inner = find_expressions(found.get("base"))
    return inner[0] if inner else None


def _unit(found: Found) -> str:
    text = (found.get("unit") or found.get("unit1")).lower()
    return found.words["units"].get(text) or found.words["unit"].get(text, "")


def _count(found: Found) -> float | None:
    """Give the number that `count` spells; None where it is vague."""
    text = " ".join(found.get("count").lower().replace("-", " ").split())
    if re.match(r"[\d,.]+$", text):
        return float(text.replace(",", ""))
    if text in found.words["some"]:
        return None
    if text in found.words["number"]:
        return float(found.words["number"][text])
    tens, _, ones = text.partition(" ")
    return float(found.words["tens"].get(tens, 0)) + float(found.words["number"].get(ones, 0))


def _read_length(found: Found) -> Iterator[Expression]:
    """Read a length of time."""
    if found.rule == "long_time":
        yield found.express(type="DURATION", value="PXX")
        return
    count = _count(found) if found.get("count") else None if not found.get("half") and not found.get("quarter") else 0.0
    if found.get("half"):
        count = (count or 0.0) + 0.5
    if quarters := found.get("quarter"):
        count = 0.25 if quarters.lower().startswith("a") else 0.75
    if found.rule == "unit_long" and not found.get("count") and not unit_is_plural(found):
        count = 1.0
    if found.get("unit") == "second" and "-" not in found.match[0]:
        return
    if unit_is_trap(found):
        return
    yield found.express(type="DURATION", value=_name_length(count, _unit(found)))


def unit_is_trap(found: Found) -> bool:
    return _unit(found) in ("Q", "WE") or (found.get("unit") == "second" and found.rule != "length")


def _name_length(count: float | None, unit: str) -> str:
    """Give the TIMEX3 value of so many units; halves of an hour, a day and a year in the next smaller unit."""
    if count is None:
        return {"10Y": "PXDE", "100Y": "PXCE", "2W": "PXW", "TH": "PTXH", "TM": "PTXM", "S": "PTXS"}.get(unit, f"PX{unit}")
    factor, letter = (int(unit[:-1]), unit[-1]) if unit[0].isdigit() else (1, unit[-1])
    amount = count * factor
    if amount < 1 and letter in ("H", "Y", "D"):
        amount, unit = (amount * 60, "TM") if letter == "H" else (amount * 12, "M") if letter == "Y" else (amount * 24, "TH")
        letter = unit[-1]
    return f"P{'T' if unit[0] in 'TS' else ''}{amount:g}{letter}"


def _read_span_length(found: Found) -> Iterator[Expression]:
    """Read a stretch that ends or begins at a date."""
    if unit_is_trap(found):
        return
    shift = found.get("shift").lower()
    count = _count(found) if found.get("count") else 1.0 if found.rule == "recent_unit" else None
    if not found.get("count") and shift == "coming":
        yield found.express(value="FUTURE_REF")
        return
    if found.rule == "recent_span" and not found.get("count") and shift in ("first", "final", "same", "initial", "last", "next") and not found.match[0].lower().startswith("the"):
        return
    yield found.express(type="DURATION", value=_name_length(count, _unit(found)))


def _read_a_unit(found: Found) -> Iterator[Expression]:
    """Read one unit: a length after a preposition or verb of time, a rate after what is counted."""
    before, after, unit = found.before().lower().strip(",.;"), found.after().lower(), _unit(found)
    if unit in ("Q", "WE", "S") or found.get("unit") == "night" and before not in ("for",):
        return
    count = found.get("count").lower()
    rate = before in found.words["rate_before"] or (before.endswith("s") and len(before) > 3) or re.match(r"[\d,.]+$", before) is not None
    if count == "per" or (count in ("a", "an") and rate and before not in found.words["span_before"]):
        yield found.express(type="SET", value=_name_length(1.0, unit))
    elif count in ("a", "an") and found.tells_rate(before, after):
        yield found.express(type="SET", value=_name_length(1.0, unit))
    elif before in found.words["span_before"] and not after.startswith("of") or after in ("before", "after", "later") or found.get("adjective").lower() in ("whole", "full", "entire") or found.match.start("count") > found.match.start():
        yield found.express(type="DURATION", value=_name_length(1.0, unit))


def _read_some_units(found: Found) -> Iterator[Expression]:
    """Read units without a number where only a length can be meant."""
    before, after = found.before().lower(), found.after().lower()
    if _unit(found) in ("Q", "WE", "S") or found.get("unit") in ("nights", "minutes") and before not in ("for", "within"):
        return
    if before in ("for", "despite", "within", "after", "takes", "took", "lasted", "last") or after in ("before", "after") or (after == "of" and before not in ("the", "in", "those", "these", "my", "his", "its", "their", "early", "last")):
        yield found.express(type="DURATION", value=_name_length(None, _unit(found)))


def _read_set(found: Found) -> Iterator[Expression]:
    """Read what happens at each of many units or dates."""
    if often := found.get("often").lower():
        if found.match.string[found.match.start() - 1 : found.match.start()] == "-":
            return
        if found.after()[:1].isupper() and found.match[0][:1].isupper() or found.before()[:1].isupper() and found.before()[-1:].isalpha():
            return
        unit = {"daily": "D", "every day": "D", "everyday": "D", "nightly": "D", "weekly": "W", "fortnightly": "2W", "monthly": "M", "quarterly": "3M", "hourly": "TH"}.get(often, "Y")
        yield found.express(type="SET", value=_name_length(1.0, unit))
    elif "each" in found.groups and found.rule == "every":
        count = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "": 1.0}.get(found.get("count").lower(), -1.0)
        unit = _unit(found)
        if found.get("unit") == "second":
            return
        yield found.express(type="SET", value=_name_length(_count(found) if count < 0 else count, unit if unit != "WE" else "W"))
    elif found.rule == "parts":
        yield found.express(type="SET", value="XXXX-XX-XX" + found.look_up("part", found.get("part")))
    else:
        yield found.express(type="SET", value=_name_repeated(found))


def _name_repeated(found: Found) -> str:
    last = found.match[0].split()[-1].rstrip("s.") if found.rule == "weekdays" else ""
    if weekday := found.look_up("weekday", found.get("weekday") or last):
        return f"XXXX-WXX-{weekday}"
    if season := found.look_up("season", found.get("season") or last):
        return f"XXXX-{season}"
    if part := found.look_up("part", found.get("part") or last):
        return f"XXXX-XX-XX{part}"
    return f"XXXX-{found.look_up('month', found.get('month') or found.match[0].split()[-1])}"


def _read_holiday(found: Found) -> Iterator[Expression]:
    value = found.words["holiday"][found.get("holiday").replace("’", "'")]
    if not value.startswith("X"):
        yield found.express(value=value)
    elif (shift := found.get("shift").lower()) in ("every", "each"):
        yield found.express(type="SET", value=value)
    elif year := found.get("year"):
        yield found.express(value=value.replace("XXXX", _name_year(year)))
    elif shift:
        count, anchor = _look_up_shift(found, shift)
        yield found.express(value=value, anchor=anchor, count=count, unit="Y", way=count)
    else:
        yield _place(found, found.express(value=value))


def _read_onward(found: Found) -> Iterator[Expression]:
    """Read a date that something runs on from."""
    if inner := _read_base(found):
        start, end = found.match.span()
        yield replace(inner, start=start, end=end, text=found.match[0], rule=found.rule, bound="since")


def _read_once(found: Found) -> Iterator[Expression]:
    """Read once as some day gone by: before a verb in the past or a noun in apposition, not as a count."""
    before, after = found.before(), found.after().lower()
    if before.lower() in ("for", "than", "at", "all", "not", "only", "done", "were", "even", "just", "but", "least") or before.endswith((".", ",")) and not found.match[0].istitle() and after not in ("a", "an"):
        return
    if after in ("again", "more", "the", "they", "he", "she", "it", "for", "in", "every", "upon", "we", "i", "you", "this", "these", "that", "per", "and", "or", "") or not after:
        return
    if after in ("a", "an") and not before.endswith(","):
        return
    if found.match[0].istitle() and not after.endswith("ed"):
        return
    yield found.express(value="PAST_REF")


def _read_vague(found: Found) -> Iterator[Expression]:
    """Read past, present or future at large, where the word is no noun with an owner, preposition or person."""
    text, before, after = " ".join(found.get("vague").lower().split()), found.before().lower(), found.after().lower()
    value = found.look_up("vague", text) or "FUTURE_REF"
    if text == "past" and before not in ("in", "recent", "the", "their", "our", "its"):
        return
    if text == "the present" and after.isalpha() and after.islower() and before not in ("at", "for", "until", "in", "of"):
        if after not in ("writer", "author"):
            yield _drop_article(found.express(value=value))
        return
    if text in ("future", "present") and not _is_time_noun(found, text, before, after):
        return
    if text == "now" and after == "that":
        return
    if text.endswith("ago") and after == "as" or text == "the long term" and before not in ("in", "over", "for"):
        return
    if text == "of late" and (after[:1].isdigit() or after[:1].isupper()) or text == "the early years" and after == "of":
        return
    if text == "soon" and not (after == "" or found.closes() or before in ("will", "'ll", "be", "shall")):
        return
    if text.endswith("future") and re.search(r"\b(?:is|was|be)(?: the)?\s+$", found.match.string[: found.match.start()][-12:]):
        return
    if text == "the future" and after == "of":
        yield _drop_article(found.express(value=value))
        return
    yield found.express(value=value)


def _is_time_noun(found: Found, text: str, before: str, after: str) -> bool:
    if text == "future":
        owned = before.endswith(("'s", "’s")) or before in ("his", "their", "its", "her", "our", "my", "your", "a", "no")
        return before in ("in", "the", "for", "near", "likely") or after[:1].isalpha() and not owned and after not in ("but", "and", "of", "is", "was", "as", "with", "in", "or")
    return before in ("at", "the", "for", "until") and after not in ("writer", "author", "at", "in") or (before in ("the", "") and after.isalpha() and after not in ("writer", "author", "at", "in"))


READERS: dict[str, Reader] = {
    "date": _read_date,
    "numeric": _read_numeric,
    "month": _read_month,
    "season": _read_season,
    "year": _read_year,
    "between": _read_between,
    "shifted": _read_shifted,
    "weekday": _read_weekday,
    "day_word": _read_day_word,
    "clock": _read_clock,
    "offset": _read_offset,
    "duration": _read_length,
    "span": _read_span_length,
    "a_unit": _read_a_unit,
    "some_units": _read_some_units,
    "set": _read_set,
    "holiday": _read_holiday,
    "onward": _read_onward,
    "once": _read_once,
    "vague": _read_vague,
}
