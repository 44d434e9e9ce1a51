"""Events take place where the article says, under the names that it uses."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from documents import plain_document

from kg.coref.relations.relate import relate
from kg.coref.within.merge import merge
from kg.extract.annotator import Extractor
from kg.model import Event
from kg.pipeline import load_knowledge
from kg.tables import read_yaml

CASES: list[Mapping[str, Any]] = read_yaml(Path(__file__).parent.parent / "cases" / "zh" / "places.yml").plain()


@functools.cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


def _events(text: str, event_type: str) -> list[Event]:
    document = plain_document(text)
    found = _extractor().read(document)
    events = relate(merge(found.events, same_name=found.same_conference, lies_in=found.lies_in), document=document)
    return [event for event in events if event.type == event_type]


@pytest.mark.parametrize("case", CASES, ids=itemgetter("id"))
def test_places(case: Mapping[str, Any]) -> None:
    """The events of a text have the places that its case says."""
    assert [[place.name for place in event.places] for event in _events(case["text"], case["type"])] == case["places"]
