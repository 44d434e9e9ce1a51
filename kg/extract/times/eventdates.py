"""The date of an event that a rule has read, of all days that its sentence and the article lend it.

In go what was read at a trigger, out comes its date with its basis: none where it is only that of somebody's words, of
the way home or of a conference, and all days of a stay. Which time expression is meant is told by `spotdates` and
`choice`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg import edtf
from kg.extract.events.outcomes import is_told_before
from kg.extract.events.partof import is_during_summit
from kg.extract.events.reactions import OF_TALKS, is_of_others, is_of_third, is_reacted_to
from kg.extract.events.retold import TALKS, retold
from kg.extract.spot import Spot
from kg.extract.times.choice import When
from kg.extract.times.days import day_of_departure, is_homecoming, moves_on, round_trip, whole_stay, whole_talks
from kg.extract.times.lent import on_visit_recalled, today
from kg.extract.times.putoff import day_in_force
from kg.extract.times.spotdates import date_at
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, DateBasis, Kind, Span, Status

_IN_FORCE = ("RelationsChange", "Sanction")
#: What people do on any day; what is signed or declared is mostly the outcome of the talks of the news.
_ON_ANY_DAY = ("Meeting", "Call", "Visit", "Message", "Protest", "Summit")
_NOT_ITS_OWN = (DateBasis.INHERITED, DateBasis.NOT_GIVEN)


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule reads at a trigger: who takes part, and whether it took place."""

    spot: Spot
    rule: EventRule
    arguments: tuple[Argument, ...]
    status: Status
    moved: When | None  #: the new date of what is put off

    @property
    def points_back(self) -> bool:
        """Whether nobody is named anew: it points at what has been told."""
        return all(argument.span is None for argument in self.arguments)


def date_of(told: Told, *, recalled: bool, there: bool) -> tuple[When, bool]:
    """Return the date of an event, and whether somebody only speaks of it.

    Args:
        recalled: it is told of as past, so that no day of the news is lent to it.
        there: it takes place at a conference, whose days are lent to it later.
    """
    spot, rule, arguments = told.spot, told.rule, told.arguments
    dated = _own_date(told)
    elsewhere = rule.type == "Visit" and (moves_on(spot) or is_of_third(spot, arguments))
    elsewhere = elsewhere or (rule.type == "Message" and _came_before(told))
    if dated.basis is DateBasis.INHERITED and (recalled or elsewhere or (dated.far and _is_of_others_news(told))):
        dated = When()
    reacted = is_reacted_to(spot, rule, arguments, dated)
    if reacted or ((there or is_during_summit(spot)) and dated.basis is DateBasis.INHERITED):
        dated = When()
    if dated.basis in _NOT_ITS_OWN and told.status is Status.HELD and rule.type in OF_TALKS:
        dated = on_visit_recalled(spot) or dated
    return _whole(told, dated), reacted


def _came_before(told: Told) -> bool:
    """Tell whether a letter is not of the day of the news: who speaks in talks tells of it, or it had come before."""
    spot = told.spot
    came = spot.reading.language.had_come.search(spot.text, spot.clause.span.start, spot.trigger.end)
    return came is not None or is_of_others(spot, told.rule, told.arguments)


def _is_of_others_news(told: Told) -> bool:
    """Tell whether what stands far below the lead is no part of its news.

    An article of one day tells of an occasion: it is a part if the lead or an event since tells of somebody in it. An
    article of several days tells of many things: it is a part if all in it met, or spoke, on the day of the news.
    """
    spot, parties = told.spot, {argument.party for argument in told.arguments}
    if told.rule.type not in _ON_ANY_DAY or told.points_back:
        return False
    language, document, span = spot.reading.language, spot.reading.document, spot.sentence.span
    if language.sequel.search(spot.text, span.start, spot.trigger.start):
        return False
    before = [phrase for phrase in spot.clause.phrases if phrase.kind == "person" and phrase.end <= spot.trigger.start]
    around = parties.union(*(spot.context.parties(phrase) for phrase in before))  # who hands over the letter of another
    lead = document.blocks[document.block_at(spot.context.leads[0][0])].span.end
    told_of = [set(event.parties()) for event in spot.context.latest.values()]
    if len(set(spot.context.days)) > 1:
        together = any(parties <= those for those in (*told_of, *map(set, spot.context.couples)))
        return told.rule.type == "Visit" or not together
    named = any(party.kind is not Kind.COUNTRY and party.name in document.text[:lead] for party in around)
    return not named and not any(around & those for those in told_of)


def _own_date(told: Told) -> When:
    """Return the date that the words give, that of the talks of which they go on telling, or the day in force."""
    spot, rule, arguments, status = told.spot, told.rule, told.arguments, told.status
    names = [one.span for one in arguments if one.span is not None and one.party.kind is Kind.ORG]
    undated = told.points_back or is_told_before(spot, rule)
    dated = told.moved or (
        When() if undated else date_at(spot, status, others=spot.others, time_before=rule.time_before, names=names)
    )
    known = retold(spot, rule, arguments) if dated.basis in _NOT_ITS_OWN and status is Status.HELD else None
    if known is not None:
        dated = When(date=known.date, basis=DateBasis.INHERITED, reason=f"the talks told of before: {known.date}")
    if dated.date is None and status is Status.PLANNED and rule.type in _IN_FORCE:
        dated = day_in_force(spot)
    if dated.date is None and status is Status.HELD and rule.type == "Visit" and not told.points_back:
        dated = today(spot)
    trip = round_trip(spot) if rule.type == "Visit" and status is Status.HELD and dated.date is None else None
    return When(date=trip, basis=DateBasis.BARE_DAY, reason=f"way out and home: {trip}") if trip else dated


def _whole(told: Told, dated: When) -> When:
    """Return all days of a stay, or of talks, of which a date is one; none where it is that of the way home."""
    spot, rule, own = told.spot, told.rule, dated.basis is not DateBasis.INHERITED
    if dated.date is None:
        return dated
    if rule.type == "Visit" and own:
        dated = replace(dated, date=whole_stay(spot, dated.date))
        left = day_of_departure(spot, told.arguments, dated.date or "") if told.status is Status.HELD else None
        dated = replace(dated, date=left) if left else dated
        return When() if is_homecoming(spot, dated.date) else dated
    if rule.type == "Meeting" and is_homecoming(spot, dated.date):
        return When()
    dated = _of_stay(spot, dated)
    if rule.type in TALKS and dated.date and edtf.is_day(dated.date) and dated.basis is not DateBasis.INHERITED:
        return replace(dated, date=whole_talks(spot, dated.date))
    return dated


def _of_stay(spot: Spot, dated: When) -> When:
    """Return the days of the visit in a clause before, of which only the first is told: 周一起访华五天，并签署."""
    stay, language = spot.context.stay, spot.reading.language
    if stay is None or stay.evidence != spot.sentence.span or not (stay.date or "").startswith(f"{dated.date}/"):
        return dated
    if stay.trigger.end > spot.trigger.start or language.sequel.search(spot.text, stay.trigger.end, spot.trigger.start):
        return dated
    if spot.reading.times_in(Span(start=stay.trigger.end, end=spot.trigger.start)):
        return dated
    return replace(dated, date=stay.date, basis=DateBasis.INHERITED, start=None)
