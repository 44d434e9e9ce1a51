"""Participations: the parties of an event or of a report, each in its role, for its state and in its office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.model import Argument, Holding, Party, Status
from kg.rdf.iri import holder
from kg.rdf.terms import Pairs, Terms
from kg.rdf.vocabulary import DPE, SEM, TYPE

ABSENT = "absent"  #: the role of those who stay away


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """A party of an event or report, and the node that says so."""

    node: NamedNode
    agent: NamedNode
    argument: Argument

    @property
    def attends(self) -> bool:
        """Whether the party takes part, or is to."""
        return self.argument.role != ABSENT


def participations(arguments: Iterable[Argument], *, owner: NamedNode, terms: Terms) -> tuple[Participation, ...]:
    """Give each agent one participation: its first, where an article has it in two roles."""
    found: dict[NamedNode, Participation] = {}
    for argument in arguments:
        agent = NamedNode(terms.names.party(argument.party))
        node = NamedNode(terms.names.participation(owner.value, agent.value))
        found.setdefault(agent, Participation(node=node, agent=agent, argument=argument))
    return tuple(found.values())


def participation_pairs(item: Participation, *, status: Status, capacities: Iterable[NamedNode], terms: Terms) -> Pairs:
    """Describe a participation.

    Args:
        status: of the event; whoever stays away from one that was held did not attend, else does not intend to.
        capacities: office holdings in which the party takes part.
    """
    schema, country = terms.schema, item.argument.party.country
    yield TYPE, DPE.Participation
    yield TYPE, SEM.Role
    yield DPE.agent, item.agent
    yield SEM.roleType, NamedNode(schema.roles[item.argument.role].iri)
    if country is not None:
        yield DPE.onBehalfOf, NamedNode(terms.names.state(country))
    missing = "not_attending" if status is Status.HELD else "not_intending"
    yield DPE.attendance, NamedNode(schema.attendances["attending" if item.attends else missing].iri)
    for holding in capacities:
        yield DPE.capacity, holding


def capacities_in(holdings: Sequence[Holding], *, terms: Terms) -> Callable[[Party], Iterator[NamedNode]]:
    """Return a function that finds the offices of a party among those that articles give."""
    offices: dict[str, dict[str, None]] = {}
    for holding in holdings:
        offices.setdefault(terms.names.party(holder(holding)), {})[terms.names.office(holding)] = None
    return lambda party: map(NamedNode, offices.get(terms.names.party(party), ()))
