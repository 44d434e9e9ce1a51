"""Options that commands share; loading them loads nothing of what the commands do."""

from __future__ import annotations

from pathlib import Path

import click

STORE = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("kg-store"),
    show_default=True,
    help="Folder of the built graph.",
)
JOBS = click.option("--jobs", "-j", type=click.IntRange(min=1), help="Processes; one for each processor by default.")
WORLD = click.option(
    "--world",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of your own tables of people and places; may be given several times.",
)
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
