"""Links the names of annotated articles as the pipeline would, from our own tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.extract.conferences.search import find_conferences
from kg.model import EntityId
from kg.pipeline import Knowledge

KINDS = {"person": ("person",), "country": ("state",), "org": ("organisation", "region"), "place": ("state", "place")}


@dataclass(frozen=True)
class WorldLink:
    """A `goldfiles.Link`: a name that means one entity is that entity, a conference is its edition."""

    knowledge: Knowledge

    def __call__(self, kind: str, name: str, *, country: str | None, near: dt.date) -> EntityId | None:
        """Link a name."""
        if kind == "series":
            return self._conference(name, near)
        return self._named(name, KINDS[kind], country)

    def _named(self, name: str, kinds: tuple[str, ...], country: str | None) -> EntityId | None:
        world = self.knowledge.world
        names = [each for each in world.lookup(name) if each.kind in kinds]
        of_state = {each.entity for each in names if world.entities[each.entity].country == country}
        found = of_state or {each.entity for each in names}
        return next(iter(found)) if len(found) == 1 else None

    def _conference(self, name: str, near: dt.date) -> EntityId | None:
        known = self.knowledge
        tokens = known.gazetteer.find(name)
        found = find_conferences(name, tokens, grammar=known.language.conferences, world=known.world)
        return max(found, key=lambda each: len(each.span)).edition(known.world, near, met=None) if found else None
