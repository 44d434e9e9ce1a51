"""A graph as it was known on a day: what articles had said by then, and what became of the events as far as they knew.

The articles published later are left out, and the lives of events are derived anew from the reports that remain. Events
keep the names that they have today, and reports that were joined by what was said later stay joined.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pyoxigraph

from kg.coref.life import lives
from kg.coref.rules import load_rules
from kg.derive import event_lines, make_terms
from kg.errors import StoreError
from kg.fleet import knowledge_here
from kg.ledger import Told, open_ledger
from kg.model import ArticleId, Cluster, EventId
from kg.store import joined, memory
from kg.store.layout import GRAPH, Layout


def open_as_of(root: Path, day: date, *, world: Sequence[Path] = ()) -> pyoxigraph.Store:
    """Read a graph into memory as it was known at the end of a day.

    Args:
        world: folders of the user's own tables that the graph was built with.

    Raises:
        StoreError: nothing is built there, what it was made of is missing, or it was built with other tables.
    """
    layout = Layout(root)
    folder = layout.current()
    rows, told = _read(layout, folder)
    early = {article: each for article, each in told.items() if each.day <= day}
    members: dict[EventId, list[EventId]] = {}
    for row in rows.values():
        members.setdefault(row.event, []).append(row.id)
    clusters = [Cluster(id=event, members=tuple(sorted(reports))) for event, reports in members.items()]
    reports = [report for each in early.values() for report in each.reports]
    base = next((row.iri.rpartition("event/")[0] for row in rows.values()), "")
    terms = make_terms(knowledge_here(world).world, base)
    try:
        events = lives(reports, clusters, load_rules())
        derived = event_lines(events, reports, early, terms=terms, event_iri=lambda report: rows[report].iri)
    except KeyError as error:
        raise StoreError(root, f"no table here knows {error}", "Give the tables of the build with --world.") from error
    without = {
        terms.names.events_graph,
        *(terms.names.article_graph(article) for article in told.keys() - early.keys()),
    }
    return memory.of_lines([*_lines_beside(folder / GRAPH, without), *(line.encode() for line in derived.sorted())])


def _read(layout: Layout, folder: Path) -> tuple[dict[EventId, joined.Joined], dict[ArticleId, Told]]:
    """Return how the reports of a graph were joined, and what its articles say."""
    try:
        with joined.reading(folder / joined.FILE) as joins, open_ledger(layout.articles) as ledger:
            told = {article: ledger.told(key) for article, key in joins.entries().items()}
            return {row.id: row for row in joins.all_reports()}, told
    except (sqlite3.Error, KeyError) as error:
        advice = "Build the graph again."
        raise StoreError(layout.root, f"what the graph was made of cannot be read: {error}", advice) from error


def _lines_beside(path: Path, without: set[str]) -> Iterator[bytes]:
    """Yield the lines of a file of N-Quads but those of some graphs."""
    ends = {f"<{iri}> .\n".encode() for iri in without}
    with path.open("rb") as stream:
        yield from (line for line in stream if line[line.rindex(b" <") + 1 :] not in ends)
