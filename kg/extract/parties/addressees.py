"""Addressees: whom a letter or telegram goes to, where that is no party by its name alone.

In go the arguments of a message and what stands between the mark and the trigger, out come arguments whose addressee is
a person, an office, a whole state or a named gathering: 向中俄能源论坛致贺信 goes to the forum and not to the two
states, 给非洲学者回信 goes to nobody who counts. What a gathering is called is data (`gathering`, `abroad`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.arguments.placed import Placed
from kg.extract.clauses import Mark
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.knowledge.language import Language
from kg.model import Argument, Kind, Party, Span

_QUOTES = '“”"「」『』《》'
_SHORTEST_NAME = 5  #: signs; 大会 alone names no gathering
_LONGEST_CITIZEN = 3  #: signs of a Chinese name
_STATES = frozenset({Kind.COUNTRY, Kind.ORG})


def address(
    spot: Spot, placed: Sequence[Placed], arguments: Sequence[Argument], *, rule: EventRule
) -> tuple[Argument, ...]:
    """Return the arguments with the addressee that the words name.

    Args:
        rule: one with a `gathering`.
    """
    text, trigger, language = spot.text, spot.trigger, spot.reading.language
    *rest, role = rule.arguments
    others = tuple(argument for argument in arguments if argument.role in rest)
    mark = next((mark for mark in reversed(spot.clause.marks) if mark.kind == "to" and mark.end <= trigger.start), None)
    fellows = [
        replace(one, role=rest[-1])
        for one in arguments
        if mark is not None and one.role == role and _stands_before(one, mark)
    ]
    if rule.points is not None and rule.points.search(text, spot.clause.span.start, trigger.end):
        return _to_last_told_of(spot, (*others, *fellows), rule=rule)
    if mark is not None and rule.gathering is not None:
        named = rule.gathering.search(text, mark.end, trigger.start)
        writers = (*others, *fellows) or _before(spot, placed, mark, role=rest[-1])
        if named is not None and trigger.start - mark.end >= _SHORTEST_NAME:
            span = Span(start=_named_from(spot, mark.end), end=trigger.start)
            return _to_gathering(text, span, arguments, writers, rule=rule)
        if named is not None:
            return writers  # 甲同乙分别向+会议+致贺信: its name has been told, and they do not write to each other
    return tuple(
        argument
        for argument in arguments
        if not _is_citizen(argument.party, language)
        and (argument.role != role or _is_whole(text, trigger, argument, language))
    )


def _named_from(spot: Spot, start: int) -> int:
    """Return where the name of a gathering begins, after where it is held: 向+在利马举办的+论坛致贺信."""
    genitive = spot.reading.language.genitive
    placed = any(mark.kind == "at" and mark.start == start for mark in spot.clause.marks)
    of = spot.text.find(genitive, start, spot.trigger.start - _SHORTEST_NAME) if placed else -1
    return of + len(genitive) if of >= 0 else start


def _to_last_told_of(spot: Spot, writers: tuple[Argument, ...], *, rule: EventRule) -> tuple[Argument, ...]:
    """Address the gathering of several states told of last: 出席中非能源论坛，宣读甲的贺信; 乙也向+论坛+致贺信."""
    told = list(rule.told.finditer(spot.text, 0, spot.clause.span.start)) if rule.told is not None else []
    spans = (Span(start=match.start("name"), end=match.end("name")) for match in reversed(told))
    span = next((each for each in spans if _is_of_several(spot, each, rule)), None)
    if span is None:
        return writers
    party = Party(name=_unquoted(span.of(spot.text)), kind=Kind.ORG, country=None)
    return (*writers, Argument(role=list(rule.arguments)[-1], party=party, span=spot.trigger))


def _is_of_several(spot: Spot, span: Span, rule: EventRule) -> bool:
    """Tell whether a name told before is that of a gathering of several states, and not only of citizens."""
    name = span.of(spot.text)
    if len(name) < _SHORTEST_NAME or (rule.private is not None and rule.private.search(name)):
        return False
    before = (one for sentence in spot.reading.sentences if sentence.span.start < span.end for one in sentence.phrases)
    states = {one.country or one.name for one in before if span.covers(one.head)}
    return len(states) > 1 or (rule.abroad is not None and rule.abroad.search(name) is not None)


def _before(spot: Spot, placed: Sequence[Placed], mark: Mark, *, role: str) -> tuple[Argument, ...]:
    """Return the persons before a mark as acting, where a city in the name of the gathering seems to act."""
    persons = [item.phrase for item in placed if item.slot == "topic" and item.phrase.end <= mark.start]
    return tuple(
        Argument(role=role, party=party, span=phrase.head)
        for phrase in persons
        if phrase.kind == "person"
        for party in spot.context.parties(phrase)
    )


def _stands_before(argument: Argument, mark: Mark) -> bool:
    return argument.span is not None and argument.span.end <= mark.start


def _to_gathering(
    text: str, span: Span, arguments: Sequence[Argument], others: tuple[Argument, ...], *, rule: EventRule
) -> tuple[Argument, ...]:
    """Address a gathering, if others than the sender's own state gather, and not only citizens."""
    if rule.private is not None and rule.private.search(span.of(text)):
        return others
    homes = {argument.party.country for argument in others}
    abroad = rule.abroad is not None and rule.abroad.search(span.of(text)) is not None
    foreign = any(argument.party.country not in homes for argument in arguments if argument not in others)
    several = len(homes - {None}) > 1  # 甲同乙分别向论坛致贺信
    if not (abroad or foreign or several):
        return others
    party = Party(name=_unquoted(span.of(text)), kind=Kind.ORG, country=None)
    return (*others, Argument(role=list(rule.arguments)[-1], party=party, span=span))


def _unquoted(name: str) -> str:
    """Return a name without the quotation marks around all of it: “一带一路”论坛 keeps its own."""
    whole = name[0] in _QUOTES and name[-1] in _QUOTES
    return name[1:-1] if whole else name


def _is_whole(text: str, trigger: Span, argument: Argument, language: Language) -> bool:
    """Tell whether an addressee is no part of another noun: 俄罗斯, but 俄罗斯+学者."""
    span, party = argument.span, argument.party
    if span is None or party.kind not in _STATES or len(span) > len(party.name):  # 多米尼克+总统
        return True
    return span.end == trigger.start or language.whole.match(text, span.end) is not None


def _is_citizen(party: Party, language: Language) -> bool:
    """Tell whether a person of no known state bears a name of the sender's own people: a professor, a worker."""
    unknown = party.kind is Kind.PERSON and party.country is None and party.entity is None
    return unknown and len(party.name) <= _LONGEST_CITIZEN and party.name[0] in language.names.surnames
