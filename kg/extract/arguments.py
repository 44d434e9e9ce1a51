"""Arguments: where each noun phrase stands, seen from a trigger.

In go a clause and a trigger, out comes for each phrase its slot: `subject` (who acts), `with` (the other side),
`object`, `to` (the addressed side), `by` (who acts, in a passive), `modifier` (中美首脑会谈), `owner`
(普京的朝鲜之行), `head` (the noun of a relative clause: 来访的桑切斯), `at` (a place). What a slot means for an event
is the rule's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses import Clause, Mark, Sentence
from kg.extract.phrases import Phrase
from kg.knowledge.language import Language
from kg.model import Span

_LONGEST_LINK, _LONGEST_GAP, _LONGEST_HEAD_GAP = 3, 14, 4
_PARTY_KINDS = frozenset({"person", "country", "org", "region", "office", "group", "pronoun"})
_ACTORS = _PARTY_KINDS | {"place"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase and its slot."""

    phrase: Phrase
    slot: str
    group: int  #: phrases of one list share it


def place_phrases(
    text: str, clause: Clause, trigger: Span, *, others: Sequence[Span], language: Language
) -> tuple[Placed, ...]:
    """Give each phrase of a clause its slot, seen from a trigger.

    Args:
        text: folded.
        others: the other triggers of the clause; what stands right after one is its object, not ours.
    """
    fused = [Placed(phrase, "object", -1) for phrase in clause.phrases if phrase.span.overlaps(trigger)]
    left = [phrase for phrase in clause.phrases if phrase.end <= trigger.start]
    right = [phrase for phrase in clause.phrases if phrase.start >= trigger.end]
    before = [span for span in others if span.end <= trigger.start]
    after = [span for span in others if span.start >= trigger.end]
    placed = _left(text, clause, trigger, left, before, language)
    return (*placed, *fused, *_right(text, clause, trigger, right, after, language))


def _left(
    text: str, clause: Clause, trigger: Span, phrases: Sequence[Phrase], others: Sequence[Span], language: Language
) -> list[Placed]:
    placed: list[Placed] = []
    previous: Phrase | None = None
    loose = False  # the mark before the last phrase does not stand right before it
    for phrase in phrases:
        start = previous.end if previous else clause.span.start
        gap = text[start : phrase.start]
        mark = _last_mark(clause.marks, start, phrase.start)
        group = placed[-1].group + 1 if placed else 0
        if (
            previous is not None
            and placed
            and (_continues(gap, mark, language) or _is_apposed(gap, previous, phrase, language))
        ):
            slot, group = placed[-1].slot, placed[-1].group
        elif mark is not None and gap.endswith(language.genitive) and any(mark.end == span.start for span in others):
            slot = _marked(mark, phrase)  # 同+来访的+德国外长
        elif loose and gap.endswith(language.genitive):  # 与+赢得美国大选的+特朗普
            slot = placed[-1].slot
            placed[-1] = Placed(placed[-1].phrase, "inner", placed[-1].group)
        elif mark is not None and not any(mark.start < span.start < phrase.start for span in others):
            slot = _marked(mark, phrase) if placed or mark.kind != "and" else "subject"
        elif (verb := _verb_before(others, start, phrase.start)) is not None:
            slot = "subject" if text[verb.start : verb.end].endswith(language.pivots) else "other"
        elif text.startswith(language.genitive, phrase.end) and phrase.end + 1 < trigger.start:
            slot = "owner"
        else:
            slot = "subject"
        if previous is not None and slot == "other" and placed and placed[-1].slot == "other":
            group = placed[-1].group
        placed.append(Placed(phrase, slot, group))
        loose = mark is not None and slot in ("with", "to", "by") and mark.end < phrase.start
        previous = phrase
    if placed and placed[-1].phrase.kind == "place" and placed[-1].phrase.end == trigger.start:
        last = placed.pop()
        placed.append(Placed(last.phrase, "at" if last.slot == "subject" else last.slot, last.group))  # 利马+会晤
    placed = _with_modifiers(text, trigger, placed, language)
    return _one_subject(text, _within_object(text, clause, trigger, placed, language), language)


def _within_object(text: str, clause: Clause, trigger: Span, placed: list[Placed], language: Language) -> list[Placed]:
    """Set apart what stands between 举行 and its noun: in 举行中印边界问题会晤 the states are no subject."""
    verbs = list(language.holding.finditer(text, clause.span.start, trigger.start))
    if not verbs or not any(
        item.slot in ("subject", "with") for item in placed if item.phrase.end <= verbs[-1].start()
    ):
        return placed
    return [
        Placed(item.phrase, "other", item.group)
        if item.slot == "subject" and item.phrase.start >= verbs[-1].end()
        else item
        for item in placed
    ]


