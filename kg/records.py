"""Values to and from JSON lines; the only place that knows both.

`extract_records` makes what `kg extract` prints, an object for each event. `dump` and `load` carry any value of
`model` and the light reports of `coref` through a file or to another process, and give back an equal value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from kg.model import Annotation, Event, Party, PlaceRef

Value = TypeVar("Value")


def _encoded(value: Any) -> Any:
    if isinstance(value, ZoneInfo):
        return value.key
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


def _decoded(kind: type, value: Any) -> Any:
    if kind is ZoneInfo:
        return ZoneInfo(value)
    raise NotImplementedError(f"no {kind.__name__} from JSON")


def dump(value: Any) -> bytes:
    """Write a value as one line of JSON, without the line's end; the same value gives the same bytes."""
    return msgspec.json.encode(value, enc_hook=_encoded)


def load(kind: type[Value], data: bytes) -> Value:
    """Read what `dump` wrote.

    Raises:
        msgspec.ValidationError: the data is not of this kind.
    """
    return msgspec.json.decode(data, type=kind, dec_hook=_decoded)


def line(record: Any) -> str:
    """Write a record as one line of JSON for a reader: plain Unicode, keys in the order given."""
    return json.dumps(record, ensure_ascii=False)


def extract_records(annotation: Annotation) -> Iterator[dict[str, Any]]:
    """Yield what `kg extract` prints for one article: a record for each event, in text order."""
    for event in annotation.events:
        yield {
            "article": annotation.article.file,
            "published": annotation.article.day.isoformat(),
            "id": event.id,
            "type": event.type,
            "status": event.status.value,
            "date": event.date,
            "date_basis": event.date_basis.value,
            "start": event.start,
            "duration": event.duration,
            "participants": [_party(argument.party) for argument in event.arguments if argument.role != "absent"],
            "absent": [_party(argument.party) for argument in event.arguments if argument.role == "absent"],
            "places": [_place(place) for place in event.places],
            "name": event.name,
            "part_of": event.part_of,
            "agreed_in": event.agreed_in,
            "salience": event.salience.value,
            "evidence": event.evidence.of(annotation.document.text),
            "offsets": [event.evidence.start, event.evidence.end],
            "trigger": event.trigger.of(annotation.document.text),
            "rule": event.rule,
            "entity": event.entity,
            "offices": _offices(annotation, event),
        }


def _party(party: Party) -> dict[str, str | None]:
    return {"name": party.name, "kind": party.kind.value, "country": party.country, "entity": party.entity}


def _place(place: PlaceRef) -> dict[str, str | None]:
    return {"name": place.name, "country": place.country, "entity": place.entity}


def _offices(annotation: Annotation, event: Event) -> list[dict[str, str | None]]:
    """List the offices that the article gives to the persons of an event."""
    names = {argument.party.name for argument in event.arguments}
    return [
        {
            "person": holding.person,
            "country": holding.country,
            "office": holding.office,
            "post": holding.post,
            "status": holding.status.value if holding.status else None,
        }
        for holding in annotation.holdings
        if holding.person in names
    ]
