"""Write the pages of `docs/` that follow from data: the ontology, the cookbook of questions, the tables.

    python docs/make.py

A test says when a page is no longer what this writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.knowledge.ontology import ontology_folder
from kg.query.questions import questions
from kg.query.tables import tables
from kg.rdf.vocabulary import PREFIXES

FOLDER = Path(__file__).parent
DPE = PREFIXES["dpe"]


def main() -> None:
    """Write each page."""
    for name, lines in PAGES.items():
        (FOLDER / name).write_text(page(lines), encoding="utf-8")


def page(lines: Callable[[], Iterator[str]]) -> str:
    """Return the text of a page."""
    return "\n".join(lines()) + "\n"


def ontology() -> Iterator[str]:
    """Describe classes, properties and lists from the files of the ontology."""
    graph = Graph()
    for file in ("dpe.ttl", "lists.ttl"):
        graph.parse(ontology_folder() / file)
    (whole,) = graph.subjects(RDF.type, OWL.Ontology)
    yield "# The ontology\n"
    yield f"Namespace `{DPE}`, prefix `dpe:`. This page is made from `ontology/` by `python docs/make.py`.\n"
    yield text(graph, whole, RDFS.comment)
    yield "\nWhat the graph says of one event, for instance:\n"
    yield "```console"
    yield "$ kg query 'DESCRIBE ?call WHERE { ?call a dpe:Call ; schema:duration \"PT5M\"^^xsd:duration }'\n…"
    yield "```"
    for title, kind in (
        ("Classes", OWL.Class),
        ("Properties that link", OWL.ObjectProperty),
        ("Properties with values", OWL.DatatypeProperty),
        ("Annotations of the ontology", OWL.AnnotationProperty),
    ):
        yield f"\n## {title}\n"
        for term in sorted(each for each in graph.subjects(RDF.type, kind) if str(each).startswith(DPE)):
            yield from described(graph, term)
    yield "\n## Lists"
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        yield f"\n### {name(scheme)}: {labels(graph, scheme, SKOS.prefLabel)}\n"
        yield "| concept | code | labels | |"
        yield "| --- | --- | --- | --- |"
        for concept in sorted(graph.subjects(SKOS.inScheme, scheme)):
            code, told = graph.value(concept, SKOS.notation), text(graph, concept, SKOS.definition)
            yield f"| `{name(concept)}` | {code} | {labels(graph, concept, SKOS.prefLabel)} | {told} |"


def described(graph: Graph, term: object) -> Iterator[str]:
    """Describe a class or a property."""
    yield f"### `{name(term)}`\n"
    yield f"{labels(graph, term, RDFS.label)}. {text(graph, term, RDFS.comment)}\n"
    facts = {
        "below": RDFS.subClassOf,
        "refines": RDFS.subPropertyOf,
        "of": RDFS.domain,
        "gives": RDFS.range,
        "roles": URIRef(DPE + "role"),
        "fewest parties": URIRef(DPE + "minimumParties"),
    }
    for told, predicate in facts.items():
        values = sorted(f"`{name(value)}`" for value in graph.objects(term, predicate))  # type: ignore[arg-type]
        if values:
            yield f"- {told}: {', '.join(values)}"
    yield ""


def text(graph: Graph, term: object, predicate: URIRef) -> str:
    """Return what is said of a term in English, on one line."""
    found = [value for value in graph.objects(term, predicate) if getattr(value, "language", None) == "en"]  # type: ignore[arg-type]
    return " ".join(" ".join(map(str, found)).split())


def labels(graph: Graph, term: object, predicate: URIRef) -> str:
    """Return the labels of a term: English, Chinese, Japanese."""
    found = {getattr(value, "language", "").lower(): str(value) for value in graph.objects(term, predicate)}  # type: ignore[arg-type]
    return " · ".join(found[language] for language in ("en", "zh-hans", "ja") if language in found)


def name(term: object) -> str:
    """Write an IRI with its prefix."""
    iri = str(term)
    prefix = max((p for p in PREFIXES if iri.startswith(PREFIXES[p])), key=lambda p: len(PREFIXES[p]), default=None)
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}" if prefix else iri


def cookbook() -> Iterator[str]:
    """Show each shipped question: what it answers, what it takes, how it is asked, and its query."""
    yield "# Cookbook of questions\n"
    yield "`kg query NAME` asks a question that kg ships; `--format table|csv|json` says how it is answered. Names are"
    yield "taken in Chinese, English or Japanese, states also by their ISO 3166-1 alpha-3 codes. Each query is a place"
    yield "to begin from: `$name` stands for a parameter. This page is made from `kg/query/questions/` by"
    yield "`python docs/make.py`."
    for question in questions().values():
        yield f"\n## {question.title}\n"
        yield f"{question.description}\n"
        yield f"```console\n$ kg query {question.name}\n…\n```\n"
        for parameter in question.parameters:
            default = f" (`{parameter.default}` by default)" if parameter.default else ""
            yield f"- `--{parameter.name}`, {parameter.kind}: {parameter.help}{default}"
        if question.parameters:
            yield ""
        query = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
        yield f"<details><summary>SPARQL</summary>\n\n```\n{query}\n```\n\n</details>"


def dictionary() -> Iterator[str]:
    """Describe each table and its columns."""
    yield "# Tables\n"
    yield "`kg tables -o tables/` writes them as CSV, `--format parquet` as Parquet, both with this dictionary as"
    yield "`datapackage.json` (Frictionless). Lists in a cell are separated by `;`. This page is made from"
    yield "`kg/query/tables/` by `python docs/make.py`.\n"
    yield "```console\n$ kg tables -o tables/\n$ kg tables trips --format parquet -o parquet/\n```"
    for table in tables().values():
        yield f"\n## {table.name}\n"
        yield f"{table.description} Key: {', '.join(f'`{column}`' for column in table.key)}.\n"
        yield "| column | type | |"
        yield "| --- | --- | --- |"
        yield from (f"| `{column.name}` | {column.kind} | {column.help} |" for column in table.columns)


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "ontology.md": ontology,
    "cookbook.md": cookbook,
    "tables.md": dictionary,
}

if __name__ == "__main__":
    main()
