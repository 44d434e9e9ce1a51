"""Stays: the days of a visit of which words tell one, by what its traveller did there.

In go a visit and all events of its article, out comes the same visit with all of its days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg import edtf
from kg.coref.kinds import TOLD
from kg.coref.relations.visits import LONGEST_STAY, days_in, meets_host
from kg.model import DateBasis, Event, Salience, Status

_DAYS = re.compile(r"P(?P<days>\d+)D")
_STAY = frozenset(range(-2, LONGEST_STAY)) - {0}
_BEFORE = range(-2, 0)  #: days before the day of a meeting that show the same visit


def with_length(visit: Event) -> Event:
    """Give a visit of which the first day is told the days of its length, which another sentence tells: 两天的访问."""
    days = _DAYS.fullmatch(visit.duration or "")
    told = (
        visit.type == "Visit" and visit.date_basis in TOLD and visit.status is Status.HELD and len(visit.mentions) > 1
    )
    if not told or days is None or not edtf.is_day(visit.date or "") or int(days["days"]) not in range(2, LONGEST_STAY):
        return visit
    first = date.fromisoformat(visit.date or "")
    return replace(visit, date=edtf.interval(first, first + timedelta(days=int(days["days"]) - 1)))


def with_later_days(event: Event, events: Sequence[Event]) -> Event:
    """Give a visit of which one day is told the other days of what its traveller did there.

    The day may be that of a meeting in its sentence (5日会见来访的总统), and then an act of a day or two before shows
    the visit as well, as does the conference for which its traveller came; an arrival has no other days before it.
    """
    if event.type != "Visit" or event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return event
    if event.date_basis is DateBasis.INHERITED:
        return _on_days_of_meetings(event, events)
    acts = [other for other in events if other.date_basis in TOLD and other.status is Status.HELD]
    parts = [other for other in acts if other.part_of_event == event.id or _is_reason(other, event)]
    days = [other.date for other in parts if days_in(other.date, event) in _STAY and other.salience is Salience.MAIN]
    met = [other for other in acts if other.type == "Meeting" and all(meets_host(other, event))]
    if any(other.evidence == event.evidence and other.date == event.date for other in met):
        days += [other.date for other in met if days_in(other.date, event) in _BEFORE]
    return replace(event, date=edtf.join([event.date or "", *filter(None, days)])) if days else event


def _is_reason(act: Event, visit: Event) -> bool:
    """Tell whether a traveller came for a conference: 会见来华出席论坛的总统."""
    return act.type == "Summit" and visit.part_of_event == act.id and bool(set(act.parties()) & set(visit.parties()))


def _on_days_of_meetings(visit: Event, events: Sequence[Event]) -> Event:
    """Give a visit that was only lent a day the days on which its traveller met the hosts around it."""
    met = [
        other.date
        for other in events
        if other.type == "Meeting" and other.date and other.date_basis in TOLD and other.status is Status.HELD
        if all(meets_host(other, visit)) and edtf.days(edtf.join([visit.date or "", other.date]) or "") <= LONGEST_STAY
    ]
    return replace(visit, date=edtf.join([visit.date or "", *met])) if met else visit
