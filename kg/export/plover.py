"""Events as PLOVER has them, one JSON object a line, with the CAMEO codes that they may have.

A line is an event, not a pair of states: whoever wants dyads pairs `actors` with `recipients`. Where an event has no
direction (a meeting, a call), both lists are the same and `directed` is false. Where the content decides between
several codes, all are given. An event that was not held keeps its status, and has the codes of what was announced:
PLOVER counts a promise as AGREE; a type without such a code has none.

Source: openeventdata/PLOVER, PLOVER_MANUAL and CAMEO2PLOVER; the codes stand in `ontology/lists.ttl`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.knowledge.ontology import ontology_folder
from kg.query.tables import Value, tables
from kg.rdf.vocabulary import DPE

_Row = Mapping[str, Value]
_Codes = Mapping[tuple[str, NamedNode], list[str]]
_ACTING = frozenset({"Initiator", "Traveller", "Appointer"})
_RECEIVING = frozenset({"Addressee", "Receiver"})
_PROMISE = "AGREE"  #: the PLOVER type of what is announced


def write_plover(store: pyoxigraph.Store, stream: BinaryIO) -> None:
    """Write the events of a graph in order of their first day, those without a day first."""
    codes = _codes()
    parties, told = by_event(store, "participations"), by_event(store, "reports")
    for event in named_rows(store, "events"):
        line = _line(event, parties[str(event["event"])], told[str(event["event"])], codes)
        stream.write((json.dumps(line, ensure_ascii=False) + "\n").encode())


def named_rows(store: pyoxigraph.Store, table: str) -> Iterator[_Row]:
    """Yield the rows of a table by column."""
    names = [column.name for column in tables()[table].columns]
    for row in tables()[table].rows(store):
        yield dict(zip(names, row, strict=True))


def by_event(store: pyoxigraph.Store, table: str) -> defaultdict[str, list[_Row]]:
    """Return the rows of a table by the IRI of their event."""
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in named_rows(store, table):
        found[str(row["event"])].append(row)
    return found


def _codes() -> _Codes:
    """Return the codes of the ontology by local name and property, sorted."""
    found: defaultdict[tuple[str, NamedNode], list[str]] = defaultdict(list)
    for quad in pyoxigraph.parse(path=str(ontology_folder() / "lists.ttl"), format=RdfFormat.TURTLE):
        if quad.predicate in (DPE.ploverType, DPE.ploverMode, DPE.cameoCode, DPE.cameoCodePlanned):
            name = str(quad.subject).rpartition("#")[2].rstrip(">")
            found[name, quad.predicate].append(getattr(quad.object, "value"))  # noqa: B009 (the codes are literals)
    return defaultdict(list, {key: sorted(values) for key, values in found.items()})


def _line(event: _Row, parties: Iterable[_Row], told: Iterable[_Row], codes: _Codes) -> dict[str, object]:
    kind, status = str(event["type"]), str(event["status"])
    held = status == "Held"
    types, cameo = codes[kind, DPE.ploverType], codes[kind, DPE.cameoCode if held else DPE.cameoCodePlanned]
    if not held:
        types = [_PROMISE] if cameo else []
    present = [party for party in parties if party["attendance"] == "Attending"]
    acting = [_party(party) for party in present if party["role"] in _ACTING]
    receiving = [_party(party) for party in present if party["role"] in _RECEIVING]
    if kind == "Visit":
        receiving = [{"country": code} for code in str(event["place_states"] or "").split(";") if code]
    everybody = [_party(party) for party in present]
    return {
        "id": event["event"],
        "date": event["date"],
        "first_day": _text(event["first"]),
        "last_day": _text(event["last"]),
        "status": status,
        "event_type": types,
        "event_mode": codes[kind, DPE.ploverMode] if held else [],
        "auxiliary_mode": codes[status, DPE.ploverMode],
        "cameo": cameo,
        "directed": bool(acting or receiving),
        "actors": acting if acting or receiving else everybody,
        "recipients": receiving if acting or receiving else everybody,
        "places": str(event["places"] or "").split(";") if event["places"] else [],
        "place_countries": str(event["place_states"]).split(";") if event["place_states"] else [],
        "text": event["label"],
        "sources": sorted({str(report["article"]) for report in told}),
    }


def _party(party: _Row) -> dict[str, object]:
    return {
        "id": party["agent"],
        "name": party["name"],
        "country": party["on_behalf_of"],
        "role": party["role"],
        "posts": str(party["posts"]).split(";") if party["posts"] else [],
    }


def _text(value: Value) -> str | None:
    return value.isoformat() if isinstance(value, (date, datetime)) else None
