"""The people of one article: which phrases name one person, the fullest name, state, office and entity.

In go the noun phrases of an article, out comes a registry that knows every person by every name that the article
uses. Short names (石破 for 石破茂, 布林肯 for 安东尼·布林肯, 习主席) are worked out here; a namesake of another state
than the article says is not linked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.extract.phrases import Phrase
from kg.knowledge.gazetteer import Known
from kg.knowledge.language import Language
from kg.knowledge.world import Tenure, World
from kg.model import EntityId, Holding, Kind, OfficeStatus, Party, Span

_SENTENCE_END = re.compile(r"[。！？\n]")
_NEAR = 30  #: signs between a person and the words that say that it has been elected
_DOTS = re.compile(r"[·•・‧．∙-]")
_HEADS = frozenset({"head_of_state", "head_of_government", "leader"})  #: posts whose wordings name heads of all kinds
_IO_HEAD = "io_head"
_TITLE = 2  #: signs of a title after a surname: 习+主席, of the 国家主席
_OFFICE_BONUS, _CURRENT_BONUS, _STATE_BONUS = 2, 1, 4
Posts = frozenset[tuple[str | None, str]]  #: of states, by their codes


@dataclass(slots=True)
class Person:
    """A person of one article."""

    names: set[str] = field(default_factory=set)
    country: str | None = None
    entity: EntityId | None = None
    organisation: EntityId | None = None
    offices: dict[tuple[str, str | None], tuple[OfficeStatus | None, Span]] = field(default_factory=dict)
    official: bool = True
    held: frozenset[str] = frozenset()  #: codes of the posts that the tables give the person on the day of publication
    first: int = 0
    told: bool = False  #: the article says of which state the person is

    @property
    def name(self) -> str:
        """The fullest form in the article."""
        return max(sorted(self.names), key=len)

    @property
    def posts(self) -> set[str]:
        """Codes of the posts that the article gives the person."""
        return {post for _, post in self.offices if post}

    def party(self) -> Party:
        """Make the party that this person is."""
        return Party(name=self.name, kind=Kind.PERSON, country=self.country, entity=self.entity)


class People:
    """All persons of one article by name."""

    def __init__(self, persons: Sequence[Person], namesakes: Mapping[int, Person] | None = None) -> None:
        self.persons = tuple(persons)
        self._by_name = {name: person for person in reversed(persons) for name in sorted(person.names)}
        self._namesakes = namesakes or {}

    def get(self, name: str, *, at: int | None = None) -> Person | None:
        """Return the person whom a surface form names.

        Args:
            at: where the name begins, which tells namesakes apart.
        """
        return self._namesakes.get(-1 if at is None else at) or self._by_name.get(name)

    def holder(self, country: str | None, posts: Sequence[str], *, former: bool = False) -> Person | None:
        """Return the person of a state whom the article, else the tables, give a post; the first post first."""
        ours = [person for person in self.persons if person.country == country and person.official]
        told = (person for post in posts for person in ours if _holds(person, post, former=former))
        known = (person for post in posts for person in ours if post in person.held and not former)
        return next(told, None) or next(known, None)

    def official(self, phrase: Phrase) -> Person | None:
        """Return the person of whom an office of an organisation speaks, if the article names one."""
        posts = {_post_at(phrase, post) for _, post in phrase.offices if post}
        ours = (person for person in self.persons if person.organisation == phrase.entity)
        return next((person for person in ours if person.posts & posts), None)


def _post_at(phrase: Phrase, post: str | None) -> str | None:
    """Return the post of an office, which of those who lead an organisation is one of their own."""
    return _IO_HEAD if post in _HEADS and phrase.entity and not phrase.country else post


def _holds(person: Person, post: str, *, former: bool) -> bool:
    return any(
        code == post and (status is OfficeStatus.FORMER) == former for (_, code), (status, _) in person.offices.items()
    )


def find_people(phrases: Sequence[Phrase], *, world: World, day: date) -> People:
    """Gather the persons of an article.

    Args:
        phrases: all noun phrases, in text order.
        day: of publication; says which office-holder a bare title means.
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
    return People(sorted(persons, key=lambda person: person.first), namesakes)


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
            choice = _choose(phrase.choices, phrase.country or (key[0] or None), posts, world=world, day=day)
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


