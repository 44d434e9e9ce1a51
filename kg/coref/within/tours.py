"""Tours: journeys through a region, whose stops are told of one by one.

In go merged events, out come the same without such journeys; stops without a day get the days of all. The days of a
tour whose stops are planned are lent among the relations of events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg import edtf
from kg.coref.kinds import OPEN
from kg.coref.within.dates import is_stay
from kg.coref.within.parties import parties_fit
from kg.coref.within.places import is_region
from kg.model import DateBasis, EntityId, Event


def without_tours(events: Sequence[Event], lies_in: Callable[[str, EntityId], bool]) -> tuple[Event, ...]:
    """Leave out the journeys through a region whose stops are told of; stops without a day get the days of all."""
    kept = list(events)
    for tour in (event for event in events if event.type == "Visit" and event.places):
        stops = [index for index, event in enumerate(kept) if _is_stop(event, tour, lies_in)]
        for index in stops if is_stay(tour.date or "") else ():
            if kept[index].date is None:
                kept[index] = replace(kept[index], date=tour.date, date_basis=DateBasis.INHERITED)
        if stops:
            kept.remove(tour)
    return tuple(kept)


def _is_stop(event: Event, tour: Event, lies_in: Callable[[str, EntityId], bool]) -> bool:
    """Tell whether a visit is a stop of a journey: to a state of its region, by the same people, in its days."""
    if event.type != tour.type or not parties_fit(event, tour) or not all(map(is_region, tour.places)):
        return False
    pointed = tour.date is None and not any(argument.span for argument in tour.arguments)  # 这是他第八次访问中东
    alike = pointed or event.status is tour.status or {event.status, tour.status} <= OPEN
    if (
        not alike
        or event.salience is not tour.salience
        or (event.date and tour.date and not edtf.overlaps(event.date, tour.date))
    ):
        return False
    regions = [place.entity for place in tour.places if place.entity]
    return any(place.country and lies_in(place.country, region) for place in event.places for region in regions)
