"""A graph as it was known on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from command import kg
from posts import POSTS

from kg.asof import open_as_of
from kg.build import Setting, build
from kg.errors import StoreError
from kg.query.runner import ask, rows
from kg.read.sources import Source
from kg.store.layout import Layout
from kg.store.oxigraph import open_native

PLAN, HELD = "2024-11-06-plan.md", "2024-11-07-meeting.md"
STATUS = """SELECT ?event ?status { ?event a dpe:Meeting ; dpe:participant/skos:prefLabel "菲佐"@zh-hans ; dpe:status ?s
    BIND(STRAFTER(STR(?s), "#") AS ?status) }"""


def test_a_plan_is_a_plan_until_it_is_held(store: Path) -> None:
    """The meeting has one name throughout: unknown on the 5th, planned on the 6th, held on the 7th."""
    known = [list(rows(ask(open_as_of(store, date(2024, 11, day)), STATUS))) for day in (5, 6, 7)]
    assert [[status for _, status in day] for day in known] == [[], ["Planned"], ["Held"]]
    assert known[1][0][0] == known[2][0][0]


def test_on_the_last_day_all_is_known(examples_store: Path) -> None:
    """When every article is out, what was known is the graph."""
    assert set(open_as_of(examples_store, date(2100, 1, 1))) == set(open_native(examples_store))


@pytest.mark.parametrize("day", [date(2024, 11, 6), date(2024, 11, 13)])
def test_only_what_was_published_is_known(posts_folder: Path, store: Path, tmp_path: Path, day: date) -> None:
    """The triples of articles and events are those of an archive that ends that day."""
    posts = [Source(str(posts_folder / name)) for name in POSTS if name[:10] <= day.isoformat()]
    build(posts, tmp_path / "kg-store", Setting(jobs=1))
    world = {quad for quad in open_native(store) if str(quad.graph_name).endswith("graph-world>")}
    assert set(open_as_of(store, day)) - world == set(open_native(tmp_path / "kg-store")) - world


def test_the_command_line_asks_as_of_a_day(store: Path) -> None:
    """A question of the shipped ones, and SPARQL, may be asked of what was known."""
    before, after = (kg("query", "announced", "--store", store, "--as-of", day) for day in ("2024-11-06", "2024-11-07"))
    assert ("李强、菲佐" in before.out, "李强、菲佐" in after.out) == (True, False)
    assert kg("query", STATUS, "--store", store, "--as-of", "2024-11-06").out.count("Planned") == 1
    assert kg("query", "announced", "--store", store, "--as-of", "soon").code == 2


def test_a_store_without_its_articles_says_so(tmp_path: Path, posts_folder: Path) -> None:
    """Without the finished articles nothing can be said of an earlier day."""
    build([Source(str(posts_folder / HELD))], tmp_path, Setting(jobs=1))
    Layout(tmp_path).articles.unlink()
    with pytest.raises(StoreError, match="what the graph was made of"):
        open_as_of(tmp_path, date(2024, 11, 7))
