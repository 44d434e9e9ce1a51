"""Compare two reports feature by feature.

Two outlines of one event type come in, a `Comparison` goes out: a score, and every finding with its reason. A veto is
a finding as well. What follows from the score is not said here (see `judge`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.coref.dates import compare_dates
from kg.coref.finding import Finding, Pair
from kg.coref.identity import compare_identity, same_edition
from kg.coref.outline import CALLED_OFF, Outline
from kg.coref.parties import compare_parties
from kg.coref.places import compare_places
from kg.coref.rules import Profile, Rules, StatusValues, WordValues
from kg.model import Status


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found when two reports were compared."""

    earlier: Outline
    later: Outline
    score: float  #: 0 to 1, as if there were no veto
    findings: tuple[Finding, ...]

    @property
    def veto(self) -> Finding | None:
        """The finding that forbids that the two tell of one event."""
        return next((finding for finding in self.findings if finding.veto), None)

    @property
    def vague(self) -> int:
        """Which of the two could mean other events as well, as flags of `finding`."""
        flags = 0
        for finding in self.findings:
            flags |= finding.vague
        return flags


def compare(one: Outline, other: Outline, rules: Rules) -> Comparison:
    """Compare two reports of one event type; their order does not matter.

    What settles the matter by itself, different parties or the same edition of a conference, is the only finding then.
    """
    pair = Pair(one, other) if one.order <= other.order else Pair(other, one)
    profile = rules.profiles[pair.earlier.event.type]
    findings = tuple(_find(pair, profile, rules))
    score = sum(finding.value * profile.weights.get(finding.feature, 0.0) for finding in findings)
    return Comparison(pair.earlier, pair.later, min(max(round(score, 4), 0.0), 1.0), findings)


def _find(pair: Pair, profile: Profile, rules: Rules) -> Iterator[Finding]:
    if "identity" in profile.weights:
        first = compare_identity(pair, rules.identity, rules.name_alike)
    else:
        first = compare_parties(pair, rules.parties)
    yield first
    if first.veto or same_edition(pair.earlier, pair.later, rules.days.reschedule):
        return
    yield compare_dates(pair, rules, point=profile.point)
    if "places" in profile.weights:
        yield from filter(None, [compare_places(pair, rules, profile)])
    if "words" in profile.weights:
        yield from filter(None, [_words(pair, rules.words)])
    yield from filter(None, (_part_of(pair, rules), _status(pair, rules.status)))


def _part_of(pair: Pair, rules: Rules) -> Finding | None:
    one, other = pair.earlier.event.part_of, pair.later.event.part_of
    if not one or one != other:
        return None
    return Finding("part_of", rules.part_of, f"both during {one}")


def _words(pair: Pair, values: WordValues) -> Finding | None:
    """Compare the evidence sentences by the pairs of signs that they share: a weak sign, for want of a better."""
    one, other = pair.earlier.pairs, pair.later.pairs
    if not one or not other:
        return None
    share = len(one & other) / min(len(one), len(other))
    value = -0.5 + 1.5 * min(max((share - values.low) / (values.high - values.low), 0.0), 1.0)
    return Finding("words", value, f"their sentences share {share:.0%} of their wording")


def _status(pair: Pair, values: StatusValues) -> Finding | None:
    """Judge statuses that do not go well together; a plan that is held later is no such pair."""
    statuses = (pair.earlier.event.status, pair.later.event.status)
    if Status.HELD not in statuses or statuses[0] == statuses[1]:
        return None
    other = statuses[0] if statuses[1] is Status.HELD else statuses[1]
    if other in CALLED_OFF and pair.earlier.period and pair.earlier.period == pair.later.period:
        return Finding("status", values.declined_held, f"{other} and held for the same days", veto=True)
    if other is Status.DECLINED:
        return Finding("status", values.declined_held, "declined, and held")
    if other is Status.PROPOSED:
        return Finding("status", values.proposed_held, "proposed, and held")
    return None
