"""Time expressions and lengths of time: what the words say, before anyone asks which day is meant.

In goes a document, out come partial values (day 4) with their spans; `edtf.resolve` makes days of them once the
status of the event is known. All words and rules are those of the grammar. A part of the day alone (上午, in the
morning) is no time expression, and neither is a word that only says how near something is (日前, 近日, 此前).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from kg.knowledge.timegrammar import TimeGrammar, TimePattern, TimeRule, TimeRules
from kg.model import Document, Duration, Span, TimeExpression, TimeValue
from kg.text.numerals import parse_number

_SHIFTS = ("year_shift", "month_shift", "week_shift", "day_shift")
_FLAGS = ("same", "next_day")
_HELPERS = ("daypart", "count")
_CLOCK = ("hour", "minute")
_DAYS = (("months", "M"), ("weeks", "W"), ("days", "D"))
_HOURS = (("hours", "H"), ("minutes", "M"))
_REACH = 12  #: how far before an expression the name of its zone may begin


class _Candidate(Struct, frozen=True, kw_only=True, gc=False):
    """A match that competes with those it overlaps."""

    span: Span
    rule: TimeRule
    told: tuple[tuple[TimePattern, re.Match[str]], ...]  #: the rule's own pattern, and the clock after it


def find_times(document: Document, *, grammar: TimeGrammar) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a document, in text order; of those that overlap the longest is taken.

    None crosses a sentence. An expression that the grammar's `not_before` follows is none; an hour is told only where
    it is that of the newsroom's clock.
    """
    text = document.folded
    return tuple(
        TimeExpression(
            span=found.span,
            text=found.span.of(document.text),
            value=_value(found, clock=_is_own_clock(document, found.span, grammar)),
            basis=found.rule.basis,
            rule=found.rule.name,
        )
        for sentence in document.sentences
        for found in _longest(_candidates(text, sentence, grammar.times, clock=grammar.clock))
        if found.rule.basis is not None and grammar.not_before.match(text, found.span.end) is None
    )


def find_durations(text: str, sentence: Span, *, grammar: TimeGrammar) -> tuple[Duration, ...]:
    """Find the lengths of time of a sentence, in text order; of those that overlap the longest is taken.

    Args:
        text: folded.
    """
    candidates = _candidates(text, sentence, grammar.durations, clock=grammar.clock)
    return tuple(_duration(found) for found in _longest(candidates))


def _candidates(text: str, sentence: Span, known: TimeRules, *, clock: TimePattern) -> Iterator[_Candidate]:
    """Yield every match of every rule in a sentence."""
    for index, match in known.openings.find(text, sentence.start, sentence.end):
        rule = known.rules[index]
        after = clock.regex.match(text, match.end(), sentence.end) if rule.clock else None
        told = [(rule.pattern, match)] + ([(clock, after)] if after else [])
        end = after.end() if after else match.end()
        yield _Candidate(span=Span(start=match.start(), end=end), rule=rule, told=tuple(told))


def _is_own_clock(document: Document, span: Span, grammar: TimeGrammar) -> bool:
    """Tell whether no zone is named before an expression, or one whose clocks show what the newsroom's show."""
    named = grammar.zone.search(document.folded, max(span.start - _REACH, 0), span.start)
    if named is None:
        return True
    zone, article = grammar.zones[named.group(1)], document.article
    published = article.published
    own = published.astimezone(article.outlet.zone).utcoffset()
    return zone is not None and published.astimezone(zone).utcoffset() == own


def _longest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Take the longest first, then the first in the text, then the first in the grammar."""
    taken: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        at = bisect_left(taken, candidate.span.start, key=lambda one: one.span.start)
        if not any(candidate.span.overlaps(other.span) for other in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, candidate)
    return taken


def _value(found: _Candidate, *, clock: bool) -> TimeValue:
    first, last = _fields(found)
    end = _told(last, clock=clock)
    return TimeValue(**_told(first, clock=clock), end=TimeValue(**end) if end else None)


def _fields(found: _Candidate) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the rule and its groups say of the first day, and of the last."""
    first: dict[str, Any] = dict(found.rule.value)
    last: dict[str, Any] = dict(found.rule.end)
    for pattern, match in found.told:
        for group, text in match.groupdict().items():
            if text is not None:
                target, is_end = pattern.groups[group]
                (last if is_end else first)[target] = pattern.meanings[group].get(text, parse_number(text))
    return first, last


def _told(fields: dict[str, Any], *, clock: bool) -> dict[str, Any]:
    """Turn what the words say into fields of a `TimeValue`; the hour is counted to 24 by the part of the day."""
    told = {name: value for name, value in fields.items() if name not in _HELPERS}
    if "count" in fields:
        told |= {name: told[name] * fields["count"] for name in _SHIFTS if name in told}
    if "hour" in told and "daypart" in fields:
        told["hour"] = _hour(told["hour"], *fields["daypart"])
    if not clock:
        told = {name: value for name, value in told.items() if name not in _CLOCK}
    return {name: bool(value) if name in _FLAGS else value for name, value in told.items()}


def _hour(hour: int, first: int, last: int) -> int:
    """Return the hour of the day that an hour of the dial means between two hours; as told where none does.

    >>> _hour(3, 12, 19), _hour(12, 0, 6), _hour(15, 12, 19)
    (15, 0, 15)
    """
    return next((each for each in (hour, hour + 12, hour - 12) if first <= each <= last), hour)


def _duration(found: _Candidate) -> Duration:
    fields, _ = _fields(found)
    days = "".join(f"{fields[name]}{sign}" for name, sign in _DAYS if name in fields)
    hours = "".join(f"{fields[name]}{sign}" for name, sign in _HOURS if name in fields)
    iso = f"P{days}T{hours}" if hours else f"P{days}"
    return Duration(span=found.span, iso=iso, approximate="approximate" in fields)
