"""A place or a region: who came there, and every event in order."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Kind
from kg.web.explorer.atlas import make_map
from kg.web.explorer.company import dots, held, ranked, states_in
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.figures import months
from kg.web.explorer.listing import listed
from kg.web.explorer.reader import Reader


def place(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show a place."""
    index, thing = explorer.index, explorer.index.things[iri]
    events = index.of(iri)
    present = held(events)
    visitors = (p for event in present for p in dict.fromkeys(e.iri for e in event.present if e.kind is Kind.PERSON))
    home = index.things.get(index.home_of(iri) or "")
    return Page(
        template="place.html",
        title=reader.name(thing.labels),
        values={
            "thing": thing,
            "home": home,
            "around": index.things.get(thing.home or ""),
            "events": events,
            "held": present,
            "persons": ranked(visitors),
            "states": ranked(state for event in present for state in states_in(event)),
            "map": make_map(dots([iri], index, reader), states=(home.code,) if home and home.code else ()),
            "months": months(events, index),
            "listing": listed(events, asked),
        },
    )