def _person(name: str, phrases: Sequence[Phrase], spoken: Posts, *, world: World, day: str) -> Person:
    countries = [phrase.country for phrase in phrases if phrase.country]
    told = max(sorted(set(countries)), key=countries.count) if countries else None
    offices = [(office, phrase) for phrase in phrases for office in _offices(phrase, world)]
    posts = {post for (_, post), _ in offices if post}
    linked = (phrase.choices for phrase in phrases if any(known.entity for known in phrase.choices))
    organisation = next((phrase.entity for phrase in phrases if phrase.entity), None)
    choices = next(linked, None) or _in_office(name, told or organisation, posts, world=world)
    choice = _choose(choices, told, posts, world=world, day=day, spoken=spoken)
    person = Person(
        names={name},
        country=told or (choice.country if choice else None),
        entity=choice.entity if choice else None,
        organisation=organisation,
        official=all(phrase.official for phrase in phrases)
        or any(phrase.official and phrase.offices for phrase in phrases),
        held=_posts_on(choice.entity, world=world, day=day) if choice and choice.entity else frozenset(),
        first=phrases[0].start,
        told=told is not None,
    )
    for office, phrase in offices:
        if office not in person.offices or phrase.status:
            person.offices[office] = (phrase.status, phrase.span)
    if person.organisation and not told:
        person.country = None
    return person


def _offices(phrase: Phrase, world: World) -> Iterator[tuple[str, str | None]]:
    """Yield the offices that a phrase gives a person, with their posts: 主席 of a state is not 主席 of a union."""
    for wording, post in phrase.offices:
        if post is None and wording in world.offices:
            yield wording, world.offices[wording].post
        else:
            yield wording, _post_at(phrase, post)


def _in_office(name: str, told: str | None, posts: set[str], *, world: World) -> tuple[Known, ...]:
    """Return whom a form that is no name by itself means after an office: 日本首相+石破, but 石破 of no other state.

    Args:
        told: ISO 3166-1 alpha-3 of the state, or the id of the organisation, whose office it is.
    """
    polity = told.removeprefix("org:") if told else None
    return tuple(
        Known(
            form=name,
            entity=each.entity,
            kind=each.kind,
            strength=each.strength,
            label=name,
            country=world.entities[each.entity].country,
        )
        for each in world.lookup(name)
        if each.kind == "person"
        and any(tenure.polity == polity and tenure.post in posts for tenure in world.tenures_of(each.entity))
    )


def _choose(
    choices: Sequence[Known],
    told: str | None,
    posts: set[str],
    *,
    world: World,
    day: str,
    spoken: Posts = frozenset(),
) -> Known | None:
    """Choose the entity that a name means by state, office and date; None if all contradict the article.

    Args:
        spoken: the offices of which the article speaks without a name; of namesakes he who holds one is meant.
    """

    def score(known: Known) -> int:
        tenures = world.tenures_of(known.entity) if known.entity else ()
        polities = {known.country, *(tenure.polity for tenure in tenures)}
        if told and told not in polities:
            return -1
        held = any(tenure.post in posts for tenure in tenures)
        serving = any(tenure.post in posts and _covers(tenure, day) for tenure in tenures)
        current = any(_covers(tenure, day) for tenure in tenures)
        meant = any((tenure.polity, tenure.post) in spoken and _covers(tenure, day) for tenure in tenures)
        return _STATE_BONUS * bool(told) + _OFFICE_BONUS * (held + serving) + _CURRENT_BONUS * (current + meant)

    scores = [(score(known), known.entity or "", known) for known in choices]
    best = max(scores, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] >= 0 else None


def _posts_on(entity: EntityId, *, world: World, day: str) -> frozenset[str]:
    """Return the posts that the tables give somebody on a day."""
    return frozenset(tenure.post for tenure in world.tenures_of(entity) if _covers(tenure, day))


