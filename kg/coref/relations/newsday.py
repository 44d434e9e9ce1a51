"""The day of the news: what an article tells without a day took place on the day that its lead, or a heading, gives.

In go an event, the days of the leads and the document, out comes the same event with that day. A date that another
event lends is in `dates`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.coref.kinds import LASTING
from kg.model import BlockKind, DateBasis, Document, Event, Salience, Status

_FRESH = 3  #: days; so old the news of a lead may be
HEAD = 2  #: paragraphs after the title in which the day of the news is told
_UNDER = 1  #: paragraphs after a heading in which the day of what it tells is told


def with_day_of_news(
    event: Event, events: Sequence[Event], leads: Sequence[tuple[int, str]], document: Document
) -> Event:
    """Give an undated event the day of the news, where it is told before any day is: in a heading, in the lead."""
    told = event.date or event.apart or event.type in LASTING
    if told or event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return event
    heading = _heading_of(event.evidence.start, document)
    at, day = next((lead for lead in leads if lead[0] > event.evidence.start), (0, ""))
    fresh = day and (document.article.day - date.fromisoformat(day)).days in range(_FRESH)
    far = document.block_at(at) - heading > (_UNDER if heading else HEAD)
    titled = document.block_at(event.evidence.start) == heading
    other = not titled and any(each.evidence.start == at and each.date == day for each in events)
    if not fresh or far or other or _heading_of(at, document) != heading:
        return event
    return replace(event, date=day, date_basis=DateBasis.INHERITED)


def _heading_of(offset: int, document: Document) -> int:
    """Return the index of the heading or title under which an offset stands."""
    kinds = [block.kind for block in document.blocks[: document.block_at(offset) + 1]]
    return max((index for index, kind in enumerate(kinds) if kind is BlockKind.HEADING), default=0)
