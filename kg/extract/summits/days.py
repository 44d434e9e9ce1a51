"""The days of a conference, as the clause that names it tells them.

In go the sign that it takes place and its status, out comes a date: that before its name, that of its clause, the day
of the journey made for it, or the year in its name; none where the day is that of the way there, of the news or of
other talks. What the day says of the status is told by `status`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg import edtf
from kg.extract.conferences.conference import Conference
from kg.extract.events.speech import is_recalled
from kg.extract.spot import Spot
from kg.extract.summits.guests import meets_guest
from kg.extract.summits.places import goals_of
from kg.extract.summits.signs import Sign
from kg.extract.times.choice import View, When, when
from kg.extract.times.days import is_journey, length_told_later, moves_on, whole_stay
from kg.extract.times.lent import besides, today
from kg.extract.times.spotdates import date_at
from kg.model import DateBasis, Span, Status

_SURE = 60  #: days: so near must a day with its month be to be meant where no word tells past from future


def summit_date(spot: Spot, sign: Sign, conference: Conference, status: Status, *, own: Status) -> When:
    """Return the days of a conference.

    Args:
        status: of what the sign tells, be it that somebody comes.
        own: of the conference.
    """
    off = sign.kind == "attends" and status is Status.CANCELLED  # the day is that of the news
    dated = date_at(spot, status) if off else _dated(spot, sign, conference, own, wished=status is Status.PROPOSED)
    dated = When() if spot.is_heralded() else dated
    if dated.date is None and status is Status.PLANNED and sign.kind == "attends":
        dated = besides(spot) or dated
    if dated.date is None and own is Status.HELD is status and not conference.recalled:
        start, end = min(spot.trigger.start, conference.span.start), max(spot.trigger.end, conference.span.end)
        dated = today(replace(spot, trigger=Span(start=start, end=end)))
    if sign.kind == "convenes" and dated.date:
        return replace(dated, date=length_told_later(spot, whole_stay(spot, dated.date)))
    if sign.kind == "attends" and dated.told and _opens(spot, dated.told):
        return replace(dated, date=length_told_later(spot, dated.date or ""))
    return replace(dated, basis=DateBasis.INHERITED) if dated.date and meets_guest(spot, sign, conference) else dated


def _opens(spot: Spot, day: Span) -> bool:
    """Tell whether a conference begins, or is held, on the day told before these words: 出席31日+开幕的峰会."""
    words = spot.reading.language.conferences.convenes
    return any(spot.text.startswith(word, day.end) for word in words)


def _dated(spot: Spot, sign: Sign, conference: Conference, status: Status, *, wished: bool) -> When:
    """Find the days of a conference.

    Args:
        wished: somebody wishes to come, or is welcome: the day may be past or to come.
    """
    if (conference.recalled and not conference.shift and sign.kind != "convenes") or sign.alone:
        return When()
    if spot.reading.language.conferences.before.match(spot.text, conference.span.end):
        return When()  # 在峰会+前+会见乙
    between = Span(start=min(sign.span.end, conference.span.start), end=conference.span.start)
    if sign.kind == "attends" and spot.reading.times_in(between):
        spot = replace(spot, trigger=conference.span)  # 5日获邀出席+本月举行的+峰会
    if sign.kind == "convenes" and sign.span.start >= conference.span.end:
        spot = replace(spot, trigger=sign.span)  # 今年主办的+峰会+今天+开幕
    dated = _before_name(spot, sign, conference, status) or date_at(spot, status)
    if dated.basis is DateBasis.INHERITED and is_recalled(spot.context, spot.sentence, spot.trigger, "Summit"):
        dated = When()
    if dated.date is None and sign.kind == "attends":
        dated = _of_journey(spot, status)
    left = moves_on(spot) and dated.basis is DateBasis.INHERITED
    if left or (sign.kind == "attends" and is_journey(spot, dated.date, end=conference.span.end)):
        dated = When()
    if _is_of_another(spot, sign, conference, dated, status):
        dated = When()
    if status is Status.HELD and dated.basis is DateBasis.EXPLICIT:
        dated = _nearer(dated, date_at(spot, Status.PLANNED), spot.reading.anchor)
    if sign.kind == "attends" and wished:
        dated = _nearest(date_at(spot, Status.HELD), dated, spot.reading.anchor)
    if dated.date and sign.kind == "convenes":
        dated = replace(dated, date=_until_closing(spot, sign, dated.date))
    if dated.date is None and conference.year and not conference.shift:
        return replace(dated, date=str(conference.year), basis=DateBasis.PERIOD)
    return dated


def _is_of_another(spot: Spot, sign: Sign, conference: Conference, dated: When, status: Status) -> bool:
    """Tell whether a day is that of what else is told: 13日集会，抗议即将举行的+峰会; or by no talks there lent."""
    if sign.relative and status is Status.PLANNED and not spot.reading.times_in(spot.clause.span):
        return True
    if spot.reading.language.conferences.homeward.match(spot.text, conference.span.end):
        return True  # 18日，甲出席峰会+后乘机回国
    if dated.date is None or dated.basis is not DateBasis.INHERITED:
        return False
    talks = spot.context.latest.get("Meeting")
    there = talks is not None and talks.date == dated.date and sign.kind != "convenes"
    years = {str(spot.context.world.editions[one].year) for one in conference.fitting}
    return not there or (bool(years) and dated.date[:4] not in years)  # 二十国集团+杭州+峰会 is of its own year


def _before_name(spot: Spot, sign: Sign, conference: Conference, status: Status) -> When | None:
    """Return the day right before a conference, which may be one of several: 出席周三的甲会议和+周四的+乙会议."""
    before = Span(start=min(sign.span.end, conference.span.start), end=conference.span.start)
    since = max((one.span.end for one in spot.reading.conferences_in(before)), default=before.start)
    times = spot.reading.times_in(Span(start=since, end=conference.span.start))
    if not times:
        return None
    return when(times[-1], status=status, view=spot.reading.view(spot.context.day))


def _of_journey(spot: Spot, status: Status) -> When:
    """Return the day of the journey made for a conference, which the clause before tells."""
    earlier = spot.sentence.clauses[spot.clause.index - 1] if spot.clause.index else None
    if earlier is None or not goals_of(spot, earlier):
        return When()
    view, times = spot.reading.view(spot.context.day), spot.reading.times_in(earlier.span)
    return replace(when(times[0], status=status, view=view), basis=DateBasis.INHERITED) if times else When()


def _nearer(past: When, coming: When, anchor: date) -> When:
    """Choose what a day with its month means: the one long ago, or the one to come."""
    first, ahead = (edtf.bounds(each.date)[0] if each.date else None for each in (past, coming))
    if first is None or ahead is None:
        return past
    return coming if (ahead - anchor).days <= _SURE < (anchor - first).days else past


def _nearest(past: When, coming: When, anchor: date) -> When:
    """Choose the nearer of two readings of one date."""
    first, ahead = (edtf.bounds(each.date)[0] if each.date else None for each in (past, coming))
    return past if first and ahead and anchor - first < ahead - anchor else coming


def _until_closing(spot: Spot, sign: Sign, day: str) -> str:
    """Return the days of a conference whose last day a later clause of the sentence tells: 18日开幕，19日闭幕."""
    words, sentence = spot.reading.language.conferences, spot.sentence
    closing = words.closes.search(spot.text, sign.span.end, sentence.span.end)
    if closing is None or not edtf.is_day(day):
        return day
    around = sentence.clause_at(closing.start()).span
    times = [time for time in spot.reading.times_in(around) if time.span.start >= sign.span.end]
    article = spot.reading.document.article
    view = View(anchor=date.fromisoformat(day), zone=article.outlet.zone, day=day)
    last = when(times[0], status=Status.PLANNED, view=view).date if times else None
    joined = edtf.join([day, last]) if last and edtf.is_day(last) else None
    return joined if joined and edtf.days(joined) <= _SURE else day
