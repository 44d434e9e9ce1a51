"""Summits: conferences that an article shows taking place, with who takes part and who stays away.

In go the names of conferences and their clauses, out come Summit events. A conference is one only if the article says
that it convenes, that somebody attends or stays away, or what happened during it; one that is only praised is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg import edtf
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences import Conference, same_conference
from kg.extract.context import Context
from kg.extract.dates import RECENT, View, When, when
from kg.extract.days import days_apart, is_journey, is_on_the_way, moves_on, whole_stay
from kg.extract.declarations import find_declarations
from kg.extract.guests import is_awaited, welcomed
from kg.extract.making import event_id
from kg.extract.phrases import Phrase
from kg.extract.placed import Placed, acts
from kg.extract.places import event_places, place_in_name
from kg.extract.roles import parties_of, subject_before
from kg.extract.salience import salience
from kg.extract.signs import Sign, find_sign, missed_before, told_later
from kg.extract.speech import is_recalled
from kg.extract.spot import Reading, Spot
from kg.extract.status import Telling, status_of
from kg.extract.topics import with_comment
from kg.model import Argument, DateBasis, EntityId, Event, Kind, Party, PlaceRef, Refusal, Salience, Span, Status

#: What sets the meetings of one series apart that an article names alike.
SHIFTED = {1: "Summit/next", -1: "Summit/last"}
_PARTIES = frozenset({"person", "country", "group", "office", "pronoun"})
_ASIDE = frozenset({"Meeting", "Agreement"})  #: what takes place on the sidelines
_JOINT = 3  #: states whose signs alone name a conference
_SURE = 60  #: days: so near must a day with its month be to be meant where no word tells past from future


def find_summits(
    reading: Reading, context: Context, sentence: Sentence, told: Sequence[Event]
) -> Iterator[Event | Refusal]:
    """Find the conferences that a sentence shows taking place, and why it does not show the others.

    Args:
        told: the other events of the sentence.
    """
    if not reading.conferences.items:
        return
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
        if not event.arguments and _is_attribute(reading, clause, sign, conference):
            yield _refusal(conference, sign)
            continue
        if sign.kind == "during":
            event = _with_sidelines(event, told)
        event = _within_series(event, reading, context, sentence)
        yield event if _tells(event, conference, sign) else _refusal(conference, sign)
    for clause in sentence.clauses:
        for conference, sign in told_later(reading, sentence, clause):
            if _is_of_other_year(reading, clause, sign):
                yield Refusal(
                    trigger=sign.span, rule=f"Summit/{sign.kind}", reason="of another year than the one named"
                )
                continue
            event = _summit(reading, context, sentence, clause, conference, sign)
            yield event if _tells(event, conference, sign) else _refusal(conference, sign)
    if not any(event.type == "Agreement" for event in told):
        yield from find_declarations(reading, context, sentence)


def _is_of_other_year(reading: Reading, clause: Clause, sign: Sign) -> bool:
    """Tell whether who attends did so in a year gone by, at another meeting of the series: 甲2017年曾+出席峰会."""
    times = [time.value for time in reading.times_in(clause.span) if time.span.end <= sign.span.start]
    return any((time.year or reading.anchor.year) < reading.anchor.year or (time.year_shift or 0) < 0 for time in times)


def _tells(event: Event, conference: Conference, sign: Sign) -> bool:
    """Tell whether anything is told of a conference: who comes, where or when; who holds it is not enough."""
    told = event.arguments and not (sign.kind == "convenes" and sign.holds and not conference.shift)
    return bool(told or event.places or event.date or conference.year)


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


def _is_attribute(reading: Reading, clause: Clause, sign: Sign, conference: Conference) -> bool:
    """Tell whether to attend only says whom somebody meets: 甲会见+出席峰会的+外方代表, 为+出席峰会的+贵宾."""
    text, language = reading.document.folded, reading.language
    marked = any(mark.kind in ("to", "with") and mark.end == sign.span.start for mark in clause.marks)
    before = [form for span, form in reading.told_in(clause.span) if span.end <= sign.span.start]
    meets = any(rule.type == "Meeting" for form in before for rule in language.by_trigger[form])
    guests = language.conferences.guests.match(text, conference.span.end)
    return sign.kind == "attends" and not sign.alone and (meets or marked) and guests is not None


def _with_sidelines(event: Event, told: Sequence[Event]) -> Event:
    """Let the first of each side that meets during a conference take part in it."""
    known = [argument.party for argument in event.arguments]
    for aside in told:
        if aside.type not in _ASIDE or aside.part_of != event.name or aside.status is Status.CANCELLED:
            continue
        for party in aside.parties():
            if party.kind is Kind.PERSON and party.country not in {other.country for other in known}:
                known.append(party)
    added = tuple(Argument(role="participant", party=party, span=None) for party in known[len(event.arguments) :])
    return replace(event, arguments=(*event.arguments, *added)) if added else event


def _summit(
    reading: Reading, context: Context, sentence: Sentence, clause: Clause, conference: Conference, sign: Sign
) -> Event:
    named = sign.kind == "during" or (sign.kind == "convenes" and not sign.holds)
    spot = Spot(reading, context, sentence, clause, conference.span if named else sign.span)
    placed = spot.placed()
    meets = sign.kind == "convenes" and sign.span.start >= conference.span.end  # the conference is the subject
    dropped = not meets and not any(item.slot in ("subject", "head", "modifier") for item in placed)
    word = Span(start=sign.span.end, end=sign.span.end) if sign.kind == "absent" else sign.span
    inside = sign.kind == "during" and reading.language.conferences.inside.match(spot.text, sign.span.start)
    until = word.end if inside else conference.span.end if sign.relative else clause.span.end
    before = Clause(Span(start=clause.span.start, end=until), clause.index, clause.phrases, clause.marks)
    names = [one.span for one in reading.conferences_in(clause.span)]
    telling = Telling(subject_dropped=dropped, names=names)
    status, why = status_of(spot.text, sentence, before, word, language=reading.language, telling=telling)
    if sign.kind == "convenes" and status is Status.HELD:
        status, why = _as_attended(spot, why)
    if sign.kind == "convenes" and status in (Status.HELD, Status.PROPOSED) and _is_backed(spot, sign):
        status, why = Status.PLANNED, "it is wished well, or helped along"
    if _is_only_asked(spot, sign) and status is Status.HELD:
        status, why = Status.PLANNED, "somebody is asked to come, or may"
    heralded = spot.is_heralded()
    if sign.kind == "attends" and status is Status.HELD and (heralded or _is_on_the_way(spot, conference)):
        status, why = Status.PLANNED, "somebody sets out for it, or has come to its city"
    arguments = _arguments(spot, placed, sign, conference, status)
    own = _own_status(status, sign, past=_is_over(spot, sign))
    ahead = sign.kind == "during" and status is Status.PROPOSED and not reading.times_in(clause.span)
    own = Status.PLANNED if ahead else own  # 期待在峰会期间会晤
    off = sign.kind == "attends" and status is Status.CANCELLED  # the day is that of the news
    dated = spot.when(status) if off else _dated(spot, sign, conference, own, wished=status is Status.PROPOSED)
    dated = When() if heralded else dated
    if dated.date is None and status is Status.PLANNED and sign.kind == "attends":
        dated = spot.besides() or dated
    if sign.kind == "convenes" and dated.date:
        dated = replace(dated, date=whole_stay(spot, dated.date))
    places = () if sign.alone else _places(spot, placed, sign, conference)
    own = own if sign.kind == "absent" else _by_date(own, dated, reading.anchor)
    if reading.language.conferences.eve.match(spot.text, conference.span.end):  # 出席峰会+前会见
        past = dated.date is not None and days_apart(dated.date, reading.anchor) > RECENT
        own, dated = Status.HELD if past else Status.PLANNED, When()
    if own is Status.HELD and is_awaited(spot, sign, conference):
        own, dated = Status.PLANNED, When()
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


def _as_attended(spot: Spot, why: str) -> tuple[Status, str]:
    """Return the plan of those who will attend, which a later clause tells: 峰会周四举行，甲将出席."""
    words = spot.reading.language.conferences
    for clause in spot.sentence.clauses[spot.clause.index + 1 :]:
        match = words.attends_alone.search(spot.text, clause.span.start, clause.span.end)
        word = Span(start=match.start(), end=match.end()) if match else None
        told = status_of(spot.text, spot.sentence, clause, word, language=spot.reading.language) if word else None
        if told is not None and told[0] is Status.PLANNED:
            return told
    return Status.HELD, why


def _edition(conference: Conference, context: Context, dated: When, anchor: date, *, held: bool) -> EntityId | None:
    if conference.shift:
        conference = replace(conference, number=None, year=None)
    near, last = edtf.bounds(dated.date) if dated.date else (None, None)
    if near and edtf.granularity(dated.date or "") == "year":  # the nearest to its first day may be of the year before
        conference = replace(conference, year=conference.year or near.year)
    return conference.edition(context.world, near or anchor, met=min(last or anchor, anchor) if held else None)


def _is_on_the_way(spot: Spot, conference: Conference) -> bool:
    """Tell whether somebody has only set out for a conference, or come to its city: 离京+出席, 抵达伦敦+出席."""
    recalled = spot.reading.language.lookback.search(spot.text, spot.sentence.span.start, conference.span.end)
    return not recalled and not moves_on(spot) and is_on_the_way(spot, end=conference.span.end)


def _is_over(spot: Spot, sign: Sign) -> bool:
    """Tell whether the words say that the conference is past."""
    words = spot.reading.language.conferences
    if sign.kind == "attends":
        return words.attended.match(spot.text, sign.span.end) is not None
    return words.was_absent.search(spot.text, spot.clause.span.start, sign.span.end) is not None


def _is_backed(spot: Spot, sign: Sign) -> bool:
    """Tell whether a conference is only wished well, or helped along: 预祝峰会+圆满成功, 支持甲+办好+峰会."""
    words = spot.reading.language.conferences
    backed = words.backs.search(spot.text, spot.clause.span.start, sign.span.end)
    return backed is not None and words.attended.match(spot.text, sign.span.end) is None


def _is_only_asked(spot: Spot, sign: Sign) -> bool:
    """Tell whether those named are asked to attend, or may, and did not: 邀请甲出席, 甲是否出席."""
    words = spot.reading.language.conferences
    asked = words.invites.match(spot.text, spot.clause.span.start, sign.span.start)
    received = any(words.guests.match(spot.text, one.span.end) for one in spot.reading.conferences_in(spot.clause.span))
    return sign.kind == "attends" and asked is not None and not received and not _is_over(spot, sign)


def _own_status(status: Status, sign: Sign, *, past: bool) -> Status:
    """Return the conference's own status: who stays away, or wishes to come, does not change it."""
    if sign.kind == "absent":
        ahead = not past and sign.refuses
        return Status.HELD if past or (status is Status.HELD and not ahead) else Status.PLANNED
    if sign.kind == "during" and status is not Status.PLANNED:
        return Status.HELD
    if sign.kind == "attends":
        return Status.HELD if past or status is Status.HELD else Status.PLANNED
    wished = status is Status.DECLINED or (status is Status.PROPOSED and sign.relative)
    return Status.PLANNED if wished else status


