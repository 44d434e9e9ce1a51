"""Figures of events: how many there are in each month, and with whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Status
from kg.network.projection import ViewEvent
from kg.web.explorer.index import Index, day_of

_FEW = 18  #: bars below which months are written
_AHEAD = dt.timedelta(days=183)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The events of a month."""

    month: dt.date  #: its first day
    at: int  #: its place in the row
    held: int
    others: int  #: planned, proposed, cancelled, declined

    @property
    def count(self) -> int:
        """All of them."""
        return self.held + self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """A bar for each month from the first to the last."""

    bars: Sequence[Bar]
    most: int  #: the top of the axis
    beyond: Sequence[Bar] = ()  #: months before the first bar and after the last, in which something takes place

    def x(self, index: float) -> str:
        """Return where a bar begins, in hundredths of the width."""
        return f"{100 * index / len(self.bars):.2f}%"

    @property
    def width(self) -> str:
        """How wide a bar is; some of its room stays free."""
        return f"{min(80 / len(self.bars), 8):.2f}%"

    def height(self, count: int) -> float:
        """How high a bar is, in hundredths of the height."""
        return round(100 * count / self.most, 1)

    @property
    def steps(self) -> Sequence[tuple[int, dt.date]]:
        """The bars that have their time written below: years, or months where there are few."""
        every = 1 if len(self.bars) <= 6 else 3 if len(self.bars) <= _FEW else 12
        told = [(n, bar.month) for n, bar in enumerate(self.bars) if (bar.month.month - 1) % every == 0]
        return told[:: max(1, len(told) // 8)]


def months(events: Iterable[ViewEvent], index: Index) -> Months | None:
    """Count events by the months in which they begin; None if fewer than two have a date.

    The months have bars from those of the articles to half a year after them: what was before is only recalled, and
    what is to come later is rare.
    """
    held: Counter[dt.date] = Counter()
    others: Counter[dt.date] = Counter()
    for event in events:
        day = day_of(event)
        if day is not None:
            (held if event.status is Status.HELD else others)[day.replace(day=1)] += 1
    told = held + others
    if sum(told.values()) < 2:
        return None
    begin, end = index.first_day.replace(day=1), (index.last_day + _AHEAD).replace(day=1)
    within = [month for month in told if begin <= month <= end] or list(told)
    shown = [min(within)]
    while shown[-1] < max(within):
        shown.append((shown[-1] + dt.timedelta(days=31)).replace(day=1))
    bars = [Bar(month=month, at=at, held=held[month], others=others[month]) for at, month in enumerate(shown)]
    rest = sorted(told.keys() - set(shown))
    beyond = [Bar(month=month, at=-1, held=held[month], others=others[month]) for month in rest]
    return Months(bars=bars, most=_round(max(bar.count for bar in bars)), beyond=beyond)


def _round(most: int) -> int:
    """Return the next number above that halves well."""
    scale = int("1" + "0" * (len(str(most)) - 1))
    return next(step for step in (scale, *(factor * scale for factor in (2, 4, 6, 10))) if step >= max(most, 2))
