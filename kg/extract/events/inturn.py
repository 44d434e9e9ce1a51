"""Talks in turn: several that one verb tells of, each at its own place and on its own day.

In go the events of one trigger that share its places (去年在甲地和乙地两次会晤, 先后在甲地、乙地会见丙和丁), out come
events of one place each. Words that only list the cities of one event (在甲地和乙地举行) leave it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from kg.extract.spot import Spot
from kg.extract.times.choice import when
from kg.model import Event, EventId, Kind, PlaceRef, Span, TimeExpression

_SEVERAL = 2  #: places
_EACH = 0  #: the count of words that set any number of places apart
_IN_TURN = frozenset({"Meeting"})  #: types whose events take place one at a time


def in_turn(spot: Spot, told: Sequence[Event]) -> Iterator[Event]:
    """Give each of several talks that took place in turn its own place, and the day that is told for it."""
    places = told[0].places if told else ()
    if len(places) < _SEVERAL or told[0].type not in _IN_TURN or not _is_in_turn(spot, len(places)):
        yield from told
    elif len(told) == 1:
        for index, (place, day) in enumerate(zip(places, _days(spot, told[0], len(places)), strict=True)):
            yield replace(told[0], id=EventId(f"{told[0].id}-{index}"), places=(place,), date=day)
    else:
        for event, own in zip(told, _shared_out(told, places), strict=True):
            yield replace(event, places=own)


def _shared_out(told: Sequence[Event], places: tuple[PlaceRef, ...]) -> list[tuple[PlaceRef, ...]]:
    """Return the places of each of several talks: that of the counterpart's state, else each its own in their order."""
    hosts = [_at_home(event, places) for event in told]
    if len(set(hosts)) == len(places) and () not in hosts:
        return hosts
    return [(place,) for place in places] if len(told) == len(places) else [places for _ in told]


def _is_in_turn(spot: Spot, places: int) -> bool:
    """Tell whether words before a trigger, or the count of times, set its places apart."""
    words = spot.reading.language.in_turn
    forms = [words[count] for count in (_EACH, places) if count in words]
    return any(form.search(spot.text, spot.clause.span.start, spot.trigger.end) for form in forms)


def _at_home(event: Event, places: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Return the one place in the state of the counterpart, who is named last."""
    persons = [party for party in event.parties() if party.kind is Kind.PERSON and party.country]
    own = tuple(place for place in places if persons and place.country == persons[-1].country)
    return own if len(own) == 1 else ()


def _days(spot: Spot, event: Event, count: int) -> list[str | None]:
    """Return as many dates as there are places, where so many are told; else the one date of all."""
    named = spot.reading.times_in(Span(start=spot.clause.span.start, end=spot.trigger.start))
    times = [time for time in named if (time.value.month, time.value.day) != (None, None)]
    if len(times) == count:
        view = spot.reading.view(None)
        first = when(times[0], status=event.status, view=view).date
        year = int(first[:4]) if first else None
        return [first, *(when(_of_year(time, year), status=event.status, view=view).date for time in times[1:])]
    days = event.date.split("/") if event.date and len(times) == 1 and _is_list(times[0], spot) else []
    return [*days] if len(days) == count else [event.date] * count


def _is_list(time: TimeExpression, spot: Spot) -> bool:
    """Tell whether a time names two days, and not all from one to the other: 3月5日+和+9月8日."""
    marks = spot.reading.language.marks.items()
    return any(word in time.text for word, kind in marks if kind in ("with", "and"))


def _of_year(time: TimeExpression, year: int | None) -> TimeExpression:
    """Give a bare month the year of the first date: 去年3月和+9月."""
    value = time.value
    if year is None or value.month is None or (value.year, value.year_shift) != (None, None):
        return time
    return structs.replace(time, value=structs.replace(value, year=year))
