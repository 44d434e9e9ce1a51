"""What is found in the tables of the world by what people type."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.knowledge.world import DATA, Entity, Name, World, load_world
from kg.knowledge.worldlookup import close_names, find_entities, find_polity, find_posts, origins
from kg.model import EntityId


@pytest.fixture(scope="module")
def world() -> World:
    """Our own tables."""
    return load_world(DATA / "world", DATA / "lang" / "zh" / "names")


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("JPN", "state:JPN"),
        ("jpn", "state:JPN"),
        ("state:JPN", "state:JPN"),
        (" Japan ", "state:JPN"),
        ("アゼルバイジャン", "state:AZE"),
        ("斯洛伐克", "state:SVK"),
        ("烏克蘭", "state:UKR"),
        ("asean", "org:ASEAN"),
        ("东盟", "org:ASEAN"),
        ("person:jpn-shigeru-ishiba", "person:jpn-shigeru-ishiba"),
        ("Shigeru Ishiba", "person:jpn-shigeru-ishiba"),
        ("ishiba", "person:jpn-shigeru-ishiba"),
        ("UK", "state:GBR"),
        ("us", "state:USA"),
        ("イギリス", "state:GBR"),
        ("アメリカ合衆国", "state:USA"),
    ],
)
def test_an_entity_is_found_by_any_of_its_names(world: World, text: str, entity: str) -> None:
    """Id, code, label, surface form, surname and name in CLDR lead to one entity, in any language and either script."""
    assert [found.id for found in find_entities(world, text)] == [entity]


@pytest.mark.parametrize("text", ["", "石破毛", "person:", "XYZ", "Shig"])
def test_what_is_no_name_finds_nothing(world: World, text: str) -> None:
    """No entity is found by a part of its name, or by nothing."""
    assert find_entities(world, text) == ()


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("head_of_government", {"head_of_government"}),
        ("首相", {"head_of_government"}),
        ("總統", {"head_of_state"}),
        ("Foreign Minister", {"foreign_minister"}),
        ("外相", {"foreign_minister"}),
    ],
)
def test_a_post_is_found_by_any_wording(world: World, text: str, posts: set[str]) -> None:
    """Code, label and office lead to the posts that they may be."""
    assert find_posts(world, text) == posts


def test_a_name_of_several_polities_is_refused(world: World) -> None:
    """A form of two states is not settled by chance: the error names both."""
    twins = [Entity(id=EntityId(f"state:{code}"), kind="state", labels={"en": "Twin"}) for code in ("AAA", "BBB")]
    small = World(entities={twin.id: twin for twin in twins}, names=(), posts={}, offices={}, tenures=(), editions={})
    with pytest.raises(UsageError, match="AAA, BBB"):
        find_polity(small, "twin")


def test_a_person_is_no_polity(world: World) -> None:
    """Only states and organisations have posts."""
    with pytest.raises(UsageError, match="no state or organisation"):
        find_polity(world, "石破茂")


@pytest.mark.parametrize(("text", "name"), [("Ishib", "Shigeru Ishiba"), ("jpan", "Japan"), ("石破毛", "石破茂")])
def test_names_that_are_like_a_text(world: World, text: str, name: str) -> None:
    """Names that contain a text, or are spelled much like it, are proposed."""
    assert name in close_names(world, text)


def test_every_line_of_an_entity_is_known(world: World) -> None:
    """An entity leads back to its own line and to those of its forms and tenures."""
    (entity,) = find_entities(world, "石破茂")
    names: tuple[Name, ...] = world.forms_of(entity.id)
    assert set(origins(world, entity)) >= {entity.origin, *(name.origin for name in names)}
    assert any("tenures.csv:" in place for place in origins(world, entity))
