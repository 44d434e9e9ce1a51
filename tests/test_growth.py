"""An archive that grows, shrinks and changes: its graph is changed, and is the one that a build from nothing gives."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from archives import EXAMPLES, archives, from_nothing, graph

from kg.build import Setting, build
from kg.query.runner import ask, rows
from kg.store import joined, oxigraph
from kg.store.layout import Layout

EVENTS = "SELECT ?event ?report { ?report dpe:reports ?event }"
EDITIONS = 'SELECT ?event { ?event dpe:editionOf [] FILTER(!REGEX(STR(?event), "-[0-9a-f]{10}$")) }'
FORMER = "SELECT ?old ?event { ?old dct:isReplacedBy ?event }"


@pytest.mark.parametrize("seed", range(2))
def test_a_changed_graph_is_that_of_a_build_from_nothing(examples_store: Path, tmp_path: Path, seed: int) -> None:
    """After each of several changes the bytes, the database and what was joined are those of a build from nothing."""
    store = Path(shutil.copytree(examples_store, tmp_path / "kg-store"))
    for step, posts in enumerate(archives(random.Random(seed), 5)):
        build(posts, store, Setting(jobs=1))
        other = from_nothing(posts, store, tmp_path / str(step))
        assert graph(store) == graph(other)
        assert set(oxigraph.open_native(store)) == set(oxigraph.open_native(other))
        assert tables(store) == tables(other)


def tables(store: Path) -> list[str]:
    """Return all that is kept of the joins behind a graph."""
    with closing(sqlite3.connect(Layout(store).current() / joined.FILE)) as connection:
        return sorted(connection.iterdump())


def test_a_published_name_leads_to_its_event(examples_store: Path, tmp_path: Path) -> None:
    """However an archive grows, what an event was once called leads to the event that has its reports.

    Only the name of an edition of a conference means that edition, whoever tells of it.
    """
    store, published = tmp_path / "kg-store", dict[str, set[str]]()
    shutil.copytree(examples_store, store)
    posts = random.Random(0).sample(EXAMPLES, len(EXAMPLES))
    for end in range(6, len(posts) + 6, 6):
        shutil.copyfile(Layout(examples_store).articles, Layout(store).articles)  # so that nothing is read again
        build(posts[:end], store, Setting(jobs=1))
        native = oxigraph.open_native(store)
        former = {str(old): str(event) for old, event in rows(ask(native, FORMER))}
        editions = {str(event) for (event,) in rows(ask(native, EDITIONS))}
        told: dict[str, set[str]] = {}
        for event, report in rows(ask(native, EVENTS)):
            told.setdefault(str(event), set()).add(str(report))
        for name, reports in published.items():
            assert reports & told[former.get(name, name)] or name in editions, name
        assert not former.keys() & told.keys()
        published |= told
    assert len(published.keys() - told.keys()) > 10  # so many names were given up on the way
