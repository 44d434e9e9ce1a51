"""Scores of clusters, worked out by hand."""

from __future__ import annotations

import pytest

from kg.coref.metrics import b_cubed, pairwise

CASES = {
    # found, gold, B-cubed precision and recall, pairwise precision and recall
    "equal": (["ab", "c"], ["ab", "c"], (1, 1), (1, 1)),
    "all apart": (["a", "b", "c"], ["abc"], (1, 1 / 3), (1, 0)),
    "all together": (["abc"], ["a", "b", "c"], (1 / 3, 1), (0, 1)),
    "one moved": (["ab", "c"], ["a", "bc"], (2 / 3, 2 / 3), (0, 0)),
    # The example of the paper: a wrong join of 5 and 2 costs less than one of 5 and 5.
    "small join": (["12345", "6789ABC"], ["12345", "67", "89ABC"], ((5 + 7 * 29 / 49) / 12, 1), (21 / 31, 1)),
    "large join": (["1234589ABC", "67"], ["12345", "67", "89ABC"], ((10 * 0.5 + 2) / 12, 1), (21 / 46, 1)),
    "nothing": ([], [], (1, 1), (1, 1)),
    "only one knows c": (["ab", "c"], ["ab"], (1, 1), (1, 1)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_scores(case: tuple[list[str], list[str], tuple[float, float], tuple[float, float]]) -> None:
    """B-cubed and pairwise scores are those worked out by hand."""
    found, gold, cubed, pairs = case
    score = b_cubed(found, gold)
    assert (score.precision, score.recall) == pytest.approx(cubed)
    score = pairwise(found, gold)
    assert (score.precision, score.recall) == pytest.approx(pairs)


def test_f1() -> None:
    """F1 is the harmonic mean, and 0 where both are."""
    assert pairwise(["ab", "c"], ["a", "bc"]).f1 == 0
    assert b_cubed(["a", "b", "c"], ["abc"]).f1 == pytest.approx(0.5)
