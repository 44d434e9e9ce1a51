"""`kg query`: SPARQL, or a question that kg ships."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from kg.cli.options import STORE, WORLD
from kg.errors import UsageError
from kg.knowledge.world import load_our_world
from kg.query.questions import questions
from kg.query.results import FORMATS, cut, usual_form, write
from kg.query.runner import Answer, answer, ask, evaluating
from kg.store.oxigraph import open_native

_ON_A_TERMINAL = 1_000  #: rows, where nothing is said
_ALSO = {"from": "since"}  #: what a parameter may be called too


@click.command(context_settings={"ignore_unknown_options": True})
@STORE
@click.option(
    "-f", "--file", type=click.Path(dir_okay=False, path_type=Path), help="Read the query from a file, or - ."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Table on a terminal, CSV in a pipe, by default.")
@click.option("--list", "listed", is_flag=True, help="List the questions that kg ships.")
@click.option(
    "--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ask what was known at the end of a day: 2024-11-06."
)
@WORLD
@click.option("--timeout", type=click.FloatRange(min=0), default=60.0, show_default=True, help="Seconds; 0 for none.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"Rows; 0 for all. All in a file or a pipe, {_ON_A_TERMINAL:,} on a terminal, by default.",
)
@click.option("--allow-service", is_flag=True, help="Let SERVICE in a query ask other machines.")
@click.argument("query", required=False)
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED)
def query(
    store: Path,
    file: Path | None,
    form: str | None,
    listed: bool,
    day: datetime | None,
    world: tuple[Path, ...],
    timeout: float,
    limit: int | None,
    allow_service: bool,
    query: str | None,
    parameters: tuple[str, ...],
) -> None:
    """Ask the graph: a SPARQL query, or the name of a shipped question with its parameters.

    \b
    Examples:
      kg query --list
      kg query meetings --person 石破茂 --since 2024-11-01
      kg query announced --as-of 2024-11-06
      kg query who-met-whom --limit 10
      kg query 'SELECT ?a ?b WHERE { ?a dpe:metWith ?b } LIMIT 10' --format csv
    """
    if listed:
        for shipped in questions().values():
            options = " ".join(f"--{p.name} {p.kind.upper()}" for p in shipped.parameters)
            click.echo(f"{shipped.name:<22} {shipped.title}" + (f"\n{'':<22} {options}" if options else ""))
        return
    question = questions().get(query or "") if file is None else None
    text = None if question else _wanted(query, file, parameters)
    values = _values(parameters) if question else {}
    shown = sys.stdout.isatty()
    most = limit if limit is not None else _ON_A_TERMINAL if shown else 0
    with _watched(timeout), evaluating():
        if day:
            from kg.asof import open_as_of  # noqa: PLC0415 (loads all that reads articles)

            native = open_as_of(store, day.date(), world=world)
        else:
            native = open_native(store)
        result = (
            answer(native, question, values, world=partial(load_our_world, world))
            if question
            else ask(native, text or "", services=allow_service)
        )
        _say(result, form or ("table" if shown else usual_form(result)), most)


def _say(result: Answer, form: str, most: int) -> None:
    """Write an answer, or the first rows of it, and tell that there is more."""
    part, more = cut(result, most) if most else (result, False)
    for piece in write(part, form):
        click.echo(piece, nl=False)
    if more:
        click.echo(f"kg: there are more than these {most} rows (--limit)", err=True)


def _wanted(query: str | None, file: Path | None, parameters: Sequence[str]) -> str:
    """Return the SPARQL of what is asked."""
    if (query is None) == (file is None):
        raise UsageError("give one query: as text, by the name of a shipped question, or with -f FILE")
    if parameters:
        raise UsageError(f"what is {parameters[0]!r}?", "Only a shipped question takes parameters: kg query --list")
    if file is None:
        assert query is not None
        if query.replace("-", "").isalnum():
            raise UsageError(f"no question is called {query!r}", "kg query --list lists them.")
        return query
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {error}") from error


def _values(parameters: Sequence[str]) -> dict[str, str]:
    """Read `--name value` and `--name=value`."""
    values: dict[str, str] = {}
    rest = list(parameters)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not name.startswith("--") or not (equals or rest):
            raise UsageError(f"what is {name!r}?", "Write parameters as --name value.")
        key = name.removeprefix("--").replace("-", "_")
        values[_ALSO.get(key, key)] = value if equals else rest.pop(0)
    return values


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """End the process when a query takes too long: the engine cannot be interrupted."""

    def end() -> None:
        click.echo(f"kg: the query took longer than {seconds:g} s (--timeout)", err=True)
        os._exit(1)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    if seconds:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
