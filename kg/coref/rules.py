"""The weights, values and thresholds of coreference, read from `kg/data/coref.yml`.

Every number of coreference stands in that file, with a comment; every key must be there and no other may be, so that
a mistyped one is named with its line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from kg.tables import Entry, read_yaml

RULES_FILE = Path(__file__).parent.parent / "data" / "coref.yml"
_TABLES = (
    "thresholds", "profiles", "parties", "dates", "places", "identity", "part_of", "words", "status", "days", "names",
)  # fmt: skip
FEATURES = ("parties", "identity", "dates", "places", "part_of", "words", "status")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Steps:
    """A value that depends on a number of days: each bound's value holds up to that many days.

    >>> steps = Steps(bounds=(1, 3), values=(0.6, 0.4))
    >>> steps.at(0), steps.at(2), steps.at(4)
    (0.6, 0.4, None)
    """

    bounds: tuple[int, ...]  #: ascending
    values: tuple[float, ...]

    def at(self, days: int) -> float | None:
        """Return the value for a number of days, None beyond the last bound."""
        index = bisect_left(self.bounds, days)
        return self.values[index] if index < len(self.bounds) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Scores from which something follows."""

    same: float
    alone: float
    near: float
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyValues:
    """Values of what is found when parties are compared."""

    person: float
    spelling: float
    state: float
    stands_for: float
    may_stand_for: float
    missing: float
    partly: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValues:
    """Values of what is found when dates are compared."""

    same_day: float
    overlap: Steps
    same_period: Steps
    adjacent: Steps
    moved: Steps
    put_off: float
    apart: float
    undated_news: Steps
    undated_plan: Steps
    recalled: Steps
    both_news: Steps
    both_plans: Steps
    plan_then_news: Steps
    far: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValues:
    """Values of what is found when places are compared."""

    same: float
    within: float
    unsure: float
    other_city: float
    other_state: float
    stop: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityValues:
    """Values of what is found when the names of conferences are compared."""

    edition: float
    series: float
    name: float
    alike: float
    other: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WordValues:
    """Shares of common pairs of signs between which the value rises from -0.5 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusValues:
    """Values of pairs of statuses that do not go well together."""

    proposed_held: float
    declined_held: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Bounds in days."""

    week: int
    open_end: int
    reschedule: int
    plan: int
    news: int
    stay: int
    near: int
    recall: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How reports of some event types are compared."""

    name: str
    types: tuple[str, ...]
    point: bool  #: two different days are two events
    sited: bool  #: two different states are two events
    weights: Mapping[str, float]  #: feature to weight; a feature without one is not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that `kg/data/coref.yml` says."""

    thresholds: Thresholds
    profiles: Mapping[str, Profile]  #: event type to profile
    parties: PartyValues
    dates: DateValues
    places: PlaceValues
    identity: IdentityValues
    words: WordValues
    status: StatusValues
    days: Days
    part_of: float
    name_alike: float


def load_rules(path: Path = RULES_FILE) -> Rules:
    """Read the rules.

    Raises:
        DataError: a key is missing or unknown, or a value is no number.
    """
    tables = _only(read_yaml(path), *_TABLES)
    return Rules(
        thresholds=_fill(Thresholds, tables["thresholds"]),
        profiles={kind: profile for profile in _profiles(tables["profiles"]) for kind in profile.types},
        parties=_fill(PartyValues, tables["parties"]),
        dates=_fill(DateValues, tables["dates"]),
        places=_fill(PlaceValues, tables["places"]),
        identity=_fill(IdentityValues, tables["identity"]),
        words=_fill(WordValues, tables["words"]),
        status=_fill(StatusValues, tables["status"]),
        days=_fill(Days, tables["days"]),
        part_of=_number(_only(tables["part_of"], "same")["same"]),
        name_alike=_number(_only(tables["names"], "alike")["alike"]),
    )


def _only(entry: Entry, *keys: str) -> Mapping[str, Entry]:
    """Return a mapping that has exactly these keys."""
    return entry.mapping(known=keys, required=keys)


def _profiles(entry: Entry) -> list[Profile]:
    found = []
    for name, profile in entry.mapping().items():
        parts = _only(profile, "types", "point", "sited", "weights")
        found.append(
            Profile(
                name=name,
                types=parts["types"].texts(),
                point=_truth(parts["point"]),
                sited=_truth(parts["sited"]),
                weights={
                    feature: _number(weight) for feature, weight in parts["weights"].mapping(known=FEATURES).items()
                },
            )
        )
    return found


def _fill(shape: type[_T], entry: Entry) -> _T:
    """Make a value of numbers from a mapping that has exactly its fields."""
    names = [field.name for field in fields(shape)]  # type: ignore[arg-type]
    hints = get_type_hints(shape)
    parts = _only(entry, *names)
    return shape(**{name: _read(hints[name], parts[name]) for name in names})


def _read(kind: Any, entry: Entry) -> Any:
    if kind is Steps:
        pairs = sorted((_whole(entry, days), _number(value)) for days, value in entry.mapping().items())
        return Steps(bounds=tuple(days for days, _ in pairs), values=tuple(value for _, value in pairs))
    return _whole(entry, entry.text()) if kind is int else _number(entry)


def _number(entry: Entry) -> float:
    try:
        return float(entry.text())
    except ValueError as error:
        raise entry.error(f'"{entry.text()}" is no number', wrong=entry.text()) from error


def _whole(entry: Entry, text: str) -> int:
    if not text.isdecimal():
        raise entry.error(f'"{text}" is no whole number of days', wrong=text)
    return int(text)


def _truth(entry: Entry) -> bool:
    if entry.text() not in ("yes", "no"):
        raise entry.error(f'"{entry.text()}" is neither yes nor no', wrong=entry.text())
    return entry.text() == "yes"
