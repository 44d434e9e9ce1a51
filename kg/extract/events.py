"""Events: what each sentence of an article tells, rule by rule, before mentions of one event are merged.

In go a document with its noun phrases, conferences and times, out come `Event` values in the order of their triggers.
The rules are data (`events/*.yml`); this module fills their roles, asks for status, date and place, and drops what a
rule does not admit. Conferences are told of by `summits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg import edtf
from kg.extract.arguments import Placed, acts, carried_subject, place_phrases
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences import Conference
from kg.extract.context import Context, distinct, sides
from kg.extract.dates import Search, View, When, choose, duration_of, when
from kg.extract.phrases import Phrase
from kg.extract.places import find_places, place_before, seat_before
from kg.extract.status import is_denied, status_of
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
    Salience,
    Span,
    Status,
    TimeExpression,
)

#: Territories whose dealings with their state are domestic.
ONE_SIDE: Mapping[str, str] = {"HKG": "CHN", "MAC": "CHN"}
_DAYS = re.compile(r"P(\d+)D")
_LONGEST_STAY = 21  #: days
_FRESH = 2  #: days; so old the news of a lead may be
_RECENT = 14  #: days before publication that are news
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
        return place_phrases(self.text, self.clause, self.trigger, others=self.others, language=self.reading.language)

    def when(self, status: Status, *, others: Sequence[Span] = (), time_before: bool = False) -> When:
        """Find the date; `time_before` leaves out the times after the trigger."""
        document, times = self.reading.document, self.reading.times_in(self.sentence.span)
        times = [time for time in times if not time_before or time.span.end <= self.trigger.start]
        search = Search(
            text=self.text,
            language=self.reading.language,
            others=others,
            tried=self.reading.triggers_in(self.sentence.span),
            is_open=status is not Status.HELD,
        )
        expression = choose(self.sentence, self.clause, self.trigger, times, search=search)
        before = self.reading.language.planned_before
        nearest = status is Status.CANCELLED or (
            before.search(self.text, self.clause.span.start, self.trigger.start) is not None
        )
        view = View(anchor=document.article.day, zone=document.article.outlet.zone, day=self.context.day)
        if expression is None:
            stamp = self.reading.stamp_after(self.sentence)
            return self._sequel(status) or (
                replace(when(stamp, status=status, view=view), basis=DateBasis.INHERITED)
                if stamp
                else self._only_day(status)
            )
        if expression.value.same or expression.value.next_day:
            earlier = [time for time in times if time.span.end <= expression.span.start and not time.value.same]
            view = replace(view, day=when(earlier[-1], status=status, view=view).date) if earlier else view
        return when(expression, status=status, view=view, nearest=nearest)

    def _sequel(self, status: Status) -> When | None:
        """Return the day last spoken of where the words say that this came right after, or at the same time."""
        text, language = self.text, self.reading.language
        told = language.sequel.search(text, self.sentence.span.start, self.trigger.start)
        if told is None or status is not Status.HELD or self.context.day_block != self.sentence.block:
            return None
        return When(date=self.context.day, basis=DateBasis.INHERITED, reason=f"{told.group()}: {self.context.day}")

    def _only_day(self, status: Status) -> When:
        """Return the day of which the article spoke first, if it is the only one or that of its lead."""
        days = self.context.days
        recalled = self.reading.language.lookback.search(self.text, self.sentence.span.start, self.sentence.span.end)
        if status is not Status.HELD or recalled or not days:
            return When()
        first = days[0]
        lead = (self.reading.anchor - date.fromisoformat(first)).days in range(_FRESH)
        if len(set(days)) > 1 and not (lead and self.context.pair):
            return When()
        return When(date=first, basis=DateBasis.INHERITED, reason=f"the day of which is spoken: {first}")

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
    times: tuple[TimeExpression, ...]
    durations: tuple[Duration, ...]
    language: Language

    @property
    def anchor(self) -> date:
        """The day of publication."""
        return self.document.article.day

    def times_in(self, span: Span) -> list[TimeExpression]:
        """Return the time expressions of a span that are no part of a conference's name."""
        return [
            time
            for time in self.times
            if span.covers(time.span) and not any(conf.span.covers(time.span) for conf in self.conferences)
        ]

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
        return [trigger for trigger, _ in self.triggers if span.covers(trigger)]

    def conferences_in(self, span: Span) -> list[Conference]:
        """Return the conferences named in a span."""
        return [conference for conference in self.conferences if span.covers(conference.span)]


