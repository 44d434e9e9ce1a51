"""Choruses: many leaders write to one, the lead says so, and each sentence after it gives the words of one of them.

In go a sentence and what has been told before, out come `Message` events: 多国领导人致电祝贺习近平当选 opens a chorus,
and 法国总统马克龙表示，… is then a message of his to the same addressee. Who speaks outside a chorus writes to nobody.
The words are data (`chorus` in language.yml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.phrases import Phrase
from kg.extract.spot import Reading
from kg.model import Argument, Event, EventId, Kind, Party, Salience, Span, Status

_RULE = "Message/chorus"


def find_chorus(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event]:
    """Find the messages that a sentence tells of as part of a chorus, and let the context know of one that it opens."""
    words, text, span = reading.language.chorus, reading.document.folded, sentence.span
    opening = words.opens.search(text, span.start, span.end)
    if opening is not None:
        context.addressee = _addressee(reading, context, sentence, opening)
        return
    if context.addressee is None:
        return
    named = words.names.search(text, span.start, span.end)
    if named is not None:
        phrases: Sequence[Phrase] = [phrase for phrase in sentence.phrases if phrase.kind == "person"]
    else:
        named = words.says.search(text, span.start, sentence.clauses[0].span.end)
        phrases = _speakers(sentence, named.start()) if named is not None else ()
    if named is None:
        return
    said = Span(start=named.start(), end=named.end())
    for phrase in phrases:
        for sender in context.parties(phrase):
            if sender.kind is Kind.PERSON and sender.country != context.addressee.country:
                yield _message(reading, sentence, said, phrase, sender, context.addressee)


def _addressee(reading: Reading, context: Context, sentence: Sentence, opening: re.Match[str]) -> Party | None:
    """Return the one to whom all write: the first named from where the chorus opens, else the outlet's home."""
    persons = [phrase for phrase in sentence.phrases if phrase.kind == "person" and phrase.start >= opening.start()]
    parties = (party for phrase in persons for party in context.parties(phrase))
    home = reading.document.article.outlet.home
    return next(parties, context.state(home) if home else None)


def _speakers(sentence: Sentence, end: int) -> Sequence[Phrase]:
    """Return the persons with whom a sentence begins, the last right before a verb of saying."""
    first = [phrase for phrase in sentence.clauses[0].phrases if phrase.end <= end]
    spoken = bool(first) and first[-1].end == end
    return [phrase for phrase in first if phrase.kind == "person"] if spoken else ()


def _message(
    reading: Reading, sentence: Sentence, said: Span, phrase: Phrase, sender: Party, addressee: Party
) -> Event:
    return Event(
        id=EventId(f"{reading.document.article.id}#Message-{said.start}-{phrase.head.start}"),
        type="Message",
        status=Status.HELD,
        trigger=said,
        arguments=(
            Argument(role="initiator", party=sender, span=phrase.head),
            Argument(role="addressee", party=addressee),
        ),
        salience=Salience.MAIN,
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=_RULE,
        reasons=("status held: one of many who write to the same",),
    )
