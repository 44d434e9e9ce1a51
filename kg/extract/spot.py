"""Where a rule is tried: an article read up to its clauses, and a trigger in one of them.

In go phrases, conferences, triggers and times of a document, out come `Reading`, which finds them by place, and `Spot`,
a trigger in its clause with its date and the subject that its clause leaves out. What they mean is the business of
`roles` and `events`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from msgspec import structs

from kg import edtf
from kg.extract.arguments import place_phrases
from kg.extract.carried import carried_other_side, carried_subject, following_subject
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences import Conference
from kg.extract.context import Context
from kg.extract.dates import RECENT, Search, View, When, choose, in_quotes, is_of_other, when
from kg.extract.phrases import Phrase
from kg.extract.placed import Placed
from kg.extract.speech import is_first_person, is_said_in_talks, speaker_of
from kg.extract.status import status_of
from kg.extract.times import find_durations
from kg.knowledge.language import Language
from kg.knowledge.timegrammar import TimeGrammar
from kg.model import (
    DateBasis,
    Document,
    Duration,
    Refusal,
    Span,
    Status,
    TimeExpression,
)

Item = TypeVar("Item")
_ACTORS = frozenset({"person", "office", "pronoun", "group"})
_FRESH = 2  #: days; so old the news of a lead may be
_FIRST_WORDS = 2  #: signs before the word with which a sentence begins: 与此+同时
_LEAD = 3  #: blocks: title, caption, first paragraph
_STAMP = re.compile(r"[（(][^（）()]{4,30}[）)]")  #: what follows a caption: (法新社：2024年11月28日)


@dataclass(frozen=True, slots=True)
class Spot:
    """A trigger in its clause, where a rule is tried."""

    reading: Reading
    context: Context
    sentence: Sentence
    clause: Clause
    trigger: Span

    @property
    def text(self) -> str:
        """The folded text of the article."""
        return self.reading.document.folded

    @property
    def others(self) -> list[Span]:
        """The other triggers of the clause."""
        return [span for span in self.reading.triggers_in(self.clause.span) if not span.overlaps(self.trigger)]

    def placed(self) -> tuple[Placed, ...]:
        """Return the noun phrases of the clause in their positions to the trigger."""
        language, moves = self.reading.language, self.reading.moves_in(self.trigger)
        return place_phrases(self.text, self.clause, self.trigger, others=self.others, language=language, moves=moves)

    def when(
        self, status: Status, *, others: Sequence[Span] = (), time_before: bool = False, names: Sequence[Span] = ()
    ) -> When:
        """Find the date; `time_before` leaves out the times after the trigger, `names` those within a name."""
        every = self.reading.times_in(self.sentence.span)
        told = [time for time in every if not any(name.covers(time.span) for name in names)]
        times = [time for time in told if not time_before or time.span.end <= self.trigger.start]
        if self.reading.language.follows_on.match(self.text, self.clause.span.start, self.clause.span.end):
            times = [time for time in times if time.span.end <= self.clause.span.end]  # 继甲驱逐乙的大使后，乙25日…
            if not times:
                return When()
        if status is Status.CANCELLED:
            times = [time for time in times if not self._is_of_news(time)]
        search = Search(
            text=self.text,
            language=self.reading.language,
            trigger=self.trigger,
            others=others,
            tried=self.reading.triggers_in(self.sentence.span),
            planned=self._same_plan() if status is Status.PLANNED else frozenset(),
            moves=self.reading.moves_in(self.trigger),
            is_open=status is not Status.HELD,
        )
        expression = _of_told_year(choose(self.sentence, self.clause, times, search=search), told)
        expression = _of_told_month(expression, told) if status is Status.HELD else expression
        before = self.reading.language.planned_before
        nearest = status is Status.CANCELLED or (
            before.search(self.text, self.clause.span.start, self.trigger.start) is not None
        )
        view = self.reading.view(self._day_of_context(self.context.day, self.context.day_block))
        if expression is None:
            stamp = self.reading.stamp_after(self.sentence)
            return (
                self._at_that_time(status, times, view)
                or self._sequel(status)
                or (
                    replace(when(stamp, status=status, view=view), basis=DateBasis.INHERITED)
                    if stamp
                    else self._only_day(status)
                )
            )
        left = self._day_of_departure(expression, told, view) if status is Status.HELD else None
        if left is not None:
            there = when(expression, status=Status.PLANNED, view=replace(view, anchor=left, day=left.isoformat()))
            first = edtf.bounds(there.date)[0] if there.date else None
            if first is None or (first - left).days <= RECENT:
                return there
        done = self.reading.language.finished.search(self.text, self.clause.span.start, self.clause.span.end)
        view = self._view(expression, told, view, status)
        found = when(expression, status=status, view=view, nearest=nearest, done=done is not None)
        first = edtf.bounds(found.date)[0] if found.date else None
        ahead = first is not None and first > view.anchor and expression.span.end <= self.clause.span.start
        return When() if ahead and status is Status.HELD else found  # 要让甲在下月来访，乙也+邀请

    def _day_of_departure(self, at: TimeExpression, times: Sequence[TimeExpression], view: View) -> date | None:
        """Return the day on which somebody sets out, where a time comes after it: 周日启程，于周一和周二访问."""
        start = self.sentence.span.start
        out = self.reading.language.sets_out.search(self.text, start, at.span.start)
        before = [time for time in times if out and time.span.end <= out.start()]
        day = when(before[-1], status=Status.HELD, view=view).date if before else None
        return date.fromisoformat(day) if day and len(day) == 10 else None

    def is_vague(self) -> bool:
        """Tell whether the sentence says that this took place on some other day: 日前, 不久前."""
        span = self.sentence.span
        return self.reading.language.vague.search(self.text, span.start, span.end) is not None

    def day_in_force(self) -> When:
        """Return the day on which what is announced begins to hold, which the next sentence tells: 这一决定5日生效."""
        language, following = self.reading.language, self.sentence.index + 1
        if following >= len(self.reading.sentences):
            return When()
        span = self.reading.sentences[following].span
        for time in self.reading.times_in(span):
            leads = language.in_force.fullmatch(self.text, span.start, time.span.start)
            if leads and language.comes_in_force.match(self.text, time.span.end, span.end):
                return when(time, status=Status.PLANNED, view=self.reading.view(None))
        return When()

    def is_heralded(self) -> bool:
        """Tell whether a traveller only writes of a journey before it: 在对甲进行访问之际，乙发表署名文章."""
        told = self.reading.language.heralded.search(self.text, self.sentence.span.start, self.sentence.span.end)
        return told is not None and told.start() <= self.trigger.start < told.end("what")

    def moved_to(self) -> When | None:
        """Return the new date of a plan that is put off: 原定5日的会谈推迟到12月."""
        view = self.reading.view(None)
        for time in self.reading.times_in(self.sentence.span):
            before = self.text[self.clause.span.start : time.span.start]
            if time.span.start >= self.clause.span.start and self.reading.language.moved_to.search(before):
                return when(time, status=Status.PLANNED, view=view)
        return None

    def was_called_off(self) -> bool:
        """Tell whether the sentence says that the plan was called off long ago: 今年2月取消了访华, 早前取消访华."""
        if self.reading.language.lookback.search(self.text, self.sentence.span.start, self.trigger.start):
            return True
        times = [time for time in self.reading.times_in(self.sentence.span) if self._is_of_news(time)]
        told = when(times[0], status=Status.HELD, view=self.reading.view(None)).date if times else None
        return told is not None and _is_past(told, self.reading.anchor)

    def _is_of_news(self, time: TimeExpression) -> bool:
        """Tell whether a time before the words that call a plan off is not that of the plan: 8日宣布取消."""
        language, start = self.reading.language, self.sentence.span.start
        off = language.called_off.search(self.text, time.span.end, self.trigger.start)
        return off is not None and language.planned_before.search(self.text, start, time.span.start) is None

    def _same_plan(self) -> frozenset[int]:
        """Return the clauses before that tell of the same plan, if no other subject is named: 将于5日访美，会见乙."""
        plan: list[int] = []
        between: list[int] = []  #: clauses that add to a plan told before them: 19日将访印，20日转往金边
        for clause in reversed(self.sentence.clauses[: self.clause.index]):
            after = self.sentence.clauses[clause.index + 1]
            until = min((mark.start for mark in after.marks if mark.kind == "with"), default=self.trigger.start)
            way = Span(start=clause.span.start, end=self.clause.span.end)
            moves = self.reading.moves_in(way) or self.reading.conferences_in(way)
            later = moves and self.reading.language.afterwards.match(self.text, after.span.start)  # 会谈，随后+签署
            if later or any(phrase.kind in _ACTORS and phrase.end <= until for phrase in after.phrases):
                break
            end = Span(start=clause.span.end, end=clause.span.end)
            status, _ = status_of(self.text, self.sentence, clause, end, language=self.reading.language)
            between.append(clause.index)
            if status is Status.PLANNED:
                plan += between
                between = []
        return frozenset(plan)

    def _view(self, expression: TimeExpression, times: Sequence[TimeExpression], view: View, status: Status) -> View:
        """Return from where a time expression is seen: the day, the month or the year from which it counts."""
        value = expression.value
        if value.day_shift is not None and value.day is None and not value.same and self._is_spoken(expression.span):
            days = [time for time in times if time.span.end <= expression.span.start and time.value.day is not None]
            told = when(days[-1], status=Status.HELD, view=view).date if days else None
            heard = self._day_of_context(self.context.day, self.context.day_block)
            day = told if told and len(told) == 10 else None if self._is_of_newsroom(expression.span) else heard
            spoken = date.fromisoformat(day) if day else None
            return replace(view, anchor=spoken) if spoken and (view.anchor - spoken).days in range(_FRESH) else view
        if not (value.same or value.next_day):
            return view
        if self.reading.language.day_of_news.search(self.text, self.sentence.span.start, expression.span.start):
            return view
        earlier = [time for time in times if time.span.end <= expression.span.start and not time.value.same]
        if earlier:
            return replace(
                view, day=when(earlier[-1], status=status, view=view, nearest=status is not Status.HELD).date
            )
        by_year = value.month is not None or value.month_shift is not None or value.year_shift is not None
        if value.next_day or value.day_shift is not None:
            return replace(view, day=self._day_of_context(*self.context.day_before))
        if not by_year and expression.span.start - self.sentence.span.start <= _FIRST_WORDS:
            return replace(view, day=self._day_just_named(view) or view.day)
        return replace(view, day=self.context.told) if by_year else view

    def _day_just_named(self, view: View) -> str | None:
        """Return the day that the sentence before names: 周二在记者会上说。+同一天，乙抵达."""
        if not self.sentence.index or self.context.told_in >= self.sentence.index - 1:
            return None
        named = self.reading.times_in(self.reading.document.sentences[self.sentence.index - 1])
        day = when(named[-1], status=Status.HELD, view=view).date if named else None
        return day if day and len(day) == 10 and day <= self.reading.anchor.isoformat() else None

    def _is_of_newsroom(self, at: Span) -> bool:
        """Tell whether 今天 in reported speech is that of the newsroom, which says elsewhere what day it is."""
        spoken = in_quotes(self.text, self.sentence, at.start) or is_said_in_talks(self.context, self.sentence, at)
        return not spoken and any(
            time.value.day_shift == 0 and time.value.month is not None for time in self.reading.times.items
        )

    def _is_spoken(self, at: Span) -> bool:
        """Tell whether a place stands in direct or reported speech, where 今天 is the speaker's today."""
        reported = is_first_person(self.sentence) or speaker_of(self.context, self.sentence, at)
        return bool(reported) or in_quotes(self.text, self.sentence, at.start)

    def _day_of_context(self, day: str | None, told_in: int) -> str | None:
        """Return the day from which 当天 and 翌日 count: the one last spoken of near by, else that of the news.

        Args:
            day, told_in: last spoken of, and in which paragraph.
        """
        days, block = self.context.days, self.sentence.block
        near = day if told_in == block or (told_in == block - 1 and day in days) else None
        return near or next(iter(days), None) or self.context.news or day

    def _at_that_time(self, status: Status, times: Sequence[TimeExpression], view: View) -> When | None:
        """Return the date of the plan last told of where the words point at it: 届时将会谈."""
        text, language = self.text, self.reading.language
        pointer = language.at_that_time.search(text, self.sentence.span.start, self.trigger.start)
        if status is Status.HELD or pointer is None:
            return self.besides() if status is Status.PLANNED else None
        earlier = [time for time in times if time.span.end <= pointer.start()]
        if earlier and self._is_of_what_came_before(earlier[-1], pointer.start(), view):
            return When()
        planned = when(earlier[-1], status=status, view=view).date if earlier else self.context.planned
        return When(date=planned, basis=DateBasis.INHERITED, reason=f"at that time: {planned}") if planned else None

    def besides(self) -> When | None:
        """Return the days of the journey planned in the sentence before, to which this adds: 他+还将+与乙会谈."""
        days, adds = self.context.planned, self.reading.language.besides
        near = self.sentence.index - self.context.planned_in == 1
        if days is None or "/" not in days or not near or self.reading.moves_in(self.trigger):
            return None
        if adds.search(self.text, self.sentence.span.start, self.trigger.start) is None:
            return None
        return When(date=days, basis=DateBasis.INHERITED, reason=f"beside what is planned for {days}")

    def _is_of_what_came_before(self, time: TimeExpression, pointed: int, view: View) -> bool:
        """Tell whether a past day is that of what came before an undated plan: 周二+抵达，准备会晤，届时将签署协议."""
        day = when(time, status=Status.HELD, view=view).date
        between = self.reading.triggers_in(Span(start=time.span.end, end=pointed))
        return day is not None and day <= self.reading.anchor.isoformat() and len(between) > 1

    def _sequel(self, status: Status) -> When | None:
        """Return the day last spoken of where the words say that this came right after, or at the same time."""
        text, language = self.text, self.reading.language
        told = language.sequel.search(text, self.sentence.span.start, self.trigger.start)
        if told is None or status is not Status.HELD:
            return None
        begins = told.start() - self.sentence.span.start <= _FIRST_WORDS
        near = range(self.sentence.block - begins, self.sentence.block + 1)
        if self.context.day_block not in near:
            return None
        if self.reading.moves_in(Span(start=told.end(), end=self.trigger.end)):
            return When()  # a journey goes on for days
        return When(date=self.context.day, basis=DateBasis.INHERITED, reason=f"{told.group()}: {self.context.day}")

    def _only_day(self, status: Status) -> When:
        """Return the day of which the article spoke first, if it is the only one or that of its lead."""
        days = self.context.days
        language, span = self.reading.language, self.sentence.span
        recalled = language.lookback.search(self.text, span.start, span.end)
        if status is not Status.HELD or recalled or self.is_vague() or not days or self._is_before_a_journey():
            return When()
        times = self.reading.times_in(self.clause.span)
        if self._follows_another() or any(is_of_other(time, self.text, language) for time in times):
            return When()
        told = self.context.told
        if told is not None and self.context.told_in == self.sentence.index - 1 and _is_past(told, self.reading.anchor):
            return When()
        if self.context.day_block == self.sentence.block and self.context.day in days:
            near = self.context.day
            return When(date=near, basis=DateBasis.INHERITED, reason=f"the day of which is spoken: {near}")
        first = days[0]
        lead = (self.reading.anchor - date.fromisoformat(first)).days in range(_FRESH)
        if len(set(days)) > 1 and not (lead and self.context.pair):
            return When()
        if not lead and self.reading.document.block_at(self.context.leads[0][0]) > _LEAD:
            return When()
        return When(date=first, basis=DateBasis.INHERITED, reason=f"the day of which is spoken: {first}")

    def _follows_another(self) -> bool:
        """Tell whether the clause before tells after what else this took place: 乙接管后，甲关闭了使馆."""
        if not self.clause.index:
            return False
        span = self.sentence.clauses[self.clause.index - 1].span
        told = self.reading.times_in(span) or self.reading.triggers_in(span)
        language = self.reading.language
        after = language.aftermath.search(self.text, span.start, span.end)
        return after is not None and not told and language.sequel.search(self.text, span.start, span.end) is None

    def _is_before_a_journey(self) -> bool:
        """Tell whether the sentence goes on to a journey that came later: 在甲会晤乙后，抵达丙."""
        end = self.clause.span.end
        after = self.reading.language.since.search(self.text, self.trigger.end, end)
        return after is not None and self.reading.moves_in(Span(start=end, end=self.sentence.span.end))

    def following_subject(self) -> tuple[Phrase, ...]:
        """Find the subject that a clause of time leaves to the clause after it."""
        return following_subject(
            self.sentence,
            self.clause,
            self.trigger,
            text=self.text,
            triggers=self.reading.triggers_in(self.sentence.span),
            language=self.reading.language,
        )

    def carried_subject(self) -> tuple[Phrase, ...]:
        """Find the subject that the clause leaves out, in the clauses before it."""
        return carried_subject(
            self.sentence,
            self.clause,
            text=self.text,
            triggers=self.reading.triggers_in(self.sentence.span),
            language=self.reading.language,
        )

    def carried_other_side(self) -> tuple[Phrase, ...]:
        """Find who stands beside the subject that the clause leaves out, in the clauses before it."""
        return carried_other_side(
            self.sentence,
            self.clause,
            text=self.text,
            triggers=self.reading.triggers_in(self.sentence.span),
            language=self.reading.language,
        )


