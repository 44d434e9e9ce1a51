"""An archive that grows, shrinks and changes: its graph is changed, and is the one that a build from nothing gives."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.build import Setting, build
from kg.query.runner import ask, rows
from kg.read.sources import Source
from kg.store import joined, oxigraph
from kg.store.layout import GRAPH, Layout

EXAMPLES = sorted((Path(__file__).parent.parent / "examples" / "articles").glob("*.md"))
EVENTS = "SELECT ?event ?report { ?report dpe:reports ?event }"
EDITIONS = 'SELECT ?event { ?event dpe:editionOf [] FILTER(!REGEX(STR(?event), "-[0-9a-f]{10}$")) }'
FORMER = "SELECT ?old ?event { ?old dct:isReplacedBy ?event }"


def archives(posts: list[Source], chance: random.Random, steps: int) -> Iterator[list[Source]]:
    """Yield archives that follow one another: some posts leave, some return, some say what another said."""
    out: set[int] = set()
    for _ in range(steps):
        out ^= set(chance.sample(range(len(posts)), chance.randrange(1, 5)))
        now = [post for at, post in enumerate(posts) if at not in out]
        one, other = chance.sample(range(len(now)), 2)
        told = now[one].read().decode().partition("\n---\n")[2]
        head = now[other].read().decode().partition("\n---\n")[0]
        now[other] = Source(now[other].path, f"{head}\n---\n{told}".encode())
        yield chance.sample(now, len(now))


def graph(store: Path) -> bytes:
    """Return the canonical graph of a store."""
    return (Layout(store).current() / GRAPH).read_bytes()


def from_nothing(posts: list[Source], store: Path, other: Path) -> Path:
    """Build the graph of some posts where none was before: what the articles say is known, and no more."""
    other.mkdir()
    shutil.copyfile(Layout(store).articles, Layout(other).articles)
    build(posts, other, Setting(jobs=1))
    return other


@pytest.mark.parametrize("seed", range(2))
def test_a_changed_graph_is_that_of_a_build_from_nothing(examples_store: Path, tmp_path: Path, seed: int) -> None:
    """After each of several changes the bytes, the database and what was joined are those of a build from nothing."""
    store = Path(shutil.copytree(examples_store, tmp_path / "kg-store"))
    for step, posts in enumerate(archives([Source(str(path)) for path in EXAMPLES], random.Random(seed), 5)):
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
    posts = random.Random(0).sample([Source(str(path)) for path in EXAMPLES], len(EXAMPLES))
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
