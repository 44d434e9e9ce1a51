"""The mapping: what the worked example answers, and the laws that hold of whatever is mapped."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse, serialize
from worked_example import (
    ANNOTATIONS,
    APEC,
    APEC_HELD,
    BEIJING,
    CALL,
    CHINA,
    COP,
    EARLY,
    ISHIBA,
    LIVES,
    MAKER,
    MET,
    TERMS,
    TRUMP,
    WANG,
    document,
    event,
    graph,
    life,
    parties,
)

from kg.knowledge.ontology import ontology_folder
from kg.model import Annotation, Argument, DateBasis, EntityId, Event, Kind, Party, PlaceRef, Salience, Status
from kg.rdf.articles import Quotes, article_quads
from kg.rdf.events import event_iris, event_quads
from kg.rdf.validate import load_shapes, validate
from kg.rdf.vocabulary import PREFIXES
from kg.tables import Entry, read_yaml

BASE = TERMS.names.base
IRIS = event_iris(LIVES, names=TERMS.names)
NICKNAMES = {
    IRIS[each.id]: name for name, each in (("call", CALL), ("early", EARLY), ("met", MET), ("cop", COP), ("apec", APEC))
}
QUESTIONS = read_yaml(Path(__file__).parents[1] / "cases" / "graph.yml").list()
SHAPES = load_shapes(ontology_folder() / "shapes.ttl")
OURS = ("dpe", "edtf", "foaf", "gaf", "nif", "org", "prov", "rdf", "rdfs", "schema", "sem", "skos", "time", "dct")


@functools.cache
def _store() -> Store:
    store = Store()
    store.extend(graph())
    return store


def _shown(term: NamedNode | Literal | BlankNode | Triple) -> str:
    """Write a term as the table of questions does."""
    assert isinstance(term, (NamedNode, Literal))
    if isinstance(term, Literal) or term.value in NICKNAMES:
        return NICKNAMES.get(term.value, term.value)
    near = term.value.removeprefix(BASE)
    return next((near.replace(iri, f"{name}:") for name, iri in PREFIXES.items() if near.startswith(iri)), near)


def _rows(select: str) -> list[str]:
    for iri, name in NICKNAMES.items():
        select = select.replace(f"<{name}>", f"<{iri}>")
    found = _store().query(f"SELECT {select}", base_iri=BASE, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [" | ".join(_shown(term) for term in row) for row in found]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.plain()["id"])
def test_worked_example_answers(question: Entry) -> None:
    """The graph of the worked example answers each question with the rows of the table."""
    assert _rows(question.plain()["select"]) == question.plain()["rows"]


def test_same_values_same_quads() -> None:
    """What is written does not depend on the order in which articles and events come."""
    assert sorted(map(str, graph())) == sorted(map(str, graph(ANNOTATIONS[::-1], LIVES[::-1])))


def test_nothing_is_said_twice() -> None:
    """No triple stands in two graphs, so that no query over all of them counts it twice."""
    assert len({quad.triple for quad in graph()}) == len(graph())


def test_no_blank_nodes() -> None:
    """Every node has a name, so that two versions of a graph can be compared line by line."""
    assert not [quad for quad in graph() if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_quads_survive_a_round_trip() -> None:
    """N-Quads lose nothing."""
    lines = serialize(graph(), format=RdfFormat.N_QUADS)
    assert lines is not None
    assert set(parse(lines, format=RdfFormat.N_QUADS)) == set(graph())


def test_an_article_says_nothing_of_another() -> None:
    """The graph of an article is the same, whatever other articles there are."""
    alone = article_quads(ANNOTATIONS[0], terms=TERMS, maker=MAKER)
    assert [quad for quad in graph() if quad.graph_name == alone[0].graph_name] == list(alone)


@pytest.mark.parametrize(
    ("quotes", "told"),
    [(Quotes.TEXT, {"anchorOf", "quoteSha256"}), (Quotes.HASH, {"quoteSha256"}), (Quotes.NONE, set())],
)
def test_quotes(quotes: Quotes, told: set[str]) -> None:
    """Sentences are shown, or only their hashes, or neither; the graph conforms in each way."""
    written = {quad.predicate.value.rpartition("#")[2] for quad in graph(quotes=quotes)}
    assert written & {"anchorOf", "quoteSha256"} == told
    assert validate(graph(quotes=quotes), SHAPES).conforms


def test_two_lives_of_one_edition_keep_two_names() -> None:
    """An IRI names one event, also where coreference has left an edition in two."""
    twice = [life((ANNOTATIONS[0].article, APEC)), life((ANNOTATIONS[2].article, APEC_HELD))]
    assert len(set(event_iris(twice, names=TERMS.names).values())) == 2


def test_merged_reports_leave_their_old_names() -> None:
    """What an event was called while only a later report of it was known leads to what it is called now."""
    merged = life((ANNOTATIONS[0].article, COP), (ANNOTATIONS[1].article, replace(COP, id=EARLY.id)))
    iris = event_iris([merged], names=TERMS.names)
    quads = event_quads(merged, terms=TERMS, event_iri=iris.__getitem__)
    old = NamedNode(TERMS.names.event("Summit", EARLY.id))
    assert [quad.object for quad in quads if quad.subject == old] == [NamedNode(iris[COP.id])]


UN = Party(name="古特雷斯", kind=Kind.PERSON, country=None)
ASEAN = Party(name="东盟", kind=Kind.ORG, country=None, entity=EntityId("org:ASEAN"))
HELD, PLANNED = Status.HELD, Status.PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An event and the contacts that follow from it."""

    id: str
    type: str = "Meeting"
    status: Status = HELD
    role: str = "participant"
    parties: tuple[Party, ...]
    contacts: frozenset[tuple[str, str]]

    def __str__(self) -> str:
        return self.id


