"""Which reports are compared at all: those of one type that share parties (or a conference) and a stretch of days.

Comparing every report with every other would take the square of the archive. Here each report is filed under a few
keys, and under each key only reports whose windows of days meet are paired. No judgement is made here; a pair that is
not a candidate is never joined directly, so keys are kept wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from sys import maxsize
from typing import NamedTuple

from kg.coref.identity import is_edition, same_edition, series_of
from kg.coref.outline import ANY, CALLED_OFF, Outline, Side
from kg.coref.rules import Days
from kg.model import ArticleId, EntityId, Status

_SIDES = 4  #: sides whose pairs are keys; an event of more sides is found by its first ones
_RUN = 3  #: neighbouring signs that names of conferences must share to be compared
_TRAVELLER = "traveller"  #: the role that stands alone in its event

Key = tuple[str, ...]


class Filing(NamedTuple):
    """One of the places that a report is filed under: two reports bear on one another only where filings meet."""

    key: str
    earliest: int  #: the first day of its window, as a proleptic Gregorian ordinal
    latest: int


def filings(outline: Outline) -> tuple[Filing, ...]:
    """Return what a report is filed under, so that those which a new report may bear on are found without the rest.

    All that is told of one edition of a conference is filed together, whatever its days.
    """
    keys = (Filing("\t".join(key), outline.earliest, outline.latest) for key in sorted(block_keys(outline)))
    entity = outline.event.entity
    return (*keys, Filing(entity, 0, maxsize)) if entity and is_edition(entity) else tuple(keys)


def candidates(outlines: Sequence[Outline], days: Days) -> list[tuple[int, int]]:
    """Pair the reports that are worth comparing.

    Returns:
        Pairs of indexes, the smaller first, each once, sorted; never two of one article.
    """
    blocks: dict[Key, list[int]] = {}
    editions: dict[EntityId, list[int]] = {}
    for index, outline in enumerate(outlines):
        entity = outline.event.entity
        if entity and is_edition(entity):
            editions.setdefault(entity, []).append(index)
        for key in block_keys(outline):
            blocks.setdefault(key, []).append(index)
    found = {pair for members in editions.values() for pair in _chain(members, outlines, days.reschedule)}
    for members in blocks.values():
        if len(members) > 1:
            found.update(_meeting(members, outlines, days.news))
    return sorted(found)


def _chain(members: Sequence[int], outlines: Sequence[Outline], most: int) -> Iterator[tuple[int, int]]:
    """Pair what each article first tells of an edition with the next: that all of it is one event is known.

    Args:
        most: days between two dates from which they are of two chains, for a link is wrong.
    """
    first: dict[ArticleId, int] = {}
    for index in members:
        first.setdefault(outlines[index].article, index)
    chains: list[list[int]] = []
    for index in first.values():
        fitting = (
            chain for chain in chains if all(same_edition(outlines[index], outlines[each], most) for each in chain)
        )
        chain = next(fitting, None)
        if chain is None:
            chains.append([index])
        else:
            yield chain[-1], index
            chain.append(index)


def block_keys(outline: Outline) -> set[Key]:
    """Return the keys that a report is filed under."""
    event = outline.event
    if event.name or event.entity:
        return set(_conference_keys(outline))
    sides = outline.sides[:_SIDES]
    if len(sides) == 1 or any(side.role == _TRAVELLER for side in sides):
        return {(event.type, token) for side in sides for token in _tokens(side)}
    return {
        (event.type, *sorted((one, other)))
        for left, right in combinations(sides, 2)
        for one in _tokens(left)
        for other in _tokens(right)
    }


def _tokens(side: Side) -> Iterator[str]:
    yield f"{side.role}:{side.key}"
    if side.stateless:
        yield f"{side.role}:{ANY}"


def _conference_keys(outline: Outline) -> Iterator[Key]:
    event = outline.event
    if event.entity:
        yield event.type, "series", series_of(event.entity)
    for start in range(max(len(outline.signs) - _RUN, 0) + 1):
        yield event.type, "name", outline.signs[start : start + _RUN]
    for place in event.places:
        if place.country:
            yield event.type, "in", place.country


def _meeting(members: Iterable[int], outlines: Sequence[Outline], reach: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose windows of days meet, sweeping over their starts."""
    active: list[int] = []
    for index in sorted(members, key=lambda member: (outlines[member].earliest, member)):
        start = outlines[index].earliest
        active = [each for each in active if outlines[each].latest >= start]
        for each in active:
            if _worth(outlines[each], outlines[index], reach):
                yield (each, index) if each < index else (index, each)
        active.append(index)


def _worth(one: Outline, other: Outline, reach: int) -> bool:
    """Tell whether a pair whose windows meet can be told apart only by comparing it.

    Args:
        reach: days by which what is held may miss its plan.
    """
    left, right = one.event, other.event
    if one.article == other.article:
        return False
    if left.entity and right.entity and _settled(left.entity, right.entity):
        return False
    if one.period and other.period and left.status != right.status and Status.HELD in (left.status, right.status):
        plan = left if right.status is Status.HELD else right
        return plan.status in CALLED_OFF or one.period.gap(other.period) <= reach
    return True


def _settled(one: EntityId, other: EntityId) -> bool:
    """Tell whether two linked conferences are known to be one or two: by edition, or by series."""
    return (is_edition(one) and is_edition(other)) or series_of(one) != series_of(other)
