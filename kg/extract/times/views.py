"""Views: the day from which a time expression of a sentence counts.

In go a spot and a time expression, out comes its view: 当天 and 翌日 count from the day last spoken of, 今天 in speech
from the day of the speech, all else from publication. What date that makes is told by `choice`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg import edtf
from kg.extract.events.speech import is_first_person, is_said_in_talks, speaker_of
from kg.extract.spot import Spot
from kg.extract.times.choice import View, in_quotes, when
from kg.model import Span, Status, TimeExpression

_FRESH = 2  #: days; so old the news of a lead may be
_FIRST_WORDS = 2  #: signs before the word with which a sentence begins: 与此+同时


def first_view(spot: Spot) -> View:
    """Return from where the times of a sentence are seen, before its own words are asked."""
    return spot.reading.view(_day_of_context(spot, spot.context.day, spot.context.day_block))


def view_of(
    spot: Spot, expression: TimeExpression, times: Sequence[TimeExpression], view: View, status: Status
) -> View:
    """Return from where a time expression is seen: the day, the month or the year from which it counts."""
    value = expression.value
    if value.day_shift is not None and value.day is None and not value.same and _is_spoken(spot, expression.span):
        days = [time for time in times if time.span.end <= expression.span.start and time.value.day is not None]
        told = when(days[-1], status=Status.HELD, view=view).date if days else None
        heard = _day_of_context(spot, spot.context.day, spot.context.day_block)
        day = told if told and edtf.is_day(told) else None if _is_of_newsroom(spot, expression.span) else heard
        spoken = date.fromisoformat(day) if day else None
        return replace(view, anchor=spoken) if spoken and (view.anchor - spoken).days in range(_FRESH) else view
    if not (value.same or value.next_day):
        return view
    if spot.reading.language.day_of_news.search(spot.text, spot.sentence.span.start, expression.span.start):
        return view
    earlier = [time for time in times if time.span.end <= expression.span.start and not time.value.same]
    if earlier:
        return replace(view, day=when(earlier[-1], status=status, view=view, nearest=status is not Status.HELD).date)
    by_year = value.month is not None or value.month_shift is not None or value.year_shift is not None
    if value.next_day or value.day_shift is not None:
        return replace(view, day=_day_of_context(spot, *spot.context.day_before))
    if not by_year and expression.span.start - spot.sentence.span.start <= _FIRST_WORDS:
        return replace(view, day=_day_just_named(spot, view) or view.day)
    return replace(view, day=spot.context.told) if by_year else view


def _day_just_named(spot: Spot, view: View) -> str | None:
    """Return the day that the sentence before names: 周二在记者会上说。+同一天，乙抵达."""
    if not spot.sentence.index or spot.context.told_in >= spot.sentence.index - 1:
        return None
    named = spot.reading.times_in(spot.reading.document.sentences[spot.sentence.index - 1])
    day = when(named[-1], status=Status.HELD, view=view).date if named else None
    return day if day and edtf.is_day(day) and day <= spot.reading.anchor.isoformat() else None


def _is_of_newsroom(spot: Spot, at: Span) -> bool:
    """Tell whether 今天 in reported speech is that of the newsroom, which says elsewhere what day it is."""
    spoken = in_quotes(spot.text, spot.sentence, at.start) or is_said_in_talks(spot.context, spot.sentence, at)
    return not spoken and any(
        time.value.day_shift == 0 and time.value.month is not None for time in spot.reading.times.items
    )


def _is_spoken(spot: Spot, at: Span) -> bool:
    """Tell whether a place stands in direct or reported speech, where 今天 is the speaker's today."""
    reported = is_first_person(spot.sentence) or speaker_of(spot.context, spot.sentence, at)
    return bool(reported) or in_quotes(spot.text, spot.sentence, at.start)


def _day_of_context(spot: Spot, day: str | None, told_in: int) -> str | None:
    """Return the day from which 当天 and 翌日 count: the one last spoken of near by, else that of the news.

    Args:
        day, told_in: last spoken of, and in which paragraph.
    """
    days, block = spot.context.days, spot.sentence.block
    near = day if told_in == block or (told_in == block - 1 and day in days) else None
    return near or next(iter(days), None) or spot.context.news or day
