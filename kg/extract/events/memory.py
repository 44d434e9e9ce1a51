"""Memory: what of an event, and of a sentence, is kept for the sentences after it.

In go the events of a sentence in the order of their triggers, out comes what the context knows thereafter: the sides
and the actor last spoken of, the latest event of each type, and those of which a later noun may tell again. Of which
days an article speaks is noted in `times.days`, who speaks in `speech`; whom a word means by all this is left to
`context`.
"""

from __future__ import annotations

import re

from kg import edtf
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.events.speech import is_let_known
from kg.extract.phrases.phrase import Phrase
from kg.extract.reading import Reading
from kg.model import Argument, BlockKind, Event, Kind, Salience, Status

_TWO = 2  #: sides
_NEAR = 6  #: signs after a person, with the word by which somebody is his
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")


def note_heading(context: Context, reading: Reading, sentence: Sentence) -> None:
    """Let the context forget, at a heading, what only the section before it speaks of."""
    if reading.document.blocks and reading.document.blocks[sentence.block].kind is BlockKind.HEADING:
        context.days.clear()
        context.section = sentence.span.start
        context.addressee, context.floor = None, None
        if reading.language.roundup.search(reading.document.title):
            context.turn()


def remember(context: Context, event: Event, *, block: int) -> None:
    """Let the context know the sides, the actor and the day of an event."""
    parties = tuple(event.parties())
    if event.type in ("Meeting", "Call", "Agreement", "RelationsChange", "Summit") and len(parties) in range(2, 6):
        context.told_of(parties)
    places = event.places if event.type == "Visit" and len(parties) == 1 else ()
    hosts = {place.country for place in places if place.country}  # a region is no host
    if len(hosts) == 1 and {parties[0].country, *hosts} - {None, *(party.country for party in context.pair)}:
        context.told_of((parties[0], *map(context.state, hosts)))
    named = [argument for argument in sorted(event.arguments, key=_place) if argument.span]
    acting = next((argument.party for argument in named), next(iter(parties), None))  # 他+提名+乙: he goes on acting
    if acting is not None and acting.kind is Kind.PERSON:
        context.actor = (acting,)
    context.last[event.type, event.status in (Status.PLANNED, Status.PROPOSED)] = event
    _note_plan(context, event)
    if event.type == "Visit" and event.date and "/" in event.date:
        context.stay = event
    let_known = context.day and context.sentence and is_let_known(context, context.sentence, event.trigger)
    if event.date and edtf.is_day(event.date) and not let_known:
        context.day, context.day_block = event.date, block
    told = event.date is not None or event.type not in context.latest
    if told and event.status is Status.HELD and event.salience is Salience.MAIN:
        _remember_news(context, event, block=block)


def _remember_news(context: Context, event: Event, *, block: int) -> None:
    """Let the context know what took place as the latest of its type, alone or beside others of the same trigger."""
    if block and context.sentence is not None and context.joined_in != context.sentence.index:
        context.unjoined.setdefault(event.type, []).append(event)  # the title says it in short
    latest = context.latest.get(event.type)
    if latest is not None and _tells_more(latest, event):
        return  # 双方都认为，这次会晤富有成果
    if again := _told_again(context, event):
        context.latest[event.type] = event
        context.again[event.type] = [*context.again.get(event.type, ()), again]
        return
    beside = context.together.get(event.type, []) if latest and latest.trigger == event.trigger else []
    context.together[event.type] = [*beside, event]
    context.again.pop(event.type, None)
    if beside:
        context.several[event.type] = context.together[event.type]
    context.latest[event.type] = event


def remember_summit(context: Context, event: Event) -> None:
    """Let the context know a conference, unless it is undated and another was told of before."""
    if event.status is Status.HELD:
        context.met |= {name for name in (event.name, event.entity) if name}
    if event.date is None and "Summit" in context.latest:
        return
    _note_plan(context, event)
    context.last[event.type, event.status is not Status.HELD] = event
    if event.status is Status.HELD:
        context.latest[event.type] = event


def _told_again(context: Context, event: Event) -> Event | None:
    """Return the one of several told of together of which a later sentence tells: 甲会见乙、丙。+会见乙时，甲表示."""
    told = context.together.get(event.type, [])
    if len(told) < _TWO or event.trigger == told[-1].trigger:
        return None
    parties = set(event.parties())
    return next((one for one in told if set(one.parties()) == parties and event.date in (None, one.date)), None)


def _tells_more(known: Event, event: Event) -> bool:
    """Tell whether an event names the persons, and another mention of it that day only states of theirs."""
    fuller = set(known.parties())
    homes = {party.country for party in fuller if party.kind is Kind.PERSON}
    named = set(event.parties()) - fuller
    bare = all(party.kind is Kind.COUNTRY and party.country in homes for party in named)
    return bool(named) and bare and known.date == event.date and known.status is event.status


def _note_plan(context: Context, event: Event) -> None:
    if event.date and event.status in (Status.PLANNED, Status.PROPOSED):
        context.planned = event.date
        context.planned_in = context.sentence.index if context.sentence else -1


def _place(argument: Argument) -> int:
    return argument.span.start if argument.span else 0


def note_actor(context: Context, sentence: Sentence) -> None:
    """Let the context know who acts in a sentence: the person or state that it names first."""
    marked = {mark.end for clause in sentence.clauses for mark in clause.marks}
    named = (p for p in sentence.phrases if p.kind in ("person", "pronoun") and p.start not in marked)
    first = next((p for p in named if not _has_of(context, sentence, p)), None)
    if first is not None and first.kind == "pronoun":
        return  # 她将参加甲的就职典礼: she goes on acting
    state = next((p for p in sentence.phrases if p.kind == "country" and p.start not in marked), None)
    if state is not None and (first is None or state.start < first.start):
        context.acting = state.country
    first = first or next((phrase for phrase in sentence.phrases if phrase.rule in ("side", "institution")), None)
    if first is None:
        return
    parties = context.parties(first)
    if parties:
        if context.writes and not context.author:
            context.author = parties[:1]
        context.actor = parties[:1]
        context.actor_phrase, context.actor_block = first, sentence.block


def _has_of(context: Context, sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a person is only told of as whose man somebody is, who acts: 特朗普+的特使格雷内尔."""
    if phrase.kind != "person":
        return False
    clause = sentence.clause_at(phrase.start)
    other = next((each for each in clause.phrases if each.kind == "person" and each.start >= phrase.end), None)
    if other is None or any(phrase.end <= mark.start < other.start and mark.kind != "and" for mark in clause.marks):
        return False
    between = _BRACKETED.sub("", context.text[phrase.end : other.start])
    return context.language.genitive in between[:_NEAR]
