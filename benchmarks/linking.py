"""Print how well annotated officials are linked: `python benchmarks/linking.py [ARTICLES EVENTS] [--misses]`.

ARTICLES is a folder of posts and EVENTS one of annotations, a JSON file for each post; by default the examples. Of each
annotated official with an office: is he linked to the right person, to a wrong one or to none, and are office and
status those of the annotation? The right person is whom the tables call so in that state. `--misses` lists the rest.
What loading the tables takes is printed too.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.fleet import run
from kg.knowledge.world import DATA, World, load_world
from kg.model import Annotation, EntityId
from kg.pipeline import Knowledge
from kg.read.sources import discover

EXAMPLES = Path(__file__).parent.parent / "examples"

#: What an article says of a person: the forms of its name, the entity, the state; the offices with post and status.
Person = tuple[frozenset[str], EntityId | None, str | None]
Office = tuple[str, str, str | None, str]
Found = tuple[str, list[Person], list[Office], World]


def found_people(annotation: Annotation, knowledge: Knowledge) -> Found:
    """Return the file name of an article, its persons, its offices, and the tables that linked them."""
    forms: dict[str, set[str]] = {}
    known: dict[str, tuple[EntityId | None, str | None]] = {}
    for mention in annotation.mentions:
        if mention.kind == "person":
            forms.setdefault(mention.name, {mention.name}).add(mention.span.of(annotation.document.folded))
            known[mention.name] = (mention.entity, mention.country)
    persons = [(frozenset(forms[name]), *known[name]) for name in sorted(forms)]
    offices = [
        (holding.person, holding.office, holding.post, holding.status.value if holding.status else "")
        for holding in annotation.holdings
    ]
    return annotation.article.file, persons, offices, knowledge.world


def right_ones(gold: dict[str, Any], post: str | None, world: World) -> set[EntityId]:
    """Return whom the tables call by an annotated name in its state; of namesakes, those who held the post."""
    called = {name.entity for name in world.lookup(gold["name"]) if name.kind == "person"}
    ours = {entity for entity in called if gold["country"] in _polities(world, entity)}
    held = {entity for entity in ours if any(tenure.post == post for tenure in world.tenures_of(entity))}
    return held or ours


def _polities(world: World, entity: EntityId) -> set[str | None]:
    """Return the states of a person; None where it serves an organisation."""
    polities = {world.entities[entity].country, *(tenure.polity for tenure in world.tenures_of(entity))}
    return {polity if EntityId(f"state:{polity}") in world.entities else None for polity in polities}


def post_of(office: str, country: str | None, world: World) -> str | None:
    """Return the post that an annotated office is: that of its longest ending that is a known wording.

    Args:
        country: None of an office of an organisation, whose chairman is none of a state.
    """
    endings = (office[start:] for start in range(len(office)))
    post = next((world.offices[ending].post for ending in endings if ending in world.offices), None)
    return "io_head" if country is None and post in ("head_of_state", "head_of_government", "leader") else post


def judge(gold: dict[str, Any], found: Found) -> Iterator[str]:
    """Yield what is to be said of one annotated official."""
    _, persons, offices, world = found
    post = post_of(gold["office"], gold["country"], world)
    if post is None:
        yield "of no known post"
        return
    yield "officials"
    right = right_ones(gold, post, world)
    person = next((each for each in persons if gold["name"] in each[0]), None)
    entity = person[1] if person else None
    if entity in right:
        yield "linked"
    elif entity is not None:
        yield "wrong"
    else:
        yield "unknown to the tables" if not right else "unlinked" if person else "unseen"
    ours = [each for each in offices if person and each[0] in person[0]]
    same = [each for each in ours if each[2] == post or each[1] == gold["office"]]
    if same:
        yield "office"
    if any(not gold["status"] or status == gold["status"] for *_, status in same):
        yield "office and status"


def measure(articles: Path, events: Path, *, misses: bool) -> Counter[str]:
    """Compare what is found in a folder of posts with its annotation.

    Args:
        misses: whether each miss is printed.
    """
    outcomes = run(discover([str(articles)]), found_people, jobs=1)
    found: dict[str, Found] = {outcome.result[0]: outcome.result for outcome in outcomes if outcome.result}
    total: Counter[str] = Counter()
    for path in sorted(events.glob("*.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        for gold in annotated["people"]:
            if not gold["office"]:
                continue
            said = list(judge(gold, found[annotated["article"]]))
            total.update(said)
            if misses and not {"linked", "office and status"} <= {*said}:
                told = (gold["name"], gold["country"] or "", gold["office"], gold["status"] or "")
                print(*told, "; ".join(said), path.stem, sep=" | ")
    return total


def loading() -> tuple[float, int]:
    """Return the seconds of the processor and the megabytes that the tables of the world take."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    load_world(DATA / "world", DATA / "lang" / "zh" / "names")
    taken = time.process_time() - start
    return taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024


def main(arguments: list[str]) -> None:
    """Print the counts and the rates."""
    seconds, megabytes = loading()
    folders = [Path(argument) for argument in arguments if argument != "--misses"]
    articles, events = folders or [EXAMPLES / "articles", EXAMPLES / "events"]
    total = measure(articles, events, misses="--misses" in arguments)
    for name in ("linked", "wrong", "unlinked", "unseen", "unknown to the tables", "office", "office and status"):
        print(f"{name:<24}{total[name]:>5}{total[name] / max(total['officials'], 1):>8.1%}")
    print(f"{'officials':<24}{total['officials']:>5}   and {total['of no known post']} of no known post")
    print(f"loading the world: {seconds:.2f} s, {megabytes} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
