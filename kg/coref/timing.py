"""When an event was or is to be: one date out of those of its reports, without averaging.

The reports of the status that decides give the date: the most precise one that goes with the latest. An event that
lasts (a visit, a conference) takes the longest of the plans that go with the latest one. If it was held on days of the
last plan, it keeps the days of that plan, else it has those that its reports show together, if they adjoin. Dates of
other plans are kept as previous ones, dates that contradict the outcome as conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import edtf
from kg.coref.outline import Period, period_of
from kg.coref.report import Report
from kg.coref.rules import Days, Rules
from kg.model import DateBasis, Event, Status

_OPEN = (Status.PLANNED, Status.PROPOSED)
_WIDE = (DateBasis.RELATIVE, DateBasis.INHERITED)  #: whose runs of days (a week, a whole trip) hold more than the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When an event is, and when else it was said to be."""

    date: str | None = None  #: EDTF
    basis: DateBasis = DateBasis.NOT_GIVEN
    start: str | None = None  #: ISO 8601 with zone
    previous: tuple[str, ...] = ()  #: in order of publication
    conflicts: tuple[str, ...] = ()  #: in order of publication


@dataclass(frozen=True, slots=True)
class _Dated:
    """A report that gives a date."""

    report: Report
    date: str
    period: Period

    @property
    def event(self) -> Event:
        return self.report.event

    @property
    def exact(self) -> bool:
        """Whether it gives the very days of what lasts, rather than a stretch in which these lie."""
        basis, grain = self.event.date_basis, edtf.granularity(self.date)
        sharp = grain == "day" or (grain == "interval" and basis not in _WIDE)
        return sharp and basis is not DateBasis.PERIOD and None not in edtf.bounds(self.date)

    @property
    def is_plan_of_days(self) -> bool:
        """Whether it tells from which day to which a plan goes."""
        return self.exact and self.event.status is Status.PLANNED and self.period.length > 1

    def goes_with(self, period: Period, *, lasting: bool) -> bool:
        """Tell whether both can be true; two runs of days of what lasts are two if they only overlap."""
        if lasting and self.exact:
            return period.covers(self.period) or self.period.covers(period)
        return self.period.gap(period) == 0


def settle_timing(reports: Sequence[Report], status: Status, rules: Rules) -> Timing:
    """Settle the date of an event.

    Args:
        reports: in order of publication, of one event.
        status: what became of it.
    """
    lasting = not rules.profiles[reports[0].event.type].point
    dated = [each for report in reports if (each := _dated(report, rules.days))]
    deciding = _deciding(dated, reports, status, lasting=lasting)
    if not deciding:
        return Timing()
    chosen = _chosen(deciding, dated, status, rules, lasting=lasting)
    period = Period(min(each.period.first for each in chosen), max(each.period.last for each in chosen))
    date = edtf.join([each.date for each in chosen])
    whole = [each for each in chosen if each.date == date] or chosen
    starts = [each.event.start for each in deciding if each.event.start and each.goes_with(period, lasting=lasting)]
    others = [each for each in dated if each not in chosen and not each.goes_with(period, lasting=lasting)]
    against = [each for each in others if _contradicts(each.report, chosen[-1].report, status)]
    return Timing(
        date=date,
        basis=whole[-1].event.date_basis,
        start=starts[-1] if starts else None,
        previous=_dates(each for each in others if each not in against),
        conflicts=_dates(against),
    )


def _dated(report: Report, days: Days) -> _Dated | None:
    date = report.event.date
    period = period_of(date, days) if date else None
    return _Dated(report, date, period) if date and period else None


def _dates(dated: Iterable[_Dated]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.date for each in dated))


def _deciding(dated: Sequence[_Dated], reports: Sequence[Report], status: Status, *, lasting: bool) -> list[_Dated]:
    """Return the reports whose dates may be taken: of the status that decides, else of the plans that led to it."""
    deciding = [each for each in dated if each.event.status is status]
    if not lasting:
        deciding = [each for each in deciding if each.event.date_basis is not DateBasis.INHERITED] or deciding
    if deciding or status is not Status.HELD:
        return deciding or list(dated)
    news = max(report.article.day for report in reports if report.event.status is Status.HELD)
    return [each for each in dated if each.period.first <= news.toordinal()]


def _chosen(
    deciding: Sequence[_Dated], dated: Sequence[_Dated], status: Status, rules: Rules, *, lasting: bool
) -> list[_Dated]:
    """Return the reports whose dates together are the date of the event."""
    exact = [each for each in deciding if each.exact] if lasting else []
    if not exact:
        latest = [each for each in reversed(deciding) if each.period.gap(deciding[-1].period) == 0]
        return [min(latest, key=lambda each: each.period.length)]
    if status is not Status.HELD:
        return [each for each in exact if each.goes_with(exact[-1].period, lasting=True)]
    plan = next((each for each in reversed(dated) if each.is_plan_of_days), None)
    if plan is None:
        return _adjoining(exact, rules.dates.adjacent.bounds[-1])
    # A run of days that holds all of the plan and more is that of a whole trip.
    within = [each for each in exact if each.period == plan.period or not each.period.covers(plan.period)]
    run = _adjoining(within, rules.dates.adjacent.bounds[-1]) if within else []
    return run if any(not plan.period.covers(each.period) for each in run) else [plan]


def _adjoining(exact: Sequence[_Dated], most: int) -> list[_Dated]:
    """Return the reports whose days adjoin one another: of several such runs that of most reports, then the latest.

    Args:
        most: days from the end of the one to the start of the other.
    """
    runs: list[list[_Dated]] = []
    rest = list(exact)
    while rest:
        run = [rest.pop()]
        while near := [each for each in rest if any(each.period.gap(other.period) <= most for other in run)]:
            run += near
            rest = [each for each in rest if each not in near]
        runs.append(run)
    best = max(runs, key=len)
    return [each for each in exact if each in best]


def _contradicts(report: Report, deciding: Report, status: Status) -> bool:
    """Tell whether another date speaks against the outcome; else it is what was planned before."""
    if status in _OPEN:
        return report.article.day >= deciding.article.day
    return report.event.status is status
