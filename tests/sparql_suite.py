"""The cases of the W3C's SPARQL 1.1 test suite that ask something, read from `w3c/sparql11.zip`.

A case has data, a query and what the query must give. The files and their rights: `w3c/README.md`.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

SUITE = Path(__file__).parent / "w3c" / "sparql11.zip"
_BASE = "http://example.org/suite/"  #: of the IRIs of the files
_MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QUERY = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CASES = f"""PREFIX mf: <{_MANIFEST}> PREFIX qt: <{_QUERY}> PREFIX rdf: <{_RDF}>
SELECT ?case ?kind ?query ?data ?result (GROUP_CONCAT(COALESCE(STR(?named), ""); separator=" ") AS ?graphs) {{
  ?manifest mf:entries/rdf:rest*/rdf:first ?case . ?case a ?type ; mf:action ?action .
  FILTER(STRSTARTS(STR(?type), "{_MANIFEST}"))
  BIND(STRAFTER(STR(?type), "#") AS ?kind)
  OPTIONAL {{ ?case mf:result ?result }}
  OPTIONAL {{ ?action qt:query ?told }} BIND(COALESCE(?told, ?action) AS ?query)
  OPTIONAL {{ ?action qt:data ?data }} OPTIONAL {{ ?action qt:graphData ?named }}
}} GROUP BY ?case ?kind ?query ?data ?result ORDER BY ?case"""
_RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
    ".csv": QueryResultsFormat.CSV,
}
_FROM = re.compile(r"^FROM\s+<([^>]*)>", re.MULTILINE)
_GRAPHS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}

Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
#: Asks a store a query on a default graph and named graphs.
Engine = Callable[[pyoxigraph.Store, str, list[str], list[str]], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case of the suite."""

    name: str  #: folder and fragment of its IRI
    kind: str  #: QueryEvaluationTest, CSVResultFormatTest, PositiveSyntaxTest11, NegativeSyntaxTest11
    query: str
    base: str  #: IRI of the file of the query
    data: str | None  #: IRI of the file of the default graph
    graphs: tuple[str, ...]  #: IRIs of the files of the named graphs
    result: str | None  #: IRI of the file of what it must give

    def passes(self, engine: Engine) -> bool:
        """Tell whether an engine gives what the case says."""
        if self.kind.endswith("SyntaxTest11"):
            return self._is_read(engine) == self.kind.startswith("Positive")
        told = [urljoin(self.base, name) for name in _FROM.findall(self.query)]
        store = pyoxigraph.Store()
        for file in {*([self.data] if self.data else []), *self.graphs, *told}:
            store.extend(Quad(*triple, NamedNode(file)) for triple in _parse(file))
        default = [] if told else [self.data or _BASE + "nothing"]
        try:
            given = engine(store, self.query, default, list(self.graphs))
            return _agree(given, self.result or "")
        except (SyntaxError, OSError, RuntimeError, ValueError):
            return False

    def _is_read(self, engine: Engine) -> bool:
        try:
            engine(pyoxigraph.Store(), self.query, [], [])
        except SyntaxError:
            return False
        except RuntimeError:  # a function that nobody has, which is read none the less
            return True
        return True


def cases() -> Iterator[Case]:
    """Yield the cases of the suite."""
    with zipfile.ZipFile(SUITE) as suite:
        folders = sorted(PurePosixPath(name).parent.name for name in suite.namelist() if name.endswith("/manifest.ttl"))
    for folder in folders:
        store = pyoxigraph.Store()
        store.extend(Quad(*triple) for triple in _parse(f"{_BASE}{folder}/manifest.ttl"))
        for case, kind, query, data, result, graphs in store.query(_CASES):  # type: ignore[union-attr]
            yield Case(
                name=f"{folder}/{case.value.rpartition('#')[2]}",
                kind=kind.value,
                query=f"BASE <{query.value}>\n{_read(query.value).decode()}",
                base=query.value,
                data=data and data.value,
                graphs=tuple(graphs.value.split()),
                result=result and result.value,
            )


@cache
def _read(iri: str) -> bytes:
    with zipfile.ZipFile(SUITE) as suite:
        return suite.read("sparql11/" + iri.removeprefix(_BASE))


def _parse(iri: str) -> Iterator[tuple[Any, Any, Any]]:
    suffix = PurePosixPath(iri).suffix
    for quad in pyoxigraph.parse(_read(iri), format=_GRAPHS[suffix], base_iri=iri):
        yield quad.subject, quad.predicate, quad.object


def _agree(given: Answer, file: str) -> bool:
    suffix = PurePosixPath(file).suffix
    if isinstance(given, pyoxigraph.QueryTriples):
        return _canonical(given) == _canonical(_parse(file))
    if suffix == ".csv":  # which does not tell IRIs from words
        return _cells(given.serialize(format=QueryResultsFormat.CSV) or b"") == _cells(_read(file))
    expected = pyoxigraph.parse_query_results(_read(file), format=_RESULTS[suffix])
    if isinstance(expected, pyoxigraph.QueryBoolean):
        return isinstance(given, pyoxigraph.QueryBoolean) and bool(given) == bool(expected)
    assert isinstance(given, pyoxigraph.QuerySolutions)
    return _told(given) == _told(expected)


def _cells(text: bytes) -> list[list[tuple[str, str]]]:
    """Return the rows of CSV with the names of their columns, in no order; blank nodes are all alike."""
    rows = csv.DictReader(io.StringIO(text.decode()))
    return sorted(sorted((name, "_:" if cell.startswith("_:") else cell) for name, cell in row.items()) for row in rows)


def _told(rows: pyoxigraph.QuerySolutions) -> set[Quad]:
    """Return rows as a graph, so that blank nodes are compared as such and rows in no order."""
    names = [variable.value for variable in rows.variables]
    return _canonical(
        (BlankNode(f"row{number}"), NamedNode(f"{_BASE}?{name}"), _value(term))
        for number, row in enumerate(rows)
        for name, term in [("", Literal(True)), *zip(names, row, strict=True)]
        if term is not None
    )


def _value(term: Any) -> Any:
    """Return a number by its value, for engines write it in their own ways."""
    if isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in ("decimal", "double", "float"):
        return Literal(repr(float(term.value)), datatype=term.datatype)
    return term


def _canonical(triples: Iterable[tuple[Any, Any, Any] | pyoxigraph.Triple]) -> set[Quad]:
    dataset = pyoxigraph.Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)
