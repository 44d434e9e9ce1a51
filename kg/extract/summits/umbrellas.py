"""Umbrellas: conferences that are only the name of several others, told of one by one: 东亚合作领导人系列会议.

In go the events of one article, out come those without umbrellas beside their parts, which get the places told of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Event

_SEVERAL = 2  #: parts of an umbrella


def without_umbrellas(events: Sequence[Event], umbrella: re.Pattern[str]) -> list[Event]:
    """Leave out the conferences that are only the name of several others which the same people attend."""
    kept = list(events)
    for whole in (event for event in events if event.type == "Summit" and umbrella.search(event.name or "")):
        parts = _parts(whole, kept)
        if len({part.name for part in parts}) >= _SEVERAL:
            kept = [
                replace(event, places=event.places or whole.places) if event in parts else event
                for event in kept
                if event is not whole
            ]
    return kept


def _parts(whole: Event, events: Sequence[Event]) -> list[Event]:
    """Return the conferences of an article that are parts of one: those that the same people attend."""
    parties = set(whole.parties())
    return [
        event
        for event in events
        if event.type == "Summit" and event.name != whole.name and not parties.isdisjoint(event.parties())
    ]
