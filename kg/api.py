"""What a program or a notebook uses: open a built graph, ask it, analyse it.

import kg
graph = kg.open("kg-store")
graph.query("SELECT ?a ?b WHERE { ?a dpe:metWith ?b } LIMIT 10")   # rdflib
graph.network("states", since="2024-01")                            # networkx
graph.events()                                                      # pandas
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.errors import UsageError
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.model import Status
from kg.network.networks import Choice, first_day, last_day, network
from kg.network.projection import ViewEvent
from kg.query.pictures import tables as pictures
from kg.query.tables import tables
from kg.rdf.vocabulary import PREFIXES
from kg.store import STORES
from kg.tables import did_you_mean
from kg.view.rows import to_events

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from pyoxigraph import Store


class KnowledgeGraph(Dataset):
    """A built graph: an rdflib `Dataset` whose default graph is the union of all, with networks and tables beside."""

    def __init__(self, native: Store) -> None:
        super().__init__(store=OxigraphStore(store=native), default_union=True)
        self._native = native

    def network(
        self,
        projection: str = "people",
        *,
        since: str | None = None,
        until: str | None = None,
        types: Iterable[str] = (),
        statuses: Iterable[str] = ("held",),
    ) -> nx.Graph[str]:
        """Return a networkx graph of "people", "states", "agents" and their events, or "places" and states.

        Nodes and edges have plain attributes; see `kg.network.networks.network`.

        Args:
            since, until: a year, month or day ("2024-01"); events without a date are then left out.
            types: classes of the ontology ("Meeting"); all where none is named.
            statuses: held, planned, proposed, cancelled, declined; only held events where nothing is said.

        Raises:
            UsageError: there is no such network, type or status, or a date is none.
        """
        choice = choose(since=since, until=until, types=types, statuses=statuses)
        return network(view_events(self._native), projection, choice)

    def events(self) -> pd.DataFrame:
        """Return the events as a pandas data frame; `kg tables --list` tells what the columns mean."""
        return self.table("events")

    def table(self, name: str) -> pd.DataFrame:
        """Return one of the tables that `kg tables` writes as a pandas data frame, days as time stamps.

        Raises:
            UsageError: there is no such table, or pandas is not installed.
        """
        if name not in tables():
            raise UsageError(f"there is no table {name!r}", did_you_mean(name, tables()))
        try:
            import pandas as pd  # noqa: PLC0415
        except ImportError as error:
            raise UsageError("a data frame needs pandas", "pip install 'kg[notebook]'") from error
        table = tables()[name]
        frame = pd.DataFrame(list(table.rows(self._native)), columns=[column.name for column in table.columns])
        for column in table.columns:
            if column.kind in ("date", "datetime"):
                frame[column.name] = pd.to_datetime(frame[column.name], utc=column.kind == "datetime")
            elif column.kind == "integer":
                frame[column.name] = frame[column.name].astype("Int64")
        return frame


def open(path: str | Path, *, store: str = "oxigraph") -> KnowledgeGraph:
    """Open a built graph for reading.

    Args:
        path: the folder that `kg build` wrote.
        store: "oxigraph" reads from disk; "memory" loads everything first.

    Raises:
        StoreError: nothing is built there.
        UsageError: no store is called so.
    """
    if store not in STORES:
        raise UsageError(f"no store is called {store!r}", did_you_mean(store, STORES))
    graph = KnowledgeGraph(STORES[store](Path(path)))
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri, replace=True)
    return graph


def choose(*, since: str | None, until: str | None, types: Iterable[str], statuses: Iterable[str]) -> Choice:
    """Say which events of a network count.

    Raises:
        UsageError: a type or status is unknown, or a date is none.
    """
    known, wanted = load_schema(ontology_folder()).types, frozenset(types)
    for name in sorted(wanted - set(known)):
        raise UsageError(f"there is no type {name!r}", did_you_mean(name, known))
    names = {status.value: status for status in Status}
    for name in sorted(set(statuses) - set(names)):
        raise UsageError(f"there is no status {name!r}", did_you_mean(name, names))
    return Choice(
        since=first_day(since) if since else None,
        until=last_day(until) if until else None,
        types=wanted,
        statuses=frozenset(names[name] for name in statuses),
    )


def view_events(native: Store) -> tuple[ViewEvent, ...]:
    """Return the events of a graph with their parties, places and sentences."""
    rows = pictures(native, schema=load_schema(ontology_folder()))
    return to_events(rows["events"], parties=rows["parties"], places=rows["places"], evidence=rows["evidence"])
