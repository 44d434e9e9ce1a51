"""Search over names: of persons, states, organisations, conferences and places in all languages with their aliases, of
events, and of articles by their headlines.

Words in a query must all be found; simplified and traditional characters, wide and narrow signs, capitals and small
letters are alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.world import World
from kg.rdf.iri import Names
from kg.text.script import compared
from kg.web.explorer.index import Index

#: What is searched, in the order in which it is shown.
ORDER = ("person", "state", "organisation", "series", "region", "place", "outlet", "event", "article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that a query fits."""

    iri: str
    kind: str  #: one of `ORDER`
    alias: str | None = None  #: the name that fits, where it is none of those in `Labels`


@dataclass(frozen=True, slots=True)
class _Entry:
    iri: str
    kind: str
    weight: int  #: events, or the day of an article
    names: tuple[str, ...]
    text: str  #: all names as they are compared


class Search:
    """All names of a graph, ready to be searched."""

    def __init__(self, index: Index, *, world: World, base: str) -> None:
        aliases = _aliases(world, Names(base), index)
        self._entries = sorted(_entries(index, aliases), key=lambda each: (-each.weight, each.iri))

    def find(self, query: str) -> Mapping[str, Sequence[Found]]:
        """Return what a query fits, by kind; best first: called so, beginning so, then those of more events."""
        words = compared(query).split()
        found: defaultdict[str, list[tuple[int, Found]]] = defaultdict(list)
        if not words:
            return {}
        whole = " ".join(words)
        for entry in self._entries:
            if all(word in entry.text for word in words):
                rank, name = _fit(entry, whole)
                found[entry.kind].append((rank, Found(iri=entry.iri, kind=entry.kind, alias=name)))
        return {
            kind: [each for _, each in sorted(found[kind], key=lambda pair: pair[0])] for kind in ORDER if kind in found
        }

    def named(self, name: str, kind: str) -> str | None:
        """Return the IRI of the first thing of a kind that is called exactly so."""
        wanted = compared(name)
        return next((e.iri for e in self._entries if e.kind == kind and wanted in e.text.split("\n")), None)


def _fit(entry: _Entry, query: str) -> tuple[int, str]:
    """Tell how well a query fits (0 best), and the name by which it does."""
    forms = entry.text.split("\n")
    ranks = [(0 if form == query else 1 if form.startswith(query) else 2 if query in form else 3) for form in forms]
    best = min(ranks)
    return best, entry.names[ranks.index(best)]


def _aliases(world: World, names: Names, index: Index) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in world.names:
        iri = names.entity(name.entity)
        if iri in index.things or iri in index.events:
            found[iri].append(name.form)
    return found


def _entries(index: Index, aliases: Mapping[str, list[str]]) -> Iterator[_Entry]:
    for thing in index.things.values():
        told = [*thing.labels.all(), *aliases.get(thing.iri, ()), *([thing.code] if thing.code else [])]
        events = index.by_series.get(thing.iri, ()) if thing.kind == "series" else index.of(thing.iri)
        yield _entry(thing.iri, thing.kind, len(events), told)
    for event in index.events.values():
        told = [*event.label.all(), *([event.name] if event.name else []), *aliases.get(event.iri, ())]
        yield _entry(event.iri, "event", len(event.evidence), told)
    for iri, article in index.articles.items():
        yield _entry(iri, "article", article.day.toordinal(), [article.title])


def _entry(iri: str, kind: str, weight: int, names: Sequence[str]) -> _Entry:
    told = tuple(dict.fromkeys(names))
    return _Entry(iri, kind, weight, told, "\n".join(map(compared, told)))