def _covers(tenure: Tenure, day: str) -> bool:
    return (tenure.start or "0") <= day and (not tenure.end or tenure.end >= day[: len(tenure.end)])


def _is_same(known: Person, other: Person) -> bool:
    """Tell whether two names of an article are one person's."""
    guessed = known.told and not other.told  #: the tables know a namesake of another state by the short form
    if known.entity and other.entity and (not guessed or other.offices):
        return known.entity == other.entity
    if known.country and other.country and known.country != other.country and not guessed:
        return False
    return any(_shortens(full, short) for full in known.names for short in other.names)


def _shortens(full: str, short: str) -> bool:
    """Tell whether one name is a short form of another: its last parts, or a surname with a title.

    >>> _shortens("安东尼·布林肯", "布林肯"), _shortens("石破茂", "石破"), _shortens("王毅", "毅")
    (True, True, False)
    """
    if len(short) < 2 or len(short) >= len(full):
        return False
    parts = _DOTS.split(full)
    if len(parts) > 1:
        tails = {"·".join(parts[n:]) for n in range(1, len(parts))} | {
            parts[0],
            parts[-2],
        }  # a father's name, a mother's
        return _DOTS.sub("·", short) in tails
    return full.startswith(short)


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


def short_names(people: People, *, world: World, language: Language) -> Mapping[str, str]:
    """Return the short forms that the rest of the article may use, each with the full form that it stands for.

    A form that two persons of the article share is left out.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for person in people.persons:
        for form in _short_forms(person, world=world, language=language):
            owners[form].add(person.name)
    return {form: next(iter(names)) for form, names in sorted(owners.items()) if len(names) == 1}


def _short_forms(person: Person, *, world: World, language: Language) -> set[str]:
    grammar = language.names
    forms: set[str] = set()
    if person.entity:
        forms |= {name.form for name in world.forms_of(person.entity) if len(name.form) >= 2}
    for name in person.names:
        parts = _DOTS.split(name)
        if len(parts) > 1:
            forms |= {parts[-1]} if len(parts[-1]) >= 2 else set()
            forms |= {"·".join(parts[-2:]), parts[-2]} if len(parts) > 2 else set()
        elif person.country == "JPN" and 3 <= len(name) <= 5:
            forms |= {name[:size] for size in (2, 3, 1) if name[:size] in grammar.japanese_surnames and size > 1}
        elif person.country in grammar.chinese_polities and 2 <= len(name) <= 4:
            forms |= {name[0] + office for office, _ in person.offices}
            forms |= {
                name[0] + office[-_TITLE:] for office, _ in person.offices if office.endswith(language.office_heads)
            }
    return forms - person.names


def elected(text: str, phrases: Sequence[Phrase], people: People, *, world: World, language: Language) -> list[Holding]:
    """Find who an article says has been elected: 特朗普在总统选举中当选."""
    found = []
    for match in language.elected.finditer(text):
        before = [
            p for p in phrases if p.kind == "person" and match.start() - _NEAR <= p.start and p.end <= match.start()
        ]
        person = people.get(before[-1].name) if before else None
        if person is None or _SENTENCE_END.search(text, before[-1].end, match.start()):
            continue
        wording = match.group("office") or match.group("second")
        office = world.offices.get(wording)
        found.append(
            Holding(
                person=person.name,
                entity=person.entity,
                country=person.country,
                office=wording,
                post=office.post if office else None,
                status=OfficeStatus.ELECT,
                span=Span(start=match.start(), end=match.end()),
            )
        )
    return list({(each.person, each.office): each for each in reversed(found)}.values())


def holdings(people: People) -> tuple[Holding, ...]:
    """Return the offices that the article gives to its people, in order of first mention."""
    return tuple(
        Holding(
            person=person.name,
            entity=person.entity,
            country=person.country,
            office=office,
            post=post,
            status=status or OfficeStatus.CURRENT,
            span=span,
        )
        for person in people.persons
        for (office, post), (status, span) in sorted(person.offices.items(), key=lambda item: item[1][1])
    )
