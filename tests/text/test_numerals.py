"""Numerals are read as a reader of Chinese reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numerals import parse_number

DIGITS = "零一二三四五六七八九"
UNITS = ((100_000_000, "亿"), (10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"))

READ = {
    "7": 7, "０７": 7, "1200": 1200, "3万": 30_000, "12亿5000万": 1_250_000_000,
    "十": 10, "十一": 11, "二十": 20, "廿": 20, "廿九": 29, "卅一": 31, "两百": 200, "兩千": 2_000,
    "一百零三": 103, "一百〇三": 103, "一百二": 120, "一万五": 15_000, "二〇二四": 2024, "二○一五": 2015, "〇": 0,
    "貳拾": 20, "一百万亿": 100_000_000_000_000,
}  # fmt: skip
UNREAD = ["", "十百", "二十十", "三廿", "百十千", "一零百", "三点五", "3.5", "-3", "几十", "半", "10百", "½"]


def written(number: int) -> str:
    """Write a number in full, as a style guide would have it."""
    if number < 10:
        return DIGITS[number]
    unit, sign = next((unit, sign) for unit, sign in UNITS if number >= unit)
    head, tail = divmod(number, unit)
    link = DIGITS[0] if 0 < tail < unit // 10 else ""
    return written(head) + sign + link + (written(tail) if tail else "")


@pytest.mark.parametrize(("text", "value"), READ.items(), ids=READ)
def test_reads_numerals(text: str, value: int) -> None:
    """Arabic, Chinese, contracted, formal and mixed numerals have their value."""
    assert parse_number(text) == value


@pytest.mark.parametrize("text", UNREAD)
def test_refuses_what_is_no_numeral(text: str) -> None:
    """A text that does not say one whole number has no value."""
    assert parse_number(text) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_reads_what_is_written_in_full(number: int) -> None:
    """Every number written in full is read back."""
    assert parse_number(written(number)) == number


@given(st.integers(min_value=10, max_value=10**12))
def test_reads_digits_by_place(number: int) -> None:
    """Chinese digits without units are read by place."""
    assert parse_number("".join(DIGITS[int(digit)] for digit in str(number))) == number


@given(st.text(max_size=12))
def test_never_raises(text: str) -> None:
    """Any text is a number of none or more, or none."""
    value = parse_number(text)
    assert value is None or value >= 0
