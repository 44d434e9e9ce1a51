"""Clauses: a sentence cut at its commas, with the noun phrases, marks and triggers in each.

In go the phrases and known forms of one sentence, out come `Clause` values; `arguments.slots` asks them where a phrase
stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from kg.extract.phrases.phrase import Phrase
from kg.knowledge.gazetteer import Token
from kg.model import Span

_COMMA = re.compile(r"[，,；;：:。！？!?]|(?<=[\u4e00-\u9fff”》])\s+(?=[\u4e00-\u9fff“《])")
_BRACKETED = re.compile(r"[（(](?=[A-Za-z])[^（）()]{1,24}[）)]")  # a name in its own letters: （Tuvalu，旧称甲）


class Mark(Struct, frozen=True, gc=False):
    """A word that gives the phrase after it a position."""

    start: int
    end: int
    kind: str


class Clause(Struct, frozen=True, gc=False):
    """A part of a sentence between commas."""

    span: Span
    index: int  #: in its sentence
    phrases: tuple[Phrase, ...]
    marks: tuple[Mark, ...]


class Sentence(Struct, frozen=True, gc=False):
    """A sentence with its clauses."""

    span: Span
    index: int  #: in the document
    block: int
    clauses: tuple[Clause, ...]
    phrases: tuple[Phrase, ...]  #: of all clauses

    def clause_at(self, offset: int) -> Clause:
        """Return the clause that holds an offset."""
        return next((clause for clause in self.clauses if offset < clause.span.end), self.clauses[-1])


def cut_clauses(
    text: str, span: Span, *, index: int, block: int, phrases: Sequence[Phrase], tokens: Sequence[Token]
) -> Sentence:
    """Cut a sentence into clauses; a comma inside a phrase or the gloss of a name does not cut."""
    inside: set[int] = set()
    for phrase in phrases:
        inside.update(range(phrase.span.start, phrase.span.end))
    marks = [
        Mark(token.start, token.end, token.lexeme.mark)
        for token in tokens
        if token.lexeme.mark is not None and token.start not in inside
    ]
    for gloss in _BRACKETED.finditer(text, span.start, span.end):
        inside.update(range(gloss.start(), gloss.end()))
    ends = [match.end() for match in _COMMA.finditer(text, span.start, span.end) if match.end() - 1 not in inside]
    if not ends or ends[-1] != span.end:
        ends.append(span.end)
    phrases_of: list[list[Phrase]] = [[] for _ in ends]
    marks_of: list[list[Mark]] = [[] for _ in ends]
    for phrase in phrases:
        phrases_of[bisect_right(ends, phrase.span.start)].append(phrase)
    for mark in marks:
        marks_of[bisect_right(ends, mark.start)].append(mark)
    clauses = [
        Clause(Span(start=start, end=end), index, tuple(phrases_of[index]), tuple(marks_of[index]))
        for index, (start, end) in enumerate(pairwise((span.start, *ends)))
    ]
    return Sentence(span=span, index=index, block=block, clauses=tuple(clauses), phrases=tuple(phrases))
