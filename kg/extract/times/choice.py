"""The date of an event: which time expression is its own, and what day that is.

In go the time expressions of a sentence and a trigger, out comes an EDTF date with its basis. The expression nearest
before the trigger in its own clause wins, then one after it, then one in an earlier clause of the sentence. A date is
resolved toward the past for what took place and toward the future for what is to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kg import edtf
from kg.extract.clauses import Clause, Sentence
from kg.knowledge.language import Language
from kg.model import DateBasis, Duration, Span, Status, TimeExpression

RECENT = 14  #: days before publication that are news
_DIRECTIONS: tuple[edtf.Direction, ...] = ("past", "future")
_MUCH_NEARER = 6  #: times as near as the other date: tomorrow's weekday
_JUST, _NEXT_YEAR = 31, 300  #: days: 5月31日，甲宣布将访问乙, in June
_SPRING = 3  #: month after which the beginning of a year is past
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_TAIL = 40  #: signs in which a clause ends in a verb, commas among them
_NOUN = 16  #: signs between a time and the word that tells of what was held then
_DAY = 10  #: signs of the EDTF of a single day
_OPENING = range(5)  #: signs of a clause before the time with which it begins: 当地时间
_LONGEST_BRACKET = 8  #: signs between a date and the same in another zone


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A resolved date."""

    date: str | None = None
    basis: DateBasis = DateBasis.NOT_GIVEN
    start: str | None = None
    reason: str = "no date given"
    told: Span | None = None  #: where the date stands
    far: bool = False  #: it is lent by a lead well above, which may tell of others


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """From where a date is seen."""

    anchor: date  #: the day of publication
    zone: ZoneInfo  #: of the newsroom
    day: str | None  #: EDTF of the day last spoken of


def when(
    expression: TimeExpression | None, *, status: Status, view: View, nearest: bool = False, done: bool = False
) -> When:
    """Resolve the time expression of an event.

    Args:
        nearest: the date may lie before or after publication (原定10日): the nearer one is meant.
        done: words say that it took place (周三访问了): it does not lie ahead, however near.
    """
    if expression is None:
        return When()
    past, future = (
        edtf.resolve(expression.value, anchor=view.anchor, toward=toward, context=view.day) for toward in _DIRECTIONS
    )
    resolved = past if direction(status) == "past" else future
    if direction(status) == "future" and _is_of_next_year(expression, view):
        resolved = str(view.anchor.year + 1)
    if status is Status.PLANNED and _is_of_day_spoken_of(expression, view):  # 6日宣布，将于6日会见
        resolved = view.day
    untold = status is Status.HELD and not done
    if past and future and (nearest or (untold and _is_ahead(past, future, view.anchor))):
        resolved = min((past, future), key=lambda date: _distance(date, view.anchor))
    if resolved is None or (resolved == future and resolved != past and _is_of_news(expression, past, future, view)):
        return When()
    start = edtf.clock(expression.value, resolved, view.zone) if status in (Status.HELD, Status.PLANNED) else None
    reason = f"{expression.text} ({expression.basis.value}) seen from {view.anchor.isoformat()} is {resolved}"
    return When(date=resolved, basis=expression.basis, start=start, reason=reason, told=expression.span)


def _is_ahead(past: str, future: str, anchor: date) -> bool:
    """Tell whether a date told without its month or year is so much nearer ahead that it must be meant."""
    return _distance(future, anchor) * _MUCH_NEARER <= _distance(past, anchor)


def _is_of_news(expression: TimeExpression, past: str | None, future: str | None, view: View) -> bool:
    """Tell whether a day told without its year has just gone by: no plan for next year, but the day of its news."""
    if past is None or future is None or expression.value.year is not None or expression.value.month is None:
        return False
    return _distance(past, view.anchor) <= _JUST and _distance(future, view.anchor) > _NEXT_YEAR


def _is_of_next_year(expression: TimeExpression, view: View) -> bool:
    """Tell whether a plan for the beginning of the year, told late in the year, means the next one: 拟年初赴甲."""
    value = expression.value
    bare = expression.rule == "bare-part-of-year" and value.month is None
    return bare and value.part == "early" and view.anchor.month > _SPRING


