"""Guests of a conference: those who are met when they have come for it, and whether it is still to come.

In go the clause that names a conference and what was told before, out come whom a host welcomes to it (韩正欢迎鲁托
来华出席峰会), and whether the article awaits the conference (预祝峰会圆满成功) for which somebody is met.
"""

from __future__ import annotations

from kg.extract.conferences import Conference
from kg.extract.phrases import Phrase
from kg.extract.signs import Sign
from kg.extract.spot import Spot
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
    if sign.kind != "attends" or words.of_guests.match(text, conference.span.end) is None:
        return False
    told = spot.reading.told_in(spot.clause.span)
    if not any(rule.type == "Meeting" for _, form in told for rule in spot.reading.language.by_trigger[form]):
        return False
    return words.awaits.search(text) is not None and words.under_way.search(text) is None
