"""Events: what each sentence of an article tells, rule by rule, before mentions of one event are merged.

In go a document with its noun phrases, conferences and times, out come `Event` values in the order of their triggers.
The rules are data (`events/*.yml`); this module fills their roles, asks for status, date and place, and drops what a
rule does not admit. Conferences are told of by `summits`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kg import edtf
from kg.extract.addressees import address
from kg.extract.arguments import Placed, acts, carried_subject, following_subject, place_phrases
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences import Conference
from kg.extract.context import Context, distinct, sides
from kg.extract.dates import Search, View, When, choose, duration_of, is_quoted, when
from kg.extract.days import LONGEST_STAY, RECENT, dates_of, days_apart, note_days, whole_stay
from kg.extract.phrases import Phrase
from kg.extract.places import find_places, place_before, seat_before
from kg.extract.status import Telling, denial_of, status_of
from kg.knowledge.language import EventRule, Language
from kg.model import (
    Argument,
    BlockKind,
    DateBasis,
    Document,
    Duration,
    Event,
    EventId,
    Kind,
    Party,
    PlaceRef,
    Refusal,
    Salience,
    Span,
    Status,
    TimeExpression,
)

Item = TypeVar("Item")
#: Territories whose dealings with their state are domestic.
ONE_SIDE: Mapping[str, str] = {"HKG": "CHN", "MAC": "CHN"}
_FRESH = 2  #: days; so old the news of a lead may be
_STAMP = re.compile(r"[（(][^（）()]{4,30}[）)]")  #: what follows a caption: (法新社：2024年11月28日)
_TALKS = ("Meeting", "Call")
_SPOKEN = frozenset({"i", "you", "we"})  #: pronouns of speech: what it tells of is recalled, and no news
_WANTED = 3  #: so many of the conditions on words want them; the others forbid them
_ACTORS = frozenset({"person", "office", "pronoun", "group"})


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
        return place_phrases(self.text, self.clause, self.trigger, others=self.others, language=self.reading.language)

    def when(self, status: Status, *, others: Sequence[Span] = (), time_before: bool = False) -> When:
        """Find the date; `time_before` leaves out the times after the trigger."""
        document, times = self.reading.document, self.reading.times_in(self.sentence.span)
        times = [time for time in times if not time_before or time.span.end <= self.trigger.start]
        if status is Status.CANCELLED:
            times = [time for time in times if not self._is_of_news(time)]
        search = Search(
            text=self.text,
            language=self.reading.language,
            trigger=self.trigger,
            others=others,
            tried=self.reading.triggers_in(self.sentence.span),
            planned=self._same_plan() if status is Status.PLANNED else frozenset(),
            is_open=status is not Status.HELD,
        )
        expression = choose(self.sentence, self.clause, times, search=search)
        before = self.reading.language.planned_before
        nearest = status is Status.CANCELLED or (
            before.search(self.text, self.clause.span.start, self.trigger.start) is not None
        )
        view = View(anchor=document.article.day, zone=document.article.outlet.zone, day=self._day_of_context())
        if expression is None:
            stamp = self.reading.stamp_after(self.sentence)
            return self._sequel(status) or (
                replace(when(stamp, status=status, view=view), basis=DateBasis.INHERITED)
                if stamp
                else self._only_day(status)
            )
        return when(expression, status=status, view=self._view(expression, times, view, status), nearest=nearest)

    def moved_to(self) -> When | None:
        """Return the new date of a plan that is put off: 原定5日的会谈推迟到12月."""
        article = self.reading.document.article
        view = View(anchor=article.day, zone=article.outlet.zone, day=None)
        for time in self.reading.times_in(self.sentence.span):
            before = self.text[self.clause.span.start : time.span.start]
            if time.span.start >= self.clause.span.start and self.reading.language.moved_to.search(before):
                return when(time, status=Status.PLANNED, view=view)
        return None

    def _is_of_news(self, time: TimeExpression) -> bool:
        """Tell whether a time before the words that call a plan off is not that of the plan: 8日宣布取消."""
        language, start = self.reading.language, self.sentence.span.start
        off = language.called_off.search(self.text, time.span.end, self.trigger.start)
        return off is not None and language.planned_before.search(self.text, start, time.span.start) is None

    def _same_plan(self) -> frozenset[int]:
        """Return the clauses before that tell of the same plan, if no other subject is named: 将于5日访美，会见乙."""
        plan: list[int] = []
        for clause in reversed(self.sentence.clauses[: self.clause.index]):
            after = self.sentence.clauses[clause.index + 1]
            until = min((mark.start for mark in after.marks if mark.kind == "with"), default=self.trigger.start)
            if any(phrase.kind in _ACTORS and phrase.end <= until for phrase in after.phrases):
                break
            end = Span(start=clause.span.end, end=clause.span.end)
            status, _ = status_of(self.text, self.sentence, clause, end, language=self.reading.language)
            plan += [clause.index] if status is Status.PLANNED else []
        return frozenset(plan)

    def _view(self, expression: TimeExpression, times: Sequence[TimeExpression], view: View, status: Status) -> View:
        """Return from where a time expression is seen: the day, the month or the year from which it counts."""
        value = expression.value
        if (
            value.day_shift is not None
            and value.day is None
            and not value.same
            and is_quoted(self.text, self.sentence, expression)
        ):
            day = self._day_of_context()
            spoken = date.fromisoformat(day) if day else None
            return replace(view, anchor=spoken) if spoken and (view.anchor - spoken).days in range(_FRESH) else view
        if not (value.same or value.next_day):
            return view
        if self.reading.language.day_of_news.search(self.text, self.sentence.span.start, expression.span.start):
            return view
        earlier = [time for time in times if time.span.end <= expression.span.start and not time.value.same]
        if earlier:
            return replace(view, day=when(earlier[-1], status=status, view=view).date)
        by_year = value.month is not None or value.month_shift is not None or value.year_shift is not None
        return replace(view, day=self.context.told) if by_year else view

    def _day_of_context(self) -> str | None:
        """Return the day from which 当天 and 翌日 count: the one last spoken of near by, else that of the news."""
        context, block = self.context, self.sentence.block
        near = context.day if context.day_block == block else None
        if near is None and context.day_block == block - 1 and context.day in context.days:
            near = context.day
        return near or next(iter(context.days), None) or context.news or context.day

    def _sequel(self, status: Status) -> When | None:
        """Return the day last spoken of where the words say that this came right after, or at the same time."""
        text, language = self.text, self.reading.language
        told = language.sequel.search(text, self.sentence.span.start, self.trigger.start)
        if told is None or status is not Status.HELD or self.context.day_block != self.sentence.block:
            return None
        if self.reading.moves_in(Span(start=told.end(), end=self.trigger.end)):
            return When()  # a journey goes on for days
        return When(date=self.context.day, basis=DateBasis.INHERITED, reason=f"{told.group()}: {self.context.day}")

    def _only_day(self, status: Status) -> When:
        """Return the day of which the article spoke first, if it is the only one or that of its lead."""
        days = self.context.days
        language, span = self.reading.language, self.sentence.span
        recalled = language.lookback.search(self.text, span.start, span.end)
        vague = language.vague.search(self.text, span.start, span.end)
        if status is not Status.HELD or recalled or vague or not days:
            return When()
        if self.context.day_block == self.sentence.block and self.context.day in days:
            near = self.context.day
            return When(date=near, basis=DateBasis.INHERITED, reason=f"the day of which is spoken: {near}")
        first = days[0]
        lead = (self.reading.anchor - date.fromisoformat(first)).days in range(_FRESH)
        if len(set(days)) > 1 and not (lead and self.context.pair):
            return When()
        return When(date=first, basis=DateBasis.INHERITED, reason=f"the day of which is spoken: {first}")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article read up to its clauses: all that finding events needs."""

    document: Document
    sentences: tuple[Sentence, ...]
    conferences: tuple[Conference, ...]
    triggers: tuple[tuple[Span, str], ...]
    named: tuple[Refusal, ...]  #: the triggers that are only parts of names
    times: tuple[TimeExpression, ...]  #: but for those that are part of a conference's name
    durations: tuple[Duration, ...]
    language: Language

    @property
    def anchor(self) -> date:
        """The day of publication."""
        return self.document.article.day

    def times_in(self, span: Span) -> list[TimeExpression]:
        """Return the time expressions of a span."""
        return _inside(self.times, span, _span_of)

    def stamp_after(self, sentence: Sentence) -> TimeExpression | None:
        """Return the date that stands alone, in brackets, right after a sentence."""
        following = sentence.index + 1
        if following >= len(self.sentences) or self.sentences[following].block != sentence.block:
            return None
        span = self.sentences[following].span
        stamp = _STAMP.fullmatch(span.of(self.document.folded))
        return next(iter(self.times_in(span)), None) if stamp else None

    def triggers_in(self, span: Span) -> list[Span]:
        """Return the triggers of a span."""
        return [trigger for trigger, _ in self.told_in(span)]

    def told_in(self, span: Span) -> list[tuple[Span, str]]:
        """Return the triggers of a span, each with its form."""
        return _inside(self.triggers, span, _first)

    def moves_in(self, span: Span) -> bool:
        """Tell whether somebody sets out for another place in a span."""
        forms = [form for trigger, form in self.triggers if span.covers(trigger)]
        return any(rule.type == "Visit" for form in forms for rule in self.language.by_trigger[form])

    def conferences_in(self, span: Span) -> list[Conference]:
        """Return the conferences named in a span."""
        return _inside(self.conferences, span, _span_of)


