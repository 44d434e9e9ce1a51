"""Reading: an article read up to its clauses, with all that was found in it in reach by its place.

In go phrases, conferences, triggers and times of a document, out comes what stands within a span. What any of it means
is not asked here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kg.extract.clauses import Sentence
from kg.extract.conferences.conference import Conference
from kg.extract.times.choice import View
from kg.extract.times.expressions import find_durations
from kg.knowledge.language import Language
from kg.knowledge.timegrammar import TimeGrammar
from kg.model import Document, Duration, Refusal, Span, TimeExpression

Item = TypeVar("Item")
_STAMP = re.compile(r"[（(][^（）()]{4,30}[）)]")  #: what follows a caption: (法新社：2024年11月28日)


@dataclass(frozen=True, slots=True)
class ByPlace(Generic[Item]):
    """Things of a text, sorted by where they stand."""

    items: tuple[Item, ...]
    _spans: tuple[Span, ...]
    _starts: tuple[int, ...]

    def within(self, span: Span) -> list[Item]:
        """Return those inside a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end, lo=first)
        return [self.items[index] for index in range(first, last) if self._spans[index].end <= span.end]


def by_place(items: Iterable[Item], span_of: Callable[[Item], Span]) -> ByPlace[Item]:
    """Make things ready to be found by place."""
    items = tuple(items)
    spans = tuple(map(span_of, items))
    return ByPlace(items, spans, tuple(span.start for span in spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article read up to its clauses: all that finding events needs."""

    document: Document
    anchor: date  #: the day from which its days count: of publication, or the eve where its dateline says so
    sentences: tuple[Sentence, ...]
    conferences: ByPlace[Conference]
    triggers: ByPlace[tuple[Span, str]]
    unread: int = 0  #: triggers after the last of these
    named: tuple[Refusal, ...]  #: the triggers that are only parts of names
    times: ByPlace[TimeExpression]  #: but for those that are part of a conference's name
    grammar: TimeGrammar
    language: Language

    def view(self, day: str | None) -> View:
        """Return from where its dates are seen, when a day was spoken of last."""
        return View(anchor=self.anchor, zone=self.document.article.outlet.zone, day=day)

    def times_in(self, span: Span) -> list[TimeExpression]:
        """Return the time expressions of a span."""
        return self.times.within(span)

    def durations_in(self, sentence: Span) -> tuple[Duration, ...]:
        """Return the lengths of time in a sentence; few are asked for."""
        return find_durations(self.document.folded, sentence, grammar=self.grammar)

    def stamp_after(self, sentence: Sentence) -> TimeExpression | None:
        """Return the date that stands alone, in brackets, right after a sentence."""
        following = sentence.index + 1
        if following >= len(self.sentences) or self.sentences[following].block != sentence.block:
            return None
        stamp = self.sentences[following]
        return next(iter(self.times_in(stamp.span)), None) if self.is_stamp(stamp) else None

    def is_stamp(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is only what follows a caption in brackets, the day of a picture."""
        return _STAMP.fullmatch(sentence.span.of(self.document.folded)) is not None

    def triggers_in(self, span: Span) -> list[Span]:
        """Return the triggers of a span."""
        return [trigger for trigger, _ in self.told_in(span)]

    def told_in(self, span: Span) -> list[tuple[Span, str]]:
        """Return the triggers of a span, each with its form."""
        return self.triggers.within(span)

    def moves_in(self, span: Span) -> bool:
        """Tell whether somebody sets out for another place in a span."""
        return any(rule.type == "Visit" for _, form in self.told_in(span) for rule in self.language.by_trigger[form])

    def conferences_in(self, span: Span) -> list[Conference]:
        """Return the conferences named in a span."""
        return self.conferences.within(span)
