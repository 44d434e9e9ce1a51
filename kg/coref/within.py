"""Coreference within one article: the title, the lead, the body and the caption that tell of one event give one event.

In go the events of one article in text order, out come merged ones. Two mentions join when type, parties, date and
place do not contradict each other and the parties are the same people or those whom they stand for. What is merged
keeps the fullest parties, the most precise date and every sentence that tells of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg import edtf
from kg.coref.groups import joins, spelled_out
from kg.coref.identity import is_edition
from kg.coref.outline import name_parts
from kg.model import Argument, DateBasis, EntityId, Event, Kind, Party, PlaceRef, Salience, Span, Status

_RECIPROCAL = frozenset({"Meeting", "Call", "Agreement", "RelationsChange"})
_TALKS = frozenset({"Meeting", "Call"})
_DIRECTED = frozenset({"Message", "Protest", "Sanction", "RelationsChange"})
#: Families of changes of relations that one state brings about and another suffers.
_ONE_SIDED = frozenset(
    {
        "expulsion",
        "RelationsChange/recalls",
        "RelationsChange/recognises",
        "RelationsChange/missions",
        "RelationsChange/closes",
        "RelationsChange/lowers",
    }
)
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
_CALLED_OFF = _OPEN | {Status.CANCELLED}
_FORESEEN = frozenset({"Meeting", "Call", "Visit"})
_LONGEST_STAY = 21  #: days
#: Rules whose events are not those of other rules of their type, and which of them tell of the same.
_FAMILIES: Mapping[str, str] = {
    "Agreement/signs-more": "further",
    "Agreement/statement": "statement",
    "Agreement/issued": "statement",
    "Agreement/says-jointly": "statement",
    "Agreement/states-jointly": "statement",
    "Meeting/mechanism": "mechanism",
    "Sanction/lifts": "lifting",
    "Summit/next": "next",
    "Summit/last": "last",
    "RelationsChange/unwelcome": "expulsion",
    "RelationsChange/expels": "expulsion",
    "RelationsChange/closes": "RelationsChange/missions",
    "RelationsChange/normalises": "normalisation",
    "RelationsChange/makes-normal": "normalisation",
}
_ADOPTED = "Agreement/adopts"  #: by a conference
_WITNESSED, _RAISED = "Agreement/witnesses", "RelationsChange/raises"
_NEAR = 3  #: days between two dates of one event, of which one was only lent
_PREPARED = 400  #: days between two dates of one edition of a conference, of which one may be a year
_TOLD = frozenset({DateBasis.EXPLICIT, DateBasis.BARE_DAY, DateBasis.RELATIVE})
_NARROW = {"state": 1, "place": 2}  #: how narrow the kinds of places are
_CROWD = 3  #: parties of an event that may be several in one
_REACH = 300  #: events back that a mention may tell of; no newsroom's article has so many


def merge(
    events: Sequence[Event],
    *,
    same_name: Callable[[str, str], bool],
    lies_in: Callable[[str, EntityId], bool],
    title: Span | None = None,
) -> tuple[Event, ...]:
    """Merge the mentions of one event in one article.

    Args:
        events: in text order.
        same_name: tells whether two names mean one conference.
        lies_in: tells whether a state lies in a region.
        title: of the article. A title has no tense (石破茂25日访华): what the body tells as well, it tells better.
    """
    told: Sequence[Event] = _without_titles(events, title)
    while len(merged := _merged(told, same_name)) < len(told):
        told = merged  # what one mention alone does not show, two that were merged may: which edition a name means
    return _without_tours([event for event in merged if not _sums_up(event, merged)], lies_in)


def _without_tours(events: Sequence[Event], lies_in: Callable[[str, EntityId], bool]) -> tuple[Event, ...]:
    """Leave out the journeys through a region whose stops are told of; stops without a day get the days of all."""
    kept = list(events)
    for tour in (event for event in events if event.type == "Visit" and event.places):
        stops = [index for index, event in enumerate(kept) if _is_stop(event, tour, lies_in)]
        for index in stops if _is_stay(tour.date or "") else ():
            if kept[index].date is None:
                kept[index] = replace(kept[index], date=tour.date, date_basis=DateBasis.INHERITED)
        if stops:
            kept.remove(tour)
    return tuple(kept)


def _is_stop(event: Event, tour: Event, lies_in: Callable[[str, EntityId], bool]) -> bool:
    """Tell whether a visit is a stop of a journey: to a state of its region, by the same people, in its days."""
    if event.type != tour.type or not _parties_fit(event, tour) or not all(map(_is_region, tour.places)):
        return False
    pointed = tour.date is None and not any(argument.span for argument in tour.arguments)  # 这是他第八次访问中东
    alike = pointed or event.status is tour.status or {event.status, tour.status} <= _OPEN
    if (
        not alike
        or event.salience is not tour.salience
        or (event.date and tour.date and not edtf.overlaps(event.date, tour.date))
    ):
        return False
    regions = [place.entity for place in tour.places if place.entity]
    return any(place.country and lies_in(place.country, region) for place in event.places for region in regions)


def _sums_up(event: Event, events: Sequence[Event]) -> bool:
    """Tell whether an event only names several in one that are told of apart: 首次与拜登和习近平会谈的机会."""
    if event.type != "Meeting" or event.date is not None or event.status not in _OPEN or len(event.parties()) < _CROWD:
        return False
    first = event.parties()[0]
    pairs = [
        other
        for other in events
        if other.type == event.type and other.status in _OPEN and len(other.parties()) == _CROWD - 1
    ]
    others = [party for other in pairs if _has(other, first) for party in other.parties()]
    return all(any(stands_for(party, other) for other in others) for party in event.parties())


def _has(event: Event, party: Party) -> bool:
    return any(stands_for(party, other) for other in event.parties())


def _merged(events: Sequence[Event], same_name: Callable[[str, str], bool]) -> list[Event]:
    """Merge each mention, in text order, with the event that it tells of, if one was told before."""
    merged: list[Event] = []
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)  #: where those of one type and family stand
    sides: list[frozenset[str] | None] = []
    for event in events:
        kind, own = (event.type, _family(event)), _sides(event)
        near = alike[kind][bisect_left(alike[kind], len(merged) - _REACH) :]
        index = _best(merged, [at for at in near if _may_share(sides[at], own)], event, same_name)
        if index is not None:
            merged[index] = _join(merged[index], event)
            sides[index] = _sides(merged[index])
        elif not _is_understood(event) or _is_only_telling(event, merged):
            alike[kind].append(len(merged))
            merged.append(event)
            sides.append(own)
    return [_without_absent(event) for event in merged]


def _without_absent(event: Event) -> Event:
    """Leave those who stay away out of those who take part."""
    away = event.parties("absent")
    if not away:
        return event
    kept = [one for one in event.arguments if one.role == "absent" or one.party not in away]
    return replace(event, arguments=tuple(kept))


def _without_titles(events: Sequence[Event], title: Span | None) -> list[Event]:
    """Leave out the events of the title that the body tells of; the event of the body keeps the title as a mention."""
    told = [event for event in events if title is None or not title.covers(event.trigger)]
    kept: list[Event] = []
    titles = events[: len(events) - len(told)] if title is not None else ()
    for event in (spelled_out(each, told) for each in titles):
        titled = [index for index, other in enumerate(told) if _is_titled(event, other)]
        index = min(titled, key=lambda index: told[index].type != event.type, default=None)
        covered = [other for other in told if other.type == event.type and _is_covered(event, other)]
        if index is not None:
            body = told[index]
            ahead = event.type == body.type and event.status in _OPEN and body.presumed and not body.date
            status = event.status if ahead else body.status  # 期待甲访乙: 甲访问乙将深化关系
            spans = tuple(sorted({event.evidence, *body.mentions}))
            told[index] = replace(body, status=status, mentions=spans)
        elif len(covered) < len(event.arguments) - 1 or len(event.arguments) < _CROWD:
            kept.append(event)
    return [*kept, *told]


def _is_titled(title: Event, body: Event) -> bool:
    """Tell whether an event of the title is the news of the body: same type, parties and place."""
    by_video = (title.type, body.type) == ("Meeting", "Call")  # a title does not say that they met on a screen
    if not (title.type == body.type or by_video) or title.type == "Summit" or body.salience is not Salience.MAIN:
        return False
    if title.type == "Agreement" and _family(title) != _family(body):
        return False
    if any(party.kind is Kind.ORG and party.entity is None for party in title.parties("addressee")):
        return _directions_fit(title, body)  # the letter to a gathering goes to its host
    wider = title.type == "Visit" and all(place.country is None for place in title.places)  # 访问非洲三国
    return _parties_fit(title, body) > 0 and (wider or _places_fit(title, body))


def _is_covered(title: Event, body: Event) -> bool:
    """Tell whether an event of the body is one of several that the title tells in one: 习近平会见英国首相和法国总统."""
    return all(any(stands_for(party, other) for other in title.parties()) for party in body.parties())


def _is_understood(event: Event) -> bool:
    """Tell whether a mention only points back (会谈中, 这是…首次访华): it has no day and its parties are understood."""
    spans = [argument.span for argument in event.arguments]
    held = event.type in _RECIPROCAL and event.status is Status.HELD
    understood = None in spans if held else event.type != "Summit" and not any(spans)
    return understood and event.date is None and (held or event.type in _TALKS or event.status is Status.HELD)


def _is_only_telling(event: Event, told: Sequence[Event]) -> bool:
    """Tell whether words that point back at a visit are all that tells of it: 甲在北京说，…。这是甲首次访问中国."""
    states = {place.country for place in event.places} - {None}
    visits = [known for known in told if known.type == event.type and _parties_fit(known, event)]
    been = {place.country for known in visits for place in known.places}
    if event.type != "Visit":
        return False
    return been.isdisjoint({*states, None}) if states else bool(visits)  # 这是他首次踏上非洲的土地


def _sides(event: Event) -> frozenset[str] | None:
    """Return of which states and organisations an event tells; None where it may be any."""
    parties = event.parties()
    known = all(party.kind is not Kind.PERSON or party.country for party in parties)
    if event.type == "Summit" or event.entity is not None or not known:
        return None
    keys = {key for party in parties for key in (party.country, party.entity, party.name) if key is not None}
    return frozenset(keys)


def _may_share(left: frozenset[str] | None, right: frozenset[str] | None) -> bool:
    return left is None or right is None or not left.isdisjoint(right)


def _best(
    merged: Sequence[Event], near: Sequence[int], event: Event, same_name: Callable[[str, str], bool]
) -> int | None:
    """Return the index of the known event that a mention tells of, the likest first, then the latest.

    Args:
        near: indices of the known events of its type and family that may share its parties.
    """
    scored = [(score, index) for index in near if (score := likeness(merged[index], event, same_name=same_name)) > 0]
    return max(scored)[1] if scored else None


def likeness(known: Event, event: Event, *, same_name: Callable[[str, str], bool]) -> float:
    """Say how much two mentions of one type and family have in common; 0 where they cannot be one event."""
    if known.trigger == event.trigger or not _status_fits(known, event):
        return 0.0  # of one trigger are only those that it tells apart: 去年在甲地和乙地两次会晤
    if _is_one_edition(known, event):
        return 1.0
    if known.rule != event.rule and _WITNESSED in (known.rule, event.rule) and known.evidence == event.evidence:
        return 0.0  # 共同签署了甲，见证签署乙
    fits = _dates_fit(known, event) or _put_off(known, event) is not None
    if not fits or not _places_fit(known, event):
        return 0.0
    if known.type == "Summit":
        return 1.0 if same_name(known.name or "", event.name or "") else 0.0
    if known.rule == event.rule == _ADOPTED and known.part_of == event.part_of:
        return 1.0
    parties = _parties_fit(known, event)
    if parties == 0.0:
        return 0.0
    same_day = known.date == event.date and known.date is not None
    return parties + 0.2 * same_day + 0.1 * (known.status == event.status)


def _is_one_edition(known: Event, event: Event) -> bool:
    """Tell whether both are one edition of a conference, whichever of its days they tell of."""
    if known.entity is None or known.entity != event.entity or not is_edition(known.entity):
        return False
    return known.date is None or event.date is None or _near(known.date, event.date, _PREPARED)


def _status_fits(known: Event, event: Event) -> bool:
    if known.status == event.status or {known.status, event.status} <= _OPEN:
        return True
    if known.type == "Summit" or {known.status, event.status} <= _CALLED_OFF or _is_presumed(known, event):
        return True
    if known.type == "Visit" and known.salience is event.salience and _is_begun(known, event):
        return True
    if known.type == "Sanction" and {known.status, event.status} == {Status.HELD, Status.PLANNED}:
        return None in (known.date, event.date)  # 宣布制裁; 声明说，将实施制裁
    return known.date is not None and known.date == event.date and known.type not in ("Message", "Protest")


def _is_presumed(known: Event, event: Event) -> bool:
    """Tell whether one mention lies ahead and the other, in whatever words, says no more than that: 其访华之行旨在…."""
    held = next((each for each in (known, event) if each.status is Status.HELD), None)
    ahead = next((each for each in (known, event) if each.status in _OPEN), None)
    if held is None or ahead is None or not held.presumed or known.type not in _FORESEEN:
        return False
    return held.date is None or held.date == ahead.date


def _is_begun(known: Event, event: Event) -> bool:
    """Tell whether one mention gives the day of what is held and the other calls it ahead: 启程访问, 即将访问."""
    dates = {known.status: known.date, event.status: event.date}
    if dates.keys() != {Status.HELD, Status.PLANNED} or dates[Status.HELD] is None:
        return False
    return dates[Status.PLANNED] is not None or known.salience is Salience.MAIN


def _dates_fit(known: Event, event: Event) -> bool:
    if known.date is None or event.date is None:
        other = known.apart != event.apart and known.type in ("Agreement", "RelationsChange")
        beside = known.salience == event.salience or _is_presumed(known, event)
        recalled = known.type == "Visit" and _is_undated_memory(known, event)
        raised = known.type == "RelationsChange" and (known.rule != _RAISED or known.salience == event.salience)
        return known.type == "Summit" or raised or recalled or (beside and not other)
    if _are_two_stays(known, event):
        return False
    lent = DateBasis.INHERITED in (known.date_basis, event.date_basis)
    near = (lent or _is_one_stay(known, event)) and known.salience == event.salience
    return edtf.overlaps(known.date, event.date) or (near and _near(known.date, event.date, _NEAR))


def _is_undated_memory(known: Event, event: Event) -> bool:
    """Tell whether one of two mentions is recalled without a day, and no word says that it is another: 我就任后访华."""
    undated = [each for each in (known, event) if each.date is None]
    return any(each.apart and each.salience is Salience.MAIN for each in undated)


def _is_one_stay(known: Event, event: Event) -> bool:
    """Tell whether both are visits to one state alone, of which one may give the arrival and the other the return."""
    states = {place.country for each in (known, event) for place in each.places}
    return known.type == "Visit" and len(states) == 1 and None not in states


def _are_two_stays(known: Event, event: Event) -> bool:
    """Tell whether the days of two journeys are told in full and no day is in both: 1日至3日访问甲，4日至6日赴乙."""
    told = known.type == "Visit" and {known.date_basis, event.date_basis} <= _TOLD
    both = all(_is_stay(each.date or "") for each in (known, event))
    return told and both and not edtf.overlaps(known.date or "", event.date or "")


def _put_off(known: Event, event: Event) -> Event | None:
    """Return of two mentions of a journey the one with its new date, where the other tells that the old one is off."""
    old = next((each for each in (known, event) if each.status is Status.CANCELLED), None)
    new = next((each for each in (known, event) if each.status is Status.PLANNED), None)
    if old is None or new is None or known.type not in _FORESEEN or new.date is None:
        return None
    if old.date is None:
        return new if (old.salience, new.salience) == (Salience.BACKGROUND, Salience.MAIN) else None
    before, after = edtf.bounds(old.date)[1], edtf.bounds(new.date)[1]
    return new if before is not None and after is not None and before < after else None


def _near(left: str, right: str, most: int) -> bool:
    """Tell whether no more than so many days lie between two dates."""
    (first, last), (start, end) = edtf.bounds(left), edtf.bounds(right)
    ahead = (start - last).days if start and last else 0
    behind = (first - end).days if first and end else 0
    return max(ahead, behind) <= most


def _places_fit(known: Event, event: Event) -> bool:
    if known.type == "Visit":
        return _stays_fit(known, event)
    left, right = {place.country for place in known.places}, {place.country for place in event.places}
    return not left or not right or bool(left & right) or None in left | right


def _stays_fit(known: Event, event: Event) -> bool:
    """Tell whether two visits may be one: to one state, and not to two cities on two days."""
    if not known.places or not event.places:
        return True
    left, right = ({place.name for place in each.places} for each in (known, event))
    if left & right or _is_tour(known, event) or _is_tour(event, known):
        return True
    homes = {place.country for place in known.places} & {place.country for place in event.places}
    if homes <= {None}:
        return False
    cities = all((place.entity or "").startswith("place:") for place in (*known.places, *event.places))
    return not (cities and known.date and event.date and not edtf.overlaps(known.date, event.date))


def _is_tour(wide: Event, event: Event) -> bool:
    """Tell whether one mention of a journey names only the region, and the other, without a date, its states."""
    states = [place for place in event.places if not _is_region(place)]
    ahead = event.date is None and {wide.status, event.status} <= _OPEN
    return ahead and all(map(_is_region, wide.places)) and len(states) > 1


def _is_region(place: PlaceRef) -> bool:
    return (place.entity or "").startswith("region:")


def _family(event: Event) -> str:
    """Return what sets events of one type apart beside their parties: statements from deals, lifting from imposing."""
    usual = event.rule if event.type == "RelationsChange" else event.type
    return _FAMILIES.get(event.rule, usual)


def _parties_fit(known: Event, event: Event) -> float:
    left, right = known.parties(), event.parties()
    if not left or not right:
        return 0.0
    short, full = sorted((left, right), key=len)
    hits = sum(any(stands_for(party, other) for other in full) for party in short)
    if hits < len(short) or not _directions_fit(known, event):
        return 0.0
    if known.type in _RECIPROCAL and len(short) < 2:
        return 0.0
    if known.type in _RECIPROCAL and len(full) > len(short) and not _attendants_only(short, full):
        return hits / len(full) if joins(known, event) else 0.0
    return hits / len(full)


def _directions_fit(known: Event, event: Event) -> bool:
    """Tell whether the same side acts in two mentions: that one state expels is not that it is expelled."""
    if known.type == "RelationsChange" and (known.rule != event.rule or _family(known) not in _ONE_SIDED):
        return True
    if known.type == "Appointment":
        named = [[one for one in event.parties("appointee") if one.kind is Kind.PERSON] for event in (known, event)]
        return not all(named) or any(stands_for(one, other) for one in named[0] for other in named[1])
    if known.type not in _DIRECTED:
        return True
    left, right = (list(event.parties("initiator")) or list(event.parties())[:1] for event in (known, event))
    return not left or not right or any(stands_for(one, other) for one in left for other in right)


def _attendants_only(short: Sequence[Party], full: Sequence[Party]) -> bool:
    """Tell whether the longer list only adds colleagues of those on the shorter one."""
    states = {party.country for party in short}
    return all(party.country in states for party in full)


def stands_for(left: Party, right: Party) -> bool:
    """Tell whether two parties are the same, or a person and the state that it stands for."""
    if left.kind is Kind.PERSON and right.kind is Kind.PERSON:
        if left.entity and right.entity:
            return left.entity == right.entity
        if left.country and right.country and left.country != right.country:
            return False  # namesakes
        return _is_short_for(left.name, right.name) or _is_short_for(right.name, left.name)
    if left.kind is Kind.ORG and right.kind is Kind.ORG:
        return left.name == right.name or (left.entity is not None and left.entity == right.entity)
    if {left.kind, right.kind} == {Kind.ORG, Kind.PERSON} and left.country is right.country is None:
        return None not in (left.entity, right.entity)  # 欧盟领导人+访问乌克兰: its officials, named later
    movement = Kind.ORG in (left.kind, right.kind)  # of a state, and not the state
    return not movement and left.country is not None and left.country == right.country


def _is_short_for(short: str, full: str) -> bool:
    """Tell whether a name is the end of a fuller one, or stands in it between dots: 拉卡列 of 路易斯·拉卡列·波乌."""
    return full.endswith(short) or short in name_parts(full)


def _join(known: Event, event: Event) -> Event:
    """Merge a mention into the event that it tells of."""
    first, second = (known, event) if _weight(known) >= _weight(event) else (event, known)
    moved = _put_off(known, event)
    date, basis, start = _date(moved, moved) if moved else _date(first, second)
    spans = tuple(sorted({*known.mentions, *event.mentions}))
    return replace(
        first,
        id=min(known, event, key=lambda item: item.trigger).id,
        status=moved.status if moved else _status(known, event),
        arguments=_arguments(first.arguments, second.arguments),
        places=_stay_around(known, event) or _places(first.places, second.places),
        name=max((known.name or "", event.name or ""), key=len) or None,
        entity=first.entity or second.entity,
        date=date,
        date_basis=basis,
        start=start,
        duration=first.duration or second.duration,
        duration_approximate=first.duration_approximate if first.duration else second.duration_approximate,
        presumed=first.presumed and second.presumed,
        apart=first.apart and second.apart,
        part_of=first.part_of or second.part_of,
        salience=Salience.MAIN if Salience.MAIN in (known.salience, event.salience) else Salience.BACKGROUND,
        mentions=spans,
        reasons=tuple(dict.fromkeys([*first.reasons, *second.reasons])),
    )


def _weight(event: Event) -> tuple[bool, int, int, int, int]:
    """Say how fully a mention tells of its event: its sentence becomes the evidence."""
    exact = event.date_basis in _TOLD
    persons = sum(argument.party.kind is Kind.PERSON for argument in event.arguments if argument.span is not None)
    understood = event.type in _RECIPROCAL and any(argument.span is None for argument in event.arguments)
    return (not understood, persons, int(exact), int(bool(event.places)), -event.trigger.start)


def _status(known: Event, event: Event) -> Status:
    if known.status == event.status:
        return known.status
    pointing = [each for each in (known, event) if not any(argument.span for argument in each.arguments)]
    if len(pointing) == 1:  # 正协调访问甲。这将是首次访问
        return event.status if pointing[0] is known else known.status
    if _is_presumed(known, event):
        return known.status if event.status is Status.HELD else event.status
    if known.type == "Summit" and {known.status, event.status} == {Status.PLANNED, Status.HELD}:
        held, planned = (known, event) if known.status is Status.HELD else (event, known)
        return Status.HELD if held.date_basis in _TOLD and planned.date is None else Status.PLANNED
    if known.type == "Summit" and Status.PLANNED in (known.status, event.status):
        return Status.PLANNED
    if known.type == "Summit" and Status.HELD in (known.status, event.status):
        return Status.HELD  # who cancels or declines stays away from it
    order = [Status.CANCELLED, Status.DECLINED, Status.HELD, Status.PLANNED, Status.PROPOSED]
    return min((known.status, event.status), key=order.index)


def _date(first: Event, second: Event) -> tuple[str | None, DateBasis, str | None]:
    dated = [event for event in (first, second) if event.date]
    if not dated:
        return None, DateBasis.NOT_GIVEN, None
    own = [event for event in dated if event.date_basis is not DateBasis.INHERITED] or dated
    best = min(own, key=lambda event: edtf.days(event.date or ""))
    if edtf.is_week(best.date or ""):  # 上周, and a caption gives the day
        best = next((event for event in dated if edtf.granularity(event.date or "") == "day"), best)
    if best.type in ("Visit", "Summit"):  # a stay is all of its days
        stays = [event for event in dated if _is_stay(event.date or "")]
        lent = (DateBasis.PERIOD, DateBasis.INHERITED) if best.type == "Summit" else (DateBasis.PERIOD,)
        stays = [event for event in stays if event.date_basis not in lent]
        best = max(stays, key=lambda event: edtf.days(event.date or ""), default=best)
    if best.type == "Visit" and len(own) > 1 and not edtf.overlaps(*(event.date or "" for event in own)):
        best = replace(best, date=edtf.join([event.date or "" for event in own]))  # from the arrival to the return
    return best.date, best.date_basis, best.start or next((event.start for event in dated if event.start), None)


def _is_stay(date: str) -> bool:
    """Tell whether a date is the days of a stay, and not the week in which it lies."""
    return "/" in date and edtf.days(date) <= _LONGEST_STAY and not edtf.is_week(date)


def _arguments(first: Sequence[Argument], second: Sequence[Argument]) -> tuple[Argument, ...]:
    """Join two lists of arguments: persons push out the states that they stand for."""
    joined = list(first)
    for argument in second:
        rivals = [other for other in joined if other.role == argument.role and stands_for(other.party, argument.party)]
        if not rivals:
            joined.append(argument)
        elif argument.party.kind is Kind.PERSON and all(other.party.kind is not Kind.PERSON for other in rivals):
            joined[joined.index(rivals[0])] = argument
    roles = list(dict.fromkeys(argument.role for argument in joined))
    return tuple(sorted(joined, key=lambda argument: roles.index(argument.role)))


def _places(first: Sequence[PlaceRef], second: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    if set(first) < set(second):
        return tuple(second)  # 赴甲主持会晤，并访问甲、乙
    return tuple(first) if first and _finest(first) >= _finest(second) else tuple(second)


def _stay_around(known: Event, event: Event) -> tuple[PlaceRef, ...]:
    """Return the state of a stay of several days, where the other mention tells of a stop on a later one: 6日赴槟城."""
    stay, stop = (known, event) if _is_stay(known.date or "") else (event, known)
    first, last = edtf.bounds(stay.date) if stay.date else (None, None)
    day, until = edtf.bounds(stop.date) if stop.date else (None, None)
    if known.type != "Visit" or _finest(stay.places) != _NARROW["state"] or not (first and last and day and until):
        return ()
    return tuple(stay.places) if first < day == until <= last else ()


def _finest(places: Sequence[PlaceRef]) -> int:
    """Say how narrow the narrowest of some places is: a region, a state, a city; one that no table knows is a city."""
    kinds = [(place.entity or "place:").partition(":")[0] for place in places]
    return max((_NARROW.get(kind, 0) for kind in kinds), default=-1)
