"""Find the reports that tell of one event: the whole of cross-article coreference.

Reports come in, clusters and judgements go out. Sure pairs are joined first, best first; then the vaguer ones, each
only if nothing else fits it as well. A join is refused if any two members of the joined cluster are known to be
different, so that no chain of likely pairs can tie two events together. The outcome does not depend on the order in
which reports come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.coref.candidates import candidates
from kg.coref.features import Comparison, compare
from kg.coref.finding import EARLIER, LATER
from kg.coref.identity import is_edition
from kg.coref.judge import Verdict, judge, judgement
from kg.coref.outline import Outline, outline
from kg.coref.partition import Partition
from kg.coref.report import Report
from kg.coref.rules import Rules
from kg.model import Cluster, EntityId, EventId, Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The events that reports tell of, and why."""

    clusters: tuple[Cluster, ...]  #: every report is in one; in the order of their first reports
    judgements: tuple[Judgement, ...]  #: sorted by their reports: each join that made a cluster, and the near misses
    regions: tuple[tuple[EventId, ...], ...]  #: every report is in one; what is said of one looks at no other


@dataclass(frozen=True, slots=True)
class _Link:
    """Two reports that may be joined, by index."""

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
    outlines = _outlines(ordered, rules)
    links = sorted(_links(outlines, rules), key=lambda link: link.rank)
    partition = Partition(outlines, rules)
    judged = [
        *_join_sure([link for link in links if link.verdict is Verdict.SAME], partition, rules),
        *_join_lone([link for link in links if link.verdict is not Verdict.NEAR], partition, rules),
        *(judgement(link.comparison, rules, same=False) for link in links if link.verdict is Verdict.NEAR),
    ]
    groups = ([ordered[index].id for index in group] for group in partition.groups())
    clusters = tuple(Cluster(id=group[0], members=tuple(sorted(group))) for group in groups)
    return Resolution(
        clusters=clusters,
        judgements=_told(judged, ordered, partition),
        regions=tuple(_regions(outlines, links, rules)),
    )


def bearing_on(fresh: Sequence[Report], others: Iterable[Report], rules: Rules) -> set[EventId]:
    """Return those of some other reports that are in one region with a fresh one."""
    new = {report.id for report in fresh}
    outlines = _outlines(sorted([*fresh, *others], key=lambda report: report.order), rules)
    regions = _regions(outlines, _links(outlines, rules), rules)
    return {report for region in regions if not new.isdisjoint(region) for report in region} - new


def _outlines(ordered: Iterable[Report], rules: Rules) -> list[Outline]:
    return [outline_of(report, rules) for report in ordered]


def outline_of(report: Report, rules: Rules) -> Outline:
    """Make a report ready for comparison, as far as its type asks for it."""
    profile = rules.profiles[report.event.type]
    return outline(report, rules.days, lasting=not profile.point, words="words" in profile.weights)


def _regions(outlines: Sequence[Outline], links: Iterable[_Link], rules: Rules) -> Iterator[tuple[EventId, ...]]:
    """Yield the reports that links tie together, directly or by others; so are all of one edition of a conference."""
    tied = Partition(outlines, rules)
    first: dict[EntityId, int] = {}
    for index, each in enumerate(outlines):
        if each.event.entity and is_edition(each.event.entity):
            tied.join(first.setdefault(each.event.entity, index), index)
    for link in links:
        tied.join(link.left, link.right)
    for group in tied.groups():
        yield tuple(outlines[index].event.id for index in group)


def _told(judged: Iterable[Judgement], ordered: Sequence[Report], partition: Partition) -> tuple[Judgement, ...]:
    """Sort judgements by their reports, without those of pairs that were kept apart and came together in the end."""
    index = {report.id: index for index, report in enumerate(ordered)}
    told = (each for each in judged if each.same or not partition.together(index[each.left], index[each.right]))
    return tuple(sorted(told, key=lambda each: (index[each.left], index[each.right])))


def _links(outlines: Sequence[Outline], rules: Rules) -> Iterator[_Link]:
    for left, right in candidates(outlines, rules.days):
        comparison = compare(outlines[left], outlines[right], rules)
        verdict = judge(comparison, rules.thresholds)
        if verdict is not Verdict.DIFFERENT:
            yield _Link(left, right, comparison, verdict)


def _join_sure(links: Iterable[_Link], partition: Partition, rules: Rules) -> Iterator[Judgement]:
    for link in links:
        yield from _join(link, partition, rules)


def _join_lone(links: Sequence[_Link], partition: Partition, rules: Rules) -> Iterator[Judgement]:
    """Join the vaguer pairs whose vague report fits no other event as well.

    What fits is settled for all of them before the first is joined, so that order does not matter.

    Args:
        links: the sure ones too, best first.
    """
    neighbours = _Neighbours(links, partition, rules.thresholds.margin)
    lone = [link for link in links if link.verdict is Verdict.ALONE]
    rivals = [neighbours.rival(link) for link in lone]
    for link, rival in zip(lone, rivals, strict=True):
        if rival is None:
            yield from _join(link, partition, rules)
        else:
            yield judgement(link.comparison, rules, same=False, note=f"could as well be {rival}")


def _join(link: _Link, partition: Partition, rules: Rules) -> Iterator[Judgement]:
    if partition.together(link.left, link.right):
        return
    obstacle = partition.obstacle(link.left, link.right)
    if obstacle:
        yield judgement(link.comparison, rules, same=False, note=f"refused: {obstacle}")
    else:
        partition.join(link.left, link.right)
        yield judgement(link.comparison, rules, same=True)


class _Neighbours:
    """What each report may be joined with, when the sure joins are done."""

    def __init__(self, links: Iterable[_Link], partition: Partition, margin: float) -> None:
        self._partition = partition
        self._margin = margin
        self._near: dict[int, list[tuple[int, float]]] = {}
        self._pairs: set[tuple[int, int]] = set()
        for link in links:
            self._pairs.add((link.left, link.right))
            self._near.setdefault(link.left, []).append((link.right, link.comparison.score))
            self._near.setdefault(link.right, []).append((link.left, link.comparison.score))

    def rival(self, link: _Link) -> EventId | None:
        """Return another report that a vague end of the link fits as well, and that is of another event."""
        enough = link.comparison.score - self._margin
        for vague, target in link.vague_ends():
            for other, score in self._near[vague]:
                if other != target and score >= enough and self._is_rival(vague, target, other):
                    return self._partition.id(other)
        return None

    def _is_rival(self, vague: int, target: int, other: int) -> bool:
        if self._partition.together(other, target) or self._partition.together(other, vague):
            return False
        if (min(target, other), max(target, other)) in self._pairs and not self._partition.apart(target, other):
            return False
        return not self._partition.obstacle(vague, other)
