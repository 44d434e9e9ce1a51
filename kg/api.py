"""What a program or a notebook uses: open a built graph.

import kg
graph = kg.open("kg-store")
graph.query("SELECT ?a ?b WHERE { ?a dpe:metWith ?b } LIMIT 10")
"""

from __future__ import annotations

from pathlib import Path

from rdflib import Dataset

from kg.errors import UsageError
from kg.rdf.vocabulary import PREFIXES
from kg.store import STORES
from kg.tables import did_you_mean


def open(path: str | Path, *, store: str = "oxigraph") -> Dataset:
    """Open a built graph for reading, as an rdflib `Dataset` whose default graph is the union of all.

    Args:
        path: the folder that `kg build` wrote.
        store: "oxigraph" reads from disk; "memory" loads everything first.

    Raises:
        StoreError: nothing is built there.
        UsageError: no store is called so.
    """
    if store not in STORES:
        raise UsageError(f"no store is called {store!r}", did_you_mean(store, STORES))
    dataset = STORES[store](Path(path))
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri, replace=True)
    return dataset
