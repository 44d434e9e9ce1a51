"""Conferences where a text names them, and which names mean the same one.

Two names in, whether they mean one conference out. Names are found in `search`; whether a conference takes
place, and who comes, is read in `summits.told`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.knowledge.world import World
from kg.model import EntityId, Span
from kg.text.numerals import parse_number

NOISE = re.compile(r"[\s“”《》\"－—–·()（）-]")  #: in which two ways to write one name may differ
_YEAR = re.compile(r"20\d\d")
_UNOPENED = re.compile(r"^([^“\"]+)[”\"]$")  #: the quotation mark at the end of a name that begins with none


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference where the text names it."""

    span: Span
    name: str  #: as written here
    series: EntityId | None
    number: int | None
    year: int | None
    parties: tuple[str, ...] = ()  #: organisations and groups in its name
    recalled: bool = False  #: only words that mean one named before stand here
    by_city: bool = False  #: of these words the name of the city is one
    fitting: frozenset[EntityId] = frozenset()  #: the editions that its number, year and city allow, if any is known
    special: bool = False  #: called for an anniversary: none of those that recur
    body: str = ""  #: who convened it, as written: 阿盟+召开外长会议
    shift: int = 0  #: 1: the meeting after the one spoken of, -1: the one before it

    def edition(self, world: World, near: date, *, met: date | None) -> EntityId | None:
        """Return the entity of the edition, else of the series, else None.

        Args:
            near: the day of the event, or of publication.
            met: by when it had met, so that it is none of those to come; None if it has not met.
        """
        if self.series is None:
            return None
        edition = world.edition_on(self.series, number=self.number, year=self.year, near=near, among=self.fitting)
        if edition is None or (met and edition.start and edition.start > (met + timedelta(days=2)).isoformat()):
            return self.series
        return edition.id


@dataclass(frozen=True, slots=True)
class Floor:
    """A conference of which a sentence tells, and how far those who speak there may be named."""

    conference: Conference
    block: int  #: the paragraph of the sentence
    sentence: int  #: the last one that tells of it
    opened: bool  #: the sentence says that it meets: whoever speaks next is there


def conference_at(
    text: str, span: Span, parties: tuple[str, ...], series: EntityId | None, grammar: ConferenceGrammar
) -> Conference:
    """Make the conference that a name is, with the number and the year in it."""
    written = _UNOPENED.sub(r"\1", span.of(text))
    number = grammar.number.search(written)
    year = _YEAR.search(written)
    return Conference(
        span=span,
        name=grammar.pointing.sub("", written),
        special=grammar.special.search(written) is not None,
        series=series,
        number=(parse_number(number.group(1)) if number[1] else 1) if number else None,
        year=int(year.group()) if year else None,
        parties=parties,
    )


def same_conference(left: Conference, right: Conference) -> bool:
    """Tell whether two names in one article mean one conference."""
    if left.shift != right.shift:
        return False
    if left.number and right.number and left.number != right.number:
        return False
    if left.year and right.year and left.year != right.year:
        return False
    if left.special != right.special:
        return False
    if left.parties and right.parties and set(left.parties).isdisjoint(right.parties):
        return False
    if left.series and right.series:
        apart = left.fitting and right.fitting and left.fitting.isdisjoint(right.fitting)
        return left.series == right.series and not apart
    short, full = sorted((NOISE.sub("", left.name), NOISE.sub("", right.name)), key=len)
    return short in full or _is_subsequence(short, full)


def _is_subsequence(short: str, full: str) -> bool:
    """Tell whether a shorter name leaves out parts of a fuller one and adds none.

    >>> _is_subsequence("中非合作论坛峰会", "中非合作论坛北京峰会")
    True
    """
    rest = iter(full)
    return len(short) >= 4 and all(char in rest for char in short)


def is_in_title(text: str, span: Span) -> bool:
    """Tell whether a name stands in the title of a document, of which nobody speaks as a meeting: 《…峰会联合声明》."""
    return text.rfind("《", 0, span.start) > text.rfind("》", 0, span.start)
