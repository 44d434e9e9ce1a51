"""Part of: the conference or the visit during which an event takes place.

In go a sentence and a trigger, out comes a name. Only words that say so count (峰会期间, 访问期间); events of the same
days and place are not joined here.
"""

from __future__ import annotations

from kg.extract.clauses import Sentence
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.extract.times.days import goes_further
from kg.knowledge.eventrules import EventRule
from kg.model import Span, Status


def conference_during(spot: Spot, rule: EventRule, *, points_back: bool) -> str | None:
    """Return the conference during which a sentence lets an event take place; none for a journey that goes further."""
    until = spot.trigger.start if rule.type == "Message" else spot.sentence.span.end  # 邀请甲出席+峰会
    goes_on = rule.type == "Visit" and (
        goes_further(spot) or (points_back and not spot.reading.conferences_in(spot.clause.span))
    )
    return None if goes_on else _part_of(spot.reading, spot.sentence, until=until)  # 将出席峰会，随后+访问甲


def _part_of(reading: Reading, sentence: Sentence, *, until: int) -> str | None:
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


def visited(spot: Spot, rule: EventRule, status: Status) -> str | None:
    """Return the visit or conference last told of, where the words say that this took, or takes, place during it."""
    ahead = spot.context.last if status is Status.PLANNED else {}
    visit, summit = (ahead.get((kind, True)) or spot.context.latest.get(kind) for kind in ("Visit", "Summit"))
    start, end, language = spot.sentence.span.start, spot.trigger.start, spot.reading.language
    if summit is not None and is_during_summit(spot):
        return summit.name
    if visit is None or not visit.places or rule.type == "Visit":
        return None
    return visit.places[0].name if language.during_visit.search(spot.text, start, end) else None


def is_during_summit(spot: Spot) -> bool:
    """Tell whether something took place during the conference last told of: 与会期间，…."""
    told = spot.context.latest.get("Summit") or spot.context.last.get(("Summit", True))
    during = spot.reading.language.during_summit
    return told is not None and during.search(spot.text, spot.sentence.span.start, spot.trigger.start) is not None
