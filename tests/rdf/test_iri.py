"""IRIs: each follows from content, every store takes it, and different things have different ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.model import ArticleId, EntityId, EventId, Holding, Kind, OfficeStatus, Party, PlaceRef, Span
from kg.rdf.iri import Names, web_address

NAMES = Names()
TEXT = st.text(st.characters(codec="utf-8"), min_size=1)
COUNTRIES = st.none() | st.sampled_from(["JPN", "CHN"])


@given(TEXT, COUNTRIES, st.sampled_from(Kind))
def test_every_name_makes_an_iri(text: str, country: str | None, kind: Kind) -> None:
    """Hostile text gives an IRI that a store takes, under the base."""
    party = Party(name=text, kind=kind, country=country)
    person = Party(name=text, kind=Kind.PERSON, country=country, entity=EntityId(f"person:{text}"))
    span = Span(start=0, end=1)
    holding = Holding(
        person=text, entity=None, country=country, office=text, post=None, status=OfficeStatus.FORMER, span=span
    )
    for iri in (
        NAMES.article_graph(ArticleId(text)),
        NAMES.report(ArticleId(text), 1),
        NAMES.mention(ArticleId(text), span),
        NAMES.event(text, EventId(text)),
        NAMES.office(holding),
        NAMES.place(PlaceRef(name=text, country=country)),
        NAMES.participation(NAMES.event("Call", EventId(text)), NAMES.party(person)),
        NAMES.party(party),
    ):
        assert NamedNode(iri).value.startswith(NAMES.base)


@given(st.lists(st.tuples(TEXT, COUNTRIES), unique=True))
def test_different_strangers_have_different_names(people: list[tuple[str, str | None]]) -> None:
    """Two persons whom no table knows share an IRI only if they share name and state."""
    iris = {NAMES.party(Party(name=name, kind=Kind.PERSON, country=country)) for name, country in people}
    assert len(iris) == len(people)


@given(st.lists(TEXT, unique=True))
def test_different_articles_have_different_names(ids: list[str]) -> None:
    """The escaping of ids loses nothing."""
    assert len({NAMES.article(ArticleId(each)) for each in ids}) == len(ids)


KNOWN = (
    ("日方", Kind.COUNTRY, "JPN", None, "state-JPN"),
    ("石破", Kind.PERSON, "JPN", "person:shigeru-ishiba", "person-shigeru-ishiba"),
    ("东盟", Kind.ORG, None, "org:ASEAN", "org-ASEAN"),
    ("阿拉伯国家", Kind.ORG, None, "region:arab-states", "region-arab-states"),
)


@pytest.mark.parametrize(("name", "kind", "country", "entity", "iri"), KNOWN, ids=[known[-1] for known in KNOWN])
def test_known_parties_are_named_by_their_ids(
    name: str, kind: Kind, country: str | None, entity: str | None, iri: str
) -> None:
    """Who is known has the name of the world tables, whatever the article calls it."""
    party = Party(name=name, kind=kind, country=country, entity=EntityId(entity) if entity else None)
    assert NAMES.party(party) == NAMES.base + iri


@given(st.text() | st.builds("http{}://{}".format, st.sampled_from(["", "s"]), st.text()))
def test_addresses_are_iris_or_nothing(url: str) -> None:
    """Whatever stands in a front matter, a store takes what becomes of it."""
    address = web_address(url)
    assert address is None or NamedNode(address).value.startswith(("http://", "https://"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "/local/path", "http://", "http://[half", "https://a:b/"])
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    """Only pages of the web become links."""
    assert web_address(url) is None


def test_base_is_free() -> None:
    """A dataset may live under another base."""
    names = Names("https://example.org/kg/")
    assert names.participation(names.state("JPN"), names.state("USA")) == "https://example.org/kg/state-JPN#p-state-USA"
