"""The time expressions of a language: rules out of `time.yml`, checked and compiled; no word is known here.

A pattern is a regular expression in which `<name>` stands for a field (a part of the value: `<month>`, `<day>`) or for
a class (a pattern used in several rules). A field is kept, as the value of the first day or, `<end.day>`, of the last;
`<:name>` matches the same words and keeps nothing. Finding is the business of `extract.times`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kg.edtf import PARTS
from kg.knowledge.patterns import compiled, yes_or_no
from kg.match.openings import Openings, openings
from kg.model import DateBasis
from kg.tables import Entry, did_you_mean, read_yaml

#: The fields of a `TimeValue` that a pattern may fill, and two that help to fill others: the hours that a part of the
#: day may have, and a factor for the shifts of its rule (3 days ago).
TIME_FIELDS = (
    "year", "month", "day", "weekday", "year_shift", "month_shift", "week_shift", "day_shift",
    "part", "same", "next_day", "hour", "minute", "daypart", "count",
)  # fmt: skip
#: The fields of a length of time: the units of ISO 8601, and whether it is only about so long.
DURATION_FIELDS = ("months", "weeks", "days", "hours", "minutes", "approximate")
_FLAGS = ("same", "next_day", "approximate")
_BASES = (DateBasis.EXPLICIT, DateBasis.BARE_DAY, DateBasis.RELATIVE, DateBasis.PERIOD)
_REFERENCE = re.compile(r"<(:?)(end\.)?([a-z_]+)>")

Scalar = int | str | tuple[int, int]  #: a number, a part of a month or year, or the hours of a part of the day


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeField:
    """A part of the value, and the words that give it."""

    target: str  #: one of `TIME_FIELDS` or `DURATION_FIELDS`
    pattern: str
    words: Mapping[str, Scalar]  #: what each word means; a text that is none of them is a number


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExample:
    """A text in which a rule finds one expression, with this value."""

    text: str
    value: Mapping[str, object]  #: field to text, as in the file; `end` holds a mapping of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePattern:
    """A compiled pattern, and what its groups give."""

    regex: re.Pattern[str]
    groups: Mapping[str, tuple[str, bool]]  #: name of a group to its field, and whether it is the end's
    meanings: Mapping[str, Mapping[str, Scalar]]  #: name of a group to the words of its field


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One form of time expressions, or of lengths of time."""

    name: str
    pattern: TimePattern
    value: Mapping[str, Scalar]  #: what every match says beside its groups
    end: Mapping[str, Scalar]  #: the same for the last day
    basis: DateBasis | None  #: None for a length of time and for a shield
    clock: bool  #: a part of the day and a time may follow
    examples: tuple[TimeExample, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """Rules that compete for the same text."""

    rules: tuple[TimeRule, ...]
    openings: Openings  #: the expressions of the rules, tried together


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGrammar:
    """How a language tells dates, clock times and lengths of time."""

    times: TimeRules  #: a rule without a basis is a shield: what looks like a time expression and is none
    durations: TimeRules
    clock: TimePattern  #: right after an expression: the part of the day and the time
    not_before: re.Pattern[str]  #: right after an expression: it is no date of an event (2016年+以来)
    zones: Mapping[str, ZoneInfo | None]  #: right before an expression: whose hour it tells; None: not said whose
    zone: re.Pattern[str]  #: the name of a zone, up to where an expression begins


@dataclass(frozen=True, slots=True)
class _Words:
    """The fields and classes that patterns refer to."""

    targets: tuple[str, ...]  #: the fields that there are
    fields: Mapping[str, TimeField]
    classes: Mapping[str, Entry]


@dataclass(slots=True)
class _Writer:
    """Writes one pattern out: fields become groups, classes their patterns."""

    words: _Words
    groups: dict[str, tuple[str, bool]] = field(default_factory=dict)
    meanings: dict[str, Mapping[str, Scalar]] = field(default_factory=dict)
    within: list[str] = field(default_factory=list)  #: the classes that are being written out

    def write(self, entry: Entry, *, keep: bool = True, end: bool = False) -> str:
        """Return the regular expression of an entry; a list means any of its items."""

        def replace(match: re.Match[str]) -> str:
            kept, last = keep and not match.group(1), end or bool(match.group(2))
            return self._named(match.group(3), entry, keep=kept, end=last)

        if not entry.texts():
            raise entry.error("a pattern is wanted here")
        parts = [_REFERENCE.sub(replace, text) for text in entry.texts()]
        return "|".join(f"(?:{part})" for part in parts) if len(parts) > 1 else parts[0]

    def _named(self, name: str, entry: Entry, *, keep: bool, end: bool) -> str:
        known = self.words.fields.get(name)
        if known is None:
            if name in self.within:
                raise entry.error(f'the class "{name}" is defined by itself', wrong=f"<{name}>")
            self.within.append(name)
            written = self.write(self._class(name, entry), keep=keep, end=end)
            self.within.pop()
            return f"(?:{written})"
        if not keep:
            return f"(?:{known.pattern})"
        group = f"{name}_{len(self.groups)}"
        self.groups[group] = (known.target, end)
        self.meanings[group] = known.words
        return f"(?P<{group}>{known.pattern})"

    def _class(self, name: str, entry: Entry) -> Entry:
        if name not in self.words.classes:
            advice = did_you_mean(name, [*self.words.fields, *self.words.classes])
            raise entry.error(f'unknown name "{name}" in a pattern', advice=advice, wrong=f"<{name}>")
        return self.words.classes[name]


def load_time_grammar(path: Path) -> TimeGrammar:
    """Read the time expressions of a language.

    Args:
        path: `kg/data/lang/<code>/time.yml`.

    Raises:
        DataError: a name, key or basis is unknown, a pattern does not compile or matches where nothing is written, or
            a rule has no examples (a shield needs none) or no rejects.
    """
    sections = ("fields", "duration_fields", "classes", "clock", "rules", "shields", "durations")
    root = read_yaml(path).mapping(required=(*sections, "not_before", "zones"))
    classes = root["classes"].mapping()
    times = _Words(TIME_FIELDS, _fields(root["fields"], TIME_FIELDS), classes)
    lengths = _Words(DURATION_FIELDS, _fields(root["duration_fields"], DURATION_FIELDS), classes)
    zones = {name: _zone(entry) for name, entry in root["zones"].mapping().items()}
    shields, rules, durations = (root[name].list() for name in ("shields", "rules", "durations"))
    grammar = TimeGrammar(
        times=_rules((*shields, *rules), times),
        durations=_rules(durations, lengths),
        clock=_pattern(root["clock"], times),
        not_before=_pattern(root["not_before"], times).regex,
        zones=zones,
        zone=re.compile(rf"({'|'.join(map(re.escape, sorted(zones, key=lambda name: (-len(name), name))))})\W?$"),
    )
    for entry in (*rules, *durations):
        examples = entry.mapping(required=("examples",))["examples"]
        if not examples.list():
            raise examples.error("an example is wanted here")
    return grammar


def _rules(entries: Sequence[Entry], words: _Words) -> TimeRules:
    rules = tuple(_rule(entry, words) for entry in entries)
    return TimeRules(rules=rules, openings=openings([rule.pattern.regex for rule in rules]))


def _fields(entry: Entry, known: tuple[str, ...]) -> dict[str, TimeField]:
    return {name: _field(name, item, known) for name, item in entry.mapping().items()}


def _field(name: str, entry: Entry, known: tuple[str, ...]) -> TimeField:
    keys = entry.mapping(known=("field", "number", "words"))
    target = keys["field"].text() if "field" in keys else name
    if target not in known:
        raise entry.error(f'unknown field "{target}"', advice=did_you_mean(target, known), wrong=target)
    words = keys["words"].mapping() if "words" in keys else {}
    values = {word: _scalar(target, item) for word, item in words.items()}
    parts = [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]
    parts += [keys["number"].text()] if "number" in keys else []
    if not parts:
        raise entry.error(f'the field "{name}" has neither words nor a number')
    return TimeField(target=target, pattern="|".join(parts), words=values)


def _scalar(target: str, entry: Entry) -> Scalar:
    """Read a constant of a field."""
    text = entry.text()
    if target == "part":
        if text not in PARTS:
            raise entry.error(f'unknown part "{text}"', advice=did_you_mean(text, PARTS), wrong=text)
        return text
    pattern = r"\d+-\d+" if target == "daypart" else r"yes" if target in _FLAGS else r"-?\d+"
    if re.fullmatch(pattern, text) is None:
        raise entry.error(f'"{text}" is no value of "{target}"', wrong=text)
    if target == "daypart":
        first, last = text.split("-")
        return int(first), int(last)
    return 1 if target in _FLAGS else int(text)


def _constants(entry: Entry | None, known: tuple[str, ...]) -> dict[str, Scalar]:
    if entry is None:
        return {}
    return {name: _scalar(name, item) for name, item in entry.mapping(known=(*known, "end")).items() if name != "end"}


def _zone(entry: Entry) -> ZoneInfo | None:
    try:
        return ZoneInfo(entry.text()) if entry.text() else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise entry.error(f'unknown time zone "{entry.text()}"', wrong=entry.text()) from error


def _pattern(entry: Entry, words: _Words) -> TimePattern:
    writer = _Writer(words)
    regex = compiled(entry, writer.write(entry))
    if regex.match(""):
        raise entry.error("the pattern matches where nothing is written")
    return TimePattern(regex=regex, groups=writer.groups, meanings=writer.meanings)


def _rule(entry: Entry, words: _Words) -> TimeRule:
    """Read a rule; one without a basis is a shield or a length of time."""
    keys = entry.mapping(required=("name", "pattern", "rejects"), known=("value", "basis", "clock", "examples"))
    value = keys.get("value")
    examples = keys["examples"].list() if "examples" in keys else ()
    return TimeRule(
        name=keys["name"].text(),
        pattern=_pattern(keys["pattern"], words),
        value=_constants(value, words.targets),
        end=_constants(value.get("end") if value else None, words.targets),
        basis=_basis(keys["basis"]) if "basis" in keys else None,
        clock=yes_or_no(keys.get("clock")),
        examples=tuple(_example(item, words.targets) for item in examples),
        rejects=keys["rejects"].texts(),
    )


def _basis(entry: Entry) -> DateBasis:
    if entry.text() not in _BASES:
        raise entry.error(f'unknown basis "{entry.text()}"', advice=did_you_mean(entry.text(), _BASES))
    return DateBasis(entry.text())


def _example(entry: Entry, known: tuple[str, ...]) -> TimeExample:
    keys = entry.mapping(required=("text", "value"))
    keys["value"].mapping(known=(*known, "end"))
    return TimeExample(text=keys["text"].text(), value=keys["value"].plain())
