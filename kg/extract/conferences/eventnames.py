"""Names and ids of the events of one document, given once all of them are found.

In go the events and the conferences of an article, out come the events with the fullest name that it gives, and with
ids of their own. How conferences are named in it is read in `conference`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.extract.conferences.conference import Conference, same_conference
from kg.extract.summits.told import SHIFTED
from kg.knowledge.world import World
from kg.model import Event, EventId


def numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    """Give each event an id of its own, where one trigger with parties that are only understood gives several."""
    seen: dict[EventId, int] = {}
    given = []
    for event in events:
        seen[event.id] = seen.get(event.id, 0) + 1
        again = seen[event.id]
        given.append(event if again == 1 else replace(event, id=EventId(f"{event.id}-{again}")))
    return tuple(given)


def with_full_name(event: Event, fullest: Mapping[str, Conference], world: World, edition: re.Pattern[str]) -> Event:
    """Give a Summit, and what is part of one, the fullest name in the article; of another meeting without number."""
    if event.type == "Summit" and event.name is not None and event.name in fullest:
        full = fullest[event.name]
        years = {str(world.editions[one].year) for one in full.fitting}
        if event.date and years and event.date[:4] not in years:
            return event  # 2018年…+峰会 is not the one of this year
        name = full.name
        return replace(event, name=edition.sub("", name) if event.rule in SHIFTED.values() else name)
    whole = fullest.get(event.part_of or "")
    return replace(event, part_of=whole.name) if whole is not None else event


def name_test(conferences: Sequence[Conference]) -> Callable[[str, str], bool]:
    """Return a test of whether two names of conferences in the article mean one."""
    by_name = {conference.name: conference for conference in conferences}

    def same(left: str, right: str) -> bool:
        return left == right or (
            left in by_name and right in by_name and same_conference(by_name[left], by_name[right])
        )

    return same
