"""The page as a file: what stands in it, and what never may."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from view_events import BASE, view_events

from kg.errors import UsageError
from kg.network.projection import Labels
from kg.view.graph_html import LANGUAGES, LIMITS, render

EVENTS = view_events()
TESTS = Path(__file__).parent.parent
TEMPLATES = TESTS.parent / "kg" / "view" / "templates"
HOSTILE: list[str] = yaml.safe_load((TESTS / "cases" / "hostile.yml").read_text(encoding="utf-8"))
WORDS: dict[str, dict[str, str]] = yaml.safe_load((TEMPLATES / "words.yml").read_text(encoding="utf-8"))


class Elements(html.parser.HTMLParser):
    """Collects tags with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note the text of a script or a style."""
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.raw.append((self.tags[-1][0], data))


def packed(page: str) -> str:
    """Return the data that a page holds, as it is written there."""
    found = re.search(r'<script type="application/zlib" id="data">([\w+/=]+)</script>', page, re.ASCII)
    assert found
    return found[1]


def data_of(page: str) -> Any:
    """Return the data that a page holds."""
    return json.loads(zlib.decompress(base64.b64decode(packed(page))))


@pytest.mark.parametrize("projection", ["events", "people", "states"])
def test_the_same_events_give_the_same_bytes(projection: str) -> None:
    """The order of events and the process do not matter: a page of another process is the same."""
    code = (
        "import hashlib, view_events, kg.view.graph_html as g;"
        f"print(hashlib.sha256(g.render(view_events.view_events(), projection={projection!r}, title='t').encode())"
        ".hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(TESTS)}
    other = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    own = hashlib.sha256(render(EVENTS[::-1], projection=projection, title="t").encode()).hexdigest()
    assert own == other.stdout.strip()


def test_the_policy_lets_exactly_the_scripts_and_styles_of_the_page_run() -> None:
    """The hash of each script and style stands in the policy, and nothing else is allowed."""
    page = render(EVENTS, title="t")
    elements = Elements(page.replace(packed(page), ""))
    policies = [a["content"] for tag, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy"]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in elements.raw}
    assert set(re.findall(r"'sha256-([^']+)'", policies[0] or "")) == hashes
    assert (policies[0] or "").startswith("default-src 'none'") and "unsafe" not in (policies[0] or "")


def test_the_page_names_no_other_file() -> None:
    """Nothing in the page is loaded from elsewhere: no sources, links, imports or source maps."""
    page = render(EVENTS, title="t")
    attributes = {(tag, key) for tag, found in Elements(page).tags for key in found}
    assert not {(tag, key) for tag, key in attributes if key in ("src", "href", "srcset") or tag == "link"}
    assert not re.search(r"@import|sourceMappingURL|url\(http", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element(text: str) -> None:
    """Whatever stands in titles, names and sentences, the page has the same elements, and the text in its data."""
    event = replace(EVENTS[0], label=Labels(zh=text), name=text, evidence=(replace(EVENTS[0].evidence[0], title=text),))
    page = render([event], title=text)
    tags = [tag for tag, _ in Elements(page).tags]
    assert tags == [tag for tag, _ in Elements(render(EVENTS[:1], title="t")).tags]
    assert (data_of(page)["title"], data_of(page)["events"][0]["labels"]["zh"]) == (text, text)


def test_what_is_cut_is_told() -> None:
    """A page of at most so many nodes says how many nodes and events it leaves out."""
    data = data_of(render(EVENTS, title="t", top=20))
    assert len(data["network"]["nodes"]) <= 20
    assert data["hidden"]["nodes"] == 64 - len(data["network"]["nodes"])
    assert data["hidden"]["events"] == 30 - len(data["events"]) > 0


def test_what_is_cut_without_being_asked_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not said how many nodes are drawn is told how many would be all."""
    monkeypatch.setitem(LIMITS, "pyvis", 20)
    ways = [data_of(render(EVENTS, title="t", engine="pyvis", top=top))["hidden"]["all"] for top in (None, 20, 64)]
    assert ways == [64, None, None]


def test_a_focus_keeps_what_is_near() -> None:
    """A page about one person holds its events, and nothing counts as cut."""
    data = data_of(render(EVENTS, title="t", focus="秋叶刚男", hops=1))
    assert [event["iri"] for event in data["events"]] == [f"{BASE}event/akiba-wang"]
    assert (data["focus"], data["hidden"]) == (f"{BASE}akiba", {"all": None, "events": 0, "nodes": 0})


def test_no_events_make_a_page() -> None:
    """An empty graph is a page without nodes."""
    assert data_of(render([], title="t"))["network"]["nodes"] == []


def test_an_unknown_language_is_refused() -> None:
    """The page speaks the languages that it has words for."""
    with pytest.raises(UsageError, match="zh, en, ja"):
        render(EVENTS, title="t", language="fr")


def test_every_word_of_the_page_is_known_and_used() -> None:
    """Each key that a script or the page names has its words, and no word lies idle."""
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.js")))
    page = (TEMPLATES / "page.html").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:word|fact)\((?:\w+ \? )?"(\w+)"(?: : "(\w+)")?', scripts))
    used = {key for pair in named for key in pair if key} | set(
        re.findall(r'data-(?:text|label|placeholder)="(\w+)"', page)
    )
    made = {key for key in WORDS if re.match(r"(status|kind|projection)_", key)}
    assert used | made | {"own_name", "noscript"} == set(WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_slots_are_the_same_in_every_language(language: str) -> None:
    """A word has the same slots in each language."""
    assert not [key for key, row in WORDS.items() if _slots(row[language]) != _slots(row["zh"])]


def _slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
