"""The choice among the people of the tables: whom a name means by the state, the office and the day of publication.

In go those who bear a name, out comes one of them; none where all contradict the article, so that a namesake of
another state is not linked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.knowledge.gazetteer import Known
from kg.knowledge.world import Tenure, World
from kg.model import EntityId

_INITIAL = re.compile("·[A-Z](?=·)")  #: a middle name, which no table has: 谢尔盖·V·拉夫罗夫
_OFFICE_BONUS, _CURRENT_BONUS, _STATE_BONUS = 2, 1, 4
Posts = frozenset[tuple[str | None, str]]  #: of states, by their codes


def choose(
    choices: Sequence[Known],
    told: str | None,
    posts: set[str],
    *,
    world: World,
    day: str,
    spoken: Posts = frozenset(),
) -> Known | None:
    """Choose the entity that a name means by state, office and date; None if all contradict the article.

    Args:
        spoken: the offices of which the article speaks without a name; of namesakes he who holds one is meant.
    """

    def score(known: Known) -> int:
        tenures = world.tenures_of(known.entity) if known.entity else ()
        polities = {known.country, *(tenure.polity for tenure in tenures)}
        if told and told not in polities:
            return -1
        held = any(tenure.post in posts for tenure in tenures)
        serving = any(tenure.post in posts and _covers(tenure, day) for tenure in tenures)
        current = any(_covers(tenure, day) for tenure in tenures)
        meant = any((tenure.polity, tenure.post) in spoken and _covers(tenure, day) for tenure in tenures)
        return _STATE_BONUS * bool(told) + _OFFICE_BONUS * (held + serving) + _CURRENT_BONUS * (current + meant)

    scores = [(score(known), known.entity or "", known) for known in choices]
    best = max(scores, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] >= 0 else None


def called_so_in_office(name: str, told: str | None, posts: set[str], *, world: World) -> tuple[Known, ...]:
    """Return whom a form that is no name by itself means after an office: 日本首相+石破, but 石破 of no other state.

    Args:
        told: ISO 3166-1 alpha-3 of the state, or the id of the organisation, whose office it is.
    """
    polity = told.removeprefix("org:") if told else None
    return tuple(
        Known(
            form=name,
            entity=each.entity,
            kind=each.kind,
            strength=each.strength,
            label=name,
            country=world.entities[each.entity].country,
        )
        for each in world.lookup(_INITIAL.sub("", name))
        if each.kind == "person"
        and any(tenure.polity == polity and tenure.post in posts for tenure in world.tenures_of(each.entity))
    )


def posts_on(entity: EntityId, *, world: World, day: str) -> frozenset[str]:
    """Return the posts that the tables give somebody on a day."""
    return frozenset(tenure.post for tenure in world.tenures_of(entity) if _covers(tenure, day))


def _covers(tenure: Tenure, day: str) -> bool:
    return (tenure.start or "0") <= day and (not tenure.end or tenure.end >= day[: len(tenure.end)])
