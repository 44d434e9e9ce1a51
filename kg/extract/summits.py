"""Summits: conferences that an article shows taking place, with who takes part and who stays away.

In go the names of conferences and their clauses, out come Summit events. A conference is one only if the article says
that it convenes, that somebody attends or stays away, or what happened during it; one that is only praised is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import edtf
from kg.extract.arguments import Placed
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences import Conference, same_conference
from kg.extract.context import Context
from kg.extract.dates import When
from kg.extract.days import whole_stay
from kg.extract.events import Reading, Spot, event_id, most_specific, parties_of, salience
from kg.extract.phrases import Phrase
from kg.extract.status import Telling, status_of
from kg.model import Argument, DateBasis, Event, PlaceRef, Refusal, Span, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """What shows that a conference takes place."""

    span: Span  #: the word that shows it
    kind: str  #: attends, convenes, during, absent


def find_summits(reading: Reading, context: Context, sentence: Sentence) -> Iterator[Event | Refusal]:
    """Find the conferences that a sentence shows taking place, and why it does not show the others."""
    for conference in reading.conferences_in(sentence.span):
        clause = sentence.clause_at(conference.span.start)
        sign = _sign(reading, clause, conference)
        if sign is not None:
            yield from _summit(reading, context, sentence, clause, conference, sign)
        else:
            reason = "no word near it tells that it convenes, or of who attends or stays away"
            yield Refusal(trigger=conference.span, rule="Summit", reason=reason)


def _sign(reading: Reading, clause: Clause, conference: Conference) -> _Sign | None:
    """Find what shows that a conference takes place, in its clause."""
    text, words = reading.document.folded, reading.language.conferences
    start, end = clause.span.start, clause.span.end
    for match in words.absent.finditer(text, start, conference.span.start):
        if conference.span.start - match.end() <= 24:
            return _Sign(span=Span(start=match.start(), end=match.end()), kind="absent")
    after = _first_word(text, words.attends, conference.span.end, end)
    if after is not None and words.joined_by.match(text, conference.span.end):
        return _Sign(span=after, kind="attends")
    attends = _last_word(text, words.attends, start, conference.span.start)
    if attends is not None and reading.language.genitive not in words.opening.sub(
        "", text[attends.end : conference.span.start]
    ):
        return _Sign(span=attends, kind="attends")
    convenes = _first_word(text, words.convenes, conference.span.end, end)
    if convenes is not None and convenes.start - conference.span.end <= 22:
        return _Sign(span=convenes, kind="convenes")
    held = _last_word(text, words.convenes, start, conference.span.start)
    if held is not None and conference.span.start - held.end <= 3:
        return _Sign(span=held, kind="convenes")
    during = _first_word(text, words.during, conference.span.end, min(end, conference.span.end + 6))
    if during is not None and during.start - conference.span.end <= 2:
        return _Sign(span=during, kind="during")
    return None


def _last_word(text: str, words: Sequence[str], start: int, end: int) -> Span | None:
    spans = [Span(start=at, end=at + len(word)) for word in words if (at := text.rfind(word, start, end)) >= 0]
    return max(spans, key=lambda span: (span.end, -span.start)) if spans else None


def _first_word(text: str, words: Sequence[str], start: int, end: int) -> Span | None:
    spans = [Span(start=at, end=at + len(word)) for word in words if (at := text.find(word, start, end)) >= 0]
    return min(spans, key=lambda span: (span.start, -span.end)) if spans else None


def _summit(
    reading: Reading, context: Context, sentence: Sentence, clause: Clause, conference: Conference, sign: _Sign
) -> Iterator[Event | Refusal]:
    anchor = conference.span if sign.kind in ("during", "convenes") else sign.span
    spot = Spot(reading, context, sentence, clause, anchor)
    placed = spot.placed()
    role = "absent" if sign.kind == "absent" else "participant"
    arguments = tuple(
        Argument(role=role, party=party, span=None)
        for party in parties_of(context, _attendants(spot, placed, sign, conference))
    )
    told = Span(start=sign.span.end, end=sign.span.end) if sign.kind == "absent" else sign.span
    status, why = status_of(
        spot.text,
        sentence,
        clause,
        told,
        language=reading.language,
        telling=Telling(subject_dropped=not any(item.slot in ("subject", "head", "modifier") for item in placed)),
    )
    past = reading.language.conferences.was_absent.search(spot.text, clause.span.start, sign.span.end) is not None
    status = _own_status(status, sign, past=past)
    dated = When() if conference.recalled else spot.when(status)
    if sign.kind == "convenes" and dated.basis is DateBasis.INHERITED:
        dated = When()  # a conference that is only spoken of has no day of its own
    elif sign.kind == "convenes" and dated.date:
        dated = replace(dated, date=whole_stay(spot, dated.date))
    places = _places(clause, placed, conference)
    if not (arguments or places or dated.date or conference.year):
        reason = "nobody, no place and no date is told of it"
        yield Refusal(trigger=conference.span, rule=f"Summit/{sign.kind}", reason=reason)
        return
    yield Event(
        id=event_id(reading.document, "Summit", conference.span, arguments),
        type="Summit",
        status=status,
        trigger=conference.span,
        arguments=arguments,
        places=places,
        name=conference.name,
        entity=conference.edition(
            context.world,
            edtf.bounds(dated.date)[0] or reading.anchor if dated.date else reading.anchor,
            held=status is Status.HELD,
        ),
        date=dated.date or (str(conference.year) if conference.year else None),
        date_basis=DateBasis.PERIOD if conference.year and not dated.date else dated.basis,
        salience=salience(reading, sentence, dated.date),
        evidence=sentence.span,
        mentions=(sentence.span,),
        rule=f"Summit/{sign.kind}",
        reasons=(f"status {status.value}: {why}", f"date: {dated.reason}"),
    )


def _own_status(status: Status, sign: _Sign, *, past: bool) -> Status:
    """Return the conference's own status: who stays away does not cancel it."""
    if sign.kind == "absent":
        open_ = status in (Status.DECLINED, Status.PLANNED, Status.PROPOSED)
        return Status.PLANNED if open_ and not past else Status.HELD
    if sign.kind == "during" and status is not Status.PLANNED:
        return Status.HELD
    return Status.PLANNED if status is Status.DECLINED else status


