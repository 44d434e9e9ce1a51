"""The events, as all reports together have them, as quads in one graph that can be made again at any time.

A `Life` comes in. Beside what is qualified (participations) stands what the simplest questions need: participants,
absentees, and who met, spoke with or visited whom, the latter from held events only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from pyoxigraph import NamedNode, Quad

from kg.coref.life import Life
from kg.coref.report import Report
from kg.edtf import bounds
from kg.model import ArticleId, EntityId, EventId, Holding, Kind, Party, Status
from kg.rdf.iri import Names
from kg.rdf.labels import event_labels
from kg.rdf.participations import Participation, capacities_in, participation_pairs, participations
from kg.rdf.terms import Pairs, Terms, day, duration, moment, quads, text, told_date, unit
from kg.rdf.vocabulary import DCT, DPE, GAF, RDFS, SCHEMA, SEM, TIME, TYPE


def event_iris(lives: Iterable[Life], *, names: Names) -> Mapping[EventId, str]:
    """Name the event of every report.

    An edition of a conference has the name of the edition; should two lives be of one edition, the one of more reports
    has it and the other keeps the name of its first report, for an IRI names one event.
    """
    found: dict[EventId, str] = {}
    taken: set[str] = set()
    for life in sorted(lives, key=lambda life: (-len(life.reports), life.id)):
        iri = names.event(life.type, life.id)
        if life.entity is not None and life.entity.startswith("edition:"):
            edition = names.entity(life.entity)
            iri = iri if edition in taken else edition
        taken.add(iri)
        found |= {event.id: iri for _, event in life.reports}
    return found


def report_quads(reports: Iterable[Report], *, terms: Terms, event_iri: Callable[[EventId], str]) -> tuple[Quad, ...]:
    """Say in the graph of events of which event each report tells."""
    graph = NamedNode(terms.names.events_graph)
    return tuple(
        Quad(
            NamedNode(terms.names.report(report.article.id, report.number + 1)),
            DPE.reports,
            NamedNode(event_iri(report.id)),
            graph,
        )
        for report in reports
    )


def event_quads(
    life: Life,
    *,
    terms: Terms,
    event_iri: Callable[[EventId], str],
    holdings: Callable[[ArticleId], Sequence[Holding]] = lambda article: (),
) -> tuple[Quad, ...]:
    """Say in the graph of events what became of one, each quad once.

    Args:
        event_iri: names the event of a report (see `event_iris`).
        holdings: the offices that an article gives; in them the parties take part.
    """
    node = NamedNode(event_iri(life.id))
    parties = participations(life.arguments, owner=node, terms=terms)
    told = [holding for article, _ in life.reports for holding in holdings(article.id)]
    capacities = capacities_in(told, terms=terms)
    described: list[tuple[NamedNode, Pairs]] = [
        (node, _event(life, terms)),
        (node, _time(life, terms)),
        (node, _links(life, terms, event_iri)),
        (node, _parties(parties)),
        *((old, ((DCT.isReplacedBy, node),)) for old in _former_names(life, node, terms.names)),
        *_contacts(life, parties, terms),
    ]
    for item in parties:
        offices = capacities(item.argument.party)
        described.append((item.node, participation_pairs(item, status=life.status, capacities=offices, terms=terms)))
    graph = NamedNode(terms.names.events_graph)
    return tuple(dict.fromkeys(quad for subject, pairs in described for quad in quads(subject, pairs, graph)))


def _event(life: Life, terms: Terms) -> Pairs:
    status = terms.schema.statuses[life.status.value]
    for each in terms.schema.types[life.type].classes:
        yield TYPE, NamedNode(each)
    yield SEM.eventType, NamedNode(terms.schema.types[life.type].iri)
    for language, label in event_labels(life, terms=terms).items():
        yield RDFS.label, text(label, language)
    if life.name:
        yield SCHEMA.name, text(life.name, life.reports[0][0].language)
    yield DPE.status, NamedNode(status.iri)
    for like in status.matches:
        yield SCHEMA.eventStatus, NamedNode(like)
    for place in life.places:
        yield SEM.hasPlace, NamedNode(terms.names.place(place))


def _time(life: Life, terms: Terms) -> Pairs:
    yield DPE.dateBasis, NamedNode(terms.schema.date_bases[life.date_basis.value].iri)
    if life.date is not None:
        yield DPE.edtf, told_date(life.date)
        yield TIME.unitType, unit(life.date, clock=life.start is not None)
        yield from _bounds(life.date)
    if life.start is not None:
        yield SCHEMA.startDate, moment(life.start)
    if life.duration is not None:
        yield SCHEMA.duration, duration(life.duration)
    if life.duration_approximate:
        yield DPE.approximate, DPE.Duration
    for date in life.previous_dates:
        yield DPE.previousEdtf, told_date(date)
    for date in life.conflicts:
        yield DPE.conflict, told_date(date)


def _bounds(date: str) -> Pairs:
    """Bound the event by days; an end that is not known leaves two bounds of the other end."""
    first, last = bounds(date)
    if first is not None:
        yield SEM.hasEarliestBeginTimeStamp, day(first)
    if first is not None and last is None:
        yield SEM.hasLatestBeginTimeStamp, day(first)
    if last is not None and first is None:
        yield SEM.hasEarliestEndTimeStamp, day(last)
    if last is not None:
        yield SEM.hasLatestEndTimeStamp, day(last)


def _links(life: Life, terms: Terms, event_iri: Callable[[EventId], str]) -> Pairs:
    names = terms.names
    if life.part_of_event is not None:
        whole = NamedNode(event_iri(life.part_of_event))
        yield SEM.subEventOf, whole
        yield SCHEMA.superEvent, whole
    if life.agreed_in is not None:
        yield DPE.agreedIn, NamedNode(event_iri(life.agreed_in))
    series = _series(life, terms)
    if series is not None:
        yield DPE.editionOf, NamedNode(names.entity(series))
    for party in life.disputed:
        yield DPE.disputedParty, NamedNode(names.party(party))
    for article, event in life.reports:
        for span in sorted({event.evidence, *event.mentions}):
            yield GAF.denotedBy, NamedNode(names.mention(article.id, span))


def _series(life: Life, terms: Terms) -> EntityId | None:
    """Return the conference series of an event, which is known by itself or as that of its edition."""
    if life.entity is None or not life.entity.startswith("edition:"):
        return life.entity
    return terms.world[life.entity].within


def _parties(parties: Iterable[Participation]) -> Pairs:
    for item in parties:
        yield DPE.participation, item.node
        if item.attends:
            yield DPE.participant, item.agent
            yield SEM.hasActor, item.agent
        else:
            yield DPE.absentee, item.agent


def _former_names(life: Life, node: NamedNode, names: Names) -> Iterator[NamedNode]:
    """Return what the event is called where only some of its reports are known, so that old links lead here."""
    former = (NamedNode(names.event(life.type, event.id)) for _, event in life.reports)
    return (name for name in former if name != node)


def _contacts(life: Life, parties: Iterable[Participation], terms: Terms) -> Iterator[tuple[NamedNode, Pairs]]:
    """Say who met, spoke with or visited whom, if the event was held."""
    kind, attending = terms.schema.types[life.type], [item for item in parties if item.attends]
    if life.status is not Status.HELD:
        return
    if kind.contact is not None:
        predicate = NamedNode(kind.contact)
        for members in (_persons(attending), _powers(attending, terms.names)):
            for (one, side), (other, opposite) in permutations(members.items(), 2):
                if side != opposite:
                    yield one, ((predicate, other),)
    if kind.journey is not None:
        predicate = NamedNode(kind.journey)
        for person in _persons(attending):
            yield person, ((predicate, place) for place in _destinations(life, terms.names))


def _persons(parties: Iterable[Participation]) -> Mapping[NamedNode, str]:
    """Return the persons, each with its side: its state, or itself if it stands for none."""
    persons = (item for item in parties if item.argument.party.kind is Kind.PERSON)
    return {item.agent: item.argument.party.country or item.agent.value for item in persons}


def _powers(parties: Iterable[Participation], names: Names) -> Mapping[NamedNode, str]:
    """Return the states that the parties are or stand for, and the organisations that take part, each with its side."""
    found: dict[NamedNode, str] = {}
    for item in parties:
        party: Party = item.argument.party
        if party.kind is Kind.ORG:
            found[item.agent] = party.country or item.agent.value
        elif party.country is not None:
            found[NamedNode(names.state(party.country))] = party.country
    return found


def _destinations(life: Life, names: Names) -> Iterator[NamedNode]:
    """Return the places of a visit and the states in which they lie."""
    for place in life.places:
        yield NamedNode(names.place(place))
        if place.country is not None:
            yield NamedNode(names.state(place.country))