def _by_date(status: Status, dated: When, anchor: date) -> Status:
    """Let the day decide between what has met and what is still to come."""
    first, last = edtf.bounds(dated.date) if dated.date else (None, None)
    if status is Status.PLANNED and last is not None and last < anchor:
        return Status.HELD
    return Status.PLANNED if status is Status.HELD and first is not None and first > anchor else status


def _dated(spot: Spot, sign: Sign, conference: Conference, status: Status, *, wished: bool) -> When:
    """Find the days of a conference.

    Args:
        wished: somebody wishes to come, or is welcome: the day may be past or to come.
    """
    if (conference.recalled and not conference.shift and sign.kind != "convenes") or sign.alone:
        return When()
    if spot.reading.language.conferences.before.match(spot.text, conference.span.end):
        return When()  # 在峰会+前+会见乙
    between = Span(start=min(sign.span.end, conference.span.start), end=conference.span.start)
    if sign.kind == "attends" and spot.reading.times_in(between):
        spot = replace(spot, trigger=conference.span)  # 5日获邀出席+本月举行的+峰会
    if sign.kind == "convenes" and sign.span.start >= conference.span.end:
        spot = replace(spot, trigger=sign.span)  # 今年主办的+峰会+今天+开幕
    dated = _before_name(spot, sign, conference, status) or spot.when(status)
    if dated.basis is DateBasis.INHERITED and is_recalled(spot.context, spot.sentence, spot.trigger, "Summit"):
        dated = When()
    if dated.date is None and sign.kind == "attends":
        dated = _of_journey(spot, status)
    left = moves_on(spot) and dated.basis is DateBasis.INHERITED
    if left or (sign.kind == "attends" and is_journey(spot, dated.date, end=conference.span.end)):
        dated = When()
    if _is_of_another(spot, sign, conference, dated, status):
        dated = When()
    if status is Status.HELD and dated.basis is DateBasis.EXPLICIT:
        dated = _nearer(dated, spot.when(Status.PLANNED), spot.reading.anchor)
    if sign.kind == "attends" and wished:
        dated = _nearest(spot.when(Status.HELD), dated, spot.reading.anchor)
    if dated.date and sign.kind == "convenes":
        dated = replace(dated, date=_until_closing(spot, sign, dated.date))
    if dated.date is None and conference.year and not conference.shift:
        return replace(dated, date=str(conference.year), basis=DateBasis.PERIOD)
    return dated


