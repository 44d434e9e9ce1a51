"""Joiners: who took part as well in what has been told of, and how long it lasts.

In go a trigger that only says that somebody was there (参加会见), or from when to when a visit lasts, out come the
events last told of once more, with those persons or days. Which of several are meant is read from what has been told
since; mentions of one event are merged later, in `coref`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg import edtf
from kg.extract.arguments.placed import acts
from kg.extract.context import Context
from kg.extract.events.making import event_id
from kg.extract.events.retold import TALKS
from kg.extract.parties.meant import parties_of
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.extract.times.choice import when
from kg.extract.times.days import LONGEST_STAY
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, DateBasis, Event, Kind, Party, Refusal, Status

_COLONS = ("：", ":")
_REST = 2  #: signs after the last name of a list: 等，


def joining(spot: Spot, rule: EventRule, arguments: tuple[Argument, ...]) -> Iterator[Event | Refusal]:
    """Tell once more of the events of the news last told of, with those who took part in them as well."""
    told: Sequence[Event] = spot.context.again.get(rule.type) or spot.context.together.get(rule.type, [])
    last = spot.context.last.get((rule.type, False))
    if last is not None and last.evidence == spot.sentence.span and last not in told:
        told = (last,)  # what the same sentence recalls
    if rule.type == "Visit" and told:
        told = _of_journey(spot.context, told)
    later = [other for other in _talks_last(spot.context) if told and other.trigger > told[-1].trigger]
    if rule.type in TALKS and later:
        told = ()  # it joins the talks that were told of later, which are of another type
    everywhere = spot.reading.language.all_of.search(spot.text, spot.trigger.start, spot.trigger.end)
    if told and (everywhere or (rule.type in TALKS and _stands_alone(spot))):
        told = _all_of(spot.context, told[-1], retold=everywhere is not None) or told
    if rule.type in TALKS and _is_elsewhere(spot):
        told = ()
    if rule.type in TALKS:
        spot.context.unjoined.pop(rule.type, None)
        spot.context.joined_in = spot.sentence.index
    days = _days_told(spot) if rule.type == "Visit" else None
    role = next(iter(rule.arguments))
    listed = (*(_listed_before(spot) if arguments else ()), *_listed_after(spot))
    arguments = (*(Argument(role=role, party=party) for party in listed), *arguments)
    if not told or not (arguments or days):
        reason = "nobody named who joins, and no days" if told else f"no {rule.type} told of before that it may join"
        yield Refusal(trigger=spot.trigger, rule=rule.name, reason=reason)
        return
    for known in told:
        named = {argument.party for argument in known.arguments}
        joining = () if days else tuple(argument for argument in arguments if argument.party not in named)
        if rule.of_sides and not _is_of_sides(spot, known, joining):
            continue
        homes = {argument.party.country for argument in joining if argument.party.kind is Kind.PERSON}
        kept = [one for one in known.arguments if one.party.kind is not Kind.COUNTRY or one.party.country not in homes]
        yield replace(
            known,
            id=event_id(spot.reading.document, rule.type, spot.trigger, (*known.arguments, *arguments)),
            trigger=spot.trigger,
            arguments=(*(replace(argument, span=None) for argument in kept), *joining),
            date=days or known.date,
            date_basis=DateBasis.EXPLICIT if days else DateBasis.INHERITED if known.date else DateBasis.NOT_GIVEN,
            evidence=spot.sentence.span,
            mentions=(spot.sentence.span,),
            rule=rule.name,
        )


def _is_of_sides(spot: Spot, known: Event, joining: Sequence[Argument]) -> bool:
    """Tell whether those who join are of states that talk, as told right before: a mediator who presides is of none."""
    near = spot.sentence.block - spot.reading.document.block_at(known.evidence.start) <= 1
    return near and {one.party.country for one in joining} <= {party.country for party in known.parties()}


def _stands_alone(spot: Spot) -> bool:
    """Tell whether the last paragraph says nothing else, and so speaks of all that those before tell: 乙参加会见."""
    blocks, span = spot.reading.document.blocks, spot.sentence.span
    block = blocks[spot.sentence.block].span
    rest = spot.text[block.start : span.start] + spot.text[span.end : blocks[-1].span.end]
    return not rest.strip()


def _is_elsewhere(spot: Spot) -> bool:
    """Tell whether who attends attends what the article is about, and that is a banquet or meets the press."""
    language = spot.reading.language
    named = language.attends_talks.search(spot.text, spot.trigger.start, spot.clause.span.end)
    return named is None and language.no_talks.search(spot.reading.document.title) is not None


def _of_journey(context: Context, told: Sequence[Event]) -> list[Event]:
    """Return with the visits last told of those to other states, of which their sentence tells as well."""
    last = told[-1]
    seen = {place.country for one in told for place in one.places}
    beside = [one for one in context.unjoined.get(last.type, ()) if one.evidence == last.evidence]
    alike = [one for one in beside if one.parties()[:1] == last.parties()[:1]]
    return [*(one for one in alike if one.places and seen.isdisjoint({place.country for place in one.places})), *told]


def _all_of(context: Context, last: Event, *, retold: bool) -> list[Event]:
    """Return the talks of whoever acted last, but for those of which it has been told who joined: 参加+上述+会见.

    Args:
        retold: with those of which more was told since.
    """
    beside = context.several.get(last.type, []) if retold else []
    alike = [event for event in context.unjoined.get(last.type, ()) if event.parties()[:1] == last.parties()[:1]]
    return [*(event for event in beside if event not in alike), *alike]


def _listed_before(spot: Spot) -> tuple[Party, ...]:
    """Return the persons whom the clauses before only name: 甲，+中央外办主任乙等参加会见."""
    found: list[Phrase] = []
    for clause in reversed(spot.sentence.clauses[: spot.clause.index]):
        persons = [phrase for phrase in clause.phrases if phrase.kind == "person"]
        rest = spot.text[persons[-1].end : clause.span.end].strip("，, ") if persons else ""
        if not persons or rest or spot.reading.triggers_in(clause.span):
            break
        found[:0] = persons
    return parties_of(spot.context, [one for one in found if acts(spot.text, one, spot.reading.language)])


def _listed_after(spot: Spot) -> tuple[Party, ...]:
    """Return the persons whom the clauses after a colon only name: 陪同出访的有：+甲，外长乙等."""
    found: list[Phrase] = []
    opens = spot.text[spot.trigger.end : spot.clause.span.end].strip()
    for clause in spot.sentence.clauses[spot.clause.index + 1 :] if opens in _COLONS else ():
        persons = [phrase for phrase in clause.phrases if phrase.kind == "person"]
        if not persons or clause.span.end - persons[-1].end > _REST or spot.reading.triggers_in(clause.span):
            break
        found += persons
    return parties_of(spot.context, [one for one in found if acts(spot.text, one, spot.reading.language)])


def _talks_last(context: Context) -> list[Event]:
    """Return the talks of each type that were told of last."""
    return [events[-1] for kind in TALKS if (events := context.together.get(kind))]


def _days_told(spot: Spot) -> str | None:
    """Return the first and the last day that a sentence gives to a stay: 访问从28日持续到31日."""
    view = spot.reading.view(spot.context.day)
    times = [time for time in spot.reading.times_in(spot.sentence.span) if time.span.start >= spot.trigger.start]
    first = when(times[0], status=Status.HELD, view=view).date if times else None
    if first is None or not edtf.is_day(first) or len(times) < 2:
        return first if first and "/" in first else None
    later = replace(view, anchor=date.fromisoformat(first), day=first)
    last = when(times[1], status=Status.PLANNED, view=later).date
    joined = edtf.join([first, last]) if last else None
    return joined if joined and "/" in joined and edtf.days(joined) <= LONGEST_STAY else None