def _verb_before(others: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the other trigger that stands right before a phrase."""
    return next((span for span in others if start <= span.start and span.end <= end and end - span.end <= 2), None)


def _marked(mark: Mark, phrase: Phrase) -> str:
    if mark.kind == "at":
        return "at" if phrase.kind in ("place", "country", "region") else "subject"
    if mark.kind == "and":
        return "with"
    return mark.kind


def _continues(gap: str, mark: Mark | None, language: Language) -> bool:
    """Tell whether a gap between two phrases joins them to one list."""
    if not gap:
        return True
    stripped = gap.strip(" ,，")
    return not stripped or (mark is not None and mark.kind == "and" and len(stripped) <= _LONGEST_LINK)


def _are_both_goals(text: str, gap: str, mark: Mark | None, before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a mark that else means the other side joins two goals at the end: 访问危地马拉+与+伯利兹."""
    places = all(each.kind in ("place", "country") for each in (before, phrase))
    joined = mark is not None and mark.kind == "with" and len(gap) == mark.end - mark.start
    return places and joined and not text[phrase.end : phrase.end + 1].isalpha()


def _is_apposed(gap: str, before: Phrase, phrase: Phrase, language: Language) -> bool:
    """Tell whether a city is named right after its state: 秘鲁首都利马."""
    return (
        phrase.kind == "place" and before.country == phrase.country and language.apposition.fullmatch(gap) is not None
    )


def _genitive(gap: str, start: int, mark: Mark | None, language: Language) -> int | None:
    """Return where a relative clause ends between a trigger and its noun: 来访+的+桑切斯."""
    before, found, after = gap.rpartition(language.genitive)
    of = start + len(before)
    return of if found and len(after) <= _LONGEST_HEAD_GAP and not (mark and mark.start > of) else None


def _last_mark(marks: Sequence[Mark], start: int, end: int) -> Mark | None:
    return next((mark for mark in reversed(marks) if start <= mark.start and mark.end <= end), None)


def _with_modifiers(text: str, trigger: Span, placed: list[Placed], language: Language) -> list[Placed]:
    """Turn the states right before a noun trigger into its modifiers: 日韩外长+会谈."""
    if not placed or placed[-1].phrase.kind not in ("country", "region", "org"):
        return placed
    last = placed[-1]
    gap = text[last.phrase.end : trigger.start]
    for word in sorted(language.levels, key=len, reverse=True):
        gap = gap.replace(word, "")
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
    """Keep as subject only the last list of phrases that may be one; a state before a noun (美国企业) is none."""
    actors = [item for item in placed if item.slot == "subject" and item.phrase.kind in _ACTORS]
    acting = [item.group for item in actors if acts(text, item.phrase, language)]
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
    if phrase.kind == "person" and (
        language.envoys.match(text, phrase.end) or text.endswith(tuple(language.spouses), 0, phrase.start)
    ):
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
            or _are_both_goals(text, gap, mark, placed[-1].phrase, phrase)
        ):
            slot, group = placed[-1].slot, placed[-1].group
        elif (of := _genitive(gap, start, mark, language)) is not None:
            placed = [
                Placed(item.phrase, "inner" if item.slot in ("object", "to") else item.slot, item.group)
                for item in placed
            ]
            inside = any(trigger.end <= span.start and span.end <= of for span in others)
            slot = "object" if inside else "head"
        elif mark is not None:
            slot = "rest" if mark.kind == "with" and mark.start - trigger.end > _LONGEST_LINK else _marked(mark, phrase)
        elif any(start <= span.start and span.end <= phrase.start for span in others):
            slot = "other"
        elif not placed and len(gap) <= _LONGEST_GAP:
            slot = "object"
        else:
            slot = "rest"
        placed.append(Placed(phrase, slot, group))
        start = phrase.end
    return placed


def carried_subject(
    sentence: Sentence, clause: Clause, *, text: str, triggers: Sequence[Span], language: Language
) -> tuple[Phrase, ...]:
    """Return the subject of the nearest earlier clause of the sentence that has one: a dropped subject."""
    for earlier in reversed(sentence.clauses[: clause.index]):
        end = Span(start=earlier.span.end, end=earlier.span.end)
        inside = [span for span in triggers if earlier.span.covers(span)]
        placed = _left(text, earlier, end, list(earlier.phrases), inside, language)
        subjects = [item.phrase for item in placed if item.slot in ("subject", "topic") and item.phrase.kind in _ACTORS]
        first = [item for item in placed if item.phrase in subjects]
        if first:
            group = first[0].group
            return tuple(item.phrase for item in first if item.group == group)
    return ()
