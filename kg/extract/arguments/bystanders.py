"""Bystanders: who stands near a trigger in a slot of its own, and takes no part.

In go phrases with their slots, out come the same: set apart are those who bring others together, who speak of what
others do, who have been met before, and every list of subjects but one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.arguments.placed import ACTORS, Placed, acts
from kg.extract.clauses import Clause
from kg.knowledge.language import Language
from kg.model import Span


def without_counterparts(placed: list[Placed], others: Sequence[Span]) -> list[Placed]:
    """Set apart the other side of a trigger before: 在与+泽连斯基+会面后再次与普京通话."""
    last = next((item for item in reversed(placed) if item.slot == "with"), None)
    if last is None:
        return placed
    between = [span for span in others if span.end <= last.phrase.start]
    return [
        Placed(item.phrase, "other", item.group)
        if item.slot == "with" and item.group != last.group and any(item.phrase.end <= span.start for span in between)
        else item
        for item in placed
    ]


def within_object(text: str, clause: Clause, trigger: Span, placed: list[Placed], language: Language) -> list[Placed]:
    """Set apart what stands between 举行 and its noun: in 举行中印边界问题会晤 the states are no subject."""
    verbs = list(language.holding.finditer(text, clause.span.start, trigger.start))
    if not verbs or not any(
        item.slot in ("subject", "with") for item in placed if item.phrase.end <= verbs[-1].start()
    ):
        return placed
    return [
        Placed(item.phrase, "other", item.group)
        if item.slot == "subject"
        and item.phrase.start >= verbs[-1].end()
        and not text.endswith(language.pivots, 0, item.phrase.start)  # 举行仪式欢迎+马克龙+来访
        else item
        for item in placed
    ]


def without_mediators(
    text: str, clause: Clause, trigger: Span, placed: list[Placed], language: Language
) -> list[Placed]:
    """Set apart who brings others together: in 甲与乙见证丙丁签署 only 丙 and 丁 sign."""
    verb = next(iter(language.mediates.finditer(text, clause.span.start, trigger.start)), None)
    if verb is None or not any(
        item.slot in ("subject", "with", "modifier") for item in placed if item.phrase.start >= verb.end()
    ):
        return placed
    return [Placed(item.phrase, "other", item.group) if item.phrase.end <= verb.start() else item for item in placed]


def without_speaker(text: str, clause: Clause, trigger: Span, placed: list[Placed], language: Language) -> list[Placed]:
    """Set apart who speaks of what others do: in 甲对乙与丙会谈表示欢迎 only 乙 and 丙 meet."""
    spoken = (match for match in language.reacts.finditer(text, clause.span.start, clause.span.end))
    what = next((match.span("what") for match in spoken if match.start() < trigger.start), None)
    if what is None or trigger.end > what[1]:
        return placed
    done_by = next((item.group for item in placed if item.slot == "to" and item.phrase.end > what[0]), None)
    slots = {("to", done_by): "subject"}  # 对+甲+对乙进行的访问
    return [
        replace(item, slot="other" if item.phrase.end < what[0] else slots.get((item.slot, item.group), item.slot))
        for item in placed
    ]


def without_met_before(clause: Clause, trigger: Span, placed: Sequence[Placed], others: Sequence[Span]) -> list[Placed]:
    """Set apart the other side of a verb before ours, which has its own: 与+甲+会谈并与乙+通话."""
    sides = [mark for mark in clause.marks if mark.kind == "with" and mark.end <= trigger.start]
    met = max((span.start for span in others if any(span.end <= mark.start for mark in sides)), default=0)
    return [replace(item, slot="other") if item.slot == "with" and item.phrase.end <= met else item for item in placed]


def one_subject(text: str, placed: list[Placed], language: Language) -> list[Placed]:
    """Keep as subject only the last list of phrases that may be one; a state before a noun (美国企业) is none.

    Whoever stands before the other side is the subject, if anybody does: 甲+同乙宣布将两国关系+提升.
    """
    actors = [item for item in placed if item.slot == "subject" and item.phrase.kind in ACTORS]
    other_side = min((item.phrase.start for item in placed if item.slot == "with"), default=0)
    able = [item for item in actors if acts(text, item.phrase, language)]
    acting = [item.group for item in able if item.phrase.start < other_side] or [item.group for item in able]
    if not actors:
        return placed
    chosen = acting[-1] if acting else actors[-1].group
    return [
        Placed(item.phrase, "topic", item.group) if item.slot == "subject" and item.group != chosen else item
        for item in placed
    ]
