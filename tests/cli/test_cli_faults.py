"""An archive in which much is broken: what is good is read, what is not is named, and nothing stops the build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import Ran, command, kg
from posts import BROKEN, POSTS, STRANGE, write_posts

ROOT = Path(__file__).parent.parent.parent
#: Takes from root the right to read what its mode forbids.
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good, broken and strange posts side by side."""
    folder = tmp_path_factory.mktemp("faults")
    write_posts(folder / "posts")
    write_posts(folder / "posts", {name: content for name, (content, _, _) in BROKEN.items()})
    write_posts(folder / "posts", {name: content for name, (content, _) in STRANGE.items()})
    (folder / "posts" / "gone.md").symlink_to(folder / "nowhere.md")
    os.mkfifo(folder / "posts" / "pipe.md")
    return folder


@pytest.fixture(scope="module")
def built(archive: Path) -> Ran:
    """The build of that archive."""
    return kg("build", archive / "posts", "--store", archive / "kg-store")


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_broken_is_named(archive: Path, built: Ran, name: str) -> None:
    """File, line and reason stand on stderr."""
    _, line, reason = BROKEN[name]
    (said,) = [text for text in built.err.splitlines() if f"{name}:" in text]
    assert said.startswith(f"{archive / 'posts' / name}:{line}: ")
    assert reason in said or reason in built.err.split(said)[1].splitlines()[1]


@pytest.mark.parametrize("name", ["gone.md", "pipe.md"])
def test_what_is_no_file_is_named(archive: Path, built: Ran, name: str) -> None:
    """A link to nothing and a pipe are named, and nobody waits for them."""
    assert f"{archive / 'posts' / name}: cannot be read" in built.err


@pytest.mark.parametrize("name", sorted(STRANGE))
def test_what_is_strange_is_named(built: Ran, name: str) -> None:
    """Path and line of markup that no article needs stand on stderr."""
    (said,) = [text for text in built.err.splitlines() if f"{os.sep}{name}:1: " in text]
    assert STRANGE[name][1] in said


def test_the_build_goes_on(built: Ran) -> None:
    """Good and strange posts are in the graph, the broken ones are counted, and the exit code is 1."""
    assert f"{len(POSTS) + len(STRANGE)} articles ({len(POSTS) + len(STRANGE)} read now, " in built.out
    assert f"{len(BROKEN) + 2} skipped" in built.out
    assert built.code == 1


def test_good_and_strange_posts_are_in_the_graph(archive: Path, built: Ran) -> None:
    """Each has its headline there, as it was written, markup and all."""
    ran = kg("query", "SELECT ?h { ?a schema:headline ?h }", "--store", archive / "kg-store")
    headlines = set(ran.out.replace('"', "").split()[1:])
    assert {"<script>alert(1)</script>会见", "深处", "石破茂与特朗普通电话"} <= headlines
    assert len(headlines) == len(POSTS) + len(STRANGE)


def test_deep_markup_hides_no_event(archive: Path, built: Ran) -> None:
    """The sentence within deep markup is read as any other."""
    ran = kg("extract", archive / "posts" / "nested.md")
    assert '"type": "Meeting"' in ran.out
    assert ran.code == 0


def test_broken_posts_change_nothing_of_the_graph(archive: Path, built: Ran, tmp_path: Path) -> None:
    """The graph is that of the good posts alone, byte for byte."""
    good = write_posts(write_posts(tmp_path / "posts"), {name: content for name, (content, _) in STRANGE.items()})
    kg("build", good, "--store", tmp_path / "kg-store")
    assert graph(tmp_path / "kg-store") == graph(archive / "kg-store")


def test_faults_are_told_again(archive: Path, built: Ran) -> None:
    """The next build reads nothing twice, but names what is still broken."""
    again = kg("build", archive / "posts", "--store", archive / "kg-store")
    assert "(0 read now, " in again.out
    assert str(archive / "posts" / "yaml.md") in again.err
    assert again.code == 1


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Good posts beside a folder that may not be read."""
    write_posts(tmp_path / "posts")
    write_posts(tmp_path / "posts" / "locked")
    (tmp_path / "posts" / "locked").chmod(0)
    if UNPRIVILEGED and not shutil.which(UNPRIVILEGED[0]):
        pytest.skip("root reads everything, and setpriv is not there to take that right")
    return tmp_path


def unprivileged(*arguments: object) -> Ran:
    """Run `kg` as somebody whom file modes bind."""
    done = subprocess.run(
        UNPRIVILEGED + command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    return Ran(out=done.stdout, err=done.stderr, code=done.returncode)


def test_a_folder_that_may_not_be_read(locked: Path) -> None:
    """It is named and counted; the posts beside it are in the graph."""
    ran = unprivileged("build", locked / "posts", "--store", locked / "kg-store")
    assert f"{locked / 'posts' / 'locked'}: cannot be read" in ran.err
    assert f"{len(POSTS)} articles ({len(POSTS)} read now, 1 skipped)" in ran.out
    assert ran.code == 1


def test_a_post_in_a_folder_that_may_not_be_read(locked: Path) -> None:
    """A path into such a folder is no post that can be found; the command says so."""
    ran = unprivileged("extract", locked / "posts" / "locked" / "a.md")
    assert "Traceback" not in ran.err
    assert "locked" in ran.err
    assert ran.code in (1, 2)


def test_a_store_that_cannot_be_written(tmp_path: Path, posts_folder: Path) -> None:
    """A store below a file is named, without a traceback."""
    (tmp_path / "file").write_text("")
    ran = kg("build", posts_folder, "--store", tmp_path / "file" / "kg-store")
    assert ran.err.startswith(f"kg: {tmp_path / 'file' / 'kg-store'}: ")
    assert ran.code == 1


def test_a_damaged_ledger_is_named(tmp_path: Path, posts_folder: Path) -> None:
    """A file that is none of ours stands where finished articles are kept: it is named, with what to do."""
    (tmp_path / "articles.sqlite").write_bytes(b"no database, but long enough to be looked at" * 50)
    ran = kg("build", posts_folder, "--store", tmp_path)
    assert "articles.sqlite: cannot be used" in ran.err
    assert "Remove it" in ran.err
    assert ran.code == 1


def graph(store: Path) -> bytes:
    """Return the canonical graph of a store."""
    (path,) = store.glob("graph-*/graph.nq")
    return path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
@pytest.mark.parametrize(
    "name",
    [b"\xff\xfe.md", b"a\nb.md", b"a\tb.md", b"'\"<>{}%20#?.md", "会 谈.md".encode(), b"-.md", b"a" * 250 + b".md"],
)
def test_hostile_file_names(tmp_path: Path, name: bytes) -> None:
    """Any name that a file system takes may be the name of a post."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(POSTS["2024-11-13-meeting.md"], encoding="utf-8")
    ran = kg("build", tmp_path, "--store", tmp_path / "kg-store")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("1 articles")
    assert kg("validate", "--store", tmp_path / "kg-store").code == 0
