"""The calendar: what was or is planned for a month, day by day, and what became of it."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Status
from kg.network.projection import ViewEvent
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.index import day_of
from kg.web.explorer.reader import Reader

_DAYS = 7  #: an event that may lie in more stands beside the days
_SHOWN = frozenset(Status) - {Status.HELD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the month, or of those beside it that fill its weeks."""

    day: dt.date
    inside: bool
    events: Sequence[ViewEvent]


def calendar(explorer: Explorer, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show a month.

    Args:
        asked: `month` as 2024-11, that of the latest article by default; `held` to show what was held, too.
    """
    index, with_held = explorer.index, asked.get("held") == "1"
    events = [event for event in index.ordered if day_of(event) and (with_held or event.status in _SHOWN)]
    month = _month(asked.get("month", "")) or index.last_day.replace(day=1)
    by_day: defaultdict[dt.date, list[ViewEvent]] = defaultdict(list)
    loose = []
    for event in events:
        first, last = event.first or event.last, event.last or event.first
        assert first is not None and last is not None
        if (last - first).days > _DAYS:
            if first <= day_before_next(month) and month <= last:
                loose.append(event)
            continue
        day = max(first, month)
        while day <= min(last, day_before_next(month)):
            by_day[day].append(event)
            day += dt.timedelta(days=1)
    known = sorted({(day_of(event) or month).replace(day=1) for event in events})
    return Page(
        template="calendar.html",
        title=reader.word("calendar_of", month=reader.month(month)),
        values={
            "month": month,
            "weeks": [
                [Day(day=day, inside=day.month == month.month, events=by_day.get(day, ())) for day in week]
                for week in Calendar().monthdatescalendar(month.year, month.month)
            ],
            "loose": loose,
            "before": next((each for each in reversed(known) if each < month), None),
            "after": next((each for each in known if each > month), None),
            "months": known,
            "with_held": with_held,
        },
    )


def _month(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:  # no month
        return None


def day_before_next(month: dt.date) -> dt.date:
    """Return the last day of a month."""
    return (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
