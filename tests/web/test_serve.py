"""`kg serve` in a process of its own: the SPARQL 1.1 Protocol, its limits, pages, and what it does not do."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
import rdflib
from command import command, kg
from serving import serving
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from kg.query.questions import questions
from kg.rdf.vocabulary import PREFIXES

FICO = "https://w3id.org/dpe/id/person-svk-robert-fico"
NAMES = 'SELECT ?n { ?p a foaf:Person ; skos:prefLabel ?n . FILTER(LANG(?n) = "zh-hans") } ORDER BY ?n'
FOR_EVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMIT = 4.0
FORMS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[httpx.Client]:
    """A client of a server on the graph of our small posts."""
    with serving(store, "--timeout", str(LIMIT), "--rows", "100") as client:
        yield client


def ask(client: httpx.Client, query: str, accept: str = "text/csv", **more: str) -> httpx.Response:
    """Send a query by GET."""
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


@pytest.mark.parametrize("accept", sorted(FORMS))
def test_rows_in_each_format(client: httpx.Client, accept: str) -> None:
    """Each format holds the same rows, with the languages of their words."""
    got = ask(client, NAMES, accept)
    assert (got.status_code, got.headers["content-type"].partition(";")[0]) == (200, accept)
    found = pyoxigraph.parse_query_results(got.content, format=FORMS[accept])
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [solution[0] for solution in found]
    assert pyoxigraph.Literal("菲佐", language="zh-hans") in names
    assert [getattr(name, "value") for name in names] == ask(client, NAMES).text.split()[1:]  # noqa: B009


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/html, text/*;q=0.8", "text/csv"),
        ("application/json", "application/json"),
    ],
)
def test_the_best_format_is_given(client: httpx.Client, accept: str, given: str) -> None:
    """Quality values are heeded; who does not care gets JSON."""
    got = ask(client, NAMES, accept)
    assert (got.headers["content-type"].partition(";")[0], got.headers["vary"]) == (given, "Accept")


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_triples_in_each_format(client: httpx.Client, accept: str) -> None:
    """CONSTRUCT gives triples that another library reads."""
    got = ask(client, "CONSTRUCT { ?a dpe:metWith ?b } { ?a dpe:metWith ?b }", accept)
    assert got.headers["content-type"].partition(";")[0] == accept
    graph = rdflib.Graph().parse(data=got.text, format="json-ld" if "json" in accept else accept)
    count = ask(client, "SELECT (COUNT(*) AS ?n) { ?a dpe:metWith ?b }").text.split()[1]
    assert len(graph) == int(count) > 0


def test_the_ways_to_send_a_query(client: httpx.Client) -> None:
    """GET, a form and a query as it is are answered alike."""
    headers = {"Accept": "text/csv"}
    by_form = client.post("/sparql", data={"query": NAMES}, headers=headers)
    direct = client.post("/sparql", content=NAMES, headers=headers | {"Content-Type": "application/sparql-query"})
    assert ask(client, NAMES).text == by_form.text == direct.text


def test_faults(client: httpx.Client) -> None:
    """What is no query, no type that we have, or a change is refused, each with its code and a sentence."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    got = {
        "no SPARQL": ask(client, "SELECT"),
        "two queries": client.get("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D"),
        "no query": client.post("/sparql", content="a=b", headers=form),
        "no UTF-8": client.post("/sparql", content=b"\xff", headers={"Content-Type": "application/sparql-query"}),
        "another type": client.post("/sparql", content=NAMES, headers={"Content-Type": "text/plain"}),
        "no such format": ask(client, NAMES, "image/png"),
        "no such format of triples": ask(client, "DESCRIBE dpe:Held", "text/csv"),
        "update": client.post("/sparql", data={"update": "CLEAR ALL"}),
        "update direct": client.post("/sparql", content="x", headers={"Content-Type": "application/sparql-update"}),
        "update as query": ask(client, "INSERT DATA { dpe:a dpe:b dpe:c }"),
        "too long": client.post("/sparql", content=b"q" * 1_000_001, headers=form),
        "no method": client.put("/sparql", content=NAMES),
        "no graph": ask(client, NAMES, **{"default-graph-uri": "no iri"}),
    }
    assert {name: response.status_code for name, response in got.items()} == {
        "no SPARQL": 400, "two queries": 400, "no query": 400, "no UTF-8": 400, "another type": 415,
        "no such format": 406, "no such format of triples": 406, "update": 403, "update direct": 403,
        "update as query": 400, "too long": 413, "no method": 405, "no graph": 400,
    }  # fmt: skip
    assert all(response.text.strip() for response in got.values())


