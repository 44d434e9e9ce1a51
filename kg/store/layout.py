"""The folder of a built graph: what lies where, and how a new graph takes the place of the old one at once.

    kg-store/CURRENT       names the graph that holds now: graph-<hash>
    kg-store/graph-<hash>/graph.nq     sorted N-Quads, the canonical artefact
    kg-store/graph-<hash>/oxigraph/    the same in an Oxigraph database, a cache that can be rebuilt
    kg-store/graph-<hash>/joined.sqlite   how its reports were joined, and why
    kg-store/articles.sqlite           finished articles, so that a build can go on
    kg-store/build.lock                held by the one build that may run

A graph is written beside the current one; only when it is whole does `CURRENT` name it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError

GRAPH = "graph.nq"  #: the name of the canonical artefact
_OURS = re.compile(r"graph-[0-9a-f]{16}")
_KNOWN = re.compile(r"CURRENT(?:\.new)?|build\.lock|articles\.sqlite.*|\.graph-new.*|" + _OURS.pattern)


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one store."""

    root: Path

    @property
    def articles(self) -> Path:
        """Where finished articles are kept."""
        return self.root / "articles.sqlite"

    @property
    def lock(self) -> Path:
        """The lock of the one build that may run."""
        return self.root / "build.lock"

    def current(self) -> Path:
        """Return the folder of the graph that holds now.

        Raises:
            StoreError: nothing has been built here.
        """
        advice = f"Build one first: kg build PATH... --store {self.root}"
        try:
            name = (self.root / "CURRENT").read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise StoreError(self.root, "there is no graph here", advice) from error
        folder = self.root / Path(name).name
        if not (folder / GRAPH).is_file():
            raise StoreError(self.root, f"the graph {name!r} that CURRENT names is missing", advice)
        return folder

    def before(self) -> Path | None:
        """Return the folder of the graph that holds now, None if there is none yet."""
        folder = self.root / (self._named() or "none")
        return folder if (folder / GRAPH).is_file() else None

    def claim(self) -> None:
        """Make the folder ours.

        Raises:
            StoreError: it holds something that is none of ours.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        strange = [path for path in self.root.iterdir() if not _KNOWN.fullmatch(path.name)]
        if strange and not self.articles.exists():
            raise StoreError(
                self.root, "the folder holds something else", "Give an empty folder, or one of kg, as --store."
            )

    @contextmanager
    def making(self) -> Iterator[Path]:
        """Open a folder for a new graph; whatever is left there in the end is removed."""
        fresh = self.root / ".graph-new"
        shutil.rmtree(fresh, ignore_errors=True)  # of a build that was killed: we hold the lock
        fresh.mkdir()
        try:
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def settle(self, fresh: Path, digest: str) -> Path:
        """Give a finished graph its name, which follows from its content.

        Args:
            digest: of its N-Quads, hexadecimal.
        """
        final = self.root / f"graph-{digest[:16]}"
        if self.before() == final:  # the graph that holds now: its files are put right
            for path in fresh.iterdir():
                path.replace(final / path.name)
            return final
        shutil.rmtree(final, ignore_errors=True)  # what could not be removed before
        return fresh.rename(final)

    def _named(self) -> str:
        path = self.root / "CURRENT"
        return Path(path.read_text(encoding="utf-8").strip()).name if path.exists() else ""

    def publish(self, folder: Path) -> None:
        """Make a finished graph the current one, and remove those before it."""
        beside = self.root / "CURRENT.new"
        beside.write_text(folder.name + "\n", encoding="utf-8")
        beside.replace(self.root / "CURRENT")
        for old in self.root.glob("graph-*"):
            if old != folder and _OURS.fullmatch(old.name):
                shutil.rmtree(old, ignore_errors=True)  # another reader may hold it open: the next build removes it
