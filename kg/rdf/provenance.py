"""By which program and which data a graph was made.

One activity stands for a version of the program and of its data, not for a moment at which somebody ran it: the same
articles read by the same program give the same graph, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.rdf.terms import Pairs, Terms, quads, text
from kg.rdf.vocabulary import DPE, PROV, TYPE


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A version of the program and of its rules and tables."""

    extractor: str  #: name and version: "kg 0.1.0"
    data_sha256: str  #: hexadecimal, of all rules and tables


def maker_quads(maker: Maker, *, terms: Terms) -> tuple[Quad, ...]:
    """Describe in the graph of the world the activity by which graphs are made."""
    graph = NamedNode(terms.names.world_graph)
    return tuple(quads(maker_node(maker, terms=terms), _maker(maker), graph))


def maker_node(maker: Maker, *, terms: Terms) -> NamedNode:
    """Return the activity; graphs are `prov:wasGeneratedBy` it."""
    return NamedNode(terms.names.run(maker.extractor, maker.data_sha256))


def _maker(maker: Maker) -> Pairs:
    yield TYPE, PROV.Activity
    yield DPE.extractor, text(maker.extractor)
    yield DPE.dataSha256, text(maker.data_sha256)
