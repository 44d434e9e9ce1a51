"""A graph on disk in an Oxigraph database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError
from kg.store.layout import Layout
from kg.store.memory import load

_FOLDER = "oxigraph"


def open_native(root: Path) -> pyoxigraph.Store:
    """Open a built graph for reading.

    Raises:
        StoreError: nothing is built there, or its database cannot be opened.
    """
    folder = Layout(root).current()
    fill(folder)
    try:
        return pyoxigraph.Store.read_only(str(folder / _FOLDER))
    except (OSError, RuntimeError) as error:  # RuntimeError: its files are damaged
        advice = f"Remove the folder {folder / _FOLDER}; it is made again from graph.nq."
        raise StoreError(root, f"the database cannot be opened: {error}", advice) from error


def fill(folder: Path) -> None:
    """Make the database of a graph from its N-Quads, if it has none; whole or not at all.

    Raises:
        StoreError: the N-Quads are none.
    """
    if (folder / _FOLDER).is_dir():
        return
    beside = folder / f"{_FOLDER}.new"
    shutil.rmtree(beside, ignore_errors=True)  # of a build that was killed
    store = pyoxigraph.Store(str(beside))
    load(store, folder / "graph.nq")
    store.flush()
    del store  # closes it
    beside.rename(folder / _FOLDER)
