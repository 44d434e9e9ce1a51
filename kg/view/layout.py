"""Where the nodes of a picture stand: a graph comes in, whole coordinates go out.

Each component is laid out by itself and the components are packed side by side, the largest first; otherwise single
meetings would fly out to the edge and the core would shrink to a spot. Everything is seeded, sorted and rounded, so
that a graph always gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.network.projection import has_events

Points = dict[str, tuple[float, float]]
Array = NDArray[np.float64]

_SEED = 7
_CORE = 500  #: nodes of a component that the force model places; it costs the square of their number
_ROUNDS = 160  #: of the force model; more moves nothing that one sees
_ROOM = {True: 74.0, False: 124.0}  #: the least distance of two nodes: with events, which are small, among them or not
_GAP = 110.0  #: between components
_ASPECT = 1.3  #: width by height of the whole
_STRETCH = 1.7  #: how much a flat component may be raised towards that aspect


def place(graph: nx.Graph[str]) -> Mapping[str, tuple[int, int]]:
    """Return the place of each node, in the units of vis-network at zoom 1, about the origin."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    room = _ROOM[has_events(graph)]
    laid = [_component(graph, part, room) for part in parts]
    packed = _pack(laid)
    return {node: (round(x), round(y)) for node, (x, y) in sorted(packed.items())}


def _component(graph: nx.Graph[str], nodes: Sequence[str], room: float) -> Points:
    """Lay out one component, its upper left corner at the origin."""
    if len(nodes) <= 2:
        return {node: (index * room * 1.3, 0.0) for index, node in enumerate(nodes)}
    core = _core(graph, nodes)
    found = _forced(graph, core)
    scaled = _scaled(np.array([found[node] for node in core], dtype=float), room * math.sqrt(len(nodes) / len(core)))
    points = _apart(_lying(scaled), room)
    placed = {node: (float(x), float(y)) for node, (x, y) in zip(core, points, strict=True)}
    _join(graph, nodes, placed, room)
    left, top = (min(point[axis] for point in placed.values()) for axis in (0, 1))
    return {node: (x - left, y - top) for node, (x, y) in placed.items()}


def _core(graph: nx.Graph[str], nodes: Sequence[str]) -> Sequence[str]:
    """Return the nodes with most neighbours, as many as the force model can place."""
    if len(nodes) <= _CORE:
        return nodes
    return sorted(sorted(nodes, key=lambda node: (-graph.degree[node], node))[:_CORE])


def _forced(graph: nx.Graph[str], nodes: Sequence[str]) -> Points:
    """Place nodes by the force model; in a core, those that share a neighbour outside it draw each other, too."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    edges = {(min(a, b), max(a, b)) for a, b in graph.subgraph(nodes).edges()}
    for outside in graph if len(nodes) == _CORE else ():
        if outside not in ordered:
            near = sorted(node for node in graph[outside] if node in ordered)
            edges.update(pairwise(near))
    ordered.add_edges_from(sorted(edges))
    start = nx.circular_layout(ordered)
    found = nx.forceatlas2_layout(ordered, pos=start, max_iter=_ROUNDS, seed=_SEED, gravity=1.5, scaling_ratio=3.0)
    return {node: (float(x), float(y)) for node, (x, y) in found.items()}


def _join(graph: nx.Graph[str], nodes: Sequence[str], placed: Points, room: float) -> None:
    """Set all other nodes near the middle of their neighbours, the nearest to the core first.

    Those with the same neighbours form the spiral of a sunflower. Source: Vogel, A better way to construct the
    sunflower head, 1979.
    """
    waves = nx.bfs_layers(graph, sorted(placed)) if len(placed) < len(nodes) else ()
    around: dict[tuple[str, ...], int] = {}
    for wave in waves:
        settled = dict(placed)
        for node in sorted(node for node in wave if node not in settled):
            near = tuple(sorted(other for other in graph[node] if other in settled))
            number = around[near] = around.get(near, 0) + 1
            distance, angle = room * 0.75 * math.sqrt(number + 0.5), number * math.pi * (3 - math.sqrt(5))
            x, y = (sum(settled[other][axis] for other in near) / len(near) for axis in (0, 1))
            placed[node] = (x + distance * math.cos(angle), y + distance * math.sin(angle))


def _scaled(points: Array, room: float) -> Array:
    """Widen a layout so that a node has about its room, whatever units the force model came to rest in."""
    centred = points - points.mean(axis=0)
    spread = float(np.sqrt((centred**2).sum(axis=1).mean())) or 1.0
    scaled: Array = centred * (room * 0.6 * math.sqrt(len(points)) / spread)
    return scaled


def _lying(points: Array) -> Array:
    """Turn a layout so that its longest axis lies level, as screens do, and raise it if it is very flat.

    Of the two ways to turn it, its first point comes to the left.
    """
    _, axes = np.linalg.eigh(np.cov(points.T))
    turned = points @ axes[:, ::-1]
    width, height = np.maximum(np.ptp(turned, axis=0), 1.0)
    stretch = min(max(width / height / _ASPECT, 1.0), _STRETCH)
    level: Array = turned * np.where(turned[0] > 0, -1.0, 1.0) * np.array([1.0, stretch])
    return level


def _apart(points: Array, room: float) -> Array:
    """Push nodes apart that stand closer than their room; a few rounds leave hardly any."""
    for _ in range(40):
        across = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((across**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        lacking = np.clip(room - distance, 0.0, None)
        if not lacking.any():
            break
        push = across / np.maximum(distance, 1e-9)[:, :, None] * lacking[:, :, None]
        points = points + push.sum(axis=1) * 0.35
    return points


def _pack(parts: Sequence[Points]) -> Points:
    """Set components in rows, as wide in all as the aspect wants, each row centred on its height."""
    sizes = [(max(x for x, _ in part.values()), max(y for _, y in part.values())) for part in parts]
    area = sum((width + _GAP) * (height + _GAP) for width, height in sizes)
    limit = max(math.sqrt(area * _ASPECT), max((width for width, _ in sizes), default=0.0))
    placed: Points = {}
    left = top = tallest = 0.0
    for part, (width, height) in zip(parts, sizes, strict=True):
        if left and left + width > limit:
            left, top, tallest = 0.0, top + tallest + _GAP, 0.0
        placed.update({node: (x + left, y + top) for node, (x, y) in part.items()})
        left, tallest = left + width + _GAP, max(tallest, height)
    return _centred(placed)


def _centred(points: Points) -> Points:
    if not points:
        return points
    middle_x = (min(x for x, _ in points.values()) + max(x for x, _ in points.values())) / 2
    middle_y = (min(y for _, y in points.values()) + max(y for _, y in points.values())) / 2
    return {node: (x - middle_x, y - middle_y) for node, (x, y) in points.items()}
