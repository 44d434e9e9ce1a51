"""Extraction of one document, step by step: known forms, noun phrases, people, conferences, times, events.

The second look at the noun phrases is what makes short names work: once 石破茂 is known to be in the article, 石破 is
looked for as well. Each step is a module of its own; nothing is decided here but their order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter

from kg.extract.clauses import Sentence, cut_clauses
from kg.extract.conferences.conference import Conference
from kg.extract.conferences.eventnames import name_test, numbered, with_full_name
from kg.extract.conferences.search import find_conferences
from kg.extract.context import Context
from kg.extract.events.places import settle
from kg.extract.events.rules import find_events
from kg.extract.gate import Gate, make_gate
from kg.extract.people.elections import elected
from kg.extract.people.registry import People, holdings
from kg.extract.people.search import find_people
from kg.extract.people.shortnames import short_names
from kg.extract.phrases.finder import PhraseFinder
from kg.extract.phrases.homes import with_homes
from kg.extract.phrases.names import NameFinder, name_finder
from kg.extract.phrases.phrase import Phrase
from kg.extract.reading import Reading, by_place
from kg.extract.summits.bodies import unless_named
from kg.extract.summits.told import find_summits, full_names
from kg.extract.summits.umbrellas import without_umbrellas
from kg.extract.times.expressions import find_times
from kg.extract.tokens.aliases import alias_tokens, appointed, in_row, lengthened, surnamed
from kg.extract.tokens.ministries import with_home
from kg.extract.tokens.overlaps import after_offices
from kg.extract.tokens.overlay import outside_times, overlay
from kg.extract.tokens.statesigns import by_context, named_states, partners_of, short_states, sides_of, titled
from kg.extract.tokens.towns import heads_of_towns, with_town_heads
from kg.extract.tokens.triggers import find_triggers, freed, longest, name_around, outside_names
from kg.knowledge.gazetteer import Gazetteer, Lexeme, Token
from kg.knowledge.language import Language
from kg.knowledge.timegrammar import TimeGrammar
from kg.knowledge.world import World
from kg.model import Document, EntityId, Event, Holding, Mention, Refusal, Span, TimeExpression

_MOST = 1000  #: words that may tell of events which are read in one document; of 440 counted none had over 77
_LEAD = 300  #: signs, title and caption included, among which a dateline stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one document says, events not yet merged."""

    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    holdings: tuple[Holding, ...]
    events: tuple[Event, ...]
    refusals: tuple[Refusal, ...]  #: why the other triggers give no event
    unread: int  #: words that may tell of events which are not read, for there are too many
    same_conference: Callable[[str, str], bool]
    lies_in: Callable[[str, EntityId], bool]  #: whether a state lies in a region
    leads: tuple[tuple[int, str], ...] = ()  #: the first day around publication under each heading, and its sentence


#: What is found in a document that is not read.
NOTHING = Found(
    mentions=(),
    times=(),
    holdings=(),
    events=(),
    refusals=(),
    unread=0,
    same_conference=name_test(()),
    lies_in=lambda _, __: False,
)