def _inside(items: Sequence[Item], span: Span, span_of: Callable[[Item], Span]) -> list[Item]:
    """Return the items inside a span.

    Args:
        items: sorted by their spans.
    """
    first = bisect_left(items, span.start, key=lambda item: span_of(item).start)
    last = bisect_left(items, span.end, lo=first, key=lambda item: span_of(item).start)
    return [item for item in items[first:last] if span_of(item).end <= span.end]


def _span_of(item: TimeExpression | Conference) -> Span:
    return item.span


def _first(item: tuple[Span, str]) -> Span:
    return item[0]


def find_events(
    reading: Reading,
    context: Context,
    *,
    summits: Callable[[Reading, Context, Sentence, Sequence[Event]], Iterator[Event | Refusal]],
) -> Iterator[Event | Refusal]:
    """Find the events that an article tells of, sentence by sentence, and why its other triggers give none.

    Args:
        summits: finds the conferences of a sentence; is handed its other events.
    """
    for sentence in reading.sentences:
        if reading.document.blocks and reading.document.blocks[sentence.block].kind is BlockKind.HEADING:
            context.days.clear()
        context.sentence = sentence
        spoken = any(phrase.name in _SPOKEN and phrase.kind == "pronoun" for phrase in sentence.phrases)
        told: list[Event] = []
        for event in _sentence_events(reading, context, sentence):
            if isinstance(event, Event):
                told.append(event)
                if not spoken:
                    remember(context, event, block=sentence.block)
            yield event
        for event in summits(reading, context, sentence, told):
            if isinstance(event, Event) and event.date and event.status is Status.HELD:
                context.latest[event.type] = event
            yield event
        context.saw(sentence.phrases)
        note_days(context, [] if spoken else dates_of(reading, sentence), sentence, published=reading.anchor)
        _note_actor(context, sentence)


