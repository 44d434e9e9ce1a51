"""`kg build` as a process: it is told what was done, and may be killed or started twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from command import command, kg
from filelock import FileLock
from posts import POSTS, post, write_posts

ROOT = Path(__file__).parent.parent.parent


def test_a_build_tells_what_it_did(tmp_path: Path, posts_folder: Path) -> None:
    """Articles, reports and quads are counted on stdout; the second time nothing is read; stderr is silent."""
    first, second = (kg("build", posts_folder, "--store", tmp_path / "kg-store") for _ in range(2))
    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert first.out.startswith(f"{len(POSTS)} articles ({len(POSTS)} read now)\n")
    assert second.out.startswith(f"{len(POSTS)} articles (0 read now)\n")
    assert first.out.splitlines()[1:] == second.out.splitlines()[1:]


def test_repeated_posts_are_counted(tmp_path: Path) -> None:
    """Copies of a post are one article."""
    write_posts(
        write_posts(tmp_path / "posts"), {f"copy-{name}": text for name, text in POSTS.items() if "from:" in text}
    )
    copies = sum("from:" in text for text in POSTS.values())
    assert f"{copies} repeated" in kg("build", tmp_path / "posts", "--store", tmp_path / "kg-store").out


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without posts is a mistake, not an archive whose graph is to be emptied."""
    (tmp_path / "posts").mkdir()
    ran = kg("build", tmp_path / "posts", "--store", tmp_path / "kg-store")
    assert (ran.out, ran.code) == ("", 2)
    assert "no posts at" in ran.err
    assert not (tmp_path / "kg-store").exists()


def test_a_folder_of_somebody_else(tmp_path: Path, posts_folder: Path) -> None:
    """A folder that holds anything but a store is left as it is."""
    (tmp_path / "thesis" / "graph-drafts").mkdir(parents=True)
    ran = kg("build", posts_folder, "--store", tmp_path / "thesis")
    assert ran.code == 1
    assert "something else" in ran.err
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["graph-drafts"]


@pytest.mark.parametrize(
    "arguments", [["nowhere/"], [], [".", "--base", "https://example.org/x"], [".", "--jobs", "many"]]
)
def test_misuse(tmp_path: Path, arguments: list[str]) -> None:
    """A wrong command line gives exit code 2 and makes no store."""
    ran = kg("build", *arguments, "--store", tmp_path / "kg-store")
    assert (ran.out, ran.code) == ("", 2)
    assert not (tmp_path / "kg-store").exists()


def test_two_builds_at_once(tmp_path: Path, posts_folder: Path) -> None:
    """The second says that another is at work, with exit code 1, and stops."""
    with FileLock(tmp_path / "build.lock"):
        ran = kg("build", posts_folder, "--store", tmp_path)
    assert (ran.out, ran.code) == ("", 1)
    assert "another build is at work" in ran.err


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed so there")
def test_a_killed_build_goes_on(tmp_path: Path) -> None:
    """A build killed in the middle leaves the old graph whole; the next reads only what is left, to the same graph."""
    store = tmp_path / "kg-store"
    kg("build", write_posts(tmp_path / "old"), "--store", store)
    before = kg("stats", "--store", store).out
    text = "<p>双方没有谈到更多的事情，气氛友好而坦率。</p>\n" * 10
    many = {f"{number:03}.md": post("天气", "2024-10-30", f"<p>第{number}天。</p>{text}") for number in range(400)}
    archive = write_posts(tmp_path / "posts", many)
    kill_when_some_are_read(archive, store)
    assert kg("stats", "--store", store).out == before
    again = kg("build", archive, "--store", store)
    assert again.out.startswith("400 articles (")
    assert 0 < int(again.out.split("(")[1].split()[0]) < 400
    assert kg("build", archive, "--store", tmp_path / "fresh").out.split("sha256")[1] == again.out.split("sha256")[1]


def kill_when_some_are_read(archive: Path, store: Path) -> None:
    """Start a build and kill it, with all its processes, when it has kept its first articles."""
    running = subprocess.Popen(
        command("build", archive, "--store", store, "--jobs", 1),
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while articles_kept(store) <= len(POSTS) and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    assert running.wait(10) == -signal.SIGKILL


def articles_kept(store: Path) -> int:
    """Count the finished articles that a store keeps."""
    with closing(sqlite3.connect(f"{(store / 'articles.sqlite').as_uri()}?mode=ro", uri=True)) as ledger:
        return int(ledger.execute("SELECT count(*) FROM told").fetchone()[0])
