"""Networks out of events: rows of the graph come in, networkx graphs go out, and smaller graphs out of those.

Three projections are known: events with their parties and places (nobody is joined to anybody but through an event),
people by the events that they share, states by the events of their representatives. Where things stand in a picture,
and what a picture shows, is not decided here.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.errors import UsageError
from kg.model import Kind, Status

ATTENDING = "Attending"  #: the attendance of those who take part; all others stay away
_SHARED = frozenset({Status.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A name in the languages of the reader; None where it is not known in one."""

    zh: str
    en: str | None = None
    ja: str | None = None

    def all(self) -> tuple[str, ...]:
        """Return the names that are known, Chinese first."""
        return tuple(label for label in (self.zh, self.en, self.ja) if label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Something with a name: an event type, a role, an attendance (`id` is its local name), a state (its IRI)."""

    id: str
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPlace:
    """Where an event takes place."""

    iri: str
    labels: Labels
    state: Term | None = None  #: the state that it lies in


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewParty:
    """Somebody in an event."""

    iri: str
    labels: Labels
    kind: Kind
    role: Term
    attendance: Term
    state: Term | None = None  #: the state that it stands for; None for an organisation, and for a state itself
    office: str | None = None  #: as the article words it

    @property
    def attends(self) -> bool:
        """Whether it takes part, or is said to stay away."""
        return self.attendance.id == ATTENDING

    @property
    def names(self) -> frozenset[str]:
        """What it is called in any language, and what the state is called that it stands for."""
        return frozenset((*self.labels.all(), *(self.state.labels.all() if self.state else ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one article says of an event, and the sentence that says so."""

    sentence: str
    title: str
    url: str | None
    published: dt.date
    status: Status  #: of the event on that day, as the article has it
    date: str | None = None  #: of the event, as the article has it: EDTF


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEvent:
    """An event as a reader sees it: named, dated, with who and where and which sentence says so."""

    iri: str
    type: Term
    status: Status
    label: Labels
    date: str | None = None  #: EDTF
    first: dt.date | None = None  #: the earliest day that the date admits
    last: dt.date | None = None  #: the latest day that the date admits
    places: tuple[ViewPlace, ...] = ()
    parties: tuple[ViewParty, ...] = ()
    name: str | None = None  #: of a conference, as told
    evidence: tuple[Evidence, ...] = ()
    part_of: str | None = None  #: IRI of the event that it belongs to

    @property
    def present(self) -> tuple[ViewParty, ...]:
        """Those who take part."""
        return tuple(party for party in self.parties if party.attends)


def event_graph(events: Iterable[ViewEvent]) -> nx.Graph[str]:
    """Join events with their parties, their places and the event that they are part of.

    Nodes carry `kind` (event, person, country, org, place), `labels` and `weight`: of an event the articles that tell
    of it, else the number of events. Edges carry `kind` (party, absent, place, part) and `events`, the one that they
    belong to.
    """
    graph: nx.Graph[str] = nx.Graph()
    known = sorted(events, key=lambda event: event.iri)
    for event in known:
        graph.add_node(event.iri, kind="event", labels=event.label, weight=max(len(event.evidence), 1))
    for event in known:
        for place in event.places:
            _add(graph, place.iri, "place", place.labels)
            graph.add_edge(event.iri, place.iri, kind="place", events=(event.iri,))
        for party in event.parties:
            _add(graph, party.iri, party.kind.value, party.labels)
            kind = "party" if party.attends else "absent"
            graph.add_edge(event.iri, party.iri, kind=kind, events=(event.iri,))
        if event.part_of and event.part_of in graph and event.part_of != event.iri:
            graph.add_edge(event.iri, event.part_of, kind="part", events=(event.iri,))
    return graph


def people_graph(events: Iterable[ViewEvent], *, statuses: Collection[Status] = _SHARED) -> nx.Graph[str]:
    """Join people who take part in the same events; those who stay away are joined to nobody.

    Nodes carry `kind`, `labels` and `weight`, the number of their events, those alone in it included. Edges carry
    `events` (sorted IRIs) and `weight` (how many of them were held).

    Args:
        statuses: which events count; held ones where nothing is said.
    """
    return _shared(events, statuses, _people)


def state_graph(events: Iterable[ViewEvent], *, statuses: Collection[Status] = _SHARED) -> nx.Graph[str]:
    """Join states whose representatives take part in the same events; attributes are those of `people_graph`."""
    return _shared(events, statuses, _states)


def project(events: Sequence[ViewEvent], projection: str) -> nx.Graph[str]:
    """Make a projection by its name, with events of every status.

    Raises:
        UsageError: there is no such projection.
    """
    try:
        return _PROJECTIONS[projection](events)
    except KeyError as error:
        raise UsageError(
            f"there is no projection {projection!r}", f"Choose one of {', '.join(_PROJECTIONS)}."
        ) from error


def has_events(graph: nx.Graph[str]) -> bool:
    """Tell whether events are nodes of a graph, or edges."""
    return any(data["kind"] == "event" for _, data in graph.nodes(data=True))


def find_node(graph: nx.Graph[str], name: str) -> str:
    """Return the node with an IRI or a label in any language; the heaviest where several bear it.

    Raises:
        UsageError: no node does.
    """
    if name in graph:
        return name
    labels: dict[str, list[str]] = {}
    for node, data in graph.nodes(data=True):
        for label in data["labels"].all():
            labels.setdefault(label, []).append(node)
    if name not in labels:
        close = ", ".join(difflib.get_close_matches(name, sorted(labels), n=3, cutoff=0.4))
        advice = f"Did you mean one of these? {close}" if close else "Give a name as the graph has it, or an IRI."
        raise UsageError(f"nothing in this graph is called {name!r}", advice)
    return min(labels[name], key=lambda node: _rank(graph, node))


def neighbourhood(graph: nx.Graph[str], node: str, hops: int) -> nx.Graph[str]:
    """Return the part of a graph within so many edges of a node; of events, the parties are one edge away."""
    return graph.subgraph(nx.single_source_shortest_path_length(graph, node, cutoff=hops)).copy()


def strongest(graph: nx.Graph[str], size: int, *, keep: Iterable[str] = ()) -> nx.Graph[str]:
    """Return the heaviest part of a graph, at most so many nodes.

    An event comes with all its parties and places or not at all, so that nobody is missing from an event that is shown.

    Args:
        keep: nodes that come first, whatever their weight; with them an event comes even if it is too big for `size`.
    """
    if graph.number_of_nodes() <= size:
        return graph
    chosen = {node for wanted in keep for node in _whole(graph, wanted)}
    by_event = has_events(graph)
    for node in sorted(graph, key=lambda node: _rank(graph, node)):
        if by_event and graph.nodes[node]["kind"] != "event":
            continue
        more = chosen | _whole(graph, node)
        if len(more) <= size:
            chosen = more
    return graph.subgraph(chosen).copy()


def _whole(graph: nx.Graph[str], node: str) -> set[str]:
    """Return a node and, of an event, all that belongs to it but other events."""
    if graph.nodes[node]["kind"] != "event":
        return {node}
    return {node, *(other for other in graph[node] if graph.nodes[other]["kind"] != "event")}


def _rank(graph: nx.Graph[str], node: str) -> tuple[int, int, str]:
    return -graph.nodes[node]["weight"], -graph.degree[node], node


def _add(graph: nx.Graph[str], node: str, kind: str, labels: Labels) -> None:
    if node not in graph:
        graph.add_node(node, kind=kind, labels=labels, weight=0)
    graph.nodes[node]["weight"] += 1


def _people(event: ViewEvent) -> Iterator[tuple[str, str, Labels]]:
    return ((p.iri, "person", p.labels) for p in event.parties if p.kind is Kind.PERSON and p.attends)


def _states(event: ViewEvent) -> Iterator[tuple[str, str, Labels]]:
    for party in event.parties:
        if party.attends and party.kind is Kind.COUNTRY:
            yield party.iri, "country", party.labels
        elif party.attends and party.state:
            yield party.state.id, "country", party.state.labels


def _shared(
    events: Iterable[ViewEvent],
    statuses: Collection[Status],
    members: Callable[[ViewEvent], Iterator[tuple[str, str, Labels]]],
) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for event in sorted(events, key=lambda event: event.iri):
        if event.status not in statuses:
            continue
        present = {iri: (kind, labels) for iri, kind, labels in members(event)}
        for iri, (kind, labels) in sorted(present.items(), key=lambda item: item[0]):
            _add(graph, iri, kind, labels)
        for left, right in combinations(sorted(present), 2):
            edge = graph.get_edge_data(left, right, {"events": (), "weight": 0})
            held = edge["weight"] + (event.status is Status.HELD)
            graph.add_edge(left, right, events=(*edge["events"], event.iri), weight=held)
    return graph


_PROJECTIONS: Mapping[str, Callable[[Sequence[ViewEvent]], nx.Graph[str]]] = {
    "events": event_graph,
    "people": lambda events: people_graph(events, statuses=frozenset(Status)),
    "states": lambda events: state_graph(events, statuses=frozenset(Status)),
}
