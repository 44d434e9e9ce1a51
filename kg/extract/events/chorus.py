"""Choruses: many leaders write to one, the lead says so, and each sentence after it gives the words of one of them.

In go a sentence and what has been told before, out come `Message` events: 多国领导人致电祝贺习近平当选 opens a chorus,
and 法国总统马克龙表示，… is then a message of his to the same addressee. Who speaks outside a chorus writes to nobody.
The words are data (`chorus` in language.yml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import edtf
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.phrases.phrase import Phrase
from kg.extract.reading import Reading
from kg.extract.times.choice import View, when
from kg.model import Argument, DateBasis, Event, EventId, Kind, Party, Salience, Span, Status

_RULE = "Message/chorus"
_BEFORE = 8  #: signs before a sentence in which the words stand that make it a list


def find_chorus(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event]:
    """Find the messages that a sentence tells of as part of a chorus, and let the context know of one that it opens."""
    words, text, span = reading.language.chorus, reading.document.folded, sentence.span
    opening = words.opens.search(text, span.start, span.end)
    if opening is not None:
        context.addressee = _addressee(reading, context, sentence, opening)
        context.chorus_day = _day_of(reading, sentence)
        return
    if context.addressee is None:
        return
    listed = _listed(reading, sentence)
    told = listed or _spoken(reading, sentence)
    if told is None:
        return
    said, phrases = told
    groups: list[list[Argument]] = []  #: those who write in one
    for phrase in phrases:
        for sender in _senders(reading, context, phrase, context.addressee):
            last = groups[-1][-1] if groups else None
            if any(sender == one.party for group in groups for one in group):
                continue  # one may be named twice: a party that bears a name of its head
            one = Argument(role="initiator", party=sender, span=phrase.head)
            joined = last is not None and sender.country is not None and last.party.country == sender.country
            joined = joined and (listed is None or _shares_office(context, last, phrase))
            groups[-1].append(one) if joined else groups.append([one])
    for group in groups:
        yield _on_day(_message(reading, sentence, said, group, context.addressee), context.chorus_day)


def _senders(reading: Reading, context: Context, phrase: Phrase, addressee: Party) -> list[Party]:
    """Return who of those whom a phrase means writes for another state."""
    if _is_of_party(reading, context, phrase):
        return []
    parties = context.parties(phrase)
    return [one for one in parties if one.kind is Kind.PERSON and one.country != addressee.country]


def _shares_office(context: Context, last: Argument | None, phrase: Phrase) -> bool:
    """Tell whether somebody in a list holds the office of the one right before: 执政官甲和+乙."""
    between = context.text[last.span.end : phrase.start] if last and last.span else ""
    return not phrase.offices and context.language.marks.get(between) == "and"


def _is_of_party(reading: Reading, context: Context, phrase: Phrase) -> bool:
    """Tell whether somebody leads a party and nothing else: 甲国公明党党首."""
    words, person = reading.language.chorus, context.people.get(phrase.name, at=phrase.head.start)
    posts = person.posts | person.held if person else set()
    country = person.country if person else None
    return bool(posts) and posts <= words.of_parties and country not in words.party_states


def _day_of(reading: Reading, sentence: Sentence) -> str | None:
    """Return the day on which all write, as the sentence tells that opens a chorus."""
    article, times = reading.document.article, reading.times_in(sentence.span)
    view = View(anchor=article.day, zone=article.outlet.zone, day=None)
    days = [when(time, status=Status.HELD, view=view).date for time in times[:1]]
    return next((day for day in days if day and edtf.is_day(day)), None)


def _on_day(message: Event, day: str | None) -> Event:
    """Give a message the day on which all write; without one it keeps apart from whatever day is spoken of."""
    return replace(message, date=day, date_basis=DateBasis.INHERITED) if day else replace(message, apart=True)


def _addressee(reading: Reading, context: Context, sentence: Sentence, opening: re.Match[str]) -> Party | None:
    """Return the one to whom all write: the first named from where the chorus opens, else the outlet's home."""
    persons = [phrase for phrase in sentence.phrases if phrase.kind == "person" and phrase.start >= opening.start()]
    parties = (party for phrase in persons for party in context.parties(phrase))
    home = reading.document.article.outlet.home
    return next(parties, context.state(home) if home else None)


def _listed(reading: Reading, sentence: Sentence) -> tuple[Span, Sequence[Phrase]] | None:
    """Return what tells that a sentence lists those who write, and these; 他们是： may end the paragraph before."""
    text, start, end = reading.document.folded, sentence.span.start, sentence.span.end
    persons = [phrase for phrase in sentence.phrases if phrase.kind == "person"]
    for named in reading.language.chorus.names.finditer(text, max(0, start - _BEFORE), end):
        if named.start() >= start:
            return Span(start=named.start(), end=named.end()), persons
        if persons and not text[named.end() : start].strip():
            return persons[0].head, persons
    return None


def _spoken(reading: Reading, sentence: Sentence) -> tuple[Span, Sequence[Phrase]] | None:
    """Return what tells that a sentence gives the words of the persons with whom it begins, and these persons."""
    first, *others = sentence.clauses
    persons = [phrase for phrase in first.phrases if phrase.kind == "person"]
    if others and len(persons) == 1 and len(persons[0].span) == len(first.span) - 1:  # 甲国总统乙，总理丙表示
        persons += [phrase for phrase in others[0].phrases if phrase.kind == "person"]
    for count, phrase in enumerate(persons, 1):
        said = reading.language.chorus.says.match(reading.document.folded, phrase.end, sentence.span.end)
        if said is not None:
            return Span(start=said.start(), end=said.end()), persons[:count]
    return None


def _message(reading: Reading, sentence: Sentence, said: Span, senders: Sequence[Argument], addressee: Party) -> Event:
    first = senders[0].span or said
    return Event(
        id=EventId(f"{reading.document.article.id}#Message-{said.start}-{first.start}"),
        type="Message",
        status=Status.HELD,
        trigger=said,
        arguments=(*senders, Argument(role="addressee", party=addressee)),
        salience=Salience.MAIN,
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=_RULE,
        reasons=("status held: one of many who write to the same",),
    )
