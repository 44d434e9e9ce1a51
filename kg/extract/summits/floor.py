"""The floor of a conference: who takes part in one of which the sentences before tell, and is only said to speak.

In go a sentence and the conference last told of, out come signs that whoever acts in it was there: he speaks in the
same breath (峰会18日开幕。+甲表示), or says in so many words that he spoke (甲在发言中说), or joins all that an article
about one conference has told of (甲参加上述活动). What others say of a conference elsewhere shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import edtf
from kg.extract.clauses import Clause, Sentence
from kg.extract.conferences.conference import Conference, Floor
from kg.extract.conferences.recall import subject_of
from kg.extract.context import Context
from kg.extract.phrases.phrase import Phrase
from kg.extract.reading import Reading
from kg.extract.summits.signs import Sign, is_about_other, told_here
from kg.model import Event, Salience, Span, Status

_BESIDES = ("、", "，", ", ")  #: between two offices of one person
_SPEAKERS = frozenset({"person", "office", "country"})


def floor_of(sentence: Sentence, conference: Conference, sign: Sign, event: Event) -> Floor | None:
    """Return the floor that a sentence opens by telling of a conference; None if it has not met."""
    if event.status is not Status.HELD or conference.shift:
        return None
    meets = sign.kind == "convenes" and not sign.relative
    dated = event.salience is Salience.MAIN and event.date is not None and edtf.is_day(event.date)
    opened = meets or (dated and not event.arguments)
    return Floor(conference, sentence.block, sentence.index, opened=opened)


def on_the_floor(reading: Reading, context: Context, sentence: Sentence) -> Iterator[tuple[Clause, Conference, Sign]]:
    """Find who speaks at the conference last told of, or takes part in all that was told of the article's own."""
    first, last, floor = sentence.clauses[0], sentence.clauses[-1], context.floor
    words = reading.language.conferences
    said = _speech(reading, floor, sentence, first) if floor else None
    clause, span = (first, said) if said else (last, _speech_in_turn(reading, sentence, last) if floor else None)
    if floor is not None and span is not None:
        context.floor = replace(floor, sentence=sentence.index)
        near = sentence.block == floor.block
        whole = None if near else _conference_of(reading, context)
        if near or whole is not None or not is_about_other(reading):
            yield clause, whole or floor.conference, _at(span)
    elif floor is not None and _follows(floor, sentence):
        goes_on = words.goes_on_there.match(context.text, sentence.span.start)
        context.floor = replace(floor, sentence=sentence.index) if goes_on else floor
    joins = words.attends_all.search(context.text, last.span.start, last.span.end)
    whole = _conference_of(reading, context) if joins else None
    if joins is not None and whole is not None:
        yield last, whole, _at(Span(start=joins.start(), end=joins.end()))


def _at(span: Span) -> Sign:
    return Sign(span=span, kind="attends", alone=True)


def _speech(reading: Reading, floor: Floor, sentence: Sentence, clause: Clause) -> Span | None:
    """Return the words that say that those with whom a sentence begins speak at a conference."""
    text, words = reading.document.folded, reading.language.conferences
    first = next(iter(clause.phrases), None)
    opens = words.before_speaker.fullmatch(text, sentence.span.start, first.start) if first else None
    named = any(not one.recalled for one in reading.conferences_in(clause.span))
    away = sentence.block - floor.block
    if first is None or opens is None or named or away > 1:
        return None
    group = opens["there"] is not None and (first.entity or "").startswith("region:")  # 与会+阿拉伯国家外长
    office = first.kind == "office" and (first.country is not None or group)
    near = opens["there"] or (floor.opened and (_follows(floor, sentence) or office))
    for phrase in clause.phrases:
        if phrase.kind not in _SPEAKERS or phrase.speaks:
            continue
        spoken = words.speaks_there.match(text, phrase.end, clause.span.end)
        if spoken is not None and away and not floor.opened and spoken["at"] is None:
            spoken = None
        known = bool(phrase.offices) or _was_named(reading, floor, phrase)
        if spoken is None and near and known and _begins(text, first, phrase) and (phrase.kind == "person" or office):
            leads = words.of_ministers.search(floor.conference.name) and _leads_state(reading, phrase)
            spoken = None if leads else words.says_there.match(text, phrase.end, clause.span.end)
        if spoken is not None:
            return Span(start=spoken.start("verb"), end=spoken.end())
    return None


def _begins(text: str, first: Phrase, phrase: Phrase) -> bool:
    """Tell whether a phrase is the first one, or right after what he is besides: 轮值主席、+甲总统乙."""
    return phrase is first or text[first.end : phrase.start] in _BESIDES


def _leads_state(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether somebody is named as the leader of a state: 财长会议6日举行。法国总统甲+表示."""
    return not {post for _, post in phrase.offices}.isdisjoint(reading.language.level_posts["leader"])


def _was_named(reading: Reading, floor: Floor, phrase: Phrase) -> bool:
    """Tell whether the sentence before has named somebody in full: 欧盟主席甲召集峰会。+甲+表示."""
    before = reading.sentences[floor.sentence].phrases
    return any(each.kind == "person" and each.name == phrase.name and each.offices for each in before)


def _speech_in_turn(reading: Reading, sentence: Sentence, last: Clause) -> Span | None:
    """Return the words that say that several speak at a conference, one after the other: 甲总统A、乙总理B+分别致辞."""
    spoken = reading.language.conferences.speak_in_turn.search(reading.document.folded, last.span.start, last.span.end)
    if spoken is None or reading.conferences_in(sentence.span):
        return None
    before = [each for each in sentence.phrases if each.kind in ("person", "office") and each.end <= spoken.start()]
    return Span(start=spoken.start(), end=spoken.end()) if len(before) > 1 else None


def _follows(floor: Floor, sentence: Sentence) -> bool:
    """Tell whether a sentence stands right after what was last told of a conference."""
    return sentence.block == floor.block and sentence.index == floor.sentence + 1


def _conference_of(reading: Reading, context: Context) -> Conference | None:
    """Return the conference that the article is about, if it has been told of as held."""
    named = told_here(reading) if context.met else []
    whole = subject_of(context.text, named, reading.language.conferences)
    return whole if whole and not context.met.isdisjoint({whole.name, *whole.fitting}) else None
