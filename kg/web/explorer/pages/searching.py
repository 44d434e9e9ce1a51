"""What a search finds, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.network.projection import Labels
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.reader import Reader
from kg.web.explorer.search import Found

_OF_EACH, _MOST, _SUGGESTED = 8, 200, 10


def searching(explorer: Explorer, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show what a query finds: some of each kind, or many of one."""
    query = asked.get("q", "").strip()[:200]
    found = explorer.search.find(query)
    kind = asked.get("kind", "") if asked.get("kind") in found else ""
    shown = {kind: found[kind][:_MOST]} if kind else {each: some[:_OF_EACH] for each, some in found.items()}
    return Page(
        template="search.html",
        title=reader.word("found_title", query=query) if query else reader.word("search"),
        values={
            "query": query,
            "kind": kind,
            "found": shown,
            "counts": {each: len(some) for each, some in found.items()},
            "pair": _pair(explorer, query),
        },
    )


def suggestions(explorer: Explorer, reader: Reader, query: str) -> list[dict[str, Any]]:
    """Return what to suggest while a query is being typed, the most likely first."""
    found = explorer.search.find(query[:200])
    things = [each for kind, some in found.items() if kind not in ("event", "article") for each in some[:4]]
    events = [each for kind in ("event", "article") for each in found.get(kind, ())[:3]]
    return [_suggestion(explorer, reader, each) for each in [*things[:_SUGGESTED], *events][:_SUGGESTED]]


def _suggestion(explorer: Explorer, reader: Reader, found: Found) -> dict[str, Any]:
    index, kind = explorer.index, reader.word(f"kind_{found.kind}")
    if found.kind == "article":
        name = index.articles[found.iri].title
    elif found.iri in index.events:
        event = index.events[found.iri]
        name, kind = reader.title(event, index.conferences), f"{reader.name(event.type.labels)} · {reader.when(event)}"
    else:
        name = reader.name(index.labels_of(found.iri) or Labels(zh=found.alias or ""))
    return {
        "name": name,
        "alias": found.alias if found.alias != name and found.kind not in ("event", "article") else None,
        "kind": kind,
        "link": reader.link(found.iri),
    }


def _pair(explorer: Explorer, query: str) -> tuple[str, str] | None:
    """Return two states that a query names, and nothing else."""
    words = query.split()
    named = [explorer.search.named(word, "state") for word in words]
    return (words[0], words[1]) if len(named) == 2 and all(named) and named[0] != named[1] else None
