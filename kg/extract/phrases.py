"""Noun phrases: a name with the state and the office before or after it.

In goes the folded text and the known forms found in it, out come `Phrase` values in text order without overlap: persons
with their offices, states (also 中方, 美国国务院, each of 日美韩), organisations, places, and words for parties already
spoken of (双方). To which later office a run leads is found in `offices`, how far a name reaches in `bounds`. Who a
phrase is in this article is decided in `people`; conferences are found in `conferences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg.extract.bounds import Bounds
from kg.extract.names import NameFinder
from kg.extract.offices import OfficeFinder
from kg.extract.postings import SERVED, Postings, read_postings
from kg.extract.runs import LONGEST_GAP, Run, first_at, index_of, is_state, next_compound
from kg.knowledge.gazetteer import NO_PARTIES, Known, Token
from kg.knowledge.language import Group, Language
from kg.model import EntityId, OfficeStatus, Span

_BRACKET = re.compile(r"\s?[(（][^()（）]{0,80}[)）]")
_AT_ORGANISATION = "permanent_representative"  #: whoever serves at an organisation, unless a table says more
_OPENING = ("", "，", "。", "；", "：", "、", "“", "「", "\n", "\u3000", ",", ":")  #: signs before a clause


class Phrase(Struct, frozen=True, kw_only=True, gc=False):
    """A noun phrase that may be a party, a place or a word for one."""

    span: Span  #: with state, office and brackets
    head: Span  #: the name alone
    kind: str  #: person, country, org, region, place, office, group, pronoun
    name: str = ""
    country: str | None = None
    entity: EntityId | None = None
    choices: tuple[Known, ...] = ()  #: all entities that the name may be
    offices: tuple[tuple[str, str | None], ...] = ()  #: wording and post
    status: OfficeStatus | None = None
    receiver: str | None = None  #: the state where an envoy serves
    level: str | None = None  #: 中美元首: whose meeting
    group: Group | None = None
    official: bool = True  #: False for spokespersons, the press, professors
    city: str | None = None  #: of a place or seat that may stand for its state
    rule: str = ""

    @property
    def start(self) -> int:
        """Where the phrase begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self.span.end

    @property
    def speaks(self) -> bool:
        """Tell whether a spokesperson is named."""
        return any(post == "spokesperson" for _, post in self.offices)


