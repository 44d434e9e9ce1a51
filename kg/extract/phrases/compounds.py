"""States written by one sign: a run of them (日美韩), a side (中方), where one goes (访美), whose official (美国务卿).

In go the known forms of a text and the index of such a sign, out come phrases and the index of the next unread form.
What a sign means in its article is decided in `tokens.statesigns`; the title that it begins is read by whoever is
handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from kg.extract.phrases.bounds import Bounds
from kg.extract.phrases.phrase import Phrase, place_named
from kg.extract.phrases.runs import next_compound
from kg.knowledge.gazetteer import Token
from kg.knowledge.language import Language
from kg.model import Span

Read = tuple[list[Phrase], int]  #: phrases, and the index of the next unread token


class CompoundReader:
    """Reads states of one sign; holds only what it was made with."""

    def __init__(
        self, language: Language, bounds: Bounds, *, titled: Callable[[str, Sequence[Token], int], Read]
    ) -> None:
        self._language = language
        self._bounds = bounds
        self._titled = titled
        sides = _either(word for group in language.groups if group.level is None for word in group.words)
        self._heads = re.compile(_longest(language.compound_heads))
        self._single = re.compile(_longest(language.compound_single_heads))
        self._prefix = re.compile(f"(?:{_longest(language.compound_prefixes)})$")
        self._level = re.compile(f"(?:{sides})?({_longest(language.levels)})")

    def read(self, text: str, tokens: Sequence[Token], index: int) -> tuple[list[Phrase], int] | None:
        """Read a run of one-character states: 日美韩, 中方, 访美; None where they mean none."""
        last = index
        while (following := next_compound(text, tokens, last)) is not None:
            last = following
        run = [token for token in tokens[index : last + 1] if token.lexeme.is_compound]
        end = run[-1].end
        if len(run) == 1:
            return self._single_state(text, tokens, index)
        if not self._heads.match(text, end) and not all(
            token.lexeme.form in self._language.sure_compounds for token in run
        ):
            return None
        level = self._level.match(text, end)
        phrases = [
            Phrase(
                span=Span(start=token.start, end=token.end),
                head=Span(start=token.start, end=token.end),
                kind="country",
                name=name.label,
                country=name.country,
                entity=name.entity,
                level=self._language.levels[level.group(1)] if level else None,
                rule="compound",
            )
            for token in run
            if (name := token.lexeme.name("state", "region", "organisation")) is not None
        ]
        return phrases, last + 1

    def _single_state(self, text: str, tokens: Sequence[Token], index: int) -> tuple[list[Phrase], int] | None:
        token = tokens[index]
        place = token.lexeme.name("place")
        if place is not None and index and "at" in tokens[index - 1].lexeme.classes:  # 在+京
            here = Span(start=token.start, end=token.end)
            return [place_named(place, here)], index + 1
        name = token.lexeme.name("state", "organisation")
        if name is None:
            return None
        span = Span(start=token.start, end=token.end)
        phrase = Phrase(span=span, head=span, kind="country", name=name.label, country=name.country, entity=name.entity)
        if text.startswith(self._language.side, token.end):
            side = Span(start=token.start, end=token.end + len(self._language.side))
            return [replace(phrase, span=side, rule="side")], index + 1
        if token.lexeme.form not in self._language.sure_compounds:
            return None
        if token.lexeme.form in self._language.hesitant and not self._is_sure(text, tokens, index):
            return None
        if self._is_posting(tokens, index):
            return self._titled(text, tokens, index)
        follower = tokens[index + 1] if index + 1 < len(tokens) and tokens[index + 1].start == token.end else None
        if follower is not None and (follower.lexeme.office or "institution" in follower.lexeme.classes):
            return self._titled(text, tokens, index)
        if self._single.match(text, token.end):
            return self._titled(text, tokens, index)
        if self._prefix.search(text, max(0, token.start - 3), token.start):
            return [replace(phrase, rule="prefix")], index + 1
        return None

    def _is_sure(self, text: str, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a grammar word is a state's sign here: 以+总理+内塔尼亚胡, not 以+特使身份."""
        end = tokens[index].end
        if self._language.hesitant_heads.match(text, end) or end >= len(text):
            return True
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        titled = following is not None and following.start == end and following.lexeme.is_office
        return titled and self._bounds.named_after(text, tokens, index + 1, tokens[index].lexeme.names[0].country)

    def _is_posting(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether the word after a state says where its envoy serves: 美驻华大使."""
        following = index + 1
        return (
            following < len(tokens)
            and tokens[following].start == tokens[index].end
            and "posted" in tokens[following].lexeme.classes
        )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _longest(words: Iterable[str]) -> str:
    """Return the pattern of some words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
