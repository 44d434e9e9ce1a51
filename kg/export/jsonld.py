"""JSON-LD with a context: names are written by their prefixes, types and ids by the keywords; same graph, same bytes.

No compaction algorithm is at work: every value stays an object with its `@id`, `@value`, `@language` or `@type`. One
node stands on each line.

Source: JSON-LD 1.1, sections 3.2 (IRIs), 4.1 (typed values) and 4.9 (named graphs).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.export.rdf import read_quads
from kg.rdf.articles import Quotes
from kg.rdf.vocabulary import PREFIXES, TYPE, XSD

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def write_jsonld(folder: Path, stream: BinaryIO, part: str, quotes: Quotes = Quotes.TEXT) -> None:
    """Write JSON-LD: the context, then each named graph with its nodes."""
    stream.write(f'{{"@context":{_json(PREFIXES)},\n"@graph":['.encode())
    separator = "\n"
    for graph, quads in groupby(read_quads(folder, part, quotes), key=lambda quad: quad.graph_name):
        stream.write(f'{separator}{{"@id":{_json(_name(graph))},"@graph":[\n'.encode())
        stream.write(",\n".join(map(_json, _nodes(quads))).encode())
        stream.write(b"\n]}")
        separator = ",\n"
    stream.write(b"\n]}\n")


def _nodes(quads: Iterable[Quad]) -> Iterator[Mapping[str, object]]:
    """Yield the node of each subject; its statements follow one another, for N-Quads are sorted."""
    for subject, statements in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, object] = {"@id": _name(subject)}
        for predicate, same in groupby(statements, key=lambda quad: quad.predicate):
            if predicate == TYPE:
                node["@type"] = [_name(quad.object) for quad in same]
            else:
                node[_name(predicate)] = [_value(quad.object) for quad in same]
        yield node


def _value(term: NamedNode | BlankNode | Literal | Triple) -> Mapping[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD.string:
        return {"@value": term.value}
    return {"@value": term.value, "@type": _name(term.datatype)}


def _name(term: NamedNode | BlankNode | DefaultGraph | Literal | Triple) -> str:
    """Write an IRI by its prefix where it has one; a rest that begins with `//` would be read as a whole IRI."""
    assert isinstance(term, NamedNode)
    for prefix, iri in _LONGEST_FIRST:
        if term.value.startswith(iri) and not term.value.startswith("//", len(iri)):
            return f"{prefix}:{term.value.removeprefix(iri)}"
    return term.value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
