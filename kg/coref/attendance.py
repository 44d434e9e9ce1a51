"""Who takes part in an event, and who stays away, out of what its reports say.

The reports of the status that decides name the parties; absences are taken from all. Persons take the place of the
state that they stand for. Where one report has a party take part and another has it absent, what is said of the event
as held wins, then what is said later; the party is named as disputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.coref.parties import same_name
from kg.coref.report import Report
from kg.model import Argument, Kind, Party, Status

ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who takes part and who does not."""

    arguments: tuple[Argument, ...]  #: without spans; principals first, the absent last
    disputed: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a party has a role, and how much the word of the report that says so counts."""

    argument: Argument
    weight: tuple[bool, int]  #: whether it was held by then; position of the report

    def joined(self, other: _Claim) -> _Claim:
        """Return the claim with the fuller form of the party and the greater weight."""
        full = max(self.argument, other.argument, key=lambda each: (bool(each.party.entity), len(each.party.name)))
        return _Claim(full, max(self.weight, other.weight))


def settle_parties(reports: Sequence[Report], status: Status) -> Attendance:
    """Settle the parties of an event.

    Args:
        reports: in order of publication, of one event.
        status: what became of it.
    """
    claims: list[_Claim] = []
    for index, report in enumerate(reports):
        told = report.event.status
        new = [
            _Claim(replace(argument, span=None), (told is Status.HELD, index))
            for argument in report.event.arguments
            if told is status or argument.role == ABSENT
        ]
        claims = _with(claims, new)
    present = [claim for claim in claims if claim.argument.role != ABSENT]
    absent = [claim for claim in claims if claim.argument.role == ABSENT]
    there = [claim for claim in present if not _outweighed(claim, absent, ties=False)]
    away = [claim for claim in absent if not _outweighed(claim, present, ties=True)]
    return Attendance(
        arguments=(*_without_stand_ins(claim.argument for claim in there), *(claim.argument for claim in away)),
        disputed=tuple(
            claim.argument.party
            for claim in absent
            if any(same_party(claim.argument.party, other.argument.party) for other in present)
        ),
    )


def same_party(one: Party, other: Party) -> bool:
    """Tell whether two reports of one event name one party."""
    if one.kind is not other.kind or (one.country and other.country and one.country != other.country):
        return False
    return one.kind is Kind.COUNTRY or same_name(one, other) > 0


def _with(claims: Sequence[_Claim], new: Iterable[_Claim]) -> list[_Claim]:
    """Add the claims of one report, which never names a party twice in a role, to those of earlier ones."""
    joined = list(claims)
    for claim in new:
        role, party = claim.argument.role, claim.argument.party
        index = next(
            (
                index
                for index, known in enumerate(claims)
                if known.argument.role == role and same_party(known.argument.party, party)
            ),
            None,
        )
        if index is None:
            joined.append(claim)
        else:
            joined[index] = joined[index].joined(claim)
    return joined


def _outweighed(claim: _Claim, others: Iterable[_Claim], *, ties: bool) -> bool:
    """Tell whether a claim of the contrary counts for more.

    Args:
        ties: whether one that counts as much is enough.
    """
    return any(
        other.weight > claim.weight or (ties and other.weight == claim.weight)
        for other in others
        if same_party(claim.argument.party, other.argument.party)
    )


def _without_stand_ins(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    """Put the persons of a state where the state itself is named beside them."""
    given = tuple(arguments)
    persons: dict[tuple[str, str | None], list[Argument]] = {}
    for argument in given:
        if argument.party.kind is Kind.PERSON:
            persons.setdefault((argument.role, argument.party.country), []).append(argument)
    placed = (
        each
        for argument in given
        for each in (
            persons.get((argument.role, argument.party.country), [argument])
            if argument.party.kind is Kind.COUNTRY
            else [argument]
        )
    )
    return tuple(dict.fromkeys(placed))
