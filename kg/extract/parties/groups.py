"""Groups: whom a word for several means where it stands: 双方, 两国, 两国领导人, 三人.

In go the word and what has been spoken of before it, out come parties: those named together before it in its sentence,
else the sides last spoken of; for 当地政要 the states of the visit. Pronouns for one are read in `pronouns`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.parties.sides import TWO, distinct, sides
from kg.extract.phrases.phrase import Phrase
from kg.model import Kind, Party

if TYPE_CHECKING:
    from kg.extract.context import Context

_NAMED = frozenset({"person", "country", "org", "office"})
_JOINT = 8  #: signs between two who are named together, the word that joins them included
_MOST = 4  #: states last spoken of, one by one, that a word such as 四国 may mean
FRESH = 4  #: officials last named, among whom the two sides last spoken of are still meant by 两人


def whom_group_means(context: Context, phrase: Phrase) -> tuple[Party, ...]:
    """Return whom a word for several means; nothing where that is not known."""
    group = phrase.group
    if group is None or _is_listed_after(context, phrase):
        return ()
    if group.hosts:
        return distinct([context.state(country) for country in _stops(context, phrase)])
    joined = _joined_before(context, phrase, group.size)
    if group.persons and not all(party.kind is Kind.PERSON for party in joined):
        joined = ()  # 两人 are not the states of 中日对话
    meant = joined or context.pairs.get(group.size, ())
    if group.persons:
        named_so = _named_persons(context, phrase, group.size)
        return named_so or tuple(
            party if party.kind is Kind.PERSON else context.leader(party, group.level or "") for party in meant
        )
    if not meant:
        named = [*context.states, *(_states_before(context, phrase) if group.size == TWO else ())]
        recent = list(dict.fromkeys(reversed(named)))[: group.size]
        if len(recent) < group.size or group.size > _MOST:
            return ()
        meant = tuple(context.state(country) for country in reversed(recent))
    if group.level is None:
        return _met_in_sentence(context, phrase, group.size) or tuple(context.stands_for(party) for party in meant)
    leaders = tuple(context.leader(party, group.level) for party in meant)
    if joined or group.size != TWO or not context.couples or any(party.kind is Kind.PERSON for party in leaders):
        return leaders
    return tuple(context.leader(party, group.level) for party in context.couples[0])  # 期待俄乌和谈。两国元首+认为…


def _is_listed_after(context: Context, phrase: Phrase) -> bool:
    """Tell whether those whom a word for several means are named right after it: 两国总统+甲和乙."""
    following = [other for other in (context.sentence.phrases if context.sentence else ()) if other.start >= phrase.end]
    if len(following) < 2 or following[0].start != phrase.end:
        return False
    first, second = following[:2]
    between = context.text[first.end : second.start]
    return first.kind == second.kind == "person" and between in context.language.conferences.lists


def _stops(context: Context, phrase: Phrase) -> tuple[str, ...]:
    """Return the states of the visit last told of, where whoever is on it acts and the sentence leads nowhere else."""
    journey, sentence = context.journey, context.sentence
    if journey is None or sentence is None:
        return ()
    stops = tuple(stop.country for stop in journey.places if stop.country)
    told_here = sentence.span.covers(journey.trigger)
    since = journey.trigger.end if told_here else sentence.span.start
    between = [other for other in sentence.phrases if since <= other.start and other.end <= phrase.start]
    elsewhere = any(other.kind in ("place", "country") and other.country not in stops for other in between)
    named = [party for other in between if other.kind == "person" for party in context.parties(other)]
    acting = named or (() if told_here else context.actor)
    on_it = (told_here or acting) and all(party in journey.parties() for party in acting)
    return stops if on_it and not elsewhere else ()


def _joined_before(context: Context, phrase: Phrase, size: int) -> tuple[Party, ...]:
    """Return the parties last named together, in its sentence, before a word for them: 甲方与乙方…，双方."""
    named = [
        other
        for other in (context.sentence.phrases if context.sentence else ())
        if other.end <= phrase.start and other.kind in _NAMED
    ]
    runs: list[list[Phrase]] = []
    for other in named:
        gap = context.text[runs[-1][-1].end : other.start] if runs else ""
        compound = not gap and other.rule == "compound"  # 关于日+中关系，两国外长
        joined = bool(runs) and (compound or (len(gap) <= _JOINT and gap.endswith(_joiners(context))))
        runs[-1].append(other) if joined else runs.append([other])
    for run in reversed(runs):
        parties = tuple(party for other in run for party in context.parties(other))
        if len(run) == len(parties) == size == sides(parties, one_side={}):
            return parties
    return ()


def _joiners(context: Context) -> tuple[str, ...]:
    return tuple(word for word, kind in context.language.marks.items() if kind in ("with", "and"))


def _states_before(context: Context, phrase: Phrase) -> list[str]:
    """Return the states of those named before a phrase in its sentence: 莫迪访英期间，+两国."""
    earlier = [other for other in context.sentence.phrases if other.end <= phrase.start] if context.sentence else []
    named = (party for other in earlier if other.kind in ("country", "person") for party in context.parties(other))
    return [party.country for party in named if party.country]


def _named_persons(context: Context, phrase: Phrase, size: int) -> tuple[Party, ...]:
    """Return the persons whom 两人 means: those named in the sentence so far, else those last spoken of.

    More than two are those last told of together, which is asked elsewhere.
    """
    named = persons_before(context, phrase)
    if len(named) == size:
        return named
    if size > TWO:
        return ()
    if len(named) == 1 and (couple := next((two for two in context.couples if named[0] in two), None)):
        return couple  # 这是布林肯6月访华后，+两人+再次会谈
    known = {party.name for party in context.recent[-FRESH:]}
    states = any(party.kind is Kind.COUNTRY for party in context.pair)  # 甲访问+某国: 两人 are no such pair
    if len(context.pair) == size and not states and any(party.name in known for party in context.pair):
        return ()
    together = context.pair[:size] if len(context.pair) > size else ()
    if together and not states and len({party.country for party in together}) == 1:
        return together  # 甲国的两人+会见乙国的丙和丁。他们将转往…
    return tuple(context.recent[-size:]) if len(context.recent) >= size else ()


def persons_before(context: Context, phrase: Phrase) -> tuple[Party, ...]:
    """Return the persons named before a phrase in its sentence, be it as the leaders of their states."""
    earlier = context.sentence.phrases if context.sentence else ()
    named = [other for other in earlier if other.kind in ("person", "country") and other.end <= phrase.start]
    parties = [party for other in named for party in context.parties(other)]
    return distinct([party for party in parties if party.kind is Kind.PERSON])


def _met_in_sentence(context: Context, phrase: Phrase, size: int) -> tuple[Party, ...]:
    """Return the persons of different states who are all that the sentence has named before 双方."""
    named = persons_before(context, phrase)
    return named if len(named) == len({party.country for party in named}) == size else ()
