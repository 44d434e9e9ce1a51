"""Where many regular expressions may match, by the words that must stand in what each of them matches.

In go compiled expressions, out come all their matches in a text. An expression is tried only where one of its words
shows that it may match: read off each are some words, of which every match of it holds one, and how far from its
beginning that stands, so that no rule has to say it. What stands before a match or after it (a look around) is left to
the expression itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import ahocorasick_rs

_FEW = 40  #: texts that are told one by one
_REACH = 200  #: signs; a word further from where a match begins does not help to find it
_SCARCE = 30  #: so many times is a word scarcer than one that is a sign shorter

_Texts = frozenset[str] | None  #: all texts that may stand somewhere; None if they are not known, or many
_Lengths = frozenset[int] | None  #: of all texts that may stand somewhere
_Words = frozenset[tuple[str, int]]  #: words and the signs before them, of which every match holds one; none: unknown
_NONE: _Words = frozenset()
_EMPTY = frozenset({""})


class _Part(NamedTuple):
    """What is known of whatever a part of an expression matches."""

    lengths: _Lengths
    texts: _Texts = None
    words: _Words = _NONE


@dataclass(frozen=True, slots=True)
class Openings:
    """Regular expressions that are tried together."""

    patterns: tuple[re.Pattern[str], ...]
    _words: ahocorasick_rs.AhoCorasick = field(repr=False, compare=False)
    _tried: tuple[tuple[tuple[int, int], ...], ...] = field(repr=False)  #: by a word: how far before it, and which
    _anywhere: tuple[int, ...] = field(repr=False)  #: the expressions of which no word is known

    def __reduce__(self) -> tuple[Callable[[Sequence[re.Pattern[str]]], Openings], tuple[Sequence[re.Pattern[str]]]]:
        """Go to other processes by the expressions alone, of which all else is read off."""
        return openings, (self.patterns,)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the matches of each expression at each place of a part of a text, as (index, match), in text order."""
        for at, index in sorted(self._places(text, start, end)):
            match = self.patterns[index].match(text, at, end)
            if match is not None:
                yield index, match

    def _places(self, text: str, start: int, end: int) -> set[tuple[int, int]]:
        """Return where expressions may match, and which."""
        places = {(at, index) for index in self._anywhere for at in range(start, end)}
        for word, offset, _ in self._words.find_matches_as_indexes(text[start:end], overlapping=True):
            at = start + offset
            places.update([(at - before, index) for before, index in self._tried[word] if before <= offset])
        return places


def openings(patterns: Sequence[re.Pattern[str]]) -> Openings:
    """Read off where some expressions may match; none of them may match nothing.

    >>> dates = openings([re.compile(r"(?:year )?\\d+ AD"), re.compile(r"today")])
    >>> [(index, match.group()) for index, match in dates.find("today in year 1999 AD", 0, 21)]
    [(1, 'today'), (0, 'year 1999 AD'), (0, '1999 AD'), (0, '999 AD'), (0, '99 AD'), (0, '9 AD')]
    """
    words = [_words_of(pattern) for pattern in patterns]
    tried: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, known in enumerate(words):
        for word, before in sorted(known):
            tried[word].append((before, index))
    return Openings(
        patterns=tuple(patterns),
        _words=ahocorasick_rs.AhoCorasick(list(tried), matchkind=ahocorasick_rs.MatchKind.Standard),
        _tried=tuple(map(tuple, tried.values())),
        _anywhere=tuple(index for index, known in enumerate(words) if not known),
    )


def _words_of(pattern: re.Pattern[str]) -> _Words:
    return _NONE if pattern.flags & re.IGNORECASE else _row(_parser.parse(pattern.pattern, pattern.flags)).words


def _row(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Say what is known of parts in a row; of the words that are known, the scarcest."""
    lengths: _Lengths = frozenset({0})  #: of all before a part
    run, before = _EMPTY, lengths  #: the texts of the last parts, while they are known, and the lengths before them
    known, whole = [], True
    for part in (_part(kind, value) for kind, value in items):
        texts = _joined(run, part.texts)
        after = _sums(lengths, part.lengths)
        if texts is None:
            whole = False
            known += [_after(before, _whole(run)), _after(lengths, part.words)]
            run, before = part.texts or _EMPTY, after if part.texts is None else lengths
        else:
            run = texts
        lengths = after
    known.append(_after(before, _whole(run)))
    return _Part(lengths, run if whole else None, min(known, key=_frequency))


def _joined(left: _Texts, right: _Texts) -> _Texts:
    if left is None or right is None or len(left) * len(right) > _FEW:
        return None
    return frozenset(one + other for one in left for other in right)


def _sums(left: _Lengths, right: _Lengths) -> _Lengths:
    if left is None or right is None or max(left) + max(right) > _REACH:
        return None
    return frozenset(one + other for one in left for other in right)


def _whole(texts: frozenset[str]) -> _Words:
    """Make words of all texts that may stand somewhere, unless nothing may stand there."""
    return _NONE if "" in texts else frozenset((text, 0) for text in texts)


def _after(lengths: _Lengths, words: _Words) -> _Words:
    """Say how far words stand from the beginning where something of these lengths stands before them."""
    return frozenset((word, length + before) for word, before in words for length in lengths or ())


def _frequency(words: _Words) -> float:
    """Reckon at how many places of a text an expression would be tried."""
    return sum(_SCARCE ** -len(word) for word, _ in words) or float("inf")


def _part(kind: Any, value: Any) -> _Part:
    """Say what is known of one part; of what is not known here, nothing."""
    if kind is op.LITERAL:
        return _told(frozenset({chr(value)}))
    if kind is op.IN:
        signs = _signs(value)
        return _told(signs) if signs is not None else _Part(frozenset({1}))
    if kind in (op.ANY, op.NOT_LITERAL):
        return _Part(frozenset({1}))
    if kind is op.BRANCH:
        return _branch([_row(each) for each in value[1]])
    if kind is op.SUBPATTERN and not (value[1] or value[2]):  # without flags of its own
        return _row(value[3])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeated(*value)
    if kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return _told(_EMPTY)
    return _Part(None)


def _told(texts: frozenset[str]) -> _Part:
    return _Part(frozenset(map(len, texts)), texts, _whole(texts))


def _branch(ways: Sequence[_Part]) -> _Part:
    """Say what is known of one of several."""
    words = [way.words for way in ways]
    return _Part(
        _union([way.lengths for way in ways]),
        _union([way.texts for way in ways]),
        _NONE.union(*words) if all(words) else _NONE,
    )


def _union(many: Sequence[frozenset[Any] | None]) -> frozenset[Any] | None:
    known = [each for each in many if each is not None]
    every = frozenset[Any]().union(*known)
    return every if len(known) == len(many) and len(every) <= _REACH else None


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> _Part:
    once = _row(items)
    words = once.words if least else _NONE
    if most > _REACH:
        return _Part(None, None, words)
    ways = [_told(_EMPTY)]
    while len(ways) <= most:
        ways.append(_Part(_sums(ways[-1].lengths, once.lengths), _joined(ways[-1].texts, once.texts)))
    return _branch(ways[least:])._replace(words=words)


def _signs(items: Iterable[tuple[Any, Any]]) -> _Texts:
    """Return the signs of a class, if they are few."""
    signs: set[int] = set()
    for kind, value in items:
        if kind is op.LITERAL:
            signs.add(value)
        elif kind is op.RANGE and value[1] - value[0] < _FEW:
            signs.update(range(value[0], value[1] + 1))
        else:
            return None
    return frozenset(map(chr, signs)) if len(signs) <= _FEW else None
