"""Wholes: the visit or the conference that an event is part of.

In go an event and all events of its article, out comes the same event with `part_of` and `part_of_event`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import edtf
from kg.coref.kinds import OPEN
from kg.coref.relations.visits import LONGEST_STAY, days_in, meets_host, stop_of
from kg.model import DateBasis, Event, Salience, Status


def with_visit(event: Event, events: Sequence[Event]) -> Event:
    """Tie a meeting or an agreement to the visit during which it takes place."""
    if event.part_of or event.type in ("Visit", "Summit", "Message", "Sanction", "Protest"):
        return event
    if event.type == "RelationsChange" and event.status is not Status.HELD:
        return event  # 使馆将重新开放: after the visit, if not in it
    for visit in events:
        if visit.type == "Visit" and visit.places and _during(event, visit):
            return replace(event, part_of=stop_of(visit, event).name, part_of_event=visit.id)
    return event


def _during(event: Event, visit: Event) -> bool:
    ahead = _still_ahead(event, visit)
    held = (event.status is Status.HELD) == (visit.status is Status.HELD)
    apart = event.salience != visit.salience and event.evidence != visit.evidence
    undated = event.status in OPEN and visit.status in OPEN and visit.date is event.date is None
    before = undated and event.mentions[-1].end <= visit.mentions[0].start
    if not (held or ahead) or not _within_stay(event, visit) or apart or before:
        return False
    destinations, there = ({place.country for place in each.places} for each in (visit, event))
    comes, hosted = meets_host(event, visit)
    return comes and (bool(there & destinations) if there else hosted)


def _within_stay(event: Event, visit: Event) -> bool:
    """Tell whether an event may lie within a visit, of which perhaps only the first day is told."""
    if event.date is None or visit.date is None or edtf.overlaps(event.date, visit.date):
        return True
    return event.type != "Call" and days_in(event.date, visit) in range(LONGEST_STAY)


def _still_ahead(event: Event, visit: Event) -> bool:
    """Tell whether an event without a day is planned in a visit under way: 他此访还将会见总统."""
    return event.status is Status.PLANNED and event.date is None and visit.status is Status.HELD


def with_summit(event: Event, events: Sequence[Event]) -> Event:
    """Tie an event to the summit, or the visit, that its `part_of` names."""
    if not event.part_of or event.part_of_event:
        return event
    named = [other for other in events if other.type == "Summit" and event.evidence in other.mentions]
    if event.status in OPEN and len(named) > 1:  # 将出席甲和乙，并协调与丙的会谈: at one or the other
        days = None if event.date else edtf.join([other.date for other in named if other.date])
        apart = replace(event, part_of=None)
        return replace(apart, date=days, date_basis=DateBasis.INHERITED) if days else apart
    called = [other for other in events if _is_called(other, event.part_of)]
    whole = next((other for other in called if other.type == "Summit" or meets_host(event, other)[0]), None)
    if whole is None:  # the visit may be told with its city elsewhere
        whole = next((other for other in events if _is_trip_of(other, event)), next(iter(called), None))
    return replace(event, part_of=_name_of(whole, event), part_of_event=whole.id) if whole else event


def _is_trip_of(visit: Event, event: Event) -> bool:
    """Tell whether a visit of the news is that of a party of an event to the state of another one."""
    foreseen = visit.status is event.status is Status.PLANNED
    if visit.type != "Visit" or not (visit.status is Status.HELD or foreseen) or visit.salience is not Salience.MAIN:
        return False
    travellers, countries = {party.name for party in visit.parties()}, {party.country for party in event.parties()}
    return any(party.name in travellers for party in event.parties()) and any(
        place.country in countries for place in visit.places
    )


def _name_of(whole: Event, event: Event) -> str | None:
    return stop_of(whole, event).name if whole.type == "Visit" and whole.places else whole.name


def _is_called(event: Event, name: str) -> bool:
    if event.type == "Visit":
        return event.status in (Status.HELD, Status.PLANNED) and any(place.name == name for place in event.places)
    return event.type == "Summit" and event.name == name
