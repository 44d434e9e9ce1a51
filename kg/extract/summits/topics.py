"""Topics: a noun that a comma parts from what is told of it.

In goes the clause that ends with the name of a conference, out comes one that holds what the next tells of it as well:
这届甲峰会，+将于5日在乙地举行. Chinese sets off a long subject so.
"""

from __future__ import annotations

from msgspec.structs import replace

from kg.extract.clauses import Clause, Sentence
from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.model import Span


def with_comment(text: str, sentence: Sentence, clause: Clause, name: Span, grammar: ConferenceGrammar) -> Clause:
    """Return the clause that ends with a name together with the next, where that one only says when and where."""
    ends = grammar.before_comment.fullmatch(text, name.end, clause.span.end)
    if clause.index + 1 >= len(sentence.clauses) or ends is None:
        return clause
    comment = sentence.clauses[clause.index + 1]
    if not grammar.comment.match(text, comment.span.start, comment.span.end):
        return clause
    if any(phrase.kind in ("person", "office", "pronoun") for phrase in comment.phrases):
        return clause
    return replace(
        clause,
        span=Span(start=clause.span.start, end=comment.span.end),
        phrases=(*clause.phrases, *comment.phrases),
        marks=(*clause.marks, *comment.marks),
    )
