"""Where many regular expressions may match, by the words that must stand in what each of them matches.

In go compiled expressions, out come all their matches in a text. An expression is tried only where one of its words
shows that it may match: read off each are some words, of which every match of it holds one, and how far from its
beginning that stands, so that no rule has to say it. Nor is it tried in a text that lacks other words which it needs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import ahocorasick_rs

from kg.match.words import needs_of, scarcity, words_of

_TELLING = 0.02  #: words that stand at more places of a text, as reckoned, are not looked for to rule expressions out


@dataclass(frozen=True, slots=True)
class Openings:
    """Regular expressions that are tried together."""

    patterns: tuple[re.Pattern[str], ...]
    _words: ahocorasick_rs.AhoCorasick = field(repr=False, compare=False)
    _tried: tuple[tuple[tuple[int, int], ...], ...] = field(repr=False)  #: by a word: how far before it, and which
    _anywhere: tuple[int, ...] = field(repr=False)  #: the expressions of which no word is known
    _meets: tuple[int, ...] = field(repr=False)  #: by a word: the needs that it meets, a bit each
    _needs: tuple[int, ...] = field(repr=False)  #: by an expression: all that it needs

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
        """Return where expressions may match, and which: those of whose every set of needed words one is there."""
        found = self._words.find_matches_as_indexes(text[start:end], overlapping=True)
        met = 0
        for word in {word for word, _, _ in found}:
            met |= self._meets[word]
        needs = self._needs
        places = {(at, index) for index in self._anywhere if not needs[index] & ~met for at in range(start, end)}
        for word, offset, _ in found:
            at = start + offset
            for before, index in self._tried[word]:
                if before <= offset and needs[index] & met == needs[index]:
                    places.add((at - before, index))
        return places


def openings(patterns: Sequence[re.Pattern[str]]) -> Openings:
    """Read off where some expressions may match; none of them may match nothing.

    >>> dates = openings([re.compile(r"(?:year )?\\d+ AD"), re.compile(r"today")])
    >>> [(index, match.group()) for index, match in dates.find("today in year 1999 AD", 0, 21)]
    [(1, 'today'), (0, 'year 1999 AD'), (0, '1999 AD'), (0, '999 AD'), (0, '99 AD'), (0, '9 AD')]
    """
    tried: dict[str, list[tuple[int, int]]] = defaultdict(list)
    meets: dict[str, int] = defaultdict(int)
    anywhere: list[int] = []
    needs: list[int] = []
    bits: dict[frozenset[str], int] = {}
    for index, pattern in enumerate(patterns):
        known = words_of(pattern)
        for word, before in sorted(known):
            tried[word].append((before, index))
        anywhere += () if known else (index,)
        needed = {words for words in needs_of(pattern) if scarcity(words) < _TELLING}
        for words in needed:
            bits.setdefault(words, 1 << len(bits))
        needs.append(sum(bits[words] for words in needed))
    for words, bit in bits.items():
        for word in words:
            meets[word] |= bit
    every = sorted({*tried, *meets})
    return Openings(
        patterns=tuple(patterns),
        _words=ahocorasick_rs.AhoCorasick(every, matchkind=ahocorasick_rs.MatchKind.Standard),
        _tried=tuple(tuple(tried.get(word, ())) for word in every),
        _anywhere=tuple(anywhere),
        _meets=tuple(meets.get(word, 0) for word in every),
        _needs=tuple(needs),
    )
