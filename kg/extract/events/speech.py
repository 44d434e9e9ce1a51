"""Speech: what somebody says in talks or writes in a letter of which an article tells.

In go a sentence, a trigger in it and what was told before, out comes whose words these are. In talks people recall
what took place on other days (甲会见乙时表示，丙同乙举行会谈), so an event in their words has no day but its own; their
今天 is the day on which they speak. What is said to anybody else (甲对媒体说) is news as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.clauses import Clause, Sentence
from kg.extract.times.choice import in_quotes, is_said
from kg.model import Party, Span

if TYPE_CHECKING:
    from kg.extract.context import Context

#: What is done by saying it, and so on the day on which it is said.
_SAID = frozenset({"Message", "Protest", "Sanction", "Appointment"})
_LEAD = 1  #: the paragraph after the title
_TALKS = ("Meeting", "Call")
_HEARD = (*_TALKS, "Message")
_FIRST_PERSON = frozenset({"i", "we", "you"})


def is_recalled(context: Context, sentence: Sentence, trigger: Span, event_type: str) -> bool:
    """Tell whether somebody recalls an event in talks, or in an article or a letter: 我们曾多次会晤."""
    just_now = context.language.just_now.search(context.text, sentence.span.start, trigger.end)
    if event_type in _SAID or just_now or in_quotes(context.text, sentence, trigger.start):
        return False
    return is_said_in_talks(context, sentence, trigger)


def is_said_in_talks(context: Context, sentence: Sentence, at: Span) -> bool:
    """Tell whether a place stands in the words of who takes part in the talks last told of, or speaks of 我."""
    heard = [event for kind in _HEARD for event in context.together.get(kind, ())]
    speaker = speaker_of(context, sentence, at) if heard else ()
    if is_in_first_person(context, sentence, at) or (context.writes and sentence.block > _LEAD):
        return True
    return any(party in event.parties() for party in speaker for event in heard)


def is_first_person(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of 我, 我们 or 你."""
    return any(phrase.kind == "pronoun" and phrase.name in _FIRST_PERSON for phrase in sentence.phrases)


def is_in_first_person(context: Context, sentence: Sentence, at: Span) -> bool:
    """Tell whether a sentence speaks of 我 at a place, and not in a clause that only says when: 会见乙时."""
    clause = sentence.clause_at(at.start)
    fronted = context.language.fronted.fullmatch(context.text, at.end, clause.span.end) is not None
    return is_first_person(sentence) and not (fronted and clause.index == 0)


def words_begin(text: str, sentence: Sentence, at: int, says: tuple[str, ...]) -> int:
    """Return where in a sentence the words begin in which a place stands: 甲此前表示，+其访乙之行…; else its start."""
    said = [clause for clause in sentence.clauses if clause.span.end <= at and is_said(text, clause, says)]
    return said[-1].span.end if said else sentence.span.start


def speaker_of(context: Context, sentence: Sentence, at: Span) -> tuple[Party, ...]:
    """Return who says what stands at a place: by the verbs of saying before it, in its sentence or an earlier one."""
    speaker = _speaker_in(context, sentence, before=sentence.clause_at(at.start).index)
    carried = context.speaker_block == sentence.block and not _resumes(context, sentence)
    return speaker or (context.speaker if carried else ())


def speaker_said(context: Context, sentence: Sentence, at: Span) -> tuple[Party, ...]:
    """Return who speaks at a place, whatever the sentence goes back to: who says 我 is speaking still."""
    speaker = _speaker_in(context, sentence, before=sentence.clause_at(at.start).index)
    return speaker or (context.speaker if context.speaker_block == sentence.block else ())


def note_speaker(context: Context, sentence: Sentence) -> None:
    """Let the context know who is speaking at the end of a sentence."""
    speaker = _speaker_in(context, sentence, before=len(sentence.clauses))
    if speaker:
        context.speaker, context.speaker_block = speaker, sentence.block
    elif context.speaker_block != sentence.block or _resumes(context, sentence):
        context.speaker, context.speaker_block = (), -1


def _speaker_in(context: Context, sentence: Sentence, *, before: int) -> tuple[Party, ...]:
    """Return who says what follows the first clauses of a sentence: 甲表示，… or 甲祝贺乙，表示…."""
    says = context.language.says
    for clause in reversed(sentence.clauses[:before]):
        if is_said(context.text, clause, says):
            return _named_in(context, [clause])
    opens = before < len(sentence.clauses) and context.text.startswith(says, sentence.clauses[before].span.start)
    return (_named_in(context, sentence.clauses[:before]) or context.speaker) if opens else ()


def _named_in(context: Context, clauses: Sequence[Clause]) -> tuple[Party, ...]:
    """Return the official who is named first in some clauses."""
    phrases = [phrase for clause in clauses for phrase in clause.phrases if phrase.kind in ("person", "office")]
    return next((parties for phrase in phrases if (parties := context.parties(phrase))), ())


def _resumes(context: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence goes back from what somebody says to what took place: 会谈后，双方签署了协议."""
    language, start = context.language, sentence.span.start
    if language.sequel.match(context.text, start) or language.during_visit.match(context.text, start):
        return True
    first = sentence.phrases[0] if sentence.phrases else None
    if first is None or first.start != start:
        return False
    if first.kind == "group":
        talk = any(context.together.get(kind) for kind in _TALKS)
        return talk and language.urges.match(context.text, first.end) is None
    return any(party in context.speaker for party in context.parties(first))


def is_let_known(context: Context, sentence: Sentence, at: Span) -> bool:
    """Tell whether somebody lets know what was done before, on another day than spoken of: 他透露，乙+3日+致函甲."""
    before = context.text[sentence.span.start : at.start]
    return any(verb in before for verb in context.language.reveals)
