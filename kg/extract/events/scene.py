"""Scenes: the city that other words of the sentence give for what a trigger tells.

In go a trigger in its clause, out come places: the one named as that of the talks (地点是甲地), the one where a clause
before lets the same people be (在甲地碰面，随后会谈), the one last named at which a word points (在这里举行).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.clauses import Clause
from kg.extract.events.places import event_places, group_start, is_city, is_whole_city
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.extract.times.choice import is_said
from kg.model import PlaceRef, Span

_BACK = 2  #: clauses
_ACTORS = frozenset({"person", "country", "org"})


def told_as_place(spot: Spot) -> tuple[PlaceRef, ...]:
    """Return the place that a clause after the trigger names as its own: 会谈，地点是+甲地; 甲地+是会谈地点."""
    language, start, end = spot.reading.language, spot.trigger.end, spot.sentence.span.end
    for phrase in _cities(spot.sentence.clauses[spot.clause.index :]):
        before = Span(start=start, end=max(start, phrase.start))
        if phrase.start < start or spot.reading.triggers_in(before):
            continue
        leads = language.place_is.search(spot.text, start, _start_of(spot, phrase))
        if leads or language.is_place.match(spot.text, phrase.end, end):
            return event_places(spot.context, spot.text, [phrase])
    return ()


def scene_before(spot: Spot) -> tuple[PlaceRef, ...]:
    """Return the city where a clause before lets those be who act on: 甲和乙在丙地一同散步，随后围坐+会谈."""
    if _names_another(spot) or spot.reading.times_in(spot.clause.span):  # 在甲地宣布，上周+会见了乙
        return ()
    for earlier in reversed(spot.sentence.clauses[max(0, spot.clause.index - _BACK) : spot.clause.index]):
        if is_said(spot.text, earlier, spot.reading.language.speech):
            return ()
        there = [phrase for phrase in _cities([earlier]) if is_where(spot, phrase)]
        if there:
            return tuple(place for place in event_places(spot.context, spot.text, there[-1:]) if is_city(place))
        if any(phrase.kind in ("place", "country") for phrase in earlier.phrases):
            return ()
    return ()


def planned_there(spot: Spot) -> tuple[PlaceRef, ...]:
    """Return the place of a plan at which a word points: 三方将在+甲地+举行会谈，届时将+签署文件."""
    then = spot.reading.language.at_that_time.search(spot.text, spot.clause.span.start, spot.trigger.start)
    for earlier in reversed(spot.sentence.clauses[: spot.clause.index] if then else ()):
        there = [one for one in earlier.phrases if one.kind in ("place", "country") and is_where(spot, one)]
        if there:
            return event_places(spot.context, spot.text, there[-1:])
    return ()


def pointed_at(spot: Spot) -> tuple[PlaceRef, ...]:
    """Return the city last named, where a word in the clause points at it: 在这里+会谈."""
    word = spot.reading.language.that_place.search(spot.text, spot.clause.span.start, spot.clause.span.end)
    if word is None:
        return ()
    back = 1 if word["here"] else 0
    near = spot.reading.sentences[max(0, spot.sentence.index - back) : spot.sentence.index + 1]
    named = [phrase for each in near for phrase in _cities(each.clauses) if phrase.end <= word.start()]
    places = (event_places(spot.context, spot.text, [phrase]) for phrase in reversed(named))
    return next((found for found in places if any(is_whole_city(place, spot.context.world) for place in found)), ())


def is_where(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether somebody is, or comes, where a phrase names."""
    clause = spot.sentence.clause_at(phrase.start)
    if spot.reading.language.near_place.match(spot.text, phrase.end):
        return False
    marked = any(mark.kind == "at" and mark.end == _start_of(spot, phrase) for mark in clause.marks)
    return (
        marked or spot.reading.language.goes.search(spot.text, clause.span.start, _start_of(spot, phrase)) is not None
    )


def _cities(clauses: Sequence[Clause]) -> Iterator[Phrase]:
    return (phrase for clause in clauses for phrase in clause.phrases if phrase.kind == "place")


def _start_of(spot: Spot, city: Phrase) -> int:
    return group_start(spot.text, spot.sentence.clause_at(city.start).phrases, city, spot.reading.language)


def _names_another(spot: Spot) -> bool:
    """Tell whether somebody else acts in the clause than in those before it: …，丙则与丁+会谈."""
    marked = {mark.end for mark in spot.clause.marks if mark.kind != "and"}
    actors = (one for one in spot.clause.phrases if one.kind in _ACTORS and one.end <= spot.trigger.start)
    first = next(actors, None)
    return first is not None and first.start not in marked
