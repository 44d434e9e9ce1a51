"""Roles: who fills those of a rule at its trigger.

In go the noun phrases of a clause in their positions, out come `Argument` values: the phrases in the slots that the
rule wants, the subject that the clause leaves out, the other side where only one is named. Whether they suffice is said
by `parties_against`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.members import members
from kg.extract.phrases import Phrase
from kg.extract.placed import Placed, acts
from kg.extract.sides import distinct, sides
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.knowledge.language import Language
from kg.model import (
    Argument,
    Kind,
    Party,
    PlaceRef,
    Span,
)

_LONGEST_QUOTE = 2  #: signs, but for a time, between whoever is named and what he does
#: Slots of those whom a clause names itself, so that none is understood.
_NAMED_SIDES = frozenset({"subject", "with", "head", "modifier", "object"})
_GOALS = ("country", "region", "place")  #: where one goes
_PAIR = 2  #: states right before a trigger that are all who take part
#: Territories whose dealings with their state are domestic.
ONE_SIDE: Mapping[str, str] = {"HKG": "CHN", "MAC": "CHN"}


def with_destination(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Placed, ...]:
    """Let the state right before a noun that tells where one goes be its modifier: 取消+澳大利亚+之行."""
    if "modifier" not in rule.place:
        return tuple(placed)
    last = next((item for item in placed if item.phrase.end == spot.trigger.start and item.phrase.kind in _GOALS), None)
    listed = [item for item in placed if last and item.group == last.group and item.phrase.kind in _GOALS]
    return tuple(replace(item, slot="modifier") if item in listed else item for item in placed)


def with_embedded(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Placed, ...]:
    """Let whoever is named right before a trigger do it, though a word before marks him: 为+甲11月访问+做准备."""
    if any("to" in slots for slots in rule.arguments.values()):
        return tuple(placed)
    named = [item for item in placed if item.slot == "to" and item.phrase.end <= spot.trigger.start]
    if not named or named[-1].phrase.kind not in ("person", "office"):
        return tuple(placed)
    gap = Span(start=named[-1].phrase.end, end=spot.trigger.start)
    times = sum(len(time.span) for time in spot.reading.times_in(gap))
    if len(gap) - times > _LONGEST_QUOTE:
        return tuple(placed)
    slots = {"to": "subject", "subject": "other", "topic": "other"}
    return tuple(
        replace(item, slot="subject" if item.group == named[-1].group else slots.get(item.slot, item.slot))
        if item.phrase.end <= spot.trigger.start and (item.slot != "to" or item.group == named[-1].group)
        else item
        for item in placed
    )


def fill_roles(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Argument, ...]:
    """Fill the roles of a rule from the slots around its trigger."""
    context = spot.context
    arguments: list[Argument] = []
    for role, slots in rule.arguments.items():
        passive = "by" in slots and _is_passive(spot, placed, rule)
        order = sorted(slots, key=_by_agency) if passive else slots
        phrases = _phrases_in(spot, placed, order, rule)
        acted = passive and _agents(placed) > 1  # 甲说，协议将由+乙和丙+签署
        if "subject" in slots and not acted and not _has_subject(spot, placed, phrases, rule):
            dropped = [one for one in _dropped_subject(spot, placed, rule) if not rule.kinds or one.kind in rule.kinds]
            owners = [item.phrase for item in placed if item.slot == "owner"]
            phrases = [*(dropped or (owners if not rule.kinds else ())), *phrases]
        if rule.minimum == 1:
            phrases = [*phrases, *_fellows(spot, placed, phrases)]
        agents: tuple[Phrase, ...] = ()
        if passive and _is_agentless(spot, rule):
            agents = _dropped_subject(spot, placed, rule)
            phrases = [*agents, *phrases]
        parties = [(phrase, party) for phrase in phrases for party in _meant(spot, phrase, rule)]
        if passive and not agents and not any(item.slot == "by" for item in placed):
            parties = [*_hosts(spot, phrases), *parties]
        if "modifier" in slots:
            parties = _of_governments(spot, placed, _within_modifiers(placed, parties, rule))
        if rule.states:
            parties = _as_states(spot, placed, parties, rule)
        if rule.level:
            parties = [(phrase, context.leader(party, rule.level)) for phrase, party in parties]
        if "posted" in slots:  # 召回驻法国大使勒布朗: the envoy is ours, and France is the other side
            parties = _posted(placed, parties, context)
        arguments += [Argument(role=role, party=party, span=phrase.head) for phrase, party in parties]
    return _tidy(_without_listed(_without_own(arguments), spot.trigger))


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


def announced_by(spot: Spot, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Put the persons who announce it in place of their states: 两国元首宣布，将甲乙关系提升."""
    sayers = [one for one in spot.sentence.phrases if one.end <= spot.trigger.start and (one.group or one.name == "we")]
    by_level = (one for one in reversed(sayers) if one.kind == "pronoun" or (one.group and one.group.level))
    parties = next((spot.context.parties(one) for one in by_level), ()) or _announcing_together(spot)
    if not parties and any(one.name == "we" for one in sayers):
        parties = _speaker_and_other(spot.context)
    same = {party.country for party in parties} == {argument.party.country for argument in arguments}
    if not same or not all(_leads_state(spot, party) for party in parties):
        return _announced_alone(spot, arguments)
    return tuple(replace(argument, party=party) for argument, party in zip(arguments, parties, strict=False))


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
    named = [item for item in placed if item.slot in ("subject", "topic") and item.phrase.kind in ("person", "office")]
    if len(named) == _PAIR and len({item.group for item in named}) == 1:
        return parties_of(spot.context, [item.phrase for item in named])
    beside = tuple(item.phrase for item in placed if item.slot == "with") or spot.carried_other_side()
    return parties_of(spot.context, (*(acting or spot.carried_subject()), *beside)) if beside else ()


