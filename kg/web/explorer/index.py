"""What nearly every page needs, in memory: names, and each event with its parties, its places and its evidence.

Built once when serving begins. A graph comes in; nothing of it is changed. Three thousand events with twelve thousand
articles take about three seconds and a hundred megabytes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pyoxigraph

from kg.edtf import bounds
from kg.knowledge.schema import Schema
from kg.network.projection import Labels, ViewEvent
from kg.query.pictures import tables
from kg.query.runner import ask, rows
from kg.rdf.vocabulary import PREFIXES
from kg.view.rows import to_events
from kg.web.explorer.prominence import in_prominence

_Value = TypeVar("_Value")
QUERIES = Path(__file__).parent / "queries"
#: Kinds of things by their class, the most telling first: a state is a place and an organisation, too.
KINDS = {
    "foaf:Person": "person",
    "schema:Country": "state",
    "dpe:Region": "region",
    "schema:EventSeries": "series",
    "schema:NewsMediaOrganization": "outlet",
    "org:Organization": "organisation",
    "schema:Place": "place",
}
_LANGUAGES = {"zh-hans": "zh", "en": "en", "ja": "ja", "": "zh"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Somebody or something with a page."""

    iri: str
    kind: str  #: one of `KINDS`
    labels: Labels
    home: str | None = None  #: IRI of the state that it belongs to, or of the place around a place
    code: str | None = None  #: of a state: ISO 3166-1 alpha-3
    point: tuple[float, float] | None = None  #: latitude and longitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An article, as lists have it."""

    title: str
    day: dt.date  #: of publication
    outlet: str  #: IRI


@dataclass(frozen=True, kw_only=True)
class Index:
    """The graph as the pages look at it."""

    events: Mapping[str, ViewEvent]
    things: Mapping[str, Thing]
    articles: Mapping[str, Headline]
    editions: Mapping[str, str]  #: event to its conference series
    organisers: Mapping[str, str]  #: conference series to its organisation
    conferences: Mapping[str, Labels]  #: what events are called that have a name of their own
    terms: Mapping[str, Sequence[tuple[str, str]]]  #: of persons: posts that they held, each with when, as EDTF

    def home_of(self, iri: str) -> str | None:
        """Return the state of a thing: its own, or the one in which the place around it lies."""
        seen: set[str] = set()
        thing = self.things.get(iri)
        while thing is not None and thing.kind != "state" and thing.iri not in seen:
            seen.add(thing.iri)
            thing = self.things.get(thing.home or "")
        return thing.iri if thing is not None and thing.kind == "state" else None

    def of(self, iri: str) -> Sequence[ViewEvent]:
        """Return the events of a party, of a state and those who stand for it, or at a place; in order of time."""
        return self._by_thing.get(iri, ())

    def labels_of(self, iri: str) -> Labels | None:
        """Return what a thing or an event is called; None of what is neither."""
        if iri in self.events:
            return self.events[iri].label
        return self.things[iri].labels if iri in self.things else None

    def posts_on(self, iri: str, day: dt.date | None) -> list[str]:
        """Return the posts that registers have a person in on a day; none where the day is not known."""
        spans = [(post, *bounds(edtf)) for post, edtf in self.terms.get(iri, ()) if day]
        found = (post for post, first, last in spans if day and (first or day) <= day <= (last or day))
        return list(dict.fromkeys(found))

    def parts(self, iri: str) -> Sequence[ViewEvent]:
        """Return the events on the occasion of an event."""
        return self._by_whole.get(iri, ())

    @cached_property
    def first_day(self) -> dt.date:
        """The day on which the first article appeared; what was before is only recalled."""
        return min((article.day for article in self.articles.values()), default=dt.date(1, 1, 1))

    @cached_property
    def last_day(self) -> dt.date:
        """The day on which the latest article appeared; what is planned from then on is still to come."""
        return max((article.day for article in self.articles.values()), default=dt.date(1, 1, 1))

    @cached_property
    def ordered(self) -> Sequence[ViewEvent]:
        """All events in order of time, undated ones last."""
        return in_order(self.events.values())

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """Whom or what a name in Chinese means, where it means but one."""
        things = [(thing.labels.zh, thing.iri) for thing in self.things.values()]
        named = [(labels.zh, iri) for iri, labels in self.conferences.items()]
        told = [(event.label.zh, event.iri) for event in self.events.values()]
        return {name: iris[0] for name, iris in _grouped([*things, *named, *told]).items() if len(iris) == 1}

    @cached_property
    def by_series(self) -> Mapping[str, Sequence[ViewEvent]]:
        """The editions of each conference series, in order of time."""
        return _grouped((self.editions[event.iri], event) for event in self.ordered if event.iri in self.editions)

    @cached_property
    def by_home(self) -> Mapping[str, Sequence[Thing]]:
        """The persons, organisations and places of each state, those with the most events first."""
        pairs = ((self.home_of(thing.iri), thing) for thing in self.things.values() if thing.kind != "state")
        found = _grouped((home, thing) for home, thing in pairs if home)
        return {home: sorted(things, key=self._busy) for home, things in found.items()}

    def _busy(self, thing: Thing) -> tuple[int, str]:
        return -len(self.of(thing.iri)), thing.iri

    @cached_property
    def _by_thing(self) -> Mapping[str, Sequence[ViewEvent]]:
        return _grouped((iri, event) for event in self.ordered for iri in dict.fromkeys(self._concerned(event)))

    @cached_property
    def _by_whole(self) -> Mapping[str, Sequence[ViewEvent]]:
        return _grouped((event.part_of, event) for event in self.ordered if event.part_of)

    def _concerned(self, event: ViewEvent) -> Iterator[str]:
        for party in event.parties:
            yield party.iri
            if party.state:
                yield party.state.id
        for place in event.places:
            around: str | None = place.iri
            while around and around in self.things:
                yield around
                around = self.things[around].home if self.things[around].kind in ("place", "region") else None


