"""Sentences end where a reader ends them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.script import fold
from kg.text.sentences import split_sentences

CASES = {
    "two": ("甲。乙。", ["甲。", "乙。"]),
    "no end": ("甲，乙", ["甲，乙"]),
    "closing quote": ("他说：“甲。”乙。", ["他说：“甲。”", "乙。"]),
    "quote of two sentences": ("他说：“甲。乙。”丙。", ["他说：“甲。乙。”", "丙。"]),
    "quote never closed": ("他说：“甲。乙。", ["他说：“甲。", "乙。"]),
    "exclamation": ("甲！乙？丙", ["甲！", "乙？", "丙"]),
    "decimal": ("增长3.5%。", ["增长3.5%。"]),
    "too long": ("甲" * 1500 + "，" + "乙" * 1500, ["甲" * 1500 + "，", "乙" * 1500]),
    "too long without commas": ("甲" * 2500, ["甲" * 2000, "甲" * 500]),
    "spaces": (" 甲。  乙。 ", ["甲。", "乙。"]),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_sentences(name: str) -> None:
    """Each sentence is cut as the table says, and is a span of the text."""
    text, sentences = CASES[name]
    assert [span.of("xx" + text) for span in split_sentences(text, 2)] == sentences


@given(st.text(alphabet="甲乙。！？“”」「 ", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """Sentences cover every sign but white space, in order."""
    assert "".join(span.of(text) for span in split_sentences(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=60))
def test_folding_keeps_length(text: str) -> None:
    """A folded text is as long as the text, and folding again changes nothing."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
