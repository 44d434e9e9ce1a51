"""Answers of queries: the formats of the W3C, tables for people, and how much of an answer is given.

An answer comes in, text or bytes go out. Where there is a limit, rows are counted while they come, so that an answer
with too many of them does not fill the memory; what is cut is told, never cut in silence.

Source: SPARQL 1.1 Query Results JSON, XML, CSV and TSV.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from kg.errors import UsageError, display_width
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
FORMATS = ("table", "csv", "json", "turtle")  #: of the command line
_WIDEST = 60  #: columns of a cell in a table

#: Some of the rows, the truth value, or some of the triples of an answer.
Part = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | list[Triple]


def cut(answer: Answer, most: int) -> tuple[Part, bool]:
    """Return at most so many rows or triples of an answer, and whether it has more."""
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return answer, False
    found: list[Any] = list(islice(answer, most + 1))
    more = len(found) > most
    if isinstance(answer, pyoxigraph.QueryTriples):
        return found[:most], more
    data = _json([variable.value for variable in answer.variables], found[:most])
    return pyoxigraph.parse_query_results(data, format=QueryResultsFormat.JSON), more


def serialized(answer: Answer, media: str, *, most: int) -> bytes:
    """Write an answer.

    Args:
        media: a key of `ROW_FORMATS` or `TRIPLE_FORMATS`, whichever the answer needs.
        most: rows or triples that it may have.

    Raises:
        UsageError: it has more.
    """
    part, more = cut(answer, most)
    if more:
        raise UsageError(f"the answer has more than {most} rows", "Ask for less: LIMIT, or a count.")
    return _triples(part, TRIPLE_FORMATS[media]) if isinstance(part, list) else _rows(part, ROW_FORMATS[media])


def usual_form(answer: Answer) -> str:
    """Return which of `FORMATS` an answer has in a file."""
    return "turtle" if isinstance(answer, pyoxigraph.QueryTriples) else "csv"


def write(answer: Answer | Part, form: str) -> Iterator[str]:
    """Yield the lines or pieces of an answer in one of `FORMATS`.

    Raises:
        UsageError: the answer has no such form.
    """
    if isinstance(answer, pyoxigraph.QueryTriples | list):
        if form not in ("turtle", "table"):
            raise UsageError(
                f"CONSTRUCT and DESCRIBE give triples, which have no form {form!r}", "Use --format turtle."
            )
        yield _triples(list(answer), RdfFormat.TURTLE).decode()
    elif form == "turtle":
        raise UsageError("SELECT and ASK give rows, which have no Turtle", "Use --format csv or json.")
    elif form == "table" and isinstance(answer, pyoxigraph.QuerySolutions):
        yield from _table([variable.value for variable in answer.variables], answer)
    else:
        formats = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "table": QueryResultsFormat.CSV}
        yield _rows(answer, formats[form]).decode().removesuffix("\n") + "\n"


def _triples(triples: list[Triple], form: RdfFormat) -> bytes:
    return pyoxigraph.serialize(sorted(triples, key=str), format=form, prefixes=dict(PREFIXES)) or b""


def _rows(answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean, form: QueryResultsFormat) -> bytes:
    return answer.serialize(format=form) or b""


def _json(names: list[str], solutions: list[Any]) -> bytes:
    rows = [
        {name: _term(term) for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in solutions
    ]
    document = {"head": {"vars": names}, "results": {"bindings": rows}}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _term(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):  # RDF 1.2, which the engine can make
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _table(names: Sequence[str], result: pyoxigraph.QuerySolutions) -> Iterator[str]:
    cells = [[_shown(term) for term in solution] for solution in result]
    widths = [max(map(display_width, column)) for column in zip(names, *cells, strict=True)] if names else []
    yield _row(names, widths)
    yield "  ".join("─" * width for width in widths) + "\n"
    for row in cells:
        yield _row(row, widths)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - display_width(cell)) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip() + "\n"


def _shown(term: Any) -> str:
    """Show a term shortly: IRIs with their prefix, literals by their value, long text cut, nothing unprintable."""
    if term is None:
        return ""
    text = str(term) if isinstance(term, pyoxigraph.Triple) else str(term.value)
    if isinstance(term, pyoxigraph.NamedNode):
        prefix = max(
            (p for p, iri in PREFIXES.items() if text.startswith(iri)), key=lambda p: len(PREFIXES[p]), default=None
        )
        text = f"{prefix}:{text.removeprefix(PREFIXES[prefix])}" if prefix else text
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in " ".join(text.split()))
    kept, width = "", 0
    for sign in text:
        width += display_width(sign)
        if width > _WIDEST:
            return kept + "…"
        kept += sign
    return kept
