"""The search for people: which phrases of an article name one person, with the fullest name, state, office and entity.

In go the noun phrases of an article, out comes the registry of its people. Which entity a name means is decided in
`choice`, which name is short for another in `shortnames`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from kg.extract.people.choice import Posts, called_so_in_office, choose, posts_on
from kg.extract.people.registry import People, Person, post_at
from kg.extract.people.shortnames import shortens
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.world import World
from kg.model import EntityId

_FOREIGN = frozenset({"speaker", "deputy_speaker", "head_of_state", "head_of_government"})  #: of home all are known
_MINISTERS = frozenset({"foreign_minister", "defence_minister", "minister"})
_OF_STATE = _FOREIGN | _MINISTERS | {"party_leader", "party_official", "legislator"}
_LONGEST_OURS = 3  #: signs of a name of the outlet's home


def find_people(
    phrases: Sequence[Phrase],
    *,
    world: World,
    day: date,
    home: str | None = None,
    surnames: frozenset[str] = frozenset(),
) -> People:
    """Gather the persons of an article.

    Args:
        phrases: all noun phrases, in text order.
        day: of publication; says which office-holder a bare title means.
        home: the state that the outlet calls its own.
        surnames: with which the names of its people begin.
    """
    named: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        if phrase.kind == "person":
            named[phrase.name].append(phrase)
    persons: list[Person] = []
    namesakes: dict[int, Person] = {}
    spoken = _spoken_of(phrases)
    for name in sorted(named, key=lambda form: (-len(form), form)):
        bearers = _bearers(named[name], world=world, day=day.isoformat())
        for theirs in bearers:
            person = _person(name, theirs, spoken, world=world, day=day.isoformat())
            linked = (known for known in persons if known.entity and known.entity == person.entity)
            same = next(linked, None) or next((known for known in persons if _is_same(known, person)), None)
            if same is None:
                persons.append(person)
            else:
                _join(same, person)
            if len(bearers) > 1:
                namesakes |= {phrase.head.start: same or person for phrase in theirs}
    _give_home(persons, home, surnames)
    return People(sorted(persons, key=lambda person: person.first), namesakes)


def _give_home(persons: Sequence[Person], home: str | None, surnames: frozenset[str]) -> None:
    """Give officials of no told state that of all foreign officials of the article: 在巴西会见参议长甲."""
    abroad = {person.country for person in persons if _is_surely_of_it(person)} - {None, home}
    if home is None or len(abroad) != 1:
        return
    (state,) = abroad
    for person in persons:
        known = person.country or person.entity or person.organisation or not person.official
        of_state = person.posts & _FOREIGN or (person.posts & _OF_STATE and not _may_be_ours(person.name, surnames))
        if not known and of_state:
            person.country = state


def _is_surely_of_it(person: Person) -> bool:
    """Tell whether the state of a person is told, or known of somebody who has no office but those he is known for."""
    return person.told or (person.entity is not None and person.posts <= person.held)


def _may_be_ours(name: str, surnames: frozenset[str]) -> bool:
    return len(name) <= _LONGEST_OURS and name[0] in surnames


def _bearers(phrases: Sequence[Phrase], *, world: World, day: str) -> list[list[Phrase]]:
    """Part the phrases of one name by who bears it: the president of one state, the prince of another.

    A phrase without a state of its own, or without an office, means the one who was named last.
    """
    parted: dict[tuple[str, EntityId | None], list[Phrase]] = {}
    for phrase in phrases:
        fits = [key for key in parted if key[0] == phrase.country or not phrase.country]
        key = fits[-1] if fits else (phrase.country or "", None)
        if phrase.offices and phrase.choices:
            posts = {post for _, post in _offices(phrase, world) if post}
            choice = choose(phrase.choices, phrase.country or (key[0] or None), posts, world=world, day=day)
            serves = choice is not None and any(
                t.post in posts for t in world.tenures_of(choice.entity or EntityId(""))
            )
            key = (key[0], choice.entity if choice and serves else key[1])
        parted.setdefault(key, []).append(phrase)
    return list(parted.values())


def _spoken_of(phrases: Sequence[Phrase]) -> Posts:
    """Return the offices of which an article speaks without a name: 同+沙特王储+会谈."""
    offices = (phrase for phrase in phrases if phrase.kind == "office" and phrase.country)
    return frozenset((phrase.country, post) for phrase in offices for _, post in phrase.offices if post)


def _acts_for_others(phrases: Sequence[Phrase], held: Collection[str]) -> bool:
    """Tell whether a person acts for others, be it by a post that tables know: the manager of a bank of states."""
    if held and not any(phrase.speaks for phrase in phrases):
        return True
    return all(phrase.official for phrase in phrases) or any(phrase.official and phrase.offices for phrase in phrases)


def _person(name: str, phrases: Sequence[Phrase], spoken: Posts, *, world: World, day: str) -> Person:
    countries = [phrase.country for phrase in phrases if phrase.country]
    told = max(sorted(set(countries)), key=countries.count) if countries else None
    offices = [(office, phrase) for phrase in phrases for office in _offices(phrase, world)]
    posts = {post for (_, post), _ in offices if post}
    linked = (phrase.choices for phrase in phrases if any(known.entity for known in phrase.choices))
    organisation = next((phrase.entity for phrase in phrases if phrase.entity), None)
    choices = next(linked, None) or called_so_in_office(name, told or organisation, posts, world=world)
    choice = choose(choices, told, posts, world=world, day=day, spoken=spoken)
    held = posts_on(choice.entity, world=world, day=day) if choice and choice.entity else frozenset()
    person = Person(
        names={name},
        country=told or (choice.country if choice else None),
        entity=choice.entity if choice else None,
        organisation=organisation,
        official=_acts_for_others(phrases, held),
        held=held,
        first=phrases[0].start,
        told=told is not None,
    )
    for office, phrase in offices:
        if office not in person.offices or phrase.status:
            person.offices[office] = (phrase.status, phrase.span)
    if person.organisation and not told:
        person.country = world.entities[person.organisation].country  # none, but of an armed group
    return person


def _offices(phrase: Phrase, world: World) -> Iterator[tuple[str, str | None]]:
    """Yield the offices that a phrase gives a person, with their posts: 主席 of a state is not 主席 of a union."""
    for wording, post in phrase.offices:
        if post is None and wording in world.offices:
            yield wording, world.offices[wording].post
        else:
            yield wording, post_at(phrase, post)


def _is_same(known: Person, other: Person) -> bool:
    """Tell whether two names of an article are one person's."""
    guessed = known.told and not other.told  #: the tables know a namesake of another state by the short form
    if known.entity and other.entity and (not guessed or other.offices):
        return known.entity == other.entity
    if known.country and other.country and known.country != other.country and not guessed:
        return False
    return any(shortens(full, short) for full in known.names for short in other.names)


def _join(known: Person, other: Person) -> None:
    same_state = other.country in (None, known.country) or not known.country
    known.names |= other.names
    serving = next((each for each in (known, other) if each.organisation), None)
    known.country = serving.country if serving else known.country or other.country
    known.entity = known.entity or (other.entity if same_state else None)
    known.organisation = known.organisation or other.organisation
    known.official = _is_official(known, other)
    known.held = known.held or other.held
    known.first = min(known.first, other.first)
    for office, value in other.offices.items():
        known.offices.setdefault(office, value)


def _is_official(known: Person, other: Person) -> bool:
    """Tell whether somebody is an official under one of two names; a short name without an office says nothing."""
    named = [each for each in (known, other) if each.offices or each.held] or [known, other]
    return any(each.official for each in named)
