"""The rules of events: what tells of an event of one type, and where its arguments stand.

`read_rules` reads one of `events/*.yml`; trying the rules is the business of `extract.events`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kg.knowledge.fields import Ending, OneOf, read_fields
from kg.knowledge.patterns import known, pattern
from kg.model import Status
from kg.tables import Entry, read_yaml

#: Where an argument stands, seen from its trigger.
SLOTS = (
    "about",
    "topic",
    "posted",
    "other",
    "inner",
    "head",
    "subject",
    "with",
    "object",
    "to",
    "by",
    "modifier",
    "at",
    "owner",
)

#: What may stand there; a rule may take some of them alone.
KINDS = ("person", "country", "org", "region", "place", "office", "group", "pronoun")
_SLOT, _KIND = OneOf(SLOTS, "slot"), OneOf(KINDS, "kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that a rule reads, and what it must give."""

    text: str
    event: Mapping[str, object]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """One way in which a language tells of an event type."""

    name: str  #: "Meeting/receives"
    type: str
    triggers: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]  #: triggers that are more than a word: 通了.{0,8}电话
    arguments: Mapping[str, tuple[str, ...]]  #: role to slots
    minimum: int = 2  #: fewest parties in all roles, absent ones not counted
    required: tuple[str, ...] = ()  #: roles that must be filled
    place: Annotated[tuple[str, ...], _SLOT] = ("at",)  #: slots whose places are the event's
    needs: re.Pattern[str] | None = None  #: must match in the clause
    unless: re.Pattern[str] | None = None  #: must not match in the clause
    unless_later: re.Pattern[str] | None = None  #: must not match between the trigger and the end of the sentence
    unless_earlier: re.Pattern[str] | None = None  #: must not match between the start of the sentence and the trigger
    after: re.Pattern[str] | None = None  #: must match right after the trigger
    not_after: re.Pattern[str] | None = None  #: must not match right after the trigger
    before: Ending | None = None  #: must match up to the trigger (anchored at its end)
    not_before: Ending | None = None  #: must not match up to the trigger (anchored at its end)
    status: Status | None = None  #: where the trigger itself says it
    apart: re.Pattern[str] | None = None  #: in the clause: one event for each counterpart (分别)
    pairs: bool = False  #: what each of several does is an event of its own: 甲、乙与丙断交
    first_slot: bool = False  #: a role takes the parties of its first filled slot, not of all
    kinds: Annotated[frozenset[str], _KIND] = frozenset()  #: kinds of phrase that may fill roles; empty for all
    entities: bool = False  #: companies and bodies stand for their state (制裁美国企业)
    slot_needed: Annotated[str | None, _SLOT] = None  #: a slot that must be filled
    at_once: bool = False  #: where one goes stands right after the trigger: 去了+智利, but not 去解决+智利问题
    time_before: bool = False  #: a time after the trigger is not its own (邀请他明年访华)
    level: str | None = None  #: its states are their persons of this level: 俄朝峰会
    by_line: bool = False  #: only where the talks last told of were by phone, and no place is told
    joins: bool = False  #: its parties join the event of this type that was told of last (王毅等参加会见)
    of_sides: bool = False  #: of those who join, only they whose state is told of (甲国与乙国会谈。+甲国总理主持会谈)
    by_leaders: bool = False  #: the leaders who announce it take part, and not their states: 两国元首宣布
    beside: bool = False  #: a subject left out brings along the other side told before it: 甲与乙会谈，并+签署协定
    under_way: bool = False  #: the visit of which the talks last told of are a part (总统先生这次访问)
    anaphoric: bool = False  #: one party suffices where the article has named the other
    understood: bool = False  #: no party need be named: the states last spoken of are meant (会后发表的联合声明)
    answers: re.Pattern[str] | None = (
        None  #: in a clause that addresses nobody: whoever acted before is: 甲越界，乙抗议
    )
    states: Annotated[frozenset[str], _SLOT] = frozenset()  #: slots whose persons stand for their states: who expels
    announced: bool = False  #: who announces it in the clause before does it: 甲宣布，乙为不受欢迎的人
    gathering: Ending | None = None  #: ends the name of a gathering that may be addressed
    points: re.Pattern[str] | None = None  #: in the clause up to the trigger: the gathering last told of is addressed
    told: re.Pattern[str] | None = None  #: how a gathering is told of; group name: its name
    private: re.Pattern[str] | None = None  #: in such a name: no officials gather, and nobody is addressed
    abroad: re.Pattern[str] | None = None  #: in such a name: others than the sender's own state take part
    untalked: bool = False  #: not where the two were told of as talking before: what is said there is no message
    one_sided: bool = False  #: its parties may be of one state: a president names an envoy of his own
    dated: bool = False  #: only with a time of its own: what two leaders agreed on need not have been said in one place
    declares: bool = False  #: to decide it or to agree on it is to do it: 决定断交
    examples: tuple[Example, ...]
    rejects: tuple[str, ...]
    path: Path
    line: int


def read_rules(path: Path, *, roles: Mapping[str, frozenset[str]], levels: Collection[str]) -> tuple[EventRule, ...]:
    """Read the rules of one event type.

    Args:
        roles: those that each event type of the ontology has.
        levels: of the persons that states may stand for.

    Raises:
        DataError: a key, type, role, slot, kind, level or status is unknown, a pattern does not compile, two rules have
            one name, or a trigger, an example or a reject is missing.
    """
    root = read_yaml(path).mapping(required=("type", "rules"))
    event_type = known(root["type"], roles, "type")
    rules: dict[str, EventRule] = {}
    for entry in root["rules"].list():
        rule = _rule(entry, event_type, roles[event_type], levels)
        if rule.name in rules:
            raise entry.error(f'the name of the rule in line {rules[rule.name].line}, "{rule.name}", stands twice')
        rules[rule.name] = rule
    return tuple(rules.values())


def _rule(entry: Entry, event_type: str, roles: Collection[str], levels: Collection[str]) -> EventRule:
    """Read a rule: here what is no word of its fields, all else by their types."""
    keys = entry.mapping(required=("name", "trigger", "arguments", "examples", "rejects"))
    patterns = tuple(map(pattern, keys["pattern"].list())) if "pattern" in keys else ()
    if not (keys["trigger"].texts() or patterns):
        raise keys["trigger"].error("a rule needs a trigger or a pattern")
    for key in ("examples", "rejects"):
        if not keys[key].value:
            raise keys[key].error(f"a rule needs {key}")
    for role in keys["required"].list() if "required" in keys else ():
        known(role, roles, "role")
    if "level" in keys:
        known(keys["level"], levels, "level")
    return read_fields(
        EventRule,
        entry,
        besides=("trigger", "pattern", "name", "arguments", "examples"),
        name=f"{event_type}/{keys['name'].text()}",
        type=event_type,
        triggers=keys["trigger"].texts(),
        patterns=patterns,
        arguments=_arguments(keys["arguments"], roles),
        examples=tuple(map(_example, keys["examples"].list())),
        path=entry.path,
        line=entry.line,
    )


def _arguments(entry: Entry, roles: Collection[str]) -> dict[str, tuple[str, ...]]:
    return {
        role: tuple(known(slot, SLOTS, "slot") for slot in slots.list())
        for role, slots in entry.mapping(known=roles).items()
    }


def _example(entry: Entry) -> Example:
    keys = entry.mapping(required=("text", "event"))
    return Example(text=keys["text"].text(), event=keys["event"].plain(), line=entry.line)
