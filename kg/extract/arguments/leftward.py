"""What stands left of a trigger: who acts, with whom, where, and whose it is.

In go the phrases before a trigger, out come the same with their slots. A gap between two of them is judged in `joins`,
a mark in `marks`; who takes no part after all is set apart in `bystanders`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.arguments.bystanders import one_subject, within_object, without_counterparts, without_met_before
from kg.extract.arguments.joins import continues, counts_those_before, is_apposed, is_led, sums_up
from kg.extract.arguments.marks import (
    acts_at,
    begins_reason,
    is_agent,
    is_role,
    last_mark,
    mark_reaches,
    marked_slot,
    opens_clause,
    slot_aside,
    verb_before,
)
from kg.extract.arguments.placed import Placed
from kg.extract.arguments.relatives import slots_by_relatives
from kg.extract.arguments.standing import with_aides, with_stay
from kg.extract.clauses import Clause, Mark
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.model import Span


@dataclass(frozen=True, slots=True)
class _Side:
    """The left side of a trigger, from which every phrase on it is seen."""

    text: str
    clause: Clause
    trigger: Span
    others: Sequence[Span]  #: the other triggers on it
    language: Language

    def gap(self, placed: Sequence[Placed], phrase: Phrase) -> tuple[str, Mark | None]:
        """Return what stands between the last phrase placed and the next one, and the mark in it."""
        start = self.begin(placed)
        return self.text[start : phrase.start], last_mark(self.clause.marks, start, phrase.start)

    def begin(self, placed: Sequence[Placed]) -> int:
        """Return where the gap after the last phrase placed begins."""
        return placed[-1].phrase.end if placed else self.clause.span.start


def place_left(
    text: str, clause: Clause, trigger: Span, phrases: Sequence[Phrase], others: Sequence[Span], language: Language
) -> list[Placed]:
    """Give each phrase before a trigger its slot."""
    side = _Side(text, clause, trigger, others, language)
    placed: list[Placed] = []
    relatives = slots_by_relatives(text, clause, phrases, others, language)
    for phrase in phrases:
        last = placed[-1] if placed else None
        group = last.group + 1 if last else 0
        if phrase in relatives:
            slot = relatives[phrase]
        elif last is None and _is_of_report(side, phrase):
            slot = "rest"
        elif last and last.slot != "rest" and relatives.get(last.phrase) != "inner" and _goes_on(side, placed, phrase):
            slot, group = _slot_listed(placed), last.group
        else:
            slot = _slot_of(side, placed, phrase)
            counted = last is not None and counts_those_before(
                side.gap(placed, phrase)[0], last.phrase, phrase, language
            )
            group = last.group if last is not None and counted else group
            joined = _joined_by_relative(side, placed, phrase)
            if joined is not None:
                slot, group = joined.slot, joined.group
            elif slot in ("subject", "with") and _is_talked_of(side, placed, phrase):
                slot = "about"
        if last is not None and slot == last.slot == "other":
            group = last.group
        placed.append(Placed(phrase, slot, group))
    return _settled(side, placed)


def _joined_by_relative(side: _Side, placed: Sequence[Placed], phrase: Phrase) -> Placed | None:
    """Return the person with whom another is joined, of whom the words between say what he does: 甲和来访的+乙+会谈."""
    acting = [item for item in placed if item.phrase.kind in ("person", "office") and item.slot in ("subject", "with")]
    if not acting or phrase.kind not in ("person", "office"):
        return None
    last = acting[-1]
    begins = any(mark.kind == "and" and mark.start == last.phrase.end for mark in side.clause.marks)
    gap = Span(start=last.phrase.end, end=phrase.start)
    does = any(gap.covers(span) for span in side.others)
    return last if begins and does and side.text.endswith(side.language.genitive, 0, phrase.start) else None


def _is_talked_of(side: _Side, placed: Sequence[Placed], phrase: Phrase) -> bool:
    """Tell whether a state belongs to the topic of those who act: 三人+就朝核以及+俄朝+合作交换意见."""
    met = any(mark.kind == "with" and mark.end == phrase.start for mark in side.clause.marks)
    if met or phrase.kind not in ("country", "org", "region"):
        return False
    begins = [item.phrase.end for item in placed if item.slot == "subject"]
    topics = (mark.start for mark in side.clause.marks if mark.kind == "about" and mark.end <= phrase.start)
    return any(
        side.text.startswith(tuple(side.language.on_topic), start) and any(end <= start for end in begins)
        for start in topics
    )


def _is_of_report(side: _Side, phrase: Phrase) -> bool:
    """Tell whether a city only says where a report was written: 利雅得——+美国和俄罗斯举行会谈."""
    begins = phrase.start == side.clause.span.start and phrase.kind == "place"
    return begins and side.language.opens_report.match(side.text, phrase.end) is not None


def _slot_listed(placed: Sequence[Placed]) -> str:
    """Return the slot of a list that goes on, be it after what its states are: 埃及、约旦等多个阿拉伯国家+和+阿盟."""
    return next((item.slot for item in placed if item.group == placed[-1].group), placed[-1].slot)


def _goes_on(side: _Side, placed: Sequence[Placed], phrase: Phrase) -> bool:
    """Tell whether a phrase goes on with the last one placed, in one list or saying what it is."""
    last, language = placed[-1], side.language
    if last.slot == "at" and phrase.kind == "person":
        return False  # 在东京+和安倍晋三+会谈
    gap, mark = side.gap(placed, phrase)
    return (
        continues(gap, mark, language)
        or is_apposed(gap, last.phrase, phrase, language)
        or sums_up(gap, last.phrase, phrase, language)
    )


def _slot_of(side: _Side, placed: Sequence[Placed], phrase: Phrase) -> str:
    """Return the slot of a phrase that begins anew after those placed."""
    text, others, language = side.text, side.others, side.language
    gap, mark = side.gap(placed, phrase)
    previous = placed[-1].phrase if placed else None
    if mark is not None and gap.endswith(language.genitive) and any(mark.end == span.start for span in others):
        return marked_slot(mark, phrase, text, language)  # 同+来访的+德国外长
    if mark is not None and mark.kind == "at":
        aside = slot_aside(text, phrase, side.trigger, placed, others, language)
        if aside:
            return aside
    if (
        is_led(gap, previous, phrase, text, language)
        or is_role(gap, phrase, text, language)
        or counts_those_before(gap, previous, phrase, language)
    ):
        return "inner"  # 坎贝尔+率领的+美国代表团; 上川作为+日本外相+访问
    if mark is not None and mark_reaches(mark, phrase, text, others):
        return _slot_after(side, mark, placed, phrase)
    verb = verb_before(others, side.begin(placed), phrase.start)
    if verb is not None:
        acts_next = text[verb.start : verb.end].endswith(language.pivots) or gap.endswith(language.genitive)
        return "subject" if acts_next else "other"  # 邀请+金正恩+访问, 来访的+外长+会见
    owns = text.startswith(language.genitive, phrase.end) and phrase.end + 1 != side.trigger.start
    return "owner" if owns else "subject"


def _slot_after(side: _Side, mark: Mark, placed: Sequence[Placed], phrase: Phrase) -> str:
    """Return the slot of a phrase that a mark reaches: most often that of the mark."""
    text, clause, language = side.text, side.clause, side.language
    acting = acts_at(phrase, side.trigger, clause.marks) or begins_reason(mark, phrase, text, clause, language)
    if mark.kind == "about" and acting:
        return "subject"  # 被问及+别洛乌索夫+访朝一事
    adds = mark.kind == "and" and not placed and not opens_clause(mark, phrase, text, clause, language)
    if adds or is_agent(mark, phrase, text, side.trigger, language):
        slot = "subject"
    elif _is_of_topic(side, mark, placed, phrase):
        slot = "about"
    else:
        slot = marked_slot(mark, phrase, text, language)
    beside = any(each.kind == "with" and each.end == mark.start for each in clause.marks)
    return "with" if mark.kind == "by" and slot == "subject" and beside else slot  # 与+由+甲率领的代表团


def _is_of_topic(side: _Side, mark: Mark, placed: Sequence[Placed], phrase: Phrase) -> bool:
    """Tell whether a phrase belongs to what is spoken about: 就甲对+乙+军售向丙提出交涉, 就能源安全、+俄乌+冲突会谈."""
    gap, _ = side.gap(placed, phrase)
    start = side.begin(placed)
    joins = mark.kind == "and" and side.text[mark.start : mark.end] not in side.language.joining
    if placed and placed[-1].slot == "about":
        return (mark.kind == "to" and mark.start == start) or (mark.kind == "and" and gap not in side.language.joining)
    before = last_mark(side.clause.marks, start, mark.start)
    return joins and before is not None and before.kind == "about"


def _settled(side: _Side, placed: list[Placed]) -> list[Placed]:
    """Set apart who takes no part after all, once every phrase has a slot."""
    text, clause, trigger, language = side.text, side.clause, side.trigger, side.language
    placed = without_met_before(clause, trigger, placed, side.others)
    placed = with_stay(text, clause, trigger, with_aides(text, placed, language), language)
    if placed and placed[-1].phrase.kind == "place" and placed[-1].phrase.end == trigger.start:
        last = placed.pop()
        here = last.slot == "subject" or any(item.group == last.group for item in placed)  # 与拜登+巴厘岛+会晤
        placed.append(Placed(last.phrase, "at" if here else last.slot, last.group))  # 利马+会晤
    placed = _with_modifiers(text, trigger, without_counterparts(placed, side.others), language)
    return one_subject(text, within_object(text, clause, trigger, placed, language), language)


def coordinate(clause: Clause, phrases: Sequence[Phrase], others: Sequence[Span]) -> list[Phrase]:
    """Keep the phrases from the one with which a second statement begins: 甲将与他会见、+乙+将与他会谈."""
    ends = {mark.end for mark in clause.marks if mark.kind == "and" and any(span.end == mark.start for span in others)}
    begins = [phrase.start for phrase in phrases if phrase.start in ends and phrase.kind in ("person", "office")]
    return [phrase for phrase in phrases if phrase.start >= max(begins, default=0)]


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
    members = [item for item in placed if item.group == group]
    of_noun = len(members) > 1 and not gap and all(item.phrase.rule == "compound" for item in members)
    if last.slot in ("with", "about", "by") or (last.slot == "to" and not of_noun):
        return placed  # 与+日韩+会谈, but 为+美俄+会谈+铺路
    if len(members) < 2 and last.phrase.level is None:
        return placed
    return [Placed(item.phrase, "modifier", item.group) if item.group == group else item for item in placed]
