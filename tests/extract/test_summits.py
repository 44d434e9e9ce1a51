"""Conferences are found with their status, days, who takes part, who stays away, and where."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from documents import plain_article, plain_document

from kg.coref.relations.relate import relate
from kg.coref.within.merge import merge
from kg.extract.annotator import Extractor
from kg.model import Event
from kg.pipeline import load_knowledge
from kg.tables import read_yaml

CASES: list[Mapping[str, Any]] = read_yaml(Path(__file__).parent.parent / "cases" / "zh" / "summits.yml").plain()


@functools.cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


def _summits(text: str) -> list[Event]:
    document = plain_document(text)
    found = _extractor().read(document)
    events = relate(merge(found.events, same_name=found.same_conference, lies_in=found.lies_in), document=document)
    return [event for event in events if event.type == "Summit"]


def _told(event: Event) -> str:
    by_role = {
        role: ", ".join(argument.party.name for argument in event.arguments if argument.role == role) or "-"
        for role in ("participant", "absent")
    }
    places = ", ".join(place.name for place in event.places) or "-"
    who, away = by_role["participant"], by_role["absent"]
    return f"{event.status.value} {event.date or '-'} {event.name}: {who}; {away}; {places}"


@pytest.mark.parametrize("case", CASES, ids=itemgetter("id"))
def test_summits(case: Mapping[str, Any]) -> None:
    """A text tells of the conferences that its case says, and of no other."""
    assert sorted(map(_told, _summits(case["text"]))) == case["summits"]


@pytest.mark.parametrize("year", ["明年", "2025年"])
def test_a_conference_of_a_year_is_no_edition_of_the_year_before(year: str) -> None:
    """The edition is that of the year told, though the one before it met nearer to the first of January."""
    (summit,) = _summits(f"石破茂将出席{year}在庆州举行的亚太经合组织领导人非正式会议。")
    assert (summit.date, summit.entity) == ("2025", "edition:apec-leaders-2025")


def test_who_writes_an_article_attends_as_he_says() -> None:
    """In an article given in full 我 is who wrote it, whoever was named since."""
    title = "莫迪在巴西媒体发表署名文章"
    text = f"{title}\n这里诞生过政治家卢拉。我这次将出席二十国集团领导人第十九次峰会。"
    document = replace(plain_document(text), article=plain_article(title=title))
    (summit,) = (event for event in _extractor().read(document).events if isinstance(event, Event))
    assert [party.name for party in summit.parties()] == ["莫迪"]


def test_a_name_across_two_clauses() -> None:
    """A name with a comma in it stands in no clause, and is read all the same."""
    (summit,) = _summits("18日，方敏出席“绿色转型，共享未来”高级别会议。")
    assert summit.name == "“绿色转型，共享未来”高级别会议"
