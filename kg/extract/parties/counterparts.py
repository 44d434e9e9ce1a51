"""Counterparts: the parties that a clause leaves out, from what was told before.

In go the arguments of an event, out come the same and the other side: of two who have been spoken of, told in the
sentence, who acted before, who announces it. A dropped subject is found in `dropped`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.arguments.placed import Placed, acts
from kg.extract.context import Context
from kg.extract.parties.meant import PAIR, parties_of
from kg.extract.parties.sides import distinct
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Kind, Party, Span

_ACTORS = frozenset({"person", "office", "pronoun"})
#: Slots of those whom a clause names itself, so that none is understood.
_NAMED_SIDES = frozenset({"subject", "with", "head", "modifier", "object"})


def announced_by(spot: Spot, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Put the persons who announce it in place of their states: 两国元首宣布，将甲乙关系提升."""
    said_before = [
        one for one in spot.sentence.phrases if one.end <= spot.trigger.start and (one.group or one.name == "we")
    ]
    guided = spot.reading.language.guided
    sayers = [one for one in said_before if not guided.match(spot.text, one.end)]
    by_level = (one for one in reversed(sayers) if one.kind == "pronoun" or (one.group and one.group.level))
    parties = next((_leaders(spot.context, one) for one in by_level), ()) or _announcing_together(spot)
    if not parties and any(one.name == "we" for one in sayers):
        parties = _speaker_and_other(spot.context)
    same = {party.country for party in parties} == {argument.party.country for argument in arguments}
    if not same or not all(_leads_state(spot, party) for party in parties):
        return _announced_alone(spot, arguments)
    return tuple(replace(argument, party=party) for argument, party in zip(arguments, parties, strict=False))


def _leaders(context: Context, phrase: Phrase) -> tuple[Party, ...]:
    """Return whom a word for several means; beside who speaks of 我们 stands the leader of the other state."""
    parties = context.parties(phrase)
    alone = phrase.name == "we" and any(party.kind is Kind.PERSON for party in parties)
    return tuple(context.leader(party, "leader") for party in parties) if alone else parties


