"""Addressees: whom a letter or telegram goes to, where that is no party by its name alone.

In go the arguments of a message and what stands between the mark and the trigger, out come arguments whose addressee is
a person, an office, a whole state or a named gathering: 向中俄能源论坛致贺信 goes to the forum and not to the two
states, 给非洲学者回信 goes to nobody who counts. What a gathering is called is data (`gathering`, `abroad`).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.clauses import Clause
from kg.knowledge.language import EventRule, Language
from kg.model import Argument, Kind, Party, Span

_QUOTES = '“”"「」『』《》'
_STATES = frozenset({Kind.COUNTRY, Kind.ORG})


def address(
    text: str,
    clause: Clause,
    trigger: Span,
    arguments: Sequence[Argument],
    *,
    rule: EventRule,
    language: Language,
) -> tuple[Argument, ...]:
    """Return the arguments with the addressee that the words name.

    Args:
        text: folded.
        rule: one with a `gathering`.
    """
    *rest, role = rule.arguments
    others = tuple(argument for argument in arguments if argument.role in rest)
    mark = next((mark for mark in reversed(clause.marks) if mark.kind == "to" and mark.end <= trigger.start), None)
    if mark is not None and rule.gathering is not None:
        named = rule.gathering.search(text, mark.end, trigger.start)
        if named is not None and named.end() == trigger.start:
            return _to_gathering(text, Span(start=mark.end, end=trigger.start), arguments, others, rule=rule)
    return tuple(
        argument
        for argument in arguments
        if argument.role != role
        or argument.span is None
        or argument.party.kind not in _STATES
        or argument.span.end == trigger.start
        or language.whole.match(text, argument.span.end) is not None
    )


def _to_gathering(
    text: str, span: Span, arguments: Sequence[Argument], others: tuple[Argument, ...], *, rule: EventRule
) -> tuple[Argument, ...]:
    """Address a gathering, if others than the sender's own state gather."""
    homes = {argument.party.country for argument in others}
    abroad = rule.abroad is not None and rule.abroad.search(span.of(text)) is not None
    foreign = any(argument.party.country not in homes for argument in arguments if argument not in others)
    if not (abroad or foreign):
        return others
    party = Party(name=span.of(text).strip(_QUOTES), kind=Kind.ORG, country=None)
    return (*others, Argument(role=list(rule.arguments)[-1], party=party, span=span))