def _of_told_year(expression: TimeExpression | None, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Give a bare month the year told before it in its sentence: 2022年8月通话，11月+会晤."""
    value = expression.value if expression else None
    if expression is None or value is None or value.month is None or value.same:
        return expression
    if (value.year, value.year_shift, value.month_shift) != (None, None, None):
        return expression
    before = [time.value for time in times if time.span.end <= expression.span.start and time.value.year is not None]
    if not before or before[-1].month is None:
        return expression
    year = (before[-1].year or 0) + (value.month < before[-1].month)
    return structs.replace(expression, value=structs.replace(value, year=year))


def _of_told_month(expression: TimeExpression | None, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """Give a bare day the month told with an earlier one before it in its sentence: 7月18日宣布，28日+又宣布."""
    value = expression.value if expression else None
    if expression is None or value is None or value.day is None or value.month is not None or value.same:
        return expression
    before = [time.value for time in times if time.span.end <= expression.span.start and time.value.day is not None]
    last = before[-1] if before else None
    if last is None or last.month is None or (last.day or 0) >= value.day or value.month_shift is not None:
        return expression
    return structs.replace(expression, value=structs.replace(value, year=last.year, month=last.month))


def _is_past(told: str, anchor: date) -> bool:
    """Tell whether a date lies so far back that what is told with it is no news."""
    last = edtf.bounds(told)[1]
    return last is not None and (anchor - last).days > RECENT


@dataclass(frozen=True, slots=True)
class ByPlace(Generic[Item]):
    """Things of a text, sorted by where they stand."""

    items: tuple[Item, ...]
    _spans: tuple[Span, ...]
    _starts: tuple[int, ...]

    def within(self, span: Span) -> list[Item]:
        """Return those inside a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end, lo=first)
        return [self.items[index] for index in range(first, last) if self._spans[index].end <= span.end]


