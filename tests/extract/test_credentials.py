"""A list of envoys whose credentials one has received: each of them has presented his or her own."""

from __future__ import annotations

import functools

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.pipeline import load_knowledge

LEAD = "递交国书\n11月5日，智利总统博里奇在圣地亚哥接受三国大使递交国书。\n"
CASES = [
    (f"{LEAD}他们是：秘鲁驻智利大使拉米雷斯、挪威驻智利大使汉森。", ["拉米雷斯 to 博里奇", "汉森 to 博里奇"]),
    (f"{LEAD}仪式随后结束。\n她们分别是：肯尼亚驻智利大使鲁托。", ["鲁托 to 博里奇"]),
    (f"{LEAD}秘鲁驻智利大使拉米雷斯说，两国友谊长存。", []),
    (f"{LEAD}他们是：记者冈萨雷斯、教授洛佩斯。", []),
    ("获奖者今天揭晓。\n他们是：秘鲁驻智利大使拉米雷斯、挪威驻智利大使汉森。", []),
]


@functools.cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


@pytest.mark.parametrize(("text", "appointments"), CASES)
def test_each_envoy_of_a_list_presents_credentials(text: str, appointments: list[str]) -> None:
    """An envoy is listed after the ceremony; who is only named, and who is no envoy, presents nothing."""
    events = _extractor().read(plain_document(text)).events
    told = [" to ".join(party.name for party in event.parties()) for event in events if event.type == "Appointment"]
    assert told == appointments
