"""Visits as frames of other events: who of an event travels and who is host, on which day of the stay, at which stop.

In go a visit and another event of its article. Whether the one is part of the other is said in `wholes`.
"""

from __future__ import annotations

from datetime import date

from kg import edtf
from kg.model import Event, Kind, PlaceRef, Salience, Status

LONGEST_STAY = 7  #: days after an arrival on which an act still shows the same visit


def meets_host(event: Event, visit: Event) -> tuple[bool, bool]:
    """Tell whether a traveller takes part in an event, and whether somebody of the state visited does."""
    travellers = visit.parties()
    destinations = {place.country for place in visit.places}
    parties = event.parties()
    comes = any(
        party.name == traveller.name or (party.kind is Kind.COUNTRY and party.country == traveller.country)
        for party in parties
        for traveller in travellers
    )
    return comes, any(party.country in destinations for party in parties)


def meets_there(act: Event, visit: Event) -> bool:
    """Tell whether talks, which may be part of a conference, show a visit: the traveller meets the hosts there."""
    there = {place.country for place in act.places} & {place.country for place in visit.places}
    talks = act.type == "Meeting" and visit.type == "Visit" and act.salience is Salience.MAIN
    return talks and bool(there) and all(meets_host(act, visit))


def days_in(day: str | None, visit: Event) -> int | None:
    """Count the days from the arrival told of to a day, both single days; None where they are not."""
    if day is None or visit.date is None or visit.status is not Status.HELD:
        return None
    if not edtf.is_day(day) or not edtf.is_day(visit.date):
        return None
    return (date.fromisoformat(day) - date.fromisoformat(visit.date)).days


def stop_of(visit: Event, event: Event) -> PlaceRef:
    """Return the stop of a visit to several states where an event takes place, by its places or its hosts."""
    there = {place.country for place in event.places}
    hosts = {party.country for party in event.parties()} - {party.country for party in visit.parties()}
    stops = [place for among in (there, hosts) for place in visit.places if place.country in among]
    return (stops or visit.places)[0]
