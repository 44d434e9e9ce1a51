"""Fold a Chinese text for matching: traditional characters made simplified, full-width letters and digits plain.

The folded text has the same length as the text, so that offsets hold in both. It is for matching only; what is shown
is cut from the text as it was written.
"""

from __future__ import annotations

import re
from functools import cache

import opencc

_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")  # digits and letters
_NARROWER = 0xFEE0


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Return the folded text, of the same length.

    >>> fold("７日會見蘭德公司")
    '7日会见兰德公司'
    """
    plain = _WIDE.sub(lambda wide: chr(ord(wide.group()) - _NARROWER), text)
    folded = str(_converter().convert(plain))
    if len(folded) != len(plain):  # a phrase of uneven length: sign by sign then
        folded = "".join(_one(sign) for sign in plain)
    return folded


def compared(text: str) -> str:
    """Return a text as names are compared: folded, in small letters, with single spaces.

    >>> compared("  Emmanuel MACRON "), compared("馬克龍")
    ('emmanuel macron', '马克龙')
    """
    return " ".join(fold(text).casefold().split())


@cache
def _one(sign: str) -> str:
    folded = str(_converter().convert(sign))
    return folded if len(folded) == 1 else sign
