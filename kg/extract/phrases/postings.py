"""Envoys to several states told of in one breath: 驻智利和驻秘鲁的两位大使, 驻利马和圣地亚哥大使.

In go the tokens and a run that has read 驻 and the first state, out come the states where they serve and their office.
A single envoy (驻智利大使) is read in `titles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.phrases.runs import Run
from kg.knowledge.gazetteer import Token
from kg.knowledge.language import Language
from kg.model import Span

SERVED = ("state", "organisation", "place", "seat")  #: what an envoy may serve with


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Where several envoys of one state serve, and as what."""

    served: tuple[tuple[str, Span], ...]  #: state or organisation, and where it stands
    office: tuple[str, str | None]  #: its wording and its post
    end: int
    index: int  #: of the first token after the office


def read_postings(text: str, tokens: Sequence[Token], run: Run, language: Language) -> Postings | None:
    """Read on from the first state where an envoy serves to the office that he shares with others."""
    if not run.posted or run.receiver is None or run.offices or run.institution:
        return None
    served, index = [(run.receiver, Span(start=run.start, end=run.end))], run.index
    for receiver, at in _listed(tokens, run):
        served.append((receiver, Span(start=tokens[at].start, end=tokens[at].end)))
        index = at + 1
    end = tokens[index - 1].end
    if index < len(tokens) and tokens[index].lexeme.group and language.postings.fullmatch(text, end, tokens[index].end):
        index += 1  # 驻智利、秘鲁和巴西+三国+大使
    if index == len(tokens) or not language.postings.fullmatch(text, end, tokens[index].start):
        return None
    office = tokens[index].lexeme
    if not (office.office or "office_head" in office.classes):
        return None
    post = (office.form, office.office.post if office.office else None)
    return Postings(served=tuple(served), office=post, end=tokens[index].end, index=index + 1)


def _listed(tokens: Sequence[Token], run: Run) -> Iterator[tuple[str, int]]:
    """Yield the further states of a list, with or without 驻 before each, and the index of their tokens."""
    index, end = run.index, run.end
    while index < len(tokens) and tokens[index].start == end and tokens[index].lexeme.mark in ("with", "and"):
        at = index + 1
        if at < len(tokens) and "posted" in tokens[at].lexeme.classes:
            at += 1
        state = tokens[at].lexeme.name(*SERVED) if at < len(tokens) else None
        receiver = (state.country or state.entity) if state else None
        if receiver is None or tokens[at].start != tokens[at - 1].end:
            return
        yield receiver, at
        index, end = at + 1, tokens[at].end