class PhraseFinder:
    """Finds noun phrases; holds only what it was made with."""

    def __init__(self, language: Language, names: NameFinder) -> None:
        self._language = language
        self._bounds = Bounds(language, names)
        self._offices = OfficeFinder(language, self._bounds)
        heads = sorted(map(re.escape, language.compound_heads), key=lambda word: (-len(word), word))
        single = sorted(map(re.escape, language.compound_single_heads), key=lambda word: (-len(word), word))
        prefixes = sorted(map(re.escape, language.compound_prefixes), key=lambda word: (-len(word), word))
        levels = sorted(map(re.escape, language.levels), key=lambda word: (-len(word), word))
        self._heads = re.compile("|".join(heads))
        self._single = re.compile("|".join(single))
        self._prefix = re.compile(f"(?:{'|'.join(prefixes)})$")
        sides = [re.escape(word) for group in language.groups if group.level is None for word in group.words]
        self._level = re.compile(f"(?:{'|'.join(sides)})?({'|'.join(levels)})")

    def find(self, text: str, tokens: Sequence[Token], *, home: str | None) -> list[Phrase]:
        """Find the noun phrases of a text.

        Args:
            text: folded.
            tokens: known forms in text order, without overlap.
            home: the state that the outlet calls its own.
        """
        return list(self._phrases(text, tokens, home))

    def _phrases(self, text: str, tokens: Sequence[Token], home: str | None) -> Iterator[Phrase]:
        index = 0
        while index < len(tokens):
            if tokens[index].lexeme.is_inert:
                index += 1
                continue
            found, index = self._at(text, tokens, index, home)
            yield from found

    def _at(self, text: str, tokens: Sequence[Token], index: int, home: str | None) -> tuple[list[Phrase], int]:
        """Read what begins at a token; return its phrases and the index of the next unread token."""
        token = tokens[index]
        lexeme = token.lexeme
        by_clock = self._language.clock.match(text, token.end) and lexeme.name("state", "place") is not None
        if by_clock or ("shield" in lexeme.classes and not lexeme.names and lexeme.office is None):
            return [], index + 1  # 韩国+时间26日
        if "posted" in lexeme.classes:
            return self._titled(text, tokens, index)
        if token.lexeme.is_compound:
            run = self._compound(text, tokens, index)
            if run is not None:
                return run
            return [], index + 1
        if "own_state" in lexeme.classes and home:
            span = Span(start=token.start, end=token.end)
            return [Phrase(span=span, head=span, kind="country", name=lexeme.form, country=home, rule="own")], index + 1
        if lexeme.group is not None:
            if index and tokens[index - 1].end == token.start and is_state(tokens[index - 1]):
                return [], index + 1  # 日印+两国: the states have been read
            span = Span(start=token.start, end=token.end)
            return [Phrase(span=span, head=span, kind="group", group=lexeme.group, level=lexeme.group.level)], index + 1
        if lexeme.pronoun:
            span = Span(start=token.start, end=token.end)
            found = [Phrase(span=span, head=span, kind="pronoun", name=lexeme.pronoun)]
            return [] if self._language.no_pronoun.match(text, token.start) else found, index + 1
        if not lexeme.begins_name:
            return [], index + 1
        return self._titled(text, tokens, index)

    def _compound(self, text: str, tokens: Sequence[Token], index: int) -> tuple[list[Phrase], int] | None:
        """Read a run of one-character states: 日美韩, 中方, 访美."""
        last = index
        while (following := next_compound(text, tokens, last)) is not None:
            last = following
        run = [token for token in tokens[index : last + 1] if token.lexeme.is_compound]
        end = run[-1].end
        if len(run) == 1:
            return self._single_compound(text, tokens, index)
        if not self._heads.match(text, end) and not all(
            token.lexeme.form in self._language.sure_compounds for token in run
        ):
            return None
        level = self._level.match(text, end)
        phrases = [
            Phrase(
                span=Span(start=token.start, end=token.end),
                head=Span(start=token.start, end=token.end),
                kind="country",
                name=name.label,
                country=name.country,
                entity=name.entity,
                level=self._language.levels[level.group(1)] if level else None,
                rule="compound",
            )
            for token in run
            if (name := token.lexeme.name("state", "region", "organisation")) is not None
        ]
        return phrases, last + 1

    def _single_compound(self, text: str, tokens: Sequence[Token], index: int) -> tuple[list[Phrase], int] | None:
        token = tokens[index]
        place = token.lexeme.name("place")
        if place is not None and index and "at" in tokens[index - 1].lexeme.classes:  # 在+京
            here = Span(start=token.start, end=token.end)
            return [_place_phrase(place, here)], index + 1
        name = token.lexeme.name("state", "organisation")
        if name is None:
            return None
        span = Span(start=token.start, end=token.end)
        phrase = Phrase(span=span, head=span, kind="country", name=name.label, country=name.country, entity=name.entity)
        if text.startswith(self._language.side, token.end):
            side = Span(start=token.start, end=token.end + len(self._language.side))
            return [replace(phrase, span=side, rule="side")], index + 1
        if token.lexeme.form not in self._language.sure_compounds:
            return None
        if token.lexeme.form in self._language.hesitant and not self._is_sure(text, tokens, index):
            return None
        if self._is_posting(tokens, index):
            return self._titled(text, tokens, index)
        follower = tokens[index + 1] if index + 1 < len(tokens) and tokens[index + 1].start == token.end else None
        if follower is not None and (follower.lexeme.office or "institution" in follower.lexeme.classes):
            return self._titled(text, tokens, index)
        if self._single.match(text, token.end):
            return self._titled(text, tokens, index)
        if self._prefix.search(text, max(0, token.start - 3), token.start):
            return [replace(phrase, rule="prefix")], index + 1
        return None

    def _is_sure(self, text: str, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a grammar word is a state's sign here: 以+总理+内塔尼亚胡, not 以+特使身份."""
        end = tokens[index].end
        if self._language.hesitant_heads.match(text, end) or end >= len(text):
            return True
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        titled = following is not None and following.start == end and following.lexeme.is_office
        return titled and self._bounds.named_after(text, tokens, index + 1, tokens[index].lexeme.names[0].country)

    def _is_posting(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether the word after a state says where its envoy serves: 美驻华大使."""
        following = index + 1
        return (
            following < len(tokens)
            and tokens[following].start == tokens[index].end
            and "posted" in tokens[following].lexeme.classes
        )

    def _titled(self, text: str, tokens: Sequence[Token], index: int) -> tuple[list[Phrase], int]:
        """Read states and offices, then the name after them, then the office after the name."""
        first = tokens[index]
        run = Run(start=first.start, end=first.start, index=index)
        person: Token | None = None
        while run.index < len(tokens):
            token = tokens[run.index]
            if token.start > run.end + LONGEST_GAP and not self._language.portfolio.match(text, run.end):
                break
            ahead = self._offices.ahead(text, tokens, run) if run.end > run.start else None
            if run.offices and self._offices.lists_offices(text, tokens, run):
                run.index, token = run.index + 1, tokens[run.index + 1]
            elif ahead is not None:
                run.index, token = ahead, tokens[ahead]
            elif token.start != run.end and not self._offices.reaches(text, tokens, run, token):
                break
            if "shield" in token.lexeme.classes and not token.lexeme.names and not token.lexeme.office:
                break
            if token.lexeme.is_person:
                if self._bounds.is_whole(text, tokens, run.index):
                    person = token
                else:
                    run.index += 1  # a longer name that no table knows begins here: 巴尔+尼耶
                break
            if not self._take(text, tokens, run, token):
                break
        return self._finish(text, tokens, run, person)

    def _take(self, text: str, tokens: Sequence[Token], run: Run, token: Token) -> bool:
        """Add a state, status word, office or institution to a run; say False if the token is none of these."""
        if run.posted and not run.offices:
            return self._take_post(run, token) or _take_sender(tokens, run, token)
        if "posted" in token.lexeme.classes:
            run.posted = True
            run.end, run.index = token.end, run.index + 1
            return True
        gap = run.end < token.start
        if gap and self._language.subject.match(text, run.end, token.start) and is_state(tokens[run.index - 1]):
            run.country = run.state = None  # 叙利亚+问题特使 serves no Syria
        if not (self._take_title(text, run, token) or _take_name(tokens, run, token)):
            return False
        run.end, run.index = token.end, run.index + 1
        return True

    def _take_title(self, text: str, run: Run, token: Token) -> bool:
        """Add an office, or a word that says whether it is held; say False if the token is neither."""
        lexeme = token.lexeme
        if lexeme.office is not None or "office_head" in lexeme.classes:
            gap = text[run.end : token.start]
            joined = not gap or self._language.office_joiner.fullmatch(gap)
            post = lexeme.office.post if lexeme.office else None
            of_board = not joined and post in self._language.level_posts["head_of_state"]  # 合作委员会+主席
            wording = lexeme.form if joined else gap.lstrip(self._language.office_comma) + lexeme.form
            run.offices.append((wording, None if of_board else post))
            run.official = run.official and not lexeme.classes & NO_PARTIES
        elif lexeme.classes & NO_PARTIES:
            run.offices.append((lexeme.form, min(lexeme.classes & NO_PARTIES)))
            run.official = False
        elif lexeme.status:
            run.status = OfficeStatus(lexeme.status)
        else:
            return False
        return True

    def _take_post(self, run: Run, token: Token) -> bool:
        """Read the state, city or organisation where an envoy serves, and the office after it."""
        lexeme = token.lexeme
        state = lexeme.name(*SERVED)
        if lexeme.office is not None or "office_head" in lexeme.classes:
            at_organisation = run.receiver is not None and run.receiver.startswith("org:")
            unlisted = _AT_ORGANISATION if at_organisation else None  # 常驻联合国+代表
            run.offices.append((lexeme.form, lexeme.office.post if lexeme.office else unlisted))
        elif "institution" in lexeme.classes:
            run.institution = True
        elif state is not None and run.receiver is None:
            run.receiver = state.country or state.entity
        else:
            return False
        run.end, run.index = token.end, run.index + 1
        return True

    def _finish(self, text: str, tokens: Sequence[Token], run: Run, person: Token | None) -> tuple[list[Phrase], int]:
        """Turn a run and what follows it into a phrase."""
        postings = read_postings(text, tokens, run, self._language)
        if postings is not None:
            return self._posted(run, postings), postings.index
        if person is not None:
            return self._person(text, tokens, run, person.start, person.end, person)
        if run.offices and not self._is_surnamed(text, tokens, run):
            end = self._bounds.end_of(text, tokens, run.index, run.end, run.country)
            if end is not None:
                return self._person(text, tokens, run, run.end, end, None)
        index = max(run.index, first_at(tokens, run.end, run.index))
        span = Span(start=run.start, end=max(run.end, run.start + 1))
        if run.offices or (run.receiver and run.institution):
            if run.country is None and run.org is None and run.receiver is None:
                spoken_to = self._language.vocatives.match(text, run.end)
                if spoken_to:
                    return [_vocative(run, spoken_to.end())], max(index, run.index)
                bare = [replace(self._bare_office(span, run), rule="bare")] if self._is_bare(text, run) else []
                return bare, max(index, run.index)
            return [self._bare_office(span, run)], index
        named = run.state or run.org or run.place
        if named is None:
            return [], max(index, index_of(tokens, run) + 1)
        return [_thing(span, named, run, text)], index

    def _posted(self, run: Run, postings: Postings) -> list[Phrase]:
        """Make a phrase of each state where envoys of one state serve: 驻智利和秘鲁大使."""
        run.offices = [postings.office]
        office = self._bare_office(Span(start=run.start, end=run.end), run)
        return [replace(office, span=span, head=span, receiver=served) for served, span in postings.served]

    def _is_surnamed(self, text: str, tokens: Sequence[Token], run: Run) -> bool:
        """Tell whether a title follows a surname, so that no name follows it: 习+主席, but 和+国务院总理."""
        if run.country or run.org or run.status or run.start == 0:
            return False
        before = tokens[index_of(tokens, run) - 1] if index_of(tokens, run) else None
        word = before is not None and before.end == run.start and before.lexeme.classes
        return not word and text[run.start - 1] in self._language.names.surnames

    def _is_bare(self, text: str, run: Run) -> bool:
        """Tell whether an office alone acts, of whose holder the article has told: 首相+将出席."""
        if len(run.offices) != 1 or run.status or run.place or run.institution or run.offices[0][1] is None:
            return False
        if text[run.start - 1 : run.start] not in _OPENING:
            return False
        return self._language.acts.match(text, run.end) is not None

    def _bare_office(self, span: Span, run: Run) -> Phrase:
        return Phrase(
            span=span,
            head=span,
            kind="office",
            name=_name_of(owner) if (owner := run.state or run.org) else "",
            country=run.country,
            entity=run.state.entity if run.state else run.org.entity if run.org else None,
            offices=tuple(run.offices),
            status=run.status,
            receiver=run.receiver,
            official=run.official,
            rule="office",
        )

    def _person(
        self, text: str, tokens: Sequence[Token], run: Run, start: int, end: int, token: Token | None
    ) -> tuple[list[Phrase], int]:
        """Make the phrase of a person, with the brackets and the office after the name."""
        offices = list(run.offices)
        name = _full_name(token) or text[start:end]
        title = next((word for word in self._language.titles_in_names if name.startswith(word)), "")
        if title and text.startswith(title, start):
            offices, start, name = offices or [(title, None)], start + len(title), name.removeprefix(title)
        official = run.official
        index = first_at(tokens, end, run.index)
        stop = end
        while index < len(tokens) and tokens[index].start == stop and tokens[index].lexeme.is_office and not offices:
            after = tokens[index]
            if self._bounds.named_after(text, tokens, index, run.country) or after.lexeme.status:
                break  # 石破+原定
            offices.append((after.lexeme.form, after.lexeme.office.post if after.lexeme.office else None))
            official = official and not after.lexeme.classes & NO_PARTIES
            stop, index = after.end, index + 1
        deputy = next((at for at in (end, stop) if text.startswith(self._language.deputies, at)), None)
        if deputy is not None:
            return [], max(first_at(tokens, deputy, run.index), run.index + 1)  # 习近平主席+特别代表+丁薛祥
        bracket = _BRACKET.match(text, stop)
        if bracket and self._language.spelled.search(bracket.group()):
            stop = bracket.end()
            index = first_at(tokens, stop, index)
        if index < len(tokens) and tokens[index].start == stop and "companion" in tokens[index].lexeme.classes:
            stop, index = tokens[index].end, index + 1
        choices = tuple(name for name in token.lexeme.names if name.kind == "person" and name.entity) if token else ()
        phrase = Phrase(
            span=Span(start=run.start, end=stop),
            head=Span(start=start, end=end),
            kind="person",
            name=name,
            country=run.country,
            choices=choices,
            entity=run.org.entity if run.org and not run.country else None,
            offices=tuple(offices),
            status=run.status,
            receiver=run.receiver,
            official=official,
            rule="known" if token else "pattern",
        )
        return [phrase], max(index, first_at(tokens, end, run.index))


def _take_sender(tokens: Sequence[Token], run: Run, token: Token) -> bool:
    """Add the state whose mission is named after where it serves: 驻立陶宛+台湾+代表处; say False if it is none."""
    after = tokens[run.index + 1] if run.index + 1 < len(tokens) else None
    state = token.lexeme.state
    missions = after is not None and after.start == token.end and "institution" in after.lexeme.classes
    if state is None or run.receiver is None or run.country is not None or not missions:
        return False
    run.country, run.state = state.country, state
    run.end, run.index = token.end, run.index + 1
    return True


def _take_name(tokens: Sequence[Token], run: Run, token: Token) -> bool:
    """Add a state, organisation, seat of power or institution to a run; say False if the token is none of these."""
    lexeme = token.lexeme
    state, org, place = lexeme.state, lexeme.body, lexeme.place
    if place is not None and place.kind == "seat" and not (run.offices or run.country or run.org or run.place):
        run.place, run.country = place, place.country
    elif "institution" in lexeme.classes:
        run.institution = True
        if state is not None and run.country is None and run.org is None:
            run.country, run.state = state.country, state  # of the outlet's home: 商务部
    elif state is not None:
        abroad = run.country and run.country != state.country
        if run.offices or abroad or (run.institution and token.lexeme.is_compound):
            return False
        run.country, run.state = state.country, run.state or state
    elif org is not None and not run.offices:
        run.org = run.org or org
    elif place is not None and not run.offices and not run.place and run.index == index_of(tokens, run):
        run.place, run.country = place, run.country or place.country
    else:
        return False
    return True


def _name_of(known: Known) -> str:
    """Return what a state is called, and a group of states or an organisation as it is written: 非洲国家."""
    return known.label if known.kind in ("state", "seat") else known.form


def _thing(span: Span, named: Known, run: Run, text: str) -> Phrase:
    kinds = {"state": "country", "organisation": "org", "region": "region", "place": "place", "seat": "place"}
    return Phrase(
        span=span,
        head=Span(start=span.start, end=span.start + len(named.form)),
        kind=kinds[named.kind],
        name=_name_of(named),
        country=named.country,
        entity=named.entity,
        city=named.form if named.kind in ("place", "seat") else None,
        receiver=run.receiver,
        rule="institution" if run.institution else "name",
    )


def _full_name(token: Token | None) -> str | None:
    """Return the full name that a short form of this article stands for (习主席)."""
    names = token.lexeme.names if token else ()
    return names[0].label if names and names[0].kind == "person" and names[0].entity is None else None


def _vocative(run: Run, end: int) -> Phrase:
    """Make the phrase of whoever is spoken to by an office: 总统先生."""
    span = Span(start=run.start, end=end)
    return Phrase(span=span, head=span, kind="pronoun", name="you", offices=tuple(run.offices), rule="vocative")


def _place_phrase(place: Known, span: Span) -> Phrase:
    return Phrase(
        span=span, head=span, kind="place", name=place.label, country=place.country, entity=place.entity, rule="name"
    )
