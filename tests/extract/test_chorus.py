"""A chorus: many write to one, and each of them is told of in a sentence of his or her own."""

from __future__ import annotations

import functools

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.pipeline import load_knowledge

LEAD = "多国领导人近日纷纷致电印度总理莫迪，祝贺他连任。"
CASES = [
    (f"{LEAD}\n法国总统马克龙表示，期待深化合作。", ["马克龙 to 莫迪"]),
    (f"{LEAD}\n巴西总统卢拉和南非总统拉马福萨说，愿共同努力。", ["卢拉 to 莫迪", "拉马福萨 to 莫迪"]),
    (f"{LEAD}\n此外，发来贺电的还有肯尼亚总统鲁托、智利总统博里奇等。", ["鲁托 to 莫迪", "博里奇 to 莫迪"]),
    (
        "各国领导人向埃及总统塞西致唁电，对地震遇难者表示哀悼。\n希腊总理米佐塔基斯表示，深感悲痛。",
        ["米佐塔基斯 to 塞西"],
    ),
    (f"{LEAD}\n致贺的还有：肯尼亚总统鲁托、智利总统博里奇。", ["鲁托 to 莫迪", "博里奇 to 莫迪"]),
    (f"{LEAD}\n巴西总统卢拉代表巴西人民向印方致以诚挚祝贺。", ["卢拉 to 莫迪"]),
    (f"{LEAD}\n南非总统拉马福萨衷心祝愿印度繁荣。", ["拉马福萨 to 莫迪"]),
    (f"{LEAD}\n巴西总统卢拉去年当选。\n南非总统拉马福萨抵达新德里。", []),
    ("外国领导人致电祝贺新中国成立75周年。\n蒙古国总统呼日勒苏赫表示，两国友谊长存。", ["呼日勒苏赫 to 中国"]),
    (f"{LEAD}\n印度外长苏杰生表示，印方感谢各国。", []),
    (f"{LEAD}\n分析人士表示，结果出乎意料。", []),
    (f"{LEAD}\n德国左翼党主席范阿肯表示，期待深化交流。", []),
    (f"{LEAD}\n越共中央总书记苏林表示，期待深化交流。", ["苏林 to 莫迪"]),
    (f"{LEAD}他们是：\n肯尼亚总统鲁托、智利总统博里奇等。", ["鲁托 to 莫迪", "博里奇 to 莫迪"]),
    (f"{LEAD}他们是：\n南非总统拉马福萨，副总统马沙蒂莱等。", ["拉马福萨 to 莫迪", "马沙蒂莱 to 莫迪"]),
    (f"{LEAD}\n南非总统拉马福萨，副总统马沙蒂莱表示，愿共同努力。", ["拉马福萨 to 马沙蒂莱 to 莫迪"]),
    (f"{LEAD}他们是：\n圣马力诺执政官罗西和加斯佩罗尼等。", ["罗西 to 加斯佩罗尼 to 莫迪"]),
    (f"{LEAD}\n肯尼亚总统鲁托、智利总统博里奇也致电或致函莫迪表示祝贺。", ["鲁托 to 莫迪", "博里奇 to 莫迪"]),
    (
        "南非总统拉马福萨，智利总统博里奇发来贺电或贺函，祝贺莫迪连任印度总理。\n博里奇表示，愿深化合作。",
        ["博里奇 to 莫迪"],
    ),
    ("法国总统马克龙表示，期待深化合作。", []),
    ("多国领导人出席峰会。\n法国总统马克龙表示，期待深化合作。", []),
]


@functools.cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


@pytest.mark.parametrize(("text", "messages"), CASES)
def test_each_of_many_writes_to_one(text: str, messages: list[str]) -> None:
    """Whoever speaks after the lead writes to the one whom the lead names; nobody does without such a lead."""
    events = _extractor().read(plain_document(text)).events
    told = [" to ".join(party.name for party in event.parties()) for event in events if event.type == "Message"]
    assert told == messages
