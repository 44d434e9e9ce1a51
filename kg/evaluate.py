"""Compare extracted events with annotated ones: precision, recall and F1 of detection, and of events wholly right.

Records as `kg extract` prints them come in, counts go out. An event is detected where its type is equal and its parties
are (for a conference its name; for a visit its destination as well); it is complete where status, date and every party
are right too. Each annotated event is matched with at most one found event, the likest pairs first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from kg.edtf import overlaps

Record = Mapping[str, Any]
_MARKS = re.compile(r"[\s·•・.\-—（）()「」“”\"'《》〈〉]")
_ENOUGH_PARTIES, _ENOUGH_NAME, _SAME_SENTENCE = 0.5, 0.6, 0.5


@dataclass(slots=True)
class Tally:
    """Counts of annotated, found and matched events."""

    gold: int = 0
    found: int = 0
    detected: int = 0
    complete: int = 0
    status: int = 0  #: detected events whose status is right
    date: int = 0  #: detected events whose date is right
    by_type: dict[str, Tally] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add the counts of another tally, type by type."""
        for name in ("gold", "found", "detected", "complete", "status", "date"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, tally in other.by_type.items():
            self.by_type.setdefault(kind, Tally()).add(tally)

    def precision(self, hits: int) -> float:
        """Return the share of found events that are hits."""
        return hits / self.found if self.found else 0.0

    def recall(self, hits: int) -> float:
        """Return the share of annotated events that are hits."""
        return hits / self.gold if self.gold else 0.0

    def f1(self, hits: int) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * hits / (self.found + self.gold) if self.found + self.gold else 0.0


def compare(gold: Sequence[Record], found: Sequence[Record]) -> Tally:
    """Compare the events of one article."""
    tally = Tally(by_type={})
    for records, name in ((gold, "gold"), (found, "found")):
        for record in records:
            _count(tally, record["type"], name)
    for left, right in _matches(gold, found):
        _count(tally, left["type"], "detected")
        status, date = left["status"] == right["status"], left["date"] == right["date"]
        right_in = (("status", status), ("date", date))
        parties = _parties(left["participants"], right["participants"]) == 1.0
        for name, correct in (*right_in, ("complete", status and date and parties)):
            if correct:
                _count(tally, left["type"], name)
    return tally


def _count(tally: Tally, kind: str, name: str) -> None:
    for each in (tally, tally.by_type.setdefault(kind, Tally())):
        setattr(each, name, getattr(each, name) + 1)


def _matches(gold: Sequence[Record], found: Sequence[Record]) -> Iterable[tuple[Record, Record]]:
    return [(gold[left], found[right]) for left, right in _best(gold, found, _likeness)]


def _best(lefts: Sequence[Any], rights: Sequence[Any], likeness: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """Pair what is most alike first; nothing is paired twice."""
    scored = sorted(
        ((likeness(left, right), -i, -j) for i, left in enumerate(lefts) for j, right in enumerate(rights)),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for score, i, j in scored:
        if score > 0 and -i not in taken and -j not in taken.values():
            taken[-i] = -j
    return sorted(taken.items())


def _likeness(gold: Record, found: Record) -> float:
    """Say how alike two events are; 0 where they cannot be one."""
    if gold["type"] != found["type"]:
        return 0.0
    told = _shared(gold["evidence"], found["evidence"])
    if gold["date"] and found["date"] and not overlaps(gold["date"], found["date"]) and told < _SAME_SENTENCE:
        return 0.0
    parties = _parties(gold["participants"], found["participants"])
    near = 0.2 * told + 0.2 * (gold["status"] == found["status"]) + 0.1 * (gold["date"] == found["date"])
    if gold["type"] == "Summit":
        named = _is_name(gold["name"] or "", found["name"] or "")
        named = named or _shared(gold["name"] or "", found["name"] or "") >= _ENOUGH_NAME
        return 1.0 + parties + near if named else 0.0
    if gold["type"] == "Visit" and not _best(gold["places"], found["places"], _place):
        return 0.0
    return parties + near if parties >= _ENOUGH_PARTIES else 0.0


def _parties(gold: Sequence[Record], found: Sequence[Record]) -> float:
    """Return the F1 of two lists of parties."""
    if not gold and not found:
        return 1.0
    return 2 * len(_best(gold, found, _party)) / (len(gold) + len(found))


def _party(left: Record, right: Record) -> float:
    if _is_name(left["name"], right["name"]):
        return 1.0
    states = left["kind"] == right["kind"] == "country"
    return float(states and left["country"] == right["country"] is not None)


def _place(left: Record, right: Record) -> float:
    same = left["country"] == right["country"] is not None
    return 1.0 if _is_name(left["name"], right["name"]) else 0.5 * same


def _is_name(left: str, right: str) -> bool:
    """Tell whether two names plainly name one thing: equal, or one begins or ends the other."""
    short, full = sorted((_MARKS.sub("", left).lower(), _MARKS.sub("", right).lower()), key=len)
    return short == full != "" or (len(short) > 1 and (full.startswith(short) or full.endswith(short)))


def _shared(left: str, right: str) -> float:
    """Return the share of pairs of neighbouring signs that two texts have in common."""
    one, other = (set(pairwise(_MARKS.sub("", text))) for text in (left, right))
    return len(one & other) / max(1, min(len(one), len(other)))
