"""What two right lines of the tables of the world say against each other, and what a line leaves out.

In goes a world, out come the issues with file and line, for whoever keeps the tables; none of them stops a reading.
Lines that are wrong in themselves do not get here: they raise when they are read (see `worldtables`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, pairwise
from typing import TypeVar

from kg.knowledge.world import Tenure, World
from kg.model import EntityId, Issue

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


def check(world: World) -> tuple[Issue, ...]:
    """Return all that does not fit, by file and line."""
    checks = (overlaps, namesakes, unnamed, unposted, undated, misplaced, hidden_states, loose_compounds)
    issues = [issue for find in checks for issue in find(world)]
    return tuple(sorted(issues, key=lambda issue: _place(issue.where)))


def overlaps(world: World) -> Iterator[Issue]:
    """Find two persons who hold at once a post that one holds at a time.

    A day, month or year that both share is a handover, no overlap.
    """
    dated = [tenure for tenure in world.tenures if tenure.start is not None]
    for (polity, post, receiver), tenures in _grouped(((t.polity, t.post, t.receiver), t) for t in dated).items():
        if not world.posts[post].is_single_in(polity, receiver):
            continue
        office = f"{post} of {polity}" + (f" at {receiver}" if receiver else "")
        for before, after in pairwise(sorted(tenures, key=lambda tenure: (tenure.start or "", tenure.person))):
            if before.person != after.person and _lasts_into(before, after):
                told = f"{before.person} was {office} until {before.end or 'now'}"
                yield Issue(where=after.origin, message=f"{told}, {after.person} from {after.start}")


def namesakes(world: World) -> Iterator[Issue]:
    """Find strong forms that name two entities which no article tells apart.

    Persons are told apart by their state or organisation; those of one, unless they held one post at one time.
    """
    strong = [name for name in world.names if name.strength == "strong"]
    for form, names in _grouped((name.form, name) for name in strong).items():
        for left, right in combinations(names, 2):
            if not _told_apart(world, left.entity, right.entity):
                yield Issue(where=right.origin, message=f'"{form}" names both {left.entity} and {right.entity}')


def unnamed(world: World) -> Iterator[Issue]:
    """Find entities without a label in a language that every table has, and such as no surface form names."""
    for entity in world.entities.values():
        for language in ("zh", "en"):
            if not entity.labels.get(language):
                yield Issue(where=entity.origin, message=f"{entity.id} has no label in {language}")
        if entity.kind != "edition" and not world.forms_of(entity.id):
            yield Issue(where=entity.origin, message=f"{entity.id} has no surface form")


def unposted(world: World) -> Iterator[Issue]:
    """Find ambassadors of whom no line says where they serve."""
    for tenure in world.tenures:
        if world.posts[tenure.post].posted and tenure.receiver is None:
            yield Issue(where=tenure.origin, message=f"{tenure.person} is {tenure.post} without a receiver")


def undated(world: World) -> Iterator[Issue]:
    """Find editions that took place on no day."""
    for edition in world.editions.values():
        if edition.start is None and edition.status not in ("planned", "cancelled"):
            yield Issue(where=edition.origin, message=f"{edition.id} has no start and is neither planned nor cancelled")


def misplaced(world: World) -> Iterator[Issue]:
    """Find editions whose city lies in another state than their host."""
    for edition in world.editions.values():
        home = world.entities[edition.city].country if edition.city else edition.country
        if edition.country != home:
            yield Issue(where=edition.origin, message=f"{edition.city} lies in {home}, the host is {edition.country}")


def hidden_states(world: World) -> Iterator[Issue]:
    """Find offices whose wording is, or begins with, the name of a state or organisation: the longer form hides it."""
    forms = {name.form for name in world.names if name.kind in ("state", "organisation") and len(name.form) > 1}
    for office in world.offices.values():
        heads = (office.wording[:size] for size in range(2, len(office.wording) + 1))
        hidden = next((head for head in heads if head in forms), None)
        if hidden:
            yield Issue(where=office.origin, message=f'the office "{office.wording}" hides the name "{hidden}"')


def loose_compounds(world: World) -> Iterator[Issue]:
    """Find one-sign forms that are strong, and compound forms of two states."""
    compounds = _grouped((name.form, name) for name in world.names if name.strength == "compound")
    for form, names in compounds.items():
        for name in names[1:]:
            yield Issue(where=name.origin, message=f'the compound "{form}" names {names[0].entity} too')
    for name in world.names:
        if name.strength == "strong" and len(name.form) == 1:
            yield Issue(where=name.origin, message=f'"{name.form}" is too short to be strong')


def _lasts_into(before: Tenure, after: Tenure) -> bool:
    """Tell whether one tenure goes on after another has begun."""
    first = after.start or (after.seen[0] if after.seen else None)
    last = before.end or (before.seen[1] if before.seen else None)
    if first is None or last is None:
        return True
    size = min(len(last), len(first))
    return last[:size] > first[:size]


def _told_apart(world: World, left: EntityId, right: EntityId) -> bool:
    first, second = world.entities[left], world.entities[right]
    if not first.kind == second.kind == "person":
        return False
    return first.polity != second.polity or not any(
        mine.post == yours.post and mine.polity == yours.polity and _meet(mine, yours)
        for mine in world.tenures_of(left)
        for yours in world.tenures_of(right)
    )


def _meet(left: Tenure, right: Tenure) -> bool:
    """Tell whether two tenures share a time; where no date is known they may."""
    return _lasts_into(left, right) and _lasts_into(right, left)


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    groups: dict[_Key, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _place(where: str) -> tuple[str, int]:
    """Sort key of `file:line`."""
    path, _, line = where.rpartition(":")
    return path, int(line)
