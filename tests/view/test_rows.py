"""Rows of four tables make events."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from view_events import view_events

from kg.network.projection import Labels, ViewEvent
from kg.view.rows import Row, to_events

EVENTS = view_events()


def _flat(**values: Any) -> dict[str, str | None]:
    """Write values as a query answers them: labels in a column for each language, nothing but text."""
    row: dict[str, str | None] = {}
    for column, value in values.items():
        labels = value.labels if hasattr(value, "labels") else value if isinstance(value, Labels) else None
        row |= {f"{column}_{language}": name for language, name in asdict(labels).items()} if labels else {}
        row |= {column: getattr(value, "id", value)} if not isinstance(value, Labels) else {}
    return row


def _event_row(event: ViewEvent) -> Row:
    return _flat(
        event=event.iri, type=event.type, status=event.status.value, label=event.label, date=event.date,
        name=event.name, part_of=event.part_of,
    )  # fmt: skip


def _tables(events: tuple[ViewEvent, ...]) -> dict[str, list[Row]]:
    parties: list[Row] = [
        _flat(event=e.iri, party=p.iri, label=p.labels, kind=p.kind.value, role=p.role, attendance=p.attendance,
              state=p.state, office=p.office)
        for e in events for p in e.parties
    ]  # fmt: skip
    places: list[Row] = [
        _flat(event=e.iri, place=p.iri, label=p.labels, state=p.state) for e in events for p in e.places
    ]
    evidence: list[Row] = [
        _flat(event=e.iri, sentence=s.sentence, title=s.title, url=s.url, published=s.published.isoformat(),
              status=s.status.value, date=s.date)
        for e in events for s in e.evidence
    ]  # fmt: skip
    return {"parties": parties, "places": places, "evidence": evidence}


def _in_order(event: ViewEvent) -> tuple[Any, ...]:
    return tuple(sorted(event.evidence, key=lambda each: (each.published, each.title, each.sentence)))


def test_events_survive_their_rows() -> None:
    """Events taken apart into rows and put together again are the same, sorted, evidence by day."""
    made = to_events([_event_row(event) for event in EVENTS], **_tables(EVENTS))
    wanted = sorted(EVENTS, key=lambda event: event.iri)
    assert [event.evidence for event in made] == [_in_order(event) for event in wanted]
    assert [(e.iri, e.first, e.parties, e.places, e.label) for e in made] == [
        (e.iri, e.first, e.parties, e.places, e.label) for e in wanted
    ]


def test_rows_that_stand_twice_count_once() -> None:
    """A union of graphs may answer a row twice."""
    tables = {name: [*rows, *rows] for name, rows in _tables(EVENTS[:1]).items()}
    (made,) = to_events([_event_row(EVENTS[0])] * 2, **tables)
    assert (len(made.parties), len(made.places), len(made.evidence)) == (2, 1, 1)


@pytest.mark.parametrize("column", ["event", "type", "status"])
def test_a_row_that_lacks_a_column_is_named(column: str) -> None:
    """What a query forgot is told with the row."""
    with pytest.raises(KeyError, match=column):
        to_events([{**_event_row(EVENTS[0]), column: None}], parties=[], places=[], evidence=[])


def test_a_name_known_in_one_language_stands_in() -> None:
    """Where no Chinese name is known, the English one is shown."""
    row = {**_event_row(EVENTS[0]), "label_zh": None, "label_en": "Talks"}
    (made,) = to_events([row], parties=[], places=[], evidence=[])
    assert made.label.zh == "Talks"
