"""Refuse what a query has no business to do: reach other machines, or change the graph.

The engine would perform SERVICE over HTTP and has no switch for it; so the word is looked for outside strings, IRIs and
comments. A variable named ?service is refused as well, which costs nobody anything.
"""

from __future__ import annotations

import re

from kg.errors import UsageError

_QUIET = re.compile(
    r"\\."  # PN_LOCAL_ESC: a quote or # in a name begins nothing
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n\r]|\\.)*"|' + r"'(?:[^'\\\n\r]|\\.)*'|" + r"<[^<>\"{}|^`\\\s]*>|#[^\n\r]*"
)
_REFUSED = re.compile(r"\b(SERVICE|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)


def refuse_effects(query: str) -> None:
    """Check a query.

    Raises:
        UsageError: it asks another machine, or changes something.
    """
    found = _REFUSED.search(_QUIET.sub(" ", query))
    if found and found.group(1).upper() == "SERVICE":
        raise UsageError("SERVICE is refused: a query asks this graph alone")
    if found:
        raise UsageError(f"{found.group(1).upper()} is refused: a query reads and changes nothing")
