"""Events for a picture out of rows of the graph: four tables come in, values go out.

The tables are answers of SELECT queries, row by row, each a mapping of variable to plain text; an unbound variable may
be missing or None. A name stands in three columns: `label_zh`, `label_en`, `label_ja`. Rows of one event need not stand
together. How the graph is asked is not known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from kg.edtf import bounds
from kg.model import Kind, Status
from kg.network.projection import Evidence, Labels, Term, ViewEvent, ViewParty, ViewPlace

Row = Mapping[str, str | None]
T = TypeVar("T")


def to_events(
    events: Iterable[Row], *, parties: Iterable[Row], places: Iterable[Row], evidence: Iterable[Row]
) -> tuple[ViewEvent, ...]:
    """Put together events from their rows; they come sorted by IRI, each with what its rows say, without repetition.

    Args:
        events: `event`, `type` (local name) and `type_*`, `status` (held, …), `label_*`; perhaps `date` (EDTF), `name`,
            `part_of`.
        parties: `event`, `party` and `label_*`, `kind` (person, country, org), `role` and `role_*`, `attendance` and
            `attendance_*` (local names); perhaps `state` and `state_*`, `office`. Rows stay in their order.
        places: `event`, `place` and `label_*`; perhaps `state` and `state_*`. Rows stay in their order.
        evidence: `event`, `sentence`, `title`, `published` (ISO day), `status`; perhaps `url`, `date` (EDTF). Sorted by
            day here.

    Raises:
        KeyError: a row lacks what it must have.
        ValueError: a status, a kind or a date is none that kg writes.
    """
    parties_of = _grouped((_need(row, "event"), _party(row)) for row in parties)
    places_of = _grouped((_need(row, "event"), _place(row)) for row in places)
    evidence_of = _grouped((_need(row, "event"), _evidence(row)) for row in evidence)
    made = {}
    for row in events:
        iri = _need(row, "event")
        made[iri] = ViewEvent(
            iri=iri,
            type=_term(row, "type"),
            status=Status(_need(row, "status")),
            label=_labels(row, "label"),
            date=row.get("date"),
            first=_bounds(row)[0],
            last=_bounds(row)[1],
            places=tuple(places_of[iri]),
            parties=tuple(parties_of[iri]),
            name=row.get("name"),
            evidence=tuple(sorted(evidence_of[iri], key=lambda each: (each.published, each.title, each.sentence))),
            part_of=row.get("part_of"),
        )
    return tuple(made[iri] for iri in sorted(made))


def _grouped(pairs: Iterable[tuple[str, T]]) -> defaultdict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for iri, value in pairs:
        if value not in groups[iri]:
            groups[iri].append(value)
    return groups


def _need(row: Row, column: str) -> str:
    value = row.get(column)
    if value is None:
        raise KeyError(f"a row without {column}: {dict(row)}")
    return value


def _labels(row: Row, column: str) -> Labels:
    """Return a name; where it is not known in Chinese, the one known stands in."""
    zh, en, ja = (row.get(f"{column}_{language}") for language in ("zh", "en", "ja"))
    return Labels(zh=zh or en or ja or _need(row, f"{column}_zh"), en=en, ja=ja)


def _term(row: Row, column: str) -> Term:
    return Term(id=_need(row, column), labels=_labels(row, column))


def _state(row: Row) -> Term | None:
    return _term(row, "state") if row.get("state") else None


def _bounds(row: Row) -> tuple[date | None, date | None]:
    edtf = row.get("date")
    return bounds(edtf) if edtf else (None, None)


def _party(row: Row) -> ViewParty:
    return ViewParty(
        iri=_need(row, "party"),
        labels=_labels(row, "label"),
        kind=Kind(_need(row, "kind")),
        role=_term(row, "role"),
        attendance=_term(row, "attendance"),
        state=_state(row),
        office=row.get("office"),
    )


def _place(row: Row) -> ViewPlace:
    return ViewPlace(iri=_need(row, "place"), labels=_labels(row, "label"), state=_state(row))


def _evidence(row: Row) -> Evidence:
    return Evidence(
        sentence=_need(row, "sentence"),
        title=_need(row, "title"),
        url=row.get("url"),
        published=date.fromisoformat(_need(row, "published")[:10]),
        status=Status(_need(row, "status")),
        date=row.get("date"),
    )
