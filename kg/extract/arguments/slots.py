"""Arguments: where each noun phrase stands, seen from a trigger.

In go a clause and a trigger, out comes for each phrase its slot: `subject` (who acts), `with` (the other side),
`object`, `to` (the addressed side), `by` (who acts, in a passive), `modifier` (中美首脑会谈), `owner`
(普京的朝鲜之行), `head` (the noun of a relative clause: 来访的桑切斯), `at` (a place). What a slot means for an event
is the rule's business. The two sides of a trigger are read in `leftward` and `rightward`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.bystanders import without_mediators, without_speaker
from kg.extract.arguments.leftward import coordinate, place_left
from kg.extract.arguments.placed import Placed
from kg.extract.arguments.rightward import place_right, with_goal
from kg.extract.clauses import Clause
from kg.knowledge.language import Language
from kg.model import Span


def place_phrases(
    text: str, clause: Clause, trigger: Span, *, others: Sequence[Span], language: Language, moves: bool = False
) -> tuple[Placed, ...]:
    """Give each phrase of a clause its slot, seen from a trigger.

    Args:
        text: folded.
        others: the other triggers of the clause; what stands right after one is its object, not ours.
        moves: the trigger tells of a journey.
    """
    clause = _without_words(clause, [trigger, *others])
    inside = [
        phrase for phrase in clause.phrases if phrase.span.overlaps(trigger) and phrase.kind != "group"
    ]  # 双边会谈
    fused = [Placed(phrase, "object", -1) for phrase in inside]
    left = [phrase for phrase in clause.phrases if phrase.end <= trigger.start]
    right = [phrase for phrase in clause.phrases if phrase.start >= trigger.end]
    before = [span for span in others if span.end <= trigger.start]
    left = coordinate(clause, left, before)
    after = [span for span in others if span.start >= trigger.end]
    placed = place_left(text, clause, trigger, left, before, language)
    placed = without_mediators(text, clause, trigger, placed, language)
    placed = without_speaker(text, clause, trigger, placed, language)
    if any(item.slot == "with" for item in placed):
        fused = [item for item in fused if item.phrase.kind != "group"]  # 同拜登+双边会谈
    beyond = place_right(text, clause, trigger, right, after, language)
    return (*placed, *(with_goal(text, trigger, fused, beyond, language) if moves else (*fused, *beyond)))


def _without_words(clause: Clause, triggers: Sequence[Span]) -> Clause:
    """Leave out marks that are only a part of a longer trigger: the 到 of 到访; 赴韩 is none where 赴韩国 stands."""
    triggers = [span for span in triggers if not any(p.start < span.end < p.end for p in clause.phrases)]
    marks = tuple(
        mark
        for mark in clause.marks
        if not any(
            span.start <= mark.start and mark.end <= span.end and len(span) > mark.end - mark.start for span in triggers
        )
    )
    return Clause(clause.span, clause.index, clause.phrases, marks)
