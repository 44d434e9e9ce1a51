"""Figures of many articles: worked by hand, and against the scorer beside the repository where it is there."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from goldevents import (
    ISHIBA,
    JAPAN,
    LIMA,
    OTHER,
    PERU,
    RIO,
    SAID,
    SHORT,
    SUMMIT,
    TRUMP,
    XI,
    as_scored,
    event,
    needs_scorer,
    scored,
    write_gold,
)

from kg.evaluate.figures import FIGURES, Row, compare, record_of, rows
from kg.evaluate.gold import GoldRecord

CALL = {"type": "Call"}
#: Two articles: of three annotated events two are detected, of which one has no date; two are made up.
ARCHIVE = [
    compare("a.md", [event(), event(**CALL)], [event(date=None), event(**CALL), event(**CALL, participants=[XI])]),
    compare("b.md", [event(**SUMMIT, salience="background")], [event(participants=[XI, ISHIBA])]),
]


def figures(row: Row) -> dict[str, float]:
    return {name: round(figure.value, 3) for name, figure in row.figures.items()}


def test_figures_by_hand() -> None:
    """Precision 2/4, recall 2/3, F1 4/7; complete 1/4, 1/3, 2/7; of the two detected one date is wrong."""
    total = rows(ARCHIVE)[0]
    assert (total.type, total.articles, total.gold, total.found, total.detected) == ("all", 2, 3, 4, 2)
    expected = (0.5, 0.667, 0.571, 0.25, 0.333, 0.286, 1.0, 0.5, 1.0, 1.0)
    assert figures(total) == dict(zip(FIGURES, expected, strict=True))


def test_rows_by_type() -> None:
    """Each type, annotated or found, has its counts; what divides by nothing is 0."""
    by_type = {row.type: (row.articles, row.gold, row.found, row.detected) for row in rows(ARCHIVE)[1:]}
    assert by_type == {"Call": (1, 1, 2, 1), "Meeting": (2, 1, 2, 1), "Summit": (1, 1, 0, 0)}
    assert set(figures(rows(ARCHIVE)[3]).values()) == {0.0}


def test_salience() -> None:
    """Annotated events of another salience do not count, nor what was found of them; what is made up does."""
    (total, *_) = rows([each.of_salience("main") for each in ARCHIVE])
    assert (total.gold, total.found, total.detected) == (2, 4, 2)
    background = compare("a.md", [event(salience="background")], [event()]).of_salience("main")
    assert (background.pairs, background.missed, background.made_up) == ((), (), ())


def test_intervals() -> None:
    """An interval holds its figure, is the same each time, is a point where all articles are alike, and narrows."""
    half = [compare("a.md", [event()], [event()]), compare("b.md", [event()], [])]
    few, many = (rows(half * times)[0].figures["recall"] for times in (5, 200))
    assert few == rows(half * 5)[0].figures["recall"]
    assert 0 < few.low < many.low < 0.5 < many.high < few.high < 1
    assert {(one.low, one.high) for one in rows(half[:1] * 9)[0].figures.values()} == {(1.0, 1.0)}


def test_an_archive_without_events() -> None:
    """Nothing annotated and nothing found: figures are 0, and nothing is known of them."""
    (total,) = rows([compare("a.md", [], [])])
    assert (total.articles, total.gold, total.found) == (1, 0, 0)
    assert {(one.value, one.low, one.high) for one in total.figures.values()} == {(0.0, 0.0, 1.0)}


def archive(chance: random.Random) -> Iterator[tuple[str, list[GoldRecord], list[GoldRecord]]]:
    """Make up articles of a few events that are much alike."""

    def any_event() -> GoldRecord:
        parties = chance.sample([JAPAN, ISHIBA, TRUMP, SHORT, XI], chance.randrange(4))
        places = chance.sample([LIMA, PERU, RIO], chance.randrange(3))
        dates = [None, "2024", "2024-11", "2024-11-07", "2024-11-08", "2024-11-06/2024-11-08"]
        return event(
            type=chance.choice(["Meeting", "Visit", "Summit"]), status=chance.choice(["held", "planned"]),
            date=chance.choice(dates), participants=parties, places=places,
            name=chance.choice([None, "G20", "G20里约峰会", "峰会"]), evidence=chance.choice([SAID, OTHER]),
            salience=chance.choice(["main", "background"]),
        )  # fmt: skip

    for number in range(6):
        gold, found = ([any_event() for _ in range(chance.randrange(5))] for _ in range(2))
        yield f"{number}.md", gold, found


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("salience", [None, "main"])
@pytest.mark.shared
@needs_scorer
def test_the_scorer_says_the_same(seed: int, salience: str | None, tmp_path: Path) -> None:
    """On made-up archives our figures are those of the scorer."""
    made = list(archive(random.Random(seed)))
    lines = [json.dumps({**each, "article": name}) for name, _, found in made for each in found]
    (tmp_path / "found.jsonl").write_text("\n".join(lines), encoding="utf-8")
    gold = write_gold(tmp_path / "events", {name: events for name, events, _ in made})
    ours = rows([compare(*each).of_salience(salience) for each in made])
    options = ["--salience", salience] if salience else []
    assert as_scored(map(record_of, ours)) == scored(gold, tmp_path / "found.jsonl", *options)
