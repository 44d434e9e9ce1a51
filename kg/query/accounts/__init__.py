"""What a graph tells of one event: what became of it, and what each of its reports says.

A graph and a name of the event come in, an `Account` comes out. Why its reports were joined is told in `joins`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.errors import UsageError
from kg.query.runner import ask, rows

_FOLDER = Path(__file__).parent
_FORMER = "former name"  #: the detail that holds an IRI which the event had before


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """A party of an event."""

    name: str
    role: str  #: local name in the ontology: "Participant"
    attendance: str  #: Attending, NotAttending or NotIntending
    state: str | None  #: ISO 3166-1 alpha-3
    agent: str  #: IRI
    offices: tuple[str, ...]  #: as articles word them, sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one article says of the event."""

    report: str  #: IRI
    article: str  #: IRI
    day: str  #: of publication, in the zone of the outlet
    status: str  #: local name in the ontology: "Held"
    date: str | None  #: EDTF
    headline: str
    file: str
    sentence: str | None  #: the one that shows it best; None where the graph holds no sentences
    rule: str
    reasons: tuple[str, ...]  #: sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One event, as the graph has it."""

    iri: str
    label: str | None  #: Chinese
    label_en: str | None
    type: str  #: local name in the ontology: "Meeting"
    status: str
    date: str | None  #: EDTF
    date_basis: str
    whole: str | None  #: IRI of the event that it is part of
    parties: tuple[Attendant, ...]  #: those who attend first
    details: tuple[tuple[str, str], ...]  #: places, former dates and names, what contradicts; each with what it is
    tellings: tuple[Telling, ...]  #: in order of publication

    @property
    def names(self) -> frozenset[str]:
        """The IRIs that lead to the event: its own, and those it had before its reports were joined."""
        return frozenset({self.iri, *(value for detail, value in self.details if detail == _FORMER)})


def find_event(store: pyoxigraph.Store, text: str) -> str:
    """Return the IRI of the event that a text names.

    Args:
        text: an IRI or its last part, of now or from before the event's reports were joined.

    Raises:
        UsageError: the graph has no such event, or the last part is of several.
    """
    try:
        term = str(pyoxigraph.Literal(text))
    except UnicodeEncodeError as error:
        raise UsageError(f"{text!r} is no text", "Write it in UTF-8.") from error
    found = [iri or "" for (iri,) in _rows(store, "find", text=term)]
    if not found:
        raise UsageError(f"the graph has no event {text!r}", "Give its IRI or the last part, like meeting-89a8a3b47e.")
    if len(found) > 1:
        raise UsageError(f"{text!r} is the last part of several", f"Give one of {', '.join(found)}")
    return found[0]


def current_event(store: pyoxigraph.Store, iri: str) -> tuple[str, str | None]:
    """Return the event to which an IRI leads, now or from before its reports were joined, and its Chinese label."""
    for now, label in _rows(store, "current", event=str(pyoxigraph.NamedNode(iri))):
        return now or iri, label
    return iri, None


def account_of(store: pyoxigraph.Store, event: str) -> Account:
    """Tell what the graph has of an event.

    Args:
        event: its IRI, as `find_event` gives it.
    """
    node = str(pyoxigraph.NamedNode(event))
    ((label, label_en, kind, status, date, basis, whole),) = _rows(store, "event", event=node)
    return Account(
        iri=event,
        label=label,
        label_en=label_en,
        type=kind or "",
        status=status or "",
        date=date,
        date_basis=basis or "",
        whole=whole,
        parties=_parties(store, node),
        details=tuple((detail or "", value or "") for detail, value in _rows(store, "details", event=node)),
        tellings=tuple(_tellings(store, node)),
    )


def _rows(store: pyoxigraph.Store, query: str, **terms: str) -> Iterator[tuple[str | None, ...]]:
    """Run a query of this package, with terms of SPARQL in the places of `$name`."""
    text = (_FOLDER / f"{query}.rq").read_text(encoding="utf-8")
    for name, term in terms.items():
        text = text.replace(f"${name}", term)
    return rows(ask(store, text))


def _parties(store: pyoxigraph.Store, node: str) -> tuple[Attendant, ...]:
    offices: defaultdict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for *party, office in _rows(store, "parties", event=node):
        offices[tuple(party)] += [office] if office else []
    return tuple(
        Attendant(
            name=name or "",
            role=role or "",
            attendance=attendance or "",
            state=state,
            agent=agent or "",
            offices=tuple(dict.fromkeys(held)),
        )
        for (name, role, attendance, state, agent), held in offices.items()
    )


def _tellings(store: pyoxigraph.Store, node: str) -> Iterator[Telling]:
    reasons: defaultdict[str | None, list[str]] = defaultdict(list)
    for report, reason in _rows(store, "reasons", event=node):
        reasons[report].append(reason or "")
    for report, article, day, status, date, headline, file, sentence, rule in _rows(store, "reports", event=node):
        yield Telling(
            report=report or "",
            article=article or "",
            day=day or "",
            status=status or "",
            date=date,
            headline=headline or "",
            file=file or "",
            sentence=sentence,
            rule=rule or "",
            reasons=tuple(reasons[report]),
        )
