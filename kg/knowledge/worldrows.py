"""One line of a table of the world as a value.

In goes a row of `worldtables`, with what has been read before it, out comes an entity, name, post, office, tenure or
edition. Each cell is checked by `worldcells`; which line replaces which is settled in `worldtables`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from kg.knowledge.worldcells import (
    DAY,
    PARTIAL,
    Known,
    advice,
    day_or_part,
    days,
    degrees,
    entity_id,
    number,
    one_of,
    origin,
    polity,
    reference,
    same_as,
    state_code,
)
from kg.knowledge.worldvalues import Edition, Entity, Name, Office, Post, Tenure
from kg.model import EntityId
from kg.tables import Row

LABELS = ("zh", "en", "ja")  #: columns that hold labels
_LANGUAGES = {**{tag: tag for tag in LABELS}, "zh_hant": "zh-Hant"}  # column: language tag
_STRENGTHS = ("strong", "weak", "compound")
_PLACE_KINDS = ("city", "area", "venue", "seat")
_SINGLE = ("", "yes", "receiver")
_STATUSES = ("", "planned", "virtual", "cancelled")
_SLUG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_ISO3 = re.compile(r"[A-Z]{3}")

#: Tables of entities, in an order in which each refers to earlier ones only, with the prefix of their ids.
TABLES: Mapping[str, str] = {
    "states": "state",
    "organisations": "org",
    "regions": "region",
    "places": "place",
    "people": "person",
    "series": "series",
    "editions": "edition",
}


def entity_key(row: Row, table: str) -> EntityId:
    """Return the id of the entity that a line is about."""
    prefix = TABLES[table]
    slug = row["iso3" if prefix == "state" else "id"]
    if not (_ISO3 if prefix == "state" else _SLUG).fullmatch(slug):
        wanted = "three capital letters" if prefix == "state" else "letters, digits and single hyphens"
        raise row.error(f'"{slug}" is no id', advice=f"An id is made of {wanted}.", wrong=slug)
    return entity_id(prefix, slug)


def make_entity(row: Row, table: str, known: Known) -> Entity:
    """Make the entity of a line; what its kind alone has is read by the function for it."""
    special = _SPECIAL[table](row, known)
    return Entity(
        id=entity_key(row, table),
        kind=special.pop("kind", TABLES[table]),
        labels={tag: row[column] for column, tag in _LANGUAGES.items() if row.values.get(column)},
        source=row["source"],
        origin=origin(row),
        **special,
    )


def _state(row: Row, known: Known) -> dict[str, Any]:
    leader = one_of(row, "leader", ("", "head_of_government")) or None
    return {"country": row["iso3"], "same_as": same_as(row), "leader": leader}


def _organisation(row: Row, known: Known) -> dict[str, Any]:
    convenes = one_of(row, "convenes", ("", "yes")) == "yes"
    return {"kind": "organisation", "country": state_code(row, known), "convenes": convenes}


def _region(row: Row, known: Known) -> dict[str, Any]:
    """Read the states of a region and the regions in it, which may stand in later lines."""
    words = row.list("parts")
    for code in words:
        if _ISO3.fullmatch(code) and entity_id("state", code) not in known:
            raise row.error(f'"{code}" is no state', wrong=code)
    return {"parts": tuple(entity_id("state" if _ISO3.fullmatch(code) else "region", code) for code in words)}


def _place(row: Row, known: Known) -> dict[str, Any]:
    kind = one_of(row, "kind", _PLACE_KINDS)
    return {
        "kind": "seat" if kind == "seat" else "place",
        "country": state_code(row, known),
        "within": reference(row, "within", "place", known),
        "capital": one_of(row, "capital", ("", "yes")) == "yes",
        "lat": degrees(row, "lat", limit=90),
        "lon": degrees(row, "lon", limit=180),
    }


def _person(row: Row, known: Known) -> dict[str, Any]:
    code = polity(row, known)
    country = code if entity_id("state", code) in known else None
    return {"polity": code, "country": country, "same_as": same_as(row)}


def _series(row: Row, known: Known) -> dict[str, Any]:
    return {"within": reference(row, "organisation", "org", known)}


def _edition_entity(row: Row, known: Known) -> dict[str, Any]:
    if not row["series"]:
        raise row.error("the series is missing")
    reference(row, "city", "place", known)
    return {"within": reference(row, "series", "series", known), "country": state_code(row, known)}


_SPECIAL: Mapping[str, Callable[[Row, Known], dict[str, Any]]] = {
    "states": _state,
    "organisations": _organisation,
    "regions": _region,
    "places": _place,
    "people": _person,
    "series": _series,
    "editions": _edition_entity,
}


def make_edition(row: Row) -> Edition:
    """Make the edition of a line; `entity_key` and `make_entity` have checked what it refers to."""
    return Edition(
        id=entity_id("edition", row["id"]),
        series=entity_id("series", row["series"]),
        number=number(row, "number"),
        year=number(row, "year"),
        start=day_or_part(row, "start", DAY),
        end=day_or_part(row, "end", DAY),
        city=entity_id("place", row["city"]) if row["city"] else None,
        country=row["iso3"] or None,
        status=one_of(row, "status", _STATUSES),
        origin=origin(row),
    )


def make_post(row: Row) -> Post:
    """Make the post of a line."""
    rank = number(row, "rank")
    if rank is None:
        raise row.error("the rank is missing")
    return Post(
        code=row["post"],
        rank=rank,
        single=one_of(row, "single", _SINGLE) == "yes",
        posted=row["single"] == "receiver",
        shared=frozenset(row.list("shared")),
        labels={tag: row[tag] for tag in LABELS if row[tag]},
        origin=origin(row),
    )


def make_office(row: Row, posts: Mapping[str, Post]) -> Office:
    """Make the office of a line."""
    post = posts[one_of(row, "post", posts)]
    labels = {tag: row[tag] for tag in ("en", "ja") if row[tag]}
    return Office(wording=row["wording"], post=post.code, rank=post.rank, labels=labels, origin=origin(row))


def tenure_key(row: Row) -> tuple[str, ...]:
    """Return what makes a tenure: who took which post where and when."""
    return (row["person"], row["polity"], row["post"], row["receiver"], row["start"])


def make_tenure(row: Row, known: Known, posts: Mapping[str, Post]) -> Tenure:
    """Make the tenure of a line."""
    person = reference(row, "person", "person", known)
    if person is None:
        raise row.error("the person is missing")
    start, end = day_or_part(row, "start", PARTIAL), day_or_part(row, "end", PARTIAL)
    if start and end and end < start[: len(end)]:
        raise row.error("the end lies before the start", wrong=end)
    return Tenure(
        person=person,
        polity=polity(row, known),
        post=one_of(row, "post", posts),
        receiver=polity(row, known, "receiver") if row["receiver"] else None,
        start=start,
        end=end,
        seen=days(row, "seen"),
        source=row["source"],
        origin=origin(row),
    )


def make_name(row: Row, known: Known) -> Name:
    """Make the surface form of a line."""
    cells = row.values
    entity = known.get(EntityId(cells["id"]))
    if entity is None:
        raise row.error(f'no table has the id "{row["id"]}"', advice=advice(row["id"], known), wrong=row["id"])
    if not cells["form"].strip():
        raise row.error("the form is missing")
    return Name(
        form=cells["form"],
        entity=entity.id,
        kind=entity.kind,
        strength=one_of(row, "strength", _STRENGTHS),
        source=cells["source"],
        origin=origin(row),
    )
