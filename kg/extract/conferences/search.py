"""The search for conferences: by the shape of their names, by known names, by words that mean one named before.

In go the folded text and the known forms, out come `Conference` values in text order, none over another. A run of
states alone (日美韩首脑会谈) is no conference but a Meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.conferences.conference import Conference, conference_at
from kg.extract.conferences.names import named_apart, named_by_shape, named_by_words, sharing_last_word, signs_of
from kg.extract.conferences.recall import named_by_city, recall, recall_by_city
from kg.extract.conferences.series import fitting_editions, series_alone
from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.knowledge.gazetteer import Token
from kg.knowledge.world import World
from kg.model import Span

_LONGEST_SHIFT = 6  #: signs of the words before a name that say which meeting is meant


def find_conferences(
    text: str, tokens: Sequence[Token], *, grammar: ConferenceGrammar, world: World
) -> list[Conference]:
    """Find the names of conferences in a text, longest first where they overlap."""
    signs = signs_of(text, tokens)
    if grammar.gate.search(signs) is None and not any(token.lexeme.form in grammar.assemblies for token in tokens):
        return []
    found = list(named_by_shape(text, signs, tokens, grammar, world))
    for more in (named_by_words(text, signs, grammar), named_apart(text, signs, grammar, world)):
        found += [one for one in more if not any(one.span.overlaps(other.span) for other in found)]
    taken = [conference.span for conference in found]
    for token in tokens:
        if "series" not in token.lexeme.kinds and token.lexeme.form not in grammar.assemblies:
            continue
        series = series_alone(token, grammar, world)
        if series is None:
            continue
        span = Span(start=token.start, end=token.end)
        if not any(span.overlaps(other) for other in taken):
            found.append(conference_at(text, span, (), series, grammar))
    found += [other for one in found for other in sharing_last_word(text, one, grammar, world)]
    found = [replace(one, fitting=fitting_editions(one, world)) for one in found]
    found += named_by_city(text, tokens, found, grammar, world)
    found = sorted((_shifted(text, one, grammar) for one in found), key=lambda conference: conference.span)
    recalled = [*recall_by_city(text, tokens, found, grammar, world), *recall(text, found, grammar)]
    return sorted([*found, *recalled], key=lambda conference: conference.span)


def _shifted(text: str, conference: Conference, grammar: ConferenceGrammar) -> Conference:
    """Say of a conference that another meeting of its series is meant: 下届+峰会."""
    before = text[max(0, conference.span.start - _LONGEST_SHIFT) : conference.span.start]
    shift = int(grammar.before_next.search(before) is not None) - int(grammar.before_last.search(before) is not None)
    return replace(conference, shift=shift)
