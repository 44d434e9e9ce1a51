"""Extraction of one document, step by step: known forms, noun phrases, people, conferences, times, events.

The second look at the noun phrases is what makes short names work: once 石破茂 is known to be in the article, 石破 is
looked for as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.extract.clauses import Sentence, cut_clauses
from kg.extract.conferences import Conference, find_conferences, same_conference
from kg.extract.context import Context
from kg.extract.events import find_events
from kg.extract.homes import with_homes
from kg.extract.names import NameFinder, name_finder
from kg.extract.people import People, elected, find_people, holdings, short_names
from kg.extract.phrases import Phrase, PhraseFinder
from kg.extract.places import settle
from kg.extract.spot import Reading
from kg.extract.summits import SHIFTED, find_summits, full_names
from kg.extract.times import find_durations, find_times
from kg.knowledge.gazetteer import Gazetteer, Known, Lexeme, Token
from kg.knowledge.language import Language
from kg.knowledge.timegrammar import TimeGrammar
from kg.knowledge.world import World
from kg.model import Document, EntityId, Event, EventId, Holding, Mention, Outlet, Refusal, Span, TimeExpression

_TITLED = re.compile(r"《[^《》]{1,80}》")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one document says, events not yet merged."""

    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    holdings: tuple[Holding, ...]
    events: tuple[Event, ...]
    refusals: tuple[Refusal, ...]  #: why the other triggers give no event
    same_conference: Callable[[str, str], bool]
    news: str | None = None  #: the first day around publication of which the document speaks
    news_at: int = 0  #: where the sentence begins that speaks of it


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
    def _finder(self) -> PhraseFinder:
        return PhraseFinder(self.language, self._names)

    def read(self, document: Document) -> Found:
        """Find the mentions, times, offices and events of a document."""
        times = find_times(document, grammar=self.times)
        phrases, people, tokens = self.phrases(document, times)
        conferences = find_conferences(document.folded, tokens, grammar=self.language.conferences, world=self.world)
        reading = self._reading(document, phrases, conferences, times, tokens)
        context = Context(people=people, world=self.world, language=self.language, text=document.folded)
        told = tuple(find_events(reading, context, summits=find_summits))
        events = settle(
            [each for each in told if isinstance(each, Event)],
            document.folded,
            phrases,
            self.world,
            language=self.language,
        )
        fullest = full_names(conferences)
        return Found(
            mentions=tuple(_mentions(document, phrases, people)),
            times=times,
            holdings=(
                *holdings(people),
                *elected(document.folded, phrases, people, world=self.world, language=self.language),
            ),
            events=_numbered(
                [
                    _with_full_name(event, fullest, self.language.conferences.edition)
                    for event in sorted(events, key=lambda e: e.trigger)
                ]
            ),
            refusals=(*reading.named, *(each for each in told if isinstance(each, Refusal))),
            same_conference=_name_test(conferences),
            news=context.news,
            news_at=context.news_at,
        )

    def phrases(
        self, document: Document, times: Sequence[TimeExpression] = ()
    ) -> tuple[list[Phrase], People, list[Token]]:
        """Find the noun phrases of a document, the people in it, and the known forms that are no part of a time."""
        home, day = document.article.outlet.home, document.article.day
        tokens = _outside(self.gazetteer.find(document.folded), times)
        tokens = overlay(tokens, self._short_states(document.folded, tokens))
        tokens = _titled(document.folded, tokens, self.language)
        tokens = overlay(_by_context(tokens), _sides(document.folded, tokens, self.language))
        tokens = overlay(tokens, _partners(document.folded, tokens))
        tokens = self._with_home(_surnamed(document.folded, tokens, self.world, self._names), document.article.outlet)
        tokens = overlay(tokens, [_disposal(match) for match in self.language.disposal.finditer(document.folded)])
        phrases = with_homes(document.folded, self._finder.find(document.folded, tokens, home=home), self.language)
        people = find_people(phrases, world=self.world, day=day)
        short = short_names(people, world=self.world, language=self.language)
        more = [phrase.name for phrase in phrases if phrase.kind == "person"]
        extra = alias_tokens(document.folded, short, more)
        if extra:
            tokens = overlay(tokens, extra)
            found = self._finder.find(document.folded, tokens, home=home)
            phrases = with_homes(document.folded, found, self.language)
            people = find_people(phrases, world=self.world, day=day)
        return phrases, people, tokens

    def _short_states(self, text: str, tokens: Sequence[Token]) -> list[Token]:
        """Find the short names of states where an office after them, or a word for 'and' before, shows it."""
        offices = {token.start for token in tokens if token.lexeme.is_office}
        joined = {token.end for token in tokens if token.lexeme.mark in ("with", "and")}
        longer = {at for token in tokens if len(token.lexeme.form) > 1 for at in range(token.start, token.end)}
        found: list[Token] = []
        for form, name in self.language.short_states.items():
            spans = [match.span() for match in re.finditer(re.escape(form), text) if match.start() not in longer]
            if any(end in offices for _, end in spans):
                meant = [(start, end) for start, end in spans if end in offices or start in joined]
                found += [Token(start, end, self.gazetteer.by_form[name]) for start, end in meant]
        return found

    def _with_home(self, tokens: Sequence[Token], outlet: Outlet) -> list[Token]:
        """Let a ministry named without a state be of the outlet's home, where the outlet speaks so."""
        state = self.world.entities.get(EntityId(f"state:{outlet.home}"))
        if not outlet.bare or state is None:
            return list(tokens)
        label = state.labels.get(self.language.code, "")
        home = Known(form=label, entity=state.id, kind="state", strength="strong", label=label, country=outlet.home)
        return [
            token._replace(lexeme=replace(token.lexeme, names=(*token.lexeme.names, home)))
            if token.lexeme.form in self.language.ministries
            else token
            for token in tokens
        ]

    def _reading(
        self,
        document: Document,
        phrases: Sequence[Phrase],
        conferences: Sequence[Conference],
        times: Sequence[TimeExpression],
        tokens: Sequence[Token],
    ) -> Reading:
        phrases = [
            phrase
            for phrase in phrases
            if phrase.kind == "place" or not any(conf.span.covers(phrase.head) for conf in conferences)
        ]
        triggers = _triggers(document.folded, self.gazetteer)
        names = [_name_around(span, phrases, conferences) for span, _ in triggers]
        tried = tuple(trigger for trigger, name in zip(triggers, names, strict=True) if name is None)
        tells = bool(tried or conferences)  # else it tells of nothing, and need not be read
        return Reading(
            document=document,
            sentences=_sentences(document, phrases, tokens) if tells else (),
            conferences=tuple(conferences),
            triggers=tried,
            named=tuple(
                Refusal(trigger=span, rule=self._types(form), reason=f"part of a name: {name.of(document.folded)}")
                for (span, form), name in zip(triggers, names, strict=True)
                if name is not None
            ),
            times=_unnamed(document.folded, times, conferences),
            durations=find_durations(document, grammar=self.times) if tells else (),
            language=self.language,
        )

    def _types(self, form: str) -> str:
        return ", ".join(dict.fromkeys(rule.type for rule in self.language.by_trigger[form]))