@dataclass(frozen=True)
class Extractor:
    """Reads documents of one language."""

    language: Language
    world: World
    gazetteer: Gazetteer
    times: TimeGrammar

    @cached_property
    def _names(self) -> NameFinder:
        return name_finder(self.language.names)

    @cached_property
    def _town_heads(self) -> Mapping[str, tuple[Lexeme, ...]]:
        return heads_of_towns(self.gazetteer, self.language.town_signs)

    @cached_property
    def _finder(self) -> PhraseFinder:
        return PhraseFinder(self.language, self._names)

    @cached_property
    def _gate(self) -> Gate:
        finder = self._finder
        return make_gate(self.language, self.world, self.gazetteer, bounds=finder.bounds, compounds=finder.compounds)

    def read(self, document: Document, *, quiet: bool = True) -> Found:
        """Find the mentions, times, offices and events of a document.

        Args:
            quiet: also of one that tells of no event; else nothing is found in it.
        """
        text, world, language = document.folded, self.world, self.language
        forms = find_triggers(text, self.gazetteer)
        known = self.gazetteer.find(text) if quiet else self._gate.known_in(document, forms)
        if known is None:
            return NOTHING
        times = find_times(document, grammar=self.times)
        phrases, people, tokens = self.phrases(document, times, known)
        conferences = find_conferences(text, tokens, grammar=language.conferences, world=world)
        reading = self._reading(document, phrases, conferences, times, tokens, forms)
        context = Context(people=people, world=world, language=language, text=text)
        told = tuple(find_events(reading, context, summits=find_summits))
        events = settle([each for each in told if isinstance(each, Event)], text, phrases, world, language=language)
        events = sorted(events, key=lambda event: event.trigger)
        fullest, edition = full_names(conferences), language.conferences.edition
        events = unless_named([with_full_name(event, fullest, world, edition) for event in events])
        return Found(
            mentions=tuple(_mentions(document, phrases, people)),
            times=times,
            holdings=(*holdings(people), *elected(text, phrases, people, world=world, language=language)),
            events=numbered(without_umbrellas(events, language.conferences.umbrella)),
            refusals=(*reading.named, *(each for each in told if isinstance(each, Refusal))),
            unread=reading.unread,
            same_conference=name_test(conferences),
            lies_in=world.lies_in,
            leads=tuple(context.leads),
        )

    def phrases(
        self, document: Document, times: Sequence[TimeExpression] = (), known: Sequence[Token] | None = None
    ) -> tuple[list[Phrase], People, list[Token]]:
        """Find the noun phrases of a document, the people in it, and the known forms that are no part of a time.

        Args:
            known: all known forms of it, if they were found before.
        """
        tokens = self._tokens(document, times, self.gazetteer.find(document.folded) if known is None else known)
        phrases, people = self._named(document, tokens)
        home = document.article.outlet.home
        short = short_names(people, world=self.world, language=self.language, home=home)
        more = [phrase.name for phrase in phrases if phrase.kind == "person"]
        named = overlay(tokens, alias_tokens(document.folded, short, more))
        if named != tokens:
            tokens = named
            phrases, people = self._named(document, tokens)
        return phrases, people, tokens

    def _tokens(self, document: Document, times: Sequence[TimeExpression], known: Sequence[Token]) -> list[Token]:
        """Say how the known forms of a document are meant in it."""
        text, language = document.folded, self.language
        tokens = outside_times(known, times)
        tokens = with_town_heads(text, tokens, self._town_heads)
        tokens = overlay(tokens, short_states(text, tokens, self.gazetteer, language))
        tokens = titled(text, tokens, language)
        states = named_states(tokens)
        meant = by_context(tokens, states, document)
        tokens = overlay(meant, sides_of(text, tokens, states, language))
        tokens = overlay(tokens, partners_of(text, tokens))
        tokens = surnamed(text, tokens, self.world, self._names)
        tokens = in_row(text, tokens, self.language.marks)
        tokens = overlay(tokens, list(lengthened(text, tokens, self._names)))
        tokens = with_home(text, tokens, document.article.outlet, self.world, language)
        tokens = overlay(tokens, [_disposal(match) for match in language.disposal.finditer(text)])
        return overlay(tokens, list(appointed(text, tokens, self._names, language)))

    def _named(self, document: Document, tokens: Sequence[Token]) -> tuple[list[Phrase], People]:
        """Find the noun phrases of a document among its known forms, and the people in it."""
        outlet, text = document.article.outlet, document.folded
        phrases = with_homes(text, self._finder.find(text, tokens, home=outlet.home), self.language)
        day, surnames = document.article.day, self.language.names.surnames
        return phrases, find_people(phrases, world=self.world, day=day, home=outlet.home, surnames=surnames)

    def _reading(
        self,
        document: Document,
        phrases: Sequence[Phrase],
        conferences: Sequence[Conference],
        times: Sequence[TimeExpression],
        tokens: Sequence[Token],
        forms: Sequence[tuple[int, int, str]],
    ) -> Reading:
        named = {offset for conf in conferences for offset in range(conf.span.start, conf.span.end)}
        phrases = [
            phrase
            for phrase in phrases
            if phrase.kind == "place"
            or phrase.head.start not in named
            or not any(conf.span.covers(phrase.head) for conf in conferences)
        ]
        triggers = after_offices(document.folded, longest(forms), phrases, self.language)
        names = [name_around(document.folded, span, phrases, conferences) for span, _ in triggers]
        parts = [trigger for (trigger, _), name in zip(triggers, names, strict=True) if name is not None]
        tried = [trigger for trigger, name in zip(triggers, names, strict=True) if name is None]
        tried = sorted((*tried, *freed(document.folded, forms, parts, phrases, conferences)))
        tells = bool(tried or conferences)  # else it tells of nothing, and need not be read
        return Reading(
            document=document,
            anchor=_day_written(document, self.language),
            sentences=_sentences(document, phrases, tokens) if tells else (),
            conferences=by_place(conferences, _span_of),
            triggers=by_place(tried[:_MOST], itemgetter(0)),
            unread=len(tried[_MOST:]),
            named=tuple(
                Refusal(trigger=span, rule=self._types(form), reason=f"part of a name: {name.of(document.folded)}")
                for (span, form), name in zip(triggers, names, strict=True)
                if name is not None
            ),
            times=by_place(outside_names(document.folded, times, conferences, phrases), _span_of),
            grammar=self.times,
            language=self.language,
        )

    def _types(self, form: str) -> str:
        return ", ".join(dict.fromkeys(rule.type for rule in self.language.by_trigger[form]))


def _disposal(match: re.Match[str]) -> Token:
    """Make the mark of the addressed side that a word is in its place: 将+甲+列入名单."""
    return Token(match.start(), match.end(), Lexeme(form=match.group(), classes=frozenset({"to"})))


def _span_of(item: TimeExpression | Conference) -> Span:
    return item.span


def _day_written(document: Document, language: Language) -> date:
    """Return the day from which a report counts: that of its dateline, if it is the one before publication."""
    day = document.article.day
    eve = day - timedelta(days=1)
    written = language.dateline.search(document.dateline)
    line = written or language.dateline.search(document.folded, 0, _LEAD)
    return eve if line and int(line["day"]) == eve.day else day


def _sentences(document: Document, phrases: Sequence[Phrase], tokens: Sequence[Token]) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    heads, starts = [phrase.start for phrase in phrases], [token.start for token in tokens]
    for index, span in enumerate(document.sentences):
        inside = phrases[bisect_left(heads, span.start) : bisect_left(heads, span.end)]
        known = tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        sentences.append(
            cut_clauses(
                document.folded,
                span,
                index=index,
                block=document.block_at(span.start),
                phrases=inside,
                tokens=known,
            )
        )
    return tuple(sentences)


def _mentions(document: Document, phrases: Sequence[Phrase], people: People) -> Sequence[Mention]:
    return [
        Mention(
            span=phrase.head,
            text=phrase.head.of(document.text),
            kind=phrase.kind,
            name=person.name if person else phrase.name,
            country=person.country if person else phrase.country,
            entity=person.entity if person else phrase.entity,
            rule=phrase.rule,
        )
        for phrase in phrases
        if phrase.kind in ("person", "country", "org", "region", "place", "office")
        for person in [people.get(phrase.name, at=phrase.head.start) if phrase.kind == "person" else None]
    ]
