"""Tables of reports with the right answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from coref_reports import report

from kg.coref.cluster import resolve
from kg.coref.report import Report
from kg.coref.rules import load_rules
from kg.tables import read_yaml

CASES: list[Mapping[str, Any]] = read_yaml(Path(__file__).parent.parent / "cases" / "coref.yml").plain()


def reports_of_case(case: Mapping[str, Any]) -> list[Report]:
    """Make the reports of a case."""
    return [report({**case["all"], **line}, number) for number, line in enumerate(case["reports"])]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_coref_cases(case: Mapping[str, Any]) -> None:
    """Reports are put together as the table says."""
    wanted: dict[str, set[str]] = {}
    for number, letter in enumerate(case["events"]):
        wanted.setdefault(letter, set()).add(f"r{number}")
    found = resolve(reports_of_case(case), load_rules())
    told = "\n".join(f"{each.same} {each.score} {each.reasons}" for each in found.judgements)
    assert sorted(map(sorted, wanted.values())) == sorted(list(each.members) for each in found.clusters), told


def test_table_is_well_formed() -> None:
    """Every case has a letter for each report, and an id of its own."""
    assert all(len(case["events"]) == len(case["reports"]) for case in CASES)
    assert len({case["id"] for case in CASES}) == len(CASES)
