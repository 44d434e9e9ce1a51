"""The picture of what is near a thing, as `kg view` draws it: its latest events, and all that take part in them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.network.projection import ViewEvent
from kg.view.graph_html import render
from kg.web.explorer.explorer import Explorer
from kg.web.explorer.index import day_of
from kg.web.explorer.reader import Reader

_EVENTS, _NODES = 40, 100  #: at most


def draw(explorer: Explorer, iri: str, reader: Reader) -> str | None:
    """Draw a page of its own; None if the graph knows no such thing, or no event of it."""
    index = explorer.index
    events, labels = _near(explorer, iri), index.labels_of(iri)
    if not events or labels is None:
        return None
    title = reader.title(index.events[iri], index.conferences) if iri in index.events else reader.name(labels)
    back = (reader.link(iri), reader.word("back"))
    return render(events, focus=iri, hops=3, language=reader.language, title=title, top=_NODES, back=back)


def _near(explorer: Explorer, iri: str) -> Sequence[ViewEvent]:
    index = explorer.index
    if iri not in index.events:
        return _latest(index.of(iri), _EVENTS) if iri in index.things else ()
    event = index.events[iri]
    others = [other for party in event.parties for other in _latest(index.of(party.iri), 8)]
    near = {each.iri: each for each in (event, *index.parts(iri)[:_EVENTS], *others)}
    return list(near.values())[:_EVENTS]


def _latest(events: Sequence[ViewEvent], most: int) -> Sequence[ViewEvent]:
    """Return the latest events; those without a date only where there are few others."""
    return [*(each for each in events if not day_of(each)), *(each for each in events if day_of(each))][-most:]


def warm_up() -> None:
    """Load what drawing needs, so that the first who asks does not wait for it."""
    render((), title="")
