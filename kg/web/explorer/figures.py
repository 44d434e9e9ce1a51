"""Figures of events: how many there are in each month, and with whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Status
from kg.network.projection import ViewEvent
from kg.web.explorer.index import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The events of a month."""

    month: dt.date  #: its first day
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

    def x(self, index: float) -> str:
        """Return where a bar begins, in hundredths of the width."""
        return f"{100 * index / len(self.bars):.2f}%"

    @property
    def width(self) -> str:
        """How wide a bar is; some of its room stays free."""
        return f"{min(80 / len(self.bars), 6):.2f}%"

    def height(self, count: int) -> float:
        """How high a bar is, in hundredths of the height."""
        return round(100 * count / self.most, 1)

    @property
    def steps(self) -> Sequence[tuple[int, dt.date]]:
        """The bars that have their time written below: years, or months where there are few."""
        few = len(self.bars) <= 18
        every = 3 if few else 12
        told = [(n, bar.month) for n, bar in enumerate(self.bars) if (bar.month.month - 1) % every == 0]
        return told[:: max(1, len(told) // 8)]


def months(events: Iterable[ViewEvent]) -> Months | None:
    """Count events by month; None if fewer than two have a date.

    An event counts in the month in which it begins. Far ends of the time line that few events stretch are cut: no more
    than the hundred and twenty months up to the last one are shown.
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
    last = max(told)
    month, bars = max(min(told), _before(last, 119)), []
    while month <= last:
        bars.append(Bar(month=month, held=held[month], others=others[month]))
        month = (month + dt.timedelta(days=31)).replace(day=1)
    return Months(bars=bars, most=_round(max(bar.count for bar in bars)))


def _before(month: dt.date, count: int) -> dt.date:
    index = month.year * 12 + month.month - 1 - count
    return dt.date(max(index // 12, 1), index % 12 + 1, 1)


def _round(most: int) -> int:
    """Return the next number above that halves well."""
    scale = int("1" + "0" * (len(str(most)) - 1))
    return next(step for step in (scale, *(factor * scale for factor in (2, 4, 6, 10))) if step >= max(most, 2))
