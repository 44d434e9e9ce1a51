"""Arguments: where each noun phrase stands, seen from a trigger.

In go a clause and a trigger, out comes for each phrase its slot: `subject` (who acts), `with` (the other side),
`object`, `to` (the addressed side), `by` (who acts, in a passive), `modifier` (中美首脑会谈), `owner`
(普京的朝鲜之行), `head` (the noun of a relative clause: 来访的桑切斯), `at` (a place). What a slot means for an event
is the rule's business.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.clauses import Clause, Mark, Sentence
from kg.extract.phrases import Phrase
from kg.extract.standing import with_aides, with_stay
from kg.knowledge.language import Language
from kg.model import Span

_LONGEST_LINK, _LONGEST_GAP, _LONGEST_HEAD_GAP, _LONGEST_TEAM = 3, 14, 4, 8
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_LONGEST_LIST = 80  #: signs of the members of a delegation
_LONGEST_TITLES = 16  #: signs of what somebody is, that no table knows
_LONGEST_QUOTE = 3  #: signs between who acts and a trigger: 佩洛西“窜+访”
_PARTY_KINDS = frozenset({"person", "country", "org", "region", "office", "group", "pronoun"})
_GOALS = ("place", "country")
_ACTORS = _PARTY_KINDS | {"place"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase and its slot."""

    phrase: Phrase
    slot: str
    group: int  #: phrases of one list share it


def place_phrases(
    text: str, clause: Clause, trigger: Span, *, others: Sequence[Span], language: Language, moves: bool = False
) -> tuple[Placed, ...]:
    """Give each phrase of a clause its slot, seen from a trigger.

    Args:
        text: folded.
        others: the other triggers of the clause; what stands right after one is its object, not ours.
        moves: the trigger tells of a journey.
    """
    clause = _without_words(clause, [trigger, *others])
    inside = [
        phrase for phrase in clause.phrases if phrase.span.overlaps(trigger) and phrase.kind != "group"
    ]  # 双边会谈
    fused = [Placed(phrase, "object", -1) for phrase in inside]
    left = [phrase for phrase in clause.phrases if phrase.end <= trigger.start]
    right = [phrase for phrase in clause.phrases if phrase.start >= trigger.end]
    before = [span for span in others if span.end <= trigger.start]
    left = _coordinate(clause, left, before)
    after = [span for span in others if span.start >= trigger.end]
    placed = _without_mediators(text, clause, trigger, _left(text, clause, trigger, left, before, language), language)
    placed = _without_speaker(text, clause, trigger, placed, language)
    if any(item.slot == "with" for item in placed):
        fused = [item for item in fused if item.phrase.kind != "group"]  # 同拜登+双边会谈
    beyond = _right(text, clause, trigger, right, after, language)
    return (*placed, *(_with_goal(text, trigger, fused, beyond, language) if moves else (*fused, *beyond)))


def _with_goal(
    text: str, trigger: Span, fused: Sequence[Placed], right: Sequence[Placed], language: Language
) -> Sequence[Placed]:
    """Join the state that a trigger holds to what stands after it: one of the two is where one goes.

    赴+俄罗斯主持中俄会晤: no way to China; 率+中共+代表团赴越南: who goes.
    """
    first = next((item for item in right if item.slot == "object"), None)
    if not fused or first is None or first.phrase.kind not in _GOALS:
        return (*fused, *right)
    end = max(item.phrase.end for item in fused)
    if first.phrase.start == trigger.end and end < trigger.end:
        return right
    gap = text[max(end, trigger.end) : first.phrase.start]
    if end < trigger.end or not gap or language.apposition.fullmatch(gap):
        return (*fused, *right)
    return (*fused, *(replace(item, slot="rest") if item.group == first.group else item for item in right))


def _without_words(clause: Clause, triggers: Sequence[Span]) -> Clause:
    """Leave out marks that are only a part of a longer trigger: the 到 of 到访; 赴韩 is none where 赴韩国 stands."""
    triggers = [span for span in triggers if not any(p.start < span.end < p.end for p in clause.phrases)]
    marks = tuple(
        mark
        for mark in clause.marks
        if not any(
            span.start <= mark.start and mark.end <= span.end and len(span) > mark.end - mark.start for span in triggers
        )
    )
    return Clause(clause.span, clause.index, clause.phrases, marks)


