"""The example archive: articles, what they say, and which of it is said twice.

`examples/articles` is read as any archive is; `examples/events` and `examples/clusters.json` must fit what is read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from kg.edtf import bounds
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.model import Document, EntityId, Kind, OfficeStatus, Salience, Status
from kg.pipeline import load_knowledge
from kg.read.jekyll import read_article
from kg.text.html import clean
from kg.text.script import fold

FOLDER = Path(__file__).parent.parent / "examples"
EVENT_KEYS = {
    "type", "status", "date", "salience", "participants", "absent", "name", "part_of", "places", "evidence",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article and its annotation."""

    id: str
    document: Document
    gold: dict[str, Any]

    @property
    def parties(self) -> list[dict[str, Any]]:
        """Those who take part or stay away, of all events."""
        return [party for event in self.gold["events"] for party in (*event["participants"], *event["absent"])]

    @property
    def places(self) -> list[dict[str, Any]]:
        """The places of all events."""
        return [place for event in self.gold["events"] for place in event["places"]]


def _examples() -> Iterator[Example]:
    for path in sorted((FOLDER / "events").glob("*.json")):
        post = FOLDER / "articles" / f"{path.stem}.md"
        article = read_article(post.read_bytes(), name=post.name, outlet_of=KNOWLEDGE.outlets.of)
        yield Example(id=path.stem, document=clean(article), gold=json.loads(path.read_text(encoding="utf-8")))


KNOWLEDGE = load_knowledge()
EXAMPLES = list(_examples())
CLUSTERS: list[dict[str, Any]] = json.loads((FOLDER / "clusters.json").read_text(encoding="utf-8"))
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=attrgetter("id"))


@cache
def _types() -> frozenset[str]:
    return frozenset(load_schema(ontology_folder()).types)


def _is_state(code: str) -> bool:
    return EntityId(f"state:{code}") in KNOWLEDGE.world.entities


def _traditional(document: Document) -> float:
    """Return the share of signs that are not written as in simplified Chinese."""
    pairs = zip(document.text, document.folded, strict=True)
    return sum(written.isalpha() and written != plain for written, plain in pairs) / len(document.text)


def test_every_article_is_annotated_once() -> None:
    """Each post has one gold file of its name, and each gold file names its post."""
    posts = sorted(path.name for path in (FOLDER / "articles").glob("*.md"))
    assert [example.gold["article"] for example in EXAMPLES] == [f"{example.id}.md" for example in EXAMPLES]
    assert sorted(example.gold["article"] for example in EXAMPLES) == posts


def test_no_article_stands_twice() -> None:
    """Ids, addresses and texts differ."""
    articles = [example.document.article for example in EXAMPLES]
    assert len({article.id for article in articles}) == len(articles)
    assert len({article.url for article in articles}) == len(articles)
    assert len({example.document.text.partition("\n")[2] for example in EXAMPLES}) == len(articles)


@each_example
def test_day_of_publication(example: Example) -> None:
    """The annotation and the file name have the day that the post is read with."""
    day = example.document.article.day.isoformat()
    assert example.gold["published"] == day
    assert example.id.startswith(day)


@each_example
def test_evidence(example: Example) -> None:
    """The evidence of each event is one whole sentence of the running text."""
    sentences = {span.of(example.document.text) for span in example.document.sentences}
    assert {event["evidence"] for event in example.gold["events"]} <= sentences


@each_example
def test_fields(example: Example) -> None:
    """Each event has all fields and no other, and their values are those of the ontology."""
    for event in example.gold["events"]:
        assert set(event) == EVENT_KEYS
        assert event["type"] in _types()
        assert event["status"] in set(Status)
        assert event["salience"] in set(Salience)
        assert bool(event["name"]) == (event["type"] == "Summit")
        assert event["participants"] or event["absent"] or event["places"]


@each_example
def test_dates(example: Example) -> None:
    """A date is EDTF with its days in order, and nothing that took place did so after the article."""
    for event in filter(lambda event: event["date"], example.gold["events"]):
        first, last = bounds(event["date"])
        assert first is not None
        assert last is not None
        assert first <= last
        assert event["status"] != "held" or first.isoformat() <= example.gold["published"]


@each_example
def test_parties(example: Example) -> None:
    """A party is of a known kind and state; each person stands in the text and among the people of the article."""
    people = {person["name"] for person in example.gold["people"]}
    for party in example.parties:
        assert set(party) == {"name", "kind", "country"}
        assert party["kind"] in set(Kind)
        assert party["country"] is None or _is_state(party["country"])
        assert party["kind"] != "country" or party["country"]
        assert party["kind"] != "person" or party["name"] in people


@each_example
def test_people(example: Example) -> None:
    """Names and offices are those that the article writes, in simplified characters."""
    for person in example.gold["people"]:
        assert set(person) == {"name", "country", "office", "status"}
        assert person["name"] in example.document.folded
        assert person["name"] == fold(person["name"])
        assert (person["office"] or "") in example.document.folded
        assert person["status"] is None or person["status"] in set(OfficeStatus)


@each_example
def test_places(example: Example) -> None:
    """A place stands in the text; its state is a known one, or null where it spans several."""
    for place in example.places:
        assert set(place) == {"name", "country"}
        assert place["name"] in example.document.folded
        assert place["country"] is None or _is_state(place["country"])


def test_clusters_name_events() -> None:
    """Each report of a cluster is an event of a gold file, in one cluster only."""
    events = {example.gold["article"]: len(example.gold["events"]) for example in EXAMPLES}
    reports = [tuple(report) for cluster in CLUSTERS for report in cluster["reports"]]
    assert all(0 <= index < events[article] for article, index in reports)
    assert max(Counter(reports).values()) == 1


def test_clusters_join_articles() -> None:
    """Each cluster says why, holds reports of at least two articles and no two of one, all of one type."""
    types = {
        (example.gold["article"], index): event["type"]
        for example in EXAMPLES
        for index, event in enumerate(example.gold["events"])
    }
    for cluster in CLUSTERS:
        articles = [article for article, _ in cluster["reports"]]
        assert cluster["note"]
        assert len(articles) == len(set(articles)) > 1
        assert len({types[article, index] for article, index in cluster["reports"]}) == 1


def test_variety() -> None:
    """Every type and every status occurs, some articles tell of no event, and some are in traditional characters."""
    events = [event for example in EXAMPLES for event in example.gold["events"]]
    assert {event["type"] for event in events} == _types()
    assert {event["status"] for event in events} == set(Status)
    assert any(not example.gold["events"] for example in EXAMPLES)
    assert sum(_traditional(example.document) > 0.1 for example in EXAMPLES) >= 3


def test_readme_counts() -> None:
    """The figures of the README are those of the files."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    events = sum(len(example.gold["events"]) for example in EXAMPLES)
    reports = sum(len(cluster["reports"]) for cluster in CLUSTERS)
    outlets = len({example.document.article.outlet.id for example in EXAMPLES})
    assert f"{len(EXAMPLES)} posts of {outlets} newsrooms" in readme
    assert f"{events} events" in readme
    assert f"{len(CLUSTERS)} events told by {reports} reports" in readme
