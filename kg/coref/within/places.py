"""Places of two mentions: whether they may be those of one event, and the narrowest of them.

Reports of several articles are compared by rules of their own, in `kg.coref.places`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import edtf
from kg.coref.kinds import OPEN
from kg.coref.within.dates import is_stay
from kg.model import Event, PlaceRef

_NARROW = {"state": 1, "place": 2}  #: how narrow the kinds of places are


def places_fit(known: Event, event: Event) -> bool:
    """Tell whether two mentions may be of one event by their places: one state, or one not told."""
    if known.type == "Visit":
        return _stays_fit(known, event)
    left, right = {place.country for place in known.places}, {place.country for place in event.places}
    return not left or not right or bool(left & right) or None in left | right


def _stays_fit(known: Event, event: Event) -> bool:
    """Tell whether two visits may be one: to one state, and not to two cities on two days."""
    if not known.places or not event.places:
        return True
    left, right = ({place.name for place in each.places} for each in (known, event))
    if left & right or _is_tour(known, event) or _is_tour(event, known):
        return True
    homes = {place.country for place in known.places} & {place.country for place in event.places}
    if homes <= {None}:
        return False
    cities = all((place.entity or "").startswith("place:") for place in (*known.places, *event.places))
    return not (cities and known.date and event.date and not edtf.overlaps(known.date, event.date))


def _is_tour(wide: Event, event: Event) -> bool:
    """Tell whether one mention of a journey names only the region, and the other, without a date, its states."""
    states = [place for place in event.places if not is_region(place)]
    ahead = event.date is None and {wide.status, event.status} <= OPEN
    return ahead and all(map(is_region, wide.places)) and len(states) > 1


def is_region(place: PlaceRef) -> bool:
    """Tell whether a place is a region, and no state or city."""
    return (place.entity or "").startswith("region:")


def joined_places(first: Sequence[PlaceRef], second: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Return the narrower of two lists of places, or the one that holds all of the other."""
    if set(first) < set(second):
        return tuple(second)  # 赴甲主持会晤，并访问甲、乙
    return tuple(first) if first and _finest(first) >= _finest(second) else tuple(second)


def stay_around(known: Event, event: Event) -> tuple[PlaceRef, ...]:
    """Return the state of a stay of several days, where the other mention tells of a stop on a later one: 6日赴槟城."""
    stay, stop = (known, event) if is_stay(known.date or "") else (event, known)
    first, last = edtf.bounds(stay.date) if stay.date else (None, None)
    day, until = edtf.bounds(stop.date) if stop.date else (None, None)
    if known.type != "Visit" or _finest(stay.places) != _NARROW["state"] or not (first and last and day and until):
        return ()
    return tuple(stay.places) if first < day == until <= last else ()


def _finest(places: Sequence[PlaceRef]) -> int:
    """Say how narrow the narrowest of some places is: a region, a state, a city; one that no table knows is a city."""
    kinds = [(place.entity or "place:").partition(":")[0] for place in places]
    return max((_NARROW.get(kind, 0) for kind in kinds), default=-1)
