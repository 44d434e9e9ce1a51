"""Why the reports of an event were joined, and which reports of other events came near.

An account and the judgements of a build come in. Judgements name reports by the ids that they have in their articles,
the graph names them by IRIs: an id gives both the IRI that its event would have alone, which leads to the event that
it joined, and that of its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Store

from kg.coref.judge import explain
from kg.model import ArticleId, EventId, Judgement
from kg.query.accounts import Account, current_event
from kg.rdf.iri import Names

#: The id of a report within a reason: its article, its type, and where its words stand.
_ID = re.compile(r"[^\s#]+#[A-Z][A-Za-z]*(?:-\d+)+")


def joins(store: Store, account: Account, judgements: Iterable[Judgement]) -> Iterator[str]:
    """Say in words why reports were joined, and which others came near.

    Args:
        judgements: of the build that wrote the graph, of all of its events.

    Yields:
        Lines: the joins, best first, then the near misses. A report of the event is named by its number among the
        tellings, `[1]`; one of another event by that event.
    """
    naming = _Naming(store, account)
    named = [
        replace(
            each,
            left=naming.of(each.left),
            right=naming.of(each.right),
            reasons=tuple(naming.in_words(reason) for reason in each.reasons),
        )
        for each in judgements
        if naming.is_own(each.left) or naming.is_own(each.right)
    ]
    yield from explain(naming.own, named)


class _Naming:
    """Names for a reader, of reports by their ids in their articles."""

    def __init__(self, store: Store, account: Account) -> None:
        self._store = store
        self._account = account
        self._names = Names(account.iri.rpartition("event/")[0])
        numbered = enumerate(account.tellings, 1)
        self._numbers = {telling.article: EventId(f"[{number}]") for number, telling in numbered}
        self.own = tuple(self._numbers.values())

    def is_own(self, report: EventId) -> bool:
        """Tell whether a report is of the event."""
        return self._alone(report) in self._account.names

    def of(self, report: EventId) -> EventId:
        """Return the number of a report of the event; of another, its event; of one not in the graph, its id."""
        if self.is_own(report):
            return self._numbers[self._names.article(ArticleId(report.rpartition("#")[0]))]
        event, label = current_event(self._store, self._alone(report))
        return EventId(f"{event.rpartition('/')[2]} ({label})") if label else report

    def in_words(self, reason: str) -> str:
        """Return a reason with names in place of ids."""
        return _ID.sub(lambda match: self.of(EventId(match.group())), reason)

    def _alone(self, report: EventId) -> str:
        """Return the IRI that the event of a report would have by itself; only reports of one type are judged."""
        return self._names.event(self._account.type, report)
