"""The words of which every match of a regular expression holds one, read off the expression.

In goes a compiled expression, out come words and how far from the beginning of a match each stands (`words_of`), or all
sets of words of which each must be met (`needs_of`); none where it cannot be told. What an expression looks back at, or
must not find ahead, is left to the expression itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_FEW = 40  #: texts that are told one by one
_REACH = 200  #: signs; a word further from where a match begins does not help to find it
_SCARCE = 30  #: so many times is a word scarcer than one that is a sign shorter

_Texts = frozenset[str] | None  #: all texts that may stand somewhere; None if they are not known, or many
_Lengths = frozenset[int] | None  #: of all texts that may stand somewhere
Words = frozenset[tuple[str, int]]  #: words and the signs before them, of which every match holds one; none: unknown
Needs = tuple[frozenset[str], ...]  #: words, of each set of which every match holds one
_NONE: Words = frozenset()
_EMPTY = frozenset({""})


class _Part(NamedTuple):
    """What is known of whatever a part of an expression matches."""

    lengths: _Lengths
    texts: _Texts = None
    words: Words = _NONE
    needs: Needs = ()  #: its sets of words, those that it looks ahead for among them


def words_of(pattern: re.Pattern[str]) -> Words:
    """Read off an expression some words of which every match holds one, with the signs before them in the match.

    >>> sorted(words_of(re.compile("(?:Mr|Dr) Smith")))
    [('Dr Smith', 0), ('Mr Smith', 0)]
    >>> words_of(re.compile(r"\\w+"))
    frozenset()
    """
    return _read(pattern).words


def needs_of(pattern: re.Pattern[str]) -> Needs:
    """Read off an expression sets of words; every match, with what it looks ahead at, holds a word of each.

    >>> [sorted(words) for words in needs_of(re.compile("(?:Mr|Dr) .* (?=met|saw)"))]
    [['Dr ', 'Mr '], ['met', 'saw'], [' ']]
    """
    return _read(pattern).needs


def scarcity(words: Iterable[str]) -> float:
    """Reckon what part of the places of a text hold one of some words; more than any number for no words.

    >>> scarcity(["年"]) > scarcity(["会谈", "会见"]) > scarcity(["联合声明"])
    True
    """
    return sum(_SCARCE ** -len(word) for word in words) or float("inf")


def _read(pattern: re.Pattern[str]) -> _Part:
    if pattern.flags & re.IGNORECASE:
        return _Part(None)
    return _row(_parser.parse(pattern.pattern, pattern.flags))


def _row(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Say what is known of parts in a row; of the words that are known, the scarcest."""
    lengths: _Lengths = frozenset({0})  #: of all before a part
    run, before = _EMPTY, lengths  #: the texts of the last parts, while they are known, and the lengths before them
    known, needs, whole = [], list[frozenset[str]](), True
    for part in (_part(kind, value) for kind, value in items):
        texts = _joined(run, part.texts)
        after = _sums(lengths, part.lengths)
        if texts is None:
            whole = False
            known += [_after(before, _whole(run)), _after(lengths, part.words)]
            needs.append(run)
            run, before = part.texts or _EMPTY, after if part.texts is None else lengths
        else:
            run = texts
        needs += part.needs if part.texts in (None, _EMPTY) else ()
        lengths = after
    known.append(_after(before, _whole(run)))
    needs.append(run)
    needed = tuple(words for words in needs if words and "" not in words)
    return _Part(lengths, run if whole else None, min(known, key=_frequency), needed)


def _joined(left: _Texts, right: _Texts) -> _Texts:
    if left is None or right is None or len(left) * len(right) > _FEW:
        return None
    return frozenset(one + other for one in left for other in right)


def _sums(left: _Lengths, right: _Lengths) -> _Lengths:
    if left is None or right is None or max(left) + max(right) > _REACH:
        return None
    return frozenset(one + other for one in left for other in right)


def _whole(texts: frozenset[str]) -> Words:
    """Make words of all texts that may stand somewhere, unless nothing may stand there."""
    return _NONE if "" in texts else frozenset((text, 0) for text in texts)


def _after(lengths: _Lengths, words: Words) -> Words:
    """Say how far words stand from the beginning where something of these lengths stands before them."""
    return frozenset((word, length + before) for word, before in words for length in lengths or ())


def _frequency(words: Words) -> float:
    """Reckon at how many places of a text an expression would be tried."""
    return scarcity(word for word, _ in words)


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
    if kind is op.ASSERT and value[0] > 0:  # what it looks ahead at
        return _told(_EMPTY)._replace(needs=_row(value[1]).needs)
    if kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return _told(_EMPTY)
    return _Part(None)


def _told(texts: frozenset[str]) -> _Part:
    return _Part(frozenset(map(len, texts)), texts, _whole(texts))


def _branch(ways: Sequence[_Part]) -> _Part:
    """Say what is known of one of several."""
    words = [way.words for way in ways]
    needs = [min(way.needs, key=scarcity, default=frozenset[str]()) for way in ways]
    return _Part(
        _union([way.lengths for way in ways]),
        _union([way.texts for way in ways]),
        _NONE.union(*words) if all(words) else _NONE,
        (frozenset[str]().union(*needs),) if all(needs) else (),
    )


def _union(many: Sequence[frozenset[Any] | None]) -> frozenset[Any] | None:
    known = [each for each in many if each is not None]
    every = frozenset[Any]().union(*known)
    return every if len(known) == len(many) and len(every) <= _REACH else None


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> _Part:
    once = _row(items)
    words, needs = (once.words, once.needs) if least else (_NONE, ())
    if most > _REACH:
        return _Part(None, None, words, needs)
    ways = [_told(_EMPTY)]
    while len(ways) <= most:
        ways.append(_Part(_sums(ways[-1].lengths, once.lengths), _joined(ways[-1].texts, once.texts)))
    return _branch(ways[least:])._replace(words=words, needs=needs)


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
