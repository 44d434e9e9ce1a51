"""An article as a page shows it: its text in blocks, and where in it stand the names of whom the graph knows.

An annotation comes in, a light value goes out, which the ledger keeps. It is for readers of the store alone and part of
no graph: what is published holds at most the sentences (see `rdf.articles.Quotes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Annotation, Block, Kind, Mention, Party, PlaceRef, Span
from kg.rdf.iri import Names

_PLACES = ("place", "region", "seat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A name in a text."""

    span: Span
    iri: str  #: of what it names


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The text of an article; spans are those of `Document.text`."""

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]  #: in text order, without overlap

    def block_of(self, span: Span) -> Block | None:
        """Return the block that holds a span."""
        return next((block for block in self.blocks if block.span.covers(span)), None)


def reading_of(annotation: Annotation, *, names: Names) -> Reading:
    """Keep of an article what a page shows."""
    document = annotation.document
    return Reading(text=document.text, blocks=document.blocks, marks=tuple(_marks(annotation.mentions, names)))


def _marks(mentions: tuple[Mention, ...], names: Names) -> Iterator[Mark]:
    end = 0
    for mention in sorted(mentions, key=lambda each: (each.span.start, -each.span.end)):
        iri = _iri(mention, names)
        if iri is not None and mention.span.start >= end:
            yield Mark(span=mention.span, iri=iri)
            end = mention.span.end


def _iri(mention: Mention, names: Names) -> str | None:
    """Name what a mention means; None for an office, and for a conference that no table knows."""
    if mention.entity is not None:
        return names.entity(mention.entity)
    if mention.kind in _PLACES:
        return names.place(PlaceRef(name=mention.name, country=mention.country))
    if mention.kind in set(Kind):
        return names.party(Party(name=mention.name, kind=Kind(mention.kind), country=mention.country))
    return None
