"""Change a graph by the articles that came and went, so that it is the one that a build from nothing would give.

Reports fall into regions: what is said of one looks at no report of another. So only the regions that a changed
article touches are joined again, and only the lines of their events are made again; all else stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.coref.candidates import filings
from kg.coref.cluster import Resolution, bearing_on, outline_of, resolve
from kg.coref.life import Life, lives
from kg.coref.report import Report
from kg.coref.rules import Rules
from kg.derive import Lines, alike_in, entities_in, event_lines, split, world_lines
from kg.ledger import Ledger, Told
from kg.model import ArticleId, Cluster, EventId
from kg.rdf.events import event_iris
from kg.rdf.terms import Terms
from kg.store.joined import Joined, Joins


@dataclass(frozen=True, slots=True)
class Change:
    """The lines by which a graph changes."""

    gone: set[str]
    come: set[str]

    @classmethod
    def between(cls, old: set[str], new: set[str]) -> Change:
        """Return what makes the new lines of the old ones."""
        return cls(old - new, new - old)

    @classmethod
    def of(cls, *parts: Change) -> Change:
        """Put changes together; what goes from one and comes with another stays."""
        gone = {line for part in parts for line in part.gone}
        return cls.between(gone, {line for part in parts for line in part.come})


@dataclass(frozen=True, slots=True)
class Entries:
    """Which entry of the ledger each article is read from."""

    before: Mapping[ArticleId, str]
    now: Mapping[ArticleId, str]

    @property
    def changed(self) -> int:
        """Count the articles that came, went, or say something else."""
        return len(self.gone.keys() | self.fresh.keys())

    @property
    def gone(self) -> dict[ArticleId, str]:
        """The entries that are no longer read."""
        return {article: key for article, key in self.before.items() if self.now.get(article) != key}

    @property
    def fresh(self) -> dict[ArticleId, str]:
        """The entries that were not read before."""
        return {article: key for article, key in self.now.items() if self.before.get(article) != key}


def change(ledger: Ledger, joins: Joins, entries: Entries, *, terms: Terms, rules: Rules) -> Change:
    """Change the joins behind a graph, and say by which lines the graph changes.

    Raises:
        KeyError: the ledger lacks what an article said.
    """
    archive = _Archive(ledger, entries)
    gone, fresh = archive.before(entries.gone), archive.now(entries.fresh)
    touched = _touched(joins, archive, gone, fresh, rules)
    tied = _tied(joins, archive, touched)
    stay = {each.id: each.article for each in touched if each.article not in gone}
    told = archive.now(set(stay.values())) | fresh
    reports = [each for some in told.values() for each in some.reports if some.article in fresh or each.id in stay]
    resolution = resolve(reports, rules)

    old = archive.before({each.article for each in (*touched, *tied)})
    before = _Events(joins, [*touched, *tied])
    was = before.lines(before.lives(old, rules), old, terms)
    new = told | archive.now({each.article for each in tied})
    found = _Events(joins, [*joined(resolution, reports, {}), *tied]).lives(new, rules)
    elsewhere = {each.event for each in tied}
    iris = event_iris((life for life in found if life.id not in elsewhere), names=terms.names)
    now = _Events(joins, [*joined(resolution, reports, iris), *tied]).lines(found, new, terms)

    joins.forget(entries.gone, {each.id for each in touched})
    keep(joins, entries.fresh, resolution, reports, iris=iris, rules=rules)
    more, less = now.alike + alike_in(fresh.values()), was.alike + alike_in(gone.values())
    return Change.of(
        Change.between(was.own, now.own),
        Change.between(*(_graphs(ledger, some.values()) for some in (entries.gone, entries.fresh))),
        Change(*joins.count("line", more, less)),
        _world(joins, gone.values(), fresh.values(), terms),
    )


def joined(resolution: Resolution, reports: Iterable[Report], iris: Mapping[EventId, str]) -> Iterator[Joined]:
    """Say for each report how it was joined.

    Args:
        iris: of the events; one that has none yet gets an empty one.
    """
    events = {member: cluster.id for cluster in resolution.clusters for member in cluster.members}
    regions = {report: region[0] for region in resolution.regions for report in region}
    for each in reports:
        iri, region = iris.get(each.id, ""), regions[each.id]
        yield Joined(id=each.id, article=each.article.id, event=events[each.id], iri=iri, region=region)


def keep(
    joins: Joins, entries: Mapping[ArticleId, str], resolution: Resolution, reports: Sequence[Report],
    *, iris: Mapping[EventId, str], rules: Rules,
) -> None:  # fmt: skip
    """Write down how reports were joined."""
    filed = ((each.id, filing) for each in reports for filing in filings(outline_of(each, rules)))
    joins.add(entries, joined(resolution, reports, iris), filed, resolution.judgements)


class _Archive:
    """What the articles said before, and what they say now; each is read from the ledger once."""

    def __init__(self, ledger: Ledger, entries: Entries) -> None:
        self._ledger = ledger
        self._entries = entries
        self._read: dict[str, Told] = {}

    def before(self, articles: Iterable[ArticleId]) -> dict[ArticleId, Told]:
        """Return what articles of the graph as it was said."""
        return {article: self._told(self._entries.before[article]) for article in articles}

    def now(self, articles: Iterable[ArticleId]) -> dict[ArticleId, Told]:
        """Return what articles of the graph as it will be say."""
        return {article: self._told(self._entries.now[article]) for article in articles}

    def _told(self, key: str) -> Told:
        if key not in self._read:
            self._read[key] = self._ledger.told(key)
        return self._read[key]


def _touched(
    joins: Joins, archive: _Archive, gone: Collection[ArticleId], fresh: Mapping[ArticleId, Told], rules: Rules
) -> list[Joined]:
    """Return the reports of the regions in which articles came or went."""
    reports = [report for told in fresh.values() for report in told.reports]
    filed = {filing for report in reports for filing in filings(outline_of(report, rules))}
    near = {report: article for report, article in joins.meeting(filed).items() if article not in gone}
    told = archive.now(set(near.values()))
    others = (report for each in told.values() for report in each.reports if report.id in near)
    rows = [*joins.reports("article", gone), *joins.reports("id", bearing_on(reports, others, rules))]
    return list(joins.reports("region", {each.region for each in rows}))


def _tied(joins: Joins, archive: _Archive, touched: Sequence[Joined]) -> list[Joined]:
    """Return the reports of events elsewhere that are part of one of these, or were agreed in one."""
    ids = {each.id for each in touched}
    told = archive.before({each.article for each in touched})
    reports = (report for each in told.values() for report in each.reports if report.id not in ids)
    tied = {each.id for each in reports if not ids.isdisjoint((each.event.part_of_event, each.event.agreed_in))}
    return list(joins.reports("event", {each.event for each in joins.reports("id", tied)}))


class _Events:
    """Some events of an archive, and a way to name all others."""

    def __init__(self, joins: Joins, rows: Iterable[Joined]) -> None:
        self._joins = joins
        self._rows = {each.id: each for each in rows}

    def lives(self, told: Mapping[ArticleId, Told], rules: Rules) -> tuple[Life, ...]:
        """Return what became of the events."""
        members: dict[EventId, list[EventId]] = {}
        for each in self._rows.values():
            members.setdefault(each.event, []).append(each.id)
        clusters = [Cluster(id=event, members=tuple(sorted(reports))) for event, reports in members.items()]
        return lives(self._reports(told), clusters, rules, beyond=lambda report: self._row(report).event)

    def lines(self, found: Iterable[Life], told: Mapping[ArticleId, Told], terms: Terms) -> Lines:
        """Return what is said of the events in the graph."""
        return event_lines(
            found, self._reports(told), told, terms=terms, event_iri=lambda report: self._row(report).iri
        )

    def _reports(self, told: Mapping[ArticleId, Told]) -> list[Report]:
        return [report for each in told.values() for report in each.reports if report.id in self._rows]

    def _row(self, report: EventId) -> Joined:
        known = self._rows.get(report)
        return known if known is not None else next(self._joins.reports("id", [report]))


def _graphs(ledger: Ledger, keys: Iterable[str]) -> set[str]:
    """Return the lines of the graphs of some articles."""
    return {line for key in keys for line in split(ledger.quads(key))}


def _world(joins: Joins, gone: Iterable[Told], fresh: Iterable[Told], terms: Terms) -> Change:
    """Change whom the articles point to, and say how the description of the world changes."""
    before = joins.entities()
    joins.count("entity", entities_in(fresh), entities_in(gone))
    after = joins.entities()
    return (
        Change.between(*(world_lines(each, terms=terms) for each in (before, after)))
        if before != after
        else Change(set(), set())
    )
