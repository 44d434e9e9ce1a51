"""The days of which an article speaks, and the days of a stay.

In go sentences with their times, out come dates: those that a sentence tells as past, from which 当天 and 翌日 count
and which an undated event takes, and the first and last day of a visit or a conference. Which date is an event's own is
the business of `dates` and `events`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg import edtf
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.dates import View, is_of_other, is_quoted, is_said, is_stamp, when
from kg.extract.status import status_of
from kg.model import Span, Status, TimeExpression

if TYPE_CHECKING:
    from kg.extract.spot import Reading, Spot

RECENT = 14  #: days before publication that are news
LONGEST_STAY = 21  #: days
_DAYS = re.compile(r"P(\d+)D")


def note_days(context: Context, dates: Sequence[str], sentence: Sentence, *, published: date) -> None:
    """Let the context know of which dates a sentence speaks."""
    past = [day for day in dates if len(day) == 10 and day <= published.isoformat()]
    recent = [day for day in past if days_apart(day, published) <= RECENT]
    context.days += recent
    if recent and context.news is None:
        context.news, context.news_at = recent[0], sentence.span.start
    context.told = dates[-1] if dates else context.told
    if past:
        context.day, context.day_block = past[-1], sentence.block


def dates_of(reading: Reading, sentence: Sentence) -> list[str]:
    """Return the dates of which a sentence speaks as past."""
    article = reading.document.article
    view = View(anchor=article.day, zone=article.outlet.zone, day=None)
    text = reading.document.folded
    times = [
        time
        for time in reading.times_in(sentence.span)
        if not (is_stamp(time) or is_quoted(text, sentence, time) or is_of_other(time, text, reading.language))
        and not _is_of_plan(reading, sentence, time)
    ]
    dates = [(time, when(time, status=Status.HELD, view=view).date) for time in times]
    return [_today_of_speaker(reading, sentence, time, date) for time, date in dates if date]


def _today_of_speaker(reading: Reading, sentence: Sentence, time: TimeExpression, day: str) -> str:
    """Return the day on which is spoken, where reported speech names another by its date: 李强表示，昨天（9月9日）."""
    shift, text, language = time.value.day_shift, reading.document.folded, reading.language
    if not shift or time.value.month is None or len(day) != 10:
        return day
    before = [each for each in reading.sentences[: sentence.index + 1] if each.block == sentence.block]
    clauses = [clause for each in before for clause in each.clauses if clause.span.end <= time.span.start]
    if not any(is_said(text, clause, language.speech) for clause in clauses):
        return day
    return (date.fromisoformat(day) - timedelta(days=shift)).isoformat()


def _is_of_plan(reading: Reading, sentence: Sentence, time: TimeExpression) -> bool:
    """Tell whether what a sentence says of a day is still to come: 14日上午，两人将参观."""
    clause = sentence.clause_at(time.span.start)
    if clause.span.end <= time.span.end + 1 and clause.index + 1 < len(sentence.clauses):
        clause = sentence.clauses[clause.index + 1]
    end = Span(start=clause.span.end, end=clause.span.end)
    status, _ = status_of(reading.document.folded, sentence, clause, end, language=reading.language)
    return status is Status.PLANNED


def days_apart(day: str, anchor: date) -> int:
    """Count the days from a day to publication; a year where no single day is told, since that is no news."""
    if len(day) != 10:
        return 365
    return (anchor - date.fromisoformat(day)).days


def whole_stay(spot: Spot, day: str) -> str:
    """Return the days of a visit or conference whose first day and length or last day its sentence tells.

    2日抵达，展开为期三天的访问; 22日来到，24日启程回国; 18日开幕，19日闭幕.
    """
    if len(day) != 10:
        return day
    told, language = date.fromisoformat(day), spot.reading.language
    ends = language.ends.search(spot.text, spot.clause.span.start, spot.trigger.end) is not None
    length = _length_of_stay(spot)
    if length:
        return edtf.interval(told - length, told) if ends else edtf.interval(told, told + length)
    last = None if ends else _last_day(spot, told)
    return edtf.interval(told, last) if last else day


def _length_of_stay(spot: Spot) -> timedelta | None:
    """Return how long after its first day a stay ends, by the length that its sentence tells."""
    for item in spot.reading.durations:
        if spot.sentence.span.covers(item.span):
            days = _DAYS.fullmatch(item.iso)
            of_stay = spot.reading.language.of_stay.match(spot.text, item.span.end, spot.sentence.span.end)
            lasts = spot.text[: item.span.start].endswith(spot.reading.language.lasting)
            stays = lasts or item.span.of(spot.text).startswith(spot.reading.language.lasting) or of_stay is not None
            if days and stays and int(days.group(1)) <= LONGEST_STAY:
                return timedelta(days=int(days.group(1)) - 1)
    return None


def _last_day(spot: Spot, first: date) -> date | None:
    """Return the day on which the rest of the sentence lets a stay or a conference end: 一行人将停留至8日."""
    text, article, language = spot.text, spot.reading.document.article, spot.reading.language
    view = View(anchor=first, zone=article.outlet.zone, day=first.isoformat())
    for time in spot.reading.times_in(spot.sentence.span):
        before = language.until.search(text[spot.trigger.end : time.span.start])
        after = language.departs.match(text, time.span.end, spot.sentence.span.end)
        if time.span.start >= spot.trigger.end and (before or after):
            told = when(time, status=Status.PLANNED, view=view).date
            last = date.fromisoformat(told) if told and len(told) == 10 else None
            if last and 0 < (last - first).days <= LONGEST_STAY:
                return last
    return None
