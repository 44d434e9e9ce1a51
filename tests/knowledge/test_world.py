"""What the tables of the world answer: names, posts, editions."""

from __future__ import annotations

import csv
import functools
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kg.knowledge.world import DATA, World, load_world
from kg.model import EntityId

HOLDERS = [
    ("JPN", "head_of_government", date(2024, 9, 30), "jpn-fumio-kishida"),
    ("JPN", "head_of_government", date(2024, 10, 1), "jpn-shigeru-ishiba"),
    ("JPN", "head_of_government", date(2025, 10, 21), "jpn-sanae-takaichi"),
    ("JPN", "foreign_minister", date(2024, 11, 18), "jpn-takeshi-iwaya"),
    ("JPN", "foreign_minister", date(2025, 12, 1), "jpn-toshimitsu-motegi"),
    ("JPN", "defence_minister", date(2025, 6, 1), "jpn-gen-nakatani"),
    ("JPN", "national_security_adviser", date(2024, 11, 4), "jpn-takeo-akiba"),
    ("USA", "head_of_state", date(2024, 11, 16), "usa-joe-biden"),
    ("USA", "head_of_state", date(2025, 1, 20), "usa-donald-trump"),
    ("USA", "foreign_minister", date(2025, 7, 1), "usa-marco-rubio"),
    ("CHN", "foreign_minister", date(2023, 3, 1), "chn-qin-gang"),
    ("CHN", "foreign_minister", date(2023, 7, 25), "chn-wang-yi"),
    ("CHN", "head_of_government", date(2023, 3, 11), "chn-li-qiang"),
    ("KOR", "head_of_state", date(2024, 12, 1), "kor-yoon-suk-yeol"),
    ("KOR", "head_of_state", date(2025, 6, 4), "kor-lee-jae-myung"),
    ("TWN", "head_of_state", date(2024, 5, 20), "twn-lai-ching-te"),
    ("NATO", "io_head", date(2025, 6, 24), "nld-mark-rutte"),
    ("UN", "io_head", date(2024, 9, 22), "un-antonio-guterres"),
]
EDITIONS = [
    ("apec-leaders", None, None, date(2024, 11, 6), "apec-leaders-2024"),
    ("apec-leaders", 30, None, date(2024, 11, 6), "apec-leaders-2023"),
    ("apec-leaders", None, 2026, date(2025, 11, 1), "apec-leaders-2026"),
    ("g20-summit", None, None, date(2023, 9, 11), "g20-summit-2023"),
    ("cop-climate", 29, None, date(2024, 11, 6), "cop-climate-2024"),
    ("asean-summit", None, 2023, date(2023, 9, 5), "asean-summit-2023-43"),
    ("nato-summit", 99, None, date(2024, 7, 9), None),
    ("apec-leaders", None, None, date(2001, 1, 1), None),
    ("no-such-series", None, None, date(2024, 1, 1), None),
]
MEANINGS = [
    ("沙特", "state:SAU"),
    ("北韩", "state:PRK"),
    ("义大利", "state:ITA"),
    ("西方", "region:west"),
    ("非洲", "region:africa"),
    ("南非", "state:ZAF"),
    ("欧盟", "org:EU"),
    ("白宫", "place:white-house"),
    ("钓鱼台国宾馆", "place:diaoyutai-state-guesthouse"),
    ("海参崴", "place:vladivostok"),
    ("川普", "person:usa-donald-trump"),
    ("欧巴马", "person:usa-barack-obama"),
    ("石破茂", "person:jpn-shigeru-ishiba"),
    ("中非合作论坛北京峰会", "series:focac-summit"),
    ("一带一路国际合作高峰论坛", "series:brf"),
    ("上合组织峰会", "series:sco-hos"),
]
LABELS = [
    ("state:TWN", "zh", "台湾"),
    ("state:SAU", "zh", "沙特阿拉伯"),
    ("state:PRK", "zh", "朝鲜"),
    ("state:KOR", "zh", "韩国"),
    ("state:KOR", "ja", "韓国"),
    ("state:LAO", "zh-Hant", "寮國"),
    ("org:ASEAN", "zh", "东盟"),
    ("person:chn-xi-jinping", "en", "Xi Jinping"),
]


