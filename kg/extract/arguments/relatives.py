"""Relative clauses left of a trigger: whose noun takes the slot, and what only stands inside.

In go the phrases of a clause and its other triggers, out come slots for nouns (同+来访的+甲) and for what belongs to
another noun (河内+峰会). Relative clauses right of a trigger are read in `rightward`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.extract.clauses import Clause
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.model import Span


def slots_by_relatives(
    text: str, clause: Clause, phrases: Sequence[Phrase], others: Sequence[Span], language: Language
) -> dict[Phrase, str]:
    """Give the noun of a relative clause after a mark its slot, and what stands inside the slot `inner`.

    同+来华进行国事访问的+越南国家主席苏林, 与+赢得美国大选的+特朗普: what follows the mark is no noun phrase. Nor is
    the owner before an official of his meant: 与+马克龙的+顾问博纳.
    """
    told = [phrase for phrase in phrases if phrase.kind == "country"]
    slots = {
        phrase: "other"
        for phrase in told
        if any(span.overlaps(phrase.span) and not phrase.span.covers(span) for span in others)  # 访韩+期间
    }
    held, there = {span.start for span in others}, {mark.end for mark in clause.marks if mark.kind == "at"}
    there |= {
        phrase.start for state, phrase in pairwise(phrases) if _is_capital_of(text, state, phrase, there, language)
    }
    named = [phrase for phrase in phrases if phrase.kind == "place" and phrase.start not in there]
    slots |= {phrase: "inner" for phrase in named if phrase.end in held}  # 河内+峰会、首脑会面
    slots |= {phrase: "about" for before, phrase in pairwise(phrases) if _has_sent(text, before, phrase, language)}
    for head in phrases:
        if head.kind not in ("person", "office") or text[head.start - 1 : head.start] != language.genitive:
            continue
        marks = [mark for mark in clause.marks if mark.end < head.start and mark.kind in ("with", "to", "by")]
        led = {mark.end for mark in marks}
        marks = [mark for mark in marks if mark.start not in led]  # 与+为出席峰会而访日的+甲
        for mark in reversed(marks):
            inner = [phrase for phrase in phrases if mark.end <= phrase.start and phrase.end < head.start]
            if not inner and any(mark.end < span.start < head.start for span in others):
                slots[head] = mark.kind  # 与+1月20日就任的+下任总统特朗普
                break
            owned = [each.end + len(language.genitive) for each in inner] == [head.start] and head.kind == "person"
            if inner and (owned or inner[0].start > mark.end or any(span.start == mark.end for span in others)):
                slots |= dict.fromkeys(inner, "inner") | {head: mark.kind}
                break
    things = [phrase for phrase in phrases if phrase.kind == "person" and language.building.match(text, phrase.end)]
    beside = [each for each in phrases if each.kind == "person" and text.endswith(language.accompanies, 0, each.start)]
    things += [each for each in beside if each.end in held and each.end < phrases[-1].start]  # 陪同+甲+访华的乙
    composed = language.composing.search(text, clause.span.start, clause.span.end)
    if composed is not None:  # 由甲、乙等+四国+外长组成的代表团
        things += [each for each in phrases if each.kind in ("group", "region") and each.end < composed.start()]
    return slots | dict.fromkeys(things, "inner")


def _is_capital_of(text: str, state: Phrase, city: Phrase, there: Collection[int], language: Language) -> bool:
    """Tell whether a city stands with its state after the mark of a place: 在马来西亚首都+吉隆坡."""
    return state.start in there and language.apposition.fullmatch(text, state.end, city.start) is not None


def _has_sent(text: str, before: Phrase, phrase: Phrase, language: Language) -> bool:
    """Tell whether somebody has sent whoever is named before: 李强+代表+习近平+出席, 甲+代表+国王乙+主持."""
    if before.kind == phrase.kind == "person" and text.endswith(language.on_behalf, 0, phrase.start):
        return True
    word = next((word for word in language.on_behalf if text.endswith(word, 0, phrase.head.start)), "")
    bare = phrase.start in (phrase.head.start, phrase.head.start - len(word))
    return bool(word) and before.kind == phrase.kind == "person" and bare
