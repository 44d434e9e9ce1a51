"""Stores: where a graph is kept, one module a store; each opens it in the engine that is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph

from kg.store import memory, oxigraph

#: How each kind of store opens a built graph; a new store is one module and one line here.
STORES: Mapping[str, Callable[[Path], pyoxigraph.Store]] = {
    "oxigraph": oxigraph.open_native,
    "memory": memory.open_native,
}