def _leads_state(spot: Spot, party: Party) -> bool:
    """Tell whether somebody speaks for a whole state or government."""
    known = spot.context.people.get(party.name) if party.kind is Kind.PERSON else None
    posts = spot.reading.language.level_posts["leader"]
    return known is not None and not (known.posts | known.held).isdisjoint(posts)


def _posted(
    placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]], context: Context
) -> list[tuple[Phrase, Party]]:
    """Add to an envoy of ours the state where he serves; one who serves with us stands for his own.

    召回+驻法国大使勒布朗: he is ours, and France is the other side. 中国关闭+美国驻成都总领馆: his state is.
    """
    posted = {item.phrase: item.slot for item in placed if item.phrase.receiver}
    owned = {phrase.start for phrase in posted}  # 召回+其+驻法国大使: whose they are has been told
    parties = [one for one in parties if one[0].kind != "pronoun" or one[0].end not in owned]
    acting = {party.country for phrase, party in parties if phrase not in posted}
    ours = [phrase for phrase in posted if phrase.receiver not in acting]
    return [
        *((phrase, party) for phrase, party in parties if phrase not in ours or posted[phrase] != "object"),
        *(
            (phrase, _of_state(party, acting))
            for phrase, party in parties
            if phrase in ours and _may_be_of(party, acting)
        ),
        *((phrase, context.served(phrase.receiver)) for phrase in ours if phrase.receiver),
    ]


def _may_be_of(party: Party, homes: Collection[str | None]) -> bool:
    """Tell whether somebody named may be of the one state that acts."""
    return party.kind is Kind.PERSON and len(homes) == 1 and party.country in (None, *homes)


def _of_state(party: Party, homes: Collection[str | None]) -> Party:
    return Party(name=party.name, kind=party.kind, country=next(iter(homes)), entity=party.entity)


def _agents(placed: Sequence[Placed]) -> int:
    """Count those named as acting in a passive; a word for several counts as many."""
    acting = [item.phrase for item in placed if item.slot == "by"]
    return sum(phrase.group.size if phrase.group else 1 for phrase in acting)


def _by_agency(slot: str) -> int:
    """Order the slots of a passive: who acts comes first, who suffers it last."""
    return {"by": 0, "subject": 2}.get(slot, 1)


