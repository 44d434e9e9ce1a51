"""Short names of people: 石破 for 石破茂, 布林肯 for 安东尼·布林肯, 习主席.

In go the people of an article, out come the short forms that the rest of it may use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from kg.extract.people.registry import People, Person
from kg.knowledge.language import Language
from kg.knowledge.world import World

_DOTS = re.compile("[·-]")
_TITLE = 2  #: signs of a title after a surname: 习+主席, of the 国家主席


def short_names(people: People, *, world: World, language: Language, home: str | None = None) -> Mapping[str, str]:
    """Return the short forms that the rest of the article may use, each with the full form that it stands for.

    A form that two persons of the article share is left out, but where one alone is of the outlet's home: 李总理.
    """
    owners: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    for person in people.persons:
        ours = home is not None and person.country == home
        for form in _short_forms(person, world=world, language=language):
            owners[form].add((person.name, ours))
    meant = {form: [name for name, ours in owned if ours or len(owned) == 1] for form, owned in owners.items()}
    return {form: names[0] for form, names in sorted(meant.items()) if len(names) == 1}


def _short_forms(person: Person, *, world: World, language: Language) -> set[str]:
    grammar = language.names
    forms: set[str] = set()
    if person.entity:
        forms |= {name.form for name in world.forms_of(person.entity) if len(name.form) >= 2}
    for name in person.names:
        parts = _DOTS.split(name)
        if len(parts) > 1:
            last = parts[-1:] if len(parts) == 2 else parts[-2:]
            forms |= {part for part in last if len(part) >= 2}  # not 本 of 穆罕默德·本·萨勒曼
            forms |= {"·".join(parts[-2:])} if len(parts) > 2 else set()
        elif person.country == "JPN" and 3 <= len(name) <= 5:
            forms |= {name[:size] for size in (2, 3, 1) if name[:size] in grammar.japanese_surnames and size > 1}
        elif person.country in grammar.chinese_polities and 2 <= len(name) <= 4:
            forms |= {name[0] + office for office, _ in person.offices}
            forms |= {
                name[0] + office[-_TITLE:] for office, _ in person.offices if office.endswith(language.office_heads)
            }
    return forms - person.names


def shortens(full: str, short: str) -> bool:
    """Tell whether one name is a short form of another: its last parts, or a surname with a title.

    >>> shortens("安东尼·布林肯", "布林肯"), shortens("石破茂", "石破"), shortens("王毅", "毅")
    (True, True, False)
    """
    if len(short) < 2 or len(short) >= len(full):
        return False
    parts = _DOTS.split(full)
    if len(parts) > 1:
        tails = {"·".join(parts[n:]) for n in range(1, len(parts))} | {
            parts[0],
            parts[-2],
        }  # a father's name, a mother's
        return _DOTS.sub("·", short) in tails
    return full.startswith(short)
