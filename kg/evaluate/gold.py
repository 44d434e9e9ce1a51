"""Annotated events: the JSON files of a folder, one for each article.

A file is `{"article": "<name of the post>", "events": [...]}`; other keys are left alone. An event has the fields of
`GoldRecord`; what `kg extract` prints has those of `Record`, so that both sides are compared as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

import msgspec

from kg.errors import DataError


class PartyRecord(TypedDict):
    """A party; of a person or an organisation, `country` is the state that it stands for."""

    name: str
    kind: str
    country: str | None


class PlaceRecord(TypedDict):
    """A place, and the state in which it lies."""

    name: str
    country: str | None


class Record(TypedDict):
    """An event as it is compared."""

    type: str
    status: str
    date: str | None  #: EDTF
    participants: list[PartyRecord]
    places: list[PlaceRecord]
    name: str | None  #: of a Summit
    evidence: str  #: a sentence of the article


class GoldRecord(Record):
    """An annotated event."""

    salience: Literal["main", "background"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The annotation of one article."""

    article: str  #: name of the post
    events: tuple[GoldRecord, ...]


def read_gold(folder: Path) -> Iterator[Gold]:
    """Read the annotations of a folder, sorted by file name.

    Raises:
        DataError: a file is no annotation, or there is none.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise DataError(folder, None, "there are no annotations here", advice="Each is a file <article>.json.")
    for path in paths:
        try:
            yield msgspec.json.decode(path.read_bytes(), type=Gold)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise DataError(path, None, f"no annotation: {error}", advice="See kg evaluate --help.") from error
