"""Which found event is which annotated one: worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from goldevents import ISHIBA, JAPAN, LIMA, OTHER, PERU, RIO, SHORT, SUMMIT, TRUMP, XI, event

from kg.evaluate.figures import compare

VISIT = {"type": "Visit", "participants": [ISHIBA], "places": [LIMA]}
#: What differs in the annotated and in the found event; whether they pair; status, date, participants and places.
PAIRS: list[tuple[dict[str, Any], dict[str, Any], tuple[bool, bool, float, float] | None]] = [
    ({}, {}, (True, True, 1.0, 1.0)),
    ({}, {"type": "Call"}, None),
    ({}, {"status": "planned", "date": None}, (False, False, 1.0, 1.0)),
    ({}, {"participants": [SHORT, ISHIBA]}, (True, True, 1.0, 1.0)),
    ({}, {"participants": [JAPAN, TRUMP]}, (True, True, 0.75, 1.0)),  # (1 + 0.5) of 2 and 2
    ({}, {"participants": [ISHIBA]}, (True, True, 2 / 3, 1.0)),
    ({}, {"participants": [ISHIBA, XI]}, (True, True, 0.5, 1.0)),
    ({}, {"participants": [XI, SHORT, JAPAN]}, (True, True, 0.6, 1.0)),  # (1 + 0.5) of 2 and 3
    ({}, {"participants": [JAPAN, XI]}, None),  # 0.25
    ({}, {"participants": []}, None),
    ({}, {"date": "2024-11-08", "evidence": OTHER}, None),  # other days, other sentences
    ({}, {"date": "2024-11-08"}, (True, False, 1.0, 1.0)),
    ({}, {"date": "2024-11", "evidence": OTHER}, (True, False, 1.0, 1.0)),
    ({"date": "2024-11-05/2024-11-07"}, {"evidence": OTHER}, (True, False, 1.0, 1.0)),
    ({"places": [LIMA]}, {}, (True, True, 1.0, 0.0)),
    ({"places": [LIMA]}, {"places": [PERU]}, (True, True, 1.0, 0.5)),
    ({"places": [LIMA]}, {"places": [LIMA, RIO]}, (True, True, 1.0, 2 / 3)),
    (SUMMIT, SUMMIT, (True, True, 1.0, 1.0)),
    (SUMMIT, SUMMIT | {"name": "第十九次二十国集团领导人峰会"}, (True, True, 1.0, 1.0)),
    (SUMMIT, SUMMIT | {"name": "亚太经合组织会议"}, None),
    (SUMMIT, SUMMIT | {"name": None}, None),
    (SUMMIT, SUMMIT | {"participants": [XI]}, (True, True, 0.0, 1.0)),
    (VISIT, VISIT, (True, True, 1.0, 1.0)),
    (VISIT, VISIT | {"places": [PERU]}, (True, True, 1.0, 0.5)),
    (VISIT, VISIT | {"places": [RIO]}, None),
    (VISIT, VISIT | {"places": []}, None),
    (VISIT | {"places": []}, VISIT | {"places": []}, (True, True, 1.0, 1.0)),
]  # fmt: skip


@pytest.mark.parametrize(("gold", "found", "slots"), PAIRS, ids=range(len(PAIRS)))
def test_pairs(gold: dict[str, Any], found: dict[str, Any], slots: tuple[bool, bool, float, float] | None) -> None:
    """Two events pair or not, and their slots are right as far as they are."""
    comparison = compare("a.md", [event(**gold)], [event(**found)])
    told = [(pair.status, pair.date, pair.participants, pair.places) for pair in comparison.pairs]
    assert told == ([slots] if slots else [])
    assert (len(comparison.missed), len(comparison.made_up)) == ((0, 0) if slots else (1, 1))


def test_the_likest_pair_first() -> None:
    """Of two found events the one with more in common is the annotated one, wherever it stands; none is used twice."""
    vague, exact = event(date=None, participants=[JAPAN, SHORT]), event()
    comparison = compare("a.md", [event(), event(participants=[XI, TRUMP])], [vague, exact])
    assert [pair.found for pair in comparison.pairs] == [exact, vague]
    assert (comparison.missed, comparison.made_up) == ((), ())


def test_complete_is_all_right() -> None:
    """Complete needs status, date and every party; a place may lack."""
    found: list[dict[str, Any]] = [
        {},
        {"status": "planned"},
        {"date": None},
        {"participants": [JAPAN, TRUMP]},
        {"places": [LIMA]},
    ]
    pairs = [compare("a.md", [event()], [event(**changed)]).pairs[0] for changed in found]
    assert [pair.complete for pair in pairs] == [True, False, False, False, True]
