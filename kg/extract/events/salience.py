"""Salience: whether an event is the news of an article or is only recalled by it.

In go a sentence, the day of the event and where its sentence tells of it, out comes main or background. A day decides
where one is told; else words that look back (去年, 此前) do.
"""

from __future__ import annotations

from kg import edtf
from kg.extract.clauses import Sentence
from kg.extract.events.speech import words_begin
from kg.extract.reading import Reading
from kg.extract.spot import Spot
from kg.extract.times.choice import RECENT
from kg.extract.times.days import days_apart
from kg.extract.times.putoff import was_called_off
from kg.model import BlockKind, Salience, Span, Status


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
    if is_title(reading, sentence):
        return Salience.MAIN
    recalled = reading.language.lookback.search(reading.document.folded, told.start, told.end)
    return Salience.BACKGROUND if recalled else Salience.MAIN


def salience_at(spot: Spot, status: Status, day: str | None, *, points_back: bool) -> Salience:
    """Tell whether what a trigger tells of is news: a plan still to come is, and what points at the news."""
    if status is Status.CANCELLED and day is None and was_called_off(spot):
        return Salience.BACKGROUND
    last = edtf.bounds(day)[1] if day and status in (Status.PLANNED, Status.PROPOSED) else None
    if points_back or (last is not None and last >= spot.reading.anchor):  # 今年+将访问甲
        return Salience.MAIN
    start = words_begin(spot.text, spot.sentence, spot.trigger.start, spot.reading.language.says)
    begins = spot.clause.span.start
    if spot.reading.language.not_then.search(spot.text, begins, spot.trigger.start):
        start = max(start, begins)  # 20年前两国建交，很高兴再次+访华
    return salience(spot.reading, spot.sentence, day, told=Span(start=start, end=_told_until(spot)))


def _told_until(spot: Spot) -> int:
    """Return where a sentence ends to tell of its trigger: 与甲会谈时，+乙说，近年来… speaks of other things."""
    language, clause = spot.reading.language, spot.clause
    fronted = language.fronted.fullmatch(spot.text, spot.trigger.end, clause.span.end)
    aside = clause.span.end < spot.sentence.span.end and language.prelude.match(spot.text, clause.span.start)
    return clause.span.end if fronted or aside else spot.sentence.span.end


def is_title(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence is of the title."""
    blocks = reading.document.blocks
    return bool(blocks) and blocks[sentence.block].kind is BlockKind.TITLE
