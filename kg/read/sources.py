"""Where posts lie: files, folders, globs and standard input, in an order that does not depend on the file system.

Nothing is read here but names and, on request, bytes; a place that cannot be read is named and the rest goes on.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import SourceError, UsageError
from kg.read.jekyll import MAX_BYTES

SUFFIXES = frozenset((".md", ".markdown", ".mkd", ".html", ".htm", ".txt"))


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be a post, or the bytes of one."""

    path: str
    data: bytes | None = None  #: of standard input

    @property
    def name(self) -> str:
        """The file name without folders; bytes that are no UTF-8 are replaced, for it goes into ids and the graph."""
        return os.fsencode(os.path.basename(self.path)).decode(errors="replace")  # noqa: PTH119 (of many files: quick)

    def read(self) -> bytes:
        """Return the bytes.

        Raises:
            SourceError: the file cannot be read, or is too large to be an article.
        """
        if self.data is not None:
            return self.data
        try:
            with Path(self.path).open("rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                if size > MAX_BYTES:
                    raise SourceError(
                        self.path, 1, f"{size:,} bytes are too many for an article (at most {MAX_BYTES:,})"
                    )
                return stream.read(size or MAX_BYTES + 1)  # a device has no size, and may have no end
        except OSError as error:
            raise SourceError(self.path, 1, f"cannot be read: {error.strerror}") from error


def discover(paths: Iterable[str], *, stdin: bytes | None = None) -> Iterator[Source | SourceError]:
    """Yield the posts at some paths, each file once, sorted within a folder.

    Args:
        paths: files (of any name), folders (searched for `SUFFIXES`, without hidden ones), globs, or `-`.
        stdin: what `-` stands for.

    Yields:
        `Source` for a file, `SourceError` for a folder that cannot be read.

    Raises:
        UsageError: a path does not exist, or may not be looked at.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _at(given, stdin):
            key = str(found.path) if isinstance(found, SourceError) or found.data else _identity(found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _identity(path: str) -> str:
    """Return a path without links, by which a file is known however it is reached."""
    folder, name = os.path.split(path)
    return os.path.realpath(path) if os.path.islink(path) else os.path.join(_real(folder), name)  # noqa: PTH114, PTH118


@lru_cache(maxsize=1)
def _real(folder: str) -> str:
    return os.path.realpath(folder)


def _at(given: str, stdin: bytes | None) -> Iterator[Source | SourceError]:
    if given == "-":
        yield Source("-", stdin or b"")
    elif _is_there(given) and Path(given).is_dir():
        yield from _within(given)
    elif _is_there(given):
        yield Source(given)
    elif matches := sorted(glob.glob(given, recursive=True)):  # noqa: PTH207 (absolute patterns as well)
        for match in matches:
            yield from _at(match, stdin)
    else:
        raise UsageError(f"{given}: there is no such file or folder")


def _is_there(given: str) -> bool:
    try:
        return Path(given).exists()
    except OSError as error:  # a folder on the way may not be read, a name is too long
        raise UsageError(f"{given}: cannot be read: {error.strerror}") from error


def _within(folder: str) -> Iterator[Source | SourceError]:
    faults: list[SourceError] = []

    def fault(error: OSError) -> None:
        faults.append(SourceError(str(error.filename), None, f"cannot be read: {error.strerror}"))

    for root, folders, files in os.walk(folder, onerror=fault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("."):  # noqa: PTH122
                yield _found(os.path.join(root, name))  # noqa: PTH118
    yield from faults


def _found(path: str) -> Source | SourceError:
    """Return a file that a search came upon; a pipe or a link to nothing is named, for reading it may never end."""
    return Source(path) if os.path.isfile(path) else SourceError(path, None, "cannot be read: it is no file")  # noqa: PTH113
