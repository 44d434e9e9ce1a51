"""`kg validate` and `kg stats`: whether a graph is sound, and how large it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from command import kg
from posts import POSTS

from kg.store.layout import Layout


def test_our_posts_conform(store: Path) -> None:
    """The graph of plain posts breaks no shape."""
    ran = kg("validate", "--store", store)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(" 0 violations\n")
    assert int(ran.out.split()[0]) > 50


def changed(store: Path, to: Path, *, old: str, new: str) -> Path:
    """Copy a store, with something else in its graph."""
    shutil.copytree(store, to, ignore=shutil.ignore_patterns("oxigraph"))
    path = Layout(to).current() / "graph.nq"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return to


def test_a_graph_that_breaks_a_shape(store: Path, tmp_path: Path) -> None:
    """A status that there is not is a violation: what, why and where are told, and the exit code is 1."""
    bad = changed(
        store, tmp_path / "kg-store", old="<https://w3id.org/dpe/ns#Held>", new="<https://w3id.org/dpe/ns#Hold>"
    )
    ran = kg("validate", "--store", bad)
    assert ran.code == 1
    assert "https://w3id.org/dpe/ns#Hold" in ran.out
    assert "told in https://w3id.org/dpe/id/article-" in ran.out
    assert " 0 violations" not in ran.out


def test_a_graph_that_is_none(broken_store: Path) -> None:
    """A graph that cannot be parsed is named with its line; no traceback."""
    ran = kg("validate", "--store", broken_store)
    assert (ran.out, ran.code) == ("", 1)
    assert "graph.nq:3: no N-Quads" in ran.err


def test_stats_count(store: Path) -> None:
    """The figures are those of the graph."""
    ran = kg("stats", "--store", store)
    assert (ran.code, ran.err) == (0, "")
    figures = {line.split()[0]: line.split()[1:] for line in ran.out.splitlines() if line}
    assert figures["articles"] == [str(len(POSTS))]
    assert figures["Meeting"][0] == "2"
    count = kg("query", "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a dpe:DiplomaticEvent }", "--store", store).out
    assert figures["events"] == count.split()[1:]


def test_no_graph(tmp_path: Path) -> None:
    """Where nothing is built, both say so."""
    for name in ("validate", "stats"):
        ran = kg(name, "--store", tmp_path)
        assert (ran.out, ran.code) == ("", 1)
        assert "there is no graph here" in ran.err
