"""Standing: who a person is and where, told without a mark: 内塔尼亚胡的亲信、+部长德尔默, 布林肯+东京会见岸田.

In go phrases with their slots, out come phrases with their slots; `slots` gives the first ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.arguments.placed import GOALS, Placed
from kg.extract.clauses import Clause
from kg.knowledge.language import Language
from kg.model import Span

_LONGEST_AIDE = 14  #: signs between a person and the name of his aide
_OF_NOBODY = ("owner", "other")


def with_stay(text: str, clause: Clause, trigger: Span, placed: Sequence[Placed], language: Language) -> list[Placed]:
    """Set apart where somebody is, told without a mark between him and what he does: 布林肯+东京+与岸田会谈."""
    ends = {trigger.start, *(mark.start for mark in clause.marks if mark.kind == "with")}
    there = {
        place.phrase
        for actor, place in pairwise(placed)
        if place.slot == "subject"
        and place.phrase.kind in GOALS
        and place.phrase.rule == "name"
        and place.phrase.end in ends
        and actor.slot == "subject"
        and actor.phrase.kind == "person"
        and actor.phrase.country != place.phrase.country
        and language.undated.fullmatch(text, actor.phrase.end, place.phrase.start)
    }
    return [replace(item, slot="at", group=-2) if item.phrase in there else item for item in placed]


def with_aides(text: str, placed: Sequence[Placed], language: Language) -> list[Placed]:
    """Let an aide act, and not whom he serves: 内塔尼亚胡+的亲信、战略事务+部长德尔默+抵达华盛顿."""
    found = list(placed)
    for index, (master, aide) in enumerate(pairwise(placed)):
        gap = text[master.phrase.end : aide.phrase.start]
        serves = gap.startswith(language.genitive) and language.office_comma in gap and len(gap) <= _LONGEST_AIDE
        if serves and master.phrase.kind == aide.phrase.kind == "person":
            slot = "subject" if master.slot in _OF_NOBODY else master.slot
            found[index : index + 2] = [replace(master, slot="inner"), replace(aide, slot=slot)]
    return found
