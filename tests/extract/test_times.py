"""Time expressions are found, and mean what a reader takes them to mean."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from documents import plain_document
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins

from kg import edtf
from kg.extract.times.expressions import find_durations, find_times
from kg.knowledge.timegrammar import TimeExample, TimeGrammar, TimeRule, TimeRules, load_time_grammar
from kg.knowledge.world import DATA
from kg.match.openings import openings
from kg.model import Duration, TimeExpression
from kg.tables import read_yaml

CASES: Mapping[str, Any] = read_yaml(Path(__file__).parent.parent / "cases" / "zh" / "time.yml").plain()
DATES = [(case, text, told) for case in CASES["dates"] for text, told in case["texts"].items()]
TOWARD: Mapping[str, edtf.Direction] = {"past": "past", "future": "future"}
GREENWICH = ZoneInfo("UTC")
SIGNS = "0123456789一二三十廿年月日号周星期末天时点分半上下本今昨明前后同次翌初底内至—（）()：:，。 "


@functools.cache
def grammar() -> TimeGrammar:
    return load_time_grammar(DATA / "lang" / "zh" / "time.yml")


def times(text: str) -> tuple[TimeExpression, ...]:
    return find_times(plain_document(text), grammar=grammar())


def lengths(text: str) -> tuple[Duration, ...]:
    document = plain_document(text)
    told = (find_durations(document.folded, sentence, grammar=grammar()) for sentence in document.sentences)
    return tuple(duration for found in told for duration in found)


def shown(duration: Duration) -> str:
    return ("~" if duration.approximate else "") + duration.iso


def told(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a value that say something, as texts."""
    named = {name: told(part) if name == "end" else str(part) for name, part in value.items() if part not in (None, "")}
    return {name: "yes" if part == "True" else part for name, part in named.items() if part != "False"}


def examples(rules: tuple[TimeRule, ...]) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.name}-{example.text}") for rule in rules for example in rule.examples
    ]


def rejects(rules: tuple[TimeRule, ...]) -> list[Any]:
    return [pytest.param(rule, text, id=f"{rule.name}-{text}") for rule in rules for text in rule.rejects]


@pytest.mark.parametrize(("case", "text", "dates"), DATES, ids=[f"{case['id']}-{text}" for case, text, _ in DATES])
def test_expressions_mean_their_day(case: Mapping[str, str], text: str, dates: str) -> None:
    """Each expression means the date that the table says, and nothing else is found."""
    anchor, toward = date.fromisoformat(case["published"]), TOWARD[case["toward"]]
    resolved = [
        edtf.resolve(time.value, anchor=anchor, toward=toward, context=case.get("context")) for time in times(text)
    ]
    assert " ".join(day or "?" for day in resolved) == dates


@pytest.mark.parametrize(("text", "spans"), CASES["spans"].items())
def test_expressions_are_taken_whole(text: str, spans: str) -> None:
    """An expression is one span of the text as it was written, with weekday, brackets and clock."""
    assert "|".join(time.text for time in times(text)) == spans


@pytest.mark.parametrize(("text", "clock"), CASES["clocks"].items())
def test_hours_are_those_of_the_newsroom(text: str, clock: str) -> None:
    """An hour is counted to 24; the hour of another zone is not told."""
    assert [edtf.clock(time.value, "2024-11-07", GREENWICH) or "?" for time in times(text)] == [clock]


@pytest.mark.parametrize(("text", "basis"), CASES["bases"].items())
def test_basis_says_how_the_date_is_told(text: str, basis: str) -> None:
    """An expression is explicit, a bare day, relative or a period."""
    assert [time.basis for time in times(text)] == [basis]


@pytest.mark.parametrize(("text", "iso"), CASES["lengths"].items())
def test_lengths_of_time(text: str, iso: str) -> None:
    """A length of time is read as ISO 8601, and marked where it is only about so long."""
    assert " ".join(map(shown, lengths(text))) == iso