def _sentence_events(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event | Refusal]:
    """Try the rules of each trigger until one gives events; else yield what each of them said."""
    for trigger, form in reading.told_in(sentence.span):
        refused: list[Event | Refusal] = []
        for rule in reading.language.by_trigger[form]:
            found = list(_apply(reading, context, sentence, trigger, rule))
            events = [each for each in found if isinstance(each, Event)]
            if events:
                yield from events
                break
            refused += found
        else:
            yield from refused


def remember(context: Context, event: Event, *, block: int) -> None:
    """Let the context know the sides, the actor and the day of an event."""
    parties = tuple(event.parties())
    if event.type in ("Meeting", "Call", "Agreement", "RelationsChange", "Summit") and len(parties) in range(2, 6):
        context.pair = parties
    if parties and parties[0].kind is Kind.PERSON:
        context.actor = parties[:1]
    if event.date and len(event.date) == 10:
        context.day, context.day_block = event.date, block
    told = event.date is not None or event.type not in context.latest
    if told and event.status is Status.HELD and event.salience is Salience.MAIN:
        latest = context.latest.get(event.type)
        beside = context.together.get(event.type, []) if latest and latest.trigger == event.trigger else []
        context.together[event.type] = [*beside, event]
        context.latest[event.type] = event


def _note_actor(context: Context, sentence: Sentence) -> None:
    marked = {mark.end for clause in sentence.clauses for mark in clause.marks}
    first = next((p for p in sentence.phrases if p.kind == "person" and p.start not in marked), None)
    state = next((p for p in sentence.phrases if p.kind == "country" and p.start not in marked), None)
    if state is not None and (first is None or state.start < first.start):
        context.acting = state.country
    first = first or next((phrase for phrase in sentence.phrases if phrase.rule in ("side", "institution")), None)
    if first is None:
        return
    parties = context.parties(first)
    if parties:
        context.actor = parties[:1]
        context.actor_phrase, context.actor_block = first, sentence.block


