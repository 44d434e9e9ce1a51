"""Refuse what a query has no business to do: change the graph, or reach other machines unless it may.

The engine would perform SERVICE over HTTP and has no switch for it; so the word is looked for wherever the engine could
read it as one. It reads keywords without regard to what stands before and after them (`1SERVICE<…>` is one), therefore
only what can be nothing else is passed over: strings, IRIs, comments, variables, and the local part of a name.
"""

from __future__ import annotations

import re

from kg.errors import UsageError

# SPARQL 1.1, 19.8: STRING_LITERAL_LONG1/2, STRING_LITERAL1/2, IRIREF with 19.2 escapes, comment, PN_LOCAL_ESC
_QUIET = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|'''
    r"""'{3}(?:[^'\\]|\\.|'(?!''))*'{3}|"""
    r""""(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|"""
    r"""<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>|"""
    r"""\#[^\n\r]*|\\.|[?$:]\w+"""
)
_SERVICE = re.compile("SERVICE", re.IGNORECASE)
_CHANGE = re.compile(r"\b(LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
_DATASET = re.compile(r"\bFROM\b", re.IGNORECASE)


def names_graphs(query: str) -> bool:
    """Tell whether a query says itself which graphs it asks (FROM)."""
    return _DATASET.search(_QUIET.sub(" ", query)) is not None


def refuse_effects(query: str, *, services: bool = False) -> None:
    """Check a query.

    Args:
        services: whether it may ask other machines; change it may nothing in any case.

    Raises:
        UsageError: it asks another machine, or changes something.
    """
    told = _QUIET.sub(" ", query)
    if not services and _SERVICE.search(told):
        raise UsageError("SERVICE is refused: a query asks this graph alone", "--allow-service lets it ask others.")
    if found := _CHANGE.search(told):
        raise UsageError(f"{found.group().upper()} is refused: a query reads and changes nothing")
