"""A declaration that a conference issues is an Agreement of those of whom its name speaks."""

from __future__ import annotations

import functools

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.pipeline import load_knowledge


@functools.cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("非洲联盟峰会6日在内罗毕举行。会议通过《非洲联盟峰会内罗毕宣言》。", ["held 非洲联盟峰会: 非洲联盟"]),
        ("中国—中亚峰会6日在塔什干举行。峰会将发表《塔什干宣言》。", ["planned 中国—中亚峰会: 中国, 中亚"]),
        ("中非领导人对话会6日举行，会议发表了《联合声明》。", ["held 中非领导人对话会: 中国, 非洲"]),
        (
            "金砖国家领导人第十二次会晤6日在莫斯科举行。会晤发表《莫斯科宣言》。",
            ["held 金砖国家领导人第十二次会晤: 金砖国家"],
        ),
        ("第44届非洲联盟峰会6日通过“罗安达宣言”。", ["held 第44届非洲联盟峰会: 非洲联盟"]),
        ("第44届非洲联盟峰会6日举行。峰会期间，非盟成员国签署一系列文件。", ["held 第44届非洲联盟峰会: 非洲联盟"]),
        ("非洲联盟峰会6日举行。会议通过关于节约用水的领导人声明。", ["held 非洲联盟峰会: 非洲联盟"]),
        ("非洲联盟峰会6日举行。峰会结束后发布的公报称，各国将合作。", ["held 非洲联盟峰会: 非洲联盟"]),
        (
            "第九次东盟与中日韩领导人会议6日举行。会议通过《联合宣言》。",
            ["held 第九次东盟与中日韩领导人会议: 东盟, 中国, 日本, 韩国"],
        ),
        ("非洲联盟峰会6日举行。会议就发展铁路发表联合声明。", ["held 非洲联盟峰会: 非洲联盟"]),
        ("非洲联盟峰会将于6日举行。会议计划通过多份成果文件。", ["planned 非洲联盟峰会: 非洲联盟"]),
        (
            "非洲联盟峰会6日举行，会上宣布设立基金，并通过《2030年行动计划（修订版）》。",
            ["held 非洲联盟峰会: 非洲联盟"],
        ),
        ("非洲联盟峰会6日举行，与会的各国元首讨论了贸易，并签署《开普敦共识》。", ["held 非洲联盟峰会: 非洲联盟"]),
        ("第二届中亚峰会6日在塔什干闭幕并发表《塔什干宣言》。", ["held 第二届中亚峰会: 中亚"]),
        (
            "大湄公河次区域经济合作第八次领导人会议6日举行。会议通过《昆明宣言》。",
            ["held 大湄公河次区域经济合作第八次领导人会议: 大湄公河次区域"],
        ),
        ("联合国气候变化大会6日闭幕。大会达成一项协议。", ["held 联合国气候变化大会: 联合国"]),
        (
            "亚马孙峰会6日闭幕。会后，亚马孙合作条约组织成员国领导人签署《玛瑙斯宣言》。",
            ["held 亚马孙峰会: 亚马孙合作条约组织"],
        ),
        ("东盟外长会6日举行。\n阿盟外长会5日举行。\n峰会结束后发布的公报称，各国将合作。", []),
        (
            "东盟峰会6日举行。\n王毅在记者会上说，会议通过《东盟峰会万象宣言》。",
            ["held 东盟峰会: 东盟"],
        ),
        ("非洲联盟峰会6日举行。会上，法国总统马克龙表示支持，并发表联合声明。", []),
        ("非洲联盟峰会6日举行。会上，古特雷斯表示支持，并发表联合声明。", []),
        ("非洲联盟峰会6日举行。会上，埃及谈到停火，并达成协议。", []),
        ("非洲联盟峰会6日举行。会上，各国谈到埃及的停火，并通过一项协议。", ["held 非洲联盟峰会: 非洲联盟"]),
        ("第79届联合国大会主席致辞。大会发表《全球水治理宣言》。", []),
        ("法国同埃及6日举行会晤，谈到非洲联盟峰会。会晤发表《开罗宣言》。", []),
        ("会议通过《关于节约用水的声明》。", []),
        ("非洲联盟峰会6日举行。会议希望各方达成停火协议的框架。", []),
    ],
)
def test_declarations(text: str, told: list[str]) -> None:
    """A text tells of the declarations given with it, and of no other."""
    events = [event for event in _extractor().read(plain_document(text)).events if event.rule == "Agreement/adopts"]
    assert [
        f"{event.status.value} {event.part_of}: {', '.join(party.name for party in event.parties())}"
        for event in events
    ] == told
