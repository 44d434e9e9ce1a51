"""The words read off an expression stand in whatever it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_openings import PATTERNS

from kg.match.words import needs_of, words_of

MORE = [
    re.compile(each)
    for each in (
        "a(?=b|c)d?", "(?:(?=a)[ab]){0,2}c", "a(?!b|cd)", "(?:|ab)c", "(?:a(?=c)|b)+", "(a)?(?(1)b|c)",
        "a.*(?:b|cd).*e", "(?:ab|cd)(?:e|f|g)[^a](?=b$)", "(?<=a)b(?=.*[cd])", "(?:(?:a|b)c|d)(?:e|)f", "(?i:a)b",
        "a(?s:.)b",
    )
]  # fmt: skip


@given(st.text(alphabet="abcdefgAB1 \n", max_size=14), st.integers(0, 4), st.integers(0, 14))
def test_every_match_holds_what_it_needs(text: str, start: int, end: int) -> None:
    """A word of each set stands between the beginning of a match and the end of what was looked at."""
    for pattern in (*PATTERNS, *MORE):
        match = pattern.search(text, start, min(end, len(text)))
        rest = text[match.start() : end] if match else ""
        assert match is None or all(any(word in rest for word in words) for words in needs_of(pattern)), pattern


@given(st.text(alphabet="abcdefgAB1 \n", max_size=14))
def test_every_match_holds_a_word_at_its_place(text: str) -> None:
    """One of the words stands as far from the beginning of a match as they say."""
    for pattern in (*PATTERNS, *MORE):
        words, match = words_of(pattern), pattern.search(text)
        assert not (words and match) or any(text.startswith(word, match.start() + at) for word, at in words), pattern


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("(?:议会|国会).{0,80}任命.{0,24}大使", [["国会", "议会"], ["任命"], ["大使"]]),
        ("(?:甲|乙丙)[^，]*(?=丁|戊$)", [["乙丙", "甲"], ["丁", "戊"]]),
        ("(?:甲|.)乙", [["乙"]]),
        ("(?:甲|)[^，]", []),
        ("(?i)a.*b", []),
    ],
)
def test_what_is_read_off(pattern: str, needs: list[list[str]]) -> None:
    """What every match needs is read off, and no more."""
    assert [sorted(words) for words in needs_of(re.compile(pattern))] == needs
