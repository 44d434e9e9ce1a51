"""The explorer as its pages come: what each kind shows, where links lead, words in three languages, what is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from serving import plain, serving

from kg.query.questions import questions
from kg.web.explorer.atlas import Dot, make_map, middles, outlines
from kg.web.explorer.reader import LANGUAGES, words

TESTS = Path(__file__).parent.parent
PACKAGE = TESTS.parent / "kg"
CASES: list[dict[str, Any]] = yaml.safe_load((TESTS / "cases" / "explorer.yml").read_text(encoding="utf-8"))
#: Beginnings of words whose keys are made of what they name.
MADE = ("kind_", "kinds_", "status_", "question_", "state_", "about_", "ask_", "hint_", "column_", "what_")
HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(examples_store: Path) -> Iterator[httpx.Client]:
    """A client of a server on the example archive."""
    with serving(examples_store) as client:
        client.headers.update(HTML)
        yield client


def links(page: str, start: str) -> list[str]:
    """Return the addresses on a page that begin with something, each once."""
    found = re.findall(r'href="([^"#]+)', page)
    return list(dict.fromkeys(each.replace("&amp;", "&") for each in found if each.startswith(start)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["path"])
def test_pages_show(client: httpx.Client, case: dict[str, Any]) -> None:
    """A page of each kind holds what the table says, without a script."""
    got = client.get(case["path"])
    text = plain(got.text)
    assert (got.status_code, [each for each in case["shows"] if each not in text]) == (200, [])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_who_met_whom_in_three_clicks(client: httpx.Client, language: str) -> None:
    """From a search to the person, to the event, to the sentence in its article."""
    found = client.get("/search", params={"q": "石破茂", "lang": language}).text
    person = client.get(links(found, "/id/person-")[0]).text
    event = client.get(links(person, "/id/event/meeting-")[0]).text
    (sentence, *_) = re.findall(r"<mark>(.*?)</mark>", event)
    article = client.get(links(event, "/id/article-")[0]).text
    assert plain(sentence) in plain(article)


@pytest.mark.parametrize("path", [case["path"] for case in CASES if "statements" not in case["path"]])
def test_links_lead_on(client: httpx.Client, path: str) -> None:
    """Links of a page stay in its language and lead to pages that are there."""
    found = [each for each in links(client.get(path).text, "/") if not each.startswith("/static/")]
    chosen = dict.fromkeys([*found[:8], *found[8:200:9], *found[-3:]])
    assert {each: client.get(each).status_code for each in chosen if client.get(each).status_code != 200} == {}
    assert all("lang=" in each for each in found)


def test_sentences_stand_in_their_paragraphs(client: httpx.Client) -> None:
    """The evidence of an event is marked in the paragraph around it, with names that lead on."""
    page = client.get("/id/event/summit-brics-summit-2024?lang=en").text
    quotes = re.findall(r"<blockquote.*?</blockquote>", page, re.DOTALL)
    longer = [each for each in quotes if plain(each) != plain("".join(re.findall(r"<mark>.*?</mark>", each)))]
    assert longer and all(each.count("<mark>") == 1 for each in quotes)
    assert any("/id/person-" in each for each in quotes)


def test_articles_mark_what_they_tell(client: httpx.Client) -> None:
    """The text of an article has its sentences marked with the numbers of the events beside it."""
    path = links(client.get("/search", params={"q": "柏林四方会谈", "lang": "en"}).text, "/id/article-")[0]
    page = client.get(path).text
    told = re.findall(r'<a href="#event-(\d+)">', page)
    assert set(told) == set(re.findall(r'<li id="event-(\d+)">', page)) != set()
    assert page.count("<mark>") == page.count("</mark>") and 'href="https://' in page


def test_without_texts_the_sentences_are_shown(store: Path, tmp_path: Path) -> None:
    """Where the store keeps no text any more, an article shows its sentences and says so; an event its sentence."""
    copy = tmp_path / "kg-store"
    shutil.copytree(store, copy)
    (copy / "articles.sqlite").unlink()
    with serving(copy) as client:
        found = client.get("/search", params={"q": "李强会见", "lang": "en"}, headers=HTML).text
        article = client.get(links(found, "/id/article-")[0], headers=HTML).text
        assert "not kept here" in article and "<mark>" in article
        event = client.get(links(article, "/id/event/")[0], headers=HTML).text
        assert "<mark>" in event


def test_counts_of_a_state_are_those_of_its_pairs(client: httpx.Client) -> None:
    """The number beside another state is that of the held events on the page of the two."""
    page = client.get("/id/state-JPN?lang=en").text
    rows = re.findall(r'href="(/dyad\?a=JPN[^"]+)">.*?<span class="count">(\d+)</span>', page)
    pairs = [(count, plain(client.get(link.replace("&amp;", "&")).text)) for link, count in rows[:4]]
    assert [count for count, pair in pairs if not re.search(rf"\b{count} of them held", pair)] == []
    assert len(pairs) == 4


def test_former_names_lead_to_their_event(client: httpx.Client) -> None:
    """The IRI that an event had before its reports were joined leads on."""
    query = "SELECT ?old ?new { ?old dct:isReplacedBy ?new } LIMIT 1"
    row = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()[1].split(",")
    old, new = (iri.removeprefix("https://w3id.org/dpe") for iri in row)
    got = client.get(old)
    assert (got.status_code, got.headers["location"].partition("?")[0]) == (307, new)


def test_questions_know_every_name(client: httpx.Client) -> None:
    """A form takes a name as `kg query` does, however it is written, and says so where nobody is called so."""
    form = "/questions/meetings"
    by_name = [
        client.get(form, params={"person": name}).text.count("<tr>")
        for name in ("特朗普", "川普", "donald trump", "Trump")
    ]
    assert set(by_name) == {by_name[0]} and by_name[0] > 2
    got = client.get(form, params={"person": "Trum"})
    assert (got.status_code, "Donald Trump" in got.text) == (400, True)


def test_nodes_without_a_page_show_their_statements(client: httpx.Client) -> None:
    """A report, a sentence or an office is shown by what the graph says of it."""
    query = "SELECT ?report { ?report a dpe:EventReport } LIMIT 1"
    iri = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()[1]
    page = client.get(iri.removeprefix("https://w3id.org/dpe"))
    assert (page.status_code, "dpe:reportedIn" in page.text) == (200, True)


@pytest.mark.parametrize("path", ["/id/person-jpn-nobody", "/nowhere", "/questions/none", "/graph?focus=nobody"])
def test_what_is_missing_is_offered_a_search(client: httpx.Client, path: str) -> None:
    """A page that is not there says so and has a field to search."""
    got = client.get(path, params={"lang": "en"} if "?" not in path else {})
    assert (got.status_code, 'role="search" action="/search"' in got.text) == (404, True)


def test_a_state_that_is_none(client: httpx.Client) -> None:
    """Two states are asked for again where one is not known."""
    got = client.get("/dyad?a=CHN&b=Atlantis&lang=en")
    assert (got.status_code, "No state here is called Atlantis" in plain(got.text)) == (404, True)


@pytest.mark.parametrize(
    ("accepted", "told", "tag"),
    [
        ("", "", "zh-Hans"),
        ("ja,en;q=0.8", "", "ja"),
        ("fr, en-GB;q=0.5", "", "en"),
        ("ja", "en", "en"),
        ("fr", "", "zh-Hans"),
    ],
)
def test_the_language_of_a_page(client: httpx.Client, accepted: str, told: str, tag: str) -> None:
    """The address tells the language, else the browser, else it is Chinese."""
    page = client.get("/", params={"lang": told} if told else {}, headers={"Accept-Language": accepted}).text
    assert f'<html lang="{tag}">' in page


def test_suggestions(client: httpx.Client) -> None:
    """While a name is typed, things come before events, each with its kind and its page."""
    found = client.get("/suggest", params={"q": "石破", "lang": "en"}).json()
    assert found[0] | {"alias": None} == {
        "name": "Shigeru Ishiba", "alias": None, "kind": "Person", "link": "/id/person-jpn-shigeru-ishiba?lang=en",
    }  # fmt: skip
    assert client.get("/suggest?q=").json() == []


def test_lists_are_narrowed(client: httpx.Client) -> None:
    """Choices leave fewer events, and their counts hold; what makes no sense is passed over."""
    page = client.get("/id/state-CHN?lang=en").text
    (choice,) = [
        each for each in links(page, "/id/state-CHN") if each.endswith("type=Call&lang=en") or "type=Call" in each
    ]
    narrowed = plain(client.get(choice).text)
    count = re.search(r"Call\s+(\d+)", plain(page))
    assert count and re.search(rf"Events {count[1]}\b", narrowed)
    assert client.get("/id/state-CHN?lang=en&type=None&page=x&year=%00").status_code == 200


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_has_its_page(client: httpx.Client, name: str) -> None:
    """A shipped question is answered as a table, or says why not, under a title in each language."""
    titles = {plain(client.get(f"/questions/{name}?lang={each}").text.partition("</title>")[0]) for each in LANGUAGES}
    page = client.get(f"/questions/{name}?lang=en")
    assert (page.status_code, len(titles), "<table" in page.text) == (200, 3, True)


def test_a_value_that_is_none_of_its_kind(client: httpx.Client) -> None:
    """A day that is no day is told, and the form still stands."""
    got = client.get("/questions/trips?since=yesterday&lang=en")
    assert (got.status_code, "yesterday" in plain(got.text), "<form" in got.text) == (400, True, True)


def test_graphs_bring_their_own_policy(client: httpx.Client) -> None:
    """The picture of a neighbourhood lets run what it holds and nothing else; no other page may hold it."""
    got = client.get("/graph", params={"focus": "https://w3id.org/dpe/id/person-jpn-shigeru-ishiba"})
    assert (got.status_code, got.headers["content-security-policy"]) == (200, "frame-ancestors 'none'")
    assert "default-src 'none'; script-src 'sha256-" in got.text


def test_pages_allow_only_what_is_ours(client: httpx.Client) -> None:
    """No page has an inline script, style or handler; only the editor may have styles of its own."""
    for case in CASES:
        got = client.get(case["path"])
        assert "script-src 'self'" in (policy := got.headers["content-security-policy"])
        assert ("'unsafe-inline'" in policy) == case["path"].startswith("/query")
        assert not re.search(r"<script(?![^>]*(src=|application/json))|\son\w+=|\sstyle=|javascript:", got.text)


def test_every_word_is_known_and_used() -> None:
    """Each key that a page or a module names has its words, and no word lies idle."""
    sources = [*(PACKAGE / "web" / "explorer").rglob("*.html"), *(PACKAGE / "web" / "explorer").rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r"""["']([a-z_]+)["']""", text))
    made = {key for key in words() if key.startswith(MADE)}
    made |= {f"{key}_one" for key in re.findall(r"""counted\(["']([a-z_]+)["'],""", text)}
    assert set(re.findall(r"""word\(["']([a-z_]+)["'][,)]""", text)) <= set(words())
    assert set(words()) - named - made == set()
    assert {key for key in made if key.startswith("question_")} == {
        f"question_{name.replace('-', '_')}" for name in questions()
    }


def test_colours_are_those_of_the_graph() -> None:
    """The explorer and the graph page have the same colours, on light ground and on dark."""

    def colours(path: Path) -> list[dict[str, str]]:
        text = path.read_text(encoding="utf-8")
        return [
            dict(re.findall(r"--([a-z]+): (#\w+)", block)) for block in re.findall(r":root \{(.*?)\}", text, re.DOTALL)
        ]

    graph, explorer = colours(PACKAGE / "view/templates/page.css"), colours(PACKAGE / "web/static/explorer.css")
    assert all(graph[at].items() <= explorer[at].items() for at in (0, 1))


def test_outlines() -> None:
    """Nearly every state that maps have is there, once, with a point within it."""
    assert len(outlines()) == 176 and len(middles()) == 173
    assert all(each.box[0] <= each.x <= each.box[2] and each.box[1] <= each.y <= each.box[3] for each in outlines())
    assert {"CHN", "JPN", "USA", "TWN", "FJI"} <= middles().keys()


def test_a_map_holds_its_dots() -> None:
    """All dots lie within the part of the world that is shown, the largest first; no dot, no map."""
    dots = [Dot(label=name, link=name, count=count, x=x, y=y) for name, count, x, y in
            (("a", 1, 10.0, 20.0), ("b", 5, 300.0, 200.0), ("c", 2, 990.0, 430.0))]  # fmt: skip
    made = make_map(dots)
    assert made and [dot.label for dot in made.dots] == ["b", "c", "a"]
    left, top, width, height = made.box
    assert all(left <= dot.x <= left + width and top <= dot.y <= top + height for dot in dots)
    assert make_map([]) is None
