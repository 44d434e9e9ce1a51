"""`kg build`: from posts to a graph."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import click

from kg.build import Setting, Summary
from kg.build import build as build_graph
from kg.cli.options import JOBS, PATHS, STORE, WORLD
from kg.cli.talk import followed, sources_at
from kg.rdf.iri import BASE

_BASE = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`#?]+/")


@click.command()
@PATHS
@STORE
@click.option("--base", default=BASE, show_default=True, help="Base of the IRIs of the data; ends in /.")
@JOBS
@WORLD
@click.pass_context
def build(
    ctx: click.Context, paths: tuple[str, ...], store: Path, base: str, jobs: int | None, world: tuple[Path, ...]
) -> None:
    """Read posts and write the graph of what they tell.

    Only what is new or changed is read; what is gone from PATH goes from the graph. A post that cannot be read is
    named and skipped, and the exit code is then 1.

    \b
    Examples:
      kg build posts/
      kg build 'archive/2024-*.md' --store 2024
    """
    if not _BASE.fullmatch(base):
        raise click.BadParameter("a web address that ends in / is wanted", param_hint="--base")
    sources = sources_at(paths)
    setting = Setting(base=base, jobs=jobs, world=world, follow=partial(followed, label="reading"))
    summary = build_graph(sources, store, setting=setting)
    for text in described(summary, store):
        click.echo(text)
    if summary.faults:
        ctx.exit(1)


def described(summary: Summary, store: Path) -> list[str]:
    """Say what a build did."""
    skipped = f", {summary.faults} skipped" if summary.faults else ""
    repeated = f", {summary.repeated} repeated" if summary.repeated else ""
    return [
        f"{summary.articles} articles ({summary.read} read now{skipped}{repeated})",
        f"{summary.reports} reports of {summary.events} events",
        f"{summary.quads} quads in {store} (sha256 {summary.digest[:16]})",
    ]