def _apply(
    reading: Reading, context: Context, sentence: Sentence, trigger: Span, rule: EventRule
) -> Iterator[Event | Refusal]:
    """Try one rule at one trigger."""
    text, clause = reading.document.folded, sentence.clause_at(trigger.start)
    spot = Spot(reading, context, sentence, clause, trigger)
    barred = words_against(text, sentence, clause, trigger, rule) or denial_of(
        text, sentence, clause, trigger, reading.language
    )
    if barred:
        yield Refusal(trigger=trigger, rule=rule.name, reason=barred)
        return
    placed = spot.placed()
    if rule.slot_needed and not any(item.slot == rule.slot_needed for item in placed):
        yield Refusal(trigger=trigger, rule=rule.name, reason=f"slot missing: nobody stands as {rule.slot_needed}")
        return
    arguments = fill_roles(spot, placed, rule)
    if reading.language.deictic.match(text, clause.span.start):
        arguments = tuple(replace(argument, span=None) for argument in arguments)
    if rule.joins:
        yield from _joining(spot, rule, arguments)
        return
    if rule.anaphoric and not _names_other_side(spot, placed):
        arguments = with_counterpart(arguments, context, role=list(rule.arguments)[-1])
    if rule.understood and sides([argument.party for argument in arguments], one_side=ONE_SIDE) < 2:
        arguments = _last_spoken_of(arguments, context, trigger, role=next(iter(rule.arguments)))
    if rule.gathering:
        arguments = address(text, clause, trigger, arguments, rule=rule, language=reading.language)
    dropped = not any(item.slot in ("subject", "head", "modifier") for item in placed)
    telling = Telling(subject_dropped=dropped, declares=rule.declares)
    status, why = status_of(text, sentence, clause, trigger, language=reading.language, telling=telling)
    if rule.status:
        status, why = rule.status, "the trigger says so"
    places = (
        find_places(context, text, placed, rule)
        or seat_before(context, text, clause, trigger, arguments, rule)
        or place_before(context, text, sentence, clause, rule, is_open=status is not Status.HELD)
    )
    if not places and text[trigger.start : trigger.end] in reading.language.homeward:
        places = _home_of_host(context, sentence, arguments)
    for chosen in _split(text, clause, placed, arguments, rule):
        lacking = parties_against(chosen, places, rule)
        if lacking:
            yield Refusal(trigger=trigger, rule=rule.name, reason=lacking)
        else:
            yield _event(spot, rule, chosen, places, status=(status, why))


def _last_spoken_of(
    arguments: tuple[Argument, ...], context: Context, trigger: Span, *, role: str
) -> tuple[Argument, ...]:
    """Return the states last spoken of, where the words name none, or one of them: 会谈，会后发表的联合声明."""
    pair = tuple(context.stands_for(party) for party in context.pair)
    homes = {party.country for party in pair}
    if any(argument.party.country not in homes for argument in arguments):
        return arguments
    return tuple(Argument(role=role, party=party, span=trigger) for party in pair)


def _names_other_side(spot: Spot, placed: Sequence[Placed]) -> bool:
    """Tell whether the clause names a counterpart that is no party: 与企业代表见面, 与英国企业的代表见面."""
    marks = [mark for mark in spot.clause.marks if mark.kind == "with" and mark.end <= spot.trigger.start]
    return bool(marks) and not any(
        item.slot == "with"
        and item.phrase.start >= marks[-1].end
        and acts(spot.text, item.phrase, spot.reading.language)
        for item in placed
    )


