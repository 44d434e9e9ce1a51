"""Whether two reports can tell of one event where at least one of them gives no date.

What has no date is judged by its publication: news are fresh, a plan lies ahead, an older event may be any.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.coref.finding import EARLIER, LATER, Finding, Pair
from kg.coref.outline import Outline, Period
from kg.coref.rules import DateValues, Steps
from kg.model import Salience, Status


def compare_one_undated(
    period: Period, dated: Outline, undated: Outline, values: DateValues, *, flag: int, stay: int
) -> Finding:
    """Judge a date against the publication of a report that gives none.

    Args:
        period: that the dated report gives.
        flag: of the report that gives none.
        stay: days that an event of this type may last; 0 if it is over within a day.
    """
    if undated.event.status is Status.HELD:
        return _news(period, dated, undated, values, flag=flag, stay=stay)
    return _plan(period, dated, undated, values, flag=flag, stay=stay)


def _news(period: Period, dated: Outline, undated: Outline, values: DateValues, *, flag: int, stay: int) -> Finding:
    told = f"{dated.event.date}, and told with no date on {date.fromordinal(undated.day)}"
    ahead = period.first - undated.newest
    if ahead > stay:
        return Finding("dates", values.apart, f"{told}, before it", veto=True)
    since = max(undated.day - period.last, 0)
    if undated.event.salience is Salience.BACKGROUND:
        value = values.recalled.at(since) if ahead <= 0 else None
        found = Finding("dates", value or 0.0, f"{told} as an older event", vague=flag)
        return _no_surer_than(period, found, values)
    when = f"{ahead} days before" if ahead > 1 else f"{since} days after"
    found = _graded(values.undated_news, max(since, ahead - 1), values.far, f"{told}, {when}", flag)
    return _no_surer_than(period, found, values)


def _plan(period: Period, dated: Outline, undated: Outline, values: DateValues, *, flag: int, stay: int) -> Finding:
    status = undated.event.status
    told = f"{dated.event.date}, and {status} with no date on {date.fromordinal(undated.day)}"
    if period.last < undated.day:
        over = dated.event.status is Status.HELD and undated.day - period.last > stay
        return Finding("dates", values.apart, f"{told}, after it", veto=over)
    if undated.event.salience is Salience.BACKGROUND:
        return Finding("dates", 0.0, f"{told}, recalled", vague=flag)
    if status is Status.CANCELLED and dated.day > undated.day:
        return Finding("dates", values.put_off, f"{told}: put off", vague=flag)
    if status is Status.DECLINED and dated.day > undated.day:
        return Finding("dates", values.apart, f"{told}: a new one", vague=flag)
    until = max(period.first - undated.day, 0)
    found = _graded(values.undated_plan, until, values.far, f"{told}, {until} days before", flag)
    return _no_surer_than(period, found, values)


def _no_surer_than(period: Period, found: Finding, values: DateValues) -> Finding:
    """Bound what no date is worth by what a day would be worth against the same period: a year says next to nothing."""
    return replace(found, value=min(found.value, values.overlap.at(period.length) or 0.0))


def compare_undated(pair: Pair, values: DateValues, *, stay: int) -> Finding:
    """Judge two reports without dates by the days between their publications.

    Args:
        stay: days that an event of this type may last; 0 if it is over within a day.
    """
    earlier, later = pair.earlier.event, pair.later.event
    between = pair.later.day - pair.earlier.day
    told = f"no dates, published {between} days apart"
    both = EARLIER | LATER
    held = (earlier.status is Status.HELD, later.status is Status.HELD)
    if held == (False, False):
        return _graded(
            values.both_plans,
            between,
            values.far,
            told,
            EARLIER | LATER if between > values.both_plans.bounds[0] else 0,
        )
    if held == (False, True):
        return _graded(values.plan_then_news, between, values.far, f"{told}: {earlier.status}, then held", EARLIER)
    if held == (True, False):
        fresh = earlier.salience is Salience.MAIN and between > stay
        return Finding("dates", values.apart, f"{told}: held, then {later.status}", veto=fresh)
    if pair.earlier.news and pair.later.news:
        return _graded(
            values.both_news, between, values.far, told, EARLIER | LATER if between > values.both_news.bounds[0] else 0
        )
    return Finding("dates", 0.0, f"{told}, one as an older event", vague=both)


def _graded(steps: Steps, days: int, beyond: float, reason: str, vague: int) -> Finding:
    value = steps.at(days)
    return Finding("dates", beyond if value is None else value, reason, vague=vague)
