"""Status that follows from other events, or from the day of publication: talks show that a visit has begun.

In goes an event of an article, out comes the same event, its status mended where more than its own words tells of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg import edtf
from kg.coref.kinds import TOLD
from kg.coref.relations.visits import meets_host, meets_there, stop_of
from kg.model import DateBasis, Event, Status


def begun(visit: Event, events: Sequence[Event], published: date) -> Event:
    """Call a visit held that was told of as a plan, where talks with its hosts there show that it has begun."""
    first = edtf.bounds(visit.date)[0] if visit.date else None
    if visit.type != "Visit" or visit.status is not Status.PLANNED or first is None or first > published:
        return visit
    held = [event for event in events if event.status is Status.HELD and event.date_basis in TOLD]
    if any(meets_there(act, visit) and edtf.overlaps(act.date or "", visit.date or "") for act in held):
        return replace(visit, status=Status.HELD, reasons=(*visit.reasons, "status held: talks there show it"))
    return visit


def foreseen(event: Event, events: Sequence[Event], published: date) -> Event:
    """Call planned, as a part of it, what is told after a visit still to come, by no word of its own: 访甲，见乙."""
    untold = event.status is Status.HELD and event.presumed and event.date is None and event.type == "Meeting"
    for visit in events if untold else ():
        first = edtf.bounds(visit.date)[0] if visit.type == "Visit" and visit.date else None
        after = visit.evidence == event.evidence and visit.trigger < event.trigger
        if after and visit.places and first is not None and first > published and meets_host(event, visit)[0]:
            reasons = (*event.reasons, "status planned: so is the visit")
            part = replace(event, part_of=stop_of(visit, event).name, part_of_event=visit.id)
            dated = replace(part, date=visit.date, date_basis=DateBasis.INHERITED)
            return replace(dated, status=Status.PLANNED, reasons=reasons)
    return event


def not_ahead(event: Event, published: date) -> Event:
    """Call planned what is told without a word of plan but with a day that is still to come."""
    first = edtf.bounds(event.date)[0] if event.date else None
    if event.status is not Status.HELD or first is None or first <= published + timedelta(days=1):
        return event
    reason = f"status planned: {event.date} is after {published.isoformat()}"
    return replace(event, status=Status.PLANNED, reasons=(*event.reasons, reason))
