"""Who and where: agents, places and offices as RDF, those that the world tables know and those that only articles name.

All go to the graph of the world. What several articles give alike (a stranger's name and state, an office and who holds
it) is there once, however many give it: no triple stands in two graphs, so that no query counts it twice. What is an
article's own (on which day it gave the office, in which sentence) is in its graph, see `articles`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import NamedNode, Quad

from kg.knowledge.world import Entity
from kg.model import Annotation, EntityId, Holding, Kind, Outlet, Party
from kg.rdf.iri import holder, party_id, state_id
from kg.rdf.tenures import dated_tenures, polity_ids, tenure_quads
from kg.rdf.terms import Pairs, Terms, degrees, post_node, quads, text, users_post
from kg.rdf.vocabulary import DPE, FOAF, ORG, SCHEMA, SEM, SKOS, TYPE, WIKIDATA

#: Classes of what the world knows, by the kind in its id; an edition of a conference is an event and typed there.
_CLASSES = {
    "person": (FOAF.Person, SEM.Actor),
    "state": (SCHEMA.Country, SCHEMA.Place, ORG.Organization, SEM.Actor, SEM.Place),
    "country": (SCHEMA.Country, SCHEMA.Place, ORG.Organization, SEM.Actor, SEM.Place),
    "org": (ORG.Organization, SEM.Actor),
    "region": (DPE.Region, SCHEMA.Place, SEM.Actor, SEM.Place),
    "place": (SCHEMA.Place, SEM.Place),
    "series": (SCHEMA.EventSeries,),
    "edition": (),
}
_WITHIN = ("place", "region")
#: How an entity belongs to the one that the tables put it within; an edition to its series in the graph of events.
_WHOLES = {"place": SCHEMA.containedInPlace, "series": SCHEMA.organizer}


def parties_of(annotation: Annotation) -> Iterator[Party]:
    """Yield everybody whom an article names as acting or holding office, with repetitions."""
    for event in annotation.events:
        yield from (argument.party for argument in event.arguments)
        if event.attribution is not None:
            yield event.attribution
    yield from map(holder, annotation.holdings)


def entities_of(annotation: Annotation) -> frozenset[EntityId]:
    """Return the ids of all that the graph of an article points to and the world tables have to describe."""
    parties = list(parties_of(annotation))
    places = [place for event in annotation.events for place in event.places]
    told = {party_id(party) for party in parties} | {place.entity for place in places}
    told |= {event.entity for event in annotation.events}
    countries = {party.country for party in parties} | {place.country for place in places}
    states = {state_id(code) for code in countries if code is not None}
    return frozenset(states | {entity for entity in told if entity is not None})


def agent_quads(entities: Iterable[EntityId], *, terms: Terms) -> tuple[Quad, ...]:
    """Describe entities in the graph of the world, and all that their descriptions point to.

    Args:
        entities: as `entities_of` names them; in any order, repetitions do not matter.

    Raises:
        KeyError: the world does not know one.
    """
    graph = NamedNode(terms.names.world_graph)
    wanted: set[EntityId] = set()
    more = set(entities)
    while more:
        wanted |= more
        more = {other for entity in more for other in _pointed_to(terms.world[entity], terms)} - wanted
    described = (
        chain(
            quads(NamedNode(terms.names.entity(entity)), _known(terms.world[entity], terms), graph),
            tenure_quads(entity, terms=terms, graph=graph),
        )
        for entity in sorted(wanted)
    )
    return tuple(dict.fromkeys(chain.from_iterable(described)))


def shared_quads(annotation: Annotation, *, terms: Terms) -> tuple[Quad, ...]:
    """Describe in the graph of the world whom only articles name, the offices that an article gives, and its outlet.

    Other articles may give the same quads; a store holds them once.
    """
    graph, outlet = NamedNode(terms.names.world_graph), annotation.article.outlet
    described = [
        (NamedNode(terms.names.outlet(outlet.id)), _outlet(outlet)),
        *_strangers(annotation, terms),
        *_offices(annotation.holdings, annotation.article.language, terms),
    ]
    return tuple(dict.fromkeys(quad for node, pairs in described for quad in quads(node, pairs, graph)))


def _outlet(outlet: Outlet) -> Pairs:
    yield TYPE, SCHEMA.NewsMediaOrganization
    yield SCHEMA.name, text(outlet.name)


def _strangers(annotation: Annotation, terms: Terms) -> Iterator[tuple[NamedNode, Pairs]]:
    language = annotation.article.language
    for party in parties_of(annotation):
        if party_id(party) is None:
            node = NamedNode(terms.names.party(party))
            yield node, _unknown(party.kind.value, party.name, party.country, language, terms)
    for event in annotation.events:
        for place in event.places:
            if place.entity is None:
                node = NamedNode(terms.names.place(place))
                yield node, _unknown("place", place.name, place.country, language, terms)


def _offices(holdings: Iterable[Holding], language: str, terms: Terms) -> Iterator[tuple[NamedNode, Pairs]]:
    for holding in holdings:
        yield NamedNode(terms.names.office(holding)), _office(holding, language, terms)
        if holding.post and holding.post not in terms.schema.posts:
            yield post_node(holding.post, terms=terms), users_post(holding.post)


def _office(holding: Holding, language: str, terms: Terms) -> Pairs:
    yield TYPE, DPE.OfficeHolding
    yield TYPE, ORG.Membership
    yield ORG.member, NamedNode(terms.names.party(holder(holding)))
    if holding.country:
        yield ORG.organization, NamedNode(terms.names.state(holding.country))
    if holding.post:
        yield ORG.role, post_node(holding.post, terms=terms)
    if holding.status:
        yield DPE.officeStatus, NamedNode(terms.schema.office_statuses[holding.status.value].iri)
    if holding.office:
        yield DPE.officeText, text(holding.office, language)


def _pointed_to(entity: Entity, terms: Terms) -> Iterator[EntityId]:
    """Yield the state, the whole and the organisation of an entity, and of whom and where a person held posts."""
    for tenure in dated_tenures(entity.id, terms):
        yield from polity_ids(tenure, terms)
    if entity.country is not None:
        yield state_id(entity.country)
    if entity.within is not None:
        yield entity.within
    organisation = _organisation(entity)
    if organisation is not None:
        yield organisation


def _organisation(entity: Entity) -> EntityId | None:
    """Return the organisation that a person serves in place of a state."""
    serves = entity.polity is not None and entity.polity != entity.country
    return EntityId(f"org:{entity.polity}") if serves else None


def _known(entity: Entity, terms: Terms) -> Pairs:
    names, kind = terms.names, entity.id.partition(":")[0]
    for each in _CLASSES[kind]:
        yield TYPE, each
    for language, label in sorted(entity.labels.items()):
        yield SKOS.prefLabel, text(label, language)
    for item in entity.same_as:
        yield SCHEMA.sameAs, NamedNode(WIKIDATA + item)
    if kind == "state" and entity.country is not None:
        yield DPE.iso3166alpha3, text(entity.country)
    else:
        yield from _home(kind, entity.country, terms)
    if entity.lat is not None and entity.lon is not None:
        yield SCHEMA.latitude, degrees(entity.lat)
        yield SCHEMA.longitude, degrees(entity.lon)
    if entity.within is not None and kind in _WHOLES:
        yield _WHOLES[kind], NamedNode(names.entity(entity.within))
    organisation = _organisation(entity)
    if organisation is not None:
        yield ORG.memberOf, NamedNode(names.entity(organisation))


def _unknown(kind: str, name: str, country: str | None, language: str, terms: Terms) -> Pairs:
    for each in _CLASSES[kind]:
        yield TYPE, each
    yield SKOS.prefLabel, text(name, language)
    if kind != Kind.COUNTRY.value:
        yield from _home(kind, country, terms)


def _home(kind: str, country: str | None, terms: Terms) -> Pairs:
    """Say to which state something belongs: places lie in it, persons and organisations are of it."""
    if country is not None and kind in ("person", "org", *_WITHIN):
        yield (SCHEMA.containedInPlace if kind in _WITHIN else DPE.stateOf), NamedNode(terms.names.state(country))
