"""A fault in the time rules is found at load, and the message says where."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.knowledge.timegrammar import load_time_grammar
from kg.knowledge.world import DATA

#: A grammar with one rule; each line may be replaced by a wrong one.
GRAMMAR = {
    "fields": r"{day: {number: '\d{1,2}'}, third: {field: part, words: {mid: mid}}}",
    "duration_fields": r"{days: {number: '\d+'}}",
    "classes": "{date: '<day>th'}",
    "starts": "'[0-9]'",
    "clock": "'at noon'",
    "not_before": "' ago'",
    "zones": "{Tokyo time: Asia/Tokyo}",
    "shields": "[]",
    "durations": "[]",
    "rules": "[{name: day, pattern: '<date>', basis: bare_day, examples: [{text: 4th, value: {day: 4}}], rejects: []}]",
}
RULE = "[{{name: day, pattern: {0}, basis: {1}, examples: [{{text: 4th, value: {2}}}], rejects: [x]}}]"
FAULTS = [
    ("rules", RULE.format("'<dya>'", "bare_day", "{day: 4}"), 'unknown name "dya"', 'Did you mean "day"?'),
    ("rules", RULE.format("'<day>('", "bare_day", "{day: 4}"), "no valid regular expression", ""),
    ("rules", RULE.format("''", "bare_day", "{day: 4}"), "a pattern is wanted here", ""),
    ("rules", RULE.format("'<day>'", "bareday", "{day: 4}"), 'unknown basis "bareday"', 'Did you mean "bare_day"?'),
    ("rules", RULE.format("'<day>'", "inherited", "{day: 4}"), 'unknown basis "inherited"', ""),
    ("rules", RULE.format("'<day>'", "bare_day", "{dey: 4}"), 'unknown key "dey"', 'Did you mean "day"?'),
    ("rules", "[{name: day, pattern: '<day>', basis: bare_day, examples: []}]", 'the key "rejects" is missing', ""),
    ("rules", "[{name: day, pattern: '<day>', examples: [], rejects: [x]}]", "an example is wanted here", ""),
    ("rules", "[{name: day, pattern: '<day>', rejects: [x]}]", 'the key "examples" is missing', ""),
    ("durations", "[{name: long, pattern: '<days>', rejects: [x]}]", 'the key "examples" is missing', ""),
    ("rules", RULE.format("'(?:<day>th)?'", "bare_day", "{day: 4}"), "matches where nothing is written", ""),
    ("rules", "[{name: day, pattern: '<day>', rejects: [], value: {day: x}}]", '"x" is no value of "day"', ""),
    ("fields", "{dey: {number: x}}", 'unknown field "dey"', 'Did you mean "day"?'),
    ("fields", "{day: {}}", 'the field "day" has neither words nor a number', ""),
    ("fields", "{part: {words: {mid: middle}}}", 'unknown part "middle"', "Known: "),
    ("fields", "{daypart: {words: {noon: 12}}}", '"12" is no value of "daypart"', ""),
    ("fields", "{same: {words: {then: true}}}", '"true" is no value of "same"', ""),
    ("zones", "{Tokyo time: Asia/Tokio}", 'unknown time zone "Asia/Tokio"', ""),
    ("classes", "{date: '<third>[', other: x}", "no valid regular expression", ""),
]


def written(folder: Path, **changed: str) -> Path:
    """Write the grammar as a file, one section a line."""
    path = folder / "time.yml"
    path.write_text("".join(f"{name}: {text}\n" for name, text in (GRAMMAR | changed).items()), encoding="utf-8")
    return path


@pytest.mark.parametrize(("section", "text", "message", "advice"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_faults_are_named(tmp_path: Path, section: str, text: str, message: str, advice: str) -> None:
    """A wrong name, key, value or pattern is an error that names it and says what is known."""
    with pytest.raises(DataError) as caught:
        load_time_grammar(written(tmp_path, **{section: text}))
    assert message in caught.value.message
    assert advice in caught.value.advice


def test_faults_name_their_line(tmp_path: Path) -> None:
    """A fault in a class is told at the class, not at the rule that uses it."""
    with pytest.raises(DataError) as caught:
        load_time_grammar(written(tmp_path, classes="{date: '<dya>th'}"))
    assert caught.value.line == 1 + list(GRAMMAR).index("classes")


def test_a_missing_section_is_a_fault(tmp_path: Path) -> None:
    """Every section must be there, though it may be empty."""
    path = tmp_path / "time.yml"
    path.write_text("fields: {}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_time_grammar(path)
    assert "is missing" in caught.value.message


def test_names_of_fields_become_groups(tmp_path: Path) -> None:
    """A class is written out in a rule, its fields are kept, and a name with a colon keeps nothing."""
    kept, unkept = (
        load_time_grammar(written(tmp_path, rules=RULE.format(pattern, "bare_day", "{day: 4}"))).times.rules[0].pattern
        for pattern in ("'<date> to <end.day>'", "'<:date> to <:day>'")
    )
    assert sorted(kept.groups.values()) == [("day", False), ("day", True)]
    assert unkept.groups == {}
    assert kept.regex.fullmatch("4th to 6") and unkept.regex.fullmatch("4th to 6")


def test_our_grammar_goes_to_other_processes() -> None:
    """A grammar can be sent to another process."""
    grammar = load_time_grammar(DATA / "lang" / "zh" / "time.yml")
    assert pickle.loads(pickle.dumps(grammar)) == grammar
