"""What the press of a state leaves to its reader: whose ministry, and which of two namesakes, is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.pipeline import load_knowledge


@pytest.mark.parametrize(("bare", "initiators"), [(True, ["中国"]), (False, [])])
def test_ministry_without_a_state(*, bare: bool, initiators: list[str]) -> None:
    """商务部 acts for the home of an outlet that speaks so."""
    known = load_knowledge()
    extractor = Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)
    document = plain_document("商务部4日宣布，将九家巴西企业列入不可靠实体清单。")
    outlet = replace(document.article.outlet, bare=bare)
    document = replace(document, article=replace(document.article, outlet=outlet))
    events = extractor.read(document).events
    assert [party.name for event in events for party in event.parties("initiator")] == initiators


@pytest.mark.parametrize(("home", "met"), [("SGP", ["李显龙", "冯德莱恩"]), ("CHN", ["李强", "冯德莱恩"])])
def test_namesake_of_the_home(*, home: str, met: list[str]) -> None:
    """Of two who share a surname and a title he who is of the outlet's home is meant: 李总理."""
    known = load_knowledge()
    extractor = Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)
    document = plain_document(
        "新加坡总理李显龙与中国总理李强都在巴黎。李总理4日会见欧盟委员会主席冯德莱恩。", published=date(2023, 6, 5)
    )
    outlet = replace(document.article.outlet, home=home)
    document = replace(document, article=replace(document.article, outlet=outlet))
    events = extractor.read(document).events
    assert [party.name for event in events for party in event.parties()] == met
