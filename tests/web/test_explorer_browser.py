"""The explorer in a real browser: nothing of an article runs, all can be reached, nothing stands out at the side."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import axe
import httpx
import pytest
import yaml
from chromium import PROGRAM, Page, chromium
from posts import post
from serving import serving
from visiting import arrive, visit

from kg.build import Setting, build
from kg.read.sources import discover

pytestmark = [pytest.mark.browser, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")]

TESTS = Path(__file__).parent.parent
HOSTILE: list[str] = yaml.safe_load((TESTS / "cases" / "hostile.yml").read_text(encoding="utf-8"))
#: A page of each kind.
PAGES = {
    "home": "/",
    "search": "/search?q=中国",
    "nothing found": "/search?q=nowhere-at-all",
    "person": "/id/person-chn-xi-jinping",
    "state": "/id/state-CHN",
    "organisation": "/id/org-NATO",
    "place": "/id/place-beijing",
    "conference": "/id/event/summit-brics-summit-2024",
    "series": "/id/series-brics-summit",
    "outlet": "/id/outlet-nikkei-cn",
    "dyad": "/dyad?a=CHN&b=USA",
    "choice of states": "/dyad",
    "calendar": "/calendar?month=2024-11",
    "questions": "/questions",
    "question": "/questions/meetings?person=习近平",
    "statements": "/id/place-beijing?view=statements",
    "missing": "/id/person-nobody",
    "meeting": "/{meeting}",
    "article": "/{article}",
    "region": "/id/region-europe",
    "queries": "/query",
    "fault": "/questions/trips?since=yesterday",
    "months with all": "/calendar?month=2024-11&held=1",
    "graph": "/graph?focus=https://w3id.org/dpe/id/person-chn-xi-jinping",
}


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser."""
    with chromium(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def site(examples_store: Path) -> Iterator[str]:
    """The address of a server on the example archive."""
    with serving(examples_store) as client:
        yield str(client.base_url)


def address(site: str, path: str, language: str = "en") -> str:
    """Return the address of a page in a language; a meeting and an article are found by a search."""
    if path.startswith("/{"):
        start = {"/{meeting}": "/id/event/meeting-", "/{article}": "/id/article-"}[path]
        found = httpx.get(
            f"{site}/search", params={"q": "石破茂" if "meeting" in path else "会谈"}, trust_env=False
        ).text
        path = re.findall(f'href="({start}[^"?]+)', found)[0]
    return site + quote(path, safe="/?=&") + ("&" if "?" in path else "?") + f"lang={language}"


@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_fit(tab: Page, site: str, path: str, width: int) -> None:
    """Nothing stands out at the side, nothing complains, nobody else is asked."""
    visit(tab, address(site, path), width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert [each for each in tab.complaints if "the server responded" not in each] == []
    assert [each for each in tab.requests if not each.startswith(site)] == []


@axe.needed
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_are_accessible(tab: Page, site: str, path: str, dark: bool) -> None:
    """axe finds no serious violation."""
    visit(tab, address(site, path), dark=dark)
    assert axe.serious(tab) == []


def test_suggestions_by_keyboard(tab: Page, site: str) -> None:
    """A name is typed, a suggestion chosen with the arrow and opened with the return key."""
    visit(tab, address(site, "/"))
    tab.evaluate("document.getElementById('q').focus()")
    tab.type("石破")
    tab.wait("document.querySelectorAll('#suggestions li').length > 0")
    tab.press("ArrowDown")
    assert tab.evaluate("document.activeElement.getAttribute('aria-activedescendant')") == "suggestion-0"
    tab.press("Enter")
    arrive(tab, "location.pathname === '/id/person-jpn-shigeru-ishiba'")
    assert tab.text("h1") == "Shigeru Ishiba"


def test_the_first_key_leads_past_the_head(tab: Page, site: str) -> None:
    """The first stop of the tabulator is a link to the content, which is then seen."""
    visit(tab, address(site, "/id/state-CHN"))
    tab.press("Tab")
    shown = "[document.activeElement.hash, document.activeElement.getBoundingClientRect().top >= 0]"
    tab.wait(f"{shown}[1]")
    assert tab.evaluate(shown) == ["#main", True]


def test_the_language_is_switched(tab: Page, site: str) -> None:
    """A link of the head leads to the same page in another language, and its links stay in it."""
    visit(tab, address(site, "/dyad?a=CHN&b=JPN"))
    tab.click(".languages a", containing="日本語")
    arrive(tab, "document.documentElement.lang === 'ja'")
    assert tab.text("h1") == "中国 – 日本"
    assert tab.evaluate(
        "[...document.querySelectorAll('main a[href^=\"/\"]')].every(a => a.getAttribute('href').includes('lang=ja'))"
    )


def test_a_neighbourhood_is_drawn(tab: Page, site: str) -> None:
    """The picture of what is near a person runs under its own policy."""
    visit(tab, address(site, "/graph?focus=https://w3id.org/dpe/id/person-jpn-shigeru-ishiba"))
    tab.wait("document.documentElement.dataset.ready === 'true'")
    assert tab.complaints == []


def test_who_met_whom_without_scripts(tab: Page, site: str) -> None:
    """Where no script runs, a name is searched, and three clicks lead to the sentence and its article."""
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.call("Page.navigate", url=address(site, "/"))
        arrive(tab, "document.querySelector('#q') !== null")
        tab.evaluate("document.querySelector('#q').focus()")
        tab.type("石破茂")
        tab.press("Enter")
        for start in ("/id/person-", "/id/event/meeting-", "/id/article-"):
            link = f'main a[href^="{start}"]'
            arrive(tab, f"document.querySelector('{link}') !== null && !location.pathname.startsWith('{start}')")
            tab.click(link)
            arrive(tab, f"location.pathname.startsWith('{start}')")
        assert tab.evaluate("document.querySelectorAll('main mark').length") > 0
        assert tab.evaluate("document.documentElement.lang") == "en"
    finally:
        tab.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_say_all_without_scripts(tab: Page, site: str, path: str) -> None:
    """Each page has its heading and its links where no script runs; the picture and the editor say what is missing."""
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.call("Page.navigate", url=address(site, path))
        arrive(tab, "document.querySelector('h1') !== null")
        assert tab.evaluate("document.querySelector('h1').innerText.length") > 0
        assert tab.evaluate("document.querySelectorAll('main a, main form, header a, noscript').length") > 0
    finally:
        tab.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on articles, persons and places that are full of markup: one of each for each hostile text."""
    root = tmp_path_factory.mktemp("hostile")
    for folder in ("posts", "world/names"):
        (root / folder).mkdir(parents=True)
    forms = [f"卡尔{sign}维奇" for sign in "东南西北春夏秋冬金木水火土山川风云雨雪雷"]
    write_people(root / "world", forms)
    for number, (form, text) in enumerate(zip(forms, HOSTILE, strict=True)):
        written = hostile_post(number, form, text)
        (root / "posts" / f"2024-11-07-{number}.md").write_text(written, encoding="utf-8")
    build(list(discover([str(root / "posts")])), root / "kg-store", Setting(world=(root / "world",)))
    with serving(root / "kg-store") as client:
        yield str(client.base_url)


def hostile_post(number: int, form: str, text: str) -> str:
    """Write an article that has a text in title, author, keywords and body, and tells of a meeting."""
    body = (
        f"<p>{html.escape(text)}</p><p>国务院总理李强7日在北京会见来访的斯洛伐克总理{form}，{html.escape(text)}。</p>"
    )
    url = f"https://www.news.cn/{quote(text)}/{number}.html"
    told = post(json.dumps(text), "2024-11-07 18:00:00 +0800", body, url=url)
    return told.replace("---\n", f"---\nauthor: {json.dumps(text)}\ntags: [{json.dumps(text)}]\n", 1)


def write_people(folder: Path, forms: list[str]) -> None:
    """Write tables in which persons have hostile names in each language."""
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as stream:
        names = [" ".join(text.split()) for text in HOSTILE]  # a cell is one line
        rows = [[f"svk-hostile-{n}", "SVK", name, name, name, "", "authored"] for n, name in enumerate(names)]
        csv.writer(stream).writerows([["id", "polity", "zh", "en", "ja", "qid", "source"], *rows])
    with (folder / "names" / "people.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [[form, f"person:svk-hostile-{n}", "strong", "authored"] for n, form in enumerate(forms)]
        csv.writer(stream).writerows([["form", "id", "strength", "source"], *rows])


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=HOSTILE)
def test_hostile_text_is_text(tab: Page, hostile_site: str, number: int) -> None:
    """Whatever a title, an author, a name or a sentence holds is shown as it is on each page, and nothing runs."""
    text = HOSTILE[number]
    person = f"/id/person-svk-hostile-{number}"
    visit(tab, hostile_site + person)
    event = tab.evaluate("document.querySelector('main a[href^=\"/id/event/meeting-\"]').pathname")
    visit(tab, hostile_site + event)
    article = tab.evaluate("document.querySelector('main a[href^=\"/id/article-\"]').pathname")
    search = f"/search?q={quote(text)}"
    for path in (person, event, article, search, f"{event}?view=statements", f"{person}?view=statements"):
        inert(tab, hostile_site, path)
        assert plainly(text) in plainly(tab.evaluate("document.body.textContent")), path
    for path in (article, search):
        visit(tab, hostile_site + path)
        assert plainly(text) in plainly(tab.evaluate("document.title")), path
    for path in (f"/questions/meetings?person={quote(text)}", f"/questions/trips?since={quote(text)}"):
        visit(tab, hostile_site + path)
        assert tab.evaluate(STRUCK) == [None, 0, 0, 0, 0], path
    for focus in (person, event):
        visit(tab, f"{hostile_site}/graph?focus=https://w3id.org/dpe{focus}")
        tab.wait("document.documentElement.dataset.ready === 'true'")
        assert (tab.evaluate("window.struck ?? null"), tab.complaints) == (None, []), focus


@pytest.mark.parametrize(
    "path",
    [
        *("/?lang=zh", "/id/state-SVK?lang=zh", "/id/state-SVK?view=statements", "/dyad?a=CHN&b=SVK"),
        *("/questions/unlinked", "/calendar?held=1&month=2024-11"),
        *(
            "/questions/meetings",
            "/questions/who-met-whom",
            "/questions/sources?least=1",
            "/id/place-beijing",
        ),
    ],
)
def test_many_hostile_texts_are_texts(tab: Page, hostile_site: str, path: str) -> None:
    """A page with all of them runs none."""
    inert(tab, hostile_site, path)


def inert(tab: Page, site: str, path: str) -> None:
    """Open a page, and check that nothing in it became more than text, and nobody else was asked."""
    visit(tab, site + path)
    assert tab.evaluate(STRUCK) == [None, 0, 0, 0, 0], path
    assert (tab.complaints, [each for each in tab.requests if not each.startswith(site)]) == ([], []), path


#: What a page would have if a text had become more than text: a trace, handlers, links that run, elements of its own.
STRUCK = (
    "[window.struck ?? null,"
    " [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,"
    ' document.querySelectorAll(\'a:not([href^="/"]):not([href^="https://"]):not([href^="http://"]):not([href^="#"])\').length,'
    " document.querySelectorAll('img, iframe, math, body style, main script').length,"
    # signs that turn a line around stand within an element that keeps them to itself
    " (() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let n = 0;"
    " while (walk.nextNode()) n += /[\\u202A-\\u202E\\u2066-\\u2069]/.test(walk.currentNode.data)"
    " && !walk.currentNode.parentElement.closest('bdi, script'); return n; })()]"
)


def plainly(text: str) -> str:
    """Return a text without its spaces, which HTML does not keep."""
    return "".join(text.split())
