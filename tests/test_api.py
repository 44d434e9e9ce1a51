"""`kg.open` gives programs and notebooks the graph as rdflib has it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from command import kg_process
from rdflib import Dataset, Literal, URIRef

import kg
from kg.errors import StoreError, UsageError
from kg.rdf.vocabulary import PREFIXES
from kg.store import STORES

each_store = pytest.mark.parametrize("name", sorted(STORES))
MET = "SELECT ?one ?other { ?a dpe:metWith ?b . ?a skos:prefLabel ?one . ?b skos:prefLabel ?other }"


@each_store
def test_a_graph_opens(store: Path, name: str) -> None:
    """A path as text or as `Path` gives a dataset; our prefixes need no declaration in its queries."""
    dataset = kg.open(str(store), store=name)
    assert isinstance(dataset, Dataset)
    pairs = set(dataset.query(MET))
    assert {tuple(Literal(name, lang="zh-hans") for name in pair) for pair in permutations(("李强", "菲佐"))} <= pairs
    assert len(dataset) == len(kg.open(store, store=name))


@each_store
def test_prefixes_are_bound(store: Path, name: str) -> None:
    """Each of our prefixes stands for what the graph was written with."""
    bound = {prefix: str(iri) for prefix, iri in kg.open(store, store=name).namespaces()}
    assert {prefix: bound[prefix] for prefix in PREFIXES} == PREFIXES


@each_store
def test_values_are_those_of_rdflib(store: Path, name: str) -> None:
    """Terms are rdflib's: IRIs, and literals with their languages."""
    dataset = kg.open(store, store=name)
    label = URIRef(PREFIXES["skos"] + "prefLabel")
    assert (None, label, Literal("李强", lang="zh-hans")) in dataset
    found = list(dataset.query('SELECT ?p { ?p a foaf:Person ; skos:prefLabel "菲佐"@zh-hans }'))
    assert found == [(URIRef("https://w3id.org/dpe/id/person-svk-robert-fico"),)]


@each_store
def test_what_is_opened_stays_as_it_is(store: Path, name: str) -> None:
    """Nothing that a program does to an opened graph reaches the store."""
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    term = URIRef("https://example.org/a")
    try:
        kg.open(store, store=name).add((term, term, term))
    except (OSError, RuntimeError):
        assert name == "oxigraph"
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before
    assert (term, None, None) not in kg.open(store, store=name)


def test_nothing_built(tmp_path: Path) -> None:
    """A folder without a graph is a store error."""
    with pytest.raises(StoreError, match="there is no graph here"):
        kg.open(tmp_path / "nowhere")


def test_a_store_that_there_is_not(store: Path) -> None:
    """A wrong name is misuse, and the message has the right one."""
    with pytest.raises(UsageError, match="oxigraph"):
        kg.open(store, store="oxigraf")


def test_the_package_offers_nothing_else() -> None:
    """A name that `kg` does not have is an attribute error, as everywhere."""
    assert set(kg.__all__) == {"__version__", "open"}
    with pytest.raises(AttributeError, match="opne"):
        getattr(kg, "opne")  # noqa: B009 (mypy would refuse the attribute)


def test_the_version_costs_no_library() -> None:
    """`import kg` alone loads neither rdflib nor the engine."""
    ran = kg_process("--version")
    assert ran.out == f"kg, version {kg.__version__}\n"
