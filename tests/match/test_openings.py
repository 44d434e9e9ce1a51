"""Expressions tried together: nothing is missed that each of them would match by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.match.openings import openings

PATTERNS = [
    re.compile(each)
    for each in (
        "a", "ab|c[de]", "[^a]b?", r"\d{1,3}(?:e|f)?g", "(?<=b)a", "(?=a)[a-c]b*", "a?b?c", "(?:ab){2,}|d", "(?i:AB)c",
        r".\s", r"(a)\1", "a*?d", "(?!ab)[ab]{2}", "b$", "(?i)aB", "(?>a|ab)c", "a{0,300}b", "[^a]{1,3}(?:cd|ef)?gA?",
        "(?:a|bc?){0,2}[de]", "(?:a(?:b|.)c){1,2}", "c++d",
    )
]  # fmt: skip


def at_every_sign(text: str, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    """Return the spans of all matches in the order of `Openings.find`, by trying all expressions everywhere."""
    tried = ((index, each.match(text, at, end)) for at in range(start, end) for index, each in enumerate(PATTERNS))
    return [(index, match.span()) for index, match in tried if match]


@given(st.text(alphabet="abcdefgAB1 \n", max_size=12), st.integers(0, 3), st.integers(0, 12))
def test_openings_hide_nothing(text: str, start: int, end: int) -> None:
    """What is found is what the expressions match where they are tried at every sign."""
    start, end = min(start, len(text)), min(end, len(text))
    found = openings(PATTERNS).find(text, start, end)
    assert [(index, match.span()) for index, match in found] == at_every_sign(text, start, end)


@pytest.mark.parametrize("signs", ["xa", "xb", ""])
def test_openings_are_narrow(signs: str) -> None:
    """Where no expression may begin, none is tried."""
    assert list(openings([re.compile("ab"), re.compile("b[cd]")]).find(signs, 0, len(signs))) == []
