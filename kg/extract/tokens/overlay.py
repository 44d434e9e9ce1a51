"""Tokens: known forms in a text, laid over one another.

In go known forms and further ones, out come forms in text order without overlap: the longer wins, then the surer. What
a form means is decided in `statesigns`, `ministries` and `aliases`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.knowledge.gazetteer import Lexeme, Token
from kg.model import TimeExpression


def overlay(tokens: Sequence[Token], extra: Sequence[Token]) -> list[Token]:
    """Lay more tokens over the known ones: the longer wins; of one span a strong name, then an alias, then the rest."""
    if not extra:
        return list(tokens)
    untouched, rivals = _apart(tokens, extra)
    spans = sorted([*rivals, *extra], key=lambda token: (-(token.end - token.start), token.start, _rank(token.lexeme)))
    taken: list[Token] = []
    starts: list[int] = []
    for token in spans:
        at = bisect_left(starts, token.start)
        before = taken[at - 1] if at else None
        after = taken[at] if at < len(taken) else None
        if (before is None or before.end <= token.start) and (after is None or token.end <= after.start):
            taken.insert(at, token)
            starts.insert(at, token.start)
    return sorted([*untouched, *taken], key=start_of)


def _apart(tokens: Sequence[Token], extra: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Part the tokens that no further one overlaps from the others."""
    covered = offsets_of(extra)
    apart: tuple[list[Token], list[Token]] = [], []
    for token in tokens:
        apart[not covered.isdisjoint(range(token.start, token.end))].append(token)
    return apart


def offsets_of(tokens: Iterable[Token]) -> set[int]:
    """Return the offsets at which some tokens stand."""
    return {offset for start, end, _ in tokens for offset in range(start, end)}


def start_of(token: Token) -> int:
    """Return where a token begins."""
    return token.start


def _rank(lexeme: Lexeme) -> int:
    strong = [name for name in lexeme.names if name.strength == "strong"]
    if any(name.entity is not None for name in strong) or not lexeme.names:
        return 0 if strong else 2
    return 1 if strong else 2


def outside_times(tokens: Sequence[Token], times: Sequence[TimeExpression]) -> list[Token]:
    """Leave out the known forms inside time expressions: the 同 of 同日."""
    if not times:
        return list(tokens)
    starts = [time.span.start for time in times]

    def inside(token: Token) -> bool:
        at = bisect_right(starts, token.start) - 1
        return at >= 0 and token.end <= times[at].span.end

    return [token for token in tokens if not inside(token)]


def places_of(form: str, text: str) -> Iterator[int]:
    """Yield where a form stands in a text."""
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + len(form))


def token_at(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the token that holds an offset; they do not overlap."""
    index = bisect_right(tokens, at, key=start_of) - 1
    return tokens[index] if index >= 0 and at < tokens[index].end else None
