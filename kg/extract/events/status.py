"""Status: whether an event took place, told by the words around its trigger and never by the clock.

In go a clause and a trigger, out come a `Status` and the words that say so. The cues and their reach are data
(`status.yml`); the nearest one wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.clauses import Clause, Sentence
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Cue, Language
from kg.model import Span, Status

UNTOLD = "no word of plan, wish or refusal"
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_TITLE = re.compile(r"《[^《》]*》")
_WORD = 2  #: signs of a word that may be the end of one and the beginning of another
_VERBS = (2, 3, 4)  #: signs of a verb before its object
_COMMAS = "，,"
_HEAD = 8  #: signs at the beginning of a clause
_FAR = 10_000  #: signs: words tell of a plan however far away they stand
_OFF = frozenset({Status.CANCELLED, Status.DECLINED})
_NAMED = frozenset({"person", "org", "place"})
Found = tuple[int, int, Cue, str, Span]  # distance, order, cue, words and where they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a clause tells of an event, beside its words."""

    subject_dropped: bool = False  #: the clause leaves its subject out: a wish or plan of the clause before it holds on
    declares: bool = False  #: to decide on the event is to bring it about
    relative: bool = False  #: it says who is meant: to call off talks with 到访的甲 calls off no visit
    names: Sequence[Span] = ()  #: of conferences, in which no word tells of a plan: 外长+会+在甲举行
    sides: Sequence[Span] = ()  #: those of its sides whom the next clause names: they may refuse what is wished


def status_of(
    text: str, sentence: Sentence, clause: Clause, trigger: Span, *, language: Language, telling: Telling = Telling()
) -> tuple[Status, str]:
    """Return the status of the event that a trigger tells of, and why in words."""
    planned = _old_plan(text, clause, trigger, language)
    if planned and language.called_off.search(text, sentence.span.start, sentence.span.end):
        return Status.CANCELLED, f"called off: {planned.group()}"
    start = _beginning(text, sentence, clause, language)
    found = _in_clause(text, clause, trigger, start, language, telling)
    if not found:
        found = _from_before(text, sentence, clause, text[start : trigger.start], language, telling)
    if telling.relative:
        found = [item for item in found if item[2].status not in _OFF]
    if telling.declares:
        found = [item for item in found if not language.decides.fullmatch(item[3])]
    done = not found or (found[0][2].status is Status.HELD and found[0][2].where == "after")
    ahead = _ahead(text, sentence, clause, language) if done else None
    if ahead is not None:
        return ahead.status, f"{ahead.name}: in the clause after"
    if not found:
        asked = _asked_for(text, sentence, clause, language)
        return (Status.PROPOSED, f"asked for: {asked.group()}") if asked else (Status.HELD, UNTOLD)
    _, _, cue, words, _ = _stronger(found, clause)
    if cue.status is Status.HELD and _leads_on(text, sentence, clause, language):
        return Status.HELD, UNTOLD
    wished = cue.status is Status.PROPOSED and found[0][2].status is not Status.HELD  # 曾希望在+访问+结束后会见
    thwarted = _thwarted(text, sentence, clause, language, telling.sides) if wished else None
    return thwarted or (cue.status, f"{cue.name}: {words}")


def _beginning(text: str, sentence: Sentence, clause: Clause, language: Language) -> int:
    """Return where the words begin that tell of a clause's events: with the clause before if it only goes on."""
    goes_on = clause.index and language.continues.match(text, clause.span.start)
    return sentence.clauses[clause.index - 1].span.start if goes_on else clause.span.start


def _in_clause(
    text: str, clause: Clause, trigger: Span, start: int, language: Language, telling: Telling
) -> list[Found]:
    """Find the cues around a trigger, the nearest first, without those that are parts of names or tell of another."""
    heads = [phrase.head for phrase in clause.phrases if phrase.kind in _NAMED]  # the 若 of 若埃尔
    named = (*heads, *telling.names, *_titles(text, start, clause.span.end))
    names = sum(len(phrase.span) for phrase in clause.phrases if phrase.end <= trigger.start)
    placing = {mark.start for mark in clause.marks if mark.kind == "to"}  # 将+甲+列入: no future
    past = language.past_time.search(text, start, trigger.start)  # 将还击，因为乙+上周驱逐
    begun = past.start() if past else start
    found = [
        item
        for item in (
            *_before(text, start, trigger.start, language, names=names, apart=named),
            *_after(text, trigger.end, clause.span.end, language.cues),
        )
        if item[4].start not in placing
        and (item[4].start > begun or past is None or item[2].status not in _OPEN)
        and not any(name.overlaps(item[4]) for name in named)
        and not any(_crosses(item[4], phrase.span) for phrase in clause.phrases)
    ]
    if any(item[2].status is not Status.HELD and not item[2].weak for item in found):
        found = [item for item in found if not item[2].weak]
    return sorted(found, key=lambda item: item[:2])


