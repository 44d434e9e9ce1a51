"""Homes: for which state an official stands of whom only the office is written.

In go the noun phrases of an article, out come the same, officials of no told state with that of the one named together
with them (国王甲+和太后乙), the only one that has the office (国务卿甲), or that of the place where they are
(在安曼+会见首相丙). Whom a table knows is left as he is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.model import OfficeStatus

_REACH = 80  #: signs between a place and an official there
_LONGEST_REST = 10  #: signs before the last word of an office: 国家监察总署+署长
_PLACES = frozenset({"place", "country"})


def with_homes(text: str, phrases: Sequence[Phrase], language: Language) -> list[Phrase]:
    """Return the phrases of a folded text, officials with their states."""
    told: list[Phrase] = []
    for phrase in phrases:
        if phrase.rule == "bare":
            told += _held_before(phrase, told)
            continue
        lost = _is_stateless(phrase)
        home = _home(text, phrase, told, language) if lost else None
        told.append(replace(phrase, country=home) if home else phrase)
    return _shared(text, told, language)


def _held_before(phrase: Phrase, told: Sequence[Phrase]) -> list[Phrase]:
    """Give an office that stands alone the state of whoever was last named with it; drop it where nobody was."""
    named = (one for one in reversed(told) if one.kind == "person" and one.status is not OfficeStatus.FORMER)
    posts = {post for _, post in phrase.offices}
    holder = next((one for one in named if any(post in posts for _, post in one.offices)), None)
    states = _states(holder) if holder else set()
    return [replace(phrase, country=states.pop())] if len(states) == 1 else []


def _states(phrase: Phrase) -> set[str | None]:
    """Return of which states a phrase, or those who bear its name, may be."""
    return {phrase.country} if phrase.country else {known.country for known in phrase.choices}


def _shared(text: str, phrases: Sequence[Phrase], language: Language) -> list[Phrase]:
    """Give a state the office that it shares with the one after it: 与中国+和韩国外长会谈."""
    shared = list(phrases)
    for index, (state, office) in enumerate(pairwise(phrases)):
        gap = text[state.end : office.start]
        joined = language.marks.get(gap) == "and"
        if joined and state.rule == "name" and state.kind == "country" and office.rule == "office" and office.country:
            shared[index] = replace(office, span=state.span, head=state.head, name=state.name, country=state.country)
    return shared


def _is_stateless(phrase: Phrase) -> bool:
    named = phrase.country or phrase.entity or phrase.choices
    return phrase.kind == "person" and bool(phrase.offices) and phrase.official and not named


def _home(text: str, phrase: Phrase, told: Sequence[Phrase], language: Language) -> str | None:
    """Return the state of an official whose own is not written."""
    forms = (text[phrase.start : phrase.end], *(form for form, _ in phrase.offices))
    sole = (state for words, state in language.sole_offices.items() if any(words in form for form in forms))
    return _beside(text, phrase, told, language) or next(sole, None) or _around(text, phrase, told, language)


def _beside(text: str, phrase: Phrase, told: Sequence[Phrase], language: Language) -> str | None:
    """Return the state of the person right before, joined by a word for 'and', or at the head of a list of offices."""
    last = told[-1] if told else None
    states = _states(last) if last else set()
    if last is None or (last.entity and last.kind == "person") or len(states) != 1:
        return None
    (state,), gap = states, text[last.end : phrase.start]
    if last.kind in ("country", "office") and language.sends_out.fullmatch(gap):
        return state  # 美国政府+派遣的前+总统助理甲
    if last.kind == "person":
        words = (word for word, kind in language.marks.items() if kind == "and" and gap.startswith(word))
        rest = next((gap.removeprefix(word) for word in words), None)
        return state if rest == "" or rest in language.office_status else None
    *offices, rest = gap.split(language.office_comma)
    listed = (
        bool(offices) and len(rest) <= _LONGEST_REST and all(one.endswith(language.office_heads) for one in offices)
    )
    return state if listed and last.kind in ("country", "office") else None


def _around(text: str, phrase: Phrase, told: Sequence[Phrase], language: Language) -> str | None:
    """Return the state of the last place before, in the sentence, where somebody of another state is or arrives."""
    if not any(post for _, post in phrase.offices):
        return None
    near = list(takewhile(lambda one: phrase.start - one.end <= _REACH, reversed(told)))[::-1]
    here = [one for one in near if not any(end in text[one.end : phrase.start] for end in language.conferences.ends)]
    goes = (one for one in reversed(here) if one.kind in _PLACES and _is_goal(text, one, language))
    place = next(goes, None)
    if place is None:
        return None
    before = [one for one in here if one.kind == "person" and one.end <= place.start]
    acting = {one.country for one in before} | {known.country for one in before for known in one.choices}
    return place.country if place.country not in acting else None


def _is_goal(text: str, phrase: Phrase, language: Language) -> bool:
    return language.goes.search(text, max(0, phrase.start - _REACH), phrase.start) is not None
