"""`kg export`: the graph as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.atomic import writing
from kg.cli.talk import STORE
from kg.export import EXPORTERS
from kg.export.rdf import PARTS
from kg.store.layout import Layout


@click.command()
@STORE
@click.option("--format", "form", type=click.Choice(tuple(EXPORTERS)), default="turtle", show_default=True)
@click.option("--part", type=click.Choice(PARTS), default="all", show_default=True, help="What to write.")
@click.option("-o", "--output", default="-", show_default=True, help="File to write; - is standard output.")
def export(store: Path, form: str, part: str, output: str) -> None:
    """Write the graph to a file, whole or not at all; the same graph gives the same bytes.

    \b
    Examples:
      kg export -o all.ttl
      kg export --format trig -o all.trig
      kg export --part events -o events.ttl
    """
    folder = Layout(store).current()
    with writing(output) as stream:
        EXPORTERS[form](folder, stream, part)
