"""Relations between the events of one article: part of a visit, agreed in a call, dates that one lends to another.

In go the merged events of an article, out come the same events with `part_of`, `part_of_event` and `agreed_in` filled
and with the dates that the guidelines let an event inherit: a visit that a dated act shows as under way, a document
signed at a dated meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg import edtf
from kg.model import DateBasis, Document, Event, Kind, PlaceRef, Salience, Status

_TALKS = frozenset({"Meeting", "Call"})
_SITED = frozenset({"Meeting", "Summit", "Visit"})
_STAY = 6  #: days of a conference or visit that tell where somebody was on each of them
_OUTCOMES = frozenset({"Agreement", "RelationsChange"})
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})


def relate(events: Sequence[Event], *, document: Document) -> tuple[Event, ...]:
    """Link the events of one article to one another."""
    linked = [_with_visit(event, events) for event in events]
    linked = [_with_summit(event, linked) for event in linked]
    linked = [_with_place_of_parts(event, linked) for event in linked]
    placed = [_with_lent_place(event, linked) for event in linked]
    dated = [_with_lent_date(event, placed) for event in placed]
    agreed = [_with_agreement(event, dated, document) for event in dated]
    return tuple(_not_ahead(event, document.article.day) for event in agreed)


def _not_ahead(event: Event, published: date) -> Event:
    """Call planned what is told without a word of plan but with a day that is still to come."""
    first = edtf.bounds(event.date)[0] if event.date else None
    if event.status is not Status.HELD or first is None or first <= published + timedelta(days=1):
        return event
    reason = f"status planned: {event.date} is after {published.isoformat()}"
    return replace(event, status=Status.PLANNED, reasons=(*event.reasons, reason))


def _with_visit(event: Event, events: Sequence[Event]) -> Event:
    """Tie a meeting or an agreement to the visit during which it takes place."""
    if event.part_of or event.type in ("Visit", "Summit", "Message", "Sanction", "Protest"):
        return event
    for visit in events:
        if visit.type == "Visit" and visit.places and _during(event, visit):
            return replace(event, part_of=visit.places[0].name, part_of_event=visit.id)
    return event


def _during(event: Event, visit: Event) -> bool:
    if not (_both_held(event, visit) or _still_ahead(event, visit)):
        return False
    if not _dates_meet(event, visit) or event.salience != visit.salience:
        return False
    travellers = visit.parties()
    destinations = {place.country for place in visit.places}
    parties = event.parties()
    comes = any(
        party.name == traveller.name or (party.kind is Kind.COUNTRY and party.country == traveller.country)
        for party in parties
        for traveller in travellers
    )
    hosted = any(party.country in destinations for party in parties)
    there = {place.country for place in event.places}
    return comes and (bool(there & destinations) if there else hosted)


def _both_held(event: Event, visit: Event) -> bool:
    return (event.status is Status.HELD) == (visit.status is Status.HELD)


def _still_ahead(event: Event, visit: Event) -> bool:
    """Tell whether an event without a day is planned in a visit under way: 他此访还将会见总统."""
    return event.status is Status.PLANNED and event.date is None and visit.status is Status.HELD


def _dates_meet(left: Event, right: Event) -> bool:
    return left.date is None or right.date is None or edtf.overlaps(left.date, right.date)


def _with_summit(event: Event, events: Sequence[Event]) -> Event:
    """Tie an event to the summit, or the visit, that its `part_of` names."""
    if not event.part_of or event.part_of_event:
        return event
    whole = next((other for other in events if _is_called(other, event.part_of)), None)
    return replace(event, part_of_event=whole.id) if whole else event


def _is_called(event: Event, name: str) -> bool:
    if event.type == "Visit":
        return event.status is Status.HELD and any(place.name == name for place in event.places)
    return event.type == "Summit" and event.name == name


def _with_place_of_parts(event: Event, events: Sequence[Event]) -> Event:
    """Give a summit without a place the one where all its meetings, and the visits made for it, take place."""
    if event.type != "Summit" or event.places:
        return event
    places = {place for part in events if part.part_of_event == event.id for place in part.places}
    return replace(event, places=tuple(places)) if len(places) == 1 else event


def _with_lent_place(event: Event, events: Sequence[Event]) -> Event:
    """Give a meeting without a place that of what it is part of, else the one city where its people were that day."""
    if event.type != "Meeting" or any(place.entity for place in event.places):
        return event  # a palace that no table knows gives way to the city
    whole = next((other for other in events if other.id == event.part_of_event), None)
    places = whole.places if whole is not None and len(whole.places) == 1 else ()
    if places and (_is_city(places[0]) or (event.status is not Status.HELD and not event.places)):
        return replace(event, places=places)
    there = {place for other in events if other is not event and _same_day(event, other) for place in other.places}
    cities = {place for place in there if _is_city(place)}
    alone = len(cities) == 1 and {place.country for place in there} == {place.country for place in cities}
    return replace(event, places=tuple(cities)) if alone else event


def _is_city(place: PlaceRef) -> bool:
    return (place.entity or "").startswith("place:")


def _same_day(event: Event, other: Event) -> bool:
    """Tell whether a person of an event took part in another on the same day, or in a conference of these days."""
    if event.date is None or other.date is None or other.type not in _SITED:
        return False
    if (event.status is Status.HELD) != (other.status is Status.HELD) or len(event.date) != 10:
        return False
    together = other.date == event.date or (
        other.type in ("Summit", "Visit") and edtf.days(other.date) <= _STAY and edtf.overlaps(event.date, other.date)
    )
    people = {party.name for party in other.parties() if party.kind is Kind.PERSON}
    return together and any(party.name in people for party in event.parties())


def _with_lent_date(event: Event, events: Sequence[Event]) -> Event:
    """Give an undated event the date of what shows it as under way, or of what it is part of."""
    if event.date is not None:
        return event
    whole = next((other for other in events if other.id == event.part_of_event and other.date), None)
    if whole is not None and (event.status is Status.HELD) == (whole.status is Status.HELD):
        return replace(event, date=whole.date, date_basis=DateBasis.INHERITED)
    if event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return event
    if event.type in ("Visit", "Summit"):
        days = [other.date for other in events if other.part_of_event == event.id and other.date]
    elif event.type in _OUTCOMES:
        days = [
            other.date
            for other in events
            if other.type == "Meeting"
            and other.date
            and other.status is Status.HELD
            and other.salience is Salience.MAIN
            and _same_sides(event, other)
        ][:1]
    else:
        days = []
    joined = edtf.join([day for day in days if day])
    return replace(event, date=joined, date_basis=DateBasis.INHERITED) if joined else event


def _same_sides(left: Event, right: Event) -> bool:
    return {party.country for party in left.parties()} == {party.country for party in right.parties()}


def _with_agreement(event: Event, events: Sequence[Event], document: Document) -> Event:
    """Tie what is still sought to the held talks of the same parties in which it was agreed."""
    if event.status not in _OPEN or event.type not in ("Meeting", "Visit", "Call"):
        return event
    for talk in events:
        agreed = talk.type in _TALKS and talk.status is Status.HELD and talk.salience is Salience.MAIN
        if agreed and _same_sides(event, talk) and event.evidence.start >= talk.evidence.start:
            return replace(event, agreed_in=talk.id)
    return event
