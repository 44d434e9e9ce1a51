"""Groups: those whom a title names in one (与欧洲三国领导人会谈), and those who join talks.

In go mentions of events of one article, out come the title's with the members whom the body names in place of the
group, and whether a mention only adds to the parties of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Event, Kind, Party

_SEVERAL = 2  #: members of a group
#: Rules that tell of talks once more, with those who took part as well.
_JOINING = frozenset({"Meeting/joins", "Meeting/joined-by", "Meeting/attends", "Call/joins"})


def spelled_out(title: Event, body: Sequence[Event]) -> Event:
    """Put the persons whom the body names in the place of the group of which the title speaks.

    A group that the body names as well is left: it took part itself.
    """
    groups = [argument for argument in title.arguments if _is_group(argument.party)]
    if len(groups) != 1:
        return title
    group, told = groups[0], [event for event in body if event.type == title.type]
    others = {argument.party for argument in title.arguments if argument is not group}
    if not others or any(group.party in event.parties() for event in told):
        return title
    for event in (event for event in told if others <= set(event.parties())):
        members = [argument for argument in event.arguments if argument.party not in others]
        if len(members) >= _SEVERAL and all(member.party.kind is Kind.PERSON for member in members):
            kept = (argument for argument in title.arguments if argument is not group)
            joined = (replace(member, span=group.span) for member in members)
            return replace(title, arguments=(*kept, *joined))
    return title


def _is_group(party: Party) -> bool:
    """Tell whether a party may be several states: a region or a union, but no armed movement."""
    return party.kind is Kind.ORG and party.country is None


def joins(known: Event, event: Event) -> bool:
    """Tell whether a mention tells who joined the talks last told of: all of these, and further ones."""
    parties = set(known.parties())
    return event.rule in _JOINING and parties < set(event.parties())
