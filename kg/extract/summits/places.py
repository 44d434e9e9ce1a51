"""The places of a conference: where its clause or its name lets it meet.

In go the sign that it takes place and the phrases in their positions, out come places: those named as such, the goal of
the journey in the clause before, the city in a name. The city of a known edition is not looked up here.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Clause
from kg.extract.conferences.conference import Conference, same_conference
from kg.extract.events.places import event_places, framed_place, place_in_name
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.extract.summits.signs import Sign
from kg.model import PlaceRef, Span


def summit_places(spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference) -> tuple[PlaceRef, ...]:
    """Return where a conference meets: as its clause says, as the journey to it does, or as its name does."""
    beside = {conference.span.start, conference.span.start - len(spot.reading.language.genitive)}
    at = [
        item.phrase
        for item in placed
        if not conference.span.overlaps(item.phrase.span)
        and (item.slot == "at" or (item.phrase.kind == "place" and item.phrase.end in beside))  # 维尔纽斯+北约峰会
    ]
    at = [phrase for phrase in at if phrase.end <= max(conference.span.end, sign.span.end)]
    at = [phrase for phrase in at if not _is_hall_of_talks(spot, phrase, sign)]
    goal = [] if any(item.slot == "subject" for item in placed) else _destination(spot, conference)
    told, named = event_places(spot.context, spot.text, at or goal), _place_named(spot, conference)
    around = {place.entity for place in told} == {f"state:{place.country}" for place in named}
    before = spot.sentence.clauses[spot.clause.index - 1 : spot.clause.index] if not told and not named else ()
    framed = next((places for one in before if (places := framed_place(spot.context, spot.text, one))), ())
    return named or framed if not told or around else told  # 赴俄罗斯出席+喀山峰会


def _is_hall_of_talks(spot: Spot, phrase: Phrase, sign: Sign) -> bool:
    """Tell whether a hall is where those who attend a conference are met: 在人民大会堂+会见+出席论坛的+外方代表."""
    known = spot.context.world.entities.get(phrase.entity) if phrase.entity else None
    if known is None or known.within is None or phrase.end > sign.span.start:
        return False
    between = spot.reading.told_in(Span(start=phrase.end, end=sign.span.start))
    return any(rule.type == "Meeting" for _, form in between for rule in spot.reading.language.by_trigger[form])


def _place_named(spot: Spot, conference: Conference) -> tuple[PlaceRef, ...]:
    """Return the city in a name that the article gives the conference (金砖国家喀山峰会), if it ever met there."""
    aids = spot.reading.language.conferences.aids
    names = [one.name for one in spot.reading.conferences.items if same_conference(one, conference)]
    names = [name for name in names if not aids.match(name)]
    found: tuple[PlaceRef, ...] = next((ps for name in names if (ps := place_in_name(name, spot.context))), ())
    if not found:
        return ()
    met = {one.city for one in spot.context.world.editions.values() if one.series == conference.series}
    return () if met and not met & {place.entity for place in found} else found


def _destination(spot: Spot, conference: Conference) -> list[Phrase]:
    """Return where a journey goes that the clause before tells of: 前往秘鲁和巴西，出席APEC会议和G20峰会."""
    goals = goals_of(spot, spot.sentence.clauses[spot.clause.index - 1]) if spot.clause.index else []
    meetings = spot.reading.conferences_in(spot.clause.span)
    if len(goals) == len(meetings) and conference in meetings:
        return [goals[meetings.index(conference)]]
    return goals if len({phrase.country for phrase in goals}) == 1 else []


def goals_of(spot: Spot, clause: Clause) -> list[Phrase]:
    """Return the places that a clause names after a verb of travelling."""
    text, words = spot.text, spot.reading.language.conferences
    named = [phrase for phrase in clause.phrases if phrase.kind in ("place", "country")]
    first = next((n for n, p in enumerate(named) if words.travels.search(text[clause.span.start : p.start])), None)
    return named[first:] if first is not None else []
