"""Where the visible text of a post stands in its source.

In goes a body of HTML, Markdown or both; markup is masked, character references are decoded, and every visible sign
keeps its offset. `Tracer.find` then follows a reader of the parsed tree from the beginning to the end of the source.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field

_MARKUP = re.compile(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>|<[/!?a-zA-Z][^>]*>", re.DOTALL | re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MASK = "\0"
_WINDOW = 200_000  #: signs of source that may lie between two runs of visible text


@dataclass(slots=True)
class Tracer:
    """Finds runs of visible text in their source, one after the other."""

    source: str
    _plain: str = field(init=False, repr=False)
    _starts: list[int] = field(init=False, repr=False)  #: offsets in `_plain` …
    _origins: list[int] = field(init=False, repr=False)  #: … and in `source`
    _cursor: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        masked = _MARKUP.sub(lambda match: _MASK * len(match.group()), self.source)
        parts: list[str] = []
        self._starts, self._origins = [0], [0]
        done = length = 0
        for match in _REFERENCE.finditer(masked):
            decoded = html.unescape(match.group())
            parts += [masked[done : match.start()], decoded]
            length += match.start() - done
            self._add(length, match.start())
            length += len(decoded)
            done = match.end()
            self._add(length, done)
        self._plain = "".join([*parts, masked[done:]])

    def _add(self, plain: int, source: int) -> None:
        self._starts.append(plain)
        self._origins.append(source)

    def find(self, run: str) -> list[tuple[int, int, int]]:
        """Return where a run of visible text stands, as (offset in the run, offset in the source, length).

        A run that holds decoded references comes in several pieces; one that is not found, in none.
        """
        at = self._plain.find(run, self._cursor, self._cursor + _WINDOW)
        if at < 0:
            return []
        self._cursor = end = at + len(run)
        pieces = []
        index = bisect_right(self._starts, at) - 1
        position = at
        while position < end:
            limit = self._starts[index + 1] if index + 1 < len(self._starts) else end
            stop = min(limit, end)
            origin = self._origins[index] + position - self._starts[index]
            if self.source[origin : origin + stop - position] == run[position - at : stop - at]:
                pieces.append((position - at, origin, stop - position))
            position, index = stop, index + 1
        return pieces
