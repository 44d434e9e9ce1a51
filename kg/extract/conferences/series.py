"""Series: of which recurring conference a name is, and which of its editions it may be.

In goes a name as written, out comes the entity of its series, or none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.conferences.conference import NOISE, Conference
from kg.knowledge.conferencegrammar import ConferenceGrammar
from kg.knowledge.gazetteer import Token
from kg.knowledge.world import World
from kg.model import EntityId

_BRACKETED = re.compile(r"[(（][^）)]*[）)]")


def series_in(written: str, inside: Sequence[Token], grammar: ConferenceGrammar, world: World) -> EntityId | None:
    """Return the series whose name, without edition, year, brackets and place, the written name is."""
    exact = next((name.entity for token in inside if (name := token.lexeme.name("series")) is not None), None)
    if exact is not None:
        return exact
    placeless = written
    for place in (token.lexeme.form for token in inside if "place" in token.lexeme.kinds):
        placeless = placeless.replace(place, "")
    return series_named(written, grammar, world) or series_named(placeless, grammar, world)


def series_named(written: str, grammar: ConferenceGrammar, world: World) -> EntityId | None:
    """Return the series that a name is of: as written, without what stands in brackets, or with that alone."""
    name = grammar.edition.sub("", written)
    inside = _BRACKETED.search(name)
    forms = [name, _BRACKETED.sub("", name)]
    forms += [inside.group()[1:-1] + name[inside.end() :]] if inside else []
    plain = (NOISE.sub("", form) for form in forms)
    return next((one.entity for form in plain for one in world.lookup(form) if one.kind == "series"), None)


def series_alone(token: Token, grammar: ConferenceGrammar, world: World) -> EntityId | None:
    """Return the series that a known name is of, alone: 香格里拉对话会, or an assembly whose meetings it names."""
    form, name = token.lexeme.form, token.lexeme.name("series")
    if form in grammar.assemblies:
        return next((found for head in grammar.heads if (found := series_named(form + head, grammar, world))), None)
    return name.entity if name is not None and grammar.no_name.search(form) is None else None


def fitting_editions(conference: Conference, world: World) -> frozenset[EntityId]:
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
