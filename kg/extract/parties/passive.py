"""The passive: whether the subject suffers what a trigger tells, and who acts then.

In go the placed phrases of a clause, out come answers: 甲被+乙+驱逐, 乙已被+驱逐 of nobody named. Which roles they fill
is said in `roles`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.placed import Placed
from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Party


def count_agents(placed: Sequence[Placed]) -> int:
    """Count those named as acting in a passive; a word for several counts as many."""
    acting = [item.phrase for item in placed if item.slot == "by"]
    return sum(phrase.group.size if phrase.group else 1 for phrase in acting)


def by_agency(slot: str) -> int:
    """Order the slots of a passive: who acts comes first, who suffers it last."""
    return {"by": 0, "subject": 2}.get(slot, 1)


def is_passive(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> bool:
    """Tell whether the subject suffers what the trigger tells."""
    return is_agentless(spot, rule) or any(item.slot == "by" for item in placed)


def is_agentless(spot: Spot, rule: EventRule) -> bool:
    """Tell whether who acts is left out: 甲宣布，乙已被+驱逐; 甲宣布，乙为+不受欢迎的人."""
    before = spot.text[: spot.clause.span.start].rstrip("，,")
    told = rule.announced and spot.clause.index > 0 and before.endswith(spot.reading.language.declares)
    return told or any(mark.kind == "by" and mark.end == spot.trigger.start for mark in spot.clause.marks)


def hosts_of(spot: Spot, phrases: Sequence[Phrase]) -> list[tuple[Phrase, Party]]:
    """Return the states where envoys serve, which act where nobody is named: 法国驻尼日尔大使被+驱逐."""
    served = ((phrase, phrase.receiver) for phrase in phrases)
    return [(phrase, spot.context.state(state)) for phrase, state in served if state and ":" not in state]
