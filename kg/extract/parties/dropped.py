"""Dropped subjects: who acts where the clause of a trigger does not say.

In go the placed phrases of a clause, out comes whether they name who acts; if not, who acted in another clause
(`arguments.carried`) or last in the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.placed import Placed, acts
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule


def has_subject(spot: Spot, placed: Sequence[Placed], phrases: Sequence[Phrase], rule: EventRule) -> bool:
    """Tell whether a clause names who acts, be it nobody whom the rule wants."""
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


def dropped_subject(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Phrase, ...]:
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
