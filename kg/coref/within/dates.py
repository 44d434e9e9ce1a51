"""Dates of two mentions: whether they may be those of one event, and the most precise of them.

A stay is all of its days, from the arrival that one mention tells to the return that another does. Reports of several
articles are compared by rules of their own, in `kg.coref.dates`.
"""

from __future__ import annotations

from dataclasses import replace

from kg import edtf
from kg.coref.kinds import FORESEEN, TOLD
from kg.coref.within.status import is_presumed
from kg.model import DateBasis, Event, Salience, Status

_LONGEST_STAY = 21  #: days
_RAISED = "RelationsChange/raises"
_NEAR = 3  #: days between two dates of one event, of which one was only lent


def dates_fit(known: Event, event: Event) -> bool:
    """Tell whether two mentions may be of one event by their dates, told or not."""
    if known.date is None or event.date is None:
        other = known.apart != event.apart and known.type in ("Agreement", "RelationsChange")
        other = other and not _is_headed(known, event)
        beside = known.salience == event.salience or is_presumed(known, event)
        recalled = known.type == "Visit" and _is_undated_memory(known, event)
        raised = known.type == "RelationsChange" and (known.rule != _RAISED or known.salience == event.salience)
        there = known.type == "Meeting" and _is_one_city(known, event)
        return known.type == "Summit" or raised or recalled or there or (beside and not other)
    if _are_two_stays(known, event):
        return False
    lent = DateBasis.INHERITED in (known.date_basis, event.date_basis)
    near = (lent or _is_one_stay(known, event)) and known.salience == event.salience
    return edtf.overlaps(known.date, event.date) or (near and lie_near(known.date, event.date, _NEAR))


def _is_headed(known: Event, event: Event) -> bool:
    """Tell whether one mention stands in the line right before the other, as a heading does, which says no 近日."""
    first, second = sorted((known.evidence, event.evidence))
    return known.rule == event.rule and second.start - first.end == 1


def _is_undated_memory(known: Event, event: Event) -> bool:
    """Tell whether one of two mentions is recalled without a day, and no word says that it is another: 我就任后访华."""
    undated = [each for each in (known, event) if each.date is None]
    return any(each.apart and each.salience is Salience.MAIN for each in undated)


def _is_one_city(known: Event, event: Event) -> bool:
    """Tell whether talks that one sentence recalls are known to another by their city: 落实好旧金山会晤成果."""
    if known.evidence == event.evidence:
        return False
    cities = [{place.entity for place in each.places} for each in (known, event)]
    return bool(cities[0]) and cities[0] == cities[1] and all((city or "").startswith("place:") for city in cities[0])


def _is_one_stay(known: Event, event: Event) -> bool:
    """Tell whether both are visits to one state alone, of which one may give the arrival and the other the return."""
    states = {place.country for each in (known, event) for place in each.places}
    return known.type == "Visit" and len(states) == 1 and None not in states


def _are_two_stays(known: Event, event: Event) -> bool:
    """Tell whether the days of two journeys are told in full and no day is in both: 1日至3日访问甲，4日至6日赴乙."""
    told = known.type == "Visit" and {known.date_basis, event.date_basis} <= TOLD
    both = all(is_stay(each.date or "") for each in (known, event))
    return told and both and not edtf.overlaps(known.date or "", event.date or "")


def put_off(known: Event, event: Event) -> Event | None:
    """Return of two mentions of a journey the one with its new date, where the other tells that the old one is off."""
    old = next((each for each in (known, event) if each.status is Status.CANCELLED), None)
    new = next((each for each in (known, event) if each.status in (Status.PLANNED, Status.HELD)), None)
    if old is None or new is None or known.type not in FORESEEN or new.date is None:
        return None
    if new.status is Status.HELD and (known.type != "Visit" or old.date is not None):
        return None
    if old.date is None:
        return new if (old.salience, new.salience) == (Salience.BACKGROUND, Salience.MAIN) else None
    before, after = edtf.bounds(old.date)[1], edtf.bounds(new.date)[1]
    return new if before is not None and after is not None and before < after else None


def lie_near(left: str, right: str, most: int) -> bool:
    """Tell whether no more than so many days lie between two dates."""
    (first, last), (start, end) = edtf.bounds(left), edtf.bounds(right)
    ahead = (start - last).days if start and last else 0
    behind = (first - end).days if first and end else 0
    return max(ahead, behind) <= most


def joined_date(first: Event, second: Event) -> tuple[str | None, DateBasis, str | None]:
    """Return the date of what two mentions tell of, where it comes from, and when on that day it began."""
    dated = [event for event in (first, second) if event.date]
    if not dated:
        return None, DateBasis.NOT_GIVEN, None
    own = [event for event in dated if event.date_basis is not DateBasis.INHERITED] or dated
    best = min(own, key=lambda event: edtf.days(event.date or ""))
    if best.type == "Summit" and not edtf.is_day(best.date or ""):  # 今年来华出席, and a day there that is lent
        best = next((event for event in dated if _lies_in(event.date or "", best.date or "")), best)
    if edtf.is_week(best.date or ""):  # 上周, and a caption gives the day
        best = next((event for event in dated if edtf.granularity(event.date or "") == "day"), best)
    if best.type in ("Visit", "Summit"):  # a stay is all of its days
        stays = [event for event in dated if is_stay(event.date or "")]
        lent = (DateBasis.PERIOD, DateBasis.INHERITED) if best.type == "Summit" else (DateBasis.PERIOD,)
        stays = [event for event in stays if event.date_basis not in lent]
        best = max(stays, key=lambda event: edtf.days(event.date or ""), default=best)
    if best.type == "Visit" and len(own) > 1 and not edtf.overlaps(*(event.date or "" for event in own)):
        best = replace(best, date=edtf.join([event.date or "" for event in own]))  # from the arrival to the return
    return best.date, best.date_basis, best.start or next((event.start for event in dated if event.start), None)


def _lies_in(date: str, longer: str) -> bool:
    """Tell whether a date is one day of a longer time that is no stay."""
    return edtf.is_day(date) and not is_stay(longer) and edtf.overlaps(date, longer)


def is_stay(date: str) -> bool:
    """Tell whether a date is the days of a stay, and not the week in which it lies."""
    return "/" in date and edtf.days(date) <= _LONGEST_STAY and not edtf.is_week(date)
