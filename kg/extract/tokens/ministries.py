"""Ministries named without a state: of the one with which they were named before, or of the outlet's home.

In go the known forms of a text, out come the same, ministries with the name of their state. Officials without a state
are given one in `phrases.homes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.tokens.statesigns import named_states
from kg.knowledge.gazetteer import Known, Token
from kg.knowledge.language import Language
from kg.knowledge.world import World
from kg.model import EntityId, Outlet


def _with_owners(tokens: Sequence[Token], ministries: frozenset[str]) -> list[Token]:
    """Let a ministry named without a state be of the state with which it was named before: 美国商务部…，+商务部."""
    owners: dict[str, Known] = {}
    owned: list[Token] = []
    for index, token in enumerate(tokens):
        form = token.lexeme.form
        beside = tokens[index - 1] if index and tokens[index - 1].end == token.start else None
        state = beside.lexeme.name("state") if beside is not None else None
        if form in ministries and state is not None:
            owners[form] = state
        elif form in ministries and form in owners and beside is None:
            owned.append(token._replace(lexeme=replace(token.lexeme, names=(*token.lexeme.names, owners[form]))))
            continue
        owned.append(token)
    return owned


def with_home(text: str, tokens: Sequence[Token], outlet: Outlet, world: World, language: Language) -> list[Token]:
    """Let a ministry named without a state be of the outlet's home, where the outlet speaks so."""
    state = world.entities.get(EntityId(f"state:{outlet.home}"))
    if not outlet.bare or state is None:
        return _with_owners(tokens, language.ministries)
    label = state.labels.get(language.code, "")
    home = Known(form=label, entity=state.id, kind="state", strength="strong", label=label, country=outlet.home)
    named = named_states(tokens)  # 墨+经济部 is not of the outlet's home
    return [
        token._replace(lexeme=replace(token.lexeme, names=(*token.lexeme.names, home)))
        if token.lexeme.form in language.ministries and text[token.start - 1 : token.start] not in named
        else token
        for token in tokens
    ]