@functools.cache
def _world() -> World:
    return load_world(DATA / "world", DATA / "lang" / "zh" / "names")


@pytest.mark.parametrize(("polity", "post", "day", "person"), HOLDERS)
def test_one_person_holds_a_single_post(polity: str, post: str, day: date, person: str) -> None:
    """A post that one holds at a time has the holder of that day; on the day of a handover, the successor."""
    assert _world().holders(polity, post, day) == (f"person:{person}",)


@pytest.mark.parametrize(("series", "number", "year", "near", "edition"), EDITIONS)
def test_edition_by_number_year_or_nearness(
    series: str, number: int | None, year: int | None, near: date, edition: str | None
) -> None:
    """A number or year decides; without one, the edition nearest in time; nothing is taken that contradicts."""
    found = _world().edition_on(EntityId(f"series:{series}"), number=number, year=year, near=near)
    assert (found.id if found else None) == (f"edition:{edition}" if edition else None)


@pytest.mark.parametrize(("form", "entity"), MEANINGS)
def test_a_form_means_its_entity(form: str, entity: str) -> None:
    """A strong form of the press leads to one entity."""
    assert {name.entity for name in _world().lookup(form) if name.strength == "strong"} == {entity}


@pytest.mark.parametrize(("entity", "language", "label"), LABELS)
def test_labels_are_the_short_forms_of_the_press(entity: str, language: str, label: str) -> None:
    """The label of an entity is what news call it."""
    assert _world().entities[EntityId(entity)].labels[language] == label


@pytest.mark.parametrize("text", ["Japan", "japan", " 日本 "])
def test_find_reads_any_language_and_case(text: str) -> None:
    """A label of any language and a surface form lead to the same entity."""
    assert [entity.id for entity in _world().find(text)] == ["state:JPN"]


def test_find_knows_nothing_of_parts() -> None:
    """A part of a name finds nothing."""
    assert _world().find("Japa") == ()


def test_a_region_holds_the_states_of_the_regions_in_it() -> None:
    """A state lies in the region around its own, and in no other; a region that is named within itself has an end."""
    africa, north = EntityId("region:africa"), EntityId("region:north-africa")
    entities = _world().entities
    ring = replace(_world(), entities={**entities, north: replace(entities[north], parts=(africa,))})
    assert [_world().lies_in(state, africa) for state in ("EGY", "FIN")] == [True, False]
    assert not ring.lies_in("FIN", africa)


def test_all_states_of_iso_3166_are_there() -> None:
    """All 249 entries of ISO 3166-1, and Kosovo, are states with a label in three languages."""
    states = [entity for entity in _world().entities.values() if entity.kind == "state"]
    assert len(states) == 250
    assert all(entity.labels.keys() >= {"zh", "en", "ja"} and entity.country == entity.id[-3:] for entity in states)


def test_weak_forms_lead_back_to_full_names() -> None:
    """A bare surname is weak, and stands among the forms of its person."""
    forms = {name.form: name.strength for name in _world().forms_of(EntityId("person:jpn-shigeru-ishiba"))}
    assert forms == {"石破茂": "strong", "石破": "weak"}


def test_venues_lie_within_their_city_and_capitals_on_the_map() -> None:
    """A venue knows the city around it; a capital its state and coordinates."""
    entities = _world().entities
    city = entities[EntityId("place:beijing")]
    assert entities[EntityId("place:zhongnanhai")].within == city.id
    assert (city.country, city.capital, city.lat, city.lon) == ("CHN", True, 39.9, 116.41)


def _load() -> None:
    load_world(DATA / "world", DATA / "lang" / "zh" / "names")


def _read_only() -> None:
    for table in (*(DATA / "world").rglob("*.csv"), *(DATA / "lang" / "zh" / "names").rglob("*.csv")):
        with table.open(encoding="utf-8", newline="") as stream:
            list(csv.DictReader(stream))


def _seconds(work: Callable[[], None]) -> float:
    """Return the seconds of the processor that some work takes at its best."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def test_loading_is_quick() -> None:
    """To check and load the tables takes a few times what the csv module takes to read them, on any machine."""
    assert _seconds(_load) < 5 * _seconds(_read_only)


def test_loading_is_lean() -> None:
    """The tables take less than 150 MB at their most."""
    tracemalloc.start()
    _load()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150e6
