"""Roles: who fills those of a rule at its trigger.

In go the noun phrases of a clause in their positions, out come `Argument` values: the phrases in the slots that the
rule wants (`fillers`), the subject that the clause leaves out (`dropped`), and whom all of these mean (`meant`). The
other side where only one is named is added in `counterparts`; whether they suffice is said in `splitting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.arguments.placed import Placed
from kg.extract.parties.dropped import dropped_subject, has_subject
from kg.extract.parties.fillers import fellows_of, phrases_in
from kg.extract.parties.meant import as_states, of_governments, of_state, of_states_beside, parties_meant, with_posted
from kg.extract.parties.passive import by_agency, count_agents, hosts_of, is_agentless, is_passive
from kg.extract.parties.sides import distinct
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Kind, Party, Span


def fill_roles(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Argument, ...]:
    """Fill the roles of a rule from the slots around its trigger."""
    context = spot.context
    arguments: list[Argument] = []
    for role, slots in rule.arguments.items():
        passive = "by" in slots and is_passive(spot, placed, rule)
        phrases = _phrases_for(spot, placed, sorted(slots, key=by_agency) if passive else slots, rule, passive=passive)
        agents: tuple[Phrase, ...] = ()
        if passive and is_agentless(spot, rule):
            agents = dropped_subject(spot, placed, rule)
            phrases = [*agents, *phrases]
        parties = [(phrase, party) for phrase in phrases for party in parties_meant(spot, phrase, rule)]
        if passive and not agents and not any(item.slot == "by" for item in placed):
            parties = [*hosts_of(spot, phrases), *parties]
        if "modifier" in slots:
            parties = of_governments(spot, placed, of_states_beside(placed, parties, rule))
        parties = _without_successors(parties)
        if rule.states:
            parties = as_states(spot, placed, parties, rule)
        if rule.level:
            parties = [(phrase, context.leader(party, rule.level)) for phrase, party in parties]
        parties = _of_level(spot, parties)
        if "posted" in slots:  # 召回驻法国大使勒布朗: we act, and France is the other side
            parties = with_posted(placed, parties, context, rule)
        arguments += [Argument(role=role, party=party, span=phrase.head) for phrase, party in parties]
    return _tidy(_without_listed(_without_own(_of_sender(arguments, placed, rule)), spot.trigger))


def _phrases_for(
    spot: Spot, placed: Sequence[Placed], slots: Sequence[str], rule: EventRule, *, passive: bool
) -> list[Phrase]:
    """Return the phrases in some slots, with the subject that the clause leaves out and with who travels along."""
    phrases = phrases_in(spot, placed, slots, rule)
    acted = passive and count_agents(placed) > 1  # 甲说，协议将由+乙和丙+签署
    if "subject" in slots and not acted and not has_subject(spot, placed, phrases, rule):
        dropped = [one for one in dropped_subject(spot, placed, rule) if not rule.kinds or one.kind in rule.kinds]
        owners = [item.phrase for item in placed if item.slot == "owner"]
        phrases = [*(dropped or (owners if not rule.kinds else ())), *phrases]
    return [*phrases, *fellows_of(spot, placed, phrases)] if rule.minimum == 1 else phrases


def _of_level(spot: Spot, parties: Sequence[tuple[Phrase, Party]]) -> list[tuple[Phrase, Party]]:
    """Let the ministers meet where several states, or their leaders, have agreed on it: 三国协调举行+防长会谈."""
    words, start = spot.trigger.of(spot.text), spot.clause.span.start
    level = next((level for word, level in spot.reading.language.levels.items() if words.startswith(word)), None)
    if level is None:
        return list(parties)
    posts = spot.reading.language.level_posts
    lower = set(posts[level]).isdisjoint(posts["leader"])
    return [
        (phrase, spot.context.leader(party, level) if phrase.group or (lower and phrase.end <= start) else party)
        for phrase, party in parties
    ]


def _of_sender(arguments: list[Argument], placed: Sequence[Placed], rule: EventRule) -> list[Argument]:
    """Let an envoy whose state is unknown be of the one that names him, or whose post it is: 出任+挪威驻智利大使."""
    if rule.type != "Appointment":
        return arguments
    senders = [argument.party.country for argument in arguments if argument.role == "appointer"]
    homes = [home for home in (*senders, *(item.phrase.country for item in placed if item.phrase.receiver)) if home]
    if not homes:
        return arguments
    return [
        replace(one, party=of_state(one.party, {homes[0]}))
        if one.role == "appointee" and one.party.kind is Kind.PERSON and not (one.party.country or one.party.entity)
        else one
        for one in arguments
    ]


def _without_successors(parties: Sequence[tuple[Phrase, Party]]) -> list[tuple[Phrase, Party]]:
    """Leave out today's leader of a state beside the one who is named: 上次+中日+会谈是岸田文雄与习近平举行的."""
    named = {party.country for phrase, party in parties if phrase.kind == party.kind.value == "person"}
    return [
        (phrase, party)
        for phrase, party in parties
        if phrase.kind != "country" or party.kind is not Kind.PERSON or party.country not in named
    ]


def _without_own(arguments: list[Argument]) -> list[Argument]:
    """Leave out of those addressed the state that acts, if others are: 美国将三名中国官员列入禁止入境美国的名单."""
    ours = {argument.party.country for argument in arguments if argument.role == "initiator"} - {None}
    others = [one for one in arguments if one.role != "addressee" or one.party.country not in ours]
    return others if any(argument.role == "addressee" for argument in others) else arguments


def _without_listed(arguments: list[Argument], trigger: Span) -> list[Argument]:
    """Leave out whom only the name of a list tells of, if others are put on it: 将三家中国公司+列入对俄制裁名单."""
    listed = [one for one in arguments if one.role == "addressee" and one.span and trigger.covers(one.span)]
    others = [one for one in arguments if one not in listed]
    return others if any(one.role == "addressee" for one in others) else arguments


def _tidy(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """Keep each party once in its first role, and no state beside its own person in one role."""
    kept: list[Argument] = []
    for role in dict.fromkeys(argument.role for argument in arguments):
        parties = distinct([argument.party for argument in arguments if argument.role == role])
        for party in parties:
            if not any(party == argument.party for argument in kept):
                kept.append(next(a for a in arguments if a.role == role and a.party == party))
    return tuple(kept)
