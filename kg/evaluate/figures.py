"""Figures of how well articles were read: detection, events wholly right, slots, by type, with confidence intervals.

Pairs of annotated and found events come in, article by article; counts are summed over all articles before anything
is divided (micro averages). Detected is an annotated event that has its pair; complete one whose status, date and
every party are right as well; the slots are shares of the detected. An interval holds the middle 95 of 100 figures of
archives drawn from the articles, with replacement and with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.evaluate.gold import GoldRecord, Record
from kg.evaluate.likeness import f1_of_parties, f1_of_places, pair_events

#: The figures of a row, in the order in which they are shown.
FIGURES = (
    "precision",
    "recall",
    "f1",
    "complete_precision",
    "complete_recall",
    "complete_f1",
    "status",
    "date",
    "participants",
    "places",
)
ALL = "all"  #: the row of all types
_DRAWS, _SEED, _MIDDLE = 1000, 0, (2.5, 97.5)
_COUNTS = 8  #: gold, found, detected, complete, status, date, participants, places

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An annotated event and the found one that it is."""

    gold: GoldRecord
    found: Record
    status: bool  #: equal
    date: bool  #: equal
    participants: float  #: F1
    places: float  #: F1

    @property
    def complete(self) -> bool:
        """Status, date and every party are right."""
        return self.status and self.date and self.participants == 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The annotated and the found events of one article."""

    article: str
    pairs: tuple[Pair, ...]
    missed: tuple[GoldRecord, ...]
    made_up: tuple[Record, ...]

    def of_salience(self, salience: str | None) -> Comparison:
        """Leave out the annotated events of another salience, found or not; None leaves out nothing."""
        if salience is None:
            return self
        return replace(
            self,
            pairs=tuple(pair for pair in self.pairs if pair.gold["salience"] == salience),
            missed=tuple(event for event in self.missed if event["salience"] == salience),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share between 0 and 1, and where it would lie for 95 of 100 archives of such articles."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of one type, or of all."""

    type: str
    articles: int  #: of all: those annotated; of a type: those with such an event, annotated or found
    gold: int
    found: int
    detected: int
    figures: Mapping[str, Figure]  #: by the names of `FIGURES`


def record_of(row: Row) -> dict[str, Any]:
    """Return a row as a flat record: counts, and each figure with the ends of its interval, to three decimals."""
    counts = {name: getattr(row, name) for name in ("type", "articles", "gold", "found", "detected")}
    ends = (("", "value"), ("_low", "low"), ("_high", "high"))
    return counts | {name + end: round(getattr(row.figures[name], field), 3) for name in FIGURES for end, field in ends}


def compare(article: str, gold: Sequence[GoldRecord], found: Sequence[Record]) -> Comparison:
    """Compare the events of one article."""
    paired = pair_events(gold, found)
    left, right = {i for i, _ in paired}, {j for _, j in paired}
    return Comparison(
        article=article,
        pairs=tuple(_pair(gold[i], found[j]) for i, j in paired),
        missed=tuple(event for i, event in enumerate(gold) if i not in left),
        made_up=tuple(event for j, event in enumerate(found) if j not in right),
    )


def _pair(gold: GoldRecord, found: Record) -> Pair:
    return Pair(
        gold=gold,
        found=found,
        status=gold["status"] == found["status"],
        date=gold["date"] == found["date"],
        participants=f1_of_parties(gold["participants"], found["participants"]),
        places=f1_of_places(gold["places"], found["places"]),
    )


def rows(comparisons: Sequence[Comparison]) -> list[Row]:
    """Return the figures of all types together, and then of each type by name."""
    counted = [_counts(comparison) for comparison in comparisons]
    types = sorted({kind for counts in counted for kind in counts} - {ALL})
    nothing = np.zeros(_COUNTS)
    return [_row(kind, np.array([counts.get(kind, nothing) for counts in counted])) for kind in (ALL, *types)]


def _counts(comparison: Comparison) -> dict[str, Counts]:
    """Count one article, by type and in all."""
    counts: dict[str, Counts] = {ALL: np.zeros(_COUNTS)}
    for kind, values in _counted(comparison):
        for name in (ALL, kind):
            counts[name] = counts.get(name, np.zeros(_COUNTS)) + values
    return counts


def _counted(comparison: Comparison) -> Iterable[tuple[str, tuple[float, ...]]]:
    for event in comparison.missed:
        yield event["type"], (1, 0, 0, 0, 0, 0, 0, 0)
    for made_up in comparison.made_up:
        yield made_up["type"], (0, 1, 0, 0, 0, 0, 0, 0)
    for pair in comparison.pairs:
        slots = (pair.complete, pair.status, pair.date, pair.participants, pair.places)
        yield pair.gold["type"], (1, 1, 1, *slots)


def _row(kind: str, counts: Counts) -> Row:
    """Make the row of one type.

    Args:
        counts: a line for each article.
    """
    articles = len(counts) if kind == ALL else int(counts.any(axis=1).sum())
    values = np.nan_to_num(_figures(counts.sum(axis=0, keepdims=True))[0])
    drawn = _figures(_drawn(len(counts)) @ counts)
    gold, found, detected = (int(number) for number in counts.sum(axis=0)[:3])
    return Row(
        type=kind,
        articles=articles,
        gold=gold,
        found=found,
        detected=detected,
        figures={name: _figure(float(values[i]), drawn[:, i]) for i, name in enumerate(FIGURES)},
    )


def _drawn(articles: int) -> Counts:
    """Say how often each article is in each archive that is drawn: the same whenever it is asked."""
    chance = np.random.RandomState(_SEED)  # its stream never changes, that of default_rng may
    return chance.multinomial(articles, np.full(articles, 1 / articles), size=_DRAWS).astype(np.float64)


def _figure(value: float, drawn: Counts) -> Figure:
    """Give a figure its interval: any share, where no archive that was drawn has the figure."""
    told = drawn[~np.isnan(drawn)]
    low, high = np.percentile(told, _MIDDLE) if len(told) else (0.0, 1.0)
    return Figure(value=value, low=float(low), high=float(high))


def _figures(counts: Counts) -> Counts:
    """Divide counts, a line for each archive, into `FIGURES`; not a number where there is nothing to divide by."""
    gold, found, detected, complete, *slots = counts.T
    shares = [_share(each, detected) for each in slots]
    return np.array([*_scores(detected, found, gold), *_scores(complete, found, gold), *shares]).T


def _scores(hits: Counts, found: Counts, gold: Counts) -> tuple[Counts, Counts, Counts]:
    return _share(hits, found), _share(hits, gold), _share(2 * hits, found + gold)


def _share(part: Counts, whole: Counts) -> Counts:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
