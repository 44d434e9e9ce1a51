"""Every event rule reads its own examples and refuses its own rejects."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.knowledge.eventrules import EventRule, Example
from kg.knowledge.language import load_language
from kg.knowledge.world import DATA
from kg.model import Event
from kg.pipeline import load_knowledge

RULES = load_language(DATA / "lang" / "zh", code="zh").rules
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
REJECTS = [(rule, text) for rule in RULES for text in rule.rejects]


@functools.cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


def _events(text: str, event_type: str) -> list[Event]:
    return [event for event in _extractor().read(plain_document(text)).events if event.type == event_type]


def _told(event: Event) -> Mapping[str, object]:
    told: dict[str, object] = {"status": event.status.value, "place": [place.name for place in event.places]}
    for argument in event.arguments:
        names = told.setdefault(argument.role, [])
        assert isinstance(names, list)
        names.append(argument.party.name)
    return told


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", ""))
def test_rule_reads_its_examples(rule: EventRule, example: Example) -> None:
    """A rule finds in its example, itself, the event that the example says, with status, parties and places."""
    told = [{**_told(event), "rule": event.rule} for event in _events(example.text, rule.type)]
    wanted = {**example.event, "rule": rule.name}
    assert any(all(event.get(key) == value for key, value in wanted.items()) for event in told), told


@pytest.mark.parametrize(("rule", "text"), REJECTS, ids=lambda value: getattr(value, "name", ""))
def test_rule_refuses_its_rejects(rule: EventRule, text: str) -> None:
    """No event of the rule's type is found in a sentence that the rule must refuse."""
    assert _events(text, rule.type) == []


def test_every_rule_has_examples_and_rejects() -> None:
    """No rule stands without an example and a reject."""
    assert [rule.name for rule in RULES if not rule.examples or not rule.rejects] == []
