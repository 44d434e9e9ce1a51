"""Pronouns: whom 他, 我, 它, 我们 and 对方 mean where they stand.

In go a pronoun and what has been spoken of before it, out come parties. Words for several, such as 两国领导人, are
read in `groups`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.events.speech import speaker_said
from kg.extract.parties.groups import persons_before
from kg.extract.parties.sides import TWO, distinct
from kg.extract.phrases.phrase import Phrase
from kg.model import Kind, Party

if TYPE_CHECKING:
    from kg.extract.context import Context


def whom_pronoun_means(context: Context, phrase: Phrase) -> tuple[Party, ...]:
    """Return whom a pronoun means: 他 who acted before, in this sentence or an earlier one; 对方 the other side."""
    if phrase.name == "state":
        state = _state_acting_before(context, phrase) or context.acting
        return (context.state(state),) if state else ()
    if phrase.name == "we":
        speaks = {party.country: party for party in (*context.actor, *context.speaker) if party.kind is Kind.PERSON}
        wrote = (tuple(event.parties()) for event in context.together.get("Message", ()))
        pair = context.pair or next(wrote, ())
        ours = (speaks.get(one.country, one) if one.kind is Kind.COUNTRY else one for one in pair)
        return tuple(ours) if len(pair) == TWO else ()
    says = _who_says(context, phrase)
    if phrase.name == "i" and says:
        return says  # 甲表示，乙曾来访。+我+此次访丙…
    if phrase.name == "i" and context.author:
        return context.author  # who writes an article that is given in full
    owner, beside = _beside(context, phrase)
    if owner:
        return owner
    if phrase.name == "person" and len({party.country for party in beside}) > 1:
        return beside[-1:]  # 甲为来访的乙举行仪式并与他会谈
    acting = (phrase.name == "you" and says) or _acting_before(context, phrase) or context.actor[:1]
    if phrase.name == "i" and not any(party.kind is Kind.PERSON for party in acting):
        return context.speaker[:1] or _writer(context) or acting  # 越方高度重视。我期待…
    if phrase.name == "i" or (phrase.name == "person" and not beside):
        return acting
    return _other_side(context, beside or acting, phrase, persons=phrase.name != "other")


def _who_says(context: Context, phrase: Phrase) -> tuple[Party, ...]:
    """Return the person in whose words 我 or 你 stands."""
    if context.sentence is None or phrase.name not in ("i", "you"):
        return ()
    return tuple(party for party in speaker_said(context, context.sentence, phrase.head) if party.kind is Kind.PERSON)[
        :1
    ]


def _writer(context: Context) -> tuple[Party, ...]:
    """Return who wrote the letter last told of, the words of which may follow: 甲致电乙。…我愿同你一道…."""
    letters = context.together.get("Message", ())
    wrote = (party for event in reversed(letters) for party in event.parties("initiator"))
    return tuple(party for party in wrote if party.kind is Kind.PERSON)[:1]


def _other_side(context: Context, actor: Sequence[Party], phrase: Phrase, *, persons: bool) -> tuple[Party, ...]:
    """Return the party of another state that was spoken of last beside whoever acts."""
    before = (*_acting_before(context, phrase), *context.actor)  # 甲步出机舱，乙和丙分别同+他+会谈
    first = before if persons else tuple(reversed(persons_before(context, phrase)))
    spoken_of = [*first, *context.pair, *reversed(context.recent)]
    known = [party for party in spoken_of if not persons or party.kind is Kind.PERSON]
    abroad = [party for party in known if not any(party.country == one.country for one in actor)]
    return tuple(abroad[:1])


def _beside(context: Context, phrase: Phrase) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return whom a pronoun means in its clause, and who else is there.

    It is who owns something (高市的家乡) or speaks (高市说) before it.
    """
    if context.sentence is None:
        return (), ()
    owners: list[Party] = []
    others: list[Party] = []
    for other in context.sentence.clause_at(phrase.start).phrases:
        if other.kind == "person" and other.end <= phrase.start:
            between = context.text[other.end : phrase.start]
            says = any(verb in between for verb in context.language.speech)
            means = says or between.startswith(context.language.genitive)
            (owners if means else others).extend(context.person(other))
    return distinct(owners), distinct(others)


def _state_acting_before(context: Context, phrase: Phrase) -> str | None:
    """Return the state with which an earlier clause of a sentence begins to act: 财政部说，+它+制裁…."""
    clauses = context.sentence.clauses[: context.sentence.clause_at(phrase.start).index] if context.sentence else ()
    first = (next(iter(clause.phrases), None) for clause in reversed(clauses))
    return next((each.country for each in first if each and each.rule == "institution" and each.country), None)


def _acting_before(context: Context, phrase: Phrase) -> tuple[Party, ...]:
    """Return the person who acts in the nearest clause before that of a phrase, in its sentence."""
    if context.sentence is None:
        return ()
    clause = context.sentence.clause_at(phrase.start)
    for earlier in reversed(context.sentence.clauses[: clause.index]):
        marked = {mark.end for mark in earlier.marks}
        for other in earlier.phrases:
            if other.kind == "person" and other.start not in marked and context.person(other):
                return context.person(other)
    return ()
