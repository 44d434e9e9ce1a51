"""Events: what each sentence of an article tells, rule by rule, before mentions of one event are merged.

In go a document with its noun phrases, conferences and times, out come `Event` values in the order of their triggers.
The rules are data (`events/*.yml`); this module tries them at each trigger, has their roles filled (`roles`), asks for
status, date and place, and drops what a rule does not admit. Conferences are told of by `summits`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg import edtf
from kg.extract.addressees import address
from kg.extract.chorus import find_chorus
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context, sides
from kg.extract.credentials import find_credentials
from kg.extract.dates import RECENT, When, duration_of, is_said, when
from kg.extract.days import (
    LONGEST_STAY,
    days_apart,
    goes_further,
    is_homecoming,
    moves_on,
    note_days,
    whole_stay,
    whole_talks,
)
from kg.extract.phrases import Phrase
from kg.extract.placed import Placed, acts
from kg.extract.places import find_places, place_before, seat_before
from kg.extract.retold import retold
from kg.extract.roles import (
    ONE_SIDE,
    announced_by,
    fill_roles,
    last_spoken_of,
    names_other_side,
    parties_against,
    parties_of,
    split,
    with_companion,
    with_counterpart,
    with_destination,
    with_embedded,
    with_provoker,
)
from kg.extract.series import in_turn
from kg.extract.speech import is_in_first_person, is_recalled, is_said_in_talks, note_speaker, words_begin
from kg.extract.spot import Reading, Spot
from kg.extract.status import UNTOLD, Telling, denial_of, is_old_plan, status_of
from kg.extract.underway import around_stop, is_visit_told_of, visit_under_way
from kg.knowledge.eventrules import EventRule
from kg.model import (
    Argument,
    BlockKind,
    DateBasis,
    Document,
    Event,
    EventId,
    Kind,
    Party,
    PlaceRef,
    Refusal,
    Salience,
    Span,
    Status,
)

_TALKS = ("Meeting", "Call")
_BESIDE = "exchanges-views"  #: the rule for what is done in talks and in calls alike
_SAID = "says-in-talks"  #: the rule for what is said in talks, which may have been by phone
_RESUMED = (*_TALKS, "Visit")
_REACTED = (*_TALKS, "Agreement", "RelationsChange", "Sanction", "Protest")
_IN_FORCE = ("RelationsChange", "Sanction")
_NOT_ITS_OWN = (DateBasis.INHERITED, DateBasis.NOT_GIVEN)
_TERM = 364  #: days; before that somebody else may have held an office
_TWO = 2  #: sides
_DAY = 10  #: signs of the EDTF of a single day
_WANTED = 3  #: so many of the conditions on words want them; the others forbid them


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
    context.writes = reading.language.own_words.search(reading.document.article.title) is not None
    for sentence in reading.sentences:
        if reading.document.blocks and reading.document.blocks[sentence.block].kind is BlockKind.HEADING:
            context.days.clear()
            context.section = sentence.span.start
            context.addressee = None
            if reading.language.roundup.search(reading.document.title):
                context.turn()
        context.sentence, context.day_before = sentence, (context.day, context.day_block)
        told: list[Event] = []
        for event in _sentence_events(reading, context, sentence):
            if isinstance(event, Event):
                told.append(event)
                if event.type == "Visit":
                    context.journey = event
                if not event.apart and not is_in_first_person(context, sentence, event.trigger):
                    remember(context, event, block=sentence.block)
            yield event
        for event in summits(reading, context, sentence, told):
            if isinstance(event, Event) and (event.date or "Summit" not in context.latest):
                _note_plan(context, event)
                context.last[event.type, event.status is not Status.HELD] = event
                if event.status is Status.HELD:
                    context.latest[event.type] = event
            yield event
        yield from find_chorus(reading, context, sentence)
        yield from find_credentials(reading, context, sentence)
        context.saw(sentence)
        note_days(context, reading, sentence)
        _note_actor(context, sentence)
        note_speaker(context, sentence)


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
        context.told_of(parties)
    places = event.places if event.type == "Visit" and len(parties) == 1 else ()
    hosts = {place.country for place in places if place.country}  # a region is no host
    if len(hosts) == 1 and {None, parties[0].country, *hosts} - {party.country for party in context.pair} > {None}:
        context.told_of((parties[0], *map(context.state, hosts)))
    named = [argument for argument in sorted(event.arguments, key=_place) if argument.span]
    acting = next((argument.party for argument in named), next(iter(parties), None))  # 他+提名+乙: he goes on acting
    if acting is not None and acting.kind is Kind.PERSON:
        context.actor = (acting,)
    context.last[event.type, event.status in (Status.PLANNED, Status.PROPOSED)] = event
    _note_plan(context, event)
    if event.type == "Visit" and event.date and "/" in event.date:
        context.stay = event
    if event.date and len(event.date) == 10:
        context.day, context.day_block = event.date, block
    told = event.date is not None or event.type not in context.latest
    if told and event.status is Status.HELD and event.salience is Salience.MAIN:
        if block and context.sentence is not None and context.joined_in != context.sentence.index:
            context.unjoined.setdefault(event.type, []).append(event)  # the title says it in short
        latest = context.latest.get(event.type)
        if latest is not None and _tells_more(latest, event):
            return  # 双方都认为，这次会晤富有成果
        if again := _told_again(context, event):
            context.latest[event.type] = event
            context.again[event.type] = [*context.again.get(event.type, ()), again]
            return
        beside = context.together.get(event.type, []) if latest and latest.trigger == event.trigger else []
        context.together[event.type] = [*beside, event]
        context.again.pop(event.type, None)
        if beside:
            context.several[event.type] = context.together[event.type]
        context.latest[event.type] = event


def _told_again(context: Context, event: Event) -> Event | None:
    """Return the one of several told of together of which a later sentence tells: 甲会见乙、丙。+会见乙时，甲表示."""
    told = context.together.get(event.type, [])
    if len(told) < _TWO or event.trigger == told[-1].trigger:
        return None
    parties = set(event.parties())
    return next((one for one in told if set(one.parties()) == parties and event.date in (None, one.date)), None)


def _tells_more(known: Event, event: Event) -> bool:
    """Tell whether an event names the persons, and another mention of it that day only states of theirs."""
    fuller = set(known.parties())
    homes = {party.country for party in fuller if party.kind is Kind.PERSON}
    named = set(event.parties()) - fuller
    bare = all(party.kind is Kind.COUNTRY and party.country in homes for party in named)
    return bool(named) and bare and known.date == event.date and known.status is event.status


def _note_plan(context: Context, event: Event) -> None:
    if event.date and event.status in (Status.PLANNED, Status.PROPOSED):
        context.planned = event.date
        context.planned_in = context.sentence.index if context.sentence else -1


def _place(argument: Argument) -> int:
    return argument.span.start if argument.span else 0


def _note_actor(context: Context, sentence: Sentence) -> None:
    marked = {mark.end for clause in sentence.clauses for mark in clause.marks}
    first = next((p for p in sentence.phrases if p.kind in ("person", "pronoun") and p.start not in marked), None)
    if first is not None and first.kind == "pronoun":
        return  # 她将参加甲的就职典礼: she goes on acting
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
    placed = with_embedded(spot, with_destination(spot, spot.placed(), rule), rule)
    if rule.slot_needed and not any(item.slot == rule.slot_needed for item in placed):
        yield Refusal(trigger=trigger, rule=rule.name, reason=f"slot missing: nobody stands as {rule.slot_needed}")
        return
    arguments = fill_roles(spot, placed, rule)
    if (_points_back(spot) and not _is_new(spot, rule, arguments)) or is_visit_told_of(spot, rule.type, arguments):
        arguments = tuple(replace(argument, span=None) for argument in arguments)
    if rule.joins:
        yield from _joining(spot, rule, arguments)
        return
    if rule.under_way:
        yield _under_way(spot, rule)
        return
    known = _resumed(spot, rule)
    arguments = _understood(spot, placed, rule, known.arguments if known else arguments)
    status, why = _outcome(spot, placed, rule, arguments)
    places = _where(spot, placed, rule, arguments, is_open=status is not Status.HELD) or (known.places if known else ())
    told: list[Event] = []
    for chosen in split(text, clause, placed, arguments, rule, language=reading.language):
        lacking = parties_against(chosen, places, rule)
        if not lacking and status is Status.HELD and _is_of_call(spot, rule, chosen):
            lacking = "goes on with the call told of before"
        if lacking:
            yield Refusal(trigger=trigger, rule=rule.name, reason=lacking)
        else:
            told.append(_event(spot, rule, chosen, places, status=(status, why)))
    yield from in_turn(spot, told)


def _understood(
    spot: Spot, placed: Sequence[Placed], rule: EventRule, arguments: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    """Add the parties that a rule takes from what was told before, or from the name of a gathering."""
    context, trigger = spot.context, spot.trigger
    if rule.beside:
        arguments = with_companion(spot, placed, arguments, role=list(rule.arguments)[-1])
    if rule.anaphoric and not names_other_side(spot, placed):
        arguments = with_counterpart(arguments, context, role=list(rule.arguments)[-1])
    if rule.answers and rule.answers.search(spot.text, spot.clause.span.start, spot.clause.span.end):
        arguments = with_provoker(spot, arguments, rule=rule)
    if rule.understood and sides([argument.party for argument in arguments], one_side=ONE_SIDE) < 2:
        arguments = last_spoken_of(arguments, context, trigger, role=next(iter(rule.arguments)))
    if rule.by_leaders:
        arguments = announced_by(spot, arguments)
    if rule.gathering:
        language = spot.reading.language
        arguments = address(spot.text, spot.clause, trigger, arguments, rule=rule, language=language)
    return arguments


def _where(
    spot: Spot, placed: Sequence[Placed], rule: EventRule, arguments: Sequence[Argument], *, is_open: bool
) -> tuple[PlaceRef, ...]:
    """Return the places of an event: as its rule says, the palace of the talks, or where the clause before leads."""
    context, text, clause, trigger = spot.context, spot.text, spot.clause, spot.trigger
    places = (
        find_places(context, text, placed, rule)
        or seat_before(context, text, clause, trigger, arguments, rule)
        or (
            ()
            if spot.reading.conferences_in(clause.span)
            else place_before(context, text, spot.sentence, clause, rule, is_open=is_open)
        )
        or _place_of_list(spot, rule)
    )
    if rule.type == "Visit":
        places = around_stop(spot, places) or places
    if not places and text[trigger.start : trigger.end] in spot.reading.language.homeward:
        return _home_of_host(context, spot.sentence, arguments)
    return places


def _outcome(
    spot: Spot, placed: Sequence[Placed], rule: EventRule, arguments: Sequence[Argument]
) -> tuple[Status, str]:
    """Return the status that the words, or the rule, give to an event, and why."""
    if rule.status:
        return rule.status, "the trigger says so"
    beside = any(item.slot == "with" for item in placed)  # 将访日，与石破茂举行日韩首脑+会谈
    acting = ("subject", "head") if beside else ("subject", "head", "modifier")
    dropped = not any(item.slot in acting for item in placed)
    relative = any(item.slot == "head" for item in placed)
    names = [one.span for one in spot.reading.conferences_in(spot.clause.span)]
    telling = Telling(subject_dropped=dropped, declares=rule.declares, relative=relative, names=names)
    language = spot.reading.language
    status, why = status_of(spot.text, spot.sentence, spot.clause, spot.trigger, language=language, telling=telling)
    if status is Status.PLANNED and rule.type == "Visit" and _is_under_way(spot, arguments):
        return Status.HELD, "what is planned is for a visit under way"
    if status is Status.HELD and (_is_told_before(spot, rule) or _is_welcomed_before(spot)):
        return Status.PLANNED, "told of before it"
    return status, why


def _resumed(spot: Spot, rule: EventRule) -> Event | None:
    """Return the event last told of, where a clause says no more of it than when or where: 此次+会谈+将于下周举行."""
    language = spot.reading.language
    if rule.type not in _RESUMED or not language.resumed.fullmatch(
        spot.text, spot.clause.span.start, spot.trigger.start
    ):
        return None
    takes_place = language.takes_place.match(spot.text, spot.trigger.end, spot.clause.span.end)
    known = spot.context.last.get((rule.type, takes_place["ahead"] is not None)) if takes_place else None
    word = spot.text[spot.trigger.start : spot.trigger.end]
    if known is None or (len(word) > _TWO and word not in known.evidence.of(spot.text)):
        return None  # 高级别对话上次于2010年举行: no 首脑会谈
    return replace(known, arguments=tuple(replace(argument, span=spot.trigger) for argument in known.arguments))


def _is_told_before(spot: Spot, rule: EventRule) -> bool:
    """Tell whether what is told took place before a visit, of which no more is said: 甲访华+前表示."""
    before = spot.reading.language.before_it.match(spot.text, spot.trigger.end, spot.clause.span.end)
    return rule.type == "Visit" and (spot.is_heralded() or (before is not None and not _looks_back(spot)))


def _is_welcomed_before(spot: Spot) -> bool:
    """Tell whether a guest is welcomed of whose visit nothing else is told but that it lies ahead: 此次到访将…."""
    reading, language, index = spot.reading, spot.reading.language, spot.sentence.index
    word = spot.text[spot.trigger.start : spot.trigger.end]
    if word not in language.homeward or spot.context.latest.keys() & {"Meeting", "Visit"}:
        return False
    until = reading.sentences[min(index + 1, len(reading.sentences) - 1)].span.end
    told = language.foreseen.search(spot.text, spot.sentence.span.start, until)
    return (told or language.foreseen.search(reading.document.title)) is not None


def _is_under_way(spot: Spot, arguments: Sequence[Argument]) -> bool:
    """Tell whether a clause of time names the visit last told of, during which something else is planned."""
    latest = spot.context.latest.get("Visit")
    if latest is None or not spot.reading.language.meanwhile.search(spot.text, spot.trigger.end, spot.clause.span.end):
        return False
    return any(argument.party == party for argument in arguments for party in latest.parties())


def _joining(spot: Spot, rule: EventRule, arguments: tuple[Argument, ...]) -> Iterator[Event | Refusal]:
    """Tell once more of the events of the news last told of, with those who took part in them as well."""
    told: Sequence[Event] = spot.context.again.get(rule.type) or spot.context.together.get(rule.type, [])
    later = [other for other in _talks_last(spot.context) if told and other.trigger > told[-1].trigger]
    if rule.type in _TALKS and later:
        told = ()  # it joins the talks that were told of later, which are of another type
    if told and spot.reading.language.all_of.search(spot.text, spot.trigger.start, spot.trigger.end):
        told = _all_of(spot.context, told[-1]) or told
    if rule.type in _TALKS:
        spot.context.unjoined.pop(rule.type, None)
        spot.context.joined_in = spot.sentence.index
    days = _days_told(spot) if rule.type == "Visit" else None
    role = next(iter(rule.arguments))
    arguments = (*(Argument(role=role, party=party) for party in _listed_before(spot)), *arguments) if arguments else ()
    if not told or not (arguments or days):
        reason = "nobody named who joins, and no days" if told else f"no {rule.type} told of before that it may join"
        yield Refusal(trigger=spot.trigger, rule=rule.name, reason=reason)
        return
    for known in told:
        named = {argument.party for argument in known.arguments}
        joining = () if days else tuple(argument for argument in arguments if argument.party not in named)
        homes = {argument.party.country for argument in joining if argument.party.kind is Kind.PERSON}
        kept = [one for one in known.arguments if one.party.kind is not Kind.COUNTRY or one.party.country not in homes]
        yield replace(
            known,
            id=event_id(spot.reading.document, rule.type, spot.trigger, (*known.arguments, *arguments)),
            trigger=spot.trigger,
            arguments=(*(replace(argument, span=None) for argument in kept), *joining),
            date=days or known.date,
            date_basis=DateBasis.EXPLICIT if days else DateBasis.INHERITED if known.date else DateBasis.NOT_GIVEN,
            evidence=spot.sentence.span,
            mentions=(spot.sentence.span,),
            rule=rule.name,
        )


def _all_of(context: Context, last: Event) -> list[Event]:
    """Return the talks of whoever acted last, but for those of which it has been told who joined: 参加+上述+会见."""
    beside = context.several.get(last.type, [])
    alike = [event for event in context.unjoined.get(last.type, ()) if event.parties()[:1] == last.parties()[:1]]
    return [*(event for event in beside if event not in alike), *alike]


def _listed_before(spot: Spot) -> tuple[Party, ...]:
    """Return the persons whom the clauses before only name: 甲，+中央外办主任乙等参加会见."""
    found: list[Phrase] = []
    for clause in reversed(spot.sentence.clauses[: spot.clause.index]):
        persons = [phrase for phrase in clause.phrases if phrase.kind == "person"]
        rest = spot.text[persons[-1].end : clause.span.end].strip("，, ") if persons else ""
        if not persons or rest or spot.reading.triggers_in(clause.span):
            break
        found[:0] = persons
    return parties_of(spot.context, [one for one in found if acts(spot.text, one, spot.reading.language)])


def _under_way(spot: Spot, rule: EventRule) -> Event | Refusal:
    """Tell of the visit of which the talks last told of are a part: 总统先生这次访问."""
    visit = visit_under_way(spot, role=next(iter(rule.arguments)))
    if isinstance(visit, str):
        return Refusal(trigger=spot.trigger, rule=rule.name, reason=visit)
    outcome = (Status.HELD, "under way")
    event = _event(spot, rule, (visit.traveller,), (visit.destination,), status=outcome)
    return replace(event, date=None, date_basis=DateBasis.NOT_GIVEN, start=None, salience=Salience.MAIN)


def _talks_last(context: Context) -> list[Event]:
    """Return the talks of each type that were told of last."""
    return [events[-1] for kind in _TALKS if (events := context.together.get(kind))]


def _days_told(spot: Spot) -> str | None:
    """Return the first and the last day that a sentence gives to a stay: 访问从28日持续到31日."""
    view = spot.reading.view(spot.context.day)
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
            "unless_earlier",
            rule.unless_earlier,
            rule.unless_earlier and rule.unless_earlier.search(text, sentence.span.start, trigger.start),
        ),
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


def _points_back(spot: Spot) -> bool:
    """Tell whether words point at what has been told: 这是…, or 这将是战后，外长+首次访问."""
    text, language, clause = spot.text, spot.reading.language, spot.clause
    if language.since.match(text, spot.trigger.end):
        return False  # 这是他2022年+访华+后的第二次访问
    trip = language.own_trip.match(text, clause.span.start)
    if language.deictic.match(text, clause.span.start) or (trip and trip.end() >= spot.trigger.end):
        return True
    before = spot.sentence.clauses[clause.index - 1].span.start if clause.index else clause.span.start
    subject = language.deictic.match(text, before)
    if subject is not None and subject.end() > clause.span.start:
        return True  # 本次访问，是马克龙第四次+访华
    counted = language.counted.search(text, clause.span.start, spot.trigger.start)
    earlier = spot.sentence.clauses[: clause.index]
    return counted is not None and any(language.deictic.match(text, each.span.start) for each in earlier)


def _is_new(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether the words that point back are the first to tell of talks: 这是甲就任后首次与乙+通话."""
    told = [event for (kind, _), event in spot.context.last.items() if kind == rule.type]
    known = {party for event in told for party in event.parties()}
    parties = {argument.party for argument in arguments}
    persons = len(parties) == _TWO and all(party.kind is Kind.PERSON for party in parties)
    return rule.type in _TALKS and persons and known.isdisjoint(parties)


