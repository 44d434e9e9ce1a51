"""`kg evaluate`: figures of annotated articles, what is wrong, and floors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command import Ran, kg
from goldevents import SHARED, as_scored, needs_scorer, scored
from posts import POSTS, write_posts

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
MEETING, VISIT = "2024-11-07-meeting.md", "2024-11-14-visit.md"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two annotated posts: a meeting that is found, and a visit of which a call is told that is not in the post."""
    write_posts(tmp_path / "gold" / "articles", {name: POSTS[name] for name in (MEETING, VISIT)})
    events = tmp_path / "gold" / "events"
    events.mkdir()
    (meeting,) = map(json.loads, kg("extract", tmp_path / "gold" / "articles" / MEETING).out.splitlines())
    for name, annotated in ((MEETING, [meeting | {"status": "planned"}]), (VISIT, [meeting | {"type": "Call"}])):
        text = json.dumps({"article": name, "published": "2024-11-07", "people": [], "events": annotated})
        (events / f"{name}.json").write_text(text, encoding="utf-8")
    return tmp_path / "gold"


def records(ran: Ran) -> list[dict[str, Any]]:
    """Read JSON lines."""
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_figures(gold: Path) -> None:
    """The rows of all types and of each type have counts, shares and their intervals."""
    total, *types = records(kg("evaluate", gold, "--format", "json"))
    assert [row["type"] for row in types] == ["Call", "Meeting", "Visit"]
    assert {key: total[key] for key in ("articles", "gold", "found", "detected")} == {
        "articles": 2, "gold": 2, "found": 2, "detected": 1,
    }  # fmt: skip
    assert (total["f1"], total["f1_low"], total["f1_high"]) == (0.5, 0.0, 1.0)
    assert (total["complete_f1"], total["status"], total["participants"]) == (0.0, 0.0, 1.0)


def test_forms_say_the_same(gold: Path) -> None:
    """CSV, which a pipe gets, has the values of JSON; a table has a line for each row under names."""
    told = records(kg("evaluate", gold, "--format", "json"))
    table = list(csv.DictReader(io.StringIO(kg("evaluate", gold).out)))
    assert table == [{key: str(value) for key, value in record.items()} for record in told]
    head, total, *_ = kg("evaluate", gold, "--format", "table").out.splitlines()
    shares = ["precision", "recall", "f1", "complete_f1", "status", "date", "participants", "places"]
    assert head.split() == ["type", "gold", "found", "detected", *shares]
    assert total.split()[:7] == ["all", "2", "2", "1", "0.500", "0.500", "0.500"]


def test_what_is_wrong_is_listed(gold: Path) -> None:
    """Each event that was missed, made up or wrong is told with both readings and the article."""
    told = records(kg("evaluate", gold, "--show", "--format", "json"))
    assert [(each["fault"], each["type"], each["article"]) for each in told] == [
        ("wrong", "Meeting", MEETING), ("missed", "Call", VISIT), ("made up", "Visit", VISIT),
    ]  # fmt: skip
    assert (told[0]["gold_status"], told[0]["found_status"]) == ("planned", "held")
    assert told[1]["gold_parties"] == "李强、菲佐"


def test_salience(gold: Path) -> None:
    """Events of one salience alone are counted."""
    total, *_ = records(kg("evaluate", gold, "--salience", "background", "--format", "json"))
    assert (total["gold"], total["found"], total["detected"]) == (0, 1, 0)


def test_floors_are_held(gold: Path, tmp_path: Path) -> None:
    """A floor that is reached is no fault; one that is not fails, by name and figures; so does a type without floor."""
    floor = tmp_path / "floor.csv"
    assert kg("evaluate", gold, "--raise-floor", floor).code == 0
    assert kg("evaluate", gold, "--floor", floor).code == 0
    kept = floor.read_text(encoding="utf-8")
    floor.write_text(kept.replace("all,0.500", "all,0.900").replace("Visit,", "Summit,"), encoding="utf-8")
    ran = kg("evaluate", gold, "--floor", floor)
    assert ran.code == 1
    assert ran.err.splitlines() == ["all: precision has fallen from 0.900 to 0.500", "Visit: has no floor yet"]


def test_floors_are_raised_and_never_lowered(gold: Path, tmp_path: Path) -> None:
    """Floors below the figures are raised to them; a floor above them stays, and all others with it."""
    floor = tmp_path / "floor.csv"
    kg("evaluate", gold, "--raise-floor", floor)
    kept = floor.read_text(encoding="utf-8")
    floor.write_text(kept.replace("all,0.500", "all,0.300"), encoding="utf-8")
    assert kg("evaluate", gold, "--raise-floor", floor).code == 0
    assert floor.read_text(encoding="utf-8") == kept
    higher = kept.replace("all,0.500,0.500", "all,0.300,0.900")
    floor.write_text(higher, encoding="utf-8")
    ran = kg("evaluate", gold, "--raise-floor", floor)
    assert (ran.code, ran.err) == (1, "all: recall has fallen from 0.900 to 0.500\n")
    assert floor.read_text(encoding="utf-8") == higher


def test_a_faulty_floor_is_named(gold: Path, tmp_path: Path) -> None:
    """A floor that is no number is told with its line; a table that is not there as well."""
    floor = tmp_path / "floor.csv"
    kg("evaluate", gold, "--raise-floor", floor)
    floor.write_text(floor.read_text(encoding="utf-8").replace("all,0.500", "all,half"), encoding="utf-8")
    ran = kg("evaluate", gold, "--floor", floor)
    assert f'{floor}:3: "half" is no number' in ran.err
    assert kg("evaluate", gold, "--floor", tmp_path / "none.csv").code == ran.code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "no annotation"), ('{"article": "a.md"}', "events"), ('{"article": "a.md", "events": []}', "a.md")],
)
def test_a_faulty_annotation_is_named(gold: Path, text: str, said: str) -> None:
    """A file that is no annotation, or one of no post, is named with what is wrong."""
    (gold / "events" / "a.json").write_text(text, encoding="utf-8")
    ran = kg("evaluate", gold)
    assert (ran.out, ran.code) == ("", 1)
    assert str(gold / "events") in ran.err
    assert said in ran.err


def test_a_folder_without_annotations(tmp_path: Path) -> None:
    """A folder that is not laid out so is misuse, and says how it is."""
    ran = kg("evaluate", tmp_path)
    assert (ran.out, ran.code) == ("", 2)
    assert "has no folder articles/" in ran.err


def test_no_figure_of_the_examples_has_fallen() -> None:
    """The floors of the annotated examples hold, for each type; `kg evaluate examples --raise-floor` raises them."""
    ran = kg("evaluate", EXAMPLES, "--floor", EXAMPLES / "floor.csv")
    assert (ran.err, ran.code) == ("", 0)


@pytest.mark.shared
@needs_scorer
@pytest.mark.parametrize("options", [(), ("--salience", "main")], ids=["all", "main"])
def test_the_scorer_says_the_same_of_other_articles(options: tuple[str, ...], tmp_path: Path) -> None:
    """On the annotated articles beside the repository our figures are those of the scorer."""
    gold = SHARED / "gold" / "dev"
    (tmp_path / "found.jsonl").write_text(kg("extract", gold / "articles").out, encoding="utf-8")
    ours = records(kg("evaluate", gold, "--format", "json", *options))
    assert as_scored(ours) == scored(gold / "events", tmp_path / "found.jsonl", *options)
