"""Clauses: a sentence cut at its commas, with the noun phrases, marks and triggers in each.

In go the phrases and known forms of one sentence, out come `Clause` values; `arguments` asks them where a phrase
stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.phrases import Phrase
from kg.knowledge.gazetteer import Token
from kg.model import Span

_COMMA = re.compile(r"[，,；;：:。！？!?]|(?<=[\u4e00-\u9fff”》])\s+(?=[\u4e00-\u9fff“《])")
_BRACKETED = re.compile(r"[（(](?=[A-Za-z])[^（）()]{1,24}[）)]")  # a name in its own letters: （Tuvalu，旧称甲）


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that gives the phrase after it a position."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between commas."""

    span: Span
    index: int  #: in its sentence
    phrases: tuple[Phrase, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
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
    ends = [match.end() for match in _COMMA.finditer(text, span.start, span.end)]
    marks = [Mark(token.start, token.end, token.lexeme.mark) for token in tokens if token.lexeme.mark is not None]
    for gloss in _BRACKETED.finditer(text, span.start, span.end):
        ends = [end for end in ends if not gloss.start() < end <= gloss.end()]
    for phrase in phrases:
        ends = [end for end in ends if not phrase.start < end <= phrase.end]
        marks = [mark for mark in marks if not phrase.start <= mark.start < phrase.end]
    if not ends or ends[-1] != span.end:
        ends.append(span.end)
    clauses: list[Clause] = []
    start = span.start
    for number, end in enumerate(ends):
        clauses.append(
            Clause(
                span=Span(start=start, end=end),
                index=number,
                phrases=tuple(phrase for phrase in phrases if start <= phrase.start < end),
                marks=tuple(mark for mark in marks if start <= mark.start < end),
            )
        )
        start = end
    return Sentence(span=span, index=index, block=block, clauses=tuple(clauses), phrases=tuple(phrases))
