"""Print how many officials of a table are linked: `python benchmarks/officials.py TABLE [--least N] [--misses]`.

TABLE is a CSV of officials as a news archive names them: polity, office_zh and name_zh as written, status (former or
empty), person_id and name_en where the compiler knew who it is, last_seen (the day of the latest mention) and count.
Each official of N mentions or more (5) is read in a sentence of that day that has him act. He is right where he is
linked to `person_id`, without one to somebody of that English name, without either to nobody.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

from kg.knowledge.world import World
from kg.model import Article, ArticleId, EntityId, OfficeStatus
from kg.pipeline import Knowledge, annotate, load_knowledge

Row = Mapping[str, str]


def read_officials(table: Path, *, least: int) -> Iterator[Row]:
    """Yield the row of the most mentions of each official who has enough of them in all."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows[row["iso3"] or row["org_id"], row["name_zh"]].append(row)
    for same in rows.values():
        if sum(int(row["count"]) for row in same) >= least:
            yield max(same, key=lambda row: int(row["count"]))


def polity_name(row: Row, world: World) -> str:
    """Return the name of a polity as the row has it, else its label."""
    if row["polity"]:
        return row["polity"]
    code = f"state:{row['iso3']}" if row["iso3"] else f"org:{row['org_id']}"
    return world.entities[EntityId(code)].labels["zh"]


def linked(row: Row, knowledge: Knowledge) -> EntityId | None:
    """Return whom the sentence of a row is linked to."""
    words = knowledge.language
    former = next(word for word, status in words.office_status.items() if status == OfficeStatus.FORMER)
    title = polity_name(row, knowledge.world) + (former if row["status"] == "former" else "") + row["office_zh"]
    day = datetime.combine(date.fromisoformat(row["last_seen"]), time(12), tzinfo=knowledge.outlets.default.zone)
    article = Article(
        id=ArticleId("1"),
        outlet=knowledge.outlets.default,
        language="zh",
        url=None,
        title="",
        author=None,
        published=day,
        body=title + row["name_zh"] + words.speech[0],
        file="1.md",
    )
    named = [each for each in annotate(article, knowledge).mentions if each.kind == "person"]
    return next((each.entity for each in named if row["name_zh"] in (each.text, each.name)), None)


def judge(row: Row, entity: EntityId | None, world: World) -> str:
    """Say whether a row is linked as the table has it."""
    if entity is None:
        return "none" if row["person_id"] or row["name_en"] else "correctly none"
    if row["person_id"]:
        return "linked" if entity == f"person:{row['person_id']}" else "wrong"
    return "linked" if world.entities[entity].labels["en"] == row["name_en"] else "wrong"


def main(arguments: Sequence[str]) -> None:
    """Print the counts and the rates."""
    options = {each for each in arguments if each.startswith("--")}
    values = [each for each in arguments if not each.startswith("--")]
    least = int(values[1]) if "--least" in options else 5
    knowledge = load_knowledge()
    counts: Counter[str] = Counter()
    for row in read_officials(Path(values[0]), least=least):
        entity = linked(row, knowledge)
        verdict = judge(row, entity, knowledge.world)
        counts[verdict] += 1
        if "--misses" in options and verdict not in ("linked", "correctly none"):
            print(row["polity"] or row["iso3"], row["office_zh"], row["name_zh"], row["person_id"], entity, sep=" | ")
    for verdict, count in sorted(counts.items()):
        print(f"{verdict:<32}{count:>5}{count / counts.total():>8.1%}")
    print(f"{'officials':<32}{counts.total():>5}")


if __name__ == "__main__":
    main(sys.argv[1:])
