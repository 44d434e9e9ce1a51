"""Who takes part beside whom: counts over events that were held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Kind, Status
from kg.network.projection import ViewEvent, ViewParty
from kg.web.explorer.atlas import Dot, middles, project
from kg.web.explorer.index import Index
from kg.web.explorer.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Somebody, and in how many events."""

    iri: str
    count: int
    share: int  #: hundredths of the highest count in its list


def held(events: Iterable[ViewEvent]) -> list[ViewEvent]:
    """Keep the events that took place."""
    return [event for event in events if event.status is Status.HELD]


def ranked(pairs: Iterable[str], *, most: int = 12) -> Sequence[Companion]:
    """Count and rank; each event names somebody once."""
    counts = Counter(pairs)
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    top = best[0][1] if best else 1
    return [Companion(iri=iri, count=count, share=round(100 * count / top)) for iri, count in best]


def states_in(event: ViewEvent) -> frozenset[str]:
    """Return the states that take part, themselves or by somebody who stands for them."""
    return frozenset(state for party in event.present if (state := state_of(party)))


def state_of(party: ViewParty) -> str | None:
    """Return the state that a party is or stands for."""
    if party.kind is Kind.COUNTRY:
        return party.iri
    return party.state.id if party.state else None


def _attended(events: Iterable[ViewEvent], iri: str) -> Iterator[tuple[ViewEvent, set[str | None]]]:
    """Yield the events in which somebody, or somebody for a state, takes part, with the states of that side."""
    for event in events:
        sides = {state_of(party) for party in event.present if iri in (party.iri, state_of(party))}
        if sides:
            yield event, sides


def persons_opposite(events: Iterable[ViewEvent], iri: str) -> Iterator[str]:
    """Yield the persons on other sides than somebody's, once for each event."""
    for event, sides in _attended(events, iri):
        others = (party for party in event.present if party.kind is Kind.PERSON and party.iri != iri)
        yield from dict.fromkeys(other.iri for other in others if (state_of(other) or other.iri) not in sides)


def states_opposite(events: Iterable[ViewEvent], iri: str) -> Iterator[str]:
    """Yield the other states, once for each event."""
    for event, sides in _attended(events, iri):
        yield from states_in(event) - sides


def persons_of(events: Iterable[ViewEvent], state: str) -> Iterator[str]:
    """Yield the persons who stand for a state, once for each event."""
    for event in events:
        yield from dict.fromkeys(p.iri for p in event.present if p.kind is Kind.PERSON and state_of(p) == state)


def both_in(event: ViewEvent, one: str, other: str) -> bool:
    """Tell whether two states take part in an event, or are to."""
    return {one, other} <= states_in(event)


def dots(places: Iterable[str], index: Index, reader: Reader) -> list[Dot]:
    """Put places on the map, as far as it is known where they lie; a state lies in its middle."""
    found = []
    for iri, count in Counter(places).items():
        thing = index.things.get(iri)
        if thing is None:
            continue
        point = project(*thing.point) if thing.point else middles().get(thing.code or "")
        if point:
            x, y = point
            found.append(Dot(label=reader.name(thing.labels), link=reader.link(iri), count=count, x=x, y=y))
    return found


def places_of(events: Iterable[ViewEvent]) -> Iterator[str]:
    """Yield the places of events: a city rather than the state in which it lies."""
    for event in events:
        around = {place.state.id for place in event.places if place.state}
        yield from (place.iri for place in event.places if place.iri not in around)
