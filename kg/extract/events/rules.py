"""Events: what each sentence of an article tells, rule by rule, before mentions of one event are merged.

In go a document with its noun phrases, conferences and times, out come `Event` and `Refusal` values, sentence by
sentence: first those of its triggers in their order, then those of its conferences (`summits.told`). The rules are data
(`events/*.yml`); this module tries them at each trigger: their words (`admission`), roles (`parties.roles`,
`parties.understood`), status (`outcomes`) and places (`venues`); `making` joins all that with the date. `memory` notes
what is needed later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.events.admission import words_against
from kg.extract.events.chorus import find_chorus
from kg.extract.events.credentials import find_credentials
from kg.extract.events.inturn import in_turn
from kg.extract.events.joiners import joining
from kg.extract.events.making import make_event
from kg.extract.events.memory import note_actor, note_heading, remember, remember_summit
from kg.extract.events.outcomes import outcome_of
from kg.extract.events.pointers import (
    have_talked,
    is_by_line,
    is_new,
    is_of_call,
    points_back,
    resumed,
)
from kg.extract.events.speech import is_in_first_person, is_recalled, note_speaker
from kg.extract.events.status import denial_of
from kg.extract.events.underway import is_visit_told_of, under_way
from kg.extract.events.venues import where
from kg.extract.parties.fillers import with_destination, with_embedded
from kg.extract.parties.roles import fill_roles
from kg.extract.parties.splitting import parties_against, split
from kg.extract.parties.understood import with_understood
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.extract.times.days import note_days
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Event, Refusal, Span, Status

_MOST = 30  #: triggers that are read in one sentence; of 440 articles counted none had over 7


def find_events(
    reading: Reading,
    context: Context,
    *,
    summits: Callable[[Reading, Context, Sentence, Sequence[Event]], Iterator[Event | Refusal]],
) -> Iterator[Event | Refusal]:
    """Find the events that an article tells of, sentence by sentence, and why its other triggers give none.

    Args:
        summits: finds the conferences of a sentence; is handed its other events.
    """
    context.writes = reading.language.own_words.search(reading.document.article.title) is not None
    behind: list[Sentence] = []  #: sentences that tell of nothing; what they speak of counts once a later one tells
    begun = False
    for sentence in reading.sentences:
        tries = _tries(reading, sentence)
        if not (any(each.is_admitted for each in tries) or _may_go_on(reading, context, sentence)):
            yield from _sentence_events(reading, context, sentence, tries)
            behind.append(sentence)
            continue
        _pass(reading, context, behind)
        behind, begun = [], True
        _begin(reading, context, sentence)
        told: list[Event] = []
        for event in _sentence_events(reading, context, sentence, tries):
            if isinstance(event, Event):
                told.append(event)
                if event.type == "Visit":
                    context.journey = event
                if not event.apart and not _is_memory(context, sentence, event):
                    remember(context, event, block=sentence.block)
            yield event
        for event in summits(reading, context, sentence, told):
            if isinstance(event, Event):
                remember_summit(context, event)
            yield event
        yield from find_chorus(reading, context, sentence)
        yield from find_credentials(reading, context, sentence)
        _end(reading, context, sentence)
    if begun:
        _pass(reading, context, behind)


def _may_go_on(reading: Reading, context: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence may tell of events without a trigger."""
    if reading.conferences.items or context.addressee is not None:
        return True
    words, text, span = reading.language, reading.document.folded, sentence.span
    opens = words.chorus.opens.search(text, span.start, span.end)
    return bool(opens or words.credentials.lists.match(text, span.start, span.end))


def _pass(reading: Reading, context: Context, sentences: Sequence[Sentence]) -> None:
    """Let the context know of sentences that tell of nothing."""
    for sentence in sentences:
        _begin(reading, context, sentence)
        _end(reading, context, sentence)


def _begin(reading: Reading, context: Context, sentence: Sentence) -> None:
    """Let the context know which sentence is read."""
    note_heading(context, reading, sentence)
    context.sentence, context.day_before = sentence, (context.day, context.day_block)


def _end(reading: Reading, context: Context, sentence: Sentence) -> None:
    """Let the context know of whom a sentence speaks, and of which days."""
    context.saw(sentence)
    note_days(context, reading, sentence)
    note_actor(context, sentence)
    note_speaker(context, sentence)


def _is_memory(context: Context, sentence: Sentence, event: Event) -> bool:
    """Tell whether somebody only speaks of an event, so that what is told next is none of it: 习近平主席同您会谈."""
    if event.status is Status.HELD and is_recalled(context, sentence, event.trigger, event.type):
        return True
    return is_in_first_person(context, sentence, event.trigger)


