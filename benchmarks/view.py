"""What a page of many events takes, beside the page that pyvis writes of the same network by default.

    python benchmarks/view.py [--events 500 2000 15000] [--patience 60]

Events are made up (as in tests/view_events.py). Of each page: seconds to write it, megabytes, seconds until a headless
Chromium, drawing without a graphics card, shows it and answers, and the requests that it makes. pyvis is told as its
tutorial does: `Network().from_nx(graph)`, physics on. `-` is a page that has not answered within the patience; without
Chromium on the PATH the last two columns are empty.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyvis.network import Network

from kg.network.projection import event_graph
from kg.view.graph_html import render

sys.path.append(str(Path(__file__).parent.parent / "tests"))
import chromium
from view_events import many_events

#: Done when the page is whole, has a canvas, and has drawn ten frames more: until then nobody can use it.
_ANSWERED = (
    "new Promise(done => { let left = 10; const frame = () => left-- > 0 ? requestAnimationFrame(frame) : done();"
    " const look = () => document.readyState === 'complete' && document.querySelector('canvas')"
    " ? frame() : setTimeout(look, 50); look(); })"
)


def main() -> None:
    """Print two lines for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[500, 2000])
    parser.add_argument("--patience", type=float, default=60, help="seconds that a page may take to answer")
    parser.add_argument("--top", type=int, help="nodes that are drawn at most; by default what the engine carries")
    chosen = parser.parse_args()
    print(f"{'events':>7} {'page':<6} {'write s':>8} {'MB':>7} {'open s':>7} {'requests':>9}")
    for count in chosen.events:
        events = many_events(count)
        _report(count, "kg", lambda events=events: render(events, title="t", top=chosen.top), chosen.patience)  # type: ignore[misc]
        _report(count, "pyvis", lambda events=events: _by_default(event_graph(events)), chosen.patience)  # type: ignore[misc]


def _by_default(graph: object) -> str:
    network = Network(cdn_resources="in_line")
    nodes = graph.nodes(data=True)  # type: ignore[attr-defined]
    for _, data in nodes:
        data["label"] = data.pop("labels").zh  # what pyvis can write as JSON
    for _, _, data in graph.edges(data=True):  # type: ignore[attr-defined]
        data.clear()
    network.from_nx(graph)
    return str(network.generate_html(notebook=False))


def _report(count: int, name: str, write: Callable[[], str], patience: float) -> None:
    start = time.perf_counter()
    page = write().encode()
    line = f"{count:>7} {name:<6} {time.perf_counter() - start:>8.2f} {len(page) / 1e6:>7.2f}"
    print(line + (_opened(page, patience) if chromium.PROGRAM else ""), flush=True)


def _opened(page: bytes, patience: float) -> str:
    """Return how long a browser takes until it answers, and what it asked of the network."""
    chromium._PATIENCE = patience
    with tempfile.TemporaryDirectory() as folder, chromium.chromium(Path(folder) / "profile") as tab:
        path = Path(folder) / "page.html"
        path.write_bytes(page)
        start = time.perf_counter()
        try:
            tab.call("Page.navigate", url=path.as_uri())
            tab.evaluate(_ANSWERED)
            return f" {time.perf_counter() - start:>7.1f} {len(tab.requests):>9}"
        except AssertionError:
            return f" {'-':>7} {len(tab.requests):>9}"


if __name__ == "__main__":
    main()
