"""Merging: the title, the lead, the body and the caption that tell of one event give one event.

In go the events of one article in text order, out come merged ones. A mention joins the event told before it that it
is likest to (`likeness`, `join`). What the title tells in one, what only points back and journeys whose stops are told
are left out (`titles`, `pointers`, `tours`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.coref.within.families import family
from kg.coref.within.join import join
from kg.coref.within.likeness import likeness
from kg.coref.within.pointers import is_only_telling, is_understood, sums_up
from kg.coref.within.titles import without_titles
from kg.coref.within.tours import without_tours
from kg.model import EntityId, Event, Kind, Span

_REACH = 300  #: events back that a mention may tell of; no newsroom's article has so many


def merge(
    events: Sequence[Event],
    *,
    same_name: Callable[[str, str], bool],
    lies_in: Callable[[str, EntityId], bool],
    title: Span | None = None,
) -> tuple[Event, ...]:
    """Merge the mentions of one event in one article.

    Args:
        events: in text order.
        same_name: tells whether two names mean one conference.
        lies_in: tells whether a state lies in a region.
        title: of the article. A title has no tense (石破茂25日访华): what the body tells as well, it tells better.
    """
    told: Sequence[Event] = without_titles(events, title)
    while len(merged := _merged(told, same_name)) < len(told):
        told = merged  # what one mention alone does not show, two that were merged may: which edition a name means
    return without_tours([event for event in merged if not sums_up(event, merged)], lies_in)


def _merged(events: Sequence[Event], same_name: Callable[[str, str], bool]) -> list[Event]:
    """Merge each mention, in text order, with the event that it tells of, if one was told before."""
    merged: list[Event] = []
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)  #: where those of one type and family stand
    sides: list[frozenset[str] | None] = []
    for event in events:
        kind, own = (event.type, family(event)), _sides(event)
        near = alike[kind][bisect_left(alike[kind], len(merged) - _REACH) :]
        index = _best(merged, [at for at in near if _may_share(sides[at], own)], event, same_name)
        if index is not None:
            merged[index] = join(merged[index], event)
            sides[index] = _sides(merged[index])
        elif not is_understood(event) or is_only_telling(event, merged):
            alike[kind].append(len(merged))
            merged.append(event)
            sides.append(own)
    return [_without_absent(event) for event in merged]


def _sides(event: Event) -> frozenset[str] | None:
    """Return of which states and organisations an event tells; None where it may be any."""
    parties = event.parties()
    known = all(party.kind is not Kind.PERSON or party.country for party in parties)
    if event.type == "Summit" or event.entity is not None or not known:
        return None
    keys = {key for party in parties for key in (party.country, party.entity, party.name) if key is not None}
    return frozenset(keys)


def _may_share(left: frozenset[str] | None, right: frozenset[str] | None) -> bool:
    return left is None or right is None or not left.isdisjoint(right)


def _best(
    merged: Sequence[Event], near: Sequence[int], event: Event, same_name: Callable[[str, str], bool]
) -> int | None:
    """Return the index of the known event that a mention tells of, the likest first, then the latest.

    Args:
        near: indices of the known events of its type and family that may share its parties.
    """
    scored = [(score, index) for index in near if (score := likeness(merged[index], event, same_name=same_name)) > 0]
    return max(scored)[1] if scored else None


def _without_absent(event: Event) -> Event:
    """Leave those who stay away out of those who take part."""
    away = event.parties("absent")
    if not away:
        return event
    kept = [one for one in event.arguments if one.role == "absent" or one.party not in away]
    return replace(event, arguments=tuple(kept))
