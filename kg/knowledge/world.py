"""The world as known before reading: who is who and called what, who held which post when, which summit met where.

`load_world` reads the tables once; all look-ups are exact and by value. Nothing here reads an article, and nothing
guesses: whom a name means in an article is decided in `extract`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kg.knowledge.worldtables import read_tables
from kg.knowledge.worldvalues import Edition, Entity, Name, Office, Post, Tenure
from kg.model import EntityId

__all__ = ["DATA", "Edition", "Entity", "Name", "Office", "Post", "Tenure", "World", "load_our_world", "load_world"]

DATA = Path(__file__).parent.parent / "data"  #: what we ship: tables, words, rules

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_REGION = "region:"
_FAR = 200  # days; half a year and a bit: the edition of next year is another one


@dataclass(frozen=True, kw_only=True)
class World:
    """All that the tables say; build it with `load_world`."""

    entities: Mapping[EntityId, Entity]
    names: tuple[Name, ...]  #: sorted by form, then entity
    posts: Mapping[str, Post]  #: by code
    offices: Mapping[str, Office]  #: by wording
    tenures: tuple[Tenure, ...]  #: in the order of the tables
    editions: Mapping[EntityId, Edition]

    def lookup(self, form: str) -> tuple[Name, ...]:
        """Return the names that are written exactly so."""
        return self._by_form.get(form, ())

    def capital_of(self, country: str) -> Entity | None:
        """Return the city that is the capital of a state; None if no table has one, or several."""
        found = self._capitals.get(country, ())
        return found[0] if len(found) == 1 else None

    def lies_in(self, country: str, region: EntityId) -> bool:
        """Tell whether a state lies in a region of the world."""
        regions = [region]  #: grows while it is read; a table may name a region within itself
        for one in regions:
            parts = self.entities[one].parts if one in self.entities else ()
            if f"state:{country}" in parts:
                return True
            regions += [part for part in parts if part.startswith(_REGION) and part not in regions]
        return False

    def forms_of(self, entity: EntityId) -> tuple[Name, ...]:
        """Return the names of an entity, sorted by form."""
        return self._by_entity.get(entity, ())

    def tenures_of(self, entity: EntityId) -> tuple[Tenure, ...]:
        """Return the tenures of a person."""
        return self.by_person.get(entity, ())

    def holders(self, polity: str, post: str, day: date) -> tuple[EntityId, ...]:
        """Return who held a post on a day.

        Of a post that one holds at a time (an ambassador: at each place), the one who took it last: on the day of a
        handover the successor. Those whose dates we only know from the news count where no other is known.

        Args:
            polity: ISO 3166-1 alpha-3, or the id of an organisation without prefix.
        """
        held = [tenure for tenure in self._by_post.get((polity, post), ()) if tenure.covers(day)]
        dated = [tenure for tenure in held if tenure.seen is None]
        latest = {tenure.receiver: tenure.start for tenure in sorted(dated, key=lambda tenure: tenure.start or "")}
        dated = [
            tenure
            for tenure in dated
            if tenure.start == latest[tenure.receiver] or not self.posts[post].is_single_in(polity, tenure.receiver)
        ]
        return tuple(sorted({tenure.person for tenure in dated or held}))

    def editions_of(self, series: EntityId, *, number: int | None, year: int | None) -> tuple[Edition, ...]:
        """Return the editions that the number and the year in a name of a series allow."""
        return tuple(
            edition
            for edition in self._by_series.get(series, ())
            if number in (None, edition.number) and year in (None, edition.year)
        )

    def edition_on(
        self,
        series: EntityId,
        *,
        number: int | None,
        year: int | None,
        near: date,
        among: Set[EntityId] = frozenset(),
    ) -> Edition | None:
        """Return the edition that a name means; None if no table has it.

        Args:
            number, year: as the name says; an edition that contradicts one of them is never returned.
            near: a day around which the name was written; picks the nearest of several, within 200 days where the
                name says nothing of which it is.
            among: of the editions the only ones that the name allows; empty where it says no more.
        """
        fitting = self.editions_of(series, number=number, year=year)
        allowed = tuple(edition for edition in fitting if edition.id in among) or fitting
        if number is None and year is None and allowed == fitting:
            allowed = tuple(edition for edition in allowed if _distance(edition, near) <= _FAR)
        return min(allowed, key=lambda edition: (_distance(edition, near), edition.id), default=None)

    def find(self, text: str) -> tuple[Entity, ...]:
        """Return the entities of which a text is a label in any language, or a surface form; case does not count."""
        wanted = text.strip().casefold()
        found = {name.entity for name in self.names if name.form.casefold() == wanted}
        for entity in self.entities.values():
            if wanted in map(str.casefold, entity.labels.values()):
                found.add(entity.id)
        return tuple(self.entities[entity] for entity in sorted(found))

    @cached_property
    def _by_form(self) -> Mapping[str, tuple[Name, ...]]:
        return _grouped((name.form, name) for name in self.names)

    @cached_property
    def _by_entity(self) -> Mapping[EntityId, tuple[Name, ...]]:
        return _grouped((name.entity, name) for name in self.names)

    @cached_property
    def _capitals(self) -> Mapping[str, tuple[Entity, ...]]:
        return _grouped((city.country, city) for city in self.entities.values() if city.capital and city.country)

    @cached_property
    def by_person(self) -> Mapping[EntityId, tuple[Tenure, ...]]:
        """The tenures of each person who has any."""
        return _grouped((tenure.person, tenure) for tenure in self.tenures)

    @cached_property
    def _by_post(self) -> Mapping[tuple[str, str], tuple[Tenure, ...]]:
        return _grouped(((tenure.polity, tenure.post), tenure) for tenure in self.tenures)

    @cached_property
    def _by_series(self) -> Mapping[EntityId, tuple[Edition, ...]]:
        return _grouped((edition.series, edition) for edition in self.editions.values())


def load_world(folder: Path, names_folder: Path, *, extra: Sequence[Path] = ()) -> World:
    """Read the tables of the world.

    Args:
        folder: `kg/data/world`.
        names_folder: `kg/data/lang/<code>/names`.
        extra: folders of the user's own, with any of the same tables and, in a folder `names`, those of names; their
            lines are added, and a line of the same key replaces ours (of an entity: its labels).

    Raises:
        DataError: a line is wrong; names file and line.
    """
    tables = read_tables(folder, names_folder, extra=extra)
    return World(
        entities=tables.entities,
        names=tables.names,
        posts=tables.posts,
        offices=tables.offices,
        tenures=tables.tenures,
        editions=tables.editions,
    )


def load_our_world(extra: Sequence[Path] = ()) -> World:
    """Read the tables that we ship, and those in folders of the user's own.

    Raises:
        DataError: a line is wrong; names file and line.
    """
    return load_world(DATA / "world", DATA / "lang" / "zh" / "names", extra=extra)


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> Mapping[_Key, tuple[_Value, ...]]:
    groups: dict[_Key, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _distance(edition: Edition, day: date) -> int:
    """Count the days from a day to an edition: 0 while it meets; without dates, the middle of its year."""
    if edition.start is None:
        return abs((date(edition.year, 7, 1) - day).days) if edition.year else _FAR + 1
    start = date.fromisoformat(edition.start)
    end = date.fromisoformat(edition.end) if edition.end else start
    return max((start - day).days, (day - end).days, 0)
