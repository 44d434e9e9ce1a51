"""An official of whom only the office is written stands for the state that the words around him tell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.pipeline import load_knowledge
from kg.tables import Entry, read_yaml

CASES = read_yaml(Path(__file__).parents[1] / "cases" / "zh" / "homes.yml").list()


@cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.mapping()["id"].text()))
def test_an_official_stands_for_the_state_told(case: Entry) -> None:
    """The state comes from whom he is named with, from the head of a list of offices, or from where he is."""
    told = {key: entry.text() for key, entry in case.mapping().items()}
    _, people, _ = _extractor().phrases(plain_document(told["text"]))
    states = [person.country or "" for person in people.persons if told["name"] in person.names]
    assert told["country"] in states