def find_events(
    reading: Reading,
    context: Context,
    *,
    summits: Callable[[Reading, Context, Sentence, Sequence[Event]], Iterator[Event]],
) -> Iterator[Event]:
    """Find the events that an article tells of, sentence by sentence.

    Args:
        summits: finds the conferences of a sentence; is handed its other events.
    """
    for sentence in reading.sentences:
        if reading.document.blocks and reading.document.blocks[sentence.block].kind is BlockKind.HEADING:
            context.days.clear()
        told: list[Event] = []
        for event in _sentence_events(reading, context, sentence):
            remember(context, event, block=sentence.block)
            told.append(event)
            yield event
        yield from summits(reading, context, sentence, told)
        context.saw(sentence.phrases)
        days = _days_of(reading, sentence)
        context.days += days
        if days:
            context.day, context.day_block = days[-1], sentence.block
        _note_actor(context, sentence)


def _days_of(reading: Reading, sentence: Sentence) -> list[str]:
    """Return the single days around publication of which a sentence speaks."""
    article = reading.document.article
    view = View(anchor=article.day, zone=article.outlet.zone, day=None)
    dates = [when(time, status=Status.HELD, view=view).date for time in reading.times_in(sentence.span)]
    return [date for date in dates if date and len(date) == 10 and _days_apart(date, article.day) <= _RECENT]


def _sentence_events(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event]:
    for trigger, form in reading.triggers:
        if not sentence.span.covers(trigger):
            continue
        for rule in reading.language.by_trigger[form]:
            found = list(_apply(reading, context, sentence, trigger, rule))
            if found:
                yield from found
                break


def remember(context: Context, event: Event, *, block: int) -> None:
    """Let the context know the sides, the actor and the day of an event."""
    parties = tuple(event.parties())
    if event.type in ("Meeting", "Call", "Agreement", "RelationsChange") and len(parties) in (2, 3):
        context.pair = parties
    if parties and parties[0].kind is Kind.PERSON:
        context.actor = parties[:1]
    if event.date and "/" not in event.date:
        context.day, context.day_block = event.date, block
    told = event.date is not None or event.type not in context.latest
    if told and event.status is Status.HELD and event.salience is Salience.MAIN:
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


def _apply(reading: Reading, context: Context, sentence: Sentence, trigger: Span, rule: EventRule) -> Iterator[Event]:
    """Try one rule at one trigger."""
    text, clause = reading.document.folded, sentence.clause_at(trigger.start)
    spot = Spot(reading, context, sentence, clause, trigger)
    if not admits_words(text, sentence, clause, trigger, rule) or is_denied(
        text, sentence, clause, trigger, reading.language
    ):
        return
    placed = spot.placed()
    if rule.slot_needed and not any(item.slot == rule.slot_needed for item in placed):
        return
    arguments = fill_roles(spot, placed, rule)
    if reading.language.deictic.match(text, clause.span.start):
        arguments = tuple(replace(argument, span=None) for argument in arguments)
    if rule.joins:
        yield from _joining(spot, rule, arguments)
        return
    if rule.anaphoric and not _names_other_side(clause, trigger, placed):
        arguments = with_counterpart(arguments, context, role=list(rule.arguments)[-1])
    dropped = not any(item.slot in ("subject", "head", "modifier") for item in placed)
    status, why = status_of(text, sentence, clause, trigger, language=reading.language, subject_dropped=dropped)
    status = rule.status or status
    places = (
        find_places(context, text, placed, rule)
        or seat_before(context, text, clause, trigger, arguments, rule)
        or place_before(context, text, sentence, clause, rule, is_open=status is not Status.HELD)
    )
    if not places and text[trigger.start : trigger.end] in reading.language.homeward:
        places = _home_of_host(context, sentence, arguments)
    for chosen in _split(text, clause, placed, arguments, rule):
        if admits_parties(chosen, places, rule):
            yield _event(spot, rule, chosen, places, status=(status, why))