def in_order(events: Iterable[ViewEvent]) -> Sequence[ViewEvent]:
    """Sort events by day, undated ones last."""
    return sorted(events, key=lambda event: (day_of(event) or dt.date.max, event.iri))


def day_of(event: ViewEvent) -> dt.date | None:
    """Return the day by which an event is put in order: its first possible one, else its last."""
    return event.first or event.last


def read_index(store: pyoxigraph.Store, *, schema: Schema) -> Index:
    """Read a graph."""
    found = tables(store, schema=schema)
    events = to_events(found["events"], parties=found["parties"], places=found["places"], evidence=found["evidence"])
    articles = {
        iri: Headline(title=title, day=dt.date.fromisoformat(day), outlet=outlet)
        for iri, title, day, outlet in _told(store, "articles")
    }
    names = _names(store)
    reports = {(event, party): int(count) for event, party, count in _told(store, "prominence")}
    return Index(
        events={event.iri: event for event in in_prominence(events, reports)},
        things=_things(store, names),
        conferences={event.iri: _conference(event, names) for event in events if event.name},
        articles=articles,
        editions=dict(_pairs(store, "editions")),
        organisers=dict(_pairs(store, "organisers")),
        terms=_grouped((person, (post, edtf)) for person, post, edtf in _told(store, "terms")),
    )


def _names(store: pyoxigraph.Store) -> Mapping[str, Mapping[str, str]]:
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for iri, name, language in _told(store, "names"):
        names[iri].setdefault(_LANGUAGES.get(language, language), name)
    return names


def _conference(event: ViewEvent, names: Mapping[str, Mapping[str, str]]) -> Labels:
    """Name a conference: as its edition is called, else as articles call it."""
    return _labels({"zh": event.name or "", **names.get(event.iri, {})}, event.iri)


def _things(store: pyoxigraph.Store, names: Mapping[str, Mapping[str, str]]) -> Mapping[str, Thing]:
    kinds = _kinds(store)
    homes, codes = dict(_pairs(store, "homes")), dict(_pairs(store, "codes"))
    points = {iri: (float(latitude), float(longitude)) for iri, latitude, longitude in _told(store, "points")}
    return {
        iri: Thing(
            iri=iri,
            kind=kind,
            labels=_labels(names.get(iri, {}), iri),
            home=homes.get(iri),
            code=codes.get(iri),
            point=points.get(iri),
        )
        for iri, kind in kinds.items()
    }


def _kinds(store: pyoxigraph.Store) -> Mapping[str, str]:
    classes = defaultdict(set)
    for iri, cls in _pairs(store, "things"):
        classes[iri].add(cls)
    order = [(PREFIXES[prefix] + name, kind) for (prefix, name), kind in ((c.split(":"), k) for c, k in KINDS.items())]
    return {iri: next(kind for cls, kind in order if cls in found) for iri, found in sorted(classes.items())}


def _labels(names: Mapping[str, str], iri: str) -> Labels:
    zh = names.get("zh") or names.get("en") or names.get("ja") or iri.rpartition("/")[2]
    return Labels(zh=zh, en=names.get("en"), ja=names.get("ja"))


def _told(store: pyoxigraph.Store, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query of this package in which nothing is unbound."""
    for row in rows(ask(store, (QUERIES / f"{name}.rq").read_text(encoding="utf-8"))):
        yield tuple(cell or "" for cell in row)


def _pairs(store: pyoxigraph.Store, name: str) -> Iterator[tuple[str, str]]:
    yield from ((one, other) for one, other in _told(store, name))


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> Mapping[str, list[_Value]]:
    groups: defaultdict[str, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
