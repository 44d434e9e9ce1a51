"""Credentials: a head of state receives those of many envoys, and a sentence after it says who they are.

In go a sentence and those before it, out come `Appointment` events, one for each envoy of the list: 习近平接受28位大使
递交国书。…他们是：甲国驻华大使乙、丙国驻华大使丁. What says so is data (`credentials` in language.yml). Who presents
them by name in one sentence is the business of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.extract.times.choice import When
from kg.extract.times.spotdates import date_at
from kg.model import Argument, Event, EventId, Kind, Party, Salience, Span, Status

_RULE = "Appointment/list"
_REACH = 6  #: sentences between the ceremony and the list


def find_credentials(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event]:
    """Find the envoys whom a sentence lists after one that says who received their credentials."""
    words, text = reading.language.credentials, reading.document.folded
    listed = words.lists.match(text, sentence.span.start, sentence.span.end)
    if listed is None:
        return
    told = _ceremony(reading, context, sentence)
    if told is None:
        return
    receiver, dated = told
    for phrase in sentence.phrases:
        for envoy in context.parties(phrase) if phrase.kind == "person" and phrase.receiver else ():
            if envoy.kind is Kind.PERSON and envoy.country != receiver.country:
                yield _appointment(reading, sentence, phrase.head, envoy, receiver, dated)


def _ceremony(reading: Reading, context: Context, sentence: Sentence) -> tuple[Party, When] | None:
    """Return who received the credentials, as the first of the sentences before says, and when."""
    text, first = reading.document.folded, max(sentence.index - _REACH, 0)
    for earlier in reading.sentences[first : sentence.index]:
        match = reading.language.credentials.accepts.search(text, earlier.span.start, earlier.span.end)
        if match is None or earlier.block == 0:
            continue
        clause, trigger = earlier.clause_at(match.start()), Span(start=match.start(), end=match.end())
        persons = [phrase for phrase in clause.phrases if phrase.kind == "person" and phrase.end <= trigger.start]
        receiver = next((party for phrase in persons for party in context.parties(phrase)), None)
        if receiver is not None:
            return receiver, date_at(Spot(reading, context, earlier, clause, trigger), Status.HELD)
    return None


def _appointment(reading: Reading, sentence: Sentence, span: Span, envoy: Party, receiver: Party, dated: When) -> Event:
    return Event(
        id=EventId(f"{reading.document.article.id}#Appointment-{sentence.span.start}-{span.start}"),
        type="Appointment",
        status=Status.HELD,
        trigger=span,
        arguments=(
            Argument(role="appointee", party=envoy, span=span),
            Argument(role="receiver", party=receiver),
        ),
        date=dated.date,
        date_basis=dated.basis,
        salience=Salience.MAIN,
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=_RULE,
        reasons=("status held: one of many who present their credentials", f"date: {dated.reason}"),
    )
