"""Judge a comparison: one event, one event if nothing else fits, unsure, or two events; and say why.

Verdicts are kept apart from the reports, so that thresholds can change and any join can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from kg.coref.features import Comparison
from kg.coref.rules import Rules, Thresholds
from kg.model import EventId, Judgement


class Verdict(StrEnum):
    """What a comparison comes to by itself."""

    SAME = "same"
    ALONE = "alone"  #: the same if the vaguer report fits no other event as well
    NEAR = "near"  #: not the same, but close enough to be shown
    DIFFERENT = "different"


def judge(comparison: Comparison, thresholds: Thresholds) -> Verdict:
    """Judge a comparison by its score, its vetoes and its vagueness."""
    near = comparison.score >= thresholds.near and len(comparison.findings) > 1
    if comparison.veto is not None or comparison.score < thresholds.alone:
        return Verdict.NEAR if near else Verdict.DIFFERENT
    if comparison.score >= thresholds.same and not comparison.vague:
        return Verdict.SAME
    return Verdict.ALONE


def judgement(comparison: Comparison, rules: Rules, *, same: bool, note: str = "") -> Judgement:
    """Write a comparison down, with the reasons for and against.

    Args:
        same: whether the two were joined in the end.
        note: a reason that lies outside of the two reports.
    """
    weights = rules.profiles[comparison.earlier.event.type].weights
    reasons = [
        f"{finding.reason} (veto)"
        if finding.veto
        else f"{finding.reason} ({finding.value * weights.get(finding.feature, 0.0):+.2f})"
        for finding in comparison.findings
    ]
    return Judgement(
        left=comparison.earlier.event.id,
        right=comparison.later.event.id,
        same=same,
        score=comparison.score,
        reasons=(*reasons, note) if note else tuple(reasons),
    )


def explain(members: Iterable[EventId], judgements: Iterable[Judgement]) -> Iterator[str]:
    """Say in words why reports were joined, and which others came near.

    Args:
        members: reports of one event.
        judgements: of all pairs; those that concern no member are passed over.

    Yields:
        Lines: the joins, best first, then the near misses.
    """
    inside = frozenset(members)
    ranked = sorted(judgements, key=lambda each: (not each.same, -each.score, each.left, each.right))
    for each in ranked:
        if each.left in inside or each.right in inside:
            word = "joined" if each.same else "not joined"
            yield f"{word} {each.score:.2f}: {each.left} and {each.right}: {'; '.join(each.reasons)}"
