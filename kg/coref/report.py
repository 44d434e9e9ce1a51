"""A report: what one article says of one event, as far as telling events apart and following one needs it.

An annotation comes in, light `Report`s go out: the article without its body, the event, the words of its evidence.
So an archive can be annotated article by article, and only its reports be held at once. Nothing is compared here, and
nothing is taken from another article. Reports are never merged: a cluster names them, and each keeps what it said.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Annotation, Article, ArticleId, Event, EventId

_COMMAS = (",", ";", ":")  #: and their full-width forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one article says of one event on its day."""

    article: Article  #: without its body
    event: Event
    number: int  #: position of the event in its article, from 0
    evidence: str = ""  #: the words that tell of it, simplified characters

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
        yield Report(
            article=article, event=event, number=number, evidence=_own_words(event, annotation.document.folded)
        )


def _own_words(event: Event, text: str) -> str:
    """Cut out the clause that tells of an event, for the rest of its sentence tells of others.

    Returns:
        What stands between the commas around the trigger; all of the evidence where the trigger does not stand in it.
    """
    sentence, start, end = event.evidence, event.trigger.start, event.trigger.end
    if not sentence.covers(event.trigger):
        return sentence.of(text)
    commas = [at for at in range(sentence.start, sentence.end) if unicodedata.normalize("NFKC", text[at]) in _COMMAS]
    first = max((at + 1 for at in commas if at < start), default=sentence.start)
    return text[first : min((at for at in commas if at >= end), default=sentence.end)]
