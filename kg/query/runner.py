"""Run a query, or a question that we ship, on a built graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches

import pyoxigraph

from kg.errors import QueryError, UsageError
from kg.query.guard import names_graphs, refuse_effects
from kg.query.questions import Parameter, Question
from kg.rdf.vocabulary import PREFIXES

_NAMES = "skos:prefLabel|skos:altLabel|dpe:iso3166alpha3"  #: properties that name people, states and organisations

Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


def ask(
    store: pyoxigraph.Store,
    query: str,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    services: bool = False,
) -> Answer:
    """Run a query; the project's prefixes need no declaration.

    Args:
        default_graphs, named_graphs: IRIs of the graphs to ask; where the query names none either, the union of all.
        services: whether it may ask other machines (SERVICE).

    Raises:
        UsageError: the query is no SPARQL, or would do more than it may.
    """
    refuse_effects(query, services=services)
    told = bool(default_graphs or named_graphs)
    try:
        return store.query(
            query,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=not told and not names_graphs(query),
            default_graph=[pyoxigraph.NamedNode(iri) for iri in default_graphs] if told else None,
            named_graphs=[pyoxigraph.NamedNode(iri) for iri in named_graphs] if told else None,
        )
    except ValueError as error:
        raise UsageError(f"no IRI of a graph: {error}") from error
    except (SyntaxError, UnicodeEncodeError) as error:  # bytes of the command line that are no UTF-8
        raise UsageError(f"no SPARQL that can be read: {error}") from error


@contextmanager
def evaluating() -> Iterator[None]:
    """Go through an answer, which is found while one does.

    Raises:
        QueryError: the engine cannot go on, or a service that it asks cannot be reached.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def answer(store: pyoxigraph.Store, question: Question, values: Mapping[str, str]) -> Answer:
    """Run a shipped question with the given values of its parameters.

    Raises:
        UsageError: nothing in the graph has a name that is given, or a value is not of its kind.
    """
    asked = question.asked(values)
    for parameter in question.parameters:
        if parameter.kind in ("name", "label") and values.get(parameter.name):
            _check_name(store, values[parameter.name])
    return ask(store, asked)


def _check_name(store: pyoxigraph.Store, name: str) -> None:
    terms = Parameter(name="name", kind="name", default="", help="").term(name)
    if not list(ask_rows(store, f"SELECT ?x {{ VALUES ?name {{ {terms} }} ?x {_NAMES} ?name }} LIMIT 1")):
        labels = ask_rows(store, f"SELECT DISTINCT (STR(?n) AS ?name) {{ ?x {_NAMES} ?n }}")
        known = sorted(str(label) for (label,) in labels)
        close = ", ".join([each for each in known if name in each][:5] or get_close_matches(name, known))
        advice = f"Did you mean one of these? {close}" if close else "Give a name in Chinese, English or Japanese."
        raise UsageError(f"nothing in the graph is called {name!r}", advice)


def ask_rows(store: pyoxigraph.Store, query: str) -> Iterator[tuple[str | None, ...]]:
    """Run a SELECT and yield its rows as plain values."""
    return rows(ask(store, query))


def rows(result: Answer) -> Iterator[tuple[str | None, ...]]:
    """Yield the rows of a SELECT as plain values; None where a variable is unbound."""
    assert isinstance(result, pyoxigraph.QuerySolutions)
    for solution in result:
        yield tuple(None if term is None else term.value for term in solution)
