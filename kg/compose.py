"""Write the graph of the articles in the ledger: from nothing, or from the graph before where few articles changed.

Both give the same bytes. The new graph takes the place of the old one when it is whole, with its database and with how
its reports were joined.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.coref.cluster import resolve
from kg.coref.life import lives
from kg.coref.rules import load_rules
from kg.derive import alike_in, entities_in, event_lines, world_lines
from kg.ledger import Ledger
from kg.model import ArticleId
from kg.rdf.events import event_iris
from kg.rdf.terms import Terms
from kg.store import joined, oxigraph
from kg.store.layout import GRAPH, Layout
from kg.store.splice import digest_of, placing, splice
from kg.update import Entries, change, keep

_FEW = 8  #: a graph is changed if at most one in so many of its articles came or went


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The graph that holds now."""

    reports: int
    events: int
    quads: int
    digest: str  #: of its N-Quads, SHA-256


def compose(ledger: Ledger, layout: Layout, entries: Mapping[ArticleId, str], *, terms: Terms) -> Written:
    """Make the graph of some entries of the ledger the current one.

    Args:
        entries: the key of each article.
    """
    with layout.making() as fresh:
        written = _changed(ledger, layout, fresh, entries, terms) or _made(ledger, fresh, entries, terms)
        final = layout.settle(fresh, written.digest)
    oxigraph.fill(final)
    layout.publish(final)
    return written


def _made(ledger: Ledger, folder: Path, entries: Mapping[ArticleId, str], terms: Terms) -> Written:
    """Write the graph from nothing."""
    told = {article: ledger.told(key) for article, key in sorted(entries.items())}
    reports = [report for each in told.values() for report in each.reports]
    rules = load_rules()
    resolution = resolve(reports, rules)
    events = lives(reports, resolution.clusters, rules)
    iris = event_iris(events, names=terms.names)
    derived = event_lines(events, reports, told, terms=terms, event_iri=iris.__getitem__)
    alike, entities = alike_in(told.values()), entities_in(told.values())
    with joined.making(folder / joined.FILE) as joins:
        keep(joins, entries, resolution, reports, iris=iris, rules=rules)
        joins.count("line", derived.alike + alike, Counter())
        joins.count("entity", entities, Counter())
        counts = joins.counts()
    articles = (ledger.quads(entries[article]) for article in sorted(told, key=terms.names.article_graph))
    shared = (derived.sorted(), sorted(world_lines(entities, terms=terms) | alike.keys()))
    return _written(folder / GRAPH, (piece.encode() for some in (articles, *shared) for piece in some), counts)


def _changed(
    ledger: Ledger, layout: Layout, folder: Path, entries: Mapping[ArticleId, str], terms: Terms
) -> Written | None:
    """Write the graph out of the one before; None where that one is not there, not sound, or not much like it."""
    old = layout.before()
    if old is None or not old.name.endswith(digest_of(old / GRAPH)[:16]):
        return None
    path = folder / joined.FILE
    try:
        with joined.reading(old / joined.FILE) as joins:
            both = Entries(joins.entries(), entries)
        if both.changed * _FEW > len(entries) or not ledger.known().keys() >= set(both.gone.values()):
            return None
        shutil.copyfile(old / joined.FILE, path)
        with joined.making(path) as joins:
            lines, counts = change(ledger, joins, both, terms=terms, rules=load_rules()), joins.counts()
    except sqlite3.DatabaseError:  # the joins are missing or damaged: they are made anew, with the graph
        path.unlink(missing_ok=True)
        return None
    place = placing([terms.names.events_graph, terms.names.world_graph])
    gone, come = ([line.encode() for line in some] for some in (lines.gone, lines.come))
    written = _written(folder / GRAPH, splice(old / GRAPH, gone, come, place=place), counts)
    if gone or come:
        oxigraph.change(folder, old, lines.gone, lines.come)
    return written


def _written(path: Path, pieces: Iterable[bytes], counts: tuple[int, int]) -> Written:
    """Write a file of N-Quads in pieces."""
    digest, quads = sha256(), 0
    with path.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
            quads += piece.count(b"\n")
    return Written(reports=counts[0], events=counts[1], quads=quads, digest=digest.hexdigest())
