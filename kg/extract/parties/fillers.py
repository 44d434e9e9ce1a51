"""Fillers: the phrases that fill the slots of a rule, and who else travels with them.

In go the placed phrases of a clause, out come those in the slots that a role wants; where a rule sees a slot otherwise
than the clause (取消+澳大利亚+之行), it is changed before. Whom they mean is said in `meant`, who is left out in
`dropped`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.arguments.placed import Placed, acts
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Span

_LONGEST_QUOTE = 2  #: signs, but for a time, between whoever is named and what he does
_GOALS = ("country", "region", "place")  #: where one goes


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
    if not named or not _may_act(named[-1].phrase):
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


def _may_act(phrase: Phrase) -> bool:
    """Tell whether a word right before a trigger can be who does it: of pronouns 我 alone."""
    return phrase.kind in ("person", "office") or phrase.name == "i"


def phrases_in(spot: Spot, placed: Sequence[Placed], slots: Sequence[str], rule: EventRule) -> list[Phrase]:
    """Return the phrases in the slots that a role of a rule wants, in their order."""
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
        fitting = [_addressed(item, placed, spot) for item in fitting]
        fitting = [item for item in fitting if item.slot != "to" or item.phrase.start < spot.trigger.end]
    wanted = [slot for slot in slots if any(item.slot == slot for item in fitting)]
    if "head" in slots and "head" not in wanted and any(item.slot == "head" for item in placed):
        return []  # 会见来访的+企业家: who has come is no party
    if rule.first_slot:
        wanted = wanted[:1]
    order = {slot: number for number, slot in enumerate(wanted)}
    chosen = [item for item in fitting if item.slot in order]
    return [item.phrase for item in sorted(chosen, key=lambda item: (order[item.slot], item.phrase.start))]


def _addressed(item: Placed, placed: Sequence[Placed], spot: Spot) -> Placed:
    """Let who stands between whom a mark addresses and the trigger be addressed too: 对+甲等十名+乙方+人员实施制裁."""
    before = [each for each in placed if each.slot == "to" and each.phrase.end <= item.phrase.start]
    after = item.slot == "subject" and bool(before) and item.phrase.end <= spot.trigger.start
    return replace(item, slot="to") if after else item


def _acting_capital(spot: Spot, item: Placed) -> Placed:
    near = item.slot == "at" and item.phrase.kind == "place" and item.phrase.end == spot.trigger.start
    marked = any(mark.kind == "at" and mark.end <= item.phrase.start for mark in spot.clause.marks)
    return Placed(item.phrase, "subject", item.group) if near and not marked else item


def fellows_of(spot: Spot, placed: Sequence[Placed], phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return who travels with those who act: 甲与乙5日+访问基辅."""
    beside = [item for item in placed if item.slot == "with" and item.phrase.end <= spot.trigger.start]
    acting = any(item.slot == "subject" and item.phrase in phrases for item in placed)
    if not (beside and acting):
        return []
    last = beside[-1]
    if not spot.reading.language.travels_together.fullmatch(spot.text, last.phrase.end, spot.trigger.start):
        return []
    fellows = [item.phrase for item in beside if item.group == last.group and item.phrase.kind == "person"]
    family = {*spot.reading.language.spouses, *spot.reading.language.kin}
    return [phrase for phrase in fellows if family.isdisjoint(office for office, _ in phrase.offices)]


def _run_of(item: Placed, placed: Sequence[Placed]) -> Iterator[Phrase]:
    """Yield a state and those named right after it without a sign between: 中国斯洛伐克关系."""
    phrase = item.phrase
    yield phrase
    for other in placed:
        if other.phrase.start == phrase.end and other.phrase.kind == phrase.kind == "country":
            phrase = other.phrase
            yield phrase
