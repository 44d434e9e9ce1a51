"""`kg world`: what the tables of the world say, whether they fit together, and whom they lack."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

import click

from kg.cli.options import STORE, WORLD
from kg.errors import display_width
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.knowledge.world import Edition, Entity, Name, Tenure, World, load_our_world
from kg.knowledge.worldcheck import check as find_issues
from kg.knowledge.worldlookup import (
    close_names,
    editions_of,
    find_entities,
    find_polity,
    find_posts,
    in_office,
    origins,
)
from kg.knowledge.worldtables import COLUMNS, NAME_COLUMNS
from kg.query.strangers import Stranger, strangers
from kg.store.oxigraph import open_native

#: What `suggest` writes: a user's people.csv, and names/people.csv.
_COLUMNS = {"people": COLUMNS["people"], "names": NAME_COLUMNS}
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def world() -> None:
    """Look up states, offices, people, places and conferences, and check the tables that hold them.

    \b
    Examples:
      kg world who 2024-11-07 JPN
      kg world show Ishiba
    """


@world.command()
@WORLD
@click.pass_context
def check(ctx: click.Context, world: tuple[Path, ...]) -> None:
    """Check our tables and yours against each other; exit code 1 if something does not fit.

    \b
    Example:
      kg world check --world my-tables
    """
    issues = find_issues(load_our_world(world))
    for issue in issues:
        click.echo(f"{issue.where}: {issue.message}")
    if issues:
        ctx.exit(1)


@world.command()
@click.argument("day", type=_DAY)
@click.argument("polity")
@click.argument("post", required=False)
@click.option("--at", "receiver", metavar="POLITY", help="Only ambassadors who serve there.")
@WORLD
@click.pass_context
def who(
    ctx: click.Context, day: datetime, polity: str, post: str | None, receiver: str | None, world: tuple[Path, ...]
) -> None:
    """Show who held POST in POLITY on DAY; every post, the highest first, if POST is left out.

    POLITY is a state or an organisation by its code or its name, POST the code of a post or a wording of it.

    \b
    Examples:
      kg world who 2024-11-07 JPN foreign_minister
      kg world who 2024-11-07 JPN ambassador --at CHN
    """
    known = load_our_world(world)
    posts = find_posts(known, post) if post else None
    at = find_polity(known, receiver) if receiver else None
    tenures = in_office(known, day.date(), find_polity(known, polity), posts=posts, receiver=at)
    if not tenures:
        click.echo("the tables know of nobody", err=True)
        ctx.exit(1)
    header = ("zh", "en", "post", "at", "from", "to", "source")
    for line in aligned([header, *(_held(known, each) for each in tenures)]):
        click.echo(line)


@world.command()
@click.argument("name")
@WORLD
@click.pass_context
def show(ctx: click.Context, name: str, world: tuple[Path, ...]) -> None:
    """Show all that the tables say of whoever or whatever has NAME as label, surface form or id.

    \b
    Example:
      kg world show 'Shigeru Ishiba'
    """
    known = load_our_world(world)
    found = find_entities(known, name)
    for entity in found:
        for line in described(known, entity):
            click.echo(line)
    if not found:
        click.echo(f"nothing in the tables is called {name!r}. {close_names(known, name)}".rstrip(), err=True)
        ctx.exit(1)


@world.command()
@STORE
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many people.")
@click.option("--csv", "table", type=click.Choice(tuple(_COLUMNS)), help="Write lines for your own table instead.")
def suggest(store: Path, top: int, table: str | None) -> None:
    """List the people of a graph whom no table knows, those of the most events first, with what is told of them.

    --csv writes people.csv or names/people.csv of a folder for --world: add what is missing, and leave out whom you
    do not want.

    \b
    Examples:
      kg world suggest --top 50
      kg world suggest --csv people > my-tables/people.csv
      kg world suggest --csv names > my-tables/names/people.csv
    """
    people = strangers(open_native(store), schema=load_schema(ontology_folder()), most=top)
    lines = _lines(people, table) if table else (line for each in people for line in _told(each))
    for line in lines:
        click.echo(line)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Write rows as columns; wide characters take two."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def described(world: World, entity: Entity) -> Iterator[str]:
    """Tell what the tables say of an entity, line by line."""
    yield f"{entity.labels.get('zh', '')} [{entity.id}]"
    for name, text in _facts(world, entity):
        yield f"  {name:<10}{text}"
    yield ""


def _held(world: World, tenure: Tenure) -> tuple[str, ...]:
    labels = world.entities[tenure.person].labels
    seen = f" {tenure.seen[0]}/{tenure.seen[1]}" if tenure.seen else ""
    return (
        labels.get("zh", ""),
        labels.get("en", ""),
        tenure.post,
        tenure.receiver or "",
        tenure.start or "",
        tenure.end or "",
        tenure.source + seen,
    )


def _facts(world: World, entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of an entity, each with the name of the fact."""
    yield "kind", entity.kind
    yield "labels", ", ".join(f"{label} ({language})" for language, label in entity.labels.items())
    yield "source", entity.source
    if entity.polity or entity.country:
        yield "of", entity.polity or entity.country or ""
    if entity.within:
        yield "within", entity.within
    if entity.capital:
        yield "capital", "yes"
    if entity.lat is not None and entity.lon is not None:
        yield "at", f"{entity.lat}, {entity.lon}"
    if entity.same_as:
        yield "Wikidata", ", ".join(entity.same_as)
    for strength, names in groupby(sorted(world.forms_of(entity.id), key=_strength), key=_strength):
        yield strength, ", ".join(name.form for name in names)
    for tenure in world.tenures_of(entity.id):
        _, _, post, at, start, end, source = _held(world, tenure)
        where = f"{tenure.polity} at {at}" if at else tenure.polity
        yield "tenure", f"{post} of {where}, {start or '?'} to {end or '?'} ({source})"
    for edition in editions_of(world, entity.id):
        yield "edition", _met(edition)
    for path, lines in _by_file(origins(world, entity)):
        yield "told in", f"{path}:{','.join(lines)}"


def _strength(name: Name) -> str:
    return name.strength


def _met(edition: Edition) -> str:
    number = f"no. {edition.number}" if edition.number else None
    days = "/".join(day for day in (edition.start, edition.end) if day)
    told = (number, days, edition.status, edition.city, edition.country)
    return f"{edition.id}: {', '.join(each for each in told if each)}"


def _by_file(places: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Gather `file:line`s by file."""
    split = sorted({(path, int(line)) for path, _, line in (place.rpartition(":") for place in places)})
    for path, group in groupby(split, key=lambda each: each[0]):
        yield path, [str(line) for _, line in group]


def _told(stranger: Stranger) -> Iterator[str]:
    """Tell of a person whom no table knows, line by line."""
    home = f"{stranger.state_name or stranger.state} ({stranger.state})" if stranger.state else "no state"
    yield f"{stranger.events:>4}  {stranger.name}, {home} [{stranger.iri.rpartition('/')[2]}]"
    for office, post in stranger.offices:
        yield f"      {office} ({post or 'no known post'})"
    for day, sentence in stranger.sentences:
        yield f"      {day}  {sentence}"


def _lines(people: Sequence[Stranger], table: str) -> Iterator[str]:
    """Write the table that would make people known; a line that lacks its state is a comment until somebody adds it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS[table])
    for each in people:
        if each.state is None:
            stream.write("# no state is told: ")
        known = (each.slug, each.state, each.name, "", "", "", "seen")
        writer.writerow(known if table == "people" else (each.name, f"person:{each.slug}", "strong", "seen"))
    yield from stream.getvalue().splitlines()
