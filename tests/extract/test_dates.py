"""Each event is on the day that its article gives it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from posts import post

from kg.model import Event
from kg.pipeline import Knowledge, annotate, load_knowledge
from kg.read.jekyll import read_article
from kg.tables import read_yaml

CASES: list[Mapping[str, Any]] = read_yaml(Path(__file__).parent.parent / "cases" / "zh" / "dates.yml").plain()


@functools.cache
def knowledge() -> Knowledge:
    return load_knowledge()


def events(text: str, published: date) -> tuple[Event, ...]:
    """Read an article without a title of its own."""
    body = "".join(f"<p>{line}</p>" for line in text.split("|"))
    source = post("无题", f"{published.isoformat()} 12:00:00 +0000", body).encode()
    known = knowledge()
    return annotate(read_article(source, name="x.md", outlet_of=known.outlets.of, path="x.md"), known).events


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_events_are_on_their_day(case: Mapping[str, Any]) -> None:
    """The dates of the events are those that the case says, and none is made up."""
    found = events(case["text"], date.fromisoformat(case["published"]))
    assert [f"{event.type} {event.date or '?'}" for event in found] == case["dates"]
