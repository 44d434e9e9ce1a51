"""Cut a block of text into sentences: at 。！？ and their kin, with the closing quotes and brackets that follow.

A full stop inside quotes ends a sentence only where the quotation ends there as well; nothing is rewritten, so every
sentence is a span of the text.
"""

from __future__ import annotations

import re

from kg.model import Span

_END = re.compile(r"[。！？!?｡]+[”’」』）)》】\"]*")
_QUOTES = {"“": "”", "「": "」", "『": "』"}
_COMMA = re.compile(r"[，,；;、\s]")
_LONGEST = 2000  #: signs; what is longer is no sentence but a list or a text without stops
_LONGEST_QUOTE = 400  #: a quotation that is still open after so many signs was never closed


def split_sentences(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the sentences of one block.

    Args:
        text: one block, without line breaks.
        start: where the block begins in the document; added to every offset.

    >>> [span.of("他说：“好。”会谈结束。") for span in split_sentences("他说：“好。”会谈结束。")]
    ['他说：“好。”', '会谈结束。']
    """
    spans: list[Span] = []
    begin = 0
    for match in _END.finditer(text):
        if _is_open(text, begin, match.end()):
            continue
        spans += _trimmed(text, begin, match.end(), start)
        begin = match.end()
    spans += _trimmed(text, begin, len(text), start)
    return tuple(spans)


def _is_open(text: str, begin: int, end: int) -> bool:
    """Tell whether a quotation that began in this sentence is still open, and closes soon."""
    for opening, closing in _QUOTES.items():
        at = text.rfind(opening, begin, end)
        if at >= 0 and text.find(closing, at, end) < 0:
            return text.find(closing, end, at + _LONGEST_QUOTE) >= 0
    return False


def _trimmed(text: str, begin: int, end: int, start: int) -> list[Span]:
    """Return a sentence without the white space around it; one that is too long is cut at commas, or anywhere."""
    spans: list[Span] = []
    while end - begin > _LONGEST:
        commas = [match.end() for match in _COMMA.finditer(text, begin, begin + _LONGEST)]
        cut = commas[-1] if commas else begin + _LONGEST
        spans += _stripped(text, begin, cut, start)
        begin = cut
    return [*spans, *_stripped(text, begin, end, start)]


def _stripped(text: str, begin: int, end: int, start: int) -> list[Span]:
    piece = text[begin:end]
    left = begin + len(piece) - len(piece.lstrip())
    right = begin + len(piece.rstrip())
    return [Span(start=start + left, end=start + right)] if right > left else []
