"""A sorted file of N-Quads, changed by the lines that go and come instead of being written anew.

The order of a graph file is that of its lines within each named graph; articles' graphs come first, in the order of
their names, then those that all articles share, in the order given.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

_PIECE = 1 << 22  #: bytes that are read at a time


class Place(NamedTuple):
    """Where a line of N-Quads stands in a file; places compare as the lines are sorted."""

    rank: int  #: 0 for the graph of an article, then the shared ones
    graph: bytes
    line: bytes  #: with its end


def placing(shared: Sequence[str]) -> Callable[[bytes], Place]:
    """Return a function that says where a line stands.

    Args:
        shared: IRIs of the graphs that stand at the end of a file.
    """
    ranks = {f"<{iri}>".encode(): rank for rank, iri in enumerate(shared, 1)}

    def place(line: bytes) -> Place:
        graph = line[line.rindex(b" <") + 1 : line.rindex(b">") + 1]
        return Place(ranks.get(graph, 0), graph, line)

    return place


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    digest = sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def splice(
    old: Path, gone: Iterable[bytes], come: Iterable[bytes], *, place: Callable[[bytes], Place]
) -> Iterator[bytes]:
    """Yield the pieces of a sorted file without some of its lines and with some others.

    Args:
        gone: lines of the file, in any order.
        come: lines that are not in it, in any order.

    Raises:
        ValueError: a line that is to go is not there.
    """
    changes = sorted([*((place(line), False) for line in gone), *((place(line), True) for line in come)])
    with _mapped(old) as data:
        lines = _Lines(data, place)
        at = 0
        for where, is_new in changes:
            found = lines.find(where, at)
            yield from _pieces(data, at, found)
            at = found
            if is_new:
                yield where.line
            elif data[found : found + len(where.line)] == where.line:
                at = found + len(where.line)
            else:
                raise ValueError(f"{old}: no such line: {where.line!r}")
        yield from _pieces(data, at, len(data))


def _pieces(data: Any, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _PIECE):
        yield data[at : min(at + _PIECE, end)]


@contextmanager
def _mapped(path: Path) -> Iterator[Any]:
    """Look at the bytes of a file without reading them all; an empty one cannot be mapped."""
    with path.open("rb") as stream:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


class _Lines:
    """The lines of a sorted file, found by halving."""

    def __init__(self, data: Any, place: Callable[[bytes], Place]) -> None:
        self._data = data
        self._place = place

    def find(self, where: Place, start: int) -> int:
        """Return the offset of the first line from the start of one on that does not stand before a place."""
        offsets = range(start, len(self._data))
        return start + bisect_left(offsets, where, key=lambda offset: self._place(self._around(offset)))

    def _around(self, offset: int) -> bytes:
        """Return the line that an offset lies in."""
        start = self._data.rfind(b"\n", 0, offset) + 1
        return bytes(self._data[start : self._data.find(b"\n", offset) + 1])
