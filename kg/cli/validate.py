"""`kg validate`: whether a graph keeps the rules of the ontology."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.talk import STORE
from kg.knowledge.schema import ontology_folder
from kg.rdf.validate import validate as check
from kg.store.oxigraph import open_native


@click.command()
@STORE
@click.pass_context
def validate(ctx: click.Context, store: Path) -> None:
    """Check the graph against the shapes of the ontology; exit code 1 if something breaks them.

    \b
    Example:
      kg validate --store kg-store
    """
    report = check(open_native(store), folder=ontology_folder())
    for result in report.results:
        click.echo(str(result))
    click.echo(f"{report.checked} nodes checked, {len(report.results)} break a shape", err=True)
    if report.results:
        ctx.exit(1)
