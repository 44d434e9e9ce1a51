"""The events of cases/view.yml as values, for tests of networks and pages."""

from __future__ import annotations

import functools
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from kg.edtf import bounds
from kg.model import Kind, Status
from kg.network.projection import Evidence, Labels, Term, ViewEvent, ViewParty, ViewPlace

BASE = "https://example.org/id/"
TABLES: Mapping[str, Any] = yaml.load(
    (Path(__file__).parent / "cases" / "view.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def labels(cells: Sequence[str]) -> Labels:
    """Make labels from Chinese, English and Japanese cells."""
    return Labels(zh=cells[0], en=cells[1], ja=cells[2])


def state(code: str) -> Term:
    """Make a state of the table."""
    return Term(id=BASE + code, labels=labels(TABLES["states"][code]))


def term(table: str, name: str) -> Term:
    """Make a type, role or attendance of the tables."""
    return Term(id=name, labels=labels(TABLES[table][name]))


def party(told: str | Mapping[str, str]) -> ViewParty:
    """Make a party from its id, or from its id and its role or "away"."""
    name, note = (told, "Participant") if isinstance(told, str) else next(iter(told.items()))
    role, attendance = ("Invitee", "NotIntending") if note == "away" else (note, "Attending")
    cells = TABLES["people"].get(name) or TABLES["orgs"].get(name) or TABLES["states"][name]
    person, country = name in TABLES["people"], name in TABLES["states"]
    return ViewParty(
        iri=BASE + name,
        labels=labels(cells),
        kind=Kind.PERSON if person else Kind.COUNTRY if country else Kind.ORG,
        role=term("roles", role),
        attendance=term("attendances", attendance),
        state=state(cells[3]) if person else None,
        office=cells[4] if person else None,
    )


def place(name: str) -> ViewPlace:
    """Make a place of the table."""
    cells = TABLES["places"][name]
    return ViewPlace(iri=BASE + name, labels=labels(cells), state=state(cells[3]))


def event(row: Mapping[str, Any]) -> ViewEvent:
    """Make an event from its line; its label is put together from its parties."""
    kind, parties = term("types", row["type"]), tuple(party(told) for told in row["parties"])
    names = [[name for each in parties if (name := each.labels.all()[index])] for index in (0, 1, 2)]
    first, last = bounds(row["date"]) if "date" in row else (None, None)
    return ViewEvent(
        iri=f"{BASE}event/{row['id']}",
        type=kind,
        status=Status(row["status"]),
        label=Labels(
            zh=row.get("name") or f"{'与'.join(names[0][:2])}{kind.labels.zh}",
            en=f"{kind.labels.en} of {' and '.join(names[1][:2])}",
            ja=f"{'・'.join(names[2][:2])}の{kind.labels.ja}",
        ),
        date=row.get("date"),
        first=first,
        last=last,
        places=(place(row["place"]),) if "place" in row else (),
        parties=parties,
        name=row.get("name"),
        evidence=tuple(
            Evidence(
                sentence=sentence,
                title=f"要闻：{sentence[:8]}",
                url=f"https://example.org/news/{row['id']}/{number}",
                published=date.fromisoformat(day),
                status=Status(row["status"]),
            )
            for number, (day, sentence) in enumerate(row["evidence"], 1)
        ),
        part_of=f"{BASE}event/{row['part_of']}" if "part_of" in row else None,
    )


@functools.cache
def view_events() -> tuple[ViewEvent, ...]:
    """Return the events of the table, in its order."""
    return tuple(event(row) for row in TABLES["events"])


def many_events(count: int) -> tuple[ViewEvent, ...]:
    """Make up events, as many as wanted: meetings of two people, of whom some have far more than others."""
    draw = random.Random(7)
    types = [Term(id=name, labels=labels(cells)) for name, cells in TABLES["types"].items()]
    people = [
        ViewParty(
            iri=f"{BASE}person/{number}",
            labels=Labels(zh=f"人物{number}", en=f"Person {number}"),
            kind=Kind.PERSON,
            role=term("roles", "Participant"),
            attendance=term("attendances", "Attending"),
            office="部长",
        )
        for number in range(max(count // 4, 10))
    ]
    cities = [ViewPlace(iri=f"{BASE}city/{number}", labels=Labels(zh=f"城市{number}")) for number in range(count // 20)]
    events = []
    for number in range(count):
        pair = [people[min(int(draw.expovariate(5 / len(people))), len(people) - 1)] for _ in range(2)]
        day = date(2020, 1, 1) + timedelta(days=draw.randrange(2000))
        names = "与".join(each.labels.zh for each in pair)
        sentence = f"{day.day}日，{names}在首都举行会谈，双方就两国关系和共同关心的问题深入交换了意见。"
        evidence = Evidence(
            sentence=sentence, title=f"{names}举行会谈", url=f"{BASE}{number}", published=day, status=Status.HELD
        )
        events.append(
            ViewEvent(
                iri=f"{BASE}event/{number}",
                type=draw.choice(types),
                status=draw.choice([Status.HELD, Status.HELD, Status.HELD, *Status]),
                label=Labels(zh=f"{names}会谈"),
                date=day.isoformat(),
                first=day,
                last=day,
                places=(draw.choice(cities),),
                parties=tuple({each.iri: each for each in pair}.values()),
                evidence=(evidence,),
            )
        )
    return tuple(events)
