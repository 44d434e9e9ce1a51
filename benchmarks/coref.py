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

from kg.coref.cluster import resolve
from kg.coref.report import Report
from kg.coref.rules import load_rules
from kg.model import Argument, ArticleId, EntityId, EventId, Kind, Party, PlaceRef, Salience, Status

STATES = 80
START = dt.datetime(2016, 1, 1, 12, tzinfo=dt.UTC)
TYPES = {"Meeting": 40, "Visit": 20, "Call": 8, "Summit": 10, "Agreement": 8, "Message": 8, "Protest": 3, "Sanction": 3}
ROLES = {"Visit": ("traveller",), "Message": ("initiator", "addressee"), "Protest": ("initiator", "addressee"),
         "Sanction": ("initiator", "addressee")}  # fmt: skip


def archive(reports: int, *, days: int, seed: int = 0) -> list[Report]:
    """Make an archive of about so many reports over so many days; the same for the same numbers."""
    chance = random.Random(seed)
    made: list[Report] = []
    while len(made) < reports:
        made.extend(_tell(_event(chance, days), chance, len(made)))
    return made


def _event(chance: random.Random, days: int) -> Report:
    kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
    held = START + dt.timedelta(days=chance.randrange(days))
    roles = ROLES.get(kind, ("participant", "participant"))
    states = [_state(chance)]
    while len(states) < len(roles):
        states = list(dict.fromkeys([*states, _state(chance)]))
    city = _state(chance)
    place = PlaceRef(name=f"city {city}", country=city, entity=EntityId(f"place:{city}"))
    series = chance.randrange(30)
    return Report(
        id=EventId(""), article=ArticleId(""), number=0, outlet="made-up", published=held, day=held.date(), type=kind,
        status=Status.HELD,
        arguments=tuple(
            Argument(role=role, party=_person(state, chance)) for role, state in zip(roles, states, strict=True)
        ),
        date=held.date().isoformat(), first=held.date(), last=held.date(), places=(place,),
        name=f"summit {series}" if kind == "Summit" else None,
        entity=EntityId(f"edition:series{series}-{held.year}") if kind == "Summit" else None,
        evidence="".join(chr(0x4E00 + chance.randrange(2000)) for _ in range(50)),
    )  # fmt: skip


def _state(chance: random.Random) -> str:
    number = min(int(chance.paretovariate(0.7)) - 1, STATES - 1)
    return f"S{number:02d}"


def _person(state: str, chance: random.Random) -> Party:
    rank = min(int(chance.paretovariate(1)) - 1, 4)
    return Party(name=f"person {rank} of {state}", kind=Kind.PERSON, country=state)


def _tell(event: Report, chance: random.Random, number: int) -> Iterator[Report]:
    """Yield what the articles of the days around tell of an event."""
    for copy in range(chance.choices([1, 2, 3, 4], [60, 25, 10, 5])[0]):
        delay = chance.choice([-20, -3, 0, 0, 0, 1, 1, 2, 90])
        published = event.published + dt.timedelta(days=delay, minutes=number % 600 + copy)
        told = replace(
            event,
            id=EventId(f"event-{number + copy:06d}"),
            article=ArticleId(f"article-{number // 2 + copy:06d}"),
            number=number,
            published=published,
            day=published.date(),
            status=Status.HELD if delay >= 0 else Status.PLANNED,
            salience=Salience.MAIN if delay < 90 else Salience.BACKGROUND,
        )
        yield _vaguer(told, chance)


def _vaguer(report: Report, chance: random.Random) -> Report:
    if chance.random() < 0.1:
        report = replace(report, date=None, first=None, last=None)
    elif chance.random() < 0.05 and report.first:
        first = report.first.replace(day=1)
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        report = replace(report, date=first.isoformat()[:7], first=first, last=last)
    if chance.random() < 0.1:
        states = (
            Argument(role=each.role, party=replace(each.party, name=str(each.party.country), kind=Kind.COUNTRY))
            for each in report.arguments
        )
        report = replace(report, arguments=tuple(states))
    return replace(report, places=()) if chance.random() < 0.4 else report


def seconds(reports: list[Report]) -> tuple[float, int]:
    """Return how long it takes to find the events of an archive, and how many there are."""
    rules = load_rules()
    start = time.perf_counter()
    found = resolve(reports, rules)
    return time.perf_counter() - start, len(found.clusters)


def main() -> None:
    """Print the figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 25_000
    whole, events = seconds(archive(size, days=1400))
    print(f"{size} reports over 1400 days: {whole:.1f} s, {events} events")
    for name, days in (("longer", 350), ("denser", 1400)):
        quarter, _ = seconds(archive(size // 4, days=days))
        print(
            f"{size // 4} reports over {days} days: {quarter:.2f} s; four times as many, {name}: x{whole / quarter:.1f}"
        )
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
