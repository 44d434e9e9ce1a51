"""The judgements of a build: which reports were joined or nearly joined, and why; they lie beside the graph."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError
from kg.model import Judgement
from kg.records import load
from kg.store.layout import Layout


def read_judgements(root: Path) -> tuple[Judgement, ...]:
    """Return the judgements behind the graph that holds now.

    Raises:
        StoreError: nothing is built there, or its judgements are missing.
    """
    path = Layout(root).current() / "judgements.jsonl"
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError as error:
        raise StoreError(path, "the judgements of the build are missing", "Build the graph again.") from error
    return tuple(load(Judgement, line) for line in lines)
