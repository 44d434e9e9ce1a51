"""States and organisations: with whom they have to do, who stands for them, and every event in order."""

from __future__ import annotations

from collections.abc import Mapping

from kg.web.explorer.atlas import make_map
from kg.web.explorer.company import dots, held, persons_of, persons_opposite, ranked, states_opposite
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.figures import months
from kg.web.explorer.listing import listed
from kg.web.explorer.reader import Reader


def state(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show a state."""
    return _power("state.html", explorer, iri, reader, asked)


def organisation(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show an organisation, with the conferences that it holds."""
    return _power("organisation.html", explorer, iri, reader, asked)


def _power(template: str, explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    index, thing = explorer.index, explorer.index.things[iri]
    events = index.of(iri)
    present = held(events)
    states = ranked(states_opposite(present, iri), most=200)
    code = (thing.code,) if thing.code else ()
    return Page(
        template=template,
        title=reader.name(thing.labels),
        values={
            "thing": thing,
            "events": events,
            "held": present,
            "states": states[:16],
            "officials": ranked(persons_of(present, iri)),
            "persons": ranked(persons_opposite(present, iri)),
            "series": [series for series, holder in index.organisers.items() if holder == iri],
            "map": make_map(
                dots([each.iri for each in states for _ in range(each.count)], index, reader), states=code, whole=True
            ),
            "months": months(events, index),
            "listing": listed(events, asked),
        },
    )
