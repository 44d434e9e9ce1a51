"""The gazetteer: every known surface form of one language and the world in one automaton.

In goes folded text, out come the leftmost longest forms, each with all that it may be (a name of one or more entities,
an office, a word of a closed class). Deciding what it is in its sentence is the business of `extract.phrasefinder`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import ahocorasick_rs

from kg.knowledge.language import Group, Language
from kg.knowledge.world import Office, World
from kg.match.openings import Openings, openings
from kg.model import EntityId
from kg.text.script import fold

MARKS = frozenset({"with", "and", "at", "to", "by", "about"})  #: classes of words that give a phrase its position
NO_PARTIES = frozenset({"spokesperson", "private"})  #: classes of titles whose holders are no parties
_REVEALING = frozenset({"with", "to", "at", "by"})
_SHORTEST_BEGUN = 3  #: signs of a word that begins with the last one of a name
_LONGEST_REVEALED = 8  #: signs of a name behind a shield


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A name of the world as the gazetteer holds it."""

    form: str
    entity: EntityId | None
    kind: str  #: person, state, organisation, region, place, seat, series
    strength: str  #: strong, weak or compound
    label: str  #: the entity's usual name in this language
    country: str | None


@dataclass(frozen=True, kw_only=True)
class Lexeme:
    """A surface form and all that it may be; what is asked at each place where it stands is worked out once."""

    form: str
    names: tuple[Known, ...] = ()
    office: Office | None = None
    classes: frozenset[str] = frozenset()  #: word classes of the language: "with", "shield", "institution", …
    group: Group | None = None

    def name(self, *kinds: str) -> Known | None:
        """Return the first name of one of the kinds; strong names come before weak ones."""
        for name in self.names:
            if name.kind in kinds:
                return name
        return None

    @cached_property
    def state(self) -> Known | None:
        """The state that it names."""
        return self.name("state")

    @cached_property
    def body(self) -> Known | None:
        """The organisation or region that it names."""
        return self.name("organisation", "region")

    @cached_property
    def place(self) -> Known | None:
        """The place or seat that it names."""
        return self.name("place", "seat")

    @cached_property
    def status(self) -> str | None:
        """Whether it says that an office is held, was or will be."""
        return next((name.partition(":")[2] for name in self.classes if name.startswith("status:")), None)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its names."""
        return frozenset(name.kind for name in self.names)

    @cached_property
    def is_compound(self) -> bool:
        """Whether it is the one sign of a state."""
        return len(self.form) == 1 and any(name.strength == "compound" for name in self.names)

    @cached_property
    def is_person(self) -> bool:
        """Whether it is the name of a person by itself."""
        return any(name.kind == "person" and name.strength == "strong" for name in self.names)

    @cached_property
    def is_office(self) -> bool:
        """Whether it is an office, or a word that says whether one is held."""
        titled = not self.classes.isdisjoint({"office_head", *NO_PARTIES})
        return self.office is not None or titled or self.status is not None

    @cached_property
    def begins_name(self) -> bool:
        """Whether a noun phrase with a name, an office or an institution may begin with it."""
        named = self.name("state", "organisation", "region", "place", "seat") is not None
        return named or self.is_person or self.is_office or "institution" in self.classes

    @cached_property
    def pronoun(self) -> str | None:
        """Which pronoun it is."""
        return next((name.partition(":")[2] for name in self.classes if name.startswith("pronoun:")), None)

    @cached_property
    def mark(self) -> str | None:
        """Which of the words it is that give a phrase its position."""
        return min(self.classes & MARKS, default=None)

    @cached_property
    def is_inert(self) -> bool:
        """Whether no noun phrase begins with it."""
        begins = self.is_compound or self.begins_name or self.group is not None or self.pronoun is not None
        return not begins and self.classes.isdisjoint({"posted", "own_state"})


class Token(NamedTuple):
    """A known surface form where it stands in a text."""

    start: int
    end: int
    lexeme: Lexeme


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All known forms; build once, use for every article (it does not pickle: build it in each process)."""

    lexemes: tuple[Lexeme, ...]
    triggers: tuple[str, ...]
    _names: ahocorasick_rs.AhoCorasick = field(repr=False)
    _triggers: ahocorasick_rs.AhoCorasick = field(repr=False)
    _openings: Openings = field(repr=False)  #: of the triggers that are more than words …
    _rules: tuple[str, ...] = field(repr=False)  #: … and the rule of each, which is its form
    _marked: dict[int, Lexeme] = field(repr=False)  #: the shields that begin with a mark, and that mark
    by_form: dict[str, Lexeme] = field(repr=False)
    _signed: dict[int, Lexeme] = field(repr=False)  #: the shields that may begin with a state's sign, and that sign
    _tailed: dict[int, Lexeme] = field(repr=False)  #: the names of a state that are another and one more sign
    _goes_to: tuple[str, ...] = field(repr=False)  #: what before them shows that it is the state: 访+日后
    _coined: dict[int, Lexeme] = field(repr=False)  #: the currencies that begin with a state's sign, and that sign
    _head: re.Pattern[str] = field(repr=False)  #: what after that sign shows that it is the state: 中美+元首

    def find(self, text: str) -> list[Token]:
        """Find the leftmost longest known forms, in text order, without overlap."""
        found: list[Token] = []
        done = 0
        for index, start, end in self._names.find_matches_as_indexes(text):
            if start < done:
                continue
            goes = index in self._signed and text.endswith(self._goes_to, 0, start)
            if goes or (index in self._coined and self._head.match(text, start + 1)):
                done = start + 1
                found.append(Token(start, done, (self._signed if goes else self._coined)[index]))
                continue
            after = self._begun_in(text, end) if index in self._tailed else None
            if after is not None:
                done = end - 1 + len(after.form)
                found += (Token(start, end - 1, self._tailed[index]), Token(end - 1, done, after))
                continue
            name = self._revealed(text, start, end) if index in self._marked else None
            if name is None:
                found.append(Token(start, end, self.lexemes[index]))
                done = end
            else:
                done = start + 1 + len(name.form)
                found += (Token(start, start + 1, self._marked[index]), Token(start + 1, done, name))
        return found

    def _revealed(self, text: str, start: int, end: int) -> Lexeme | None:
        """Return the name longer than a shield that begins after its first sign: 同+意大利, not 同意."""
        for last in range(start + 1 + _LONGEST_REVEALED, end, -1):
            name = self.by_form.get(text[start + 1 : last])
            if name is not None and name.name("state", "person", "organisation") is not None:
                return name
        return None

    def _begun_in(self, text: str, end: int) -> Lexeme | None:
        """Return the longer word that begins with the last sign of a state's name: 以色列+国防部长."""
        lengths = range(_LONGEST_REVEALED, _SHORTEST_BEGUN - 1, -1)
        words = (self.by_form.get(text[end - 1 : end - 1 + length]) for length in lengths)
        return next((word for word in words if word is not None and (word.is_office or word.classes)), None)

    def find_triggers(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and form of each event trigger: the leftmost longest words, then the matches of patterns."""
        for index, start, end in self._triggers.find_matches_as_indexes(text):
            yield start, end, self.triggers[index]
        ends = [0] * len(self._rules)
        for index, match in self._openings.find(text, 0, len(text)):
            if match.start() >= ends[index]:
                ends[index] = match.end()
                yield match.start(), match.end(), self._rules[index]


def build_gazetteer(world: World, language: Language) -> Gazetteer:
    """Put all names of the world and all closed classes of a language into one automaton."""
    names: dict[str, list[Known]] = defaultdict(list)
    for name in world.names:
        entity = world.entities[name.entity]
        label = entity.labels.get(language.code, name.form)
        form = fold(name.form)  # as the text is
        names[form].append(
            Known(
                form=form,
                entity=name.entity,
                kind=name.kind,
                strength=name.strength,
                label=label,
                country=entity.country,
            )
        )
    classes = _classes(language)
    for form in world.offices:  # 外交部+发言人 speaks as a 发言人 does
        if form.endswith(tuple(language.spokespersons)):
            classes[form].add("spokesperson")
    groups = {word: group for group in language.groups for word in group.words}
    forms = sorted({*names, *classes, *groups, *world.offices})
    lexemes = tuple(
        Lexeme(
            form=form,
            names=tuple(sorted(names.get(form, ()), key=lambda name: (name.strength != "strong", name.entity))),
            office=world.offices.get(form),
            classes=frozenset(classes.get(form, ())),
            group=groups.get(form),
        )
        for form in forms
    )
    by_form = {lexeme.form: lexeme for lexeme in lexemes}
    shields = {index: by_form.get(each.form[0]) for index, each in enumerate(lexemes) if "shield" in each.classes}
    triggers = tuple(sorted(language.by_trigger))
    patterns = [(rule.name, pattern) for rule in language.rules for pattern in rule.patterns]
    return Gazetteer(
        lexemes=lexemes,
        triggers=triggers,
        _names=_automaton(forms),
        _triggers=_automaton(triggers),
        _openings=openings([pattern for _, pattern in patterns]),
        _rules=tuple(name for name, _ in patterns),
        _marked={index: mark for index, mark in shields.items() if mark and mark.classes & _REVEALING},
        _signed={index: sign for index, sign in shields.items() if sign and forms[index] in language.sign_first},
        _tailed=_tailed(lexemes, by_form),
        _goes_to=language.goes_to,
        _coined={index: sign for index, sign in shields.items() if sign and forms[index] in language.currencies},
        _head=language.head_of_state,
        by_form=by_form,
    )


def _tailed(lexemes: Sequence[Lexeme], by_form: Mapping[str, Lexeme]) -> dict[int, Lexeme]:
    """Return by its place each name of a state that is a shorter one of it with a sign more: 以色列+国."""
    found: dict[int, Lexeme] = {}
    for index, lexeme in enumerate(lexemes):
        shorter = by_form.get(lexeme.form[:-1]) if len(lexeme.form) > _SHORTEST_BEGUN else None
        if lexeme.state and shorter and shorter.state and shorter.state.entity == lexeme.state.entity:
            found[index] = shorter
    return found


def _automaton(forms: Iterable[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _classes(language: Language) -> dict[str, set[str]]:
    """Collect the closed classes of a language by word."""
    classes: dict[str, set[str]] = defaultdict(set)
    for word, name in language.marks.items():
        classes[word].add(name)
    for word, name in language.pronouns.items():
        classes[word].add(f"pronoun:{name}")
    for word, name in language.levels.items():
        classes[word].add(f"level:{name}")
    for word, name in language.office_status.items():
        classes[word].add(f"status:{name}")
    for name, words in (
        ("shield", language.shields),
        ("institution", language.institutions),
        ("office_head", language.office_heads),
        ("spokesperson", language.spokespersons),
        ("private", language.private),
        ("companion", language.companions),
        ("led", language.led_delegation),
        ("delegation", language.delegation),
        ("spouse", (*language.spouses, *language.kin)),
        ("own_state", language.own_state),
        ("speech", language.speech),
        ("reporter", language.reporters),
        ("etc", language.etc),
        ("posted", language.posted),
    ):
        for word in words:
            classes[word].add(name)
    return classes
