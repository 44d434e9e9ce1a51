"""Parties understood: those of whom a clause says nothing, and who take part nevertheless.

In go the parties that a rule has found in its clause, out come these with the others that the rule lets be understood:
a companion, the counterpart last spoken of, who provoked an answer, to whom a gathering belongs. An office told of long
after is read as its state. How each is found is the business of `roles`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import edtf
from kg.extract.arguments.placed import Placed
from kg.extract.parties.addressees import address
from kg.extract.parties.counterparts import (
    announced_by,
    last_spoken_of,
    names_other_side,
    with_companion,
    with_counterpart,
    with_provoker,
)
from kg.extract.parties.sides import sides
from kg.extract.parties.splitting import ONE_SIDE
from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Kind

_TERM = 364  #: days; before that somebody else may have held an office


def with_understood(
    spot: Spot, placed: Sequence[Placed], rule: EventRule, arguments: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    """Add the parties that a rule takes from what was told before, or from the name of a gathering."""
    context, trigger = spot.context, spot.trigger
    if rule.beside:
        arguments = with_companion(spot, placed, arguments, role=list(rule.arguments)[-1])
    if rule.anaphoric and not names_other_side(spot, placed):
        arguments = with_counterpart(arguments, context, role=list(rule.arguments)[-1])
    if rule.answers and rule.answers.search(spot.text, spot.clause.span.start, spot.clause.span.end):
        arguments = with_provoker(spot, arguments, rule=rule)
    if rule.understood and sides([argument.party for argument in arguments], one_side=ONE_SIDE) < 2:
        arguments = last_spoken_of(arguments, context, trigger, role=next(iter(rule.arguments)))
    if rule.by_leaders:
        arguments = announced_by(spot, arguments)
    if rule.gathering:
        arguments = address(spot, placed, arguments, rule=rule)
    return arguments


def at_the_time(spot: Spot, arguments: tuple[Argument, ...], day: str | None) -> tuple[Argument, ...]:
    """Let a bare office stand for its state where the event lies far back: 2018年的英国首相 is not today's."""
    _, last = edtf.bounds(day) if day else (None, None)
    if last is None or (spot.reading.anchor - last).days <= _TERM:
        return arguments
    bare = {phrase.head: phrase for phrase in spot.clause.phrases if phrase.kind == "office"}
    return tuple(
        replace(argument, party=spot.context.state(bare[argument.span].country))
        if argument.party.kind is Kind.PERSON and argument.span in bare and bare[argument.span].country
        else argument
        for argument in arguments
    )
