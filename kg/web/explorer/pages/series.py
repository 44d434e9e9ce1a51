"""A conference series: its editions, and who came to each."""

from __future__ import annotations

from collections.abc import Mapping

from kg.web.explorer.company import ranked, states_in
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.reader import Reader


def series(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show a conference series."""
    index, thing = explorer.index, explorer.index.things[iri]
    editions = index.by_series.get(iri, ())
    return Page(
        template="series.html",
        title=reader.name(thing.labels),
        values={
            "thing": thing,
            "organiser": index.things.get(index.organisers.get(iri, "")),
            "editions": list(reversed(editions)),
            "states": ranked(state for event in editions for state in states_in(event)),
        },
    )
