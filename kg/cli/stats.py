"""`kg stats`: what a graph holds, in figures."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import STORE
from kg.query.questions import questions
from kg.query.results import write
from kg.query.runner import answer
from kg.store.oxigraph import open_native

_TABLES = ("counts", "types-and-statuses")


@click.command()
@STORE
def stats(store: Path) -> None:
    """Print how much the graph holds: articles, reports, events by type and status, people, states.

    \b
    Example:
      kg stats --store kg-store
    """
    native = open_native(store)
    for name in _TABLES:
        click.echo("".join(write(answer(native, questions()[name], {}), "table")))
