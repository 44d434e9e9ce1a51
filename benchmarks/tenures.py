"""Print how our tenures agree with another register: `python benchmarks/tenures.py TABLE [--draw N] [--differences]`.

TABLE is a CSV with qid, iso3, role (our post codes), start and end (YYYY, YYYY-MM or YYYY-MM-DD). Of the tenures that
do not come from it, those of a person with that Wikidata id who holds the same post of the same state there are drawn
(N of them, always the same ones; all without `--draw`). A second term that the other register does not have yet is left
out: one that begins more than a year from any of its. Dates agree that are equal as far as both are told, or a month
apart at most (election, oath and handover are days of one change); an empty one is not compared.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from kg.knowledge.world import DATA, Tenure, World, load_world

_SEED = 2015
_MONTH, _YEAR = 31, 366  #: days
Key = tuple[str, str, str]
Dates = tuple[str, str]


def read_register(table: Path) -> Mapping[Key, list[Dates]]:
    """Return the terms of the other register by Wikidata id, state and post."""
    terms: dict[Key, list[Dates]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            terms[row["qid"], row["iso3"], row["role"]].append((row["start"], row["end"]))
    return terms


def other_terms(tenure: Tenure, world: World, register: Mapping[Key, list[Dates]]) -> list[Dates]:
    """Return the terms of the other register for the person, state and post of one of ours."""
    same_as = world.entities[tenure.person].same_as
    return [dates for qid in same_as for dates in register.get((qid, tenure.polity, tenure.post), [])]


def days_apart(ours: str, theirs: str) -> int:
    """Count the days between two dates; none where one is told as a part of the other.

    >>> days_apart("2024-10-01", "2024"), days_apart("2024-10", "2024-11-02")
    (0, 32)
    """
    size = min(len(ours), len(theirs))
    return 0 if ours[:size] == theirs[:size] else abs((_first(ours) - _first(theirs)).days)


def _first(text: str) -> date:
    return date.fromisoformat(text + "0000-01-01"[len(text) :])


def compare(tenure: Tenure, other: Dates) -> tuple[bool | None, bool | None]:
    """Tell whether beginning and end agree; None where one is not told."""
    pairs = zip((tenure.start, tenure.end), other, strict=True)
    start, end = (days_apart(one, two) <= _MONTH if one and two else None for one, two in pairs)
    return start, end


def same_term(tenure: Tenure, others: Sequence[Dates]) -> Dates | None:
    """Return the term of the other register that begins nearest, a year away at most."""
    begun = [dates for dates in others if tenure.start and dates[0] and days_apart(tenure.start, dates[0]) <= _YEAR]
    return min(begun, key=lambda dates: days_apart(tenure.start or "", dates[0]), default=None)


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--draw", type=int)
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    world = load_world(DATA / "world", DATA / "lang" / "zh" / "names")
    register = read_register(options.table)
    authored = [each for each in world.tenures if each.source == "authored"]
    both = [(each, same_term(each, other_terms(each, world, register))) for each in authored]
    ours = [(tenure, other) for tenure, other in both if other is not None]
    drawn = random.Random(_SEED).sample(ours, options.draw) if options.draw else ours
    counts: Counter[tuple[str, bool | None]] = Counter()
    for tenure, other in drawn:
        verdicts = dict(zip(("start", "end"), compare(tenure, other), strict=True))
        counts.update(verdicts.items())
        if options.differences and False in verdicts.values():
            print(tenure.person, tenure.polity, tenure.post, f"{tenure.start}/{tenure.end}", "/".join(other), sep=" | ")
    for name in ("start", "end"):
        same, told = counts[name, True], counts[name, True] + counts[name, False]
        print(f"{name:<6}{same:>5} of {told:<5}agree{same / max(told, 1):>8.1%}")
    print(f"{len(drawn)} of {len(ours)} tenures that both registers have")


if __name__ == "__main__":
    main()
