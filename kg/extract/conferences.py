"""Conferences: their names in the text, which names mean the same one, and which edition it is.

In go the folded text and the known forms, out come `Conference` values. Whether one takes place, and who comes, is read
in `events`. A run of states alone (日美韩首脑会谈) is no conference but a Meeting.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.knowledge.gazetteer import Token
from kg.knowledge.world import World
from kg.model import EntityId, Span
from kg.text.numerals import parse_number

_SIGNS = {"organisation": "O", "region": "R", "state": "S", "series": "E", "place": "P", "seat": "P"}
_LEAD = 8  #: signs before a name that may say that it is none
_NOISE = re.compile(r"[\s“”《》\"－—–·()（）-]")
_LONGEST_SHIFT = 6  #: signs of the words before a name that say which meeting is meant
_LONGEST_SHARED = 12  #: signs before a name of the one that shares its last word
_NEAR = 160  #: signs between a conference and what means it by a general word
_LEAD = 200  #: signs of a title and a lead
_BARE = 4  #: signs of a name that says nothing beside its number
_BRACKETED = re.compile(r"[(（][^）)]*[）)]")
_YEAR = re.compile(r"20\d\d")


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


def find_conferences(
    text: str, tokens: Sequence[Token], *, grammar: ConferenceGrammar, world: World
) -> list[Conference]:
    """Find the names of conferences in a text, longest first where they overlap."""
    signs = _signs(text, tokens)
    found = list(_from_pattern(text, signs, tokens, grammar, world))
    for more in (_joint(text, signs, grammar), _apart(text, signs, tokens, grammar, world)):
        found += [one for one in more if not any(one.span.overlaps(other.span) for other in found)]
    taken = [conference.span for conference in found]
    for token in tokens:
        if "series" not in token.lexeme.kinds and token.lexeme.form not in grammar.assemblies:
            continue
        series = _series_alone(token, grammar, world)
        if series is None:
            continue
        span = Span(start=token.start, end=token.end)
        if not any(span.overlaps(other) for other in taken):
            found.append(_conference(text, span, (), series, grammar))
    found += [other for one in found for other in _sharing(text, one, grammar, world)]
    found = [replace(one, fitting=_fitting(one, world)) for one in found]
    found = sorted((_shifted(text, one, grammar) for one in found), key=lambda conference: conference.span)
    recalled = [*_by_city(text, tokens, found, grammar, world), *recall(text, found, grammar)]
    return sorted([*found, *recalled], key=lambda conference: conference.span)


def _fitting(conference: Conference, world: World) -> frozenset[EntityId]:
    """Return the editions of its series that a conference may be by its number, its year and the city in its name."""
    if conference.series is None:
        return frozenset()
    told = world.editions_of(conference.series, number=conference.number, year=conference.year)
    there = [
        edition.id
        for edition in told
        if edition.city and any(label in conference.name for label in world.entities[edition.city].labels.values())
    ]
    return frozenset(there or (edition.id for edition in told))


def _by_city(
    text: str, tokens: Sequence[Token], conferences: Sequence[Conference], grammar: ConferenceGrammar, world: World
) -> Iterator[Conference]:
    """Yield the words that mean a conference named before by the city where it meets: 新德里+峰会."""
    for token in tokens if conferences else ():
        place = token.lexeme.name("place") if "place" in token.lexeme.kinds else None
        head = grammar.by_city.match(text, token.end) if place is not None else None
        if place is None or head is None:
            continue
        span = Span(start=token.start, end=head.end())
        met = {edition.series for edition in world.editions.values() if edition.city == place.entity}
        before = [one for one in conferences if one.span.end <= span.start and one.series in met]
        if before and not any(one.span.overlaps(span) for one in conferences):
            yield replace(before[-1], span=span, recalled=True, by_city=True)


def _series_alone(token: Token, grammar: ConferenceGrammar, world: World) -> EntityId | None:
    """Return the series that a known name is of, alone: 香格里拉对话会, or an assembly whose meetings it names."""
    form, name = token.lexeme.form, token.lexeme.name("series")
    if form in grammar.assemblies:
        return next((found for head in grammar.heads if (found := _series_named(form + head, grammar, world))), None)
    return name.entity if name is not None and grammar.no_name.search(form) is None else None


def _shifted(text: str, conference: Conference, grammar: ConferenceGrammar) -> Conference:
    """Say of a conference that another meeting of its series is meant: 下届+峰会."""
    before = text[max(0, conference.span.start - _LONGEST_SHIFT) : conference.span.start]
    shift = int(grammar.before_next.search(before) is not None) - int(grammar.before_last.search(before) is not None)
    return replace(conference, shift=shift)


def _signs(text: str, tokens: Sequence[Token]) -> str:
    """Write one sign for each character of a known name, the character itself elsewhere."""
    signs: list[str] = []
    done = 0
    for start, end, lexeme in tokens:
        sign = _sign(lexeme.kinds) if lexeme.names else None
        if sign is not None:
            signs += (text[done:start], (sign if len(lexeme.form) > 1 else "C") * (end - start))
            done = end
    return "".join((*signs, text[done:]))


@cache
def _sign(kinds: frozenset[str]) -> str | None:
    return next((sign for kind, sign in _SIGNS.items() if kind in kinds), None)


def _from_pattern(
    text: str, signs: str, tokens: Sequence[Token], grammar: ConferenceGrammar, world: World
) -> Iterator[Conference]:
    starts = [token.start for token in tokens]
    for span in (part for match in _shapes(signs, grammar) for part in _each(match, grammar)):
        shape, written = span.of(signs), span.of(text)
        if grammar.no_name.search(written) or not _is_named(shape, written, grammar):
            continue
        near = tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        inside = [token for token in near if token.end <= span.end]
        series = _series(written, inside, grammar, world)
        if series is None and grammar.met.search(text[max(0, span.start - _LEAD) : span.end]):
            continue  # 与多名+欧洲领导人会晤
        named = grammar.about.search(shape) or _is_known(shape, written, grammar) or _is_numbered(written, grammar)
        if series is None and not named:
            continue
        parties = tuple(
            name.label for token in inside if (name := token.lexeme.name("organisation", "region")) is not None
        )
        both = grammar.shared.fullmatch(shape)
        if both is None or series is not None:
            yield _conference(text, span, parties, series, grammar)
        else:
            yield from _two(text, span.start, both, grammar, world)


def _shapes(signs: str, grammar: ConferenceGrammar) -> Iterator[re.Match[str]]:
    """Find what has the shape of a name."""
    for part in grammar.parts.finditer(signs):
        if grammar.gate.search(signs, part.start(), part.end()):
            yield from grammar.name.finditer(signs, part.start(), part.end())


def _each(match: re.Match[str], grammar: ConferenceGrammar) -> Iterator[Span]:
    """Yield the spans of the names in what has the shape of one: 甲高级别会议+和+乙领导人对话会."""
    start = match.start()
    for joined in grammar.both.finditer(match.string, match.start(), match.end()):
        yield Span(start=start, end=joined.start("and"))
        start = joined.end()
    yield Span(start=start, end=match.end())


def _joint(text: str, signs: str, grammar: ConferenceGrammar) -> Iterator[Conference]:
    """Yield the conferences that are named by the words alone: 中日韩文化部长会议, 支援黎巴嫩国际会议."""
    for pattern, group in ((grammar.joint, 0), (grammar.after_verb, "name")):
        for match in pattern.finditer(signs):
            span = Span(start=match.start(group), end=match.end(group))
            if grammar.no_name.search(span.of(text)) is None:
                yield _conference(text, span, (), None, grammar)


def _apart(
    text: str, signs: str, tokens: Sequence[Token], grammar: ConferenceGrammar, world: World
) -> Iterator[Conference]:
    """Yield the conferences whose name a verb parts: 七国集团将于5月在广岛举行峰会, 慕尼黑举行的安全会议."""
    for pattern in (grammar.apart, grammar.seated):
        for match in pattern.finditer(signs):
            head = Span(start=match.start("head"), end=match.end("head"))
            name = text[match.start("who") : match.end("who")] + head.of(text)
            series = _series_named(name, grammar, world)
            if series is not None or pattern is grammar.apart:
                yield replace(_conference(text, head, (), series, grammar), name=name)


def _two(text: str, start: int, both: re.Match[str], grammar: ConferenceGrammar, world: World) -> Iterator[Conference]:
    """Yield two conferences that share their last words, each with a name of its own."""
    shared = Span(start=start + both.start("shared"), end=start + both.end("shared")).of(text)
    for group in ("first", "second"):
        span = Span(start=start + both.start(group), end=start + both.end(group if group == "first" else "shared"))
        name = span.of(text) if group == "second" else span.of(text) + shared
        series = _series_named(name, grammar, world)
        yield replace(_conference(text, span, (), series, grammar), name=name)


def _sharing(text: str, named: Conference, grammar: ConferenceGrammar, world: World) -> Iterator[Conference]:
    """Yield the conference right before a name that shares its last word: 首届+中阿+、中海峰会."""
    head = next((head for head in grammar.heads if named.name.endswith(head)), "")
    before = grammar.sharing.search(text, max(0, named.span.start - _LONGEST_SHARED), named.span.start)
    for start in range(before.start("first"), before.end("first") - 1) if before and head else ():
        name = text[start : before.end("first")] + head if before else ""
        series = _series_named(name, grammar, world)
        if series is not None and series != named.series:
            yield replace(
                _conference(text, Span(start=start, end=named.span.start - 1), (), series, grammar), name=name
            )
            return


def recall(text: str, conferences: Sequence[Conference], grammar: ConferenceGrammar) -> list[Conference]:
    """Find the words that mean conferences named before; each comes with the name that it means."""
    found: list[Conference] = []
    conferences = [one for one in conferences if not is_in_title(text, one.span)]
    if not conferences:
        return found
    for pattern, count, shift in (
        (grammar.next, 1, 1),
        (grammar.last, 1, -1),
        (grammar.recalled_all, 2, 0),
        (grammar.recalled, 1, 0),
        (grammar.recalled_near, 1, 0),
    ):
        for match in pattern.finditer(text):
            span = Span(start=match.start(), end=match.end())
            if any(one.span.overlaps(span) for one in (*conferences, *found)):
                continue
            latest = _latest(text, conferences, span.start, count, grammar)
            if pattern is grammar.recalled_near and meant(text, conferences, span.start, grammar) is None:
                continue
            found += [replace(one, span=span, recalled=True, shift=shift) for one in latest if len(latest) == count]
    return found


def is_in_title(text: str, span: Span) -> bool:
    """Tell whether a name stands in the title of a document, of which nobody speaks as a meeting: 《…峰会联合声明》."""
    return text.rfind("《", 0, span.start) > text.rfind("》", 0, span.start)


def _latest(
    text: str, conferences: Sequence[Conference], end: int, count: int, grammar: ConferenceGrammar
) -> list[Conference]:
    """Return the conferences that a general word means, each once: those named last before it.

    Of one alone it is that of the article, unless another was named in the sentence of the word or right before it.
    """
    named = [
        one
        for one in conferences
        if one.span.end <= end and not one.shift and grammar.part.match(text, one.span.end) is None
    ]
    latest: list[Conference] = []
    for one in reversed(named):
        if len(latest) < count and not any(same_conference(one, other) for other in latest):
            latest.append(one)
    subject = _subject(text, named, grammar) if count == 1 else None
    away = subject and latest[0].span.end <= _line(text, _line(text, end, grammar) - 1, grammar)
    return [subject] if subject and away else latest


def _line(text: str, at: int, grammar: ConferenceGrammar) -> int:
    """Return where the sentence around a place in the text begins."""
    return max(text.rfind(sign, 0, max(at, 0)) for sign in grammar.ends) + 1


def _subject(text: str, named: Sequence[Conference], grammar: ConferenceGrammar) -> Conference | None:
    """Return the last mention of the one conference of which an article speaks: that of its title, else its only one.

    A title or a lead that speaks of another occasion (会见出席峰会的外宾) is not about the conference.
    """
    title = text.find("\n")
    titled = [one for one in named if one.span.end <= title]
    first = next(iter(titled or named), None)
    if first is None or not all(same_conference(first, other) for other in titled or named):
        return None
    if first.span.start >= _LEAD or _is_of_other(text, 0, title if titled else first.span.start, named, grammar):
        return None
    return next(one for one in reversed(named) if same_conference(one, first))


def meant(text: str, conferences: Sequence[Conference], start: int, grammar: ConferenceGrammar) -> Conference | None:
    """Return the conference that a general word means, if it can be told.

    It stands near and no other occasion between; or the article speaks of it, and the sentence of no other occasion.
    """
    found = next(iter(_latest(text, conferences, start, 1, grammar)), None)
    if found is None:
        return None
    subject = _subject(text, [one for one in conferences if one.span.end <= start and not one.shift], grammar)
    about = subject is not None and same_conference(found, subject)
    near = max(found.span.end, _line(text, start, grammar)) if about else found.span.end
    told = (about or start <= found.span.end + _NEAR) and not _is_of_other(text, near, start, conferences, grammar)
    return found if told else None


def _is_of_other(
    text: str, start: int, end: int, conferences: Sequence[Conference], grammar: ConferenceGrammar
) -> bool:
    """Tell whether a part of a text speaks of an occasion other than the conferences, whose names may say 会晤."""
    names = [one.span for one in conferences]
    others = (Span(start=match.start(), end=match.end()) for match in grammar.other_occasion.finditer(text, start, end))
    return any(not any(name.overlaps(span) for name in names) for span in others)


def _is_numbered(written: str, grammar: ConferenceGrammar) -> bool:
    """Tell whether a name without an organisation has a number, and more than that: 第二十三次会晤 names nothing."""
    number = grammar.number.search(written)
    return number is not None and len(written) - len(number.group()) > _BARE


def _is_named(shape: str, written: str, grammar: ConferenceGrammar) -> bool:
    known = _is_known(shape, written, grammar) or grammar.edition.search(shape) or grammar.about.search(shape)
    return bool(known)


def _is_known(shape: str, written: str, grammar: ConferenceGrammar) -> bool:
    """Tell whether a name holds an organisation, a group of states, a known series or Latin letters."""
    return re.search("[ORE]", shape) is not None or grammar.acronym.search(written) is not None


def _series(written: str, inside: Sequence[Token], grammar: ConferenceGrammar, world: World) -> EntityId | None:
    """Return the series whose name, without edition, year, brackets and place, the written name is."""
    exact = next((name.entity for token in inside if (name := token.lexeme.name("series")) is not None), None)
    if exact is not None:
        return exact
    placeless = written
    for place in (token.lexeme.form for token in inside if "place" in token.lexeme.kinds):
        placeless = placeless.replace(place, "")
    return _series_named(written, grammar, world) or _series_named(placeless, grammar, world)


def _series_named(written: str, grammar: ConferenceGrammar, world: World) -> EntityId | None:
    """Return the series that a name is of: as written, without what stands in brackets, or with that alone."""
    name = grammar.edition.sub("", written)
    inside = _BRACKETED.search(name)
    forms = [name, _BRACKETED.sub("", name)]
    forms += [inside.group()[1:-1] + name[inside.end() :]] if inside else []
    plain = (_NOISE.sub("", form) for form in forms)
    return next((one.entity for form in plain for one in world.lookup(form) if one.kind == "series"), None)


def _conference(
    text: str, span: Span, parties: tuple[str, ...], series: EntityId | None, grammar: ConferenceGrammar
) -> Conference:
    written = span.of(text)
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
    short, full = sorted((_NOISE.sub("", left.name), _NOISE.sub("", right.name)), key=len)
    return short in full or _is_subsequence(short, full)


def _is_subsequence(short: str, full: str) -> bool:
    """Tell whether a shorter name leaves out parts of a fuller one and adds none.

    >>> _is_subsequence("中非合作论坛峰会", "中非合作论坛北京峰会")
    True
    """
    rest = iter(full)
    return len(short) >= 4 and all(char in rest for char in short)
