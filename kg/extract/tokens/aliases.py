"""Aliases: persons written by less than a known name, or by a name that no table knows.

In go the known forms of a text, out come the same or further ones: a surname beside an office (岸田+首相), the short
names of an article's people, unknown names where a post is given. Which short names people have is said in
`people.shortnames`, how far an unknown name reaches in `phrases.names`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.phrases.names import NameFinder
from kg.knowledge.gazetteer import Known, Lexeme, Token
from kg.knowledge.language import Language
from kg.knowledge.world import World


def alias_tokens(text: str, short: Mapping[str, str], names: Sequence[str]) -> list[Token]:
    """Find the short names of an article's people, and its unknown people's full names, wherever they stand."""
    forms = {**{name: name for name in names}, **short}
    if not forms:
        return []
    begins: dict[str, list[str]] = defaultdict(list)  #: by their first sign
    for form in forms:
        begins[form[0]].append(form)
    found: dict[str, list[int]] = defaultdict(list)
    for at in [at for at, sign in enumerate(text) if sign in begins]:
        for form in begins[text[at]]:
            if text.startswith(form, at) and not (found[form] and at < found[form][-1] + len(form)):
                found[form].append(at)
    return [
        Token(at, at + len(form), lexeme)
        for form in sorted(found, key=lambda word: (-len(word), word))
        for lexeme in [_alias(form, forms[form])]
        for at in found[form]
    ]


def _alias(form: str, full: str) -> Lexeme:
    known = Known(form=form, entity=None, kind="person", strength="strong", label=full, country=None)
    return Lexeme(form=form, names=(known,))


def surnamed(text: str, tokens: Sequence[Token], world: World, names: NameFinder) -> list[Token]:
    """Let a surname right before or after an office be whoever has held that office: 岸田+首相, 英国外交大臣+拉布."""
    held = [token for token in tokens if token.lexeme.office is not None]
    following = {token.start: token.lexeme.office for token in held}
    before = {token.end: token.lexeme.office for token in held}
    named: list[Token] = []
    for token in tokens:
        office = following.get(token.end) or before.get(token.start)
        if token.end not in following and office is not None and names.is_longer(text, token.end):
            office = None
        named.append(_holder(token, office.post, world) if office is not None else token)
    return named


def lengthened(text: str, tokens: Sequence[Token], names: NameFinder) -> Iterator[Token]:
    """Let a known name of several parts that goes on be whom it names: 穆罕默德·本·萨勒曼+·本·阿卜杜勒阿齐兹."""
    for token in tokens:
        if token.lexeme.is_person and names.has_parts(token.lexeme.form) and names.is_given(text, token.end):
            yield Token(token.start, names.end_of_parts(text, token.end), token.lexeme)


def in_row(text: str, tokens: Sequence[Token], marks: Mapping[str, str]) -> list[Token]:
    """Let a name that may be another word be the person whom it means where it stands in a row of persons."""
    persons = [token for token in tokens if token.lexeme.is_person]
    starts, ends = {token.start for token in persons}, {token.end for token in persons}
    named: list[Token] = []
    for token in tokens:
        among = token.start - 1 in ends and token.end + 1 in starts
        joined = among and marks.get(text[token.start - 1]) == marks.get(text[token.end]) == "and"
        names = token.lexeme.names if joined and len(token.lexeme.form) > 1 else ()
        only = len(names) == 1 and names[0].kind == "person"
        named.append(_sure(token, names[0]) if only else token)
    return named


def _sure(token: Token, name: Known) -> Token:
    return Token(token.start, token.end, replace(token.lexeme, names=(replace(name, strength="strong"),)))


def _holder(token: Token, post: str, world: World) -> Token:
    """Make a weak name the strong one of the only person that it may mean who has held a post."""
    holders = [name for name in token.lexeme.names if name.strength == "weak" and _has_held(name, post, world)]
    if len(holders) != 1 or len(token.lexeme.form) == 1:
        return token
    return _sure(token, holders[0])


def _has_held(name: Known, post: str, world: World) -> bool:
    return name.entity is not None and any(tenure.post == post for tenure in world.tenures_of(name.entity))


def appointed(text: str, tokens: Sequence[Token], names: NameFinder, language: Language) -> Iterator[Token]:
    """Find the names that no table knows where somebody is given a post: 任命+方敏+为大使."""
    known = {token.start: token.end for token in tokens if token.lexeme.is_person}
    known |= {token.start: len(text) for token in tokens if token.lexeme.is_office}
    for match in language.appointed.finditer(text):
        start, end = match.span("who")
        if known.get(start, start) < end and names.end_of(text, start, limit=end, country=None) == end:
            yield Token(start, end, _alias(text[start:end], text[start:end]))
