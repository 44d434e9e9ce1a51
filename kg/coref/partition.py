"""Reports in disjoint groups that grow by joins, and what forbids a join.

Outlines are named by their index; the lowest index of a group stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.coref.features import compare
from kg.coref.identity import same_edition
from kg.coref.outline import Outline
from kg.coref.rules import Rules
from kg.model import EventId


class Partition:
    """Reports in disjoint groups, each alone at first."""

    def __init__(self, outlines: Sequence[Outline], rules: Rules) -> None:
        self._outlines = outlines
        self._rules = rules
        self._group = list(range(len(outlines)))
        self._members = {index: [index] for index in range(len(outlines))}
        self._apart: dict[tuple[int, int], str] = {}

    def id(self, index: int) -> EventId:
        """Return the id of a report."""
        return self._outlines[index].event.id

    def groups(self) -> Iterator[list[int]]:
        """Yield the members of each group in ascending order, the groups by their lowest member."""
        for _, members in sorted(self._members.items()):
            yield sorted(members)

    def together(self, one: int, other: int) -> bool:
        """Tell whether two reports are in one group."""
        return self._group[one] == self._group[other]

    def join(self, one: int, other: int) -> None:
        """Join the groups of two reports, whatever forbids it."""
        keep, drop = sorted((self._group[one], self._group[other]))
        if keep == drop:
            return
        for index in self._members[drop]:
            self._group[index] = keep
        self._members[keep] += self._members.pop(drop)

    def obstacle(self, one: int, other: int) -> str:
        """Say what forbids joining the groups of two reports; empty if nothing does."""
        lefts, rights = self._members[self._group[one]], self._members[self._group[other]]
        reasons = (self.apart(left, right) for left in lefts for right in rights)
        return next((reason for reason in reasons if reason), "")

    def apart(self, one: int, other: int) -> str:
        """Say why two reports cannot tell of one event; empty if they can."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._apart:
            self._apart[pair] = self._difference(*pair)
        return self._apart[pair]

    def _difference(self, one: int, other: int) -> str:
        left, right = self._outlines[one], self._outlines[other]
        names = f"{left.event.id} and {right.event.id}"
        if left.article == right.article:
            return f"{names} are told apart by one article"
        if same_edition(left, right, self._rules.days.reschedule):
            return ""
        veto = compare(left, right, self._rules).veto
        return f"{names}: {veto.reason}" if veto else ""