def _triggers(text: str, gazetteer: Gazetteer) -> list[tuple[Span, str]]:
    """Find the triggers of a text, words and patterns; of those that overlap the longest, in text order."""
    found = [(Span(start=start, end=end), form) for start, end, form in gazetteer.find_triggers(text)]
    taken: list[tuple[Span, str]] = []
    for span, form in sorted(found, key=lambda item: (-len(item[0]), item[0], item[1])):
        at = bisect_left(taken, (span, form))
        if not any(span.overlaps(other) for other, _ in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, (span, form))
    return taken


def alias_tokens(text: str, short: Mapping[str, str], names: Sequence[str]) -> list[Token]:
    """Find the short names of an article's people, and its unknown people's full names, wherever they stand."""
    forms = {**{name: name for name in names}, **short}
    found: list[Token] = []
    for form in sorted(forms, key=lambda word: (-len(word), word)):
        at = text.find(form)
        while at >= 0:
            found.append(Token(at, at + len(form), _alias(form, forms[form])))
            at = text.find(form, at + len(form))
    return found


def _disposal(match: re.Match[str]) -> Token:
    """Make the mark of the addressed side that a word is in its place: 将+甲+列入名单."""
    return Token(match.start(), match.end(), Lexeme(form=match.group(), classes=frozenset({"to"})))


def _alias(form: str, full: str) -> Lexeme:
    known = Known(form=form, entity=None, kind="person", strength="strong", label=full, country=None)
    return Lexeme(form=form, names=(known,))


