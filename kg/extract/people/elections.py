"""Elections: who an article says has been elected to an office: 特朗普在总统选举中当选.

In go the text, its phrases and its people, out come holdings of offices not yet taken up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.people.registry import People
from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language
from kg.knowledge.world import World
from kg.model import Holding, OfficeStatus, Span

_SENTENCE_END = re.compile(r"[。！？\n]")
_NEAR = 30  #: signs between a person and the words that say that it has been elected


def elected(text: str, phrases: Sequence[Phrase], people: People, *, world: World, language: Language) -> list[Holding]:
    """Find who an article says has been elected: 特朗普在总统选举中当选."""
    found = []
    for match in language.elected.finditer(text):
        before = [
            p for p in phrases if p.kind == "person" and match.start() - _NEAR <= p.start and p.end <= match.start()
        ]
        person = people.get(before[-1].name) if before else None
        if person is None or _SENTENCE_END.search(text, before[-1].end, match.start()):
            continue
        wording = match.group("office") or match.group("second")
        office = world.offices.get(wording)
        found.append(
            Holding(
                person=person.name,
                entity=person.entity,
                country=person.country,
                office=wording,
                post=office.post if office else None,
                status=OfficeStatus.ELECT,
                span=Span(start=match.start(), end=match.end()),
            )
        )
    return list({(each.person, each.office): each for each in reversed(found)}.values())
