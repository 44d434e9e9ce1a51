"""The terms of office of the world tables as RDF: who held which post of which polity, from when to when.

A tenure is what registers say; the offices that articles give on their days are others (`dpe:OfficeHolding`, see
`agents`), so that both can be compared and neither is changed by the other. A tenure of which the tables know neither
beginning nor end, but only days of news, is left out: the news are in the graph themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.edtf import bounds
from kg.knowledge.world import Tenure
from kg.model import EntityId
from kg.rdf.iri import state_id
from kg.rdf.terms import Pairs, Terms, day, post_node, quads, told_date, users_post
from kg.rdf.vocabulary import DPE, ORG, SEM, TIME, TYPE


def dated_tenures(person: EntityId, terms: Terms) -> tuple[Tenure, ...]:
    """Return the tenures of a person of which the beginning or the end is known."""
    return tuple(each for each in terms.tenures.get(person, ()) if each.start or each.end)


def polity_ids(tenure: Tenure, terms: Terms) -> tuple[EntityId, ...]:
    """Return the state or organisation of a tenure, then that where an ambassador serves."""
    return tuple(_polity_id(code, terms) for code in (tenure.polity, tenure.receiver) if code)


def _polity_id(code: str, terms: Terms) -> EntityId:
    state = state_id(code)
    return state if state in terms.world else EntityId(f"org:{code}")


def tenure_quads(person: EntityId, *, terms: Terms, graph: NamedNode) -> Iterator[Quad]:
    """Say which posts a person held, each with its interval."""
    for tenure in dated_tenures(person, terms):
        names = terms.names
        node = NamedNode(names.tenure(person, tenure.polity, tenure.post, tenure.start, receiver=tenure.receiver))
        interval = NamedNode(f"{node.value}#interval")
        yield from quads(node, _tenure(tenure, interval, terms), graph)
        if tenure.post not in terms.schema.posts:
            yield from quads(post_node(tenure.post, terms=terms), users_post(tenure.post), graph)
        yield from quads(interval, _interval(f"{tenure.start or ''}/{tenure.end or ''}"), graph)


def _tenure(tenure: Tenure, interval: NamedNode, terms: Terms) -> Pairs:
    yield TYPE, DPE.Tenure
    yield TYPE, ORG.Membership
    yield ORG.member, NamedNode(terms.names.entity(tenure.person))
    for relation, polity in zip((ORG.organization, DPE.accreditedTo), polity_ids(tenure, terms), strict=False):
        yield relation, NamedNode(terms.names.entity(polity))
    yield ORG.role, post_node(tenure.post, terms=terms)
    yield ORG.memberDuring, interval


def _interval(edtf: str) -> Pairs:
    """Tell an interval, and the days between which it lies; an end that is open or not known has no day."""
    first, last = bounds(edtf)
    yield TYPE, TIME.Interval
    yield DPE.edtf, told_date(edtf)
    if first is not None:
        yield SEM.hasEarliestBeginTimeStamp, day(first)
    if last is not None:
        yield SEM.hasLatestEndTimeStamp, day(last)
