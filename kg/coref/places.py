"""Whether two reports name the same place: a city goes with its state, two states do not go together.

And which places several reports of one event name together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.coref.finding import Finding, Pair
from kg.coref.outline import Period, place_key
from kg.coref.rules import Profile, Rules
from kg.model import Event, PlaceRef, Status


def compare_places(pair: Pair, rules: Rules, profile: Profile) -> Finding | None:
    """Compare the places of two reports; None where one names none, or only a region of no state."""
    values = rules.places
    given = [each.event.places for each in (pair.earlier, pair.later) if each.event.places]
    if profile.sited and not profile.point and len({_is_tour(places) for places in given}) == 2:
        names = " and ".join(map(_names, given))
        return Finding("places", values.stop, f"a journey through a region, and a part of it: {names}", veto=True)
    one = [place for place in pair.earlier.event.places if place.country]
    other = [place for place in pair.later.event.places if place.country]
    if not one or not other:
        return None
    names = f"{_names(one)} and {_names(other)}"
    lefts, rights = {place.country for place in one}, {place.country for place in other}
    if not lefts & rights:
        return Finding("places", values.other_state, f"in different states: {names}", veto=profile.sited)
    if profile.sited and not profile.point and lefts != rights:
        return Finding("places", values.stop, f"a journey, and only a part of it: {names}", veto=True)
    shared = [place for place in one if _is_among(place, other)]
    if shared:
        return Finding("places", values.same, f"both in {shared[0].name}")
    left = [place for place in one if place.country in rights]
    return _in_one_state(left, [place for place in other if place.country in lefts], pair, rules, profile)


def _is_tour(places: Iterable[PlaceRef]) -> bool:
    """Tell whether places are regions of several states, of which none is named."""
    return all((place.entity or "").startswith("region:") for place in places)


def _is_among(place: PlaceRef, others: Iterable[PlaceRef]) -> bool:
    return any(place.name == other.name or place_key(place) == place_key(other) for other in others)


def _names(places: Iterable[PlaceRef]) -> str:
    return ", ".join(place.name for place in places)


def join_places(events: Iterable[Event]) -> tuple[PlaceRef, ...]:
    """Return the places that reports of one event name, each once; a state only where no place in it is named."""
    named = {place_key(place): place for event in events for place in event.places}
    cities = {place.country for place in named.values() if not _is_state(place)}
    found = [place for place in named.values() if not _is_state(place) or place.country not in cities]
    return tuple({place.name: place for place in found}.values())


def _in_one_state(
    one: Sequence[PlaceRef], other: Sequence[PlaceRef], pair: Pair, rules: Rules, profile: Profile
) -> Finding:
    values = rules.places
    names = f"{_names(one)} and {_names(other)}"
    if any(_is_state(place) for place in (*one, *other)):
        return Finding("places", values.within, f"{names} go together")
    if not all(_is_city(place) for place in (*one, *other)):
        return Finding("places", values.unsure, f"{names} lie in one state")
    meet = _days_meet(pair, 1) if profile.point else _days_of_one_stay(pair, rules.days.stay)
    if meet and not profile.point:
        return Finding("places", values.unsure, f"{names} lie in one state, and the days meet")
    return Finding("places", values.other_city, f"in different cities: {names}", veto=profile.sited and not meet)


def _days_meet(pair: Pair, most: int) -> bool:
    """Tell whether both reports give dates of at most so many days, and have a day in common."""
    left, right = pair.earlier.period, pair.later.period
    return left is not None and right is not None and max(left.length, right.length) <= most and left.gap(right) == 0


def _days_of_one_stay(pair: Pair, most: int) -> bool:
    """Tell whether both reports speak of days that are no more than so many apart; news with no date of their own.

    A plan with no date may be for any day.
    """
    both = (pair.earlier, pair.later)
    if any(each.period is None and each.event.status is not Status.HELD for each in both):
        return True
    told = [each.period or Period(each.day, each.day) for each in both]
    return max(period.length for period in told) <= most and told[0].gap(told[1]) <= most


def _is_state(place: PlaceRef) -> bool:
    return place.entity is not None and place.entity.startswith("state:")


def _is_city(place: PlaceRef) -> bool:
    return place.entity is not None and place.entity.startswith("place:")
