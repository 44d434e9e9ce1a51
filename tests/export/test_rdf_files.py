"""Exported files hold the graph, the whole of it and nothing else, in the same bytes each time."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, RdfFormat
from rdflib import Dataset
from rdflib.compare import isomorphic

from kg.build import Setting, build
from kg.export import EXPORTERS
from kg.export.rdf import PARTS
from kg.rdf.articles import Quotes
from kg.rdf.vocabulary import DPE, NIF, PREFIXES, SCHEMA
from kg.read.sources import discover
from kg.store.layout import Layout

FORMATS = {
    "jsonld": ("json-ld", RdfFormat.JSON_LD),
    "nquads": ("nquads", RdfFormat.N_QUADS),
    "rdfxml": ("xml", RdfFormat.RDF_XML),
    "trig": ("trig", RdfFormat.TRIG),
    "turtle": ("turtle", RdfFormat.TURTLE),
}
each_file = pytest.mark.parametrize(("form", "part"), [(form, part) for form in sorted(EXPORTERS) for part in PARTS])


UNION = ("rdfxml", "turtle")  #: formats that have no graphs


def exported(store: Path, form: str, part: str, quotes: Quotes = Quotes.TEXT) -> bytes:
    """Export a store to memory."""
    stream = io.BytesIO()
    EXPORTERS[form](Layout(store).current(), stream, part, quotes)
    return stream.getvalue()


def quads(data: bytes, form: RdfFormat) -> set[pyoxigraph.Quad]:
    """Parse an export."""
    return set(pyoxigraph.parse(data, format=form))


def triples(found: set[pyoxigraph.Quad]) -> set[pyoxigraph.Triple]:
    """Leave out of quads where they stand."""
    return {quad.triple for quad in found}


def test_every_format_is_tried() -> None:
    """The table of this module names each format that there is."""
    assert FORMATS.keys() == EXPORTERS.keys()


@each_file
def test_a_file_holds_its_part(store: Path, form: str, part: str) -> None:
    """Each format gives back the quads of the part, those without graphs their triples."""
    data, expected = exported(store, form, part), quads(exported(store, "nquads", part), RdfFormat.N_QUADS)
    found = quads(data, FORMATS[form][1])
    assert expected
    assert triples(found) == triples(expected)
    assert form in UNION or found == expected


@each_file
def test_rdflib_reads_as_much(store: Path, form: str, part: str) -> None:
    """The other library finds as many statements in a file as the one that wrote it."""
    data = exported(store, form, part)
    read = Dataset()
    (read.default_graph if form in UNION else read).parse(data=data, format=FORMATS[form][0])
    assert len(set(read.quads())) == len(quads(data, FORMATS[form][1]))


def test_two_parsers_read_the_same_turtle(store: Path) -> None:
    """What rdflib reads from Turtle is what Oxigraph reads, term by term."""
    data = exported(store, "turtle", "all")
    theirs = rdflib.Graph().parse(data=data, format="turtle")
    ours = rdflib.Graph().parse(
        data=pyoxigraph.serialize(triples(quads(data, RdfFormat.TURTLE)), format=RdfFormat.N_TRIPLES), format="nt"
    )
    assert isomorphic(theirs, ours)


@pytest.mark.parametrize("form", sorted(EXPORTERS))
@pytest.mark.parametrize(
    ("quotes", "untold"),
    [
        (Quotes.TEXT, set()),
        (Quotes.HASH, {NIF.anchorOf}),
        (Quotes.NONE, {NIF.anchorOf, NIF.beginIndex, NIF.endIndex, DPE.quoteSha256}),
    ],
)
def test_sentences_are_told_as_far_as_asked(
    store: Path, form: str, quotes: Quotes, untold: set[pyoxigraph.NamedNode]
) -> None:
    """Without quotes nothing is missing but what tells of the words of sentences."""
    kind = FORMATS[form][1]
    whole, told = (
        triples(quads(exported(store, form, "all"), kind)),
        triples(quads(exported(store, form, "all", quotes), kind)),
    )
    assert {triple.predicate for triple in whole - told} == untold
    assert told == {triple for triple in whole if triple.predicate not in untold}


@pytest.mark.parametrize("form", sorted(EXPORTERS))
def test_no_sentence_is_left_where_none_is_wanted(examples_store: Path, form: str) -> None:
    """No words of a sentence stand in a file that is to have none, but where they are a headline."""
    whole = quads(exported(examples_store, "nquads", "all"), RdfFormat.N_QUADS)
    told = {quad.object.value for quad in whole if quad.predicate == NIF.anchorOf and isinstance(quad.object, Literal)}
    heads = "\n".join(
        quad.object.value for quad in whole if quad.predicate == SCHEMA.headline and isinstance(quad.object, Literal)
    )
    text = exported(examples_store, form, "all", Quotes.HASH).decode()
    assert [sentence for sentence in told if sentence not in heads and sentence in text] == []


@each_file
def test_the_same_bytes_each_time(store: Path, posts_folder: Path, tmp_path: Path, form: str, part: str) -> None:
    """Written twice, and from a graph built anew of the same posts in another order, a file is the same."""
    build(list(discover([str(posts_folder)]))[::-1], tmp_path, Setting(jobs=1))
    assert exported(store, form, part) == exported(store, form, part) == exported(tmp_path, form, part)


@pytest.mark.parametrize("form", ["trig", "turtle"])
def test_prefixes_are_declared(store: Path, form: str) -> None:
    """People read our terms by their prefixes."""
    text = exported(store, form, "events").decode()
    assert [prefix for prefix, iri in PREFIXES.items() if f"@prefix {prefix}: <{iri}> ." not in text] == []
    assert "dpe:metWith " in text
    assert f"<{PREFIXES['dpe']}" not in text.replace("@prefix dpe: <", "")


def test_turtle_tells_each_subject_once(store: Path) -> None:
    """What the graphs say of one subject stands together."""
    text = exported(store, "turtle", "all").decode()
    subjects = [line.split()[0] for line in text.splitlines() if line.startswith("<")]
    assert len(subjects) == len(set(subjects))


def test_the_lean_part_has_no_sentence(store: Path) -> None:
    """`events` may be published where sentences of articles may not."""
    lean, full = exported(store, "turtle", "events").decode(), exported(store, "turtle", "all").decode()
    assert "nif:anchorOf" in full
    assert "nif:anchorOf" not in lean
    assert "来访的斯洛伐克总理菲佐" not in lean


def test_a_context_says_what_prefixes_mean(store: Path) -> None:
    """JSON-LD names terms by their prefixes, and its nodes stand one on a line."""
    text = exported(store, "jsonld", "events").decode()
    assert json.loads(text)["@context"] == PREFIXES
    assert f'"{PREFIXES["dpe"]}' not in text.partition("@graph")[2]
    assert text.count("\n") > text.count('"dpe:participation"')
