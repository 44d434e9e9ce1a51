"""The ontology as files: two parsers read them alike, every term is described, and the three files agree."""

from __future__ import annotations

import re

import pytest
import rdflib
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import DPE, Schema, load_schema

FOLDER = ontology_folder()
FILES = ("dpe.ttl", "lists.ttl", "shapes.ttl")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = rdflib.Namespace("https://w3id.org/dpe/shapes#")
LANGUAGES = {"en", "ja", "zh-hans"}


def _graph(*files: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in files:
        graph.parse(FOLDER / file)
    return graph


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    """Parse classes, properties and lists."""
    return _graph("dpe.ttl", "lists.ttl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """Parse the shapes."""
    return _graph("shapes.ttl")


@pytest.fixture(scope="module")
def schema() -> Schema:
    """Load the schema."""
    return load_schema(FOLDER)


@pytest.mark.parametrize("file", FILES)
def test_two_parsers_agree(file: str) -> None:
    """A file means the same to both of the parsers that read it."""
    assert len(_graph(file)) == len(set(parse(path=FOLDER / file, format=RdfFormat.TURTLE)))


@pytest.mark.parametrize("file", FILES[:2])
def test_no_blank_nodes(file: str) -> None:
    """All that is described has a name; only the lists of values in the shapes have none."""
    quads = list(parse(path=FOLDER / file, format=RdfFormat.TURTLE))
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_every_term_is_labelled(terms: rdflib.Graph) -> None:
    """Each class, property, list and concept has one label in each language."""
    for term in set(terms.subjects(RDF.type)):
        predicate = (
            SKOS.prefLabel
            if terms.value(term, SKOS.inScheme) or (term, RDF.type, SKOS.ConceptScheme) in terms
            else RDFS.label
        )
        labels = [label.language for label in terms.objects(term, predicate) if isinstance(label, rdflib.Literal)]
        assert sorted(str(language).lower() for language in labels) == sorted(LANGUAGES), term


def test_classes_and_properties_are_explained(terms: rdflib.Graph) -> None:
    """Each class and property says in words what it is."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert [
        str(term) for kind in kinds for term in terms.subjects(RDF.type, kind) if not terms.value(term, RDFS.comment)
    ] == []


def test_used_terms_are_declared(terms: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """No file names a term of ours that is not described."""
    declared = set(terms.subjects(RDF.type))
    named = {term for triple in (*terms, *shapes) for term in triple if isinstance(term, rdflib.URIRef) and term in DPE}
    written = {
        DPE[name] for select in shapes.objects(None, SH.select) for name in re.findall(r"dpe:(\w+)", str(select))
    }
    assert (named | written) - declared == set()


def test_classes_are_aligned(terms: rdflib.Graph) -> None:
    """Each class of ours stands below one of a known vocabulary."""
    for term in terms.subjects(RDF.type, OWL.Class):
        above = set(terms.transitive_objects(term, RDFS.subClassOf))
        assert any(not str(each).startswith(str(DPE)) for each in above), term


LISTED = [
    ("Event-type", "EventTypes"),
    ("Event-status", "Statuses"),
    ("Event-dateBasis", "DateBases"),
    ("Report-status", "Statuses"),
    ("Report-dateBasis", "DateBases"),
    ("Report-salience", "Saliences"),
    ("Participation-role", "Roles"),
    ("Participation-attendance", "Attendances"),
    ("OfficeHolding-status", "OfficeStatuses"),
]


@pytest.mark.parametrize(("shape", "scheme"), LISTED, ids=[each[0] for each in LISTED])
def test_shapes_admit_what_the_lists_hold(shape: str, scheme: str, terms: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """A new entry of a list is admitted by the shapes, an old one not forgotten there."""
    head = shapes.value(SHAPES[shape], SH["in"])
    assert head is not None
    assert set(shapes.items(head)) == set(terms.subjects(SKOS.inScheme, DPE[scheme]))


def test_event_types_are_concepts_of_the_same_names(schema: Schema, terms: rdflib.Graph) -> None:
    """Each class of events is an entry of the list of types too, and no other is."""
    listed = {str(term) for term in terms.subjects(SKOS.inScheme, DPE.EventTypes)}
    assert listed == {kind.iri for kind in schema.types.values()}


def test_shapes_want_the_roles_that_types_require(schema: Schema, shapes: rdflib.Graph) -> None:
    """For each required role of a type there is a constraint on that type, and the other way round.

    A constraint that leaves a choice of roles requires none.
    """
    wanted = {(kind.iri, schema.roles[role].iri) for kind in schema.types.values() for role in kind.required}
    found = {
        (str(target), str(DPE[role]))
        for shape, constraint in shapes.subject_objects(SH.sparql)
        for roles in [set(re.findall(r"sem:roleType dpe:(\w+)", str(shapes.value(constraint, SH.select))))]
        for role in (roles if len(roles) == 1 else ())
        for target in shapes.objects(shape, SH.targetClass)
    }
    assert found == wanted


def test_interactions_are_all_types_but_conferences(schema: Schema, shapes: rdflib.Graph) -> None:
    """The constraint on parties holds for each type that needs one."""
    targets = {str(target) for target in shapes.objects(SHAPES.Interaction, SH.targetClass)}
    assert targets == {kind.iri for kind in schema.types.values() if kind.minimum > 0}


def test_every_shape_has_a_message(shapes: rdflib.Graph) -> None:
    """Whoever breaks a constraint is told what must hold."""
    kinds = (SH.PropertyShape, SH.SPARQLConstraint)
    assert [
        str(term) for kind in kinds for term in shapes.subjects(RDF.type, kind) if not shapes.value(term, SH.message)
    ] == []


def test_shapes_have_names(shapes: rdflib.Graph) -> None:
    """A violation can name what it breaks."""
    described = parse(path=FOLDER / "shapes.ttl", format=RdfFormat.TURTLE)
    typed = [quad.subject for quad in described if quad.predicate.value == str(RDF.type)]
    assert all(isinstance(subject, NamedNode) for subject in typed)
    assert len(set(shapes.subjects(RDF.type, SH.NodeShape))) == len(
        {str(each) for each in shapes.subjects(SH.targetClass)}
    )
