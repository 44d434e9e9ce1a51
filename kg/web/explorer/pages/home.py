"""The first page: a field to search, what is new, what is coming, and who is where in the news."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import combinations

from kg.model import Status
from kg.web.explorer.atlas import make_map
from kg.web.explorer.company import dots, held, places_of, ranked, states_in
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.figures import months
from kg.web.explorer.index import day_of
from kg.web.explorer.reader import Reader

_LATEST, _COMING, _LEADING, _PLACES = 10, 8, 10, 60
_RECENT = dt.timedelta(days=92)  #: who leads is counted over a quarter of a year


def home(explorer: Explorer, reader: Reader) -> Page:
    """Show the first page."""
    index = explorer.index
    dated = [event for event in index.ordered if day_of(event)]
    past = [event for event in held(dated) if (day_of(event) or dt.date.max) <= index.last_day]
    open_ones = (event for event in dated if event.status in (Status.PLANNED, Status.PROPOSED))
    coming = [event for event in open_ones if (event.last or event.first or dt.date.min) >= index.last_day]
    recent = [event for event in past if (day_of(event) or dt.date.min) > index.last_day - _RECENT]
    persons = (iri for event in recent for iri in dict.fromkeys(p.iri for p in event.present))
    pairs = Counter(pair for event in recent for pair in combinations(sorted(states_in(event)), 2))
    places = dots(places_of(past), index, reader)
    return Page(
        template="home.html",
        title=reader.word("site"),
        values={
            "latest": past[::-1][:_LATEST],
            "coming": sorted(coming, key=lambda event: event.last or event.first or dt.date.max)[:_COMING],
            "persons": ranked(
                (iri for iri in persons if iri in index.things and index.things[iri].kind == "person"), most=_LEADING
            ),
            "pairs": pairs.most_common(_LEADING),
            "map": make_map(sorted(places, key=lambda dot: -dot.count)[:_PLACES], whole=True, wide=True),
            "months": months(past, index),
            "counts": {
                "events": len(index.events),
                "articles": len(index.articles),
                "persons": sum(thing.kind == "person" for thing in index.things.values()),
                "states": sum(thing.kind == "state" for thing in index.things.values()),
            },
        },
    )
