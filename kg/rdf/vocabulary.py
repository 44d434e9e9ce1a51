"""The terms that the graph is written with, ours and others', and the prefixes that people read them by.

Every term of ours that stands here is declared in `ontology/`. Terms that the lists define (statuses, roles, posts) do
not stand here: they come from the schema, so that a list can grow without code.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

#: Prefixes for Turtle, TriG and queries, sorted.
PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "dpe": "https://w3id.org/dpe/ns#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
WIKIDATA = "http://www.wikidata.org/entity/"


class _Namespace:
    """Makes the terms of one namespace by attribute: `SEM.hasPlace`."""

    def __init__(self, prefix: str) -> None:
        self._iri = PREFIXES[prefix]

    def __getattr__(self, name: str) -> NamedNode:
        term = NamedNode(self._iri + name)
        setattr(self, name, term)  # made once
        return term


DCT = _Namespace("dct")
DPE = _Namespace("dpe")
EDTF = _Namespace("edtf")
FOAF = _Namespace("foaf")
GAF = _Namespace("gaf")
NIF = _Namespace("nif")
ORG = _Namespace("org")
PROV = _Namespace("prov")
RDF = _Namespace("rdf")
RDFS = _Namespace("rdfs")
SCHEMA = _Namespace("schema")
SEM = _Namespace("sem")
SKOS = _Namespace("skos")
TIME = _Namespace("time")
XSD = _Namespace("xsd")

TYPE = NamedNode(PREFIXES["rdf"] + "type")
