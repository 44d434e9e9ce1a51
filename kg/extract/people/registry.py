"""The people of one article: a registry that knows every person by every name that the article uses.

It is asked for whom a name means, and who holds a post. Who the people are is worked out in `search`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.phrases.phrase import Phrase
from kg.model import EntityId, Holding, Kind, OfficeStatus, Party, Span

_HEADS = frozenset({"head_of_state", "head_of_government", "leader"})  #: posts whose wordings name heads of all kinds
_IO_HEAD = "io_head"


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
        posts = {post_at(phrase, post) for _, post in phrase.offices if post}
        ours = (person for person in self.persons if person.organisation == phrase.entity)
        return next((person for person in ours if person.posts & posts), None)


def post_at(phrase: Phrase, post: str | None) -> str | None:
    """Return the post of an office, which of those who lead an organisation is one of their own."""
    return _IO_HEAD if post in _HEADS and phrase.entity and not phrase.country else post


def _holds(person: Person, post: str, *, former: bool) -> bool:
    return any(
        code == post and (status is OfficeStatus.FORMER) == former for (_, code), (status, _) in person.offices.items()
    )


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
