"""What stands left of a trigger: who acts, with whom, where, and whose it is.

In go the phrases before a trigger, out come the same with their slots. A gap between two of them is judged in `joins`,
a mark in `marks`; who takes no part after all is set apart in `bystanders`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.bystanders import one_subject, within_object, without_counterparts, without_met_before
from kg.extract.clauses import Clause
from kg.extract.joins import continues, counts_those_before, is_apposed, is_led, sums_up
from kg.extract.marks import (
    acts_at,
    is_agent,
    is_role,
    last_mark,
    mark_reaches,
    marked_slot,
    opens_clause,
    slot_aside,
    verb_before,
)
from kg.extract.phrases import Phrase
from kg.extract.placed import Placed
from kg.extract.relatives import slots_by_relatives
from kg.extract.standing import with_aides, with_stay
from kg.knowledge.language import Language
from kg.model import Span


def place_left(
    text: str, clause: Clause, trigger: Span, phrases: Sequence[Phrase], others: Sequence[Span], language: Language
) -> list[Placed]:
    """Give each phrase before a trigger its slot."""
    placed: list[Placed] = []
    previous: Phrase | None = None
    relatives = slots_by_relatives(text, clause, phrases, others, language)
    for phrase in phrases:
        start = previous.end if previous else clause.span.start
        gap = text[start : phrase.start]
        mark = last_mark(clause.marks, start, phrase.start)
        group = placed[-1].group + 1 if placed else 0
        if phrase in relatives:
            slot = relatives[phrase]
        elif (
            previous is not None
            and placed
            and relatives.get(previous) != "inner"
            and not (placed[-1].slot == "at" and phrase.kind == "person")  # 在东京+和安倍晋三+会谈
            and (
                continues(gap, mark, language)
                or is_apposed(gap, previous, phrase, language)
                or sums_up(gap, previous, phrase, language)
            )
        ):
            slot, group = placed[-1].slot, placed[-1].group
        elif mark is not None and gap.endswith(language.genitive) and any(mark.end == span.start for span in others):
            slot = marked_slot(mark, phrase, text, language)  # 同+来访的+德国外长
        elif (
            mark is not None
            and mark.kind == "at"
            and (aside := slot_aside(text, phrase, trigger, placed, others, language))
        ):
            slot = aside
        elif (
            is_led(gap, previous, phrase, text, language)
            or is_role(gap, phrase, text, language)
            or counts_those_before(gap, previous, phrase, language)
        ):
            slot = "inner"  # 坎贝尔+率领的+美国代表团; 上川作为+日本外相+访问
        elif mark is not None and mark_reaches(mark, phrase, text, others):
            acts_here = mark.kind == "about" and acts_at(phrase, trigger, clause.marks)  # 被问及+别洛乌索夫+访朝一事
            adds = mark.kind == "and" and not placed and not opens_clause(mark, phrase, text, clause, language)
            acts_here = acts_here or is_agent(mark, phrase, text, trigger, language)
            topic = mark.kind == "and" and bool(placed) and placed[-1].slot == "about" and gap not in language.joining
            dealt_with = mark.kind == "to" and mark.start == start and bool(placed) and placed[-1].slot == "about"
            topic = topic or dealt_with  # 就甲对+乙+军售向丙提出交涉
            slot = "subject" if acts_here or adds else "about" if topic else marked_slot(mark, phrase, text, language)
            beside = any(each.kind == "with" and each.end == mark.start for each in clause.marks)
            slot = "with" if mark.kind == "by" and slot == "subject" and beside else slot  # 与+由+甲率领的代表团
        elif (verb := verb_before(others, start, phrase.start)) is not None:
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
    placed = without_met_before(clause, trigger, placed, others)
    placed = with_stay(text, clause, trigger, with_aides(text, placed, language), language)
    if placed and placed[-1].phrase.kind == "place" and placed[-1].phrase.end == trigger.start:
        last = placed.pop()
        here = last.slot == "subject" or any(item.group == last.group for item in placed)  # 与拜登+巴厘岛+会晤
        placed.append(Placed(last.phrase, "at" if here else last.slot, last.group))  # 利马+会晤
    placed = _with_modifiers(text, trigger, without_counterparts(placed, others), language)
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
    if last.slot in ("with", "about", "to", "by"):
        return placed
    members = [item for item in placed if item.group == group]
    if len(members) < 2 and last.phrase.level is None:
        return placed
    return [Placed(item.phrase, "modifier", item.group) if item.group == group else item for item in placed]
