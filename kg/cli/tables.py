"""`kg tables`: the tables that scholars load."""

from __future__ import annotations

from pathlib import Path

import click

from kg.atomic import writing_folder
from kg.cli.options import STORE
from kg.export.tables import FORMATS, PACKAGE, write_tables
from kg.query.tables import tables as known
from kg.store.oxigraph import open_native


@click.command()
@STORE
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="csv", show_default=True)
@click.option("--list", "listed", is_flag=True, help="List the tables and their columns.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tables"),
    show_default=True,
    help="Folder to write; one that kg wrote is replaced.",
)
@click.argument("names", nargs=-1, metavar="[TABLE]...")
def tables(store: Path, form: str, listed: bool, output: Path, names: tuple[str, ...]) -> None:
    """Write the graph as tables with a data dictionary (datapackage.json), all of them or those that are named.

    \b
    Examples:
      kg tables --list
      kg tables -o tables/
      kg tables events trips --format parquet -o parquet/
    """
    if listed:
        for table in known().values():
            click.echo(f"{table.name}: {table.description}")
            for column in table.columns:
                click.echo(f"  {column.name:<20} {column.kind:<10} {column.help}")
        return
    native = open_native(store)
    with writing_folder(output, ours=PACKAGE) as folder:
        write_tables(native, folder, form, names)
