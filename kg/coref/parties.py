"""Whether two reports name the same parties, and whom these stand for.

A report that names a person and one that names only the state may tell of one event; two that name different persons
for one state do not. The first agent of a side is its principal: who sits beside it is not what an event is told by.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.coref.finding import EARLIER, LATER, Finding, Pair
from kg.coref.outline import Side, name_parts
from kg.coref.rules import PartyValues
from kg.model import Kind, Party

_LONG = 4  #: signs from which names that differ in one sign are two spellings of one


def compare_parties(pair: Pair, values: PartyValues) -> Finding:
    """Compare the sides of two reports, role by role."""
    earlier, later = pair.earlier.sides, pair.later.sides
    matched, left, right = _match(earlier, later)
    found = [_compare_side(one, other, values) for one, other in matched]
    for finding in found:
        if finding.veto:
            return finding
    if not found:
        return Finding("parties", 0.0, "no party in common", veto=True)
    whole = _mean(found)
    return _with_missing(whole, len(matched), left, right, values) if left or right else whole


def _mean(found: Sequence[Finding]) -> Finding:
    """Make one finding of those of the sides."""
    vague = 0
    for finding in found:
        vague |= finding.vague
    value = sum(finding.value for finding in found) / len(found)
    return Finding("parties", value, "; ".join(finding.reason for finding in found), vague=vague)


def _with_missing(
    whole: Finding, shared: int, left: Sequence[Side], right: Sequence[Side], values: PartyValues
) -> Finding:
    """Weigh that one report has sides that the other lacks: talks of two are not talks of three."""
    absent = ", ".join(side.key for side in (*left, *right))
    if left and right:
        return Finding("parties", whole.value, f"different parties: {absent}", veto=True)
    mutual = shared == 2 and all(side.mutual for side in (*left, *right))
    weight = values.missing if mutual else values.partly
    vague = whole.vague | (LATER if left else EARLIER)
    return Finding("parties", whole.value + weight, f"{whole.reason}; only one names {absent}", vague=vague)


def _match(earlier: Sequence[Side], later: Sequence[Side]) -> tuple[list[tuple[Side, Side]], list[Side], list[Side]]:
    """Pair the sides that can be the same; what is left over on either hand comes after."""
    rest = {(side.role, side.key): side for side in later}
    matched: list[tuple[Side, Side]] = []
    left: list[Side] = []
    for side in earlier:
        same = rest.pop((side.role, side.key), None)
        if same is None:
            left.append(side)
        else:
            matched.append((side, same))
    for side in [each for each in left if each.stateless]:
        other = next((each for each in rest.values() if each.role == side.role and _may_be(side, each)), None)
        if other is not None:
            matched.append((side, rest.pop((other.role, other.key))))
            left.remove(side)
    return matched, left, list(rest.values())


def _may_be(side: Side, other: Side) -> bool:
    """Tell whether two actors of no state can be the same, or one an official of the other."""
    if not other.stateless:
        return False
    one, two = side.agents[0], other.agents[0]
    return (Kind.ORG in (one.kind, two.kind) and one.kind != two.kind) or same_name(one, two) > 0


def _compare_side(one: Side, other: Side, values: PartyValues) -> Finding:
    """Compare what two reports name for one state, or one actor of no state."""
    if not one.agents and not other.agents:
        return Finding("parties", values.state, f"both name {one.key} without persons")
    if not one.agents or not other.agents:
        agent = (one.agents or other.agents)[0]
        vague = LATER if one.agents else EARLIER
        return Finding("parties", values.stands_for, f"{agent.name} stands for {one.key}", vague=vague)
    first, second = one.agents[0], other.agents[0]
    if first.kind != second.kind and Kind.ORG in (first.kind, second.kind):
        person, org = (first, second) if second.kind is Kind.ORG else (second, first)
        vague = LATER if org is second else EARLIER
        return Finding("parties", values.may_stand_for, f"{person.name} may stand for {org.name}", vague=vague)
    likeness = min(_best(first, other.agents), _best(second, one.agents))
    if likeness == 0:
        return Finding("parties", 0.0, f"different parties for {one.key}: {first.name}, {second.name}", veto=True)
    if likeness < 1:
        return Finding("parties", values.spelling, f"{first.name} and {second.name} are alike")
    return Finding("parties", values.person, f"both name {first.name}")


def _best(party: Party, others: Sequence[Party]) -> float:
    return max(same_name(party, other) for other in others)


def same_name(one: Party, other: Party) -> float:
    """Tell how well two names can be those of one party: 1 the same, 0 not, between for another spelling.

    A full name and its last or first part are the same; so are two entities that are equal, whatever the names.
    """
    if one.entity and other.entity:
        return 1.0 if one.entity == other.entity else 0.0
    if one.name == other.name:
        return 1.0
    return _alike(one.name, other.name)


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    short, long = sorted((name_parts(one), name_parts(other)), key=lambda parts: (len(parts), sum(map(len, parts))))
    if not short:
        return 0.0
    if len(short) == 1 and short[0] in long:
        return 1.0
    if len(short) == len(long) == 1 and len(short[0]) >= 2 and long[0].startswith(short[0]):
        return 0.9
    if len(short) > 1 and short[-1] == long[-1] and short[0] == long[0]:
        return 0.9
    if len(short[-1]) >= _LONG and _one_sign_apart(short[-1], long[-1]) and short[0][0] == long[0][0]:
        return 0.8
    return 0.0


def _one_sign_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