class _Try(NamedTuple):
    """A trigger, and each rule that may be tried there with what the words around say against it."""

    trigger: Span
    rules: tuple[tuple[EventRule, str | None], ...]

    @property
    def is_admitted(self) -> bool:
        return any(barred is None for _, barred in self.rules)


def _tries(reading: Reading, sentence: Sentence) -> list[_Try]:
    """Ask the words around each trigger of a sentence which rules may be tried there."""
    text, language = reading.document.folded, reading.language
    tries: list[_Try] = []
    for trigger, form in reading.told_in(sentence.span)[:_MOST]:
        clause, rules = sentence.clause_at(trigger.start), language.by_trigger[form]
        barred = [words_against(text, sentence, clause, trigger, rule) for rule in rules]
        denied = denial_of(text, sentence, clause, trigger, language) if None in barred else None
        tries.append(_Try(trigger, tuple(zip(rules, (why or denied for why in barred), strict=True))))
    return tries


def _sentence_events(
    reading: Reading, context: Context, sentence: Sentence, tries: Sequence[_Try]
) -> Iterator[Event | Refusal]:
    """Try the rules of each trigger until one gives events; else yield what each of them said."""
    yield from (
        Refusal(trigger=trigger, rule=form, reason=f"more than {_MOST} such words in one sentence")
        for trigger, form in reading.told_in(sentence.span)[_MOST:]
    )
    for trigger, rules in tries:
        refused: list[Event | Refusal] = []
        for rule, barred in rules:
            if barred:
                refused.append(Refusal(trigger=trigger, rule=rule.name, reason=barred))
                continue
            found = list(_apply(reading, context, sentence, trigger, rule))
            events = [each for each in found if isinstance(each, Event)]
            if events:
                yield from events
                break
            refused += found
        else:
            yield from refused


def _apply(
    reading: Reading, context: Context, sentence: Sentence, trigger: Span, rule: EventRule
) -> Iterator[Event | Refusal]:
    """Try one rule at one trigger."""
    spot = Spot(reading, context, sentence, sentence.clause_at(trigger.start), trigger)
    placed = with_embedded(spot, with_destination(spot, spot.placed(), rule), rule)
    if rule.slot_needed and not any(item.slot == rule.slot_needed for item in placed):
        yield Refusal(trigger=trigger, rule=rule.name, reason=f"slot missing: nobody stands as {rule.slot_needed}")
        return
    if rule.at_once and not any(item.phrase.start == trigger.end for item in placed):
        yield Refusal(trigger=trigger, rule=rule.name, reason="no place stands right after the word")
        return
    arguments = fill_roles(spot, placed, rule)
    if (points_back(spot) and not is_new(spot, rule, arguments)) or is_visit_told_of(spot, rule.type, arguments):
        arguments = tuple(replace(argument, span=None) for argument in arguments)
    if rule.joins:
        yield from joining(spot, rule, arguments)
    elif rule.under_way:
        yield under_way(spot, rule)
    else:
        yield from _tell(spot, placed, rule, arguments)


def _tell(
    spot: Spot, placed: Sequence[Placed], rule: EventRule, arguments: tuple[Argument, ...]
) -> Iterator[Event | Refusal]:
    """Make the events of a rule that its words admit, or say which party they lack."""
    known = resumed(spot, rule)
    arguments = with_understood(spot, placed, rule, known.arguments if known else arguments)
    status, why = outcome_of(spot, placed, rule, arguments)
    places = where(spot, placed, rule, arguments, is_open=status is not Status.HELD) or (known.places if known else ())
    told: list[Event] = []
    for chosen in split(spot.text, spot.clause, placed, arguments, rule, language=spot.reading.language):
        lacking = parties_against(chosen, places, rule, spot.context)
        if not lacking and rule.by_line and not is_by_line(spot):
            lacking = "the talks last told of were not by phone"
        if not lacking and rule.untalked and have_talked(spot, chosen):
            lacking = "said in the talks told of before"
        if not lacking and status is Status.HELD and is_of_call(spot, rule, chosen):
            lacking = "goes on with the call told of before"
        if lacking:
            yield Refusal(trigger=spot.trigger, rule=rule.name, reason=lacking)
            continue
        event = make_event(spot, rule, chosen, places, status=(status, why))
        if rule.dated and event.date is None:
            yield Refusal(trigger=spot.trigger, rule=rule.name, reason="no time is told")
        else:
            told.append(event)
    yield from in_turn(spot, told)
