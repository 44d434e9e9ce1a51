"""Print how well the annotated posts are read: `python benchmarks/accuracy.py [ARTICLES EVENTS]`.

ARTICLES is a folder of posts and EVENTS one of annotations, a JSON file for each post; by default the examples.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.evaluate import Tally, compare
from kg.fleet import run
from kg.model import Annotation
from kg.pipeline import Knowledge
from kg.read.sources import discover
from kg.records import extract_records

EXAMPLES = Path(__file__).parent.parent / "examples"


def records(annotation: Annotation, _: Knowledge) -> tuple[str, list[dict[str, object]]]:
    """Return the file name of an article and its events."""
    return annotation.article.file, list(extract_records(annotation))


def accuracy(articles: Path, events: Path) -> Tally:
    """Compare what is found in a folder of posts with its annotation."""
    found = dict(outcome.result for outcome in run(discover([str(articles)]), records, jobs=1) if outcome.result)
    total = Tally()
    for path in sorted(events.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        total.add(compare(gold["events"], found.get(gold["article"], [])))
    return total


def main(arguments: list[str]) -> None:
    """Print precision, recall and F1 of detection and of complete events, in all and by type."""
    folders = [Path(argument) for argument in arguments] or [EXAMPLES / "articles", EXAMPLES / "events"]
    total = accuracy(*folders)
    print(f"{'':<16}{'events':>7}{'precision':>11}{'recall':>8}{'F1':>6}{'complete':>10}{'status':>8}{'date':>6}")
    for name, tally in (("all", total), *sorted(total.by_type.items())):
        hits = tally.detected
        scores = (tally.precision(hits), tally.recall(hits), tally.f1(hits), tally.f1(tally.complete))
        slots = (tally.status / hits if hits else 0.0, tally.date / hits if hits else 0.0)
        widths = (11, 8, 6, 10, 8, 6)
        print(
            f"{name:<16}{tally.gold:>7}"
            + "".join(f"{v:>{w}.2f}" for v, w in zip((*scores, *slots), widths, strict=True))
        )


if __name__ == "__main__":
    main(sys.argv[1:])