def _names_other_side(clause: Clause, trigger: Span, placed: Sequence[Placed]) -> bool:
    """Tell whether the clause names a counterpart that is no party: 与企业代表见面."""
    marks = [mark for mark in clause.marks if mark.kind == "with" and mark.end <= trigger.start]
    return bool(marks) and not any(item.slot == "with" and item.phrase.start >= marks[-1].end for item in placed)


def _joining(spot: Spot, rule: EventRule, arguments: tuple[Argument, ...]) -> Iterator[Event]:
    """Tell once more of the event of the news last told of, with those who took part in it as well."""
    known = spot.context.latest.get(rule.type)
    days = _days_told(spot) if rule.type == "Visit" else None
    if known is None or not (arguments or days):
        return
    named = {argument.party for argument in known.arguments}
    yield replace(
        known,
        id=event_id(spot.reading.document, rule.type, spot.trigger, arguments),
        trigger=spot.trigger,
        arguments=(
            *(replace(argument, span=None) for argument in known.arguments),
            *(argument for argument in arguments if argument.party not in named and not days),
        ),
        date=days or known.date,
        date_basis=DateBasis.EXPLICIT if days else DateBasis.INHERITED if known.date else DateBasis.NOT_GIVEN,
        evidence=spot.sentence.span,
        mentions=(spot.sentence.span,),
        rule=rule.name,
    )


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
    return joined if joined and "/" in joined and edtf.days(joined) <= _LONGEST_STAY else None


def admits_words(text: str, sentence: Sentence, clause: Clause, trigger: Span, rule: EventRule) -> bool:
    """Tell whether the words around a trigger are those that its rule wants, and none that it forbids."""
    start, end = clause.span.start, clause.span.end
    left = text[start : trigger.start]
    checks = (
        (rule.needs and rule.needs.search(text, start, end), rule.needs, True),
        (rule.unless and rule.unless.search(text, start, end), rule.unless, False),
        (
            rule.unless_later and rule.unless_later.search(text, trigger.end, sentence.span.end),
            rule.unless_later,
            False,
        ),
        (rule.after and rule.after.match(text, trigger.end, end), rule.after, True),
        (rule.not_after and rule.not_after.match(text, trigger.end, end), rule.not_after, False),
        (rule.before and rule.before.search(left), rule.before, True),
        (rule.not_before and rule.not_before.search(left), rule.not_before, False),
    )
    return all((found is not None) == wanted for found, pattern, wanted in checks if pattern is not None)


def fill_roles(spot: Spot, placed: Sequence[Placed], rule: EventRule) -> tuple[Argument, ...]:
    """Fill the roles of a rule from the slots around its trigger."""
    context = spot.context
    arguments: list[Argument] = []
    for role, slots in rule.arguments.items():
        phrases = _phrases_in(spot, placed, slots, rule)
        if "subject" in slots and not _has_subject(placed, phrases, rule):
            dropped = _dropped_subject(spot, placed)
            owners = [item.phrase for item in placed if item.slot == "owner"]
            phrases = [*(dropped or (owners if not rule.kinds else ())), *phrases]
        parties = [(phrase, party) for phrase in phrases for party in context.parties(phrase)]
        if rule.level:
            parties = [(phrase, context.leader(party, rule.level)) for phrase, party in parties]
        if "posted" in slots:
            parties += [(item.phrase, context.state(item.phrase.receiver)) for item in placed if item.phrase.receiver]
        arguments += [Argument(role=role, party=party, span=phrase.head) for phrase, party in parties]
    return _tidy(arguments)


def _phrases_in(spot: Spot, placed: Sequence[Placed], slots: Sequence[str], rule: EventRule) -> list[Phrase]:
    text, language = spot.text, spot.reading.language
    fitting = [item for item in placed if not rule.kinds or item.phrase.kind in rule.kinds]
    fitting = [
        item
        for item in fitting
        if item.slot in ("modifier", "to", "topic")
        or rule.entities
        or item.phrase.end == spot.trigger.start
        or acts(text, item.phrase, language)
    ]
    wanted = [slot for slot in slots if any(item.slot == slot for item in fitting)]
    if rule.first_slot:
        wanted = wanted[:1]
    order = {slot: number for number, slot in enumerate(wanted)}
    chosen = [item for item in fitting if item.slot in order]
    return [item.phrase for item in sorted(chosen, key=lambda item: (order[item.slot], item.phrase.start))]


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
    return spot.carried_subject() or _subject_before(spot.context, spot.sentence)


