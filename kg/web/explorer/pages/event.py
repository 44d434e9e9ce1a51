"""An event: what became of it, who took part in which office, and what each article says, sentence by sentence."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.knowledge.schema import Concept
from kg.model import Span
from kg.network.projection import ViewEvent, ViewParty
from kg.rdf.iri import web_address
from kg.web.explorer.atlas import make_map
from kg.web.explorer.company import dots, places_of
from kg.web.explorer.explorer import Explorer, Page
from kg.web.explorer.index import day_of
from kg.web.explorer.reader import Reader
from kg.web.explorer.texts import Piece, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party with all the offices that articles give it."""

    party: ViewParty
    offices: Sequence[str]  #: as articles word them
    posts: Sequence[str]  #: on the day of the event, as registers have them


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one article says of an event."""

    article: str  #: IRI
    day: dt.date
    headline: str
    outlet: str  #: IRI
    url: str | None
    status: Concept
    date: str | None  #: EDTF
    is_recalled: bool  #: an older event, not the news of the article
    speaker: str | None  #: IRI of the one on whose word
    sentence: str | None
    paragraph: Sequence[Piece]  #: around the sentence; empty where the store does not hold the text


def event(explorer: Explorer, iri: str, reader: Reader, asked: Mapping[str, str]) -> Page:
    """Show an event; a conference with those who stayed away, and what took place on its sidelines."""
    index, shown = explorer.index, explorer.index.events[iri]
    facts = explorer.facts(iri)
    parties = _parties(explorer, shown, reader)
    told = list(_told(explorer, iri))
    return Page(
        template="event.html",
        title=f"{reader.title(shown, index.conferences)} · {reader.name(shown.type.labels)}",
        values={
            "event": shown,
            "came": [each for each in parties if each.party.attends],
            "away": [each for each in parties if not each.party.attends],
            "whole": index.events.get(shown.part_of or ""),
            "parts": [(date, list(some)) for date, some in groupby(index.parts(iri), key=lambda each: each.date)],
            "parts_count": len(index.parts(iri)),
            "series": index.things.get(index.editions.get(iri, "")),
            "neighbours": _neighbours(explorer, iri),
            "basis": explorer.concept(facts.get("basis", [""])[0]),
            "clock": next((dt.datetime.fromisoformat(each) for each in facts.get("clock", ())), None),
            "duration": facts.get("duration", [""])[0],
            "previous": facts.get("previous", ()),
            "conflicts": facts.get("conflict", ()),
            "disputed": facts.get("disputed", ()),
            "agreed": [index.events[each] for each in facts.get("agreed", ()) if each in index.events],
            "agrees": [index.events[each] for each in facts.get("agrees", ()) if each in index.events],
            "told": told,
            "changes": _changes(told),
            "map": make_map(dots(places_of([shown]), index, reader)),
        },
    )


def _parties(explorer: Explorer, shown: ViewEvent, reader: Reader) -> list[Party]:
    offices: defaultdict[str, list[str]] = defaultdict(list)
    first: dict[str, ViewParty] = {}
    for party in shown.parties:
        first.setdefault(party.iri, party)
        offices[party.iri] += [party.office] if party.office else []
    return [
        Party(party=party, offices=offices[iri], posts=_posts(explorer, iri, day_of(shown), reader))
        for iri, party in first.items()
    ]


def _posts(explorer: Explorer, person: str, day: dt.date | None, reader: Reader) -> list[str]:
    found = map(explorer.concept, explorer.index.posts_on(person, day))
    return [reader.term(concept.labels) for concept in found if concept]


def _told(explorer: Explorer, iri: str) -> Iterator[Told]:
    for article, day, headline, outlet, url, status, date, salience, speaker, sentence, begin, end in explorer.rows(
        "reports", iri
    ):
        concept, weight = explorer.concept(status), explorer.concept(salience)
        assert concept is not None
        yield Told(
            article=article or "",
            day=dt.date.fromisoformat(day or ""),
            headline=headline or "",
            outlet=outlet or "",
            url=web_address(url or ""),
            status=concept,
            date=date,
            is_recalled=weight is not None and weight.code == "background",
            speaker=speaker,
            sentence=sentence,
            paragraph=_paragraph(explorer, article or "", begin, end),
        )


def _paragraph(explorer: Explorer, article: str, begin: str | None, end: str | None) -> list[Piece]:
    """Return the paragraph of a sentence, as far as the text of the article is kept."""
    if begin is None or end is None:
        return []
    reading, span = explorer.texts.of(article), Span(start=int(begin), end=int(end))
    block = reading.block_of(span) if reading else None
    if reading is None or block is None:
        return []
    return list(pieces(reading.text, block.span, told={span: [1]}, marks=reading.marks))


def _changes(told: Sequence[Told]) -> list[Told]:
    """Return the reports at which the status became another than before, or the date of what is still to come."""
    found: list[Told] = []
    for each in told:
        before = found[-1] if found else None
        is_moved = before and each.status.code != "held" and each.date and each.date != before.date
        if before is None or each.status != before.status or is_moved:
            found.append(each)
    return found


def _neighbours(explorer: Explorer, iri: str) -> tuple[ViewEvent | None, ViewEvent | None]:
    """Return the editions of a conference before and after one."""
    editions = list(explorer.index.by_series.get(explorer.index.editions.get(iri, ""), ()))
    at = next((n for n, each in enumerate(editions) if each.iri == iri), None)
    if at is None:
        return None, None
    return (editions[at - 1] if at else None), (editions[at + 1] if at + 1 < len(editions) else None)