@pytest.mark.parametrize("text", [part for line in CASES["none"] for part in line.split("，")])
def test_what_is_no_date_is_not_found(text: str) -> None:
    """Prices, names, ordinals, counts and vague words are no time expressions."""
    assert [(time.text, time.rule) for time in times(text)] == []


@pytest.mark.parametrize(("rule", "example"), examples(grammar().times.rules))
def test_rule_reads_its_examples(rule: TimeRule, example: TimeExample) -> None:
    """A rule finds in its example the value that the example says."""
    found = [told(to_builtins(time.value)) for time in times(example.text) if time.rule == rule.name]
    assert told(example.value) in found


@pytest.mark.parametrize(("rule", "text"), rejects(grammar().times.rules))
def test_rule_refuses_its_rejects(rule: TimeRule, text: str) -> None:
    """A rule finds nothing in its rejects; where the rule is a shield, nothing is found at all."""
    assert [time.text for time in times(text) if rule.basis is None or time.rule == rule.name] == []


@pytest.mark.parametrize(
    "rule", [rule for rule in grammar().times.rules if rule.basis is None], ids=lambda rule: rule.name
)
def test_no_shield_is_idle(rule: TimeRule) -> None:
    """Without its shield, something would be found in each of its rejects."""
    rest = tuple(other for other in grammar().times.rules if other is not rule)
    bare = replace(grammar(), times=TimeRules(rules=rest, openings=openings([each.pattern.regex for each in rest])))
    assert all(find_times(plain_document(text), grammar=bare) for text in rule.rejects)


@pytest.mark.parametrize(("rule", "example"), examples(grammar().durations.rules))
def test_length_reads_its_examples(rule: TimeRule, example: TimeExample) -> None:
    """A rule finds in its example one length of time, with every number that the example says."""
    (found,) = lengths(example.text)
    numbers = [number for unit, number in example.value.items() if unit != "approximate"]
    assert all(str(number) in found.iso for number in numbers)
    assert found.approximate is ("approximate" in example.value)


@pytest.mark.parametrize(("rule", "text"), rejects(grammar().durations.rules))
def test_length_refuses_its_rejects(rule: TimeRule, text: str) -> None:
    """No length of time is found in what a rule must refuse."""
    assert lengths(text) == ()


def test_every_rule_has_examples_and_rejects() -> None:
    """No rule stands without an example and a reject; a shield has rejects alone."""
    rules = (*grammar().times.rules, *grammar().durations.rules)
    shields = [rule.name for rule in grammar().times.rules if rule.basis is None]
    assert [rule.name for rule in rules if not rule.rejects] == []
    assert [rule.name for rule in rules if not rule.examples] == shields


@given(st.text(alphabet=SIGNS, max_size=40))
def test_spans_hold_in_any_text(text: str) -> None:
    """Expressions come in text order without overlap, each is cut from the text and lies within one sentence."""
    document = plain_document(text)
    for found in (find_times(document, grammar=grammar()), lengths(text)):
        spans = [one.span for one in found]
        assert all(left.end <= right.start for left, right in pairwise(spans))
        assert all(any(sentence.covers(span) for sentence in document.sentences) for span in spans)
    assert all(time.text == time.span.of(document.text) for time in find_times(document, grammar=grammar()))


@given(
    st.text(alphabet=SIGNS, max_size=40), st.sampled_from(["2024-02-29", "2024-02", "2024", "2024-11-30/2024-12-02"])
)
def test_whatever_is_found_resolves_or_has_no_day(text: str, context: str) -> None:
    """No text makes resolving raise, and every date that it gives is EDTF whose first day is not after its last."""
    for time in times(text):
        for toward in TOWARD.values():
            day = edtf.resolve(time.value, anchor=date(2024, 2, 29), toward=toward, context=context)
            first, last = edtf.bounds(day or "2024")
            assert first is not None and last is not None and first <= last