def overlay(tokens: Sequence[Token], extra: Sequence[Token]) -> list[Token]:
    """Lay more tokens over the known ones: the longer wins; of one span a strong name, then an alias, then the rest."""
    untouched, rivals = _apart(tokens, extra)
    spans = sorted([*rivals, *extra], key=lambda token: (-(token.end - token.start), token.start, _rank(token.lexeme)))
    taken: list[Token] = []
    starts: list[int] = []
    for token in spans:
        at = bisect_left(starts, token.start)
        before = taken[at - 1] if at else None
        after = taken[at] if at < len(taken) else None
        if (before is None or before.end <= token.start) and (after is None or token.end <= after.start):
            taken.insert(at, token)
            starts.insert(at, token.start)
    return sorted([*untouched, *taken], key=_start)


def _apart(tokens: Sequence[Token], extra: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Part the tokens that no further one overlaps from the others."""
    covered = {offset for token in extra for offset in range(token.start, token.end)}
    apart: tuple[list[Token], list[Token]] = [], []
    for token in tokens:
        apart[not covered.isdisjoint(range(token.start, token.end))].append(token)
    return apart


def _start(token: Token) -> int:
    return token.start


def _rank(lexeme: Lexeme) -> int:
    strong = [name for name in lexeme.names if name.strength == "strong"]
    if any(name.entity is not None for name in strong) or not lexeme.names:
        return 0 if strong else 2
    return 1 if strong else 2


def _outside(tokens: Sequence[Token], times: Sequence[TimeExpression]) -> list[Token]:
    """Leave out the known forms inside time expressions: the 同 of 同日."""
    starts = [time.span.start for time in times]

    def inside(token: Token) -> bool:
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.end <= times[at].span.end

    return [token for token in tokens if not inside(token)]


def _by_context(tokens: Sequence[Token]) -> list[Token]:
    """Let a sign mean the state that the article names in full: 中巴 may be of Palestine, if Pakistan is not named."""
    named: dict[str, dict[EntityId, Known]] = {}
    for token in tokens:
        state = token.lexeme.name("state") if len(token.lexeme.form) > 1 else None
        if state is not None and state.entity is not None:
            named.setdefault(token.lexeme.form[0], {})[state.entity] = state
    return [_meant(token, named.get(token.lexeme.form, {})) for token in tokens]


def _meant(token: Token, named: Mapping[EntityId, Known]) -> Token:
    usual = token.lexeme.name("state")
    if usual is None or usual.strength != "compound" or usual.entity in named or len(named) != 1:
        return token
    (other,) = named.values()
    known = replace(other, form=token.lexeme.form, strength="compound")
    return Token(token.start, token.end, replace(token.lexeme, names=(known,)))


def _titled(text: str, tokens: Sequence[Token], language: Language) -> list[Token]:
    """Let the name of a state be a title after a state, or before a form of address: 文莱+苏丹, 苏丹+陛下."""
    states = {token.end: state.country for token in tokens if (state := token.lexeme.name("state")) is not None}
    return [
        Token(token.start, token.end, Lexeme(form=token.lexeme.form, classes=frozenset({"office_head"})))
        if states.get(token.start) in language.titles_of.get(token.lexeme.form, ())
        or (token.lexeme.form in language.titles_of and language.vocatives.match(text, token.end))
        else token
        for token in tokens
    ]


def _surnamed(text: str, tokens: Sequence[Token], world: World, names: NameFinder) -> list[Token]:
    """Let a surname right before or after an office be whoever has held that office: 岸田+首相, 英国外交大臣+拉布."""
    held = [token for token in tokens if token.lexeme.office is not None]
    following = {token.start: token.lexeme.office for token in held}
    before = {token.end: token.lexeme.office for token in held}
    named: list[Token] = []
    for token in tokens:
        office = following.get(token.end)
        if office is None and not names.is_longer(text, token.end):
            office = before.get(token.start)
        named.append(_holder(token, office.post, world) if office is not None else token)
    return named


def _holder(token: Token, post: str, world: World) -> Token:
    """Make a weak name the strong one of the only person that it may mean who has held a post."""
    holders = [name for name in token.lexeme.names if name.strength == "weak" and _has_held(name, post, world)]
    if len(holders) != 1 or len(token.lexeme.form) == 1:
        return token
    known = replace(holders[0], strength="strong")
    return Token(token.start, token.end, replace(token.lexeme, names=(known,)))


def _has_held(name: Known, post: str, world: World) -> bool:
    return name.entity is not None and any(tenure.post == post for tenure in world.tenures_of(name.entity))


def _sides(text: str, tokens: Sequence[Token], language: Language) -> list[Token]:
    """Find the sides of the states that the article names, and who goes there, by their first sign: 立方, 访+立."""
    named: dict[str, dict[EntityId, Lexeme]] = {}
    for token in tokens:
        state = token.lexeme.name("state")
        if state is not None and state.entity is not None and len(token.lexeme.form) > 1:
            named.setdefault(token.lexeme.form[0], {})[state.entity] = token.lexeme
    longer = [token for token in tokens if len(token.lexeme.form) > 1]
    taken = {offset for token in longer for offset in range(token.start, token.end)}
    goes = "|".join(map(re.escape, language.goes_to))
    found: list[Token] = []
    for sign in sorted(sign for sign in named if len(named[sign]) == 1):
        (lexeme,) = named[sign].values()
        for match in re.finditer(f"{re.escape(sign)}{re.escape(language.side)}|(?<={goes}){re.escape(sign)}", text):
            if len(match.group()) > 1 or match.start() not in taken:
                found.append(Token(match.start(), match.end(), lexeme))
    return found


def _partners(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Find the signs of states that the article names in full, beside a sign of a state: 老挝, then 中+老+关系."""
    named: dict[str, dict[EntityId, Known]] = {}
    for token in tokens:
        state = token.lexeme.name("state")
        if state is not None and state.entity is not None and len(token.lexeme.form) > 1:
            named.setdefault(token.lexeme.form[0], {})[state.entity] = state
    signs = [token for token in tokens if len(token.lexeme.form) == 1 and _is_sign(token)]
    taken = {offset for token in tokens for offset in range(token.start, token.end)}
    found: list[Token] = []
    for at in sorted({at for sign in signs for at in (sign.start - 1, sign.end)} - taken):
        states = named.get(text[at : at + 1], {})
        if len(states) == 1:
            (state,) = states.values()
            known = replace(state, form=text[at], strength="compound")
            found.append(Token(at, at + 1, Lexeme(form=text[at], names=(known,))))
    return found


def _is_sign(token: Token) -> bool:
    state = token.lexeme.name("state")
    return state is not None and state.strength == "compound"


def _name_around(span: Span, phrases: Sequence[Phrase], conferences: Sequence[Conference]) -> Span | None:
    """Return the name of a person, office, organisation or conference that a span is a part of, if it is one."""
    at = bisect_left(phrases, span.start + 1, key=lambda phrase: phrase.start)
    near = phrases[max(0, at - 2) : at + 1]
    names = [phrase.head for phrase in near if phrase.kind in ("person", "org", "office")]
    titled = next((phrase.span for phrase in near if phrase.kind == "person" and phrase.span.covers(span)), None)
    spans = (*names, *(conf.span for conf in conferences))
    return titled or next((name for name in spans if name.overlaps(span)), None)


def _unnamed(
    text: str, times: Sequence[TimeExpression], conferences: Sequence[Conference]
) -> tuple[TimeExpression, ...]:
    """Leave out the times that are part of the name of a conference (2024年亚太经合组织会议), or of a document."""
    names = [conference.span for conference in conferences]
    names += [Span(start=match.start(), end=match.end()) for match in _TITLED.finditer(text)]
    named = {offset for span in names for offset in range(span.start, span.end)}
    return tuple(
        time
        for time in times
        if not (
            named.issuperset((time.span.start, time.span.end - 1)) and any(name.covers(time.span) for name in names)
        )
    )


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


def _numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    """Give each event an id of its own, where one trigger with parties that are only understood gives several."""
    seen: dict[EventId, int] = {}
    numbered = []
    for event in events:
        seen[event.id] = seen.get(event.id, 0) + 1
        again = seen[event.id]
        numbered.append(event if again == 1 else replace(event, id=EventId(f"{event.id}-{again}")))
    return tuple(numbered)


def _with_full_name(event: Event, fullest: Mapping[str, Conference], edition: re.Pattern[str]) -> Event:
    """Give a Summit, and what is part of one, the fullest name in the article; of another meeting without number."""
    if event.type == "Summit" and event.name is not None and event.name in fullest:
        name = fullest[event.name].name
        return replace(event, name=edition.sub("", name) if event.rule in SHIFTED.values() else name)
    full = fullest.get(event.part_of or "")
    return replace(event, part_of=full.name) if full is not None else event


def _name_test(conferences: Sequence[Conference]) -> Callable[[str, str], bool]:
    by_name = {conference.name: conference for conference in conferences}

    def same(left: str, right: str) -> bool:
        return left == right or (
            left in by_name and right in by_name and same_conference(by_name[left], by_name[right])
        )

    return same
