"""The schema: what the ontology says of event types and lists arrives as values, and faults are told where they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.knowledge.ontology import ontology_folder
from kg.knowledge.schema import Schema, load_schema
from kg.model import DateBasis, OfficeStatus, Salience, Status

ACT = frozenset({"initiator", "addressee"})
MUTUAL = frozenset({"participant", "absent"})
TYPES = [
    ("Meeting", MUTUAL, frozenset(), 2),
    ("Call", MUTUAL, frozenset(), 2),
    ("Summit", MUTUAL, frozenset(), 0),
    ("Visit", frozenset({"traveller", "absent"}), frozenset({"traveller"}), 1),
    ("Agreement", MUTUAL, frozenset(), 2),
    ("Message", ACT | {"participant"}, frozenset(), 2),
    ("Protest", ACT, ACT, 2),
    ("Sanction", ACT, ACT, 2),
    ("RelationsChange", frozenset({"participant"}), frozenset(), 2),
    ("Appointment", frozenset({"appointee", "appointer", "receiver"}), frozenset({"appointee"}), 2),
]


@pytest.fixture(scope="module")
def schema() -> Schema:
    """Load our own ontology."""
    return load_schema(ontology_folder())


@pytest.mark.parametrize(("name", "roles", "required", "minimum"), TYPES, ids=[kind[0] for kind in TYPES])
def test_event_types(schema: Schema, name: str, roles: frozenset[str], required: frozenset[str], minimum: int) -> None:
    """Each type has the roles, the required ones and the minimum of parties that the guidelines give it."""
    kind = schema.types[name]
    assert (kind.roles, kind.required, kind.minimum) == (roles, required, minimum)


def test_there_are_no_other_types(schema: Schema) -> None:
    """The table above is whole."""
    assert sorted(schema.types) == sorted(kind[0] for kind in TYPES)


def test_needs_and_shortcuts(schema: Schema) -> None:
    """A visit needs a place, a conference a name; meetings, calls and visits make contacts."""
    types = schema.types.values()
    assert [kind.name for kind in types if kind.place_needed] == ["Visit"]
    assert [kind.name for kind in types if kind.name_needed] == ["Summit"]
    assert sorted(kind.name for kind in types if kind.contact or kind.journey) == ["Call", "Meeting", "Visit"]


def test_lists_hold_the_codes_of_the_model(schema: Schema) -> None:
    """Every value that the model knows has a concept, and no concept stands for nothing."""
    lists = (schema.statuses, schema.date_bases, schema.office_statuses, schema.saliences)
    assert [sorted(each) for each in lists] == [sorted(each) for each in (Status, DateBasis, OfficeStatus, Salience)]


def test_every_role_of_a_type_is_listed(schema: Schema) -> None:
    """Roles and types fit: no unused role, no unlisted one."""
    assert {role for kind in schema.types.values() for role in kind.roles} == set(schema.roles)


def test_labels_in_three_languages(schema: Schema) -> None:
    """Types and concepts have a label in each language."""
    lists = (schema.types, schema.statuses, schema.roles, schema.posts, schema.attendances, schema.date_bases)
    assert {tuple(sorted(item.labels)) for each in lists for item in each.values()} == {("en", "ja", "zh-Hans")}


FAULTS = [
    ("lists.ttl", 'skos:notation "planned" ;', "", r"dpe:Planned has 0 values of skos:notation, one is wanted"),
    ("lists.ttl", 'skos:notation "planned"', 'skos:notation "held"', r'dpe:Planned has the code "held"'),
    ("lists.ttl", '"held"@en, ', "", r"dpe:Held has no skos:prefLabel in en"),
    ("dpe.ttl", "dpe:minimumParties 1 ;", "", r"dpe:Visit has 0 values of dpe:minimumParties"),
    ("dpe.ttl", "dpe:Visit a owl:Class ;", "dpe:Visit a owl:Class", r"dpe\.ttl:\d+: no valid Turtle"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS, ids=[fault[-1] for fault in FAULTS])
def test_faults_are_told(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    """A fault of the ontology is a fault of our data, told with the term or the line."""
    folder = shutil.copytree(ontology_folder(), tmp_path / "ontology")
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_schema(folder)


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A folder without an ontology is told as such."""
    with pytest.raises(DataError, match=r"dpe\.ttl: there is no such file"):
        load_schema(tmp_path)
