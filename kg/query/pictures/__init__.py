"""What a picture of the graph needs: four tables of events, parties, places and evidence, with their labels.

The tables come from the queries beside this module; names of types, roles and attendances come from the ontology,
which the graph itself does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyoxigraph

from kg.edtf import bounds
from kg.knowledge.schema import Concept, Schema
from kg.query.runner import ask

Row = dict[str, str | None]
_FOLDER = Path(__file__).parent
_LANGUAGES = {"zh": "zh-Hans", "en": "en", "ja": "ja"}


def tables(
    store: pyoxigraph.Store, *, schema: Schema, since: date | None = None, until: date | None = None
) -> Mapping[str, list[Row]]:
    """Return the rows of `events`, `parties`, `places` and `evidence`.

    Args:
        since, until: only events that may lie in these days; those without a date are then left out.
    """
    events = [_typed(row, schema) for row in _rows(store, "events") if _within(row["date"], since, until)]
    kept = {row["event"] for row in events}
    return {
        "events": events,
        "parties": [_roled(row, schema) for row in _rows(store, "parties") if row["event"] in kept],
        "places": [row for row in _rows(store, "places") if row["event"] in kept],
        "evidence": [row for row in _rows(store, "evidence") if row["event"] in kept],
    }


def _rows(store: pyoxigraph.Store, name: str) -> Iterator[Row]:
    result = ask(store, (_FOLDER / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(result, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in result.variables]
    for solution in result:
        yield {name: None if term is None else term.value for name, term in zip(names, solution, strict=True)}


def _within(edtf: str | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    first, last = bounds(edtf) if edtf else (None, None)
    first, last = first or last, last or first
    if first is None or last is None:
        return False
    return (until is None or first <= until) and (since is None or last >= since)


def _typed(row: Row, schema: Schema) -> Row:
    return row | _labelled("type", schema.types[row["type"] or ""].labels)


def _roled(row: Row, schema: Schema) -> Row:
    role, attendance = _by_local_name(schema.roles, row["role"]), _by_local_name(schema.attendances, row["attendance"])
    return row | _labelled("role", role.labels) | _labelled("attendance", attendance.labels)


def _by_local_name(concepts: Mapping[str, Concept], name: str | None) -> Concept:
    return next(concept for concept in concepts.values() if concept.iri.endswith(f"#{name}"))


def _labelled(column: str, labels: Mapping[str, str]) -> Row:
    return {f"{column}_{short}": labels.get(tag) for short, tag in _LANGUAGES.items()}
