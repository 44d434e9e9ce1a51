"""Outcomes: whether what a rule tells of took place, is planned or was called off.

In go a trigger, the phrases in their positions and a rule, out comes a status with its reason: that of the rule, that
of the words (`status`), or a plan where a traveller only writes or is welcomed before the visit. Which day it is, and
what that day says of the status, is not asked here.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.placed import GOALS, Placed
from kg.extract.events.pointers import looks_back
from kg.extract.events.status import Telling, status_of
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Span, Status


def outcome_of(
    spot: Spot, placed: Sequence[Placed], rule: EventRule, arguments: Sequence[Argument]
) -> tuple[Status, str]:
    """Return the status that the words, or the rule, give to an event, and why."""
    if rule.status:
        return rule.status, "the trigger says so"
    beside = any(item.slot == "with" for item in placed)  # 将访日，与石破茂举行日韩首脑+会谈
    acting = ("subject", "head") if beside else ("subject", "head", "modifier")
    dropped = not any(item.slot in acting for item in placed)
    relative = any(item.slot == "head" for item in placed)
    names = [one.span for one in spot.reading.conferences_in(spot.clause.span)]
    sides = _sides_after(spot, placed, arguments)
    telling = Telling(subject_dropped=dropped, declares=rule.declares, relative=relative, names=names, sides=sides)
    language = spot.reading.language
    status, why = status_of(spot.text, spot.sentence, spot.clause, spot.trigger, language=language, telling=telling)
    if status is not Status.HELD and rule.type == "Agreement" and _is_under_terms(spot):
        return Status.HELD, "what is planned is to keep it"
    if status is Status.PLANNED and rule.type == "Visit" and _is_under_way(spot, arguments):
        return Status.HELD, "what is planned is for a visit under way"
    if status is Status.HELD and is_told_before(spot, rule) and _is_journey_told_of(spot, placed, arguments):
        return Status.HELD, "told of before it, and it took place"
    if status is Status.HELD and (is_told_before(spot, rule) or _is_welcomed_before(spot)):
        return Status.PLANNED, "told of before it"
    return status, why


def _sides_after(spot: Spot, placed: Sequence[Placed], arguments: Sequence[Argument]) -> list[Span]:
    """Find where the next clause names one of the sides, or speaks for the state where it is to take place."""
    following = spot.sentence.clauses[spot.clause.index + 1 : spot.clause.index + 2]
    theirs = {argument.party.country for argument in arguments} | {item.phrase.country for item in placed}
    named = (phrase for clause in following for phrase in clause.phrases)
    return [one.span for one in named if {party.country for party in spot.context.parties(one)} & (theirs - {None})]


def _is_under_terms(spot: Spot) -> bool:
    """Tell whether a dated agreement is only kept, or left: 将会面，落实+2001年+签署的协定."""
    language, start = spot.reading.language, spot.clause.span.start
    times = spot.reading.times_in(Span(start=start, end=spot.trigger.start))
    kept = bool(times) and language.under_terms.search(spot.text, start, times[-1].span.start)
    return bool(kept) and spot.text.startswith(language.genitive, spot.trigger.end)


def is_told_before(spot: Spot, rule: EventRule) -> bool:
    """Tell whether what is told took place before a visit, of which no more is said: 甲访华+前表示."""
    before = spot.reading.language.before_it.match(spot.text, spot.trigger.end, spot.clause.span.end)
    return rule.type == "Visit" and (spot.is_heralded() or (before is not None and not looks_back(spot)))


def _is_journey_told_of(spot: Spot, placed: Sequence[Placed], arguments: Sequence[Argument]) -> bool:
    """Tell whether the journey before which something took place has been told of as held: 访日前受访说."""
    stops = {item.phrase.country for item in placed if item.phrase.kind in GOALS} - {None}
    told = [event for event in (spot.context.journey, spot.context.latest.get("Visit")) if event is not None]
    return any(
        event.status is Status.HELD
        and any(argument.party in event.parties() for argument in arguments)
        and any(place.country in stops for place in event.places)
        for event in told
    )


def _is_welcomed_before(spot: Spot) -> bool:
    """Tell whether a guest is welcomed of whose visit nothing else is told but that it lies ahead: 此次到访将…."""
    reading, language, index = spot.reading, spot.reading.language, spot.sentence.index
    word = spot.text[spot.trigger.start : spot.trigger.end]
    if word not in language.homeward or spot.context.latest.keys() & {"Meeting", "Visit"}:
        return False
    until = reading.sentences[min(index + 1, len(reading.sentences) - 1)].span.end
    told = language.foreseen.search(spot.text, spot.sentence.span.start, until)
    return (told or language.foreseen.search(reading.document.title)) is not None


def _is_under_way(spot: Spot, arguments: Sequence[Argument]) -> bool:
    """Tell whether a clause of time names the visit last told of, during which something else is planned."""
    latest = spot.context.latest.get("Visit")
    if latest is None or not spot.reading.language.meanwhile.search(spot.text, spot.trigger.end, spot.clause.span.end):
        return False
    return any(argument.party == party for argument in arguments for party in latest.parties())
