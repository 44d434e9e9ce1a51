"""A short mark of a text that its copies share, also those in which a few words were changed.

Sentences go in, the least two of their hashes come out: two texts share the mark with a chance of about the square of
the share of sentences that they have in common, and texts of which only a sentence is quoted hardly ever do.
Source: Broder, "On the resemblance and containment of documents" (1997), with sentences for shingles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_NO_SIGN = re.compile(r"[\W_]+")
_SHORT = 8  #: signs below which a sentence says nothing of its text
_LEAST = 2  #: hashes of which a mark is made
_DIGITS = 16  #: hexadecimal, of each


def fingerprint(sentences: Iterable[str]) -> str:
    """Return the mark of a text; marks and white space do not count.

    Args:
        sentences: in simplified characters, without the title.

    >>> one = fingerprint(["李强7日在北京会见菲佐。", "双方就两国关系交换了意见。"])
    >>> one == fingerprint(["双方就两国关系，交换了意见", "李强7日在北京会见菲佐"])
    True
    """
    plain = [_NO_SIGN.sub("", sentence) for sentence in sentences]
    told = {sentence for sentence in plain if len(sentence) >= _SHORT} or {"".join(plain)}
    return "".join(sorted(sha256(sentence.encode()).hexdigest()[:_DIGITS] for sentence in told)[:_LEAST])
