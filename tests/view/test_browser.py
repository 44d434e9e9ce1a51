"""The page as a reader has it: in a real browser, with mouse and keyboard."""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import axe
import pytest
from chromium import PROGRAM, Page, chromium
from test_graph_html import HOSTILE, data_of
from view_events import BASE, many_events, view_events

from kg.model import Status
from kg.network.projection import Labels
from kg.view.graph_html import LIMITS, render

pytestmark = [pytest.mark.browser, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")]

EVENTS = view_events()
PICTURE = "document.querySelector('#graph canvas').toDataURL().length"
COUNT = "document.getElementById('counts').textContent"
PERSON, FAINT = (0, 114, 178), (229, 241, 247)  #: colours of a person, in focus and out of it
MIDDLE = "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.getElementById('graph').getBoundingClientRect())"


def chosen(name: str, more: str = "") -> str:
    """Return the fragment that chooses a thing of the table."""
    return f"select={quote(BASE + name, safe='')}{more}"


def click_in_the_middle(page: Page) -> None:
    """Click with the mouse in the middle of the picture, once it is drawn as it is."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))")
    x, y = page.evaluate(MIDDLE)
    for kind in ("mousePressed", "mouseReleased"):
        page.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def painted(page: Page, red: int, green: int, blue: int) -> int:
    """Count the dots of a colour, or nearly so, in the picture as it is printed and kept."""
    return int(
        page.evaluate(
            "(() => { dispatchEvent(new Event('beforeprint')); const paper = document.getElementById('paper');"
            " const { width, height } = paper;"
            " const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });"
            " copy.drawImage(paper, 0, 0); const { data } = copy.getImageData(0, 0, width, height);"
            f" const wanted = [{red}, {green}, {blue}]; let count = 0;"
            " for (let at = 0; at < data.length; at += 4)"
            " count += wanted.every((value, index) => Math.abs(value - data[at + index]) < 4);"
            " dispatchEvent(new Event('afterprint')); return count; })()"
        )
    )


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser for all tests; each opens its page anew."""
    with chromium(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each engine, with the page of each projection."""
    folder = tmp_path_factory.mktemp("pages")
    for engine, projection in product(LIMITS, ("events", "people", "states")):
        (folder / engine).mkdir(exist_ok=True)
        text = render(EVENTS, projection=projection, title="外交事件", engine=engine)
        (folder / engine / f"{projection}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=LIMITS)
def pages(every_page: Path, request: pytest.FixtureRequest) -> Path:
    """The folder of one engine; tests are done with each."""
    engine: str = request.param
    return every_page / engine


@pytest.fixture
def view(tab: Page, pages: Path) -> Iterator[Page]:
    """The page of events, opened anew; it must not have complained, or asked for anything, when the test is over."""
    yield tab.open(pages / "events.html")
    assert (tab.complaints, tab.requests) == ([], [])


@pytest.mark.parametrize("projection", ["events", "people", "states"])
@pytest.mark.parametrize("dark", [False, True])
def test_pages_open_without_complaint(tab: Page, pages: Path, projection: str, dark: bool) -> None:
    """Each projection draws in either theme, asks for nothing outside, and no console message comes."""
    tab.open(pages / f"{projection}.html", dark=dark)
    assert tab.evaluate("document.querySelectorAll('#graph canvas').length") >= 1
    assert (tab.complaints, tab.requests) == ([], [])


def test_a_click_on_an_event_shows_who_when_where_and_which_sentence(view: Page, pages: Path) -> None:
    """Clicked in the picture, an event shows parties with offices, date, place and each sentence with its article."""
    view.open(pages / "events.html", chosen("event/xi-ishiba"))
    view.click("#panel .back")
    click_in_the_middle(view)
    view.wait("document.querySelector('#panel blockquote')")
    text = view.text("#panel")
    told = ("国家主席", "首相", "2024年11月15日", "利马", "已举行", "习近平15日在利马会见石破茂，会谈持续约35分钟。")
    assert [each for each in told if each not in text] == []
    link = "document.querySelector('#panel .evidence a')"
    assert view.evaluate(f"[{link}.href, {link}.rel]") == [EVENTS[18].evidence[0].url, "noopener noreferrer"]


def test_reports_tell_the_life_of_an_event(tab: Page, tmp_path: Path) -> None:
    """In order of publication stands what each article made of it: its status, and its date where that is another."""
    (report,) = EVENTS[18].evidence[:1]
    earlier = replace(report, published=date(2024, 11, 1), status=Status.PLANNED, date="2024-11-14")
    event = replace(EVENTS[18], evidence=(earlier, replace(report, date=EVENTS[18].date)))
    (tmp_path / "page.html").write_text(render([event], title="t", language="en"), encoding="utf-8")
    tab.open(tmp_path / "page.html", chosen("event/xi-ishiba"))
    lines = "[...document.querySelectorAll('#panel .evidence .chips')]"
    told = tab.evaluate(f"{lines}.map(line => [...line.children].map(each => each.innerText))")
    assert told[0] == ["published 1 November 2024", "Planned", "dates it 14 November 2024"]
    assert [each[1:] for each in told[1:]] == [["Held"]]


def test_titles_leave_dates_to_those_beside_them(tab: Page, tmp_path: Path) -> None:
    """Of the place and the date in the label of an event the place stays; alone, the date goes with its brackets."""
    event = replace(
        EVENTS[18],
        date="2024-11-11/2024-11-20",
        label=Labels(zh="会谈：甲、乙（2024-11-11/2024-11-20）", en="meeting: A, B (Lima, 2024-11-11/2024-11-20)"),
    )
    (tmp_path / "page.html").write_text(render([event], title="t"), encoding="utf-8")
    assert tab.open(tmp_path / "page.html").text("#panel .title") == "会谈：甲、乙"
    assert tab.open(tmp_path / "page.html", "lang=en").text("#panel .title") == "Meeting: A, B (Lima)"


def test_an_event_long_past_leaves_the_slider_its_room(tab: Page, tmp_path: Path) -> None:
    """The slider spans the time of the articles; what they recall is in the window until its start moves."""
    past = replace(EVENTS[18], iri=f"{BASE}event/past", date="1972-09", first=date(1972, 9, 1), last=date(1972, 9, 30))
    (tmp_path / "page.html").write_text(render([*EVENTS, past], title="t"), encoding="utf-8")
    tab.open(tmp_path / "page.html")
    assert tab.text("#window").startswith("1972年9月1日至") and tab.evaluate(COUNT).startswith("31 ")
    tab.evaluate("document.getElementById('from').focus()")
    tab.press("ArrowRight")
    assert tab.text("#window").startswith("2024年") and not tab.evaluate(COUNT).startswith("31 ")


def test_a_party_of_two_offices_is_named_once(tab: Page, tmp_path: Path) -> None:
    """Offices stand beside the party that holds them."""
    one, other = EVENTS[18].parties
    event = replace(EVENTS[18], parties=(one, replace(one, office="总书记"), other))
    (tmp_path / "page.html").write_text(render([event], title="t"), encoding="utf-8")
    tab.open(tmp_path / "page.html", chosen("event/xi-ishiba"))
    assert tab.evaluate("document.querySelectorAll('#panel .parties li').length") == 2
    assert "国家主席" in tab.text("#panel .parties li") and "总书记" in tab.text("#panel .parties li")


def test_what_has_no_name_is_drawn(tab: Page, tmp_path: Path) -> None:
    """A party without a name is a mark like others."""
    nameless = replace(EVENTS[18].parties[0], labels=Labels(zh=""))
    event = replace(EVENTS[18], parties=(nameless, *EVENTS[18].parties[1:]))
    (tmp_path / "page.html").write_text(render([event], title="t"), encoding="utf-8")
    assert tab.open(tmp_path / "page.html").complaints == []


def test_a_person_shows_its_events_in_order(view: Page, pages: Path) -> None:
    """The events of a person stand in order of time; those without a date come last."""
    view.open(pages / "events.html", chosen("ishiba"))
    days = view.evaluate("[...document.querySelectorAll('#panel .events time')].map(each => each.dateTime || '~')")
    assert len(days) == 6 and view.text("#panel .events li:last-child time") == "日期不详"
    assert view.text("#panel .events li:first-child time") == "2024年11月7日"


def test_search_suggests_and_enter_chooses(view: Page) -> None:
    """Part of a name in any language is enough, and keys suffice."""
    view.click("#search")
    view.type("ishib")
    view.wait("document.querySelectorAll('#suggestions [role=option]').length > 0")
    assert view.text("#suggestions [aria-selected=true] bdi") == "石破茂"
    view.press("Enter")
    assert view.text("#panel h2") == "石破茂"


def test_a_type_can_be_left_out(view: Page) -> None:
    """Without a type, its events and those alone in them are gone from picture and list."""
    assert view.evaluate(COUNT) == "30 个事件 · 64 个节点"
    view.click("#types label", containing="峰会")
    assert view.evaluate(COUNT) == "26 个事件 · 55 个节点"


def test_a_status_can_be_left_out(view: Page) -> None:
    """Events that were called off can be hidden, and come back when filters are cleared."""
    view.click("#statuses label", containing="取消")
    assert view.evaluate(COUNT) == "29 个事件 · 62 个节点"
    view.click("#reset")
    assert view.evaluate(COUNT).startswith("30 ")


def test_a_state_leaves_its_own_events(view: Page) -> None:
    """The events of a state are those of its people, and those on its ground."""
    set_state = "(f => { f.value = '%sUKR'; f.dispatchEvent(new Event('change')); })(document.getElementById('state'))"
    view.evaluate(set_state % BASE)
    assert view.text("#panel .events") and view.evaluate(COUNT) == "1 个事件 · 3 个节点"


def test_the_slider_moves_the_window(view: Page) -> None:
    """Moved by key, the end of the window comes nearer; undated events stay until they are switched off."""
    view.evaluate("document.getElementById('to').focus()")
    for _ in range(30):
        view.press("ArrowLeft")
    assert view.evaluate(COUNT).startswith("6 ") and view.text("#window") == "2024年10月1日至11月1日"
    view.click("#undated")
    assert view.evaluate(COUNT).startswith("5 ")


def test_time_passes_when_played(view: Page) -> None:
    """Played, the window grows from its beginning; paused, it stays."""
    view.click("#play")
    view.wait(f"{COUNT}.startsWith('3 ')")
    view.click("#play")
    assert view.evaluate("document.getElementById('play').ariaPressed") == "false"


def test_the_page_changes_its_language(view: Page) -> None:
    """Names, words and dates change together."""
    view.click("#languages button", containing="English")
    assert view.text("#panel h2").startswith("List of events")
    view.click("#panel .chooser", containing="Shigeru Ishiba and Donald Trump")
    text = view.text("#panel")
    assert "Call of Shigeru Ishiba" in text and "7 November 2024" in text and "石破茂7日与特朗普通话约5分钟。" in text


def test_a_focus_leaves_the_neighbourhood(view: Page, pages: Path) -> None:
    """A focus is part of the address, is kept by it, and can be widened and left."""
    view.open(pages / "events.html", chosen("ishiba"))
    view.click("#panel .focus")
    view.wait("document.querySelector('#panel .focused')")
    assert painted(view, *FAINT) > 500
    view.click("#panel .focused button", containing="2")
    assert "focus=" in view.evaluate("location.hash") and "hops=2" in view.evaluate("location.hash")
    view.click("#panel .focused button")
    assert "focus=" not in view.evaluate("location.hash") and painted(view, *FAINT) < 100


def test_a_view_is_shared_by_its_address(view: Page, pages: Path) -> None:
    """What the fragment says is what is shown."""
    view.open(pages / "events.html", chosen("event/g20", "&lang=ja&notypes=Meeting&from=2024-11-01&undated=0"))
    assert view.text("#panel h2") == "G20・ルラの国際会議"
    assert view.evaluate(COUNT).startswith("出来事 11 件")
    assert view.evaluate("document.documentElement.lang") == "ja"


def test_lines_between_people_show_what_they_share(tab: Page, pages: Path) -> None:
    """Chosen, a line between two people lists their events."""
    network = data_of((pages / "people.html").read_text(encoding="utf-8"))["network"]
    ends = {each["id"]: {network["nodes"][each[end]]["id"] for end in ("from", "to")} for each in network["edges"]}
    (edge,) = (number for number, joined in ends.items() if joined == {f"{BASE}ishiba", f"{BASE}xi"})
    tab.open(pages / "people.html", f"select={edge}")
    assert tab.evaluate("document.querySelectorAll('#panel .events li').length") == 3


@pytest.mark.parametrize("engine", LIMITS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(tab: Page, tmp_path: Path, text: str, engine: str) -> None:
    """Whatever a title, name or sentence holds is shown as it is; nothing runs, no address but the web's is a link."""
    evidence = replace(EVENTS[0].evidence[0], sentence=text, title=text, url=text)
    parties = [replace(each, labels=Labels(zh=text, en=text), office=text) for each in EVENTS[0].parties]
    event = replace(EVENTS[0], label=Labels(zh=text), name=text, evidence=(evidence,), parties=tuple(parties))
    (tmp_path / "page.html").write_text(render([event], title=text, engine=engine), encoding="utf-8")
    tab.open(tmp_path / "page.html", chosen("event/lammy-wang"))
    assert tab.evaluate("document.querySelector('#panel blockquote').textContent") == text
    assert tab.evaluate("[window.struck ?? null, document.querySelectorAll('#panel a').length]") == [None, 0]
    assert (tab.complaints, tab.requests) == ([], [])


@pytest.mark.parametrize("width", [360, 1920])
def test_pages_fit_phones_and_walls(view: Page, pages: Path, width: int) -> None:
    """Nothing stands out at the side, and the picture has room."""
    view.open(pages / "events.html", chosen("event/cop29"), width=width)
    shown = view.evaluate("[document.documentElement.scrollWidth, document.getElementById('graph').clientWidth]")
    assert shown[0] == width and shown[1] >= 320


def test_pictures_can_be_kept(view: Page, tmp_path: Path) -> None:
    """The picture comes as PNG of its size, and as SVG with the names of all that is seen."""
    view.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    view.click("#save-png")
    view.click("#save-svg")
    png, svg = _arrived(tmp_path / "外交事件.png"), _arrived(tmp_path / "外交事件.svg")
    size = view.evaluate("(c => [c.width, c.height])(document.querySelector('#graph canvas'))")
    assert list(struct.unpack(">II", png[16:24])) == size
    texts = [each.text for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert len(texts) == 64 and {"石破茂", "利马"} < set(texts)


def _arrived(path: Path) -> bytes:
    """Wait for a download; its name comes when it is whole."""
    until = time.monotonic() + 20
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return path.read_bytes()


def test_the_picture_is_printed(view: Page) -> None:
    """On paper stands what the screen shows, and the screen keeps it afterwards."""
    assert painted(view, *PERSON) > 1000
    view.call("Page.printToPDF")
    assert view.evaluate("document.documentElement.className") == ""


def test_dark_pages_are_printed_light(tab: Page, pages: Path) -> None:
    """The ground of a printed picture is white, and its marks are those of the light theme."""
    tab.open(pages / "events.html", dark=True)
    assert painted(tab, *PERSON) > 1000 and painted(tab, 255, 255, 255) > 100_000


def test_keys_move_the_picture(view: Page) -> None:
    """The picture is one stop of the tab key, and arrows move it."""
    inside = "[...document.querySelectorAll('#graph *')].filter(each => each.tabIndex >= 0).length"
    assert view.evaluate(inside) == 0
    view.evaluate("document.getElementById('graph').focus()")
    before = painted(view, *PERSON)
    for _ in range(12):
        view.press("ArrowRight")
    assert painted(view, *PERSON) < before / 2


def test_a_mark_under_the_mouse_tells_its_names(view: Page, pages: Path) -> None:
    """Beside the mark stands what it is called in each language, in that of the page first."""
    view.open(pages / "events.html", chosen("ishiba", "&lang=en"))
    view.evaluate("new Promise(done => setTimeout(done, 300))")
    x, y = view.evaluate(MIDDLE)
    for off in (60, 0):
        view.call("Input.dispatchMouseEvent", type="mouseMoved", x=x + off, y=y)
    view.wait("!document.getElementById('tip').hidden")
    assert view.text("#tip").split("\n") == ["Shigeru Ishiba", "石破茂", "Person · Events 6"]


def test_nodes_move_by_themselves_only_where_they_are_let(tab: Page, every_page: Path) -> None:
    """Physics is off until it is switched on, and is there with pyvis alone."""
    tab.open(every_page / "pyvis" / "events.html")
    still = [tab.evaluate(PICTURE) for _ in range(2)]
    tab.click("#physics")
    tab.wait(f"{PICTURE} !== {still[0]}")
    assert still[0] == still[1] and tab.complaints == []
    tab.open(every_page / "webgl" / "events.html")
    assert tab.evaluate("document.getElementById('physics').closest('label').hidden")


def test_every_control_has_a_name(view: Page, pages: Path) -> None:
    """Each button, field and link tells a screen reader what it is, in each state of the panel."""
    view.open(pages / "events.html", chosen("event/apec"))
    nameless = (
        "[...document.querySelectorAll('button, input, select, a, [role=application]')].filter(each => "
        "!(each.ariaLabel || each.textContent.trim() || each.labels?.[0]?.textContent.trim()))"
        ".map(each => each.outerHTML)"
    )
    assert view.evaluate(nameless) == []


@axe.needed
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "fragment", ["", chosen("event/apec"), chosen("ishiba", "&lang=en")], ids=["list", "event", "person"]
)
@pytest.mark.parametrize("projection", ["events", "people", "states"])
def test_pages_are_accessible(tab: Page, pages: Path, projection: str, fragment: str, dark: bool) -> None:
    """axe finds no serious violation."""
    tab.open(pages / f"{projection}.html", fragment, dark=dark)
    assert axe.serious(tab) == []


def test_escape_goes_back_to_the_list(view: Page, pages: Path) -> None:
    """A choice is undone by key."""
    view.open(pages / "events.html", chosen("event/apec"))
    view.press("Escape")
    assert view.text("#panel h2").startswith("事件列表")


def test_long_lists_begin_short(tab: Page, tmp_path: Path) -> None:
    """Of many events the first hundred stand in the list, and the rest come on request."""
    many = [replace(EVENTS[10], iri=f"{BASE}event/{number}") for number in range(130)]
    (tmp_path / "page.html").write_text(render(many, title="t"), encoding="utf-8")
    tab.open(tmp_path / "page.html")
    assert tab.evaluate("document.querySelectorAll('#panel .events .chooser').length") == 100
    tab.click("#panel .events button", containing="再显示 30 个")
    assert tab.evaluate("document.querySelectorAll('#panel .events .chooser').length") == 130


def test_thousands_of_nodes_open_soon_and_are_cut_with_a_word(tab: Page, tmp_path: Path) -> None:
    """A page of 2,000 events is small and asks for nothing; what an engine cannot carry is left out, and counted."""
    events = many_events(2000)
    page = render(events, title="t")
    assert len(page.encode()) < 1_000_000
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    tab.open(tmp_path / "page.html")
    assert tab.evaluate(COUNT).startswith("2,000 ") and (tab.complaints, tab.requests) == ([], [])
    (tmp_path / "page.html").write_text(render(events, title="t", top=800), encoding="utf-8")
    tab.open(tmp_path / "page.html")
    assert "只画出分量最重的部分" in tab.text("#notice")


def test_thousands_of_lines_are_thinned_from_afar_with_a_word(tab: Page, tmp_path: Path) -> None:
    """Where more lines are seen than show anything, the page says that not all are drawn; of a few it says nothing."""
    (tmp_path / "page.html").write_text(render(many_events(2000), title="t"), encoding="utf-8")
    tab.open(tmp_path / "page.html")
    tab.wait("!document.getElementById('thinned').hidden")
    assert tab.text("#thinned") == "远看只画最重要的连线，放大可见全部。"
    tab.click("#types label", containing="会谈")
    tab.wait("document.getElementById('thinned').hidden")
    assert (tab.complaints, tab.requests) == ([], [])


def test_without_webgl_all_but_the_picture_works(tab: Page, every_page: Path) -> None:
    """A browser that cannot draw says so; events are listed, found and shown."""
    refuse = (
        "(get => { HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        " return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); }; })"
        "(HTMLCanvasElement.prototype.getContext)"
    )
    script = tab.call("Page.addScriptToEvaluateOnNewDocument", source=refuse)
    tab.open(every_page / "webgl" / "events.html")
    tab.call("Page.removeScriptToEvaluateOnNewDocument", **script)
    assert "WebGL" in tab.text("#notice") and tab.evaluate(COUNT).startswith("30 ")
    tab.click("#panel .chooser", containing="习近平与石破茂")
    assert "习近平15日在利马会见石破茂" in tab.text("#panel blockquote") and tab.complaints == []


def test_a_mark_of_many_is_found_by_the_mouse(tab: Page, tmp_path: Path) -> None:
    """Where thousands are drawn, a click on a mark still chooses it, and a click beside all marks nothing."""
    (tmp_path / "page.html").write_text(render(many_events(700), title="t"), encoding="utf-8")
    tab.open(tmp_path / "page.html")
    tab.click("#search")
    tab.type("人物0")
    tab.wait("document.querySelectorAll('#suggestions [role=option]').length > 0")
    tab.press("Enter")
    name = tab.text("#panel h2")
    tab.click("#panel .back")
    click_in_the_middle(tab)
    tab.wait(f"document.querySelector('#panel h2').innerText === {name!r}")
