"""Where the name of a person whom no table knows ends, after an office or in other places that announce one."""

from __future__ import annotations

from functools import cache

import pytest
from documents import plain_document

from kg.extract.annotator import Extractor
from kg.pipeline import load_knowledge

#: A text, the name in it that no table knows, and its state.
NAMES = [
    ("立陶宛国防部长萨卡利埃斯内访问日本。", "萨卡利埃斯内", "LTU"),
    ("黑山总理久卡诺尼奇、外长范德尼斯出席会议。", "久卡诺尼奇", "MNE"),  # two cities within
    ("巴拉圭外长罗默茨访问智利。", "罗默茨", "PRY"),  # a known name behind its first sign
    ("捷克外长柯布林肯斯基5日抵达。", "柯布林肯斯基", "CZE"),
    ("芬兰总理扎洛日内6日启程。", "扎洛日内", "FIN"),  # the sign of a day within
    ("芬兰总理扎洛日前启程。", "扎洛", "FIN"),
    ("韩国总统李在昊分别会见了他们。", "李在昊", "KOR"),  # 在 is no preposition after a surname alone
    ("泰国公主希婉拉抵达。", "希婉拉", "THA"),
    ("芬兰前总理莱尼斯科表示遗憾。", "莱尼斯科", "FIN"),  # a city in the midst
    ("比利时外长施泰因霍夫互致问候。", "施泰因霍夫", "BEL"),
    ("奥地利外长戈尔因病缺席。", "戈尔", "AUT"),
    ("丹麦国王奥拉夫十五世今天到访。", "奥拉夫十五世", "DNK"),
    ("拉脱维亚外长布赖埃连科连日出访。", "布赖埃连科", "LVA"),
    ("匈牙利外长亚诺什·托尔纳伊内政繁忙。", "亚诺什·托尔纳伊", "HUN"),
    ("爱沙尼亚外长安德烈·K·范德尼斯周二到访。", "安德烈·K·范德尼斯", "EST"),
    ("欧盟委员会委员冯德瓦尔特抵京。", "冯德瓦尔特", None),
    ("巴西外长裴凯儒表示感谢。", "裴凯儒", "BRA"),  # an ambassador's Chinese name
    ("日本经济产业大臣西村佑稔递交文件。", "西村佑稔", "JPN"),
    ("日本外务大臣政务官若松谦太出席。", "若松谦太", "JPN"),
    ("亚洲开发银行行长神谷真辉抵达。", "神谷真辉", None),
    ("美军参谋长联席会议主席布赖埃连科抵达。", "布赖埃连科", "USA"),
    ("日本海上自卫队幕僚长若松谦太抵达。", "若松谦太", "JPN"),  # 日本海 is no sea here
    ("韩国国会议长禹元基表示欢迎。", "禹元基", "KOR"),
    ("韩国统一部长官洪容植指出。", "洪容植", "KOR"),
    ("越南外交部副部长黎氏秋燕会见了他。", "黎氏秋燕", "VNM"),
    ("中国驻马耳他大使欧阳玉书到任。", "欧阳玉书", "CHN"),
    ("联合国秘书长利比亚问题特使哈努娅抵达。", "哈努娅", None),
    ("美国乌克兰问题特使卡尔霍恩抵达。", "卡尔霍恩", "USA"),
    ("新加坡国务部长哈莉莎说。", "哈莉莎", "SGP"),
    ("美国共和党众议院议长南森·佩尔蒂埃（Nathan Peltier）表示支持。", "南森·佩尔蒂埃", "USA"),
    ("国家主席和国务院总理李显平，将出席。", "李显平", None),
    ("日本外相小畑茂的讲话。", "小畑茂", "JPN"),
    ("日本防卫副大臣石田达也表示。", "石田达也", "JPN"),
    ("蒙古国副总理恩赫巴特尔抵达。", "恩赫巴特尔", "MNG"),  # somebody of another state within
    ("叙利亚外长巴拉克莱什抵达。", "巴拉克莱什", "SYR"),  # and at the beginning
    ("多米尼加外长布兰查德，会见了他们。", "布兰查德", "DOM"),  # a state at the end
    ("蒙古国外长巴特木尔表示。", "巴特木尔", "MNG"),
]
#: Texts in which nobody is named.
NOBODY = [
    "委员应到90人，实到88人。",
    "他竞选佐治亚州的州长。",
    "总书记和第一书记共同擘画。",
    "两国外长都表示满意。",
    "总统在埃尔门多基地会客。",
    "外长坚持原则。",
]


@cache
def _extractor() -> Extractor:
    known = load_knowledge()
    return Extractor(language=known.language, world=known.world, gazetteer=known.gazetteer, times=known.times)


@pytest.mark.parametrize(("text", "name", "state"), NAMES)
def test_an_unknown_name_has_its_bounds_and_state(text: str, name: str, state: str | None) -> None:
    """A name after an office is found whole, and nothing after it."""
    _, people, _ = _extractor().phrases(plain_document(text))
    person = people.get(name)
    assert person is not None, [each.name for each in people.persons]
    assert (person.entity, person.country) == (None, state)


@pytest.mark.parametrize("text", NOBODY)
def test_no_name_is_made_up(text: str) -> None:
    """Places, verbs and adverbs after an office are no names."""
    _, people, _ = _extractor().phrases(plain_document(text))
    assert [person.name for person in people.persons] == []
