"""Fold a Chinese text for matching: traditional characters made simplified, full-width letters and digits plain.

Commas, colons and corner brackets beside Chinese characters become those of simplified print, and so do the dots
between the parts of a name, of which each newsroom has its own.

The folded text has the same length as the text, so that offsets hold in both. It is for matching only; what is shown
is cut from the text as it was written.
"""

from __future__ import annotations

import re
from functools import cache

import opencc

_PLAIN = {
    chr(wide): chr(wide - 0xFEE0)
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for wide in range(first, last + 1)
} | dict(zip("「」『』", "“”‘’", strict=True))
_ODD = re.compile(f"[{''.join(_PLAIN)}]")
_STOPS = {",": "，", ";": "；", ":": "："}
# The sign itself stands first: what begins with a look behind is tried at every sign of a text.
_STOP = re.compile(r"[,;:](?:(?<=[\u4e00-\u9fff”’》）)].)(?!\d)|(?=[\u4e00-\u9fff“‘《（]))")
_DOT = re.compile(r"[•・‧．∙](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Return the folded text, of the same length.

    >>> fold("７日會見蘭德公司")
    '7日会见兰德公司'
    >>> fold("他說:「好」,明日9:30再談")
    '他说：“好”，明日9:30再谈'
    >>> fold("安東尼•布林肯")
    '安东尼·布林肯'
    """
    if not text:
        return text
    plain = _DOT.sub("·", _STOP.sub(_full_width, _ODD.sub(lambda sign: _PLAIN[sign.group()], text)))
    folded = str(_converter().convert(plain))
    if len(folded) != len(plain):  # a phrase of uneven length: sign by sign then
        folded = "".join(_one(sign) for sign in plain)
    return folded


def _full_width(stop: re.Match[str]) -> str:
    return _STOPS[stop.group()]


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