def _is_passive(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> bool:
    """Tell whether the subject suffers what the trigger tells."""
    return _is_agentless(spot, rule) or any(item.slot == "by" for item in placed)


def _is_agentless(spot: Spot, rule: EventRule) -> bool:
    """Tell whether who acts is left out: 甲宣布，乙已被+驱逐; 甲宣布，乙为+不受欢迎的人."""
    before = spot.text[: spot.clause.span.start].rstrip("，,")
    told = rule.announced and spot.clause.index > 0 and before.endswith(spot.reading.language.declares)
    return told or any(mark.kind == "by" and mark.end == spot.trigger.start for mark in spot.clause.marks)


def _hosts(spot: Spot, phrases: Sequence[Phrase]) -> list[tuple[Phrase, Party]]:
    """Return the states where envoys serve, which act where nobody is named: 法国驻尼日尔大使被+驱逐."""
    served = ((phrase, phrase.receiver) for phrase in phrases)
    return [(phrase, spot.context.state(state)) for phrase, state in served if state and ":" not in state]


def _as_states(
    spot: Spot, placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]], rule: EventRule
) -> list[tuple[Phrase, Party]]:
    """Let persons in the slots that a rule names stand for their states; the subject of a passive is not who acts."""
    slots = {item.phrase: item.slot for item in placed}
    passive = _is_passive(spot, placed, rule)
    acting = rule.states - {"subject"} if passive else rule.states
    return [
        (
            phrase,
            spot.context.stands_for(party) if slots.get(phrase, "by" if passive else "subject") in acting else party,
        )
        for phrase, party in parties
    ]


def _within_modifiers(
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
    if len(homes) < _PAIR:
        return list(parties)
    return [(phrase, party) for phrase, party in parties if slots.get(phrase) != "subject" or party.country in homes]


def _of_governments(
    spot: Spot, placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]]
) -> list[tuple[Phrase, Party]]:
    """Keep the states whose governments confer, and not who speaks of it: 同意在5月举行的+中德+政府磋商中…"""
    states = [item.phrase for item in placed if item.slot == "modifier"]
    language = spot.reading.language
    if len(states) < _PAIR or not language.regime.match(spot.text, states[-1].end):
        return list(parties)
    if not spot.text.endswith(language.genitive, 0, states[0].start):
        return list(parties)  # 甲和乙主持+中德+政府磋商
    return [one for one in parties if one[0] in states] or list(parties)


def _meant(spot: Spot, phrase: Phrase, rule: EventRule) -> tuple[Party, ...]:
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
    parties = spot.context.parties(phrase)
    if phrase.kind == "office" and phrase.country is None and rule.minimum == 1:
        return tuple(party for party in parties if party.kind is Kind.PERSON)  # no organisation travels
    if rule.entities and _is_spoken_of(spot, phrase):
        return tuple(map(spot.context.stands_for, parties))  # 制裁+法官甲+的妻子
    signing = phrase.group is not None and phrase.group.level is None and rule.type == "Agreement"
    return tuple(map(spot.context.stands_for, parties)) if signing else parties


