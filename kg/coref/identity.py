"""Whether two reports name the same conference: by edition, by series, or by a name like the other's."""

from __future__ import annotations

import re

from kg.coref.finding import EARLIER, LATER, Finding, Pair
from kg.coref.outline import Outline, sign_pairs
from kg.coref.rules import IdentityValues
from kg.model import EntityId

_YEARS = range(1900, 2200)
_EDITION = re.compile(r"-\d{4}(-\d+)?$")  # of the year, and of its number where a year has several


def compare_identity(pair: Pair, values: IdentityValues, alike: float) -> Finding:
    """Compare which conference two reports name.

    Args:
        alike: share of common pairs of signs from which two names are alike.
    """
    one, other = pair.earlier.event, pair.later.event
    if one.entity and other.entity:
        return _linked(one.entity, other.entity, values)
    names = f"{one.name} and {other.name}"
    if numbers_differ(pair.earlier, pair.later):
        return Finding("identity", values.other, f"different numbers: {names}", veto=True)
    likeness = _likeness(pair.earlier, pair.later)
    if likeness == 1:
        return Finding("identity", values.name, f"both name {one.name}")
    if likeness >= alike:
        return Finding("identity", values.alike, f"names alike: {names}", vague=EARLIER | LATER)
    return Finding("identity", values.other, f"different names: {names}")


def _linked(one: EntityId, other: EntityId, values: IdentityValues) -> Finding:
    if one == other and is_edition(one):
        return Finding("identity", values.edition, f"both are {one}")
    if series_of(one) != series_of(other):
        return Finding("identity", values.other, f"different series: {one}, {other}", veto=True)
    if is_edition(one) and is_edition(other):
        return Finding("identity", values.other, f"different editions: {one}, {other}", veto=True)
    vague = EARLIER | LATER if one == other else LATER if is_edition(one) else EARLIER
    return Finding("identity", values.series, f"both of {series_of(one)}", vague=vague)


def same_edition(one: Outline, other: Outline, most: int) -> bool:
    """Tell whether two reports are linked to one edition of a conference: nothing else can part them then.

    Args:
        most: days between their dates from which the link of one of them must be wrong.
    """
    entity = one.event.entity
    if entity is None or entity != other.event.entity or not is_edition(entity):
        return False
    return one.period is None or other.period is None or one.period.gap(other.period) <= most


def is_edition(entity: EntityId) -> bool:
    """Tell whether a conference is one edition of its series.

    >>> is_edition(EntityId("edition:apec-leaders-2024")), is_edition(EntityId("series:apec-leaders"))
    (True, False)
    """
    return entity.startswith("edition:")


def series_of(entity: EntityId) -> str:
    """Return the series of an edition or a series.

    >>> series_of(EntityId("edition:apec-leaders-2024")), series_of(EntityId("edition:asean-summit-2024-44"))
    ('apec-leaders', 'asean-summit')
    """
    kind, _, name = entity.partition(":")
    return _EDITION.sub("", name) if kind == "edition" else name


def numbers_differ(one: Outline, other: Outline) -> bool:
    """Tell whether two names of conferences give numbers that exclude each other: 28th and 29th, 2023 and 2024."""
    years = [{number for number in each.numbers if number in _YEARS} for each in (one, other)]
    counts = [each.numbers - year for each, year in zip((one, other), years, strict=True)]
    return any(left and right and not (left <= right or right <= left) for left, right in (years, counts))


def _likeness(one: Outline, other: Outline) -> float:
    """Return the share of common pairs of signs (Dice); 1 where the names are equal without numbers and marks."""
    if one.signs == other.signs:
        return 1.0
    left, right = sign_pairs(one.signs), sign_pairs(other.signs)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
