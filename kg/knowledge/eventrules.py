"""The rules of events: what tells of an event of one type, and where its arguments stand.

`read_rules` reads one of `events/*.yml`; trying the rules is the business of `extract.events`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.knowledge.patterns import flag, pattern, status
from kg.model import Status
from kg.tables import Entry, did_you_mean, read_yaml

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
    minimum: int  #: fewest parties in all roles, absent ones not counted
    required: tuple[str, ...]  #: roles that must be filled
    place: tuple[str, ...]  #: slots whose places are the event's
    needs: re.Pattern[str] | None  #: must match in the clause
    unless: re.Pattern[str] | None  #: must not match in the clause
    unless_later: re.Pattern[str] | None  #: must not match between the trigger and the end of the sentence
    unless_earlier: re.Pattern[str] | None  #: must not match between the start of the sentence and the trigger
    after: re.Pattern[str] | None  #: must match right after the trigger
    not_after: re.Pattern[str] | None  #: must not match right after the trigger
    before: re.Pattern[str] | None  #: must match up to the trigger (anchored at its end)
    not_before: re.Pattern[str] | None  #: must not match up to the trigger (anchored at its end)
    status: Status | None  #: where the trigger itself says it
    apart: re.Pattern[str] | None  #: in the clause: one event for each counterpart (分别)
    mutual: bool  #: two act on each other: two events, one from each (互致贺电)
    pairs: bool  #: what each of several does is an event of its own: 甲、乙与丙断交
    first_slot: bool  #: a role takes the parties of its first filled slot, not of all
    kinds: frozenset[str]  #: kinds of phrase that may fill roles; empty for all
    entities: bool  #: companies and bodies stand for their state (制裁美国企业)
    slot_needed: str | None  #: a slot that must be filled
    time_before: bool  #: a time after the trigger is not its own (邀请他明年访华)
    level: str | None  #: its states are their persons of this level: 俄朝峰会
    joins: bool  #: its parties join the event of this type that was told of last (王毅等参加会见)
    by_leaders: bool  #: the leaders who announce it take part, and not their states: 两国元首宣布
    beside: bool  #: a subject left out brings along the other side told before it: 甲与乙会谈，并+签署协定
    under_way: bool  #: the visit of which the talks last told of are a part (总统先生这次访问)
    anaphoric: bool  #: one party suffices where the article has named the other
    understood: bool  #: no party need be named: the states last spoken of are meant (会后发表的联合声明)
    answers: re.Pattern[str] | None  #: in a clause that addresses nobody: whoever acted before is (甲越界，乙提出抗议)
    states: frozenset[str]  #: slots whose persons stand for their states: an expelled envoy is named, who expels is not
    announced: bool  #: who announces it in the clause before does it: 甲宣布，乙为不受欢迎的人
    gathering: re.Pattern[str] | None  #: ends the name of a gathering that may be addressed
    private: re.Pattern[str] | None  #: in such a name: no officials gather, and nobody is addressed
    abroad: re.Pattern[str] | None  #: in such a name: others than the sender's own state take part
    one_sided: bool  #: its parties may be of one state: a president names an envoy of his own
    declares: bool  #: to decide it or to agree on it is to do it: 决定断交
    examples: tuple[Example, ...]
    rejects: tuple[str, ...]
    path: Path
    line: int


_RULE_KEYS = (
    "by_leaders",
    "under_way",
    "minimum",
    "required",
    "place",
    "needs",
    "unless",
    "unless_later",
    "unless_earlier",
    "after",
    "not_after",
    "before",
    "not_before",
    "status",
    "apart",
    "pairs",
    "mutual",
    "slot_needed",
    "entities",
    "first_slot",
    "kinds",
    "beside",
    "anaphoric",
    "understood",
    "answers",
    "states",
    "one_sided",
    "declares",
    "announced",
    "gathering",
    "private",
    "abroad",
    "joins",
    "pattern",
    "level",
    "time_before",
)


def read_rules(path: Path) -> tuple[EventRule, ...]:
    """Read the rules of one event type.

    Raises:
        DataError: a key, slot or status is unknown, a pattern does not compile, an example or reject is missing.
    """
    root = read_yaml(path).mapping(required=("type", "rules"))
    return tuple(_rule(path, root["type"].text(), entry) for entry in root["rules"].list())


def _rule(path: Path, event_type: str, entry: Entry) -> EventRule:
    keys = entry.mapping(required=("name", "trigger", "arguments", "examples", "rejects"), known=_RULE_KEYS)
    arguments = {role: _slots(slots) for role, slots in keys["arguments"].mapping().items()}
    place, minimum, required = (keys.get(key) for key in ("place", "minimum", "required"))

    def optional(key: str, *, end: bool = False) -> re.Pattern[str] | None:
        return pattern(keys[key], end=end) if key in keys else None

    return EventRule(
        name=f"{event_type}/{keys['name'].text()}",
        type=event_type,
        triggers=keys["trigger"].texts(),
        patterns=tuple(pattern(item) for item in keys["pattern"].list()) if "pattern" in keys else (),
        arguments=arguments,
        minimum=int(minimum.text()) if minimum else 2,
        required=required.texts() if required else (),
        place=_slots(place) if place else ("at",),
        needs=optional("needs"),
        unless=optional("unless"),
        unless_later=optional("unless_later"),
        unless_earlier=optional("unless_earlier"),
        after=optional("after"),
        not_after=optional("not_after"),
        before=optional("before", end=True),
        not_before=optional("not_before", end=True),
        status=status(keys["status"]) if "status" in keys else None,
        apart=optional("apart"),
        mutual=flag(keys, "mutual"),
        pairs=flag(keys, "pairs"),
        first_slot=flag(keys, "first_slot"),
        kinds=frozenset(keys["kinds"].texts() if "kinds" in keys else ()),
        entities=flag(keys, "entities"),
        slot_needed=keys["slot_needed"].text() if "slot_needed" in keys else None,
        time_before=flag(keys, "time_before"),
        level=keys["level"].text() if "level" in keys else None,
        joins=flag(keys, "joins"),
        by_leaders=flag(keys, "by_leaders"),
        beside=flag(keys, "beside"),
        under_way=flag(keys, "under_way"),
        anaphoric=flag(keys, "anaphoric"),
        understood=flag(keys, "understood"),
        answers=optional("answers"),
        states=frozenset(_slots(keys["states"]) if "states" in keys else ()),
        announced=flag(keys, "announced"),
        gathering=optional("gathering", end=True),
        private=optional("private"),
        abroad=optional("abroad"),
        one_sided=flag(keys, "one_sided"),
        declares=flag(keys, "declares"),
        examples=tuple(_example(item) for item in keys["examples"].list()),
        rejects=keys["rejects"].texts(),
        path=path,
        line=entry.line,
    )


def _slots(entry: Entry) -> tuple[str, ...]:
    for item in entry.list():
        if item.text() not in SLOTS:
            raise item.error(
                f'unknown slot "{item.text()}"', advice=did_you_mean(item.text(), SLOTS), wrong=item.text()
            )
    return entry.texts()


def _example(entry: Entry) -> Example:
    keys = entry.mapping(required=("text", "event"))
    return Example(text=keys["text"].text(), event=keys["event"].plain(), line=entry.line)
