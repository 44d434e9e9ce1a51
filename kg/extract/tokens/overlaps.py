"""Triggers that begin with the end of an office: 与日本+外长+会谈 tells of talks with the foreign minister of Japan.

In go the triggers of a text and its noun phrases, out come triggers again: of one that overlaps the office of a state
the rest is kept, if it is a trigger of its own. Else the whole would be taken for a part of the office's name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.model import Span


def after_offices(
    text: str, triggers: Sequence[tuple[Span, str]], phrases: Sequence[Phrase], language: Language
) -> list[tuple[Span, str]]:
    """Return the triggers, cut where the office of a state or group ends within one."""
    offices = [phrase for phrase in phrases if phrase.kind == "office" and (phrase.country or phrase.entity)]
    ends = [phrase.end for phrase in offices]
    return [_cut(text, trigger, offices, ends, language) for trigger in triggers]


def _cut(
    text: str, trigger: tuple[Span, str], offices: Sequence[Phrase], ends: Sequence[int], language: Language
) -> tuple[Span, str]:
    span, _ = trigger
    at = bisect_left(ends, span.start + 1)
    if at == len(ends) or not offices[at].start < span.start < ends[at] < span.end:
        return trigger
    rest = Span(start=ends[at], end=span.end)
    form = rest.of(text)
    return (rest, form) if form in language.by_trigger else trigger
