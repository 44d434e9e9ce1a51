"""Signs of states: which state a sign, a short name or a title means in this article.

In go the known forms of a text, out come the same or further ones: 中巴 of the state that the article names in full,
立方 and 访+立 after 立陶宛, 中+老 after 老挝, 文莱+苏丹 as a title. Ministries without a state are read in
`ministries`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.tokens.overlay import offsets_of, places_of, token_at
from kg.knowledge.gazetteer import Gazetteer, Lexeme, Token
from kg.knowledge.language import Language
from kg.model import Document, EntityId

_SEVERAL = 2  #: states whose names begin with one sign
NamedStates = dict[str, dict[EntityId, Lexeme]]  #: states by the first sign of their names


def by_context(tokens: Sequence[Token], named: NamedStates, document: Document) -> list[Token]:
    """Let a sign mean the state that the article names in full: 中巴 may be of Palestine, if Pakistan is not named.

    Where it names several, the sentence tells which: 巴西总统说，巴中关系…; for a heading, which has no stop at its
    end, the sentence after it does. Else the first of them is meant.
    """
    if all(len(states) < _SEVERAL for states in named.values()):
        return [_meant(token, named) if token.lexeme.is_compound else token for token in tokens]
    starts = [sentence.start for sentence in document.sentences]
    near: dict[tuple[str, int], Lexeme] = {}  #: by its first sign and the sentence, the state named last
    after = _below_headings(tokens, starts, document)
    meant: list[Token] = []
    for token in tokens:
        form, state = token.lexeme.form, token.lexeme.state
        if len(named.get(form[:1], ())) < _SEVERAL:
            meant.append(_meant(token, named) if token.lexeme.is_compound else token)
            continue
        at = form[0], bisect_right(starts, token.start)
        told = near.get(at) or after.get(at)
        if token.lexeme.is_compound and told is not None:
            meant.append(Token(token.start, token.end, _sign_of(told, form=form)))
            continue
        if state is not None and state.entity is not None and len(form) > 1:
            near[at] = token.lexeme
        meant.append(_meant(token, named) if token.lexeme.is_compound else token)
    return meant


def _below_headings(
    tokens: Sequence[Token], starts: Sequence[int], document: Document
) -> dict[tuple[str, int], Lexeme]:
    """Return, by its first sign and the number of a heading, the state that the sentence after it names first."""
    after: dict[tuple[str, int], Lexeme] = {}
    for token in tokens:
        state, below = token.lexeme.state, bisect_right(starts, token.start) - 1
        heading = below > 0 and document.sentences[below - 1].of(document.folded)[-1:].isalnum()
        if heading and state is not None and state.entity is not None and len(token.lexeme.form) > 1:
            after.setdefault((token.lexeme.form[0], below), token.lexeme)
    return after


def named_states(tokens: Sequence[Token]) -> NamedStates:
    """Return the states that the article names by more than a sign, by the first sign of their names."""
    named: NamedStates = {}
    for _, _, lexeme in tokens:
        state = lexeme.state
        if state is not None and state.entity is not None and len(lexeme.form) > 1:
            named.setdefault(lexeme.form[0], {})[state.entity] = lexeme
    return named


def _meant(token: Token, named: NamedStates) -> Token:
    usual, states = token.lexeme.state, named.get(token.lexeme.form, {})
    if usual is None or usual.strength != "compound" or usual.entity in states or not states:
        return token
    return Token(token.start, token.end, _sign_of(next(iter(states.values())), form=token.lexeme.form))


def _sign_of(lexeme: Lexeme, *, form: str) -> Lexeme:
    """Make the sign of a state that an article names in full."""
    names = (replace(lexeme.state, form=form, strength="compound"),) if lexeme.state else ()
    return Lexeme(form=form, names=names)


def titled(text: str, tokens: Sequence[Token], language: Language) -> list[Token]:
    """Let the name of a state be a title after a state or a person of it, or before a form of address.

    文莱+苏丹, 哈桑纳尔+苏丹, 苏丹+陛下.
    """
    if not any(token.lexeme.form in language.titles_of for token in tokens):
        return list(tokens)
    owners = ((token.end, token.lexeme.state or token.lexeme.name("person")) for token in tokens)
    states = {end: owner.country for end, owner in owners if owner is not None}
    return [
        Token(token.start, token.end, Lexeme(form=token.lexeme.form, classes=frozenset({"office_head"})))
        if states.get(token.start) in language.titles_of.get(token.lexeme.form, ())
        or (token.lexeme.form in language.titles_of and language.vocatives.match(text, token.end))
        else token
        for token in tokens
    ]


def sides_of(text: str, tokens: Sequence[Token], named: NamedStates, language: Language) -> list[Token]:
    """Find the sides of the states that the article names, and who goes there, by their first sign: 立方, 访+立.

    A visit paid to the state shows it too: 对+立+进行访问.
    """
    side, goes = language.side, language.goes_to
    found: list[Token] = []
    for sign, states in sorted(named.items()):
        if len(states) > 1:
            continue
        (lexeme,) = states.values()
        for at in places_of(sign, text):
            if text.startswith(side, at + 1):
                found.append(Token(at, at + 1 + len(side), lexeme))
            elif (text.endswith(goes, 0, at) or language.visited.match(text, at)) and not (
                (known := token_at(tokens, at)) and len(known.lexeme.form) > 1
            ):
                found.append(Token(at, at + 1, lexeme))
    return found


def partners_of(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Find the signs of states that the article names in full, beside a sign of a state: 老挝, then 中+老+关系."""
    signs = [token for token in tokens if token.lexeme.is_compound and _is_sign(token)]
    if not signs:
        return []
    named = {sign: states for sign, states in named_states(tokens).items() if len(states) == 1}
    beside = {at for sign in signs for at in (sign.start - 1, sign.end) if text[at : at + 1] in named}
    free = (at for at in sorted(beside) if token_at(tokens, at) is None)
    return [Token(at, at + 1, _sign_of(*named[text[at]].values(), form=text[at])) for at in free]


def _is_sign(token: Token) -> bool:
    state = token.lexeme.state
    return state is not None and state.strength == "compound"


def short_states(text: str, tokens: Sequence[Token], gazetteer: Gazetteer, language: Language) -> list[Token]:
    """Find the short names of states where an office after them, or a word for 'and' before, shows it."""
    found: list[Token] = []
    for form, name in language.short_states.items():
        if form not in text:
            continue
        offices = {token.start for token in tokens if token.lexeme.is_office}
        joined = {token.end for token in tokens if token.lexeme.mark in ("with", "and")}
        longer = offsets_of(token for token in tokens if len(token.lexeme.form) > 1)
        spans = [(at, at + len(form)) for at in places_of(form, text) if at not in longer]
        if any(end in offices for _, end in spans):
            meant = [(start, end) for start, end in spans if end in offices or start in joined]
            found += [Token(start, end, gazetteer.by_form[name]) for start, end in meant]
    return found
