"""Names of persons that no table knows, found by where they stand and what they are made of.

In go folded text and the offset right after an office (or before Latin letters in brackets), out comes where the name
ends. Known persons never come here. Nothing is guessed without such a place: a name alone in a text stays unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, takewhile

import rjieba

from kg.knowledge.language import NameGrammar

#: `名字（Latin` : a foreign name whose spelling the article gives.
_LATIN_NEXT = re.compile(r"\s?[(（]\s?[A-Z][A-Za-zÀ-ɏ.'’\- ]+")
_HAN = "\\u4e00-\\u9fff"
_SHORTEST, _CHINESE = 2, 3  #: signs of any name at least, of a Chinese one at most
_JAPANESE = (2, 1, 3)  #: signs of a given name, the usual first
_JAPANESE_WHOLE = (4, 3)  #: signs of a name whose surname no table knows
_MORE = 2  #: signs that make a name of a word beside them
_AHEAD = 6  #: signs in which the end of a given name is looked for

_Find = Callable[[str, int, int], int | None]


@dataclass(frozen=True, slots=True)
class NameFinder:
    """The grammar of personal names, compiled once."""

    grammar: NameGrammar
    _dotted: re.Pattern[str] = field(repr=False)
    _parts: re.Pattern[str] = field(repr=False)
    _plain: re.Pattern[str] = field(repr=False)
    _spelled: re.Pattern[str] = field(repr=False)
    _stop: re.Pattern[str] = field(repr=False)

    def end_of(self, text: str, start: int, *, limit: int, country: str | None) -> int | None:
        """Return where the name that begins at `start` ends, or None if no name stands there.

        Args:
            limit: where the next known word begins; an undotted name ends there at the latest.
            country: ISO 3166-1 alpha-3 of the state whose official is named, if told.
        """
        if limit == start and self._stop.match(text, start):
            return None  # 总书记+和
        spelled = self._spelled.match(text, start)
        if spelled and not self._stop.search(text, start + 1, spelled.end()):
            return spelled.end()
        dotted = self._dotted.match(text, start)
        if (
            dotted
            and not self._is_word_before(text, start)
            and not any(len(stop.group()) > 1 for stop in self._stop.finditer(text, start, dotted.end(1)))
        ):
            return self._cut(text, start, dotted.end(), after=_last_dot(text, dotted.end(), self.grammar.dots) + 2)
        found = (find(text, start, limit) for find in self._finders(country))
        ends = [end for end in found if end is not None and not self._is_word(text, start, end)]
        sure = (end for end in ends if end >= ends[0] and self._ends(text, end, limit))
        return next(sure, ends[0] if ends else None)

    def _is_word(self, text: str, start: int, end: int) -> bool:
        """Tell whether signs are a word, and no name: 总统+贺信."""
        return _is_word(text[start:end]) or self._stop.fullmatch(text, start, end) is not None

    def _is_word_before(self, text: str, start: int) -> bool:
        """Tell whether a word, and no name, begins here: 领导人+将同特雷莎·梅会见."""
        return text[start] not in self.grammar.transliteration and self._stop.match(text, start) is not None

    def is_foreign(self, name: str) -> bool:
        """Tell whether a name is made of signs of transliteration only."""
        return self.grammar.transliteration.issuperset(name)

    def is_sound(self, text: str, at: int) -> bool:
        """Tell whether a sign is one of transliteration, and neither a word that ends names nor the first of one."""
        return text[at] in self.grammar.transliteration and self._stop.match(text, at) is None

    def is_middle(self, text: str, start: int, at: int) -> bool:
        """Tell whether a sign stands between a surname of one sign, at `start`, and a sign that may end a name."""
        surname = at - start == 1 and text[start] in self.grammar.surnames
        return surname and at + 1 < len(text) and _is_han(text[at + 1]) and not self._stop.match(text, at + 1)

    def goes_on(self, text: str, end: int) -> bool:
        """Tell whether a name seems to go on: two more signs of transliteration and no stop word."""
        return self._after(text, end) == _MORE

    def is_given(self, text: str, end: int) -> bool:
        """Tell whether what ends here is only the first part of a dotted name: 穆罕默德+·马哈扎比."""
        return self._parts.match(text, end) is not None

    def has_parts(self, name: str) -> bool:
        """Tell whether dots part a name."""
        return any(dot in name for dot in self.grammar.dots)

    def end_of_parts(self, text: str, end: int) -> int:
        """Return where the further parts of a name end that goes on after a dot."""
        parts = self._parts.match(text, end)
        return parts.end() if parts else end

    def is_longer(self, text: str, end: int) -> bool:
        """Tell whether a name goes on where a known one ends: 卡尔+十六世."""
        return (
            self._after(text, end) > 0 or self.is_given(text, end) or self.grammar.regnal.match(text, end) is not None
        )

    def comes_from(self, text: str, start: int) -> bool:
        """Tell whether a name seems to have begun before: two signs of transliteration and no stop word."""
        return self._before(text, start) == _MORE

    def is_within(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word seems to be the middle or an end of a name: two signs of it stand around."""
        return self._before(text, start) + self._after(text, end) >= _MORE

    def _after(self, text: str, end: int) -> int:
        """Count the signs of transliteration that follow, two at most."""
        more = takewhile(self.grammar.transliteration.__contains__, text[end : end + _MORE])
        return 0 if self._stop.match(text, end) else len(list(more))

    def _before(self, text: str, start: int) -> int:
        """Count the signs of transliteration that stand before, two at most."""
        more = takewhile(self.grammar.transliteration.__contains__, reversed(text[max(0, start - _MORE) : start]))
        stopped = any(text.endswith(stop, 0, start) for stop in self.grammar.stops)
        return 0 if stopped else len(list(more))

    def _finders(self, country: str | None) -> tuple[_Find, ...]:
        if country == "JPN":
            return (self._japanese, self._japanese_whole, self._chinese)
        if country is None:
            return (self._long, self._japanese, self._chinese, self._foreign)
        if country in self.grammar.chinese_polities:
            return (self._chinese, self._foreign)
        return (self._foreign, self._chinese)

    def _ends(self, text: str, end: int, limit: int) -> bool:
        """Tell whether a name may end here: at a stop word, a sign, or a known word."""
        return end == limit or end >= len(text) or not _is_han(text[end]) or self._stop.match(text, end) is not None

    def _chinese(self, text: str, start: int, limit: int) -> int | None:
        surname = self.grammar.long_surname.match(text, start)
        if start >= len(text) or not (surname or text[start] in self.grammar.surnames):
            return None
        shortest = _SHORTEST + (surname is not None)
        lengths = [n for n in (shortest + 1, shortest) if start + n <= limit and _all_han(text[start : start + n])]
        sure = [n for n in lengths if self._ends(text, start + n, limit)]
        for n in sure:
            if not self._stop.match(text, start + n - 1) or n == shortest:
                return start + n
        return next((start + n for n in _word_ends(text[start : start + 8])[:1] if n in lengths), None)

    def _japanese(self, text: str, start: int, limit: int) -> int | None:
        """Find a name whose surname is known; where nothing ends it, a word must begin after it."""
        for length in (3, 2, 1):
            if text[start : start + length] not in self.grammar.japanese_surnames:
                continue
            given = start + length
            ends = [given + n for n in _JAPANESE if given + n <= limit and self._is_given(text[given : given + n])]
            words = _word_ends(text[given : given + _AHEAD]) if length > 1 else []
            sure = (end for end in ends if self._ends(text, end, limit))
            likely = (end for end in ends if end - given in words)
            found = next(sure, None) or next(likely, None)
            if found is not None:
                return found
        return None

    def _is_given(self, name: str) -> bool:
        """Tell whether signs may be a given name of Japan: no stop begins after the first, or is all of it."""
        first = int(len(name) > 1)
        stopped = any(
            self._stop.match(name, at) and name[at] not in self.grammar.given for at in range(first, len(name))
        )
        return _all_han(name) and not stopped

    def _japanese_whole(self, text: str, start: int, limit: int) -> int | None:
        for length in _JAPANESE_WHOLE:
            end = start + length
            stopped = self._stop.match(text, start)
            if end <= limit and not stopped and self._is_given(text[start:end]) and self._ends(text, end, limit):
                return end
        return None

    def _long(self, text: str, start: int, limit: int) -> int | None:
        """Find a foreign name that is too long for a Chinese one."""
        end = self._foreign(text, start, limit)
        return end if end is not None and end - start > _CHINESE else None

    def _foreign(self, text: str, start: int, limit: int) -> int | None:
        run = self._plain.match(text, start, limit)
        return self._cut(text, start, run.end(), after=start + _SHORTEST) if run else None

    def _cut(self, text: str, start: int, end: int, *, after: int) -> int | None:
        """End a run of transliteration characters at the first stop word in it.

        A stop of one sign that two more characters of the run follow is one of them: 施泰因迈尔, but 普京因病.
        """
        stops = (stop.span() for stop in self._stop.finditer(text, min(after, end), end + 1))
        stopped = next((at for at, to in stops if at < end and not (to - at == 1 and end - to >= _SHORTEST)), end)
        if stopped - start < _SHORTEST:
            return None
        if self.grammar.of_place.match(text, stopped):
            return None
        regnal = self.grammar.regnal.match(text, stopped)
        return regnal.end() if regnal else stopped


