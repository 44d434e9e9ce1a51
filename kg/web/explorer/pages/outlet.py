"""An outlet: its latest articles."""

from __future__ import annotations

from collections.abc import Mapping

from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.reader import Reader


def outlet(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show an outlet."""
    thing = explorer.index.things[iri]
    articles = [article or "" for (article,) in explorer.rows("issues", iri)]
    return Page(template="outlet.html", title=reader.name(thing.labels), values={"thing": thing, "articles": articles})