def _is_of_another(spot: Spot, sign: Sign, conference: Conference, dated: When, status: Status) -> bool:
    """Tell whether a day is that of what else is told: 13日集会，抗议即将举行的+峰会; or by no talks there lent."""
    if sign.relative and status is Status.PLANNED and not spot.reading.times_in(spot.clause.span):
        return True
    if spot.reading.language.conferences.homeward.match(spot.text, conference.span.end):
        return True  # 18日，甲出席峰会+后乘机回国
    if dated.date is None or dated.basis is not DateBasis.INHERITED:
        return False
    talks = spot.context.latest.get("Meeting")
    there = talks is not None and talks.date == dated.date and sign.kind != "convenes"
    years = {str(spot.context.world.editions[one].year) for one in conference.fitting}
    return not there or (bool(years) and dated.date[:4] not in years)  # 二十国集团+杭州+峰会 is of its own year


def _before_name(spot: Spot, sign: Sign, conference: Conference, status: Status) -> When | None:
    """Return the day right before a conference, which may be one of several: 出席周三的甲会议和+周四的+乙会议."""
    before = Span(start=min(sign.span.end, conference.span.start), end=conference.span.start)
    since = max((one.span.end for one in spot.reading.conferences_in(before)), default=before.start)
    times = spot.reading.times_in(Span(start=since, end=conference.span.start))
    if not times:
        return None
    return when(times[-1], status=status, view=spot.reading.view(spot.context.day))


