"""Plans put off or called off, and from when on what is announced holds.

In go a spot, out comes the new day of a plan that is put off, or whether a day is that on which it was called off. That
it was is told by `events.status`.
"""

from __future__ import annotations

from kg.extract.spot import Spot
from kg.extract.times.choice import When, when
from kg.extract.times.lent import is_past
from kg.model import Status, TimeExpression


def moved_to(spot: Spot) -> When | None:
    """Return the new date of a plan that is put off: 原定5日的会谈推迟到12月."""
    view = spot.reading.view(None)
    for time in spot.reading.times_in(spot.sentence.span):
        before = spot.text[spot.clause.span.start : time.span.start]
        if time.span.start >= spot.clause.span.start and spot.reading.language.moved_to.search(before):
            return when(time, status=Status.PLANNED, view=view)
    return None


def was_called_off(spot: Spot) -> bool:
    """Tell whether the sentence says that the plan was called off long ago: 今年2月取消了访华, 早前取消访华."""
    if spot.reading.language.lookback.search(spot.text, spot.sentence.span.start, spot.trigger.start):
        return True
    times = [time for time in spot.reading.times_in(spot.sentence.span) if is_called_off_at(spot, time)]
    told = when(times[0], status=Status.HELD, view=spot.reading.view(None)).date if times else None
    return told is not None and is_past(told, spot.reading.anchor)


def is_called_off_at(spot: Spot, time: TimeExpression) -> bool:
    """Tell whether a time before the words that call a plan off is not that of the plan: 8日宣布取消."""
    language, start = spot.reading.language, spot.sentence.span.start
    off = language.called_off.search(spot.text, time.span.end, spot.trigger.start)
    return off is not None and language.planned_before.search(spot.text, start, time.span.start) is None


def day_in_force(spot: Spot) -> When:
    """Return the day on which what is announced begins to hold, which the next sentence tells: 这一决定5日生效."""
    language, following = spot.reading.language, spot.sentence.index + 1
    if following >= len(spot.reading.sentences):
        return When()
    span = spot.reading.sentences[following].span
    for time in spot.reading.times_in(span):
        leads = language.in_force.fullmatch(spot.text, span.start, time.span.start)
        if leads and language.comes_in_force.match(spot.text, time.span.end, span.end):
            return when(time, status=Status.PLANNED, view=spot.reading.view(None))
    return When()
