"""Annotated articles (JSON) as the values of the model, so that steps after extraction can be tested without it.

The files give names and states, and no entity ids: a `Link` may say which entity a name is. Spans are those of a text
that holds the title and the evidence sentences only.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from kg.model import (
    Annotation,
    Argument,
    Article,
    ArticleId,
    Block,
    BlockKind,
    DateBasis,
    Document,
    EntityId,
    Event,
    EventId,
    Holding,
    Kind,
    OfficeStatus,
    Outlet,
    Party,
    PlaceRef,
    Salience,
    Span,
    Status,
)
from kg.text.script import fold

#: Where the first party and the others have different roles; every other type has participants.
ROLES = {
    "Visit": ("traveller",),
    "Message": ("initiator", "addressee"),
    "Protest": ("initiator", "addressee"),
    "Sanction": ("initiator", "addressee"),
    "Appointment": ("appointee", "appointer", "receiver"),
}
OUTLET = Outlet(id="gold", name="gold", language="zh", zone=ZoneInfo("Asia/Shanghai"), home=None)


class Link(Protocol):
    """Says which entity a name is, None where it is not known."""

    def __call__(self, kind: str, name: str, *, country: str | None, near: dt.date) -> EntityId | None:
        """Link a name.

        Args:
            kind: person, country, org, place or series (of a conference).
            country: the state that it stands for or lies in.
            near: the day of publication; tells the edition of a conference.
        """


def unlinked(kind: str, name: str, *, country: str | None, near: dt.date) -> EntityId | None:
    """Know no entity."""
    return None


def read_gold(folder: Path, *, link: Link = unlinked) -> Iterator[Annotation]:
    """Read the gold files of a folder, which are named `<article>.json`, sorted by name."""
    for path in sorted(folder.glob("*.json")):
        yield annotation_of(json.loads(path.read_text(encoding="utf-8")), link=link)


def annotation_of(gold: Mapping[str, Any], *, link: Link = unlinked) -> Annotation:
    """Make the annotation that a gold file describes; event ids are `<article>#<index>`."""
    file = gold["article"]
    published = dt.datetime.combine(dt.date.fromisoformat(gold["published"]), dt.time(12), tzinfo=OUTLET.zone)
    article = Article(
        id=ArticleId(file), file=file, outlet=OUTLET, language="zh", url=None, title=file, author=None,
        published=published,
    )  # fmt: skip
    lines = [file, *(event["evidence"].replace("\n", " ") for event in gold["events"])]
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    spans = tuple(Span(start=start, end=start + len(line)) for start, line in zip(starts, lines, strict=True))
    kinds = [BlockKind.TITLE] + [BlockKind.PARAGRAPH] * len(gold["events"])
    blocks = tuple(Block(kind=kind, span=span) for kind, span in zip(kinds, spans, strict=True))
    text = "\n".join(lines)
    return Annotation(
        article=article,
        document=Document(article=article, text=text, folded=fold(text), blocks=blocks, sentences=spans),
        holdings=tuple(_holding(person) for person in gold["people"]),
        events=tuple(
            _event(EventId(f"{file}#{index}"), event, spans[index + 1], partial(link, near=published.date()))
            for index, event in enumerate(gold["events"])
        ),
    )


def _event(id: EventId, gold: Mapping[str, Any], span: Span, link: Callable[..., EntityId | None]) -> Event:
    roles = ROLES.get(gold["type"], ("participant",))
    arguments = [
        Argument(role=roles[min(index, len(roles) - 1)], party=_party(party, link))
        for index, party in enumerate(gold["participants"])
    ]
    arguments += [Argument(role="absent", party=_party(party, link)) for party in gold["absent"]]
    return Event(
        id=id,
        type=gold["type"],
        status=Status(gold["status"]),
        trigger=span,
        arguments=tuple(arguments),
        places=tuple(_place(place, link) for place in gold["places"]),
        name=gold.get("name"),
        entity=link("series", gold["name"], country=None) if gold.get("name") else None,
        date=gold["date"],
        date_basis=DateBasis.EXPLICIT if gold["date"] else DateBasis.NOT_GIVEN,
        part_of=gold["part_of"],
        salience=Salience(gold["salience"]),
        evidence=span,
        mentions=(span,),
        rule="gold",
    )


def _party(gold: Mapping[str, Any], link: Callable[..., EntityId | None]) -> Party:
    name, country = gold["name"], gold["country"]
    return Party(name=name, kind=Kind(gold["kind"]), country=country, entity=link(gold["kind"], name, country=country))


def _place(gold: Mapping[str, Any], link: Callable[..., EntityId | None]) -> PlaceRef:
    name, country = gold["name"], gold["country"]
    return PlaceRef(name=name, country=country, entity=link("place", name, country=country))


def _holding(gold: Mapping[str, Any]) -> Holding:
    return Holding(
        person=gold["name"],
        entity=None,
        country=gold["country"],
        office=gold["office"] or "",
        post=None,
        status=OfficeStatus(gold["status"]) if gold["status"] else None,
        span=Span(start=0, end=1),
    )
