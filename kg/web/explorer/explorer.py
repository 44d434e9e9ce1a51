"""What every page is made from: the graph, what of it is in memory, and the words of the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph

from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import Concept, Schema, load_schema
from kg.knowledge.world import load_our_world
from kg.query.runner import ask, rows
from kg.store.oxigraph import open_native
from kg.web.explorer.index import QUERIES, Index, read_index
from kg.web.explorer.search import Search
from kg.web.explorer.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be written: a template, its title, and what the template needs beside the reader and the explorer."""

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200  #: of HTTP


@dataclass(frozen=True, kw_only=True)
class Explorer:
    """A graph that is explored; nothing here changes."""

    store: pyoxigraph.Store
    schema: Schema
    index: Index
    search: Search
    texts: Texts
    base: str

    def rows(self, query: str, thing: str) -> Iterator[tuple[str | None, ...]]:
        """Run a query of `queries/` on one thing.

        Args:
            thing: an IRI of the graph.
        """
        text = (QUERIES / f"{query}.rq").read_text(encoding="utf-8")
        return rows(ask(self.store, text.replace("$thing", str(pyoxigraph.NamedNode(thing)))))

    def facts(self, thing: str) -> Mapping[str, Sequence[str]]:
        """Return what else is said of an event, by name of the fact."""
        found: dict[str, list[str]] = {}
        for fact, value in self.rows("facts", thing):
            found.setdefault(fact or "", []).append(value or "")
        return found

    def concept(self, iri: str | None) -> Concept | None:
        """Return a status, a post or another entry of the lists of the ontology."""
        return self._concepts.get(iri or "")

    def concept_called(self, name: str) -> Concept | None:
        """Return an entry of the lists of the ontology by the last part of its IRI."""
        return self._concepts_by_name.get(name)

    @cached_property
    def _concepts_by_name(self) -> Mapping[str, Concept]:
        return {iri.rpartition("#")[2]: concept for iri, concept in self._concepts.items()}

    @cached_property
    def _concepts(self) -> Mapping[str, Concept]:
        schema = self.schema
        lists = (
            schema.statuses, schema.date_bases, schema.roles, schema.attendances, schema.office_statuses,
            schema.saliences, schema.posts,
        )  # fmt: skip
        return {concept.iri: concept for each in lists for concept in each.values()}


def open_explorer(store: Path, *, base: str) -> Explorer:
    """Read a built graph; takes some seconds.

    Raises:
        StoreError: nothing is built there.
    """
    graph, schema = open_native(store), load_schema(ontology_folder())
    index = read_index(graph, schema=schema)
    return Explorer(
        store=graph,
        schema=schema,
        index=index,
        search=Search(index, world=load_our_world(), base=base),
        texts=Texts(store, base=base),
        base=base,
    )
