"""Titles: the events of the title that the body tells of as well, and better.

In go the events of one article and the span of its title, out come the events without those of the title that the body
covers; the event of the body keeps the title as a mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.coref.kinds import CROWD, OPEN
from kg.coref.within.families import family
from kg.coref.within.groups import spelled_out
from kg.coref.within.parties import directions_fit, joined_arguments, parties_fit, stands_for
from kg.coref.within.places import places_fit
from kg.model import Argument, Event, Kind, Salience, Span


def without_titles(events: Sequence[Event], title: Span | None) -> list[Event]:
    """Leave out the events of the title that the body tells of; the event of the body keeps the title as a mention."""
    told = [event for event in events if title is None or not title.covers(event.trigger)]
    kept: list[Event] = []
    titles = events[: len(events) - len(told)] if title is not None else ()
    for event in (spelled_out(each, told) for each in titles):
        titled = [index for index, other in enumerate(told) if _is_titled(event, other)]
        index = min(titled, key=lambda index: told[index].type != event.type, default=None)
        covered = [other for other in told if other.type == event.type and _is_covered(event, other)]
        if index is not None:
            body = told[index]
            ahead = event.type == body.type and event.status in OPEN and body.presumed and not body.date
            status = event.status if ahead else body.status  # 期待甲访乙: 甲访问乙将深化关系
            spans = tuple(sorted({event.evidence, *body.mentions}))
            told[index] = replace(body, status=status, arguments=_named(event, body), mentions=spans)
        elif len(covered) < len(event.arguments) - 1 or len(event.arguments) < CROWD:
            kept.append(event)
    return [*kept, *told]


def _named(title: Event, body: Event) -> tuple[Argument, ...]:
    """Return the parties of an event of the body, persons of the title in place of the states they stand for."""
    joined = joined_arguments(body.arguments, title.arguments) if title.type == body.type else body.arguments
    return joined if len(joined) == len(body.arguments) else body.arguments


def _is_titled(title: Event, body: Event) -> bool:
    """Tell whether an event of the title is the news of the body: same type, parties and place."""
    by_video = (title.type, body.type) == ("Meeting", "Call")  # a title does not say that they met on a screen
    if not (title.type == body.type or by_video) or title.type == "Summit" or body.salience is not Salience.MAIN:
        return False
    if title.type == "Agreement" and family(title) != family(body):
        return False
    if any(party.kind is Kind.ORG and party.entity is None for party in title.parties("addressee")):
        return directions_fit(title, body)  # the letter to a gathering goes to its host
    wider = title.type == "Visit" and all(place.country is None for place in title.places)  # 访问非洲三国
    return parties_fit(title, body) > 0 and (wider or places_fit(title, body))


def _is_covered(title: Event, body: Event) -> bool:
    """Tell whether an event of the body is one of several that the title tells in one: 习近平会见英国首相和法国总统."""
    return all(any(stands_for(party, other) for other in title.parties()) for party in body.parties())
