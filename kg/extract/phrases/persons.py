"""Persons: the phrase of somebody named, with the brackets, the office and the companions after the name.

In go a run of states and offices and the name after it, out comes a phrase. How far a name reaches that no table knows
is found in `bounds`; who the person is, in `people.registry`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.phrases.bounds import Bounds
from kg.extract.phrases.phrase import Phrase
from kg.extract.phrases.runs import Run, first_at, index_of
from kg.knowledge.gazetteer import NO_PARTIES, Token
from kg.knowledge.language import Language
from kg.model import Span

_BRACKET = re.compile(r"\s?[(（][^()（）]{0,80}[)）]")


class PersonReader:
    """Reads the phrases of persons; holds only what it was made with."""

    def __init__(self, language: Language, bounds: Bounds) -> None:
        self._language = language
        self._bounds = bounds

    def phrase(
        self, text: str, tokens: Sequence[Token], run: Run, start: int, end: int, token: Token | None
    ) -> tuple[list[Phrase], int]:
        """Make the phrase of a person, with the brackets and the office after the name."""
        name, start, end, offices = self._without_titles(text, _full_name(token) or text[start:end], run, start, end)
        official, stop, index = self._offices_after(text, tokens, run, offices, end)
        deputy = next((at for at in (end, stop) if text.startswith(self._language.deputies, at)), None)
        if deputy is not None:
            return [], max(first_at(tokens, deputy, run.index), run.index + 1)  # 习近平主席+特别代表+丁薛祥
        bracket = _BRACKET.match(text, stop)
        if bracket and self._language.spelled.search(bracket.group()):
            stop = bracket.end()
            index = first_at(tokens, stop, index)
        if index < len(tokens) and tokens[index].start == stop and "companion" in tokens[index].lexeme.classes:
            stop, index = tokens[index].end, index + 1
        choices = tuple(name for name in token.lexeme.names if name.kind == "person" and name.entity) if token else ()
        phrase = Phrase(
            span=Span(start=run.start, end=stop),
            head=Span(start=start, end=end),
            kind="person",
            name=name,
            country=run.country,
            choices=choices,
            entity=run.org.entity if run.org and not run.country else None,
            offices=tuple(offices),
            status=run.status,
            receiver=run.receiver,
            official=official,
            rule="known" if token else "pattern",
        )
        return [phrase], max(index, first_at(tokens, end, run.index))

    def _without_titles(
        self, text: str, name: str, run: Run, start: int, end: int
    ) -> tuple[str, int, int, list[tuple[str, str | None]]]:
        """Take off the titles that stand in a name, and count them as offices of one who has no other."""
        offices = list(run.offices)
        title = next((word for word in self._language.titles_in_names if name.startswith(word)), "")
        if title and text.startswith(title, start):
            offices, start, name = offices or [(title, None)], start + len(title), name.removeprefix(title)
        last = next((word for word in self._language.titles_after_names if name.endswith(word)), "")
        if len(name) > len(last) + 1 and last and text.startswith(name, start):
            offices, end, name = offices or [(last, None)], end - len(last), name.removesuffix(last)
        return name, start, end, offices

    def _offices_after(
        self, text: str, tokens: Sequence[Token], run: Run, offices: list[tuple[str, str | None]], end: int
    ) -> tuple[bool, int, int]:
        """Add the offices after a name; return whether all are those of officials, where they end, the token after."""
        official, index, stop = run.official, first_at(tokens, end, run.index), end
        while index < len(tokens) and tokens[index].start == stop and tokens[index].lexeme.is_office and not offices:
            after = tokens[index]
            if self._bounds.named_after(text, tokens, index, run.country) or after.lexeme.status:
                break  # 石破+原定
            offices.append((after.lexeme.form, after.lexeme.office.post if after.lexeme.office else None))
            official = official and not after.lexeme.classes & NO_PARTIES
            stop, index = after.end, index + 1
        also = self._leads_too(text, tokens, index, stop) if stop > end else None
        if also is not None:
            offices.append(also)
            index = first_at(tokens, stop + 1, index)
            stop, index = tokens[index].end, index + 1
        return official, stop, index

    def _leads_too(self, text: str, tokens: Sequence[Token], index: int, stop: int) -> tuple[str, str | None] | None:
        """Return the office that the leader of a party holds in the state as well: 苏林总书记、+国家主席."""
        at = first_at(tokens, stop + 1, index)
        first, second = tokens[index - 1].lexeme.office, tokens[at].lexeme.office if at < len(tokens) else None
        if not (first and second) or text[stop : tokens[at].start] != self._language.office_comma:
            return None
        leads = self._language.level_posts["state_leader"]
        alone = not self._bounds.named_after(text, tokens, at, None)
        return (tokens[at].lexeme.form, second.post) if alone and {first.post, second.post} <= set(leads) else None

    def is_surnamed(self, text: str, tokens: Sequence[Token], run: Run) -> bool:
        """Tell whether a title follows a surname, so that no name follows it: 习+主席, but 和+国务院总理."""
        if run.country or run.org or run.status or run.start == 0:
            return False
        before = tokens[index_of(tokens, run) - 1] if index_of(tokens, run) else None
        word = before is not None and before.end == run.start and before.lexeme.classes
        return not word and text[run.start - 1] in self._language.names.surnames


def _full_name(token: Token | None) -> str | None:
    """Return the full name that a short form of this article stands for (习主席)."""
    names = token.lexeme.names if token else ()
    return names[0].label if names and names[0].kind == "person" and names[0].entity is None else None