def _announced_alone(spot: Spot, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Put one leader who announces it, and nobody beside him of the other state, in place of his own state.

    习近平主席在峰会上宣布，将中非关系提升. Who only says that others decided it is none: 李强说，中法+决定….
    """
    language, text, trigger = spot.reading.language, spot.text, spot.trigger
    persons = [one for one in spot.sentence.phrases if one.kind == "person" and one.end <= trigger.start]
    leader = persons[-1] if persons else None
    declared = next(language.announces.finditer(text, leader.end, trigger.start), None) if leader else None
    if leader is None or declared is None:
        return arguments
    between = [one for one in spot.sentence.phrases if leader.end <= one.start and one.end <= declared.start()]
    said = any(verb in text[leader.end : declared.start()] for verb in language.says)
    party = next(iter(spot.context.parties(leader)), None)
    if said or party is None or any(one.kind in ("country", "group", "pronoun") for one in between):
        return arguments
    if not _leads_state(spot, party):
        return arguments
    return tuple(replace(one, party=party) if one.party.country == party.country else one for one in arguments)


def _speaker_and_other(context: Context) -> tuple[Party, ...]:
    """Return who speaks and the leader of another state named last: 我同乙会谈。+我们+宣布…."""
    speaker = next((party for party in context.speaker if party.kind is Kind.PERSON), None)
    others = (party for party in reversed(context.recent) if speaker and party.country != speaker.country)
    other = next(others, None)
    return (speaker, other) if speaker and other else ()


def _announcing_together(spot: Spot) -> tuple[Party, ...]:
    """Return the persons who act together in the sentence, the one beside the other: 我访问乙国，同丙会谈，共同宣布."""
    placed = spot.placed()
    acting = tuple(item.phrase for item in placed if item.slot == "subject" and item.phrase.kind == "person")
    named = [item for item in placed if item.slot in ("subject", "topic") and item.phrase.kind in _ACTORS]
    if len(named) == PAIR and len({item.group for item in named}) == 1:
        return parties_of(spot.context, [item.phrase for item in named])
    beside = tuple(item.phrase for item in placed if item.slot == "with") or spot.carried_other_side()
    return parties_of(spot.context, (*(acting or spot.carried_subject()), *beside)) if beside else ()


def _leads_state(spot: Spot, party: Party) -> bool:
    """Tell whether somebody speaks for a whole state or government."""
    known = spot.context.people.get(party.name) if party.kind is Kind.PERSON else None
    posts = spot.reading.language.level_posts["leader"]
    return known is not None and not (known.posts | known.held).isdisjoint(posts)


def with_counterpart(arguments: tuple[Argument, ...], context: Context, *, role: str) -> tuple[Argument, ...]:
    """Add the other side, where a clause names one of two who have been spoken of: 石破希望实现会晤."""
    if len(arguments) != 1 or len(context.pair) != 2:
        return arguments
    left, right = context.pair
    for one, other in ((left, right), (right, left)):
        if one.country == arguments[0].party.country:
            return (*arguments, Argument(role=role, party=other))
    return arguments


def with_companion(
    spot: Spot, placed: Sequence[Placed], arguments: tuple[Argument, ...], *, role: str
) -> tuple[Argument, ...]:
    """Add the other side told of in the sentence, where the subject is left out: 甲与乙会谈，并签署协定."""
    inside = [item for item in placed if spot.trigger.start <= item.phrase.start < spot.trigger.end]  # 签署《中法声明》
    beside = [item for item in placed if item.phrase.kind != "place" and item not in inside]  # 共同发表+华沙+宣言
    named_here = any(item.slot in _NAMED_SIDES for item in beside)
    if len(arguments) != 1 or named_here:
        return arguments
    told = with_counterpart(arguments, spot.context, role=role)[1:]
    here = spot.context.pair_in == spot.sentence.index
    named = tuple(argument.party for argument in told) if here else ()
    others = named or parties_of(spot.context, spot.carried_other_side())
    return (*arguments, *(Argument(role=role, party=party, span=spot.trigger) for party in others))


def with_provoker(spot: Spot, arguments: tuple[Argument, ...], *, rule: EventRule) -> tuple[Argument, ...]:
    """Address whoever acted before, in the sentence or the paragraph: 甲的军机越界，乙+随即提出抗议."""
    role = list(rule.arguments)[-1]
    context, clause = spot.context, spot.clause
    if len(arguments) != 1 or any(mark.kind == "to" for mark in clause.marks):
        return arguments
    home = arguments[0].party.country
    before = [phrase for phrase in spot.sentence.phrases if phrase.end <= clause.span.start]
    acted = next((phrase for phrase in before if phrase.kind in ("country", "person", "office")), context.actor_phrase)
    if acted is None or (not before and context.actor_block != spot.sentence.block):
        return arguments
    party = next(iter(context.parties(acted)), None)
    if party is None or party.country in (None, home) or (before and _does_the_same(spot, acted, rule)):
        return arguments
    other = context.stands_for(party) if "to" in rule.states else party
    return (*arguments, Argument(role=role, party=other, span=acted.head if before else None))


def _does_the_same(spot: Spot, acted: Phrase, rule: EventRule) -> bool:
    """Tell whether who acted before did what is told now, and to others: 甲向仪式致贺信，乙也+致贺信."""
    span = spot.sentence.clause_at(acted.start).span
    told = (rule in spot.reading.language.by_trigger[form] for _, form in spot.reading.told_in(span))
    return rule.answers is not None and rule.answers.search(spot.text, span.start, span.end) is not None and any(told)


def last_spoken_of(
    arguments: tuple[Argument, ...], context: Context, trigger: Span, *, role: str
) -> tuple[Argument, ...]:
    """Return the states last spoken of, where the words name none, or one of them: 会谈，会后发表的联合声明."""
    pair = distinct([context.stands_for(party) for party in context.pair])
    homes = {party.country for party in pair}
    if any(argument.party.country not in homes for argument in arguments):
        return arguments
    return tuple(Argument(role=role, party=party, span=trigger) for party in pair)


def names_other_side(spot: Spot, placed: Sequence[Placed]) -> bool:
    """Tell whether the clause names a counterpart that is no party: 与企业代表见面, 与英国企业的代表见面."""
    marks = [mark for mark in spot.clause.marks if mark.kind == "with" and mark.end <= spot.trigger.start]
    return bool(marks) and not any(
        item.slot == "with"
        and item.phrase.start >= marks[-1].end
        and acts(spot.text, item.phrase, spot.reading.language)
        for item in placed
    )
