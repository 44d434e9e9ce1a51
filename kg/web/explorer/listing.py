"""Lists of events: narrowed by year, type and status, in order of time, a page at a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.network.projection import ViewEvent
from kg.web.explorer.index import day_of

SIZE = 40  #: events on a page
_CHOICES = 10  #: values that are offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value by which a list can be narrowed, and how many events have it."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of a list, the latest month first."""

    groups: Sequence[tuple[str | None, Sequence[ViewEvent]]]  #: by month, or year where no month is told, as EDTF
    count: int  #: of all that the choices leave
    page: int  #: from 1
    pages: int
    choices: Mapping[str, Sequence[Choice]]  #: by what they narrow: year, type, status
    chosen: Mapping[str, str]


_OF: Mapping[str, Callable[[ViewEvent], str]] = {
    "year": lambda event: str(day.year) if (day := day_of(event)) else "",
    "type": lambda event: event.type.id,
    "status": lambda event: event.status.value,
}


def listed(events: Iterable[ViewEvent], asked: Mapping[str, str]) -> Listing:
    """List events as an address asks for them.

    Args:
        asked: perhaps `year`, `type`, `status` and `page`; what makes no sense is passed over.
    """
    whole = list(events)
    known = {name: Counter(map(of, whole)) for name, of in _OF.items()}
    chosen = {name: asked[name] for name in _OF if asked.get(name) and asked[name] in known[name]}
    kept = [event for event in whole if all(_OF[name](event) == value for name, value in chosen.items())]
    kept.sort(key=lambda event: (day_of(event) or dt.date.min, event.iri), reverse=True)
    pages = max(-(-len(kept) // SIZE), 1)
    asked_page = asked.get("page", "")
    page = min(max(int(asked_page), 1), pages) if asked_page.isascii() and asked_page.isdecimal() else 1
    shown = kept[SIZE * (page - 1) : SIZE * page]
    return Listing(
        groups=[(time, list(group)) for time, group in groupby(shown, key=_time)],
        count=len(kept),
        page=page,
        pages=pages,
        choices={name: _choices(name, whole, chosen) for name in _OF},
        chosen=chosen,
    )


def _time(event: ViewEvent) -> str | None:
    """Return the month in which an event begins, the year if it may be any of several; None without a date."""
    day = day_of(event)
    if day is None:
        return None
    is_loose = event.first and event.last and (event.last - event.first).days > 31
    return day.isoformat()[: 4 if is_loose else 7]


def _choices(name: str, events: Sequence[ViewEvent], chosen: Mapping[str, str]) -> list[Choice]:
    """Count the values that the other choices leave: years the latest first, all else the most frequent first."""
    left = [e for e in events if all(_OF[other](e) == value for other, value in chosen.items() if other != name)]
    counts = Counter(value for value in map(_OF[name], left) if value)
    order = [value for value, _ in counts.most_common(_CHOICES)]
    if name == "year":
        order.sort(reverse=True)
    return [Choice(value=value, count=counts[value], chosen=chosen.get(name) == value) for value in order]
