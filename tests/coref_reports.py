"""Reports in a few words, for tables of coreference cases.

A party is `石破茂/JPN` (a person), `JPN` (the state), `欧盟/org` or `哈马斯/org/PSE`; a person of no state is `卡拉斯/`.
A place is `北京/CHN` (a city), `CHN` (the state) or `南太平洋/` (a region). `=entity` after either gives an entity.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from goldfiles import OUTLET, ROLES

from kg.coref.report import Report
from kg.edtf import bounds
from kg.model import Argument, ArticleId, DateBasis, EntityId, EventId, Kind, Party, PlaceRef, Salience, Status


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


def report(case: Mapping[str, Any], number: int) -> Report:
    """Make a report of a line of a table; what it does not say is held, main and undated.

    Args:
        number: of the report in its case; its article too, unless the line names one.
    """
    published = dt.datetime.combine(dt.date.fromisoformat(case["published"]), dt.time(12), tzinfo=OUTLET.zone)
    roles = ROLES.get(case["type"], ("participant",))
    parties = [
        Argument(role=roles[min(index, len(roles) - 1)], party=party(text)) for index, text in enumerate(case["who"])
    ]
    first, last = bounds(case["date"]) if case.get("date") else (None, None)
    return Report(
        id=EventId(f"r{number}"),
        article=ArticleId(case.get("article", f"a{number}")),
        number=number,
        outlet=OUTLET.id,
        published=published,
        day=published.date(),
        type=case["type"],
        status=Status(case.get("status", "held")),
        arguments=tuple(parties),
        date=case.get("date") or None,
        first=first,
        last=last,
        basis=DateBasis(case.get("basis", "explicit" if case.get("date") else "not_given")),
        places=tuple(place(text) for text in case.get("at", ())),
        name=case.get("name"),
        entity=EntityId(case["entity"]) if "entity" in case else None,
        part_of=case.get("part_of"),
        salience=Salience(case.get("salience", "main")),
        evidence=case.get("text", ""),
    )
