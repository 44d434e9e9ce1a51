"""Summits: conferences that an article shows taking place, with who takes part and who stays away.

In go the names of conferences and their clauses, out come Summit events. A conference is one only if the article says
that it convenes, that somebody attends or stays away, or what happened during it; one that is only praised is left out.
What shows it is found by `signs`; who takes part is told by `attendance`, the rest by `status`, `days` and
`places`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg import edtf
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences.conference import Conference, same_conference
from kg.extract.context import Context
from kg.extract.events.making import event_id
from kg.extract.events.salience import salience
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.extract.summits.attendance import attendance
from kg.extract.summits.days import summit_date
from kg.extract.summits.declarations import find_declarations
from kg.extract.summits.floor import floor_of, on_the_floor
from kg.extract.summits.guests import is_attribute
from kg.extract.summits.places import summit_places
from kg.extract.summits.signs import Sign, find_sign, told_later
from kg.extract.summits.status import own_status, settled, told_status
from kg.extract.summits.topics import with_comment
from kg.extract.times.choice import When
from kg.model import Argument, EntityId, Event, Kind, Party, Refusal, Salience, Status

#: What sets the meetings of one series apart that an article names alike.
SHIFTED = {1: "Summit/next", -1: "Summit/last"}
_TWO = 2  #: who meet
_ASIDE = frozenset({"Meeting", "Agreement"})  #: what takes place on the sidelines


def find_summits(
    reading: Reading, context: Context, sentence: Sentence, told: Sequence[Event]
) -> Iterator[Event | Refusal]:
    """Find the conferences that a sentence shows taking place, and why it does not show the others.

    Args:
        told: the other events of the sentence.
    """
    if not reading.conferences.items:
        return
    yield from _named_in(reading, context, sentence, told)
    yield from _meant_in(reading, context, sentence)
    if not any(event.type == "Agreement" for event in told):
        yield from find_declarations(reading, context, sentence)


def _named_in(
    reading: Reading, context: Context, sentence: Sentence, told: Sequence[Event]
) -> Iterator[Event | Refusal]:
    """Find the conferences that a sentence names, with a sign in their clause that they take place."""
    for conference in reading.conferences_in(sentence.span):
        clause = sentence.clause_at(conference.span.start)
        grammar = reading.language.conferences
        clause = with_comment(reading.document.folded, sentence, clause, conference.span, grammar)
        sign = find_sign(reading, clause, conference)
        if sign is None:
            reason = "no word near it tells that it convenes, or of who attends or stays away"
            yield Refusal(trigger=conference.span, rule="Summit", reason=reason)
            continue
        event = _summit(reading, context, sentence, clause, conference, sign)
        if not event.arguments and is_attribute(reading, clause, sign, conference):
            yield _refusal(conference, sign)
            continue
        if sign.kind == "during" or _talks_during(reading, sentence, conference, sign):
            event = _with_sidelines(event, told)
        else:
            event = _with_meeting_there(reading, sentence, conference, event, told)
        event = _within_series(event, reading, context, sentence)
        if not _tells(event, conference, sign):
            yield _refusal(conference, sign)
            continue
        if (why := _why_none(reading, context, sentence, event, conference)) is not None:
            yield Refusal(trigger=conference.span, rule=f"Summit/{sign.kind}", reason=why)
            continue
        context.floor = floor_of(sentence, conference, sign, event)
        yield event


def _meant_in(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event | Refusal]:
    """Find who attends or stays away in a clause that leaves the conference to the words before it."""
    told = [(clause, *one) for clause in sentence.clauses for one in told_later(reading, sentence, clause)]
    told = told or list(on_the_floor(reading, context, sentence))
    for clause, conference, sign in told:
        if _is_of_other_year(reading, clause, sign):
            yield Refusal(trigger=sign.span, rule=f"Summit/{sign.kind}", reason="of another year than the one named")
            continue
        event = _summit(reading, context, sentence, clause, conference, sign)
        yield event if _tells(event, conference, sign) else _refusal(conference, sign)


def _is_of_other_year(reading: Reading, clause: Clause, sign: Sign) -> bool:
    """Tell whether who attends did so in a year gone by, at another meeting of the series: 甲2017年曾+出席峰会."""
    times = [time.value for time in reading.times_in(clause.span) if time.span.end <= sign.span.start]
    return any((time.year or reading.anchor.year) < reading.anchor.year or (time.year_shift or 0) < 0 for time in times)


def _tells(event: Event, conference: Conference, sign: Sign) -> bool:
    """Tell whether anything is told of a conference: who comes, where or when; whose it was is not enough."""
    hosted = sign.kind == "convenes" and sign.holds and not conference.shift and event.status is not Status.PLANNED
    told = event.arguments and not hosted
    return bool(told or event.places or event.date or conference.year)


def _why_none(
    reading: Reading, context: Context, sentence: Sentence, event: Event, conference: Conference
) -> str | None:
    """Return why a conference of which nobody is told is none of leaders or ministers; None if it may be."""
    words, block = reading.language.conferences, reading.document.blocks[sentence.block].span
    if event.arguments:
        return None
    guests = words.laymen.search(reading.document.folded, block.start, block.end)
    if conference.series is None and guests and not words.of_rank.search(conference.name):
        return "guests attend it, and no officials"
    talks = context.latest.get("Meeting")
    places = talks.places if talks and len(talks.parties()) > _TWO and event.date is None else ()
    if any(words.city_summit.fullmatch(conference.name.removeprefix(one.name)) for one in places):
        return "the talks of several told of before are meant"
    return None


def _refusal(conference: Conference, sign: Sign) -> Refusal:
    reason = "nobody, no place and no date is told of it"
    return Refusal(trigger=conference.span, rule=f"Summit/{sign.kind}", reason=reason)


def _within_series(event: Event, reading: Reading, context: Context, sentence: Sentence) -> Event:
    """Give a conference that meets during another the place of that one: 系列会议期间，甲将出席东亚峰会."""
    whole = context.latest.get("Summit")
    inside = reading.language.during_summit.search(reading.document.folded, sentence.span.start, event.trigger.start)
    if whole is None or not inside or whole.name == event.name or event.part_of:
        return event
    return replace(event, part_of=whole.name, places=event.places or whole.places)


def _talks_during(reading: Reading, sentence: Sentence, conference: Conference, sign: Sign) -> bool:
    """Tell whether who attends talks with somebody there: 甲出席+峰会+期间与乙会面, but not 期间会见乙."""
    during = reading.document.folded.startswith(reading.language.conferences.during, conference.span.end)
    marks = sentence.clause_at(conference.span.start).marks
    beside = any(mark.kind == "with" and mark.start >= conference.span.end for mark in marks)
    return sign.kind == "attends" and during and beside


def _with_meeting_there(
    reading: Reading, sentence: Sentence, conference: Conference, event: Event, told: Sequence[Event]
) -> Event:
    """Let those take part who use it to meet: 甲国主办峰会，届时甲+将会见乙; 甲利用5日举行的+峰会+与乙会谈."""
    text, words = reading.document.folded, reading.language
    start, end = sentence.span.start, conference.span.end
    used = words.conferences.uses.search(text, start, end) is not None
    for aside in told:
        then = words.at_that_time.search(text, end, max(end, aside.trigger.start)) is not None
        persons = [party for party in aside.parties() if party.kind is Kind.PERSON]
        open_ = aside.status in (Status.PLANNED, Status.PROPOSED)
        if (
            aside.type != "Meeting"
            or not open_
            or not (then or used)
            or aside.trigger.start < end
            or len(persons) < _TWO
        ):
            continue
        homes = {party.country for party in persons}
        kept = tuple(one for one in event.arguments if one.party.country not in homes)
        return replace(event, arguments=(*kept, *(_part(party) for party in persons)))
    return event


def _part(party: Party) -> Argument:
    return Argument(role="participant", party=party, span=None)


def _with_sidelines(event: Event, told: Sequence[Event]) -> Event:
    """Let the first of each side that meets during a conference take part in it."""
    known = [argument.party for argument in event.arguments]
    for aside in told:
        if aside.type not in _ASIDE or aside.part_of != event.name or aside.status is Status.CANCELLED:
            continue
        for party in aside.parties():
            if party.kind is Kind.PERSON and party.country not in {other.country for other in known}:
                known.append(party)
    added = tuple(_part(party) for party in known[len(event.arguments) :])
    return replace(event, arguments=(*event.arguments, *added)) if added else event


def _summit(
    reading: Reading, context: Context, sentence: Sentence, clause: Clause, conference: Conference, sign: Sign
) -> Event:
    """Make the event of a conference of which a sign shows that it takes place."""
    named = sign.kind == "during" or (sign.kind == "convenes" and not sign.holds)
    spot = Spot(reading, context, sentence, clause, conference.span if named else sign.span)
    placed = spot.placed()
    status, why = told_status(spot, placed, sign, conference)
    arguments = attendance(spot, placed, sign, conference, status)
    own = own_status(spot, sign, status)
    dated = summit_date(spot, sign, conference, status, own=own)
    places = () if sign.alone else summit_places(spot, placed, sign, conference)
    own, dated = settled(spot, sign, conference, own, dated)
    news = own is Status.PLANNED or salience(reading, sentence, dated.date, told=sentence.span) is Salience.MAIN
    return Event(
        id=event_id(reading.document, "Summit", conference.span, arguments),
        type="Summit",
        status=own,
        trigger=sign.span if sign.alone else conference.span,
        arguments=arguments,
        places=places,
        name=conference.name,
        entity=_edition(conference, context, dated, reading.anchor, held=own is Status.HELD),
        date=dated.date,
        date_basis=dated.basis,
        salience=Salience.MAIN if news else Salience.BACKGROUND,
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=SHIFTED.get(conference.shift, f"Summit/{sign.kind}"),
        reasons=(f"status {own.value}: {why}", f"date: {dated.reason}"),
    )


def _edition(conference: Conference, context: Context, dated: When, anchor: date, *, held: bool) -> EntityId | None:
    if conference.shift:
        conference = replace(conference, number=None, year=None)
    near, last = edtf.bounds(dated.date) if dated.date else (None, None)
    if near and edtf.granularity(dated.date or "") == "year":  # the nearest to its first day may be of the year before
        conference = replace(conference, year=conference.year or near.year)
    return conference.edition(context.world, near or anchor, met=min(last or anchor, anchor) if held else None)


def full_names(conferences: Sequence[Conference]) -> dict[str, Conference]:
    """Map each conference name of an article to the fullest name of the same conference."""
    fullest: list[Conference] = []
    result: dict[str, Conference] = {}
    for conference in sorted(
        (one for one in conferences if not one.shift), key=lambda item: (-len(item.name), item.span)
    ):
        alike = [known for known in fullest if same_conference(known, conference)]
        same = min(alike, key=lambda known: known.span, default=None)  # of two editions the one named first
        if same is None:
            fullest.append(conference)
        result.setdefault(conference.name, same or conference)
    return result
