"""The pages: each is a function of the explorer, the reader and what the address asks for, and returns a `Page`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.pages.article import article
from kg.web.explorer.pages.event import event
from kg.web.explorer.pages.outlet import outlet
from kg.web.explorer.pages.person import person
from kg.web.explorer.pages.place import place
from kg.web.explorer.pages.power import organisation, state
from kg.web.explorer.pages.series import series
from kg.web.explorer.reader import Reader

Asked = Mapping[str, str]  #: the parameters of an address
#: The page of a thing, by its kind.
OF_KIND: Mapping[str, Callable[[Explorer, str, Reader, Asked], Page]] = {
    "person": person,
    "state": state,
    "organisation": organisation,
    "region": place,
    "place": place,
    "series": series,
    "outlet": outlet,
    "event": event,
    "article": article,
}
