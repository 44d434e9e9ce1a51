"""By which of its names the graph knows somebody whom a reader names.

What somebody typed and the names of a graph come in, one of these names goes out. A name that the graph has is taken as
it is; else one that differs in script, width, case or spaces alone; else the graph's name of whom the tables of the
world call so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches

from kg.errors import UsageError
from kg.knowledge.world import World
from kg.knowledge.worldlookup import find_entities
from kg.text.script import compared

_FEW = 5  #: names that are proposed


def known_as(name: str, names: Collection[str], *, world: Callable[[], World]) -> str:
    """Return that one of the names of a graph which a name means.

    Args:
        names: all names in the graph, in all languages.
        world: gives the tables of the world; called only where the graph has no such name.

    Raises:
        UsageError: nobody in the graph is called so, or several are.
    """
    if name in names:
        return name
    wanted = compared(name)
    if alike := sorted(each for each in names if compared(each) == wanted):
        return alike[0]
    labels = [entity.labels.values() for entity in find_entities(world(), name)]
    meant = [next(label for label in each if label in names) for each in labels if any(map(names.__contains__, each))]
    if len(meant) == 1:
        return meant[0]
    longer = sorted(each for each in names if wanted and wanted in compared(each))
    close = ", ".join(meant or longer[:_FEW] or get_close_matches(name, sorted(names)))
    advice = f"Did you mean one of these? {close}" if close else "Give a name in Chinese, English or Japanese."
    raise UsageError(f"nothing in the graph is called {name!r}", advice)