def _joining(spot: Spot, rule: EventRule, arguments: tuple[Argument, ...]) -> Iterator[Event | Refusal]:
    """Tell once more of the events of the news last told of, with those who took part in them as well."""
    told = spot.context.together.get(rule.type, ())
    later = [other for other in _talks_last(spot.context) if told and other.trigger > told[-1].trigger]
    if rule.type in _TALKS and later:
        told = ()  # it joins the talks that were told of later, which are of another type
    days = _days_told(spot) if rule.type == "Visit" else None
    if not told or not (arguments or days):
        reason = "nobody named who joins, and no days" if told else f"no {rule.type} told of before that it may join"
        yield Refusal(trigger=spot.trigger, rule=rule.name, reason=reason)
        return
    for known in told:
        named = {argument.party for argument in known.arguments}
        joining = () if days else tuple(argument for argument in arguments if argument.party not in named)
        yield replace(
            known,
            id=event_id(spot.reading.document, rule.type, spot.trigger, (*known.arguments, *arguments)),
            trigger=spot.trigger,
            arguments=(*(replace(argument, span=None) for argument in known.arguments), *joining),
            date=days or known.date,
            date_basis=DateBasis.EXPLICIT if days else DateBasis.INHERITED if known.date else DateBasis.NOT_GIVEN,
            evidence=spot.sentence.span,
            mentions=(spot.sentence.span,),
            rule=rule.name,
        )


def _talks_last(context: Context) -> list[Event]:
    """Return the talks of each type that were told of last."""
    return [events[-1] for kind in _TALKS if (events := context.together.get(kind))]


def _days_told(spot: Spot) -> str | None:
    """Return the first and the last day that a sentence gives to a stay: 访问从28日持续到31日."""
    article = spot.reading.document.article
    view = View(anchor=article.day, zone=article.outlet.zone, day=spot.context.day)
    times = [time for time in spot.reading.times_in(spot.sentence.span) if time.span.start >= spot.trigger.start]
    first = when(times[0], status=Status.HELD, view=view).date if times else None
    if first is None or len(first) != 10 or len(times) < 2:
        return first if first and "/" in first else None
    later = replace(view, anchor=date.fromisoformat(first), day=first)
    last = when(times[1], status=Status.PLANNED, view=later).date
    joined = edtf.join([first, last]) if last else None
    return joined if joined and "/" in joined and edtf.days(joined) <= LONGEST_STAY else None


def words_against(text: str, sentence: Sentence, clause: Clause, trigger: Span, rule: EventRule) -> str | None:
    """Return which condition of a rule the words around a trigger do not meet; None where they meet all."""
    start, end = clause.span.start, clause.span.end
    left = text[start : trigger.start]
    checks = (
        ("needs", rule.needs, rule.needs and rule.needs.search(text, start, end)),
        ("after", rule.after, rule.after and rule.after.match(text, trigger.end, end)),
        ("before", rule.before, rule.before and rule.before.search(left)),
        ("unless", rule.unless, rule.unless and rule.unless.search(text, start, end)),
        (
            "unless_later",
            rule.unless_later,
            rule.unless_later and rule.unless_later.search(text, trigger.end, sentence.span.end),
        ),
        ("not_after", rule.not_after, rule.not_after and rule.not_after.match(text, trigger.end, end)),
        ("not_before", rule.not_before, rule.not_before and rule.not_before.search(left)),
    )
    for name, pattern, found in checks[:_WANTED]:
        if pattern is not None and found is None:
            return f"word missing: {name} {pattern.pattern}"
    return next((f"word forbidden: {name} {found.group()}" for name, _, found in checks[_WANTED:] if found), None)


def fill_roles(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Argument, ...]:
    """Fill the roles of a rule from the slots around its trigger."""
    context = spot.context
    arguments: list[Argument] = []
    for role, slots in rule.arguments.items():
        passive = "by" in slots and _is_passive(spot, placed, rule)
        order = sorted(slots, key=_by_agency) if passive else slots
        phrases = _phrases_in(spot, placed, order, rule)
        if "subject" in slots and not _has_subject(placed, phrases, rule):
            dropped = [one for one in _dropped_subject(spot, placed) if not rule.kinds or one.kind in rule.kinds]
            owners = [item.phrase for item in placed if item.slot == "owner"]
            phrases = [*(dropped or (owners if not rule.kinds else ())), *phrases]
        if passive and _is_agentless(spot, rule):
            phrases = [*_dropped_subject(spot, placed), *phrases]
        parties = [(phrase, party) for phrase in phrases for party in _meant(spot, phrase)]
        if rule.states:
            parties = _as_states(spot, placed, parties, rule)
        if rule.level:
            parties = [(phrase, context.leader(party, rule.level)) for phrase, party in parties]
        if "posted" in slots:  # 召回驻法国大使勒布朗: the envoy is ours, and France is the other side
            ours = {item.phrase for item in placed if item.slot == "object" and item.phrase.receiver}
            parties = [(phrase, party) for phrase, party in parties if phrase not in ours]
            parties += [(item.phrase, context.state(item.phrase.receiver)) for item in placed if item.phrase.receiver]
        arguments += [Argument(role=role, party=party, span=phrase.head) for phrase, party in parties]
    return _mutual(_tidy(arguments), rule) if rule.mutual else _tidy(arguments)


