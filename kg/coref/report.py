"""A report: what one article says of one event, as far as telling events apart needs it.

An annotation and one of its events come in, a frozen `Report` goes out. Nothing is compared here, and nothing is
taken from another article. Reports are never merged: a cluster names them, and each keeps what its article said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kg.edtf import bounds
from kg.model import Annotation, Argument, ArticleId, DateBasis, EntityId, Event, EventId, PlaceRef, Salience, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one article says of one event on its day."""

    id: EventId  #: of the event in its article
    article: ArticleId
    number: int  #: position of the event in its article, from 0
    outlet: str
    published: dt.datetime  #: with a zone
    day: dt.date  #: of publication, in the outlet's zone
    type: str  #: a class of ontology/
    status: Status
    arguments: tuple[Argument, ...]  #: roles and parties, principals first; the absent too
    date: str | None = None  #: EDTF
    first: dt.date | None = None  #: first possible day; None with a `last` is an open start
    last: dt.date | None = None  #: last possible day; None with a `first` is an unknown or open end
    basis: DateBasis = DateBasis.NOT_GIVEN
    places: tuple[PlaceRef, ...] = ()  #: city before state
    name: str | None = None  #: of a Summit
    entity: EntityId | None = None  #: of a Summit: its edition or series
    part_of: str | None = None  #: name of the summit, or destination of the visit, that it belongs to
    part_of_event: EventId | None = None  #: that event, where the same article tells of it
    salience: Salience = Salience.MAIN
    evidence: str = ""  #: the sentence that shows it best, simplified characters

    @property
    def order(self) -> tuple[dt.datetime, ArticleId, int]:
        """The order of reports: by publication, then article, then place in the article."""
        return self.published, self.article, self.number


def report_of(annotation: Annotation, event: Event) -> Report:
    """Take from an event what coreference needs.

    Raises:
        ValueError: the event is not one of the annotation.
    """
    return _report(annotation, event, annotation.events.index(event))


def reports_of(annotation: Annotation) -> Iterator[Report]:
    """Yield the reports of an article, in the order of its events."""
    for number, event in enumerate(annotation.events):
        yield _report(annotation, event, number)


def _report(annotation: Annotation, event: Event, number: int) -> Report:
    article = annotation.article
    first, last = bounds(event.date) if event.date else (None, None)
    return Report(
        id=event.id,
        article=article.id,
        number=number,
        outlet=article.outlet.id,
        published=article.published,
        day=article.day,
        type=event.type,
        status=event.status,
        arguments=event.arguments,
        date=event.date,
        first=first,
        last=last,
        basis=event.date_basis,
        places=event.places,
        name=event.name,
        entity=event.entity,
        part_of=event.part_of,
        part_of_event=event.part_of_event,
        salience=event.salience,
        evidence=event.evidence.of(annotation.document.folded),
    )
