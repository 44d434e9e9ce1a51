"""A report: what one article says of one event, as far as telling events apart and following one needs it.

An annotation comes in, light `Report`s go out: the article without its body, the event, the words of its evidence.
So an archive can be annotated article by article, and only its reports be held at once. Nothing is compared here, and
nothing is taken from another article. Reports are never merged: a cluster names them, and each keeps what it said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Annotation, Article, ArticleId, Event, EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one article says of one event on its day."""

    article: Article  #: without its body
    event: Event
    number: int  #: position of the event in its article, from 0
    evidence: str = ""  #: the sentence that shows it best, simplified characters

    @property
    def id(self) -> EventId:
        """The id that the event has in its article."""
        return self.event.id

    @property
    def order(self) -> tuple[dt.datetime, ArticleId, int]:
        """The order of reports: by publication, then article, then place in the article."""
        return self.article.published, self.article.id, self.number


def reports_of(annotation: Annotation) -> Iterator[Report]:
    """Yield the reports of an article, in the order of its events."""
    article = replace(annotation.article, body="", body_start=0)
    for number, event in enumerate(annotation.events):
        evidence = event.evidence.of(annotation.document.folded)
        yield Report(article=article, event=event, number=number, evidence=evidence)
