"""Measures of networks, as tables: networks as `networks` makes them come in, rows go out.

Communities are found by Louvain's method with a fixed seed, on nodes numbered in sorted order: the same network gives
the same communities. Where a measure has no value (a network without edges, all of one degree) a cell is None.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import networkx as nx

Row = dict[str, str | int | float | None]
_SEED = 1
_DIGITS = 6  #: of a measure in a table: what lies below depends on the machine
_ROUNDS = 1000  #: of the power iteration
_TOLD = ("label", "label_en", "kind", "state", "events", "first", "last")
_ROLES = ("coordinator", "gateway", "consultant", "liaison")
_PAIR = ("node_1", "node_2", "label_1", "label_2")

#: Columns of tables, which an empty one has as well; those of edges are followed by one for each type of event.
NODE_COLUMNS = ("node", *_TOLD, "degree", "strength", "betweenness", "eigenvector", "core", "community", *_ROLES)
EDGE_COLUMNS = (*_PAIR, "weight", "first", "last")
CHANGE_COLUMNS = (*_PAIR, "before", "after", "change")
SUMMARY_COLUMNS = ("measure", "value")


def node_table(graph: nx.Graph[str]) -> list[Row]:
    """Measure each node; the strongest come first.

    Columns: `node`, `label`, `label_en`, `kind`, `state`, `events`, `first`, `last`; `degree` (neighbours), `strength`
    (sum of weights), `betweenness` (shortest paths, an edge as long as 1/weight; normalised), `eigenvector` (weighted),
    `core` (largest k of whose k-core it is part), `community` (1 is the largest), and the roles of `brokerage`.
    """
    between = nx.betweenness_centrality(_with_lengths(graph), weight="length")
    eigenvector = _eigenvector(graph)
    core = nx.core_number(graph)
    community = {node: number for number, nodes in enumerate(communities(graph), 1) for node in nodes}
    rows: list[Row] = []
    for node, data in graph.nodes(data=True):
        told: Row = {name: data.get(name) for name in _TOLD}
        measured: Row = {
            "degree": graph.degree[node],
            "strength": graph.degree(node, weight="weight"),
            "betweenness": round(between[node], _DIGITS),
            "eigenvector": None if eigenvector is None else round(eigenvector[node], _DIGITS),
            "core": core[node],
            "community": community[node],
        }
        rows.append({"node": node} | told | measured | brokerage(graph, node))
    return sorted(rows, key=lambda row: (-int(row["strength"] or 0), str(row["node"])))


def edge_table(graph: nx.Graph[str]) -> list[Row]:
    """Return each edge with its attributes; the heaviest come first."""
    kinds = sorted({kind for *_, data in graph.edges(data=True) for kind in data["types"].split(";")})
    rows: list[Row] = [
        {
            "node_1": left,
            "node_2": right,
            "label_1": graph.nodes[left]["label"],
            "label_2": graph.nodes[right]["label"],
            "weight": data["weight"],
            "first": data.get("first"),
            "last": data.get("last"),
            **{kind: data.get(kind, 0) for kind in kinds},
        }
        for left, right, data in graph.edges(data=True)
    ]
    return sorted(rows, key=lambda row: (-int(row["weight"] or 0), str(row["node_1"]), str(row["node_2"])))


def summary_table(graph: nx.Graph[str]) -> list[Row]:
    """Measure a network as a whole: rows of `measure` and `value`."""
    parts = communities(graph)
    joined = graph.number_of_edges() > 0
    sizes = sorted((len(part) for part in nx.connected_components(graph)), reverse=True)
    values: Mapping[str, float | int | None] = {
        "nodes": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "weight of all edges": int(graph.size(weight="weight")),
        "density": nx.density(graph),
        "components": len(sizes),
        "nodes of the largest component": sizes[0] if sizes else 0,
        "transitivity": nx.transitivity(graph),
        "communities": len(parts),
        "modularity": nx.community.modularity(graph, parts, weight="weight") if joined else None,
        "assortativity by degree": _degree_assortativity(graph),
        "assortativity by state": _state_assortativity(graph),
    }
    return [{"measure": name, "value": _rounded(value)} for name, value in values.items()]


def change_table(before: nx.Graph[str], after: nx.Graph[str]) -> list[Row]:
    """Compare the edges of two networks, as of two periods; those that changed most come first."""
    rows: list[Row] = []
    for left, right in sorted({tuple(sorted(edge)) for graph in (before, after) for edge in graph.edges}):
        weights = [graph.get_edge_data(left, right, {"weight": 0})["weight"] for graph in (before, after)]
        labels = [(after if node in after else before).nodes[node]["label"] for node in (left, right)]
        rows.append(
            {"node_1": left, "node_2": right, "label_1": labels[0], "label_2": labels[1]}
            | {"before": weights[0], "after": weights[1], "change": weights[1] - weights[0]}
        )
    return sorted(rows, key=lambda row: (-abs(int(row["change"] or 0)), str(row["node_1"]), str(row["node_2"])))


def communities(graph: nx.Graph[str]) -> list[set[str]]:
    """Return the communities of a network, the largest first, those of one size by their first node."""
    if not graph:
        return []
    nodes = sorted(graph)
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    at = {node: number for number, node in enumerate(nodes)}
    ends = sorted((min(at[left], at[right]), max(at[left], at[right])) for left, right in graph.edges)
    for left, right in ends:
        numbered.add_edge(left, right, weight=graph.edges[nodes[left], nodes[right]]["weight"])
    found = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED)
    return [{nodes[number] for number in part} for part in sorted(found, key=lambda part: (-len(part), min(part)))]


def brokerage(graph: nx.Graph[str], node: str) -> Row:
    """Count the pairs of neighbours that a person alone joins, by whose people the three are.

    `coordinator`: all of one state; `gateway`: one of the pair is of the broker's state, the other is not;
    `consultant`: both are of one state that is not the broker's; `liaison`: three states. Empty where no state is told.

    Source: Gould and Fernandez (1989), "Structures of mediation", for undirected ties, where gatekeeper and
    representative are one.
    """
    own = graph.nodes[node].get("state")
    if own is None or graph.nodes[node]["kind"] != "person":
        return dict.fromkeys(_ROLES)
    roles = Counter(
        _role(own, graph.nodes[left].get("state"), graph.nodes[right].get("state"))
        for left, right in combinations(sorted(graph[node]), 2)
        if not graph.has_edge(left, right)
    )
    return {role: roles[role] for role in _ROLES}


def _role(own: str, left: str | None, right: str | None) -> str | None:
    if left is None or right is None:
        return None
    if left == right:
        return "coordinator" if left == own else "consultant"
    return "gateway" if own in (left, right) else "liaison"


def _with_lengths(graph: nx.Graph[str]) -> nx.Graph[str]:
    lengths: nx.Graph[str] = nx.Graph()
    lengths.add_nodes_from(graph)
    lengths.add_edges_from((*edge, {"length": 1 / graph.edges[edge]["weight"]}) for edge in graph.edges)
    return lengths


def _eigenvector(graph: nx.Graph[str]) -> Mapping[str, float] | None:
    if not graph.number_of_edges():
        return None
    try:
        return nx.eigenvector_centrality(graph, max_iter=_ROUNDS, weight="weight")
    except nx.PowerIterationFailedConvergence:
        return None


def _degree_assortativity(graph: nx.Graph[str]) -> float | None:
    if len({degree for node, degree in graph.degree if degree}) < 2:
        return None  # all ends of edges alike: nothing varies with anything
    return float(nx.degree_assortativity_coefficient(graph))


def _state_assortativity(graph: nx.Graph[str]) -> float | None:
    known = graph.subgraph([node for node, data in graph.nodes(data=True) if data.get("state")])
    if not known.number_of_edges():
        return None
    return float(nx.attribute_assortativity_coefficient(known, "state"))


def _rounded(value: float | int | None) -> float | int | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return round(value, _DIGITS) if isinstance(value, float) else value


def columns(rows: Iterable[Row], known: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a table in their order: those that are known, and what else its rows have."""
    return tuple(dict.fromkeys([*known, *(name for row in rows for name in row)]))
