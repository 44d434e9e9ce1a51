"""The reader of a page: in which language it is written, and so its words, its names, its dates and its links."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit

from kg.network.projection import Labels, ViewEvent
from kg.tables import read_yaml
from kg.web.negotiate import wanted

LANGUAGES = {"zh": "zh-Hans", "en": "en", "ja": "ja"}  #: of the pages, and how HTML writes them
_LOCALES = {"zh": Locale("zh", script="Hans"), "en": Locale("en", "GB"), "ja": Locale("ja")}
_REGION = re.compile("(?<=[a-z])-[A-Za-z0-9-]+")
_LENGTH = re.compile(
    r"P(?:(?P<day>\d+)D)?(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)(?:\.\d+)?S)?)?"
)
_NAMED = 4  #: parties in a title
_HALF = ("question_", "about_", "hint_")  #: words whose English stands with the question
_WORDS = Path(__file__).parent / "words.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Writes words, names, dates and links for one reader."""

    language: str  #: one of `LANGUAGES`
    base: str  #: of the IRIs of the data

    @property
    def tag(self) -> str:
        """The language as HTML writes it."""
        return LANGUAGES[self.language]

    def word(self, key: str, **slots: object) -> str:
        """Return a word of `words.yml`, with what stands in its braces filled in."""
        return words()[key][self.language].format(**slots)

    def counted(self, key: str, number: int) -> str:
        """Return a word with a number; where it is one, that of `key_one`."""
        return self.word(f"{key}_one" if number == 1 else key, n=self.number(number))

    def said(self, key: str) -> str:
        """Return a word that may be missing; the empty text then."""
        return words().get(key, {}).get(self.language, "")

    def name(self, labels: Labels) -> str:
        """Return a name in the language of the page, or else the first known."""
        return getattr(labels, self.language) or labels.zh

    def term(self, labels: Mapping[str, str]) -> str:
        """Return the label of a term of the ontology; English ones begin with a capital."""
        found = labels[LANGUAGES[self.language]]
        return found[:1].upper() + found[1:]

    def language_of(self, labels: Labels) -> str:
        """Return the language in which `name` writes, as HTML writes it."""
        return LANGUAGES[self.language if getattr(labels, self.language) else "zh"]

    def others(self, labels: Labels) -> list[tuple[str, str]]:
        """Return the names in the other languages, each with its language."""
        shown = self.name(labels)
        told = {getattr(labels, language): LANGUAGES[language] for language in reversed(LANGUAGES)}
        return [(tag, label) for label, tag in reversed(told.items()) if label and label != shown]

    def number(self, value: int) -> str:
        """Write a number."""
        return format_decimal(value, locale=_LOCALES[self.language])

    def title(self, event: ViewEvent, conferences: Mapping[str, Labels]) -> str:
        """Return the title of an event beside which its type, day and place stand: its name, or those who take part.

        An arrow leads from who acts to whom, and from who travels to where.
        """
        if event.iri in conferences:
            return self.name(conferences[event.iri])
        by_role: dict[str, list[str]] = {}
        for party in event.present:
            by_role.setdefault(party.role.id, []).append(self.name(party.labels))
        ends = [by_role.get("Initiator", []), by_role.get("Addressee", [])]
        if event.type.id == "Visit":
            around = {place.state.id for place in event.places if place.state}
            ends = [by_role.get("Traveller", []), [self.name(p.labels) for p in event.places if p.iri not in around]]
        if all(ends):
            return " → ".join(map(self._few, ends))
        return self._few(name for names in by_role.values() for name in names) or self.name(event.label)

    def _few(self, names: Iterable[str]) -> str:
        known = list(dict.fromkeys(names))
        rest, told = len(known) - _NAMED, self.listed(known[:_NAMED])
        return self.word("and_others", names=told, n=rest) if rest > 0 else told

    def day(self, day: dt.date) -> str:
        """Write a day."""
        return format_date(day, "long", locale=_LOCALES[self.language])

    def when(self, event: ViewEvent, *, year: bool = True) -> str:
        """Write the date of an event shortly.

        Args:
            year: tell the year of a day, too.
        """
        skeleton = "yMMMd" if year else "MMMd"
        if event.first is None or event.last is None:
            return self.told(event.date)
        start, _, end = (event.date or "").partition("/")
        if len(start) == 10 and len(end or start) == 10:
            return self._days(event.first, event.last, skeleton)
        return self.told(event.date)

    def _days(self, first: dt.date, last: dt.date, skeleton: str) -> str:
        locale = _LOCALES[self.language]
        if first == last:
            return format_skeleton(skeleton, first, locale=locale)
        return format_interval(first, last, skeleton, locale=locale)

    def weekday(self, day: dt.date) -> str:
        """Name the day of the week."""
        return format_date(day, "EEE", locale=_LOCALES[self.language])

    def month(self, day: dt.date) -> str:
        """Write a month with its year."""
        return format_skeleton("yMMMM", day, locale=_LOCALES[self.language])

    def told(self, edtf: str | None) -> str:
        """Write a date no more precisely than it is told."""
        if not edtf:
            return self.word("no_date")
        start, slash, end = edtf.partition("/")
        first, last = ("" if each in ("", "..") else self._part(each) for each in (start, end))
        if not slash or first == last:
            return first
        if len(start) == len(end) == 10:
            return self._days(dt.date.fromisoformat(start), dt.date.fromisoformat(end), "yMMMMd")
        if first and last:
            return self.word("range", start=first, end=last)
        return self.word("since", date=first) if first else self.word("until", date=last)

    def _part(self, text: str) -> str:
        day = dt.date.fromisoformat((text + "-01-01")[:10])
        if len(text) == 10:
            return self.day(day)
        return self.month(day) if len(text) == 7 else format_skeleton("y", day, locale=_LOCALES[self.language])

    def short(self, edtf: str) -> str:
        """Write a date for a table: as told, but a day shortly."""
        return self._days(day := dt.date.fromisoformat(edtf), day, "yMMMd") if len(edtf) == 10 else self.told(edtf)

    def length(self, duration: str) -> str:
        """Write a duration of XML Schema, such as PT1H20M."""
        found = _LENGTH.fullmatch(duration)
        told = ((unit, int(number)) for unit, number in found.groupdict().items() if number) if found else ()
        parts = [format_unit(number, unit, length="long", locale=_LOCALES[self.language]) for unit, number in told]
        return " ".join(parts) or duration

    def dates(self, dates: Iterable[str]) -> str:
        """Write several dates in a row."""
        return self.listed(map(self.told, dates))

    def listed(self, items: Iterable[str]) -> str:
        """Join names."""
        return self.word("separator").join(items)

    def to(self, path: str, **query: object) -> str:
        """Return the address of a page in the same language."""
        told = {key: value for key, value in query.items() if value not in (None, "")}
        return f"{path}?{urlencode({**told, 'lang': self.language}, doseq=True)}"

    def link(self, iri: str) -> str:
        """Return the address of the page of a thing of ours; its names come escaped as an IRI has them."""
        document, sign, part = iri.removeprefix(self.base).partition("#")
        return self.to("/id/" + quote(document, safe=_SAFE)) + sign + quote(part, safe=_SAFE)


_SAFE = "%/~:@!$&'()*+,;=-._"  #: signs of an IRI that an address keeps as they are


def reader_of(told: str | None, accepted: str, *, base: str) -> Reader:
    """Make the reader of a request.

    Args:
        told: the language in the address of the page.
        accepted: what `Accept-Language` holds.

    >>> reader_of(None, "ja-JP,ja;q=0.9,en;q=0.8", base="").language
    'ja'
    >>> reader_of("xx", "", base="").language
    'zh'
    """
    if told in LANGUAGES:
        return Reader(language=str(told), base=base)
    found = wanted(_REGION.sub("", accepted), LANGUAGES) if accepted.strip() else ()
    return Reader(language=found[0] if found else "zh", base=base)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words of the pages, by key and language."""
    table = read_yaml(_WORDS).mapping()
    found = {
        key: entry.mapping(known=LANGUAGES, required=() if key.startswith(_HALF) else LANGUAGES)
        for key, entry in table.items()
    }
    return {key: {language: entry.text() for language, entry in row.items()} for key, row in found.items()}
