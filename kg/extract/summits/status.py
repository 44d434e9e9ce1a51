"""The status of a conference, and of whoever comes to it or stays away.

In go the sign that it takes place and the words around it, out comes first the status of what the sign tells (somebody
will attend), then that of the conference itself, which its day, its eve and those who await it may still change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg import edtf
from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Clause
from kg.extract.conferences.conference import Conference
from kg.extract.events.status import Telling, status_of
from kg.extract.spot import Spot
from kg.extract.summits.guests import is_awaited, meets_guest
from kg.extract.summits.signs import Sign
from kg.extract.times.choice import RECENT, When
from kg.extract.times.days import days_apart, is_on_the_way, moves_on
from kg.model import Span, Status


def told_status(spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference) -> tuple[Status, str]:
    """Return the status of what a sign tells, be it the conference or that somebody comes to it, and why."""
    status, why = _by_words(spot, placed, sign, conference)
    if sign.kind == "convenes" and status is Status.HELD:
        status, why = _as_attended(spot, why)
    if sign.kind == "convenes" and status in (Status.HELD, Status.PROPOSED) and _is_backed(spot, sign):
        status, why = Status.PLANNED, "it is wished well, or helped along"
    if is_only_asked(spot, sign) and status is Status.HELD:
        status, why = Status.PLANNED, "somebody is asked to come, or may"
    if sign.kind == "attends" and status is Status.HELD and (spot.is_heralded() or _is_on_the_way(spot, conference)):
        status, why = Status.PLANNED, "somebody sets out for it, or has come to its city"
    return status, why


def _by_words(spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference) -> tuple[Status, str]:
    """Return the status that the words before a sign give to what it tells."""
    language, clause = spot.reading.language, spot.clause
    meets = sign.kind == "convenes" and sign.span.start >= conference.span.end  # the conference is the subject
    dropped = not meets and not any(item.slot in ("subject", "head", "modifier") for item in placed)
    word = Span(start=sign.span.end, end=sign.span.end) if sign.kind == "absent" else sign.span
    inside = sign.kind == "during" and language.conferences.inside.match(spot.text, sign.span.start)
    ends = sign.relative or (sign.kind == "convenes" and language.weighs.match(spot.text, conference.span.end))
    until = word.end if inside else conference.span.end if ends else clause.span.end  # 举行会议+讨论援助方案
    before = Clause(Span(start=clause.span.start, end=until), clause.index, clause.phrases, clause.marks)
    names = [one.span for one in spot.reading.conferences_in(clause.span)]
    telling = Telling(subject_dropped=dropped, names=names)
    return status_of(spot.text, spot.sentence, before, word, language=language, telling=telling)


def _as_attended(spot: Spot, why: str) -> tuple[Status, str]:
    """Return the plan of those who will attend, which a later clause tells: 峰会周四举行，甲将出席."""
    words = spot.reading.language.conferences
    for clause in spot.sentence.clauses[spot.clause.index + 1 :]:
        match = words.attends_alone.search(spot.text, clause.span.start, clause.span.end)
        word = Span(start=match.start(), end=match.end()) if match else None
        told = status_of(spot.text, spot.sentence, clause, word, language=spot.reading.language) if word else None
        if told is not None and told[0] is Status.PLANNED:
            return told
    return Status.HELD, why


def _is_on_the_way(spot: Spot, conference: Conference) -> bool:
    """Tell whether somebody has only set out for a conference, or come to its city: 离京+出席, 抵达伦敦+出席."""
    recalled = spot.reading.language.lookback.search(spot.text, spot.sentence.span.start, conference.span.end)
    return not recalled and not moves_on(spot) and is_on_the_way(spot, end=conference.span.end)


def is_over(spot: Spot, sign: Sign) -> bool:
    """Tell whether the words say that the conference is past."""
    words = spot.reading.language.conferences
    if sign.kind == "attends":
        return words.attended.match(spot.text, sign.span.end) is not None
    return words.was_absent.search(spot.text, spot.clause.span.start, sign.span.end) is not None


def _is_backed(spot: Spot, sign: Sign) -> bool:
    """Tell whether a conference is only wished well, or helped along: 预祝峰会+圆满成功, 支持甲+办好+峰会."""
    words = spot.reading.language.conferences
    backed = words.backs.search(spot.text, spot.clause.span.start, sign.span.end)
    return backed is not None and words.attended.match(spot.text, sign.span.end) is None


def is_only_asked(spot: Spot, sign: Sign) -> bool:
    """Tell whether those named are asked to attend, or may, and did not: 邀请甲出席, 甲是否出席."""
    words = spot.reading.language.conferences
    asked = words.invites.match(spot.text, spot.clause.span.start, sign.span.start)
    received = any(words.guests.match(spot.text, one.span.end) for one in spot.reading.conferences_in(spot.clause.span))
    return sign.kind == "attends" and asked is not None and not received and not is_over(spot, sign)


def own_status(spot: Spot, sign: Sign, status: Status) -> Status:
    """Return the conference's own status: who stays away, or wishes to come, does not change it."""
    past = is_over(spot, sign)
    if sign.kind == "absent":
        ahead = not past and sign.refuses
        return Status.HELD if past or (status is Status.HELD and not ahead) else Status.PLANNED
    if sign.kind == "during" and status is Status.PROPOSED and not spot.reading.times_in(spot.clause.span):
        return Status.PLANNED  # 期待在峰会期间会晤
    if sign.kind == "during" and status is not Status.PLANNED:
        return Status.HELD
    if sign.kind == "attends":
        return Status.HELD if past or status is Status.HELD else Status.PLANNED
    wished = status is Status.DECLINED or (status is Status.PROPOSED and sign.relative)
    return Status.PLANNED if wished else status


def settled(spot: Spot, sign: Sign, conference: Conference, status: Status, dated: When) -> tuple[Status, When]:
    """Let the day, the eve of a conference, and whoever awaits it decide between what has met and what is to come."""
    anchor = spot.reading.anchor
    status = status if sign.kind == "absent" else _by_date(status, dated, anchor)
    if spot.reading.language.conferences.eve.match(spot.text, conference.span.end):  # 出席峰会+前会见
        past = dated.date is not None and days_apart(dated.date, anchor) > RECENT
        status, dated = Status.HELD if past else Status.PLANNED, When()
    if status is Status.HELD and (is_awaited(spot, sign, conference) or _opens_later(spot, sign, conference, dated)):
        status, dated = Status.PLANNED, When()
    return status, dated


def _opens_later(spot: Spot, sign: Sign, conference: Conference, met: When) -> bool:
    """Tell whether a guest was met before the conference for which he came: as its known edition has it."""
    editions, published = spot.context.world.editions, spot.reading.document.article.day.isoformat()
    known = conference.edition(spot.context.world, spot.reading.anchor, met=None)
    start = editions[known].start if known is not None and known in editions else None
    if start is None or not meets_guest(spot, sign, conference):
        return False
    return start >= published and start > (met.date or published)[:10]


def _by_date(status: Status, dated: When, anchor: date) -> Status:
    """Let the day decide between what has met and what is still to come."""
    first, last = edtf.bounds(dated.date) if dated.date else (None, None)
    if status is Status.PLANNED and last is not None and last < anchor:
        return Status.HELD
    return Status.PLANNED if status is Status.HELD and first is not None and first > anchor else status
