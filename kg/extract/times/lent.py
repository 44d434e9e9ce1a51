"""Dates lent to what no time of its own sentence dates.

In go a spot and a status, out comes the date of the plan at which the words point (届时), of what came right before, of
the journey (在英期间), of the stamp after a caption, or the only day of which the article speaks; none where the words
look back or go on to a journey. A conference lends its days later, in `coref`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg import edtf
from kg.extract.spot import Spot
from kg.extract.times.choice import RECENT, Search, View, When, is_of_other, is_revealed, when
from kg.model import DateBasis, Salience, Span, Status, TimeExpression

_FRESH = 2  #: days; so old the news of a lead may be
_FIRST_WORDS = 2  #: signs before the word with which a sentence begins: 与此+同时
_LONGEST_TRIP = 7  #: days
_OPENING = 2  #: signs before the name of what is under way: 正在举行+的《+大会
_NEAR = 2  #: paragraphs below one that gives the day of the news
_LEAD = 3  #: blocks: title, caption, first paragraph


def lent_date(spot: Spot, status: Status, times: Sequence[TimeExpression], view: View) -> When:
    """Return the date lent to what no time of its sentence dates."""
    stamp = spot.reading.stamp_after(spot.sentence)
    return (
        _at_that_time(spot, status, times, view)
        or _sequel(spot, status)
        or _on_the_journey(spot, status)
        or (
            replace(when(stamp, status=status, view=view), basis=DateBasis.INHERITED)
            if stamp
            else _only_day(spot, status)
        )
    )


def _at_that_time(spot: Spot, status: Status, times: Sequence[TimeExpression], view: View) -> When | None:
    """Return the date of the plan last told of where the words point at it: 届时将会谈."""
    text, language = spot.text, spot.reading.language
    pointer = language.at_that_time.search(text, spot.sentence.span.start, spot.trigger.start)
    if status is Status.HELD or pointer is None:
        return besides(spot) if status is Status.PLANNED else None
    earlier = [time for time in times if time.span.end <= pointer.start()]
    if earlier and _is_of_what_came_before(spot, earlier[-1], pointer.start(), view):
        return When()
    planned = when(earlier[-1], status=status, view=view).date if earlier else spot.context.planned
    return When(date=planned, basis=DateBasis.INHERITED, reason=f"at that time: {planned}") if planned else None


def today(spot: Spot) -> When:
    """Return the day of publication for what is told of as under way: 大会+正在+甲地举行.

    What else goes on is no date: 正在出席大会的甲曾+访问+乙地.
    """
    span, language = spot.clause.span, spot.reading.language
    going_on = language.under_way.finditer(spot.text, span.start, span.end)
    if spot.is_vague() or not any(_is_of(spot, Span(start=one.start(), end=one.end())) for one in going_on):
        return When()
    day = spot.reading.anchor.isoformat()
    return When(date=day, basis=DateBasis.INHERITED, reason=f"under way on {day}")


def _is_of(spot: Spot, words: Span) -> bool:
    """Tell whether words reach up to the trigger, and nobody else stands in them: 甲+正在模仿乙+访问+丙地."""
    inside = (phrase for phrase in spot.clause.phrases if words.start <= phrase.start < words.end)
    touches = words.start <= spot.trigger.end and spot.trigger.start <= words.end + _OPENING
    return touches and all(phrase.kind != "person" for phrase in inside)


def on_visit_recalled(spot: Spot) -> When | None:
    """Return the days of the visit just recalled, during which this took place: 去年甲访乙。+访问期间，+签署."""
    visit, during = spot.context.journey, spot.reading.language.on_that_visit
    if visit is None or visit.date is None or visit.status is not Status.HELD or visit.salience is Salience.MAIN:
        return None
    near = spot.reading.document.block_at(visit.evidence.start) == spot.sentence.block
    starts = (spot.sentence.span.start, spot.clause.span.start)
    if not near or not any(during.match(spot.text, start, spot.trigger.start) for start in starts):
        return None
    return When(date=visit.date, basis=DateBasis.INHERITED, reason=f"on the visit of {visit.date}")


def besides(spot: Spot) -> When | None:
    """Return the days of the journey planned in the sentence before, to which this adds: 他+还将+与乙会谈."""
    days, adds = spot.context.planned, spot.reading.language.besides
    near = spot.sentence.index - spot.context.planned_in == 1
    if days is None or "/" not in days or not near or spot.reading.moves_in(spot.trigger):
        return None
    if adds.search(spot.text, spot.sentence.span.start, spot.trigger.start) is None:
        return None
    return When(date=days, basis=DateBasis.INHERITED, reason=f"beside what is planned for {days}")


def _is_of_what_came_before(spot: Spot, time: TimeExpression, pointed: int, view: View) -> bool:
    """Tell whether a past day is that of what came before an undated plan: 周二+抵达，准备会晤，届时将签署协议."""
    day = when(time, status=Status.HELD, view=view).date
    between = spot.reading.triggers_in(Span(start=time.span.end, end=pointed))
    return day is not None and day <= spot.reading.anchor.isoformat() and len(between) > 1


def _sequel(spot: Spot, status: Status) -> When | None:
    """Return the day last spoken of where the words say that this came right after, or at the same time."""
    text, language = spot.text, spot.reading.language
    told = language.sequel.search(text, spot.sentence.span.start, spot.trigger.start)
    if told is None or status is not Status.HELD:
        return None
    begins = told.start() - spot.sentence.span.start <= _FIRST_WORDS
    near = range(spot.sentence.block - begins, spot.sentence.block + 1)
    if spot.context.day_block not in near:
        return None
    if spot.reading.moves_in(Span(start=told.end(), end=spot.trigger.end)):
        return When()  # a journey goes on for days
    return When(date=spot.context.day, basis=DateBasis.INHERITED, reason=f"{told.group()}: {spot.context.day}")


def _on_the_journey(spot: Spot, status: Status) -> When | None:
    """Return the days of which the article speaks where a sentence begins with a journey of several: 在英+期间，."""
    span, context, language = spot.sentence.span, spot.context, spot.reading.language
    on_it = language.on_the_journey.match(spot.text, span.start, spot.trigger.start)
    if on_it is None or status is not Status.HELD or spot.is_vague() or spot.reading.moves_in(spot.trigger):
        return None
    told = context.told if context.told and "/" in context.told else None
    days = edtf.join([*context.days, *([told] if told else [])])
    if days is None or "/" not in days or edtf.days(days) > _LONGEST_TRIP or is_past(days, spot.reading.anchor):
        return None
    return When(date=days, basis=DateBasis.INHERITED, reason=f"{on_it.group()}: {days}")


def _only_day(spot: Spot, status: Status) -> When:
    """Return the day of which the article spoke first, if it is the only one or that of its lead."""
    days = spot.context.days
    language, span = spot.reading.language, spot.sentence.span
    recalled = language.lookback.search(spot.text, span.start, span.end)
    recalled = recalled or language.some_day.search(spot.text, span.start, spot.clause.span.end)
    if status is not Status.HELD or recalled or spot.is_vague() or not days or _is_before_a_journey(spot):
        return When()
    times = spot.reading.times_in(Span(start=span.start, end=spot.clause.span.end))
    if (
        _is_of_stay(spot)
        or _follows_another(spot)
        or _is_revealed(spot)
        or any(is_of_other(time, spot.text, language) for time in times)
    ):
        return When()
    told = spot.context.told
    if told is not None and spot.context.told_in == spot.sentence.index - 1 and is_past(told, spot.reading.anchor):
        return When()
    if spot.context.day_block == spot.sentence.block and spot.context.day in days:
        near = spot.context.day
        return When(date=near, basis=DateBasis.INHERITED, reason=f"the day of which is spoken: {near}")
    first = days[0]
    document, told_at = spot.reading.document, spot.context.leads[0][0]
    lead = (spot.reading.anchor - date.fromisoformat(first)).days in range(_FRESH)
    if len(set(days)) > 1 and not (lead and spot.context.pair):
        return When()
    if not lead and document.block_at(told_at) > _LEAD:
        return When()
    stay = spot.context.stay
    if stay and stay.status is Status.HELD and stay.evidence.start == told_at and edtf.overlaps(stay.date or "", first):
        return When()  # 28日宣布，甲25日至28日访问乙: what was done there has all its days
    far = spot.sentence.block - document.block_at(told_at) > _NEAR
    return When(date=first, basis=DateBasis.INHERITED, reason=f"the day of which is spoken: {first}", far=far)


def _is_of_stay(spot: Spot) -> bool:
    """Tell whether the clause tells of what was done during a visit of several days: 访问期间，+签署协议."""
    visit = spot.context.latest.get("Visit")
    during = spot.reading.language.meantime.match(spot.text, spot.clause.span.start)
    return during is not None and visit is not None and "/" in (visit.date or "")


def _is_revealed(spot: Spot) -> bool:
    """Tell whether the clause before lets somebody say what others had already done: 发言人说，甲+已+邀请乙."""
    if not spot.clause.index:
        return False
    search = Search(text=spot.text, language=spot.reading.language, trigger=spot.trigger)
    return is_revealed(spot.sentence.clauses[spot.clause.index - 1], spot.clause, search=search)


def _follows_another(spot: Spot) -> bool:
    """Tell whether the clause before tells after what else this took place: 乙接管后，甲关闭了使馆."""
    if not spot.clause.index:
        return False
    span = spot.sentence.clauses[spot.clause.index - 1].span
    told = spot.reading.times_in(span) or spot.reading.triggers_in(span)
    language = spot.reading.language
    after = language.aftermath.search(spot.text, span.start, span.end)
    return after is not None and not told and language.sequel.search(spot.text, span.start, span.end) is None


def _is_before_a_journey(spot: Spot) -> bool:
    """Tell whether the sentence goes on to a journey that came later: 在甲会晤乙后，抵达丙."""
    end = spot.clause.span.end
    after = spot.reading.language.since.search(spot.text, spot.trigger.end, end)
    return after is not None and spot.reading.moves_in(Span(start=end, end=spot.sentence.span.end))


def is_past(told: str, anchor: date) -> bool:
    """Tell whether a date lies so far back that what is told with it is no news."""
    last = edtf.bounds(told)[1]
    return last is not None and (anchor - last).days > RECENT
