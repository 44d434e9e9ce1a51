"""Declarations: what a conference issues, as a document that its members have agreed on.

In go the sentences that say so (会议通过《…宣言》) and the conferences named before, out come Agreement events. Their
parties are the organisations, groups and states of which the name of the conference speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import Sentence
from kg.extract.context import Context, distinct
from kg.extract.events import event_id, salience
from kg.extract.spot import Reading, Spot
from kg.extract.status import status_of
from kg.model import Argument, Event, Kind, Party, Span

_KINDS = frozenset({"organisation", "region", "state"})


def find_declarations(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event]:
    """Find the declarations that a sentence says a conference issues."""
    text, language = reading.document.folded, reading.language
    for match in language.conferences.adopts.finditer(text, sentence.span.start, sentence.span.end):
        span = Span(start=match.start(), end=match.end())
        named = next(
            (one for one in reversed(reading.conferences.items) if one.span.end <= span.end and not one.shift), None
        )
        parties = parties_in_name(named.name, context) if named else ()
        if named is None or not parties:
            continue
        clause = sentence.clause_at(span.start)
        verb = Span(start=match.start("verb"), end=match.end("verb"))
        status, why = status_of(text, sentence, clause, verb, language=language)
        dated = Spot(reading, context, sentence, clause, span).when(status)
        arguments = tuple(Argument(role="participant", party=party, span=span) for party in parties)
        yield Event(
            id=event_id(reading.document, "Agreement", span, arguments),
            type="Agreement",
            status=status,
            trigger=span,
            arguments=arguments,
            date=dated.date,
            date_basis=dated.basis,
            part_of=named.name,
            salience=salience(reading, sentence, dated.date, until=sentence.span.end),
            evidence=sentence.span,
            mentions=(sentence.span,),
            rule="Agreement/adopts",
            reasons=(f"status {status.value}: {why}", f"date: {dated.reason}"),
        )


def parties_in_name(name: str, context: Context) -> tuple[Party, ...]:
    """Return the organisations, groups and states that the name of a conference holds: 中国—中亚+峰会, 中+非+对话会."""
    found: list[Party] = []
    start, signs = 0, 0  # signs: how far the one-sign names reach with which the name begins
    while start < len(name):
        shortest = start if start == signs else start + 1
        party, end = next(
            ((party, end) for end in range(len(name), shortest, -1) if (party := _party(name[start:end], context))),
            (None, start + 1),
        )
        found += [party] if party else []
        signs = end if party and end == start + 1 else signs
        start = end
    return distinct(found)


def _party(form: str, context: Context) -> Party | None:
    known = next((one for one in context.world.lookup(form) if one.kind in _KINDS), None)
    if known is None:
        return None
    entity = context.world.entities[known.entity]
    if known.kind == "state":
        return context.state(entity.id.partition(":")[2])
    return Party(name=entity.labels.get(context.language.code, form), kind=Kind.ORG, country=None, entity=entity.id)
