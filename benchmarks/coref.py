"""Measure cross-article coreference on a made-up archive: seconds, and the ratio for four times the reports.

Run: python benchmarks/coref.py [REPORTS]

The archive has made-up states and persons of uneven weight, events of all types over the years, and one to four
reports of each: planned and held, dated, vaguely dated and undated. Two growths are measured: a longer archive (more
years of the same density) and a denser one (more reports of the same years).
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from kg.coref.cluster import resolve
from kg.coref.life import lives
from kg.coref.report import Report
from kg.coref.rules import load_rules
from kg.model import (
    Argument,
    Article,
    ArticleId,
    DateBasis,
    EntityId,
    Event,
    EventId,
    Kind,
    Outlet,
    Party,
    PlaceRef,
    Salience,
    Span,
    Status,
)

STATES = 80
START = dt.datetime(2016, 1, 1, 12, tzinfo=dt.UTC)
OUTLET = Outlet(id="made-up", name="made up", language="zh", zone=ZoneInfo("UTC"), home=None)
NOWHERE = Span(start=0, end=0)
TYPES = {"Meeting": 40, "Visit": 20, "Call": 8, "Summit": 10, "Agreement": 8, "Message": 8, "Protest": 3, "Sanction": 3}
ROLES = {"Visit": ("traveller",), "Message": ("initiator", "addressee"), "Protest": ("initiator", "addressee"),
         "Sanction": ("initiator", "addressee")}  # fmt: skip


def archive(reports: int, *, days: int, seed: int = 0) -> list[Report]:
    """Make an archive of about so many reports over so many days; the same for the same numbers."""
    chance = random.Random(seed)
    made: list[Report] = []
    while len(made) < reports:
        made.extend(_tell(*_event(chance, days), chance, len(made)))
    return made


def _event(chance: random.Random, days: int) -> tuple[dt.datetime, Event]:
    """Make an event, and the moment at which it was held."""
    kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
    held = START + dt.timedelta(days=chance.randrange(days))
    roles = ROLES.get(kind, ("participant", "participant"))
    states = [_state(chance)]
    while len(states) < len(roles):
        states = list(dict.fromkeys([*states, _state(chance)]))
    city, series, summit = _state(chance), chance.randrange(30), kind == "Summit"
    parties = (_person(state, chance) for state in states)
    return held, Event(
        id=EventId(""),
        type=kind,
        status=Status.HELD,
        trigger=NOWHERE,
        arguments=tuple(Argument(role=role, party=party) for role, party in zip(roles, parties, strict=True)),
        date=held.date().isoformat(),
        date_basis=DateBasis.EXPLICIT,
        places=(PlaceRef(name=f"city {city}", country=city, entity=EntityId(f"place:{city}")),),
        name=f"summit {series}" if summit else None,
        entity=EntityId(f"edition:series{series}-{held.year}") if summit else None,
        evidence=NOWHERE,
        rule="made up",
    )


def _state(chance: random.Random) -> str:
    number = min(int(chance.paretovariate(0.7)) - 1, STATES - 1)
    return f"S{number:02d}"


def _person(state: str, chance: random.Random) -> Party:
    rank = min(int(chance.paretovariate(1)) - 1, 4)
    return Party(name=f"person {rank} of {state}", kind=Kind.PERSON, country=state)


def _tell(held: dt.datetime, event: Event, chance: random.Random, number: int) -> Iterator[Report]:
    """Yield what the articles of the days around tell of an event."""
    words = "".join(chr(0x4E00 + chance.randrange(2000)) for _ in range(50))
    for copy in range(chance.choices([1, 2, 3, 4], [60, 25, 10, 5])[0]):
        delay = chance.choice([-20, -3, 0, 0, 0, 1, 1, 2, 90])
        told = replace(
            event,
            id=EventId(f"event-{number + copy:06d}"),
            status=Status.HELD if delay >= 0 else Status.PLANNED,
            salience=Salience.MAIN if delay < 90 else Salience.BACKGROUND,
        )
        article = Article(
            id=ArticleId(f"article-{number // 2 + copy:06d}"), file="", outlet=OUTLET, language="zh", url=None,
            title="", author=None, published=held + dt.timedelta(days=delay, minutes=number % 600 + copy),
        )  # fmt: skip
        yield Report(article=article, event=_vaguer(told, chance), number=number + copy, evidence=words)


def _vaguer(event: Event, chance: random.Random) -> Event:
    if chance.random() < 0.1:
        event = replace(event, date=None, date_basis=DateBasis.NOT_GIVEN)
    elif chance.random() < 0.05 and event.date:
        event = replace(event, date=event.date[:7])
    if chance.random() < 0.1:
        states = (
            Argument(role=each.role, party=replace(each.party, name=str(each.party.country), kind=Kind.COUNTRY))
            for each in event.arguments
        )
        event = replace(event, arguments=tuple(states))
    return replace(event, places=()) if chance.random() < 0.4 else event


def seconds(reports: list[Report]) -> tuple[float, float, int]:
    """Return how long it takes to find the events of an archive, and then their lives, and how many there are."""
    rules = load_rules()
    start = time.perf_counter()
    found = resolve(reports, rules)
    middle = time.perf_counter()
    lives(reports, found.clusters, rules)
    return middle - start, time.perf_counter() - middle, len(found.clusters)


def main() -> None:
    """Print the figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 25_000
    whole, lived, events = seconds(archive(size, days=1400))
    print(f"{size} reports over 1400 days: {whole:.1f} s, {events} events; their lives: {lived:.1f} s")
    for name, days in (("longer", 350), ("denser", 1400)):
        quarter, _, _ = seconds(archive(size // 4, days=days))
        print(
            f"{size // 4} reports over {days} days: {quarter:.2f} s; four times as many, {name}: x{whole / quarter:.1f}"
        )
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
