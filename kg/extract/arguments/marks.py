"""Marks: which slot the word before a phrase gives it, and when it gives it none.

In go a phrase and the marks of its clause (与, 对, 由, 在), out comes a slot, or whether a mark holds here. The marks
themselves are found in `clauses`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments.placed import LONGEST_LINK, Placed
from kg.extract.clauses import Clause, Mark
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.model import Span

_LONGEST_LIST = 80  #: signs of the members of a delegation
_LONGEST_QUOTE = 3  #: signs between who acts and a trigger: 佩洛西“窜+访”


def verb_before(others: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the other trigger that stands right before a phrase."""
    return next((span for span in others if start <= span.start and span.end <= end and end - span.end <= 2), None)


def mark_reaches(mark: Mark, phrase: Phrase, text: str, others: Sequence[Span]) -> bool:
    """Tell whether a mark gives a phrase its position: no trigger stands between, and 被 stands close (被问及X访问)."""
    if mark.kind == "by" and phrase.start - mark.end > LONGEST_LINK:
        return False
    return not any(mark.start < span.start < phrase.start for span in others)


def acts_at(phrase: Phrase, trigger: Span, marks: Sequence[Mark]) -> bool:
    """Tell whether a person is named right before a trigger, or the other side: what is spoken of is that he did it."""
    beside = any(mark.kind == "with" and mark.start == phrase.end for mark in marks)  # 根据+甲+与乙会谈时达成的
    return phrase.kind == "person" and (beside or trigger.start - phrase.end in range(_LONGEST_QUOTE))


def begins_reason(mark: Mark, phrase: Phrase, text: str, clause: Clause, language: Language) -> bool:
    """Tell whether a clause gives a reason, and begins with who acts in it: 由于+甲+不久前访问了乙."""
    named = phrase.kind in ("person", "office") and not text.startswith(language.genitive, phrase.end)
    first = mark.start == clause.span.start and mark.end == phrase.start
    return named and first and text[mark.start : mark.end] in language.reasons


def slot_aside(
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


def opens_clause(mark: Mark, phrase: Phrase, text: str, clause: Clause, language: Language) -> bool:
    """Tell whether a word for both `and` and `with` opens a clause, but for when and where: 5日在当地+和+乙会谈."""
    first = clause.index > 0 and mark.end == phrase.start and text[mark.start : mark.end] in language.joining
    return first and language.opens.fullmatch(text, clause.span.start, mark.start) is not None


def is_role(gap: str, phrase: Phrase, text: str, language: Language) -> bool:
    """Tell whether in an office acts whoever is named before: 上川作为+日本外相+访问, 以+东盟主席+身份+主持."""
    return gap.endswith(language.in_role) or text.startswith(language.as_role, phrase.end)


def _leads(text: str, phrase: Phrase, language: Language) -> bool:
    """Tell whether a person leads the delegation that acts, or is of it: 由+副议长坎贝尔+率领的访问团."""
    if phrase.kind == "person" and text.startswith(language.led_delegation, phrase.end):
        return True
    return language.composing.search(text, phrase.end, phrase.end + _LONGEST_LIST) is not None


def is_agent(mark: Mark, phrase: Phrase, text: str, trigger: Span, language: Language) -> bool:
    """Tell whether somebody acts right before a trigger, and nothing is done to anybody: 下次+由+甲+访问乙."""
    return text[mark.start : mark.end] in language.agents and phrase.kind == "person" and phrase.end == trigger.start


def marked_slot(mark: Mark, phrase: Phrase, text: str, language: Language) -> str:
    """Return the slot that a mark gives a phrase."""
    if mark.kind == "at":
        dated = phrase.kind == "country" and mark.end < phrase.start
        together = dated and text.startswith(language.pairing, phrase.end)  # 在18日+伊朗+与俄罗斯会谈中
        return "at" if phrase.kind in ("place", "country", "region") and not together else "subject"
    if mark.kind == "and":
        return "with"
    if mark.kind == "by" and _leads(text, phrase, language):
        return "subject"
    return mark.kind


def last_mark(marks: Sequence[Mark], start: int, end: int) -> Mark | None:
    """Return the mark that gives a phrase its position, the last before it: in 对+与甲有关的实体 that is 对."""
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    if len(inside) > 1 and inside[-1].kind == "with" and inside[-2].end == inside[-1].start:
        return inside[-2] if inside[-2].kind in ("to", "about") else inside[-1]
    if inside and inside[-1].kind == "and":  # 与+东道主、+总理奥尔波
        return next((mark for mark in reversed(inside) if mark.kind == "with"), inside[-1])
    return inside[-1] if inside else None
