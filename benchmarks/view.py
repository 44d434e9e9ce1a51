"""What a page of many events takes, beside the page that pyvis writes of the same network by default.

    python benchmarks/view.py [--events 500 2000 15000] [--top 20000] [--patience 60]
    python benchmarks/view.py --store STORE [--top 2890]

Events are made up (as in tests/view_events.py), or those of a store. Of each page: seconds to write it, megabytes,
seconds until a headless Chromium, drawing without a graphics card, shows it and answers, milliseconds of a frame while
it is dragged and while the wheel turns, and the requests that it makes. pyvis is told as its tutorial does:
`Network().from_nx(graph)`, physics on. `-` is a page that has not answered within the patience; without Chromium on the
PATH the last columns are empty.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pyvis.network import Network

from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.network.projection import ViewEvent, event_graph
from kg.query.pictures import tables
from kg.store.oxigraph import open_native
from kg.view.graph_html import render
from kg.view.rows import to_events

sys.path.append(str(Path(__file__).parent.parent / "tests"))
import chromium
from view_events import many_events

#: Done when the page is whole, has a canvas, and has drawn ten frames more: until then nobody can use it.
_ANSWERED = (
    "new Promise(done => { let left = 10; const frame = () => left-- > 0 ? requestAnimationFrame(frame) : done();"
    " const look = () => document.readyState === 'complete' && document.querySelector('canvas')"
    " ? frame() : setTimeout(look, 50); look(); })"
)


#: Notes when each frame comes.
_FRAMES = "frames = []; (function note(now) { frames.push(now); requestAnimationFrame(note); })(performance.now())"
_MIDDLE = "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('canvas').getBoundingClientRect())"


def main() -> None:
    """Print two lines for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[500, 2000], help="how many are made up")
    parser.add_argument("--store", type=Path, help="a store whose events are drawn instead")
    parser.add_argument("--patience", type=float, default=60, help="seconds that a page may take to answer")
    parser.add_argument("--top", type=int, help="nodes that are drawn at most; by default what the engine carries")
    chosen = parser.parse_args()
    columns = ("write s", "MB", "open s", "drag ms", "wheel ms", "requests")
    print(f"{'events':>7} {'page':<6}", *(f"{column:>8}" for column in columns))
    for events in [_stored(chosen.store)] if chosen.store else map(many_events, chosen.events):
        _report(events, "kg", lambda events: render(events, title="t", top=chosen.top), chosen.patience)
        _report(events, "pyvis", lambda events: _by_default(event_graph(events)), chosen.patience)


def _stored(folder: Path) -> Sequence[ViewEvent]:
    rows = tables(open_native(folder), schema=load_schema(ontology_folder()), since=None, until=None)
    return to_events(rows["events"], parties=rows["parties"], places=rows["places"], evidence=rows["evidence"])


def _by_default(graph: object) -> str:
    network = Network(cdn_resources="in_line")
    nodes = graph.nodes(data=True)  # type: ignore[attr-defined]
    for _, data in nodes:
        data["label"] = data.pop("labels").zh  # what pyvis can write as JSON
    for _, _, data in graph.edges(data=True):  # type: ignore[attr-defined]
        data.clear()
    network.from_nx(graph)
    return str(network.generate_html(notebook=False))


def _report(
    events: Sequence[ViewEvent], name: str, write: Callable[[Sequence[ViewEvent]], str], patience: float
) -> None:
    start = time.perf_counter()
    page = write(events).encode()
    line = f"{len(events):>7} {name:<6} {time.perf_counter() - start:>8.2f} {len(page) / 1e6:>8.2f}"
    print(line + (_opened(page, patience) if chromium.PROGRAM else ""), flush=True)


def _opened(page: bytes, patience: float) -> str:
    """Return how long a browser takes until it answers, and for a frame, and what it asked of the network."""
    chromium._PATIENCE = patience
    with tempfile.TemporaryDirectory() as folder, chromium.chromium(Path(folder) / "profile") as tab:
        path = Path(folder) / "page.html"
        path.write_bytes(page)
        start = time.perf_counter()
        try:
            tab.call("Page.navigate", url=path.as_uri())
            tab.evaluate(_ANSWERED)
            opened = time.perf_counter() - start
            tab.evaluate(_FRAMES)
            drag, wheel = _frame(tab, _drag), _frame(tab, _wheel)
            return f" {opened:>8.1f} {drag:>8.0f} {wheel:>8.0f} {len(tab.requests):>8}"
        except AssertionError:
            return f" {'-':>8} {'-':>8} {'-':>8} {len(tab.requests):>8}"


def _frame(tab: chromium.Page, move: Callable[[chromium.Page, float, float], None]) -> float:
    """Return the milliseconds between frames while something is done with the mouse, from the middle of the picture."""
    x, y = tab.evaluate(_MIDDLE)
    tab.evaluate("void (frames.length = 0)")
    start = time.perf_counter()
    move(tab, x, y)
    return (time.perf_counter() - start) * 1000 / max(tab.evaluate("frames.length"), 1)


def _drag(tab: chromium.Page, x: float, y: float) -> None:
    _mouse(tab, "mousePressed", x, y, button="left", clickCount=1)
    for step in range(20):
        _mouse(tab, "mouseMoved", x + 5 * step, y + 3 * step, button="left", buttons=1)
    _mouse(tab, "mouseReleased", x + 95, y + 57, button="left", clickCount=1)


def _wheel(tab: chromium.Page, x: float, y: float) -> None:
    for turn in [-120] * 8 + [120] * 8:
        _mouse(tab, "mouseWheel", x, y, deltaX=0, deltaY=turn)


def _mouse(tab: chromium.Page, kind: str, x: float, y: float, **details: object) -> None:
    tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **details)


if __name__ == "__main__":
    main()
