"""In which order the parties of an event are told: the leading one of each side first, then those who came along.

Who leads is told by the articles: whom more reports of the event name, and else who is in more events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.network.projection import ViewEvent, ViewParty


def in_prominence(events: Iterable[ViewEvent], reports: Mapping[tuple[str, str], int]) -> list[ViewEvent]:
    """Order the parties of events; those of a conference, where many are equal, stay as they are.

    Args:
        reports: by event and party, how many reports name the party.
    """
    known = list(events)
    busy = Counter(iri for event in known for iri in {party.iri for party in event.parties})

    def leading(event: ViewEvent) -> ViewEvent:
        def rank(party: ViewParty) -> tuple[int, int]:
            return -reports.get((event.iri, party.iri), 0), -busy[party.iri]

        return replace(event, parties=_by_sides(sorted(event.parties, key=rank)))

    return [event if event.type.id == "Summit" else leading(event) for event in known]


def _by_sides(parties: Iterable[ViewParty]) -> tuple[ViewParty, ...]:
    """Put the first of each side before all others; a party that stands there with several offices stays together."""
    first: dict[str, str] = {}
    ranked = list(parties)
    for party in ranked:
        first.setdefault(party.state.id if party.state else party.iri, party.iri)
    leaders = set(first.values())
    return tuple(sorted(ranked, key=lambda party: party.iri not in leaders))
