"""Exported files hold the graph, the whole of it and nothing else, in the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Dataset

from kg.build import Setting, build
from kg.export import EXPORTERS
from kg.export.rdf import PARTS
from kg.rdf.vocabulary import PREFIXES
from kg.read.sources import discover
from kg.store.layout import Layout

FORMATS = {
    "jsonld": ("json-ld", RdfFormat.JSON_LD),
    "nquads": ("nquads", RdfFormat.N_QUADS),
    "trig": ("trig", RdfFormat.TRIG),
    "turtle": ("turtle", RdfFormat.TURTLE),
}
each_file = pytest.mark.parametrize(("form", "part"), [(form, part) for form in sorted(EXPORTERS) for part in PARTS])


def exported(store: Path, form: str, part: str) -> bytes:
    """Export a store to memory."""
    stream = io.BytesIO()
    EXPORTERS[form](Layout(store).current(), stream, part)
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
    """Each format gives back the quads of the part; Turtle their triples, for it has no graphs."""
    data, expected = exported(store, form, part), quads(exported(store, "nquads", part), RdfFormat.N_QUADS)
    found = quads(data, FORMATS[form][1])
    assert expected
    assert triples(found) == triples(expected)
    assert form == "turtle" or found == expected


@each_file
def test_rdflib_reads_as_much(store: Path, form: str, part: str) -> None:
    """The other library finds as many statements in a file as the one that wrote it."""
    data = exported(store, form, part)
    read = Dataset()
    read.parse(data=data, format=FORMATS[form][0])
    assert len(set(read.quads())) == len(quads(data, FORMATS[form][1]))


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
