"""What a graph is for others: PLOVER events, a calendar, a description for catalogues."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import rdflib
import vobject
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from kg.export import VIEWS
from kg.query.runner import ask, rows
from kg.store.oxigraph import open_native

STATUSES = {"CONFIRMED": "Planned", "TENTATIVE": "Proposed"}


def viewed(store: Path, form: str) -> bytes:
    """Export a store to memory."""
    stream = io.BytesIO()
    VIEWS[form](open_native(store), stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def plover(examples_store: Path) -> list[dict[str, Any]]:
    """The events of the examples as PLOVER has them."""
    return [json.loads(line) for line in viewed(examples_store, "plover").splitlines()]


def test_every_event_is_a_line(examples_store: Path, plover: list[dict[str, Any]]) -> None:
    """Each event is there once."""
    events = [event for (event,) in rows(ask(open_native(examples_store), "SELECT ?e { ?e a dpe:DiplomaticEvent }"))]
    assert sorted(line["id"] for line in plover) == sorted(str(event) for event in events)


CODES = {
    ("meeting-", "Held"): (["CONSULT"], ["040", "044", "046"]),
    ("meeting-", "Planned"): (["AGREE"], ["036"]),
    ("call-", "Held"): (["CONSULT"], ["041"]),
    ("protest-", "Held"): (["ACCUSE"], ["111", "114"]),
    ("appointment-", "Held"): ([], []),
}


@pytest.mark.parametrize(("kind", "status"), sorted(CODES))
def test_codes(plover: list[dict[str, Any]], kind: str, status: str) -> None:
    """Codes are those of the ontology for the type, or for what was announced."""
    found = [
        (line["event_type"], line["cameo"]) for line in plover if f"/{kind}" in line["id"] and line["status"] == status
    ]
    assert found
    assert all(each == CODES[kind, status] for each in found)


def test_directions(plover: list[dict[str, Any]]) -> None:
    """Protests go from one to another, visits from a traveller to a state; meetings have no direction."""
    directed = {
        line["id"].split("/")[-1].split("-")[0]: line["directed"] for line in plover if line["status"] == "Held"
    }
    assert (directed["protest"], directed["visit"], directed["meeting"], directed["call"]) == (True, True, False, False)
    protests = [line for line in plover if "/protest-" in line["id"]]
    assert all({actor["role"] for actor in line["actors"]} == {"Initiator"} for line in protests)
    assert all({other["role"] for other in line["recipients"]} <= {"Addressee"} for line in protests)


def test_planned_events_are_marked(plover: list[dict[str, Any]]) -> None:
    """What was not held has PLOVER's auxiliary mode."""
    modes = {line["status"]: line["auxiliary_mode"] for line in plover}
    assert (modes["Held"], modes["Planned"], modes["Proposed"], modes["Cancelled"]) == (
        [],
        ["future"],
        ["hypothetical"],
        ["negation"],
    )


def test_another_library_reads_the_calendar(examples_store: Path) -> None:
    """Each planned or proposed event with a day is one valid entry, on its days."""
    calendar = vobject.readOne(viewed(examples_store, "ical").decode())
    calendar.validate(raiseException=True)
    found = {entry.uid.value: (entry.dtstart.value, STATUSES[entry.status.value]) for entry in calendar.vevent_list}
    wanted = """SELECT ?e ?b ?s { ?e a dpe:DiplomaticEvent ; dpe:status ?x ; sem:hasEarliestBeginTimeStamp ?b
        VALUES ?x { dpe:Planned dpe:Proposed } BIND(STRAFTER(STR(?x), "#") AS ?s) }"""
    expected = {
        event: (date.fromisoformat(str(day)), status)
        for event, day, status in rows(ask(open_native(examples_store), wanted))
    }
    assert (
        {
            uid: (start.date() if isinstance(start, datetime) else start, status)
            for uid, (start, status) in found.items()
        }
        == expected
        != {}
    )
    assert all(entry.dtend.value > entry.dtstart.value for entry in calendar.vevent_list if hasattr(entry, "dtend"))


def test_lines_of_a_calendar_are_folded(examples_store: Path) -> None:
    """Lines are at most 75 octets long and end in CRLF (RFC 5545, 3.1)."""
    data = viewed(examples_store, "ical")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_a_description_for_catalogues(examples_store: Path) -> None:
    """It counts what is there, and says from whom and from when it is."""
    graph = rdflib.Graph().parse(data=viewed(examples_store, "void"), format="turtle")
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    ((size,),) = rows(ask(open_native(examples_store), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    assert str(graph.value(dataset, VOID.triples)) == size
    parts = list(graph.objects(dataset, VOID.propertyPartition))
    assert sum(int(str(graph.value(part, VOID.triples))) for part in parts) == int(str(size))
    period = graph.value(dataset, DCTERMS.temporal)
    assert (str(graph.value(period, DCAT.startDate)), str(graph.value(period, DCAT.endDate))) == (
        "2024-10-03",
        "2024-12-30",
    )
    assert len(list(graph.objects(dataset, DCTERMS.source))) > 3
