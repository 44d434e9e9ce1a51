"""Places lent: from a visit or a conference to its parts, from talks to their conference and to what is signed in
them, from where the same people were that day.

In go an event and all events of its article, out comes the same event with its places. A place that was told is kept,
but for a palace that no table knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import edtf
from kg.coref.relations.visits import stop_of
from kg.model import Event, Kind, PlaceRef, Status

_SITED = frozenset({"Meeting", "Summit", "Visit"})
_DONE_THERE = frozenset({"Agreement", "RelationsChange"})  #: what is done in talks, or on a conference
_NEXT = 3  #: signs between two sentences
_NEAR = 60  #: signs between talks and what was done in them
_STAY = 6  #: days of a conference or visit that tell where somebody was on each of them


def with_place_of_parts(event: Event, events: Sequence[Event]) -> Event:
    """Give a summit without a place the one where all its meetings, and the visits made for it, take place."""
    if event.type != "Summit" or event.places:
        return event
    places = {place for part in events if part.part_of_event == event.id for place in part.places}
    return replace(event, places=tuple(places)) if len(places) == 1 else event


def with_place_of_talks(event: Event, events: Sequence[Event]) -> Event:
    """Give a document without a place the city of its conference, or of the talks told of right before."""
    if event.type not in _DONE_THERE or event.places or event.status is not Status.HELD:
        return event
    whole = next((other for other in events if other.id == event.part_of_event and _stays(other, event)), None)
    talks = [other for other in events if other.type == "Meeting" and _leads_to(other, event)]
    around = [whole] if whole is not None and (whole.type == "Summit" or not talks) else talks
    places = {place for other in around for place in other.places}
    return replace(event, places=tuple(places)) if len(places) == 1 and all(map(_is_city, places)) else event


def _stays(whole: Event, event: Event) -> bool:
    """Tell whether something is part of a conference, or of a visit of one stop of which its sentence tells."""
    return whole.type == "Summit" or bool(set(whole.mentions) & set(event.mentions))


def _leads_to(talks: Event, event: Event) -> bool:
    """Tell whether something was done by those who talked that day, of whom the same sentence tells or one before."""
    near = any(
        span == other or other.start - span.end in range(_NEAR if span == talks.evidence and event.date else _NEXT)
        for span in talks.mentions
        for other in event.mentions
    )
    countries = {party.country for party in talks.parties()}
    same = all(party.country in countries for party in event.parties())
    then = event.date == talks.date or (event.type == "Agreement" and event.date is None)
    return near and same and talks.status is event.status and then


def with_lent_place(event: Event, events: Sequence[Event]) -> Event:
    """Give a meeting without a place that of what it is part of, else the one city where its people were that day."""
    if event.type != "Meeting" or any(place.entity for place in event.places):
        return event  # a palace that no table knows gives way to the city
    whole = next((other for other in events if other.id == event.part_of_event), None)
    stop = stop_of(whole, event) if whole is not None and whole.type == "Visit" and whole.places else None
    places = (stop,) if stop else whole.places if whole is not None and len(whole.places) == 1 else ()
    if places and (_is_city(places[0]) or (event.status is not Status.HELD and not event.places)):
        return replace(event, places=places)
    if event.apart:
        return event  # told in other talks, which take place elsewhere
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
    if (event.status is Status.HELD) != (other.status is Status.HELD) or not edtf.is_day(event.date):
        return False
    together = other.date == event.date or (
        other.type in ("Summit", "Visit") and edtf.days(other.date) <= _STAY and edtf.overlaps(event.date, other.date)
    )
    people = {party.name for party in other.parties() if party.kind is Kind.PERSON}
    return together and any(party.name in people for party in event.parties())
