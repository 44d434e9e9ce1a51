"""A run of states and offices while it is read, and what stands where among the known forms around it.

Reading a run is the business of `finder`, leaping on to a later office that of `offices`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kg.knowledge.gazetteer import Known, Token
from kg.model import OfficeStatus

LONGEST_GAP = 14  #: signs that no table knows, within a run


class Run(Struct):
    """States, offices and their like that stand before a name, as far as they have been read."""

    start: int
    end: int
    index: int
    country: str | None = None
    org: Known | None = None
    state: Known | None = None
    place: Known | None = None
    offices: list[tuple[str, str | None]] = []
    status: OfficeStatus | None = None
    institution: bool = False
    official: bool = True
    posted: bool = False  #: 驻 has been read: the next state is where the envoy serves
    receiver: str | None = None


def is_state(token: Token) -> bool:
    """Tell whether a token names a state, or what acts as one."""
    return token.lexeme.name("state", "region", "organisation") is not None


def first_at(tokens: Sequence[Token], offset: int, index: int) -> int:
    """Return the index of the first token that begins at or after an offset."""
    while index < len(tokens) and tokens[index].start < offset:
        index += 1
    return index


def index_of(tokens: Sequence[Token], run: Run) -> int:
    """Return the index of the first token of a run."""
    index = run.index
    while index > 0 and tokens[index - 1].start >= run.start:
        index -= 1
    return index


def next_compound(text: str, tokens: Sequence[Token], index: int) -> int | None:
    """Return the index of the one-character state that goes on with a run: 日+美, 德+、+法."""
    for step in (1, 2):
        if index + step < len(tokens) and tokens[index + step].lexeme.is_compound:
            between = text[tokens[index].end : tokens[index + step].start]
            return index + step if between in ("", "、") else None
    return None
