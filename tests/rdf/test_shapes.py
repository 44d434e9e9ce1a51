"""The shapes: what we map has them, each is broken by a case, and a general SHACL processor finds the same."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from worked_example import APEC, CALL, COP, EARLY, LIVES, MET, TERMS, graph

from kg.errors import DataError
from kg.knowledge.ontology import ontology_folder
from kg.rdf.events import event_iris
from kg.rdf.validate import Constraint, load_shapes, validate
from kg.rdf.vocabulary import PREFIXES
from kg.tables import read_yaml

SHAPES = ontology_folder() / "shapes.ttl"
NAMESPACE = "https://w3id.org/dpe/shapes#"
GRAPH = NamedNode("urn:example:changes")
SH = rdflib.Namespace(PREFIXES["sh"])
BASE = TERMS.names.base
_IRIS = event_iris(LIVES, names=TERMS.names)
EVENTS = {
    name: _IRIS[event.id].removeprefix(BASE)
    for name, event in (("call", CALL), ("early", EARLY), ("met", MET), ("cop", COP), ("apec", APEC))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A change of the worked example, and the constraint that it breaks."""

    breaks: str
    node: str
    at: str
    drop: str = ""
    add: str = ""

    def __str__(self) -> str:
        return f"{self.breaks}: {self.drop or '-'} {self.add or '-'}"


def _iri(name: str) -> str:
    event, sign, rest = name.partition("#")
    return BASE + EVENTS.get(event, event) + sign + rest


def _cases() -> list[Case]:
    entries = read_yaml(Path(__file__).parents[1] / "cases" / "shapes.yml").list()
    return [Case(**{"at": entry.plain()["node"], **entry.plain()}) for entry in entries]


def _rounds() -> list[list[Case]]:
    """Deal out the cases so that no two of a round change one node."""
    rounds: list[list[Case]] = []
    for case in _cases():
        free = next((each for each in rounds if all(case.node != other.node for other in each)), None)
        if free is None:
            rounds.append([case])
        else:
            free.append(case)
    return rounds


@functools.cache
def _shapes() -> tuple[Constraint, ...]:
    return load_shapes(SHAPES)


@functools.cache
def _parsed_shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES)


def _store(cases: Iterable[Case] = ()) -> Store:
    store = Store()
    store.extend(graph())
    for case in cases:
        node = NamedNode(_iri(case.node))
        for quad in list(store.quads_for_pattern(node, None, None, None)):
            if case.drop and quad.predicate == _term(case.drop):
                store.remove(quad)
        store.extend(_added(case))
    return store


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def _added(case: Case) -> Iterable[Quad]:
    heads = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    words = case.add.replace("<call>", f"<{_iri('call')}>")
    turtle = f"{heads}<{_iri(case.node)}> {words} ." if case.add else heads
    parsed = parse(turtle, format=RdfFormat.TURTLE, base_iri=BASE)
    return [Quad(each.subject, each.predicate, each.object, GRAPH) for each in parsed]


def _found(store: Store) -> set[tuple[str, str]]:
    return {(violation.shape, violation.focus) for violation in validate(store, _shapes()).violations}


def test_worked_example_conforms() -> None:
    """What we map has the shapes."""
    assert validate(graph(), _shapes()).violations == ()


@pytest.mark.parametrize("case", _cases(), ids=str)
def test_case_breaks_its_constraint(case: Case) -> None:
    """Each change is found, at the node and by the constraint that the table says."""
    assert (NAMESPACE + case.breaks, _iri(case.at)) in _found(_store([case]))


def test_every_constraint_is_broken_by_a_case() -> None:
    """No constraint stands untested."""
    assert {shape.shape.removeprefix(NAMESPACE) for shape in _shapes()} == {case.breaks for case in _cases()}


@pytest.mark.parametrize("cases", [[], *_rounds()], ids=len)
def test_general_processor_agrees(cases: list[Case]) -> None:
    """A general SHACL processor finds the same nodes break the same constraints."""
    store = _store(cases)
    data = rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in store), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=_parsed_shapes())
    told = {
        (str(report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)), str(focus))
        for result, focus in report.subject_objects(SH.focusNode)
    }
    assert told == _found(store)


def test_violation_says_in_which_article() -> None:
    """What is wrong with an event, a participation or a sentence leads to an article."""
    cases = [case for case in _cases() if case.breaks in ("Event-status", "Participation-state", "Sentence-begin")]
    articles = {violation.article for violation in validate(_store(cases), _shapes()).violations}
    assert articles == {f"{BASE}article-nikkei-cn-57177"}


def test_unknown_component_is_refused(tmp_path: Path) -> None:
    """A constraint that would go unchecked is a fault of our data, told with the likely meaning."""
    path = tmp_path / "shapes.ttl"
    path.write_text(
        SHAPES.read_text(encoding="utf-8").replace("sh:uniqueLang true", "sh:uniqLang true"), encoding="utf-8"
    )
    with pytest.raises(DataError, match=r'sh:uniqLang(.|\n)*"uniqueLang"'):
        load_shapes(path)
