"""Answers of shipped questions as a reader sees them: terms of the graph come in, cells of a table go out.

The questions answer in Chinese and in terms of the ontology, as the command line shows them; here names become those of
the reader's language and lead to their pages, and types, statuses, posts and dates are written out. What an article
says in its own words stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.query.questions import Question
from kg.web.explorer.explorer import Explorer
from kg.web.explorer.reader import Reader

Term = Mapping[str, str]  #: as SPARQL 1.1 JSON has it
Row = Mapping[str, Term]
_NUMBERS = frozenset({"integer", "decimal", "double"})
_DATES = frozenset({"date", "EDTF"})
_ORDER = re.compile(r"ORDER BY \?(\w+)[^}]*$")
_SEPARATOR = "\N{IDEOGRAPHIC COMMA}"  #: of names that a question puts in one cell
#: Columns that hold names, of one or several; those that hold names of entries in the lists of the ontology; months.
_NAMES = frozenset(
    {
        *("actor", "addressee", "away", "came", "conference", "destination", "for", "of", "one", "other", "parties"),
        *("party", "person", "place", "state", "traveller", "who", "with", "within"),
    }
)
_TERMS = frozenset({"type", "status", "post", "counterpart"})
_MONTHS = frozenset({"month"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A name or a value in a cell."""

    text: str
    link: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a row under a column."""

    pieces: Sequence[Piece] = ()
    is_number: bool = False
    is_date: bool = False


def columns_of(names: Sequence[str]) -> list[str]:
    """Return the columns that are shown: an event that has its label in another leads on from there."""
    return [name for name in names if name != "event" or "label" not in names]


def dated_first(rows: Sequence[Row], question: Question) -> list[Row]:
    """Put the rows last in which what they are in order of is not known; SPARQL puts them first."""
    found = _ORDER.search(question.text.strip())
    column = found.group(1) if found else ""
    known = any(column in row for row in rows)
    return sorted(rows, key=lambda row: known and column not in row)


def cell(row: Row, column: str, explorer: Explorer, reader: Reader) -> Cell:
    """Show what stands in a row under a column."""
    term = row.get(column)
    if term is None:
        return Cell()
    value = term["value"]
    if column == "label" and "event" in row:
        return Cell(pieces=[_thing(row["event"]["value"], value, explorer, reader)])
    if term["type"] == "uri":
        return Cell(pieces=[_thing(value, value, explorer, reader)])
    kind = re.split("[#/]", term.get("datatype", ""))[-1]
    if kind in _NUMBERS:
        return Cell(pieces=[Piece(text=reader.number(int(value)) if kind == "integer" else value)], is_number=True)
    if kind in _DATES or column in _MONTHS:
        return Cell(pieces=[Piece(text=reader.short(value))], is_date=True)
    if kind.endswith("uration"):
        return Cell(pieces=[Piece(text=reader.length(value))])
    if column in _TERMS:
        return Cell(pieces=[Piece(text=_term(value, explorer, reader))])
    if column == "what":
        return Cell(pieces=[Piece(text=reader.said(f"what_{value.replace(' ', '_')}") or value)])
    if column in _NAMES:
        return Cell(pieces=_names(value, explorer, reader))
    return Cell(pieces=[Piece(text=value, language=term.get("xml:lang"))])


def _thing(iri: str, told: str, explorer: Explorer, reader: Reader) -> Piece:
    labels = explorer.index.labels_of(iri)
    link = reader.link(iri) if iri.startswith(explorer.base) else None
    if labels is None:
        return Piece(text=told.removeprefix(explorer.base), link=link)
    return Piece(text=reader.name(labels), link=link, language=reader.language_of(labels))


def _names(value: str, explorer: Explorer, reader: Reader) -> list[Piece]:
    """Name somebody, or several; a name of its own may hold the sign that stands between names."""
    known = explorer.index.by_name
    parts = [value] if value in known else value.split(_SEPARATOR)
    return [
        _thing(known[part], part, explorer, reader) if part in known else Piece(text=part, language="zh-Hans")
        for part in parts
    ]


def _term(name: str, explorer: Explorer, reader: Reader) -> str:
    """Write an event type, a status or a post, which is told by its local name."""
    if name in explorer.schema.types:
        return reader.term(explorer.schema.types[name].labels)
    concept = explorer.concept_called(name)
    return reader.said(f"status_{name.lower()}") or (reader.term(concept.labels) if concept else name)
