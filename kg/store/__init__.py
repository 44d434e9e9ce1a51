"""Stores: where a graph is kept, one module a store; each opens an rdflib `Dataset`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.store import memory, oxigraph

if TYPE_CHECKING:
    from rdflib import Dataset

#: How each kind of store opens a built graph; a new store is one module and one line here.
STORES: Mapping[str, Callable[[Path], Dataset]] = {
    "oxigraph": oxigraph.open_dataset,
    "memory": memory.open_dataset,
}
