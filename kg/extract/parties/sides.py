"""Sides: how many states and organisations some parties stand for, and which of the parties are one.

In go parties, out come fewer of them, or their number. Whom a phrase means is said in `context`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Kind, Party

TWO = 2  #: sides


def distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Drop repeated parties, and states that stand beside their own person."""
    kept: list[Party] = []
    for party in parties:
        if not any(is_same(party, other) for other in kept):
            kept.append(party)
    persons = {party.country for party in kept if party.kind is Kind.PERSON and party.country}
    return tuple(party for party in kept if party.kind is not Kind.COUNTRY or party.country not in persons)


def is_same(left: Party, right: Party) -> bool:
    """Tell whether two parties are one: by entity where both have one, else by name."""
    if left.kind is Kind.COUNTRY and right.kind is Kind.COUNTRY:
        return left.country == right.country
    if left.entity and right.entity:
        return left.entity == right.entity
    return left.name == right.name and (left.country is None or right.country in (None, left.country))


def sides(parties: Sequence[Party], *, one_side: Mapping[str, str]) -> int:
    """Count the states, territories and organisations that parties stand for.

    Args:
        one_side: territories that count as their state's.
    """
    return len({_side(party, one_side) for party in parties})


def _side(party: Party, one_side: Mapping[str, str]) -> str:
    if party.kind is Kind.ORG and party.entity:
        return party.entity  # a movement is not the side of its state
    return one_side.get(party.country, party.country) if party.country else party.name