def _attendants(spot: Spot, placed: Sequence[Placed], sign: _Sign, conference: Conference) -> list[Phrase]:
    """Return the phrases of those who take part (or stay away)."""
    if sign.kind == "convenes":
        return []
    inside = [
        item
        for item in placed
        if item.slot in ("subject", "head", "modifier") and not conference.span.overlaps(item.phrase.span)
    ]
    heads = [item.phrase for item in inside if item.slot == "head"]
    if sign.kind == "attends":
        heads += [item.phrase for item in placed if item.slot == "object" and item.phrase.start > conference.span.end]
    found = heads or [item.phrase for item in inside]
    if not found and sign.kind != "during":
        found = list(spot.carried_subject())
    return [phrase for phrase in found if phrase.kind in ("person", "country", "group", "office", "pronoun")]


def _places(clause: Clause, placed: Sequence[Placed], conference: Conference) -> tuple[PlaceRef, ...]:
    at = [
        PlaceRef(name=item.phrase.name, country=item.phrase.country, entity=item.phrase.entity)
        for item in placed
        if item.slot == "at"
        and item.phrase.kind in ("place", "country")
        and not conference.span.overlaps(item.phrase.span)
    ]
    if at:
        return most_specific(at)
    inside = [phrase for phrase in clause.phrases if conference.span.covers(phrase.span) and phrase.kind == "place"]
    return most_specific([PlaceRef(name=p.name, country=p.country, entity=p.entity) for p in inside])


def full_names(conferences: Sequence[Conference]) -> dict[str, Conference]:
    """Map each conference name of an article to the fullest name of the same conference."""
    fullest: list[Conference] = []
    result: dict[str, Conference] = {}
    for conference in sorted(conferences, key=lambda item: (-len(item.name), item.span)):
        same = next((known for known in fullest if same_conference(known, conference)), None)
        if same is None:
            fullest.append(conference)
        result.setdefault(conference.name, same or conference)
    return result
