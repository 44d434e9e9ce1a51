"""Dates lent: from what shows a visit as under way, from a whole to its parts, from talks to what was signed at them.

In go an event and all events of its article, out comes the same event with a date. The day of the news, which no event
lends, is in `newsday`; the days that a visit gets from several acts are in `stays`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg import edtf
from kg.coref.kinds import LASTING, TOLD
from kg.coref.relations.newsday import HEAD
from kg.coref.relations.outcomes import day_of_talks
from kg.coref.relations.stays import with_later_days, with_length
from kg.coref.relations.visits import meets_there
from kg.model import DateBasis, Document, Event, Kind, Salience, Status

_ON_TRIPS = frozenset({"Meeting", "Agreement", "Visit"})
#: What a dated act shows as under way or planned, by type and status.
_SHOWN = {"Visit": (Status.HELD, Status.PLANNED), "Summit": (Status.HELD,)}


def with_lent_date(event: Event, events: Sequence[Event], published: date, *, trip: Event | None) -> Event:
    """Give an undated event the date of what shows it as under way, or of what it is part of.

    Args:
        trip: the journey of which the article tells.
    """
    if event.date is not None:
        return with_later_days(with_length(event), events)
    whole = next((other for other in events if other.id == event.part_of_event and other.date), None)
    joined = None if event.apart else day_of_talks(event, events)
    recalled = whole is not None and event.salience is Salience.BACKGROUND and whole.salience is Salience.MAIN
    if joined is None and whole is not None and not (event.apart or recalled) and _lends(whole, event, published):
        joined = whole.date
    if joined is None and event.status in _SHOWN.get(event.type, ()):
        joined = edtf.join([other.date for other in events if other.date and _shows(other, event)])
    if joined is None and trip is not None and _is_on_trip(event, trip):
        joined = trip.date
    return replace(event, date=joined, date_basis=DateBasis.INHERITED) if joined else event


def _lends(whole: Event, event: Event, published: date) -> bool:
    """Tell whether an event is on the days of what it is part of: it took place then, or is planned for then."""
    if event.status is Status.HELD or whole.status is not Status.HELD:
        wish = event.status is Status.PROPOSED and whole.status is Status.PLANNED and whole.type != "Summit"
        wish = wish and not (event.type == "Meeting" and event.evidence == whole.evidence)  # 将访问甲，且可能会见乙
        later = event.status is not Status.HELD and edtf.is_day(whole.date or "") and event.evidence != whole.evidence
        return (event.status is Status.HELD) == (whole.status is Status.HELD) and not wish and not later
    last = edtf.bounds(whole.date)[1] if whole.date else None
    several = "/" in (whole.date or "")  # of a single day it is not known whether more follow
    return several and event.status is Status.PLANNED and last is not None and last >= published


def _shows(act: Event, whole: Event) -> bool:
    """Tell whether a dated act shows a visit or a conference as under way, or planned for its days."""
    fresh = whole.salience is Salience.MAIN or act.evidence == whole.evidence
    on_the_way = act.type == "Visit" and whole.type == "Summit" and edtf.is_day(act.date or "")
    inside = act.part_of_event == whole.id or meets_there(act, whole)
    return inside and act.status is whole.status and fresh and not on_the_way


def is_trip_of_news(event: Event, document: Document) -> bool:
    """Tell whether an event is the journey of several days of which the lead tells, and so the whole article."""
    told = event.type in LASTING and event.date_basis in TOLD and "/" in (event.date or "")
    news = event.status is Status.HELD and event.salience is Salience.MAIN
    return told and news and document.block_at(event.mentions[0].start) <= HEAD


def _is_on_trip(event: Event, trip: Event) -> bool:
    """Tell whether a traveller of whom the whole article tells did something after the lead, on whatever day."""
    news = event.status is Status.HELD and event.salience is Salience.MAIN and not event.apart
    persons = {party for party in trip.parties() if party.kind is Kind.PERSON}
    states = {place.country for place in trip.places} | {None}
    elsewhere = event.type == "Visit" and not any(place.country in states for place in event.places)
    sent = event.type == "Message" and next(iter(event.parties()), None) in persons  # 他还当面邀请
    hosts = all(party.country in states for party in event.parties() if party not in persons)
    there = event.type in _ON_TRIPS or (sent and hosts)
    return news and there and not elsewhere and any(party in persons for party in event.parties())


def with_days_of_tour(event: Event, events: Sequence[Event], published: date) -> Event:
    """Give an undated stop that is still planned the days of the tour of a region: 5日至14日访问亚洲，将转往菲律宾."""
    if event.type != "Visit" or event.date or event.status is not Status.PLANNED or event.apart:
        return event
    tours = [other for other in events if _is_tour(other, published) and set(event.parties()) & set(other.parties())]
    if len(tours) != 1:
        return event
    return replace(event, date=tours[0].date, date_basis=DateBasis.INHERITED)


def _is_tour(event: Event, published: date) -> bool:
    """Tell whether an event is a visit to a region whose days are told and not over."""
    told = event.type == "Visit" and event.date is not None and "/" in event.date and event.date_basis in TOLD
    last = edtf.bounds(event.date or "")[1] if told else None
    return last is not None and last >= published and any((p.entity or "").startswith("region:") for p in event.places)


def until_now(event: Event, published: date) -> Event:
    """Let the week of publication end with it for what took place: 本周早些时候会见."""
    told = event.date is not None and event.date_basis is DateBasis.EXPLICIT  # 11月6日至12日访问
    if event.status is not Status.HELD or event.date is None or told or not edtf.is_week(event.date):
        return event
    monday, sunday = edtf.bounds(event.date)
    if monday is None or sunday is None or not monday <= published < sunday:
        return event
    return replace(event, date=edtf.interval(monday, published))
