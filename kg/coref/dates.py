"""Whether the dates of two reports can be those of one event.

Dates count with their precision, and with what is known of them when the report was published: a plan comes before
what it plans, news follow what they tell. Two different days of something held are two events; a plan may move.
What lasts is told day by day: days of it that are no further apart than a stay is long forbid nothing.
Reports of which one gives no date are judged in `undated`.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.coref.finding import EARLIER, LATER, Finding, Pair
from kg.coref.outline import Outline, Period
from kg.coref.rules import Rules
from kg.coref.undated import compare_one_undated, compare_undated
from kg.model import DateBasis, Status


class _Dated(NamedTuple):
    """A report that gives a date."""

    outline: Outline
    period: Period
    flag: int

    @property
    def status(self) -> Status:
        return self.outline.event.status

    @property
    def date(self) -> str | None:
        return self.outline.event.date

    def __str__(self) -> str:
        return f"{self.status} on {self.date}"


def compare_dates(pair: Pair, rules: Rules, *, point: bool) -> Finding:
    """Compare the dates of two reports.

    Args:
        point: an event of this type is over within a day.
    """
    earlier, later = pair.earlier, pair.later
    stay = 0 if point else rules.days.stay
    if earlier.period and later.period:
        first = _Dated(earlier, earlier.period, EARLIER)
        return _both_dated(first, _Dated(later, later.period, LATER), rules, stay=stay)
    if earlier.period:
        return compare_one_undated(earlier.period, earlier, later, rules.dates, flag=LATER, stay=stay)
    if later.period:
        return compare_one_undated(later.period, later, earlier, rules.dates, flag=EARLIER, stay=stay)
    return compare_undated(pair, rules.dates, stay=stay)


def _both_dated(earlier: _Dated, later: _Dated, rules: Rules, *, stay: int) -> Finding:
    """Compare two dates.

    Args:
        stay: days that an event of this type may last; 0 if it is over within a day.
    """
    if earlier.period.gap(later.period) == 0:
        return _overlap(earlier, later, rules, stay=stay)
    held = [each.status is Status.HELD for each in (earlier, later)]
    if all(held):
        return _both_held(earlier, later, rules, stay=stay)
    if any(held):
        plan, done = (later, earlier) if held[0] else (earlier, later)
        return _plan_and_held(plan, done, rules, stay=stay)
    return _both_planned(earlier, later, rules)


def _overlap(earlier: _Dated, later: _Dated, rules: Rules, *, stay: int) -> Finding:
    values = rules.dates
    if earlier.period.length == later.period.length == 1:
        return Finding("dates", values.same_day, f"both on {earlier.date}")
    one_stay = max(earlier.period.length, later.period.length) <= stay
    if not one_stay and (_held_before_told(earlier, later) or _held_before_told(later, earlier)):
        return Finding("dates", values.apart, f"{earlier}, {later}: held before the plan was published", veto=True)
    longer, shorter = (earlier, later) if earlier.period.length >= later.period.length else (later, earlier)
    same = earlier.period == later.period
    value = (values.same_period if same else values.overlap).at(longer.period.length) or 0.0
    vague = 0
    for each in (longer, shorter):
        vague |= each.flag if each.period.length > rules.days.week else 0
    if vague and earlier.status is later.status is Status.PROPOSED:
        between = later.outline.day - earlier.outline.day
        value = min(value, values.both_plans.at(between) or 0.0)  # a wish for a month is soon another wish
    told = f"both in {earlier.date}" if same else f"{shorter.date} meets {longer.date}"
    return Finding("dates", value, told, vague=vague)


def _held_before_told(held: _Dated, plan: _Dated) -> bool:
    """Tell whether an event was over when a report spoke of days still to come."""
    if held.status is not Status.HELD or plan.status is Status.HELD:
        return False
    return held.period.last < plan.outline.day <= plan.period.last


def _both_held(earlier: _Dated, later: _Dated, rules: Rules, *, stay: int) -> Finding:
    told = f"{earlier} and {later}"
    gap = earlier.period.gap(later.period)
    near = rules.dates.adjacent.at(gap)
    inherited = DateBasis.INHERITED in (earlier.outline.event.date_basis, later.outline.event.date_basis)
    if near is None or not (stay or inherited):
        return Finding("dates", rules.dates.apart, told, veto=gap > stay)
    if not stay:
        return Finding("dates", 0.0, f"{told}, one only by what it belongs to", vague=EARLIER | LATER)
    return Finding("dates", near, f"{told}, {gap} days apart")


def _plan_and_held(plan: _Dated, held: _Dated, rules: Rules, *, stay: int) -> Finding:
    told = f"{plan}, {held}"
    gap = plan.period.gap(held.period)
    if held.period.last < plan.outline.day and gap > min(stay, rules.days.near):
        return Finding("dates", rules.dates.apart, f"{told}: held before the plan was published", veto=True)
    if gap > rules.days.reschedule:
        return Finding("dates", rules.dates.apart, told, veto=True)
    near = rules.dates.moved.at(gap)
    if plan.status is Status.CANCELLED and held.period.first > plan.period.last:
        return Finding("dates", near or rules.dates.put_off, f"{told}: put off", vague=EARLIER | LATER)
    if near is None:
        return Finding("dates", rules.dates.apart, told)
    return Finding("dates", near, f"{told}, {gap} days from it", vague=plan.flag)


def _both_planned(earlier: _Dated, later: _Dated, rules: Rules) -> Finding:
    told = f"{earlier}, then {later}"
    gap = earlier.period.gap(later.period)
    if gap > rules.days.reschedule:
        return Finding("dates", rules.dates.apart, told, veto=True)
    near = rules.dates.moved.at(gap)
    if near is not None:
        return Finding("dates", near, f"{told}, {gap} days from it", vague=EARLIER | LATER)
    forward = later.period.first > earlier.period.last
    still_open = later.outline.day <= earlier.period.last or earlier.status is Status.CANCELLED
    if forward and still_open and later.outline.order[0] != earlier.outline.order[0]:
        return Finding("dates", rules.dates.put_off, f"{told}: put off", vague=EARLIER | LATER)
    return Finding("dates", rules.dates.apart, told)
