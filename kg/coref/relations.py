"""Relations between the events of one article: part of a visit, agreed in a call, dates that one lends to another.

In go the merged events of an article, out come the same events with `part_of`, `part_of_event` and `agreed_in` filled
and with the dates that the guidelines let an event inherit: a visit that a dated act shows as under way, a document
signed at a dated meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg import edtf
from kg.model import BlockKind, DateBasis, Document, Event, Kind, PlaceRef, Salience, Status

_TALKS = frozenset({"Meeting", "Call"})
_LASTING = frozenset({"Visit", "Summit"})
_FRESH = 3  #: days; so old the news of a lead may be
_HEAD = 2  #: paragraphs after the title in which the day of the news is told
_UNDER = 1  #: paragraphs after a heading in which the day of what it tells is told
_TOLD = frozenset({DateBasis.EXPLICIT, DateBasis.BARE_DAY, DateBasis.RELATIVE})
_SITED = frozenset({"Meeting", "Summit", "Visit"})
_STAY = 6  #: days of a conference or visit that tell where somebody was on each of them
_ON_TRIPS = frozenset({"Meeting", "Agreement", "Visit"})
_OUTCOMES = frozenset({"Agreement", "RelationsChange"})
_DAY = 10  #: signs of the EDTF of a single day
_LONGEST_STAY = 7  #: days after an arrival on which an act still shows the same visit
_AFTER = range(1, _LONGEST_STAY)
_BEFORE = range(-2, 0)  #: days before the day of a meeting that show the same visit
#: What a dated act shows as under way or planned, by type and status.
_SHOWN = {"Visit": (Status.HELD, Status.PLANNED), "Summit": (Status.HELD,)}
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})


def relate(events: Sequence[Event], *, document: Document, leads: Sequence[tuple[int, str]] = ()) -> tuple[Event, ...]:
    """Link the events of one article to one another.

    Args:
        leads: the first day around publication of which the article speaks under each heading, that of what is told
            there before, each with the offset where its sentence begins.
    """
    events = [_begun(event, events, document.article.day) for event in events]
    events = [_foreseen(event, events, document.article.day) for event in events]
    linked = [_with_visit(event, events) for event in events]
    linked = [_with_summit(event, linked) for event in linked]
    linked = [_with_place_of_parts(event, linked) for event in linked]
    placed = [_with_lent_place(event, linked) for event in linked]
    placed = [_with_day_of_news(event, placed, leads, document) for event in placed]
    placed = [_with_days_of_tour(event, placed, document.article.day) for event in placed]
    trip = next((each for each in placed if _is_trip_of_news(each, document)), None)
    dated = [_with_lent_date(event, placed, document.article.day, trip=trip) for event in placed]
    agreed = [_with_agreement(event, dated, document) for event in dated]
    return tuple(_until_now(_not_ahead(event, document.article.day), document.article.day) for event in agreed)


def _not_ahead(event: Event, published: date) -> Event:
    """Call planned what is told without a word of plan but with a day that is still to come."""
    first = edtf.bounds(event.date)[0] if event.date else None
    if event.status is not Status.HELD or first is None or first <= published + timedelta(days=1):
        return event
    reason = f"status planned: {event.date} is after {published.isoformat()}"
    return replace(event, status=Status.PLANNED, reasons=(*event.reasons, reason))


def _until_now(event: Event, published: date) -> Event:
    """Let the week of publication end with it for what took place: 本周早些时候会见."""
    told = event.date is not None and event.date_basis is DateBasis.EXPLICIT  # 11月6日至12日访问
    if event.status is not Status.HELD or event.date is None or told or not edtf.is_week(event.date):
        return event
    monday, sunday = edtf.bounds(event.date)
    if monday is None or sunday is None or not monday <= published < sunday:
        return event
    return replace(event, date=edtf.interval(monday, published))


def _begun(visit: Event, events: Sequence[Event], published: date) -> Event:
    """Call a visit held that was told of as a plan, where talks with its hosts there show that it has begun."""
    first = edtf.bounds(visit.date)[0] if visit.date else None
    if visit.type != "Visit" or visit.status is not Status.PLANNED or first is None or first > published:
        return visit
    held = [event for event in events if event.status is Status.HELD and event.date_basis in _TOLD]
    if any(_meets_there(act, visit) and edtf.overlaps(act.date or "", visit.date or "") for act in held):
        return replace(visit, status=Status.HELD, reasons=(*visit.reasons, "status held: talks there show it"))
    return visit


def _foreseen(event: Event, events: Sequence[Event], published: date) -> Event:
    """Call planned what is told after a visit still to come, without a word of its own: 26日访问甲，与总统会面."""
    untold = event.status is Status.HELD and event.presumed and event.date is None and event.type == "Meeting"
    for visit in events if untold else ():
        first = edtf.bounds(visit.date)[0] if visit.type == "Visit" and visit.date else None
        after = visit.evidence == event.evidence and visit.trigger < event.trigger
        if after and first is not None and first > published and _meets_host(event, visit)[0]:
            return replace(event, status=Status.PLANNED, reasons=(*event.reasons, "status planned: so is the visit"))
    return event


def _with_visit(event: Event, events: Sequence[Event]) -> Event:
    """Tie a meeting or an agreement to the visit during which it takes place."""
    if event.part_of or event.type in ("Visit", "Summit", "Message", "Sanction", "Protest"):
        return event
    if event.type == "RelationsChange" and event.status is not Status.HELD:
        return event  # 使馆将重新开放: after the visit, if not in it
    for visit in events:
        if visit.type == "Visit" and visit.places and _during(event, visit):
            return replace(event, part_of=_stop_of(visit, event).name, part_of_event=visit.id)
    return event


def _during(event: Event, visit: Event) -> bool:
    ahead = _still_ahead(event, visit)
    held = (event.status is Status.HELD) == (visit.status is Status.HELD)
    apart = event.salience != visit.salience and event.evidence != visit.evidence
    undated = event.status in _OPEN and visit.status in _OPEN and visit.date is event.date is None
    before = undated and event.mentions[-1].end <= visit.mentions[0].start
    if not (held or ahead) or not _within_stay(event, visit) or apart or before:
        return False
    destinations, there = ({place.country for place in each.places} for each in (visit, event))
    comes, hosted = _meets_host(event, visit)
    return comes and (bool(there & destinations) if there else hosted)


def _meets_host(event: Event, visit: Event) -> tuple[bool, bool]:
    """Tell whether a traveller takes part in an event, and whether somebody of the state visited does."""
    travellers = visit.parties()
    destinations = {place.country for place in visit.places}
    parties = event.parties()
    comes = any(
        party.name == traveller.name or (party.kind is Kind.COUNTRY and party.country == traveller.country)
        for party in parties
        for traveller in travellers
    )
    return comes, any(party.country in destinations for party in parties)


def _within_stay(event: Event, visit: Event) -> bool:
    """Tell whether an event may lie within a visit, of which perhaps only the first day is told."""
    if event.date is None or visit.date is None or edtf.overlaps(event.date, visit.date):
        return True
    return event.type != "Call" and _days_in(event.date, visit) in range(_LONGEST_STAY)


def _days_in(day: str | None, visit: Event) -> int | None:
    """Count the days from the arrival told of to a day, both single days; None where they are not."""
    both = [edtf.granularity(told) == "day" for told in (day, visit.date or "") if told]
    if both != [True, True] or visit.status is not Status.HELD:
        return None
    return (date.fromisoformat(day or "") - date.fromisoformat(visit.date or "")).days


def _still_ahead(event: Event, visit: Event) -> bool:
    """Tell whether an event without a day is planned in a visit under way: 他此访还将会见总统."""
    return event.status is Status.PLANNED and event.date is None and visit.status is Status.HELD


def _with_summit(event: Event, events: Sequence[Event]) -> Event:
    """Tie an event to the summit, or the visit, that its `part_of` names."""
    if not event.part_of or event.part_of_event:
        return event
    named = [other for other in events if other.type == "Summit" and event.evidence in other.mentions]
    if event.status in _OPEN and len(named) > 1:  # 将出席甲和乙，并协调与丙的会谈: at one or the other
        days = None if event.date else edtf.join([other.date for other in named if other.date])
        apart = replace(event, part_of=None)
        return replace(apart, date=days, date_basis=DateBasis.INHERITED) if days else apart
    called = [other for other in events if _is_called(other, event.part_of)]
    whole = next((other for other in called if other.type == "Summit" or _meets_host(event, other)[0]), None)
    if whole is None:  # the visit may be told with its city elsewhere
        whole = next((other for other in events if _is_trip_of(other, event)), next(iter(called), None))
    return replace(event, part_of=_name_of(whole, event), part_of_event=whole.id) if whole else event


def _is_trip_of(visit: Event, event: Event) -> bool:
    """Tell whether a visit of the news is that of a party of an event to the state of another one."""
    foreseen = visit.status is event.status is Status.PLANNED
    if visit.type != "Visit" or not (visit.status is Status.HELD or foreseen) or visit.salience is not Salience.MAIN:
        return False
    travellers, countries = {party.name for party in visit.parties()}, {party.country for party in event.parties()}
    return any(party.name in travellers for party in event.parties()) and any(
        place.country in countries for place in visit.places
    )


def _name_of(whole: Event, event: Event) -> str | None:
    return _stop_of(whole, event).name if whole.type == "Visit" and whole.places else whole.name


def _stop_of(visit: Event, event: Event) -> PlaceRef:
    """Return the stop of a visit to several states where an event takes place, by its places or its hosts."""
    there = {place.country for place in event.places}
    hosts = {party.country for party in event.parties()} - {party.country for party in visit.parties()}
    stops = [place for among in (there, hosts) for place in visit.places if place.country in among]
    return (stops or visit.places)[0]


def _is_called(event: Event, name: str) -> bool:
    if event.type == "Visit":
        return event.status in (Status.HELD, Status.PLANNED) and any(place.name == name for place in event.places)
    return event.type == "Summit" and event.name == name


def _with_place_of_parts(event: Event, events: Sequence[Event]) -> Event:
    """Give a summit without a place the one where all its meetings, and the visits made for it, take place."""
    if event.type != "Summit" or event.places:
        return event
    places = {place for part in events if part.part_of_event == event.id for place in part.places}
    return replace(event, places=tuple(places)) if len(places) == 1 else event


def _with_lent_place(event: Event, events: Sequence[Event]) -> Event:
    """Give a meeting without a place that of what it is part of, else the one city where its people were that day."""
    if event.type != "Meeting" or any(place.entity for place in event.places):
        return event  # a palace that no table knows gives way to the city
    whole = next((other for other in events if other.id == event.part_of_event), None)
    stop = _stop_of(whole, event) if whole is not None and whole.type == "Visit" and whole.places else None
    places = (stop,) if stop else whole.places if whole is not None and len(whole.places) == 1 else ()
    if places and (_is_city(places[0]) or (event.status is not Status.HELD and not event.places)):
        return replace(event, places=places)
    if event.apart:
        return event  # told in other talks, which take place elsewhere
    there = {place for other in events if other is not event and _same_day(event, other) for place in other.places}
    cities = {place for place in there if _is_city(place)}
    alone = len(cities) == 1 and {place.country for place in there} == {place.country for place in cities}
    return replace(event, places=tuple(cities)) if alone else event


def _is_city(place: PlaceRef) -> bool:
    return (place.entity or "").startswith("place:")


def _same_day(event: Event, other: Event) -> bool:
    """Tell whether a person of an event took part in another on the same day, or in a conference of these days."""
    if event.date is None or other.date is None or other.type not in _SITED:
        return False
    if (event.status is Status.HELD) != (other.status is Status.HELD) or len(event.date) != 10:
        return False
    together = other.date == event.date or (
        other.type in ("Summit", "Visit") and edtf.days(other.date) <= _STAY and edtf.overlaps(event.date, other.date)
    )
    people = {party.name for party in other.parties() if party.kind is Kind.PERSON}
    return together and any(party.name in people for party in event.parties())


def _with_days_of_tour(event: Event, events: Sequence[Event], published: date) -> Event:
    """Give an undated stop that is still planned the days of the tour of a region: 5日至14日访问亚洲，将转往菲律宾."""
    if event.type != "Visit" or event.date or event.status is not Status.PLANNED or event.apart:
        return event
    tours = [other for other in events if _is_tour(other, published) and set(event.parties()) & set(other.parties())]
    if len(tours) != 1:
        return event
    return replace(event, date=tours[0].date, date_basis=DateBasis.INHERITED)


def _is_tour(event: Event, published: date) -> bool:
    """Tell whether an event is a visit to a region whose days are told and not over."""
    told = event.type == "Visit" and event.date is not None and "/" in event.date and event.date_basis in _TOLD
    last = edtf.bounds(event.date or "")[1] if told else None
    return last is not None and last >= published and any((p.entity or "").startswith("region:") for p in event.places)


def _is_trip_of_news(event: Event, document: Document) -> bool:
    """Tell whether an event is the journey of several days of which the lead tells, and so the whole article."""
    told = event.type in _LASTING and event.date_basis in _TOLD and "/" in (event.date or "")
    news = event.status is Status.HELD and event.salience is Salience.MAIN
    return told and news and document.block_at(event.mentions[0].start) <= _HEAD


def _with_lent_date(event: Event, events: Sequence[Event], published: date, *, trip: Event | None) -> Event:
    """Give an undated event the date of what shows it as under way, or of what it is part of.

    Args:
        trip: the journey of which the article tells.
    """
    if event.date is not None:
        return _with_later_days(event, events)
    whole = next((other for other in events if other.id == event.part_of_event and other.date), None)
    joined = None if event.apart else _day_of_talks(event, events)
    recalled = whole is not None and event.salience is Salience.BACKGROUND and whole.salience is Salience.MAIN
    if joined is None and whole is not None and not (event.apart or recalled) and _lends(whole, event, published):
        joined = whole.date
    if joined is None and event.status in _SHOWN.get(event.type, ()):
        joined = edtf.join([other.date for other in events if other.date and _shows(other, event)])
    if joined is None and trip is not None and _is_on_trip(event, trip):
        joined = trip.date
    return replace(event, date=joined, date_basis=DateBasis.INHERITED) if joined else event


def _is_on_trip(event: Event, trip: Event) -> bool:
    """Tell whether a traveller of whom the whole article tells did something after the lead, on whatever day."""
    news = event.status is Status.HELD and event.salience is Salience.MAIN and not event.apart
    persons = {party for party in trip.parties() if party.kind is Kind.PERSON}
    states = {place.country for place in trip.places} | {None}
    elsewhere = event.type == "Visit" and not any(place.country in states for place in event.places)
    return news and event.type in _ON_TRIPS and not elsewhere and any(party in persons for party in event.parties())


def _with_day_of_news(
    event: Event, events: Sequence[Event], leads: Sequence[tuple[int, str]], document: Document
) -> Event:
    """Give an undated event the day of the news, where it is told before any day is: in a heading, in the lead."""
    told = event.date or event.apart or event.type in _LASTING
    if told or event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return event
    heading = _heading_of(event.evidence.start, document)
    at, day = next((lead for lead in leads if lead[0] > event.evidence.start), (0, ""))
    fresh = day and (document.article.day - date.fromisoformat(day)).days in range(_FRESH)
    far = document.block_at(at) - heading > (_UNDER if heading else _HEAD)
    titled = document.block_at(event.evidence.start) == heading
    other = not titled and any(each.evidence.start == at and each.date == day for each in events)
    if not fresh or far or other or _heading_of(at, document) != heading:
        return event
    return replace(event, date=day, date_basis=DateBasis.INHERITED)


def _heading_of(offset: int, document: Document) -> int:
    """Return the index of the heading or title under which an offset stands."""
    kinds = [block.kind for block in document.blocks[: document.block_at(offset) + 1]]
    return max((index for index, kind in enumerate(kinds) if kind is BlockKind.HEADING), default=0)


def _lends(whole: Event, event: Event, published: date) -> bool:
    """Tell whether an event is on the days of what it is part of: it took place then, or is planned for then."""
    if event.status is Status.HELD or whole.status is not Status.HELD:
        wish = event.status is Status.PROPOSED and whole.status is Status.PLANNED and whole.type != "Summit"
        wish = wish and not (event.type == "Meeting" and event.evidence == whole.evidence)  # 将访问甲，且可能会见乙
        later = event.status is not Status.HELD and len(whole.date or "") == _DAY and event.evidence != whole.evidence
        return (event.status is Status.HELD) == (whole.status is Status.HELD) and not wish and not later
    last = edtf.bounds(whole.date)[1] if whole.date else None
    several = "/" in (whole.date or "")  # of a single day it is not known whether more follow
    return several and event.status is Status.PLANNED and last is not None and last >= published


def _shows(act: Event, whole: Event) -> bool:
    """Tell whether a dated act shows a visit or a conference as under way, or planned for its days."""
    fresh = whole.salience is Salience.MAIN or act.evidence == whole.evidence
    on_the_way = act.type == "Visit" and whole.type == "Summit" and len(act.date or "") == 10
    inside = act.part_of_event == whole.id or _meets_there(act, whole)
    return inside and act.status is whole.status and fresh and not on_the_way


def _meets_there(act: Event, visit: Event) -> bool:
    """Tell whether talks, which may be part of a conference, show a visit: the traveller meets the hosts there."""
    there = {place.country for place in act.places} & {place.country for place in visit.places}
    talks = act.type == "Meeting" and visit.type == "Visit" and act.salience is Salience.MAIN
    return talks and bool(there) and all(_meets_host(act, visit))


def _day_of_talks(event: Event, events: Sequence[Event]) -> str | None:
    """Return the day of the held talks of which a document or a change of relations is the outcome."""
    if event.type not in _OUTCOMES or event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return None
    talks = [other for other in events if _is_news_of_talks(other) and _same_sides(event, other)]
    nearest = min(talks, key=lambda other: abs(other.evidence.start - event.evidence.start), default=None)
    return nearest.date if nearest else None


def _is_news_of_talks(event: Event) -> bool:
    held = event.status is Status.HELD and event.salience is Salience.MAIN
    return event.type == "Meeting" and event.date is not None and held and not event.apart


def _with_later_days(event: Event, events: Sequence[Event]) -> Event:
    """Give a visit of which one day is told the other days of what its traveller did there.

    The day may be that of a meeting in its sentence (5日会见来访的总统), and then an act of a day or two before shows
    the visit as well; an arrival has no days before it.
    """
    if event.type != "Visit" or event.status is not Status.HELD or event.salience is not Salience.MAIN:
        return event
    if event.date_basis is DateBasis.INHERITED:
        return _on_days_of_meetings(event, events)
    acts = [other for other in events if other.date_basis in _TOLD and other.status is Status.HELD]
    days = [other.date for other in acts if other.part_of_event == event.id and _days_in(other.date, event) in _AFTER]
    met = [other for other in acts if other.type == "Meeting" and all(_meets_host(other, event))]
    if any(other.evidence == event.evidence and other.date == event.date for other in met):
        days += [other.date for other in met if _days_in(other.date, event) in _BEFORE]
    return replace(event, date=edtf.join([event.date or "", *filter(None, days)])) if days else event


def _on_days_of_meetings(visit: Event, events: Sequence[Event]) -> Event:
    """Give a visit that was only lent a day the days on which its traveller met the hosts around it."""
    met = [
        other.date
        for other in events
        if other.type == "Meeting" and other.date and other.date_basis in _TOLD and other.status is Status.HELD
        if all(_meets_host(other, visit))
        and edtf.days(edtf.join([visit.date or "", other.date]) or "") <= _LONGEST_STAY
    ]
    return replace(visit, date=edtf.join([visit.date or "", *met])) if met else visit


def _same_sides(left: Event, right: Event) -> bool:
    return {party.country for party in left.parties()} == {party.country for party in right.parties()}


def _with_agreement(event: Event, events: Sequence[Event], document: Document) -> Event:
    """Tie what is still sought to the held talks of the same parties in which it was agreed."""
    if event.status not in _OPEN or event.type not in ("Meeting", "Visit", "Call"):
        return event
    for talk in events:
        agreed = talk.type in _TALKS and talk.status is Status.HELD and talk.salience is Salience.MAIN
        if agreed and _same_sides(event, talk) and event.evidence.start >= talk.evidence.start:
            return replace(event, agreed_in=talk.id)
    return event
