"""Dates of uneven precision in EDTF: bounds, comparison, and what a told date means on the day it was told.

`resolve` is the one place where a partial date (day 4) becomes a day: the latest such day for what took place, the next
one for what is to come. No language is known here and no clock is read.

Source: Extended Date/Time Format, ISO 8601-2:2019 annex A; level 0, and of level 1 the interval with an unknown end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from kg.model import TimeValue

Direction = Literal["past", "future"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_OPEN = ("", "..")
_THIRDS = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "early_mid": (1, 20), "mid_late": (11, 31),
    "first_fortnight": (1, 15), "second_fortnight": (16, 31),
}  # fmt: skip
_MONTHS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14),
    "first_half": (1, 6), "second_half": (7, 12),
    "first_quarter": (1, 3), "second_quarter": (4, 6), "third_quarter": (7, 9), "fourth_quarter": (10, 12),
}  # fmt: skip
#: What `TimeValue.part` may say: a third of a month, months of a year, or only that it lies within.
PARTS = (*_THIRDS, *_MONTHS, "within")


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a date; None for an end that is unknown or open.

    >>> bounds("2024-11"), bounds("2024-11-11/")
    ((datetime.date(2024, 11, 1), datetime.date(2024, 11, 30)), (datetime.date(2024, 11, 11), None))

    Raises:
        ValueError: the text is no EDTF date of the kinds that kg writes.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _first(start), _last(start)
    return (None if start in _OPEN else _first(start)), (None if end in _OPEN else _last(end))


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"no EDTF date: {text!r}")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _first(text: str) -> date:
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def _last(text: str) -> date:
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def is_day(edtf: str) -> bool:
    """Tell whether a date is a single day.

    >>> is_day("2024-11-07"), is_day("2024-11"), is_day("2024-11-15/2024-11-16")
    (True, False, False)
    """
    return len(edtf) == len("2024-11-07")


def granularity(edtf: str) -> str:
    """Say how precise a date is: day, month, year or interval.

    >>> granularity("2024-11-07"), granularity("2024"), granularity("2024-11-15/2024-11-16")
    ('day', 'year', 'interval')
    """
    if "/" in edtf:
        return "interval"
    return {4: "year", 7: "month", 10: "day"}[len(edtf)]


def overlaps(left: str, right: str) -> bool:
    """Tell whether two dates may have a day in common; an unknown end counts as its beginning, an open one as ever.

    >>> overlaps("2024-11", "2024-11-30/2024-12-02"), overlaps("2024-11-01", "2024-11-02")
    (True, False)
    """
    (a, b), (c, d) = _closed(left), _closed(right)
    return a <= d and c <= b


def covers(whole: str, part: str) -> bool:
    """Tell whether one date holds every day of another."""
    (a, b), (c, d) = _closed(whole), _closed(part)
    return a <= c and d <= b


def days(edtf: str) -> int:
    """Count the days that a date may mean; fewer is more precise."""
    first, last = _closed(edtf)
    return (last - first).days + 1


def is_week(edtf: str) -> bool:
    """Tell whether a date is a week from Monday to Sunday.

    >>> is_week("2024-11-04/2024-11-10"), is_week("2024-11-05/2024-11-11")
    (True, False)
    """
    first, last = bounds(edtf)
    return first is not None and last is not None and first.weekday() == 0 and (last - first).days == 6


def _closed(edtf: str) -> tuple[date, date]:
    first, last = bounds(edtf)
    if edtf.endswith("/.."):
        last = date.max
    return first or date.min, last or first or date.max


def join(dates: Sequence[str]) -> str | None:
    """Return the shortest date that holds all of the given ones; None for none.

    >>> join(["2024-09-04", "2024-09-05"]), join(["2024-11"])
    ('2024-09-04/2024-09-05', '2024-11')
    """
    distinct = sorted(set(dates))
    if len(distinct) <= 1:
        return distinct[0] if distinct else None
    pairs = [_closed(item) for item in distinct]
    return interval(min(pair[0] for pair in pairs), max(pair[1] for pair in pairs))


def interval(first: date, last: date) -> str:
    """Write a run of days."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def clock(value: TimeValue, day: str, zone: ZoneInfo) -> str | None:
    """Return the clock time of a single day as ISO 8601 with its zone; None if no hour or no single day is told.

    >>> clock(TimeValue(hour=9, minute=30), "2024-11-07", ZoneInfo("Asia/Tokyo"))
    '2024-11-07T09:30:00+09:00'
    """
    if value.hour is None or granularity(day) != "day":
        return None
    midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), tzinfo=zone)
    return (midnight + timedelta(hours=value.hour, minutes=value.minute or 0)).isoformat()


