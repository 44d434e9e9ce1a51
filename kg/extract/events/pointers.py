"""Pointers: words that say that what they tell of has been told of before.

In go a trigger and what the context remembers, out comes whether it only says more of an event last told of (这是两人
首次+会谈, 此次+会谈+将于下周举行, a call on which a clause goes on), or looks back at another time (当时). Persons who
join such an event are told by `joiners`, visits of which talks are a part by `underway`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.events.retold import TALKS
from kg.extract.events.speech import words_begin
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Event, Kind

_BESIDE = "exchanges-views"  #: the rule for what is done in talks and in calls alike
_SAID = "says-in-talks"  #: the rule for what is said in talks, which may have been by phone
_RESUMED = (*TALKS, "Visit")
_TWO = 2  #: sides
_TALK = 4  #: paragraphs over which talks are told of


def points_back(spot: Spot) -> bool:
    """Tell whether words point at what has been told: 这是…, or 这将是战后，外长+首次访问."""
    text, language, clause = spot.text, spot.reading.language, spot.clause
    if language.since.match(text, spot.trigger.end):
        return False  # 这是他2022年+访华+后的第二次访问
    trip = language.own_trip.match(text, clause.span.start)
    if language.deictic.match(text, clause.span.start) or (trip and trip.end() >= spot.trigger.end):
        return True
    before = spot.sentence.clauses[clause.index - 1].span.start if clause.index else clause.span.start
    subject = language.deictic.match(text, before)
    if subject is not None and subject.end() > clause.span.start:
        return True  # 本次访问，是马克龙第四次+访华
    counted = language.counted.search(text, clause.span.start, spot.trigger.start)
    earlier = spot.sentence.clauses[: clause.index]
    return counted is not None and any(language.deictic.match(text, each.span.start) for each in earlier)


def is_new(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether the words that point back are the first to tell of talks: 这是甲就任后首次与乙+通话."""
    told = [event for (kind, _), event in spot.context.last.items() if kind == rule.type]
    known = {party for event in told for party in event.parties()}
    parties = {argument.party for argument in arguments}
    persons = len(parties) == _TWO and all(party.kind is Kind.PERSON for party in parties)
    return rule.type in TALKS and persons and known.isdisjoint(parties)


def resumed(spot: Spot, rule: EventRule) -> Event | None:
    """Return the event last told of, where a clause says no more of it than when or where: 此次+会谈+将于下周举行."""
    language = spot.reading.language
    if rule.type not in _RESUMED or not language.resumed.fullmatch(
        spot.text, spot.clause.span.start, spot.trigger.start
    ):
        return None
    takes_place = language.takes_place.match(spot.text, spot.trigger.end, spot.clause.span.end)
    known = spot.context.last.get((rule.type, takes_place["ahead"] is not None)) if takes_place else None
    word = spot.text[spot.trigger.start : spot.trigger.end]
    if known is None or (len(word) > _TWO and word not in known.evidence.of(spot.text)):
        return None  # 高级别对话上次于2010年举行: no 首脑会谈
    return replace(known, arguments=tuple(replace(argument, span=spot.trigger) for argument in known.arguments))


def is_of_call(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether a clause that names nobody goes on telling of a call: 甲与乙通电话，就停火进行+磋商."""
    call, met = (spot.context.last.get((kind, False)) for kind in TALKS[::-1])
    parties = {argument.party for argument in arguments}
    if rule.type != "Meeting" or call is None or not parties <= set(call.parties()):
        return False
    if met is not None and met.trigger > call.trigger and parties <= set(met.parties()):
        return False
    heads = {phrase.head for phrase in spot.clause.phrases if phrase.kind in ("person", "office", "country")}
    if rule.name.endswith(_SAID) or (points_back(spot) and met is None):
        return True  # 甲与乙视频会晤，这是两人首次+会面
    beside = rule.name.endswith(_BESIDE) or call.evidence == spot.sentence.span
    return beside and all(argument.span not in heads for argument in arguments)


def is_by_line(spot: Spot) -> bool:
    """Tell whether the talks last told of were by phone, and nobody goes anywhere: 甲与丙通话，乙也+与丙谈了."""
    last = {kind: [spot.context.last[key] for key in spot.context.last if key[0] == kind] for kind in TALKS}
    met, called = (max((event.trigger for event in last[kind]), default=None) for kind in TALKS)
    marks = (mark for clause in spot.sentence.clauses for mark in clause.marks if mark.end <= spot.trigger.start)
    times = {time.span.start for time in spot.reading.times_in(spot.sentence.span)}
    if called is None or any(mark.kind == "at" and mark.end not in times for mark in marks):
        return False
    return met is None or met < called


def looks_back(spot: Spot) -> bool:
    """Tell whether the words before a trigger point at another time: 当时."""
    start = words_begin(spot.text, spot.sentence, spot.trigger.start, spot.reading.language.says)
    return spot.reading.language.lookback.search(spot.text, start, spot.trigger.start) is not None


def have_talked(spot: Spot, arguments: Sequence[Argument]) -> bool:
    """Tell whether two were told of as talking right before: what is said then is said in the talks."""
    homes = {argument.party.country for argument in arguments}
    for kind in ("Meeting", "Call"):
        talks = spot.context.latest.get(kind)
        if talks is None or not homes <= {party.country for party in talks.parties()}:
            continue
        if spot.sentence.block - spot.reading.document.block_at(talks.evidence.start) in range(_TALK):
            return True
    return False
