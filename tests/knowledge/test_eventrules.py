"""A wrong line in the rules of events is refused with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.knowledge.eventrules import EventRule, read_rules
from kg.knowledge.ontology import ontology_folder, roles_by_type
from kg.model import Status

WHOLE = """\
type: Meeting
rules:
  - name: receives
    trigger: [会见, 接见]
    arguments: {participant: [subject, object]}
    required: [participant]
    minimum: 2
    status: held
    pairs: yes
    kinds: [person, country]
    slot_needed: object
    level: leader
    before: 又
    examples:
      - {text: 甲会见乙。, event: {participant: [甲, 乙]}}
    rejects: [甲没有会见乙。]
  - name: talks
    trigger: 会谈
    arguments: {participant: subject}
    examples: [{text: 甲乙会谈。, event: {}}]
    rejects: 会谈室
"""
ROLES = roles_by_type(ontology_folder())


def read(folder: Path, text: str) -> tuple[EventRule, ...]:
    path = folder / "meeting.yml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path, roles=ROLES, levels=("leader",))


def test_keys_are_read_by_the_types_of_fields(tmp_path: Path) -> None:
    receives, talks = read(tmp_path, WHOLE)
    assert (receives.name, receives.type, receives.triggers) == ("Meeting/receives", "Meeting", ("会见", "接见"))
    assert receives.arguments == {"participant": ("subject", "object")}
    assert (receives.minimum, receives.status, receives.pairs, receives.level) == (2, Status.HELD, True, "leader")
    assert receives.kinds == {"person", "country"} and receives.slot_needed == "object"
    assert receives.before is not None and receives.before.search("他又") and not receives.before.search("又他")
    assert (talks.minimum, talks.place, talks.pairs, talks.needs, talks.kinds) == (2, ("at",), False, None, frozenset())
    assert talks.rejects == ("会谈室",)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("type: Meeting", "type: Meting", 1, 'unknown type "Meting"'),
        ("{participant: [subject, object]}", "{particpant: [subject]}", 5, 'unknown key "particpant"'),
        ("required: [participant]", "required: [particpant]", 6, 'unknown role "particpant"'),
        ("[subject, object]", "[subject, objct]", 5, 'unknown slot "objct"'),
        ("slot_needed: object", "slot_needed: objct", 11, 'unknown slot "objct"'),
        ("[person, country]", "[persn]", 10, 'unknown kind "persn"'),
        ("level: leader", "level: kings", 12, 'unknown level "kings"'),
        ("status: held", "status: helt", 8, 'unknown status "helt"'),
        ("minimum: 2", "minimum: two", 7, '"two" is no number'),
        ("pairs: yes", "pairs: true", 9, '"true" is neither yes nor no'),
        ("before: 又", "before: 又(", 13, "no valid regular expression"),
        ("before: 又", "before: ''", 13, "a regular expression is wanted here"),
        ("before: 又", "before: [又, '']", 13, "a regular expression is wanted here"),
        ("before: 又", "befor: 又", 13, 'unknown key "befor"'),
        ("trigger: [会见, 接见]", "trigger: []", 4, "a rule needs a trigger or a pattern"),
        ("rejects: [甲没有会见乙。]", "rejects: []", 16, "a rule needs rejects"),
        ("examples: [{text: 甲乙会谈。, event: {}}]", "examples: []", 20, "a rule needs examples"),
        ("name: talks", "name: receives", 17, "stands twice"),
    ],
)
def test_what_is_wrong_names_file_and_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in WHOLE
    with pytest.raises(DataError) as caught:
        read(tmp_path, WHOLE.replace(old, new, 1))
    assert f"meeting.yml:{line}: " in str(caught.value) and message in str(caught.value)