def _both(*pairs: tuple[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(chain.from_iterable(((left, right), (right, left)) for left, right in pairs))


PERSONS = ("person-shigeru-ishiba", "person-donald-trump")
CONTACTS = (
    Contact(
        id="persons and their states", parties=(ISHIBA, TRUMP), contacts=_both(PERSONS, ("state-JPN", "state-USA"))
    ),
    Contact(id="a state has met no person", parties=(ISHIBA, CHINA), contacts=_both(("state-JPN", "state-CHN"))),
    Contact(
        id="no contact within one side",
        parties=(WANG, CHINA, TRUMP),
        contacts=_both(("person-wang-yi", "person-donald-trump"), ("state-CHN", "state-USA")),
    ),
    Contact(
        id="who stands for no state is a side alone",
        parties=(UN, ISHIBA),
        contacts=_both((TERMS.names.party(UN).removeprefix(BASE), "person-shigeru-ishiba")),
    ),
    Contact(id="an organisation meets states", parties=(ASEAN, CHINA), contacts=_both(("org-ASEAN", "state-CHN"))),
    Contact(id="a plan is no contact", status=PLANNED, parties=(ISHIBA, TRUMP), contacts=_both()),
    Contact(id="the absent meet nobody", role="absent", parties=(ISHIBA, TRUMP), contacts=_both()),
    Contact(
        id="a visit leads to a place and its state",
        type="Visit",
        role="traveller",
        parties=(ISHIBA,),
        contacts=frozenset({("person-shigeru-ishiba", "place-beijing"), ("person-shigeru-ishiba", "state-CHN")}),
    ),
    Contact(id="a state does not travel", type="Visit", role="traveller", parties=(CHINA,), contacts=_both()),
)


@pytest.mark.parametrize("case", CONTACTS, ids=str)
def test_contacts(case: Contact) -> None:
    """Who met, spoke with or visited whom follows from held events, between different sides, like with like."""
    told = event(ANNOTATIONS[0].document, 1, case.type, case.status, *parties(case.role, *case.parties))
    one = life((ANNOTATIONS[0].article, replace(told, places=(BEIJING,))))
    quads = event_quads(one, terms=TERMS, event_iri=event_iris([one], names=TERMS.names).__getitem__)
    found = {quad for quad in quads if quad.predicate.value.endswith(("#metWith", "#spokeWith", "#visited"))}
    assert {(_shown(quad.subject), _shown(quad.object)) for quad in found} == case.contacts


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
PEOPLE = st.builds(Party, name=NAMES, kind=st.sampled_from(Kind), country=st.sampled_from(["JPN", "USA", "CHN"]))
PLACES = st.builds(PlaceRef, name=NAMES, country=st.sampled_from(["PER", "AZE", None]))
DATES = st.sampled_from(
    ["2024-11-04", "2024-10", "2023", "2024-11-01/2024-11-03", "2024-11-05/", "/2024-10-31", "2024/.."]
)
DOCUMENT = document(99, "2024-11-06T10:00:00+00:00", "标题", "一。", "“二”\\\t二\n\u2028𠮷。")


@st.composite
def told_events(draw: st.DrawFn) -> Event:
    """Draw an event as the extractor guarantees it: parties enough in their roles, a name or a place where needed."""
    kind = TERMS.schema.types[draw(st.sampled_from(sorted(TERMS.schema.types)))]
    roles = sorted(kind.required) + sorted(kind.roles - kind.required - {"absent"})
    if kind.name == "Message":  # from one to another, or between those who write to each other
        roles = draw(st.sampled_from([["addressee", "initiator"], ["participant"]]))
    people = draw(st.lists(PEOPLE, min_size=max(kind.minimum, 1), max_size=5, unique_by=TERMS.names.party))
    away = draw(st.lists(PEOPLE, max_size=2)) if "absent" in kind.roles else []
    acting = [Argument(role=roles[min(at, len(roles) - 1)], party=party) for at, party in enumerate(people)]
    date = draw(st.none() | DATES)
    return replace(
        event(DOCUMENT, draw(st.sampled_from([1, 2])), kind.name, draw(st.sampled_from(Status))),
        arguments=(*acting, *parties("absent", *away)),
        places=tuple(draw(st.lists(PLACES, min_size=int(kind.place_needed), max_size=2))),
        name=draw(NAMES) if kind.name_needed else None,
        date=date,
        date_basis=draw(st.sampled_from(list(DateBasis)[:-1])) if date else DateBasis.NOT_GIVEN,
        part_of=draw(st.none() | NAMES),
        salience=draw(st.sampled_from(Salience)),
        attribution=draw(st.none() | PEOPLE),
    )


@settings(max_examples=40)
@given(st.lists(told_events(), max_size=4, unique_by=lambda told: told.id))
def test_what_is_mapped_conforms(events: list[Event]) -> None:
    """Whatever an extractor may find in an article, hostile names among it, its graph has the shapes."""
    annotation = Annotation(article=DOCUMENT.article, document=DOCUMENT, events=tuple(events))
    found = graph([annotation], [life((DOCUMENT.article, told)) for told in events])
    assert validate(found, SHAPES).violations == ()


def test_every_term_is_declared() -> None:
    """The data uses the terms of ours that the ontology declares, and known vocabularies beside."""
    declared = {
        quad.subject.value for name in ("dpe", "lists") for quad in parse(path=ontology_folder() / f"{name}.ttl")
        if isinstance(quad.subject, NamedNode)
    }  # fmt: skip
    terms = {quad.predicate for quad in graph()} | {quad.object for quad in graph()}
    used = {term.value for term in terms if isinstance(term, NamedNode) and not term.value.startswith(BASE)}
    assert {iri for iri in used if iri.startswith(PREFIXES["dpe"])} <= declared
    known = (*(PREFIXES[name] for name in OURS), "http://www.wikidata.org/", "https://cn.nikkei.com/")
    assert [iri for iri in used if not iri.startswith(known)] == []
