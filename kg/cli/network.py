"""`kg network`: networks of people and states, their measures, files and pictures."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from kg.api import choose, view_events
from kg.atomic import writing
from kg.cli.options import STORE
from kg.errors import UsageError, display_width
from kg.knowledge.world import load_our_world
from kg.network.files import NETWORK_FORMATS
from kg.network.measures import (
    CHANGE_COLUMNS,
    EDGE_COLUMNS,
    NODE_COLUMNS,
    SUMMARY_COLUMNS,
    Row,
    change_table,
    columns,
    edge_table,
    node_table,
    summary_table,
)
from kg.network.networks import Choice, projections
from kg.network.networks import network as made
from kg.network.projection import ViewEvent
from kg.query.naming import known_as
from kg.store.oxigraph import open_native

_Command = Callable[..., Any]
_PROJECTION = click.argument("projection", type=click.Choice(projections()))
_OUTPUT = click.option("-o", "--output", default="-", show_default=True, help="File to write; - is standard output.")
_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json")),
    help="Table on a terminal, CSV in a pipe, by default.",
)


def _chosen(command: _Command) -> _Command:
    """Add the options that say which events count."""
    for option in (
        click.option("--status", "statuses", multiple=True, help="held, planned, …; only held by default. Repeatable."),
        click.option("--type", "types", multiple=True, help="Only events of this type, as Meeting. Repeatable."),
        click.option("--until", help="Only events up to this year, month or day."),
        click.option("--since", help="Only events from this year, month or day on."),
        STORE,
    ):
        command = option(command)
    return command


def _choice(since: str | None, until: str | None, types: Sequence[str], statuses: Sequence[str]) -> Choice:
    return choose(since=since, until=until, types=types, statuses=statuses or ("held",))


@click.group(name="network")
def network() -> None:
    """Who is joined with whom: networks of people, states, agents and events, places and states.

    \b
    Examples:
      kg network nodes states --since 2024-11
      kg network file people -o people.gexf
      kg network plot timeline --with 中国 --with 日本 -o timeline.svg
    """


@network.command()
@_PROJECTION
@_chosen
@_FORM
@_OUTPUT
def nodes(projection: str, store: Path, form: str | None, output: str, **wanted: Any) -> None:
    """Measure each node: degree, strength, betweenness, eigenvector, core, community, brokerage.

    \b
    Example:
      kg network nodes people --type Meeting --type Call --format csv -o people.csv
    """
    _write(node_table(_network(store, projection, wanted)), NODE_COLUMNS, form, output)


@network.command()
@_PROJECTION
@_chosen
@_FORM
@_OUTPUT
def edges(projection: str, store: Path, form: str | None, output: str, **wanted: Any) -> None:
    """List the edges: how many events of each type, the first day and the last.

    \b
    Example:
      kg network edges states --since 2024-11 --until 2024-12
    """
    _write(edge_table(_network(store, projection, wanted)), EDGE_COLUMNS, form, output)


@network.command()
@_PROJECTION
@_chosen
@_FORM
@_OUTPUT
def summary(projection: str, store: Path, form: str | None, output: str, **wanted: Any) -> None:
    """Measure a network as a whole: density, components, communities, assortativity.

    \b
    Example:
      kg network summary states
    """
    _write(summary_table(_network(store, projection, wanted)), SUMMARY_COLUMNS, form, output)


@network.command()
@_PROJECTION
@_chosen
@click.option("--split", required=True, help="The year, month or day with which the second period begins.")
@_FORM
@_OUTPUT
def change(projection: str, store: Path, split: str, form: str | None, output: str, **wanted: Any) -> None:
    """Compare two periods: before a day, and from it on.

    \b
    Example:
      kg network change states --split 2024-11-06
    """
    events, choice = view_events(open_native(store)), _choice(**wanted)
    before, after = choice.split(split)
    rows = change_table(made(events, projection, before), made(events, projection, after))
    _write(rows, CHANGE_COLUMNS, form, output)


@network.command(name="file")
@_PROJECTION
@_chosen
@click.option("--format", "form", type=click.Choice(tuple(NETWORK_FORMATS)), help="By the end of the name by default.")
@_OUTPUT
def file(projection: str, store: Path, form: str | None, output: str, **wanted: Any) -> None:
    """Write a network for Gephi and others: GEXF with times, or GraphML.

    \b
    Examples:
      kg network file states -o states.gexf
      kg network file agents --status held --status planned -o agents.graphml
    """
    data = NETWORK_FORMATS[_form(form, output, tuple(NETWORK_FORMATS))](_network(store, projection, wanted))
    with writing(output) as stream:
        stream.write(data)


@network.command()
@click.argument("picture", type=click.Choice(("timeline", "matrix", "calendar")))
@_chosen
@click.option("--with", "names", multiple=True, help="Only events with this person or state, by any name. Repeatable.")
@click.option("--title", default="", help="Title of the picture.")
@click.option(
    "--font",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A font file with Chinese letters, where none is installed. For PNG.",
)
@click.option("--format", "form", type=click.Choice(("svg", "png")), help="By the end of the name by default.")
@_OUTPUT
def plot(
    picture: str,
    store: Path,
    names: tuple[str, ...],
    title: str,
    font: Path | None,
    form: str | None,
    output: str,
    **wanted: Any,
) -> None:
    """Draw a timeline of events, a matrix of states, or a calendar of days.

    \b
    Examples:
      kg network plot timeline --with 中国 --with 日本 -o timeline.svg
      kg network plot matrix --since 2024-11 -o matrix.png
      kg network plot calendar --type Meeting -o calendar.svg
    """
    from kg.view import plots  # noqa: PLC0415 (draws with a library that is not always there)

    form = _form(form, output, plots.PLOT_FORMATS)
    if not plots.has_chinese_font(font) and form == "png":
        click.echo("kg: no font with Chinese letters is installed: labels are English (give one by --font)", err=True)
    choice = _choice(**wanted)
    events = [event for event in _among(view_events(open_native(store)), names) if choice.admits(event)]
    if picture == "matrix":
        data = plots.draw_matrix(made(events, "states", choice), title=title, form=form)
    else:
        draw = plots.draw_timeline if picture == "timeline" else plots.draw_calendar
        data = draw(events, title=title, form=form)
    with writing(output) as stream:
        stream.write(data)


def _network(store: Path, projection: str, wanted: dict[str, Any]) -> Any:
    return made(view_events(open_native(store)), projection, _choice(**wanted))


def _among(events: Sequence[ViewEvent], names: Sequence[str]) -> list[ViewEvent]:
    """Return the events in which all of the names take part, themselves or by who stands for them."""
    known = {name for event in events for party in event.present for name in party.names}
    wanted = [known_as(name, known, world=load_our_world) for name in names]
    return [e for e in events if all(any(name in party.names for party in e.present) for name in wanted)]


def _form(form: str | None, output: str, known: tuple[str, ...]) -> str:
    found = form or output.rpartition(".")[2].lower()
    if found not in known:
        raise UsageError(f"in what format is {output!r} to be?", f"Give --format {' or '.join(known)}.")
    return found


def _write(rows: Sequence[Row], known: Sequence[str], form: str | None, output: str) -> None:
    """Write the rows of a table as CSV, JSON lines or a table for the eye."""
    form = form or ("table" if output == "-" and sys.stdout.isatty() else "csv")
    with writing(output) as stream:
        stream.write(_FORMS[form](rows, columns(rows, known)).encode())


def _csv(rows: Sequence[Row], names: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _json(rows: Sequence[Row], _: Sequence[str]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _table(rows: Sequence[Row], names: Sequence[str]) -> str:
    """Lay rows out in columns; the IRIs of nodes are left out, for people read their labels."""
    shown = [name for name in names if not name.startswith("node")]
    cells = [shown, *(["" if row.get(name) is None else str(row[name]) for name in shown] for row in rows)]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True))
        for row in cells
    ]
    return "".join(line.rstrip() + "\n" for line in lines)


_FORMS = {"csv": _csv, "json": _json, "table": _table}
