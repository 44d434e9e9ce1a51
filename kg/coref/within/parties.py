"""Parties of two mentions: whether they may be those of one event, and the fullest list of them.

The same people fit, and those whom they stand for. Reports of several articles are compared by rules of their own, in
`kg.coref.parties`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.coref.kinds import RECIPROCAL
from kg.coref.outline import name_parts
from kg.coref.within.families import ONE_SIDED, family
from kg.coref.within.groups import joins
from kg.model import Argument, Event, Kind, Party

_DIRECTED = frozenset({"Message", "Protest", "Sanction", "RelationsChange"})


def parties_fit(known: Event, event: Event) -> float:
    """Say which share of the parties both mentions name; 0 where they contradict each other."""
    left, right = known.parties(), event.parties()
    if not left or not right:
        return 0.0
    short, full = sorted((left, right), key=len)
    hits = sum(any(stands_for(party, other) for other in full) for party in short)
    if hits < len(short) or not directions_fit(known, event):
        return 0.0
    if known.type in RECIPROCAL and len(short) < 2:
        return 0.0
    if known.type in RECIPROCAL and len(full) > len(short) and not _attendants_only(short, full):
        return hits / len(full) if joins(known, event) else 0.0
    return hits / len(full)


def directions_fit(known: Event, event: Event) -> bool:
    """Tell whether the same side acts in two mentions: that one state expels is not that it is expelled."""
    if known.type == "RelationsChange" and (known.rule != event.rule or family(known) not in ONE_SIDED):
        return True
    if known.type == "Appointment":
        named = [[one for one in event.parties("appointee") if one.kind is Kind.PERSON] for event in (known, event)]
        return not all(named) or any(stands_for(one, other) for one in named[0] for other in named[1])
    if known.type not in _DIRECTED:
        return True
    if _is_exchange(known) or _is_exchange(event):  # two write to each other; to invite besides is another event
        return _is_exchange(known) and _is_exchange(event)
    left, right = (list(event.parties("initiator")) or list(event.parties())[:1] for event in (known, event))
    return not left or not right or any(stands_for(one, other) for one in left for other in right)


def _is_exchange(event: Event) -> bool:
    return event.type == "Message" and bool(event.parties("participant"))


def _attendants_only(short: Sequence[Party], full: Sequence[Party]) -> bool:
    """Tell whether the longer list only adds colleagues of those on the shorter one."""
    states = {party.country for party in short}
    return all(party.country in states for party in full)


def stands_for(left: Party, right: Party) -> bool:
    """Tell whether two parties are the same, or a person and the state that it stands for."""
    if left.kind is Kind.PERSON and right.kind is Kind.PERSON:
        if left.entity and right.entity:
            return left.entity == right.entity
        if left.country and right.country and left.country != right.country:
            return False  # namesakes
        return _is_short_for(left.name, right.name) or _is_short_for(right.name, left.name)
    if left.kind is Kind.ORG and right.kind is Kind.ORG:
        return left.name == right.name or (left.entity is not None and left.entity == right.entity)
    if {left.kind, right.kind} == {Kind.ORG, Kind.PERSON} and left.country is right.country is None:
        return None not in (left.entity, right.entity)  # 欧盟领导人+访问乌克兰: its officials, named later
    movement = Kind.ORG in (left.kind, right.kind)  # of a state, and not the state
    return not movement and left.country is not None and left.country == right.country


def _is_short_for(short: str, full: str) -> bool:
    """Tell whether a name is the end of a fuller one, or stands in it between dots: 拉卡列 of 路易斯·拉卡列·波乌."""
    return full.endswith(short) or short in name_parts(full)


def joined_arguments(first: Sequence[Argument], second: Sequence[Argument]) -> tuple[Argument, ...]:
    """Join two lists of arguments: persons push out the states that they stand for."""
    joined = list(first)
    for argument in second:
        rivals = [other for other in joined if other.role == argument.role and stands_for(other.party, argument.party)]
        if not rivals:
            joined.append(argument)
        elif argument.party.kind is Kind.PERSON and all(other.party.kind is not Kind.PERSON for other in rivals):
            joined[joined.index(rivals[0])] = argument
    roles = list(dict.fromkeys(argument.role for argument in joined))
    return tuple(sorted(joined, key=lambda argument: roles.index(argument.role)))
