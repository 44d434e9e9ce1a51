"""A build that is killed at any moment: the store opens, nothing finished is lost, and the next build goes on.

The number of kills can be given: `KG_KILLS=50 pytest tests/test_crash.py`.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from archives import archives, from_nothing, graph

from kg.build import Setting, build
from kg.ledger import open_ledger
from kg.read.sources import Source
from kg.store.layout import GRAPH, Layout
from kg.store.oxigraph import open_native
from kg.store.splice import digest_of

KILLS = int(os.environ.get("KG_KILLS", "6"))


def killed(posts: list[Source], store: Path, after: float) -> bool:
    """Build in a process of its own, kill it after some seconds, and tell whether it was still at work."""
    child = os.fork()
    if child == 0:
        try:
            build(posts, store, Setting(jobs=1))
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def kept(store: Path) -> set[str]:
    """Return the keys of the finished articles of a store."""
    with open_ledger(Layout(store).articles) as ledger:
        return set(ledger.known())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked so there")
def test_a_store_outlives_its_builds(examples_store: Path, tmp_path: Path) -> None:
    """After each kill the graph is one that was finished; in the end it is that of a build never disturbed."""
    store, chance, kills = Path(shutil.copytree(examples_store, tmp_path / "kg-store")), random.Random(KILLS), 0
    start = time.monotonic()
    build(next(archives(chance, 1)), store, Setting(jobs=1))
    longest = time.monotonic() - start
    while kills < KILLS:
        for posts in archives(chance, KILLS):
            before, articles = Layout(store).current(), kept(store)
            kills += killed(posts, store, chance.uniform(0, longest))
            now = Layout(store).current()
            assert now.name.endswith(digest_of(now / GRAPH)[:16])
            assert len(open_native(store)) == (now / GRAPH).read_bytes().count(b"\n")
            assert now != before or kept(store) >= articles
    build(posts, store, Setting(jobs=1))
    assert graph(store) == graph(from_nothing(posts, store, tmp_path / "anew"))
    assert sorted(path.name.partition("-")[0] for path in store.iterdir()) == [
        "CURRENT", "articles.sqlite", "build.lock", "graph",
    ]  # fmt: skip
