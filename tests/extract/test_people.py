"""Whom the names of an article mean, and the posts that it gives them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.pipeline import load_knowledge
from kg.tables import Entry, read_yaml

CASES = read_yaml(Path(__file__).parents[1] / "cases" / "zh" / "people.yml").list()


@cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.mapping()["id"].text()))
def test_a_name_means_its_person_in_office(case: Entry) -> None:
    """Name, state, office and day together say who is meant, and the office which post it is."""
    told = {key: entry.text() for key, entry in case.mapping().items()}
    document = plain_document(told["text"], published=date.fromisoformat(told["day"]))
    _, people, _ = _extractor().phrases(document)
    person = people.get(told["name"])
    assert person is not None
    assert (person.entity or "", person.posts) == (told["entity"], {told["post"]})


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("在会见巴西总统卢拉时，甲说，愿合作。{}甲还会见参议长莱莫斯基。", "莱莫斯基", "BRA"),
        ("莫迪会见巴西总统卢拉。{}在会见参议长莱莫斯基时，甲说，愿合作。", "莱莫斯基", None),
        ("在会见巴西总统卢拉时，甲说，愿合作。{}甲还会见联合会会长莱莫斯基。", "莱莫斯基", None),
        ("哈马斯政治局领导人哈利勒·哈亚{}抵达开罗。", "哈利勒·哈亚", "PSE"),
        ("英国首相苏纳克、威廉王储{}出席。", "威廉", "GBR"),
        ("南苏丹苏丹人民解放运动主席、总统莱莫斯基{}致电。", "莱莫斯基", "SSD"),
        ("李强致电穆罕默德·本·萨勒曼·本·沙特，祝贺他{}。", "穆罕默德·本·萨勒曼·本·沙特", "SAU"),
    ],
)
def test_whoever_is_of_no_told_state_is_of_the_only_one_that_the_article_tells(
    text: str, name: str, country: str | None
) -> None:
    """An official belongs to the state of all other foreign officials, a member to the state of an armed group."""
    document = plain_document(text.format("双方谈得很好。" * 9))
    person = _extractor().phrases(document)[1].get(name)
    assert person is not None and person.country == country


@pytest.mark.parametrize(
    ("office", "entity"), [("沙特王储", "sau-mohammad-bin-salman"), ("阿联酋总统", "are-mohammed-bin-zayed-al-nahyan")]
)
def test_of_namesakes_he_is_meant_whose_office_is_told(office: str, entity: str) -> None:
    """A title names the office, the body the person, whose name others bear as well."""
    document = plain_document(f"李强同{office}会谈。李强说，中方愿同穆罕默德一道努力。", published=date(2024, 9, 12))
    person = _extractor().phrases(document)[1].get("穆罕默德")
    assert person is not None and person.entity == f"person:{entity}"


def test_an_initial_hides_nobody() -> None:
    """A middle name of one letter stands in no table, and its bearer is known all the same."""
    document = plain_document("俄罗斯外长谢尔盖·V·拉夫罗夫抵达。", published=date(2024, 9, 12))
    person = _extractor().phrases(document)[1].get("谢尔盖·V·拉夫罗夫")
    assert person is not None and person.entity == "person:rus-sergey-lavrov"
