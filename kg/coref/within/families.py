"""Families: what sets events of one type apart beside their parties: statements from deals, lifting from imposing.

An event comes in, the name of its family goes out. Events of two families are never one.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Event

#: Families of changes of relations that one state brings about and another suffers.
ONE_SIDED = frozenset(
    {
        "expulsion",
        "RelationsChange/recalls",
        "RelationsChange/recognises",
        "RelationsChange/missions",
        "RelationsChange/closes",
        "RelationsChange/lowers",
    }
)
#: Rules whose events are not those of other rules of their type, and which of them tell of the same.
_FAMILIES: Mapping[str, str] = {
    "Agreement/signs-more": "further",
    "Agreement/statement": "statement",
    "Agreement/issued": "statement",
    "Agreement/says-jointly": "statement",
    "Agreement/states-jointly": "statement",
    "Meeting/mechanism": "mechanism",
    "Sanction/lifts": "lifting",
    "Summit/next": "next",
    "Summit/last": "last",
    "RelationsChange/unwelcome": "expulsion",
    "RelationsChange/expels": "expulsion",
    "RelationsChange/closes": "RelationsChange/missions",
    "RelationsChange/founds": "RelationsChange/missions",
    "RelationsChange/normalises": "normalisation",
    "RelationsChange/makes-normal": "normalisation",
}


def family(event: Event) -> str:
    """Return what sets events of one type apart beside their parties: statements from deals, lifting from imposing."""
    usual = event.rule if event.type == "RelationsChange" else event.type
    return _FAMILIES.get(event.rule, usual)
