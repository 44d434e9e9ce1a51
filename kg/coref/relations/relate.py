"""Relating: the events of one article linked to one another, part of a visit, agreed in a call.

In go the merged events of an article, out come the same events with `part_of`, `part_of_event` and `agreed_in` filled
and with the status, places and dates that the guidelines let an event inherit. What one pass fills the next may use, so
their order matters; each pass stands with its concern.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.coref.relations.dates import is_trip_of_news, until_now, with_days_of_tour, with_lent_date
from kg.coref.relations.guests import with_guests
from kg.coref.relations.newsday import with_day_of_news
from kg.coref.relations.outcomes import with_agreement
from kg.coref.relations.places import with_lent_place, with_place_of_parts, with_place_of_talks
from kg.coref.relations.status import begun, foreseen, not_ahead
from kg.coref.relations.wholes import with_conference, with_summit, with_visit
from kg.model import Document, Event


def relate(events: Sequence[Event], *, document: Document, leads: Sequence[tuple[int, str]] = ()) -> tuple[Event, ...]:
    """Link the events of one article to one another.

    Args:
        leads: the first day around publication of which the article speaks under each heading, that of what is told
            there before, each with the offset where its sentence begins.
    """
    events = [begun(event, events, document.article.day) for event in events]
    events = [foreseen(event, events, document.article.day) for event in events]
    linked = [with_visit(event, events) for event in events]
    linked = [with_summit(event, linked) for event in linked]
    linked = [with_guests(event, linked) for event in linked]
    linked = [with_conference(event, linked, document) for event in linked]
    linked = [with_place_of_parts(event, linked) for event in linked]
    placed = [with_lent_place(event, linked) for event in linked]
    placed = [with_place_of_talks(event, placed) for event in placed]
    placed = [with_day_of_news(event, placed, leads, document) for event in placed]
    placed = [with_days_of_tour(event, placed, document.article.day) for event in placed]
    trip = next((each for each in placed if is_trip_of_news(each, document)), None)
    dated = [with_lent_date(event, placed, document.article.day, trip=trip) for event in placed]
    agreed = [with_agreement(event, dated) for event in dated]
    return tuple(until_now(not_ahead(event, document.article.day), document.article.day) for event in agreed)
