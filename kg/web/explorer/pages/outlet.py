"""An outlet: its latest articles."""

from __future__ import annotations

from collections.abc import Mapping

from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.reader import Reader

_LATEST = 60


def outlet(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show an outlet."""
    thing, known = explorer.index.things[iri], explorer.index.articles
    published = [article for article, headline in known.items() if headline.outlet == iri]
    articles = sorted(published, key=lambda article: (known[article].day, article), reverse=True)[:_LATEST]
    return Page(template="outlet.html", title=reader.name(thing.labels), values={"thing": thing, "articles": articles})
