"""`kg extract`: the events of each article as JSON lines."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import JOBS, PATHS, WORLD
from kg.cli.talk import followed, sources_at
from kg.fleet import run
from kg.model import Annotation
from kg.pipeline import Knowledge
from kg.records import extract_records, line


def lines_of(annotation: Annotation, _: Knowledge) -> list[str]:
    """Write the events of one article, a line each."""
    return [line(record) for record in extract_records(annotation)]


@click.command()
@PATHS
@JOBS
@WORLD
@click.pass_context
def extract(ctx: click.Context, paths: tuple[str, ...], jobs: int | None, world: tuple[Path, ...]) -> None:
    """Print the events that articles tell of, one JSON object a line.

    PATH is a post, a folder of posts, a glob, or - for a post on standard input.

    \b
    Examples:
      kg extract posts/ > events.jsonl
      kg extract - < post.md | jq .participants
    """
    sources = sources_at(paths)
    faults = 0
    for outcome in followed(run(sources, lines_of, jobs=jobs, world=world, quiet=False), len(sources), "reading"):
        faults += outcome.fault is not None
        for text in outcome.result or ():
            click.echo(text)
    if faults:
        click.echo(f"{faults} of {len(sources)} posts could not be read", err=True)
        ctx.exit(1)
