"""`kg serve` answers as the W3C's suite for the SPARQL 1.1 Protocol has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
import yaml
from serving import serving

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "protocol.yml").read_text("utf-8")
)
ROWS = {"application/sparql-results+xml", "application/sparql-results+json", "text/csv", "text/tab-separated-values"}
KINDS = {
    "rows": ROWS,
    "truth": {"application/sparql-results+xml", "application/sparql-results+json"},
    "triples": {"application/rdf+xml", "text/turtle", "application/n-triples"},
}
JSON = pyoxigraph.QueryResultsFormat.JSON


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server on three graphs, each of which says what it is."""
    root = tmp_path_factory.mktemp("protocol") / "kg-store"
    (root / "graph-0").mkdir(parents=True)
    (root / "CURRENT").write_text("graph-0\n")
    names = [f"http://example.org/data{number}" for number in (1, 2, 3)]
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    lines = [f"<{name}> <{kind}> <http://xmlns.com/foaf/0.1/Document> <{name}> .\n" for name in names]
    (root / "graph-0" / "graph.nq").write_text("".join(lines))
    with serving(root) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_suite(client: httpx.Client, case: dict[str, Any]) -> None:
    """A request of the suite gets what the suite says."""
    got = client.request(
        case.get("method", "POST" if "body" in case else "GET"),
        "/sparql" + case.get("address", ""),
        content=case["body"].encode(case.get("encoding", "utf-8")) if "body" in case else None,
        headers={"Content-Type": case["type"]} if "type" in case else {},
    )
    assert told(got, case["gives"]) == case["gives"]


def told(got: httpx.Response, wanted: Any) -> object:
    """Tell what an answer is, in the words of the cases."""
    if got.is_client_error:
        return "refused"
    if wanted is True:
        found = pyoxigraph.parse_query_results(got.content, format=JSON)
        return isinstance(found, pyoxigraph.QueryBoolean) and bool(found)
    return wanted if got.headers["content-type"].partition(";")[0] in KINDS.get(wanted, ()) else got.status_code


def test_nothing_was_changed(client: httpx.Client) -> None:
    """After all of them the graph is what it was."""
    count = client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}, headers={"Accept": "text/csv"}
    )
    assert count.text.split() == ["n", "3"]
