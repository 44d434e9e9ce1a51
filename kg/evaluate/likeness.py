"""Which found event is which annotated one.

Two events are a pair where type and parties are equal enough (for a conference its name; for a visit its destination
as well), the likest pairs first and none twice. A person and the state that it stands for are half the same. Dates do
not set events apart, unless they do not touch and other sentences tell of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from kg.evaluate.gold import PartyRecord, PlaceRecord, Record

Item = TypeVar("Item")
_MARKS = re.compile(r"[\s·•・.\-—（）()「」“”\"'《》〈〉]")
_ENOUGH_PARTIES, _ENOUGH_NAME, _SAME_SENTENCE = 0.5, 0.6, 0.5
_STAND_FOR_STATES = ("person", "org")
_FIRST_DAY, _LAST_DAY = "0000-01-01", "9999-12-31"  #: what a date leaves out is filled up from these


def pair_events(gold: Sequence[Record], found: Sequence[Record]) -> list[tuple[int, int]]:
    """Pair the events of one article; returns indices, sorted."""
    return sorted((i, j) for i, j, _ in best_pairs(gold, found, likeness))


def best_pairs(
    lefts: Sequence[Item], rights: Sequence[Item], alike: Callable[[Item, Item], float]
) -> list[tuple[int, int, float]]:
    """Pair what is most alike first, then what comes first; nothing is paired twice or with likeness 0."""
    cells = [(alike(left, right), i, j) for i, left in enumerate(lefts) for j, right in enumerate(rights)]
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for score, i, j in sorted(cells, key=lambda cell: (-cell[0], cell[1], cell[2])):
        if score > 0 and i not in taken and j not in used:
            taken[i] = (j, score)
            used.add(j)
    return [(i, j, score) for i, (j, score) in taken.items()]


def likeness(gold: Record, found: Record) -> float:
    """Say how alike two events are; 0 where they cannot be one."""
    told = shared_signs(gold["evidence"], found["evidence"])
    if gold["type"] != found["type"] or (not _touch(gold["date"], found["date"]) and told < _SAME_SENTENCE):
        return 0.0
    parties = f1_of_parties(gold["participants"], found["participants"])
    near = 0.2 * told + 0.2 * (gold["status"] == found["status"]) + 0.1 * (gold["date"] == found["date"])
    if gold["type"] == "Summit":
        names = gold["name"] or "", found["name"] or ""
        named = is_one_name(*names) or shared_signs(*names) >= _ENOUGH_NAME
        return 1.0 + parties + near if named else 0.0
    where = f1_of_places(gold["places"], found["places"]) if gold["type"] == "Visit" else None
    if parties < _ENOUGH_PARTIES or where == 0.0:
        return 0.0
    return parties + (where or 0.0) + near


def f1_of_parties(gold: Sequence[PartyRecord], found: Sequence[PartyRecord]) -> float:
    """Return the F1 of two lists of parties; 1 where both are empty.

    >>> state = {"name": "日本", "kind": "country", "country": "JPN"}
    >>> person = {"name": "石破茂", "kind": "person", "country": "JPN"}
    >>> f1_of_parties([person, state], [person]), f1_of_parties([state], [person]), f1_of_parties([], [])
    (0.6666666666666666, 0.5, 1.0)
    """
    return _f1(gold, found, _party)


def f1_of_places(gold: Sequence[PlaceRecord], found: Sequence[PlaceRecord]) -> float:
    """Return the F1 of two lists of places; two places of one state are half the same."""
    return _f1(gold, found, _place)


def _f1(gold: Sequence[Item], found: Sequence[Item], alike: Callable[[Item, Item], float]) -> float:
    if not gold and not found:
        return 1.0
    return 2 * sum(score for *_, score in best_pairs(gold, found, alike)) / (len(gold) + len(found))


def _party(left: PartyRecord, right: PartyRecord) -> float:
    one_state = bool(left["country"]) and left["country"] == right["country"]
    if is_one_name(left["name"], right["name"]):
        return 1.0
    kinds = {left["kind"], right["kind"]}
    if kinds == {"country"}:
        return float(one_state)
    half = one_state and any(kinds == {kind, "country"} for kind in _STAND_FOR_STATES)
    return 0.5 * half


def _place(left: PlaceRecord, right: PlaceRecord) -> float:
    one_state = bool(left["country"]) and left["country"] == right["country"]
    return 1.0 if is_one_name(left["name"], right["name"]) else 0.5 * one_state


def is_one_name(left: str, right: str) -> bool:
    """Tell whether two names plainly name one thing: equal, or one begins or ends the other.

    >>> is_one_name("特朗普", "唐纳德·特朗普"), is_one_name("普", "特朗普"), is_one_name("", "")
    (True, False, False)
    """
    short, full = sorted((_plain(left), _plain(right)), key=len)
    return short == full != "" or (len(short) > 1 and (full.startswith(short) or full.endswith(short)))


def shared_signs(left: str, right: str) -> float:
    """Return the share of pairs of neighbouring signs, of the text with fewer of them, that two texts share."""
    one, other = (set(pairwise(_plain(text))) for text in (left, right))
    return len(one & other) / max(1, min(len(one), len(other)))


def _plain(text: str) -> str:
    return _MARKS.sub("", text).lower()


def _touch(left: str | None, right: str | None) -> bool:
    """Tell whether two dates may mean one day; where one is not given they may.

    Days are compared as text, a month as if it had 31 of them: no calendar is needed for that.

    >>> _touch("2024-11", "2024-11-30/2024-12-02"), _touch("2024-11-07", "2024-11-08"), _touch(None, "2024")
    (True, False, True)
    """
    if not left or not right:
        return True
    (first, last), (begin, end) = _ends(left), _ends(right)
    return first <= end and begin <= last


def _ends(date: str) -> tuple[str, str]:
    first, _, last = date.partition("/")
    last = last or first
    return first + _FIRST_DAY[len(first) :], last + _LAST_DAY[len(last) :]