def _subject_before(context: Context, sentence: Sentence) -> tuple[Phrase, ...]:
    """Return who acted last in the paragraph, where a whole sentence names nobody as acting."""
    if context.actor_phrase is None or context.actor_block != sentence.block:
        return ()
    return (context.actor_phrase,)


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


def admits_parties(arguments: Sequence[Argument], places: Sequence[PlaceRef], rule: EventRule) -> bool:
    """Tell whether there are parties enough, of two sides, in the roles that the rule wants."""
    roles = {argument.role for argument in arguments}
    if any(role not in roles for role in rule.required):
        return False
    parties = [argument.party for argument in arguments]
    if rule.minimum == 1:
        homes = {party.country for party in parties}
        return bool(parties) and bool(places) and all(place.country not in homes for place in places)
    return len(parties) >= rule.minimum and sides(parties, one_side=ONE_SIDE) >= 2


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
    dated = When() if points_back else spot.when(outcome, others=spot.others, time_before=rule.time_before)
    duration = duration_of(spot.clause, reading.durations)
    if rule.type == "Visit" and dated.date:
        dated = replace(dated, date=_whole_stay(spot, dated.date))
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


def _whole_stay(spot: Spot, day: str) -> str:
    """Return the days of a visit whose first day and length its sentence tells: 2日抵达，展开为期三天的访问."""
    lengths = [item.iso for item in spot.reading.durations if spot.sentence.span.covers(item.span)]
    match = next((match for iso in lengths if (match := _DAYS.fullmatch(iso))), None)
    if match is None or len(day) != 10 or int(match.group(1)) > _LONGEST_STAY:
        return day
    told, length = date.fromisoformat(day), timedelta(days=int(match.group(1)) - 1)
    ends = spot.reading.language.ends.search(spot.text, spot.clause.span.start, spot.trigger.end) is not None
    return edtf.interval(told - length, told) if ends else edtf.interval(told, told + length)


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
        before = text[max(sentence.span.start, conference.span.start - 8) : conference.span.start]
        if after.startswith(words.during) or any(word in before for word in words.attends):
            return conference.name
    return None


def _visited(spot: Spot, rule: EventRule) -> str | None:
    """Return the destination of the visit last told of, where the words say that this took place during it."""
    visit = spot.context.latest.get("Visit")
    if visit is None or not visit.places or rule.type == "Visit":
        return None
    during = spot.reading.language.during_visit.search(spot.text, spot.sentence.span.start, spot.trigger.start)
    return visit.places[0].name if during else None


def salience(reading: Reading, sentence: Sentence, day: str | None) -> Salience:
    """Tell whether an event is news or recalled: by its day, else by the words of its sentence."""
    if day is not None:
        last = day.split("/")[-1]
        anchor = reading.anchor.isoformat()
        if last[:7] >= anchor[:7] or last[:4] > anchor[:4]:
            return Salience.MAIN
        return Salience.MAIN if _days_apart(last, reading.anchor) <= _RECENT else Salience.BACKGROUND
    if reading.document.blocks and reading.document.blocks[sentence.block].kind is BlockKind.TITLE:
        return Salience.MAIN
    recalled = reading.language.lookback.search(reading.document.folded, sentence.span.start, sentence.span.end)
    return Salience.BACKGROUND if recalled else Salience.MAIN


def _days_apart(day: str, anchor: date) -> int:
    if len(day) < 10:
        return 365
    return (anchor - date.fromisoformat(day)).days


def parties_of(context: Context, phrases: Sequence[Phrase]) -> tuple[Party, ...]:
    """Return whom several phrases mean, each once."""
    return distinct([party for phrase in phrases for party in context.parties(phrase)])
