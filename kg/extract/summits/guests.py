"""Guests of a conference: those who are met when they have come for it, and whether it is still to come.

In go the clause that names a conference and what was told before, out come whom a host welcomes to it (韩正欢迎鲁托
来华出席峰会), whether the article awaits the conference (预祝峰会圆满成功) for which somebody is met, and whether to
attend it only says whom somebody meets.
"""

from __future__ import annotations

from kg.extract.clauses import Clause
from kg.extract.conferences.conference import Conference
from kg.extract.phrases.phrase import Phrase
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.extract.summits.signs import Sign
from kg.model import Span, Status


def welcomed(spot: Spot, sign: Sign) -> tuple[Phrase, ...]:
    """Return who is welcomed to a conference by a host who has met him: he has come; whoever else is only asked."""
    talks, text = spot.context.latest.get("Meeting"), spot.text
    if sign.alone:
        return ()
    word = spot.reading.language.conferences.welcomes.search(text, spot.clause.span.start, sign.span.start)
    if word is None or talks is None or talks.status is not Status.HELD:
        return ()
    if spot.reading.times_in(Span(start=word.start(), end=sign.span.start)):
        return ()
    named = [one for one in spot.clause.phrases if one.kind == "person" and word.start() < one.start < sign.span.start]
    hosts = {place.country for place in talks.places}
    met = [party for party in talks.parties() if party.country not in hosts]  # at home one is only asked to come
    return tuple(one for one in named if any(party in met for party in spot.context.parties(one)))


def is_awaited(spot: Spot, sign: Sign, conference: Conference) -> bool:
    """Tell whether the article awaits a conference for which somebody is met, and tells of nothing done there."""
    words, text = spot.reading.language.conferences, spot.text
    awaited = meets_guest(spot, sign, conference) and words.awaits.search(text) is not None
    return awaited and words.under_way.search(text) is None


def meets_guest(spot: Spot, sign: Sign, conference: Conference) -> bool:
    """Tell whether somebody is met who has come for a conference, on a day that may not be one of its own."""
    guests = spot.reading.language.conferences.of_guests.match(spot.text, conference.span.end)
    if sign.kind != "attends" or guests is None:
        return False
    told = spot.reading.told_in(spot.clause.span)
    return any(rule.type == "Meeting" for _, form in told for rule in spot.reading.language.by_trigger[form])


def is_attribute(reading: Reading, clause: Clause, sign: Sign, conference: Conference) -> bool:
    """Tell whether to attend only says whom somebody meets: 甲会见+出席峰会的+外方代表, 为+出席峰会的+贵宾."""
    text, language = reading.document.folded, reading.language
    marked = any(mark.kind in ("to", "with") and mark.end == sign.span.start for mark in clause.marks)
    before = [form for span, form in reading.told_in(clause.span) if span.end <= sign.span.start]
    meets = any(rule.type == "Meeting" for form in before for rule in language.by_trigger[form])
    guests = language.conferences.guests.match(text, conference.span.end)
    return sign.kind == "attends" and not sign.alone and (meets or marked) and guests is not None