def _is_of_day_spoken_of(expression: TimeExpression, view: View) -> bool:
    """Tell whether a bare day of a plan is the day of the announcement, which is that of the news or of the eve."""
    if expression.basis is not DateBasis.BARE_DAY or expression.value.end is not None or len(view.day or "") != _DAY:
        return False
    spoken = date.fromisoformat(view.day or "")
    return expression.value.day == spoken.day and (view.anchor - spoken).days in (0, 1)


def _distance(told: str, anchor: date) -> int:
    first, last = edtf.bounds(told)
    return min(abs((day - anchor).days) for day in (first, last) if day is not None)


def direction(status: Status) -> edtf.Direction:
    """Say where a date that lacks its month or year lies."""
    return "past" if status is Status.HELD else "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search for the time expression of a trigger has to know beside the sentence."""

    text: str  #: folded
    language: Language
    trigger: Span
    others: Sequence[Span] = ()  #: other triggers of the clause: a time before one of them is its own
    tried: Sequence[Span] = ()  #: all triggers of the sentence
    planned: frozenset[int] = frozenset()  #: clauses of the sentence that tell of the same plan
    moves: bool = False  #: the trigger tells of a journey
    is_open: bool = False  #: the event is not held: the day on which somebody spoke is not its own


def choose(
    sentence: Sentence, clause: Clause, times: Sequence[TimeExpression], *, search: Search
) -> TimeExpression | None:
    """Choose the time expression that belongs to a trigger.

    Args:
        times: of the sentence, in text order.
    """
    trigger = search.trigger
    times = [time for time in times if not is_of_other(time, search.text, search.language)]
    times = [time for index, time in enumerate(times) if not _is_restated(times, index, search.text)]
    times = [time for time in times if not any(_is_spelled_out(time, other, search) for other in times)]
    inside = [time for time in times if clause.span.covers(time.span) and not _is_of_speech(time, search)]
    last = next((time for time in times if _is_of_last(time, search) or _is_told_as_its_time(time, search)), None)
    found = last or _in_clause(inside, search)
    if found is None and search.language.not_then.search(search.text, clause.span.start, trigger.start):
        return None
    found = found or _in_sentence(sentence, clause, times, search) or _meanwhile(sentence, clause, times, search)
    found = found or next((time for time in times if _is_of_ceremony(time, sentence, search)), None)
    parted = found is not None and search.language.some_day.search(search.text, found.span.end, trigger.start)
    return None if parted else found


def _in_clause(inside: Sequence[TimeExpression], search: Search) -> TimeExpression | None:
    """Return the nearest time before a trigger in its clause, or in it (12日发表的联合声明), else the nearest after."""
    trigger, others = search.trigger, search.others
    past = [other for other in others if search.language.since_then.match(search.text, other.end)]
    before = [
        time
        for time in inside
        if time.span.end <= trigger.end
        and not any(time.span.end <= other.start and other.end <= trigger.start for other in past)
        and not _is_of_noun(time, search)
    ]
    own = [
        time
        for time in before
        if not any(time.span.end <= other.start and other.end <= trigger.start for other in others)
    ]
    if own or before:
        return (own or before)[-1]
    after = [
        time
        for time in inside
        if time.span.start >= trigger.end
        and not _is_day_of_journey(time, search)
        and not any(trigger.end <= other.start and other.end <= time.span.start for other in others)
    ]
    return after[0] if after else None


def _is_day_of_journey(time: TimeExpression, search: Search) -> bool:
    """Tell whether a time is only the day of the journey itself, which is told elsewhere: 访问+日本+当天."""
    value = time.value
    return search.moves and value.same and (value.day, value.day_shift, value.month) == (None, None, None)


