"""Parties: whom the phrases in a role mean, and in whose name they act.

In go phrases, out come `Party` values: persons, or the states for which a rule lets them stand; envoys and the state
where they serve. Which phrases fill a role is said in `roles`, whom a name means in this article in `context`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extract.arguments.placed import Placed
from kg.extract.context import Context
from kg.extract.parties.members import members
from kg.extract.parties.passive import is_passive
from kg.extract.parties.sides import distinct
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Kind, Party

_OF_HEAD = 12  #: signs before a name and its office, among which it is said that a delegation is headed
PAIR = 2  #: those named together who are all who take part


def with_posted(
    placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]], context: Context, rule: EventRule
) -> list[tuple[Phrase, Party]]:
    """Put in place of an envoy of ours the two states: his own, which acts, and the one where he serves.

    甲国召回+驻法国大使勒布朗: 甲国 acts, and France is the other side. 中国关闭+美国驻成都总领馆: his state is.
    """
    posted = {item.phrase: item.slot for item in placed if item.phrase.receiver}
    owned = {phrase.start for phrase in posted}  # 召回+其+驻法国大使: whose they are has been told
    parties = [one for one in parties if one[0].kind != "pronoun" or one[0].end not in owned]
    acting = {party.country for phrase, party in parties if phrase not in posted}
    ours = [phrase for phrase in posted if phrase.receiver not in acting]
    kept = [
        (phrase, context.stands_for(party) if phrase in ours else party)
        for phrase, party in parties
        if phrase not in ours or posted[phrase] != "object"
    ]
    if rule.pairs and not kept and ours:
        return []  # 在召回驻甲地和乙地的大使之后: nobody acts
    return [*kept, *((phrase, context.served(phrase.receiver)) for phrase in ours if phrase.receiver)]


def of_state(party: Party, homes: Collection[str | None]) -> Party:
    """Let somebody be of the one state named."""
    return Party(name=party.name, kind=party.kind, country=next(iter(homes)), entity=party.entity)


def as_states(
    spot: Spot, placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]], rule: EventRule
) -> list[tuple[Phrase, Party]]:
    """Let persons in the slots that a rule names stand for their states; the subject of a passive is not who acts."""
    slots = {item.phrase: item.slot for item in placed}
    passive = is_passive(spot, placed, rule)
    acting = rule.states - {"subject"} if passive else rule.states
    return [
        (
            phrase,
            spot.context.stands_for(party) if slots.get(phrase, "by" if passive else "subject") in acting else party,
        )
        for phrase, party in parties
    ]


def of_states_beside(
    placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]], rule: EventRule
) -> list[tuple[Phrase, Party]]:
    """Leave out whoever is of none of the states beside the trigger: 瑞士举行+美俄+会谈, 两国元首签署+中秘+协定.

    Where persons are named on both sides, an organisation there adds nobody: 王毅同卡拉斯举行+中欧+战略对话.
    """
    slots = {item.phrase: item.slot for item in placed}
    if {"subject", "with"} <= {slots.get(phrase) for phrase, party in parties if party.kind is Kind.PERSON}:
        parties = [one for one in parties if slots.get(one[0]) != "modifier" or one[1].kind is not Kind.ORG]
    named = [phrase for phrase in slots if phrase.kind == "country"]
    homes = {
        phrase.country
        for phrase in named
        if slots[phrase] == "modifier"
        or (slots[phrase] == "object" and rule.type == "Agreement" and phrase.rule == "compound")
    }
    if len(homes) < PAIR:
        return list(parties)
    return [(phrase, party) for phrase, party in parties if slots.get(phrase) != "subject" or party.country in homes]


def of_governments(
    spot: Spot, placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]]
) -> list[tuple[Phrase, Party]]:
    """Keep the states whose governments confer, and not who speaks of it: 同意在5月举行的+中德+政府磋商中…"""
    states = [item.phrase for item in placed if item.slot == "modifier"]
    language = spot.reading.language
    if len(states) < PAIR or not language.regime.match(spot.text, states[-1].end):
        return list(parties)
    if not spot.text.endswith(language.genitive, 0, states[0].start):
        return list(parties)  # 甲和乙主持+中德+政府磋商
    return [one for one in parties if one[0] in states] or list(parties)


def parties_meant(spot: Spot, phrase: Phrase, rule: EventRule) -> tuple[Party, ...]:
    """Return whom a phrase means; 他 as an object is the person last named in the clauses before.

    A spokesperson stands for the state: 发言人毛宁表示，已向日方+提出交涉. So do the two sides that sign something.
    """
    if phrase.kind == "person" and phrase.speaks and phrase.country and rule.minimum > 1:
        return spot.context.parties(phrase) or (spot.context.state(phrase.country),)
    if phrase.kind == "pronoun" and phrase.name == "person" and phrase.end > spot.trigger.start:
        earlier = [other for other in spot.sentence.phrases if other.end <= spot.clause.span.start]
        persons = [other for other in reversed(earlier) if other.kind == "person"]
        acting = {each.name for each in spot.carried_subject()}
        persons = [other for other in persons if other.name not in acting] or persons  # 甲祝贺乙，并邀请+他
        person = next((other for other in persons if other.offices), next(iter(persons), None))
        if person is not None:
            return spot.context.parties(person)
    named = members(spot, phrase)
    if named is not None:
        return tuple(party for each in named for party in spot.context.parties(each))
    known = spot.context.people.get(phrase.name, at=phrase.head.start) if phrase.kind == "person" else None
    if known is not None and rule.type == "Appointment":
        return (known.party(),)  # a professor may be named for a post
    parties = _heads_delegation(spot, phrase, rule) or spot.context.parties(phrase)
    if phrase.kind == "office" and phrase.country is None and rule.minimum == 1:
        return tuple(party for party in parties if party.kind is Kind.PERSON)  # no organisation travels
    if rule.entities and _is_spoken_of(spot, phrase):
        return tuple(map(spot.context.stands_for, parties))  # 制裁+法官甲+的妻子
    both = (phrase.group is not None and phrase.group.level is None) or (
        phrase.kind == "pronoun" and phrase.name == "we"
    )
    signing = both and rule.type == "Agreement" and not _sign_themselves(spot, phrase, parties)
    return tuple(map(spot.context.stands_for, parties)) if signing else parties


def _heads_delegation(spot: Spot, phrase: Phrase, rule: EventRule) -> tuple[Party, ...]:
    """Return who heads the delegation of a state that meets, where the article says it of one: 代表团团长+甲."""
    language, text = spot.reading.language, spot.text
    if rule.type != "Meeting" or phrase.kind != "country" or not language.sends_delegation.match(text, phrase.end):
        return ()
    persons = (each for sentence in spot.reading.sentences for each in sentence.phrases if each.kind == "person")
    heads = [
        each
        for each in persons
        if language.heads_delegation.search(text, max(0, each.start - _OF_HEAD), each.head.start)
    ]
    ours = distinct([party for each in heads for party in spot.context.parties(each)])
    ours = tuple(party for party in ours if party.country == phrase.country)
    return ours if len(ours) == 1 else ()


def _sign_themselves(spot: Spot, phrase: Phrase, parties: Sequence[Party]) -> bool:
    """Tell whether who speaks of 我们 says that the two themselves have signed: 我们+共同签署了."""
    signed = spot.reading.language.signs_together.match(spot.text, phrase.end, spot.trigger.end)
    persons = all(party.kind is Kind.PERSON for party in parties)
    return phrase.kind == "pronoun" and signed is not None and persons


def _is_spoken_of(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether somebody is named only for one of the family."""
    language = spot.reading.language
    family = tuple(f"{language.genitive}{word}" for word in (*language.spouses, *language.kin))
    return phrase.kind == "person" and spot.text.startswith(family, phrase.end)


def parties_of(context: Context, phrases: Sequence[Phrase]) -> tuple[Party, ...]:
    """Return whom several phrases mean, each once."""
    return distinct([party for phrase in phrases for party in context.parties(phrase)])
