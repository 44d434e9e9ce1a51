"""Networks to analyse, their measures and their files, of the thirty events of cases/view.yml."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from lxml import etree
from view_events import BASE, view_events

from kg.errors import UsageError
from kg.model import Status
from kg.network.files import NETWORK_FORMATS
from kg.network.measures import brokerage, change_table, communities, edge_table, node_table, summary_table
from kg.network.networks import Choice, first_day, last_day, network, projections

EVENTS = view_events()
SCHEMAS = Path(__file__).parent.parent / "schemas"
XI, ISHIBA, CHINA, JAPAN = (f"{BASE}{name}" for name in ("xi", "ishiba", "CHN", "JPN"))
each_projection = pytest.mark.parametrize("name", projections())


def test_edges_count_held_events_with_their_types_and_days() -> None:
    """An edge has the number of events, of each type too, and the first and last day."""
    edge = network(EVENTS, "people").edges[XI, ISHIBA]
    told = {key: edge[key] for key in ("weight", "types", "Meeting", "Conference")}
    assert told == {"weight": 3, "types": "Conference;Meeting", "Meeting": 1, "Conference": 2}
    assert edge["first"] <= edge["last"]


@each_projection
def test_attributes_are_plain(name: str) -> None:
    """Each attribute is a text or a number, so that any tool takes it; weights are sums over types."""
    graph = network(EVENTS, name)
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for *_, data in graph.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str, int}
    edges = [data for *_, data in graph.edges(data=True)]
    assert all(data["weight"] == sum(data[kind] for kind in data["types"].split(";")) for data in edges)


@each_projection
def test_networks_do_not_depend_on_the_order_of_events(name: str) -> None:
    """Events in another order give the same bytes in each format."""
    one, other = (network(events, name) for events in (EVENTS, EVENTS[::-1]))
    assert [write(one) for write in NETWORK_FORMATS.values()] == [write(other) for write in NETWORK_FORMATS.values()]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (Choice(), {Status.HELD}),
        (Choice(statuses=frozenset({Status.PLANNED})), {Status.PLANNED}),
        (Choice(types=frozenset({"Call"})), {Status.HELD}),
        (Choice(since=dt.date(2024, 11, 15), until=dt.date(2024, 11, 16)), {Status.HELD}),
    ],
)
def test_a_choice_admits_what_it_says(choice: Choice, told: set[Status]) -> None:
    """Only events of the statuses, types and days that are asked for count."""
    kept = [event for event in EVENTS if choice.admits(event)]
    assert {event.status for event in kept} == told
    assert not choice.types or {event.type.id for event in kept} == choice.types
    assert choice.since is None or all(event.last and event.last >= choice.since for event in kept)
    assert choice.until is None or all(event.first and event.first <= choice.until for event in kept)


def test_a_day_splits_a_choice() -> None:
    """What lies before a month and what begins with it share no event of one day."""
    before, after = Choice().split("2024-11-16")
    assert (before.until, after.since) == (dt.date(2024, 11, 15), dt.date(2024, 11, 16))


YEAR, MONTH = ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29")


@pytest.mark.parametrize(("text", "first", "last"), [YEAR, MONTH])
def test_dates_of_a_year_or_a_month(text: str, first: str, last: str) -> None:
    """A year or month means its first day where a period begins, and its last where one ends."""
    assert (first_day(text).isoformat(), last_day(text).isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13", "../2024"])
def test_what_is_no_date(text: str) -> None:
    """What is no date, or has no first day, is misuse."""
    with pytest.raises(UsageError):
        first_day(text)


def test_agents_are_joined_with_events_alone() -> None:
    """A bipartite network joins no two of one side."""
    graph = network(EVENTS, "agents")
    kinds = [{graph.nodes[node]["kind"] == "event" for node in edge} for edge in graph.edges]
    assert kinds
    assert all(sides == {True, False} for sides in kinds)


def test_places_are_joined_with_states_alone() -> None:
    """A place is joined with the states whose representatives were there."""
    graph = network(EVENTS, "places")
    assert all({graph.nodes[node]["kind"] for node in edge} == {"place", "country"} for edge in graph.edges)
    assert set(graph[f"{BASE}lima#place"]) >= {CHINA, JAPAN}


def test_no_such_network() -> None:
    """An unknown network is misuse, and those that there are are named."""
    with pytest.raises(UsageError, match="planets"):
        network(EVENTS, "planets")


STAR: nx.Graph[str] = nx.Graph()
STAR.add_nodes_from(
    (node, {"label": node, "label_en": node, "kind": "person", "state": state, "events": 1})
    for node, state in (("b", "X"), ("x", "X"), ("x2", "X"), ("y", "Y"), ("y2", "Y"), ("z", "Z"))
)
STAR.add_edges_from((("b", other) for other in ("x", "x2", "y", "y2", "z")), weight=2, types="Meeting", Meeting=2)


def test_brokers_are_counted_by_whose_people_they_join() -> None:
    """Of ten pairs around a broker of X: one within X, six with one of X, one within Y, two of two other states."""
    assert brokerage(STAR, "b") == {"coordinator": 1, "gateway": 6, "consultant": 1, "liaison": 2}
    assert brokerage(STAR, "x") == {"coordinator": 0, "gateway": 0, "consultant": 0, "liaison": 0}


def test_measures_of_a_star() -> None:
    """The middle of a star is on all shortest paths, and all of it is one core of degree one."""
    first, *others = node_table(STAR)
    measures = ("node", "degree", "strength", "betweenness", "core")
    assert [first[name] for name in measures] == ["b", 5, 10, 1.0, 1]
    assert {row["betweenness"] for row in others} == {0.0}
    assert Counter(row["eigenvector"] for row in others) == {round(1 / 10**0.5, 6): 5}


def test_communities_of_two_cliques() -> None:
    """Two cliques with one edge between them are two communities, the larger first."""
    graph = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(4))
    graph.add_edge(0, 5)
    named = nx.relabel_nodes(graph, {node: f"n{node}" for node in graph})
    nx.set_edge_attributes(named, dict.fromkeys(named.edges, 1), "weight")
    assert communities(named) == [{f"n{node}" for node in range(5)}, {f"n{node}" for node in range(5, 9)}]


def test_a_network_as_a_whole() -> None:
    """The summary counts what is there; an empty network has no assortativity."""
    values = {row["measure"]: row["value"] for row in summary_table(STAR)}
    assert (values["nodes"], values["edges"], values["weight of all edges"], values["components"]) == (6, 5, 10, 1)
    empty = {row["measure"]: row["value"] for row in summary_table(nx.Graph())}
    assert (empty["nodes"], empty["modularity"], empty["assortativity by state"]) == (0, None, None)


def test_edges_of_a_table_are_those_of_the_network() -> None:
    """The heaviest edge comes first; each type that occurs has a column."""
    rows, graph = edge_table(network(EVENTS, "states")), network(EVENTS, "states")
    assert len(rows) == graph.number_of_edges()
    weights = [data["weight"] for *_, data in graph.edges(data=True)]
    assert [row["weight"] for row in rows] == sorted(weights, reverse=True)
    assert all({"Meeting", "Conference"} <= row.keys() for row in rows)


def test_change_between_two_periods() -> None:
    """What is only in one period changes by all of its weight; both periods together have all edges."""
    before, after = (network(EVENTS, "states", choice) for choice in Choice().split("2024-11-16"))
    rows: Any = {(row["node_1"], row["node_2"]): row for row in change_table(before, after)}
    assert rows.keys() == {tuple(sorted(edge)) for graph in (before, after) for edge in graph.edges}
    assert all(row["change"] == row["after"] - row["before"] for row in rows.values())


@each_projection
def test_graphml_comes_back(name: str) -> None:
    """What is written as GraphML is read with the same nodes, edges and attributes."""
    graph = network(EVENTS, name)
    written = NETWORK_FORMATS["graphml"](graph)
    read = nx.read_graphml(io.BytesIO(written))
    assert all(re.fullmatch(r"[\w.:-]+", node) for node in read)  # NMTOKEN, as the schema has it
    again = nx.relabel_nodes(read, {node: data.pop("iri") for node, data in read.nodes(data=True)})
    nodes: Any = [{node: data for node, data in each.nodes(data=True)} for each in (again, graph)]  # noqa: C416
    assert nodes[0] == nodes[1]
    ends, same = ({frozenset(edge): each.edges[edge] for edge in each.edges} for each in (again, graph))
    assert ends == same


@each_projection
@pytest.mark.parametrize("form", sorted(NETWORK_FORMATS))
def test_files_are_valid(name: str, form: str) -> None:
    """What is written keeps to the schema of its format (tests/schemas)."""
    schema = etree.XMLSchema(file=SCHEMAS / f"{form}.xsd")
    schema.assertValid(etree.fromstring(NETWORK_FORMATS[form](network(EVENTS, name))))


@each_projection
def test_gexf_has_labels_and_times(name: str) -> None:
    """Gephi finds each node's label, and from when to when it lasts."""
    graph = network(EVENTS, name)
    root = ElementTree.fromstring(NETWORK_FORMATS["gexf"](graph))
    space = "{http://www.gexf.net/1.2draft}"
    nodes = {node.get("id"): (node.get("label"), node.get("start")) for node in root.iter(f"{space}node")}
    assert nodes == {node: (data["label"], data.get("first")) for node, data in graph.nodes(data=True)}
    found = {
        frozenset((edge.get("source"), edge.get("target"))): edge.get("weight") for edge in root.iter(f"{space}edge")
    }
    assert found == {frozenset(edge): str(graph.edges[edge]["weight"]) for edge in graph.edges}


def test_an_event_without_a_day_has_no_times() -> None:
    """Where no day is known, none is written."""
    undated = [replace(event, date=None, first=None, last=None) for event in EVENTS]
    assert b"start=" not in NETWORK_FORMATS["gexf"](network(undated, "people"))
