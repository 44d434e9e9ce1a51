"""Archives of the example posts that follow one another, and stores of them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.build import Setting, build
from kg.read.sources import Source
from kg.store.layout import GRAPH, Layout

EXAMPLES = [Source(str(path)) for path in sorted((Path(__file__).parent.parent / "examples" / "articles").glob("*.md"))]


def archives(chance: random.Random, steps: int) -> Iterator[list[Source]]:
    """Yield archives that follow one another: some posts leave, some return, some say what another said."""
    out: set[int] = set()
    for _ in range(steps):
        out ^= set(chance.sample(range(len(EXAMPLES)), chance.randrange(1, 5)))
        now = [post for at, post in enumerate(EXAMPLES) if at not in out]
        one, other = chance.sample(range(len(now)), 2)
        told = now[one].read().decode().partition("\n---\n")[2]
        head = now[other].read().decode().partition("\n---\n")[0]
        now[other] = Source(now[other].path, f"{head}\n---\n{told}".encode())
        yield chance.sample(now, len(now))


def graph(store: Path) -> bytes:
    """Return the canonical graph of a store."""
    return (Layout(store).current() / GRAPH).read_bytes()


def from_nothing(posts: list[Source], store: Path, other: Path) -> Path:
    """Build the graph of some posts where none was before: what the articles say is known, and no more."""
    other.mkdir()
    shutil.copyfile(Layout(store).articles, Layout(other).articles)
    build(posts, other, Setting(jobs=1))
    return other
