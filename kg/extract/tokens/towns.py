"""Towns and provinces before the office of who heads them, where one sign belongs to both: 上海+市+长, 山东+省+长.

In go known forms, out come known forms: the longest name would hide the office that begins with its last sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.knowledge.gazetteer import Gazetteer, Lexeme, Token

_LOCAL = "subnational"  #: the post of whoever heads a town or province
_SHORTEST = 2  #: signs of the name of a town, without the one that says what it is


def heads_of_towns(gazetteer: Gazetteer, signs: str) -> Mapping[str, tuple[Lexeme, ...]]:
    """Return the offices that begin with a sign of a town, longest first."""
    heads: dict[str, list[Lexeme]] = defaultdict(list)
    for lexeme in gazetteer.by_form.values():
        if lexeme.office is not None and lexeme.office.post == _LOCAL and lexeme.form[0] in signs:
            heads[lexeme.form[0]].append(lexeme)
    return {sign: tuple(sorted(each, key=lambda one: -len(one.form))) for sign, each in heads.items()}


def with_town_heads(text: str, tokens: Sequence[Token], heads: Mapping[str, Iterable[Lexeme]]) -> list[Token]:
    """Give the sign that ends the name of a town to the office that begins with it."""
    found: list[Token] = []
    end = 0
    for token in tokens:
        if token.start < end:
            continue
        office = _office_at(text, token, heads)
        if office is None:
            found.append(token)
            continue
        start = token.end - 1
        end = start + len(office.form)
        found += [token._replace(end=start), Token(start, end, office)]
    return found


def _office_at(text: str, token: Token, heads: Mapping[str, Iterable[Lexeme]]) -> Lexeme | None:
    lexeme = token.lexeme
    if lexeme.place is None or len(lexeme.form) <= _SHORTEST or lexeme.form[-1] not in heads:
        return None
    return next((office for office in heads[lexeme.form[-1]] if text.startswith(office.form, token.end - 1)), None)
