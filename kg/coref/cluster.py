"""Find the reports that tell of one event: the whole of cross-article coreference.

Reports come in, clusters and judgements go out. Sure pairs are joined first, best first; then the vaguer ones, each
only if nothing else fits it as well. A join is refused if any two members of the joined cluster are known to be
different, so that no chain of likely pairs can tie two events together. The outcome does not depend on the order in
which reports come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.coref.candidates import candidates
from kg.coref.features import Comparison, compare, same_edition
from kg.coref.finding import EARLIER, LATER
from kg.coref.judge import Verdict, judge, judgement
from kg.coref.outline import Outline, outline
from kg.coref.report import Report
from kg.coref.rules import Rules
from kg.model import Cluster, EventId, Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The events that reports tell of, and why."""

    clusters: tuple[Cluster, ...]  #: every report is in one; in the order of their first reports
    judgements: tuple[Judgement, ...]  #: the joins, the refused ones and the near misses, sorted by their reports


@dataclass(frozen=True, slots=True)
class _Link:
    """Two reports that may be joined."""

    left: int
    right: int
    comparison: Comparison
    verdict: Verdict

    @property
    def rank(self) -> tuple[float, int, int]:
        return -self.comparison.score, self.left, self.right

    def vague_ends(self) -> Iterator[tuple[int, int]]:
        """Yield (end that must fit nothing else, other end)."""
        flags = self.comparison.vague or EARLIER | LATER
        if flags & EARLIER:
            yield self.left, self.right
        if flags & LATER:
            yield self.right, self.left


def resolve(reports: Iterable[Report], rules: Rules) -> Resolution:
    """Find which reports tell of one event.

    Args:
        reports: of any number of articles, in any order, each with an id of its own.
    """
    ordered = sorted(reports, key=lambda report: report.order)
    outlines = [outline(report, rules.days, words="words" in rules.profiles[report.type].weights) for report in ordered]
    links, near = [], []
    for left, right in candidates(outlines, rules.days):
        comparison = compare(outlines[left], outlines[right], rules)
        verdict = judge(comparison, rules.thresholds)
        if verdict in (Verdict.SAME, Verdict.ALONE):
            links.append(_Link(left, right, comparison, verdict))
        elif verdict is Verdict.NEAR:
            near.append(_Link(left, right, comparison, verdict))
    partition = _Partition(outlines, rules)
    judged = [*_join_sure(links, partition), *_join_lone(links, partition)]
    judged += [
        judgement(link.comparison, rules, same=False) for link in near if not partition.together(link.left, link.right)
    ]
    position = {report.id: index for index, report in enumerate(ordered)}
    judged.sort(key=lambda each: (position[each.left], position[each.right]))
    return Resolution(clusters=tuple(_clusters(partition, ordered)), judgements=tuple(judged))


class _Partition:
    """Reports in disjoint groups; a join is refused where two members are known to be different."""

    def __init__(self, outlines: Sequence[Outline], rules: Rules) -> None:
        self._outlines = outlines
        self.rules = rules
        self._group = list(range(len(outlines)))
        self.members: dict[int, list[int]] = {index: [index] for index in range(len(outlines))}
        self._apart: dict[tuple[int, int], str] = {}

    def group(self, index: int) -> int:
        return self._group[index]

    def together(self, one: int, other: int) -> bool:
        return self._group[one] == self._group[other]

    def obstacle(self, one: int, other: int) -> str:
        """Say what forbids joining the groups of two reports; empty if nothing does."""
        for left in self.members[self._group[one]]:
            for right in self.members[self._group[other]]:
                reason = self.apart(left, right)
                if reason:
                    return reason
        return ""

    def apart(self, left: int, right: int) -> str:
        """Say why two reports cannot tell of one event; empty if they can."""
        one, other = self._outlines[left], self._outlines[right]
        if one.report.article == other.report.article:
            return f"{one.report.id} and {other.report.id} are told apart by one article"
        if same_edition(one, other):
            return ""
        pair = (left, right) if left < right else (right, left)
        if pair not in self._apart:
            veto = compare(one, other, self.rules).veto
            self._apart[pair] = f"{one.report.id} and {other.report.id}: {veto.reason}" if veto else ""
        return self._apart[pair]

    def join(self, one: int, other: int) -> None:
        keep, drop = sorted((self._group[one], self._group[other]))
        for index in self.members[drop]:
            self._group[index] = keep
        self.members[keep] += self.members.pop(drop)


def _join_sure(links: Sequence[_Link], partition: _Partition) -> Iterator[Judgement]:
    for link in sorted((each for each in links if each.verdict is Verdict.SAME), key=lambda each: each.rank):
        yield _join(link, partition)


def _join_lone(links: Sequence[_Link], partition: _Partition) -> Iterator[Judgement]:
    """Join the vaguer pairs whose vague report fits no other event as well.

    What fits is settled for all of them before the first is joined, so that order does not matter.
    """
    around = _Neighbours(links, partition)
    lone = sorted((each for each in links if each.verdict is Verdict.ALONE), key=lambda each: each.rank)
    rivals = [around.rival(link) for link in lone]
    for link, rival in zip(lone, rivals, strict=True):
        if rival is None:
            yield _join(link, partition)
        elif not partition.together(link.left, link.right):
            yield judgement(link.comparison, partition.rules, same=False, note=f"could as well be {rival}")


def _join(link: _Link, partition: _Partition) -> Judgement:
    if not partition.together(link.left, link.right):
        obstacle = partition.obstacle(link.left, link.right)
        if obstacle:
            return judgement(link.comparison, partition.rules, same=False, note=f"refused: {obstacle}")
        partition.join(link.left, link.right)
    return judgement(link.comparison, partition.rules, same=True)


@dataclass(slots=True)
class _Neighbours:
    """What each report may be joined with, when the sure joins are done."""

    links: Sequence[_Link]
    partition: _Partition
    _near: dict[int, list[tuple[int, float]]] = field(init=False)
    _pairs: set[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._near = {}
        self._pairs = {(link.left, link.right) for link in self.links}
        for link in self.links:
            self._near.setdefault(link.left, []).append((link.right, link.comparison.score))
            self._near.setdefault(link.right, []).append((link.left, link.comparison.score))

    def rival(self, link: _Link) -> EventId | None:
        """Return another report that a vague end of the link fits as well, and that is of another event."""
        enough = link.comparison.score - self.partition.rules.thresholds.margin
        for vague, target in link.vague_ends():
            for other, score in self._near[vague]:
                if other != target and score >= enough and self._is_rival(vague, target, other):
                    return self.partition._outlines[other].report.id
        return None

    def _is_rival(self, vague: int, target: int, other: int) -> bool:
        if self.partition.together(other, target) or self.partition.together(other, vague):
            return False
        if (min(target, other), max(target, other)) in self._pairs and not self.partition.apart(target, other):
            return False
        return not self.partition.obstacle(vague, other)


def _clusters(partition: _Partition, ordered: Sequence[Report]) -> Iterator[Cluster]:
    for first, members in sorted(partition.members.items()):
        yield Cluster(id=ordered[first].id, members=tuple(sorted(ordered[index].id for index in members)))
