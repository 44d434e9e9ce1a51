"""Networks to analyse: events come in, networkx graphs go out whose attributes are plain values, ready for any tool.

    people    persons who take part in the same event
    states    states whose representatives do
    agents    agents and their events (bipartite)
    places    places and the states whose representatives were there (bipartite)

Only held events count where nothing else is asked. Weights count events, not reports. Where conferences count, a
network is dense: leave them out by `types`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product

import networkx as nx

from kg.edtf import bounds
from kg.errors import UsageError
from kg.model import Kind, Status
from kg.network.projection import Labels, ViewEvent, ViewParty
from kg.tables import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which events count."""

    since: dt.date | None = None  #: only events that may lie on this day or later; those without a day are left out
    until: dt.date | None = None  #: only events that may lie on this day or before
    types: frozenset[str] = frozenset()  #: classes of the ontology; empty for all
    statuses: frozenset[Status] = field(default_factory=lambda: frozenset({Status.HELD}))

    def admits(self, event: ViewEvent) -> bool:
        """Tell whether an event counts."""
        if event.status not in self.statuses or (self.types and event.type.id not in self.types):
            return False
        if self.since is None and self.until is None:
            return True
        first, last = event.first or event.last, event.last or event.first
        if first is None or last is None:
            return False
        return (self.until is None or first <= self.until) and (self.since is None or last >= self.since)

    def split(self, day: str) -> tuple[Choice, Choice]:
        """Return the choice of what lies before a year, month or day, and of what begins with it."""
        first = first_day(day)
        return replace(self, until=first - dt.timedelta(days=1)), replace(self, since=first)


def first_day(text: str) -> dt.date:
    """Return the first day of a date that may be told by year, month or day.

    >>> first_day("2024-02")
    datetime.date(2024, 2, 1)
    """
    return _bound(text, 0)


def last_day(text: str) -> dt.date:
    """Return the last day of such a date.

    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    return _bound(text, 1)


def _bound(text: str, side: int) -> dt.date:
    try:
        day = bounds(text)[side]
    except ValueError as error:
        raise UsageError(f"{text!r} is no date", "Write it like 2024, 2024-11 or 2024-11-07.") from error
    if day is None:
        raise UsageError(f"{text!r} has no bound", "Write it like 2024, 2024-11 or 2024-11-07.")
    return day


def network(events: Iterable[ViewEvent], projection: str, choice: Choice = Choice()) -> nx.Graph[str]:
    """Make a network of the events that count.

    Nodes are IRIs in sorted order, with `label` (Chinese), `label_en`, `kind` and `events`, the number of their
    events; persons with `state`, a label, where it is told. Edges have `weight`, the number of events; `types`, with
    ";" between them; and the number of events of each type by its name. Both have `first` and `last`, the days
    (ISO 8601) of the first and the last event, where any day is known.

    Raises:
        UsageError: there is no such projection.
    """
    if projection not in _PROJECTIONS:
        raise UsageError(f"there is no network of {projection!r}", did_you_mean(projection, _PROJECTIONS))
    made = _Made()
    for event in sorted(events, key=lambda event: event.iri):
        if choice.admits(event):
            _PROJECTIONS[projection](event, made)
    return made.graph()


def projections() -> tuple[str, ...]:
    """Return the names of the networks that there are."""
    return tuple(_PROJECTIONS)


@dataclass(slots=True)
class _Made:
    """Nodes and edges while they are collected."""

    nodes: dict[str, dict[str, str | int]] = field(default_factory=dict)
    of_node: defaultdict[str, list[ViewEvent]] = field(default_factory=lambda: defaultdict(list))
    of_edge: defaultdict[tuple[str, str], list[ViewEvent]] = field(default_factory=lambda: defaultdict(list))

    def node(self, iri: str, labels: Labels, kind: str, event: ViewEvent, state: Labels | None = None) -> str:
        """Count an event for a node."""
        told: dict[str, str | int] = {"label": labels.zh, "label_en": labels.en or labels.zh, "kind": kind}
        self.nodes.setdefault(iri, told | ({"state": state.zh} if state else {}))
        if not self.of_node[iri] or self.of_node[iri][-1] is not event:
            self.of_node[iri].append(event)
        return iri

    def edge(self, left: str, right: str, event: ViewEvent) -> None:
        """Count an event for an edge."""
        self.of_edge[left, right].append(event)

    def graph(self) -> nx.Graph[str]:
        """Return the graph of all that was counted."""
        graph: nx.Graph[str] = nx.Graph()
        for iri in sorted(self.nodes):
            graph.add_node(iri, **self.nodes[iri], events=len(self.of_node[iri]), **_days(self.of_node[iri]))
        for (left, right), events in sorted(self.of_edge.items(), key=lambda item: item[0]):
            kinds = Counter(event.type.id for event in events)
            types = {"types": ";".join(sorted(kinds)), **dict(sorted(kinds.items()))}
            graph.add_edge(left, right, weight=len(events), **types, **_days(events))
        return graph


def _days(events: Iterable[ViewEvent]) -> Mapping[str, str]:
    days = [(event.first or event.last, event.last or event.first) for event in events]
    firsts, lasts = [first for first, _ in days if first], [last for _, last in days if last]
    return {"first": min(firsts).isoformat(), "last": max(lasts).isoformat()} if firsts and lasts else {}


def _person(party: ViewParty, event: ViewEvent, made: _Made) -> str:
    return made.node(party.iri, party.labels, "person", event, party.state.labels if party.state else None)


def _state_nodes(event: ViewEvent, made: _Made) -> list[str]:
    """Count an event for the states that are represented in it."""
    states = {}
    for party in event.present:
        if party.kind is Kind.COUNTRY:
            states[party.iri] = party.labels
        elif party.state:
            states[party.state.id] = party.state.labels
    return [made.node(iri, states[iri], "country", event) for iri in sorted(states)]


def _people(event: ViewEvent, made: _Made) -> None:
    there = {_person(party, event, made) for party in event.present if party.kind is Kind.PERSON}
    for left, right in combinations(sorted(there), 2):
        made.edge(left, right, event)


def _states(event: ViewEvent, made: _Made) -> None:
    for left, right in combinations(_state_nodes(event, made), 2):
        made.edge(left, right, event)


def _agents(event: ViewEvent, made: _Made) -> None:
    made.node(event.iri, event.label, "event", event)
    made.nodes[event.iri] |= {"type": event.type.id, "status": event.status.value}
    for party in {party.iri: party for party in event.present}.values():
        if party.kind is Kind.PERSON:
            made.edge(_person(party, event, made), event.iri, event)
        else:
            made.edge(made.node(party.iri, party.labels, party.kind.value, event), event.iri, event)


def _places(event: ViewEvent, made: _Made) -> None:
    states = _state_nodes(event, made) if event.places else []
    places = {place.iri: place for place in event.places}
    nodes = [
        made.node(f"{iri}#place", place.labels, "place", event, place.state.labels if place.state else None)
        for iri, place in sorted(places.items())
    ]
    for place, state in product(nodes, states):
        made.edge(place, state, event)


_PROJECTIONS: Mapping[str, Callable[[ViewEvent, _Made], None]] = {
    "people": _people,
    "states": _states,
    "agents": _agents,
    "places": _places,
}