def test_graphs_can_be_chosen(client: httpx.Client) -> None:
    """The union is asked where no graph is named, else what is named, in the request or in the query."""
    count, world = "SELECT (COUNT(*) AS ?n) {} { ?s ?p ?o }", "https://w3id.org/dpe/id/graph-world"
    alone = ask(client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{world}> {{ ?s ?p ?o }} }}").text
    assert alone == ask(client, count.replace("{}", f"FROM <{world}>", 1)).text
    assert alone == ask(client, count.replace("{}", "", 1), **{"default-graph-uri": world}).text
    assert alone != ask(client, count.replace("{}", "", 1)).text


def test_another_client(client: httpx.Client) -> None:
    """SPARQLWrapper asks by GET and POST, and reads what it gets."""
    wrapper = SPARQLWrapper(str(client.base_url.join("/sparql")))
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(NAMES)
    first: Any = wrapper.queryAndConvert()
    wrapper.setMethod(POST)
    assert first == wrapper.queryAndConvert()
    assert "菲佐" in [row["n"]["value"] for row in first["results"]["bindings"]]


def test_the_service_describes_itself(client: httpx.Client) -> None:
    """Without a query a program gets the description of the service, a browser the page for queries."""
    graph = rdflib.Graph().parse(data=client.get("/sparql").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(str(client.base_url.join("/sparql")))
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    page = client.get("/sparql", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/query")


def test_a_query_that_would_run_for_ever_is_stopped(client: httpx.Client) -> None:
    """It ends within a second of the limit or so, and others are served meanwhile and afterwards."""
    with ThreadPoolExecutor() as together:
        began = time.monotonic()
        stuck = together.submit(ask, client, FOR_EVER)
        time.sleep(0.5)
        assert ask(client, NAMES).status_code == 200
        assert not stuck.done()
        assert stuck.result().status_code == 503
        assert LIMIT <= time.monotonic() - began < LIMIT + 1
    assert [ask(client, NAMES).status_code for _ in range(4)] == [200] * 4


def test_too_many_rows(client: httpx.Client) -> None:
    """An answer is refused rather than cut short."""
    got = ask(client, "SELECT * { ?s ?p ?o }")
    assert (got.status_code, "more than 100 rows" in got.text) == (400, True)
    assert ask(client, "SELECT * { ?s ?p ?o } LIMIT 100").text.count("\n") == 101


CALLS = (
    "SELECT * {{ SERVICE <{}> {{ ?a ?b ?c }} }}",
    "SELECT * {{ service silent<{}>{{ ?a ?b ?c }} }}",
    "LOAD <{}>",
)


@pytest.mark.parametrize("query", CALLS)
def test_no_other_machine_is_asked(client: httpx.Client, query: str) -> None:
    """SERVICE and LOAD are refused, and nobody is called."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.5)
        got = ask(client, query.format(f"http://127.0.0.1:{listening.getsockname()[1]}/"))
        assert (got.status_code, "refused" in got.text) == (400, True)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_other_machines_are_asked_where_that_is_allowed(store: Path, client: httpx.Client) -> None:
    """With `--allow-service` a query reaches another service, here one of ours; LOAD is refused still."""
    remote = f"SELECT ?n {{ SERVICE <{client.base_url.join('/sparql')}> {{ {NAMES} }} }} ORDER BY ?n"
    expected = ask(client, NAMES).text
    with serving(store, "--allow-service") as allowing:
        assert ask(allowing, remote).text == expected
        assert ask(allowing, CALLS[2].format(client.base_url)).status_code == 400
        assert ask(allowing, CALLS[0].format("http://127.0.0.1:1/")).status_code == 500
    ran = kg("query", "--store", store, remote, "--allow-service")
    assert (ran.code, ran.out.split()) == (0, expected.split())


def test_many_at_once(client: httpx.Client) -> None:
    """Of two hundred requests in parallel none is lost."""
    expected = ask(client, NAMES).text
    with ThreadPoolExecutor(50) as together:
        got = list(together.map(lambda _: ask(client, NAMES), range(200)))
    assert {(response.status_code, response.text) for response in got} == {(200, expected)}


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml"])
def test_things_as_rdf(client: httpx.Client, accept: str) -> None:
    """The IRI of a thing answers with what is said of it and to what it is told to belong."""
    got = client.get("/id/person-svk-robert-fico", headers={"Accept": accept})
    graph = rdflib.Graph().parse(data=got.text, format=accept)
    fico = rdflib.URIRef(FICO)
    assert (fico, rdflib.SKOS.prefLabel, rdflib.Literal("菲佐", lang="zh-hans")) in graph
    assert (None, rdflib.URIRef(PREFIXES["dpe"] + "participant"), fico) in graph


def test_things_as_pages(client: httpx.Client) -> None:
    """A browser gets a page with links that lead on."""
    page = client.get("/id/person-svk-robert-fico", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.headers["content-type"], "菲佐" in page.text) == ("text/html; charset=utf-8", True)
    links = {part.partition('"')[0] for part in page.text.split('href="/id/')[1:]}
    assert any(link.startswith("event/meeting-") for link in links)
    assert {client.get(f"/id/{link}", headers={"Accept": "text/html"}).status_code for link in links} == {200}


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json"])
@pytest.mark.parametrize("name", ["nobody", "a%3E%7D%20b", "菲佐"])
def test_what_is_not_there(client: httpx.Client, accept: str, name: str) -> None:
    """Of a thing that is not in the graph nothing is said, whatever signs its name has."""
    assert client.get(f"/id/{name}", headers={"Accept": accept}).status_code == 404


def test_pages_keep_to_themselves(client: httpx.Client) -> None:
    """No page loads anything from elsewhere or may stand in another's frame; no origin may ask unless it is told so."""
    for path in ("/", "/sparql", "/id/person-svk-robert-fico", "/static/editor.js"):
        headers = client.get(path, headers={"Accept": "text/html,*/*", "Origin": "https://example.org"}).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
        assert "access-control-allow-origin" not in headers


def test_names_of_other_machines_are_refused(client: httpx.Client) -> None:
    """A page elsewhere that points a name of its own at this machine gets nothing."""
    assert client.get("/sparql", headers={"Host": "example.org"}).status_code == 400


def test_the_page_for_queries(client: httpx.Client) -> None:
    """It has all shipped questions, and what it loads is there."""
    page = client.get("/query", headers={"Accept": "text/html"}).text
    assert all(f'"name": "{name}"' in page for name in questions())
    loaded = [part.partition('"')[0] for mark in ('src="', 'rel="stylesheet" href="') for part in page.split(mark)[1:]]
    assert len(loaded) == 6
    assert {client.get(path).status_code for path in loaded if path.startswith("/static/")} == {200}
    assert all(path.startswith("/static/") for path in loaded)


def test_origins_that_may_ask(store: Path) -> None:
    """With `--cors` the pages of an origin may ask, and no others."""
    with serving(store, "--cors", "https://example.org") as client:
        asked = {"Access-Control-Request-Method": "GET"}
        told = [
            client.options("/sparql", headers=asked | {"Origin": origin}).headers.get("access-control-allow-origin")
            for origin in ("https://example.org", "https://example.com")
        ]
        assert told == ["https://example.org", None]


def test_nothing_built(tmp_path: Path) -> None:
    """Where there is no graph, nothing is served."""
    done = subprocess.run(command("serve", "--store", tmp_path), capture_output=True, timeout=120, check=False)
    assert (done.returncode, b"kg build" in done.stderr) == (1, True)
