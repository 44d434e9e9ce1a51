"""Noun phrases: a name with the state and the office before or after it.

Here are the value and what is made of a run of states and offices that no person's name follows. Phrases are found in
`finder`, persons among them made in `persons`. Who a phrase is in this article is decided in `people.search`.
"""

from __future__ import annotations

from msgspec import Struct

from kg.extract.phrases.runs import Run
from kg.knowledge.gazetteer import Known
from kg.knowledge.language import Group
from kg.model import EntityId, OfficeStatus, Span


class Phrase(Struct, frozen=True, kw_only=True, gc=False):
    """A noun phrase that may be a party, a place or a word for one."""

    span: Span  #: with state, office and brackets
    head: Span  #: the name alone
    kind: str  #: person, country, org, region, place, office, group, pronoun
    name: str = ""
    country: str | None = None
    entity: EntityId | None = None
    choices: tuple[Known, ...] = ()  #: all entities that the name may be
    offices: tuple[tuple[str, str | None], ...] = ()  #: wording and post
    status: OfficeStatus | None = None
    receiver: str | None = None  #: the state where an envoy serves
    level: str | None = None  #: 中美元首: whose meeting
    group: Group | None = None
    official: bool = True  #: False for spokespersons, the press, professors
    city: str | None = None  #: of a place or seat that may stand for its state
    rule: str = ""

    @property
    def start(self) -> int:
        """Where the phrase begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self.span.end

    @property
    def speaks(self) -> bool:
        """Tell whether a spokesperson is named."""
        return any(post == "spokesperson" for _, post in self.offices)


def bare_office(span: Span, run: Run) -> Phrase:
    """Make the phrase of an official who is not named."""
    return Phrase(
        span=span,
        head=span,
        kind="office",
        name=_name_of(owner) if (owner := run.state or run.org) else "",
        country=run.country,
        entity=run.state.entity if run.state else run.org.entity if run.org else None,
        offices=tuple(run.offices),
        status=run.status,
        receiver=run.receiver,
        official=run.official,
        rule="office",
    )


def thing_named(span: Span, named: Known, run: Run) -> Phrase:
    """Make the phrase of a state, region, organisation or place."""
    kinds = {"state": "country", "organisation": "org", "region": "region", "place": "place", "seat": "place"}
    return Phrase(
        span=span,
        head=Span(start=span.start, end=span.start + len(named.form)),
        kind=kinds[named.kind],
        name=_name_of(named),
        country=named.country,
        entity=named.entity,
        city=named.form if named.kind in ("place", "seat") else None,
        receiver=run.receiver,
        rule="institution" if run.institution else "name",
    )


def vocative(run: Run, end: int) -> Phrase:
    """Make the phrase of whoever is spoken to by an office: 总统先生."""
    span = Span(start=run.start, end=end)
    return Phrase(span=span, head=span, kind="pronoun", name="you", offices=tuple(run.offices), rule="vocative")


def place_named(place: Known, span: Span) -> Phrase:
    """Make the phrase of a place that a sign stands for."""
    return Phrase(
        span=span, head=span, kind="place", name=place.label, country=place.country, entity=place.entity, rule="name"
    )


def _name_of(known: Known) -> str:
    """Return what a state is called, and a group of states or an organisation as it is written: 非洲国家."""
    return known.label if known.kind in ("state", "seat") else known.form
