"""`kg view`: an interactive page of the graph."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kg.atomic import writing
from kg.cli.options import STORE
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.query.pictures import tables
from kg.store.oxigraph import open_native
from kg.view.graph_html import ENGINES, LANGUAGES, LIMITS, render
from kg.view.rows import to_events

_DEFAULTS = ", ".join(f"{limit} with {engine}" for engine, limit in LIMITS.items())
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@STORE
@click.option("-o", "--output", default="graph.html", show_default=True, help="File to write; - is standard output.")
@click.option("--projection", type=click.Choice(("events", "people", "states")), default="events", show_default=True)
@click.option("--focus", help="A name in Chinese, English or Japanese, or an IRI: only what is near it.")
@click.option("--hops", type=click.IntRange(min=1), default=2, show_default=True, help="How many edges away is near.")
@click.option("--since", type=_DAY, help="Only events from this day on.")
@click.option("--until", type=_DAY, help="Only events up to this day.")
@click.option("--top", type=click.IntRange(min=1), help=f"At most so many nodes, the heaviest. Default: {_DEFAULTS}.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What draws.")
@click.option("--language", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="When the page opens.")
@click.option("--title", default="kg", show_default=True, help="Title of the page.")
def view(
    store: Path,
    output: str,
    projection: str,
    focus: str | None,
    hops: int,
    since: datetime | None,
    until: datetime | None,
    top: int | None,
    engine: str,
    language: str,
    title: str,
) -> None:
    """Write one HTML page, usable offline, that shows the graph: search, filters, time, evidence.

    Up to some hundreds of nodes are drawn by pyvis, where they can also be let move by themselves; more with WebGL, as
    they were laid out beforehand.

    \b
    Examples:
      kg view -o graph.html
      kg view --projection people --since 2024-11-01 -o people.html
      kg view --focus 石破茂 --hops 2 -o ishiba.html
    """
    days = {"since": since.date() if since else None, "until": until.date() if until else None}
    if since and until and since > until:
        raise click.UsageError(f"--since {since.date()} is after --until {until.date()}; swap them")
    rows = tables(open_native(store), schema=load_schema(ontology_folder()), **days)
    events = to_events(rows["events"], parties=rows["parties"], places=rows["places"], evidence=rows["evidence"])
    if not events:
        click.echo("no event lies between these days; the page is empty", err=True)
    page = render(
        events,
        projection=projection,
        language=language,
        title=title,
        top=top,
        focus=focus,
        hops=hops,
        engine=engine,
    )
    with writing(output) as stream:
        stream.write(page.encode())
