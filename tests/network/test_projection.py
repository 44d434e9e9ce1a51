"""Projections of the thirty events of cases/view.yml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import networkx as nx
import pytest
from view_events import BASE, view_events

from kg.errors import UsageError
from kg.model import Status
from kg.network import projection

EVENTS = view_events()
XI, ISHIBA, BIDEN, PUTIN, G20 = (f"{BASE}{name}" for name in ("xi", "ishiba", "biden", "putin", "event/g20"))
CHINA, JAPAN, AZERBAIJAN = (f"{BASE}{code}" for code in ("CHN", "JPN", "AZE"))
MEETING = f"{BASE}event/xi-ishiba"


def test_an_event_is_joined_with_its_parties_places_and_whole() -> None:
    """Each party, place and whole of an event is one edge away, and nothing else is."""
    graph = projection.event_graph(EVENTS)
    assert {node: graph.edges[MEETING, node]["kind"] for node in graph[MEETING]} == {
        XI: "party",
        ISHIBA: "party",
        f"{BASE}lima": "place",
        f"{BASE}event/apec": "part",
    }


def test_who_stays_away_is_told_apart() -> None:
    """Somebody who does not attend is joined to the event by another kind of edge."""
    graph = projection.event_graph(EVENTS)
    assert {graph.edges[G20, who]["kind"] for who in (PUTIN, XI)} == {"absent", "party"}


def test_weights_count_events_and_articles() -> None:
    """A party weighs as much as it has events, an event as much as it has sentences."""
    graph = projection.event_graph(EVENTS)
    shown = {node: graph.nodes[node]["weight"] for node in (ISHIBA, MEETING)}
    assert shown == {ISHIBA: 6, MEETING: 2}


def test_people_are_joined_by_the_held_events_that_they_share() -> None:
    """An edge between people counts the distinct held events in which both take part."""
    graph = projection.people_graph(EVENTS)
    edge = graph.edges[XI, ISHIBA]
    assert (edge["weight"], edge["events"]) == (3, (f"{BASE}event/apec", G20, MEETING))


def test_the_absent_meet_nobody() -> None:
    """Who stays away from an event is not joined to those who came."""
    assert not projection.people_graph(EVENTS).has_edge(PUTIN, f"{BASE}lula")


@pytest.mark.parametrize(("statuses", "joined"), [((Status.HELD,), False), (tuple(Status), True)])
def test_events_that_were_not_held_count_on_request_only(statuses: Sequence[Status], joined: bool) -> None:
    """A planned visit joins two states only where planned events are asked for, and then with no weight."""
    graph = projection.state_graph(EVENTS, statuses=statuses)
    edge = graph.get_edge_data(f"{BASE}USA", f"{BASE}AGO")
    assert (edge is not None, edge and edge["weight"]) == (joined, 0 if joined else None)


def test_states_are_joined_by_their_representatives() -> None:
    """A state takes part where it is a party itself or somebody stands for it, once in an event."""
    graph = projection.state_graph(EVENTS)
    assert graph.edges[CHINA, JAPAN]["weight"] == 4
    assert set(graph[AZERBAIJAN]) == {f"{BASE}GBR"}


@pytest.mark.parametrize("name", ["events", "people", "states"])
def test_projections_do_not_depend_on_the_order_of_events(name: str) -> None:
    """Events in another order give the same graph, in the same order."""
    graphs = [projection.project(events, name) for events in (EVENTS, EVENTS[::-1])]
    nodes, edges = ([list(graph.nodes(data=True)) for graph in graphs], [list(graph.edges) for graph in graphs])
    assert sorted(map(repr, nodes[0])) == sorted(map(repr, nodes[1]))
    assert sorted(map(sorted, edges[0])) == sorted(map(sorted, edges[1]))


def test_no_such_projection() -> None:
    """An unknown projection is a fault of the caller, and the known ones are named."""
    with pytest.raises(UsageError, match="events, people, states"):
        projection.project(EVENTS, "planets")


@pytest.mark.parametrize("name", ["石破茂", "Shigeru Ishiba", ISHIBA])
def test_nodes_are_found_by_name_and_iri(name: str) -> None:
    """A node has a name in each language and its IRI."""
    assert projection.find_node(projection.event_graph(EVENTS), name) == ISHIBA


def test_the_heaviest_of_namesakes_is_found() -> None:
    """Of two with one name, the one with more events is meant."""
    other = replace(EVENTS[0], iri="x", parties=(replace(EVENTS[0].parties[0], iri="another-wang"),))
    assert projection.find_node(projection.event_graph([*EVENTS, other]), "王毅") == f"{BASE}wang"


@pytest.mark.parametrize(("name", "advice"), [("Shigeru Ishibe", "Shigeru Ishiba"), ("甲乙丙", "IRI")])
def test_an_unknown_name_is_answered_with_advice(name: str, advice: str) -> None:
    """Where nothing has a name, the nearest names are told."""
    with pytest.raises(UsageError, match=advice):
        projection.find_node(projection.event_graph(EVENTS), name)


@pytest.mark.parametrize(("hops", "size"), [(0, 1), (1, 7), (2, 28)])
def test_neighbourhoods_grow_by_steps(hops: int, size: int) -> None:
    """Events are one step from a person, their other parties and places two."""
    graph = projection.neighbourhood(projection.event_graph(EVENTS), ISHIBA, hops)
    assert (graph.number_of_nodes(), ISHIBA in graph) == (size, True)


@pytest.mark.parametrize("size", [3, 10, 40])
def test_events_are_kept_whole_or_not_at_all(size: int) -> None:
    """A cut graph is no larger than asked, and its events have all their parties and places."""
    whole = projection.event_graph(EVENTS)
    cut = projection.strongest(whole, size)
    events = [node for node, data in cut.nodes(data=True) if data["kind"] == "event"]
    assert 0 < cut.number_of_nodes() <= size
    assert all(_parts(whole, event) <= set(cut) for event in events)


def _parts(graph: nx.Graph[str], event: str) -> set[str]:
    return {node for node in graph[event] if graph.nodes[node]["kind"] != "event"}


def test_what_must_be_kept_is_kept() -> None:
    """A focus stays in a graph that is cut, however light it is."""
    whole = projection.event_graph(EVENTS)
    assert f"{BASE}akiba" in projection.strongest(whole, 5, keep=[f"{BASE}akiba"])


def test_the_heaviest_people_are_kept() -> None:
    """Without events as nodes, the heaviest nodes stay."""
    cut = projection.strongest(projection.people_graph(EVENTS), 2)
    assert set(cut) == {XI, BIDEN}


def test_a_small_graph_is_not_cut() -> None:
    """A graph that is small enough stays as it is."""
    graph = projection.people_graph(EVENTS)
    assert projection.strongest(graph, 100) is graph
