"""`kg evaluate`: how well annotated articles are read."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import click

from kg.atomic import writing
from kg.cli.options import JOBS, WORLD
from kg.cli.talk import followed, sources_at
from kg.cli.world import aligned
from kg.errors import DataError, UsageError, display_width
from kg.evaluate.figures import Comparison, Figure, Row, compare, record_of, rows
from kg.evaluate.floor import fallen, floorless, read_floor, written
from kg.evaluate.gold import GoldRecord, Record, read_gold
from kg.fleet import run
from kg.model import Annotation
from kg.pipeline import Knowledge
from kg.records import extract_records, line

_FORMATS = ("table", "csv", "json")
#: The figures that a table has room for, and those of them whose interval it has room for.
_TABLED = ("precision", "recall", "f1", "complete_f1", "status", "date", "participants", "places")
_WITH_INTERVAL = ("f1", "complete_f1")
_WIDEST = 32  #: columns of a cell in a table
_FLOOR = click.Path(dir_okay=False, path_type=Path)


def records_of(annotation: Annotation, _: Knowledge) -> tuple[str, list[dict[str, Any]]]:
    """Return the file name of an article and its events, as `kg extract` prints them."""
    return annotation.article.file, list(extract_records(annotation))


@click.command()
@click.argument("gold", metavar="GOLD_FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--salience", type=click.Choice(["main", "background"]), help="Count the events of this salience alone.")
@click.option("--show", is_flag=True, help="List what was missed, made up or wrong, instead of the figures.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Table on a terminal, CSV in a pipe, by default.")
@click.option("--floor", type=_FLOOR, help="Fail if a figure lies below its floor in this table.")
@click.option("--raise-floor", type=_FLOOR, help="Make the figures the floors of this table; refuses to lower any.")
@JOBS
@WORLD
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: Path,
    salience: str | None,
    show: bool,
    form: str | None,
    floor: Path | None,
    raise_floor: Path | None,
    jobs: int | None,
    world: tuple[Path, ...],
) -> None:
    """Compare what is found in annotated articles with their annotation.

    GOLD_FOLDER holds articles/ with posts, and events/ with a JSON file for each that lists its events as `kg extract`
    prints them. An event is detected where type and parties are right, complete where status, date and every party
    are; status, date, participants and places are shares of the detected. Intervals (95 %) are drawn over articles.

    \b
    Examples:
      kg evaluate examples
      kg evaluate examples --show --format json
      kg evaluate examples --floor examples/floor.csv
    """
    comparisons = [each.of_salience(salience) for each in _compared(gold, jobs, world)]
    figures = rows(comparisons)
    form = form or ("table" if sys.stdout.isatty() else "csv")
    _write(_faults(comparisons) if show else map(_tabled if form == "table" else record_of, figures), form)
    below = _below(figures, floor) if floor else []
    below += _raised(figures, raise_floor) if raise_floor else []
    for message in below:
        click.echo(message, err=True)
    if below:
        ctx.exit(1)


def _below(figures: Sequence[Row], path: Path) -> list[str]:
    """Say what has fallen below its floor, and what has none."""
    floor = read_floor(path)
    return [*fallen(figures, floor), *floorless(figures, floor)]


def _raised(figures: Sequence[Row], path: Path) -> list[str]:
    """Write higher floors; where one would be lowered, write nothing and say which."""
    lowered = list(fallen(figures, read_floor(path))) if path.exists() else []
    if not lowered:
        with writing(path) as stream:
            stream.write(written(figures).encode())
    return lowered


def _compared(gold: Path, jobs: int | None, world: Sequence[Path]) -> list[Comparison]:
    """Read the annotated articles of a folder and compare each with its annotation."""
    for folder in ("articles", "events"):
        if not (gold / folder).is_dir():
            raise UsageError(f"{gold}: has no folder {folder}/", "Posts lie in articles/, annotations in events/.")
    annotated = list(read_gold(gold / "events"))
    sources = sources_at([str(gold / "articles")])
    outcomes = followed(run(sources, records_of, jobs=jobs, world=world, quiet=False), len(sources), "reading")
    found = dict(outcome.result for outcome in outcomes if outcome.result)
    for each in annotated:
        if each.article not in found:
            raise DataError(gold / "events", None, f'"{each.article}" is annotated, and no post of articles/ is it')
    return [compare(each.article, each.events, cast(list[Record], found[each.article])) for each in annotated]


def _write(records: Iterable[Mapping[str, Any]], form: str) -> None:
    """Write records of the same keys as a table, as CSV or as JSON lines."""
    listed = list(records)
    if form == "json":
        for record in listed:
            click.echo(line(record))
    elif listed and form == "csv":
        table = csv.DictWriter(sys.stdout, list(listed[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(listed)
    elif listed:
        for text in aligned([tuple(listed[0]), *(tuple(map(_cell, record.values())) for record in listed)]):
            click.echo(text)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    while display_width(text) > _WIDEST:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def _tabled(row: Row) -> dict[str, Any]:
    """Make a record of what a table has room for."""
    counts = {"type": row.type, "gold": row.gold, "found": row.found, "detected": row.detected}
    return counts | {name: _share(name, row.figures[name]) for name in _TABLED}


def _share(name: str, figure: Figure) -> str:
    interval = f" {figure.low:.2f}–{figure.high:.2f}" if name in _WITH_INTERVAL else ""
    return f"{figure.value:.3f}{interval}"


def _faults(comparisons: Iterable[Comparison]) -> Iterator[dict[str, Any]]:
    """List what was missed, made up or wrong, article by article."""
    for comparison in comparisons:
        for event in comparison.missed:
            yield _fault("missed", comparison.article, event, None)
        for made_up in comparison.made_up:
            yield _fault("made up", comparison.article, None, made_up)
        for pair in comparison.pairs:
            if not pair.complete:
                yield _fault("wrong", comparison.article, pair.gold, pair.found)


def _fault(fault: str, article: str, gold: GoldRecord | None, found: Record | None) -> dict[str, Any]:
    event: Record | None = gold or found
    assert event is not None
    told = {"fault": fault, "type": event["type"]}
    for side, each in (("gold", gold), ("found", found)):
        told[f"{side}_status"] = each["status"] if each else ""
        told[f"{side}_date"] = (each["date"] or "none") if each else ""
        told[f"{side}_parties"] = "、".join(party["name"] for party in each["participants"]) if each else ""
    return told | {"evidence": event["evidence"], "article": article}
