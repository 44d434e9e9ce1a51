"""One archive, one graph: whatever the order, the hash seed, the number of processes, or what was built before."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from command import kg, kg_process
from filelock import FileLock
from posts import BROKEN, POSTS, post, write_posts

from kg.build import Setting, Summary, build
from kg.errors import StoreError
from kg.fleet import Outcome
from kg.read.sources import Source, discover
from kg.store.layout import Layout
from kg.store.oxigraph import open_native

CALL, MEETING, PLAN = "2024-11-07-call.md", "2024-11-07-meeting.md", "2024-11-06-plan.md"


def built(root: Path, posts: Mapping[str, str | bytes], *, jobs: int = 1) -> Summary:
    """Build the graph of some posts in a store below a folder, from a fresh archive beside it."""
    archive = root / "posts"
    for old in archive.glob("*"):
        old.unlink()
    return build(list(discover([str(write_posts(archive, posts))])), root / "kg-store", Setting(jobs=jobs))


def graph(root: Path) -> bytes:
    """Return the canonical graph of the store below a folder."""
    return (Layout(root / "kg-store").current() / "graph.nq").read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The graph of our posts, built at once and from nothing."""
    root = tmp_path_factory.mktemp("whole")
    built(root, POSTS)
    return graph(root)


def test_the_graph_is_sorted_and_has_no_blank_nodes(whole: bytes) -> None:
    """Each line stands once, graph by graph in order, and names everything it speaks of."""
    lines = whole.decode().splitlines()
    graphs = [key for key, _ in itertools.groupby(line.rsplit(" ", 2)[1] for line in lines)]
    assert len(set(lines)) == len(lines)
    assert len(set(graphs)) == len(graphs)
    assert [line for line in lines if line.startswith("_:") or " _:" in line.split('"')[0]] == []


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c", "\x1d"])
def test_signs_that_end_lines_elsewhere(tmp_path: Path, sign: str) -> None:
    """A tag may hold any sign that some take for the end of a line; so may one that comes later."""
    name = json.dumps(f"甲{sign}乙")
    posts = {**POSTS, "a.md": POSTS[CALL].replace("---\n", f"---\ntags: [{name}]\n", 1).replace("90001", "90002")}
    built(tmp_path, posts)
    more = {**posts, "b.md": posts["a.md"].replace("90002", "90003")}
    built(tmp_path, more)
    (tmp_path / "fresh").mkdir()
    built(tmp_path / "fresh", more)
    assert graph(tmp_path) == graph(tmp_path / "fresh")
    assert "甲" in graph(tmp_path).decode()


def test_a_summary_counts(tmp_path: Path) -> None:
    """Articles, those read now, faults and repetitions are told apart."""
    summary = built(tmp_path, {**POSTS, "again.md": POSTS[CALL], "yaml.md": BROKEN["yaml.md"][0]})
    assert (summary.articles, summary.faults, summary.repeated) == (len(POSTS), 1, 1)
    assert summary.quads == graph(tmp_path).count(b"\n")


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_does_not_matter(tmp_path: Path, posts_folder: Path, whole: bytes, seed: int) -> None:
    """Sources in any order give the same bytes."""
    sources = list(discover([str(posts_folder)]))
    random.Random(seed).shuffle(sources)
    build(sources, tmp_path / "kg-store", Setting(jobs=1))
    assert graph(tmp_path) == whole


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of more posts than one process reads alone; each tells of one of a few meetings."""
    text = "<p>国务院总理李强{}日在北京会见斯洛伐克总理菲佐。王毅、蔡奇等参加会见。双方还将于明年通电话。</p>"
    many = {
        f"{n:03}.md": post("会见", f"2024-11-{n % 9 + 20} 18:00:00 +0800", text.format(n % 7 + 1)) for n in range(80)
    }
    return write_posts(tmp_path_factory.mktemp("crowd") / "posts", many)


@pytest.fixture(scope="module")
def turtle(crowd: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Turtle of the crowd, as one process writes it."""
    store = tmp_path_factory.mktemp("turtle") / "kg-store"
    build(list(discover([str(crowd)])), store, Setting(jobs=1))
    return kg("export", "--store", store, "--format", "turtle").out


@pytest.mark.parametrize("seed", range(4))
def test_neither_hash_seed_nor_order_nor_processes_matter(tmp_path: Path, crowd: Path, turtle: str, seed: int) -> None:
    """Other processes, one or two, with another order of sets and of files, write the same Turtle."""
    posts = random.Random(seed).sample(sorted(crowd.iterdir()), len(list(crowd.iterdir())))
    env, store = {"PYTHONHASHSEED": str(seed)}, tmp_path / "kg-store"
    ran = kg_process("build", *posts, "--store", store, "--jobs", seed % 2 + 1, env=env, timeout=300)
    assert (ran.code, ran.err) == (0, "")
    assert kg_process("export", "--store", store, "--format", "turtle", env=env, timeout=300).out == turtle
    assert turtle.count("dpe:Meeting") > 6


