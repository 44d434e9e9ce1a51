"""Write a file, or a folder of files, whole or not at all: beside its place first, then renamed into it."""

from __future__ import annotations

import os
import shutil
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


@contextmanager
def writing_folder(target: Path, *, ours: str) -> Iterator[Path]:
    """Give an empty folder to write into; it takes the place of the target when the block ends well.

    Args:
        ours: name of a file that says that a folder which is already there was written by us, and may be replaced.

    Raises:
        UsageError: something else is there, or no folder can be made there.
    """
    if target.exists() and not (target / ours).is_file() and not (target.is_dir() and not any(target.iterdir())):
        raise UsageError(f"{target}: holds something else", f"Name a new folder, or one that holds {ours}.")
    beside, former = (target.with_name(f".{target.name}.{os.getpid()}.{state}") for state in ("new", "old"))
    try:
        beside.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}") from error
    try:
        yield beside
        if target.exists():
            target.replace(former)
        beside.replace(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def _beside(path: Path) -> BinaryIO:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder", "Name a file.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(f".{path.name}.{os.getpid()}.new").open("wb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
