"""A ministry named without a state is its home's in the press of that state, and nobody's elsewhere."""

from __future__ import annotations

from dataclasses import replace

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
