"""The texts of articles, which a store keeps beside its graph, and how a page cuts them into pieces.

A text may be missing: another version of kg kept it, or a build has read the article anew since. Pages then show the
sentences that the graph itself holds, and say so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.ledger import reading_ledger
from kg.model import Span
from kg.rdf.iri import Names
from kg.reading import Mark, Reading
from kg.store import joined
from kg.store.layout import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text that is marked alike."""

    text: str
    link: str | None = None  #: IRI of what is named here
    told: tuple[int, ...] = ()  #: numbers of the events that the sentence tells of
    begins: bool = False  #: whether the sentence begins here
    ends: bool = False


class Texts:
    """Gives the texts of the articles of one graph."""

    def __init__(self, store: Path, *, base: str) -> None:
        layout, names = Layout(store), Names(base)
        self._ledger = layout.articles
        self._keys: Mapping[str, str] = {}
        file = layout.current() / joined.FILE
        if file.exists():
            with joined.reading(file) as joins:
                self._keys = {names.article(article): key for article, key in joins.entries().items()}

    def of(self, article: str) -> Reading | None:
        """Return the text of an article; None if the store does not hold it."""
        key = self._keys.get(article)
        if key is None or not self._ledger.exists():
            return None
        try:
            with reading_ledger(self._ledger) as ledger:
                return ledger.reading(key) if ledger is not None else None
        except (KeyError, sqlite3.OperationalError):  # read anew, or being written and not to be read meanwhile
            return None


def pieces(text: str, within: Span, *, told: Mapping[Span, Sequence[int]], marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut a part of a text where a sentence or a name begins or ends.

    Args:
        told: sentences that tell of events, without overlap, and the numbers of the events.
    """
    sentences = [span for span in told if within.overlaps(span)]
    names = [mark for mark in marks if within.overlaps(mark.span)]
    spans = [*sentences, *(mark.span for mark in names)]
    cuts = {within.start, within.end} | {at for span in spans for at in (span.start, span.end)}
    points = sorted(at for at in cuts if within.start <= at <= within.end)
    for start, end in pairwise(points):
        here = Span(start=start, end=end)
        sentence = next((span for span in sentences if span.covers(here)), None)
        yield Piece(
            text=here.of(text),
            link=next((mark.iri for mark in names if mark.span.covers(here)), None),
            told=tuple(told[sentence]) if sentence else (),
            begins=sentence is not None and sentence.start == start,
            ends=sentence is not None and sentence.end == end,
        )
