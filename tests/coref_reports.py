"""Reports in a few words, for tables of coreference cases.

A party is `石破茂/JPN` (a person), `JPN` (the state), `欧盟/org` or `哈马斯/org/PSE`; a person of no state is
`卡拉斯/`. A place is `北京/CHN` (a city), `CHN` (the state) or `南太平洋/` (a region). `=entity` after either gives an
entity.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from goldfiles import OUTLET, ROLES

from kg.coref.report import Report
from kg.model import (
    Argument,
    Article,
    ArticleId,
    DateBasis,
    EntityId,
    Event,
    EventId,
    Kind,
    Party,
    PlaceRef,
    Salience,
    Span,
    Status,
)


def party(text: str) -> Party:
    """Read a party."""
    words, _, entity = text.partition("=")
    name, *rest = words.split("/")
    linked = EntityId(entity) if entity else None
    if not rest:
        return Party(name=name, kind=Kind.COUNTRY, country=name, entity=EntityId(f"state:{name}"))
    if rest[0] == "org":
        return Party(name=name, kind=Kind.ORG, country=rest[1] if len(rest) > 1 else None, entity=linked)
    return Party(name=name, kind=Kind.PERSON, country=rest[0] or None, entity=linked)


def place(text: str) -> PlaceRef:
    """Read a place."""
    words, _, entity = text.partition("=")
    name, slash, country = words.partition("/")
    if not slash:
        return PlaceRef(name=name, country=name, entity=EntityId(f"state:{name}"))
    return PlaceRef(name=name, country=country or None, entity=EntityId(entity or f"place:{name}"))


def article(id: str, published: str) -> Article:
    """Make an article without a text.

    Args:
        published: a day, or a day and a time.
    """
    moment = dt.datetime.fromisoformat(published)
    noon = moment if "T" in published else moment.replace(hour=12)
    return Article(
        id=ArticleId(id), file=id, outlet=OUTLET, language="zh", url=None, title="", author=None,
        published=noon.replace(tzinfo=OUTLET.zone),
    )  # fmt: skip


def arguments(type: str, parties: Sequence[str], absent: Sequence[str]) -> tuple[Argument, ...]:
    """Give parties the roles of an event type, in order."""
    roles = ROLES.get(type, ("participant",))
    there = [Argument(role=roles[min(at, len(roles) - 1)], party=party(text)) for at, text in enumerate(parties)]
    return (*there, *(Argument(role="absent", party=party(text)) for text in absent))


def report(case: Mapping[str, Any], number: int) -> Report:
    """Make a report of a line of a table; what it does not say is held, main and undated.

    Args:
        number: of the report in its case; its article too, unless the line names one.
    """
    date, span = case.get("date") or None, Span(start=number, end=number + 1)
    event = Event(
        id=EventId(case.get("id", f"r{number}")),
        type=case["type"],
        status=Status(case.get("status", "held")),
        trigger=span,
        arguments=arguments(case["type"], case["who"], case.get("absent", ())),
        places=tuple(place(text) for text in case.get("at", ())),
        name=case.get("name"),
        entity=EntityId(case["entity"]) if "entity" in case else None,
        date=date,
        date_basis=DateBasis(case.get("basis", "explicit" if date else "not_given")),
        start=case.get("start"),
        duration=case.get("duration"),
        part_of=case.get("part_of"),
        part_of_event=case.get("part_of_event"),
        agreed_in=case.get("agreed_in"),
        salience=Salience(case.get("salience", "main")),
        evidence=span,
        rule="case",
    )
    told_in = article(case.get("article", f"a{number}"), case["published"])
    return Report(article=told_in, event=event, number=number, evidence=case.get("text", ""))
