"""Placed phrases: a noun phrase and its slot, and which phrases can act at all.

What slots there are is said in `slots`, which gives them out; here nothing is placed.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.phrases.phrase import Phrase
from kg.knowledge.language import Language

LONGEST_LINK = 3  #: signs of a word between two phrases
_PARTY_KINDS = frozenset({"person", "country", "org", "region", "office", "group", "pronoun"})
GOALS = ("place", "country")  #: where one goes
ACTORS = _PARTY_KINDS | {"place"}  #: a capital may act for its state


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase and its slot."""

    phrase: Phrase
    slot: str
    group: int  #: phrases of one list share it


def acts(text: str, phrase: Phrase, language: Language) -> bool:
    """Tell whether a phrase can be a subject by what follows it."""
    if phrase.kind == "office" and language.residence.match(text, phrase.end):
        return False
    if phrase.kind == "pronoun" and text.startswith(language.genitive, phrase.end):
        return False  # 选择+他的+顾问
    if phrase.kind == "person" and (language.envoys.match(text, phrase.end) or _is_family(text, phrase, language)):
        return False
    if phrase.rule == "compound" and language.societies.match(text, phrase.end):
        return False
    if phrase.kind == "place" and language.premises.match(text, phrase.end):
        return False
    if phrase.kind not in ("country", "org", "region") or phrase.rule in (
        "side",
        "institution",
        "compound",
        "prefix",
        "own",
    ):
        return True
    return phrase.end >= len(text) or language.acts.match(text, phrase.end) is not None


def _is_family(text: str, phrase: Phrase, language: Language) -> bool:
    """Tell whether somebody is named only as a relative, or for one: 甲的+妹妹+乙; a relative in a table acts."""
    owns = text.startswith(language.genitive, phrase.end)
    after = phrase.end + len(language.genitive) * owns
    known = any(name.entity for name in phrase.choices)
    relatives = language.spouses if known else (*language.spouses, *language.kin)
    return (
        text.startswith((*language.spouses, *language.kin), after)
        or text.endswith(relatives, 0, phrase.start)
        or any(wording.endswith(relatives) for wording, _ in phrase.offices)
    )
