"""What the mapping needs beside what it maps: names, schema and world; and how single values are written.

A value of the model comes in, an RDF term goes out. Which terms say what of which node is decided in `articles`,
`events` and `agents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg.edtf import granularity
from kg.knowledge.schema import Schema
from kg.knowledge.world import Entity, Tenure
from kg.model import EntityId
from kg.rdf.iri import Names
from kg.rdf.vocabulary import EDTF, ORG, SKOS, TIME, TYPE, XSD

#: What a node is said to be: predicates and objects, in the order in which they are best read.
Pairs = Iterable[tuple[NamedNode, NamedNode | Literal]]

#: BCP 47 tags of our languages where the ISO 639-1 code does not say the script.
_TAGS = {"zh": "zh-Hans"}
_UNITS = {"day": TIME.unitDay, "month": TIME.unitMonth, "year": TIME.unitYear}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that stays the same while a dataset is written."""

    schema: Schema
    names: Names = field(default_factory=Names)
    world: Mapping[EntityId, Entity] = field(default_factory=dict)  #: what is known of whom the articles name
    tenures: Mapping[EntityId, tuple[Tenure, ...]] = field(default_factory=dict)  #: by person


def quads(subject: NamedNode, pairs: Pairs, graph: NamedNode) -> Iterator[Quad]:
    """Say of one node what the pairs say, in one graph."""
    return (Quad(subject, predicate, value, graph) for predicate, value in pairs)


def tag(language: str) -> str:
    """Return the BCP 47 tag of one of our languages.

    >>> tag("zh"), tag("ja")
    ('zh-Hans', 'ja')
    """
    return _TAGS.get(language, language)


def text(value: str, language: str | None = None) -> Literal:
    """Write words, tagged where their language is known.

    Tags come out in lower case, here and from every store of this engine (`zh-hans`): compare them without regard to
    case. Source: RDF 1.1 Concepts, 3.3.
    """
    return Literal(value, language=tag(language)) if language else Literal(value)


def number(value: int) -> Literal:
    """Write a count or an offset."""
    return Literal(str(value), datatype=XSD.integer)


def degrees(value: float) -> Literal:
    """Write degrees of latitude or longitude, WGS84."""
    return Literal(str(value), datatype=XSD.decimal)


def day(value: date) -> Literal:
    """Write a day; days have no zone, they are those of the newsroom or of the place."""
    return Literal(value.isoformat(), datatype=XSD.date)


def moment(value: str) -> Literal:
    """Write an ISO 8601 moment with its zone, as stores write it: Z for UTC."""
    return Literal(value.replace("+00:00", "Z"), datatype=XSD.dateTime)


def duration(value: str) -> Literal:
    """Write an ISO 8601 duration."""
    return Literal(value, datatype=XSD.duration)


def told_date(value: str) -> Literal:
    """Write a date of uneven precision."""
    return Literal(value, datatype=EDTF.EDTF)


def unit(edtf: str, *, clock: bool) -> NamedNode:
    """Return the unit in which a date is told; that of its ends for an interval.

    Args:
        clock: whether a clock time is told too.
    """
    if clock:
        return TIME.unitMinute
    ends = [end for end in edtf.split("/") if end not in ("", "..")]
    return _UNITS[granularity(ends[0])]


def post_node(code: str, *, terms: Terms) -> NamedNode:
    """Return the concept of a post; posts of a user's tables may be none of the ontology's."""
    known = terms.schema.posts.get(code)
    return NamedNode(known.iri if known is not None else terms.names.post(code))


def users_post(code: str) -> Pairs:
    """Describe a post that the ontology does not list."""
    return (TYPE, SKOS.Concept), (TYPE, ORG.Role), (SKOS.notation, text(code))
