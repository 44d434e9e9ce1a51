"""A report made ready for comparison: its sides, days, places and signs worked out once.

A report comes in, an `Outline` goes out. A side is what one state (or one actor of no state) sends: the state alone,
or the persons and organisations that stand for it. No two reports are compared here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.coref.report import Report
from kg.coref.rules import Days
from kg.edtf import bounds
from kg.model import ArticleId, Event, Kind, Party, PlaceRef, Salience, Status

CALLED_OFF = (Status.CANCELLED, Status.DECLINED)
MUTUAL = "participant"  #: the role of parties that do something with each other
ANY = "*"  #: the side key of an actor of no state, where the actor itself is not asked for
_FAR_EAST = dt.timezone(dt.timedelta(hours=12))
_DOTS = re.compile(r"[·・•‧.\s\-－=＝]+")
_NO_SIGN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Side:
    """What one state, or one actor of no state, sends to an event."""

    role: str
    key: str  #: ISO 3166-1 alpha-3, or the actor's entity or last name part
    stateless: bool
    agents: tuple[Party, ...]  #: persons and organisations, principals first; empty where the state itself is named

    @property
    def mutual(self) -> bool:
        """Whether it does something with the other sides, rather than to them."""
        return self.role == MUTUAL


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both counted; a day is its proleptic Gregorian ordinal."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Days in it."""
        return self.last - self.first + 1

    def gap(self, other: Period) -> int:
        """Count the days from the end of the one to the start of the other; 0 where they meet."""
        return max(max(self.first, other.first) - min(self.last, other.last), 0)

    def covers(self, other: Period) -> bool:
        """Tell whether the other period lies wholly within this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Outline:
    """What a comparison looks at."""

    event: Event
    order: tuple[dt.datetime, ArticleId, int]  #: as of reports
    sides: tuple[Side, ...]
    period: Period | None  #: None where no date is told; an open end is closed
    day: int  #: of publication
    newest: int  #: the day that it was in the far east of the world by then: nothing that it calls past is later
    earliest: int  #: no day before it can be the event's, as far as blocking goes
    latest: int
    pairs: frozenset[str]  #: pairs of neighbouring signs of the evidence, without the parties' names
    numbers: frozenset[int]  #: numbers in a conference's name
    signs: str  #: a conference's name without numbers and punctuation

    @property
    def article(self) -> ArticleId:
        """The article that tells of it."""
        return self.order[1]

    @property
    def news(self) -> bool:
        """Whether the event is held and the news of its article."""
        return self.event.status is Status.HELD and self.event.salience is Salience.MAIN


def outline(report: Report, days: Days, *, lasting: bool, words: bool = True) -> Outline:
    """Make a report ready for comparison.

    Args:
        lasting: whether an event of its type may take more than a day.
        words: whether the wording of the evidence will be looked at.
    """
    event, day = report.event, report.article.day.toordinal()
    period = period_of(event.date, days) if event.date else None
    earliest, latest = _window(event, day, period, days, lasting=lasting)
    return Outline(
        event=event,
        order=report.order,
        sides=_sides(event),
        period=period,
        day=day,
        newest=max(day, report.article.published.astimezone(_FAR_EAST).toordinal()),
        earliest=earliest,
        latest=latest,
        pairs=sign_pairs(_without_names(report)) if words else frozenset(),
        numbers=numbers_in(event.name or ""),
        signs=_NO_SIGN.sub("", "".join(sign for sign in _plain(event.name or "") if not sign.isnumeric())),
    )


@lru_cache(maxsize=65536)
def name_parts(name: str) -> tuple[str, ...]:
    """Split a name at its dots and spaces.

    >>> name_parts("安东尼·布林肯")
    ('安东尼', '布林肯')
    """
    return tuple(part for part in _DOTS.split(_plain(name)) if part)


def sign_pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters and digits of a text.

    >>> sorted(sign_pairs("签署，协议"))
    ['协议', '签署', '署协']
    """
    signs = _NO_SIGN.sub("", text)
    return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))


def numbers_in(text: str) -> frozenset[int]:
    """Return the numbers written in a text, in digits of any script.

    >>> sorted(numbers_in("亚太经合组织第三十次会议（2023年）")), sorted(numbers_in("COP29、第二十九届"))
    ([30, 2023], [29])
    """
    found: set[int] = set()
    run: list[float] = []
    for sign in _plain(text) + " ":
        value = unicodedata.numeric(sign, -1.0)
        if value >= 0:
            run.append(value)
        elif run:
            found.add(_value(run))
            run = []
    return frozenset(found)


def _value(run: Iterable[float]) -> int:
    """Read a run of digits, or of digits and the units ten, hundred and thousand."""
    total, digit = 0, 0
    for value in map(int, run):
        if value in (10, 100, 1000, 10000):
            total, digit = total + (digit or 1) * value, 0
        else:
            digit = digit * 10 + value
    return total + digit


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def period_of(date: str, days: Days) -> Period | None:
    """Return the days that an EDTF date may mean; an end that is unknown or open is taken to be near."""
    first, last = bounds(date)
    if first:
        start = first.toordinal()
        return Period(start, last.toordinal() if last else start + days.open_end)
    return Period(last.toordinal() - days.open_end, last.toordinal()) if last else None


def _window(event: Event, day: int, period: Period | None, days: Days, *, lasting: bool) -> tuple[int, int]:
    """Bound the days that the event, or the reports of it, can speak of.

    Args:
        day: of publication.
    """
    held = event.status is Status.HELD
    if period and held:
        return period.first, period.last + (days.stay if lasting else days.near)
    if period:
        return period.first - days.news, period.last + days.reschedule
    if not held:
        return day - days.news, day + days.plan
    return day - (days.news if event.salience is Salience.MAIN else days.recall), day + days.stay


def _sides(event: Event) -> tuple[Side, ...]:
    found: dict[tuple[str, str], list[Party]] = {}
    stateless: set[tuple[str, str]] = set()
    for argument in event.arguments:
        if argument.role == "absent":
            continue
        party = argument.party
        place = (argument.role, party.country or party_key(party))
        agents = found.setdefault(place, [])
        if party.country is None:
            stateless.add(place)
        if party.country is None or party.kind is not Kind.COUNTRY:
            agents.append(party)
    return tuple(
        Side(role=role, key=key, stateless=(role, key) in stateless, agents=tuple(agents))
        for (role, key), agents in found.items()
    )


def party_key(party: Party) -> str:
    """Return what a party is told by where it stands for no state: its entity, or the last part of its name."""
    return party.entity or (name_parts(party.name) or (party.name,))[-1]


def place_key(place: PlaceRef) -> str:
    """Return what a place is told by: its entity, or its name."""
    return place.entity or place.name


def _without_names(report: Report) -> str:
    text = report.evidence
    for argument in report.event.arguments:
        text = text.replace(argument.party.name, " ")
    return text
