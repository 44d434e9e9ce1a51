"""The life of an event: what became of it, when, with whom and where, by a fixed policy over its reports.

Reports and the clusters that say which of them tell of one event come in, a `Life` for each event goes out. Each
report keeps what it said; nothing is averaged, and what contradicts the outcome is kept beside it. Dates are settled
in `timing`, parties in `attendance`.

Status: held beats any. Otherwise the latest word counts, but a plan is not undone by a wish, and what was called off
comes back only with a new date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg import edtf
from kg.coref.attendance import settle_parties
from kg.coref.identity import is_edition
from kg.coref.outline import CALLED_OFF
from kg.coref.places import join_places
from kg.coref.report import Report
from kg.coref.rules import Rules
from kg.coref.timing import settle_timing
from kg.model import Argument, Article, Cluster, DateBasis, EntityId, Event, EventId, Party, PlaceRef, Status

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One event as all of its reports together tell it."""

    id: EventId  #: of its first report
    type: str  #: a class of ontology/
    status: Status
    date: str | None  #: EDTF
    date_basis: DateBasis  #: of the report that gives the date
    start: str | None  #: ISO 8601 with zone, where a clock time is told
    duration: str | None  #: ISO 8601
    duration_approximate: bool
    name: str | None  #: of a Summit, the fullest one told
    entity: EntityId | None  #: of a Summit: its edition, or its series
    arguments: tuple[Argument, ...]  #: without spans; principals first, the absent last
    disputed: tuple[Party, ...]  #: those that take part by one report and stay away by another
    places: tuple[PlaceRef, ...]  #: most specific; several where a visit has several, or reports differ
    part_of_event: EventId | None  #: the life that it belongs to
    agreed_in: EventId | None  #: the life in which it was agreed
    reports: tuple[tuple[Article, Event], ...]  #: in order of publication; the articles have no body
    previous_dates: tuple[str, ...]  #: for which it was planned before, in order of publication
    conflicts: tuple[str, ...]  #: dates that contradict `date`, in order of publication

    @property
    def aliases(self) -> tuple[EventId, ...]:
        """The ids that its other reports would give it, had they come alone."""
        return tuple(event.id for _, event in self.reports[1:])


def lives(
    reports: Iterable[Report],
    clusters: Iterable[Cluster],
    rules: Rules,
    *,
    beyond: Callable[[EventId], EventId] | None = None,
) -> tuple[Life, ...]:
    """Say what became of each event.

    Every report is in one life: those that no cluster names have one of their own, and members that are not among the
    reports are passed over. So reports cut off at a day give what was known on that day, under the same ids.

    Args:
        reports: in any order.
        beyond: names the life of a report that is not among these.

    Returns:
        The lives, sorted by id.

    Raises:
        KeyError: an event belongs to one that its article does not tell of, and nothing says what lies beyond.
    """
    known = {report.id: report for report in reports}
    groups = [[known.pop(member) for member in cluster.members if member in known] for cluster in clusters]
    groups += [[report] for report in known.values()]
    ordered = [sorted(group, key=lambda report: report.order) for group in groups if group]
    owners = {report.id: group[0].id for group in ordered for report in group}

    def owner_of(event: EventId) -> EventId:
        return owners[event] if event in owners or beyond is None else beyond(event)

    return tuple(sorted((_life(group, owner_of, rules) for group in ordered), key=lambda life: life.id))


def settle_status(reports: Sequence[Report]) -> Status:
    """Say what became of an event.

    Args:
        reports: in order of publication, at least one.
    """
    status = reports[0].event.status
    if any(report.event.status is Status.HELD for report in reports):
        return Status.HELD
    for index, report in enumerate(reports):
        if _supersedes(report.event, status, before=reports[:index]):
            status = report.event.status
    return status


def _supersedes(event: Event, status: Status, *, before: Sequence[Report]) -> bool:
    """Tell whether a report changes what is known so far of an event that was not held."""
    if event.status in CALLED_OFF:
        return True
    if status in CALLED_OFF:
        dates = [report.event.date for report in before if report.event.date]
        return event.date is not None and not any(edtf.overlaps(event.date, date) for date in dates)
    return event.status is Status.PLANNED


def _life(reports: Sequence[Report], owner_of: Callable[[EventId], EventId], rules: Rules) -> Life:
    first = reports[0].event
    status = settle_status(reports)
    deciding = [report.event for report in reports if report.event.status is status]
    events = deciding + [report.event for report in reports if report.event.status is not status]
    timing = settle_timing(reports, status, rules)
    attendance = settle_parties(reports, status)
    lasting = next((event for event in reversed(deciding) if event.duration), None)
    return Life(
        id=first.id,
        type=first.type,
        status=status,
        date=timing.date,
        date_basis=timing.basis,
        start=timing.start,
        duration=lasting.duration if lasting else None,
        duration_approximate=lasting is not None and lasting.duration_approximate,
        name=max((event.name or "" for event in events), key=len) or None,
        entity=_entity(events),
        arguments=attendance.arguments,
        disputed=attendance.disputed,
        places=join_places(deciding) or join_places(events),
        part_of_event=_owner(first.id, owner_of, _first(events, lambda event: event.part_of_event)),
        agreed_in=_owner(first.id, owner_of, _first(events, lambda event: event.agreed_in)),
        reports=tuple((report.article, report.event) for report in reports),
        previous_dates=timing.previous,
        conflicts=timing.conflicts,
    )


def _first(events: Iterable[Event], value: Callable[[Event], _T | None]) -> _T | None:
    return next((found for event in events if (found := value(event)) is not None), None)


def _entity(events: Sequence[Event]) -> EntityId | None:
    edition = _first(events, lambda event: event.entity if event.entity and is_edition(event.entity) else None)
    return edition or _first(events, lambda event: event.entity)


def _owner(own: EventId, owner_of: Callable[[EventId], EventId], other: EventId | None) -> EventId | None:
    """Return the life of another event; None where it is the same life, which cannot be part of itself."""
    owner = owner_of(other) if other else None
    return None if owner == own else owner
