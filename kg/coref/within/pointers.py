"""Pointers: mentions that tell of no event of their own, but point back at one told before or sum up several.

In go a mention and what the article tells, out comes whether it is one of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.coref.kinds import CROWD, OPEN, RECIPROCAL, TALKS
from kg.coref.within.parties import parties_fit, stands_for
from kg.model import Event, Party, Status


def is_understood(event: Event) -> bool:
    """Tell whether a mention only points back (会谈中, 这是…首次访华): it has no day and its parties are understood."""
    spans = [argument.span for argument in event.arguments]
    held = event.type in RECIPROCAL and event.status is Status.HELD
    understood = None in spans if held else event.type != "Summit" and not any(spans)
    return understood and event.date is None and (held or event.type in TALKS or event.status is Status.HELD)


def is_only_telling(event: Event, told: Sequence[Event]) -> bool:
    """Tell whether words that point back at a visit are all that tells of it: 甲在北京说，…。这是甲首次访问中国."""
    states = {place.country for place in event.places} - {None}
    visits = [known for known in told if known.type == event.type and parties_fit(known, event)]
    been = {place.country for known in visits for place in known.places}
    if event.type != "Visit":
        return False
    return been.isdisjoint({*states, None}) if states else bool(visits)  # 这是他首次踏上非洲的土地


def sums_up(event: Event, events: Sequence[Event]) -> bool:
    """Tell whether an event only names several in one that are told of apart: 首次与拜登和习近平会谈的机会."""
    if event.type != "Meeting" or event.date is not None or event.status not in OPEN or len(event.parties()) < CROWD:
        return False
    first = event.parties()[0]
    pairs = [
        other
        for other in events
        if other.type == event.type and other.status in OPEN and len(other.parties()) == CROWD - 1
    ]
    others = [party for other in pairs if _has(other, first) for party in other.parties()]
    return all(any(stands_for(party, other) for other in others) for party in event.parties())


def _has(event: Event, party: Party) -> bool:
    return any(stands_for(party, other) for other in event.parties())
