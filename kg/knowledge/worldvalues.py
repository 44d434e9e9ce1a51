"""What the tables of the world hold, as frozen values: entities, names, posts, offices, tenures, editions.

Each knows the line that it comes from (`origin`), so that whatever is found wrong, or asked why, leads back to it.
Nothing is read here (see `worldtables`) and nothing looked up (see `world`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.model import EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, state, organisation, region, place, seat, conference series or edition."""

    id: EntityId
    kind: str  #: person, state, organisation, region, place, seat, series or edition
    labels: Mapping[str, str]  #: language tag to usual name: zh, en, ja, zh-Hant
    country: str | None = None  #: ISO 3166-1 alpha-3 of the state that it is, stands for or lies in
    polity: str | None = None  #: of a person: that state, or the id of an organisation
    within: EntityId | None = None  #: the place around a place, the organisation of a series, the series of an edition
    parts: tuple[EntityId, ...] = ()  #: of a region: its states, and the regions in it
    same_as: tuple[str, ...] = ()  #: Wikidata ids that a dataset vouches for
    leader: str | None = None  #: of a state: the post of its leader, if that is not whoever heads the state
    capital: bool = False
    convenes: bool = False  #: of an organisation: its sessions without a name are of leaders or ministers
    lat: float | None = None  #: degrees, WGS84
    lon: float | None = None
    source: str = ""
    origin: str = field(default="", compare=False)  #: file and line


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A surface form of an entity in one language."""

    form: str
    entity: EntityId
    kind: str  #: of the entity
    strength: str  #: strong, weak (only where the article names the entity in full) or compound (one sign of several)
    source: str = ""
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A kind of office, whatever it is called."""

    code: str  #: "head_of_government"
    rank: int  #: 1 is highest
    single: bool  #: one person holds it at a time
    posted: bool = False  #: of those who serve with another state or an organisation, with each one at a time
    shared: frozenset[str]  #: polities where several hold a single post together
    labels: Mapping[str, str]
    origin: str = field(default="", compare=False)

    def is_single_in(self, polity: str, receiver: str | None = None) -> bool:
        """Tell whether one person at a time holds this post in a polity, or for it with a receiver."""
        return (self.single and polity not in self.shared) or (self.posted and receiver is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A wording of an office, without the state."""

    wording: str
    post: str
    rank: int  #: 1 is highest
    labels: Mapping[str, str]  #: language tag to the office in that language
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who held which post when."""

    person: EntityId
    polity: str  #: ISO 3166-1 alpha-3, or the id of an organisation without prefix
    post: str
    start: str | None  #: YYYY, YYYY-MM or YYYY-MM-DD; None if not known
    end: str | None  #: as `start`; None if open or not known
    receiver: str | None = None  #: of an ambassador, the state or organisation where he serves; as `polity`
    seen: tuple[str, str] | None = None  #: first and last day of news that gave the post, where nothing else is known
    source: str = ""
    origin: str = field(default="", compare=False)

    def covers(self, day: date) -> bool:
        """Tell whether a day may lie in the tenure; a bare year or month counts whole."""
        text = day.isoformat()
        if self.seen is not None:
            return self.seen[0] <= text <= self.seen[1]
        begun = self.start is None or self.start <= text[: len(self.start)]
        return begun and (self.end is None or text[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One meeting of a conference series."""

    id: EntityId
    series: EntityId
    number: int | None
    year: int | None
    start: str | None  #: ISO day; None where it is planned without a day, or was cancelled
    end: str | None
    city: EntityId | None
    country: str | None  #: ISO 3166-1 alpha-3 of the host
    status: str = ""  #: empty, planned, virtual or cancelled
    origin: str = field(default="", compare=False)