def _is_of_noun(time: TimeExpression, search: Search) -> bool:
    """Tell whether a time says when another thing was, of which is spoken: 就5日举行的+会谈+交换意见."""
    topics = (word for word, kind in search.language.marks.items() if kind in ("about", "to"))
    if not search.text.endswith(tuple(topics), 0, time.span.start):
        return False
    ends = (
        match.end() for match in search.language.holding.finditer(search.text, time.span.end, time.span.end + _NOUN)
    )
    of = next((end for end in ends if search.text.startswith(search.language.genitive, end)), None)
    return of is not None and any(of <= other.start and other.end <= search.trigger.start for other in search.others)


def _in_sentence(
    sentence: Sentence, clause: Clause, times: Sequence[TimeExpression], search: Search
) -> TimeExpression | None:
    """Return the time of the nearest clause before, or one in brackets at the end."""
    if not search.is_open and search.language.meantime.match(search.text, clause.span.start):
        return None
    pointed = search.language.this_time.search(search.text, clause.span.start, search.trigger.start)
    if search.moves and (pointed or search.language.afterwards.match(search.text, clause.span.start)):
        return None
    later = search.language.later_that_day.search(search.text, clause.span.start, search.trigger.start)
    for earlier in reversed(sentence.clauses[: clause.index]):
        if search.language.follows_on.match(search.text, earlier.span.start, earlier.span.end):
            continue
        found = [time for time in times if earlier.span.covers(time.span) and not _is_until_then(time, earlier, search)]
        found = [time for time in found if not _is_long_before(time, earlier, search)]
        tells = any(earlier.span.covers(span) for span in search.tried)
        if is_revealed(earlier, clause, search=search):
            break
        if search.is_open and any(_is_of_speech(time, search) for time in found):
            break
        if search.is_open and earlier.index in search.planned and found:
            return found[0]
        if search.is_open and earlier.index in search.planned:
            continue  # 将于5日启程，访问甲，+途中过境乙
        if found and search.language.occasion.search(search.text[earlier.span.start : earlier.span.end]):
            return found[0]
        finished = search.language.finished.search(search.text, earlier.span.start, earlier.span.end)
        said = is_said(search.text, earlier, search.language.speech)
        if search.is_open and (finished or tells or said) and not later:
            break
        if found:
            return found[0]
    bracketed = [time for time in times if time.span.start >= clause.span.end and sentence.span.covers(time.span)]
    return bracketed[0] if bracketed and len(times) == 1 and clause.index == len(sentence.clauses) - 1 else None


def _meanwhile(
    sentence: Sentence, clause: Clause, times: Sequence[TimeExpression], search: Search
) -> TimeExpression | None:
    """Return the time with which a clause of what was done meanwhile begins: 在甲访问乙之际，+当地时间6日，…."""
    if search.is_open or not search.language.meanwhile.search(search.text, search.trigger.end, clause.span.end):
        return None
    starts = [later.span.start for later in sentence.clauses[clause.index + 1 :]]
    return next((time for time in times if any(time.span.start - start in _OPENING for start in starts)), None)


def _is_until_then(time: TimeExpression, clause: Clause, search: Search) -> bool:
    """Tell whether a time is that of what came before: 自2019年会晤+以来，首次访问."""
    told = [span for span in search.tried if time.span.end <= span.start and span.end <= clause.span.end]
    return any(search.language.since_then.match(search.text, span.end) for span in told)


def _is_long_before(time: TimeExpression, clause: Clause, search: Search) -> bool:
    """Tell whether a clause tells of what was long before what is told after it: 早在+四十年前断交，乙召见丙."""
    told = any(time.span.end <= span.start and span.end <= clause.span.end for span in search.tried)
    return told and search.language.long_before.search(search.text, clause.span.start, time.span.start) is not None


def _is_of_last(time: TimeExpression, search: Search) -> bool:
    """Tell whether a time says when something took place that did so several times: 曾四次访华，最近一次是+去年6月."""
    told = search.language.last_time.fullmatch(search.text, search.trigger.end, time.span.start)
    return told is not None and not search.is_open


def _is_told_as_its_time(time: TimeExpression, search: Search) -> bool:
    """Tell whether a clause after the trigger names a time as its own: 将访问甲，时间可能是+明年初."""
    end = search.trigger.end
    if time.span.start < end or any(end <= other.start < time.span.start for other in search.tried):
        return False
    language = search.language
    told = language.time_is.search(search.text, end, time.span.start) is not None
    return told and language.not_its_time.match(search.text, time.span.end) is None