def _of_journey(spot: Spot, status: Status) -> When:
    """Return the day of the journey made for a conference, which the clause before tells."""
    earlier = spot.sentence.clauses[spot.clause.index - 1] if spot.clause.index else None
    if earlier is None or not _goals(spot, earlier):
        return When()
    view, times = spot.reading.view(spot.context.day), spot.reading.times_in(earlier.span)
    return replace(when(times[0], status=status, view=view), basis=DateBasis.INHERITED) if times else When()


def _nearer(past: When, coming: When, anchor: date) -> When:
    """Choose what a day with its month means: the one long ago, or the one to come."""
    first, ahead = (edtf.bounds(each.date)[0] if each.date else None for each in (past, coming))
    if first is None or ahead is None:
        return past
    return coming if (ahead - anchor).days <= _SURE < (anchor - first).days else past


def _nearest(past: When, coming: When, anchor: date) -> When:
    """Choose the nearer of two readings of one date."""
    first, ahead = (edtf.bounds(each.date)[0] if each.date else None for each in (past, coming))
    return past if first and ahead and anchor - first < ahead - anchor else coming


def _until_closing(spot: Spot, sign: Sign, day: str) -> str:
    """Return the days of a conference whose last day a later clause of the sentence tells: 18日开幕，19日闭幕."""
    words, sentence = spot.reading.language.conferences, spot.sentence
    closing = words.closes.search(spot.text, sign.span.end, sentence.span.end)
    if closing is None or len(day) != 10:
        return day
    around = sentence.clause_at(closing.start()).span
    times = [time for time in spot.reading.times_in(around) if time.span.start >= sign.span.end]
    article = spot.reading.document.article
    view = View(anchor=date.fromisoformat(day), zone=article.outlet.zone, day=day)
    last = when(times[0], status=Status.PLANNED, view=view).date if times else None
    joined = edtf.join([day, last]) if last and len(last) == 10 else None
    return joined if joined and edtf.days(joined) <= _SURE else day


