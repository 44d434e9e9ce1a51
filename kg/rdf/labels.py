"""Labels of events, put together in each language from the patterns of the ontology.

A life comes in, its label by language goes out. A label is written in a language only if all of its words are known in
that language; in the language of the articles they always are.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.coref.life import Life
from kg.knowledge.schema import LabelPattern
from kg.model import EntityId
from kg.rdf.iri import party_id
from kg.rdf.participations import ABSENT
from kg.rdf.terms import Terms, tag


def event_labels(life: Life, *, terms: Terms) -> Mapping[str, str]:
    """Return the label of an event by language tag, as far as its names are known in that language."""
    language = tag(life.reports[0][0].language)
    found = {each: _label(life, each, told=each == language, terms=terms) for each in terms.schema.patterns}
    return {each: label for each, label in found.items() if label is not None}


def _label(life: Life, language: str, *, told: bool, terms: Terms) -> str | None:
    """Make a label in one language; None if a name is not known in it.

    Args:
        told: whether it is the language of the articles, so that names are taken as told.
    """
    pattern = terms.schema.patterns[language]
    main = _main(life, language, pattern, told=told, terms=terms)
    places = [_name(place.name, place.entity, language, told=told, terms=terms) for place in life.places]
    details = [*places, *([life.date] if life.date else [])]
    known = [each for each in details if each is not None]
    if main is None or len(known) < len(details):
        return None
    return main + (pattern.details.format(details=pattern.separator.join(known)) if known else "")


def _main(life: Life, language: str, pattern: LabelPattern, *, told: bool, terms: Terms) -> str | None:
    if life.name is not None:
        return _name(life.name, life.entity, language, told=told, terms=terms)
    parties = [
        _name(argument.party.name, party_id(argument.party), language, told=told, terms=terms)
        for argument in life.arguments
        if argument.role != ABSENT
    ]
    known = [party for party in parties if party is not None]
    if len(known) < len(parties):
        return None
    kind = terms.schema.types[life.type].labels[language]
    return pattern.main.format(type=kind, parties=pattern.separator.join(known)) if known else kind


def _name(name: str, entity: EntityId | None, language: str, *, told: bool, terms: Terms) -> str | None:
    """Return the name as told, or what the world calls the entity in another language."""
    if told:
        return name
    known = terms.world.get(entity) if entity is not None else None
    labels = known.labels if known is not None else {}
    return next((label for code, label in labels.items() if tag(code) == language), None)