def resolve(value: TimeValue, *, anchor: date, toward: Direction, context: str | None = None) -> str | None:
    """Say which day, month or run of days a told date means.

    Args:
        value: what the words give.
        anchor: the day of publication in the outlet's zone.
        toward: "past" for what took place, "future" for what is to come.
        context: EDTF of the day last spoken of, for 同日 (the same day) and 翌日 (the day after).

    Returns:
        EDTF as precise as told, or None if the words do not fix a date (同日 without a day before it).

    >>> resolve(TimeValue(day=4), anchor=date(2024, 11, 6), toward="past")
    '2024-11-04'
    >>> resolve(TimeValue(day=4), anchor=date(2024, 11, 6), toward="future")
    '2024-12-04'
    >>> resolve(TimeValue(day=30, end=TimeValue(day=2)), anchor=date(2024, 11, 6), toward="future")
    '2024-11-30/2024-12-02'
    """
    if value.end is None:
        return _single(value, anchor, toward, context)
    if toward == "future" and not _is_fixed(value):
        return _run_to_come(value, value.end, anchor)
    first = _single(value, anchor, toward, context)
    if first is None:
        return None
    start = _closed(first)[0]
    last = _single(value.end, anchor if _is_fixed(value.end) else start, "future", first)
    if last and value.day_shift is not None and value.end.week_shift is not None and _closed(last)[1] < start:
        return None  # 本周晚些时候, told on a Sunday
    return _run(first, last) if last else first


def _is_fixed(value: TimeValue) -> bool:
    """Tell whether the anchor alone says which date is meant, whatever the direction."""
    shifts = (value.year, value.year_shift, value.month_shift, value.week_shift, value.day_shift)
    return value.same or value.next_day or any(shift is not None for shift in shifts)


def _run_to_come(value: TimeValue, end: TimeValue, anchor: date) -> str | None:
    """Find the next end, and the latest beginning before it: 14日至17日, told on the 15th, is under way."""
    month = end.month if end.month or not end.day else value.month
    last = _single(replace(end, month=month), anchor, "future", None)
    first = _single(value, _closed(last)[1], "past", None) if last else None
    return _run(first, last) if first and last else None


def _run(first: str, last: str) -> str:
    """Write a run of days, months or years; only its first date where the last lies before it."""
    (start, _), (_, end) = _closed(first), _closed(last)
    if end < start or first == last:
        return first
    if granularity(first) == granularity(last) != "interval":
        return f"{first}/{last}"
    return interval(start, end)


def _single(value: TimeValue, anchor: date, toward: Direction, context: str | None) -> str | None:
    """Resolve a value without its end."""
    if value.same and value.day_shift:
        ahead = toward == "past" and value.day_shift > 0
        return _from_context(value, context or (None if ahead else anchor.isoformat()))
    if value.same or value.next_day:
        return _from_context(value, context)
    if value.day_shift is not None and value.day is None:
        day = anchor + timedelta(days=value.day_shift)
        return _day(day.year + (value.year_shift or 0), day.month, day.day, anchor, toward)
    if value.week_shift is not None or (value.weekday is not None and value.day is None):
        return _week(value, anchor, toward)
    if value.part in _MONTHS or (value.part and value.month is None and value.month_shift is None):
        return _long_part(value, anchor, toward)
    return _calendar(_shifted_month(value, anchor) if value.month_shift is not None else value, anchor, toward)


def _calendar(value: TimeValue, anchor: date, toward: Direction) -> str | None:
    year = value.year
    if year is None and value.year_shift is not None:
        year = anchor.year + value.year_shift
    if value.day is not None:
        return _day(year, value.month, value.day, anchor, toward)
    if value.month is not None:
        return _month(year, value.month, value.part, anchor, toward)
    return f"{year:04d}" if year is not None else None


