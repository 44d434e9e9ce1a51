"""The date told at a trigger: which time expression of its sentence is its own, and what day that is from there.

In go a spot and the status of what is told there, out comes a date with its basis. The expression is chosen and
resolved by `choice`; from where it is seen is told by `views`; where the sentence tells no date, one is lent by
`lent`. What else an event's type says of its date is the business of `eventdates` and `summits.days`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from msgspec import structs

from kg import edtf
from kg.extract.events.status import status_of
from kg.extract.spot import Spot
from kg.extract.times.choice import RECENT, Search, View, When, choose, when
from kg.extract.times.lent import lent_date
from kg.extract.times.putoff import is_called_off_at
from kg.extract.times.views import first_view, view_of
from kg.model import Span, Status, TimeExpression

_ACTORS = frozenset({"person", "office", "pronoun", "group"})


def date_at(
    spot: Spot, status: Status, *, others: Sequence[Span] = (), time_before: bool = False, names: Sequence[Span] = ()
) -> When:
    """Find the date of what is told at a spot.

    Args:
        others: the other triggers, whose times are not its own.
        time_before: leave out the times after the trigger.
        names: leave out the times within these.
    """
    language, clause = spot.reading.language, spot.clause
    every = spot.reading.times_in(spot.sentence.span)
    told = [time for time in every if not any(name.covers(time.span) for name in names)]
    times = [time for time in told if not time_before or time.span.end <= spot.trigger.start]
    if language.follows_on.match(spot.text, clause.span.start, clause.span.end):
        times = [time for time in times if time.span.end <= clause.span.end]  # 继甲驱逐乙的大使后，乙25日…
        if not times:
            return When()
    if status is Status.CANCELLED:
        times = [time for time in times if not is_called_off_at(spot, time)]
    expression = _own_time(spot, times, status, others)
    expression = _of_told_year(expression, told)
    expression = _of_told_month(expression, told) if status is Status.HELD else expression
    view = first_view(spot)
    if expression is None:
        return lent_date(spot, status, times, view)
    return _seen(spot, expression, told, status, view)


def _own_time(
    spot: Spot, times: Sequence[TimeExpression], status: Status, others: Sequence[Span]
) -> TimeExpression | None:
    """Choose the time expression that a trigger has for its own."""
    search = Search(
        text=spot.text,
        language=spot.reading.language,
        trigger=spot.trigger,
        others=others,
        tried=spot.reading.triggers_in(spot.sentence.span),
        planned=_same_plan(spot) if status is Status.PLANNED else frozenset(),
        moves=spot.reading.moves_in(spot.trigger),
        is_open=status is not Status.HELD,
    )
    return choose(spot.sentence, spot.clause, times, search=search)


def _seen(spot: Spot, expression: TimeExpression, told: Sequence[TimeExpression], status: Status, view: View) -> When:
    """Resolve a time expression as seen from where it stands in its sentence, among the other times told there."""
    language, clause = spot.reading.language, spot.clause
    left = _day_of_departure(spot, expression, told, view) if status is Status.HELD else None
    if left is not None:
        there = when(expression, status=Status.PLANNED, view=replace(view, anchor=left, day=left.isoformat()))
        first = edtf.bounds(there.date)[0] if there.date else None
        if first is None or (first - left).days <= RECENT:
            return there
    done = language.finished.search(spot.text, clause.span.start, clause.span.end)
    planned = language.planned_before.search(spot.text, clause.span.start, spot.trigger.start)
    nearest = status is Status.CANCELLED or planned is not None
    view = view_of(spot, expression, told, view, status)
    found = when(expression, status=status, view=view, nearest=nearest, done=done is not None)
    first = edtf.bounds(found.date)[0] if found.date else None
    ahead = first is not None and first > view.anchor and expression.span.end <= clause.span.start
    return When() if ahead and status is Status.HELD else found  # 要让甲在下月来访，乙也+邀请


def _day_of_departure(spot: Spot, at: TimeExpression, times: Sequence[TimeExpression], view: View) -> date | None:
    """Return the day on which somebody sets out, where a time comes after it: 周日启程，于周一和周二访问."""
    start = spot.sentence.span.start
    out = spot.reading.language.sets_out.search(spot.text, start, at.span.start)
    before = [time for time in times if out and time.span.end <= out.start()]
    day = when(before[-1], status=Status.HELD, view=view).date if before else None
    return date.fromisoformat(day) if day and edtf.is_day(day) else None


def _same_plan(spot: Spot) -> frozenset[int]:
    """Return the clauses before that tell of the same plan, if no other subject is named: 将于5日访美，会见乙."""
    plan: list[int] = []
    between: list[int] = []  #: clauses that add to a plan told before them: 19日将访印，20日转往金边
    for clause in reversed(spot.sentence.clauses[: spot.clause.index]):
        after = spot.sentence.clauses[clause.index + 1]
        until = min((mark.start for mark in after.marks if mark.kind == "with"), default=spot.trigger.start)
        way = Span(start=clause.span.start, end=spot.clause.span.end)
        moves = spot.reading.moves_in(way) or spot.reading.conferences_in(way)
        later = moves and spot.reading.language.afterwards.match(spot.text, after.span.start)  # 会谈，随后+签署
        if later or any(phrase.kind in _ACTORS and phrase.end <= until for phrase in after.phrases):
            break
        end = Span(start=clause.span.end, end=clause.span.end)
        status, _ = status_of(spot.text, spot.sentence, clause, end, language=spot.reading.language)
        between.append(clause.index)
        if status is Status.PLANNED:
            plan += between
            between = []
    return frozenset(plan)


def _of_told_year(expression: TimeExpression | None, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Give a bare month the year told before it in its sentence: 2022年8月通话，11月+会晤."""
    value = expression.value if expression else None
    if expression is None or value is None or value.month is None or value.same:
        return expression
    if (value.year, value.year_shift, value.month_shift) != (None, None, None):
        return expression
    before = [time.value for time in times if time.span.end <= expression.span.start and time.value.year is not None]
    if not before or before[-1].month is None:
        return expression
    year = (before[-1].year or 0) + (value.month < before[-1].month)
    return structs.replace(expression, value=structs.replace(value, year=year))


def _of_told_month(expression: TimeExpression | None, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Give a bare day the month told with an earlier one before it in its sentence: 7月18日宣布，28日+又宣布."""
    value = expression.value if expression else None
    if expression is None or value is None or value.day is None or value.month is not None or value.same:
        return expression
    before = [time.value for time in times if time.span.end <= expression.span.start and time.value.day is not None]
    last = before[-1] if before else None
    if last is None or last.month is None or (last.day or 0) >= value.day or value.month_shift is not None:
        return expression
    return structs.replace(expression, value=structs.replace(value, year=last.year, month=last.month))
