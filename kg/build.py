"""Build a graph from an archive: read what is new, join the reports of one event, write the graph, make it current.

The graph depends on the articles alone: not on their order, the number of processes, or what was built before. A
fault of an article is named and counted; the rest goes on. Whatever happens, the store holds a whole graph.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph
from filelock import FileLock, Timeout

from kg import __version__
from kg.coref.cluster import resolve
from kg.coref.life import Life, lives
from kg.coref.report import reports_of
from kg.coref.rules import load_rules
from kg.errors import SourceError, StoreError
from kg.fleet import Outcome, run
from kg.knowledge.schema import Schema, load_schema, ontology_folder
from kg.knowledge.world import World
from kg.ledger import Ledger, Told, fingerprint, key_of, open_ledger
from kg.model import Annotation, ArticleId
from kg.pipeline import DATA, Knowledge, load_knowledge
from kg.rdf.agents import agent_quads, entities_of, shared_quads
from kg.rdf.articles import article_quads
from kg.rdf.events import event_iris, event_quads, report_quads
from kg.rdf.iri import BASE, Names
from kg.rdf.provenance import Maker, maker_quads
from kg.rdf.terms import Terms
from kg.read.sources import Source
from kg.records import dump
from kg.store.layout import Layout
from kg.store.oxigraph import fill

_FRESH = ".graph-new"
_BATCH = 64  #: articles that are kept in one transaction
Follow = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a build is done."""

    base: str = BASE  #: of the IRIs of the data
    jobs: int | None = None  #: processes; None for one for each processor
    world: tuple[Path, ...] = ()  #: folders of the user's own tables
    follow: Follow = lambda outcomes, total: outcomes  #: passes outcomes on and tells the user of them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read."""

    sources: int
    new: int
    faults: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build did."""

    articles: int  #: in the graph
    read: int  #: of them, read in this build
    faults: int  #: sources that could not be read
    repeated: int  #: sources that repeat an article
    reports: int
    events: int
    quads: int
    digest: str  #: of the N-Quads, SHA-256


def build(
    sources: Sequence[Source | SourceError],
    root: Path,
    setting: Setting | None = None,
) -> Summary:
    """Build the graph of some posts in a store.

    Args:
        root: folder of the store; made if it is missing.

    Raises:
        StoreError: another build is at work on the store, or it cannot be written.
    """
    layout, setting = Layout(root), setting or Setting()
    try:
        layout.claim()
        with FileLock(layout.lock, timeout=0), open_ledger(layout.articles) as ledger:
            return _write(ledger, layout, _read(ledger, sources, setting), setting)
    except Timeout as error:
        raise StoreError(root, "another build is at work on this store", "Wait until it is done.") from error
    except OSError as error:
        raise StoreError(error.filename or root, f"cannot be written: {error.strerror}") from error


def tell(annotation: Annotation, knowledge: Knowledge, *, base: str) -> Told:
    """Put what one article says into the form in which it is kept."""
    terms = make_terms(knowledge.world, base)
    return Told(
        article=annotation.article.id,
        file=annotation.article.file,
        sha256=annotation.article.sha256,
        published=annotation.article.published.isoformat(),
        reports=tuple(reports_of(annotation)),
        holdings=annotation.holdings,
        entities=tuple(sorted(entities_of(annotation))),
        issues=annotation.issues,
        quads="".join(lines_of(article_quads(annotation, terms=terms, maker=maker()))),
        shared="".join(lines_of(shared_quads(annotation, terms=terms))),
    )


def lines_of(quads: Iterable[pyoxigraph.Quad]) -> list[str]:
    """Write quads as sorted lines of N-Quads, each once."""
    data = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return sorted(set(data.decode().splitlines(keepends=True)))


@lru_cache(maxsize=1)
def _schema() -> Schema:
    return load_schema(ontology_folder())


def make_terms(world: World, base: str) -> Terms:
    """Gather what the mapping to RDF needs."""
    holders = {tenure.person for tenure in world.tenures}
    tenures = {person: world.tenures_of(person) for person in holders}
    return Terms(schema=_schema(), names=Names(base), world=world.entities, tenures=tenures)


@lru_cache(maxsize=1)
def maker() -> Maker:
    """Name this version of the program and of its data."""
    return Maker(extractor=f"kg {__version__}", data_sha256=fingerprint([DATA, ontology_folder()]))


def _read(ledger: Ledger, sources: Sequence[Source | SourceError], setting: Setting) -> _Read:
    """Read what the ledger does not hold; forget what is no longer there."""
    knowledge = fingerprint([Path(__file__).parent, ontology_folder(), *setting.world]) + setting.base
    known = ledger.known()
    keys: set[str] = set()
    new: list[Source | SourceError] = []
    for source in sources:
        key = _key(source, knowledge)
        if key in known:
            keys.add(key)
        else:
            new.append(source)
    outcomes = run(new, partial(tell, base=setting.base), jobs=setting.jobs, world=setting.world)
    batch: dict[str, Told] = {}
    faults = 0
    for outcome in setting.follow(outcomes, len(new)):
        if outcome.fault is not None:
            faults += 1
            continue
        told: Told = outcome.result
        batch[key_of(told.sha256, name=told.file, knowledge=knowledge)] = told
        if len(batch) >= _BATCH:
            keys |= _keep(ledger, batch)
    keys |= _keep(ledger, batch)
    ledger.keep(keys)
    return _Read(sources=len(sources), new=len(new) - faults, faults=faults)


def _keep(ledger: Ledger, batch: dict[str, Told]) -> set[str]:
    ledger.add(batch.items())
    keys = set(batch)
    batch.clear()
    return keys


def _key(source: Source | SourceError, knowledge: str) -> str | None:
    """Return the key that an article would have; None for what cannot be read."""
    if isinstance(source, SourceError):
        return None
    try:
        return key_of(sha256(source.read()).hexdigest(), name=source.name, knowledge=knowledge)
    except SourceError:
        return None  # told when it is read


def _write(ledger: Ledger, layout: Layout, read: _Read, setting: Setting) -> Summary:
    """Join what the articles said and write the graph, then make it current."""
    chosen = _chosen(ledger)
    told = {told.article: told for key, told in ledger.entries() if chosen[told.article] == key}
    reports = [report for article in sorted(told) for report in told[article].reports]
    rules = load_rules()
    resolution = resolve(reports, rules)
    events = lives(reports, resolution.clusters, rules)
    terms = make_terms(load_knowledge(world=setting.world).world, setting.base)
    fresh = layout.root / _FRESH
    shutil.rmtree(fresh, ignore_errors=True)  # of a build that was killed: we hold the lock
    fresh.mkdir()
    try:
        with (fresh / "graph.nq").open("wb") as stream:
            graph = _Graph(stream)
            for article in sorted(told, key=terms.names.article_graph):
                graph.add(ledger.quads(chosen[article]))
            graph.add("".join(_derived(events, told, terms)))
            entities = {entity for each in told.values() for entity in each.entities}
            world = {line for each in told.values() for line in each.shared.splitlines(keepends=True)}
            world.update(lines_of([*agent_quads(entities, terms=terms), *maker_quads(maker(), terms=terms)]))
            graph.add("".join(sorted(world)))
        (fresh / "judgements.jsonl").write_bytes(b"".join(dump(each) + b"\n" for each in resolution.judgements))
        layout.publish(_settled(fresh, layout.root / f"graph-{graph.digest[:16]}"))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Summary(
        articles=len(told),
        read=read.new,
        faults=read.faults,
        repeated=read.sources - read.faults - len(told),
        reports=len(reports),
        events=len(events),
        quads=graph.count,
        digest=graph.digest,
    )


def _chosen(ledger: Ledger) -> dict[ArticleId, str]:
    """Return the entry of each article; of one that was published again, the latest."""
    best: dict[ArticleId, tuple[str, str]] = {}
    for key, told in ledger.entries():
        best[told.article] = max(best.get(told.article, ("", "")), (told.published, key))
    return {article: key for article, (_, key) in best.items()}


def _derived(events: Sequence[Life], told: Mapping[ArticleId, Told], terms: Terms) -> list[str]:
    """Return the sorted lines of the graph of events."""
    iris = event_iris(events, names=terms.names)
    reports = (report for each in told.values() for report in each.reports)
    found = set(lines_of(report_quads(reports, terms=terms, event_iri=iris.__getitem__)))
    for life in events:
        found.update(
            lines_of(
                event_quads(
                    life, terms=terms, event_iri=iris.__getitem__, holdings=lambda article: told[article].holdings
                )
            )
        )
    return sorted(found)


def _settled(fresh: Path, final: Path) -> Path:
    """Give a finished graph its name and its database; keep the database that is there if the graph is the same."""
    if final.is_dir():
        for path in fresh.iterdir():
            path.replace(final / path.name)
    else:
        fresh.rename(final)
    fill(final)
    return final


@dataclass(slots=True)
class _Graph:
    """A file of N-Quads that is being written."""

    stream: BinaryIO
    count: int = 0
    _hash: Any = field(default_factory=sha256)

    def add(self, lines: str) -> None:
        data = lines.encode()
        self.stream.write(data)
        self._hash.update(data)
        self.count += data.count(b"\n")

    @property
    def digest(self) -> str:
        return str(self._hash.hexdigest())
