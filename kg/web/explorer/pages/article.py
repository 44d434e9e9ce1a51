"""An article: its text with names and telling sentences marked, and the events that it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.schema import Concept
from kg.model import BlockKind, Span
from kg.network.projection import ViewEvent
from kg.rdf.iri import web_address
from kg.reading import Reading
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.reader import Reader
from kg.web.explorer.texts import Piece, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An event of an article."""

    number: int  #: from 1, in the order of the text
    event: ViewEvent
    status: Concept  #: as this article has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the text."""

    kind: str  #: of `BlockKind`, but the title
    pieces: Sequence[Piece]


def article(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show an article."""
    ((headline, day, outlet, author, url, file), *_) = explorer.rows("article", iri)
    numbered: dict[str, Numbered] = {}
    spans: dict[Span, list[int]] = {}
    sentences: dict[str, list[int]] = {}
    for event, status, _, sentence, begin, end in explorer.rows("sentences", iri):
        concept = explorer.concept(status)
        assert event is not None and concept is not None
        shown = numbered.setdefault(
            event, Numbered(number=len(numbered) + 1, event=explorer.index.events[event], status=concept)
        )
        if begin is not None and end is not None:
            _note(spans.setdefault(Span(start=int(begin), end=int(end)), []), shown.number)
        if sentence is not None:
            _note(sentences.setdefault(sentence, []), shown.number)
    return Page(
        template="article.html",
        title=headline or "",
        values={
            "headline": headline,
            "day": dt.date.fromisoformat(day or ""),
            "outlet": explorer.index.things.get(outlet or ""),
            "author": author,
            "url": web_address(url or ""),
            "file": file,
            "numbered": list(numbered.values()),
            "sentences": sentences,
            "paragraphs": _paragraphs(explorer.texts.of(iri), spans),
        },
    )


def _paragraphs(reading: Reading | None, told: Mapping[Span, Sequence[int]]) -> list[Paragraph]:
    """Cut a text into paragraphs of marked pieces; none where the store does not hold it."""
    if reading is None:
        return []
    return [
        Paragraph(kind=block.kind.value, pieces=list(pieces(reading.text, block.span, told=told, marks=reading.marks)))
        for block in reading.blocks
        if block.kind is not BlockKind.TITLE
    ]


def _note(numbers: list[int], number: int) -> None:
    if number not in numbers:
        numbers.append(number)
