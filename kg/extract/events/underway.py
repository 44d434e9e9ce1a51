"""Visits under way: the one of which talks are a part, told in passing (总统先生这次访问, 访问期间).

In go the words that point at a visit and what was told before, out come its traveller and destination, or why there
is none. Of two who meet the guest travels, to where they meet; a visit that has been told of is not told again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.events.making import make_event
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, DateBasis, Event, Kind, Party, PlaceRef, Refusal, Salience, Span, Status

_NEAR = 2  #: signs between two sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class _UnderWay:
    """A visit under way."""

    traveller: Argument
    destination: PlaceRef


def _visit_under_way(spot: Spot, *, role: str) -> _UnderWay | str:
    """Return the visit at which the words of a trigger point, or why they point at none that is news.

    Args:
        role: that of the traveller.
    """
    context = spot.context
    talks, told = context.latest.get("Meeting"), context.latest.get("Visit")
    owner = next((phrase for phrase in spot.clause.phrases if phrase.end == spot.trigger.start), None)
    named = context.parties(owner) if owner is not None else ()
    last, start = context.journey, spot.sentence.span.start
    if last is not None and last.evidence.end in range(start - _NEAR, start + 1):
        return "the visit told of right before"  # 去年甲访问了乙。双方落实+此访+成果
    if told is not None and not any(party not in told.parties() for party in named):
        return "the visit told of before"
    if talks is None:
        return "no talks told of before that are a part of it"
    host = talks.places[0].country if talks.places else _home_of_other(talks.parties(), named)
    guests = [party for party in named or talks.parties() if party.kind is Kind.PERSON and party.country != host]
    at_talks = any(party in talks.parties() for party in guests)
    if host is None or not at_talks or not any(party.country == host for party in talks.parties()):
        return "nobody told of before who is a guest"
    state = context.state(host)
    return _UnderWay(
        traveller=Argument(role=role, party=guests[0], span=_head(owner)),
        destination=PlaceRef(name=state.name, country=host, entity=state.entity),
    )


def under_way(spot: Spot, rule: EventRule) -> Event | Refusal:
    """Tell of the visit of which the talks last told of are a part: 总统先生这次访问."""
    visit = _visit_under_way(spot, role=next(iter(rule.arguments)))
    if isinstance(visit, str):
        return Refusal(trigger=spot.trigger, rule=rule.name, reason=visit)
    outcome = (Status.HELD, "under way")
    event = make_event(spot, rule, (visit.traveller,), (visit.destination,), status=outcome)
    return replace(event, date=None, date_basis=DateBasis.NOT_GIVEN, start=None, salience=Salience.MAIN)


def is_visit_told_of(spot: Spot, event_type: str, arguments: Sequence[Argument]) -> bool:
    """Tell whether a word points at a visit of the news that has been told of: 相信甲+这次+访华将推动合作."""
    told, words = spot.context.latest.get("Visit"), spot.reading.language.this_time
    if event_type != "Visit" or told is None or not words.search(spot.text, spot.clause.span.start, spot.trigger.start):
        return False
    return bool(arguments) and all(argument.party in told.parties() for argument in arguments)


def around_stop(spot: Spot, places: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Return the state of the visit last told of, where a clause tells of a further stop in it: 甲还将赴瓦尔帕莱索."""
    journey, further = spot.context.journey, spot.reading.language.further
    if journey is None or not further.search(spot.text, spot.clause.span.start, spot.trigger.start):
        return ()
    wide = all((place.entity or "").startswith("state:") for place in journey.places)
    inside = {place.country for place in places} == {place.country for place in journey.places}
    return journey.places if wide and inside else ()


def _head(owner: Phrase | None) -> Span | None:
    return owner.head if owner is not None else None


def _home_of_other(parties: Sequence[Party], named: Sequence[Party]) -> str | None:
    """Return the state of who meets the one that is named."""
    return next((party.country for party in parties if named and party not in named), None)
