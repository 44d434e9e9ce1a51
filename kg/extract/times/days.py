"""The days of which an article speaks, and the days of a stay.

In go sentences with their times, out come dates: those that a sentence tells as past, from which 当天 and 翌日 count
and which an undated event takes, and the first and last day of a visit or a conference. Which date is an event's own is
the business of `choice` and `eventdates`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg import edtf
from kg.extract.clauses import Sentence
from kg.extract.conferences.conference import same_conference
from kg.extract.context import Context
from kg.extract.events.speech import is_let_known, is_said_in_talks
from kg.extract.events.status import status_of
from kg.extract.times.choice import RECENT, View, in_quotes, is_of_other, is_said, is_stamp, when
from kg.model import Argument, Span, Status, TimeExpression

if TYPE_CHECKING:
    from kg.extract.reading import Reading
    from kg.extract.spot import Spot

LONGEST_STAY = 21  #: days
_LONGEST_TRIP = 10  #: days from an arrival to the departure that a later sentence tells
_NEAR = 4  #: sentences after one that tells of a conference
_DAYS = re.compile(r"P(?:(?P<weeks>\d+)W|(?P<days>\d+)D)")


def note_days(context: Context, reading: Reading, sentence: Sentence) -> None:
    """Let the context know of which dates a sentence speaks."""
    told, published = dates_of(reading, context, sentence), reading.anchor
    dates = [day for _, day in told]
    past = [day for day in dates if edtf.is_day(day) and day <= published.isoformat()]
    recent = [day for day in past if days_apart(day, published) <= RECENT]
    context.days += recent
    if recent and (not context.leads or context.leads[-1][0] < context.section):
        done = [day for time, day in told if day in recent and not _is_of_report(reading, sentence, time)]
        context.leads.append((sentence.span.start, (done or recent)[0]))
    if dates:
        context.told, context.told_in = dates[-1], sentence.index
    past = [
        day for time, day in told if day in past and not (context.day and is_let_known(context, sentence, time.span))
    ]
    if past:
        context.day, context.day_block = past[-1], sentence.block


def _is_of_report(reading: Reading, sentence: Sentence, time: TimeExpression) -> bool:
    """Tell whether a time is that at which somebody said what follows: 外交部13日说，代表团12日到访."""
    clause = sentence.clause_at(time.span.start)
    return is_said(reading.document.folded, clause, reading.language.speech)


def dates_of(reading: Reading, context: Context, sentence: Sentence) -> list[tuple[TimeExpression, str]]:
    """Return the dates of which a sentence speaks as past; of what is said in talks only the day of the talks."""
    named = reading.times_in(sentence.span)
    if not named:
        return []
    text = reading.document.folded
    view = reading.view(None)
    times = [
        time
        for time in named
        if not (is_stamp(time) or reading.is_stamp(sentence) or in_quotes(text, sentence, time.span.start))
        and not is_of_other(time, text, reading.language)
        and not _is_of_plan(reading, sentence, time)
    ]
    dates = [(time, when(time, status=Status.HELD, view=view).date) for time in times]
    found: list[tuple[TimeExpression, str]] = []
    for time, day in dates:
        recalled = is_said_in_talks(context, sentence, time.span)
        if day and _is_both(time) and (recalled or _is_said(reading, sentence, time)):
            found.append((time, _today_of_speaker(time, day)))
        elif day and not recalled:
            found.append((time, day))
    return found


def _is_both(time: TimeExpression) -> bool:
    """Tell whether a day is told by its date and as seen from the day on which is spoken: 昨天（9月9日）."""
    return bool(time.value.day_shift) and time.value.month is not None


def _today_of_speaker(time: TimeExpression, day: str) -> str:
    """Return the day on which is spoken, where speech names another by its date: 李强表示，昨天（9月9日）."""
    if not edtf.is_day(day):
        return day
    return (date.fromisoformat(day) - timedelta(days=time.value.day_shift or 0)).isoformat()


def _is_said(reading: Reading, sentence: Sentence, time: TimeExpression) -> bool:
    """Tell whether a verb of saying comes before a time in its paragraph."""
    before = [each for each in reading.sentences[: sentence.index + 1] if each.block == sentence.block]
    clauses = [clause for each in before for clause in each.clauses if clause.span.end <= time.span.start]
    return any(is_said(reading.document.folded, clause, reading.language.speech) for clause in clauses)


def _is_of_plan(reading: Reading, sentence: Sentence, time: TimeExpression) -> bool:
    """Tell whether what a sentence says of a day is still to come: 14日上午，两人将参观."""
    value = time.value
    if any(shift is not None and shift < 0 for shift in (value.day_shift, value.week_shift, value.year_shift)):
        return False  # 上周四
    clause = sentence.clause_at(time.span.start)
    if clause.span.end <= time.span.end + 1 and clause.index + 1 < len(sentence.clauses):
        clause = sentence.clauses[clause.index + 1]
    end = Span(start=clause.span.end, end=clause.span.end)
    status, _ = status_of(reading.document.folded, sentence, clause, end, language=reading.language)
    return status is Status.PLANNED


def days_apart(day: str, anchor: date) -> int:
    """Count the days from a day to publication; a year where no single day is told, since that is no news."""
    if not edtf.is_day(day):
        return 365
    return (anchor - date.fromisoformat(day)).days


def whole_talks(spot: Spot, day: str) -> str:
    """Return the days of talks whose first day (or last, where they ended) and length in days their sentence tells."""
    language, span = spot.reading.language, spot.clause.span
    for item in spot.reading.durations_in(spot.sentence.span):
        days = _DAYS.fullmatch(item.iso)
        if days and language.of_talks.match(spot.text, item.span.end, spot.sentence.span.end):
            told, length = date.fromisoformat(day), timedelta(days=min(_length(days), LONGEST_STAY) - 1)
            over = language.ends.search(spot.text, span.start, span.end)
            return edtf.interval(told - length, told) if over else edtf.interval(told, told + length)
    last = _last_of_talks(spot, date.fromisoformat(day))
    return edtf.interval(date.fromisoformat(day), last) if last else day


def _last_of_talks(spot: Spot, first: date) -> date | None:
    """Return the day up to which talks last, as the sentence after tells: 9日开始谈判。…，本轮谈判持续到+13日."""
    text, language, after = spot.text, spot.reading.language, spot.sentence.index + 1
    for sentence in spot.reading.sentences[after : after + 1]:
        for time in spot.reading.times_in(sentence.span):
            if sentence.block == spot.sentence.block and language.talks_until.search(
                text, sentence.span.start, time.span.start
            ):
                view = replace(spot.reading.view(first.isoformat()), anchor=first)
                told = when(time, status=Status.PLANNED, view=view).date
                last = date.fromisoformat(told) if told and edtf.is_day(told) else first
                return last if 0 < (last - first).days <= LONGEST_STAY else None
    return None


def whole_stay(spot: Spot, day: str) -> str:
    """Return the days of a visit or conference whose first day and length or last day its sentence tells.

    2日抵达，展开为期三天的访问; 22日来到，24日启程回国; 18日开幕，19日闭幕.
    """
    if not edtf.is_day(day):
        return day
    told, language = date.fromisoformat(day), spot.reading.language
    ends = language.ends.search(spot.text, spot.clause.span.start, spot.clause.span.end) is not None
    length = _length_of_stay(spot)
    if length:
        return edtf.interval(told - length, told) if ends else edtf.interval(told, told + length)
    last = None if ends else _last_day(spot, told)
    return edtf.interval(told, last) if last else day


def length_told_later(spot: Spot, day: str) -> str:
    """Return the days of a conference whose length a sentence after tells: 峰会周日闭幕。…出席了这次+为期两天的会议."""
    if not edtf.is_day(day):
        return day
    language, after = spot.reading.language, spot.sentence.index + 1
    own = spot.reading.conferences_in(spot.sentence.span)
    for sentence in spot.reading.sentences[after : after + _NEAR]:
        named = [conference for conference in spot.reading.conferences_in(sentence.span) if not conference.recalled]
        if not all(any(same_conference(one, other) for other in own) for one in named):
            return day
        for item in spot.reading.durations_in(sentence.span):
            days = _DAYS.fullmatch(item.iso)
            if days and language.of_conference.match(spot.text, item.span.end, sentence.span.end):
                told, length = date.fromisoformat(day), timedelta(days=min(_length(days), LONGEST_STAY) - 1)
                ends = language.ends.search(spot.text, spot.clause.span.start, spot.clause.span.end)
                return edtf.interval(told - length, told) if ends else edtf.interval(told, told + length)
    return day


def day_of_departure(spot: Spot, arguments: Sequence[Argument], day: str) -> str | None:
    """Return the days of a visit of which a later sentence tells when its traveller left: 5日抵达。…甲7日踏上归途."""
    if not edtf.is_day(day):
        return None
    first, language, view = date.fromisoformat(day), spot.reading.language, spot.reading.view(day)
    travellers = {argument.party for argument in arguments}
    for sentence in spot.reading.sentences[spot.sentence.index + 1 :]:
        for time in spot.reading.times_in(sentence.span):
            leaves = language.sets_off.match(spot.text, time.span.end, sentence.span.end)
            if time.value.same or leaves is None or (leaves["to"] and not _ends_stay(spot, sentence, leaves.end())):
                continue
            subject = [phrase for phrase in sentence.phrases if phrase.end <= time.span.start]
            if not any(party in travellers for phrase in subject[:1] for party in spot.context.parties(phrase)):
                continue
            told = when(time, status=Status.PLANNED, view=replace(view, anchor=first)).date
            last = date.fromisoformat(told) if told and edtf.is_day(told) else first
            if 0 < (last - first).days <= _LONGEST_TRIP:
                return edtf.interval(first, last)
    return None


def _ends_stay(spot: Spot, sentence: Sentence, end: int) -> bool:
    """Tell whether a clause ends after a word of leaving, or a state or city follows: 离开甲前往乙, not 离开王宫."""
    after = next((phrase for phrase in sentence.phrases if phrase.start == end), None)
    if after is None:
        return sentence.clause_at(end - 1).span.end <= end + 1
    known = spot.context.world.entities.get(after.entity) if after.entity else None
    lies_in_city = after.kind == "place" and (known is None or known.within is not None)
    if after.kind not in ("country", "place") or lies_in_city:
        return False
    city = any(phrase.start == after.end and phrase.kind == "place" for phrase in sentence.phrases)
    return (
        _ends_stay(spot, sentence, after.end)
        if city
        else spot.reading.language.left_behind.match(spot.text, after.end) is not None
    )


def round_trip(spot: Spot) -> str | None:
    """Return the days of a journey of which the way out and home are told: 6日启程，8日返回东京，这是首次+访美."""
    language, text, span = spot.reading.language, spot.text, spot.sentence.span
    times, view = spot.reading.times_in(span), spot.reading.view(None)
    for out, home in itertools.pairwise(times):
        left = language.way_out.fullmatch(text, out.span.end, home.span.start)
        if left and language.way_home.match(text, home.span.end, span.end):
            days = [when(time, status=Status.HELD, view=view).date for time in (out, home)]
            whole = edtf.join([day for day in days if day and edtf.is_day(day)])
            return whole if whole and 1 < edtf.days(whole) <= LONGEST_STAY else None
    return None


def is_homecoming(spot: Spot, day: str | None) -> bool:
    """Tell whether a day is that on which a traveller was at home again: 17日，甲结束对乙的访问，回到北京; 访问乙后."""
    language, text, span = spot.reading.language, spot.text, spot.sentence.span
    over = language.ends.search(text, span.start, spot.trigger.start)
    over = over or language.aftermath.search(text, spot.trigger.end, spot.clause.span.end)
    home = language.homecoming.search(text, over.end(), span.end) if over else None
    home = home or language.home_after.search(text, spot.trigger.end, span.end)
    return day is not None and edtf.is_day(day) and home is not None and not _has_day(spot, before=home.start())


def _has_day(spot: Spot, *, before: int) -> bool:
    """Tell whether a day of its own is told between a trigger and the way home: 17日会见乙后，+18日+回到北京."""
    return any(spot.trigger.end <= time.span.start < before for time in spot.reading.times_in(spot.sentence.span))


def is_journey(spot: Spot, day: str | None, *, end: int) -> bool:
    """Tell whether a day is not that of a conference but of the way there or back: 11日启程，出席峰会.

    Args:
        end: of the name of the conference; a day told between the departure and there is its own.
    """
    return day is not None and edtf.is_day(day) and (moves_on(spot) or is_on_the_way(spot, end=end))


def is_on_the_way(spot: Spot, *, end: int) -> bool:
    """Tell whether all that is told of a conference is that somebody set out for it, or came to its city."""
    span = spot.sentence.span
    out = spot.reading.language.sets_out.search(spot.text, span.start, spot.trigger.start)
    own = [time for time in spot.reading.times_in(span) if out and out.end() <= time.span.start < end]
    return out is not None and not own


def moves_on(spot: Spot) -> bool:
    """Tell whether what is told is over, and the way home or further told of: 在结束对甲的访问后+抵达乙."""
    language, text, end = spot.reading.language, spot.text, spot.sentence.span.end
    earlier = [clause.span for clause in spot.sentence.clauses[: spot.clause.index]]
    over = [span.end for span in earlier if language.then.search(text, span.start, span.end)]  # 结束访甲后，前往乙访问
    if language.ends.search(text, max(over, default=spot.sentence.span.start), spot.trigger.start) is None:
        return False
    home = language.homeward_bound.search(text, spot.trigger.end, end)
    home = home or language.homecoming.search(text, spot.trigger.end, end)
    return home is not None or spot.reading.moves_in(Span(start=spot.trigger.end, end=end))


def goes_further(spot: Spot) -> bool:
    """Tell whether a journey is another than that to a conference of its sentence: 6月将出席峰会，本周+访问甲."""
    reading, clause = spot.reading, spot.clause
    if reading.language.afterwards.match(spot.text, clause.span.start) is not None:
        return True
    if not clause.index or not reading.times_in(clause.span) or reading.conferences_in(clause.span):
        return False
    earlier = (each for each in spot.sentence.clauses[: clause.index] if reading.conferences_in(each.span))
    return any(reading.times_in(each.span) for each in earlier)


def _length_of_stay(spot: Spot) -> timedelta | None:
    """Return how long after its first day a stay ends, by the length that its sentence tells."""
    language = spot.reading.language
    for item in spot.reading.durations_in(spot.sentence.span):
        days = _DAYS.fullmatch(item.iso)
        of_stay = language.of_stay.match(spot.text, item.span.end, spot.sentence.span.end)
        lasts = spot.text.endswith(language.lasting, 0, item.span.start)
        stays = lasts or item.span.of(spot.text).startswith(language.lasting) or of_stay is not None
        length = _length(days) if days and stays else 0
        if 0 < length <= LONGEST_STAY:
            return timedelta(days=length - 1)
    return None


def _length(days: re.Match[str]) -> int:
    """Return the days of an ISO 8601 length in days or weeks."""
    return int(days["days"] or 7 * int(days["weeks"]))


def _last_day(spot: Spot, first: date) -> date | None:
    """Return the day on which the rest of the sentence lets a stay or a conference end: 一行人将停留至8日."""
    text, article, language = spot.text, spot.reading.document.article, spot.reading.language
    view = View(anchor=first, zone=article.outlet.zone, day=first.isoformat())
    for time in spot.reading.times_in(spot.sentence.span):
        before = language.until.search(text[spot.trigger.end : time.span.start])
        after = language.departs.match(text, time.span.end, spot.sentence.span.end)
        if time.span.start >= spot.trigger.end and (before or after):
            seen = view if time.value.day_shift is None else spot.reading.view(None)  # 访问到明天结束
            told = when(time, status=Status.PLANNED, view=seen).date
            last = date.fromisoformat(told) if told and edtf.is_day(told) else None
            if last and 0 < (last - first).days <= LONGEST_STAY:
                return last
    return None
