"""Extraction of one document, step by step: known forms, noun phrases, people, conferences, times, events.

The second look at the noun phrases is what makes short names work: once 石破茂 is known to be in the article, 石破 is
looked for as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter

from kg.extract.clauses import Sentence, cut_clauses
from kg.extract.conferences import Conference, find_conferences, is_in_title, same_conference
from kg.extract.context import Context
from kg.extract.events import find_events
from kg.extract.homes import with_homes
from kg.extract.names import NameFinder, name_finder
from kg.extract.overlaps import after_offices
from kg.extract.people import People, elected, find_people, holdings, short_names
from kg.extract.phrases import Phrase, PhraseFinder
from kg.extract.places import settle
from kg.extract.spot import Reading, by_place
from kg.extract.summits import SHIFTED, find_summits, full_names
from kg.extract.times import find_times
from kg.extract.towns import heads_of_towns, with_town_heads
from kg.knowledge.gazetteer import Gazetteer, Known, Lexeme, Token
from kg.knowledge.language import Language
from kg.knowledge.timegrammar import TimeGrammar
from kg.knowledge.world import World
from kg.model import Document, EntityId, Event, EventId, Holding, Mention, Outlet, Refusal, Span, TimeExpression

_SEVERAL = 2  #: states whose names begin with one sign
_Named = dict[str, dict[EntityId, Lexeme]]  #: states by the first sign of their names
_LEAD = 300  #: signs, title and caption included, among which a dateline stands
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
    lies_in: Callable[[str, EntityId], bool]  #: whether a state lies in a region
    leads: tuple[tuple[int, str], ...] = ()  #: the first day around publication under each heading, and its sentence


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
                    _with_full_name(event, fullest, self.world, self.language.conferences.edition)
                    for event in sorted(events, key=lambda e: e.trigger)
                ]
            ),
            refusals=(*reading.named, *(each for each in told if isinstance(each, Refusal))),
            same_conference=_name_test(conferences),
            lies_in=self.world.lies_in,
            leads=tuple(context.leads),
        )

    def phrases(
        self, document: Document, times: Sequence[TimeExpression] = ()
    ) -> tuple[list[Phrase], People, list[Token]]:
        """Find the noun phrases of a document, the people in it, and the known forms that are no part of a time."""
        home, day = document.article.outlet.home, document.article.day
        tokens = _outside(self.gazetteer.find(document.folded), times)
        tokens = with_town_heads(document.folded, tokens, self._town_heads)
        tokens = overlay(tokens, self._short_states(document.folded, tokens))
        tokens = _titled(document.folded, tokens, self.language)
        states = _named_states(tokens)
        meant = _by_context(tokens, states, document)
        tokens = overlay(meant, _sides(document.folded, tokens, states, self.language))
        tokens = overlay(tokens, _partners(document.folded, tokens))
        tokens = _surnamed(document.folded, tokens, self.world, self._names)
        tokens = self._with_home(document.folded, tokens, document.article.outlet)
        tokens = overlay(tokens, [_disposal(match) for match in self.language.disposal.finditer(document.folded)])
        tokens = overlay(tokens, list(self._appointed(document.folded, tokens)))
        phrases = with_homes(document.folded, self._finder.find(document.folded, tokens, home=home), self.language)
        people = find_people(phrases, world=self.world, day=day)
        short = short_names(people, world=self.world, language=self.language)
        more = [phrase.name for phrase in phrases if phrase.kind == "person"]
        named = overlay(tokens, alias_tokens(document.folded, short, more))
        if named != tokens:
            tokens = named
            found = self._finder.find(document.folded, tokens, home=home)
            phrases = with_homes(document.folded, found, self.language)
            people = find_people(phrases, world=self.world, day=day)
        return phrases, people, tokens

    def _appointed(self, text: str, tokens: Sequence[Token]) -> Iterator[Token]:
        """Find the names that no table knows where somebody is given a post: 任命+方敏+为大使."""
        known = {token.start: token.end for token in tokens if token.lexeme.is_person}
        known |= {token.start: len(text) for token in tokens if token.lexeme.is_office}
        for match in self.language.appointed.finditer(text):
            start, end = match.span("who")
            if known.get(start, start) < end and self._names.end_of(text, start, limit=end, country=None) == end:
                yield Token(start, end, _alias(text[start:end], text[start:end]))

    def _short_states(self, text: str, tokens: Sequence[Token]) -> list[Token]:
        """Find the short names of states where an office after them, or a word for 'and' before, shows it."""
        found: list[Token] = []
        for form, name in self.language.short_states.items():
            if form not in text:
                continue
            offices = {token.start for token in tokens if token.lexeme.is_office}
            joined = {token.end for token in tokens if token.lexeme.mark in ("with", "and")}
            longer = _covered(token for token in tokens if len(token.lexeme.form) > 1)
            spans = [(at, at + len(form)) for at in _places_of(form, text) if at not in longer]
            if any(end in offices for _, end in spans):
                meant = [(start, end) for start, end in spans if end in offices or start in joined]
                found += [Token(start, end, self.gazetteer.by_form[name]) for start, end in meant]
        return found

    def _with_home(self, text: str, tokens: Sequence[Token], outlet: Outlet) -> list[Token]:
        """Let a ministry named without a state be of the outlet's home, where the outlet speaks so."""
        state = self.world.entities.get(EntityId(f"state:{outlet.home}"))
        if not outlet.bare or state is None:
            return _with_owners(tokens, self.language.ministries)
        label = state.labels.get(self.language.code, "")
        home = Known(form=label, entity=state.id, kind="state", strength="strong", label=label, country=outlet.home)
        named = _named_states(tokens)  # 墨+经济部 is not of the outlet's home
        return [
            token._replace(lexeme=replace(token.lexeme, names=(*token.lexeme.names, home)))
            if token.lexeme.form in self.language.ministries and text[token.start - 1 : token.start] not in named
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
        named = {offset for conf in conferences for offset in range(conf.span.start, conf.span.end)}
        phrases = [
            phrase
            for phrase in phrases
            if phrase.kind == "place"
            or phrase.head.start not in named
            or not any(conf.span.covers(phrase.head) for conf in conferences)
        ]
        triggers = after_offices(document.folded, _triggers(document.folded, self.gazetteer), phrases, self.language)
        names = [_name_around(document.folded, span, phrases, conferences) for span, _ in triggers]
        tried = tuple(trigger for trigger, name in zip(triggers, names, strict=True) if name is None)
        tells = bool(tried or conferences)  # else it tells of nothing, and need not be read
        return Reading(
            document=document,
            anchor=_day_written(document, self.language),
            sentences=_sentences(document, phrases, tokens) if tells else (),
            conferences=by_place(conferences, _span_of),
            triggers=by_place(tried, itemgetter(0)),
            named=tuple(
                Refusal(trigger=span, rule=self._types(form), reason=f"part of a name: {name.of(document.folded)}")
                for (span, form), name in zip(triggers, names, strict=True)
                if name is not None
            ),
            times=by_place(_unnamed(document.folded, times, conferences, phrases), _span_of),
            grammar=self.times,
            language=self.language,
        )

    def _types(self, form: str) -> str:
        return ", ".join(dict.fromkeys(rule.type for rule in self.language.by_trigger[form]))


def _triggers(text: str, gazetteer: Gazetteer) -> list[tuple[Span, str]]:
    """Find the triggers of a text, words and patterns; of those that overlap the longest, in text order."""
    taken: list[tuple[int, int, str]] = []
    for found in sorted(gazetteer.find_triggers(text), key=lambda found: (found[0] - found[1], found)):
        at = bisect_left(taken, found)
        if not any(start < found[1] and found[0] < end for start, end, _ in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, found)
    return [(Span(start=start, end=end), form) for start, end, form in taken]


def alias_tokens(text: str, short: Mapping[str, str], names: Sequence[str]) -> list[Token]:
    """Find the short names of an article's people, and its unknown people's full names, wherever they stand."""
    forms = {**{name: name for name in names}, **short}
    begins: dict[str, list[str]] = defaultdict(list)  #: by their first sign
    for form in forms:
        begins[form[0]].append(form)
    found: dict[str, list[int]] = defaultdict(list)
    for at in [at for at, sign in enumerate(text) if sign in begins]:
        for form in begins[text[at]]:
            if text.startswith(form, at) and not (found[form] and at < found[form][-1] + len(form)):
                found[form].append(at)
    return [
        Token(at, at + len(form), lexeme)
        for form in sorted(found, key=lambda word: (-len(word), word))
        for lexeme in [_alias(form, forms[form])]
        for at in found[form]
    ]


def _disposal(match: re.Match[str]) -> Token:
    """Make the mark of the addressed side that a word is in its place: 将+甲+列入名单."""
    return Token(match.start(), match.end(), Lexeme(form=match.group(), classes=frozenset({"to"})))


def _alias(form: str, full: str) -> Lexeme:
    known = Known(form=form, entity=None, kind="person", strength="strong", label=full, country=None)
    return Lexeme(form=form, names=(known,))


def overlay(tokens: Sequence[Token], extra: Sequence[Token]) -> list[Token]:
    """Lay more tokens over the known ones: the longer wins; of one span a strong name, then an alias, then the rest."""
    if not extra:
        return list(tokens)
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
    covered = _covered(extra)
    apart: tuple[list[Token], list[Token]] = [], []
    for token in tokens:
        apart[not covered.isdisjoint(range(token.start, token.end))].append(token)
    return apart


def _covered(tokens: Iterable[Token]) -> set[int]:
    """Return the offsets at which some tokens stand."""
    return {offset for start, end, _ in tokens for offset in range(start, end)}


def _span_of(item: TimeExpression | Conference) -> Span:
    return item.span


def _start(token: Token) -> int:
    return token.start


def _rank(lexeme: Lexeme) -> int:
    strong = [name for name in lexeme.names if name.strength == "strong"]
    if any(name.entity is not None for name in strong) or not lexeme.names:
        return 0 if strong else 2
    return 1 if strong else 2


def _outside(tokens: Sequence[Token], times: Sequence[TimeExpression]) -> list[Token]:
    """Leave out the known forms inside time expressions: the 同 of 同日."""
    if not times:
        return list(tokens)
    starts = [time.span.start for time in times]

    def inside(token: Token) -> bool:
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.end <= times[at].span.end

    return [token for token in tokens if not inside(token)]


def _by_context(tokens: Sequence[Token], named: _Named, document: Document) -> list[Token]:
    """Let a sign mean the state that the article names in full: 中巴 may be of Palestine, if Pakistan is not named.

    Where it names several, the sentence tells which: 巴西总统说，巴中关系…; for a heading, which has no stop at its
    end, the sentence after it does. Else the first of them is meant.
    """
    if all(len(states) < _SEVERAL for states in named.values()):
        return [_meant(token, named) if token.lexeme.is_compound else token for token in tokens]
    starts = [sentence.start for sentence in document.sentences]
    near: dict[tuple[str, int], Lexeme] = {}  #: by its first sign and the sentence, the state named last
    after = _below_headings(tokens, starts, document)
    meant: list[Token] = []
    for token in tokens:
        form, state = token.lexeme.form, token.lexeme.state
        if len(named.get(form[:1], ())) < _SEVERAL:
            meant.append(_meant(token, named) if token.lexeme.is_compound else token)
            continue
        at = form[0], bisect_right(starts, token.start)
        told = near.get(at) or after.get(at)
        if token.lexeme.is_compound and told is not None:
            meant.append(Token(token.start, token.end, _sign_of(told, form=form)))
            continue
        if state is not None and state.entity is not None and len(form) > 1:
            near[at] = token.lexeme
        meant.append(_meant(token, named) if token.lexeme.is_compound else token)
    return meant


def _below_headings(
    tokens: Sequence[Token], starts: Sequence[int], document: Document
) -> dict[tuple[str, int], Lexeme]:
    """Return, by its first sign and the number of a heading, the state that the sentence after it names first."""
    after: dict[tuple[str, int], Lexeme] = {}
    for token in tokens:
        state, below = token.lexeme.state, bisect_right(starts, token.start) - 1
        heading = below > 0 and document.sentences[below - 1].of(document.folded)[-1:].isalnum()
        if heading and state is not None and state.entity is not None and len(token.lexeme.form) > 1:
            after.setdefault((token.lexeme.form[0], below), token.lexeme)
    return after


def _named_states(tokens: Sequence[Token]) -> _Named:
    """Return the states that the article names by more than a sign, by the first sign of their names."""
    named: _Named = {}
    for _, _, lexeme in tokens:
        state = lexeme.state
        if state is not None and state.entity is not None and len(lexeme.form) > 1:
            named.setdefault(lexeme.form[0], {})[state.entity] = lexeme
    return named


def _meant(token: Token, named: _Named) -> Token:
    usual, states = token.lexeme.state, named.get(token.lexeme.form, {})
    if usual is None or usual.strength != "compound" or usual.entity in states or not states:
        return token
    return Token(token.start, token.end, _sign_of(next(iter(states.values())), form=token.lexeme.form))


def _sign_of(lexeme: Lexeme, *, form: str) -> Lexeme:
    """Make the sign of a state that an article names in full."""
    names = (replace(lexeme.state, form=form, strength="compound"),) if lexeme.state else ()
    return Lexeme(form=form, names=names)


def _with_owners(tokens: Sequence[Token], ministries: frozenset[str]) -> list[Token]:
    """Let a ministry named without a state be of the state with which it was named before: 美国商务部…，+商务部."""
    owners: dict[str, Known] = {}
    owned: list[Token] = []
    for index, token in enumerate(tokens):
        form = token.lexeme.form
        beside = tokens[index - 1] if index and tokens[index - 1].end == token.start else None
        state = beside.lexeme.name("state") if beside is not None else None
        if form in ministries and state is not None:
            owners[form] = state
        elif form in ministries and form in owners and beside is None:
            owned.append(token._replace(lexeme=replace(token.lexeme, names=(*token.lexeme.names, owners[form]))))
            continue
        owned.append(token)
    return owned


def _titled(text: str, tokens: Sequence[Token], language: Language) -> list[Token]:
    """Let the name of a state be a title after a state, or before a form of address: 文莱+苏丹, 苏丹+陛下."""
    if not any(token.lexeme.form in language.titles_of for token in tokens):
        return list(tokens)
    states = {token.end: state.country for token in tokens if (state := token.lexeme.state) is not None}
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
        office = following.get(token.end) or before.get(token.start)
        if token.end not in following and office is not None and names.is_longer(text, token.end):
            office = None
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


def _sides(text: str, tokens: Sequence[Token], named: _Named, language: Language) -> list[Token]:
    """Find the sides of the states that the article names, and who goes there, by their first sign: 立方, 访+立."""
    side, goes = language.side, language.goes_to
    found: list[Token] = []
    for sign, states in sorted(named.items()):
        if len(states) > 1:
            continue
        (lexeme,) = states.values()
        for at in _places_of(sign, text):
            if text.startswith(side, at + 1):
                found.append(Token(at, at + 1 + len(side), lexeme))
            elif text.endswith(goes, 0, at) and not ((known := _token_at(tokens, at)) and len(known.lexeme.form) > 1):
                found.append(Token(at, at + 1, lexeme))
    return found


def _places_of(form: str, text: str) -> Iterator[int]:
    """Yield where a form stands in a text."""
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + len(form))


