"""Guests: who takes part in a conference, by the talks on its sidelines.

In go a conference and all events of its article, out comes the same conference with those who met there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Argument, Event, Kind, Salience, Status

_SEVERAL = 2  #: talks


def with_guests(event: Event, events: Sequence[Event]) -> Event:
    """Let the first of each state not named yet take part who talks on the sidelines, where the news tells of several.

    Of a single one the article may be all about, which only names the conference for it.
    """
    if event.type != "Summit" or event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return event
    talks = [other for other in events if other.part_of_event == event.id and _is_talk(other)]
    if len({other.evidence for other in talks}) < _SEVERAL:
        return event
    states = {argument.party.country for argument in event.arguments}
    added: list[Argument] = []
    for party in (party for other in talks for party in other.parties()):
        if party.kind is Kind.PERSON and party.country not in states:
            states.add(party.country)
            added.append(Argument(role="participant", party=party, span=None))
    return replace(event, arguments=(*event.arguments, *added)) if added else event


def _is_talk(event: Event) -> bool:
    return event.type == "Meeting" and event.status is Status.HELD and event.salience is Salience.MAIN