def by_place(items: Iterable[Item], span_of: Callable[[Item], Span]) -> ByPlace[Item]:
    """Make things ready to be found by place."""
    items = tuple(items)
    spans = tuple(map(span_of, items))
    return ByPlace(items, spans, tuple(span.start for span in spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article read up to its clauses: all that finding events needs."""

    document: Document
    anchor: date  #: the day of publication
    sentences: tuple[Sentence, ...]
    conferences: ByPlace[Conference]
    triggers: ByPlace[tuple[Span, str]]
    named: tuple[Refusal, ...]  #: the triggers that are only parts of names
    times: ByPlace[TimeExpression]  #: but for those that are part of a conference's name
    grammar: TimeGrammar
    language: Language

    def view(self, day: str | None) -> View:
        """Return from where its dates are seen, when a day was spoken of last."""
        return View(anchor=self.anchor, zone=self.document.article.outlet.zone, day=day)

    def times_in(self, span: Span) -> list[TimeExpression]:
        """Return the time expressions of a span."""
        return self.times.within(span)

    def durations_in(self, sentence: Span) -> tuple[Duration, ...]:
        """Return the lengths of time in a sentence; few are asked for."""
        return find_durations(self.document.folded, sentence, grammar=self.grammar)

    def stamp_after(self, sentence: Sentence) -> TimeExpression | None:
        """Return the date that stands alone, in brackets, right after a sentence."""
        following = sentence.index + 1
        if following >= len(self.sentences) or self.sentences[following].block != sentence.block:
            return None
        stamp = self.sentences[following]
        return next(iter(self.times_in(stamp.span)), None) if self.is_stamp(stamp) else None

    def is_stamp(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is only what follows a caption in brackets, the day of a picture."""
        return _STAMP.fullmatch(sentence.span.of(self.document.folded)) is not None

    def triggers_in(self, span: Span) -> list[Span]:
        """Return the triggers of a span."""
        return [trigger for trigger, _ in self.told_in(span)]

    def told_in(self, span: Span) -> list[tuple[Span, str]]:
        """Return the triggers of a span, each with its form."""
        return self.triggers.within(span)

    def moves_in(self, span: Span) -> bool:
        """Tell whether somebody sets out for another place in a span."""
        return any(rule.type == "Visit" for _, form in self.told_in(span) for rule in self.language.by_trigger[form])

    def conferences_in(self, span: Span) -> list[Conference]:
        """Return the conferences named in a span."""
        return self.conferences.within(span)
