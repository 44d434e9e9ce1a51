"""Posts are found in an order that does not depend on the file system; what cannot be read is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError, UsageError
from kg.read.jekyll import MAX_BYTES
from kg.read.sources import Source, discover


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    for name in ("b.md", "a.md", "sub/c.html", ".hidden.md", "picture.png", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def names(*paths: object) -> list[str]:
    """Return the names of what is found."""
    return [found.name for found in discover(map(str, paths)) if isinstance(found, Source)]


def test_a_folder_is_searched_in_order(posts: Path) -> None:
    """Posts of a folder and its folders, sorted, without hidden files and pictures."""
    assert names(posts) == ["a.md", "b.md", "d.txt", "c.html"]


def test_each_file_counts_once(posts: Path) -> None:
    """A file that several paths name is read once."""
    assert names(posts / "b.md", posts, f"{posts}/*.md") == ["b.md", "a.md", "d.txt", "c.html"]


def test_globs_are_followed(posts: Path) -> None:
    """A pattern that the shell has left alone is matched."""
    assert names(f"{posts}/**/*.html") == ["c.html"]


def test_standard_input_is_a_post() -> None:
    """`-` is the bytes that are given."""
    (source,) = discover(["-"], stdin=b"---")
    assert isinstance(source, Source)
    assert source.read() == b"---"


def test_a_path_that_is_not_there_is_misuse(posts: Path) -> None:
    """A path that names nothing is an error at once."""
    with pytest.raises(UsageError, match="no such file"):
        list(discover([str(posts / "nothing.md")]))


def test_a_giant_file_is_not_read(posts: Path) -> None:
    """A file that is too large is refused before it is in memory."""
    with (posts / "a.md").open("wb") as stream:
        stream.truncate(MAX_BYTES * 5)
    with pytest.raises(SourceError, match="too many"):
        Source(str(posts / "a.md")).read()
