"""Subjects and other sides that another clause of the sentence names.

In go a clause that leaves somebody out, out come the phrases of the nearest clause that names him, before it or right
after it. What earlier sentences tell is the business of `parties.dropped`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.arguments.leftward import place_left
from kg.extract.arguments.placed import ACTORS, LONGEST_LINK, Placed, acts
from kg.extract.clauses import Clause, Sentence
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.model import Span


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
    first = next((phrase for phrase in main.phrases if phrase.kind in ACTORS), None)
    if first is None or first.kind in ("pronoun", "group") or first.start in marked:
        return ()
    placed = place_left(text, main, end, list(main.phrases), inside, language)
    group = next((item.group for item in placed if item.phrase == first), None)
    return tuple(item.phrase for item in placed if item.group == group)


def _is_inner(text: str, phrase: Phrase, clause: Clause, triggers: Sequence[Span], language: Language) -> bool:
    """Tell whether a phrase acts inside a relative clause only: 拜登任命的+外交官尹汝尚."""
    head = next((other for other in clause.phrases if other.start >= phrase.end), None)
    if head is None or head.kind not in ("person", "office"):
        return False
    of = text.rfind(language.genitive, phrase.end, head.head.start)
    return any(phrase.end <= span.start and span.end <= of for span in triggers)


def carried_subject(
    sentence: Sentence, clause: Clause, *, text: str, triggers: Sequence[Span], language: Language
) -> tuple[Phrase, ...]:
    """Return the subject of the nearest earlier clause of the sentence that has one: a dropped subject."""
    for earlier in reversed(sentence.clauses[: clause.index]):
        end = Span(start=earlier.span.end, end=earlier.span.end)
        inside = [span for span in triggers if earlier.span.covers(span)]
        placed = place_left(text, earlier, end, list(earlier.phrases), inside, language)
        subjects = [item.phrase for item in placed if item.slot in ("subject", "topic") and item.phrase.kind in ACTORS]
        subjects = [one for one in subjects if one.rule != "compound" or not language.ties.match(text, one.end)]
        brought = [one for one in earlier.phrases if language.brought_forward.match(text, one.end)]
        first = [
            item
            for item in placed
            if item.phrase in subjects
            and not any(one.start <= item.phrase.start for one in brought)  # 支持+甲+提出的乙地重建计划
            and not _is_inner(text, item.phrase, earlier, inside, language)
            and not _is_held(text, item.phrase, earlier, language)
        ]
        told = [one for before, one in pairwise(first) if _speaks_of(text, before, one, language)]
        sent = [item for item in first if text.endswith(language.sent, 0, item.phrase.start)]
        if first:
            group = (sent or told or first)[0].group
            along = _taken_along(text, placed, earlier, clause, language)
            return (*(item.phrase for item in first if item.group == group), *along)
    return ()


def _taken_along(
    text: str, placed: Sequence[Placed], earlier: Clause, clause: Clause, language: Language
) -> tuple[Phrase, ...]:
    """Return the person beside the subject who goes along to meet those of the next clause: 甲与乙+一道，跟丙会谈."""
    beside = [item.phrase for item in placed if item.slot == "with" and item.phrase.kind == "person"]
    meets = any(mark.kind == "with" for mark in clause.marks)
    whole = bool(beside) and language.taken_along.fullmatch(text, beside[-1].end, earlier.span.end) is not None
    return tuple(beside) if meets and whole else ()


def _is_held(text: str, phrase: Phrase, clause: Clause, language: Language) -> bool:
    """Tell whether a state only says what is held: 赴德国举行+中德+磋商."""
    held = language.holding.search(text, clause.span.start, phrase.start)
    return phrase.rule == "compound" and held is not None


def _speaks_of(text: str, before: Placed, item: Placed, language: Language) -> bool:
    """Tell whether what somebody says begins with who acts: 外交部+说+普京将访问."""
    said = text[before.phrase.end : item.phrase.start]
    return before.group != item.group and len(said) <= LONGEST_LINK and said.endswith(language.says)


def carried_other_side(
    sentence: Sentence, clause: Clause, *, text: str, triggers: Sequence[Span], language: Language
) -> tuple[Phrase, ...]:
    """Return who stands beside the subject of the nearest earlier clause of the sentence that names an other side."""
    for earlier in reversed(sentence.clauses[: clause.index]):
        end = Span(start=earlier.span.end, end=earlier.span.end)
        inside = [span for span in triggers if earlier.span.covers(span)]
        placed = place_left(text, earlier, end, list(earlier.phrases), inside, language)
        sided = tuple(item.phrase for item in placed if item.slot == "with" and acts(text, item.phrase, language))
        if sided:
            return sided
    return ()
