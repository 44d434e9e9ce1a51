"""Splitting: one event of each pair (分别会见), and whether there are sides enough.

In go the arguments that a rule has found, out come those of one or several events, and what parties a rule misses.
Where and when an event takes place is judged in `events.rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Clause
from kg.extract.parties.sides import sides
from kg.extract.people.registry import People
from kg.knowledge.eventrules import EventRule
from kg.knowledge.language import Language
from kg.model import Argument, Kind, Party, PlaceRef

if TYPE_CHECKING:
    from kg.extract.context import Context

#: Territories whose dealings with their state are domestic.
ONE_SIDE: Mapping[str, str] = {"HKG": "CHN", "MAC": "CHN"}
_SEVERAL = 3  #: parties, of which one may meet each of the others


def split(
    text: str,
    clause: Clause,
    placed: Sequence[Placed],
    arguments: tuple[Argument, ...],
    rule: EventRule,
    *,
    language: Language,
) -> Iterator[tuple[Argument, ...]]:
    """Make one event of each counterpart (分别), or of each who does it to one."""
    subjects = {item.phrase.head for item in placed if item.slot in ("subject", "modifier")}
    ours = [one for one in arguments if one.span in subjects or (one.span and one.span.end <= clause.span.start)]
    theirs = [argument for argument in arguments if argument not in ours]
    rest = arguments[1:]
    apart = rule.apart is not None and (
        rule.apart.search(text, _named_until(ours, clause), clause.span.end) is not None
        or _each_by_itself(text, clause, placed, rest, language)
        or _each_at_home(placed, rest)
    )
    if rule.minimum == 1:
        yield from _trips(arguments) if apart and not _are_together(text, clause, language) else (arguments,)
        return
    one_by_one = rule.pairs and not _act_as_one(text, clause, language)
    paired = _pairs(placed, ours, theirs) if one_by_one else []
    yield from paired or (_each(arguments, ours, theirs, rule) if apart else (arguments,))


def _pairs(
    placed: Sequence[Placed], ours: Sequence[Argument], theirs: Sequence[Argument]
) -> list[tuple[Argument, ...]]:
    """Return one event for each of several who do it to one, or to whom one does it: 召回驻甲和乙大使."""
    if len(ours) > 1 and theirs and not _are_of_group(ours):
        return [(one, *theirs) for one in ours]
    if len(ours) == 1 and _are_listed(placed, theirs, ours[0]):
        return [(ours[0], one) for one in theirs]
    return []


def _each(
    arguments: tuple[Argument, ...], ours: Sequence[Argument], theirs: Sequence[Argument], rule: EventRule
) -> list[tuple[Argument, ...]]:
    """Return one event for each of those whom words tell apart: 分别."""
    acting = [argument for argument in arguments if argument.role == next(iter(rule.arguments))]
    others = [argument for argument in arguments if argument not in acting]
    if len(acting) > 1 and others:  # 甲、乙分别召见丙的大使
        return [(one, other) for one in acting for other in others]
    if len(ours) > 1 and len(theirs) == 1:  # 甲和乙分别会见丙
        return [(one, *theirs) for one in ours]
    if len(arguments) < _SEVERAL:
        return [arguments]
    if len(theirs) > 1 and len({one.party.country for one in ours}) == 1:  # 甲和乙，5日分别与丙和丁会面
        return [(*ours, other) for other in theirs]
    return [(arguments[0], other) for other in arguments[1:]]


def _trips(arguments: Sequence[Argument]) -> Iterator[tuple[Argument, ...]]:
    """Yield those of each state, who do by themselves what needs no other side: 甲国总理、乙国总统+先后访华."""
    homes = dict.fromkeys(argument.party.country or argument.party.name for argument in arguments)
    for home in homes:
        yield tuple(one for one in arguments if home in (one.party.country, one.party.name))


def _are_together(text: str, clause: Clause, language: Language) -> bool:
    return language.jointly.search(text, clause.span.start, clause.span.end) is not None


def _are_listed(placed: Sequence[Placed], others: Sequence[Argument], acting: Argument) -> bool:
    """Tell whether several states of one list stand against one: with each it is an event of its own."""
    homes = {argument.party.country for argument in others}
    spans = {argument.span for argument in others}
    groups = {item.group for item in placed if item.phrase.head in spans}
    states = all(argument.party.kind is Kind.COUNTRY for argument in others)
    return (
        states
        and len(groups) == 1
        and len(spans) == len(homes) == len(others) > 1
        and acting.party.country not in homes
    )


def _act_as_one(text: str, clause: Clause, language: Language) -> bool:
    """Tell whether several are counted and do it at once: 甲、乙、丙+三国+宣布与丁复交, and nothing says one by one."""
    one_by_one = language.in_turn[0].search(text, clause.span.start, clause.span.end)
    return one_by_one is None and _are_together(text, clause, language)


def _are_of_group(acting: Sequence[Argument]) -> bool:
    """Tell whether one word for many states means all who act, and those named of them: 包括甲在内的+非洲国家."""
    return len({one.span for one in acting}) == 1 and any(one.party.country is None for one in acting)


def _named_until(acting: Sequence[Argument], clause: Clause) -> int:
    """Return from where on words tell how several act: 甲和乙+先后+表示，决定制裁丙; else the start of the clause."""
    ends = [one.span.end for one in acting if one.span and one.span.end <= clause.span.start]
    return max(ends) if len(ends) == len(acting) > 1 else clause.span.start


def _each_by_itself(
    text: str, clause: Clause, placed: Sequence[Placed], others: Sequence[Argument], language: Language
) -> bool:
    """Tell whether states named in one breath stand against one of a third: 甲与中美两国首脑会谈 is two meetings."""
    named = {item.phrase.head for item in placed if item.slot == "with" and item.phrase.rule == "compound"}
    return bool(named) and named >= {argument.span for argument in others} and not _are_together(text, clause, language)


def _each_at_home(placed: Sequence[Placed], others: Sequence[Argument]) -> bool:
    """Tell whether one word means those of each state on a journey: 访问甲、乙，会见+当地政要 is two meetings."""
    local = {item.phrase.head for item in placed if item.phrase.group is not None and item.phrase.group.hosts}
    return bool(local) and local >= {argument.span for argument in others}


def parties_against(
    arguments: Sequence[Argument], places: Sequence[PlaceRef], rule: EventRule, context: Context
) -> str | None:
    """Return what parties or places a rule misses: roles, enough parties, two sides; None where it misses none."""
    empty = [role for role in rule.required if all(argument.role != role for argument in arguments)]
    if empty:
        return f"required role empty: {', '.join(empty)}"
    parties = [argument.party for argument in arguments]
    named = ", ".join(party.name for party in parties)
    if not parties:
        return "no party"
    if rule.minimum == 1 and all(_is_stranger(party, context.people) for party in parties):
        return f"of no state that is told: {named}"
    if rule.minimum == 1:
        homes = {party.country for party in parties if party.country}
        home = next((at.name for at in places if homes & {at.country, ONE_SIDE.get(at.country or "")}), None)
        return (f"at home: {named} in {home}" if home else None) if places else f"no place: only {named}"
    if len(parties) < rule.minimum:
        return f"no second party: only {named}" if len(parties) == 1 else f"too few parties: {named}"
    if rule.minimum > 1 and all(_is_private(party, context) for party in parties):
        return f"nobody of whom an office is known: {named}"
    if rule.one_sided:
        return None
    return f"one side only: {named}" if sides(parties, one_side=ONE_SIDE) < 2 else None


def _is_private(party: Party, context: Context) -> bool:
    """Tell whether neither the article nor the tables know an office of somebody: 甲夫人同乙夫人+茶叙."""
    known = context.people.get(party.name) if party.kind is Kind.PERSON else None
    serves = known is not None and (known.posts or known.held or known.organisation)
    table = party.entity is not None and any(context.world.tenures_of(party.entity))
    return known is not None and not serves and not table


def _is_stranger(party: Party, people: People) -> bool:
    """Tell whether nobody knows for whom a person stands: he travels for no state and no organisation."""
    known = people.get(party.name)
    serves = known is not None and known.organisation is not None
    return party.kind is Kind.PERSON and party.country is None and party.entity is None and not serves
