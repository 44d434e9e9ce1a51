"""Where nodes stand in a picture."""

from __future__ import annotations

from itertools import combinations
from math import dist

import networkx as nx
import pytest
from view_events import view_events

from kg.network.projection import project
from kg.view.layout import place

GRAPHS = {name: project(view_events(), name) for name in ("events", "people", "states")}


@pytest.mark.parametrize("name", GRAPHS)
def test_every_node_has_a_place_of_its_own(name: str) -> None:
    """No two marks cover each other."""
    points = place(GRAPHS[name])
    assert set(points) == set(GRAPHS[name])
    assert min(dist(one, other) for one, other in combinations(points.values(), 2)) > 40


def test_a_layout_does_not_depend_on_the_order_of_nodes() -> None:
    """The same graph put together in another order stands in the same places."""
    graph = GRAPHS["events"]
    other: nx.Graph[str] = nx.Graph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed([(b, a, data) for a, b, data in graph.edges(data=True)]))
    assert place(graph) == place(other)


def test_pictures_lie_level() -> None:
    """A chain of nodes is drawn wider than high."""
    chain: nx.Graph[str] = nx.Graph()
    chain.add_nodes_from("abcdefghijkl", kind="person")
    nx.add_path(chain, "abcdefghijkl")
    points = place(chain).values()
    across, down = ([point[axis] for point in points] for axis in (0, 1))
    assert max(across) - min(across) > max(down) - min(down)


def test_components_stand_apart() -> None:
    """Components are packed side by side without overlap, about the origin."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abcdef", kind="person")
    graph.add_edges_from([("a", "b"), ("b", "c"), ("c", "a"), ("d", "e")])
    points = place(graph)
    inner = max(dist(points[one], points[other]) for one, other in combinations("abc", 2))
    assert min(dist(points[one], points[other]) for one in "abc" for other in "def") > 100 < inner * 2


def test_an_empty_graph_has_no_places() -> None:
    """Nothing gives nothing."""
    assert place(nx.Graph()) == {}