def test_the_number_of_processes_does_not_matter(tmp_path: Path) -> None:
    """Many posts read by two processes give the bytes that one gives, and every fault is named in order."""
    many: dict[str, str | bytes] = {
        f"{number:03}.md": post("会见", "2024-11-07 18:00:00 +0800", f"<p>李强{number % 28 + 1}日在北京会见菲佐。</p>")
        for number in range(80)
    }
    many |= {"040-broken.md": b"", "070-broken.md": b"---\n"}
    told: list[list[str]] = []
    for jobs in (1, 2):
        told.append([])
        sources = list(discover([str(write_posts(tmp_path / "posts", many))]))
        setting = Setting(jobs=jobs, follow=partial(followed, names=told[-1]))
        summary = build(sources, tmp_path / str(jobs) / "kg-store", setting)
        assert (summary.articles, summary.faults) == (80, 2)
    assert graph(tmp_path / "1") == graph(tmp_path / "2")
    assert told[0] == told[1] == sorted(told[0])


def followed(outcomes: Iterable[Outcome], total: int, *, names: list[str]) -> Iterator[Outcome]:
    """Pass outcomes on and note their sources."""
    for outcome in outcomes:
        names.append(outcome.source)
        yield outcome
    assert len(names) == total


HISTORIES: Mapping[str, tuple[Mapping[str, str | bytes], ...]] = {
    "added one by one": tuple({name: POSTS[name] for name in sorted(POSTS)[: n + 1]} for n in range(len(POSTS) - 1)),
    "deleted": ({**POSTS, "more.md": post("会谈", "2024-11-09", "<p>王毅9日在北京会见拉夫罗夫。</p>")},),
    "changed": ({**POSTS, MEETING: POSTS[MEETING].replace("7日在北京", "5日在上海")},),
    "renamed": ({name.replace("plan", "announcement"): text for name, text in POSTS.items()},),
    "broken before": ({**POSTS, MEETING: BROKEN["yaml.md"][0]},),
    "empty before": ({},),
}


@pytest.mark.parametrize("name", sorted(HISTORIES))
def test_what_was_built_before_does_not_matter(tmp_path: Path, whole: bytes, name: str) -> None:
    """After any history the graph is that of the archive as it is now."""
    for posts in HISTORIES[name]:
        built(tmp_path, posts)
    built(tmp_path, POSTS)
    assert graph(tmp_path) == whole


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    """A second build reads nothing; a third reads the post that has changed, and that alone."""
    changed = {**POSTS, MEETING: POSTS[MEETING].replace("北京", "上海")}
    assert [built(tmp_path, posts).read for posts in (POSTS, POSTS, changed)] == [len(POSTS), 0, 1]


def test_another_base_is_another_graph(tmp_path: Path, posts_folder: Path) -> None:
    """With a base of one's own every IRI of the data begins with it, and articles are read again."""
    sources = list(discover([str(posts_folder)]))
    build(sources, tmp_path / "kg-store", Setting(jobs=1))
    build(sources, tmp_path / "kg-store", Setting(jobs=1, base="https://example.org/kg/"))
    assert b"https://w3id.org/dpe/id/" not in graph(tmp_path)
    assert b"<https://example.org/kg/event/meeting-" in graph(tmp_path)


def test_of_an_article_that_changed_its_date_the_latest_counts(tmp_path: Path) -> None:
    """Two posts of one address are one article, told as it was published last."""
    later = POSTS[MEETING].replace("18:00:00", "20:00:00").replace("李强会见斯洛伐克总理菲佐", "李强同菲佐会谈")
    summary = built(tmp_path, {"a.md": later, "b.md": POSTS[MEETING]})
    assert (summary.articles, summary.repeated) == (1, 1)
    assert "李强同菲佐会谈".encode() in graph(tmp_path)


def test_an_empty_archive_is_a_graph(tmp_path: Path) -> None:
    """A folder without posts gives a graph without articles, which opens."""
    summary = built(tmp_path, {})
    assert (summary.articles, summary.events, summary.faults) == (0, 0, 0)
    assert len(open_native(tmp_path / "kg-store")) == summary.quads


def test_two_builds_at_once(tmp_path: Path, posts_folder: Path) -> None:
    """While one build is at work another says so and changes nothing."""
    (tmp_path / "kg-store").mkdir()
    with FileLock(Layout(tmp_path / "kg-store").lock), pytest.raises(StoreError, match="another build"):
        build([Source(str(posts_folder / CALL))], tmp_path / "kg-store")
    assert [path.name for path in (tmp_path / "kg-store").iterdir()] == ["build.lock"]


def test_a_damaged_graph_is_mended_by_the_next_build(tmp_path: Path, whole: bytes) -> None:
    """A build writes the whole graph, even where one of that name stands."""
    built(tmp_path, POSTS)
    (Layout(tmp_path / "kg-store").current() / "graph.nq").write_bytes(b"<a> broken")
    built(tmp_path, POSTS)
    assert graph(tmp_path) == whole


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """A store holds its one graph, its articles and its lock, also after a build that was killed."""
    built(tmp_path, {PLAN: POSTS[PLAN]})
    (tmp_path / "kg-store" / ".graph-new").mkdir()
    (tmp_path / "kg-store" / ".graph-new" / "graph.nq").write_bytes(b"<a> half")
    built(tmp_path, POSTS)
    names = sorted(path.name.split("-")[0] for path in (tmp_path / "kg-store").iterdir())
    assert names == ["CURRENT", "articles.sqlite", "build.lock", "graph"]
