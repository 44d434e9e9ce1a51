"""Joins: how two phrases hang together by what stands between them.

In go a gap and the phrases around it, out comes whether they are one list (甲、+乙), a place and what lies in it, a
pair, a leader and his delegation, or a relative clause and its noun. Which slot follows from it is said in `leftward`
and `rightward`.
"""

from __future__ import annotations

import re

from kg.extract.arguments.placed import GOALS, LONGEST_LINK, Placed
from kg.extract.clauses import Mark
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language

_LONGEST_HEAD_GAP = 4  #: signs between 的 and the noun of a relative clause
_LONGEST_TEAM = 8  #: signs of a delegation, from its state on
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_LONGEST_SUM = 5  #: signs of a word for how many they are: 等100名
_LONGEST_TITLES = 16  #: signs of what somebody is, that no table knows


def continues(gap: str, mark: Mark | None, language: Language) -> bool:
    """Tell whether a gap between two phrases joins them to one list."""
    if not gap:
        return True
    stripped = _BRACKETED.sub("", gap).strip(" ,，—－–-")  # 图瓦卢(Tuvalu)、+帕劳; 中国—+塞尔维亚
    joined = mark is not None and mark.kind == "and" and len(stripped) <= LONGEST_LINK
    return not stripped or joined or stripped in language.allied


def are_both_goals(text: str, gap: str, mark: Mark | None, before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a mark that else means the other side joins two goals at the end: 访问危地马拉+与+伯利兹."""
    places = all(each.kind in ("place", "country") for each in (before, phrase))
    joined = mark is not None and mark.kind == "with" and len(gap) == mark.end - mark.start
    return places and joined and not text[phrase.end : phrase.end + 1].isalpha()


def is_apposed(gap: str, before: Phrase, phrase: Phrase, language: Language) -> bool:
    """Tell whether a city is named right after its state, or a state after its region: 秘鲁首都利马, 欧洲的意大利."""
    if before.kind == "region":
        joined = gap == language.genitive or language.apposition.fullmatch(gap)
        return phrase.kind in ("country", "place") and bool(joined)
    within = phrase.kind == "place" and before.country == phrase.country
    narrower = before.kind in ("country", "place") and gap == language.genitive
    return within and (narrower or language.apposition.fullmatch(gap) is not None)


def is_paired(gap: str, before: Placed, phrase: Phrase, text: str, language: Language) -> bool:
    """Tell whether a word for 'with' joins two of a kind: 访问日本+与+韩国, 会见普京+与+外长拉夫罗夫."""
    if gap not in language.pairing:
        return False
    people = before.slot == "object" and before.phrase.kind == phrase.kind == "person"
    places = before.phrase.kind in GOALS and phrase.kind in GOALS and phrase.rule == "name"
    return places or (people and not text[phrase.end : phrase.end + 1].isalpha())


def is_led(gap: str, before: Phrase | None, phrase: Phrase, text: str, language: Language) -> bool:
    """Tell whether a delegation is named after whoever leads it: he acts."""
    return (
        before is not None
        and before.kind == "person"
        and (gap.startswith(language.led_delegation) or gap.endswith(language.led_delegation))
        and any(text.find(word, phrase.start, phrase.end + _LONGEST_TEAM) >= 0 for word in language.delegation)
    )


def counts_those_before(gap: str, before: Phrase | None, phrase: Phrase, language: Language) -> bool:
    """Tell whether a region says of what kind the states before it are: 对智利、秘鲁+两个+南美国家."""
    after = before is not None and before.kind == "country" and phrase.kind == "region"
    return after and language.so_many.fullmatch(gap) is not None


def sums_up(gap: str, before: Phrase, phrase: Phrase, language: Language) -> bool:
    """Tell whether a phrase says what those before it are: 陈全国+等四名+中国官员, 副部长+等10名+中国官员."""
    return (
        before.kind in ("person", "office")
        and phrase.kind in ("office", "country")
        and gap.startswith(language.etc)
        and len(gap) <= _LONGEST_SUM
        and before.country in (None, phrase.country)
    )


def genitive_end(gap: str, start: int, mark: Mark | None, language: Language) -> int | None:
    """Return where a relative clause ends between a trigger and its noun: 来访+的+桑切斯."""
    before, found, after = gap.rpartition(language.genitive)
    of = start + len(before)
    joined = mark is not None and mark.kind == "and" and mark.start > of  # 提名的前部长、+某大学教授乔利
    marked = mark is not None and (mark.start > of or mark.kind in ("with", "to", "by"))  # 时还与民主党籍的+佩洛西
    near = len(after) <= (_LONGEST_TITLES if joined else _LONGEST_HEAD_GAP)
    return of if found and near and (joined or not marked) else None
