"""Build a graph from an archive: read what is new, join the reports of one event, write the graph, make it current.

The graph depends on the articles alone: not on their order, the number of processes, or what was built before; where
few of them are new it is changed rather than written anew (see `compose`). A fault of an article is named and counted;
the rest goes on. Whatever happens, the store holds a whole graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from kg.compose import compose
from kg.derive import knowledge_of, make_terms, tell
from kg.errors import SourceError, StoreError
from kg.fleet import Outcome, knowledge_here, run
from kg.ledger import Ledger, Told, key_of, open_ledger
from kg.model import ArticleId
from kg.rdf.iri import BASE
from kg.read.sources import Source
from kg.store.layout import Layout

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
    keys: Mapping[ArticleId, str]  #: the entry of each article; of one that was published again, the latest


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
            read = _read(ledger, sources, setting)
            terms = make_terms(knowledge_here(setting.world).world, setting.base)
            written = compose(ledger, layout, read.keys, terms=terms)
            ledger.keep(read.keys.values())  # only now: the graph before was made of others
    except Timeout as error:
        raise StoreError(root, "another build is at work on this store", "Wait until it is done.") from error
    except OSError as error:
        raise StoreError(error.filename or root, f"cannot be written: {error.strerror}") from error
    return Summary(
        articles=len(read.keys),
        read=read.new,
        faults=read.faults,
        repeated=read.sources - read.faults - len(read.keys),
        reports=written.reports,
        events=written.events,
        quads=written.quads,
        digest=written.digest,
    )


def _read(ledger: Ledger, sources: Sequence[Source | SourceError], setting: Setting) -> _Read:
    """Read what the ledger does not hold."""
    knowledge = knowledge_of(setting.world, setting.base)
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
    return _Read(sources=len(sources), new=len(new) - faults, faults=faults, keys=_chosen(ledger, keys))


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


def _chosen(ledger: Ledger, keys: set[str]) -> dict[ArticleId, str]:
    """Return the entry of each article; of one that was published again, the latest."""
    best: dict[ArticleId, tuple[str, str]] = {}
    for key, (article, published) in ledger.known().items():
        if key in keys:
            best[article] = max(best.get(article, ("", "")), (published, key))
    return {article: key for article, (_, key) in best.items()}