def _arguments(
    spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference, status: Status
) -> tuple[Argument, ...]:
    """Return who takes part and who stays away; who is only asked to come does neither."""
    refused = sign.kind == "attends" and status in (Status.CANCELLED, Status.DECLINED)
    away = sign.kind == "absent" or (refused and not _is_over(spot, sign))
    guests = welcomed(spot, sign) if sign.kind == "attends" else ()
    if _is_only_asked(spot, sign) and not guests:
        return ()
    parties = parties_of(spot.context, guests or _attendants(spot, placed, sign, conference))
    if not parties and sign.kind == "convenes":
        parties = _members(spot.context, conference)
    return tuple(Argument(role="absent" if away else "participant", party=party, span=None) for party in parties)


def _members(context: Context, conference: Conference) -> tuple[Party, ...]:
    """Return the states of which the name of a conference is made: 中日韩+文化部长会议; none where it has but two."""
    states: list[str] = []
    for sign in conference.name:
        country = next((one.entity for one in context.world.lookup(sign) if one.kind == "state"), None)
        if country is None:
            break
        states.append(country.partition(":")[2])
    return tuple(context.state(code) for code in states) if len(states) >= _JOINT else ()


def _attendants(spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference) -> list[Phrase]:
    """Return the phrases of those who take part (or stay away)."""
    if sign.kind == "convenes" and not sign.holds:
        return []
    if sign.kind == "absent" and (missed := missed_before(spot, placed, sign.span)):
        return missed
    slots = ("object",) if sign.listed else ("subject", "head", "modifier", "by", "with")
    inside = [item for item in placed if item.slot in slots and not conference.span.overlaps(item.phrase.span)]
    inside = [item for item in inside if item.slot != "with" or _is_along(spot, item.phrase, sign, conference)]
    if any(_is_goal(spot, item.phrase) for item in inside):  # 鲁托+来华+出席: what stands before the state acts
        around = [*inside, *(item for item in placed if item.slot == "topic")]
        inside = [item for item in around if not _is_goal(spot, item.phrase)]
    heads = [item.phrase for item in inside if item.slot == "head"]
    if sign.kind == "attends" and not sign.alone:  # 出席峰会并进行国事访问的+南非总统
        after = [item.phrase for item in placed if item.slot == "object" and item.phrase.start > conference.span.end]
        heads += [phrase for phrase in after if phrase.kind in ("person", "office")]
    acting = [i.phrase for i in _actors(spot, inside, placed) if i.slot != "head"]
    if acting and (sign.kind == "during" or _is_said_to_be(spot, acting[-1])):
        heads = []  # 甲在峰会上提出的+乙方案; 甲是唯一出席峰会的+欧洲领导人
    found = heads or ([] if _is_attribute(spot.reading, spot.clause, sign, conference) else acting)
    on_the_floor = spot.reading.language.conferences.on_the_floor.match(spot.text, conference.span.end)
    if not found and sign.kind == "during" and on_the_floor:  # 峰会上，甲表示
        following = spot.sentence.clauses[spot.clause.index + 1 :][:1]
        found = [p for each in following for p in each.phrases if p.kind == "person" and p.start == each.span.start]
    if not found and sign.kind in ("attends", "absent") and not sign.listed:
        found = list(spot.following_subject() or spot.carried_subject() or _acting_before(spot))
    if sign.kind == "attends" and sign.alone:
        found = [*_listed_before(spot), *found]
    along = [item.phrase for item in inside if item.slot == "with"]
    found = [one for one in found if one in along or not _is_of_it(spot.context, one, conference)]
    found = [one for one in found if not _only_invites(spot, one)]
    sent = [p for p in found if p.kind == "person" and not acts(spot.text, p, spot.reading.language)]
    return [phrase for phrase in found if phrase.kind in _PARTIES and phrase not in sent]


