"""Read whole numbers: Arabic digits of any width, Chinese numerals, and the two together (3万).

In goes the bare numeral, out comes its value. The signs are Unicode's own (`unicodedata.numeric`), so simplified,
traditional and formal ones are read alike. Fractions, signs and separators are no business of this module.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_UNITS = (10, 100, 1_000, 10_000, 100_000_000)
_TENS = (20, 30, 40)  #: contracted: 廿 卅 卌
#: What Unicode counts as no numeral (before 15.1, the oldest we run on): 两 and 兩, and the circle that is used for 〇.
_OTHERS = {0x4E24: 2, 0x5169: 2, 0x25CB: 0}


@lru_cache(maxsize=4096)
def parse_number(text: str) -> int | None:
    """Return the value of a numeral; None if the text is none, or does not say one number.

    Digits without units are read by place; a last digit after a hundred or more counts the next lower unit, as in
    speech (一百二 is 120).

    >>> [parse_number(text) for text in ("29", "２９", "二十九", "廿九", "两百零三", "二〇二四", "3万", "一百二")]
    [29, 29, 29, 29, 203, 2024, 30000, 120]
    >>> parse_number("十百"), parse_number("三点五"), parse_number("")
    (None, None, None)
    """
    numbers: list[int] = []
    for value in _values(text):
        if value is None:
            return None
        numbers.append(value)
    if len(numbers) > 1 and all(number < 10 for number in numbers):
        return int("".join(map(str, numbers)))
    return _sum(numbers)


def _values(text: str) -> Iterator[int | None]:
    """Yield the value of each run of decimal digits and of each other sign (廿 as 2, 10); None where it has none."""
    run = ""
    for sign in text:
        if sign.isdecimal():
            run += sign
            continue
        if run:
            yield int(run)
            run = ""
        yield from _sign(sign)
    if run:
        yield int(run)


def _sign(sign: str) -> tuple[int | None, ...]:
    value = _OTHERS.get(ord(sign), unicodedata.numeric(sign, -1))
    if value in _TENS:
        return int(value) // 10, 10
    return (int(value) if value in (*range(10), *_UNITS) else None,)


def _sum(numbers: Sequence[int]) -> int | None:
    """Read head × unit + tail around the last of the largest units; None where that is no numeral."""
    if len(numbers) <= 1:
        return numbers[0] if numbers else None
    unit = max((number for number in numbers if number in _UNITS), default=0)
    if not unit:
        return _sum(numbers[1:]) if numbers[0] == 0 else None
    at = len(numbers) - 1 - list(reversed(numbers)).index(unit)
    head = _sum(numbers[:at]) if at else 1
    tail = _sum(numbers[at + 1 :]) if at + 1 < len(numbers) else 0
    limit = unit if unit >= 10_000 else 10
    if head is None or tail is None or not 0 < head < limit or tail >= unit:
        return None
    spoken = unit >= 100 and numbers[at + 1 :] == [tail] and 0 < tail < 10
    return head * unit + tail * (unit // 10 if spoken else 1)
