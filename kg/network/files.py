"""Networks as files: GraphML and GEXF, in the same bytes each time.

GEXF tells from when to when a node or an edge lasts, so that Gephi shows them in its timeline.

Source: GraphML 1.0 (graphml.graphdrawing.org); GEXF 1.2draft (gexf.net), "Dynamics".
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter


def to_graphml(graph: nx.Graph[str]) -> bytes:
    """Write a network as GraphML; nodes are numbered, for an id may hold no slash, and have their IRI as `iri`."""
    named = _sorted(graph)
    nx.set_node_attributes(named, {node: {"iri": node} for node in named})
    stream = io.BytesIO()
    numbered = nx.relabel_nodes(named, {node: f"n{number}" for number, node in enumerate(named)})
    nx.write_graphml_xml(numbered, stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue()


def to_gexf(graph: nx.Graph[str]) -> bytes:
    """Write a network as GEXF, dynamic where days are known."""
    timed = _sorted(graph)
    for data in [*(data for _, data in timed.nodes(data=True)), *(data for *_, data in timed.edges(data=True))]:
        if "first" in data:
            data |= {"start": data["first"], "end": data["last"]}
    writer = GEXFWriter(timed, encoding="utf-8", prettyprint=True, version="1.2draft")
    del writer.xml.find("meta").attrib["lastmodifieddate"]  # the day of writing
    del writer.graph_element.attrib["name"]  # which the schema does not know
    writer.indent(writer.xml)
    stream = io.BytesIO()
    ElementTree.ElementTree(writer.xml).write(stream, encoding="utf-8", xml_declaration=True)
    return stream.getvalue() + b"\n"


#: How each format is written.
NETWORK_FORMATS: Mapping[str, Callable[[nx.Graph[str]], bytes]] = {"graphml": to_graphml, "gexf": to_gexf}


def _sorted(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Copy a network with its nodes, edges and attributes in one order."""
    copy: nx.Graph[str] = nx.Graph()
    for node in sorted(graph):
        copy.add_node(node, **dict(sorted(graph.nodes[node].items())))
    for left, right in sorted((min(edge), max(edge)) for edge in graph.edges):
        copy.add_edge(left, right, **dict(sorted(graph.edges[left, right].items())))
    return copy
