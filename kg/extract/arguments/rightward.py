"""What stands right of a trigger: whom it reaches, where one goes, the noun of its relative clause.

In go the phrases after a trigger, out come the same with their slots. A gap between two of them is judged in `joins`, a
mark in `marks`; what stands after another trigger is the object of that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.arguments.joins import are_both_goals, continues, genitive_end, is_apposed, is_led, is_paired
from kg.extract.arguments.marks import last_mark, marked_slot
from kg.extract.arguments.placed import GOALS, LONGEST_LINK, Placed
from kg.extract.clauses import Clause, Mark
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.model import Span

_LONGEST_GAP = 14  #: signs between a trigger and its object


def with_goal(
    text: str, trigger: Span, fused: Sequence[Placed], right: Sequence[Placed], language: Language
) -> Sequence[Placed]:
    """Join the state that a trigger holds to what stands after it: one of the two is where one goes.

    赴+俄罗斯主持中俄会晤: no way to China; 率+中共+代表团赴越南: who goes.
    """
    first = next((item for item in right if item.slot == "object"), None)
    if not fused or first is None or first.phrase.kind not in GOALS:
        return (*fused, *right)
    end = max(item.phrase.end for item in fused)
    if first.phrase.start == trigger.end and end < trigger.end:
        return right
    gap = text[max(end, trigger.end) : first.phrase.start]
    if end < trigger.end or not gap or language.apposition.fullmatch(gap):
        return (*fused, *right)
    return (*fused, *(replace(item, slot="rest") if item.group == first.group else item for item in right))


def place_right(
    text: str, clause: Clause, trigger: Span, phrases: Sequence[Phrase], others: Sequence[Span], language: Language
) -> list[Placed]:
    """Give each phrase after a trigger its slot."""
    placed: list[Placed] = []
    start = trigger.end
    for phrase in phrases:
        gap = text[start : phrase.start]
        mark = last_mark(clause.marks, start, phrase.start)
        group = placed[-1].group + 1 if placed else 100
        if placed and _goes_on(text, gap, mark, placed[-1], phrase, language):
            slot, group = placed[-1].slot, placed[-1].group
        elif placed and is_led(gap, placed[-1].phrase, phrase, text, language):
            slot = "inner"  # 会见+舒默+率领的+美国国会代表团
        elif (of := genitive_end(gap, start, mark, language)) is not None:
            placed = [replace(each, slot="inner") if each.slot in ("object", "to") else each for each in placed]
            inside = [span for span in others if trigger.end <= span.start and span.end <= of]
            own = _parted(text, inside, trigger, language)
            slot = "object" if own else "modifier" if _is_run(phrase, phrases) else "head"  # 签署的+沙伊+协定
        elif mark is not None and mark.kind == "at" and phrase.receiver:
            slot = "object"  # 驱逐在+阿尔及利亚驻法使馆+任职的人员
        elif mark is not None:
            far = language.thereafter.match(gap) is not None  # 会谈+后与丙通话
            theirs = far or any(span.start >= phrase.end for span in others)
            apart = _is_apart(mark, trigger, follows=bool(placed) and mark.start == start, theirs=theirs)
            slot = "rest" if apart else marked_slot(mark, phrase, text, language)
        elif any(start <= span.start and span.end <= phrase.start for span in others):
            slot = "other"
        else:  # 结束对阿联酋+访问+后乘机回到+北京: no object
            near = not placed and len(gap) <= _LONGEST_GAP and not language.thereafter.match(gap)
            slot = "object" if near else "rest"
        placed.append(Placed(phrase, slot, group))
        start = phrase.end
    return placed


def _goes_on(text: str, gap: str, mark: Mark | None, last: Placed, phrase: Phrase, language: Language) -> bool:
    """Tell whether a phrase stands in one list with the last, or says more of it: 访问+埃及的+拉法口岸."""
    of_it = phrase.kind == "place" and gap.endswith(language.genitive) and mark is None
    return (
        of_it
        or continues(gap, mark, language)
        or is_apposed(gap, last.phrase, phrase, language)
        or is_paired(gap, last, phrase, text, language)
        or are_both_goals(text, gap, mark, last.phrase, phrase)
    )


def _is_apart(mark: Mark, trigger: Span, *, follows: bool, theirs: bool) -> bool:
    """Tell whether whom a mark leads in has no part in what the trigger tells: 韩日会谈、+韩美会谈.

    Args:
        follows: the mark stands right after another phrase: 在电话中向甲解释了+乙+对+丙的措施.
        theirs: another verb takes him.
    """
    if mark.kind == "with":
        return theirs or mark.start - trigger.end > LONGEST_LINK
    return (mark.kind == "and" and mark.start == trigger.end) or (mark.kind == "to" and follows)


def _parted(text: str, verbs: Sequence[Span], trigger: Span, language: Language) -> bool:
    """Tell whether another verb parts a trigger from its noun: 签署的沙伊协定, but not 来华访问并出席峰会的甲.

    What somebody comes to attend is a noun: 来华出席+磋商的甲.
    """
    if text.endswith(tuple(language.conferences.attends), trigger.start, trigger.end):
        return False
    return bool(verbs) and not text[trigger.end : verbs[0].start].endswith(language.adds)


def _is_run(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Tell whether a state begins a run of states: 沙伊, 智利秘鲁."""
    following = any(other.start == phrase.end and other.kind == "country" for other in phrases)
    return phrase.kind == "country" and (phrase.rule == "compound" or following)
