"""`kg validate`: whether a graph keeps the rules of the ontology."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import STORE
from kg.knowledge.ontology import ontology_folder
from kg.rdf.validate import load_shapes
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
    conformance = check(open_native(store), load_shapes(ontology_folder() / "shapes.ttl"))
    for violation in conformance.violations:
        click.echo(f"{violation.focus}: {violation.message} ({violation.value or 'no value'}; {violation.shape})")
        if violation.article:
            click.echo(f"  told in {violation.article}")
    click.echo(f"{conformance.checked} constraints checked, {len(conformance.violations)} violations")
    if not conformance.conforms:
        ctx.exit(1)
