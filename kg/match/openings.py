"""Where many regular expressions may match, by the first two signs of what each of them matches.

In go compiled expressions, out come all their matches in a text. Only those are tried at a place that may begin with
the two signs there; this is read off the expressions, so that no rule has to say it. What stands before a match or
after it (a look around) is left to the expression itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_LENGTH = 2  #: signs that are looked at
_FEW = 2  #: expressions that are as soon tried as ruled out
_ANY = r"[\s\S]"
_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}

_Beginning = tuple[str, ...]  #: an expression for each of the first signs; a short one is all that may be matched


@dataclass(frozen=True, slots=True)
class Openings:
    """Regular expressions that are tried together."""

    patterns: tuple[re.Pattern[str], ...]
    _first: re.Pattern[str] = field(repr=False)
    _begins: tuple[tuple[re.Pattern[str], ...], ...] = field(repr=False)  #: by the first sign, and by the first two
    _known: dict[str, tuple[int, ...]] = field(repr=False)  #: what may match where some signs stand, worked out once

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the matches of each expression at each place of a part of a text, as (index, match), in text order."""
        known = self._known
        for first in self._first.finditer(text, start, end):
            at = first.start()
            signs = text[at : at + _LENGTH]
            for index in known[signs] if signs in known else self._beginning_with(signs):
                match = self.patterns[index].match(text, at, end)
                if match is not None:
                    yield index, match

    def _beginning_with(self, signs: str) -> tuple[int, ...]:
        """Return which expressions may match what begins with one sign or two."""
        if signs not in self._known:
            begins = self._begins[len(signs) - 1]
            fewer = self._beginning_with(signs[:-1]) if len(signs) > 1 else range(len(begins))
            few = len(fewer) <= _FEW
            self._known[signs] = tuple(fewer) if few else tuple(index for index in fewer if begins[index].match(signs))
        return self._known[signs]


def openings(patterns: Sequence[re.Pattern[str]]) -> Openings:
    """Read off where some expressions may match; none of them may match nothing.

    >>> dates = openings([re.compile(r"(?:year )?\\d+"), re.compile(r"today")])
    >>> [(index, match.group()) for index, match in dates.find("today in year 1999", 0, 18)]
    [(1, 'today'), (0, 'year 1999'), (0, '1999'), (0, '999'), (0, '99'), (0, '9')]
    """
    begins = [_beginnings(_parser.parse(pattern.pattern, pattern.flags)) for pattern in patterns]
    return Openings(
        patterns=tuple(patterns),
        _first=_any_of(each[:1] or (_ANY,) for many in begins for each in many),
        _begins=tuple(
            tuple(_any_of(each[:length] for each in many) for many in begins) for length in range(1, _LENGTH + 1)
        ),
        _known={},
    )


def _any_of(beginnings: Iterable[_Beginning]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(set(map("".join, beginnings)))))


def _beginnings(items: Iterable[tuple[Any, Any]]) -> set[_Beginning]:
    """Return how that may begin which a row of parts matches."""
    found: set[_Beginning] = {()}
    for kind, value in items:
        if all(len(each) == _LENGTH for each in found):
            break
        found = _joined(found, _of_part(kind, value))
    return found


def _joined(left: set[_Beginning], right: set[_Beginning]) -> set[_Beginning]:
    return {(one + other)[:_LENGTH] for one in left for other in right}


def _of_part(kind: Any, value: Any) -> set[_Beginning]:
    """Return how that may begin which one part of an expression matches; of what is not known here, anything."""
    if kind is op.LITERAL:
        return {(re.escape(chr(value)),)}
    if kind is op.IN:
        return {(_of_class(value),)}
    if kind is op.BRANCH:
        return set().union(*map(_beginnings, value[1]))
    if kind is op.SUBPATTERN and not value[1]:
        return _beginnings(value[3])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeated(*value)
    if kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return {()}
    return {(_ANY,) * length for length in range(_LENGTH + 1)}


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> set[_Beginning]:
    once = _beginnings(items)
    power: set[_Beginning] = {()}
    found: set[_Beginning] = set()
    for count in range(min(most, _LENGTH) + 1):
        if count >= min(least, _LENGTH):
            found |= power
        power = _joined(power, once)
    return found


def _of_class(items: Iterable[tuple[Any, Any]]) -> str:
    """Write a class of signs as it stood in the expression."""
    parts = []
    for kind, value in items:
        if kind is op.NEGATE:
            parts.append("^")
        elif kind is op.LITERAL:
            parts.append(re.escape(chr(value)))
        elif kind is op.RANGE:
            parts.append("-".join(re.escape(chr(end)) for end in value))
        else:
            parts.append(_CATEGORIES[value])
    return f"[{''.join(parts)}]"