def _by_agency(slot: str) -> int:
    """Order the slots of a passive: who acts comes first, who suffers it last."""
    return {"by": 0, "subject": 2}.get(slot, 1)


def _is_passive(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> bool:
    """Tell whether the subject suffers what the trigger tells."""
    return _is_agentless(spot, rule) or any(item.slot == "by" for item in placed)


def _is_agentless(spot: Spot, rule: EventRule) -> bool:
    """Tell whether who acts is left out: 甲宣布，乙已被+驱逐; 甲宣布，乙为+不受欢迎的人."""
    before = spot.text[: spot.clause.span.start].rstrip("，,")
    told = rule.announced and spot.clause.index > 0 and before.endswith(spot.reading.language.declares)
    return told or any(mark.kind == "by" and mark.end == spot.trigger.start for mark in spot.clause.marks)


def _as_states(
    spot: Spot, placed: Sequence[Placed], parties: Sequence[tuple[Phrase, Party]], rule: EventRule
) -> list[tuple[Phrase, Party]]:
    """Let persons in the slots that a rule names stand for their states; the subject of a passive is not who acts."""
    slots = {item.phrase: item.slot for item in placed}
    passive = _is_passive(spot, placed, rule)
    acting = rule.states - {"subject"} if passive else rule.states
    return [
        (
            phrase,
            spot.context.stands_for(party) if slots.get(phrase, "by" if passive else "subject") in acting else party,
        )
        for phrase, party in parties
    ]


def _meant(spot: Spot, phrase: Phrase) -> tuple[Party, ...]:
    """Return whom a phrase means; 他 as an object is the person last named in the clauses before."""
    if phrase.kind == "pronoun" and phrase.name == "person" and phrase.end > spot.trigger.start:
        earlier = [other for other in spot.sentence.phrases if other.end <= spot.clause.span.start]
        persons = [other for other in reversed(earlier) if other.kind == "person"]
        person = next((other for other in persons if other.offices), next(iter(persons), None))
        if person is not None:
            return spot.context.parties(person)
    return spot.context.parties(phrase)


def _phrases_in(spot: Spot, placed: Sequence[Placed], slots: Sequence[str], rule: EventRule) -> list[Phrase]:
    text, language = spot.text, spot.reading.language
    if rule.declares:  # a capital right before an act of state acts: 渥太华+驱逐
        placed = [_acting_capital(spot, item) for item in placed]
    fitting = [item for item in placed if not rule.kinds or item.phrase.kind in rule.kinds]
    fitting = [
        item
        for item in fitting
        if item.slot in ("modifier", "to", "topic")
        or rule.entities
        or item.phrase.end == spot.trigger.start
        or any(acts(text, phrase, language) for phrase in _run_of(item, placed))
    ]
    wanted = [slot for slot in slots if any(item.slot == slot for item in fitting)]
    if rule.first_slot:
        wanted = wanted[:1]
    order = {slot: number for number, slot in enumerate(wanted)}
    chosen = [item for item in fitting if item.slot in order]
    return [item.phrase for item in sorted(chosen, key=lambda item: (order[item.slot], item.phrase.start))]


def _acting_capital(spot: Spot, item: Placed) -> Placed:
    near = item.slot == "at" and item.phrase.kind == "place" and item.phrase.end == spot.trigger.start
    marked = any(mark.kind == "at" and mark.end <= item.phrase.start for mark in spot.clause.marks)
    return Placed(item.phrase, "subject", item.group) if near and not marked else item


def _run_of(item: Placed, placed: Sequence[Placed]) -> Iterator[Phrase]:
    """Yield a state and those named right after it without a sign between: 中国斯洛伐克关系."""
    phrase = item.phrase
    yield phrase
    for other in placed:
        if other.phrase.start == phrase.end and other.phrase.kind == phrase.kind == "country":
            phrase = other.phrase
            yield phrase


def _has_subject(placed: Sequence[Placed], phrases: Sequence[Phrase], rule: EventRule) -> bool:
    if rule.first_slot and phrases:
        return True
    if rule.kinds and any(item.slot == "subject" and item.phrase.kind not in rule.kinds for item in placed):
        return True  # somebody acts, only nobody whom the rule wants
    return any(item.slot in ("subject", "head") for item in placed if item.phrase in phrases)


def _dropped_subject(spot: Spot, placed: Sequence[Placed]) -> tuple[Phrase, ...]:
    """Find the subject that a clause leaves out, in the clauses or sentences before it."""
    if any(item.slot == "modifier" for item in placed):
        return ()
    return spot.following_subject() or spot.carried_subject() or _subject_before(spot.context, spot.sentence)


def _subject_before(context: Context, sentence: Sentence) -> tuple[Phrase, ...]:
    """Return who acted last in the paragraph, where a whole sentence names nobody as acting."""
    if context.actor_phrase is None or context.actor_block != sentence.block:
        return ()
    return (context.actor_phrase,)


def _mutual(arguments: tuple[Argument, ...], rule: EventRule) -> tuple[Argument, ...]:
    """Give the second of two who act on each other the other role: 甲和乙互致贺电."""
    first, second = list(rule.arguments)[:2]
    if len(arguments) != 2 or any(argument.role != first for argument in arguments):
        return arguments
    return (arguments[0], replace(arguments[1], role=second))


def _tidy(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """Keep each party once in its first role, and no state beside its own person in one role."""
    kept: list[Argument] = []
    for role in dict.fromkeys(argument.role for argument in arguments):
        parties = distinct([argument.party for argument in arguments if argument.role == role])
        for party in parties:
            if not any(party == argument.party for argument in kept):
                kept.append(next(a for a in arguments if a.role == role and a.party == party))
    return tuple(kept)


def with_counterpart(arguments: tuple[Argument, ...], context: Context, *, role: str) -> tuple[Argument, ...]:
    """Add the other side, where a clause names one of two who have been spoken of: 石破希望实现会晤."""
    if len(arguments) != 1 or len(context.pair) != 2:
        return arguments
    left, right = context.pair
    for one, other in ((left, right), (right, left)):
        if one.country == arguments[0].party.country:
            return (*arguments, Argument(role=role, party=other))
    return arguments


def _home_of_host(context: Context, sentence: Sentence, arguments: Sequence[Argument]) -> tuple[PlaceRef, ...]:
    """Return the state of whoever welcomes a traveller: 欢迎习近平主席到访."""
    own = {argument.party.country for argument in arguments}
    for phrase in sentence.phrases:
        for party in context.parties(phrase) if phrase.kind in ("person", "country", "office") else ():
            if party.country and party.country not in own:
                state = context.state(party.country)
                return (PlaceRef(name=state.name, country=state.country, entity=state.entity),)
    return ()


def _split(
    text: str, clause: Clause, placed: Sequence[Placed], arguments: tuple[Argument, ...], rule: EventRule
) -> Iterator[tuple[Argument, ...]]:
    """Make one event of each counterpart where the text says so (分别), or where several do it with one."""
    subjects = {item.phrase.head for item in placed if item.slot in ("subject", "modifier")}
    ours = [argument for argument in arguments if argument.span in subjects]
    theirs = [argument for argument in arguments if argument.span not in subjects]
    if rule.pairs and len(ours) > 1 and theirs:
        for one in ours:
            yield (one, *theirs)
        return
    rest = arguments[1:]
    apart = rule.apart is not None and rule.apart.search(text, clause.span.start, clause.span.end) is not None
    if not apart or len(rest) < 2:
        yield arguments
        return
    for other in rest:
        yield (arguments[0], other)


def parties_against(arguments: Sequence[Argument], places: Sequence[PlaceRef], rule: EventRule) -> str | None:
    """Return what parties or places a rule misses: roles, enough parties, two sides; None where it misses none."""
    empty = [role for role in rule.required if all(argument.role != role for argument in arguments)]
    if empty:
        return f"required role empty: {', '.join(empty)}"
    parties = [argument.party for argument in arguments]
    named = ", ".join(party.name for party in parties)
    if not parties:
        return "no party"
    if rule.minimum == 1:
        homes = {party.country for party in parties}
        home = next((place.name for place in places if place.country in homes), None)
        return (f"at home: {named} in {home}" if home else None) if places else f"no place: only {named}"
    if len(parties) < rule.minimum:
        return f"no second party: only {named}" if len(parties) == 1 else f"too few parties: {named}"
    return f"one side only: {named}" if sides(parties, one_side=ONE_SIDE) < 2 else None


def _event(
    spot: Spot,
    rule: EventRule,
    arguments: tuple[Argument, ...],
    places: tuple[PlaceRef, ...],
    *,
    status: tuple[Status, str],
) -> Event:
    reading, sentence = spot.reading, spot.sentence
    outcome, why = status
    points_back = all(argument.span is None for argument in arguments)
    moved = spot.moved_to() if outcome is Status.CANCELLED else None
    if moved is not None:
        outcome, why = Status.PLANNED, f"put off, with a new date: {why}"
    dated = moved or (When() if points_back else spot.when(outcome, others=spot.others, time_before=rule.time_before))
    duration = duration_of(spot.clause, reading.durations)
    if rule.type == "Visit" and dated.date and dated.basis is not DateBasis.INHERITED:
        dated = replace(dated, date=whole_stay(spot, dated.date))
    return Event(
        id=event_id(reading.document, rule.type, spot.trigger, arguments),
        type=rule.type,
        status=outcome,
        trigger=spot.trigger,
        arguments=arguments,
        places=places,
        date=dated.date,
        date_basis=dated.basis,
        start=dated.start,
        duration=duration.iso if duration else None,
        duration_approximate=duration.approximate if duration else False,
        part_of=part_of(reading, sentence) or _visited(spot, rule),
        salience=Salience.MAIN if points_back else salience(reading, sentence, dated.date),
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=rule.name,
        reasons=(f"status {outcome.value}: {why}", f"date: {dated.reason}"),
    )


def event_id(document: Document, event_type: str, trigger: Span, arguments: Sequence[Argument]) -> EventId:
    """Make an id from the article, the type, the trigger and, where one trigger gives several events, the parties."""
    named = "-".join(str(argument.span.start) for argument in arguments if argument.span)
    return EventId(f"{document.article.id}#{event_type}-{trigger.start}-{named or 0}")


def part_of(reading: Reading, sentence: Sentence) -> str | None:
    """Return the conference during which something takes place, if the sentence says so."""
    words = reading.language.conferences
    text = reading.document.folded
    for conference in reading.conferences_in(sentence.span):
        after = text[conference.span.end : conference.span.end + 6]
        before = text[max(sentence.span.start, conference.span.start - 14) : conference.span.start]
        if after.startswith(words.during) or any(word in before for word in words.attends):
            return conference.name
    return None


def _visited(spot: Spot, rule: EventRule) -> str | None:
    """Return the visit or conference last told of, where the words say that this took place during it."""
    visit, summit = spot.context.latest.get("Visit"), spot.context.latest.get("Summit")
    start, end, language = spot.sentence.span.start, spot.trigger.start, spot.reading.language
    if summit is not None and language.during_summit.search(spot.text, start, end):
        return summit.name
    if visit is None or not visit.places or rule.type == "Visit":
        return None
    return visit.places[0].name if language.during_visit.search(spot.text, start, end) else None


def salience(reading: Reading, sentence: Sentence, day: str | None) -> Salience:
    """Tell whether an event is news or recalled: by its day, else by the words of its sentence."""
    if day is not None:
        last = day.split("/")[-1]
        anchor = reading.anchor.isoformat()
        if last[:7] >= anchor[:7] or last[:4] > anchor[:4]:
            return Salience.MAIN
        return Salience.MAIN if days_apart(last, reading.anchor) <= RECENT else Salience.BACKGROUND
    if reading.document.blocks and reading.document.blocks[sentence.block].kind is BlockKind.TITLE:
        return Salience.MAIN
    recalled = reading.language.lookback.search(reading.document.folded, sentence.span.start, sentence.span.end)
    return Salience.BACKGROUND if recalled else Salience.MAIN


def parties_of(context: Context, phrases: Sequence[Phrase]) -> tuple[Party, ...]:
    """Return whom several phrases mean, each once."""
    return distinct([party for phrase in phrases for party in context.parties(phrase)])
