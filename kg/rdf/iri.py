"""The only maker of IRIs of the data: each follows from the content of what it names, so the same archive has the same.

Names of known entities come from the ids of the world tables, those of unknown ones from their name and state. Nothing
outside reads meaning from an IRI; the graph says in triples what there is to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urlsplit, urlunsplit

from kg.model import ArticleId, EntityId, EventId, Holding, Kind, Party, PlaceRef, Span

BASE = "https://w3id.org/dpe/id/"
_DIGITS = 10  #: hexadecimal digits of a hash: 40 bits, one chance in a thousand of a clash among 50,000 names
# RFC 3986, 3.3 to 3.5: what may stand in a path, query or fragment as it is; "%" stays, for addresses come escaped
_ADDRESS_SIGNS = "%:/?@!$&'()*+,;=-._~"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def state_id(country: str) -> EntityId:
    """Return the id of a state in the world tables.

    >>> state_id("JPN")
    'state:JPN'
    """
    return EntityId(f"state:{country}")


def party_id(party: Party) -> EntityId | None:
    """Return the id of a party in the world tables; None if they do not know it. A state is known by its code."""
    if party.entity is None and party.kind is Kind.COUNTRY and party.country is not None:
        return state_id(party.country)
    return party.entity


def web_address(url: str) -> str | None:
    """Return the address of a page as an IRI that every store takes; None for what is no web address.

    >>> web_address("https://example.org/新闻 1.html")
    'https://example.org/%E6%96%B0%E9%97%BB%201.html'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:  # a bracket without its fellow, a port that is no number
        return None
    if parts.scheme not in ("http", "https") or not host or ":" in host:
        return None
    rest = (quote(_LONE_PERCENT.sub("%25", part), safe=_ADDRESS_SIGNS) for part in parts[2:])
    return urlunsplit((parts.scheme, quote(host, safe="") + (f":{port}" if port else ""), *rest))


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRIs of one dataset."""

    base: str = BASE  #: ends in "/"

    @property
    def events_graph(self) -> str:
        """The graph of what is derived: events as all reports together have them."""
        return self.base + "graph-events"

    @property
    def world_graph(self) -> str:
        """The graph of agents, places and offices: what the world tables know of them, or articles alike."""
        return self.base + "graph-world"

    @property
    def events(self) -> str:
        """What the IRI of every event, and of every participation in one, begins with."""
        return self.base + "event/"

    def article(self, article: ArticleId) -> str:
        """Name an article."""
        return f"{self.base}article-{_local(article)}"

    def article_graph(self, article: ArticleId) -> str:
        """Name the graph of all that one article says."""
        return self.article(article) + "#graph"

    def outlet(self, outlet: str) -> str:
        """Name an outlet by its id."""
        return f"{self.base}outlet-{_local(outlet)}"

    def mention(self, article: ArticleId, span: Span) -> str:
        """Name a sentence by where it stands in the text of its article."""
        return f"{self.base}mention-{_local(article)}-{span.start}-{span.end}"

    def report(self, article: ArticleId, number: int) -> str:
        """Name a report.

        Args:
            number: of the event in its article, from 1.
        """
        return f"{self.base}report-{_local(article)}-{number}"

    def run(self, extractor: str, data_sha256: str) -> str:
        """Name the activity by which a version of the program and of its data makes graphs."""
        return f"{self.base}run-{_hash(extractor, data_sha256)}"

    def event(self, type: str, first: EventId) -> str:
        """Name an event by its type and its first report."""
        return f"{self.events}{_local(type.lower())}-{_hash(first)}"

    def entity(self, entity: EntityId) -> str:
        """Name what the world tables know; an edition of a conference is an event.

        >>> Names().entity(EntityId("edition:apec-leaders-2024"))
        'https://w3id.org/dpe/id/event/summit-apec-leaders-2024'
        """
        kind, _, local = entity.partition(":")
        if kind == "edition":
            return f"{self.events}summit-{_local(local)}"
        return f"{self.base}{_local(kind)}-{_local(local)}"

    def state(self, country: str) -> str:
        """Name a state by its ISO 3166-1 alpha-3 code."""
        return self.entity(state_id(country))

    def party(self, party: Party) -> str:
        """Name a party: by its entity, a state by its code, anybody unknown by name and state."""
        known = party_id(party)
        if known is not None:
            return self.entity(known)
        kind = "state" if party.kind is Kind.COUNTRY else party.kind.value
        return f"{self.base}{kind}-x-{_hash(party.name, party.country)}"

    def place(self, place: PlaceRef) -> str:
        """Name a place, as `party` does."""
        if place.entity is not None:
            return self.entity(place.entity)
        return f"{self.base}place-x-{_hash(place.name, place.country)}"

    def participation(self, owner: str, agent: str) -> str:
        """Name the participation of an agent in an event or report; both are given by their IRIs."""
        return f"{owner}#p-{agent.removeprefix(self.base)}"

    def office(self, holding: Holding) -> str:
        """Name an office holding by person, state, post (or wording, where the post is unknown) and status."""
        person = self.party(holder(holding)).removeprefix(f"{self.base}person-")
        post = _local(holding.post) if holding.post else f"x-{_hash(holding.office)}"
        status = holding.status.value if holding.status else "untold"
        return f"{self.base}office-{person}-{_local(holding.country or 'none')}-{post}-{status}"

    def tenure(
        self, person: EntityId, polity: str, post: str, start: str | None, *, receiver: str | None = None
    ) -> str:
        """Name a term of office as the tables hold it: by person, state or organisation, post, receiver and start."""
        parts = (person.partition(":")[2], polity, post, *((receiver,) if receiver else ()), start or "untold")
        return f"{self.base}tenure-{'-'.join(map(_local, parts))}"

    def post(self, code: str) -> str:
        """Name a post that the ontology does not list, by its code in a user's table."""
        return f"{self.base}post-{_local(code)}"


def holder(holding: Holding) -> Party:
    """Return the person of an office holding as a party."""
    return Party(name=holding.person, kind=Kind.PERSON, country=holding.country, entity=holding.entity)


def _local(text: str) -> str:
    return quote(text, safe="")


def _hash(*parts: str | None) -> str:
    return sha256("\n".join(part or "" for part in parts).encode()).hexdigest()[:_DIGITS]
