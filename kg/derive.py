"""The lines of a graph that follow from the joins of reports: what became of each event, and the world around it.

Lines of N-Quads come out, each with its end, graph by graph and sorted within. What two articles or two events may say
alike (who met whom, whose office it is) is told apart from what only one can say, so that it goes when the last one
that says it goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from pathlib import Path

import pyoxigraph

from kg import __version__
from kg.coref.life import Life
from kg.coref.report import Report, reports_of
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import Schema, load_schema
from kg.knowledge.world import DATA, World
from kg.ledger import Told, fingerprint
from kg.model import Annotation, ArticleId, EntityId, EventId, Holding
from kg.pipeline import Knowledge
from kg.rdf.agents import agent_quads, entities_of, shared_quads
from kg.rdf.articles import article_quads
from kg.rdf.events import event_quads, report_quads
from kg.rdf.iri import Names
from kg.rdf.provenance import Maker, maker_quads
from kg.rdf.terms import Terms
from kg.reading import reading_of


@dataclass(frozen=True, slots=True)
class Lines:
    """What is said of some events, or of the world."""

    own: set[str] = field(default_factory=set)  #: what nothing else can say
    alike: Counter[str] = field(default_factory=Counter)  #: what others may say too, and how often it is said here

    def sorted(self) -> list[str]:
        """Return all of it as it stands in a file."""
        return sorted(self.own | self.alike.keys())


def tell(annotation: Annotation, knowledge: Knowledge, *, base: str) -> Told:
    """Put what one article says into the form in which it is kept."""
    terms = make_terms(knowledge.world, base)
    return Told(
        article=annotation.article.id,
        file=annotation.article.file,
        sha256=annotation.article.sha256,
        published=annotation.article.published.isoformat(),
        day=annotation.article.day,
        reports=tuple(reports_of(annotation)),
        holdings=annotation.holdings,
        entities=tuple(sorted(entities_of(annotation))),
        issues=annotation.issues,
        quads="".join(lines_of(article_quads(annotation, terms=terms, maker=maker()))),
        shared="".join(lines_of(shared_quads(annotation, terms=terms))),
        reading=reading_of(annotation, names=terms.names),
    )


def lines_of(quads: Iterable[pyoxigraph.Quad]) -> list[str]:
    """Write quads as sorted lines of N-Quads, each once."""
    data = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return sorted(set(split(data.decode())))


def split(text: str) -> list[str]:
    """Split N-Quads into lines, each with its end: other signs that end lines elsewhere stand within literals.

    >>> len(split("<a> <b> 'c\\u2028d' .\\n<a> <b> 'e' .\\n"))
    2
    """
    return list(StringIO(text, newline="\n"))


def event_lines(
    events: Iterable[Life],
    reports: Iterable[Report],
    told: Mapping[ArticleId, Told],
    *,
    terms: Terms,
    event_iri: Callable[[EventId], str],
) -> Lines:
    """Say what became of some events, and of which each report tells.

    Args:
        told: what the articles of the events say.
        event_iri: names the event of a report.
    """
    found = Lines(set(lines_of(report_quads(reports, terms=terms, event_iri=event_iri))))
    own = f"<{terms.names.events}"

    def holdings(article: ArticleId) -> tuple[Holding, ...]:
        return told[article].holdings

    for life in events:
        for line in lines_of(event_quads(life, terms=terms, event_iri=event_iri, holdings=holdings)):
            if line.startswith(own):
                found.own.add(line)
            else:
                found.alike[line] += 1
    return found


def alike_in(told: Iterable[Told]) -> Counter[str]:
    """Count what articles say alike of the world: of those whom no table knows, and of offices."""
    return Counter(line for each in told for line in split(each.shared))


def entities_in(told: Iterable[Told]) -> Counter[str]:
    """Count the articles that point to each entity of the world tables."""
    return Counter(entity for each in told for entity in each.entities)


def world_lines(entities: Iterable[str], *, terms: Terms) -> set[str]:
    """Describe entities, and by what the graph is made."""
    wanted = map(EntityId, entities)
    return set(lines_of([*agent_quads(wanted, terms=terms), *maker_quads(maker(), terms=terms)]))


@lru_cache(maxsize=1)
def _schema() -> Schema:
    return load_schema(ontology_folder())


def make_terms(world: World, base: str) -> Terms:
    """Gather what the mapping to RDF needs."""
    return Terms(schema=_schema(), names=Names(base), world=world.entities, tenures=world.by_person)


@lru_cache(maxsize=1)
def maker() -> Maker:
    """Name this version of the program and of its data."""
    return Maker(extractor=f"kg {__version__}", data_sha256=fingerprint([DATA, ontology_folder()]))


def knowledge_of(world: Iterable[Path], base: str) -> str:
    """Fingerprint all that decides how an article is read, beside the article itself."""
    return fingerprint([Path(__file__).parent, ontology_folder(), *world]) + base
