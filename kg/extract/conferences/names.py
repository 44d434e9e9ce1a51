"""Names of conferences by their shape: 第十九届东亚峰会, 支援黎巴嫩国际会议, 七国集团将于5月在广岛举行峰会.

In go the folded text and its signs, one for each character of a known name, out come the conferences so named, which
may overlap. What is not named but only meant is found in `recall`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.conferences.conference import Conference, conference_at
from kg.extract.conferences.series import series_in, series_named
from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.knowledge.gazetteer import Token
from kg.knowledge.world import World
from kg.model import Span

SIGNS = {"organisation": "O", "region": "R", "state": "S", "series": "E", "place": "P", "seat": "P"}
_LEAD = 8  #: signs before what has the shape of a name: 与多名+欧洲领导人会晤
_LONGEST_SHARED = 12  #: signs before a name of the one that shares its last word
_BARE = 4  #: signs of a name that says nothing beside its number


def named_by_shape(
    text: str, signs: str, tokens: Sequence[Token], grammar: ConferenceGrammar, world: World
) -> Iterator[Conference]:
    """Yield the conferences whose names have the shape of one and say which: 第十九届东亚峰会."""
    starts = [token.start for token in tokens]
    for span in (part for match in _shapes(signs, grammar) for part in _each(match, grammar)):
        shape, written = span.of(signs), span.of(text)
        if grammar.no_name.search(written) or not _is_named(shape, written, grammar):
            continue
        near = tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        inside = [token for token in near if token.end <= span.end]
        series = series_in(written, inside, grammar, world)
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
            yield conference_at(text, span, parties, series, grammar)
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


def _two(text: str, start: int, both: re.Match[str], grammar: ConferenceGrammar, world: World) -> Iterator[Conference]:
    """Yield two conferences that share their last words, each with a name of its own."""
    shared = Span(start=start + both.start("shared"), end=start + both.end("shared")).of(text)
    for group in ("first", "second"):
        span = Span(start=start + both.start(group), end=start + both.end(group if group == "first" else "shared"))
        name = span.of(text) if group == "second" else span.of(text) + shared
        series = series_named(name, grammar, world)
        yield replace(conference_at(text, span, (), series, grammar), name=name)


def named_by_words(text: str, signs: str, grammar: ConferenceGrammar) -> Iterator[Conference]:
    """Yield the conferences that are named by the words alone: 中日韩文化部长会议, 支援黎巴嫩国际会议."""
    found: list[Span] = []
    for pattern, group in ((grammar.joint, 0), (grammar.after_verb, "name")):
        for match in pattern.finditer(signs):
            span = Span(start=match.start(group), end=match.end(group))
            if "topic" in pattern.groupindex and match["topic"] and not _is_led(text, span, grammar):
                continue
            if grammar.no_name.search(span.of(text)) is None and not any(span.overlaps(other) for other in found):
                found.append(span)
                yield conference_at(text, span, (), None, grammar)


def _is_led(text: str, span: Span, grammar: ConferenceGrammar) -> bool:
    """Tell whether leaders or ministers stand in the sentence of a conference."""
    before = max(text.rfind(end, 0, span.start) for end in grammar.ends) + 1
    after = min((at for end in grammar.ends if (at := text.find(end, span.end)) >= 0), default=len(text))
    return grammar.led_by.search(text, before, after) is not None


def named_apart(text: str, signs: str, grammar: ConferenceGrammar, world: World) -> Iterator[Conference]:
    """Yield the conferences whose name a verb parts: 七国集团将于5月在广岛举行峰会, 慕尼黑举行的安全会议."""
    for pattern in (grammar.apart, grammar.seated):
        for match in pattern.finditer(signs):
            head = Span(start=match.start("head"), end=match.end("head"))
            name = text[match.start("who") : match.end("who")] + _last_words(head.of(text), grammar)
            series = series_named(name, grammar, world)
            apart = pattern is grammar.apart
            named = apart and _is_told_apart(match, text, world) and not grammar.no_name.search(name)
            if named or (series is not None and not (apart and match["plain"])):
                body = match["who"] if "S" not in match["who"] else ""
                body = text[match.start("who") : match.end("who")] if pattern is grammar.apart and body else ""
                yield replace(conference_at(text, head, (), series, grammar), name=name, body=body)


def _is_told_apart(match: re.Match[str], text: str, world: World) -> bool:
    """Tell whether an organisation and what it convenes are the name of a conference, if no table has it."""
    bodies = [world.entities[name.entity] for name in world.lookup(text[match.start("who") : match.end("who")])]
    return any(body.convenes for body in bodies) or bool(match["lead"]) or not (match["own"] or match["plain"])


def _last_words(head: str, grammar: ConferenceGrammar) -> str:
    return grammar.meeting if grammar.meets.fullmatch(head) else head


def sharing_last_word(text: str, named: Conference, grammar: ConferenceGrammar, world: World) -> Iterator[Conference]:
    """Yield the conference right before a name that shares its last word: 首届+中阿+、中海峰会."""
    head = next((head for head in grammar.heads if named.name.endswith(head)), "")
    before = grammar.sharing.search(text, max(0, named.span.start - _LONGEST_SHARED), named.span.start)
    for start in range(before.start("first"), before.end("first") - 1) if before and head else ():
        name = text[start : before.end("first")] + head if before else ""
        series = series_named(name, grammar, world)
        if series is not None and series != named.series:
            yield replace(
                conference_at(text, Span(start=start, end=named.span.start - 1), (), series, grammar), name=name
            )
            return


def signs_of(text: str, tokens: Sequence[Token]) -> str:
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
    return next((sign for kind, sign in SIGNS.items() if kind in kinds), None)


def _is_numbered(written: str, grammar: ConferenceGrammar) -> bool:
    """Tell whether a name without an organisation has a number, and more than that: 第二十三次会晤 names nothing."""
    number = None if grammar.talks.search(written) else grammar.number.search(written)
    return number is not None and len(written) - len(number.group()) > _BARE


def _is_named(shape: str, written: str, grammar: ConferenceGrammar) -> bool:
    known = _is_known(shape, written, grammar) or grammar.edition.search(shape) or grammar.about.search(shape)
    return bool(known)


def _is_known(shape: str, written: str, grammar: ConferenceGrammar) -> bool:
    """Tell whether a name holds an organisation, a group of states, a known series or Latin letters."""
    return re.search("[ORE]", shape) is not None or grammar.acronym.search(written) is not None