def _is_spoken_of(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether somebody is named only for one of the family."""
    language = spot.reading.language
    family = tuple(f"{language.genitive}{word}" for word in language.spouses)
    return phrase.kind == "person" and spot.text.startswith(family, phrase.end)


def _phrases_in(spot: Spot, placed: Sequence[Placed], slots: Sequence[str], rule: EventRule) -> list[Phrase]:
    text, language = spot.text, spot.reading.language
    if rule.declares:  # a capital right before an act of state acts: 渥太华+驱逐
        placed = [_acting_capital(spot, item) for item in placed]
    fitting = [item for item in placed if not rule.kinds or item.phrase.kind in rule.kinds]
    fitting = [
        item
        for item in fitting
        if item.slot in ("modifier", "to", "topic")
        or rule.entities
        or (rule.declares and item.slot == "with")
        or (item.phrase.end == spot.trigger.start and item.phrase.kind != "person")
        or any(acts(text, phrase, language) for phrase in _run_of(item, placed))
        or ("posted" in slots and any(each.group == item.group and each.phrase.receiver for each in placed))
    ]
    if rule.type == "Sanction":  # 制裁+对俄罗斯+提供支持的公司: whom they deal with is not addressed
        fitting = [item for item in fitting if item.slot != "to" or item.phrase.start < spot.trigger.end]
    wanted = [slot for slot in slots if any(item.slot == slot for item in fitting)]
    if "head" in slots and "head" not in wanted and any(item.slot == "head" for item in placed):
        return []  # 会见来访的+企业家: who has come is no party
    if rule.first_slot:
        wanted = wanted[:1]
    order = {slot: number for number, slot in enumerate(wanted)}
    chosen = [item for item in fitting if item.slot in order]
    return [item.phrase for item in sorted(chosen, key=lambda item: (order[item.slot], item.phrase.start))]


def _acting_capital(spot: Spot, item: Placed) -> Placed:
    near = item.slot == "at" and item.phrase.kind == "place" and item.phrase.end == spot.trigger.start
    marked = any(mark.kind == "at" and mark.end <= item.phrase.start for mark in spot.clause.marks)
    return Placed(item.phrase, "subject", item.group) if near and not marked else item


def _fellows(spot: Spot, placed: Sequence[Placed], phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return who travels with those who act: 甲与乙5日+访问基辅."""
    beside = [item for item in placed if item.slot == "with" and item.phrase.end <= spot.trigger.start]
    acting = any(item.slot == "subject" and item.phrase in phrases for item in placed)
    if not (beside and acting):
        return []
    last = beside[-1]
    if not spot.reading.language.travels_together.fullmatch(spot.text, last.phrase.end, spot.trigger.start):
        return []
    fellows = [item.phrase for item in beside if item.group == last.group and item.phrase.kind == "person"]
    spouses = set(spot.reading.language.spouses)
    return [phrase for phrase in fellows if spouses.isdisjoint(office for office, _ in phrase.offices)]


def _run_of(item: Placed, placed: Sequence[Placed]) -> Iterator[Phrase]:
    """Yield a state and those named right after it without a sign between: 中国斯洛伐克关系."""
    phrase = item.phrase
    yield phrase
    for other in placed:
        if other.phrase.start == phrase.end and other.phrase.kind == phrase.kind == "country":
            phrase = other.phrase
            yield phrase


def _has_subject(spot: Spot, placed: Sequence[Placed], phrases: Sequence[Phrase], rule: EventRule) -> bool:
    if rule.first_slot and phrases:
        return True
    if rule.kinds and any(item.slot == "subject" and item.phrase.kind not in rule.kinds for item in placed):
        return True  # somebody acts, only nobody whom the rule wants
    other_side = min((item.phrase.start for item in placed if item.slot == "with"), default=spot.trigger.end)
    return any(
        item.slot == "head" or (item.slot == "subject" and item.phrase.start < other_side)
        for item in placed
        if item.phrase in phrases
    )


def _dropped_subject(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Phrase, ...]:
    """Find the subject that a clause leaves out, in the clauses or sentences before it."""
    modified = any("modifier" in slots for slots in rule.arguments.values())
    states = {item.phrase.country for item in placed if item.slot == "modifier"} if modified else set()
    if (states and not any(item.slot == "with" for item in placed)) or _acts_unnamed(spot):
        return ()
    found = spot.following_subject() or spot.carried_subject() or subject_before(spot.context, spot.sentence)
    if states:  # 将访华，同乙举行新一轮+中法+对话: of whoever goes on acting it says for which state
        found = tuple(one for one in found if one.kind == "person" and one.country in states)
    return tuple(one for one in found if one.kind != "person" or acts(spot.text, one, spot.reading.language))


def _acts_unnamed(spot: Spot) -> bool:
    """Tell whether somebody whom no table knows acts: 民间协调组织+与快速支援部队签署."""
    mark = next((mark for mark in spot.clause.marks if mark.kind == "with"), None)
    start = spot.clause.span.start
    acting = spot.reading.language.unnamed.finditer(spot.text, start, mark.start if mark else start)
    return any(match.end() == mark.start for match in acting if mark)


def subject_before(context: Context, sentence: Sentence) -> tuple[Phrase, ...]:
    """Return who acted last in the paragraph, where a whole sentence names nobody as acting."""
    if context.actor_phrase is None or context.actor_block != sentence.block:
        return ()
    return (context.actor_phrase,)


def _tidy(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """Keep each party once in its first role, and no state beside its own person in one role."""
    kept: list[Argument] = []
    for role in dict.fromkeys(argument.role for argument in arguments):
        parties = distinct([argument.party for argument in arguments if argument.role == role])
        for party in parties:
            if not any(party == argument.party for argument in kept):
                kept.append(next(a for a in arguments if a.role == role and a.party == party))
    return tuple(kept)


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
    if len(arguments) != 1 or any(item.slot in _NAMED_SIDES for item in placed):
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


def split(
    text: str,
    clause: Clause,
    placed: Sequence[Placed],
    arguments: tuple[Argument, ...],
    rule: EventRule,
    *,
    language: Language,
) -> Iterator[tuple[Argument, ...]]:
    """Make one event of each counterpart (分别), of each who does it to one, or of each who does it to the other."""
    if rule.mutual and len(arguments) >= _PAIR:
        yield from _both_ways(arguments, rule)
        return
    subjects = {item.phrase.head for item in placed if item.slot in ("subject", "modifier")}
    ours = [one for one in arguments if one.span in subjects or (one.span and one.span.end <= clause.span.start)]
    theirs = [argument for argument in arguments if argument not in ours]
    rest = arguments[1:]
    apart = rule.apart is not None and (
        rule.apart.search(text, _named_until(ours, clause), clause.span.end) is not None
        or _each_by_itself(text, clause, placed, rest, language)
    )
    if rule.pairs and len(ours) > 1 and theirs:
        for one in ours:
            yield (one, *theirs)
        return
    acting = [argument for argument in arguments if argument.role == next(iter(rule.arguments))]
    others = [argument for argument in arguments if argument not in acting]
    if apart and len(acting) > 1 and others:  # 甲、乙分别召见丙的大使
        yield from ((one, other) for one in acting for other in others)
        return
    if apart and len(ours) > 1 and len(theirs) == 1:  # 甲和乙分别会见丙
        for one in ours:
            yield (one, *theirs)
        return
    if not apart or len(rest) < 2:
        yield arguments
        return
    for other in rest:
        yield (arguments[0], other)


def _named_until(acting: Sequence[Argument], clause: Clause) -> int:
    """Return from where on words tell how several act: 甲和乙+先后+表示，决定制裁丙; else the start of the clause."""
    ends = [one.span.end for one in acting if one.span and one.span.end <= clause.span.start]
    return max(ends) if len(ends) == len(acting) > 1 else clause.span.start


def _both_ways(arguments: tuple[Argument, ...], rule: EventRule) -> Iterator[tuple[Argument, ...]]:
    """Yield what each side does to the other: 甲和乙互致贺电, 甲同乙、丙互致贺电."""
    first, second = list(rule.arguments)[:2]
    theirs = [one for one in arguments if one.role == second] or list(arguments[1:])
    ours = [one for one in arguments if one not in theirs]
    for acting, addressed in ((ours, theirs), (theirs, ours)):
        yield (*(replace(one, role=first) for one in acting), *(replace(one, role=second) for one in addressed))


def _each_by_itself(
    text: str, clause: Clause, placed: Sequence[Placed], others: Sequence[Argument], language: Language
) -> bool:
    """Tell whether states named in one breath stand against one of a third: 甲与中美两国首脑会谈 is two meetings."""
    named = {item.phrase.head for item in placed if item.slot == "with" and item.phrase.rule == "compound"}
    joined = language.jointly.search(text, clause.span.start, clause.span.end)
    return bool(named) and named >= {argument.span for argument in others} and joined is None


def parties_against(arguments: Sequence[Argument], places: Sequence[PlaceRef], rule: EventRule) -> str | None:
    """Return what parties or places a rule misses: roles, enough parties, two sides; None where it misses none."""
    empty = [role for role in rule.required if all(argument.role != role for argument in arguments)]
    if empty:
        return f"required role empty: {', '.join(empty)}"
    parties = [argument.party for argument in arguments]
    named = ", ".join(party.name for party in parties)
    if not parties:
        return "no party"
    if rule.minimum == 1 and all(_is_stranger(party) for party in parties):
        return f"of no state that is told: {named}"
    if rule.minimum == 1:
        homes = {party.country for party in parties}
        home = next((place.name for place in places if place.country in homes), None)
        return (f"at home: {named} in {home}" if home else None) if places else f"no place: only {named}"
    if len(parties) < rule.minimum:
        return f"no second party: only {named}" if len(parties) == 1 else f"too few parties: {named}"
    if rule.one_sided:
        return None
    return f"one side only: {named}" if sides(parties, one_side=ONE_SIDE) < 2 else None


def _is_stranger(party: Party) -> bool:
    """Tell whether nobody knows for whom a person stands: he travels on no state's behalf."""
    return party.kind is Kind.PERSON and party.country is None and party.entity is None


def parties_of(context: Context, phrases: Sequence[Phrase]) -> tuple[Party, ...]:
    """Return whom several phrases mean, each once."""
    return distinct([party for phrase in phrases for party in context.parties(phrase)])
