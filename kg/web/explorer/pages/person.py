"""A person: offices over time, whom he or she met, where, and every event in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.web.explorer.atlas import make_map
from kg.web.explorer.company import dots, held, persons_opposite, places_of, ranked, states_opposite
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.figures import months
from kg.web.explorer.listing import listed
from kg.web.explorer.reader import Reader

_OFFICES = 12  #: wordings of articles that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office, as a register or as articles have it."""

    name: str
    polity: str | None  #: IRI of a state or an organisation
    when: str
    status: str = ""


def person(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show a person."""
    index, thing = explorer.index, explorer.index.things[iri]
    events = index.of(iri)
    present = [event for event in held(events) if any(party.iri == iri for party in event.present)]
    home = index.home_of(iri)
    abroad = [place for place in places_of(present) if index.home_of(place) != home]
    return Page(
        template="person.html",
        title=reader.name(thing.labels),
        values={
            "thing": thing,
            "home": home,
            "events": events,
            "held": present,
            "tenures": _tenures(explorer, iri, reader),
            "offices": _offices(explorer, iri, reader),
            "persons": ranked(persons_opposite(present, iri)),
            "states": ranked(states_opposite(present, iri)),
            "map": make_map(dots(abroad, index, reader)),
            "months": months(events, index),
            "listing": listed(events, asked),
        },
    )


def _tenures(explorer: Explorer, iri: str, reader: Reader) -> list[Office]:
    found = []
    for post, polity, edtf in explorer.rows("tenures", iri):
        concept = explorer.concept(post)
        name = reader.term(concept.labels) if concept else (post or "").rpartition("-")[2]
        found.append(Office(name=name, polity=polity, when=reader.told((edtf or "").replace("/..", "/"))))
    return found


def _offices(explorer: Explorer, iri: str, reader: Reader) -> list[Office]:
    """Return the offices that articles give, the latest first."""
    found = []
    for office, status, state, first, last in list(explorer.rows("holdings", iri))[:_OFFICES]:
        concept = explorer.concept(status)
        when = reader.told(first if first == last else f"{first}/{last}")
        told = reader.term(concept.labels) if concept and concept.code != "current" else ""
        found.append(Office(name=office or "", polity=state, when=when, status=told))
    return found
