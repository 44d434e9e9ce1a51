"""`kg export`: the graph as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.atomic import writing
from kg.cli.options import STORE
from kg.errors import UsageError
from kg.export import EXPORTERS, VIEWS
from kg.export.rdf import PARTS
from kg.rdf.articles import Quotes
from kg.store.layout import Layout
from kg.store.oxigraph import open_native


@click.command()
@STORE
@click.option("--format", "form", type=click.Choice((*EXPORTERS, *VIEWS)), default="turtle", show_default=True)
@click.option("--part", type=click.Choice(PARTS), default="all", show_default=True, help="What to write of RDF.")
@click.option(
    "--quotes",
    type=click.Choice([each.value for each in Quotes]),
    default=Quotes.TEXT.value,
    show_default=True,
    help="How much of the articles' sentences to write: all, where they stand and their hashes, or nothing.",
)
@click.option("-o", "--output", default="-", show_default=True, help="File to write; - is standard output.")
def export(store: Path, form: str, part: str, quotes: str, output: str) -> None:
    """Write the graph to a file, whole or not at all; the same graph gives the same bytes.

    Beside the formats of RDF: `plover` writes events as JSON lines with the codes of PLOVER and CAMEO, `ical` a
    calendar of what is planned, `void` a description for catalogues. For tables: kg tables; for networks: kg network.

    \b
    Examples:
      kg export -o all.ttl
      kg export --format trig --quotes hash -o all.trig
      kg export --part events -o events.ttl
      kg export --format ical -o planned.ics
    """
    if form in VIEWS:
        if (part, quotes) != ("all", Quotes.TEXT.value):
            raise UsageError(f"{form} takes neither --part nor --quotes", "It holds no sentences.")
        native = open_native(store)
        with writing(output) as stream:
            VIEWS[form](native, stream)
        return
    folder = Layout(store).current()
    with writing(output) as stream:
        EXPORTERS[form](folder, stream, part, Quotes(quotes))
