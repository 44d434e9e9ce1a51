"""A graph on disk in an Oxigraph database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
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


def change(folder: Path, old: Path, gone: Iterable[str], come: Iterable[str]) -> None:
    """Make the database of a graph from that of the graph before it, which stays as it is.

    Args:
        folder, old: of the graph, and of the one before; if that has no database, all is read anew.
        gone, come: lines of N-Quads.
    """
    if not (old / _FOLDER).is_dir():
        fill(folder)
        return
    beside = folder / f"{_FOLDER}.new"
    _branch(old / _FOLDER, beside)
    store = pyoxigraph.Store(str(beside))
    for quad in _quads(gone):
        store.remove(quad)
    store.extend(_quads(come))
    store.flush()
    del store  # closes it
    beside.rename(folder / _FOLDER)


def _quads(lines: Iterable[str]) -> Iterable[pyoxigraph.Quad]:
    return pyoxigraph.parse("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)


def _branch(database: Path, copy: Path) -> None:
    """Copy a database that nobody writes: its tables never change and are shared where the file system can."""
    copy.mkdir()
    for path in database.iterdir():
        if path.suffix != ".sst":
            shutil.copyfile(path, copy / path.name)
            continue
        try:
            os.link(path, copy / path.name)
        except OSError:  # no links on this file system, or too many
            shutil.copyfile(path, copy / path.name)
