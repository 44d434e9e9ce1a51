"""Conferences that are meant and not named: by a general word (会议, 下届峰会) or by their city (新德里峰会).

In go the text and the conferences named in it, out come further ones, each the one that the words mean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.extract.conferences.conference import Conference, conference_at, is_in_title, same_conference
from kg.extract.conferences.series import series_named
from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.knowledge.gazetteer import Token
from kg.knowledge.world import World
from kg.model import EntityId, Span

_NEAR = 160  #: signs between a conference and what means it by a general word
_LEAD = 200  #: signs of a title and a lead


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


def recall_by_city(
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


def named_by_city(
    text: str, tokens: Sequence[Token], conferences: Sequence[Conference], grammar: ConferenceGrammar, world: World
) -> Iterator[Conference]:
    """Yield the conferences named by the city alone, of an organisation of which the article speaks: 阿斯塔纳+峰会."""
    for token in tokens:
        place = token.lexeme.name("place") if "place" in token.lexeme.kinds else None
        head = grammar.city_summit.match(text, token.end) if place is not None else None
        if place is None or head is None:
            continue
        span = Span(start=token.start, end=head.end())
        met = [edition for edition in world.editions.values() if edition.city == place.entity]
        series = _of_organisation(head.group(), {one.series for one in met}, tokens, grammar, world)
        if series is not None and not any(one.span.overlaps(span) or one.series == series for one in conferences):
            fitting = frozenset(edition.id for edition in met if edition.series == series)
            yield replace(conference_at(text, span, (), series, grammar), fitting=fitting)


def _of_organisation(
    head: str, series: Collection[EntityId], tokens: Sequence[Token], grammar: ConferenceGrammar, world: World
) -> EntityId | None:
    """Return which series the summits of an organisation of the article are, if of one alone: 上海合作组织+峰会."""
    labels = {name.label for token in tokens if (name := token.lexeme.name("organisation")) is not None}
    held = {one for label in labels if (one := series_named(label + head, grammar, world)) in series}
    return held.pop() if len(held) == 1 else None


def meant(text: str, conferences: Sequence[Conference], start: int, grammar: ConferenceGrammar) -> Conference | None:
    """Return the conference that a general word means, if it can be told.

    It stands near and no other occasion between; or the article speaks of it, and the sentence of no other occasion.
    """
    found = next(iter(_latest(text, conferences, start, 1, grammar)), None)
    if found is None:
        return None
    subject = subject_of(text, [one for one in conferences if one.span.end <= start and not one.shift], grammar)
    about = subject is not None and same_conference(found, subject)
    near = _line(text, start if about else found.span.start, grammar)
    told = (about or start <= found.span.end + _NEAR) and not _is_of_other(text, near, start, conferences, grammar)
    return found if told else None


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
    subject = subject_of(text, named, grammar) if count == 1 else None
    away = subject and latest[0].span.end <= _line(text, _line(text, end, grammar) - 1, grammar)
    return [subject] if subject and away else latest


def subject_of(text: str, named: Sequence[Conference], grammar: ConferenceGrammar) -> Conference | None:
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


def _is_of_other(
    text: str, start: int, end: int, conferences: Sequence[Conference], grammar: ConferenceGrammar
) -> bool:
    """Tell whether a part of a text speaks of an occasion other than the conferences, whose names may say 会晤."""
    names = [one.span for one in conferences]
    others = (Span(start=match.start(), end=match.end()) for match in grammar.other_occasion.finditer(text, start, end))
    return any(not any(name.overlaps(span) for name in names) for span in others)


def _line(text: str, at: int, grammar: ConferenceGrammar) -> int:
    """Return where the sentence around a place in the text begins."""
    return max(text.rfind(sign, 0, max(at, 0)) for sign in grammar.ends) + 1
