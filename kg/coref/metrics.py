"""How well clusters agree with annotated ones: B-cubed and pairwise precision, recall and F1.

Source: Bagga and Baldwin, "Algorithms for Scoring Coreference Chains" (1998), for B-cubed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each 0 to 1; 1 where nothing was to be found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(found: Iterable[Collection[Hashable]], gold: Iterable[Collection[Hashable]]) -> Score:
    """Score clusters by what each member sees of its own cluster, averaged over the members.

    Members that one hand lacks are left out of both.

    >>> score = b_cubed([["a", "b"], ["c"]], [["a"], ["b", "c"]])
    >>> round(score.precision, 2), round(score.recall, 2)
    (0.67, 0.67)
    """
    places, gold_places, shared = _places(found, gold)
    both = Counter((places[each], gold_places[each]) for each in shared)
    ours = Counter(places[each] for each in shared)
    theirs = Counter(gold_places[each] for each in shared)
    total = len(shared)
    if not total:
        return Score(1.0, 1.0)
    return Score(
        sum(count * count / ours[one] for (one, _), count in both.items()) / total,
        sum(count * count / theirs[other] for (_, other), count in both.items()) / total,
    )


def pairwise(found: Iterable[Collection[Hashable]], gold: Iterable[Collection[Hashable]]) -> Score:
    """Score clusters by the pairs that they put together.

    >>> pairwise([["a", "b", "c"]], [["a", "b"], ["c"]])
    Score(precision=0.3333333333333333, recall=1.0)
    """
    places, gold_places, shared = _places(found, gold)
    right = _pairs((places[each], gold_places[each]) for each in shared)
    ours, theirs = _pairs(places[each] for each in shared), _pairs(gold_places[each] for each in shared)
    return Score(right / ours if ours else 1.0, right / theirs if theirs else 1.0)


def _pairs(places: Iterable[Hashable]) -> int:
    """Count the pairs of members that are in one place."""
    return sum(comb(count, 2) for count in Counter(places).values())


def _places(
    found: Iterable[Collection[Hashable]], gold: Iterable[Collection[Hashable]]
) -> tuple[dict[Hashable, int], dict[Hashable, int], set[Hashable]]:
    """Number the clusters, and say which one each member is in, and who is in both."""
    ours = {member: index for index, cluster in enumerate(found) for member in cluster}
    theirs = {member: index for index, cluster in enumerate(gold) for member in cluster}
    return ours, theirs, ours.keys() & theirs.keys()