def _partners(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Find the signs of states that the article names in full, beside a sign of a state: 老挝, then 中+老+关系."""
    signs = [token for token in tokens if token.lexeme.is_compound and _is_sign(token)]
    if not signs:
        return []
    named = {sign: states for sign, states in _named_states(tokens).items() if len(states) == 1}
    beside = {at for sign in signs for at in (sign.start - 1, sign.end) if text[at : at + 1] in named}
    free = (at for at in sorted(beside) if _token_at(tokens, at) is None)
    return [Token(at, at + 1, _sign_of(*named[text[at]].values(), form=text[at])) for at in free]


def _is_sign(token: Token) -> bool:
    state = token.lexeme.state
    return state is not None and state.strength == "compound"


def _token_at(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the token that holds an offset; they do not overlap."""
    index = bisect_right(tokens, at, key=_start) - 1
    return tokens[index] if index >= 0 and at < tokens[index].end else None


def _name_around(text: str, span: Span, phrases: Sequence[Phrase], conferences: Sequence[Conference]) -> Span | None:
    """Return the name of a person, office, organisation or conference that a span is a part of, if it is one."""
    at = bisect_left(phrases, span.start + 1, key=lambda phrase: phrase.start)
    near = phrases[max(0, at - 2) : at + 1]
    names = [phrase.head for phrase in near if phrase.kind in ("person", "org", "office")]
    titled = next((phrase.span for phrase in near if phrase.kind == "person" and phrase.span.covers(span)), None)
    titles = [conf.span for conf in conferences if span.covers(conf.span) and is_in_title(text, conf.span)]
    spans = (*names, *(conf.span for conf in conferences if conf.span not in titles))  # 发表《+甲峰会+联合声明》
    return titled or next((name for name in spans if name.overlaps(span)), None)


def _day_written(document: Document, language: Language) -> date:
    """Return the day from which a report counts: that of its dateline, if it is the one before publication."""
    day = document.article.day
    eve = day - timedelta(days=1)
    line = language.dateline.search(document.folded, 0, _LEAD)
    return eve if line and int(line["day"]) == eve.day else day


def _unnamed(
    text: str, times: Sequence[TimeExpression], conferences: Sequence[Conference], phrases: Sequence[Phrase]
) -> tuple[TimeExpression, ...]:
    """Leave out the times that are part of the name of a conference (2024年亚太经合组织会议), or of a document.

    Nor is one a time that begins within the name of a person: 李在+明上午.
    """
    within = {at for phrase in phrases if phrase.kind == "person" for at in range(phrase.head.start, phrase.head.end)}
    names = [conference.span for conference in conferences]
    names += [Span(start=match.start(), end=match.end()) for match in _TITLED.finditer(text)]
    named = {offset for span in names for offset in range(span.start, span.end)}
    return tuple(
        time
        for time in times
        if time.span.start not in within
        and not (
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


def _with_full_name(event: Event, fullest: Mapping[str, Conference], world: World, edition: re.Pattern[str]) -> Event:
    """Give a Summit, and what is part of one, the fullest name in the article; of another meeting without number."""
    if event.type == "Summit" and event.name is not None and event.name in fullest:
        full = fullest[event.name]
        years = {str(world.editions[one].year) for one in full.fitting}
        if event.date and years and event.date[:4] not in years:
            return event  # 2018年…+峰会 is not the one of this year
        name = full.name
        return replace(event, name=edition.sub("", name) if event.rule in SHIFTED.values() else name)
    whole = fullest.get(event.part_of or "")
    return replace(event, part_of=whole.name) if whole is not None else event


def _name_test(conferences: Sequence[Conference]) -> Callable[[str, str], bool]:
    by_name = {conference.name: conference for conference in conferences}

    def same(left: str, right: str) -> bool:
        return left == right or (
            left in by_name and right in by_name and same_conference(by_name[left], by_name[right])
        )

    return same
