"""What the check of the tables finds, and that ours pass it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kg.knowledge.world import DATA, Edition, Entity, Name, Office, Post, Tenure, World, load_world
from kg.knowledge.worldcheck import check
from kg.model import EntityId

A, B, STATE = EntityId("person:a"), EntityId("person:b"), EntityId("state:JPN")
SERIES, EDITION, CITY = EntityId("series:s"), EntityId("edition:s-1"), EntityId("place:c")
LABELS: Mapping[str, str] = {"zh": "甲", "en": "A"}
POST = Post(code="head_of_state", rank=1, single=True, shared=frozenset(), labels={}, origin="posts.csv:2")


def _tenure(person: EntityId, start: str | None, end: str | None, *, seen: tuple[str, str] | None = None) -> Tenure:
    return Tenure(
        person=person, polity="JPN", post="head_of_state", start=start, end=end, seen=seen, origin="tenures.csv:9"
    )


def _name(form: str, entity: EntityId, strength: str = "strong") -> Name:
    return Name(form=form, entity=entity, kind=entity.partition(":")[0], strength=strength, origin="names.csv:7")


def _entity(entity: EntityId, labels: Mapping[str, str] = LABELS) -> Entity:
    kind = entity.partition(":")[0]
    return Entity(id=entity, kind=kind, labels=labels, country="JPN", polity="JPN", origin=f"{kind}.csv:3")


def _edition(start: str | None, *, status: str = "", country: str = "JPN") -> Edition:
    return Edition(
        id=EDITION,
        series=SERIES,
        number=1,
        year=2024,
        start=start,
        end=None,
        city=CITY,
        country=country,
        status=status,
        origin="edition.csv:3",
    )


def _office(wording: str) -> Office:
    return Office(wording=wording, post="head_of_state", rank=1, labels={}, origin="offices.csv:5")


NAMES = (_name("甲甲", A), _name("乙乙", B), _name("日本", STATE), _name("峰会甲", SERIES), _name("丙丙", CITY))
WORLD = World(
    entities={entity: _entity(entity) for entity in (A, B, STATE, SERIES, EDITION, CITY)},
    names=NAMES,
    posts={"head_of_state": POST},
    offices={"总统": _office("总统")},
    tenures=(_tenure(A, "2020", "2021-05-01"), _tenure(B, "2021-05-01", None)),
    editions={EDITION: _edition("2024-05-01")},
)
AMBASSADOR = replace(POST, single=False, posted=True)


def _posted(*receivers: str | None) -> World:
    """Return a world in which A, then B become ambassadors at the receivers, and none leaves."""
    held = zip(WORLD.tenures, receivers, strict=True)
    tenures = tuple(replace(tenure, end=None, receiver=receiver) for tenure, receiver in held)
    return replace(WORLD, posts={"head_of_state": AMBASSADOR}, tenures=tenures)


FAULTY = [
    (_posted("USA", "USA"), "tenures.csv:9"),
    (_posted("USA", None), "tenures.csv:9"),
    (replace(WORLD, tenures=(_tenure(A, "2020", None), _tenure(B, "2021", None))), "tenures.csv:9"),
    (replace(WORLD, tenures=(_tenure(A, "2020", "2021-06"), _tenure(B, "2021-05-01", None))), "tenures.csv:9"),
    (replace(WORLD, names=(*NAMES, _name("日本", CITY))), "names.csv:7"),
    (replace(WORLD, names=(*NAMES, _name("国", STATE))), "names.csv:7"),
    (
        replace(WORLD, names=(*NAMES, _name("日", STATE, "compound"), _name("日", CITY, "compound"))),
        "names.csv:7",
    ),
    (replace(WORLD, names=NAMES[1:]), "person.csv:3"),
    (replace(WORLD, entities={**WORLD.entities, CITY: _entity(CITY, {"zh": "丙"})}), "place.csv:3"),
    (replace(WORLD, editions={EDITION: _edition(None)}), "edition.csv:3"),
    (replace(WORLD, editions={EDITION: _edition("2024-05-01", country="KOR")}), "edition.csv:3"),
    (replace(WORLD, offices={"日本国王": _office("日本国王")}), "offices.csv:5"),
]
RIGHT = [
    WORLD,
    _posted("USA", "CHN"),
    replace(WORLD, tenures=(_tenure(A, "2020", "2021-05"), _tenure(B, "2021-05-14", None))),
    replace(WORLD, posts={"head_of_state": replace(POST, shared=frozenset({"JPN"}))}, tenures=FAULTY[0][0].tenures),
    replace(WORLD, posts={"head_of_state": replace(POST, single=False)}, tenures=FAULTY[0][0].tenures),
    replace(WORLD, names=(*NAMES, _name("甲甲", B))),
    replace(WORLD, editions={EDITION: _edition(None, status="planned")}),
]


@pytest.mark.parametrize(("world", "where"), FAULTY)
def test_a_fault_is_found_where_it_stands(world: World, where: str) -> None:
    """Each kind of fault gives one issue, with the file and line that would mend it."""
    assert [issue.where for issue in check(world)] == [where]


@pytest.mark.parametrize("world", RIGHT)
def test_what_is_right_passes(world: World) -> None:
    """A handover, a shared post, a namesake of another time and a planned edition are no faults."""
    assert check(world) == ()


def test_namesakes_of_one_post_and_time_are_found() -> None:
    """Two persons of one state with one name, one post and one time cannot be told apart."""
    same = (_tenure(A, None, None, seen=("2024-01-01", "2024-06-01")), _tenure(B, None, None))
    world = replace(WORLD, names=(*NAMES, _name("甲甲", B)), tenures=same)
    assert [issue.where for issue in check(world)] == ["names.csv:7"]


def test_our_tables_pass() -> None:
    """Nothing in our own tables contradicts itself."""
    assert check(load_world(DATA / "world", DATA / "lang" / "zh" / "names")) == ()
