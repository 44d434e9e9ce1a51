"""Reactions: events of which somebody only speaks.

In go a trigger, the parties and the date found there, out comes whether those who speak take no part: they welcome what
others did, state their view of it, or say in talks what third ones did. Such an event keeps no date of the news and is
not remembered as the one last told of; whether it is told at all is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.events.pointers import looks_back
from kg.extract.events.retold import TALKS
from kg.extract.events.speech import is_said_in_talks, words_begin
from kg.extract.spot import Spot
from kg.extract.times.choice import When, is_said
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, DateBasis, Kind

_REACTED = (*TALKS, "Agreement", "RelationsChange", "Sanction", "Protest")
OF_TALKS = frozenset({"Meeting", "Agreement", "RelationsChange"})  #: types of what hosts and guests do
_NOT_ITS_OWN = (DateBasis.INHERITED, DateBasis.NOT_GIVEN)


def is_reacted_to(spot: Spot, rule: EventRule, arguments: Sequence[Argument], dated: When) -> bool:
    """Tell whether somebody only speaks of an event, so that the date told is that of his words."""
    if rule.type in _REACTED and dated.basis in _NOT_ITS_OWN and _is_reaction(spot):
        return True
    if _is_only_spoken_of(spot, rule, dated):
        return True
    if rule.type == "Sanction" and _is_of_statement(spot, dated, arguments):
        return True
    return rule.type in (*TALKS, "Agreement") and _is_day_of_reaction(spot, dated)


def _is_reaction(spot: Spot) -> bool:
    """Tell whether somebody only speaks of what others did: 欢迎甲与乙+复交, 对甲乙+达成协议+表示欢迎."""
    text, language, span = spot.text, spot.reading.language, spot.clause.span
    if language.reaction.search(text, span.start, spot.trigger.start):
        return True
    if language.offends.match(text, spot.trigger.end, span.end):
        return True
    around = language.reacts.finditer(text, span.start, span.end)
    return any(match.start("what") <= spot.trigger.start < match.end("what") for match in around)


def _is_day_of_reaction(spot: Spot, dated: When) -> bool:
    """Tell whether a date is that on which somebody speaks of what others did: 10日发表声明，欢迎甲与乙+会谈."""
    if dated.told is None or dated.told.end > spot.clause.span.start:
        return False
    found = spot.reading.language.reaction.search(spot.text, spot.clause.span.start, spot.trigger.start)
    if found is None or found.start() != spot.clause.span.start:
        return False
    return not any(word in found.group() for word in spot.reading.language.adds)


def _is_only_spoken_of(spot: Spot, rule: EventRule, dated: When) -> bool:
    """Tell whether a date is that on which somebody says more of talks or a deal: 甲5日说，与乙+会谈+后，前景未明."""
    if dated.told is None or dated.told.end > spot.clause.span.start or rule.type not in (*TALKS, "Agreement"):
        return False
    verbs, told = spot.reading.language.speech, dated.told.start
    between = [clause for clause in spot.sentence.clauses[: spot.clause.index] if clause.span.end > told]
    spoken = spot.reading.language.spoken_of.match(spot.text, spot.trigger.end, spot.clause.span.end)
    return spoken is not None and any(is_said(spot.text, clause, verbs) for clause in between)


def _is_of_statement(spot: Spot, dated: When, arguments: Sequence[Argument]) -> bool:
    """Tell whether a date is that of words on what others impose: 甲国外长7日说，乙国+制裁+丙国损人害己."""
    says, earlier = spot.reading.language.says, spot.sentence.clauses[: spot.clause.index]
    said = next((clause for clause in reversed(earlier) if is_said(spot.text, clause, says)), None)
    if said is None or (dated.told is not None and dated.told.end > said.span.end):
        return False
    acting = [argument for argument in arguments if argument.role == "initiator"] or arguments
    homes = {argument.party.country for argument in acting}
    named = {party.country for phrase in said.phrases for party in spot.context.parties(phrase)}
    speaking = (named | {phrase.country for phrase in said.phrases}) - {None}
    return bool(speaking) and not speaking & homes


def is_told(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether the event of the news last told of is of the same type and sides."""
    latest = spot.context.latest.get(rule.type)
    sides_of = {argument.party.country for argument in arguments}
    return latest is not None and {party.country for party in latest.parties()} == sides_of


def is_of_others(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether somebody says in talks that others met or wrote: 赵乐际说，今天+习近平主席与您会谈."""
    talks = spot.context.latest.get("Meeting")
    strangers = talks and any(argument.party not in talks.parties() for argument in arguments)
    told = rule.type in (*TALKS, "Message") and bool(strangers)
    return told and is_said_in_talks(spot.context, spot.sentence, spot.trigger)


def is_of_this_visit(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether what is said in talks took place on the visit told of: 乙会见来访的甲。乙说，总统同您+会谈."""
    visit, talks = (spot.context.latest.get(kind) for kind in ("Visit", "Meeting"))
    language = spot.reading.language
    if visit is None or talks is None or looks_back(spot) or not set(visit.parties()) & set(talks.parties()):
        return False
    hosts = {place.country for place in visit.places}
    persons = [one.party for one in arguments if one.party.kind is Kind.PERSON]
    guest = any(party in visit.parties() for party in persons)
    if persons and rule.type == "RelationsChange":  # 习近平主席同贵国领导人
        states = {one.party.country for one in arguments if one.party.kind is Kind.COUNTRY}
        guest = guest or any(party.country in states for party in visit.parties())
    start = words_begin(spot.text, spot.sentence, spot.trigger.start, language.says)
    other_day = language.other_days.search(spot.text, start, spot.clause.span.end)
    return guest and other_day is None and any(one.party.country in hosts for one in arguments)


def is_of_third(spot: Spot, arguments: Sequence[Argument]) -> bool:
    """Tell whether one of those who talk speaks of somebody else's visit: 甲会见乙。乙感谢为丙+访华+所作的安排."""
    talks = spot.context.latest.get("Meeting")
    before = [phrase for phrase in spot.sentence.phrases if phrase.end <= spot.trigger.start]
    named = [party for phrase in before if phrase.kind == "person" for party in spot.context.parties(phrase)]
    parties = tuple(talks.parties()) if talks else ()
    return any(party in parties for party in named) and not any(one.party in parties for one in arguments)
