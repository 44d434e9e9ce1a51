"""What becomes of an event, in a table and by law."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from coref_reports import report
from hypothesis import given
from hypothesis import strategies as st

from kg.coref.attendance import ABSENT
from kg.coref.life import Life, lives
from kg.coref.report import Report
from kg.coref.rules import load_rules
from kg.model import Cluster, EventId
from kg.tables import read_yaml

CASES: list[Mapping[str, Any]] = read_yaml(Path(__file__).parent.parent / "cases" / "lives.yml").plain()
RULES = load_rules()
ARTICLES: list[dict[str, Any]] = [
    {"published": "2024-11-06", "status": "planned", "date": "2024-11-15/2024-11-16", "at": ["PER"]},
    {"published": "2024-11-10", "status": "cancelled"},
    {"published": "2024-11-14", "status": "planned", "date": "2024-11-16"},
    {"published": "2024-11-16", "date": "2024-11-16", "who": ["JPN", "CHN"]},
    {"published": "2024-11-17", "date": "2024-11-16", "absent": ["尹锡悦/KOR"], "part_of_event": "r5", "article": "a5"},
    {"published": "2024-11-17", "type": "Summit", "who": [], "name": "APEC"},
    {"published": "2025-02-01", "date": "2024-11", "salience": "background"},
]


def reports() -> list[Report]:
    """Make the reports of a meeting at a conference."""
    common: dict[str, Any] = {"type": "Meeting", "who": ["石破茂/JPN", "习近平/CHN"]}
    return [report({**common, **article}, number) for number, article in enumerate(ARTICLES)]


def cluster(*members: int) -> Cluster:
    """Name the reports of one event."""
    ids = tuple(sorted(EventId(f"r{member}") for member in members))
    return Cluster(id=ids[0], members=ids)


def shown(life: Life) -> dict[str, Any]:
    """Put a life in the words of the table."""
    found = {
        "status": life.status,
        "date": life.date,
        "basis": life.date_basis,
        "start": life.start,
        "duration": life.duration,
        "previous": list(life.previous_dates),
        "conflicts": list(life.conflicts),
        "parties": [each.party.name for each in life.arguments if each.role != ABSENT],
        "absent": [each.party.name for each in life.arguments if each.role == ABSENT],
        "disputed": [party.name for party in life.disputed],
        "places": [place.name for place in life.places],
        "name": life.name,
        "entity": life.entity,
        "part_of_event": life.part_of_event,
        "agreed_in": life.agreed_in,
        "aliases": list(life.aliases),
    }
    return {name: "" if value is None else value for name, value in found.items()}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_lives(case: Mapping[str, Any]) -> None:
    """Of reports of one event follows what the table says."""
    told = [report({**case["all"], **line}, number) for number, line in enumerate(case["reports"])]
    (life,) = lives(told, [cluster(*range(len(told)))], RULES)
    found = shown(life)
    assert {name: found[name] for name in case["life"]} == case["life"]


@given(st.permutations(range(len(ARTICLES))))
def test_order_does_not_matter(order: list[int]) -> None:
    """The same reports in any order have the same lives."""
    told = reports()
    clusters = [cluster(0, 1, 2, 3, 4, 6)]
    assert lives([told[index] for index in order], clusters, RULES) == lives(told, clusters, RULES)


@given(st.lists(st.integers(0, 2), min_size=len(ARTICLES), max_size=len(ARTICLES)))
def test_every_report_is_in_one_life(groups: list[int]) -> None:
    """Lives share the reports out, whether a cluster names them or not, and are told by the first of them."""
    clusters = [cluster(*members) for group in (0, 1) if (members := [i for i, g in enumerate(groups) if g == group])]
    found = lives(reports(), clusters, RULES)
    told = sorted(event.id for life in found for _, event in life.reports)
    assert told == [f"r{number}" for number in range(len(ARTICLES))]
    assert all(life.id == life.reports[0][1].id for life in found)
    assert [life.id for life in found] == sorted(life.id for life in found)


def test_what_was_known_on_a_day() -> None:
    """Reports cut off after any day have the same ids, and the status that was known by then."""
    clusters = [cluster(0, 1, 2, 3, 4, 6), cluster(5)]
    days = sorted({each.article.day for each in reports()})
    known = [lives([each for each in reports() if each.article.day <= day], clusters, RULES)[0] for day in days]
    assert {life.id for life in known} == {"r0"}
    assert [life.status for life in known] == ["planned", "cancelled", "cancelled", "held", "held", "held"]


def test_a_life_belongs_to_a_life() -> None:
    """A report that belongs to a report of its article makes its life part of that one's life."""
    life = lives(reports(), [cluster(3, 4)], RULES)[3]
    assert (life.id, life.part_of_event) == ("r3", "r5")


def test_no_part_of_what_is_not_told() -> None:
    """An event that belongs to one that its article does not tell of is a fault of the step before."""
    with pytest.raises(KeyError):
        lives(reports()[:5], [], RULES)
