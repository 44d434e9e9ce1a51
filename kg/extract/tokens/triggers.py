"""Triggers of a text, and the names of which a trigger or a time may only be a part.

In go the folded text, its noun phrases and conferences, out come spans: the longest triggers, the name around one of
them (亚太经合组织+会议), the times that stand in no name. What a trigger tells is the business of `events.rules`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extract.conferences.conference import Conference, is_in_title
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.gazetteer import Gazetteer
from kg.model import Span, TimeExpression

_TITLED = re.compile(r"《[^《》]{1,80}》")


def find_triggers(text: str, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """Find all words and patterns of a text that may be triggers, the longest first."""
    return sorted(gazetteer.find_triggers(text), key=lambda found: (found[0] - found[1], found))


def longest(found_all: Sequence[tuple[int, int, str]]) -> list[tuple[Span, str]]:
    """Choose of the triggers that overlap the longest, and put them in text order.

    Args:
        found_all: the longest first.
    """
    taken: list[tuple[int, int, str]] = []
    for found in found_all:
        at = bisect_left(taken, found)
        if not any(start < found[1] and found[0] < end for start, end, _ in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, found)
    return [(Span(start=start, end=end), form) for start, end, form in taken]


def freed(
    text: str,
    forms: Sequence[tuple[int, int, str]],
    parts: Sequence[Span],
    phrases: Sequence[Phrase],
    conferences: Sequence[Conference],
) -> list[tuple[Span, str]]:
    """Find the triggers that a longer one holds, which is a part of a name as they are not: 与文+在寅的电话中+说.

    Args:
        forms: all that may be triggers, the longest first.
        parts: the longer ones that are parts of names, in text order, without overlap.
    """
    starts = [part.start for part in parts]
    inside: list[tuple[int, int, str]] = []
    for found in forms if parts else ():
        part = parts[max(0, bisect_right(starts, found[0]) - 1)]
        shorter = part.start <= found[0] and found[1] <= part.end and found[1] - found[0] < len(part)
        if shorter and name_around(text, Span(start=found[0], end=found[1]), phrases, conferences) is None:
            inside.append(found)
    return longest(inside)


def name_around(text: str, span: Span, phrases: Sequence[Phrase], conferences: Sequence[Conference]) -> Span | None:
    """Return the name of a person, office, organisation or conference that a span is a part of, if it is one.

    A person named within a trigger is none: 陪同+习近平+出访的有.
    """
    at = bisect_left(phrases, span.start + 1, key=lambda phrase: phrase.start)
    near = phrases[max(0, at - 2) : at + 1]
    named = (phrase for phrase in near if phrase.kind in ("person", "org", "office"))
    names = [one.head for one in named if not (one.kind == "person" and _is_within(one.head, span))]
    titled = next((phrase.span for phrase in near if phrase.kind == "person" and phrase.span.covers(span)), None)
    titles = [conf.span for conf in conferences if span.covers(conf.span) and is_in_title(text, conf.span)]
    spans = (*names, *(conf.span for conf in conferences if conf.span not in titles))  # 发表《+甲峰会+联合声明》
    return titled or next((name for name in spans if name.overlaps(span)), None)


def _is_within(name: Span, trigger: Span) -> bool:
    return trigger.start < name.start and name.end < trigger.end


def outside_names(
    text: str, times: Sequence[TimeExpression], conferences: Sequence[Conference], phrases: Sequence[Phrase]
) -> tuple[TimeExpression, ...]:
    """Leave out the times that are part of the name of a conference (2024年亚太经合组织会议), or of a document.

    Nor is one a time that begins within the name of a person: 李在+明上午.
    """
    within = {at for phrase in phrases if phrase.kind == "person" for at in range(phrase.head.start, phrase.head.end)}
    names = [conference.span for conference in conferences]
    names += [Span(start=match.start(), end=match.end()) for match in _TITLED.finditer(text)]
    named = {offset for span in names for offset in range(span.start, span.end)}
    return tuple(
        time
        for time in times
        if time.span.start not in within
        and not (
            named.issuperset((time.span.start, time.span.end - 1)) and any(name.covers(time.span) for name in names)
        )
    )
