"""What the script of the page reads: events and a placed graph come in, one JSON-able mapping goes out.

Every name and sentence stands in it as data and nowhere else in the page; the script shows it as text only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import networkx as nx

from kg.model import Kind, Status
from kg.network.projection import Labels, Term, ViewEvent, ViewParty

#: How each kind of node is drawn; colours stand in page.css. Shapes differ, so that colour is never needed.
SHAPES = {"event": "diamond", "person": "dot", "country": "square", "org": "hexagon", "place": "triangleDown"}

#: How lines are broken that belong to an event of a status, in pixels on and off; cancelled ones are struck instead.
DASHES = {Status.PLANNED: (9, 6), Status.PROPOSED: (2, 6)}

_OPTIONS = {
    "autoResize": True,
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.5},
    "interaction": {
        "hover": True,
        "multiselect": False,
        "tooltipDelay": 3_600_000,
    },
    "layout": {"improvedLayout": False, "randomSeed": 7},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4},
    "physics": {"enabled": False, "solver": "barnesHut", "barnesHut": {"avoidOverlap": 0.3, "springLength": 90}},
}


def page_data(
    events: Sequence[ViewEvent], graph: nx.Graph[str], positions: Mapping[str, tuple[int, int]]
) -> dict[str, Any]:
    """Put together events, terms and network.

    Args:
        events: those that the page knows; links of the graph to others are left out.
        graph: the nodes that are drawn.
        positions: a place for each of them.
    """
    known = sorted(events, key=lambda event: (event.first is None, event.first or event.last, event.iri))
    entities = _entities(known)
    return {
        "dashes": {status.value: list(dashes) for status, dashes in DASHES.items()},
        "entities": entities,
        "events": [_event(event, entities) for event in known],
        "kinds": list(SHAPES),
        "network": _network(graph, positions, {event.iri: index for index, event in enumerate(known)}),
        "shapes": SHAPES,
        "statuses": [status.value for status in Status],
        "terms": _terms(term for event in known for term in _named(event)),
    }


def _labels(labels: Labels) -> dict[str, str]:
    return {language: label for language, label in asdict(labels).items() if label}


def _named(event: ViewEvent) -> Iterable[Term]:
    yield event.type
    for party in event.parties:
        yield from (party.role, party.attendance)


def _terms(terms: Iterable[Term]) -> dict[str, dict[str, str]]:
    return {term.id: _labels(term.labels) for term in terms}


def _entities(events: Sequence[ViewEvent]) -> dict[str, dict[str, Any]]:
    """Return all parties, places and states by IRI; a state that only stands behind others is one, too."""
    found: dict[str, dict[str, Any]] = {}
    parties = [party for event in events for party in event.parties]
    places = [place for event in events for place in event.places]
    states = [*(party.state for party in parties), *(place.state for place in places)]
    for state in filter(None, states):
        found[state.id] = {"kind": Kind.COUNTRY.value, "labels": _labels(state.labels), "state": None}
    for place in places:
        state_id = place.state.id if place.state else None
        found.setdefault(place.iri, {"kind": "place", "labels": _labels(place.labels), "state": state_id})
    for party in parties:
        state_id = party.state.id if party.state and party.kind is not Kind.COUNTRY else None
        found.setdefault(party.iri, {"kind": party.kind.value, "labels": _labels(party.labels), "state": state_id})
    return found


def _event(event: ViewEvent, entities: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return _said(
        {
            "date": event.date,
            "evidence": [
                _said(
                    {"date": each.date, "published": each.published.isoformat(), "sentence": each.sentence}
                    | {"status": each.status.value, "title": each.title, "url": each.url}
                )
                for each in event.evidence
            ],
            "first": event.first.isoformat() if event.first else None,
            "iri": event.iri,
            "labels": _labels(event.label),
            "last": event.last.isoformat() if event.last else None,
            "name": event.name,
            "parties": [_party(party, usual=entities[party.iri]["state"]) for party in event.parties],
            "partOf": event.part_of,
            "places": [place.iri for place in event.places],
            "status": event.status.value,
            "type": event.type.id,
        }
    )


def _party(party: ViewParty, *, usual: str | None) -> dict[str, Any]:
    """Write a party; what is so of most is left out: that it attends, and that it stands for its usual state."""
    state = party.state.id if party.state else None
    return _said(
        {
            "away": None if party.attends else party.attendance.id,
            "entity": party.iri,
            "office": party.office,
            "role": party.role.id,
            "state": state if state != usual else None,
        }
    )


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value is not None}


def _network(
    graph: nx.Graph[str], positions: Mapping[str, tuple[int, int]], index: Mapping[str, int]
) -> dict[str, Any]:
    """Return nodes, edges and options as pyvis hands them to vis-network; the ends of edges are numbers of nodes."""
    from pyvis.network import Network  # noqa: PLC0415  takes a second and a half, of every command

    network = Network()
    # Set at once: `add_node` and `add_edge` look through all that is there, each time.
    network.nodes = [
        {"id": node, "x": positions[node][0], "y": positions[node][1]}
        | {key: graph.nodes[node][key] for key in ("kind", "weight")}
        for node in sorted(graph)
    ]
    number_of = {node["id"]: number for number, node in enumerate(network.nodes)}
    joined = {(min(a, b), max(a, b)): data for a, b, data in graph.edges(data=True)}
    network.edges = [
        {
            "events": [index[iri] for iri in data["events"] if iri in index],
            "from": number_of[left],
            "id": f"e{number}",
            "kind": data.get("kind", "shared"),
            "to": number_of[right],
        }
        for number, ((left, right), data) in enumerate(sorted(joined.items(), key=lambda item: item[0]))
    ]
    network.options = _OPTIONS
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"edges": edges, "nodes": nodes, "options": json.loads(options)}
