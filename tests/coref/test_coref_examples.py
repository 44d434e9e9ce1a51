"""The events that the annotated example articles have in common."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from goldfiles import Link, read_gold, unlinked
from goldlinks import WorldLink

from kg.coref.cluster import resolve
from kg.coref.metrics import b_cubed, pairwise
from kg.coref.report import reports_of
from kg.coref.rules import load_rules
from kg.pipeline import load_knowledge

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
WAYS: dict[str, tuple[Callable[[], Link], float]] = {
    # how names are linked, and the least B-cubed F1
    "by name alone": (lambda: unlinked, 0.93),
    "by our tables": (lambda: WorldLink(load_knowledge()), 0.97),
}


def found(link: Link) -> list[Sequence[str]]:
    """Find the clusters of the annotated events."""
    annotations = read_gold(EXAMPLES / "events", link=link)
    reports = [report for annotation in annotations for report in reports_of(annotation)]
    return [cluster.members for cluster in resolve(reports, load_rules()).clusters]


def gold(found: list[Sequence[str]]) -> list[Sequence[str]]:
    """Read the annotated clusters; an event that stands in none is told by one article."""
    clusters = json.loads((EXAMPLES / "clusters.json").read_text(encoding="utf-8"))
    joined = [[f"{article}#{index}" for article, index in cluster["reports"]] for cluster in clusters]
    alone = {member for cluster in found for member in cluster} - {member for cluster in joined for member in cluster}
    return [*joined, *([member] for member in sorted(alone))]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_examples(way: tuple[Callable[[], Link], float]) -> None:
    """No two events are taken for one, however names are linked, and few reports of one event are left apart."""
    link, least = way
    clusters = found(link())
    score = b_cubed(clusters, gold(clusters))
    assert pairwise(clusters, gold(clusters)).precision == 1
    assert score.f1 >= least
