"""Two states: what they have to do with each other over the months, who meets whom, where, and every event in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from kg.web.explorer.atlas import make_map
from kg.web.explorer.company import both_in, dots, held, persons_of, places_of, ranked, states_in
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.figures import months
from kg.web.explorer.listing import listed
from kg.web.explorer.reader import Reader

_PAIRS = 30  #: that are offered


def dyad(explorer: Explorer, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show two states.

    Args:
        asked: `a` and `b`, each a name in any language or a code; where one is missing or not known, it is asked for.
    """
    sides = [explorer.search.named(asked.get(side, ""), "state") for side in ("a", "b")]
    if None in sides or sides[0] == sides[1]:
        return _choose(explorer, reader, asked)
    one, other = (explorer.index.things[side] for side in sides if side)
    events = [event for event in explorer.index.of(one.iri) if both_in(event, one.iri, other.iri)]
    present = held(events)
    return Page(
        template="dyad.html",
        title=f"{reader.name(one.labels)} – {reader.name(other.labels)}",
        values={
            "one": one,
            "other": other,
            "events": events,
            "held": present,
            "officials": [(side, ranked(persons_of(present, side.iri), most=8)) for side in (one, other)],
            "map": make_map(dots(places_of(present), explorer.index, reader)),
            "months": months(events, explorer.index),
            "listing": listed(events, asked),
            "asked": {"a": one.code, "b": other.code},
        },
    )


def _choose(explorer: Explorer, reader: Reader, asked: Mapping[str, str]) -> Page:
    index, named = explorer.index, explorer.search.named
    states = [thing for thing in index.things.values() if thing.kind == "state" and index.of(thing.iri)]
    pairs = (pair for event in held(index.events.values()) for pair in combinations(sorted(states_in(event)), 2))
    unknown = [asked[side] for side in ("a", "b") if asked.get(side) and not named(asked[side], "state")]
    return Page(
        template="dyads.html",
        title=reader.word("dyad"),
        status=404 if unknown else 200,
        values={
            "asked": asked,
            "unknown": unknown,
            "states": sorted(states, key=lambda each: (-len(index.of(each.iri)), each.iri)),
            "pairs": Counter(pairs).most_common(_PAIRS),
        },
    )
