"""Facts that two real articles tell, each found by one query; the articles lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from command import Ran, kg

from kg.query.runner import ask, rows
from kg.store.oxigraph import open_native

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not beside the repository"),
]

#: What is asked, with its rows.
FACTS: dict[str, tuple[str, set[tuple[str, ...]]]] = {
    "the call": (
        """SELECT ?status ?date ?start ?length {
          ?e a dpe:Call ; dpe:status ?s ; dpe:edtf ?date ; schema:startDate ?start ; schema:duration ?length ;
            dpe:approximate dpe:Duration ;
            dpe:participant [ skos:prefLabel "石破茂"@zh-hans ] , [ skos:prefLabel "特朗普"@zh-hans ] .
          BIND(STRAFTER(STR(?s), "#") AS ?status) }""",
        {("Held", "2024-11-07", "2024-11-07T09:30:00+09:00", "PT5M")},
    ),
    "the offices of both": (
        """SELECT ?name ?state ?post ?status {
          ?e a dpe:Call ; dpe:participation ?p . ?p dpe:agent/skos:prefLabel ?name ; dpe:capacity ?c .
          ?c dpe:officeStatus ?s ; org:organization/dpe:iso3166alpha3 ?state ; org:role ?r .
          FILTER(LANG(?name) = "zh-hans") BIND(STRAFTER(STR(?s), "#") AS ?status)
          BIND(STRAFTER(STR(?r), "#") AS ?post) }""",
        {
            ("石破茂", "JPN", "HeadOfGovernment", "Current"),
            ("特朗普", "USA", "HeadOfState", "Elect"),
            ("特朗普", "USA", "HeadOfState", "Former"),
        },
    ),
    "the meeting that they agreed to seek": (
        # no date of its own: those of the trip on which it is hoped for
        """SELECT ?status ?basis ?date {
          ?e a dpe:Meeting ; dpe:agreedIn/a dpe:Call ; dpe:status ?s ; dpe:dateBasis ?b ; dpe:edtf ?date ;
            dpe:participant [ skos:prefLabel "石破茂"@zh-hans ] , [ skos:prefLabel "特朗普"@zh-hans ] .
          BIND(STRAFTER(STR(?s), "#") AS ?status)
          BIND(STRAFTER(STR(?b), "#") AS ?basis) }""",
        {("Proposed", "Inherited", "2024-11-11/2024-11-20")},
    ),
    "the envoys in Beijing": (
        """SELECT ?status ?date ?place ?office {
          ?e a dpe:Meeting ; dpe:status ?s ; dpe:edtf ?date ; sem:hasPlace/skos:prefLabel ?place ;
            dpe:participation ?p ; dpe:participant [ skos:prefLabel "王毅"@zh-hans ] .
          ?p dpe:agent/skos:prefLabel "秋叶刚男"@zh-hans ; dpe:capacity/dpe:officeText ?office .
          FILTER(LANG(?place) = "zh-hans") BIND(STRAFTER(STR(?s), "#") AS ?status) }""",
        {("Held", "2024-11-04", "北京", "国家安全保障局长")},
    ),
    "two conferences": (
        """SELECT ?place ?status ?date ?state {
          ?e a dpe:Summit ; dpe:status ?s ; dpe:edtf ?date ; sem:hasPlace/skos:prefLabel ?place ;
            dpe:participant/dpe:iso3166alpha3 ?state .
          FILTER(LANG(?place) = "zh-hans") BIND(STRAFTER(STR(?s), "#") AS ?status) }""",
        {
            (place, "Planned", date, state)
            for place, date in (("秘鲁", "2024-11-15/2024-11-16"), ("巴西", "2024-11-18/2024-11-19"))
            for state in ("CHN", "RUS")
        },
    ),
    "who stays away": (
        """SELECT ?place ?status ?begin (EXISTS { ?e dpe:participant ?who } AS ?there) {
          ?e a dpe:Summit ; dpe:absentee ?who ; dpe:status ?s ; sem:hasEarliestBeginTimeStamp ?begin ;
            sem:hasPlace/skos:prefLabel ?place . ?who skos:prefLabel "石破茂"@zh-hans .
          FILTER(LANG(?place) = "zh-hans") BIND(STRAFTER(STR(?s), "#") AS ?status) }""",
        {("阿塞拜疆", "Planned", "2024-11-11", "false")},
    ),
    "two visits": (
        """SELECT DISTINCT ?place ?status {
          ?e a dpe:Visit ; dpe:status ?s ; dpe:participant/skos:prefLabel "石破茂"@zh-hans ;
            sem:hasPlace/skos:prefLabel ?place .
          FILTER(?s = dpe:Planned && LANG(?place) = "zh-hans") BIND(STRAFTER(STR(?s), "#") AS ?status) }""",
        {("秘鲁", "Planned"), ("巴西", "Planned")},
    ),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the graph of the articles lies."""
    return tmp_path_factory.mktemp("seeds") / "kg-store"


@pytest.fixture(scope="module")
def built(root: Path) -> Ran:
    """The build of that graph."""
    return kg("build", SEEDS, "--store", root)


@pytest.fixture(scope="module")
def graph(root: Path, built: Ran) -> pyoxigraph.Store:
    """The graph of the articles."""
    return open_native(root)


def test_the_articles_are_read(built: Ran) -> None:
    """Posts under any name that a text has are read, and nothing is wrong with them."""
    assert (built.code, built.err) == (0, "")
    assert built.out.startswith("2 articles (2 read now)\n")


def test_the_graph_conforms(root: Path, built: Ran) -> None:
    """No shape is broken."""
    assert kg("validate", "--store", root).code == 0


@pytest.mark.parametrize("name", sorted(FACTS))
def test_facts(graph: pyoxigraph.Store, name: str) -> None:
    """One query finds what the articles tell, and no more of it."""
    query, expected = FACTS[name]
    assert set(rows(ask(graph, query))) == expected


def test_every_event_leads_to_a_sentence(graph: pyoxigraph.Store) -> None:
    """Each event is shown by a sentence, and the sentence stands verbatim in its article."""
    events = {event for (event,) in rows(ask(graph, "SELECT ?e { ?e a dpe:DiplomaticEvent }"))}
    query = "SELECT ?e ?q { ?e gaf:denotedBy/nif:anchorOf ?q }"
    shown = list(rows(ask(graph, query)))
    texts = [path.read_text(encoding="utf-8") for path in SEEDS.iterdir()]
    assert {event for event, _ in shown} == events
    assert [quote for _, quote in shown if not quote or not any(quote in text for text in texts)] == []
