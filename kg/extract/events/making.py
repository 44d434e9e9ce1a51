"""Making events: one value of all that was read at a trigger.

In go a rule, its parties, places and status, out comes an `Event` with its date, what it is a part of, how salient it
is, and the reasons. Nothing is refused here; that is done before, in `rules`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import edtf
from kg.extract.events.partof import conference_during, visited
from kg.extract.events.pointers import looks_back
from kg.extract.events.reactions import OF_TALKS, is_of_others, is_of_this_visit, is_told
from kg.extract.events.retold import TALKS
from kg.extract.events.salience import is_title, salience_at
from kg.extract.events.speech import is_recalled
from kg.extract.events.status import UNTOLD, is_old_plan
from kg.extract.parties.understood import at_the_time
from kg.extract.spot import Spot
from kg.extract.times.choice import When, duration_of
from kg.extract.times.eventdates import Told, date_of
from kg.extract.times.putoff import moved_to
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Document, Event, EventId, PlaceRef, Span, Status


def make_event(
    spot: Spot,
    rule: EventRule,
    arguments: tuple[Argument, ...],
    places: tuple[PlaceRef, ...],
    *,
    status: tuple[Status, str],
) -> Event:
    """Make an event of what a rule reads at a trigger.

    Args:
        status: with the reason for it.
    """
    reading, sentence = spot.reading, spot.sentence
    outcome, why = status
    recalled = outcome is Status.HELD and is_recalled(spot.context, sentence, spot.trigger, rule.type)
    moved = moved_to(spot) if outcome is Status.CANCELLED else None
    if moved is not None:
        outcome, why = Status.PLANNED, f"put off, with a new date: {why}"
    told = Told(spot, rule, arguments, outcome, moved)
    during = conference_during(spot, rule, points_back=told.points_back)
    within = during or visited(spot, rule, outcome)
    dated, reacted = date_of(told, recalled=recalled, there=during is not None and rule.type in TALKS)
    duration = duration_of(spot.clause, reading.durations_in(sentence.span))
    outcome, why = _by_day(told, dated, why)
    arguments = at_the_time(spot, arguments, dated.date)
    return Event(
        id=event_id(reading.document, rule.type, spot.trigger, arguments),
        type=rule.type,
        status=outcome,
        trigger=spot.trigger,
        arguments=arguments,
        places=places,
        date=dated.date,
        date_basis=dated.basis,
        start=dated.start,
        duration=duration.iso if duration else None,
        duration_approximate=duration.approximate if duration else False,
        part_of=within,
        presumed=why == UNTOLD and not recalled and not looks_back(spot),
        apart=within is None
        and not (recalled and rule.type in OF_TALKS and is_of_this_visit(spot, rule, arguments))
        and (
            recalled
            or (reacted and not is_told(spot, rule, arguments))
            or (outcome is Status.HELD and is_of_others(spot, rule, arguments))
            or (not dated.date and spot.is_vague())
        ),
        salience=salience_at(spot, outcome, dated.date, points_back=told.points_back),
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=rule.name,
        reasons=(f"status {outcome.value}: {why}", f"date: {dated.reason}"),
    )


def _by_day(told: Told, dated: When, why: str) -> tuple[Status, str]:
    """Let the day decide where no word tells past from future, and call off the old plan of which no more is told."""
    spot, anchor = told.spot, told.spot.reading.anchor
    first, last = edtf.bounds(dated.date) if dated.date else (None, None)
    outcome = told.status
    bare = told.rule.type == "Visit" or is_title(spot.reading, spot.sentence)  # 斯图布12月5日抵达智利
    if bare and first is not None and first > anchor and why == UNTOLD:
        outcome, why = Status.PLANNED, "its day comes after publication"
    if outcome is Status.PLANNED and last is not None and last < anchor:
        outcome = (
            Status.CANCELLED if is_old_plan(spot.text, spot.clause, spot.trigger, spot.reading.language) else outcome
        )
    return outcome, why


def event_id(document: Document, event_type: str, trigger: Span, arguments: Sequence[Argument]) -> EventId:
    """Make an id from the article, the type, the trigger and, where one trigger gives several events, the parties."""
    named = "-".join(str(argument.span.start) for argument in arguments if argument.span)
    return EventId(f"{document.article.id}#{event_type}-{trigger.start}-{named or 0}")
