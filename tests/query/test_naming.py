"""Names that readers type: the graph's own is found where they mean one, else they are told what they may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.knowledge.world import World, load_our_world
from kg.query.naming import known_as

NAMES = {"马克龙", "Emmanuel Macron", "特朗普", "Donald Trump", "中国"}


@pytest.fixture(scope="module")
def world() -> World:
    """The tables that we ship."""
    return load_our_world()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("马克龙", "马克龙"),
        ("馬克龍", "马克龙"),
        ("emmanuel  macron", "Emmanuel Macron"),
        ("川普", "特朗普"),
        ("マクロン", "马克龙"),
        ("CHN", "中国"),
    ],
)
def test_one_name_is_meant(world: World, typed: str, found: str) -> None:
    """Script, case and spaces do not count, and other names of the tables lead to the one in the graph."""
    assert known_as(typed, NAMES, world=lambda: world) == found


@pytest.mark.parametrize(("typed", "said"), [("Trum", "Donald Trump"), ("特郎普", "特朗普"), ("甲乙", "Give a name")])
def test_no_name_is_meant(world: World, typed: str, said: str) -> None:
    """Who is nobody in the graph is not guessed; names that are like it are proposed."""
    with pytest.raises(UsageError, match=said):
        known_as(typed, NAMES, world=lambda: world)


def _never() -> World:
    raise AssertionError("the tables are read though the graph has the name")


@given(st.sets(st.text(min_size=1), min_size=1))
def test_a_name_of_the_graph_means_itself(names: set[str]) -> None:
    """The tables are not read for a name that the graph has."""
    assert [known_as(name, names, world=_never) for name in names] == list(names)
