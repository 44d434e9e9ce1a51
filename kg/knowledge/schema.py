"""The schema: event types with their roles and needs, statuses and the other lists, read from `ontology/`.

`dpe.ttl` and `lists.ttl` come in, frozen values go out: codes as the rest of the house uses them, IRIs as the graph
does. No graph is made here (see `rdf`), and the shapes are not read (see `rdf.validate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Literal, Node

from kg.errors import DataError

DPE = Namespace("https://w3id.org/dpe/ns#")
LANGUAGES = ("en", "ja", "zh-Hans")  #: every term has a label in each


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """An entry of a list: a status, a role, a post."""

    iri: str
    code: str  #: its notation, as the model and the tables write it: "bare_day"
    labels: Mapping[str, str]  #: by language tag
    matches: tuple[str, ...] = ()  #: IRIs of like terms of other vocabularies, sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A class of events and what an event of it must have."""

    name: str  #: "Meeting"
    iri: str
    classes: tuple[str, ...]  #: IRIs of the class and of all above it, ours and others', sorted
    labels: Mapping[str, str]  #: by language tag
    roles: frozenset[str]  #: codes of the roles that its parties may have
    required: frozenset[str]  #: codes of the roles that must be filled
    minimum: int  #: fewest parties, those that stay away not counted
    place_needed: bool
    name_needed: bool
    contact: str | None  #: IRI of the property that a held event gives to each two of its sides
    journey: str | None  #: IRI of the property that a held event gives to its persons and places


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPattern:
    """How the label of an event is put together in one language."""

    main: str  #: with {type} and {parties}
    details: str  #: with {details}: places and date, where there are any
    separator: str  #: between the items of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The ontology as the house uses it; lists are indexed by code."""

    types: Mapping[str, EventType]  #: by name
    statuses: Mapping[str, Concept]
    date_bases: Mapping[str, Concept]
    roles: Mapping[str, Concept]
    attendances: Mapping[str, Concept]
    office_statuses: Mapping[str, Concept]
    saliences: Mapping[str, Concept]
    posts: Mapping[str, Concept]
    patterns: Mapping[str, LabelPattern]  #: by language tag


def load_schema(folder: Path) -> Schema:
    """Read the schema from `dpe.ttl` and `lists.ttl`.

    Raises:
        DataError: a file is missing, is no Turtle, or a term lacks what it needs.
    """
    source = _Source(folder=folder, graph=_parse(folder / "dpe.ttl", folder / "lists.ttl"))
    return Schema(
        types={kind.name: kind for kind in map(source.event_type, source.narrower(DPE.DiplomaticEvent))},
        statuses=source.concepts("Statuses"),
        date_bases=source.concepts("DateBases"),
        roles=source.concepts("Roles"),
        attendances=source.concepts("Attendances"),
        office_statuses=source.concepts("OfficeStatuses"),
        saliences=source.concepts("Saliences"),
        posts=source.concepts("Posts"),
        patterns=source.patterns(),
    )


def _parse(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except FileNotFoundError as error:
            raise DataError(path, None, "there is no such file") from error
        except BadSyntax as error:
            raise DataError(path, error.lines + 1, f"no valid Turtle: {error.message}") from error
    return graph


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The parsed ontology, and where it was read, for complaints."""

    folder: Path
    graph: Graph

    def narrower(self, top: URIRef) -> list[URIRef]:
        """Return all classes below a class, sorted."""
        below = set(self.graph.transitive_subjects(RDFS.subClassOf, top)) - {top}
        return sorted(term for term in below if isinstance(term, URIRef))

    def event_type(self, iri: URIRef) -> EventType:
        above = self.graph.transitive_objects(iri, RDFS.subClassOf)
        required = self._codes(iri, DPE.requiredRole)
        return EventType(
            name=iri.removeprefix(str(DPE)),
            iri=str(iri),
            classes=tuple(sorted(str(term) for term in above)),
            labels=self._labels(iri, RDFS.label),
            roles=required | self._codes(iri, DPE.role),
            required=required,
            minimum=int(self._one(iri, DPE.minimumParties)),
            place_needed=self._flag(iri, DPE.placeNeeded),
            name_needed=self._flag(iri, DPE.nameNeeded),
            contact=self._maybe(iri, DPE.contactProperty),
            journey=self._maybe(iri, DPE.journeyProperty),
        )

    def concepts(self, scheme: str) -> Mapping[str, Concept]:
        """Return the concepts of a scheme by code, sorted by code."""
        found: dict[str, Concept] = {}
        for iri in sorted(self.graph.subjects(SKOS.inScheme, DPE[scheme]), key=str):
            code = self._one(iri, SKOS.notation)
            if code in found:
                raise self._error(iri, f'has the code "{code}" of {found[code].iri}')
            matches = tuple(sorted(map(str, self.graph.objects(iri, SKOS.closeMatch))))
            found[code] = Concept(iri=str(iri), code=code, labels=self._labels(iri, SKOS.prefLabel), matches=matches)
        if not found:
            raise self._error(DPE[scheme], "has no concepts")
        return dict(sorted(found.items()))

    def patterns(self) -> Mapping[str, LabelPattern]:
        main, details, separator = (
            self._labels(DPE.EventTypes, predicate)
            for predicate in (DPE.labelPattern, DPE.detailsPattern, DPE.listSeparator)
        )
        return {tag: LabelPattern(main=main[tag], details=details[tag], separator=separator[tag]) for tag in LANGUAGES}

    def _codes(self, iri: URIRef, predicate: URIRef) -> frozenset[str]:
        return frozenset(self._one(role, SKOS.notation) for role in self.graph.objects(iri, predicate))

    def _labels(self, iri: Node, predicate: URIRef) -> Mapping[str, str]:
        literals: Iterable[Node] = self.graph.objects(iri, predicate)
        tagged = {str(label.language): str(label) for label in literals if isinstance(label, Literal)}
        # RDF 1.1 Concepts, "Graph Literals": language tags are compared without regard to case
        labels = {tag: tagged[key] for tag in LANGUAGES for key in tagged if key.lower() == tag.lower()}
        for tag in LANGUAGES:
            if tag not in labels:
                raise self._error(iri, f"has no {predicate.n3(self.graph.namespace_manager)} in {tag}")
        return labels

    def _one(self, iri: Node, predicate: URIRef) -> str:
        values = list(self.graph.objects(iri, predicate))
        if len(values) != 1:
            name = predicate.n3(self.graph.namespace_manager)
            raise self._error(iri, f"has {len(values)} values of {name}, one is wanted")
        return str(values[0])

    def _flag(self, iri: URIRef, predicate: URIRef) -> bool:
        return self._maybe(iri, predicate) == "true"

    def _maybe(self, iri: URIRef, predicate: URIRef) -> str | None:
        return None if self.graph.value(iri, predicate) is None else self._one(iri, predicate)

    def _error(self, iri: Node, message: str) -> DataError:
        name = iri.n3(self.graph.namespace_manager)
        return DataError(self.folder, None, f"{name} {message}", "See how a term of the same kind is written.")
