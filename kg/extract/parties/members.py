"""Members: who of a group of leaders is named beside it, and so takes part in its place: 欧洲领导人，包括+马克龙.

In go the spot and a phrase for leaders of no one state, out come the phrases of those whom the words around it name.
"""

from __future__ import annotations

from kg.extract.phrases.phrase import Phrase
from kg.extract.spot import Spot


def members(spot: Spot, phrase: Phrase, *, bodies: bool = False) -> tuple[Phrase, ...] | None:
    """Return who is named of a group of leaders; None where nobody is, nobody new where they stand in one list with it.

    包括马克龙、默茨在内的+欧洲领导人; 马克龙、默茨等+欧洲领导人; 会见欧洲领导人，包括+马克龙、默茨. One who is named
    among those who act meets the others as well: 包括马克龙在内的+欧洲领导人+举行会谈.

    Args:
        bodies: an organisation stands for those of its members: 包括马克龙在内的+欧盟27国代表.
    """
    if phrase.kind == "region" and not bodies:
        return _states_named(spot, phrase)
    leaders = phrase.kind == "office" or (bodies and phrase.kind in ("org", "region"))
    if not leaders or phrase.country is not None:
        return None
    text, words = spot.text, spot.reading.language
    inside = words.included.search(text, spot.sentence.span.start, phrase.start)
    if inside is not None:
        start, end = inside.span("who")
        named = _named(tuple(each for each in spot.sentence.phrases if start <= each.start and each.end <= end))
        first = not any(each.end <= inside.start() for each in spot.clause.phrases)
        return (*named, phrase) if named and len(named) == 1 and first else named
    if words.and_others.search(text, spot.clause.span.start, phrase.start):
        return ()
    after = spot.sentence.clauses[spot.clause.index + 1 :][:1]
    listed = [clause for clause in after if words.including.match(text, clause.span.start)]
    if not listed or spot.reading.triggers_in(listed[0].span):
        return None
    return _named(listed[0].phrases)


def _states_named(spot: Spot, phrase: Phrase) -> tuple[Phrase, ...] | None:
    """Return the states that are named of several, and those: 包括+巴西+在内的+拉美国家."""
    inside = spot.reading.language.included.search(spot.text, spot.clause.span.start, phrase.start)
    if inside is None:
        return None
    start, end = inside.span("who")
    named = [each for each in spot.clause.phrases if start <= each.start and each.end <= end]
    return (*named, phrase) if named and all(each.kind == "country" for each in named) else None


def _named(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...] | None:
    found = tuple(each for each in phrases if each.kind == "person" or (each.kind == "office" and each.country))
    return found or None
