"""Answers of SPARQL queries in the formats of the W3C, within limits.

An answer comes in, bytes go out. Rows are counted while they come, so that an answer with too many of them is refused
before it fills the memory, and never cut short in silence.

Source: SPARQL 1.1 Query Results JSON, XML, CSV and TSV.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat

from kg.errors import UsageError
from kg.query.runner import Answer
from kg.rdf.vocabulary import PREFIXES

#: Media types of rows and truth values, and of triples; the first is given to whoever does not care.
ROW_FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TRIPLE_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}


def serialized(answer: Answer, media: str, *, most: int) -> bytes:
    """Write an answer.

    Args:
        media: a key of `ROW_FORMATS` or `TRIPLE_FORMATS`, whichever the answer needs.
        most: rows or triples that it may have.

    Raises:
        UsageError: it has more.
    """
    if isinstance(answer, pyoxigraph.QueryTriples):
        triples = sorted(_within(answer, most), key=str)
        return pyoxigraph.serialize(triples, format=TRIPLE_FORMATS[media], prefixes=dict(PREFIXES)) or b""
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return answer.serialize(format=ROW_FORMATS[media]) or b""
    data = _json([variable.value for variable in answer.variables], _within(answer, most))
    if ROW_FORMATS[media] is QueryResultsFormat.JSON:
        return data
    again = pyoxigraph.parse_query_results(data, format=QueryResultsFormat.JSON)
    return again.serialize(format=ROW_FORMATS[media]) or b""


def _within(answer: Any, most: int) -> list[Any]:
    found = list(islice(answer, most + 1))
    if len(found) > most:
        raise UsageError(f"the answer has more than {most} rows", "Ask for less: LIMIT, or a count.")
    return found


def _json(names: list[str], solutions: list[Any]) -> bytes:
    rows = [
        {name: _term(term) for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in solutions
    ]
    document = {"head": {"vars": names}, "results": {"bindings": rows}}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _term(term: NamedNode | BlankNode | Literal) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
