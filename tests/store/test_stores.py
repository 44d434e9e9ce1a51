"""Both stores open the same graph; what cannot be opened says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import URIRef

import kg
from kg.errors import StoreError
from kg.store import STORES, memory, oxigraph
from kg.store.layout import Layout

EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
each_store = pytest.mark.parametrize("name", sorted(STORES))


@pytest.fixture
def copy(store: Path, tmp_path: Path) -> Path:
    """A store of one's own."""
    return Path(shutil.copytree(store, tmp_path / "kg-store"))


def test_both_hold_the_same(store: Path) -> None:
    """The stores differ in where the graph lies, and in nothing that one can ask."""
    kept, loaded = (set(open_native(store)) for open_native in (oxigraph.open_native, memory.open_native))
    assert kept == loaded
    assert len(kept) == (Layout(store).current() / "graph.nq").read_bytes().count(b"\n")


@each_store
def test_the_default_graph_is_the_union(store: Path, name: str) -> None:
    """A pattern without GRAPH finds what any article says, each triple once."""
    dataset = kg.open(store, store=name)
    triples = list(dataset.query(EVERYTHING))
    assert len(triples) == len(set(triples)) == len({tuple(quad)[:3] for quad in dataset.quads()})


@each_store
def test_nothing_built(tmp_path: Path, name: str) -> None:
    """A folder without a graph is named, with the command that builds one."""
    with pytest.raises(StoreError, match=r"there is no graph here\n.*kg build PATH"):
        STORES[name](tmp_path)


@each_store
def test_a_graph_that_is_gone(copy: Path, name: str) -> None:
    """A store whose graph was removed by hand says so."""
    shutil.rmtree(Layout(copy).current())
    with pytest.raises(StoreError, match="is missing"):
        STORES[name](copy)


@each_store
def test_a_graph_that_is_damaged(broken_store: Path, name: str) -> None:
    """A line that is no N-Quad is named."""
    with pytest.raises(StoreError, match=r"graph\.nq:3: no N-Quads"):
        STORES[name](broken_store)


def test_the_database_is_a_cache(copy: Path) -> None:
    """Without its database a graph opens as before: it is made again."""
    before = set(oxigraph.open_native(copy))
    shutil.rmtree(Layout(copy).current() / "oxigraph")
    assert set(oxigraph.open_native(copy)) == before
    assert (Layout(copy).current() / "oxigraph").is_dir()


def test_half_a_database_is_none(copy: Path) -> None:
    """What a killed build left of a database is not taken for one."""
    before = set(oxigraph.open_native(copy))
    database = Layout(copy).current() / "oxigraph"
    database.rename(database.with_name("oxigraph.new"))
    (database.with_name("oxigraph.new") / "CURRENT").unlink()
    assert set(oxigraph.open_native(copy)) == before
    assert not database.with_name("oxigraph.new").exists()


def test_a_damaged_database_is_named(copy: Path) -> None:
    """The message says which folder to remove; then the graph opens again."""
    database = Layout(copy).current() / "oxigraph"
    (database / "CURRENT").write_text("x")
    with pytest.raises(StoreError, match="Remove the folder"):
        oxigraph.open_native(copy)
    shutil.rmtree(database)
    assert len(oxigraph.open_native(copy)) > 0


def test_a_database_is_open_to_many(store: Path) -> None:
    """Two readers look at one graph at once."""
    assert len(oxigraph.open_native(store)) == len(oxigraph.open_native(store))


def test_the_database_is_not_written(store: Path) -> None:
    """A graph that was opened for reading refuses to be changed."""
    dataset = kg.open(store)
    term = URIRef("https://example.org/a")
    with pytest.raises((OSError, RuntimeError)):
        dataset.add((term, term, term))


def test_a_file_of_quads_opens_in_memory(store: Path) -> None:
    """N-Quads open without a store around them, for instance those that somebody was sent."""
    path = Layout(store).current() / "graph.nq"
    assert set(memory.open_native(path)) == set(memory.open_native(store))


def test_current_names_no_place_outside(copy: Path) -> None:
    """Whatever stands in CURRENT, nothing outside of the store is opened."""
    (copy / "CURRENT").write_text("../../etc")
    with pytest.raises(StoreError, match="is missing"):
        Layout(copy).current()


def test_a_new_graph_takes_the_place_of_the_old(copy: Path) -> None:
    """Publishing names the new graph and removes what was before."""
    fresh = copy / "graph-new"
    shutil.copytree(Layout(copy).current(), fresh)
    Layout(copy).publish(fresh)
    assert Layout(copy).current() == fresh
    assert list(copy.glob("graph-*")) == [fresh]
    assert not (copy / "CURRENT.new").exists()