def _acting_before(spot: Spot) -> Sequence[Phrase]:
    """Return who acted last in the paragraph, where a sentence without a subject goes on with him: 还将出席+峰会."""
    names_none = not any(phrase.end <= spot.trigger.start for phrase in spot.sentence.phrases)
    goes_on = spot.reading.language.conferences.goes_on.match(spot.text, spot.sentence.span.start)
    return subject_before(spot.context, spot.sentence) if names_none and goes_on else ()


def _is_of_it(context: Context, phrase: Phrase, conference: Conference) -> bool:
    """Tell whether officials of the organisation itself are meant, whose conference it is: 欧盟外长+举行会议."""
    known = context.world.entities.get(phrase.entity) if phrase.entity and phrase.country is None else None
    label = known.labels.get(context.language.code, "") if known else ""
    own = phrase.name in conference.name or label in conference.parties or (bool(label) and label in conference.name)
    return phrase.kind == "office" and known is not None and own


def _is_said_to_be(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether what follows a person says who that is: 甲+是+去年唯一出席峰会的…."""
    return phrase.kind == "person" and spot.reading.language.conferences.copula.match(spot.text, phrase.end) is not None


def _only_invites(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether somebody takes no part, but has asked others to come: 应+甲+的邀请出席峰会."""
    words = spot.reading.language.conferences
    asked = spot.text.endswith(words.by_request, 0, phrase.start)
    return asked and words.requests.match(spot.text, phrase.end) is not None


def _is_goal(spot: Spot, phrase: Phrase) -> bool:
    """Tell whether a state is where somebody goes or is, and takes no part itself: 来+华, 赴+韩国首尔, 在+俄."""
    before = spot.text[spot.clause.span.start : phrase.start]
    there = any(mark.kind == "at" and mark.end == phrase.start for mark in spot.clause.marks)
    goes = spot.reading.language.conferences.travels.search(before) is not None
    return phrase.kind == "country" and (there or goes)


def _listed_before(spot: Spot) -> list[Phrase]:
    """Return whom the clauses before name, where they do nothing else: 甲总统A，乙总理B，以及C等+出席."""
    found: list[Phrase] = []
    for clause in reversed(spot.sentence.clauses[: spot.clause.index]):
        named = [phrase for phrase in clause.phrases if phrase.kind in ("person", "office", "country")]
        end = named[-1].end if named else clause.span.start
        if spot.reading.language.conferences.ends_list.fullmatch(spot.text, end, clause.span.end) is None:
            break
        if spot.reading.triggers_in(clause.span) or spot.reading.conferences_in(clause.span):
            break
        found[:0] = named
    return found


def _actors(spot: Spot, inside: Sequence[Placed], placed: Sequence[Placed]) -> list[Placed]:
    """Put who stands before it in place of a state that only says what else he does: 甲主持+中德+磋商并出席峰会."""
    owners = [i for i in inside if i.slot == "subject" and i.phrase.rule == "compound"]
    persons = [i for i in placed if i.slot == "topic" and i.phrase.kind in ("person", "office")]
    held = [i for i in owners if not spot.reading.language.acts.match(spot.text, i.phrase.end)]
    return [*persons, *(i for i in inside if i not in owners)] if persons and held else list(inside)


def _is_along(spot: Spot, phrase: Phrase, sign: Sign, conference: Conference) -> bool:
    """Tell whether who is named after 'with' takes part as well, and not only in what stands between or behind."""
    behind = phrase.start > max(sign.span.start, conference.span.start)  # 出席峰会和+中国+进口博览会
    return not behind and not any(phrase.end <= other.start < spot.trigger.start for other in spot.others)


def _places(spot: Spot, placed: Sequence[Placed], sign: Sign, conference: Conference) -> tuple[PlaceRef, ...]:
    beside = {conference.span.start, conference.span.start - len(spot.reading.language.genitive)}
    at = [
        item.phrase
        for item in placed
        if not conference.span.overlaps(item.phrase.span)
        and (item.slot == "at" or (item.phrase.kind == "place" and item.phrase.end in beside))  # 维尔纽斯+北约峰会
    ]
    at = [phrase for phrase in at if phrase.end <= max(conference.span.end, sign.span.end)]
    at = [phrase for phrase in at if not _is_hall_of_talks(spot, phrase, sign)]
    goal = [] if any(item.slot == "subject" for item in placed) else _destination(spot, conference)
    told, named = event_places(spot.context, spot.text, at or goal), _place_named(spot, conference)
    around = {place.entity for place in told} == {f"state:{place.country}" for place in named}
    return named if not told or around else told  # 赴俄罗斯出席+喀山峰会


def _is_hall_of_talks(spot: Spot, phrase: Phrase, sign: Sign) -> bool:
    """Tell whether a hall is where those who attend a conference are met: 在人民大会堂+会见+出席论坛的+外方代表."""
    known = spot.context.world.entities.get(phrase.entity) if phrase.entity else None
    if known is None or known.within is None or phrase.end > sign.span.start:
        return False
    between = spot.reading.told_in(Span(start=phrase.end, end=sign.span.start))
    return any(rule.type == "Meeting" for _, form in between for rule in spot.reading.language.by_trigger[form])


def _place_named(spot: Spot, conference: Conference) -> tuple[PlaceRef, ...]:
    """Return the city in a name that the article gives the conference (金砖国家喀山峰会), if it ever met there."""
    names = [one.name for one in spot.reading.conferences.items if same_conference(one, conference)]
    found: tuple[PlaceRef, ...] = next((ps for name in names if (ps := place_in_name(name, spot.context))), ())
    if not found:
        return ()
    met = {one.city for one in spot.context.world.editions.values() if one.series == conference.series}
    return () if met and not met & {place.entity for place in found} else found


def _destination(spot: Spot, conference: Conference) -> list[Phrase]:
    """Return where a journey goes that the clause before tells of: 前往秘鲁和巴西，出席APEC会议和G20峰会."""
    goals = _goals(spot, spot.sentence.clauses[spot.clause.index - 1]) if spot.clause.index else []
    meetings = spot.reading.conferences_in(spot.clause.span)
    if len(goals) == len(meetings):
        return [goals[meetings.index(conference)]]
    return goals if len({phrase.country for phrase in goals}) == 1 else []


def _goals(spot: Spot, clause: Clause) -> list[Phrase]:
    """Return the places that a clause names after a verb of travelling."""
    text, words = spot.text, spot.reading.language.conferences
    named = [phrase for phrase in clause.phrases if phrase.kind in ("place", "country")]
    first = next((n for n, p in enumerate(named) if words.travels.search(text[clause.span.start : p.start])), None)
    return named[first:] if first is not None else []


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
