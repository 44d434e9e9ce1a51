"""Run a query, or a question that we ship, on a built graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pyoxigraph

from kg.errors import QueryError, UsageError, display_width
from kg.knowledge.world import World, load_our_world
from kg.query.guard import names_graphs, refuse_effects
from kg.query.naming import known_as
from kg.query.questions import Parameter, Question
from kg.rdf.vocabulary import PREFIXES

_NAMES = "skos:prefLabel|skos:altLabel|dpe:iso3166alpha3"  #: properties that name people, states and organisations
_EVENT = """SELECT ?event {
  { ?told dct:isReplacedBy ?event } UNION { ?told a dpe:DiplomaticEvent BIND(?told AS ?event) }
  FILTER(STR(?told) = $value || STRENDS(STR(?told), CONCAT("/", $value)))
} LIMIT 1"""
_FAULT = re.compile(r"error at (?P<line>\d+):(?P<byte>\d+): expected (?:one of )?(?P<expected>.*)", re.DOTALL)
_REASON = re.compile(r"\w+(?: [\w,.']+)+")  #: not a keyword or a sign, but some words

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
    except UnicodeEncodeError as error:  # bytes of the command line that are no UTF-8
        raise UsageError(f"no SPARQL that can be read: {error}") from error
    except SyntaxError as error:
        raise _unread(query, str(error)) from error


def _unread(query: str, fault: str) -> UsageError:
    """Show where the engine stopped; of the signs that it would have taken there only what is said in words."""
    found = _FAULT.match(fault)
    if found is None:
        return UsageError(f"no SPARQL that can be read: {fault}")
    line = query.split("\n")[int(found["line"]) - 1].encode()
    before = " " * display_width(line[: int(found["byte"]) - 1].decode(errors="replace"))
    reasons = "; ".join(each for each in found["expected"].split(", ") if _REASON.fullmatch(each))
    where = f"line {found['line']}: {reasons or 'something else should stand here'}"
    return UsageError(f"no SPARQL that can be read: {where}", f"  {line.decode()}\n    {before}^")


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


def answer(
    store: pyoxigraph.Store,
    question: Question,
    values: Mapping[str, str],
    *,
    world: Callable[[], World] = load_our_world,
) -> Answer:
    """Run a shipped question with the given values of its parameters.

    Raises:
        UsageError: nothing in the graph is called as a value says, or a value is not of its kind.
    """
    return ask(store, worded(store, question, values, world=world))


def worded(
    store: pyoxigraph.Store,
    question: Question,
    values: Mapping[str, str],
    *,
    world: Callable[[], World] = load_our_world,
) -> str:
    """Return the query of a shipped question, with names and events as the graph has them.

    Args:
        world: gives the tables of the world, for names that the graph does not have.

    Raises:
        UsageError: as of `answer`.
    """
    question.asked(values)
    told = dict(values)
    for parameter in question.parameters:
        value = told.get(parameter.name)
        if value and parameter.kind in ("name", "label"):
            told[parameter.name] = _name(store, value, world)
        elif value and parameter.kind == "event":
            told[parameter.name] = _event(store, value)
    return question.asked(told)


def _name(store: pyoxigraph.Store, name: str, world: Callable[[], World]) -> str:
    terms = Parameter(name="name", kind="name", default="", help="").term(name)
    if list(rows(ask(store, f"SELECT ?x {{ VALUES ?name {{ {terms} }} ?x {_NAMES} ?name }} LIMIT 1"))):
        return name
    labels = rows(ask(store, f"SELECT DISTINCT (STR(?n) AS ?name) {{ ?x {_NAMES} ?n }}"))
    return known_as(name, {str(label) for (label,) in labels}, world=world)


def _event(store: pyoxigraph.Store, value: str) -> str:
    """Return the IRI of an event that is told by its IRI, now or before, or the last part of it."""
    found = list(rows(ask(store, _EVENT.replace("$value", str(pyoxigraph.Literal(value))))))
    if not found:
        raise UsageError(f"no event is called {value!r}", "Give its IRI, or the last part of it: meeting-0123456789")
    return str(found[0][0])


def rows(result: Answer) -> Iterator[tuple[str | None, ...]]:
    """Yield the rows of a SELECT as plain values; None where a variable is unbound."""
    assert isinstance(result, pyoxigraph.QuerySolutions)
    for solution in result:
        yield tuple(None if term is None else term.value for term in solution)
