"""Take the pictures of `kg view` that README and `docs/` show; needs Chromium, and Pillow, which comes with kg[plots].

    kg build examples/articles --store examples-store
    kg build ARCHIVE --store archive-store
    python docs/pictures.py examples-store archive-store

The first store gives graph.png, a person's neighbourhood; the second many.png, one person among thousands of nodes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import load_schema
from kg.query.pictures import tables
from kg.store.oxigraph import open_native
from kg.view.graph_html import render
from kg.view.rows import to_events

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from chromium import Page, chromium

FOLDER = Path(__file__).parent
COLOURS = 256  #: of a picture: few enough to keep it small, and nobody sees it


def main(examples: Path, archive: Path) -> None:
    """Take both pictures."""
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder) / "profile") as tab:
        page = Path(folder) / "page.html"
        write(page, examples, title="Diplomatic events, October to December 2024")
        choose(tab.open(page, width=1600, height=1000), "Shigeru Ishiba")
        tab.click("#panel .focus")
        tab.click("#panel .focused button", containing="2")
        take(tab, FOLDER / "graph.png")
        write(page, archive, title="Diplomatic events, 2022 to 2025")
        choose(tab.open(page, width=1600, height=1000), "Wang Yi")
        tab.click("#fit")
        take(tab, FOLDER / "many.png")


def write(page: Path, store: Path, *, title: str) -> None:
    """Write the page of a store."""
    rows = tables(open_native(store), schema=load_schema(ontology_folder()), since=None, until=None)
    events = to_events(rows["events"], parties=rows["parties"], places=rows["places"], evidence=rows["evidence"])
    page.write_text(render(events, title=title, language="en"), encoding="utf-8")


def choose(tab: Page, name: str) -> None:
    """Choose what has a name, as a reader does."""
    tab.click("#search")
    tab.type(name)
    tab.wait("document.querySelectorAll('#suggestions [role=option]').length > 0")
    tab.press("Enter")
    tab.evaluate("document.getElementById('search').value = ''")


def take(tab: Page, path: Path) -> None:
    """Keep what is shown, once it stands still."""
    tab.evaluate("document.activeElement.blur()")
    time.sleep(1)
    tab.screenshot(path)
    picture = Image.open(path).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
