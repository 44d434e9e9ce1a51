"""A graph in memory, read from the sorted N-Quads of a store or from any N-Quads file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError
from kg.store.layout import Layout


def open_native(root: Path) -> pyoxigraph.Store:
    """Read a graph into memory.

    Args:
        root: folder of a store, or a file of N-Quads.

    Raises:
        StoreError: nothing is built there, or it is no N-Quads.
    """
    path = root if root.is_file() else Layout(root).current() / "graph.nq"
    store = pyoxigraph.Store()
    load(store, path)
    return store


def of_lines(lines: Iterable[bytes]) -> pyoxigraph.Store:
    """Read lines of N-Quads into memory."""
    store = pyoxigraph.Store()
    store.bulk_load(b"".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def load(store: pyoxigraph.Store, path: Path) -> None:
    """Read a file of N-Quads into a store.

    Raises:
        StoreError: the file is no N-Quads, or cannot be read.
    """
    try:
        store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreError(f"{path}:{error.lineno}", f"no N-Quads: {error.msg}", "Build the graph again.") from error
    except OSError as error:
        raise StoreError(path, f"cannot be read: {error.strerror or error}") from error
