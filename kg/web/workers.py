"""Processes that answer queries and can be killed: the engine has no way to stop a query that it has begun.

A pool keeps some of them ready, each with the store open. A query that takes too long costs its worker, and nobody else
anything: another takes its place. Workers are spawned, never forked, for an open store must not be forked.
"""

from __future__ import annotations

import multiprocessing
import queue
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import KgError, QueryError, UsageError

_GIB = 2**30
_MEMORY = 8 * _GIB  #: address space of a worker, where the system can limit it
_START = 60.0  #: seconds in which a worker must have opened the store


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query may."""

    rows: int  #: of its answer
    services: bool = False  #: whether it may ask other machines


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A query, and how its answer is wanted."""

    query: str
    row_types: Sequence[str]  #: media types that are wanted for rows and truth values, best first; may be empty
    triple_types: Sequence[str]  #: those for triples
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What became of a query."""

    status: int  #: of HTTP
    media: str
    body: bytes


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection

    def stop(self) -> None:
        """Kill the process."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Some workers on one store."""

    def __init__(self, store: Path, *, size: int, seconds: float, limits: Limits) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._store, self._seconds, self._limits = store, seconds, limits
        self._idle: queue.Queue[_Worker | None] = queue.Queue()
        for worker in [self._begin() for _ in range(size)]:
            self._idle.put(self._ready(worker))
        self._size = size

    def run(self, task: Task) -> Reply:
        """Answer a query; waits until a worker is free. The limit of time begins when the query does."""
        worker = self._idle.get()
        try:
            if worker is None:
                worker = self._ready(self._begin())
            worker.pipe.send(task)
            if worker.pipe.poll(self._seconds):
                reply: Reply = worker.pipe.recv()
                return reply
            worker.stop()
            worker = None
            return _told(503, f"the query took longer than {self._seconds:g} s and was stopped")
        except (EOFError, BrokenPipeError, ConnectionResetError):
            if worker is not None:
                worker.stop()
            worker = None
            return _told(503, "the query needed more memory than there is and was stopped")
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """Stop all workers; those that are at work when they have done."""
        for _ in range(self._size):
            worker = self._idle.get()
            if worker is not None:
                worker.stop()

    def _begin(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._store, self._limits), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process=process, pipe=ours)

    def _ready(self, worker: _Worker) -> _Worker:
        """Wait until a worker has opened the store."""
        if not worker.pipe.poll(_START):
            worker.stop()
            raise UsageError(f"{self._store}: cannot be opened within {_START:g} s")
        fault = worker.pipe.recv()
        if fault is not None:
            worker.stop()
            raise fault
        return worker


def _work(pipe: Connection, path: Path, limits: Limits) -> None:
    """Open the store and answer one query after the other, in a process of its own."""
    from kg.store.oxigraph import open_native  # noqa: PLC0415 (the server itself never opens the store)

    _limit_memory()
    try:
        store = open_native(path)
    except KgError as error:
        pipe.send(error)
        return
    pipe.send(None)
    while True:
        try:
            task: Task = pipe.recv()
        except EOFError:  # the server is gone
            return
        pipe.send(_answer(store, task, limits))


def _answer(store: object, task: Task, limits: Limits) -> Reply:
    import pyoxigraph  # noqa: PLC0415

    from kg.query.results import serialized  # noqa: PLC0415
    from kg.query.runner import ask, evaluating  # noqa: PLC0415

    assert isinstance(store, pyoxigraph.Store)
    try:
        with evaluating():
            found = ask(
                store,
                task.query,
                default_graphs=task.default_graphs,
                named_graphs=task.named_graphs,
                services=limits.services,
            )
            types = task.triple_types if isinstance(found, pyoxigraph.QueryTriples) else task.row_types
            if not types:
                return _told(406, "this answer can be had as none of the types that are accepted")
            return Reply(status=200, media=types[0], body=serialized(found, types[0], most=limits.rows))
    except UsageError as error:
        return _told(400, str(error))
    except QueryError as error:
        return _told(500, str(error))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # a system that cannot limit it
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _told(status: int, message: str) -> Reply:
    return Reply(status=status, media="text/plain; charset=utf-8", body=(message + "\n").encode())