def _from_context(value: TimeValue, context: str | None) -> str | None:
    """Resolve what is counted from the day last spoken of: 同日, 翌日, 三天后, 同月7日, 同年11月, 次年, 两个月后.

    A day that is counted from a month is none, and neither is a month that is counted from a year.
    """
    last = bounds(context)[1] if context else None
    if context is None or last is None:
        return None
    if value.day_shift is not None or value.next_day:
        shift = 1 if value.next_day else value.day_shift or 0
        return (last + timedelta(days=shift)).isoformat() if granularity(context) in ("day", "interval") else None
    if value.month_shift is not None:
        month = _shifted_month(value, last)
        return None if granularity(context) == "year" else _calendar(month, last, "past")
    if value.year_shift is not None or value.month is not None:
        return _calendar(replace(value, year=last.year + (value.year_shift or 0), year_shift=None), last, "past")
    if value.day is not None:
        return None if granularity(context) == "year" else _valid(last.year, last.month, value.day)
    return last.isoformat() if granularity(context) in ("day", "interval") else None


def _week(value: TimeValue, anchor: date, toward: Direction) -> str:
    monday = anchor - timedelta(days=anchor.weekday())
    if value.week_shift is not None:
        monday += timedelta(weeks=value.week_shift)
        if value.weekday is None:
            return interval(monday, monday + timedelta(days=6))
        return (monday + timedelta(days=value.weekday)).isoformat()
    assert value.weekday is not None
    back = (anchor.weekday() - value.weekday) % 7
    if toward == "past":
        return (anchor - timedelta(days=back)).isoformat()
    return (anchor + timedelta(days=(value.weekday - anchor.weekday()) % 7)).isoformat()


def _shifted_month(value: TimeValue, anchor: date) -> TimeValue:
    count = anchor.year * 12 + anchor.month - 1 + (value.month_shift or 0)
    return replace(value, year=count // 12, month=count % 12 + 1, month_shift=None)


def _long_part(value: TimeValue, anchor: date, toward: Direction) -> str:
    """Resolve a part of a year: a season, a half, its end (the year itself), or what lies within it."""
    if value.part in _THIRDS and value.year is None and value.year_shift is None:
        return _month(anchor.year, anchor.month, value.part, anchor, toward)  # a bare 月底
    year = value.year if value.year is not None else anchor.year + (value.year_shift or 0)
    months = _MONTHS.get(value.part or "")
    if months is None:
        return f"{year:04d}"
    if value.year is None and value.year_shift is None:  # a bare 秋天
        year += (toward == "future" and months[1] < anchor.month) - (toward == "past" and months[0] > anchor.month)
    first = date(year, months[0], 1)
    end_year, end_month = (year, months[1]) if months[1] <= 12 else (year + 1, months[1] - 12)
    return f"{first.isoformat()[:7]}/{end_year:04d}-{end_month:02d}"


def _month(year: int | None, month: int, part: str | None, anchor: date, toward: Direction) -> str:
    if year is None:
        year = anchor.year
        if toward == "past" and month > anchor.month:
            year -= 1
        elif toward == "future" and month < anchor.month:
            year += 1
    if part in _THIRDS:
        first, last = _THIRDS[part]
        return interval(date(year, month, first), date(year, month, min(last, monthrange(year, month)[1])))
    return f"{year:04d}-{month:02d}"


def _day(year: int | None, month: int | None, day: int, anchor: date, toward: Direction) -> str | None:
    """Find the nearest such day on the right side of the anchor."""
    if year is not None and month is not None:
        return _valid(year, month, day)
    step = -1 if toward == "past" else 1
    for count in range(0, 60):
        months = anchor.year * 12 + anchor.month - 1 + step * count
        candidate_year, candidate_month = months // 12, months % 12 + 1
        if month is not None and candidate_month != month:
            continue
        if year is not None and candidate_year != year:
            continue
        found = _valid(candidate_year, candidate_month, day)
        if found is not None and (found <= anchor.isoformat() if step < 0 else found >= anchor.isoformat()):
            return found
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