def _is_of_call(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether a clause that names nobody goes on telling of a call: 甲与乙通电话，就停火进行+磋商."""
    call, met = (spot.context.last.get((kind, False)) for kind in _TALKS[::-1])
    parties = {argument.party for argument in arguments}
    if rule.type != "Meeting" or call is None or not parties <= set(call.parties()):
        return False
    if met is not None and met.trigger > call.trigger and parties <= set(met.parties()):
        return False
    heads = {phrase.head for phrase in spot.clause.phrases if phrase.kind in ("person", "office", "country")}
    if rule.name.endswith(_SAID) or (_points_back(spot) and met is None):
        return True  # 甲与乙视频会晤，这是两人首次+会面
    beside = rule.name.endswith(_BESIDE) or call.evidence == spot.sentence.span
    return beside and all(argument.span not in heads for argument in arguments)


def _place_of_list(spot: Spot, rule: EventRule) -> tuple[PlaceRef, ...]:
    """Return the city of the meeting told of in the clause before, where this one goes on: 在甲地会见乙，+同丙会谈."""
    last = spot.context.latest.get("Meeting")
    start = min((mark.start for mark in spot.clause.marks if mark.kind == "with"), default=-1)
    goes_on = spot.clause.index > 0 and start == spot.clause.span.start
    if rule.type != "Meeting" or last is None or not goes_on or not spot.sentence.span.covers(last.trigger):
        return ()
    return last.places if last.trigger.start >= spot.sentence.clauses[spot.clause.index - 1].span.start else ()


def _home_of_host(context: Context, sentence: Sentence, arguments: Sequence[Argument]) -> tuple[PlaceRef, ...]:
    """Return the state of whoever welcomes a traveller: 欢迎习近平主席到访."""
    own = {argument.party.country for argument in arguments}
    for phrase in sentence.phrases:
        for party in context.parties(phrase) if phrase.kind in ("person", "country", "office") else ():
            if party.country and party.country not in own:
                state = context.state(party.country)
                return (PlaceRef(name=state.name, country=state.country, entity=state.entity),)
    return ()


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
    recalled = outcome is Status.HELD and is_recalled(spot.context, sentence, spot.trigger, rule.type)
    moved = spot.moved_to() if outcome is Status.CANCELLED else None
    if moved is not None:
        outcome, why = Status.PLANNED, f"put off, with a new date: {why}"
    undated = points_back or _is_told_before(spot, rule)
    names = [one.span for one in arguments if one.span is not None and one.party.kind is Kind.ORG]
    dated = moved or (
        When() if undated else spot.when(outcome, others=spot.others, time_before=rule.time_before, names=names)
    )
    known = retold(spot, rule, arguments) if dated.basis in _NOT_ITS_OWN and outcome is Status.HELD else None
    if known is not None:
        dated = When(date=known.date, basis=DateBasis.INHERITED, reason=f"the talks told of before: {known.date}")
    if dated.date is None and outcome is Status.PLANNED and rule.type in _IN_FORCE:
        dated = spot.day_in_force()
    elsewhere = rule.type == "Visit" and (moves_on(spot) or _is_of_third(spot, arguments))
    if dated.basis is DateBasis.INHERITED and (recalled or elsewhere):
        dated = When()
    reacted = rule.type in _REACTED and dated.basis in _NOT_ITS_OWN and _is_reaction(spot)
    reacted = reacted or (rule.type == "Sanction" and _is_of_statement(spot, dated, arguments))
    reacted = reacted or (rule.type in (*_TALKS, "Agreement") and _is_day_of_reaction(spot, dated))
    dated = When() if reacted else dated
    duration = duration_of(spot.clause, reading.durations_in(sentence.span))
    goes_on = rule.type == "Visit" and goes_further(spot)
    until = spot.trigger.start if rule.type == "Message" else sentence.span.end  # 邀请甲出席+峰会
    goes_on = goes_on or (rule.type == "Visit" and points_back and not reading.conferences_in(spot.clause.span))
    during = None if goes_on else part_of(reading, sentence, until=until)  # 将出席峰会，随后+访问甲
    within = during or _visited(spot, rule, outcome)
    there = during is not None and rule.type in _TALKS
    if (there or _is_during_summit(spot)) and dated.basis is DateBasis.INHERITED:
        dated = When()  # the days of the conference are lent later
    if rule.type == "Visit" and dated.date and dated.basis is not DateBasis.INHERITED:
        dated = replace(dated, date=whole_stay(spot, dated.date))
        dated = When() if is_homecoming(spot, dated.date) else dated
    elif dated.date and rule.type == "Meeting" and is_homecoming(spot, dated.date):
        dated = When()
    elif dated.date:
        dated = _of_stay(spot, dated)
        if rule.type in _TALKS and len(dated.date or "") == _DAY and dated.basis is not DateBasis.INHERITED:
            dated = replace(dated, date=whole_talks(spot, dated.date or ""))
    first, last = edtf.bounds(dated.date) if dated.date else (None, None)
    bare = rule.type == "Visit" or _is_title(reading, sentence)  # 斯图布12月5日抵达智利
    if bare and first is not None and first > reading.anchor and why == UNTOLD:
        outcome, why = Status.PLANNED, "its day comes after publication"
    if outcome is Status.PLANNED and last is not None and (reading.anchor - last).days > RECENT:
        outcome = Status.CANCELLED if is_old_plan(spot.text, spot.clause, spot.trigger, reading.language) else outcome
    if last is not None and (reading.anchor - last).days > _TERM:
        arguments = _of_other_times(spot, arguments)
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
        part_of=within,
        presumed=why == UNTOLD and not recalled and not _looks_back(spot),
        apart=within is None
        and (
            recalled
            or (reacted and not _is_told(spot, rule, arguments))
            or (outcome is Status.HELD and _is_of_others(spot, rule, arguments))
            or (not dated.date and spot.is_vague())
        ),
        salience=_salience(spot, outcome, dated.date, points_back=points_back),
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=rule.name,
        reasons=(f"status {outcome.value}: {why}", f"date: {dated.reason}"),
    )


def _salience(spot: Spot, status: Status, day: str | None, *, points_back: bool) -> Salience:
    if status is Status.CANCELLED and day is None and spot.was_called_off():
        return Salience.BACKGROUND
    last = edtf.bounds(day)[1] if day and status in (Status.PLANNED, Status.PROPOSED) else None
    if points_back or (last is not None and last >= spot.reading.anchor):  # 今年+将访问甲
        return Salience.MAIN
    start = words_begin(spot.text, spot.sentence, spot.trigger.start, spot.reading.language.says)
    return salience(spot.reading, spot.sentence, day, told=Span(start=start, end=_told_until(spot)))


def _is_of_others(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether somebody says in talks that others met: 赵乐际说，今天+习近平主席与您会谈."""
    talks = spot.context.latest.get("Meeting")
    strangers = talks and any(argument.party not in talks.parties() for argument in arguments)
    return rule.type in _TALKS and bool(strangers) and is_said_in_talks(spot.context, spot.sentence, spot.trigger)


def _is_reaction(spot: Spot) -> bool:
    """Tell whether somebody only speaks of what others did: 欢迎甲与乙+复交, 对甲乙+达成协议+表示欢迎."""
    text, language, span = spot.text, spot.reading.language, spot.clause.span
    if language.reaction.search(text, span.start, spot.trigger.start):
        return True
    if language.offends.match(text, spot.trigger.end, span.end):
        return True
    around = language.reacts.finditer(text, span.start, span.end)
    return any(match.start("what") <= spot.trigger.start < match.end("what") for match in around)


def _is_day_of_reaction(spot: Spot, dated: When) -> bool:
    """Tell whether a date is that on which somebody speaks of what others did: 10日发表声明，欢迎甲与乙+会谈."""
    if dated.told is None or dated.told.end > spot.clause.span.start:
        return False
    found = spot.reading.language.reaction.search(spot.text, spot.clause.span.start, spot.trigger.start)
    if found is None or found.start() != spot.clause.span.start:
        return False
    return not any(word in found.group() for word in spot.reading.language.adds)


def _is_of_statement(spot: Spot, dated: When, arguments: Sequence[Argument]) -> bool:
    """Tell whether a date is that of words on what others impose: 甲国外长7日说，乙国+制裁+丙国损人害己."""
    says, earlier = spot.reading.language.says, spot.sentence.clauses[: spot.clause.index]
    said = next((clause for clause in reversed(earlier) if is_said(spot.text, clause, says)), None)
    if said is None or (dated.told is not None and dated.told.end > said.span.end):
        return False
    acting = [argument for argument in arguments if argument.role == "initiator"] or arguments
    homes = {argument.party.country for argument in acting}
    named = {party.country for phrase in said.phrases for party in spot.context.parties(phrase)}
    speaking = (named | {phrase.country for phrase in said.phrases}) - {None}
    return bool(speaking) and not speaking & homes


def _is_told(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> bool:
    """Tell whether the event of the news last told of is of the same type and sides."""
    latest = spot.context.latest.get(rule.type)
    sides_of = {argument.party.country for argument in arguments}
    return latest is not None and {party.country for party in latest.parties()} == sides_of


def _is_of_third(spot: Spot, arguments: Sequence[Argument]) -> bool:
    """Tell whether one of those who talk speaks of somebody else's visit: 甲会见乙。乙感谢为丙+访华+所作的安排."""
    talks = spot.context.latest.get("Meeting")
    before = [phrase for phrase in spot.sentence.phrases if phrase.end <= spot.trigger.start]
    named = [party for phrase in before if phrase.kind == "person" for party in spot.context.parties(phrase)]
    parties = tuple(talks.parties()) if talks else ()
    return any(party in parties for party in named) and not any(one.party in parties for one in arguments)


def _looks_back(spot: Spot) -> bool:
    """Tell whether the words before a trigger point at another time: 当时."""
    start = words_begin(spot.text, spot.sentence, spot.trigger.start, spot.reading.language.says)
    return spot.reading.language.lookback.search(spot.text, start, spot.trigger.start) is not None


def _of_stay(spot: Spot, dated: When) -> When:
    """Return the days of the visit in a clause before, of which only the first is told: 周一起访华五天，并签署."""
    stay, language = spot.context.stay, spot.reading.language
    if stay is None or stay.evidence != spot.sentence.span or not (stay.date or "").startswith(f"{dated.date}/"):
        return dated
    if stay.trigger.end > spot.trigger.start or language.sequel.search(spot.text, stay.trigger.end, spot.trigger.start):
        return dated
    if spot.reading.times_in(Span(start=stay.trigger.end, end=spot.trigger.start)):
        return dated
    return replace(dated, date=stay.date, basis=DateBasis.INHERITED, start=None)


def _told_until(spot: Spot) -> int:
    """Return where a sentence ends to tell of its trigger: 与甲会谈时，+乙说，近年来… speaks of other things."""
    language, clause = spot.reading.language, spot.clause
    fronted = language.fronted.fullmatch(spot.text, spot.trigger.end, clause.span.end)
    aside = clause.span.end < spot.sentence.span.end and language.prelude.match(spot.text, clause.span.start)
    return clause.span.end if fronted or aside else spot.sentence.span.end


def _is_title(reading: Reading, sentence: Sentence) -> bool:
    blocks = reading.document.blocks
    return bool(blocks) and blocks[sentence.block].kind is BlockKind.TITLE


def _of_other_times(spot: Spot, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Let a bare office stand for its state where the event lies far back: 2018年的英国首相 is not today's."""
    bare = {phrase.head: phrase for phrase in spot.clause.phrases if phrase.kind == "office"}
    return tuple(
        replace(argument, party=spot.context.state(bare[argument.span].country))
        if argument.party.kind is Kind.PERSON and argument.span in bare and bare[argument.span].country
        else argument
        for argument in arguments
    )


def event_id(document: Document, event_type: str, trigger: Span, arguments: Sequence[Argument]) -> EventId:
    """Make an id from the article, the type, the trigger and, where one trigger gives several events, the parties."""
    named = "-".join(str(argument.span.start) for argument in arguments if argument.span)
    return EventId(f"{document.article.id}#{event_type}-{trigger.start}-{named or 0}")


def part_of(reading: Reading, sentence: Sentence, *, until: int) -> str | None:
    """Return the conference during which something takes place, if the sentence says so up to some sign."""
    words = reading.language.conferences
    text = reading.document.folded
    for conference in reading.conferences_in(Span(start=sentence.span.start, end=until)):
        if words.before.match(text, conference.span.end) or words.part.match(text, conference.span.end):
            continue
        following = text[conference.span.end : conference.span.end + 6]
        before = text[max(sentence.span.start, conference.span.start - 14) : conference.span.start]
        if following.startswith(words.during) or any(word in before for word in words.attends):
            return conference.name
    return None


def _visited(spot: Spot, rule: EventRule, status: Status) -> str | None:
    """Return the visit or conference last told of, where the words say that this took, or takes, place during it."""
    ahead = spot.context.last if status is Status.PLANNED else {}
    visit, summit = (ahead.get((kind, True)) or spot.context.latest.get(kind) for kind in ("Visit", "Summit"))
    start, end, language = spot.sentence.span.start, spot.trigger.start, spot.reading.language
    if summit is not None and _is_during_summit(spot):
        return summit.name
    if visit is None or not visit.places or rule.type == "Visit":
        return None
    return visit.places[0].name if language.during_visit.search(spot.text, start, end) else None


def _is_during_summit(spot: Spot) -> bool:
    """Tell whether something took place during the conference last told of: 与会期间，…."""
    told = spot.context.latest.get("Summit") or spot.context.last.get(("Summit", True))
    during = spot.reading.language.during_summit
    return told is not None and during.search(spot.text, spot.sentence.span.start, spot.trigger.start) is not None


def salience(reading: Reading, sentence: Sentence, day: str | None, *, told: Span) -> Salience:
    """Tell whether an event is news or recalled: by its day, else by the words that tell of it.

    Args:
        told: where its sentence tells of it.
    """
    if day is not None:
        last = day.split("/")[-1]
        anchor = reading.anchor.isoformat()
        if last[:7] >= anchor[:7] or last[:4] > anchor[:4]:
            return Salience.MAIN
        return Salience.MAIN if days_apart(last, reading.anchor) <= RECENT else Salience.BACKGROUND
    if _is_title(reading, sentence):
        return Salience.MAIN
    recalled = reading.language.lookback.search(reading.document.folded, told.start, told.end)
    return Salience.BACKGROUND if recalled else Salience.MAIN