def _is_of_ceremony(time: TimeExpression, sentence: Sentence, search: Search) -> bool:
    """Tell whether a time is that of the ceremony for which a journey is made: 将赴甲，出席+5日+举行的就职仪式."""
    language, start, end = search.language, search.trigger.end, sentence.span.end
    leads = search.moves and language.for_ceremony.fullmatch(search.text, start, time.span.start)
    return bool(leads) and language.ceremony.match(search.text, time.span.end, end) is not None


def _is_of_speech(time: TimeExpression, search: Search) -> bool:
    """Tell whether a time is the day on which a plan was told or talked of, or made: 5日宣布将访问, 5日决定访问."""
    value, said = time.value, search.text[time.span.end : search.trigger.start]
    if any(shift > 0 for shift in (value.day_shift or 0, value.week_shift or 0, value.month_shift or 0)):
        return False  # 下周将宣布+制裁
    talked = search.language.weighs.search(said) or (search.moves and search.language.decides.search(said))
    return search.is_open and bool(talked or any(verb in said for verb in search.language.speech))


def is_said(text: str, clause: Clause, verbs: tuple[str, ...]) -> bool:
    """Tell whether a clause ends in a verb of saying."""
    return text[max(clause.span.end - _TAIL, 0) : clause.span.end].rstrip("，,：:").endswith(verbs)


def is_revealed(said: Clause, clause: Clause, *, search: Search) -> bool:
    """Tell whether somebody says what others had already done: 证实，两人已会谈; 发言人5日说，总统+已+邀请甲."""
    found = search.language.already.search(search.text, clause.span.start, search.trigger.start)
    if found is None or not is_said(search.text, said, search.language.speech):
        return False
    named = any(phrase.kind == "person" and phrase.end <= found.start() for phrase in clause.phrases)
    verbs = search.language.says if named else ()
    return is_said(search.text, said, (*search.language.reveals, *verbs))


def is_stamp(time: TimeExpression) -> bool:
    """Tell whether a time is that of publication, to the minute: 2025年7月25日 07:12."""
    return time.value.year is not None and time.value.day is not None and time.value.minute is not None


def in_quotes(text: str, sentence: Sentence, offset: int) -> bool:
    """Tell whether an offset stands in direct speech, where 今天 is the speaker's today."""
    left = text[sentence.span.start : offset]
    return any(left.count(opening) > left.count(closing) for opening, closing in _QUOTES) or left.count('"') % 2 == 1


def _is_restated(times: Sequence[TimeExpression], index: int, text: str) -> bool:
    """Tell whether a time restates one of those right before it."""
    time = times[index]
    for other in reversed(times[max(0, index - _LONGEST_BRACKET) : index]):
        if time.span.start - other.span.end > _LONGEST_BRACKET:
            return False
        if _restates(time, other, text):
            return True
    return False


def _restates(time: TimeExpression, other: TimeExpression, text: str) -> bool:
    """Tell whether a time gives in brackets the day of the time before it: 11月15日（日本时间16日）."""
    gap = text[other.span.end : time.span.start] if other.span.end < time.span.start else ""
    return other.value.day is not None and len(gap) <= _LONGEST_BRACKET and gap[:1] in ("（", "(")


def _is_spelled_out(time: TimeExpression, other: TimeExpression, search: Search) -> bool:
    """Tell whether the time after another one says which day that is: 8天前的1月5日."""
    between = search.text[time.span.end : other.span.start] if time.span.end < other.span.start else ""
    return between == search.language.genitive and other.value.day is not None


def is_of_other(time: TimeExpression, text: str, language: Language) -> bool:
    """Tell whether the words after a time say that something else took place then: 10月就任后首次访华."""
    return language.date_of_other.match(text, time.span.end) is not None


def duration_of(clause: Clause, durations: Sequence[Duration]) -> Duration | None:
    """Return the length of time that a clause tells."""
    return next((duration for duration in durations if clause.span.covers(duration.span)), None)
