"""Outcomes of talks: documents signed on their day, and what was agreed there.

In go an event and all events of its article, out come the day of its talks, or the same event with `agreed_in`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.coref.kinds import OPEN, TALKS
from kg.model import Event, Salience, Status

_OUTCOMES = frozenset({"Agreement", "RelationsChange"})


def day_of_talks(event: Event, events: Sequence[Event]) -> str | None:
    """Return the day of the held talks of which a document or a change of relations is the outcome."""
    if event.type not in _OUTCOMES or event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return None
    talks = [other for other in events if _is_news_of_talks(other) and _same_sides(event, other)]
    nearest = min(talks, key=lambda other: abs(other.evidence.start - event.evidence.start), default=None)
    return nearest.date if nearest else None


def _is_news_of_talks(event: Event) -> bool:
    held = event.status is Status.HELD and event.salience is Salience.MAIN
    return event.type == "Meeting" and event.date is not None and held and not event.apart


def _same_sides(left: Event, right: Event) -> bool:
    return {party.country for party in left.parties()} == {party.country for party in right.parties()}


def with_agreement(event: Event, events: Sequence[Event]) -> Event:
    """Tie what is still sought to the held talks of the same parties in which it was agreed."""
    if event.status not in OPEN or event.type not in ("Meeting", "Visit", "Call"):
        return event
    for talk in events:
        agreed = talk.type in TALKS and talk.status is Status.HELD and talk.salience is Salience.MAIN
        if agreed and _same_sides(event, talk) and event.evidence.start >= talk.evidence.start:
            return replace(event, agreed_in=talk.id)
    return event
