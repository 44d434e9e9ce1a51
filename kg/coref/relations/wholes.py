"""Wholes: the visit or the conference that an event is part of.

In go an event and all events of its article, out comes the same event with `part_of` and `part_of_event`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg import edtf
from kg.coref.kinds import OPEN
from kg.coref.relations.newsday import HEAD
from kg.coref.relations.visits import LONGEST_STAY, days_in, meets_host, stop_of
from kg.model import DateBasis, Document, Event, Kind, Salience, Status

_ON_SIDELINES = frozenset({"Meeting", "Agreement"})
_EVE = timedelta(days=2)  #: before the day told of a conference, which may be its last


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


def with_conference(event: Event, events: Sequence[Event], document: Document) -> Event:
    """Tie a meeting of several states, told after the one conference of the news, to it if it falls on its days.

    One who meets is told to attend the conference, or to meet others there, or its city is named, or the lead tells of
    nothing but the conference. What has a place of its own, or is part of something else, is left alone; so is what is
    told of those of whom another event tells that they were elsewhere that day.
    """
    summits = [other for other in events if other.type == "Summit" and other.status is Status.HELD]
    news = [other for other in summits if other.salience is Salience.MAIN]
    if event.type not in _ON_SIDELINES or event.part_of or event.apart or len(news) != 1:
        return event
    summit, held = news[0], event.status is Status.HELD and event.salience is Salience.MAIN
    aside = [other for other in events if other.type == "Meeting" and other.part_of_event == summit.id]
    guests = {one.name for other in (summit, *aside) for one in other.parties() if one.kind is Kind.PERSON}
    attends = any(party.name in guests for party in event.parties()) or _is_all_of_lead(summit, events, document)
    attends = attends and not event.places
    beside = attends or (bool(event.places) and set(event.places) == set(summit.places))
    later = summit.mentions[0].start <= event.mentions[0].start
    if not (held and beside and later and _on_days_of(event, summit) and _is_between(event)):
        return event
    if any(_is_elsewhere(other, event, summit) for other in events):
        return event
    return replace(event, part_of=summit.name, part_of_event=summit.id)


def _is_all_of_lead(summit: Event, events: Sequence[Event], document: Document) -> bool:
    """Tell whether a conference is what the lead, and so the article, tells of, and nobody's visit or talks."""
    first = min(event.evidence.start for event in events if event.salience is Salience.MAIN)
    return summit.evidence.start == first and document.block_at(first) <= HEAD


def _on_days_of(event: Event, summit: Event) -> bool:
    """Tell whether an event falls on the days of a conference, of which perhaps only the last is told."""
    if event.date is None or summit.date is None or not edtf.is_day(event.date):
        return event.date is None
    first, last = edtf.bounds(summit.date)
    day = date.fromisoformat(event.date)
    return first - _EVE <= day <= last if first is not None and last is not None else False


def _is_between(event: Event) -> bool:
    """Tell whether people of two states meet."""
    people = {party.country for party in event.parties() if party.kind is Kind.PERSON}
    return len(people) > 1


def _is_elsewhere(other: Event, event: Event, summit: Event) -> bool:
    """Tell whether a party of an event travels at that time to another state than that of a conference."""
    if other.type != "Visit" or other.status is not Status.HELD or other.salience is not Salience.MAIN:
        return False
    away = {place.country for place in other.places} - {place.country for place in summit.places}
    near = None in (other.date, event.date) or edtf.overlaps(other.date or "", event.date or "")
    return bool(away) and near and bool({one.name for one in other.parties()} & {one.name for one in event.parties()})


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