def _left(
    text: str, clause: Clause, trigger: Span, phrases: Sequence[Phrase], others: Sequence[Span], language: Language
) -> list[Placed]:
    placed: list[Placed] = []
    previous: Phrase | None = None
    relatives = _relatives(text, clause, phrases, others, language)
    for phrase in phrases:
        start = previous.end if previous else clause.span.start
        gap = text[start : phrase.start]
        mark = _last_mark(clause.marks, start, phrase.start)
        group = placed[-1].group + 1 if placed else 0
        if phrase in relatives:
            slot = relatives[phrase]
        elif (
            previous is not None
            and placed
            and relatives.get(previous) != "inner"
            and not (placed[-1].slot == "at" and phrase.kind == "person")  # 在东京+和安倍晋三+会谈
            and (
                _continues(gap, mark, language)
                or _is_apposed(gap, previous, phrase, language)
                or _sums_up(gap, previous, phrase, language)
            )
        ):
            slot, group = placed[-1].slot, placed[-1].group
        elif mark is not None and gap.endswith(language.genitive) and any(mark.end == span.start for span in others):
            slot = _marked(mark, phrase, text, language)  # 同+来访的+德国外长
        elif (
            mark is not None
            and mark.kind == "at"
            and (aside := _aside(text, phrase, trigger, placed, others, language))
        ):
            slot = aside
        elif (
            _is_led(gap, previous, phrase, text, language)
            or _is_role(gap, phrase, text, language)
            or _counts(gap, previous, phrase, language)
        ):
            slot = "inner"  # 坎贝尔+率领的+美国代表团; 上川作为+日本外相+访问
        elif mark is not None and _reaches(mark, phrase, text, others):
            acts_here = mark.kind == "about" and _acts_at(phrase, trigger, clause.marks)  # 被问及+别洛乌索夫+访朝一事
            adds = mark.kind == "and" and not placed and not _opens(mark, phrase, text, clause, language)
            acts_here = acts_here or _is_agent(mark, phrase, text, trigger, language)
            topic = mark.kind == "and" and bool(placed) and placed[-1].slot == "about" and gap not in language.joining
            dealt_with = mark.kind == "to" and mark.start == start and bool(placed) and placed[-1].slot == "about"
            topic = topic or dealt_with  # 就甲对+乙+军售向丙提出交涉
            slot = "subject" if acts_here or adds else "about" if topic else _marked(mark, phrase, text, language)
            beside = any(each.kind == "with" and each.end == mark.start for each in clause.marks)
            slot = "with" if mark.kind == "by" and slot == "subject" and beside else slot  # 与+由+甲率领的代表团
        elif (verb := _verb_before(others, start, phrase.start)) is not None:
            acts_next = text[verb.start : verb.end].endswith(language.pivots) or gap.endswith(language.genitive)
            slot = "subject" if acts_next else "other"  # 邀请+金正恩+访问, 来访的+外长+会见
        elif text.startswith(language.genitive, phrase.end) and phrase.end + 1 != trigger.start:
            slot = "owner"
        else:
            slot = "subject"
        if previous is not None and slot == "other" and placed and placed[-1].slot == "other":
            group = placed[-1].group
        placed.append(Placed(phrase, slot, group))
        previous = phrase
    placed = _without_met_before(clause, trigger, placed, others)
    placed = with_stay(text, clause, trigger, with_aides(text, placed, language), language)
    if placed and placed[-1].phrase.kind == "place" and placed[-1].phrase.end == trigger.start:
        last = placed.pop()
        here = last.slot == "subject" or any(item.group == last.group for item in placed)  # 与拜登+巴厘岛+会晤
        placed.append(Placed(last.phrase, "at" if here else last.slot, last.group))  # 利马+会晤
    placed = _with_modifiers(text, trigger, _without_counterparts(placed, others), language)
    return _one_subject(text, _within_object(text, clause, trigger, placed, language), language)


def _coordinate(clause: Clause, phrases: Sequence[Phrase], others: Sequence[Span]) -> list[Phrase]:
    """Keep the phrases from the one with which a second statement begins: 甲将与他会见、+乙+将与他会谈."""
    ends = {mark.end for mark in clause.marks if mark.kind == "and" and any(span.end == mark.start for span in others)}
    begins = [phrase.start for phrase in phrases if phrase.start in ends and phrase.kind in ("person", "office")]
    return [phrase for phrase in phrases if phrase.start >= max(begins, default=0)]


