"""Retold: talks of which a clause says no more than what was said in them.

In go a trigger and the parties in its clause, out comes the recalled event that it goes on telling of: 甲与乙去年通过
电话。两人+通话+时谈到丙. Its day is that of the talks, though the sentence names none.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.spot import Spot
from kg.knowledge.eventrules import EventRule
from kg.model import Argument, Event, Salience

TALKS = ("Meeting", "Call")  #: types of events in which persons speak with each other


def retold(spot: Spot, rule: EventRule, arguments: Sequence[Argument]) -> Event | None:
    """Return the recalled talks last told of, where a clause that names nobody says what was said in them."""
    last = spot.context.last.get((rule.type, False))
    if rule.type not in TALKS or last is None or last.date is None or last.salience is not Salience.BACKGROUND:
        return None
    if not spot.reading.language.in_talks.match(spot.text, spot.trigger.end, spot.clause.span.end):
        return None
    parties = {argument.party for argument in arguments}
    latest = spot.context.latest.get(rule.type)
    if parties != set(last.parties()) or (latest is not None and parties == set(latest.parties())):
        return None
    near = spot.reading.sentences[max(spot.sentence.index - 1, 0)]
    groups = {phrase.head for phrase in spot.clause.phrases if phrase.kind in ("group", "pronoun")}
    told = near.span.covers(last.evidence)
    return last if told and all(argument.span in groups or argument.span is None for argument in arguments) else None
