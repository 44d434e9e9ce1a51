"""Write a file whole or not at all: beside its place first, then renamed into it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import UsageError


@contextmanager
def writing(target: str | Path) -> Iterator[BinaryIO]:
    """Open a file for writing bytes; it takes its place when the block ends well, and leaves no trace otherwise.

    Args:
        target: a path, or `-` for standard output.

    Raises:
        UsageError: no file can be written there.
    """
    if str(target) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    stream = _beside(path)
    beside = Path(stream.name)
    try:
        with stream:
            yield stream
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _beside(path: Path) -> BinaryIO:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder", "Name a file.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(f".{path.name}.{os.getpid()}.new").open("wb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
