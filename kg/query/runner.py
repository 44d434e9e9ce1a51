"""Run a query on a built graph and write its answer as a table, CSV, JSON or Turtle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pyoxigraph

from kg.errors import UsageError, display_width
from kg.query.guard import names_graphs, refuse_effects
from kg.query.questions import Parameter, Question
from kg.rdf.vocabulary import PREFIXES

FORMATS = ("table", "csv", "json", "turtle")
_NAMES = "skos:prefLabel|skos:altLabel|dpe:iso3166alpha3"  #: properties that name people, states and organisations
_WIDEST = 60  #: columns of a cell in a table

Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


def ask(
    store: pyoxigraph.Store, query: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
) -> Answer:
    """Run a query; the project's prefixes need no declaration.

    Args:
        default_graphs, named_graphs: IRIs of the graphs to ask; where the query names none either, the union of all.

    Raises:
        UsageError: the query is no SPARQL, or would do more than read this graph.
    """
    refuse_effects(query)
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


def write(result: Answer, form: str) -> Iterator[str]:
    """Yield the lines or pieces of an answer in one of `FORMATS`.

    Raises:
        UsageError: the answer has no such form.
    """
    if isinstance(result, pyoxigraph.QueryTriples):
        if form not in ("turtle", "table"):
            raise UsageError(
                f"CONSTRUCT and DESCRIBE give triples, which have no form {form!r}", "Use --format turtle."
            )
        triples = sorted(result, key=str)
        text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
        yield (text or b"").decode()
        return
    if form == "turtle":
        raise UsageError("SELECT and ASK give rows, which have no Turtle", "Use --format csv or json.")
    if isinstance(result, pyoxigraph.QueryBoolean):
        yield ("true\n" if bool(result) else "false\n") if form != "json" else _serialized(result, form)
    elif form == "table":
        yield from _table([variable.value for variable in result.variables], result)
    else:
        yield _serialized(result, form)


def _serialized(result: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean, form: str) -> str:
    wanted = {"csv": pyoxigraph.QueryResultsFormat.CSV, "json": pyoxigraph.QueryResultsFormat.JSON}[form]
    text = (result.serialize(format=wanted) or b"").decode()
    return text if text.endswith("\n") else text + "\n"


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
