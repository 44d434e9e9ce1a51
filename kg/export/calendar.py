"""A calendar of what is planned or proposed, as iCalendar; events of which no day is known are left out.

Days are whole days in no zone; a plan of which only the month is told fills the month, and says so by its date in EDTF.
The stamp of an entry is the day of the last article that tells of it, so that the same graph gives the same bytes.

Source: RFC 5545, 3.6.1 (VEVENT) and 3.8.1.11 (STATUS).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph

from kg import __version__
from kg.errors import UsageError
from kg.export.plover import by_event, named_rows
from kg.query.tables import Value

if TYPE_CHECKING:
    import icalendar

_Row = Mapping[str, Value]
_STATUSES = {"Planned": "CONFIRMED", "Proposed": "TENTATIVE"}


def write_calendar(store: pyoxigraph.Store, stream: BinaryIO) -> None:
    """Write the calendar of a graph in order of the first days.

    Raises:
        UsageError: the library that writes calendars is not installed.
    """
    try:
        from icalendar import Calendar  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("a calendar needs icalendar", "pip install 'kg[calendar]'") from error
    told = by_event(store, "reports")
    articles = {str(row["article"]): row for row in named_rows(store, "sources")}
    calendar = Calendar()
    calendar.add("prodid", f"-//kg {__version__}//diplomatic events//EN")
    calendar.add("version", "2.0")
    for event in named_rows(store, "events"):
        if event["status"] in _STATUSES and event["first"] is not None:
            read = [articles[str(report["article"])] for report in told[str(event["event"])]]
            calendar.add_component(_entry(event, read))
    stream.write(calendar.to_ical())


def _entry(event: _Row, articles: list[_Row]) -> icalendar.Event:
    from icalendar import Event  # noqa: PLC0415

    first, last, stamp = event["first"], event["last"] or event["first"], event["last_reported"]
    assert isinstance(first, date) and isinstance(last, date) and isinstance(stamp, date)
    entry = Event()
    entry.add("uid", str(event["event"]))
    entry.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    if isinstance(event["start"], datetime):
        entry.add("dtstart", event["start"].astimezone(UTC))
    else:
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))
    entry.add("summary", event["label"])
    entry.add("status", _STATUSES[str(event["status"])])
    entry.add("transp", "TRANSPARENT")
    entry.add("url", str(event["event"]))
    if event["places"]:
        entry.add("location", str(event["places"]).replace(";", ", "))
    sources = [f"{row['published_on']} {row['headline']} {row['url'] or ''}".rstrip() for row in articles]
    entry.add("description", "\n".join([f"EDTF {event['date']}", *sources]))
    return entry
