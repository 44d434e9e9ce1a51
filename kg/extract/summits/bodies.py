"""Bodies: the states and organisations that a conference is of, as its name or who convenes it tells.

In go a conference of which nobody is named as taking part, out come the parties that its name is made of
(中日韩文化部长会议, 中欧领导人会晤) or the organisation that convened it (阿盟召开外长会议). The members of a group
are not looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.conferences.conference import NOISE, Conference
from kg.extract.context import Context
from kg.knowledge.worldvalues import Name
from kg.model import Event, Kind, Party

_JOINT = 3  #: states whose signs alone name a conference
_SIDES = 2  #: a state and an organisation that confer
_LONGEST = 12  #: signs of one of them
_KINDS = frozenset({"state", "organisation", "region"})


def unless_named(events: Sequence[Event]) -> list[Event]:
    """Leave out the organisation of a conference where the article names persons who take part in it."""
    named = {event.name for event in events if event.type == "Summit" and _has_persons(event)}
    return [replace(one, arguments=()) if one.name in named and _is_only_of(one) else one for one in events]


def _has_persons(event: Event) -> bool:
    return any(party.kind is Kind.PERSON for party in event.parties())


def _is_only_of(event: Event) -> bool:
    """Tell whether a conference is told of with nobody but an organisation."""
    parties = event.parties()
    alone = len(parties) == 1 and parties[0].kind is Kind.ORG and (event.name or "").startswith(parties[0].name)
    return event.type == "Summit" and alone and not event.parties("absent")


def sides_named(context: Context, written: str) -> tuple[Party, ...]:
    """Return those of whom the name of a conference is made; none where it is of two states, or of one body."""
    names: list[Name] = []
    at, name = 0, context.language.conferences.edition.sub("", written)
    while at < len(name):
        if NOISE.match(name, at) or name[at] in context.language.conferences.lists:
            at += 1
            continue
        known = _longest(context, name, at)
        if known is None or known[0].kind not in _KINDS:
            break
        if known[0].entity not in {one.entity for one in names}:  # 七国集团(G7)
            names.append(known[0])
        at = known[1]
    if any(one.kind != "state" for one in names):
        whole = len(names) == _SIDES and all(_is_body(context, one) for one in names)
    else:
        whole = len(names) >= _JOINT
    return tuple(_party(context, one) for one in names) if whole else ()


def _longest(context: Context, name: str, at: int) -> tuple[Name, int] | None:
    """Return the longest known name at a place in the name of a conference, and where it ends."""
    for end in range(min(len(name), at + _LONGEST), at, -1):
        for one in context.world.lookup(name[at:end]):
            if one.kind in _KINDS:
                return one, end
    return None


def _is_body(context: Context, name: Name) -> bool:
    """Tell whether a side of a conference is a state or an organisation, or a group that is called its states."""
    states = context.language.conferences.states_of
    return name.kind != "region" or states.search(name.form) is not None


def _party(context: Context, name: Name) -> Party:
    if name.kind == "state":
        return context.state(name.entity.partition(":")[2])
    known = context.world.entities[name.entity]
    label = known.labels.get(context.language.code, name.form)
    label = name.form if label not in context.text and len(name.form) > 1 else label
    return Party(name=label, kind=Kind.ORG, country=known.country, entity=known.id)


def body_of(context: Context, conference: Conference) -> tuple[Party, ...]:
    """Return the organisation that is told to have convened its conference: 阿盟+11日在开罗召开+外长会议."""
    names = () if conference.body in context.language.conferences.assemblies else context.world.lookup(conference.body)
    known = next((one for one in names if one.kind == "organisation"), None)
    return (_party(context, known),) if known is not None else ()