def _from_before(
    text: str, sentence: Sentence, clause: Clause, words: str, language: Language, telling: Telling
) -> list[Found]:
    """Find the wish or plan of the clauses before that holds on in a clause with none of its own.

    Args:
        words: those of the clause before its trigger.
    """
    says_more = clause.index > 0 and language.that_is.match(text, clause.span.start)  # 将访华，这是他首次+访华
    if not (telling.subject_dropped or says_more):
        return []
    found = _carried(text, sentence, clause, language)
    if telling.declares and any(word in words for word in language.declares):  # 未顺从甲的要求，反而宣布+断交
        found = [item for item in found if item[2].status is Status.PLANNED]
    return found


def _thwarted(
    text: str, sentence: Sentence, clause: Clause, language: Language, sides: Sequence[Span]
) -> tuple[Status, str] | None:
    """Return what became of a wish by the clause after it: 甲曾希望会见乙，+但乙没有答应; …，+但没有实现.

    What others refuse is something else: 甲希望与乙会谈，但丙拒绝了.
    """
    after = clause.span.end - 1 if text[clause.span.end - 1] in _COMMAS else clause.span.end
    refused = language.turned_down.match(text, after, sentence.span.end)
    if refused and (refused["who"] is None or any(one.overlaps(_span(refused, "who")) for one in sides)):
        return Status.DECLINED, f"refused: {refused.group()}"
    nothing = language.came_to_nothing.match(text, after, sentence.span.end)
    return (Status.CANCELLED, f"came to nothing: {nothing.group()}") if nothing else None


def _asked_for(text: str, sentence: Sentence, clause: Clause, language: Language) -> re.Match[str] | None:
    """Return the clause before where it only asks for what this one tells: 甲已提议，+乙与丙会谈."""
    if not clause.index:
        return None
    before = sentence.clauses[clause.index - 1].span
    return language.proposes.fullmatch(text, before.start, before.end)


def _crosses(words: Span, phrase: Span) -> bool:
    """Tell whether words end within a noun phrase that begins in them: 同+意大利总理 holds no 同意."""
    return words.start < phrase.start < words.end < phrase.end and len(words) <= _WORD


def _leads_on(text: str, sentence: Sentence, clause: Clause, language: Language) -> bool:
    """Tell whether a clause only says after what comes what the next one plans: 结束访日行程后，将前往首尔."""
    if clause.index + 1 == len(sentence.clauses) or not language.then.search(text, clause.span.start, clause.span.end):
        return False
    span = sentence.clauses[clause.index + 1].span
    return any(item[2].status is Status.PLANNED for item in _before(text, span.start, span.end, language, names=_FAR))


def _old_plan(text: str, clause: Clause, trigger: Span, language: Language) -> re.Match[str] | None:
    """Return the words of a plan that may lie in the past: 原定访问甲, or 访问甲原定于2月."""
    planned = language.planned_before.search(text, clause.span.start, trigger.start)
    return planned or language.planned_before.search(text, trigger.end, min(clause.span.end, trigger.end + _HEAD))


def is_old_plan(text: str, clause: Clause, trigger: Span, language: Language) -> bool:
    """Tell whether words call it a plan that may lie in the past: 原计划2014年+访问."""
    return _old_plan(text, clause, trigger, language) is not None


def _ahead(text: str, sentence: Sentence, clause: Clause, language: Language) -> Cue | None:
    """Return the plan with which the clause after begins, of what takes place at that time: 访法期间，将会见甲."""
    occasion = language.meanwhile.search(text, clause.span.start, clause.span.end)
    whole = clause.span.end == sentence.clauses[clause.index].span.end  # 在峰会上+的讲话，将…: no time
    if clause.index + 1 == len(sentence.clauses) or occasion is None or not whole:
        return None
    following = sentence.clauses[clause.index + 1].span
    head = following.start + _HEAD
    named = sum(len(phrase.span) for phrase in sentence.clauses[clause.index + 1].phrases if phrase.start < head)
    end = min(following.end, head + named)
    placing = {mark.start for mark in sentence.clauses[clause.index + 1].marks if mark.kind == "to"}
    told = _before(text, following.start, end, language, names=_FAR)
    whole_words = (item for item in told if item[0] or len(item[3]) > 1)  # no 会 of 会晤, which the end cuts
    told = (one for one in whole_words if one[4].start not in placing and not language.decides.fullmatch(one[3]))
    found = min(told, default=None, key=lambda item: item[:2])
    if found is None or found[2].status is not Status.PLANNED:
        return None
    said = text[following.start : end - found[0]]
    return None if any(verb in said for verb in language.speech) else found[2]


