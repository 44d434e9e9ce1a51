"""Whom no table of the world knows: the persons of a graph that a user may want to add, with what is told of them.

A graph comes in, persons come out, those of the most events first. Whether two of them are one, and who they are, is
for the user to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.knowledge.schema import Schema
from kg.query.runner import ask, rows
from kg.text.script import fold

_FOLDER = Path(__file__).parent
_MOST = 3  #: sentences that are shown of one person


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A person whom no table knows, as articles tell of him or her."""

    iri: str
    name: str
    state: str | None  #: ISO 3166-1 alpha-3
    state_name: str | None
    events: int
    offices: tuple[tuple[str, str | None], ...]  #: wording, and the code of its post where the ontology has it
    sentences: tuple[tuple[str, str], ...]  #: day of publication and sentence; at most three, those with the name first

    @property
    def slug(self) -> str:
        """An id for a table of people: the state and what tells namesakes apart, for there is no Latin name."""
        number = self.iri.rpartition("-")[2]
        return f"{(self.state or 'x').lower()}-{number}"


def strangers(store: pyoxigraph.Store, *, schema: Schema, most: int | None = None) -> tuple[Stranger, ...]:
    """Return the persons of a graph whom no table knows, by number of events, then by name.

    Args:
        schema: knows the codes of posts, which the graph has by their IRIs.
        most: how many; None for all.
    """
    codes = {post.iri: code for code, post in schema.posts.items()}
    offices: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for person, office, post in _rows(store, "offices"):
        offices[person or ""].append((office or "", codes.get(post or "")))
    sentences: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, day, sentence in _rows(store, "sentences"):
        sentences[person or ""].append((day or "", sentence or ""))
    return tuple(
        Stranger(
            iri=iri or "",
            name=name or "",
            state=state,
            state_name=state_name,
            events=int(events or 0),
            offices=tuple(offices[iri or ""]),
            sentences=_best(sentences[iri or ""], name or ""),
        )
        for iri, name, state, state_name, events in list(_rows(store, "people"))[:most]
    )


def _rows(store: pyoxigraph.Store, name: str) -> Iterator[tuple[str | None, ...]]:
    return rows(ask(store, (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")))


def _best(sentences: list[tuple[str, str]], name: str) -> tuple[tuple[str, str], ...]:
    """Choose sentences, in order of publication: first those that name the person."""
    ranked = sorted(sentences, key=lambda each: (name not in fold(each[1]), each))
    return tuple(sorted(ranked[:_MOST]))
