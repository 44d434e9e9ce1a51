"""Declarations: what a conference issues, as a document that its members have agreed on.

In go the sentences that say so (会议通过《…宣言》) and the conferences named before, out come Agreement events. Their
parties are the organisations, groups and states of which the name of the conference speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences.conference import Conference, is_in_title, same_conference
from kg.extract.conferences.recall import meant
from kg.extract.context import Context
from kg.extract.events.making import event_id
from kg.extract.events.salience import salience
from kg.extract.events.status import status_of
from kg.extract.parties.sides import distinct
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.extract.summits.signs import is_about_other
from kg.extract.times.spotdates import date_at
from kg.model import Argument, Event, Kind, Party, Span

_KINDS = frozenset({"organisation", "region", "state"})
_GUESTS = frozenset({"person", "office"})


def find_declarations(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event]:
    """Find the declarations that a sentence says a conference issues."""
    text, language = reading.document.folded, reading.language
    for match in language.conferences.adopts.finditer(text, sentence.span.start, sentence.span.end):
        span = Span(start=match.start(), end=match.end())
        named = _issuer(reading, sentence, match)
        verb = Span(start=match.start("verb"), end=match.end("verb"))
        clause = sentence.clause_at(verb.start)
        parties = (_members(reading, context, named) or _signing(context, clause, verb)) if named else ()
        if named is None or not parties or _is_of_a_guest(sentence, Span(start=span.start, end=verb.start)):
            continue
        status, why = status_of(text, sentence, clause, verb, language=language)
        dated = date_at(Spot(reading, context, sentence, clause, verb), status)
        arguments = tuple(Argument(role="participant", party=party, span=span) for party in parties)
        yield Event(
            id=event_id(reading.document, "Agreement", span, arguments),
            type="Agreement",
            status=status,
            trigger=span,
            arguments=arguments,
            date=dated.date,
            date_basis=dated.basis,
            part_of=named.name,
            salience=salience(reading, sentence, dated.date, told=sentence.span),
            evidence=sentence.span,
            mentions=(sentence.span,),
            rule="Agreement/adopts",
            reasons=(f"status {status.value}: {why}", f"date: {dated.reason}"),
        )


def _issuer(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Conference | None:
    """Return the conference named last before the word that issues; of a word such as 会晤 one that bears it."""
    text, own, grammar = reading.document.folded, match["own"] or "", reading.language.conferences
    if is_about_other(reading) and all(one.recalled for one in reading.conferences_in(sentence.span)):
        return None  # 世界青年论坛开幕。…大会发表+《…宣言》: not that of the conference named by the way
    before = [
        one
        for one in reading.conferences.items
        if one.span.start <= match.start()
        and one.span.end <= match.start("verb")
        and not one.shift
        and own in one.name
        and not is_in_title(text, one.span)
        and (one.span.end > match.start() or grammar.part.match(text, one.span.end) is None)
    ]
    here = [one for one in before if "\n" not in text[one.span.end : match.start()]]
    titled = [one for one in reading.conferences.items if match.start("verb") <= one.span.start < match.end()]
    same = [one for one in before for other in titled if same_conference(one, other)]  # 会议通过+《+甲峰会+宣言》
    return (same[-1] if same else None) or meant(text, before, match.start(), grammar) or (here[-1] if here else None)


def _is_of_a_guest(sentence: Sentence, words: Span) -> bool:
    """Tell whether one who attends does what is told, and not the conference: 会上，+甲表示支持，并+发表声明."""
    inside = [phrase for phrase in sentence.phrases if words.covers(phrase.span)]
    starts = {clause.span.start for clause in sentence.clauses if clause.span.start > words.start}
    return any(one.kind in _GUESTS or (one.kind == "country" and one.start in starts) for one in inside)


def _members(reading: Reading, context: Context, named: Conference) -> tuple[Party, ...]:
    """Return the parties in the name of a conference, or in a fuller name of the same one: 海中峰会."""
    names = [named.name, *(one.name for one in reading.conferences.items if same_conference(one, named))]
    return next((parties for name in names if (parties := parties_in_name(name, context))), ())


def _signing(context: Context, clause: Clause, verb: Span) -> tuple[Party, ...]:
    """Return the bodies whose members sign, where the name of the conference has none: 甲组织+成员国领导人签署."""
    bodies = [each for each in clause.phrases if each.kind in ("org", "region") and each.end <= verb.start]
    return distinct([party for each in bodies for party in context.parties(each)])


def parties_in_name(name: str, context: Context) -> tuple[Party, ...]:
    """Return the organisations, groups and states that the name of a conference holds: 中国—中亚+峰会, 中+非+对话会."""
    found: list[Party] = []
    start, signs = 0, 0  # signs: how far the one-sign names reach with which the name, or a part of it, begins
    while start < len(name):
        if name[start - 1 : start] in context.language.conferences.lists:
            signs = start  # 东盟与+中日韩
        shortest = start if start == signs else start + 1
        party, end = next(
            ((party, end) for end in range(len(name), shortest, -1) if (party := _party(name[start:end], context))),
            (None, start + 1),
        )
        found += [party] if party else []
        signs = end if party and end == start + 1 else signs
        start = end
    return distinct(found)


def _party(form: str, context: Context) -> Party | None:
    known = next((one for one in context.world.lookup(form) if one.kind in _KINDS), None)
    if known is None:
        return None
    entity = context.world.entities[known.entity]
    if known.kind == "state":
        return context.state(entity.id.partition(":")[2])
    name = max(entity.labels.get(context.language.code, form), form, key=len)  # the fullest form: 阿拉伯国家联盟
    return Party(name=name, kind=Kind.ORG, country=None, entity=entity.id)
