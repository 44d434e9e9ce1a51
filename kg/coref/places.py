"""Whether two reports name the same place: a city goes with its state, two states do not go together."""

from __future__ import annotations

from kg.coref.finding import Finding, Pair
from kg.coref.outline import place_key
from kg.coref.rules import PlaceValues
from kg.model import PlaceRef


def compare_places(pair: Pair, values: PlaceValues, *, sited: bool) -> Finding | None:
    """Compare the places of two reports; None where one names none, or only a region of no state.

    Args:
        sited: the parties are in one place, so that two states are two events.
    """
    one = [place for place in pair.earlier.report.places if place.country]
    other = [place for place in pair.later.report.places if place.country]
    if not one or not other:
        return None
    shared = {place_key(place) for place in one} & {place_key(place) for place in other}
    if shared or {place.name for place in one} & {place.name for place in other}:
        name = next((place.name for place in one if place_key(place) in shared), one[0].name)
        return Finding("places", values.same, f"both in {name}")
    names = f"{one[0].name} and {other[0].name}"
    states = {place.country for place in one} & {place.country for place in other}
    if not states:
        return Finding("places", values.other_state, f"in different states: {names}", veto=sited)
    return _in_one_state(
        [place for place in one if place.country in states],
        [place for place in other if place.country in states],
        pair,
        values,
        sited=sited,
    )


def _in_one_state(
    one: list[PlaceRef], other: list[PlaceRef], pair: Pair, values: PlaceValues, *, sited: bool
) -> Finding:
    names = f"{one[0].name} and {other[0].name}"
    if any(_is_state(place) for place in (*one, *other)):
        return Finding("places", values.within, f"{names} go together")
    if all(_is_city(place) for place in (*one, *other)):
        period = pair.earlier.period
        same_day = period is not None and period.length == 1 and period == pair.later.period
        return Finding("places", values.other_city, f"in different cities: {names}", veto=sited and not same_day)
    return Finding("places", values.unsure, f"{names} lie in one state")


def _is_state(place: PlaceRef) -> bool:
    return place.entity is not None and place.entity.startswith("state:")


def _is_city(place: PlaceRef) -> bool:
    return place.entity is not None and place.entity.startswith("place:")
