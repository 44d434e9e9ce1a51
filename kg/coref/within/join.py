"""Joining: two mentions of one event made one.

It keeps the fullest parties, the most precise date and every sentence that tells of it; the fuller mention is its
evidence. Whether two mentions are one event is not asked here.
"""

from __future__ import annotations

from dataclasses import replace

from kg.coref.kinds import RECIPROCAL, TOLD
from kg.coref.within.dates import joined_date, put_off
from kg.coref.within.parties import joined_arguments
from kg.coref.within.places import joined_places, stay_around
from kg.coref.within.status import joined_status
from kg.model import Event, Kind, Salience


def join(known: Event, event: Event) -> Event:
    """Merge a mention into the event that it tells of."""
    first, second = (known, event) if _weight(known) >= _weight(event) else (event, known)
    moved = put_off(known, event)
    date, basis, start = joined_date(moved, moved) if moved else joined_date(first, second)
    spans = tuple(sorted({*known.mentions, *event.mentions}))
    return replace(
        first,
        id=min(known, event, key=lambda item: item.trigger).id,
        status=moved.status if moved else joined_status(known, event),
        arguments=joined_arguments(first.arguments, second.arguments),
        places=stay_around(known, event) or joined_places(first.places, second.places),
        name=max((known.name or "", event.name or ""), key=len) or None,
        entity=first.entity or second.entity,
        date=date,
        date_basis=basis,
        start=start,
        duration=first.duration or second.duration,
        duration_approximate=first.duration_approximate if first.duration else second.duration_approximate,
        presumed=first.presumed and second.presumed,
        apart=first.apart and second.apart,
        part_of=first.part_of or second.part_of,
        salience=Salience.MAIN if Salience.MAIN in (known.salience, event.salience) else Salience.BACKGROUND,
        mentions=spans,
        reasons=tuple(dict.fromkeys([*first.reasons, *second.reasons])),
    )


def _weight(event: Event) -> tuple[bool, int, int, int, int]:
    """Say how fully a mention tells of its event: its sentence becomes the evidence."""
    exact = event.date_basis in TOLD
    persons = sum(argument.party.kind is Kind.PERSON for argument in event.arguments if argument.span is not None)
    understood = event.type in RECIPROCAL and any(argument.span is None for argument in event.arguments)
    return (not understood, persons, int(exact), int(bool(event.places)), -event.trigger.start)
