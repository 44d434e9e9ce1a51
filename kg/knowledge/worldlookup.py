"""Look up by hand what the tables of the world say: whom a text names, who held which post on a day.

A world and what somebody typed come in, entities, polities, posts and tenures go out. A name is taken as it is written,
then with its traditional signs made simplified; whom a name means in an article is decided elsewhere (see `extract`).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache

from babel import Locale
from babel.core import get_global

from kg.errors import UsageError
from kg.knowledge.world import World
from kg.knowledge.worldcells import advice
from kg.knowledge.worldvalues import Edition, Entity, Tenure
from kg.model import EntityId
from kg.text.script import fold

_POLITIES = {"state": "state:", "organisation": "org:"}  #: kinds that have posts, with the prefix of their ids
LOCALES = ("en", "ja", "zh_Hans", "zh_Hant")  #: of CLDR, whose names of states are known
_FEW = 3  #: names that are proposed


def find_entities(world: World, text: str) -> tuple[Entity, ...]:
    """Return the entities that a text names, sorted by id.

    Args:
        text: an id, with or without prefix where it is a state or an organisation ("JPN"), or a label in any language,
            or a surface form; failing these, what Unicode CLDR calls a state, or a word of a person's English name;
            case does not count.
    """
    wanted = text.strip()
    ids = {EntityId(wanted), *(EntityId(f"{prefix}{wanted.upper()}") for prefix in _POLITIES.values())}
    found = {entity: world.entities[entity] for entity in ids if entity in world.entities}
    for named in world.find(wanted) or world.find(fold(wanted)):
        found[named.id] = named
    if not found:
        found = {entity.id: entity for entity in (*_by_territory(world, wanted), *_by_word(world, wanted))}
    return tuple(found[entity] for entity in sorted(found))


def _by_territory(world: World, text: str) -> Iterator[Entity]:
    """Yield the state that has a text as code of two letters, or as name in CLDR."""
    codes = get_global("territory_aliases")
    wanted = text.casefold()
    called = {short for names in map(_territories, LOCALES) for short, name in names.items() if name == wanted}
    shorts = {*codes.get(text.upper(), ()), text.upper(), *called}
    for entity in world.entities.values():
        if entity.kind == "state" and not shorts.isdisjoint(codes.get(entity.country or "", ())):
            yield entity


@cache
def _territories(locale: str) -> Mapping[str, str]:
    return {code: name.casefold() for code, name in Locale.parse(locale).territories.items()}


def _by_word(world: World, text: str) -> Iterator[Entity]:
    """Yield the persons whose English name has a text as one of its words."""
    wanted = text.casefold()
    for entity in world.entities.values():
        if entity.kind == "person" and wanted in entity.labels.get("en", "").casefold().split():
            yield entity


def close_names(world: World, text: str) -> str:
    """Say in words which labels and surface forms a text may mean; empty where none is like it.

    Names that contain the text come before those that are spelled alike.
    """
    wanted = fold(text.strip()).casefold()
    names = {name.form for name in world.names}
    names.update(label for entity in world.entities.values() for label in entity.labels.values())
    known = {name.casefold(): name for name in sorted(names)}
    longer = sorted((name for name in known if wanted in name), key=lambda name: (len(name), name))
    close = longer[:_FEW] or difflib.get_close_matches(wanted, known, n=_FEW)
    return f"Did you mean {' or '.join(known[name] for name in close)}?" if close else ""


def find_polity(world: World, text: str) -> str:
    """Return the state or organisation that a text names, as tenures have it: ISO 3166-1 alpha-3, or id without prefix.

    Raises:
        UsageError: no polity is called so, or several are.
    """
    found = [entity for entity in find_entities(world, text) if entity.kind in _POLITIES]
    if not found:
        raise UsageError(f"no state or organisation is called {text!r}", close_names(world, text))
    if len(found) > 1:
        raise UsageError(f"{text!r} names several", "Name one of " + ", ".join(_code(entity) for entity in found))
    return _code(found[0])


def find_posts(world: World, text: str) -> frozenset[str]:
    """Return the posts that a text names: a code, a label of a post, or an office in any language.

    Raises:
        UsageError: no post is called so.
    """
    wanted = text.strip().casefold()
    called = {post.code: {post.code, *post.labels.values()} for post in world.posts.values()}
    for office in world.offices.values():
        called[office.post] |= {office.wording, *office.labels.values()}
    for each in (wanted, fold(wanted)):
        found = frozenset(code for code, words in called.items() if each in map(str.casefold, words))
        if found:
            return found
    raise UsageError(f"no post is called {text!r}", advice(text, sorted(set().union(*called.values()))))


def in_office(
    world: World, day: date, polity: str, *, posts: Collection[str] | None = None, receiver: str | None = None
) -> tuple[Tenure, ...]:
    """Return the tenures that hold on a day, the highest post first; of a handover, that of the successor.

    Args:
        polity: as `find_polity` gives it.
        posts: codes; None for all.
        receiver: where the holders serve, as `find_polity` gives it; None for all who serve anywhere.
    """
    held = [tenure for tenure in world.tenures if tenure.polity == polity and tenure.covers(day)]
    held = [tenure for tenure in held if receiver in (None, tenure.receiver)]
    codes = {tenure.post for tenure in held if posts is None or tenure.post in posts}
    holders = {code: world.holders(polity, code, day) for code in codes}
    return tuple(
        sorted(
            (tenure for tenure in held if tenure.person in holders.get(tenure.post, ())),
            key=lambda tenure: (
                world.posts[tenure.post].rank,
                tenure.post,
                tenure.receiver or "",
                tenure.start or "",
                tenure.person,
            ),
        )
    )


def editions_of(world: World, entity: EntityId) -> tuple[Edition, ...]:
    """Return the editions of a series, or the edition itself, in order of time."""
    found = [edition for edition in world.editions.values() if entity in (edition.id, edition.series)]
    return tuple(sorted(found, key=lambda edition: (edition.start or str(edition.year or ""), edition.id)))


def origins(world: World, entity: Entity) -> Iterator[str]:
    """Yield file and line of all that the tables say of an entity: itself, its forms, tenures and edition."""
    yield entity.origin
    yield from (name.origin for name in world.forms_of(entity.id))
    yield from (tenure.origin for tenure in world.tenures_of(entity.id))


def _code(entity: Entity) -> str:
    return entity.id.removeprefix(_POLITIES[entity.kind])