def _relatives(
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


def _without_counterparts(placed: list[Placed], others: Sequence[Span]) -> list[Placed]:
    """Set apart the other side of a trigger before: 在与+泽连斯基+会面后再次与普京通话."""
    last = next((item for item in reversed(placed) if item.slot == "with"), None)
    if last is None:
        return placed
    between = [span for span in others if span.end <= last.phrase.start]
    return [
        Placed(item.phrase, "other", item.group)
        if item.slot == "with" and item.group != last.group and any(item.phrase.end <= span.start for span in between)
        else item
        for item in placed
    ]


def _within_object(text: str, clause: Clause, trigger: Span, placed: list[Placed], language: Language) -> list[Placed]:
    """Set apart what stands between 举行 and its noun: in 举行中印边界问题会晤 the states are no subject."""
    verbs = list(language.holding.finditer(text, clause.span.start, trigger.start))
    if not verbs or not any(
        item.slot in ("subject", "with") for item in placed if item.phrase.end <= verbs[-1].start()
    ):
        return placed
    return [
        Placed(item.phrase, "other", item.group)
        if item.slot == "subject"
        and item.phrase.start >= verbs[-1].end()
        and not text.endswith(language.pivots, 0, item.phrase.start)  # 举行仪式欢迎+马克龙+来访
        else item
        for item in placed
    ]


def _without_mediators(
    text: str, clause: Clause, trigger: Span, placed: list[Placed], language: Language
) -> list[Placed]:
    """Set apart who brings others together: in 甲与乙见证丙丁签署 only 丙 and 丁 sign."""
    verb = next(iter(language.mediates.finditer(text, clause.span.start, trigger.start)), None)
    if verb is None or not any(
        item.slot in ("subject", "with", "modifier") for item in placed if item.phrase.start >= verb.end()
    ):
        return placed
    return [Placed(item.phrase, "other", item.group) if item.phrase.end <= verb.start() else item for item in placed]


def _without_speaker(
    text: str, clause: Clause, trigger: Span, placed: list[Placed], language: Language
) -> list[Placed]:
    """Set apart who speaks of what others do: in 甲对乙与丙会谈表示欢迎 only 乙 and 丙 meet."""
    spoken = (match for match in language.reacts.finditer(text, clause.span.start, clause.span.end))
    what = next((match.span("what") for match in spoken if match.start() < trigger.start), None)
    if what is None or trigger.end > what[1]:
        return placed
    slots = {"to": "subject"}
    return [
        Placed(item.phrase, "other" if item.phrase.end < what[0] else slots.get(item.slot, item.slot), item.group)
        for item in placed
    ]


def _without_met_before(
    clause: Clause, trigger: Span, placed: Sequence[Placed], others: Sequence[Span]
) -> list[Placed]:
    """Set apart the other side of a verb before ours, which has its own: 与+甲+会谈并与乙+通话."""
    sides = [mark for mark in clause.marks if mark.kind == "with" and mark.end <= trigger.start]
    met = max((span.start for span in others if any(span.end <= mark.start for mark in sides)), default=0)
    return [replace(item, slot="other") if item.slot == "with" and item.phrase.end <= met else item for item in placed]


def _verb_before(others: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the other trigger that stands right before a phrase."""
    return next((span for span in others if start <= span.start and span.end <= end and end - span.end <= 2), None)


def _reaches(mark: Mark, phrase: Phrase, text: str, others: Sequence[Span]) -> bool:
    """Tell whether a mark gives a phrase its position: no trigger stands between, and 被 stands close (被问及X访问)."""
    if mark.kind == "by" and phrase.start - mark.end > _LONGEST_LINK:
        return False
    return not any(mark.start < span.start < phrase.start for span in others)


def _acts_at(phrase: Phrase, trigger: Span, marks: Sequence[Mark]) -> bool:
    """Tell whether a person is named right before a trigger, or the other side: what is spoken of is that he did it."""
    beside = any(mark.kind == "with" and mark.start == phrase.end for mark in marks)  # 根据+甲+与乙会谈时达成的
    return phrase.kind == "person" and (beside or trigger.start - phrase.end in range(_LONGEST_QUOTE))


def _aside(
    text: str, phrase: Phrase, trigger: Span, placed: Sequence[Placed], others: Sequence[Span], language: Language
) -> str | None:
    """Return the slot of a person after the mark of a place or time.

    在+高市早苗+的家乡, 他在+威特科夫+访俄后, 两国希望在+拜登+离开白宫前.
    """
    if phrase.kind != "person":
        return None
    if text.startswith(language.genitive, phrase.end):
        return "owner"
    acts_elsewhere = any(span.start == phrase.end for span in others) or language.by_then.match(
        text, phrase.end, trigger.start
    )
    return "inner" if acts_elsewhere and any(item.slot == "subject" for item in placed) else None


def _opens(mark: Mark, phrase: Phrase, text: str, clause: Clause, language: Language) -> bool:
    """Tell whether a word for both `and` and `with` opens a clause, but for when and where: 5日在当地+和+乙会谈."""
    first = clause.index > 0 and mark.end == phrase.start and text[mark.start : mark.end] in language.joining
    return first and language.opens.fullmatch(text, clause.span.start, mark.start) is not None


def _has_sent(text: str, before: Phrase, phrase: Phrase, language: Language) -> bool:
    """Tell whether somebody has sent whoever is named before: 李强+代表+习近平+出席."""
    word = next((word for word in language.on_behalf if text.endswith(word, 0, phrase.head.start)), "")
    bare = phrase.start in (phrase.head.start, phrase.head.start - len(word))
    return bool(word) and before.kind == phrase.kind == "person" and bare


def _is_role(gap: str, phrase: Phrase, text: str, language: Language) -> bool:
    """Tell whether in an office acts whoever is named before: 上川作为+日本外相+访问, 以+东盟主席+身份+主持."""
    return gap.endswith(language.in_role) or text.startswith(language.as_role, phrase.end)


def _leads(text: str, phrase: Phrase, language: Language) -> bool:
    """Tell whether a person leads the delegation that acts, or is of it: 由+副议长坎贝尔+率领的访问团."""
    if phrase.kind == "person" and text.startswith(language.led_delegation, phrase.end):
        return True
    return language.composing.search(text, phrase.end, phrase.end + _LONGEST_LIST) is not None


def _is_agent(mark: Mark, phrase: Phrase, text: str, trigger: Span, language: Language) -> bool:
    """Tell whether somebody acts right before a trigger, and nothing is done to anybody: 下次+由+甲+访问乙."""
    return text[mark.start : mark.end] in language.agents and phrase.kind == "person" and phrase.end == trigger.start


def _marked(mark: Mark, phrase: Phrase, text: str, language: Language) -> str:
    if mark.kind == "at":
        dated = phrase.kind == "country" and mark.end < phrase.start
        together = dated and text.startswith(language.pairing, phrase.end)  # 在18日+伊朗+与俄罗斯会谈中
        return "at" if phrase.kind in ("place", "country", "region") and not together else "subject"
    if mark.kind == "and":
        return "with"
    if mark.kind == "by" and _leads(text, phrase, language):
        return "subject"
    return mark.kind


def _continues(gap: str, mark: Mark | None, language: Language) -> bool:
    """Tell whether a gap between two phrases joins them to one list."""
    if not gap:
        return True
    stripped = _BRACKETED.sub("", gap).strip(" ,，—－–-")  # 图瓦卢(Tuvalu)、+帕劳; 中国—+塞尔维亚
    joined = mark is not None and mark.kind == "and" and len(stripped) <= _LONGEST_LINK
    return not stripped or joined or stripped in language.allied


def _are_both_goals(text: str, gap: str, mark: Mark | None, before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a mark that else means the other side joins two goals at the end: 访问危地马拉+与+伯利兹."""
    places = all(each.kind in ("place", "country") for each in (before, phrase))
    joined = mark is not None and mark.kind == "with" and len(gap) == mark.end - mark.start
    return places and joined and not text[phrase.end : phrase.end + 1].isalpha()


def _is_apposed(gap: str, before: Phrase, phrase: Phrase, language: Language) -> bool:
    """Tell whether a city is named right after its state, or a state after its region: 秘鲁首都利马, 欧洲的意大利."""
    if before.kind == "region":
        joined = gap == language.genitive or language.apposition.fullmatch(gap)
        return phrase.kind in ("country", "place") and bool(joined)
    within = phrase.kind == "place" and before.country == phrase.country
    narrower = before.kind in ("country", "place") and gap == language.genitive
    return within and (narrower or language.apposition.fullmatch(gap) is not None)


def _is_paired(gap: str, before: Placed, phrase: Phrase, text: str, language: Language) -> bool:
    """Tell whether a word for 'with' joins two of a kind: 访问日本+与+韩国, 会见普京+与+外长拉夫罗夫."""
    if gap not in language.pairing:
        return False
    people = before.slot == "object" and before.phrase.kind == phrase.kind == "person"
    places = before.phrase.kind in _GOALS and phrase.kind in _GOALS and phrase.rule == "name"
    return places or (people and not text[phrase.end : phrase.end + 1].isalpha())


def _is_led(gap: str, before: Phrase | None, phrase: Phrase, text: str, language: Language) -> bool:
    """Tell whether a delegation is named after whoever leads it: he acts."""
    return (
        before is not None
        and before.kind == "person"
        and (gap.startswith(language.led_delegation) or gap.endswith(language.led_delegation))
        and any(text.find(word, phrase.start, phrase.end + _LONGEST_TEAM) >= 0 for word in language.delegation)
    )


def _counts(gap: str, before: Phrase | None, phrase: Phrase, language: Language) -> bool:
    """Tell whether a region says of what kind the states before it are: 对智利、秘鲁+两个+南美国家."""
    after = before is not None and before.kind == "country" and phrase.kind == "region"
    return after and language.so_many.fullmatch(gap) is not None


def _sums_up(gap: str, before: Phrase, phrase: Phrase, language: Language) -> bool:
    """Tell whether a phrase says what those before it are: 陈全国+等四名+中国官员."""
    return (
        before.kind == "person"
        and phrase.kind in ("office", "country")
        and gap.startswith(language.etc)
        and len(gap) <= _LONGEST_LINK
        and before.country in (None, phrase.country)
    )


def _genitive(gap: str, start: int, mark: Mark | None, language: Language) -> int | None:
    """Return where a relative clause ends between a trigger and its noun: 来访+的+桑切斯."""
    before, found, after = gap.rpartition(language.genitive)
    of = start + len(before)
    joined = mark is not None and mark.kind == "and" and mark.start > of  # 提名的前部长、+某大学教授乔利
    marked = mark is not None and (mark.start > of or mark.kind in ("with", "to", "by"))  # 时还与民主党籍的+佩洛西
    near = len(after) <= (_LONGEST_TITLES if joined else _LONGEST_HEAD_GAP)
    return of if found and near and (joined or not marked) else None


def _last_mark(marks: Sequence[Mark], start: int, end: int) -> Mark | None:
    """Return the mark that gives a phrase its position, the last before it: in 对+与甲有关的实体 that is 对."""
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    if len(inside) > 1 and inside[-1].kind == "with" and inside[-2].end == inside[-1].start:
        return inside[-2] if inside[-2].kind in ("to", "about") else inside[-1]
    return inside[-1] if inside else None


def _with_modifiers(text: str, trigger: Span, placed: list[Placed], language: Language) -> list[Placed]:
    """Turn the states right before a noun trigger into its modifiers: 日韩外长+会谈."""
    if not placed or placed[-1].phrase.kind not in ("country", "region", "org"):
        return placed
    last = placed[-1]
    gap = text[last.phrase.end : trigger.start]
    for word in sorted(language.levels, key=len, reverse=True):
        gap = gap.replace(word, "")
    gap = language.recurring.sub("", gap)
    if gap.strip(language.filler) or (gap and last.phrase.level is None and len(gap) > 4):
        return placed
    group = last.group
    if last.slot in ("with", "about", "to", "by"):
        return placed
    members = [item for item in placed if item.group == group]
    if len(members) < 2 and last.phrase.level is None:
        return placed
    return [Placed(item.phrase, "modifier", item.group) if item.group == group else item for item in placed]


def _one_subject(text: str, placed: list[Placed], language: Language) -> list[Placed]:
    """Keep as subject only the last list of phrases that may be one; a state before a noun (美国企业) is none.

    Whoever stands before the other side is the subject, if anybody does: 甲+同乙宣布将两国关系+提升.
    """
    actors = [item for item in placed if item.slot == "subject" and item.phrase.kind in _ACTORS]
    other_side = min((item.phrase.start for item in placed if item.slot == "with"), default=0)
    able = [item for item in actors if acts(text, item.phrase, language)]
    acting = [item.group for item in able if item.phrase.start < other_side] or [item.group for item in able]
    if not actors:
        return placed
    chosen = acting[-1] if acting else actors[-1].group
    return [
        Placed(item.phrase, "topic", item.group) if item.slot == "subject" and item.group != chosen else item
        for item in placed
    ]


def acts(text: str, phrase: Phrase, language: Language) -> bool:
    """Tell whether a phrase can be a subject by what follows it."""
    if phrase.kind == "office" and language.residence.match(text, phrase.end):
        return False
    if phrase.kind == "pronoun" and text.startswith(language.genitive, phrase.end):
        return False  # 选择+他的+顾问
    if phrase.kind == "person" and (
        language.envoys.match(text, phrase.end)
        or text.endswith(tuple(language.spouses), 0, phrase.start)
        or text.startswith(tuple(language.spouses), phrase.end)
        or any(wording.endswith(tuple(language.spouses)) for wording, _ in phrase.offices)
    ):
        return False
    if phrase.rule == "compound" and language.societies.match(text, phrase.end):
        return False
    if phrase.kind not in ("country", "org", "region") or phrase.rule in (
        "side",
        "institution",
        "compound",
        "prefix",
        "own",
    ):
        return True
    return phrase.end >= len(text) or language.acts.match(text, phrase.end) is not None


def _right(
    text: str, clause: Clause, trigger: Span, phrases: Sequence[Phrase], others: Sequence[Span], language: Language
) -> list[Placed]:
    placed: list[Placed] = []
    start = trigger.end
    for phrase in phrases:
        gap = text[start : phrase.start]
        mark = _last_mark(clause.marks, start, phrase.start)
        group = placed[-1].group + 1 if placed else 100
        if placed and (
            _continues(gap, mark, language)
            or _is_apposed(gap, placed[-1].phrase, phrase, language)
            or _is_paired(gap, placed[-1], phrase, text, language)
            or _are_both_goals(text, gap, mark, placed[-1].phrase, phrase)
        ):
            slot, group = placed[-1].slot, placed[-1].group
        elif (
            placed and phrase.kind == "place" and text.endswith(language.genitive, start, phrase.start) and mark is None
        ):
            slot, group = placed[-1].slot, placed[-1].group  # 访问+埃及的+拉法口岸
        elif placed and _is_led(gap, placed[-1].phrase, phrase, text, language):
            slot = "inner"  # 会见+舒默+率领的+美国国会代表团
        elif (of := _genitive(gap, start, mark, language)) is not None:
            placed = [
                Placed(item.phrase, "inner" if item.slot in ("object", "to") else item.slot, item.group)
                for item in placed
            ]
            inside = _parted(
                text, [span for span in others if trigger.end <= span.start and span.end <= of], trigger, language
            )
            slot = "object" if inside else "modifier" if _is_run(phrase, phrases) else "head"  # 签署的+沙伊+协定
        elif mark is not None and mark.kind == "at" and phrase.receiver:
            slot = "object"  # 驱逐在+阿尔及利亚驻法使馆+任职的人员
        elif mark is not None and mark.kind == "and" and mark.start == trigger.end:
            slot = "rest"  # 韩日会谈、+韩美会谈
        elif mark is not None:
            far = mark.start - trigger.end > _LONGEST_LINK or language.thereafter.match(gap)  # 会谈+后与丙通话
            theirs = far or any(span.start >= phrase.end for span in others)
            acted_on = mark.kind == "to" and bool(placed) and mark.start == start  # 在电话中向甲解释了+乙+对+丙的措施
            apart = (mark.kind == "with" and theirs) or acted_on
            slot = "rest" if apart else _marked(mark, phrase, text, language)
        elif any(start <= span.start and span.end <= phrase.start for span in others):
            slot = "other"
        elif not placed and language.thereafter.match(gap):
            slot = "rest"  # 结束对阿联酋+访问+后乘机回到+北京
        elif not placed and len(gap) <= _LONGEST_GAP:
            slot = "object"
        else:
            slot = "rest"
        placed.append(Placed(phrase, slot, group))
        start = phrase.end
    return placed


def _parted(text: str, verbs: Sequence[Span], trigger: Span, language: Language) -> bool:
    """Tell whether another verb parts a trigger from its noun: 签署的沙伊协定, but not 来华访问并出席峰会的甲.

    What somebody comes to attend is a noun: 来华出席+磋商的甲.
    """
    if text.endswith(tuple(language.conferences.attends), trigger.start, trigger.end):
        return False
    return bool(verbs) and not text[trigger.end : verbs[0].start].endswith(language.adds)


def following_subject(
    sentence: Sentence, clause: Clause, trigger: Span, *, text: str, triggers: Sequence[Span], language: Language
) -> tuple[Phrase, ...]:
    """Return the subject of the clause after one that only says when: 在会见X时，+Y+表示."""
    if clause.index + 1 >= len(sentence.clauses) or not language.fronted.fullmatch(text, trigger.end, clause.span.end):
        return ()
    main = sentence.clauses[clause.index + 1]
    end = Span(start=main.span.end, end=main.span.end)
    inside = [span for span in triggers if main.span.covers(span)]
    marked = {mark.end for mark in main.marks}
    first = next((phrase for phrase in main.phrases if phrase.kind in _ACTORS), None)
    if first is None or first.kind in ("pronoun", "group") or first.start in marked:
        return ()
    placed = _left(text, main, end, list(main.phrases), inside, language)
    group = next((item.group for item in placed if item.phrase == first), None)
    return tuple(item.phrase for item in placed if item.group == group)


def _is_inner(text: str, phrase: Phrase, clause: Clause, triggers: Sequence[Span], language: Language) -> bool:
    """Tell whether a phrase acts inside a relative clause only: 拜登任命的+外交官尹汝尚."""
    head = next((other for other in clause.phrases if other.start >= phrase.end), None)
    if head is None or head.kind not in ("person", "office"):
        return False
    of = text.rfind(language.genitive, phrase.end, head.head.start)
    return any(phrase.end <= span.start and span.end <= of for span in triggers)


def _is_run(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Tell whether a state begins a run of states: 沙伊, 智利秘鲁."""
    following = any(other.start == phrase.end and other.kind == "country" for other in phrases)
    return phrase.kind == "country" and (phrase.rule == "compound" or following)


def carried_subject(
    sentence: Sentence, clause: Clause, *, text: str, triggers: Sequence[Span], language: Language
) -> tuple[Phrase, ...]:
    """Return the subject of the nearest earlier clause of the sentence that has one: a dropped subject."""
    for earlier in reversed(sentence.clauses[: clause.index]):
        end = Span(start=earlier.span.end, end=earlier.span.end)
        inside = [span for span in triggers if earlier.span.covers(span)]
        placed = _left(text, earlier, end, list(earlier.phrases), inside, language)
        subjects = [item.phrase for item in placed if item.slot in ("subject", "topic") and item.phrase.kind in _ACTORS]
        subjects = [one for one in subjects if one.rule != "compound" or not language.ties.match(text, one.end)]
        first = [
            item
            for item in placed
            if item.phrase in subjects
            and not _is_inner(text, item.phrase, earlier, inside, language)
            and not _is_held(text, item.phrase, earlier, language)
        ]
        told = [one for before, one in pairwise(first) if _speaks_of(text, before, one, language)]
        sent = [item for item in first if text.endswith(language.sent, 0, item.phrase.start)]
        if first:
            group = (sent or told or first)[0].group
            return tuple(item.phrase for item in first if item.group == group)
    return ()


def _is_held(text: str, phrase: Phrase, clause: Clause, language: Language) -> bool:
    """Tell whether a state only says what is held: 赴德国举行+中德+磋商."""
    held = language.holding.search(text, clause.span.start, phrase.start)
    return phrase.rule == "compound" and held is not None


def _speaks_of(text: str, before: Placed, item: Placed, language: Language) -> bool:
    """Tell whether what somebody says begins with who acts: 外交部+说+普京将访问."""
    said = text[before.phrase.end : item.phrase.start]
    return before.group != item.group and len(said) <= _LONGEST_LINK and said.endswith(language.says)


def carried_other_side(
    sentence: Sentence, clause: Clause, *, text: str, triggers: Sequence[Span], language: Language
) -> tuple[Phrase, ...]:
    """Return who stands beside the subject of the nearest earlier clause of the sentence that names an other side."""
    for earlier in reversed(sentence.clauses[: clause.index]):
        end = Span(start=earlier.span.end, end=earlier.span.end)
        inside = [span for span in triggers if earlier.span.covers(span)]
        placed = _left(text, earlier, end, list(earlier.phrases), inside, language)
        sided = tuple(item.phrase for item in placed if item.slot == "with" and acts(text, item.phrase, language))
        if sided:
            return sided
    return ()
