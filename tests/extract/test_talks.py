"""Talks and visits are told with their status, day, places and parties, each once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from posts import post

from kg.model import Event
from kg.pipeline import Knowledge, annotate, load_knowledge
from kg.read.jekyll import read_article
from kg.tables import read_yaml

CASES: list[Mapping[str, Any]] = read_yaml(Path(__file__).parent.parent / "cases" / "zh" / "talks.yml").plain()


@functools.cache
def knowledge() -> Knowledge:
    return load_knowledge()


def told(event: Event) -> str:
    """Write an event in one line."""
    places = ", ".join(place.name for place in event.places)
    parties = ", ".join(party.name for party in event.parties())
    return f"{event.type} {event.status.value} {event.date or '?'} @{places}: {parties}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_talks_are_told_whole(case: Mapping[str, Any]) -> None:
    """The events of an article are those that the case says, and no others."""
    title, *lines = case["text"].split("|")
    source = post(title, "2024-11-07 12:00:00 +0000", "".join(f"<p>{line}</p>" for line in lines)).encode()
    known = knowledge()
    found = annotate(read_article(source, name="x.md", outlet_of=known.outlets.of, path="x.md"), known).events
    assert [told(event) for event in found] == case["told"]
