"""Annotate many posts: in this process, or in several.

Sources come in, outcomes go out in the same order, whatever the number of processes. A post that cannot be read is an
outcome like any other: it is named and the rest goes on. Knowledge is loaded once in each process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.model import Annotation, Issue
from kg.pipeline import Knowledge, annotate, load_knowledge
from kg.read.jekyll import read_article
from kg.read.sources import Source

_CHUNK = 32  #: posts that one process takes at a time
_FEW = 64  #: so many posts are read faster here than by others

#: What is wanted of an annotation, with the knowledge that made it; a function of a module, so that it pickles.
Work = Callable[[Annotation, Knowledge], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source."""

    source: str  #: its path
    result: Any = None  #: what `Work` made; None where the post could not be read
    fault: SourceError | None = None
    issues: tuple[Issue, ...] = ()


def run(
    sources: Iterable[Source | SourceError],
    work: Work,
    *,
    jobs: int | None = None,
    world: Sequence[Path] = (),
    quiet: bool = True,
) -> Iterator[Outcome]:
    """Annotate posts and yield what is wanted of each, in order.

    Args:
        work: turns an annotation into what the caller wants; must be importable by name.
        jobs: processes; None for one for each processor. Few posts are read in this process.
        world: folders of the user's own tables.
        quiet: whether posts that tell of no event are read too, for what they name.
    """
    queue = iter(sources)
    head = list(islice(queue, _FEW + 1))
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(head) <= _FEW:
        yield from (_outcome(source, work, world, quiet) for source in _chain(head, queue))
        return
    chunks = _chunks(_chain(head, queue))
    context = multiprocessing.get_context("spawn")  # never fork with threads or an open store
    pool = ProcessPoolExecutor(max_workers=jobs, mp_context=context)

    def begun(number: int) -> list[Future[list[Outcome]]]:
        with _uninterrupted():
            return [pool.submit(_outcomes, chunk, work, world, quiet) for chunk in islice(chunks, number)]

    try:
        waiting = begun(2 * jobs)
        while waiting:
            yield from waiting.pop(0).result()
            waiting += begun(1)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes that begin within never hear Ctrl-C, which is for this one: it stops them, and says so once."""
    if not hasattr(signal, "pthread_sigmask"):  # not on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chain(
    head: Sequence[Source | SourceError], rest: Iterator[Source | SourceError]
) -> Iterator[Source | SourceError]:
    yield from head
    yield from rest


def _chunks(sources: Iterator[Source | SourceError]) -> Iterator[list[Source | SourceError]]:
    while chunk := list(islice(sources, _CHUNK)):
        yield chunk


def _outcomes(sources: Sequence[Source | SourceError], work: Work, world: Sequence[Path], quiet: bool) -> list[Outcome]:
    return [_outcome(source, work, world, quiet) for source in sources]


def _outcome(source: Source | SourceError, work: Work, world: Sequence[Path], quiet: bool) -> Outcome:
    if isinstance(source, SourceError):
        return Outcome(source=str(source.path), fault=source)
    knowledge = knowledge_here(world)
    try:
        article = read_article(source.read(), name=source.name, outlet_of=knowledge.outlets.of, path=source.path)
    except SourceError as fault:
        return Outcome(source=source.path, fault=fault)
    annotation = annotate(article, knowledge, quiet=quiet)
    return Outcome(source=source.path, result=work(annotation, knowledge), issues=annotation.issues)


def knowledge_here(world: Sequence[Path]) -> Knowledge:
    """Return the knowledge of this process, which is loaded once; it does not pickle.

    Args:
        world: folders of the user's own tables.
    """
    return _knowledge(tuple(map(str, world)))


@lru_cache(maxsize=1)
def _knowledge(world: tuple[str, ...]) -> Knowledge:
    return load_knowledge(world=[Path(folder) for folder in world])
