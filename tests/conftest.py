"""Graphs that many tests look at and none changes, each built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from posts import write_posts

from kg.build import build
from kg.read.sources import discover
from kg.store.layout import Layout

ROOT = Path(__file__).parent.parent

settings.register_profile("kg", deadline=None)  # other work on the machine fails no test
settings.load_profile("kg")


@pytest.fixture(scope="session")
def posts_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our small posts."""
    return write_posts(tmp_path_factory.mktemp("archive") / "posts")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, posts_folder: Path) -> Path:
    """A graph of our small posts."""
    root = tmp_path_factory.mktemp("small") / "kg-store"
    build(list(discover([str(posts_folder)])), root)
    return root


@pytest.fixture
def broken_store(store: Path, tmp_path: Path) -> Path:
    """A store whose graph is damaged in its third line, and whose database is gone."""
    copy = tmp_path / "broken" / "kg-store"
    shutil.copytree(store, copy, ignore=shutil.ignore_patterns("oxigraph"))
    path = Layout(copy).current() / "graph.nq"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b"<a> broken\n", *lines[3:]]))
    return copy


@pytest.fixture(scope="session")
def examples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the example archive."""
    root = tmp_path_factory.mktemp("examples") / "kg-store"
    build(list(discover([str(ROOT / "examples" / "articles")])), root)
    return root