def name_finder(grammar: NameGrammar) -> NameFinder:
    """Compile the grammar of personal names."""
    letters = "".join(sorted(grammar.transliteration))
    dots = re.escape(grammar.dots)
    initial = f"(?:[A-Z][{dots}])?"  # 谢尔盖·V·拉夫罗夫
    return NameFinder(
        grammar=grammar,
        _dotted=re.compile(
            f"([{_HAN}]{{1,7}})(?:[{dots}-]{initial}[{letters}]{{1,8}}|[{dots}]{initial}[{_HAN}][{letters}]{{1,7}}){{1,4}}"
        ),
        _parts=re.compile(f"(?:[{dots}]{initial}[{letters}]{{1,8}})+"),
        _plain=re.compile(f"[{letters}]{{2,{grammar.max}}}"),
        _spelled=re.compile(f"[{_HAN}{dots}]{{2,{grammar.max_dotted}}}(?={_LATIN_NEXT.pattern})"),
        _stop=re.compile("|".join(sorted(map(re.escape, grammar.stops), key=lambda word: (-len(word), word)))),
    )


def _last_dot(text: str, end: int, dots: str) -> int:
    return max(text.rfind(dot, 0, end) for dot in dots + "-")


def _is_han(char: str) -> bool:
    return 0x4E00 <= ord(char) <= 0x9FFF


def _all_han(text: str) -> bool:
    return all(map(_is_han, text))


@lru_cache(maxsize=4096)
def _is_word(text: str) -> bool:
    """Tell whether a text is one dictionary word that is no name."""
    tags = rjieba.tag(text)
    return len(tags) == 1 and not tags[0][1].startswith(("nr", "ns", "x", "eng", "nz")) and rjieba.has_word(text)


def _word_ends(text: str) -> list[int]:
    """Return where the words of a text end."""
    return list(accumulate(map(len, rjieba.cut(text))))
