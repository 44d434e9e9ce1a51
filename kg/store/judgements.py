"""The judgements of a build: which reports were joined or nearly joined, and why; they lie beside the graph."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.errors import StoreError
from kg.model import Judgement
from kg.store import joined
from kg.store.layout import Layout


def read_judgements(root: Path) -> tuple[Judgement, ...]:
    """Return the judgements behind the graph that holds now.

    Raises:
        StoreError: nothing is built there, or its judgements are missing.
    """
    path = Layout(root).current() / joined.FILE
    try:
        with joined.reading(path) as joins:
            return tuple(joins.judgements())
    except sqlite3.Error as error:
        raise StoreError(path, f"the judgements cannot be read: {error}", "Build the graph again.") from error