def _stronger(found: Sequence[Found], clause: Clause) -> Found:
    """Return the cue that holds: the nearest, but for what it is a part of.

    To refuse or give up a wish is to refuse or give up what is wished: 拒绝会面的提议, 放弃寻求达成协议.
    What comes before a plan is a plan as well: 将在与甲会谈后讲话.
    """
    nearest, before = found[0], [item for item in found if item[2].where == "before"]
    if nearest[2].status is Status.HELD and nearest[2].where == "after":
        after = {mark.start: mark.kind for mark in clause.marks}
        at = max((start for start, kind in after.items() if kind == "at"), default=-1)
        ahead = (item for item in before if item[2].status in _OPEN)
        return next((item for item in ahead if after.get(item[4].end) in ("at", "with") and item[4].end <= at), nearest)
    if nearest[2].status is not Status.PROPOSED:
        return nearest
    if nearest[2].where == "before":
        off = (item for item in before[1:] if item[4].end == nearest[4].start)
        return next((item for item in off if item[2].status in _OFF), nearest)
    refused = before and before[0][2].status is Status.DECLINED
    return before[0] if refused else nearest


def _carried(text: str, sentence: Sentence, clause: Clause, language: Language) -> list[Found]:
    """Find the wish or plan that holds on through clauses without a subject: 将会见甲，同乙会谈，出席峰会."""
    for earlier in reversed(sentence.clauses[: clause.index]):
        span = earlier.span
        placing = {mark.start for mark in earlier.marks if mark.kind == "to"}  # 将首访选择在欧洲，+访问甲
        told = _before(text, span.start, span.end, language, names=_FAR, apart=_titles(text, span.start, span.end))
        found = [item for item in told if item[2].status in _OPEN and item[4].start not in placing]
        found = [item for item in found if not item[2].weak] or found  # 考虑于明年访问甲，+与乙会谈
        marked = min((mark.end for mark in earlier.marks if mark.kind == "with"), default=earlier.span.end)
        if found or any(_acts(text, phrase, earlier, marked, language) for phrase in earlier.phrases):
            return sorted(found, key=lambda item: item[:2])
    return []


def _acts(text: str, phrase: Phrase, clause: Clause, marked: int, language: Language) -> bool:
    """Tell whether a person of a clause acts in it, and is not whom somebody else meets: 周日前往甲地+会见乙."""
    if phrase.kind != "person" or phrase.start >= marked:
        return False
    goes = any(mark.kind == "at" and mark.end <= phrase.start for mark in clause.marks)
    met = any(text[phrase.start - length : phrase.start] in language.by_trigger for length in _VERBS)
    return not (goes and met)


def denial_of(text: str, sentence: Sentence, clause: Clause, trigger: Span, language: Language) -> str | None:
    """Return the words that say that an event did not take place, or only suppose it (which is no event), if any do."""
    start = sentence.clauses[max(0, clause.index - 1)].span.start
    supposed = language.hypothetical.search(text, start, trigger.start)
    if supposed and not language.since_then.match(text, trigger.end):  # 如果成行，将是甲去年+访问乙+以来首次
        return f"only supposed: {supposed.group()}"
    unplanned = language.no_plan.search(text[clause.span.start : trigger.start])
    if unplanned and language.plan.match(text, trigger.end, clause.span.end):
        return f"no plan: {unplanned.group()}"
    left = text[max(clause.span.start, trigger.start - 22) : trigger.start]
    negated = language.negation.search(left)
    if negated is None and (language.planned_before.search(text, clause.span.start, trigger.start) is None):
        negated = language.no_way.match(text, trigger.end, clause.span.end)
    return f"denied: {negated.group()}" if negated else None


def _before(
    text: str,
    start: int,
    end: int,
    language: Language,
    *,
    names: int = 0,
    apart: Sequence[Span] = (),
) -> Iterator[Found]:
    """Find the last words of each cue before a trigger.

    Args:
        names: signs of the names before the trigger, which take words no further away: 将同+甲、乙等+会见.
        apart: names in which no word tells of a plan: 将在+外长会+上会见.
    """
    names += sum(len(match.group()) for match in _BRACKETED.finditer(text, start, end))  # 马克龙（Emmanuel Macron）
    last: dict[int, re.Match[str]] = {}
    for order, match in language.cues_tried.find(text, start, end):
        cue = language.cues[order]
        near = cue.where == "before" and match.start() >= end - cue.reach - names
        near = near and not any(name.overlaps(_span(match)) for name in apart)
        if near and (order not in last or match.start() >= last[order].end()):
            last[order] = match
    for order, match in last.items():
        yield end - match.end(), order, language.cues[order], match.group(), _span(match)


def _after(text: str, start: int, end: int, cues: Sequence[Cue]) -> Iterator[Found]:
    for order, cue in enumerate(cues):
        if cue.where != "after":
            continue
        match = cue.words.search(text, start, min(end, start + cue.reach))
        if match is not None:
            yield match.start() - start, order, cue, match.group(), _span(match)


def _titles(text: str, start: int, end: int) -> list[Span]:
    """Return the titles of documents, in which no word tells of a plan: 《关于+预防》, 《议定书》."""
    return [_span(match) for match in _TITLE.finditer(text, start, end)]


def _span(match: re.Match[str], group: str | int = 0) -> Span:
    return Span(start=match.start(group), end=match.end(group))
