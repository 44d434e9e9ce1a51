"""Venues: where an event takes place, by whatever its rule and the clauses around it tell.

In go a trigger with its phrases and parties, out come places: those that the rule names, the palace of the talks, the
city of a list of meetings that goes on, the state of whoever welcomes a guest. Finding them in the text is done in
`places`; the place of a conference is told by `summits.told`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.events.places import event_places, find_places, is_whole_city, place_before, seat_before
from kg.extract.events.scene import is_where, planned_there, pointed_at, scene_before, told_as_place
from kg.extract.events.underway import around_stop
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, PlaceRef

_TALKS = frozenset({"Meeting", "Agreement"})


def where(
    spot: Spot, placed: Sequence[Placed], rule: EventRule, arguments: Sequence[Argument], *, is_open: bool
) -> tuple[PlaceRef, ...]:
    """Return the places of an event: as its rule says, the palace of the talks, or where the clause before leads."""
    context, text, clause, trigger = spot.context, spot.text, spot.clause, spot.trigger
    places = (
        find_places(context, text, placed, rule, trigger)
        or seat_before(context, text, clause, trigger, arguments, rule)
        or (
            ()
            if spot.reading.conferences_in(clause.span)
            else place_before(context, text, spot.sentence, clause, rule, is_open=is_open)
        )
        or _place_of_list(spot, rule)
        or _scene(spot, rule, is_open=is_open)
    )
    if rule.type == "Visit":
        places = around_stop(spot, places) or places
    if not places and text[trigger.start : trigger.end] in spot.reading.language.homeward:
        home = _home_of_host(context, spot.sentence, arguments)
        return _where_received(spot, home) or home
    return places


def _scene(spot: Spot, rule: EventRule, *, is_open: bool) -> tuple[PlaceRef, ...]:
    """Return the city that other words of the sentence give for talks, or for a document."""
    if rule.type not in _TALKS:
        return ()
    return told_as_place(spot) or (planned_there(spot) if is_open else pointed_at(spot) or scene_before(spot))


def _place_of_list(spot: Spot, rule: EventRule) -> tuple[PlaceRef, ...]:
    """Return the city of the meeting told of in the clause before, where this one goes on: 在甲地会见乙，+同丙会谈."""
    last = spot.context.latest.get("Meeting")
    start = min((mark.start for mark in spot.clause.marks if mark.kind == "with"), default=-1)
    goes_on = spot.clause.index > 0 and start == spot.clause.span.start
    if rule.type != "Meeting" or last is None or not goes_on or not spot.sentence.span.covers(last.trigger):
        return ()
    return last.places if last.trigger.start >= spot.sentence.clauses[spot.clause.index - 1].span.start else ()


def _where_received(spot: Spot, home: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Return the city of the host's state in which a guest is received: 在+德黑兰+会见到访的总理."""
    there = [phrase for phrase in spot.clause.phrases if phrase.kind == "place" and is_where(spot, phrase)]
    cities = event_places(spot.context, spot.text, there)
    states = {place.country for place in home}
    whole = (place for place in cities if is_whole_city(place, spot.context.world))
    return tuple(place for place in whole if place.country in states)[:1]


def _home_of_host(context: Context, sentence: Sentence, arguments: Sequence[Argument]) -> tuple[PlaceRef, ...]:
    """Return the state of whoever welcomes a traveller: 欢迎习近平主席到访."""
    own = {argument.party.country for argument in arguments}
    for phrase in sentence.phrases:
        for party in context.parties(phrase) if phrase.kind in ("person", "country", "office") else ():
            if party.country and party.country not in own:
                state = context.state(party.country)
                return (PlaceRef(name=state.name, country=state.country, entity=state.entity),)
    return ()
